"""Mends the reading of a town with its land before "-based": in "Leeds, England-based Orbis sued" Orbis sued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.lexicon.dwelling import dwelling_words
from xpkg.network.parser import Reading

_INSIDE = frozenset(("flat", "compound"))
_OF_PHRASE = frozenset(("det", "case", "cc", "amod", "nmod:poss"))
"""Relations of what stands before the town and belongs to the whole phrase: "the Austin, Texas-based charity"."""


def with_seats(reading: Reading, words: Sequence[str]) -> Reading:
    """``reading`` with each town before ", LAND-based" as a modifier of what is based there.

    What governs the town, and what else hangs on it, belongs to the phrase behind.
    """
    for place in range(4, len(words)):
        if words[place] in dwelling_words() and words[place - 1] == "-" and reading.heads[place] > place:
            reading = _mended(reading, words, place)
    return reading


def _mended(reading: Reading, words: Sequence[str], based: int) -> Reading:
    """``reading`` with the town before the land of "based", if there is one."""
    comma = based - 2
    while comma > 0 and reading.upos[comma] == "PROPN":
        comma -= 1
    if words[comma] != "," or comma == based - 2 or reading.upos[comma - 1] != "PROPN":
        return reading
    first = comma - 1
    while first > 0 and _are_one(reading, first - 1, first, comma):
        first -= 1
    town, heads, relations = range(first, comma), list(reading.heads), list(reading.relations)
    inside = range(first, based + 1)
    phrase = reading.heads[based]
    while heads[phrase] > phrase and relations[phrase] in _INSIDE | {"amod"}:
        phrase = heads[phrase]
    governed = next((each for each in town if heads[each] not in inside and heads[each] != phrase), None)
    top = next((each for each in town if heads[each] not in town), first)
    if governed is not None and heads[phrase] in town:
        heads[phrase], relations[phrase] = heads[governed], relations[governed]
    for each, head in enumerate(heads):
        if head in town and each not in inside and each != phrase and (each > based or relations[each] in _OF_PHRASE):
            heads[each] = phrase
    heads[top], relations[top] = based, "compound"
    return replace(reading, heads=tuple(heads), relations=tuple(relations))


def _are_one(reading: Reading, before: int, first: int, end: int) -> bool:
    """Whether the word ``before`` is a part of the name that goes from ``first`` to ``end`` (exclusive)."""
    if reading.upos[before] not in {"PROPN", "ADJ"} or reading.xpos[before] == "DT":
        return False
    return reading.heads[before] in range(first, end) or (
        reading.heads[first] == before and reading.relations[first] in _INSIDE
    )
