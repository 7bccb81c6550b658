"""Decides whether a text only asks whether something was said: "Did the mayor say that ...?"."""

from __future__ import annotations

import re

from xpkg.analysis.attributions.clause_starts import (
    AUXILIARY,
    CLAUSE,
    STOP,
    WINDOW,
    is_infinitive,
    leads,
    quotation_at,
    start_of_clause,
)
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, Span, Text

_TITLE = 12
"""Characters of an article or title before a name that is taken for the whole subject."""
_QUESTION_WORD = expanded("<<wh_word -whether>>")
_INVERTED = pattern(
    rf"{CLAUSE}(?:<<wh_word -wh_modifier -whether>>\s(?:else\s|exactly\s|on\searth\s|the\shell\s)?|"
    rf"<<wh_modifier>>\s(?:(?!<<article demonstrative possessive_determiner subject_pronoun>>\b)[a-z’'-]+\s){{0,3}}?)?"
    rf"(?P<auxiliary>{AUXILIARY})\s(?=[\w“‘\"])",
    re.I,
)
"""A clause whose auxiliary stands before its subject: "Did the mayor", "why on earth has she", "but were they"."""
_DO = re.compile(r"d(?:o|oes|id)(?:n['’]t)?", re.I)
_TAG = re.compile(rf",?\s+(?:{AUXILIARY}(?:\s+(?:not\s+)?\w+(?:\s+not)?)?|right|no|yes|eh|correct)\s*\?", re.I)
""" ", didn't he?" makes a question of the whole sentence."""
_ASKS_ITSELF = re.compile(rf"[\s“\"‘']*(?:{_QUESTION_WORD}|{AUXILIARY}|if|whether)\b", re.I)
_OPENS_ASKING = re.compile(rf"{_QUESTION_WORD}\b(?!\s*,)", re.I)
_MARKS = " \t\n”\"’'»)]"
_OF_ASKING = re.compile(r"(?m)^[ \t]*(?P<label>Q|A|Question|Answer|QUESTION|ANSWER)[ \t]*[:.](?=\s)")
"""The label of a question or an answer in an interview."""


def is_asked(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the text only asks whether it was said: "Did the mayor say that ...?"."""
    if not leads(candidate):
        return False  # "... ?" asked Ann Low
    words, cue = text.source.text, candidate.cue[0]
    first = candidate.source or cue
    start = start_of_clause(text, first)
    clause = words[start : cue.end]
    inverted = next((one for one in _INVERTED.finditer(clause) if start + one.start("auxiliary") < first.end), None)
    beside = inverted is not None and first.start - start <= inverted.end("auxiliary") + _TITLE
    if inverted and beside and _DO.fullmatch(inverted["auxiliary"]) and is_infinitive(words, candidate):
        return True
    mark = _question_mark(text, cue)
    if mark is None:
        return False
    if inverted or _OPENS_ASKING.match(clause):
        return True
    rest = words[cue.end : min(mark + 1, cue.end + 2 * WINDOW)]
    if any(one.end() + 1 < len(rest) for one in STOP.finditer(rest)):
        return False
    later = _INVERTED.search(rest, 1)
    ends_so = _TAG.search(rest)
    if later and not (ends_so and ends_so.end() == len(rest)):
        return False  # "says that it is safe, but where is the proof?"
    return not _ASKS_ITSELF.match(words, min(span.start for span in candidate.content))


def _question_mark(text: Text, cue: Span) -> int | None:
    """Where the question mark stands that ends the sentence of ``cue``, in the same quotation as the cue."""
    sentence = text.sentence_at(cue.start)
    if sentence is None:
        return None
    quotation = quotation_at(text, cue.start)
    end = min(sentence.span.end, quotation.end) if quotation else sentence.span.end
    while end > cue.end and text.source.text[end - 1] in _MARKS:
        end -= 1
    mark = end - 1
    if mark < cue.end or text.source.text[mark] != "?" or quotation_at(text, mark) != quotation:
        return None
    return mark


def stands_in_interview_question(text: Text, cue: Span) -> bool:
    """Whether ``cue`` stands in what the one asks who is marked as "Q:" in an interview."""
    sentence = text.sentence_at(cue.start)
    if sentence is None:
        return False
    block = text.blocks[sentence.block].span.start
    labels = list(_OF_ASKING.finditer(text.source.text, max(block, cue.start - 10 * WINDOW), cue.end + 1))
    return bool(labels) and labels[-1]["label"][0].upper() == "Q"
