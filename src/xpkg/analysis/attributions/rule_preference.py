"""Decides where a rule's candidate for a cue is better than the network's, and why."""

from __future__ import annotations

import re

from xpkg.analysis.attributions.aside_clauses import clauses_around
from xpkg.analysis.attributions.decisions import Decision
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Method, Sentence, Span, Text

_SURE = 0.35
"""Below this confidence of the network's, the rules find the parts of a candidate with the same cue better."""
_PASSIVE = frozenset({Method.PASSIVE, Method.PASSIVE_TOLD})
"""Have the speaker after its cue or nowhere: rare in what the network learned from, and right by rule."""
_AROUND = frozenset({Method.AFTER_CONTENT, Method.INVERTED})
"""The rules for content with its speaker in the middle."""
_WHOLE = Method.ACCORDING_TO
"""The rule that knows best where what is said begins: it is the clause, with its subject."""
_OPEN = pattern(r"\s<<relative_pronoun -that>>$")
"""The end of a content that has lost its relative clause."""
_WORD = re.compile(r"[^\W\d_]+")


def why_rule(text: Text, ruled: AttributionCandidate, candidate: AttributionCandidate) -> Decision | None:
    """Why the rules' candidate for the same cue is better than the network's ``candidate``; None where it is not."""
    if candidate.confidence < _SURE:
        return Decision.RULE_OVER_UNSURE
    if ruled.source is not None and any(span.contains(ruled.source) for span in candidate.cue):
        return Decision.RULE_OVER_LONG_CUE
    if ruled.method in _PASSIVE:
        return Decision.RULE_FOR_PASSIVE
    if stands_around(text, candidate) and ruled.method not in _AROUND:
        return Decision.RULE_OVER_BOTH_SIDES
    if _lies_elsewhere(text, candidate) and not _lies_elsewhere(text, ruled):
        return Decision.RULE_IN_SENTENCE
    if _speaks_elsewhere(text, candidate) and ruled.source is not None and not _speaks_elsewhere(text, ruled):
        return Decision.RULE_IN_SENTENCE
    if ruled.method in _AROUND and _leaves_gap(text, candidate):
        return Decision.RULE_OVER_GAP
    if ruled.method == _WHOLE and ruled.content[0].start < candidate.content[0].start:
        return Decision.RULE_FOR_WHOLE_CLAUSE
    return Decision.RULE_OVER_OPEN_END if _OPEN.search(candidate.content[-1].cut(text.source.text)) else None


def stands_around(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether plain words before the speaker and others after the cue are taken for one content.

    Seldom rightly: the words before mostly belong to an attribution that contains this one, unless they are a clause
    that hangs on the one behind.
    """
    if candidate.source is None:
        return False
    before = any(span.end <= candidate.source.start and not _begins_quotation(text, span) for span in candidate.content)
    if not before or not any(span.start >= candidate.cue[-1].end for span in candidate.content):
        return False
    return clauses_around(text, candidate) is None


def _begins_quotation(text: Text, span: Span) -> bool:
    return any(quotation.span.start == span.start for quotation in text.quotations_over(span))


def _leaves_gap(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether words stand between what is said and who then says it: "Prices rose, | as they do, | Low said"."""
    speaking = min((*candidate.cue, *((candidate.source,) if candidate.source else ()))).start
    before = [span.end for span in candidate.content if span.end <= speaking]
    return bool(before) and bool(_WORD.search(text.source.text, max(before), speaking))


def _lies_elsewhere(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether all that is said stands outside the sentence of its cue: "Prices fell. According to Low, ...".

    A quotation right before that sentence is no other one: "Who knows?" he asked.
    """
    sentence = text.sentence_at(candidate.cue[0].start)
    if sentence is None:
        return False
    return not any(span.overlaps(sentence.span) or _asks_before(text, span, sentence) for span in candidate.content)


def _speaks_elsewhere(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the speaker stands before the sentence of the cue, and no quotation begins that sentence."""
    sentence = text.sentence_at(candidate.cue[0].start)
    if candidate.source is None or sentence is None or candidate.source.end > sentence.span.start:
        return False
    return not any(one.span.start == sentence.span.start for one in text.quotations_over(sentence.span))


def _asks_before(text: Text, span: Span, sentence: Sentence) -> bool:
    """Whether ``span`` ends with a quotation right before ``sentence``."""
    start = sentence.span.start
    if span.end > start or text.source.text[span.end : start].strip():
        return False
    return any(quotation.span.end == span.end for quotation in text.quotations_over(span))
