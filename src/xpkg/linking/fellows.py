"""Takes people for whom a text has only a name by those whom it names beside them: the drivers of one race."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xpkg.folding import folded
from xpkg.lexicon.described_roles import described_roles
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
_MANY, _SHARE_OF_MANY = 10, 1 / 2
"""So many tell what a text is about, though it names more people beside them."""
_COMMON = frozenset({"person", "politician"})
"""Trades that tell nothing: of one is everybody, of the other are the namesakes of many whom politics concerns."""

Trade = tuple[str, str]
"""What somebody is ("novelist", "chess player") and the item of the land; empty where people are of several."""


def with_fellows(decisions: Iterable[Decision], texts: Mapping[str, str]) -> Iterator[Decision]:
    """``decisions``, with those people taken whom their fellows tell; ``texts`` are those of the sources.

    Somebody is taken of whom no text says a role, and whose name one item alone bears. A text that names the person is
    about people of the item's trade and land. It names five or more of them, and says the trade. They are two thirds
    of all people in it whom one item alone can be; of ten and more, half. Eight tell of several items that bear a name
    which is meant: the only one of the trade.
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
    if decision.thing.kind is not Kind.PERSON or decision.thing.offices or not fellows:
        return decision
    alone, least = decision.unbacked, 0
    if alone is None and decision.contested:
        alone, least = _meant(decision, fellows), _FEWEST_ANYWHERE
    if alone is None:
        return decision
    own = sorted({*_trades(alone), *_related(alone)}, reverse=True)
    trade = next((each for each in own if fellows.get(each, 0) > least), None)
    if trade is None:
        return decision
    why = f"as are {fellows[trade] - 1} others whom the same text names: {', '.join(filter(None, trade))}"
    backed = replace(alone, agreements=alone.agreements | {"fellows"}, reasons=(*alone.reasons, why))
    others = tuple(backed if each is alone else each for each in decision.candidates)
    return replace(decision, candidates=others, exact=backed, open="", unbacked=None, contested=())


def _meant(decision: Decision, fellows: Mapping[Trade, int]) -> Comparison | None:
    """The only one of those who bear the name that is of the trade; the texts say nothing against any of them."""
    found = [each for each in decision.contested if any(trade in fellows for trade in _trades(each))]
    nouns = {noun for trade in fellows for noun in trade[0].split()[-1:]}
    near = [each for each in decision.contested if nouns & {*map(folded, each.candidate.description.split())}]
    right = found and found[0].right_kind and found[0].labelled and not found[0].contradictions
    return found[0] if len(found) == 1 == len(near) and right else None


def _matters(found: Sequence[Comparison], text: str) -> Mapping[Trade, int]:
    """The trades with their lands that a text is about, each with how many people of it the text names."""
    counts: dict[Trade, int] = defaultdict(int)
    plain: dict[str, int] = defaultdict(int)
    for each in found:
        plain_nouns = _plain(each)
        for trade in _trades(each):
            if trade[1] or " " in trade[0] or trade[0] in plain_nouns:
                counts[trade] += 1
        for noun in plain_nouns:
            plain[noun] += 1
    # What half of those who are it are called without another word is a trade by itself: "writer", but not "player".
    for noun in {noun for noun, land in counts if land}:
        own = sum(any(noun == trade[0] for trade in _trades(each) if trade[1]) for each in found)
        if 2 * plain[noun] >= own:
            counts[noun, ""] = own
    return {
        trade: count
        for trade, count in counts.items()
        if count >= (_FEWEST if trade[1] else _FEWEST_ANYWHERE)
        and count >= (_SHARE_OF_MANY if count >= _MANY else _SHARE) * len(found)
        and _says(text, trade[0])
    }


def _trades(each: Comparison) -> frozenset[Trade]:
    """What the candidate is described to be: a noun with each of its lands, by itself, and with the word before it.

    Of several lands are the "chess players" of a text, not all of its players.
    """
    words = each.candidate.description.split()
    found: set[Trade] = set()
    for at, noun in enumerate(map(folded, words)):
        if noun in human_nouns() - _COMMON:
            kind = f"{words[at - 1]} {noun}" if at and words[at - 1].islower() else noun
            found |= {(noun, land) for land in each.candidate.countries} | {(kind, ""), (noun, "")}
    return frozenset(found)


def _related(each: Comparison) -> Iterator[Trade]:
    """Trades of which it may be said that somebody with the candidate's has them: an author is a writer."""
    for noun, land in _trades(each):
        yield from ((other, land) for other in described_roles().get(noun, ()))


def _plain(each: Comparison) -> frozenset[str]:
    """The nouns of what the candidate is described to be that have no word of a trade before them."""
    words = each.candidate.description.split()
    nouns = ((at, folded(word)) for at, word in enumerate(words))
    return frozenset(noun for at, noun in nouns if noun in human_nouns() and not (at and words[at - 1].islower()))


def _says(text: str, trade: str) -> bool:
    """Whether the text has each word of the trade, in the singular or the plural."""
    told = (rf"\b(?:{re.escape(word)}|{re.escape(plural(word))})\b" for word in trade.split())
    return all(re.search(each, text, re.IGNORECASE) for each in told)
