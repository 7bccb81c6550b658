"""Gathers over a whole document what one sentence shows about the names in the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from xpkg.analysis.mentions.candidates import Sight, name_of
from xpkg.analysis.mentions.evidence import ENOUGH
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.human_acts import acts_human
from xpkg.analysis.mentions.name_sentences import begins_line, is_opener
from xpkg.lexicon import other_names
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Gender, Kind

_SHARED = ("says", "said before", "role before", "title", "apposition", "who", "age", "born", "native", "list", "is a",
           "human")  # fmt: skip
"""Signs that hold for a name wherever in the document it stands."""

_OFTEN = 3
"""Times that a word must stand by itself before it can be somebody whom the document names so and not in full."""

_ACTING = 2
"""Of these, times that it must do what only people do, for a row of capitals that ends in it to be a name."""

_LOCATIVE = having(Trait.LOCATIVE)
_ARTICLES = having(Trait.ARTICLE)
_DIVINE = other_names.having(other_names.Trait.DIVINE)
"""What acts as people do and is no person that a text mentions."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What the sentences of a document show together.

    ``signs`` and ``genders`` of rows of capitals; ``alone``: single words that speak or have a title; ``singly``: how
    often a word stands as a name by itself; ``human``: how often such a word acts as only people do; ``articled``:
    words that stood after an article; ``small``: words that occur in small letters.
    """

    signs: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    genders: dict[str, Gender] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    singly: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    human: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    articled: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)


def gather(sights: Sequence[Sight]) -> Clues:
    """The clues of a document."""
    clues = Clues()
    for sight in sights:
        clues.small.update(word.text for word in sight.line.words if word.text.islower())
        if not sight.line.titled:
            _single_words(sight, clues)
        _rows(sight, clues)
    return clues


def _single_words(sight: Sight, clues: Clues) -> None:
    line = sight.line
    for start, last in sight.runs:
        first = start + (last - start > 1 and is_opener(line, start))
        word = line.words[first]
        known = first in sight.matches and not sight.matches[first].bearers[0].short
        if last - first > 1 or known:
            continue
        if first and line.words[first - 1].text.lower() in _ARTICLES:
            clues.articled.add(word.text)
        elif not begins_line(line, first) or first == 0:
            clues.singly[word.text] += 1
            placed = first and line.words[first - 1].text.lower() in _LOCATIVE  # "police in Strelsau arrested"
            clues.human[word.text] += not placed and acts_human(line.words, last)


def _rows(sight: Sight, clues: Clues) -> None:
    line = sight.line
    for candidate in sight.people:
        name = name_of(line, candidate.first, candidate.last)
        if candidate.last - candidate.first == 1:
            told = candidate.titled or candidate.signs.get("says") or candidate.signs.get("said before")
            if told and not line.titled:
                clues.alone[name] += 1
            continue
        if line.titled or line.shouted:
            continue
        for sign in _SHARED:
            weight = candidate.signs.get(sign, 0.0)
            clues.signs[name][sign] = max(weight, clues.signs[name].get(sign, 0.0))
        if candidate.gender is not None:
            clues.genders.setdefault(name, candidate.gender)


def accept(sights: Sequence[Sight], clues: Clues, gazetteer: Gazetteer) -> frozenset[str]:
    """The rows of capitals that are people by what the whole document says of them."""
    weights: dict[str, float] = {}
    for sight in sights:
        if sight.line.shouted:
            continue
        for candidate in sight.people:
            if candidate.last - candidate.first < 2:
                continue
            name = name_of(sight.line, candidate.first, candidate.last)
            tail = name.split(" ")[-1]
            signs = dict(candidate.signs)
            for sign, weight in clues.signs.get(name, {}).items():
                signs[sign] = max(signs.get(sign, 0.0), weight)
            if clues.alone.get(tail):
                signs["alone"] = 2.0
            elif surname(tail, clues) and clues.human[tail] >= _ACTING:
                signs["alone"] = 3.0
            elif clues.singly.get(tail, 0) > 1 and tail not in clues.articled:
                signs["singly"] = 1.0
            weight = sum(signs.values())
            if sight.line.titled and "credit" not in signs:
                weight -= 2.0
            weights[name] = max(weights.get(name, -9.0), weight)
    accepted = {name for name, weight in weights.items() if weight >= ENOUGH}
    full = accepted | _known_people(sights, gazetteer)
    ends = {" ".join(name.split(" ")[1:]) for name in full if name.count(" ") > 1}
    return frozenset(accepted | (ends & set(weights)))


def surname(word: str, clues: Clues) -> bool:
    """Whether the document names somebody by ``word`` alone: often, never as a thing, and acting as people do."""
    often = clues.singly.get(word, 0) >= _OFTEN and clues.human.get(word, 0) > 0
    return often and word not in clues.articled and word not in _DIVINE and word.lower() not in clues.small


def _known_people(sights: Sequence[Sight], gazetteer: Gazetteer) -> set[str]:
    """The authority's people whom the document names in full."""
    entries = gazetteer.authority.entries
    return {
        name_of(sight.line, match.first, match.last)
        for sight in sights
        for match in sight.matches.values()
        if match.last - match.first > 1 and entries[match.bearers[0].entry].kind is Kind.PERSON
    }
