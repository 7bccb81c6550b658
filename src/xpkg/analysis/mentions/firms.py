"""Finds firms by surnames with an ampersand ("Pike & Sons") and by their officers ("Zontek’s chief executive")."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, is_given
from xpkg.analysis.mentions.name_sentences import Found, Line, begins_line, is_calendar, is_opener
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import modifiers, nouns, occupations, office_verbs, organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.dwelling import dwelling_words
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.model import Kind, MentionForm

OFFICER = "pattern:officer"
"""Of a name of which what it has says that it is a body's."""
_HONORIFICS = titles.forms_of_address()
_TITLES = titles.titles_before_names()

_OFFICES = frozenset(noun.lower() for noun in occupations.having(occupations.Trait.OF_FIRMS))
_LONGEST = max(len(noun.split()) for noun in _OFFICES)
_OF_BODIES = occupations.having(occupations.Trait.OF_BODIES) | nouns.having(nouns.Trait.OF_BODIES)
_HAVE = having(Trait.HAVE)
_APPOINTING = office_verbs.having(office_verbs.Trait.GIVES, office_verbs.Trait.LEAVES)
_FAR = 9
"""Words within which an office must follow the verb that gives it."""
_DESCRIBING = modifiers.having(modifiers.Trait.CURRENT, modifiers.Trait.FORMER)
_AFFILIATIONS = having(Trait.AFFILIATION)
_PARTNERS = organizations.names_having(organizations.Trait.PARTNER)
_HOUSES = organizations.names_having(organizations.Trait.LEGAL_FORM)


def find_firms(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """ "Pike & Sons", "Marks & Spencer", "Pike and Sons Ltd": surnames that an ampersand makes a firm's."""
    if line.titled or line.shouted:
        return
    words = line.words
    ends = {last: first for first, last in runs}
    begins = dict(runs)
    for place in range(1, len(words)):
        joint = place - 1 if words[place].gap == " " and words[place - 1].text == "and" else place
        first, last = ends.get(joint), begins.get(place)
        if first is None or last is None or words[joint - 1].possessive:
            continue
        if joint == place and words[place].gap not in (" & ", "&", " + "):
            continue
        while first < joint and (is_opener(line, first) or is_calendar(words[first])):
            first += 1
        titled = first < joint and (words[first].text in _TITLES or words[first].text in _HONORIFICS)
        if not 0 < joint - first <= 3 or titled:
            continue
        kin = words[place].text in _PARTNERS
        housed = words[last - 1].text in _HOUSES
        alone = joint == place and joint - first == last - place == 1
        alone = alone and all(_family(words[at].text, gazetteer) for at in (first, place))
        if kin or alone or (housed and joint == place):
            stop = last if not kin or housed else place + 1
            yield Found(first, stop, Kind.ORGANIZATION, MentionForm.NAME, "pattern:firm", subtype="company")


def find_firms_of_officers(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """ "Zontek’s new chief executive", "the chief executive of Zontek": what has such an officer is a firm.

    What has a chairman, or shareholders, is a body of some kind. A name that can be somebody's is left alone, and so is
    a known one.
    """
    if line.titled or line.shouted:
        return
    words = line.words
    for first, last in runs:
        while first < last and is_opener(line, first):
            first += 1
        if not first < last <= first + 3 or is_given(words[first].text) or words[last - 1].text in family_names():
            continue
        if any(_is_other(word, gazetteer) for word in words[first:last]) or _is_seat(words, last):
            continue
        if "&" in words[first].gap:
            continue
        if words[last - 1].possessive:
            at = last + (last < len(words) and words[last].text in _DESCRIBING)
            told = _officer(words, at) is not None
            body = not told and at < len(words) and words[at].gap == " " and words[at].text in _OF_BODIES
        else:
            body = False
            told = any(_officer(words, at) == first - 1 for at in range(max(0, first - 4), first - 1))
            told = told and words[first].gap == " " and words[first - 1].text in _AFFILIATIONS
            trade = last - first > 1 and words[last - 1].text.lower() in concrete_nouns()  # "Norrland Rail"
            told = told or (trade and begins_line(line, first) and _appoints(words, last))
        if told or body:
            subtype = "company" if told else ""
            yield Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, OFFICER, subtype=subtype)


def _is_seat(words: tuple[Word, ...], at: int) -> bool:
    """Whether a name before word ``at`` is a town with its land: "the director of Leeds, | England-based Orbis"."""
    if at >= len(words) or words[at].gap != ", " or not words[at].capital:
        return False
    at += 1
    while at < len(words) and words[at].capital and words[at].gap == " ":
        at += 1
    return at < len(words) and words[at].gap == "-" and words[at].text in dwelling_words()


def _appoints(words: tuple[Word, ...], at: int) -> bool:
    """Whether what follows a name gives or takes an office of a firm: "has named Ann Low as | chief executive"."""
    while at < len(words) and words[at].gap == " " and words[at].text in _HAVE:
        at += 1
    if at >= len(words) or words[at].gap != " " or words[at].text not in _APPOINTING:
        return False
    return any(_officer(words, place) for place in range(at + 1, min(at + _FAR, len(words))))


def _officer(words: tuple[Word, ...], at: int) -> int | None:
    """One past the office of a firm that begins with word ``at``; None where none does."""
    found = (at + size for size in range(_LONGEST, 0, -1) if _joined(words, at, at + size) in _OFFICES)
    return next(found, None)


def _joined(words: tuple[Word, ...], first: int, last: int) -> str:
    return " ".join(word.text.lower() for word in words[first:last]) if last <= len(words) else ""


def _is_other(word: Word, gazetteer: Gazetteer) -> bool:
    """Whether the word is a title, a nationality, a date or a known name, or no word."""
    text = word.text
    named = bool(gazetteer.bearers(text)) or text in gazetteer.adjectives or is_calendar(word)
    return named or text in _TITLES or text in _HONORIFICS or not text.isalnum()


def _family(word: str, gazetteer: Gazetteer) -> bool:
    return word in family_names() or word in gazetteer.families
