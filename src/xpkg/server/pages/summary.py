"""What stands at the head of a thing's page: its offices, where it is first and last named, whom it speaks with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode

from xpkg.facets.mentions import dated_texts_of
from xpkg.facets.overview import exchange
from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.query_results import iri_list
from xpkg.vocab import XPKG

_OFFICES = 4
_OTHERS = 4
_HELD = """SELECT DISTINCT ?s ?role ?body WHERE { ?s xpkg:holder $thing ; xpkg:role ?role
OPTIONAL { ?s xpkg:organization ?body } }"""
_NAMED = """SELECT ?source (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p xpkg:denotes $thing ; nif:referenceContext ?source }
GROUP BY ?source"""
_ISSUED = "SELECT ?source ?issued WHERE { VALUES ?source { $sources } ?source dcterms:issued ?issued }"
_MOSTLY = """SELECT ?who (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s $own $thing ; $other ?who FILTER(?who != $thing)
FILTER NOT EXISTS { ?s xpkg:negated true } } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT $limit"""
_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s $own $thing FILTER NOT EXISTS { ?s xpkg:negated true } }"


@dataclass(frozen=True, slots=True)
class Seen:
    """A text that names the thing, and when it was issued (EDTF), where that is known."""

    source: str
    issued: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Statements by or about the thing: how many, and those who are most often on the other side, with numbers."""

    number: int
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The head of a page. ``named`` counts places in ``texts`` texts; ``first`` and ``last`` are by date of issue."""

    offices: tuple[cards.PositionCard, ...]
    more_offices: int
    named: int
    texts: int
    first: Seen | None
    last: Seen | None
    says: Exchange
    about: Exchange


def summary(reader: GraphReader, node: NamedNode, texts: Mapping[str, int] | None) -> Summary:
    """The summary of the person, body, group or place ``node``; ``texts`` name it so often, where that is known."""
    held: dict[str, tuple[str, list[str]]] = {}
    # Sorted here: the engine takes longer for it than for all else.
    for row in sorted(reader.rows(_HELD, thing=node), key=lambda row: (row.text("s"), row.text("body"))):
        held.setdefault(row.text("s"), (row.text("role").casefold(), []))[1].append(row.text("body"))
    roles: dict[tuple[str, tuple[str, ...]], list[str]] = {}  # one office is often told in several places
    for iri, (role, bodies) in held.items():
        roles.setdefault((role, tuple(bodies)), []).append(iri)
    most = sorted(roles.values(), key=len, reverse=True)[:_OFFICES]
    offices = cards.positions(reader, [told[0] for told in most])
    if texts is None:
        texts = {row.text("source"): row.number("n") for row in reader.rows(_NAMED, thing=node)}
    dated = told_by(reader, partial(dated_texts_of, who=node.value))
    if dated is None:
        issued = reader.rows(_ISSUED, sources=iri_list(texts)) if texts else []
        dated = sorted((row.text("issued"), row.text("source")) for row in issued if row.text("issued")[:1].isdigit())
    says, about = (_exchange(reader, node, *terms) for terms in (("speaker", "about"), ("about", "speaker")))
    reader.learn_names(source for _, source in dated[:1] + dated[-1:])
    return Summary(
        tuple(offices), max(0, len(roles) - _OFFICES), sum(texts.values()), len(texts),
        _seen(dated[:1]), _seen(dated[-1:] if len(dated) > 1 else []),
        says, about,
    )  # fmt: skip


def _seen(found: list[tuple[str, str]]) -> Seen | None:
    return Seen(found[0][1], found[0][0]) if found else None


def _exchange(reader: GraphReader, node: NamedNode, own: str, other: str) -> Exchange:
    told = told_by(reader, lambda index: exchange(index, XPKG[own], XPKG[other], node.value, _OTHERS))
    if told is not None:
        reader.learn_names(who for who, _ in told[1])
        return Exchange(told[0], tuple(told[1]))
    number = reader.rows(_COUNT, own=XPKG[own], thing=node)[0].number("n")
    if not number:
        return Exchange(0, ())
    rows = reader.rows(_MOSTLY, own=XPKG[own], other=XPKG[other], thing=node, limit=_OTHERS)
    others = tuple((row.text("who"), row.number("n")) for row in rows if row.text("who"))
    reader.learn_names(who for who, _ in others)
    return Exchange(number, others)
