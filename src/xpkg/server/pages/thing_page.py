"""The page of a thing: its names and facts, statements by and about it, and the passages that mention it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from xpkg.facets.counting import Counted, Narrowing, counted
from xpkg.server.pages import cards, map_page, source_page, statement_page
from xpkg.server.pages.citing import citation
from xpkg.server.pages.graph_reader import GraphReader, Thing, told_by
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.naming_texts import naming_texts, passages_by_text
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render
from xpkg.server.pages.statements import count, listed
from xpkg.server.pages.structured_data import thing_data
from xpkg.server.pages.summary import summary
from xpkg.server.pages.wikidata_facts import wikidata_facts
from xpkg.server.pages.world_map import WorldMap
from xpkg.vocab import BIBO, DCTERMS, GEO, SCHEMA, SKOS, XPKG

_SHOWN = 20
_MENTIONS = 25

_EVENTS = """SELECT DISTINCT ?s ?from WHERE { { ?s xpkg:participant $thing } UNION { ?s xpkg:place $thing }
OPTIONAL { ?s xpkg:earliest ?from } } ORDER BY (!BOUND(?from)) ?from ?s"""
_HELD = "SELECT DISTINCT ?s WHERE { ?s xpkg:holder $thing } ORDER BY ?s"
_POSITIONS = """SELECT DISTINCT ?s WHERE { { ?s xpkg:organization $thing } UNION { ?s xpkg:place $thing }
FILTER EXISTS { ?s a xpkg:Position } } ORDER BY ?s"""
_MADE = "SELECT DISTINCT ?s WHERE { ?s dcterms:creator $thing . ?s a xpkg:Document } ORDER BY ?s LIMIT 100"
_PUBLISHED = "SELECT DISTINCT ?s WHERE { ?s dcterms:publisher $thing . ?s a xpkg:Document } ORDER BY ?s LIMIT 100"
_PARTS = "SELECT DISTINCT ?s WHERE { ?s dcterms:isPartOf $thing } ORDER BY ?s LIMIT 200"
_CITED_BY = "SELECT DISTINCT ?s WHERE { ?s cito:cites $thing } ORDER BY ?s LIMIT 100"
_REFERENCES = """SELECT DISTINCT ?p ?source ?number ?words WHERE { ?p xpkg:describesWork $thing ;
nif:referenceContext ?source ; nif:anchorOf ?words OPTIONAL { ?p xpkg:number ?number } }
ORDER BY ?source ?number LIMIT 50"""
_GRAPH = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH $thing { ?s ?p ?o } }"
_OF_GRAPH = "SELECT DISTINCT ?s WHERE { GRAPH $thing { ?s a xpkg:Source } } ORDER BY ?s LIMIT 10"

NAMES = {
    "person": message("Person"), "organization": message("Organisation"), "group": message("Group"),
    "place": message("Place"), "document": message("Document"),
    "event": message("Event"), "position": message("Position"),
    "utterance": message("The same words in several places"),
    "disagreement": message("Disagreement"), "happening": message("One happening, told in several texts"),
    "eventuality": message("Told, and not as having happened"),
}  # fmt: skip
_LISTS = {
    "person": ("people", message("People")), "organization": ("organizations", message("Organisations")),
    "group": ("groups", message("Groups")),
    "place": ("places", message("Places")), "document": ("documents", message("Documents")),
    "event": ("events", message("Events")),
    "position": ("positions", message("Positions")), "utterance": ("utterances", message("Same words")),
    "disagreement": ("disagreements", message("Disagreements")),
    "happening": ("happenings", message("Told in several texts")),
    "eventuality": ("events", message("Events")),
}  # fmt: skip


_SHORT = {
    "held": message("Positions"), "said": message("Says"), "about": message("Is spoken of"),
    "addressed": message("Said to"), "reported": message("Reports"),
    "supports": message("Statements"), "occurs": message("Statements"), "between": message("Statements"),
    "told": message("As told"),
    "elsewhere": message("Elsewhere"), "events": message("Events"), "positions": message("Positions"),
    "made": message("Documents"),
    "published": message("Published"), "parts": message("Parts"), "cited": message("Cited by"),
    "references": message("References"),
}  # fmt: skip
"""Short names of the sections, for the links that jump to them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list on the page of a thing. ``kind`` says how its items are shown; ``more`` links to the whole list."""

    id: str
    title: str
    kind: str
    items: list[Any]
    total: int
    more: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its ``values``, each with its kind: iri, text, date, doi or url."""

    name: str
    values: list[tuple[str, str]]


def page(reader: GraphReader, iri: str, fields: Mapping[str, str]) -> Page | None:
    """The page of ``iri``; None where the graph does not have it."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    if iri.startswith(f"{reader.site.base}graph/"):
        return _graph_page(reader, node)
    thing = reader.thing(iri)
    kind = thing.kind
    if not kind:
        return None
    if kind == "source":
        return source_page.page(reader, thing, fields)
    if kind == "statement":
        return statement_page.page(reader, thing)
    return _thing_page(reader, thing, node, fields)


def _thing_page(reader: GraphReader, thing: Thing, node: NamedNode, fields: Mapping[str, str]) -> Page:
    kind = thing.kind
    name = reader.name(thing.iri)
    links = cards.wikidata(thing)
    texts, mentioned = naming_texts(reader, node)
    paging = Paging(page_number(fields), mentioned, thing.iri.removeprefix(reader.site.base), {}, _MENTIONS)
    by_source = passages_by_text(reader, node, paging)
    reader.learn_names(by_source)
    evidence = thing.passages(XPKG.evidence)
    path, list_name = _LISTS[kind]
    sections = [section for section in _sections(reader, thing, node) if section.items]
    named = kind in ("person", "organization", "group", "place")
    # People without a link to Wikidata are private: search engines are asked not to list their pages.
    listed_here = kind != "person" or bool(links)
    return render(
        "thing.html", reader, title=name, thing=thing, kind=gettext(NAMES[kind]), here=path,
        list_name=gettext(list_name),
        names=_names(thing, name), facts=_facts(reader, thing), links=links, elsewhere=wikidata_facts(reader, links),
        sections=sections, short={section: gettext(words) for section, words in _SHORT.items()},
        summary=summary(reader, node, texts) if named else None,
        data=thing_data(reader, thing, links) if named and listed_here else "",
        evidence=cards.mentions(reader, evidence), mentioned=mentioned, paging=paging,
        mentions=[(source, cards.mentions(reader, some)) for source, some in by_source.items()],
        citation=citation(reader, thing) if kind == "document" else None,
        drawn=_drawn(reader, thing), tellers=_reports(reader, thing), note=thing.one(SKOS.scopeNote),
        listed=listed_here,
    )  # fmt: skip


def _drawn(reader: GraphReader, thing: Thing) -> WorldMap | None:
    """The map of a place; None of what is no place, and where its coordinates are not known."""
    places = map_page.located(reader, thing.iri) if thing.one(GEO.lat) else []
    return map_page.drawing(reader, places, {}, {"with": thing.iri}) if places else None


def _names(thing: Thing, name: str) -> list[tuple[str, str]]:
    """The other names, each with its language tag, those with a tag first."""
    found = (each for term in (SKOS.altLabel, DCTERMS.title) for each in thing.literals(term) if each.value != name)
    return sorted({(each.value, each.language or "") for each in found}, key=lambda each: (not each[1], each))


_SAID = (
    ("said", message("What it is reported to have said"), "speaker"),
    ("about", message("What is reported to have been said about it"), "about"),
    ("addressed", message("Said to it"), "addressee"),
    ("reported", message("What others said, as it reports"), "reportedBy"),
    ("supports", message("Statements that rest on it"), "supportedBy"),
    ("occurs", message("The statements in which these words stand"), "^occursAs"),
    ("between", message("The statements that disagree"), "^between"),
)
"""The sections of statements: their ids, titles, and what ties a statement to the thing."""
_OF_A_PERSON = {
    "What it is reported to have said": message("What this person is reported to have said"),
    "What is reported to have been said about it": message("What is reported to have been said about this person"),
    "Said to it": message("Said to this person"),
    "What others said, as it reports": message("What others said, as this person reports"),
}


def _title(kind: str, title: str) -> str:
    return gettext(_OF_A_PERSON.get(title, title) if kind == "person" else title)


def _sections(reader: GraphReader, thing: Thing, node: NamedNode) -> list[Section]:
    kind, site = thing.kind, reader.site
    sections = []
    if kind in ("person", "organization", "group"):
        sections.append(_some_positions(reader, "held", gettext("Positions held"), _HELD, node))
    for name, title, term in _SAID:
        where = f"{node} xpkg:{term[1:]} ?s . " if term[0] == "^" else f"?s xpkg:{term} {node} . "
        told = _of_tables(reader, thing, term) if term in ("speaker", "about") else None
        total = count(reader, where) if told is None else told.total
        if total:
            more = site.page("statements", {term: thing.iri}) if term in ("speaker", "about") and total > _SHOWN else ""
            some = listed(reader, where, _SHOWN if more else 200, 0) if told is None else told.iris
            items = cards.statements(reader, some)
            sections.append(Section(name, _title(kind, title), "statements", items, total, more))
    for name, title, link in (
        ("told", gettext("As which the texts tell it"), XPKG.toldAs),
        ("elsewhere", gettext("The same in other texts"), XPKG.sameEvent),
    ):
        tellings = thing.all(link)
        sections.append(Section(name, title, "events", cards.events(reader, tellings), len(tellings)))
    events = [row.text("s") for row in reader.rows(_EVENTS, thing=node)]
    more = site.page("events", {"with": thing.iri}) if len(events) > _SHOWN else ""
    shown = cards.events(reader, events[:_SHOWN])
    sections.append(Section("events", gettext("Events"), "events", shown, len(events), more))
    if kind in ("organization", "place"):
        title = gettext("Positions in it") if kind == "organization" else gettext("Positions there")
        sections.append(_some_positions(reader, "positions", title, _POSITIONS, node))
    for name, title, query in (
        ("made", gettext("Documents made"), _MADE), ("published", gettext("Documents published"), _PUBLISHED),
        ("parts", gettext("Parts and articles of it"), _PARTS), ("cited", gettext("Texts that cite it"), _CITED_BY),
    ):  # fmt: skip
        documents = [row.text("s") for row in reader.rows(query, thing=node)]
        sections.append(Section(name, title, "documents", cards.documents(reader, documents), len(documents)))
    if kind == "document":
        references = [(row.text("p"), row.text("source"), row.text("number"), row.text("words"))
                      for row in reader.rows(_REFERENCES, thing=node)]  # fmt: skip
        reader.learn_names(each[1] for each in references)
        sections.append(Section("references", gettext("How the texts cite it"), "references", references,
                                len(references)))  # fmt: skip
    return sections


def _of_tables(reader: GraphReader, thing: Thing, term: str) -> Counted | None:
    """The first statements that have ``thing`` for ``term``, from the tables beside the index."""
    wanted = Narrowing("statement", ((XPKG[term], (thing.iri,)),))
    return told_by(reader, lambda index: counted(index, wanted, (), _SHOWN, 0, 0))


def _some_positions(reader: GraphReader, name: str, title: str, query: str, node: NamedNode) -> Section:
    iris = [row.text("s") for row in reader.rows(query, thing=node)]
    shown = cards.positions(reader, iris[:_SHOWN])
    more = reader.site.page("positions", {"with": str(node.value)}) if len(iris) > _SHOWN else ""
    return Section(name, title, "held" if name == "held" else "positions", shown, len(iris), more)


_FACTS = (
    (message("Type"), XPKG.documentType, "iri"), (message("Type"), XPKG.eventType, "iri"),
    (message("Date"), XPKG.date, "date"),
    (message("Place"), XPKG.place, "iri"), (message("Holder"), XPKG.holder, "iri"),
    (message("Role"), XPKG.role, "text"),
    (message("Organisation"), XPKG.organization, "iri"), (message("Issued"), DCTERMS.issued, "date"),
    (message("By"), DCTERMS.creator, "either"),
    (message("Publisher"), DCTERMS.publisher, "iri"), (message("Part of"), DCTERMS.isPartOf, "iri"),
    (message("Extent"), XPKG.extent, "text"),
    (message("Volume"), BIBO.volume, "text"), (message("Issue"), BIBO.issue, "text"),
    (message("Pages"), BIBO.pages, "text"),
    (message("DOI"), BIBO.doi, "doi"), (message("ISSN"), BIBO.issn, "text"), (message("ISBN"), BIBO.isbn, "text"),
    (message("S2CID"), XPKG.s2cid, "text"),
    (message("Address"), SCHEMA.url, "url"), (message("Looked up"), XPKG.retrieved, "date"),
    (message("Archived"), XPKG.archived, "date"),
    (message("Speaker"), XPKG.speaker, "iri"), (message("Words of"), XPKG.utteredBy, "iri"),
    (message("Stated in"), XPKG.statedIn, "iri"),
    (message("Rests on"), XPKG.supportedBy, "iri"), (message("Confidence"), XPKG.confidence, "text"),
    (message("Found by"), XPKG.method, "text"),
    (message("How real"), XPKG.factuality, "iri"), (message("What it would be"), XPKG.supposedType, "iri"),
    (message("With"), XPKG.involves, "iri"), (message("The texts differ in the"), XPKG.differsIn, "text"),
    (message("Concluded by"), XPKG.rule, "text"),
)  # fmt: skip


_TAKING_PART = {
    "agent": message("Who"), "patient": message("To whom or what"), "recipient": message("For or to whom"),
    "instrument": message("By what means"), "participant": message("Also part of it"),
}  # fmt: skip


def _facts(reader: GraphReader, thing: Thing) -> list[Fact]:
    facts: list[Fact] = []
    for part, iri in cards.parts_of(thing):
        name = gettext(_TAKING_PART[part])
        if facts and facts[-1].name == name:
            facts[-1].values.append(("iri", iri))
        else:
            facts.append(Fact(name, [("iri", iri)]))
    for name, term, form in _FACTS:
        values = [(_form(form, each), each) for each in thing.all(term)]
        if values:
            facts.append(Fact(gettext(name), values))
    if thing.true(XPKG.former):
        facts.append(Fact(gettext("Held"), [("text", gettext("no more, as the text says"))]))
    if thing.one(XPKG.inStory) == "false":
        facts.append(Fact(gettext("Place in the source"),
                          [("text", gettext("in a teaser of another story, not in the source's own"))]))  # fmt: skip
    reader.learn_names(value for fact in facts for kind, value in fact.values if kind == "iri")
    return facts


def _form(form: str, value: str) -> str:
    if form == "either":
        return "iri" if value.startswith(("http://", "https://")) else "text"
    return form


def _reports(reader: GraphReader, thing: Thing) -> list[cards.StatementCard]:
    """The statements that report an event, if the source does not assert it itself."""
    return cards.statements(reader, thing.all(XPKG.accordingTo))


def _graph_page(reader: GraphReader, node: NamedNode) -> Page | None:
    number = reader.rows(_GRAPH, thing=node)[0].number("n")
    if not number:
        return None
    sources = [row.text("s") for row in reader.rows(_OF_GRAPH, thing=node)]
    title = gettext("Graph %(name)s") % {"name": reader.name(node.value)}
    return render("graph.html", reader, title=title, iri=node.value, number=number, sources=sources, here=None,
                  listed=False)  # fmt: skip
