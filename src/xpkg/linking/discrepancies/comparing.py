"""All that texts state of linked things beside what Wikidata states of them, row by row, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xpkg.linking.discrepancies.sentences import Sentences
from xpkg.linking.discrepancies.statements import (
    LIVES,
    MEMBERSHIPS,
    OFFICES,
    PUBLISHED,
    Ask,
    LinkedThing,
    Stated,
    TextSource,
    Told,
    items_of,
    linked_things,
    sources,
    stated,
    told,
)
from xpkg.linking.discrepancies.verdicts import Judged, Verdict, judge_date, judge_membership, judge_office

MATTERS: Mapping[str, str] = {
    **{name: kind for kind, name in LIVES.items()},
    PUBLISHED: "publication",
    **dict.fromkeys(OFFICES, "office"),
    **dict.fromkeys(MEMBERSHIPS, "membership"),
}
"""What the properties that are compared are about."""


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """A row: what a text states, what Wikidata states, and how they fit.

    ``matter`` is one of MATTERS, or "start of office", "end of office". ``told`` is None where no text states it.
    ``place`` is the item of the body of a membership. ``sentence`` is the one in which it is written, once that was
    looked up.
    """

    verdict: Verdict
    matter: str
    thing: LinkedThing
    told: Told | None = None
    stated: Stated | None = None
    source: TextSource | None = None
    sentence: str = ""
    place: str = ""
    note: str = ""


def compare_facts(ask: Ask) -> Iterator[ComparedFact]:
    """A row for each fact of a linked thing that the texts or Wikidata state, by thing and matter.

    The graph has to hold what Wikidata says; of things that were not enriched there is no row.
    """
    things = linked_things(ask)
    own: dict[str, list[Told]] = {}
    for each in told(ask):
        own.setdefault(each.thing, []).append(each)
    theirs: dict[str, list[Stated]] = {}
    for one in stated(ask):
        theirs.setdefault(one.item, []).append(one)
    bodies = items_of(ask)
    texts = sources(ask)
    for thing in sorted(things, key=lambda each: (each.label, each.iri)):
        yield from sorted(
            _of_thing(thing, own.get(thing.iri, ()), theirs.get(thing.item, ()), bodies, texts), key=_order
        )


def with_sentences(rows: Iterable[ComparedFact], ask: Ask) -> Iterator[ComparedFact]:
    """The ``rows``, each with the sentence in which the text states it."""
    sentences = Sentences(ask)
    for row in rows:
        yield replace(row, sentence=sentences.around(row.told.passage)) if row.told else row


def _order(row: ComparedFact) -> tuple[str, bool, str, str]:
    passage, statement = row.told.passage if row.told else "", row.stated.statement if row.stated else ""
    return (row.matter, row.told is None, passage, statement)


def _of_thing(
    thing: LinkedThing, own: Sequence[Told], theirs: Sequence[Stated], bodies: Mapping[str, str],
    texts: Mapping[str, TextSource],
) -> Iterator[ComparedFact]:  # fmt: skip
    met = set()
    for each in own:
        source = texts.get(each.source, TextSource(each.source))
        for matter, judged, place in _judged(each, theirs, bodies, source):
            met.add(judged.stated.statement if judged.stated else "")
            yield ComparedFact(
                judged.verdict, matter, thing, each, judged.stated, source, place=place, note=judged.note
            )
    known = {MATTERS[each.property] for each in own}
    for one in theirs:
        matter = MATTERS[one.property]
        if one.statement not in met and one.rank != "deprecated" and (matter not in known or matter not in LIVES):
            yield ComparedFact(Verdict.ABSENT_HERE, matter, thing, None, one)


def _judged(
    each: Told, theirs: Sequence[Stated], bodies: Mapping[str, str], source: TextSource
) -> Iterator[tuple[str, Judged, str]]:
    """The verdicts on one thing told, each with its matter and the item of a membership's body."""
    if each.property not in OFFICES:
        yield MATTERS[each.property], judge_date(each, [one for one in theirs if one.property == each.property]), ""
        return
    found = judge_office(each, [one for one in theirs if one.property in OFFICES], source.issued)
    for judged in found:
        apart = judged.verdict is Verdict.ABSENT_THERE
        yield f"{judged.note} of office" if apart else "office", judged, ""
    if found:
        return
    body = bodies.get(each.body, "")
    membership = judge_membership(each, [one for one in theirs if one.property in MEMBERSHIPS], body)
    if membership is not None:
        yield "membership", membership, body
    else:
        yield "office", Judged(Verdict.ABSENT_THERE), ""


def only(rows: Iterable[ComparedFact], verdicts: Iterable[Verdict]) -> Iterator[ComparedFact]:
    """The ``rows`` of ``verdicts``; all where none is named."""
    wanted = {*verdicts} or {*Verdict}
    return (row for row in rows if row.verdict in wanted)
