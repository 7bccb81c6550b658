"""Finds organizations by the apposition to an ambiguous name: "Greenwatch, an environmental group"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import is_given
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar, is_opener
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm

_HONORIFICS = titles.forms_of_address()
_TITLES = titles.titles_before_names()

_NOUNS = organizations.apposed_subtypes()
"""Nouns for organizations, with their subtypes."""

_PLACED = having(Trait.LOCATIVE)
"""What leads to a place, which may be followed by an organization: "in Lodz, a company, …"."""

_ARTICLES = having(Trait.ARTICLE)
_GOES_ON = having(Trait.RELATIVE_PRONOUN, Trait.PREPOSITION) | {"based", "founded"}
_WITHIN = 4
"""Words after the article within which the noun must come."""


def find_apposed(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """The organizations of ``line`` of which only the words behind the comma say that they are organizations."""
    words = line.words
    for first, last in runs:
        while first < last and (is_opener(line, first) or words[first].text == "The"):
            first += 1
        if not first < last <= first + 3 or _cut_off(words, first):
            continue
        if any(_other(word, gazetteer) for word in words[first:last]):
            continue
        led = first > 0 and words[first].gap == " " and words[first - 1].text.lower() in _PLACED
        noun = "" if led or words[last - 1].possessive else _noun(words, last, gazetteer)
        if noun and not (last - first == 2 and is_given(words[first].text)):
            subtype = _NOUNS[noun]
            yield Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, "pattern:apposed", subtype=subtype)


def _cut_off(words: tuple[Word, ...], first: int) -> bool:
    """Whether the name goes on to the left: "Rank and File Educators", "Point Books & Media"."""
    if "&" in words[first].gap:
        return True
    return first > 1 and words[first - 1].text == "and" and words[first - 2].capital


def _other(word: Word, gazetteer: Gazetteer) -> bool:
    """Whether the word says that the name is another thing's: a title, a month, a nationality, a known name."""
    text = word.text
    if text in _TITLES or text in _HONORIFICS or text in gazetteer.adjectives or is_calendar(word):
        return True
    return bool(gazetteer.bearers(text)) or not word.text.isalnum()


def _noun(words: tuple[Word, ...], at: int, gazetteer: Gazetteer) -> str:
    """The noun that ends the apposition that begins with word ``at``; empty where none does."""
    if at >= len(words) or words[at].gap != ", " or words[at].text not in _ARTICLES:
        return ""
    if words[at].text == "the" and (at + 1 == len(words) or words[at + 1].text not in gazetteer.adjectives):
        return ""  # "In Lodz, the company sued"; but "Greenwatch, the Danish shipping group, sued"
    for place in range(at + 1, min(at + 2 + _WITHIN, len(words))):
        word = words[place]
        if word.gap != " ":
            return ""
        if word.text in _NOUNS and not word.possessive:
            after = words[place + 1] if place + 1 < len(words) else None
            closed = after is None or after.gap[:1] in (",", ".", ";", ")", "—") or after.text in _GOES_ON
            return word.text if closed else ""
    return ""
