"""Every word of the pages is in the catalogue, and a catalogue of another language is used wherever pages are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from story import BASE, StoryEngine

pytest.importorskip("babel", reason="the words of the pages are collected with the extra 'test'")

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode
from words import SOURCE, collected, template

from xpkg.cli import main
from xpkg.errors import InputError
from xpkg.server import Settings, page_adapter
from xpkg.server.pages import ENGLISH, Language, PageRequest, find_language, respond, script_words
from xpkg.server.pages.languages import TEMPLATE, gettext, ngettext, speaking
from xpkg.site import Pages, search_files, writing
from xpkg.site.addresses import POLICY, Address

OPEN, CLOSE = "⟦", '"⟧'
"""Around every word of the catalogue. The mark in it would end an attribute in which it is not escaped."""

SEEN = [
    "", "people", "groups", "organizations", "places?sort=about", "documents", "documents?part=cited", "positions",
    "events", "events?from=x", "statements", "statements?from=x&confidence=0.5", "search", "search?q=bridge",
    "search?q=brigde", "names", "names?letter=a", "timeline", "map", "map?at=3,6&zoom=6", "network", "utterances",
    "disagreements", "ontology", "wikidata", "nix", "id/person/anna-belo-12345678", "query?query=ASK%20%7B%7D",
    "query?example=people-by-statements&view=bars", "query?example=events-in-time&view=timeline",
    "query?query=ASK%20%7B", "query?query=SELECT%20who%20%7B%7D", "query?query=SELEC%20%2A%20%7B%7D",
    "query?query=ASK%20%7B%20%3Fa%20%3Ab%20%3Fc%20%7D", "query?query=ASK%20%7B%7D%20again",
    "query?query=ASK%20%7B%3Fa%20xpkg%3Aabuot%20%3Fb%7D",
    "query?query=ASK%20%7B%20SERVICE%20%3Chttp%3A%2F%2Fa.example%2F%3E%20%7B%7D%20%7D",
    "query?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%202&view=map", "query?example=statements-by-speaker",
    "id/document/story-1", "id/document/bridges-2", "id/person/ana-1", "id/person/bob-1", "id/place/lagos-1",
    "id/statement/s-1", "id/statement/s-2", "id/statement/s-3", "id/event/fall-1", "id/position/mayor-1",
    "id/utterance/u-1", "id/disagreement/d-1", "graph/document/story-1", "timeline?with=" + BASE + "id/person/ana-1",
]  # fmt: skip
_UNREAD = {"script", "style", "code", "textarea", "pre"}
_SHOWN = ("aria-label", "title", "placeholder", "alt", "content")
_FOR_MACHINES = ("viewport", "robots", "color-scheme", "og:type")
_NAMES = {
    "xpkg", "Turtle", "JSON-LD", "N-Triples", "RDF/XML", "TriG", "CSV", "TSV", "JSON", "XML", "Excel", "BibTeX",
    "RIS", "CSL-JSON", "SHA-256", "Wikidata",
}  # fmt: skip
"""Names of formats and programs, which are the same in every language."""


def marked(message: Message) -> str | tuple[str, ...]:
    """The translation of ``message`` into marks around the same words."""
    if message.context == "direction of writing":
        return "rtl"
    if isinstance(message.id, str):
        return OPEN + message.id + CLOSE
    return tuple(OPEN + words + CLOSE for words in message.id)


def written(folder: Path, tag: str, translated: Callable[[Message], str | tuple[str, ...]], plural: str = "") -> Path:
    """``folder`` with a catalogue of the language ``tag``."""
    catalog = collected()
    forms = catalog if not plural else Catalog(locale=plural)
    for message in forms if plural else catalog:
        if message.id:
            message.string = translated(message)
    if plural:
        for message in collected():
            if message.id:
                forms.add(message.id, translated(message), context=message.context)
    path = folder / tag / "LC_MESSAGES" / "xpkg.mo"
    path.parent.mkdir(parents=True)
    output = BytesIO()
    write_mo(output, forms)
    path.write_bytes(output.getvalue())
    return folder


class Words(HTMLParser):
    """What a page shows outside the marks: pieces of text, each whole text or attribute by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.attributes: set[str] = set()
        self._unread = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.attributes |= values.keys()
        if self._unread or tag in _UNREAD or "iri" in values.get("class", "").split() or values.get("lang") == "en":
            self._unread += tag not in ("meta", "link", "input", "br", "img", "line", "circle", "rect", "image")
        if tag == "meta" and values.get("name", values.get("property", "")) in _FOR_MACHINES:
            return
        for name in _SHOWN:
            if name in values and not (name == "title" and "Z3988" in values.get("class", "")):
                self.found += outside(values[name], 0)[0]

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._unread -= 1

    def handle_data(self, data: str) -> None:
        if not self._unread:
            pieces, self._depth = outside(data, self._depth)
            self.found += pieces


def outside(text: str, depth: int) -> tuple[list[str], int]:
    """The pieces of ``text`` outside the marks, and how many of them are open behind it."""
    pieces, piece = [], ""
    for sign in text:
        if sign == OPEN:
            depth += 1
        if sign in (OPEN, CLOSE[-1]) or depth:
            pieces.append(piece)
            piece = ""
        else:
            piece += sign
        if sign == CLOSE[-1]:
            depth -= 1
    return [*pieces, piece], depth


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalogue in which every word is marked."""
    return written(tmp_path_factory.mktemp("words"), "qps", marked)


@pytest.fixture(scope="module")
def language(folder: Path) -> Language:
    return find_language("qps", str(folder))


def told(story: StoryEngine, graph: str) -> str:
    """All that a graph tells, which pages show as it stands."""
    quads = story.store.quads_for_pattern(None, None, None, NamedNode(BASE + graph))
    return " ".join(" ".join(sorted({quad.object.value for quad in quads if isinstance(quad.object, Literal)})).split())


@pytest.fixture(scope="module")
def data(story: StoryEngine) -> str:
    return told(story, "graph/document/story-1")


def unmarked(html: str, data: str) -> Iterator[str]:
    """What ``html`` shows that is neither a word of the catalogue nor data."""
    page = Words()
    page.feed(html)
    assert page.attributes <= _KNOWN, page.attributes - _KNOWN
    shown = plain(data)
    for piece in page.found:
        whole = re.sub(r"\b[a-z]+:[^\s,]+", "", piece)  # without IRIs
        if plain(piece) in shown or plain(whole) in shown:
            continue
        for words in re.split(r"[·:,;()–“”|]", whole):
            if re.search(r"[^\W\d_]{2}", words) and words.strip() not in _NAMES and plain(words) not in shown:
                yield words


def plain(words: str) -> str:
    """``words`` without punctuation, in small letters."""
    return " ".join(re.findall(r"\w+", words.casefold()))


_KNOWN = {
    "lang", "dir", "charset", "name", "content", "property", "rel", "type", "title", "href", "class", "id", "for",
    "role", "aria-label", "action", "method", "value", "autocomplete", "placeholder", "aria-current", "tabindex",
    "aria-labelledby", "aria-hidden", "scope", "aria-sort", "list", "selected", "inputmode", "size", "rows", "readonly",
    "spellcheck", "viewbox", "x", "y", "x1", "x2", "y1", "y2", "r", "cx", "cy", "dy", "width", "height", "font-size",
    "text-anchor", "transform", "preserveaspectratio", "focusable", "aria-describedby", "open", "checked", "src",
    "defer", "autocapitalize", "label", "hidden", "data-names", "data-words", "data-page", "data-place", "data-things",
    "data-live", "data-line", "data-size", "data-beginnings", "data-kinds", "http-equiv", "start", "alt", "required",
    "maxlength",
}  # fmt: skip


@pytest.mark.parametrize("path", SEEN)
def test_no_word_of_a_page_is_missing_in_the_catalogue(
    story: StoryEngine, language: Language, data: str, path: str
) -> None:
    from urllib.parse import parse_qsl, urlsplit

    address = urlsplit(path)
    request = PageRequest(address.path, tuple(parse_qsl(address.query)), "/x/", BASE)
    html = respond(request, story, language=language).html
    assert '<html lang="qps" dir="rtl">' in html
    shown = data + " ".join(re.findall(r"[?](\w+)", html))  # the heads of an answer are the query's own
    if path in ("ontology", "query?example=statements-by-speaker"):
        shown += told(story, "graph/ontology")  # terms with what they mean
    assert sorted(set(unmarked(html, shown))) == []


def test_the_template_has_the_words_of_the_pages_as_they_are_now() -> None:
    assert TEMPLATE.read_text("utf-8") == template(), "python tests/pages/words.py --write"


def test_a_page_hands_its_script_all_words_that_it_says() -> None:
    for path, handed in (
        (SOURCE / "server/pages/static/query.js", script_words.QUERY), (SOURCE / "site/search.js", script_words.SEARCH),
    ):  # fmt: skip
        said = {str(words) for _, words, _, _ in extract_from_file("javascript", path, {"say": None})}
        assert said == set(handed)


def test_words_of_a_site_are_those_of_its_language(
    story: StoryEngine, language: Language, data: str, tmp_path: Path
) -> None:
    pages = Pages(story, BASE, "0" * 64, "1.0", language=language)
    writer = writing._Writer(pages, tmp_path, lambda done, known: None)
    writer._index = search_files.Written(1, ("ab",), "[]")
    for name in ("about", "search", ""):
        with speaking(language):
            html = writer._page(Address(name)).html
        assert sorted(set(unmarked(html, data + BASE + "xpkg 1.0" + POLICY))) == []
        assert "data-words" in html


def test_each_number_has_its_form(tmp_path: Path) -> None:
    def polish(message: Message) -> str | tuple[str, ...]:
        return message.id if isinstance(message.id, str) else tuple(f"{form}: {message.id[0]}" for form in "123")

    language = find_language("pl-PL", str(written(tmp_path, "pl", polish, "pl")))
    with speaking(language):
        told = [ngettext("%(number)s found", "%(number)s found", n) for n in (1, 3, 5, 22)]
        forms = [ngettext("%(number)s statement about %(name)s", "%(number)s statements about %(name)s", n)[0] for n in
                 (1, 3, 5, 22)]  # fmt: skip
    assert told == ["%(number)s found"] * 4, "what a catalogue has not stays as it is"
    assert forms == ["1", "2", "3", "2"]
    assert (language.tag, language.direction) == ("pl-PL", "ltr")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("Page %(number)s of %(pages)s", "Page %(nubmer)s", "has no value for"),
        ("Page %(number)s of %(pages)s", "100 %", "has no value for"),
        ("the text says that this was <em>not</em> said", "<script>alert(1)</script>", "markup"),
        ("the text says that this was <em>not</em> said", "<em>not <b onclick=x", "markup"),
        ("Search", "<b>Search</b>", "markup"),
    ],
)
def test_a_translation_that_would_spoil_a_page_is_refused(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    def spoilt(message: Message) -> str | tuple[str, ...]:
        return new if message.id == old else ""

    with pytest.raises(InputError, match=wrong):
        find_language("fr", str(written(tmp_path, "fr", spoilt)))


def test_what_is_no_catalogue_is_told(tmp_path: Path) -> None:
    place = tmp_path / "fr" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "xpkg.mo").write_bytes(b"not one")
    for tag, told in (("fr", "no catalogue of gettext"), ("nl", "there is no such catalogue"), ("x", "no tag")):
        with pytest.raises(InputError, match=told):
            find_language(tag, str(tmp_path))
    ran = CliRunner().invoke(main, ["serve", "--language", "fr", "--words", str(tmp_path), "--store", "none.db"])
    assert ran.exit_code == 1
    assert "no catalogue of gettext" in ran.stderr
    assert find_language("en-GB") is ENGLISH


def test_a_server_answers_in_its_language(folder: Path) -> None:
    own, english = Settings(language="qps", words=str(folder)), Settings()
    html = page_adapter.error_page(404, "http://localhost/", "There is nothing.", own).decode()
    assert f"<h1>{OPEN}There is no such page" in html
    assert page_adapter.version(own) != page_adapter.version(english)
    assert gettext("Search") == "Search", "nothing is left of it"
