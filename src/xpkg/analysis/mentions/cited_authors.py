"""Finds the authors whom a text cites by family name and year: "Low (2012) argues", "according to Low (2012)"."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import THAT_FRAMES, personal_forms, reporting_verbs
from xpkg.model import Kind, MentionForm

METHOD = "pattern:cited"
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d[a-z]?")
_JOINING = having(Trait.COORDINATOR)
_SPEECH = personal_forms() | {verb.lemma for verb in reporting_verbs() if verb.frames & THAT_FRAMES}
_FURTHEST = 8
"""Words of what stands in the brackets: "(2012, cited in Berg 2014, p. 3)"."""


def find_cited(line: Line, taken: Container[int]) -> list[Found]:
    """The family names that stand alone before a year in brackets, where they say something.

    ``taken`` are the places of words that are found already.
    """
    words = line.words
    found: list[Found] = []
    for place, word in enumerate(words):
        if not _YEAR.fullmatch(word.text) or not word.gap.endswith(" (") or not _says(line, place):
            continue
        at = place - 1
        if at > 1 and words[at].text == "al" and words[at - 1].text == "et":
            at -= 2
        names = [at]
        while at > 1 and (words[at - 1].text in _JOINING or words[at].gap.strip() == "&"):
            at -= 2 if words[at - 1].text in _JOINING else 1
            names.append(at)
        if all(_is_family_name(line, each) and each not in taken for each in names):
            found += [Found(each, each + 1, Kind.PERSON, MentionForm.SHORT, METHOD) for each in names]
    return found


def _is_family_name(line: Line, place: int) -> bool:
    """Whether a word is a name by itself: in a row of capitals it is not."""
    words = line.words
    word = words[place]
    if not word.capital or word.shouted or not word.text.replace("-", "").isalpha() or is_calendar(word):
        return False
    return place == 0 or not (words[place - 1].capital and word.gap == " ") or words[place - 1].text.lower() in _OPENING


_OPENING = having(Trait.SUBORDINATOR, Trait.COORDINATOR, Trait.PREPOSITION)
"""What may have a capital before a name because the sentence begins with it: "As Low (2012) notes"."""


def _says(line: Line, year: int) -> bool:
    """Whether the one before the year at word ``year`` says something: a verb follows, or "according to" leads."""
    words = line.words
    behind = next((at for at in range(year + 1, min(year + _FURTHEST, len(words))) if ")" in words[at].gap), None)
    if behind is not None and words[behind].text in _SPEECH:
        return True
    before = [word.text.lower() for word in words[max(0, year - _FURTHEST) : year]]
    return any(pair == ("according", "to") for pair in pairwise(before))
