"""Finds the rows of capitals of a sentence that may be names of whatever kind: "Kessel & Rohde", "Oak and Thistle"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from xpkg.analysis.mentions.name_sentences import Line, is_calendar, is_opener
from xpkg.analysis.mentions.name_syntax import BODIES
from xpkg.analysis.mentions.organizations import is_owner
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Span
from xpkg.syntax import Parse
from xpkg.syntax.tree import token_at

_TITLES = titles.titles_before_names() | frozenset(titles.forms_of_address())
_TOPICS = organizations.having(organizations.Trait.TOPIC)
_LONGEST = 5
"""Words of such a name at most."""
_PART = 2
"""Words at most of each name that "and" joins to one."""
_ARTICLES = having(Trait.ARTICLE)


class Row(NamedTuple):
    """A name as it stands in a text."""

    span: Span
    name: str


def rows(line: Line, text: str, adjectives: Container[str]) -> list[Row]:
    """The rows of capitals of ``line`` less what opens a sentence; an ampersand joins two.

    None has a title, a date or one of ``adjectives``; a field of work before one word is no title: "Health Tambala".
    """
    words = line.words
    both: list[tuple[int, int]] = []
    for first, last in line.runs:
        if both and both[-1][1] == first and words[first].gap == " & ":
            both[-1] = (_past_partner(both, words), last)
        else:
            both.append((first, last))
    found = []
    for first, last in both:
        begin = _with_owner(words, _past_openers(line, first, last))
        own = words[begin:last]
        if (
            not 0 < len(own) <= _LONGEST
            or any(word.possessive and not is_owner(word.text) for word in own[:-1])
            or own[0].text[0].isdigit()
        ):
            continue
        if _continues(words, begin):
            continue
        untitled = own[0].text not in _TITLES or (len(own) == _PART and own[0].text.lower() in _TOPICS)
        if untitled and not any(is_calendar(word) or word.text in adjectives for word in own):
            found.append(_row(text, own[0].start, own[-1].end))
    return found


def _with_owner(words: Sequence[Word], first: int) -> int:
    """Where the name begins before which those stand whose body it is: "The | People's Dawn"."""
    owned = 0 < first < len(words) and words[first].gap == " " and words[first - 1].possessive
    return first - 1 if owned and is_owner(words[first - 1].text) else first


def _past_partner(both: Sequence[tuple[int, int]], words: Sequence[Word]) -> int:
    """Where the firm begins whose last partner an ampersand joins: "Ruane, Kessel & Rohde"."""
    first = both[-1][0]
    listed = len(both) > 1 and both[-2][1] == first and words[first].gap == ", " and both[-2][1] - both[-2][0] == 1
    return both[-2][0] if listed else first


def _continues(words: Sequence[Word], first: int) -> bool:
    """Whether the row goes on with a name before it: "Organizing for | Action", "Rank and | File Growers"."""
    if first < 2 or words[first].gap != " " or not words[first - 2].capital:
        return False
    if words[first - 1].text == "for":
        return True
    return (
        first > 3 and [word.text for word in words[first - 3 : first : 2]] == ["of", "and"] and words[first - 4].capital
    )


def joined(line: Line, parse: Parse, text: str) -> Iterator[Row]:
    """Two names that "and" makes one, as their verb shows: "Oak and Thistle plans to build"."""
    words = line.words
    for (start, end), (begin, last) in pairwise(line.runs):
        if begin != end + 1 or words[end].text != "and" or not words[end].gap == words[begin].gap == " ":
            continue
        first = _past_openers(line, start, end)
        short = 0 < end - first <= _PART and last - begin <= _PART
        if not short or words[end - 1].possessive or last == len(words) or words[last].gap != " ":
            continue
        if any(is_calendar(word) for word in words[first:last]):
            continue  # "planned for December and January comes from"
        verb = token_at(parse, words[last].start)
        single = verb is not None and (parse.xpos[verb] == "VBZ" or parse.word(verb) == "was")
        noun = first > 1 and words[first - 1].text in BODIES and words[first - 2].text.lower() in _ARTICLES
        listed = first > 0 and (words[first].gap.strip() or words[first - 1].text in ("and", "between"))
        if (single or noun) and not listed:
            yield _row(text, words[first].start, words[last - 1].end)


def _past_openers(line: Line, first: int, last: int) -> int:
    while first < last and (is_opener(line, first) or line.words[first].text == "The"):
        first += 1
    return first


def _row(text: str, start: int, end: int) -> Row:
    return Row(Span(start, end), " ".join(text[start:end].split()))
