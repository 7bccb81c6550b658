"""What Wikidata says of a thing, as its page shows it: apart from the texts, with revision and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.lexicon.wikidata_properties import ValueKind, wikidata_properties
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.vocab import DCTERMS, NAMESPACES, RDF, RDFS, SCHEMA, WIKIBASE, XPKG

_PAGE = "https://www.wikidata.org/wiki/Special:EntityData/"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: ``form`` is iri, date or text; ``start`` and ``end`` are EDTF dates or empty."""

    form: str
    value: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What Wikidata says of one item. ``labels`` are (language, label); deprecated statements are left out."""

    iri: str
    labels: tuple[tuple[str, str], ...]
    descriptions: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, tuple[Value, ...]], ...]
    revision: str
    retrieved: str

    @property
    def item(self) -> str:
        """The name of the item, such as "Q42"."""
        return self.iri.rsplit("/", 1)[-1]


def wikidata_facts(reader: GraphReader, links: Iterable[tuple[str, bool]]) -> list[ItemFacts]:
    """What is known of the items that a thing exactly is; nothing where no one has asked Wikidata."""
    found = []
    for iri, is_exact in links:
        item = reader.thing(iri)
        if (replaced := item.one(DCTERMS.isReplacedBy)).startswith(NAMESPACES["wd"]):
            item = reader.thing(replaced)
        page = reader.thing(_PAGE + item.iri.rsplit("/", 1)[-1])
        if is_exact and WIKIBASE.Item.value in item.all(RDF.type) and page.all(SCHEMA.about) == [item.iri]:
            found.append(_facts(reader, item, page))
    return found


def _facts(reader: GraphReader, item: Thing, page: Thing) -> ItemFacts:
    facts = []
    for name, row in wikidata_properties().items():
        statements = reader.things(item.all(NamedNode(NAMESPACES["p"] + name)))
        stated = [each for each in statements if each.all(WIKIBASE.rank) != [WIKIBASE.DeprecatedRank.value]]
        stated.sort(key=lambda each: each.one(WIKIBASE.rank) != WIKIBASE.PreferredRank.value)
        values = dict.fromkeys(_value(each, name, row.value) for each in stated)
        if told := tuple(each for each in values if each.value):
            facts.append((row.label, told))
    reader.learn_names(each.value for _, values in facts for each in values if each.form == "iri")
    return ItemFacts(
        item.iri,
        tuple((each.language or "", each.value) for each in item.literals(RDFS.label)),
        tuple((each.language or "", each.value) for each in item.literals(SCHEMA.description)),
        tuple(facts),
        page.one(SCHEMA.version),
        page.one(XPKG.retrieved),
    )


def _value(statement: Thing, name: str, kind: ValueKind) -> Value:
    form = {ValueKind.ITEM: "iri", ValueKind.TIME: "date"}.get(kind, "text")
    value = statement.one(NamedNode(NAMESPACES["ps"] + name))
    start, end = (statement.one(NamedNode(NAMESPACES["pq"] + each)) for each in ("P580", "P582"))
    return Value(form, value, start, end)
