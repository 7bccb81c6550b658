"""Puts what the name tagger has found into the words of a line, less titles, articles and what is no name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from xpkg.analysis.mentions.evidence import apposed
from xpkg.analysis.mentions.given_names import family_names, may_be_given
from xpkg.analysis.mentions.human_acts import acts_human
from xpkg.analysis.mentions.name_sentences import Line, begins_date
from xpkg.lexicon import document_nouns, kinship, noun_kinds, occupations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import head_of, token_at

_KINDS = {"person": Kind.PERSON, "organization": Kind.ORGANIZATION, "place": Kind.PLACE}
_SPEECH = personal_forms()
_SPOKEN_GAP = re.compile(r" (?:[–—-]+ )?")
_PEOPLE = noun_kinds.person_nouns()
_CALLED = (_PEOPLE | kinship.genders().keys()) - occupations.having(occupations.Trait.ALSO_OF_BODIES)
_OF = having(Trait.AGENTIVE) | {"of"}
_DOCUMENTS = document_nouns.types()
_DASH = re.compile(r"\s[–—-]+\s")
"""What parts a dateline from the name behind it: "DUNMERE - IDRIS VANN"."""
_ARTICLES = having(Trait.ARTICLE)
_BEFORE = titles.titles_before_names() | frozenset(titles.forms_of_address())
_NO_NAME_PARTS = frozenset(("VERB", "ADJ", "ADV"))


class Tagged(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a line that the tagger takes for a name.

    ``kind`` is None for what is neither a person nor an organization nor a place. ``speaks``: it says something, does
    what only people do, has made a document, or what stands beside it says what somebody is. ``opened``: by its part of
    speech, the word before it belongs to no name: "Imagine | Ann Carter".
    """

    first: int
    last: int
    kind: Kind | None
    confidence: float
    speaks: bool
    opened: bool = False


def tagged_names(text: Text, lines: Sequence[Line]) -> list[list[Tagged]]:
    """What the tagger takes for names in each of ``lines``, in their words."""
    syntax = read(text)
    found: list[list[Tagged]] = []
    for line in lines:
        parse = syntax.parse_at(line.words[0].start)
        found.append([] if parse is None else in_words(line, parse))
    return found


def in_words(line: Line, parse: Parse) -> list[Tagged]:
    """The names that the tagger has found in ``parse``, in the words of ``line``, without articles and titles."""
    starts = [word.start for word in line.words]
    found = []
    for name in parse.names:
        span = Span(parse.tokens[name.first].start, parse.tokens[name.last - 1].end)
        first = max(0, bisect_right(starts, span.start) - 1)
        if line.words[first].stop <= span.start:
            first += 1
        last = first
        while last < len(starts) and starts[last] < span.end:
            last += 1
        if last - first > 1 and begins_date(line.words, last - 1):
            last -= 1
        kind = _KINDS.get(name.kind)
        first = next((at for at in reversed(range(first + 1, last)) if _DASH.search(line.words[at].gap)), first)
        while first < last - 1 and _passed(line, first, kind):
            first += 1
        if first < last:
            first = next((at + 1 for at in reversed(range(first, last - 2)) if _calls(line, at)), first)
            acts = _speaks(parse, span) or acts_human(line.words, last) or apposed(line.words, last)
            acts = acts or _before_speech(line, last)
            speaks = kind is Kind.PERSON and (acts or _makes(line, first))
            found.append(Tagged(first, last, kind, name.confidence, speaks, _opened(parse, line.words[first].start)))
    return found


def _opened(parse: Parse, start: int) -> bool:
    """Whether the token before the one at ``start`` is a verb, adjective or adverb, or ends a compound of nouns."""
    at = token_at(parse, start)
    if not at:
        return False
    compound = at > 2 and parse.tokens[at - 2].text == "-" and parse.upos[at - 1] == "NOUN"
    return compound or parse.upos[at - 1] in _NO_NAME_PARTS


def _calls(line: Line, place: int) -> bool:
    """Whether a word inside a tagged name says what somebody is: "Mourn Poet | Ann Carter"."""
    text = line.words[place].text
    return text.lower() in _PEOPLE and not (may_be_given(text) or text in family_names())


def _before_speech(line: Line, last: int) -> bool:
    """Whether a verb of saying follows the name, behind a dash also: "the nurse - Ann Low - said"."""
    if last == len(line.words) or line.words[last].text not in _SPEECH:
        return False
    return _SPOKEN_GAP.fullmatch(line.words[last].gap) is not None


def _passed(line: Line, place: int, kind: Kind | None) -> bool:
    """Whether a word that begins a tagged name is an article or, before a person, a title."""
    word = line.words[place]
    if word.text.lower() in _ARTICLES:
        return True
    return kind is Kind.PERSON and word.text in _BEFORE


def _makes(line: Line, place: int) -> bool:
    """Whether the name at word ``place`` is that of who has made a document: "STATEMENT OF ANN LOW"."""
    words = line.words
    return place > 1 and words[place - 1].text.lower() in _OF and words[place - 2].text.lower() in _DOCUMENTS


def _speaks(parse: Parse, span: Span) -> bool:
    """Whether the name is the subject of a verb of saying, follows "according to", or is what a person is called."""
    head = head_of(parse, span)
    if head is None:
        return False
    if parse.relations[head] == "appos" and parse.word(parse.heads[head]) in _CALLED:
        return True  # "her sister, Shirin, ..."
    if parse.relations[head] == "nsubj":
        return parse.word(parse.heads[head]) in _SPEECH
    return "according" in prepositions(parse, head)
