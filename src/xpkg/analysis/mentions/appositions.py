"""Finds organizations by the noun beside an ambiguous name: "Greenwatch, an environmental group", "the paper Dagen"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, is_given
from xpkg.analysis.mentions.name_sentences import Found, Line, is_calendar, is_opener
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import occupations, organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.noun_kinds import human_nouns
from xpkg.model import Kind, MentionForm

RELATED = "pattern:related"
"""Of a name of which only its relation to a body says that it is a body's: nobody else in the text is called so."""
_HONORIFICS = titles.forms_of_address()
_TITLES = titles.titles_before_names()

NOUNS = organizations.apposed_subtypes()
"""Nouns for organizations, with their subtypes."""

_PLACED = having(Trait.LOCATIVE)
"""What leads to a place, which may be followed by an organization: "in Lodz, a company, …"."""

_ARTICLES = having(Trait.ARTICLE)
LEADS = frozenset(NOUNS) - human_nouns()
"""Nouns that stand before the name of an organization, and of nobody else: "the newspaper Dagen"."""
RELATED_NOUNS = occupations.having(occupations.Trait.ALSO_OF_BODIES)
_SPEAKING_FOR = occupations.having(occupations.Trait.SPEAKS_FOR)
_NEUTER = having(Trait.NEUTER) & having(Trait.POSSESSIVE_DETERMINER)
_DETERMINERS = having(Trait.ARTICLE, Trait.POSSESSIVE_DETERMINER)
_BEFORE_PLACE = having(Trait.LOCATIVE) | {"of"}
_GOES_ON = having(Trait.RELATIVE_PRONOUN, Trait.PREPOSITION) | {"based", "founded"}
_WITHIN = 4
"""Words after the article within which the noun must come."""


def find_apposed(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """The organizations of ``line`` of which only the words behind the comma say that they are organizations."""
    words = line.words
    for first, last in runs:
        while first < last and (is_opener(line, first) or words[first].text == "The"):
            first += 1
        if not first < last <= first + 3 or _cut_off(words, first, last):
            continue
        if any(is_of_other(word, gazetteer) for word in words[first:last]):
            continue
        led = first > 0 and words[first].gap == " " and words[first - 1].text.lower() in _PLACED
        noun = "" if led or words[last - 1].possessive else _noun(words, last, gazetteer)
        if noun and not (last - first == 2 and is_given(words[first].text)):
            subtype = NOUNS[noun]
            yield Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, "pattern:apposed", subtype=subtype)


def find_introduced(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """The organizations whose noun stands before: "the newspaper Dagen", "The firm, Zontek,", "A lab in Lodz, Zontek,".

    A name that can be somebody's is left alone: "the company Smith founded".
    """
    if line.titled or line.shouted:
        return
    words = line.words
    for first, last in runs:
        if not 0 < first < last <= first + 3 or is_given(words[first].text) or words[last - 1].text in family_names():
            continue
        if any(is_of_other(word, gazetteer) for word in words[first:last]):
            continue
        if "&" in words[first].gap or (last < len(words) and "&" in words[last].gap):
            continue
        noun = _noun_before(words, first) if words[first].gap == " " else _noun_set_off(words, first, last)
        if noun:
            yield Found(
                first, last, Kind.ORGANIZATION, MentionForm.NAME, "pattern:apposed", subtype=NOUNS[noun.lower()]
            )
        elif _is_related(words, first, last):
            yield Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, RELATED)


def _is_related(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a single word is a body's that is a body's rival, or that somebody speaks for: "its rival | Zontek",
    "a spokeswoman for | Zontek"."""
    if last - first > 1 or first < 2 or words[first].gap != " ":
        return False
    before, other = words[first - 1].text, words[first - 2].text.lower()
    if before == "for":
        return other in _SPEAKING_FOR
    owner = first - 3 if other.islower() and first > 2 and other not in _NEUTER else first - 2
    return words[owner].text.lower() in _NEUTER and (before in RELATED_NOUNS or before in NOUNS)


def _noun_before(words: tuple[Word, ...], first: int) -> str:
    """The noun right before the name; empty where there is none: "the rebel group | Ansar"."""
    before = words[first - 1]
    noun = before.text if first > 1 else before.text.lower()
    return noun if noun in LEADS and not before.possessive else ""


def _noun_set_off(words: tuple[Word, ...], first: int, last: int) -> str:
    """The noun of the phrase between whose comma and the next the name stands; empty where there is none."""
    closed = last < len(words) and words[last].gap == ", " and not words[last - 1].possessive
    if words[first].gap != ", " or not closed:
        return ""
    at = first - 1
    while at > 0 and words[at].capital and words[at].gap == " ":
        at -= 1
    if at < first - 1:
        if words[at].text not in _BEFORE_PLACE:
            return ""  # "the union in Lodz, Zontek,", but not "the union Zontek, Lodz,"
        at -= 1
    opening = {words[place].text.lower() for place in range(max(0, at - 3), at)}
    if at < 1 or words[at].text not in (NOUNS if opening & _NEUTER else LEADS):
        return ""
    return words[at].text if opening & _DETERMINERS else ""


def _cut_off(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether the name goes on to a side: "Rank and File Educators", "Point Books & Media", "Tern & Avocet"."""
    if "&" in words[first].gap or (last < len(words) and "&" in words[last].gap):
        return True
    return first > 1 and words[first - 1].text == "and" and words[first - 2].capital


def is_of_other(word: Word, gazetteer: Gazetteer) -> bool:
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
        if word.text in NOUNS and not word.possessive:
            after = words[place + 1] if place + 1 < len(words) else None
            if after is None or after.gap[:1] in (",", ".", ";", ")", "—") or after.text in _GOES_ON:
                return word.text
    return ""
