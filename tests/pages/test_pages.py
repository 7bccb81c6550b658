"""Every page: its status, its content, its links, and that nothing from the graph can inject HTML."""

from __future__ import annotations

import dataclasses
import functools
import random
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from pyoxigraph import QuerySolutions
from story import BASE, SOURCE, TEXT, StoryEngine, span

from xpkg.server.http_messages import Request, Response
from xpkg.server.jobs import Job
from xpkg.server.pages import ASSETS, concluded_page, is_page, machine_files, thing_sections
from xpkg.server.pages.cards import StatementCard
from xpkg.server.routing import plan
from xpkg.server.settings import Settings

LISTS = (
    "people organizations groups places documents positions events statements utterances disagreements timeline "
    "map network search query ontology names"
).split()
THINGS = (
    "id/document/story-1 id/document/bridges-2 id/person/ana-1 id/person/bob-1 id/person/bo-1 id/organization/post-1 "
    "id/place/lagos-1 id/group/critics-1 id/statement/s-1 id/statement/s-2 id/statement/s-3 id/statement/s-4 "
    "id/statement/s-5 id/event/fall-1 id/event/sinking-1 id/position/mayor-1 id/utterance/u-1 id/disagreement/d-1 "
    "id/happening/h-1 id/eventuality/e-1 graph/document/story-1"
).split()
ALL = ["", *LISTS, *THINGS]
VOID = {"meta", "link", "input", "br", "img"}


class Reading(HTMLParser):
    """The elements, ids and words of a page; fails on elements that are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            assert "a" not in self.open, "a link in a link"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("p", "li", "h3"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(story: StoryEngine, path: str, /, **fields: str) -> Reading:
    page = story.get(path, **fields)
    assert page.status == 200, page.html
    return Reading(page.html)


@pytest.fixture(scope="module")
def shown(story: StoryEngine) -> Callable[[str], Reading]:
    """A page by its path alone, read once for all tests that only look at it."""
    return functools.cache(lambda path: read(story, path))


@pytest.mark.parametrize("path", ALL)
def test_every_page_is_sound(shown: Callable[[str], Reading], path: str) -> None:
    assert is_page(path)
    page = shown(path)
    assert [attributes["lang"] for attributes in page.all("html")] == ["en"]
    assert len(page.all("h1")) == len(page.all("main")) == 1
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes["for"] for attributes in page.all("label") if "for" in attributes}
    for field in (*page.all("input"), *page.all("select"), *page.all("textarea")):
        assert field.get("type") in ("hidden", "checkbox") or field["id"] in labelled


@pytest.mark.parametrize("path", ALL)
def test_no_page_needs_what_its_security_policy_forbids(shown: Callable[[str], Reading], path: str) -> None:
    page = shown(path)
    data = ("script", {"type": "application/ld+json"})  # runs nowhere
    own = [each for each in page.all("script") if re.search(r"/static/(query|passage)\.js[?]", each.get("src", ""))]
    assert len(own) == (path in ("query", "id/document/story-1"))
    elements = {each[0] for each in page.elements if each != data and each[1] not in own}
    assert not elements & {"script", "style", "iframe", "object", "img", "base", "b2"}
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "action", "src"):
            assert urlsplit(attributes.get(name, "")).scheme in ("", "http", "https")


@pytest.mark.parametrize("path", ALL)
def test_every_link_of_the_site_leads_somewhere(shown: Callable[[str], Reading], path: str) -> None:
    for link in shown(path).all("a"):
        address = urlsplit(link["href"])
        if address.scheme or not address.path:
            continue
        assert address.path.startswith("/x/"), link
        target = unquote(address.path.removeprefix("/x/"))
        if target.endswith((".ttl", ".nt", ".jsonld", ".rdf")) or target == "sparql":
            continue
        assert is_page(target) or target in machine_files.TYPES, link
        if target.startswith("id/"):
            assert shown(target), link


@pytest.mark.parametrize(
    "path", ["nix", "id/person/nobody", "id/person/<x>", "id//", "graph/none", "id/person/a b", "id/x/\x00"]
)
def test_an_unknown_page_is_a_404(story: StoryEngine, path: str) -> None:
    page = story.get(path)
    assert page.status == 404
    assert not page.listed
    Reading(page.html)


def test_the_page_of_a_source_has_its_whole_text(story: StoryEngine) -> None:
    html = story.get("id/document/story-1").html
    reading = html[html.index('<div class="reading"') : html.index('<p class="downloads"')]
    beside = r'<p class="hint".*?</p>|<a class="to".*?</a>|<ul class="margin".*?</ul>'
    reading = re.sub(beside, "", reading, flags=re.DOTALL)
    words = Reading(reading.rsplit("</div>", 1)[0] + "</div>").text
    assert words.split() == TEXT.replace("References[edit]", "References [edit]").split()


@pytest.mark.parametrize(
    "words",
    [
        "Ana Bélo", "She", "Lagos", "Monday", "[1]", "“The bridge…</b>.”", "it <b>rotten</b>", "Bob…Söhne", "called",
        "“It fell…again,”", "It fell in 2014", "Mayor says bridge is safe", "a ship sank", "on Bob", "mayor of Lagos",
    ],
)  # fmt: skip
def test_every_passage_has_its_place(story: StoryEngine, words: str) -> None:
    start, end = span(words)
    ids = [attributes.get("id") for _, attributes in read(story, "id/document/story-1").elements]
    assert ids.count(f"char={start},{end}") == 1


def test_a_mention_links_to_its_entity_and_a_cue_to_its_statement(story: StoryEngine) -> None:
    page = read(story, "id/document/story-1")
    by_id = {attributes["id"]: attributes for _, attributes in page.elements if "id" in attributes}

    def leads(words: str) -> str:
        start, end = span(words)
        return by_id[f"char={start},{end}"].get("href", "")

    assert leads("She") == "/x/id/person/ana-1"
    assert leads("called") == "/x/id/statement/s-2"
    start, end = span("Quarry, Bo…5 May 2015.")
    assert leads("[1]") == f"#char={start},{end}"
    assert "person" in by_id["char={},{}".format(*span("She"))]["class"].split()
    notes = {link["href"] for link in page.all("a") if "note" in link.get("class", "")}
    assert {"/x/id/statement/s-4", "/x/id/event/fall-1", "/x/id/position/mayor-1"} <= notes


def test_all_pieces_of_a_split_mark_are_highlighted(story: StoryEngine) -> None:
    page = read(story, "id/document/story-1")
    start, end = span("“It fell…again,”")
    [first] = [attributes for _, attributes in page.elements if attributes.get("id") == f"char={start},{end}"]
    [group] = [name for name in first["class"].split() if re.fullmatch(r"g\d+", name)]
    assert sum(group in attributes.get("class", "").split() for _, attributes in page.elements) == 2


def test_a_page_of_the_original_is_named_where_it_begins(story: StoryEngine) -> None:
    html = story.get("id/document/story-1").html
    assert html.count(">page 7<") == html.count("page 7") == 1
    assert html.index("page 7") < html.index("It fell in 2014")
    assert 'href="javascript' not in html


def test_blocks_outside_the_story_are_set_apart(story: StoryEngine) -> None:
    html = story.get("id/document/story-1").html
    outside = html[html.index('<section class="outside"') :]
    assert "a ship sank" in outside.split("</section>")[0]
    assert "teaser" in read(story, "id/statement/s-5").text


def test_a_statement_is_shown_with_its_chain(story: StoryEngine) -> None:
    text = read(story, "id/statement/s-2").text
    assert "The Post in Mayor says bridge is safe, 18 November 2019, reports that Ana Bélo said that a critic" in text
    assert "it <b>rotten</b>" in text
    assert "disagree with it" in text


def test_disagreeing_statements_are_shown_with_the_reason(story: StoryEngine) -> None:
    page = read(story, "disagreements")
    led = {link["href"] for link in page.all("a")}
    assert {"/x/id/statement/s-1", "/x/id/statement/s-2", "/x/id/disagreement/d-1"} <= led
    assert "a claim and its denial" in page.text
    assert "/x/id/disagreement/d-1" in {a["href"] for a in read(story, "id/statement/s-1").all("a")}
    assert "not read in a text" in read(story, "id/disagreement/d-1").text


def test_a_negated_statement_is_not_shown_as_said(story: StoryEngine) -> None:
    for path in ("id/statement/s-3", "id/person/bob-1", "statements"):
        assert re.search("not said, as the text tells|did not say this", read(story, path).text)


def test_a_reported_event_names_its_speaker(story: StoryEngine) -> None:
    assert "it reports it as said" in read(story, "id/event/fall-1").text
    assert "according to Ana Bélo" in read(story, "events").text


def test_a_happening_has_its_tellings(story: StoryEngine) -> None:
    page = read(story, "id/happening/h-1")
    assert {"/x/id/event/fall-1", "/x/id/event/sinking-1"} <= {a["href"] for a in page.all("a")}
    assert "The texts differ in the" in page.text
    assert "/x/id/event/sinking-1" in {a["href"] for a in read(story, "id/event/fall-1").all("a")}


def test_an_eventuality_says_how_real_it_is(story: StoryEngine) -> None:
    text = read(story, "id/eventuality/e-1").text
    assert "How real" in text
    assert "not as having happened" in text


def test_a_statement_of_low_confidence_is_marked_everywhere(story: StoryEngine) -> None:
    for path in ("id/statement/s-2", "statements", "id/document/story-1"):
        assert "uncertain reading" in story.get(path).html
    start, end = span("it <b>rotten</b>")
    page = read(story, "id/document/story-1")
    marks = {attributes.get("id"): attributes.get("class", "") for _, attributes in page.elements}
    assert "unsure" in marks[f"char={start},{end}"].split()
    start, end = span("“The bridge…</b>.”")
    assert "unsure" not in marks[f"char={start},{end}"].split()


@pytest.mark.parametrize(("confidence", "unsure"), [("0.84", True), ("0.85", False), ("", False)])
def test_where_doubt_begins(confidence: str, unsure: bool) -> None:
    blank = {each.name: "" for each in dataclasses.fields(StatementCard)}
    assert StatementCard(**{**blank, "confidence": confidence}).unsure is unsure  # type: ignore[arg-type]


def test_names_have_their_language_and_their_own_direction(story: StoryEngine) -> None:
    page = read(story, "id/person/ana-1")
    languages = [attributes["lang"] for attributes in page.all("bdi") if "lang" in attributes]
    assert languages == ["ar", "zh-hant"]
    assert "\u202eevil" in page.text  # inside <bdi>, so that it turns round nothing else


@pytest.mark.parametrize("path", ["people", "graph/document/story-1", "query"])
def test_each_page_has_the_search_box(story: StoryEngine, path: str) -> None:
    assert [form for form in read(story, path).all("form") if form.get("role") == "search"]


def test_a_person_without_wikidata_is_not_offered_to_search_engines(story: StoryEngine) -> None:
    assert story.get("id/person/ana-1").listed
    page = story.get("id/person/bob-1")
    assert not page.listed
    assert '<meta name="robots" content="noindex">' in page.html


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"speaker": "Ana Bélo"}, {1, 3, 4}),
        ({"speaker": "貝安娜"}, {1, 3, 4}),
        ({"speaker": "belo"}, {1, 3, 4}),
        ({"speaker": "critic"}, {2}),
        ({"speaker": "crit"}, set()),
        ({"speaker": "a|b(*"}, set()),
        ({"speaker": "https://kg.example/x/id/person/ana-1"}, {1, 3, 4}),
        ({"about": "Lagos"}, {4}),
        ({"act": "https://w3id.org/xpkg/ontology#act-describes"}, {2}),
        ({"mode": "https://w3id.org/xpkg/ontology#Direct"}, {1, 4}),
        ({"source": SOURCE, "speaker": "coast guard"}, {5}),
        ({"from": "2019-11"}, {1}),
        ({"to": "2019"}, {1}),
        ({"from": "2020"}, set()),
        ({"confidence": "0.6"}, {1}),
        ({"confidence": "0.4"}, {1, 2, 4}),
        ({"words": "fall again"}, {4}),
        ({"words": "nothing has these"}, set()),
        ({"from": "yesterday"}, {1, 2, 3, 4, 5}),
        ({"act": "<>", "confidence": "x", "page": "-1"}, {1, 2, 3, 4, 5}),
        ({"speaker": '" } UNION { ?s ?p ?o } #'}, set()),
    ],
)
def test_statements_are_filtered(story: StoryEngine, fields: dict[str, str], shown: set[int]) -> None:
    html = story.get("statements", **{f"{name}_": value for name, value in fields.items()}).html
    assert {int(number) for number in re.findall(r'href="/x/id/statement/s-(\d)" aria-label="More', html)} == shown
    if "yesterday" in fields.values() or "<>" in fields.values():
        assert "left out" in html


def test_events_are_in_order_and_filtered(story: StoryEngine) -> None:
    text = read(story, "events").text
    assert text.index("fall of the bridge") < text.index("Without a date") < text.index("sinking")
    assert "sinking" not in read(story, "events", to="2014").text.split("Narrow all events")[1]
    assert "fall of the bridge" not in read(story, "events", from_="2015").text


def test_lists_are_filtered_by_one_thing(story: StoryEngine) -> None:
    lagos, ana = "https://kg.example/x/id/place/lagos-1", "https://kg.example/x/id/person/ana-1"
    for name, ask, shown in (
        ("events", lagos, True), ("events", ana, False), ("positions", ana, True), ("positions", lagos, True),
        ("positions", "https://kg.example/x/id/group/critics-1", False),
    ):  # fmt: skip
        hrefs = {link["href"] for link in read(story, name, with_=ask).all("a")}
        assert bool(hrefs & {"/x/id/event/fall-1", "/x/id/position/mayor-1"}) == shown


def test_search_finds_and_marks(story: StoryEngine) -> None:
    page = read(story, "search", q="bridge")
    assert page.all("mark")
    hrefs = {link["href"] for link in page.all("a")}
    assert "/x/id/statement/s-1" in hrefs
    assert any(href.startswith("/x/id/document/story-1#char=") for href in hrefs)
    assert "rotten" in read(story, "search", q="<b>rotten</b>", kind="statement").text


def test_a_query_is_answered_with_links(story: StoryEngine) -> None:
    asked = "SELECT ?who ?p WHERE { ?p <https://w3id.org/xpkg/ontology#denotes> ?who } ORDER BY ?p ?who"
    page = read(story, "query", query=asked)
    hrefs = [link["href"] for link in page.all("a")]
    assert "/x/id/person/ana-1" in hrefs
    assert any("#char=" in href for href in hrefs)
    downloads = [href for href in hrefs if href.startswith("/x/sparql?query=SELECT")]
    assert any(href.endswith("format=csv&spreadsheet=yes") for href in downloads)
    assert any(href.startswith("/x/query?query=SELECT") for href in hrefs)
    assert "Ana Bélo" in page.text


def test_a_misspelt_term_is_shown_beside_the_results(story: StoryEngine) -> None:
    page = read(story, "query", query="ASK { ?s xpkg:abuot ?o }")
    assert "xpkg:abuot is no term of the ontology; did you mean xpkg:about?" in page.text
    assert "No" in page.text.split()
    assert "no term" not in read(story, "query", query="ASK { ?s xpkg:about ?o }").text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { ?s ?p ?o }", "Yes"),
        ("ASK { <x:a> <x:b> <x:c> }", "No"),
        ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 2", "2 rows"),
        ("SELECT ?s WHERE { ?s ?p ?o }", "The first 500 rows"),
        ('SELECT ?s WHERE { ?s a <https://w3id.org/xpkg/ontology#Statement> FILTER(<https://w3id.org/xpkg/ontology#matches>'
         '(?s, "coast"))}', "0 rows"),
    ],
)  # fmt: skip
def test_queries_of_every_form(story: StoryEngine, query: str, words: str) -> None:
    if "coast" in query:
        words = "1 row"  # the words of the speaker count
    assert words in read(story, "query", query=query).text


@pytest.mark.parametrize(
    "query",
    ["SELECT", "DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "ASK {" * 300],
)
def test_a_query_that_may_not_run_says_why(story: StoryEngine, query: str) -> None:
    page = story.get("query", query=query)
    assert page.status >= 400
    assert 'role="alert"' in page.html
    Reading(page.html)


def test_static_files_are_served_for_caching() -> None:
    for path, kind in ASSETS.items():
        response = plan(Request("GET", f"http://localhost/{path}"), Settings())
        assert isinstance(response, Response)
        assert (response.status, response.header("content-type")) == (200, kind)
        assert "immutable" in (response.header("cache-control") or "")
        assert len(response.body) == int(response.header("content-length") or 0) > 0


def test_a_browser_gets_a_page_for_an_unknown_address() -> None:
    for accept, page in (("text/html,*/*;q=0.8", True), ("*/*", False)):
        planned = plan(Request("GET", "http://localhost/nix", headers={"accept": accept}), Settings())
        assert isinstance(planned, Job) == page


def test_no_form_fields_make_a_page_fail(story: StoryEngine) -> None:
    chance = random.Random(11)
    signs = [*"\"'\\<>{}$?#%\n\t *()[]|^~&@`.+-0\x00\u202e\ufffe😀", "習", "id/", "char=1,2", f"{BASE}id/person/", "OR"]
    names = "speaker about act mode source from to confidence words page q kind query with type part".split()

    def noise() -> str:
        return "".join(chance.choice(signs) for _ in range(chance.choice([0, 1, 2, 5, 20])))

    for _ in range(120):
        path = chance.choice(LISTS) if chance.random() < 0.7 else "id/person/" + noise()
        page = story.get(path, **{f"{chance.choice(names)}_": noise() for _ in range(3)})
        assert page.status in (200, 400, 404)
        Reading(page.html)


def test_the_site_works_at_the_root_too(story: StoryEngine) -> None:
    html = story.get("people", root="http://127.0.0.1:7878/").html
    assert 'href="/id/person/ana-1"' in html
    assert "/x/" not in html


@pytest.mark.parametrize("path", ["people", "statements", "events", "documents"])
def test_a_page_past_the_last_is_the_last(story: StoryEngine, path: str) -> None:
    assert story.get(path, page="99").html == story.get(path).html


def test_a_page_of_hits_past_the_last_is_the_last(story: StoryEngine) -> None:
    assert story.get("search", q="bridge", page="99").html == story.get("search", q="bridge").html


def test_all_names_stand_in_order_by_each_name(story: StoryEngine) -> None:
    page = read(story, "names")
    hrefs = [link["href"] for link in page.all("a") if "/id/person/ana-1" in link["href"]]
    assert len(hrefs) >= 3  # her name, and those in other scripts
    assert "see Ana Bélo" in page.text
    some = read(story, "names", letter="a")
    assert [link for link in some.all("a") if link["href"] == "/x/id/person/ana-1"]
    assert not [link for link in some.all("a") if link["href"] == "/x/id/place/lagos-1"]
    assert story.get("names", letter="?").html == story.get("names").html


def test_the_legend_shows_each_kind_of_name(story: StoryEngine) -> None:
    html = story.get("id/document/story-1").html
    legend, reading = html.partition('<fieldset class="legend">')[2].split("</fieldset>", 1)
    kinds = {"person", "organization", "group", "place", "document"}
    shown, marked = (
        kinds & {name for some in re.findall(r'class="([^"]*mention[^"]*)"', part) for name in some.split()}
        for part in (legend, reading)
    )
    assert shown == marked >= {"person", "place"}


def test_statements_stand_beside_the_paragraph_in_which_they_begin(story: StoryEngine) -> None:
    html = story.get("id/document/story-1").html
    beside = "".join(re.findall(r'<ul class="margin".*?</ul>', html, re.DOTALL))
    for number in range(1, 6):
        assert beside.count(f'href="/x/id/statement/s-{number}"') == 1
    [paragraph] = [part for part in html.split('<ul class="margin"')[1:] if '/statement/s-1"' in part.split("</ul>")[0]]
    place = re.search(r'id="char=(\d+),(\d+)"', paragraph)
    assert place
    start, end = span("“The bridge…</b>.”")
    assert int(place[1]) <= start < end <= int(place[2])
    assert "not said" in beside


def test_any_characters_can_be_marked(story: StoryEngine) -> None:
    start, end = span("bridge is")
    for path, asked in (("id/document/story-1", f"{start},{end}"), ("id/document/story-1", f"0,{len(TEXT)}")):
        page = read(story, path, char=asked)
        marked = [each for _, each in page.elements if "asked" in each.get("class", "").split()]
        assert marked[0]["id"] == f"char={asked}"
        begin, last = asked.split(",")
        assert f"characters {begin} to {last}" in page.text
        assert "Cite these words" in page.text
    for wrong in ("5,5", "9,1", f"0,{len(TEXT) + 1}", "x", "-1,3", "1,2,3", "9" * 40 + ",1"):
        assert story.get("id/document/story-1", char=wrong).html == story.get("id/document/story-1").html


def test_a_long_section_that_no_list_has_is_shown_whole_where_that_is_asked(
    story: StoryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site of files has it whole from the start."""
    monkeypatch.setattr(thing_sections, "_SHOWN", 1)
    first = story.get("id/utterance/u-1").html
    assert first.count('class="card statement') == 1
    [address] = re.findall(r'href="/x/(id/utterance/u-1)[?]whole=occurs#occurs"', first)
    assert story.get(address, whole="occurs").html.count('class="card statement') == 2
    with monkeypatch.context() as patched:
        patched.setattr(thing_sections, "_MOST", 1)
        assert "whole=" not in story.get(address).html


@pytest.mark.parametrize(("fields", "number"), [
    ({}, 1), ({"speaker": f"{BASE}id/person/ana-1"}, 1), ({"speaker": f"{BASE}id/person/bob-1"}, None),
    ({"source": SOURCE}, 1), ({"source": SOURCE, "against": SOURCE}, 1), ({"source": "no IRI"}, None),
    ({"against": f"{BASE}id/document/bridges-2"}, None),
])  # fmt: skip
def test_disagreements_are_narrowed_by_speaker_and_texts(
    story: StoryEngine, fields: dict[str, str], number: int | None
) -> None:
    html = story.get("disagreements", **fields).html
    assert (f'<p class="count">{number} disagreement</p>' if number else "None.") in html
    [address] = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    query = dict(parse_qsl(urlsplit(unescape(address)).query))["query"]
    answer = story.execute(query)
    assert isinstance(answer, QuerySolutions)
    assert len({row["concluded"] for row in answer}) == (number or 0)


def test_what_stands_in_most_places_comes_first(story: StoryEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concluded_page, "_TOGETHER", 1)
    html = story.get("utterances").html
    assert re.search(r'<a href="/x/id/utterance/u-1">1 more</a>', html)
