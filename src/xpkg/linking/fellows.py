"""Takes people for whom a text has only a name by those whom it names beside them: the drivers of one race."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xpkg.folding import folded
from xpkg.lexicon.inflection import plural
from xpkg.lexicon.noun_kinds import human_nouns
from xpkg.linking.comparison import Comparison
from xpkg.linking.decision import Decision
from xpkg.model import Kind

_FEWEST = 5
"""People of one trade and land whom a text names: fewer may bear the names of such by chance."""
_FEWEST_ANYWHERE = 8
"""The same, where they are of several lands."""
_SHARE = 2 / 3
"""Of the people in the text whom one item alone can be: the text is about those of the trade."""
_COMMON = frozenset({"person", "politician"})
"""Trades that tell nothing: of one is everybody, of the other are the namesakes of many whom politics concerns."""

Trade = tuple[str, str]
"""What somebody is ("novelist", "chess player") and the item of the land; empty where people are of several."""


def with_fellows(decisions: Iterable[Decision], texts: Mapping[str, str]) -> Iterator[Decision]:
    """``decisions``, with those people taken whom their fellows tell; ``texts`` are those of the sources.

    Somebody is taken of whom no text says a role, and whose name one item alone bears. A text that names the person is
    about people of the item's trade and land. It names five or more of them, and says the trade. They are two thirds
    of all people in it whom one item alone can be.
    """
    told = [*decisions]
    people: dict[str, list[Comparison]] = defaultdict(list)
    for each in told:
        if each.thing.kind is Kind.PERSON and (alone := each.exact or each.unbacked) is not None:
            for source in each.thing.sources:
                people[source].append(alone)
    matters = {
        source: _matters(found, texts.get(source, "")) for source, found in people.items() if len(found) >= _FEWEST
    }
    for each in told:
        fellows = {trade: count for source in each.thing.sources for trade, count in matters.get(source, {}).items()}
        yield _taken(each, fellows)


def _taken(decision: Decision, fellows: Mapping[Trade, int]) -> Decision:
    alone = decision.unbacked
    if alone is None or decision.thing.kind is not Kind.PERSON or decision.thing.offices:
        return decision
    trade = next((each for each in sorted(_trades(alone), reverse=True) if each in fellows), None)
    if trade is None:
        return decision
    why = f"as are {fellows[trade] - 1} others whom the same text names: {', '.join(filter(None, trade))}"
    backed = replace(alone, agreements=alone.agreements | {"fellows"}, reasons=(*alone.reasons, why))
    others = tuple(backed if each is alone else each for each in decision.candidates)
    return replace(decision, candidates=others, exact=backed, open="", unbacked=None)


def _matters(found: Sequence[Comparison], text: str) -> Mapping[Trade, int]:
    """The trades with their lands that a text is about, each with how many people of it the text names."""
    counts: dict[Trade, int] = defaultdict(int)
    for each in found:
        for trade in _trades(each):
            counts[trade] += 1
    return {
        trade: count
        for trade, count in counts.items()
        if count >= max(_FEWEST if trade[1] else _FEWEST_ANYWHERE, _SHARE * len(found)) and _says(text, trade[0])
    }


def _trades(each: Comparison) -> frozenset[Trade]:
    """What the candidate is described to be: a noun with each of its lands, and with the word before it without one.

    Of several lands are the "chess players" of a text, not all of its players.
    """
    words = each.candidate.description.split()
    found: set[Trade] = set()
    for at, noun in enumerate(map(folded, words)):
        if noun in human_nouns() - _COMMON:
            kind = f"{words[at - 1]} {noun}" if at and words[at - 1].islower() else noun
            found |= {(noun, land) for land in each.candidate.countries} | {(kind, "")}
    return frozenset(found)


def _says(text: str, trade: str) -> bool:
    """Whether the text has each word of the trade, in the singular or the plural."""
    told = (rf"\b(?:{re.escape(word)}|{re.escape(plural(word))})\b" for word in trade.split())
    return all(re.search(each, text, re.IGNORECASE) for each in told)
