"""Articles of MediaWiki in the shapes in which its skins and parsers write them; all that they say is invented."""

from __future__ import annotations

import re

import pytest

from xpkg.analysis.references import parse_references
from xpkg.corpus.documents import FileRead, sources_in
from xpkg.model import BlockType, Source, Text
from xpkg.readers import Given, read_documents
from xpkg.text import parse

pytest.importorskip("trafilatura")


def page(body: str, content: str = '<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">') -> str:
    close = "</div>" if content else ""
    return (
        '<!DOCTYPE html><html class="client-nojs" lang="en" dir="ltr"><head><meta charset="UTF-8">'
        "<title>Dam of Orm - Wikipedia</title></head><body><nav><ul><li>Main page</li></ul></nav>"
        '<main id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading mw-first-heading">'
        '<span class="mw-page-title-main">Dam of Orm</span></h1><div id="bodyContent"><div id="siteSub">From Wikipedia,'
        f' the free encyclopedia</div><div id="mw-content-text">{content}{body}{close}'
        '<div class="printfooter">Retrieved from "<a href="x">https://wiki.example/Dam</a>"</div></div>'
        '<div id="catlinks" class="catlinks">Categories: Dams</div></div></main></body></html>'
    )


def sup(name: str, shown: str, use: int = 0, label: str = "cite_note") -> str:
    left, right = '<span class="cite-bracket">&#91;</span>', '<span class="cite-bracket">&#93;</span>'
    link = f'<a href="#{label}-{name}">{left}{shown}{right}</a>'
    return f'<sup id="cite_ref-{name}-{use}" class="reference">{link}</sup>'


def back(*names: str) -> str:
    if len(names) == 1:
        return f'<span class="mw-cite-backlink"><b><a href="#cite_ref-{names[0]}-0">^</a></b></span>'
    links = " ".join(f'<a href="#r"><sup><i><b>{chr(97 + at)}</b></i></sup></a>' for at in range(len(names)))
    return f'<span class="mw-cite-backlink">^ {links}</span>'


def item(name: str, cited: str, uses: int = 1) -> str:
    style = '<style data-mw-deduplicate="TemplateStyles:r1">.mw-parser-output cite.citation{color:inherit}</style>'
    words = f"{style}{cited}" if uses == 1 else f'<link rel="mw-deduplicated-inline-style" href="x">{cited}'
    return f'<li id="cite_note-{name}">{back(*([name] * uses))} <span class="reference-text">{words}</span></li>'


def cite(kind: str, words: str, ref: str = "") -> str:
    own = f' id="CITEREF{ref}"' if ref else ""
    coins = '<span title="ctx_ver=Z39.88-2004&amp;rft.atitle=Dam&amp;rft.au=Low" class="Z3988"></span>'
    return f'<cite{own} class="citation {kind} cs1">{words}</cite>{coins}'


def references(*items: str, group: str = "", columns: bool = False) -> str:
    told = f' data-mw-group="{group}"' if group else ""
    wide = " mw-references-columns" if columns else ""
    style = f" reflist-{group}" if group else ' reflist-columns references-column-width" style="column-width: 30em;'
    return (
        f'<div class="reflist{style}"><div class="mw-references-wrap{wide}"><ol class="references"{told}>'
        f"{''.join(items)}</ol></div></div>"
    )


NEWS = (
    'Alder, Joan (3 March 2021). <a rel="nofollow" class="external text" href="https://courier.example/1">"Dam breaks"'
    '</a>. <i>The Larkham Courier</i>. <a href="x">Archived</a> from the original on 4 March 2021<span '
    'class="reference-accessdate">. Retrieved <span class="nowrap">5 March</span> 2021</span>.'
)
BOOK = (
    'Low, Ann; Nye, Bo (2012). <i>The Waters of Orm</i> (2nd&nbsp;ed.). Larkham: Sea Press. <a href="x">ISBN</a>&nbsp;'
    "<bdi>978-0-00-000000-2</bdi>."
)
JOURNAL = (
    'Orr, Cy (May 2015). <a href="x">"Why dams break"</a>. <i>Sea Review</i>. <b>7</b> (2): 12–34. <a href="x">doi</a>:'
    '<span class="id-lock-free"><a href="y">10.1000/orm.7</a></span>.'
)
WEB = (
    '<a href="x">"The flood of Orm"</a>. <i>Orm Dam Board</i><span class="reference-accessdate">. Retrieved '
    "5 March 2021</span>."
)


def read(html: str) -> Text:
    (document,) = read_documents(html.encode(), Given("dam.html"))
    ((made, _),) = sources_in(FileRead("dam.html", "dam", "dam", "dam.html", "0" * 64, (document,)))
    return parse(made)


def listed(text: Text) -> list[tuple[int | None, str]]:
    return [(block.number, block.label) for block in text.blocks if block.type is BlockType.REFERENCE]


def cited(text: Text) -> list[tuple[str, int]]:
    return [(marker.span.cut(text.source.text), marker.number) for marker in text.markers]


def titles(text: Text) -> list[tuple[int, str]]:
    return [(reference.number, reference.title) for reference in parse_references(text)]


def test_named_references_in_columns() -> None:
    body = (
        f"<p>The dam broke.{sup('news-1', '1')}{sup('2', '2')} It was old.{sup('news-1', '1', 1)}</p>"
        f"<p>Many asked why.{sup('j-3', '3')}<sup class='reference nowrap'><span>: 14</span></sup> One told it."
        f"{sup('4', '4')}</p>"
        '<div class="mw-heading mw-heading2"><h2 id="References">References</h2><span class="mw-editsection">'
        '<span>[</span><a href="x">edit</a><span>]</span></span></div>'
        + references(item("news-1", cite("news", NEWS), 2), item("2", cite("book", BOOK)),
                     item("j-3", cite("journal", JOURNAL)), item("4", cite("web", WEB)), columns=True)
    )  # fmt: skip
    text = read(page(body))
    assert listed(text) == [(1, ""), (2, ""), (3, ""), (4, "")]
    assert [number for _, number in cited(text)] == [1, 2, 1, 3, 4]
    assert titles(text) == [(1, "Dam breaks"), (2, "The Waters of Orm"), (3, "Why dams break"), (4, "The flood of Orm")]
    assert "Main page" not in text.source.text
    assert "Categories" not in text.source.text
    assert text.source.metadata.issued is None, "the dates are those of the references"


def test_notes_of_groups_have_their_own_labels() -> None:
    body = (
        f"<p>The dam{sup('a-1', 'a')} broke{sup('n-2', 'note 1')} at night.{sup('3', '1')}</p><h2>Notes</h2>"
        + references(item("a-1", f"The people of Orm call it the Wall.{sup('4', '2')}"), group="lower-alpha")
        + references(item("n-2", "By the clock of the church."), group="note")
        + "<h2>References</h2>"
        + references(item("3", cite("news", NEWS)), item("4", cite("journal", JOURNAL)))
    )
    text = read(page(body))
    assert listed(text) == [(3, "a"), (4, "note 1"), (1, ""), (2, "")]
    assert cited(text) == [("[a]", 3), ("[note 1]", 4), ("[1]", 1)]
    notes = [block for block in text.blocks if block.label]
    assert {block.kind for block in notes} == {BlockType.FOOTNOTE}
    assert notes[0].span.cut(text.source.text) == "[a] ^ The people of Orm call it the Wall.[2]"
    assert titles(text) == [(1, "Dam breaks"), (2, "Why dams break")]


def test_short_notes_lead_to_the_works_of_a_bibliography() -> None:
    def short(ref: str, words: str) -> str:
        return f'<a href="#CITEREF{ref}">{words}</a>'

    body = (
        f"<p>The dam broke.{sup('FOOTNOTELowNye201214-1', '1')} It was old.{sup('FOOTNOTEOrr201512-2', '2')} Some (<a "
        'href="#CITEREFOrr2015">Orr 2015</a>, p. 13) blame the river.</p><h2>Notes</h2>'
        + references(item("FOOTNOTELowNye201214-1", f"{short('LowNye2012', 'Low & Nye 2012')}, p. 14."),
                     item("FOOTNOTEOrr201512-2", f"{short('Orr2015', 'Orr 2015')}, pp.&nbsp;12–13."))
        + '<h2>Bibliography</h2><div class="refbegin refbegin-columns references-column-width"><ul>'
        f"<li>{cite('book', BOOK, 'LowNye2012')}</li><li>{cite('journal', JOURNAL, 'Orr2015')}</li></ul></div>"
    )  # fmt: skip
    text = read(page(body))
    assert listed(text) == [(1, ""), (2, ""), (3, ""), (4, "")]
    assert cited(text) == [("[1]", 1), ("[2]", 2), ("(Orr 2015, p. 13)", 4)]
    works = [(1, "The Waters of Orm"), (2, "Why dams break"), (3, "The Waters of Orm"), (4, "Why dams break")]
    assert titles(text) == works


def test_a_page_as_parsoid_writes_it() -> None:
    def ref(name: str, shown: str) -> str:
        return (
            '<sup about="#mwt1" class="mw-ref reference" rel="dc:references" typeof="mw:Extension/ref"><a '
            f'href="./Dam_of_Orm#cite_note-{name}" id="mwA"><span class="mw-reflink-text">[{shown}]</span></a></sup>'
        )

    def note(name: str, words: str) -> str:
        return (
            f'<li about="#cite_note-{name}" id="cite_note-{name}"><span class="mw-cite-backlink" '
            f'rel="mw:referencedBy"><a href="./Dam_of_Orm#cite_ref-{name}_1-0"><span class="mw-linkback-text">↑ </span>'
            "</a></span> <span "
            f'id="mw-reference-text-cite_note-{name}" class="mw-reference-text reference-text">{words}</span></li>'
        )

    body = (
        '<section data-mw-section-id="0"><p id="mwAQ">The dam broke.' + ref("1", "1") + ref("2", "2") + "</p></section>"
        '<section data-mw-section-id="1"><h2 id="References">References</h2><div class="mw-references-wrap" typeof='
        '"mw:Extension/references"><ol class="mw-references references" id="mwAg">'
        + note("1", cite("news", NEWS))
        + note("2", cite("book", BOOK))
        + "</ol></div></section>"
    )
    html = (
        '<!DOCTYPE html><html prefix="dc: http://purl.org/dc/terms/"><head><title>Dam of Orm</title></head><body '
        f'lang="en" class="mw-content-ltr mw-body-content parsoid-body mediawiki mw-parser-output" dir="ltr">{body}'
        "</body></html>"
    )
    text = read(html)
    assert (listed(text), [number for _, number in cited(text)]) == ([(1, ""), (2, "")], [1, 2])
    assert titles(text) == [(1, "Dam breaks"), (2, "The Waters of Orm")]


def test_references_of_several_works_and_plain_ones() -> None:
    body = (
        f"<p>The dam broke.{sup('1', '1')}{sup('2', '2')}</p><ul><li>Orm was flooded.{sup('3', '3')}</li>"
        "<li>Nether Orm was not.</li></ul><h2>References</h2>"
        + references(item("1", f"<ul><li>{cite('news', NEWS)}</li><li>{cite('journal', JOURNAL)}</li></ul>"),
                     item("2", 'Alder, Joan. "Orm after the flood". The Larkham Courier, 4 March 2021.'),
                     item("3", "See the report of the board, p. 7."))
    )  # fmt: skip
    text = read(page(body))
    numbers = [number for number, _ in listed(text)]
    assert numbers == [1, 4, 2, 3], "the second work of the first has a number of its own"
    assert [number for _, number in cited(text)] == [1, 2, 3]
    assert (1, "Dam breaks") in titles(text)
    assert (2, "Orm after the flood") in titles(text)
    items = [block for block in text.blocks if block.kind is BlockType.LIST_ITEM]
    assert [block.span.cut(text.source.text) for block in items] == ["Orm was flooded.[3]", "Nether Orm was not."]
    assert not {"The flood", "report"} & {title for _, title in titles(text)}


def test_pages_of_earlier_versions() -> None:
    """MediaWiki 1.24 has no element for what was parsed, cites in ``span``, and writes its edit links into headings."""
    edit = '<span class="mw-editsection"><span>[</span><a href="x">edit</a><span>]</span></span>'
    out = 'rel="nofollow" class="external text"'
    bare = f'<a {out} href="https://courier.example/dam">The dam that broke | The Larkham Courier</a>'
    book = f'<a {out} href="https://x.example/2">"Waters of Orm"</a>'
    told = f'<span class="citation web">Low, Ann (2012). {book}.</span>'
    body = (
        f"<p>The dam broke.{sup('1', '1')}{sup('2', '2')}{sup('3', '3')}</p><h2>References{edit}</h2>"
        '<div class="reflist" style="list-style-type: decimal;"><ol class="references">'
        f'<li id="cite_note-1">{back("1")} <span class="reference-text">{bare}</span></li>'
        f'<li id="cite_note-2">{back("2")} <span class="reference-text">{told}</span></li>'
        f'<li id="cite_note-3">{back("3")} <span class="reference-text"><a {out} href="https://y.example/">PDF</a>'
        "</span></li></ol></div>"
    )
    made = '<head><meta name="generator" content="MediaWiki 1.24wmf13" />'
    text = read(page(body, content="").replace("<head>", made).replace("- Wikipedia", "- Wikipedia, the free ..."))
    assert listed(text) == [(1, ""), (2, ""), (3, "")]
    assert [number for _, number in cited(text)] == [1, 2, 3]
    assert titles(text) == [(1, "The dam that broke | The Larkham Courier"), (2, "Waters of Orm")]
    assert [reference.url for reference in parse_references(text)] == [
        "https://courier.example/dam",
        "https://x.example/2",
    ]
    assert "edit" not in text.source.text
    assert "free encyclopedia" not in text.source.text
    assert text.source.metadata.issued is None


def test_rows_of_data_are_kept_and_tables_that_set_out_the_page_are_not() -> None:
    body = (
        "<p>The dam was old.</p><table class='wikitable sortable'><caption>Chairs</caption><tbody><tr><th>Name</th>"
        f"<th>Term</th></tr><tr><td>Ann Low{sup('1', '1')}</td><td><p>1990</p><p>to 1994</p></td></tr></tbody></table>"
        "<table class='infobox'><tr><th>Height</th><td>9 m</td></tr></table>"
        "<table><tr><td>Left<ul><li>Orm Weir</li></ul></td></tr></table>" + references(item("1", cite("news", NEWS)))
    )
    text = read(page(body))
    rows = [block.span.cut(text.source.text) for block in text.blocks if block.kind is BlockType.TABLE_ROW]
    assert rows == ["Name | Term", "Ann Low[1] | 1990 to 1994"]
    assert not {"9 m", "Left", "Chairs"} & {block.span.cut(text.source.text) for block in text.blocks}
    assert "Orm Weir" in text.source.text


def test_a_link_tells_its_work_and_no_other() -> None:
    body = f"<p>The dam broke.{sup('1', '1')}{sup('2', '2')}{sup('3', '3')}</p>" + references(
        item("1", cite("news", NEWS)),
        item("2", cite("book", BOOK.replace('href="x"', 'class="external" href="https://isbn.example/"'))),
        item("3", cite("web", WEB.replace('href="x"', 'class="external text" href="//board.example/flood"'))),
    )
    made = {reference.title: reference.url for reference in parse_references(read(page(body)))}
    assert made == {
        "Dam breaks": "https://courier.example/1",
        "The Waters of Orm": "",
        "The flood of Orm": "https://board.example/flood",
    }


def test_author_dates_lead_to_what_they_mean_alone() -> None:
    body = (
        "The dam was old (Low and Nye 2012, p. 14; Orr 2015). Orr (2015, p. 3) blamed the river, and so did Orr's "
        "(2015) pupils. Others (Doe 2001) did not. The mayor (elected in 2012) and Low (2016) were silent."
    )
    listing = (
        "References\n\nLow, A. and Nye, B. (2012). The Waters of Orm. Larkham: Sea Press.\n\n"
        'Orr, C. (2015). "Why dams break". Sea Review. 7 (2): 12–34.\n'
    )
    from xpkg.corpus import source_of

    made: Source = source_of("dam", f"Dam of Orm\n\n{body}\n\n{listing}")
    text = parse(made)
    assert cited(text) == [
        ("Low and Nye 2012, p. 14", 1), ("Orr 2015", 2), ("(2015, p. 3)", 2), ("(2015)", 2),
    ]  # fmt: skip


def test_what_is_set_apart_is_the_title() -> None:
    coins = '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.genre=book&amp;rft.btitle=Valley+of+Orm"></span>'
    dead = '<sup class="noprint Inline-Template">[<i><a href="x">permanent dead link</a></i>]</sup>'
    items = {
        "<i>Handbook of Weirs</i>. Orm Dam Board. 1999.": "Handbook of Weirs",
        "Nye, Bo. <i>The Long Wall</i> (Larkham: Sea Press, 1987), p. 45.": "The Long Wall",
        "Low, Ann (director) (2019). <i>Water</i> (Film). Larkham: Sea Pictures.": "Water",
        f"{cite('map', 'Orm Survey (1965). <i>Valley of Orm</i> (Map). 1:25,000. Sheet 7.')}{coins}": "Valley of Orm",
        "Vey, Lo (2020). <i>La presa</i> [The dam]. El Norte. 3 March 2020.": "La presa",
        "<i>Low v. Orm Dam Board</i>, [2011] EWCA Civ 12.": "Low v. Orm Dam Board",
        'Joan Alder, "The last warning", <i>The Larkham Courier</i>, 9 March 2021.': "The last warning",
        f'<a class="external autonumber" href="https://orm.example/2">[1]</a>{dead}': "",
    }
    marks = "".join(sup(str(at), str(at)) for at in range(1, len(items) + 1))
    entries = (item(str(at), words) for at, words in enumerate(items, start=1))
    text = read(page(f"<p>The dam broke.{marks}</p>" + references(*entries)))
    assert titles(text) == [(at, title) for at, title in enumerate(items.values(), start=1) if title]


def test_an_article_has_its_own_name_and_the_day_of_its_last_edit() -> None:
    told = (
        '<script type="application/ld+json">{"@type":"Article","name":"Dam of Orm","headline":"dam in the north",'
        '"datePublished":"2003-05-01T10:00:00Z","dateModified":"2025-10-01T10:00:00Z","publisher":{"@type":'
        '"Organization","name":"Orm Pedia Foundation"}}</script></head>'
    )
    metadata = read(page("<p>The dam broke.</p>").replace("</head>", told)).source.metadata
    assert (metadata.title, metadata.issued) == ("Dam of Orm", "2025-10-01")
    footer = '<li id="footer-info-lastmod"> This page was last edited on 1 October 2025, at 10:00.</li></body>'
    metadata = read(page("<p>The dam broke.</p>").replace("</body>", footer)).source.metadata
    assert (metadata.title, metadata.issued) == ("Dam of Orm", "2025-10-01")


def test_a_reading_view_keeps_its_references() -> None:
    """It takes away the classes and leaves the ids."""
    body = f"<p>The dam broke.{sup('1', '1')}{sup('2', '2')}</p><p>It was old.{sup('1', '1', 1)}</p><h2>References</h2>"
    body += references(item("1", cite("news", NEWS), 2), item("2", cite("book", BOOK)))
    html = re.sub(r' (?:class|style|data-[\w-]+)="[^"]*"', "", body)
    text = read(
        f'<html><head><title>Dam of Orm</title></head><body><div><h1>Dam of Orm</h1></div><div id="readability-page-1">'
        f"{html}</div></body></html>"
    )
    assert listed(text) == [(1, ""), (2, "")]
    assert titles(text) == [(1, "Dam breaks"), (2, "The Waters of Orm")]
    assert text.source.metadata.issued is None
    assert next(each.url for each in parse_references(text)) == "https://courier.example/1"


def test_links_beside_the_article_are_beside_the_story() -> None:
    edit = '<span class="mw-editsection"><a href="x"><span>edit</span></a></span>'
    body = (
        f'<p>The dam broke.{sup("1", "1")}</p><div class="mw-heading mw-heading2"><h2>See also</h2>{edit}</div><ul><li>'
        '<a href="/wiki/Weir">Weir of Larkham</a></li></ul><h2>References</h2>'
        + references(item("1", cite("news", NEWS)))
        + "<h2>Further reading</h2><ul><li>Nye, Bo. <i>The Long Wall</i>. Larkham: Sea Press, 1987.</li></ul>"
        '<h2>External links</h2><ul><li><a class="external text" href="https://x">Map</a> at Orm Survey</li></ul>'
    )
    text = read(page(body))
    words = {block.span.cut(text.source.text): block for block in text.blocks}
    assert not words["Weir of Larkham"].in_story
    assert not words["Map at Orm Survey"].in_story
    assert titles(text) == [(1, "Dam breaks"), (2, "The Long Wall")]
    assert "edit" not in words


def test_numbers_that_lead_back_open_no_record() -> None:
    back_by_numbers = (
        '<span class="mw-cite-backlink"><a href="#a"><span class="mw-linkback-text">1 </span></a><a href="#b"><span '
        'class="mw-linkback-text">2 </span></a></span>'
    )
    entry = item("1", "Nye, Bo (1987). <i>The Long Wall</i>. Larkham: Sea Press.").replace(back("1"), back_by_numbers)
    text = read(page(f"<p>The dam broke.{sup('1', '1')}</p>" + references(entry)))
    (found,) = parse_references(text)
    assert [author.name for author in found.authors] == ["Bo Nye"]
