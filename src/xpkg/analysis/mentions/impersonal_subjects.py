"""Finds bodies of which only their acts tell: "Zontek says its pumps are safe", "Zontek sued. The firm said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.mentions.appositions import LEADS, NOUNS, RELATED_NOUNS, is_of_other
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, may_be_given
from xpkg.analysis.mentions.human_acts import acts_human
from xpkg.analysis.mentions.name_sentences import Found, Line, is_opener
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, MentionForm

_SPEECH = personal_forms()
_AUXILIARIES = having(Trait.BE, Trait.DO, Trait.HAVE, Trait.MODAL)
_IRREGULAR = irregular_pasts()
_NEUTER = having(Trait.NEUTER) & having(Trait.POSSESSIVE_DETERMINER)
_OPERATING = frozenset(NOUNS) - LEADS
"""What a person can be as well as a firm: "operator"."""
_FIRMS = frozenset(noun for noun in LEADS if NOUNS[noun] in {"company", "airline"})
"""Nouns that go on with a name as nobody's: "Zorvane wept. The party was over" is another matter."""
_LONGEST = 3
"""Words of such a name at most."""
_VERBS = 3
"""Verbs of one group at most."""
_LEADING = 7
"""Words of a phrase that leads a sentence, at most."""


def find_impersonal(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """Subjects that "its" goes back to: "Zontek says its pumps are safe", "Zontek sued its rival"."""
    if line.titled or line.shouted:
        return
    found = _subject(line, runs, gazetteer)
    if found is not None and _owns(line.words, found[1]):
        yield _body(*found)


def find_resumed(
    lines: Sequence[tuple[Line, list[tuple[int, int]]]], gazetteer: Gazetteer
) -> Iterator[tuple[int, Found]]:
    """Subjects that the next sentence calls "the firm": with the number of their line."""
    ends = {line.words[last - 1].text for line, runs in lines for first, last in runs if last - first > 1}
    for at in range(1, len(lines)):
        line, (before, runs) = lines[at][0], lines[at - 1]
        near = line.block is before.block and not (before.titled or before.shouted or line.titled)
        found = _subject(before, runs, gazetteer) if near and _resumes(line.words) else None
        if found is None or acts_human(before.words, found[1]):
            continue
        if found[1] - found[0] > 1 or before.words[found[0]].text not in ends:  # "Ann Zorvane … Zorvane left"
            yield at - 1, _body(*found, "company")


def _subject(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> tuple[int, int] | None:
    """The name that opens ``line`` and is the subject of its verb, where it can be nobody's that the rules know."""
    words = line.words
    for first, last in runs[:2]:
        start = first
        while first < last and is_opener(line, first):
            first += 1
        if first == last:
            continue
        if start and not _set_off(words, first, last):
            return None
        if last - first > _LONGEST or words[last - 1].possessive:
            return None
        if may_be_given(words[first].text) or words[last - 1].text in family_names():
            return None
        known = any(is_of_other(word, gazetteer) for word in words[first:last])
        return None if known or not (start or _acts(words, last)) else (first, last)
    return None


def _set_off(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the name is what the subject is called: "The port's operator, | Zontek, | denied"."""
    if words[first].gap != ", " or last >= len(words) or words[last].gap != ", ":
        return False
    return first <= _LEADING and words[first - 1].text in _OPERATING


def _acts(words: Sequence[Word], last: int) -> bool:
    """Whether a finite verb follows."""
    if last >= len(words) or words[last].gap != " ":
        return False
    verb = words[last].text
    return verb in _AUXILIARIES or is_done(verb)


def is_done(verb: str) -> bool:
    """Whether a word is a verb of saying or a past."""
    return verb in _SPEECH or verb in _IRREGULAR or (verb.islower() and verb.endswith("ed"))


def _owns(words: Sequence[Word], last: int) -> bool:
    """Whether "its" follows the verb at once where the subject speaks, or owns what only a body has: "its rival"."""
    at, says = last, False
    while at < len(words) and words[at].gap == " " and words[at].text not in _NEUTER:
        if not (words[at].text == "that" or (at < last + _VERBS and _acts(words, at))):
            return False
        says |= words[at].text in _SPEECH
        at += 1
    if at == last or at >= len(words) or words[at].gap != " ":
        return False
    return says or any(word.text in RELATED_NOUNS or word.text in NOUNS for word in words[at + 1 : at + 3])


def _resumes(words: Sequence[Word]) -> bool:
    """Whether a sentence begins with "The firm said", or "In a statement, the firm said"."""
    starts = [0, *(at for at in range(1, min(len(words), _LEADING)) if words[at].gap == ", ")]
    return any(
        words[at].text.lower() == "the" and words[at + 1].text in _FIRMS and _acts(words, at + 2)
        for at in starts
        if at + 2 < len(words)
    )


def _body(first: int, last: int, subtype: str = "") -> Found:
    return Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, "pattern:apposed", subtype=subtype)
