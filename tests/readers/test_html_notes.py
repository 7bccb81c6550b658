"""Notes and references of pages that are no encyclopaedia's, as programs for blogs and reports write them."""

from __future__ import annotations

import pytest

from xpkg.analysis.references import parse_references
from xpkg.corpus.documents import FileRead, sources_in
from xpkg.model import BlockType, Text
from xpkg.readers import Given, read_documents
from xpkg.text import parse

pytest.importorskip("trafilatura")
STORY = (
    "The dam of Orm broke in the night of 3 March, and the valley was under water for weeks, the council said.",
    "“Nobody had told us,” said Ann Low, the mayor of Larkham.{0} She asked for an inquiry, and got one in May.",
    "The board of the dam denied that it had been warned{1} of the cracks in its wall by its own engineers before.",
    "The inquiry began in May and heard ninety people, among them the engineers who had looked at the wall.",
)
ALDER = "Alder, Joan (3 March 2021). “Dam breaks”. <i>The Larkham Courier</i>."
NYE = "Nye, Bo. <em>The Long Wall</em>. Larkham: Sea Press, 1987."
WORKS = [(1, "Dam breaks"), (2, "The Long Wall")]


def read(marks: tuple[str, str], below: str, head: str = "") -> Text:
    told = "".join(f"<p>{line.format(*marks)}</p>" for line in STORY)
    html = (
        f"<!doctype html><html lang='en'><head><title>Dam of Orm breaks</title>{head}</head><body><nav><a href='/'>Home"
        f"</a></nav><main><article><h1>Dam of Orm breaks</h1>{told}{below}</article></main></body></html>"
    )
    (document,) = read_documents(html.encode(), Given("dam.html"))
    ((source, _),) = sources_in(FileRead("dam.html", "dam", "dam", "dam.html", "0" * 64, (document,)))
    return parse(source)


def raised(form: str) -> tuple[str, str]:
    return form.format(1), form.format(2)


@pytest.mark.parametrize("form", [
    '<sup id="fnref{0}"><a href="#fn{0}">{0}</a></sup>',
    '<sup><a href="#fn{0}">[{0}]</a></sup>',
    '<sup>[<a href="#fn{0}">{0}</a>]</sup>',
    '<a href="#fn{0}" class="footnote-ref" role="doc-noteref"><sup>{0}</sup></a>',
    '<sup><a href="https://courier.example/dam#fn{0}">{0}</a></sup>',
])  # fmt: skip
@pytest.mark.parametrize("below", [
    '<section class="footnotes"><hr><ol><li id="fn1"><p>{0} <a href="#fnref1">↩</a></p></li><li id="fn2"><p>{1} '
    '<a href="#fnref2">↩︎</a></p></li></ol></section>',
    '<div><ol class="wp-block-footnotes"><li id="fn1">{0} <a href="#fnref1">↩︎</a></li><li id="fn2">{1}</li></ol></div>',
    '<h2>Notes</h2><p><a id="fn1"></a>1. {0}</p><p><a name="fn2"></a>2. {1}</p>',
    '<p id="fn1"><sup><a href="#fnref1">1</a></sup> {0}</p><p id="fn2"><sup><a href="#fnref2">2</a></sup> {1}</p>',
])  # fmt: skip
def test_raised_marks_lead_to_their_notes(form: str, below: str) -> None:
    text = read(raised(form), below.format(ALDER, NYE))
    assert [(each.number, each.title) for each in parse_references(text)] == WORKS
    assert [(marker.span.cut(text.source.text), marker.number) for marker in text.markers] == [("[1]", 1), ("[2]", 2)]
    assert "warned[2] of the cracks" in text.source.text
    assert not {"↩", "1. Alder"} & set(text.source.text.split("\n"))


@pytest.mark.parametrize("heading", ["References", "Sources", "Further reading", "Bibliography"])
def test_a_list_under_its_heading_is_one_of_references(heading: str) -> None:
    below = f"<h2>{heading}</h2><ol><li>{ALDER}</li><li>{NYE}</li></ol><h2>Share</h2><ul><li>Mail</li></ul>"
    text = read(("", ""), below)
    assert [(each.number, each.title) for each in parse_references(text)] == WORKS
    assert "Mail" not in text.source.text


def test_another_list_and_other_raised_words_are_left_alone() -> None:
    marks = ('<sup><a href="/wiki/note#x">TM</a></sup>', '<sup><a href="#fn7">7</a></sup>')
    links = '<li><a href="/a">More on dams</a></li><li><a href="/b">Weather</a></li>'
    text = read(marks, f"<h2>Sources</h2><ul>{links}</ul>")
    assert not [block for block in text.blocks if block.type is BlockType.REFERENCE]
    assert "[7]" not in text.source.text, "nothing has that name"


@pytest.mark.parametrize(("told", "title", "url"), [
    ('<meta property="og:title" content="Dam of Orm breaks | Editorial">', "Dam of Orm breaks", ""),
    ('<meta property="og:title" content="Other words">', "Other words", ""),
    ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam of Orm breaks","url":'
     '"https://courier.example"}</script><link rel="canonical" href="https://courier.example/dam">',
     "Dam of Orm breaks", "https://courier.example/dam"),
])  # fmt: skip
def test_the_headline_and_the_address_of_the_page_itself(told: str, title: str, url: str) -> None:
    metadata = read(("", ""), "", told).source.metadata
    assert (metadata.title, metadata.url or "") == (title, url)
