"""Lists narrowed by numbers: the tables beside the index find what queries of the graph find, in the same order."""

from __future__ import annotations

import random
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse
from story import BASE, StoryEngine
from test_pages import Reading

from xpkg.resources import folder
from xpkg.search import FILE_NAME
from xpkg.search.making import build_index, update_index
from xpkg.server.pages import PageRequest, reader_of, statement_download
from xpkg.vocab import DCTERMS, NAMESPACES, NIF, RDF, RDFS, SKOS, XPKG, XSD

IDS = f"{BASE}id/"
ACTS = ("says", "denies", "asks", "claims")
TYPES = ("attack", "visit", "vote")


def made(seed: int) -> list[Quad]:
    """A graph of three publishers' sources with statements and events; some lack a speaker, a date, a confidence."""
    some, quads = random.Random(seed), list[Quad]()

    def say(subject: str, term: NamedNode, value: NamedNode | Literal) -> None:
        quads.append(Quad(NamedNode(IDS + subject), term, value, DefaultGraph()))

    def thing(path: str) -> NamedNode:
        return NamedNode(IDS + path)

    for kind, cls in (("person", XPKG.Person), ("place", XPKG.Place), ("organization", XPKG.Organization)):
        for at in range(6):
            say(f"{kind}/{at}", RDF.type, cls)
            say(f"{kind}/{at}", RDFS.label, Literal(f"{kind.title()} {'Ada Bea Cid Dov Eva Fay'.split()[at]}"))
            say(f"{kind}/{at}", XPKG.subtype, Literal(("city", "land")[at % 2]))
            if at % 3 == 0:
                say(f"{kind}/{at}", SKOS.exactMatch, NamedNode(f"http://www.wikidata.org/entity/Q{at + 1}"))
    for at in range(4):
        say(f"place/{at}", NamedNode(f"{NAMESPACES['geo']}lat"), Literal(str(at * 10), datatype=XSD.decimal))
        say(f"place/{at}", NamedNode(f"{NAMESPACES['geo']}long"), Literal(str(at * 10), datatype=XSD.decimal))
    for at in range(9):
        for term, value in (
            (RDF.type, XPKG.Source), (RDF.type, XPKG.Document), (RDFS.label, Literal(f"Text {at}")),
            (DCTERMS.publisher, thing(f"organization/{at % 3}")),
        ):  # fmt: skip
            say(f"document/{at}", term, value)
    for at in range(160):
        told = f"statement/{at}"
        source = some.randrange(9)
        start = some.randrange(3000)
        passage = NamedNode(f"{IDS}document/{source}#char={start},9999")
        quads.append(Quad(passage, NIF.beginIndex, Literal(str(start), datatype=XSD.integer), DefaultGraph()))
        for term, value in (
            (RDF.type, XPKG.Statement), (RDFS.label, Literal(f"statement {at}")), (XPKG.contentPassage, passage),
            (XPKG.content, Literal(some.choice(("the dam held", "taxes rise", "no comment")))),
            (XPKG.statedIn, thing(f"document/{source}")), (XPKG.mode, some.choice((XPKG.Direct, XPKG.Indirect))),
            (XPKG.speechAct, NamedNode(f"{XPKG.iri}act-{some.choice(ACTS)}")),
            (XPKG.confidence, Literal(str(some.choice((0.5, 0.75, 0.9, 0.97))), datatype=XSD.decimal)),
        ):  # fmt: skip
            say(told, term, value)
        for speaker in some.sample(range(6), some.choice((0, 1, 1, 2))):
            say(told, XPKG.speaker, thing(f"person/{speaker}"))
        say(told, XPKG.speakerText, Literal(some.choice(("Ada", "an aide", "Person Bea", "Adams"))))
        for about in some.sample(range(6), some.choice((0, 1, 2))):
            say(told, XPKG.about, thing(f"place/{about}"))
        if at % 7 == 0:
            say(told, XPKG.negated, Literal("true", datatype=XSD.boolean))
        _date(some, say, told)
    for at in range(60):
        told = f"event/{at}"
        for term, value in (
            (RDF.type, XPKG.Event), (RDFS.label, Literal(f"event {at}")),
            (XPKG.eventType, NamedNode(f"{XPKG.iri}event-{some.choice(TYPES)}")),
            (XPKG.statedIn, thing(f"document/{some.randrange(9)}")), (XPKG.place, thing(f"place/{some.randrange(6)}")),
            (XPKG.participant, thing(f"person/{some.randrange(6)}")),
        ):  # fmt: skip
            say(told, term, value)
        _date(some, say, told)
    for at in range(9):
        say(f"document/{at}", XPKG.documentType, NamedNode(f"{XPKG.iri}document-{some.choice(('law', 'letter'))}"))
        for day in some.choice(((), ("2014",), ("2015-06-01",), ("2019-11", "2014-02-03"))):
            say(f"document/{at}", DCTERMS.issued, Literal(day))
        say(f"document/{at}", DCTERMS.creator, thing("person/1") if at % 2 else Literal("Staff"))
        if at % 4 == 0:
            say(f"document/{at}", SKOS.exactMatch, NamedNode(f"http://www.wikidata.org/entity/Q9{at}"))
    naming = random.Random(seed)
    for at in range(9):
        for who in naming.sample(range(6), 3):
            passage = NamedNode(f"{IDS}document/{at}#char={who},9")
            begin = Literal(str(who), datatype=XSD.integer)
            quads.append(Quad(passage, NIF.beginIndex, begin, DefaultGraph()))
            for term, node in ((NIF.referenceContext, thing(f"document/{at}")), (XPKG.denotes, thing(f"person/{who}"))):
                quads.append(Quad(passage, term, node, DefaultGraph()))
    for at in range(70):
        for term, value in (
            (RDF.type, XPKG.Position), (XPKG.role, Literal(some.choice(("mayor", "Mayor", "judge", 'a "chair"')))),
            (XPKG.holder, thing(f"person/{some.randrange(6)}")),
            (XPKG.statedIn, thing(f"document/{some.randrange(9)}")),
        ):  # fmt: skip
            say(f"position/{at}", term, value)
        say(f"position/{at}", RDFS.label, Literal(f"{some.choice('Ada Bea Cid'.split())}, {at % 5}"))
        say(f"position/{at}", XPKG.place, thing(f"place/{some.randrange(6)}"))
        for body in some.sample(range(6), some.choice((0, 1, 2))):
            say(f"position/{at}", XPKG.organization, thing(f"organization/{body}"))
        for term in some.sample((XPKG.start, XPKG.end), some.choice((0, 1, 2))):
            say(f"position/{at}", term, Literal(some.choice(("2014-03", "2015", "2019/2020", "../2015"))))
    return quads


def _date(some: random.Random, say: object, told: str) -> None:
    assert callable(say)
    year, month = some.choice((2014, 2015, 2015, 2019)), some.randrange(1, 13)
    first, last = f"{year}-{month:02}-01", f"{year}-{month:02}-{some.choice((1, 28)):02}"
    form = some.randrange(4)
    if form == 0:  # only that it was not later than its source
        say(told, XPKG.boundedBy, NamedNode(f"{IDS}document/0"))
        say(told, XPKG.latest, Literal(last, datatype=XSD.date))
    elif form < 3:
        say(told, XPKG.date, Literal(f"{first}/{last}"))
        say(told, XPKG.earliest, Literal(first, datatype=XSD.date))
        say(told, XPKG.latest, Literal(last, datatype=XSD.date))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StoryEngine:
    path = tmp_path_factory.mktemp("facets") / FILE_NAME
    quads = made(7)
    build_index(quads, path)
    store = Store()
    store.extend([*quads, *parse(path=folder("ontology") / "xpkg.ttl", format=RdfFormat.TURTLE)])
    return StoryEngine(path, store)


def listed(html: str, kind: str) -> tuple[str, list[str]]:
    """What the page says that there is, and the things that it lists, in order."""
    told = re.search(r'<p class="count">([^<]*)</p>', html)
    assert told
    cards = re.findall(r"<article[^>]*>(.*?)</article>", html, re.DOTALL)
    found = [re.search(rf'href="[^"]*/id/{kind}/(\d+)"', card) for card in cards]
    return told[1], [each[1] for each in found if each]


ASKED = {
    "statements": {
        "speaker": ("Ada", "Person Ada", f"{IDS}person/1", "nobody"), "about": ("Place Cid", f"{IDS}place/0"),
        "act": (f"{XPKG.iri}act-denies",), "mode": (XPKG.Direct.value,), "source": (f"{IDS}document/3",),
        "publisher": (f"{IDS}organization/2",), "from": ("2015", "2015-06", "2014-02-03"), "to": ("2014", "2015-09"),
        "confidence": ("0.9", "0.7"), "linked": ("yes", "no"), "words": ("dam", "tax*", '"no comment"'),
        "with": (f"{IDS}person/2",), "sort": ("new", "old", "sure", "nonsense"),
    },
    "events": {
        "type": (f"{XPKG.iri}event-visit",), "source": (f"{IDS}document/3",), "publisher": (f"{IDS}organization/1",),
        "from": ("2015", "2015-06"), "to": ("2014", "2015-09"), "with": (f"{IDS}person/2", f"{IDS}place/1"),
        "place": (f"{IDS}place/2",), "sort": ("new", "sure", "old"),
    },
    "documents": {
        "part": ("sources", "cited"), "type": (f"{XPKG.iri}document-law", "no IRI"), "year": ("2014", "19"),
        "publisher": (f"{IDS}organization/1",), "linked": ("yes", "no"), "sort": ("new", "old"),
        "maker": ("Staff", f"{IDS}person/1"), "names": (f"{IDS}person/1", "Person Ada; Person Bea", "Ada", "nobody"),
        "without": ("Person Cid", f"{IDS}person/1; nobody", "nobody"),
    },
    "positions": {
        "role": ("mayor", "Mayor", 'a "chair"'), "body": (f"{IDS}organization/1",), "holder": (f"{IDS}person/2",),
        "held": ("2014", "2019"), "told": ("2015",), "source": (f"{IDS}document/3",), "with": (f"{IDS}person/1",),
        "sort": ("role", "new"),
    },
}  # fmt: skip


def combinations(path: str) -> list[dict[str, str]]:
    some = random.Random(5)
    single = [{name: value} for name, values in ASKED[path].items() for value in values]
    double = [some.choice(single) | some.choice(single) for _ in range(25 if path in ("statements", "events") else 9)]
    return [{}, *single, *double, {"page": "2"}, {"page": "99"}]


@pytest.mark.parametrize("path", ASKED)
def test_tables_and_queries_find_the_same_in_the_same_order(
    engine: StoryEngine, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = path.removesuffix("s")
    some = 0
    for fields in combinations(path):
        by_tables = listed(engine.get(path, **fields).html, kind)
        with monkeypatch.context() as patched:
            patched.setattr(StoryEngine, "as_built", False, raising=False)
            by_queries = listed(engine.get(path, **fields).html, kind)
        assert by_tables == by_queries, fields
        some += bool(by_tables[1])
    assert some > 10


@pytest.mark.parametrize("path", ["people", "organizations", "places"])
def test_lists_of_names_by_tables_are_those_by_queries(
    engine: StoryEngine, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = random.Random(3)
    texts = [{"source": f"{IDS}document/3"}, {"publisher": f"{IDS}organization/1"}, {"year": "2014"}, {"year": "1999"},
             {"year": "2015-06"}, {"year": "2014-12"}, {"source": "no IRI", "year": "19"}]  # fmt: skip
    single = [{"name": "e"}, {"name": "person a"}, {"linked": "yes"}, {"linked": "no"}, {"kind": "city"}, {"page": "9"},
              *({"sort": by, "down": down} for by in ("", "said", "about", "named") for down in ("", "yes", "no"))]
    both = (some.choice(single) | some.choice(single) for _ in range(12))
    for fields in [{}, *single, *texts, *both, *(some.choice(texts) | some.choice(texts + single) for _ in range(12))]:
        by_tables = engine.get(path, **fields).html
        with monkeypatch.context() as patched:
            patched.setattr(StoryEngine, "as_built", False, raising=False)
            by_queries = engine.get(path, **fields).html
        assert without_facets(by_queries) == without_facets(by_tables), fields
    assert re.search(r'class="n">\s*<a|class="n">\d', engine.get(path).html) or path == "organizations"


def without_facets(html: str) -> str:
    """The page without the numbers of texts, which stand on it only where there are tables."""
    html = re.sub(r'<nav class="facets".*?</nav>|<p class="to-facets">.*?</p>', "", html, flags=re.DOTALL)
    return re.sub(r"\n+", "\n", html.replace('class="with-facets"', 'class="whole"'))


def named_in(engine: StoryEngine, texts: set[str]) -> set[str]:
    """The people whom one of ``texts`` names, as the graph has them."""
    return {
        quad.object.value.rsplit("/", 1)[1]
        for quad in engine.store.quads_for_pattern(None, XPKG.denotes, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        and quad.subject.value.partition("#")[0].rsplit("/", 1)[1] in texts
    }  # fmt: skip


@pytest.mark.parametrize("fields", [
    {}, {"linked": "yes"}, {"year": "2014"}, {"publisher": f"{IDS}organization/1"}, {"source": f"{IDS}document/3"},
    {"publisher": f"{IDS}organization/1", "year": "2019"}, {"year": "2019-11"},
    {"name": "a", "kind": "city", "year": "2014"},
])  # fmt: skip
def test_people_are_narrowed_by_the_texts_that_name_them(engine: StoryEngine, fields: dict[str, str]) -> None:
    def texts(term: NamedNode, fits: str) -> set[str]:
        return {
            quad.subject.value.rsplit("/", 1)[1] for quad in engine.store.quads_for_pattern(None, term, None)
            if isinstance(quad.subject, NamedNode) and re.match(fits, getattr(quad.object, "value", ""))
        }  # fmt: skip

    def expected(asked: dict[str, str]) -> set[str]:
        those = set(map(str, range(9)))
        if "year" in asked:
            those &= texts(DCTERMS.issued, asked["year"])
        if "publisher" in asked:
            those &= texts(DCTERMS.publisher, re.escape(asked["publisher"]) + "$")
        if "source" in asked:
            those &= {asked["source"].rsplit("/", 1)[1]}
        found = named_in(engine, those)
        found &= {"0", "3"} if "linked" in asked else found
        return found & {"0", "4"} if "name" in asked else found

    def people(**asked: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="[^"]*/id/person/(\d)"', engine.get("people", **asked).html)

    html = engine.get("people", **fields).html
    found = links(html)
    assert set(people(**fields)) == expected(fields) or not fields.keys() & {"year", "publisher", "source"}
    assert {"by-source", "by-publisher", "by-year", "by-month"} >= {title for title, *_ in found} > set()
    for title, asked, number in found:
        assert title.removeprefix("by-") in fields or number == len(people(**asked)) == len(expected(asked)), asked
    address, *_ = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    rows = engine.execute(dict(parse_qsl(urlsplit(unescape(address)).query))["query"])
    assert isinstance(rows, QuerySolutions)
    assert [row["thing"].value.rsplit("/", 1)[1] for row in rows] == people(**fields)
    assert all(f'name="{name}"' in html for name in fields)


@pytest.mark.parametrize("thing", ["person/1", "place/2", "organization/0"])
def test_who_is_named_where_by_tables_and_by_queries(
    engine: StoryEngine, thing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_tables = engine.get(f"id/{thing}").html
    monkeypatch.setattr(StoryEngine, "as_built", False, raising=False)
    assert engine.get(f"id/{thing}").html == by_tables


@pytest.mark.parametrize(("path", "thing"), [("", ""), *(
    (path, thing) for path in ("timeline", "network", "map") for thing in ("", "person/1", "place/1", "organization/0")
)])  # fmt: skip
def test_pictures_by_tables_are_those_by_queries(
    engine: StoryEngine, path: str, thing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"with": IDS + thing} if thing else {}
    with monkeypatch.context() as patched:
        patched.setattr(StoryEngine, "as_built", False, raising=False)
        by_queries = engine.get(path, **fields).html
    asked: list[str] = []
    run = StoryEngine.execute

    def execute(self: StoryEngine, query: str) -> object:
        asked.append(query)
        return run(self, query)

    monkeypatch.setattr(StoryEngine, "execute", execute)
    assert engine.get(path, **fields).html == by_queries
    assert not any("xpkg:speaker ?who" in query or "xpkg:earliest" in query for query in asked)
    assert thing or re.search({"network": "<line", "map": "Place Bea"}.get(path, "<rect"), by_queries)


@pytest.mark.parametrize("as_built", [True, False])
@pytest.mark.parametrize("fields", [
    {"type": f"{XPKG.iri}event-visit"}, {"from": "2015", "to": "2015"},
    {"type": f"{XPKG.iri}event-visit", "from": "2014"},
    {"source": f"{IDS}document/3"}, {"publisher": f"{IDS}organization/1", "with": f"{IDS}person/2"},
    {"place": f"{IDS}place/2", "to": "2019", "type": "no IRI"},
])  # fmt: skip
def test_the_map_of_a_list_has_its_events_alone(
    engine: StoryEngine, monkeypatch: pytest.MonkeyPatch, as_built: bool, fields: dict[str, str]
) -> None:
    monkeypatch.setattr(StoryEngine, "as_built", as_built, raising=False)
    listed_there = engine.get("events", **fields).html
    [address] = re.findall(r'href="([^"]*/map[?][^"]*)"', listed_there)
    asked = dict(parse_qsl(urlsplit(unescape(address)).query))
    assert asked == {name: value for name, value in fields.items() if value != "no IRI"}
    html = engine.get("map", **asked).html
    found = re.findall(r'<a href="([^"]+)" aria-label="(\d+) events? in', html)
    assert found
    for where, number in found:
        there = dict(parse_qsl(urlsplit(unescape(where)).query))
        assert asked.items() - there.items() <= {("place", fields.get("place"))}
        assert listed(engine.get("events", **there).html, "event")[0].split()[0] == number
    total = listed(listed_there, "event")[0].split()[-2]
    assert re.search(rf"\d+ of {total} ha", html)
    assert "statements about" not in html
    query = engine.execute(_query(html))
    assert isinstance(query, QuerySolutions)
    assert sorted(row["events"].value for row in query) == sorted(number for _, number in found)


def test_a_map_that_is_asked_for_nothing_sensible_has_all(engine: StoryEngine) -> None:
    assert engine.get("map", type="nonsense", **{"from": "soon"}).html == engine.get("map").html


def _query(html: str, number: int = 0) -> str:
    """The text of a query that a page offers, the first or another."""
    addresses = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    return dict(parse_qsl(urlsplit(unescape(addresses[number])).query))["query"]


@pytest.mark.parametrize("path", ["statements", "events"])
def test_how_many_by_publisher_and_month(engine: StoryEngine, path: str) -> None:
    """Each text here has one publisher at most, so that each row of the list counts once."""
    for fields in combinations(path)[:25]:
        html = engine.get(path, **fields).html
        counts = engine.execute(_query(html, 1))
        assert isinstance(counts, QuerySolutions)
        numbers = [(row["publisher"] and row["publisher"].value, int(row[path].value)) for row in counts]
        total = listed(html, path.removesuffix("s"))[0]
        assert sum(number for _, number in numbers) == (int(total.split()[-2]) if total != "None." else 0), fields
        assert len({publisher for publisher, _ in numbers}) > 1 or total == "None." or fields


@pytest.mark.parametrize("path", ["statements", "events"])
def test_the_bars_of_a_list_lead_to_lists_of_so_many(engine: StoryEngine, path: str) -> None:
    for fields in ({}, {"publisher": f"{IDS}organization/1"}, {"from": "2015"}):
        html = engine.get(path, **fields).html
        bars = re.findall(r'<a href="([^"]+)" aria-label="(\d+) \w+ in ', html)
        assert len(bars) > 1
        for address, number in bars:
            asked = dict(parse_qsl(urlsplit(unescape(address)).query))
            assert asked.items() >= {name: value for name, value in fields.items() if name != "from"}.items()
            there = [each for each in links(engine.get(path, **asked).html) if each[0] == "by-date"]
            inside = [each for each in there if asked["from"][:4] <= each[1].get("from", "")[:4] <= asked["to"][:4]]
            assert not inside or max(each[2] for each in inside) <= int(number)


@pytest.mark.parametrize(("path", "fields", "less"), [
    ("statements", {"speaker": "Person Ada", "to": "1900"}, {"speaker", "to"}),
    ("statements", {"words": "dam", "from": "2031", "to": "2032", "act": f"{XPKG.iri}act-denies"}, {"from"}),
    ("events", {"type": f"{XPKG.iri}event-visit", "from": "1900", "to": "1901"}, {"type", "from"}),
    ("documents", {"year": "2014", "names": "nobody"}, {"names"}),
    ("people", {"name": "ada", "year": "1900"}, {"name", "year"}),
])  # fmt: skip
def test_an_empty_list_offers_what_there_is_with_one_condition_less(
    engine: StoryEngine, path: str, fields: dict[str, str], less: set[str]
) -> None:
    html = engine.get(path, **fields).html
    assert "None." in html
    offered = re.search(r'<p class="meant">With one condition less: (.*?)</p>', html)
    assert offered
    left_out = set()
    for address, number in re.findall(r'<a href="([^"]+)">(\d+) without', offered[1]):
        asked = dict(parse_qsl(urlsplit(unescape(address)).query))
        assert asked.items() < fields.items()
        left_out |= fields.keys() - asked.keys()
        total = re.search(r'<p class="count">(?:[^<]*of )?(\d+)', engine.get(path, **asked).html)
        assert total
        assert total[1] == number
    assert left_out <= less | {"to"}
    assert left_out
    assert "With one condition less" not in engine.get(path, **{next(iter(fields)): "nobody"}).html


def links(html: str) -> list[tuple[str, dict[str, str], int]]:
    """The title, the form fields and the number of each link of the facets."""
    found = re.findall(r'<section aria-labelledby="(by-\w+)">(.*?)</section>', html, re.DOTALL)
    return [
        (title, dict(parse_qsl(urlsplit(unescape(address)).query)), int(number))
        for title, section in found
        for address, number in re.findall(r'<a href="([^"]+)">.*?<span class="count">(\d+)</span>', section)
    ]


NUMBERED = {
    "statements": {"by-source", "by-publisher"}, "events": {"by-source", "by-publisher"},
    "documents": {"by-type", "by-publisher", "by-year", "by-linked", "by-maker"},
    "positions": {"by-role", "by-body", "by-holder", "by-held", "by-told", "by-source"}, "narrowed": {"by-source"},
    "named": {"by-names", "by-without", "by-linked"},
}  # fmt: skip


@pytest.mark.parametrize(("path", "fields"), [
    ("statements", {}), ("statements", {"speaker": f"{IDS}person/1"}), ("statements", {"from": "2015", "to": "2015"}),
    ("statements", {"linked": "no", "confidence": "0.7"}), ("events", {}), ("events", {"with": f"{IDS}person/2"}),
    ("documents", {}), ("documents", {"names": f"{IDS}person/1"}), ("documents", {"without": "Person Cid"}),
    ("positions", {}), ("positions", {"role": "mayor", "held": "2015"}), ("positions", {"with": f"{IDS}person/2"}),
])  # fmt: skip
def test_a_number_is_that_of_the_list_it_leads_to(engine: StoryEngine, path: str, fields: dict[str, str]) -> None:
    found = links(engine.get(path, **fields).html)
    narrowed = {"documents": "named", "positions": "narrowed"}.get(path) if fields else None
    assert {title for title, *_ in found} >= NUMBERED[narrowed or path]
    for title, asked, number in found:
        left_out = {title.removeprefix("by-")} if title.removeprefix("by-") in fields else set()
        assert {name: fields[name] for name in fields.keys() - left_out}.items() <= asked.items() or title == "by-date"
        if left_out:
            continue  # a chosen value leads to the list without it
        told, _ = listed(engine.get(path, **asked).html, path.removesuffix("s"))
        total = int(re.findall(r"\d+", told)[-1])
        assert total == number or (title == "by-date" and total >= number), (title, asked, told)


def test_a_chosen_value_can_be_left_out_again(engine: StoryEngine) -> None:
    html = engine.get("statements", act=f"{XPKG.iri}act-asks", speaker=f"{IDS}person/1").html
    chosen = re.findall(r'<a href="([^"]+)" aria-current="true"><bdi>([^<]+)', html[html.index('id="facets"') :])
    assert [words for _, words in chosen] == ["Person Bea", "asks"]
    for (address, _), left in zip(chosen, ({"act"}, {"speaker"}), strict=True):
        assert {name for name, _ in parse_qsl(urlsplit(unescape(address)).query)} == left


def test_months_are_shown_within_a_year(engine: StoryEngine) -> None:
    years = [asked["from"] for title, asked, _ in links(engine.get("events").html) if title == "by-date"]
    assert years == ["2019", "2015", "2014"]
    within = [asked["from"] for title, asked, _ in links(engine.get("events", from_="2015", to="2015").html)
              if title == "by-date"]  # fmt: skip
    assert len(within) > 3
    assert all(re.fullmatch(r"2015-\d\d", each) for each in within)


@pytest.mark.parametrize(("path", "fields"), [
    ("statements", {"speaker": "Ada", "confidence": "0.7"}), ("statements", {"words": "dam"}), ("statements", {}),
    ("statements", {"publisher": f"{IDS}organization/1", "linked": "yes"}), ("events", {}),
    ("events", {"from": "2015", "type": f"{XPKG.iri}event-visit"}), ("events", {"with": f"{IDS}person/3"}),
    ("documents", {"year": "2014", "linked": "no"}), ("documents", {"names": "Person Ada", "without": "Person Bea"}),
    ("positions", {"role": "mayor", "held": "2015"}),
    ("positions", {"with": f"{IDS}person/2", "place": f"{IDS}place/1"}),
])  # fmt: skip
def test_the_query_of_a_list_has_a_row_for_each(engine: StoryEngine, path: str, fields: dict[str, str]) -> None:
    html = engine.get(path, **fields).html
    total = int(re.findall(r"\d+", listed(html, "x")[0])[-1])
    address, *_ = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    query = dict(parse_qsl(urlsplit(unescape(address)).query))["query"]
    assert f"{total} row" in Reading(engine.get("query", query=query).html).text
    assert "passage" in query or path == "documents", "a row that leads to no characters"
    assert "AS ?link)" in query
    assert 'CONCAT("https://kg.example/x/", STRAFTER(' in query, "a link opens the passage on this server"
    assert path not in ("statements", "events") or not fields or "?sentence" in query


@pytest.mark.parametrize(("path", "sort", "column", "down"), [
    ("statements", "sure", "confidence", True), ("people", "said", "said", True),
    ("people", "named", "named", True), ("documents", "new", "date", True), ("documents", "old", "date", False),
    ("positions", "role", "role", False), ("positions", "", "holder", False), ("places", "", "name", False),
])  # fmt: skip
def test_a_download_stands_in_the_order_of_its_list(
    engine: StoryEngine, path: str, sort: str, column: str, down: bool
) -> None:
    html = engine.get(path, sort=sort).html
    address, *_ = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    found = engine.execute(dict(parse_qsl(urlsplit(unescape(address)).query))["query"])
    assert isinstance(found, QuerySolutions)
    terms = [row[column] for row in found]
    values = [float(term.value) if column in ("confidence", "said", "named") else term.value.lower()
              for term in terms if isinstance(term, Literal)]  # fmt: skip
    assert values == sorted(values, reverse=down)
    assert len(set(values)) > 1


@pytest.mark.parametrize(("path", "sort"), [("statements", "new"), ("statements", "old"), ("events", "new")])
def test_the_latest_and_the_earliest_stand_first(engine: StoryEngine, path: str, sort: str) -> None:
    def day(iri: str) -> str:
        def value(term: NamedNode) -> str:
            found = [*engine.store.quads_for_pattern(NamedNode(iri), term, None)]
            return str(found[0].object.value) if found and isinstance(found[0].object, Literal) else ""

        # An event that is dated by its text alone has no day of its own.
        return value(XPKG.earliest) or (value(XPKG.latest) if path == "statements" else "")

    kind = path.removesuffix("s")
    html = engine.get(path, sort=sort).html
    days = [day(f"{IDS}{kind}/{at}") for at in listed(html, kind)[1]]
    known = [each for each in days if each]
    assert known == sorted(known, reverse=sort == "new")
    assert len(set(known)) > 2
    assert all(not each for each in days[len(known) :])
    [words] = re.findall(r'aria-current="true">((?:latest|earliest) first)<', html)
    assert words == ("latest first" if sort == "new" else "earliest first")


@pytest.mark.parametrize("fields", [
    {}, {"mode": XPKG.Direct.value}, {"speaker": "Person Ada", "sort": "sure"}, {"from": "2015", "sort": "new"},
    {"words": "dam", "sort": "old"},
])  # fmt: skip
def test_a_long_download_has_the_rows_of_a_short_one(
    engine: StoryEngine, fields: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> list[dict[str, str]]:
        html = engine.get("statements", **fields).html
        address, *_ = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
        found = engine.execute(dict(parse_qsl(urlsplit(unescape(address)).query))["query"])
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        told = [{name: term.value for name in names if isinstance(term := row[name], (Literal, NamedNode))}
                for row in found]  # fmt: skip
        parted = ("speakers", "about")
        for row in told:
            row.update({name: "; ".join(sorted(row[name].split("; "))) for name in parted if name in row})
        return told

    short = rows()
    monkeypatch.setattr(statement_download, "_MANY", 0)
    every = rows()
    by_statement = sorted(every, key=lambda row: row["statement"])
    assert len(short) > 10
    for mine, other in zip(by_statement, sorted(short, key=lambda row: row["statement"]), strict=True):
        assert {name: value for name, value in mine.items() if value} == {k: v for k, v in other.items() if v}
    if fields.get("sort") == "sure":
        sure = [float(row["confidence"]) for row in every]
        assert sure == sorted(sure, reverse=True)


def test_a_name_means_who_is_called_so_however_it_is_typed(engine: StoryEngine) -> None:
    meant = listed(engine.get("statements", about="Place Cid").html, "statement")
    assert listed(engine.get("statements", about="place  cid").html, "statement") == meant
    html = engine.get("statements", speaker="Person Ada").html
    assert re.search(r'Said by\s+<a href="[^"]*/statements\?[^"]+"><bdi>Person Ada<', html)
    html = engine.get("statements", about="place").html
    assert "About any that are called “place”:" in html
    every = re.findall(r'<p class="meant">(.*?)</p>', html, re.DOTALL)[0]
    links = [dict(parse_qsl(urlsplit(unescape(each)).query)) for each in re.findall(r'href="([^"]+)"', every)]
    assert {link["about"] for link in links} == {f"{IDS}place/{at}" for at in range(6)}
    assert "Nobody here is called “Zed”" in engine.get("statements", speaker="Zed").html


def test_documents_that_name_one_and_not_another(engine: StoryEngine) -> None:
    naming: dict[str, set[str]] = {}
    for quad in engine.store.quads_for_pattern(None, XPKG.denotes, None):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode)
        text = quad.subject.value.partition("#")[0].rsplit("/", 1)[1]
        naming.setdefault(quad.object.value.rsplit("/", 1)[1], set()).add(text)
    for fields, wanted in (
        ({"names": "Person Ada", "without": "Person Bea"}, naming["0"] - naming["1"]),
        ({"names": f"person bea; {IDS}person/2"}, naming["1"] & naming["2"]),
        ({"without": f"{IDS}person/3;{IDS}person/4"}, set(map(str, range(9))) - naming["3"] - naming["4"]),
        ({"names": "Nobody Here"}, set()), ({"without": "Nobody Here"}, set(map(str, range(9)))),
    ):  # fmt: skip
        html = engine.get("documents", **fields).html
        assert set(listed(html, "document")[1]) == wanted, fields
        assert ("Nobody and nothing here is called “Nobody Here”." in html) == ("Nobody" in str(fields))


def test_documents_stand_by_title_or_the_newest_first(engine: StoryEngine) -> None:
    titles = [int(at) for at in listed(engine.get("documents").html, "document")[1]]
    assert titles == sorted(titles)
    days: dict[object, list[str]] = {}
    for quad in engine.store:
        if quad.predicate == DCTERMS.issued and isinstance(quad.object, Literal):
            days.setdefault(quad.subject, []).append(quad.object.value)
    newest = listed(engine.get("documents", sort="new").html, "document")[1]
    last = [max(days.get(NamedNode(f"{IDS}document/{at}"), [""])) for at in newest]
    assert last == sorted(last, reverse=True)
    assert len(newest) == len(titles) == 9


def test_paging_keeps_what_the_list_is_narrowed_to(engine: StoryEngine) -> None:
    html = engine.get("statements", mode=XPKG.Direct.value).html
    [after] = re.findall(r'<a rel="next" href="([^"]+)"', html) or re.findall(r'href="([^"]+)"[^>]*>Next', html)
    assert dict(parse_qsl(urlsplit(unescape(after)).query)) == {"mode": XPKG.Direct.value, "page": "2"}


def test_what_changed_is_counted_anew(tmp_path: Path) -> None:
    before, after = made(7), made(8)
    for name, quads in (("grown", before), ("new", after)):
        build_index(quads, tmp_path / name)
    changed = {quad.subject.value for quad in set(before) ^ set(after) if isinstance(quad.subject, NamedNode)}
    said = [quad for quad in after if isinstance(quad.subject, NamedNode) and quad.subject.value in changed]
    update_index(tmp_path / "grown", changed, said)
    store = Store()
    store.extend(after)
    pages = []
    for name in ("grown", "new"):
        engine = StoryEngine(tmp_path / name, store)
        pages.append([engine.get(path, **fields).html for path in ASKED for fields in combinations(path)[:20]])
    assert pages[0] == pages[1]


def test_a_graph_that_was_written_to_is_asked_itself(engine: StoryEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader_of(PageRequest("statements", base=BASE), engine).facets == engine.index
    monkeypatch.setattr(StoryEngine, "as_built", False, raising=False)
    assert reader_of(PageRequest("statements", base=BASE), engine).facets is None
    assert 'id="facets"' not in engine.get("statements").html


def test_an_index_of_an_older_build_has_none(engine: StoryEngine, tmp_path: Path) -> None:
    import shutil
    import sqlite3
    from contextlib import closing

    old = tmp_path / FILE_NAME
    shutil.copy(engine.index, old)
    with closing(sqlite3.connect(old)) as index, index:
        index.execute("DROP TABLE told")
    older = StoryEngine(old, engine.store)
    assert listed(older.get("statements").html, "statement") == listed(engine.get("statements").html, "statement")
    assert listed(older.get("events").html, "event") == listed(engine.get("events").html, "event")
