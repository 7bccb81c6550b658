"""Begins and ends a name where the name tagger does, when the rules take an office or a headline's verb with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.mentions.before_names import in_office
from xpkg.analysis.mentions.candidates import Sight
from xpkg.analysis.mentions.evidence import is_role
from xpkg.analysis.mentions.given_names import may_be_given
from xpkg.analysis.mentions.name_sentences import Found
from xpkg.analysis.mentions.tagged_words import Tagged
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import titles
from xpkg.model import Kind

_ENOUGH = 0.6
"""Confidence of the tagger's name from which it counts."""
_TITLES = titles.titles_before_names()


def without_offices(
    sights: Sequence[Sight], chosen: Sequence[Sequence[Found]], tagged: Sequence[Sequence[Tagged]]
) -> list[list[Found]]:
    """``chosen`` with the people begun later where an office, a rank or a common word stands before them.

    "Lance Corporal | Una Flett", "Under-Secretary for Fisheries | Tove Lund", "Imagine | Tove Lund": two words or more
    are left. Of "Oscar-winner Flett" none is: whether "Flett" is short for somebody's name is asked elsewhere.
    """
    return [
        [
            begun
            for found in founds
            if (begun := _begun(sight.line.words, _ended(sight, found, names), names)) is not None
        ]
        for sight, founds, names in zip(sights, chosen, tagged, strict=True)
    ]


def _ended(sight: Sight, found: Found, names: Sequence[Tagged]) -> Found:
    """``found`` ended where the tagger ends the name in a headline: "Mayor Una Flett | Resigns"."""
    for name in names if sight.line.titled and found.kind is Kind.PERSON else ():
        inside = name.first == found.first and name.last < found.last and name.last - name.first > 1
        if inside and name.kind is Kind.PERSON and name.confidence >= _ENOUGH:
            return replace(found, last=name.last)
    return found


def _begun(words: Sequence[Word], found: Found, names: Sequence[Tagged]) -> Found | None:
    """``found`` begun where the tagger begins it; None where but one word of it would be left."""
    if found.kind is not Kind.PERSON or found.bearers:
        return found
    for name in names:
        inside = found.first < name.first and name.last == found.last
        if not inside or name.kind is not Kind.PERSON or name.confidence < _ENOUGH:
            continue
        before, alone = words[name.first - 1].text, name.last - name.first == 1
        if name.opened and not (alone and may_be_given(words[found.first].text)):  # "Said Haddad", "Else Holm"
            return None if alone else replace(found, first=name.first)
        if not alone and (before in _TITLES or is_role(before) or in_office(words, found.first)):
            return replace(found, first=name.first)
    return found
