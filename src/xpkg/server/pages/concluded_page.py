"""What is concluded from statements: the same words in several places, and disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xpkg.facets.counting import Counted
from xpkg.server.pages import cards
from xpkg.server.pages.facet_links import Kind, facets
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, message, ngettext
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import filled, iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

CONCLUDED = (
    ("utterances", message("Same words in several places"), "xpkg:Utterance", "xpkg:occursAs",
     message("The same words by the same speaker, found in several statements. Concluded, not read.")),
    ("disagreements", message("Disagreements"), "xpkg:Disagreement", "xpkg:between",
     message(
         "A claim and its denial, or two accounts of one matter. Which of them is true is not for this graph to say."
     )),
)  # fmt: skip
"""The pages of what is inferred from statements: path, title, class, property to the statements, explanation."""
_CONCLUDED = "SELECT ?u (COUNT(DISTINCT ?s) AS ?n) WHERE { ?u a $cls ; $term ?s } GROUP BY ?u"
_OF_CONCLUDED = """SELECT ?u ?s (MIN(?at) AS ?place) (MIN(STR(?in)) AS ?text) WHERE { VALUES ?u { $things }
?u $term ?s . ?s xpkg:statedIn ?in OPTIONAL { ?s xpkg:contentPassage/nif:beginIndex ?at } } GROUP BY ?u ?s"""
_ALL_CONCLUDED = """SELECT ?concluded ?label (MIN(?why) AS ?rule) ?statement (MIN(?who) AS ?speaker_words)
  (MIN(?words) AS ?content) (MIN(?title) AS ?text) (MIN(STR(?place)) AS ?passage) ($link AS ?link)
WHERE {
  $some?concluded a $cls ; rdfs:label ?label ; $term ?statement .
  ?statement xpkg:content ?words ; xpkg:statedIn/rdfs:label ?title .
  OPTIONAL { ?concluded xpkg:rule ?why }
  OPTIONAL { ?statement xpkg:speakerText ?who }
  OPTIONAL { ?statement xpkg:contentPassage ?place }
}
GROUP BY ?concluded ?label ?statement ORDER BY ?label ?concluded ?statement"""
"""The whole of a list of what is concluded, a row for each of its statements."""
_TOGETHER = 6
"""Statements of one set that a list shows; its page has them all."""
_MEMBERS = """SELECT ?u ?s ?in ?who WHERE { ?u a $cls ; $term ?s . ?s xpkg:statedIn ?in
OPTIONAL { ?s xpkg:speaker ?who } }"""
_SIZE = 20
_KINDS = (
    Kind("speaker", message("Speaker"), "speaker"), Kind("source", message("Text"), "source"),
    Kind("against", message("And the text"), "against"),
)  # fmt: skip
"""The numbers by which disagreements are narrowed: whose they are, and in one text or two."""


@dataclass(slots=True)
class _Members:
    """The statements of a set, the texts that have them, and their speakers."""

    statements: set[str] = field(default_factory=set)
    texts: dict[str, set[str]] = field(default_factory=dict)  # each with its statements
    speakers: set[str] = field(default_factory=set)

    def against(self, source: str) -> set[str]:
        """The texts whose statements stand against those of ``source``: itself, where it has several of them."""
        return {text for text, some in self.texts.items() if text != source or len(some) > 1}

    def fits(self, kept: Mapping[str, str]) -> bool:
        """Whether it is of the speaker and between the texts that are asked for."""
        source, against, speaker = kept["source"], kept["against"], kept["speaker"]
        return (
            (not speaker or speaker in self.speakers)
            and (not source or source in self.texts)
            and (not against or against in self.against(source))
        )


def page(reader: GraphReader, fields: Mapping[str, str], path: str) -> Page:
    """The page of the inferred things at ``path`` of CONCLUDED, each with its statements."""
    _, title, cls, term, lead = next(each for each in CONCLUDED if each[0] == path)
    kept = {kind.field: fields.get(kind.field, "").strip() for kind in _KINDS}
    numbers: dict[str, tuple[tuple[str, int], ...]] = {}
    if path == "disagreements":  # they are few, so that all are looked at
        members = _members(reader, cls, term)
        found = {iri: each for iri, each in members.items() if each.fits(kept)}
        sizes = {iri: len(each.statements) for iri, each in found.items()}
        numbers = _numbers(found.values(), kept["source"])
    else:
        kept = dict.fromkeys(kept, "")
        sizes = {row.text("u"): row.number("n") for row in reader.rows(_CONCLUDED, cls=cls, term=term)}
    # Sorted here: the engine takes longer for it than for all else. What stands in most places comes first.
    every = sorted(sizes, key=lambda iri: (-sizes[iri], iri))
    paging = Paging(page_number(fields), len(every), path, kept, _SIZE)
    iris = every[paging.offset : paging.offset + paging.size]
    rows = reader.rows(_OF_CONCLUDED, things=iri_list(iris), term=term) if iris else []
    told: dict[str, list[str]] = {iri: [] for iri in iris}
    for row in sorted(rows, key=lambda row: (row.text("text"), row.number("place"), row.text("s"))):
        told[row.text("u")].append(row.text("s"))
    first = [iri for some in told.values() for iri in some[:_TOGETHER]]
    shown = {card.iri: card for card in cards.statements(reader, first)}
    some_of = f"VALUES ?concluded {{ {iri_list(every)} }} " if any(kept.values()) else ""
    return render(
        "concluded.html", reader,
        query=filled(_ALL_CONCLUDED, cls=cls, term=term, some=some_of, link=reader.site.opened("MIN(STR(?place))")),
        title=gettext(title), lead=gettext(lead), paging=paging, path=path,
        counted=_counted(path, paging.total), tabs=CONCLUDED, here="statements",
        facets=facets(reader, path, kept, Counted(len(every), (), numbers), _KINDS) if numbers else [],
        sets=[(thing.iri, thing.one(XPKG.rule), [shown[iri] for iri in told[thing.iri][:_TOGETHER]],
               max(0, len(told[thing.iri]) - _TOGETHER)) for thing in reader.things(iris)],
    )  # fmt: skip


def _members(reader: GraphReader, cls: str, term: str) -> dict[str, _Members]:
    found: dict[str, _Members] = {}
    for row in reader.rows(_MEMBERS, cls=cls, term=term):
        members = found.setdefault(row.text("u"), _Members())
        members.statements.add(row.text("s"))
        members.texts.setdefault(row.text("in"), set()).add(row.text("s"))
        members.speakers |= {who for who in (row.text("who"),) if who}
    return found


def _numbers(found: Iterable[_Members], source: str) -> dict[str, tuple[tuple[str, int], ...]]:
    counted: dict[str, Counter[str]] = {kind.numbers: Counter() for kind in _KINDS}
    for each in found:
        counted["speaker"].update(each.speakers)
        counted["source"].update(each.texts.keys())
        counted["against"].update(each.against(source) if source else ())
    return {
        name: tuple(sorted(some.items(), key=lambda pair: (-pair[1], pair[0]))) for name, some in counted.items()
    }


def _counted(path: str, number: int) -> str:
    if path == "disagreements":
        return ngettext("disagreement", "disagreements", number)
    return gettext("same words in several places")
