"""The page of a thing: its names and facts, statements by and about it, and the passages that mention it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.server.pages import cards, map_page, source_page, statement_page
from xpkg.server.pages.citing import citation
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.naming_texts import naming_texts, passages_by_text
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render
from xpkg.server.pages.structured_data import thing_data
from xpkg.server.pages.summary import summary
from xpkg.server.pages.thing_sections import SHORT, sections_of
from xpkg.server.pages.wikidata_facts import wikidata_facts
from xpkg.server.pages.world_map import WorldMap
from xpkg.vocab import BIBO, DCTERMS, GEO, SCHEMA, SKOS, XPKG

_MENTIONS = 25

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
    sections = [section for section in sections_of(reader, thing, node, fields.get("whole", "")) if section.items]
    named = kind in ("person", "organization", "group", "place")
    # People without a link to Wikidata are private: search engines are asked not to list their pages.
    listed_here = kind != "person" or bool(links)
    return render(
        "thing.html", reader, title=name, thing=thing, kind=gettext(NAMES[kind]), here=path,
        list_name=gettext(list_name),
        names=_names(thing, name), facts=_facts(reader, thing), links=links, elsewhere=wikidata_facts(reader, links),
        sections=sections, short={section: gettext(words) for section, words in SHORT.items()},
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
