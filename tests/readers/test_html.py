"""Saved web pages: the story alone, in its order, with the XPath of each block and what the page says of itself."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from xpkg.corpus import read_corpus
from xpkg.corpus.bylines import with_own_lines
from xpkg.corpus.documents import FileRead, sources_in
from xpkg.errors import InputError
from xpkg.model import BlockType, Source
from xpkg.readers import Document, Given, read_documents
from xpkg.readers.facts import names_in
from xpkg.text import parse

pytest.importorskip("trafilatura")
FILES = Path(__file__).parent / "files"
STORY = (
    "The harbour union accused Northline Ferries of ignoring three warnings before the ferry sank in 2019.",
    "Northline denied the accusation on Tuesday, and its chief executive Maria Ortega called it an insult to the crew.",
    "According to a report by the Maritime Safety Board, the crew had asked for repairs twice in one month.",
    "Ruth Amsel, who leads the union, said that the council should publish the report before the end of June.",
)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes, name: str = "page.html") -> Document:
    (document,) = read_documents(data, Given(name))
    return document


def source(data: bytes) -> Source:
    file = FileRead("page.html", "page.html", "page", "page.html", "0" * 64, (read(data),))
    ((made, _),) = sources_in(file)
    return made


def story(data: bytes) -> list[str]:
    """What of the page is story in the graph, without the title."""
    made = source(data)
    return [block.span.cut(made.text) for block in parse(made).blocks if block.in_story and block.type.value != "title"]


def test_a_page_as_a_browser_saved_it() -> None:
    corpus = read_corpus([FILES / "harbour.html"])
    assert not corpus.problems
    (made,) = corpus.sources
    assert made.text.splitlines()[::2] == [
        "Ferry company denies safety claims",
        "By Joan Alder and Tom Brisk",
        "Share on Facebook Tweet this",
        "The harbour at Larkham in winter. Photo: Ida Moll",
        "The harbour union accused Northline Ferries of “ignoring three warnings” before the ferry Marigold sank in "
        "2019, and asked the council for an inquiry into the company.",
        "Northline denied the accusation on Tuesday. “Every warning was answered within a day,” said Maria Ortega, "
        "the company’s chief executive.",
        "Read more: Mayor Felix Sand resigns over the swimming pool affair",
        "According to a report by the Maritime Safety Board, the crew had asked for repairs twice in the month before "
        "the accident.",
        "What the union wants",
        "Ruth Amsel, who leads the union, said that the council should publish the report before the end of the month.",
        "The union wants the ferry raised from the sea floor.",
        "It asks that the families of the crew be heard first.",
        "The council will meet again on Friday, a spokesman said, and it expects the company to send its own lawyers "
        "to the town hall.",
        "Additional reporting by Ida Moll",
        "Get our newsletter",
    ]
    about = made.metadata
    assert (about.title, about.publisher) == ("Ferry company denies safety claims", "The Larkham Courier")
    assert (about.issued, about.creators) == ("2021-03-03", ("Joan Alder", "Tom Brisk"))
    assert (about.url, about.language) == ("https://courier.example/harbour", "en-GB")
    assert dict(made.told_by)["issued"] == "JSON-LD"
    assert [part.path for part in made.parts][4:6] == ["/html/body/main/article/p[1]", "/html/body/main/article/p[2]"]
    assert made.original is not None
    assert made.original.media_type == "text/html"
    assert made.original.reader.startswith("html 6 (trafilatura ")
    blocks = {block.span.cut(made.text): block for block in parse(made).blocks}
    aside = [words for words, block in blocks.items() if not block.in_story]
    assert aside == [
        "By Joan Alder and Tom Brisk",
        "Share on Facebook Tweet this",
        "The harbour at Larkham in winter. Photo: Ida Moll",
        "Read more: Mayor Felix Sand resigns over the swimming pool affair",
        "Get our newsletter",
    ]
    assert blocks["By Joan Alder and Tom Brisk"].kind is BlockType.BYLINE
    assert blocks["Get our newsletter"].kind is BlockType.NEWSLETTER


def test_the_same_page_gives_the_same_source() -> None:
    assert read_corpus([FILES / "harbour.html"]) == read_corpus([FILES / "harbour.html"])


def test_a_page_is_told_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes((FILES / "harbour.html").read_bytes())
    (made,) = read_corpus([tmp_path]).sources
    assert made.metadata.publisher == "The Larkham Courier"


@pytest.mark.parametrize("furniture", [
    "<p>Read more</p>",
    "<p>Read more: <a href=x>Mayor Felix Sand resigns over the pool affair</a></p>",
    "<p><a href=x>Mayor Felix Sand resigns over the pool affair</a></p>",
    "<div class='ad-slot'>Advertisement</div>",
    "<ul><li><a href=x>Mayor Felix Sand resigns over the pool affair</a></li></ul>",
    "<aside><p>Felix Sand, 50, has been the mayor of Larkham since the spring of the year 2011.</p></aside>",
    "<div class='c-newsletterSignup'><p>Peter Vane picks the best of the week for you, in your inbox daily.</p></div>",
    "<div hidden><p>Peter Vane picks the best of the week for you, in your inbox each day.</p></div>",
    "<p style='display: none'>Peter Vane picks the best of the week for you, in your inbox each day.</p>",
])  # fmt: skip
def test_furniture_between_the_paragraphs_is_left_out_and_costs_no_paragraph(furniture: str) -> None:
    first, *rest = (f"<p>{each}</p>" for each in STORY)
    assert story(page(f"<main><h1>Ferry sinks</h1>{first}{furniture}{''.join(rest)}</main>")) == list(STORY)


def test_a_block_quotation_and_a_table_are_kept() -> None:
    body = (
        f"<main><h1>Ferry sinks</h1><p>{STORY[0]}</p><p>{STORY[1]}</p>"
        "<blockquote class=twitter-tweet><p>We asked for pumps.</p>— Ruth Amsel (@amsel)</blockquote>"
        "<table><tr><th>Year</th><th>Dead</th></tr><tr><td>2019</td><td>7</td></tr></table>"
        f"<p>{STORY[2]}</p><p>{STORY[3]}</p></main>"
    )
    assert story(page(body)) == [
        *STORY[:2], "We asked for pumps.", "— Ruth Amsel (@amsel)", "Year | Dead", "2019 | 7", *STORY[2:],
    ]  # fmt: skip


def test_a_caption_and_its_credit_are_two_sentences() -> None:
    figure = "<figure><figcaption><span>The road isn't easy.</span><span>Kit Senn/Agency</span></figcaption></figure>"
    body = "".join(f"<p>{each} The U.S.<b>A</b> and <i>e.g.</i><i>Orm</i>.</p>" for each in STORY)
    made = read(page(f"<article><h1>Dam of Orm holds</h1>{figure}{body}</article>"))
    words = [piece.words for piece in made.pieces]
    assert "The road isn't easy. Kit Senn/Agency" in words
    assert any("U.S.A" in each for each in words), "letters of one word stay together"


def test_two_line_breaks_part_paragraphs() -> None:
    assert story(page(f"<div><h1>Ferry sinks</h1>{'<br><br>'.join(STORY)}</div>")) == list(STORY)


@pytest.mark.parametrize(("head", "field", "value"), [
    ('<meta property="article:published_time" content="2021-03-03T23:10:00-05:00">', "issued", "2021-03-03"),
    ('<meta name="author" content="By JOAN ALDER and Tom Brisk, Staff Writer">', "creators",
     ("Joan Alder", "Tom Brisk")),
    ('<meta name="author" content="https://www.facebook.com/joan">', "creators", ()),
    ('<meta property="og:title" content="Ferry sinks &amp;amp; burns | Courier">'
     '<meta property="og:site_name" content="The Courier">', "title", "Ferry sinks & burns"),
    ('<script type="application/ld+json">[{"@type":"Article","headline":"Ferry &#8216;sinks&#8217;"}]</script>',
     "title", "Ferry ‘sinks’"),
    ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#j"}},'
     '{"@type":"Person","@id":"#j","name":"Joan Alder"}]}</script>', "creators", ("Joan Alder",)),
    ('<script type="application/ld+json">{broken</script><meta name="dc.publisher" content="Courier">', "publisher",
     "Courier"),
    ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"0001-01-01T00:00:00"}</script>',
     "issued", None),
    ('<meta property="og:url" content="https://www.courier.example/x">', "publisher", "courier.example"),
])  # fmt: skip
def test_what_a_page_says_of_itself(head: str, field: str, value: object) -> None:
    body = f"<h1>Ferry sinks</h1>{''.join(f'<p>{each}</p>' for each in STORY)}"
    assert getattr(source(page(body, head)).metadata, field) == value


def test_a_page_of_a_wiki_keeps_markers_and_references() -> None:
    body = (
        '<h1 id="firstHeading">Marigold disaster</h1><div id="mw-content-text"><div class="mw-parser-output">'
        '<table class="infobox"><tr><td>Sunk in 2019</td></tr></table>'
        '<p>The ferry sank in 2019.<sup class="reference"><a href="#cite_note-1">[1]</a></sup> Nobody knew why.'
        '<sup class="reference"><a href="#cite_note-Low-2">[2]</a></sup></p>'
        '<h2>Inquiry<span class="mw-editsection">[<a href="x">edit</a>]</span></h2><p>It took two years.</p>'
        '<h2>References</h2><div class="mw-references-wrap"><ol class="references">'
        '<li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#r">^</a></b></span> <span>Alder, Joan (3 '
        'March 2021). <a href="u">"Ferry sinks"</a>. <i>The Larkham Courier</i>.</span></li>'
        '<li id="cite_note-Low-2"><span class="mw-cite-backlink">^ <a href="#r"><sup>a</sup></a> '
        '<a href="#r"><sup>b</sup></a></span> <span>Low, Ann (2020). "Why ferries sink". <i>Sea Review</i>.</span></li>'
        "</ol></div></div></div>"
    )
    made = source(page(body))
    text = parse(made)
    assert [(block.type.value, block.number, block.span.cut(made.text)) for block in text.blocks] == [
        ("title", None, "Marigold disaster"),
        ("paragraph", None, "The ferry sank in 2019.[1] Nobody knew why.[2]"),
        ("heading", None, "Inquiry"),
        ("paragraph", None, "It took two years."),
        ("heading", None, "References"),
        ("reference", 1, '1. ^ Alder, Joan (3 March 2021). "Ferry sinks". The Larkham Courier.'),
        ("reference", 2, '2. ^ a b Low, Ann (2020). "Why ferries sink". Sea Review.'),
    ]
    assert [marker.number for marker in text.markers] == [1, 2]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8"])
def test_a_page_in_another_encoding(encoding: str) -> None:
    named = "" if encoding == "utf-16" else f"<meta charset={encoding}>"
    body = "".join(f"<p>{each} “Café”, she said.</p>" for each in STORY)
    data = f"<html><head>{named}</head><body><main><h1>Ferry sinks</h1>{body}</main></body></html>".encode(encoding)
    assert story(data)[0] == f"{STORY[0]} “Café”, she said."


def test_no_page_hangs_the_reader() -> None:
    start = time.process_time()
    deep = "<div>" * 5_000 + f"<p>{STORY[0]}</p>"
    for data in (page(deep), page("<p>x" * 5_000), page("<a href=x>" * 1_500 + STORY[0])):
        with suppress(InputError):
            read(data)
    assert time.process_time() - start < 30, "what grew with the square of this would take minutes"


@pytest.mark.parametrize("data", [page(""), page("<script>x()</script>"), b"<html>"])
def test_a_page_without_text_is_told(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^page\.html: "):
        read(data)


def test_what_stands_between_headline_and_story_tells_of_it() -> None:
    story = "".join(f"<p>{words}</p>" for words in STORY)
    head = (
        "<article><h1>Dam of Orm holds</h1>"
        '<p class="article-standfirst">Hundreds carried sand through all of the night</p>'
        '<p class="meta">By Ann Low, Bo Nye on Monday, March 1st, 2021 at 11:08 a.m.</p>'
    )
    quote = '<div class="pull-quote">Nobody of us slept for so much as an hour that night</div>'
    box = '<div class="author-bio"><p>Ann Low writes about water and has four cats.</p></div>'
    last = f"<p>{STORY[0][:40]} and it was said again on the day after that.</p>"
    made = source(page(f"{head}{story}{quote}{last}</article>{box}"))
    kinds = {block.kind: block.span.cut(made.text) for block in parse(made).blocks if block.kind}
    assert kinds[BlockType.DECK].startswith("Hundreds")
    assert kinds[BlockType.BYLINE].startswith("By Ann Low")
    assert kinds[BlockType.PULL_QUOTE].startswith("Nobody")
    assert kinds[BlockType.AUTHOR_BOX].startswith("Ann Low writes")
    assert made.metadata.issued == "2021-03-01"
    assert dict(made.told_by)["issued"] == "date line"
    assert with_own_lines(made).metadata.creators == ("Ann Low", "Bo Nye")


@pytest.mark.parametrize(
    ("title", "site", "url", "publisher"),
    [
        ("Dam holds - Larkham Courier", "", "https://www.larkhamcourier.example/dam", "Larkham Courier"),
        ("Dam holds | Courier International", "", "https://couriernews.example/dam", "Courier International"),
        ("Dam holds - Larkham Courier", "@larkhamcourier", "https://a.example/dam", "Larkham Courier"),
        ("Dam holds", "Courier | Sport | Weather", "https://a.example/dam", "Courier"),
        ("Dam holds - a long night for all", "", "https://courier.example/dam", "courier.example"),
        ("Dam holds | LarkFacts Orm Valley", "larkfacts", "https://larkfacts.example/dam", "LarkFacts"),
        ("Dam holds - lt.example", "lt", "https://lt.example/dam", "lt.example"),
    ],
)
def test_the_publisher_is_called_as_the_page_calls_it(title: str, site: str, url: str, publisher: str) -> None:
    head = f'<link rel="canonical" href="{url}">' + (f'<meta property="og:site_name" content="{site}">' if site else "")
    body = "".join(f"<p>{words}</p>" for words in STORY)
    html = page(f"<article><h1>Dam holds</h1>{body}</article>", f"<title>{title}</title>{head}")
    assert source(html).metadata.publisher == publisher


@pytest.mark.parametrize(("title", "site", "url", "made", "publisher"), [
    ("Dam holds - Larkham Courier", "Larkham Courier", "https://lc.example/dam", "Sea Press", "Larkham Courier"),
    ("Dam holds", "Larkham News", "https://larkham.example/dam", "Blogger", "Larkham News"),
    ("Dam holds", "LHT", "https://lht.example/dam", "Larkham Harbour Times", "Larkham Harbour Times"),
    ("Dam holds | Hosted", "Hosted", "https://hosted.seapress.example/dam", "", "hosted.seapress.example"),
    ("Dam holds", "Courier", "https://a.example/dam", "Sea Press", "Sea Press"),
])  # fmt: skip
def test_the_publisher_is_the_one_that_the_address_or_the_title_has(
    title: str, site: str, url: str, made: str, publisher: str
) -> None:
    body = "".join(f"<p>{words}</p>" for words in STORY)
    thing = f'{{"@type":"NewsArticle","publisher":{{"@type":"Organization","name":"{made}"}}}}'
    head = (
        f'<title>{title}</title><link rel="canonical" href="{url}"><meta property="og:site_name" content="{site}">'
        f'<script type="application/ld+json">{thing}</script>'
    )
    assert source(page(f"<article><h1>Dam holds</h1>{body}</article>", head)).metadata.publisher == publisher


@pytest.mark.parametrize(("told", "shown", "makers"), [
    ("", "<div class=byline><div>By ANN LOW and BO NYE</div><div>Sea Press</div></div>", ("Ann Low", "Bo Nye")),
    ("", "<div class=byline-box><span class=author>Ann Low</span> Courier</div>", ("Ann Low",)),
    ("", "<div class=related><span class=author>Ann Low</span> Dams of old</div>", ()),
    ("", "<div><span class=author>Read all of it</span></div>", ()),
    ("Ann Low", "<p class=byline>By Ann Low, Bo Nye, Cy Orr</p>", ("Ann Low", "Bo Nye", "Cy Orr")),
    ("Ann Low", "<p class=byline>By Ann Low 3 March 2021 Science</p>", ("Ann Low",)),
    ("Ann Low", "<p class=byline>By <b>Ann Low</b><i>Courier</i></p>", ("Ann Low",)),
    ("Ann Low", "<p class=byline>By Dee Fox, Bo Nye</p>", ("Ann Low",)),
])  # fmt: skip
def test_who_wrote_a_page(told: str, shown: str, makers: tuple[str, ...]) -> None:
    head = f'<meta name="author" content="{told}">' if told else ""
    body = "".join(f"<p>{words}</p>" for words in STORY)
    assert source(page(f"<article><h1>Dam holds</h1>{shown}{body}</article>", head)).metadata.creators == makers


@pytest.mark.parametrize(
    ("author", "makers"),
    [("Ann Low. Larkham International", ("Ann Low",)), ("Ann Low, CNN Business", ("Ann Low",)), ("Orm X staff", ()),
     ("Admin", ()), ("Kim Digby, Bo Nye", ("Kim Digby", "Bo Nye")), ("Ann B. Low", ("Ann B. Low",)),
     ("Ann Low and Bo Nye, Sea Press", ("Ann Low", "Bo Nye")), ("Ann Low and Sea Press", ("Ann Low", "Sea Press"))],
)  # fmt: skip
def test_authors(author: str, makers: tuple[str, ...]) -> None:
    assert names_in(author) == makers


def test_what_a_page_says_of_itself_in_coins() -> None:
    span = (
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=Why+dams+break&amp;rft.au=Low%2C+Ann&amp;'
        'rft.au=Bo+Nye&amp;rft.date=2012-05-03&amp;rft.jtitle=Sea+Review"></span>'
    )
    story = "".join(f"<p>{words}</p>" for words in STORY)
    about = source(page(f"<article><h1>Dams</h1>{span}{story}</article>")).metadata
    assert (about.title, about.issued, about.publisher) == ("Why dams break", "2012-05-03", "Sea Review")
    assert about.creators == ("Ann Low", "Bo Nye")
    cited = source(page(f"<article><h1>Dams</h1>{story}{span}{span}</article>")).metadata
    assert (cited.title, cited.creators) == ("Dams", ()), "several are works that the page cites"


@pytest.mark.parametrize(("language", "line", "day"), [
    ("de", "publiziert am 30. Juli 2018", "2018-07-30"),
    ("de-CH", "Von Ruth Castle, 3. März 2021, 10:30 Uhr", "2021-03-03"),
    ("fr", "Publié le 1er août 2019", "2019-08-01"),
    ("es", "5 de mayo de 2020", "2020-05-05"),
    ("de", "Seite 30. Band 2018", ""),
    ("xx", "publiziert am 30. Juli 2018", ""),
    ("de", "Vom 3. Mai 2018 bis zum 30. Juli 2018", ""),
])  # fmt: skip
def test_a_day_in_another_language(language: str, line: str, day: str) -> None:
    text = "".join(f"<p>{each} {each}</p>" for each in STORY)
    body = f"<html lang={language}><body><main><h1>Damm bricht</h1><div>{line}</div>{text}</main></body></html>"
    (document,) = read_documents(body.encode(), Given("page.html"))
    assert next((fact.value for fact in document.facts if fact.field == "issued"), "") == day
