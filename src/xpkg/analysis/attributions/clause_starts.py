"""Finds where the clause of a candidate begins, in the words of its sentence and of the quotation around it."""

from __future__ import annotations

import re
from bisect import bisect_right

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.word_patterns import expanded
from xpkg.model import AttributionCandidate, Span, Text

WINDOW = 400
"""Characters before a candidate that are looked at."""
BESIDE = 40
"""Characters before a cue that show what governs it."""
_QUOTATIONS = 12
"""Quotations before a place, one of which may hold it."""
AUXILIARY = expanded(r"(?:<<be have do modal -nonfinite>>(?:n['’]t)?|(?:ca|wo|sha|ai)n['’]t)")
"""A finite auxiliary, as a part of a pattern."""
CLAUSE = expanded(r"(?:^|[,;:–—(]\s*|--?\s|\b<<coordinator -nor +so +yet>>[\s,]+)")
"""What stands before the first word of a clause."""
STOP = re.compile(r"[.!?;:…–—][”\"’']?\s+")
"""A mark with which a clause may end."""


def leads(candidate: AttributionCandidate) -> bool:
    """Whether speaker and cue stand before what is said, in that order."""
    if candidate.source is not None and candidate.source.start > candidate.cue[0].start:
        return False
    return all(span.start >= candidate.cue[0].start for span in candidate.content)


def quotation_at(text: Text, at: int) -> Span | None:
    """The inner words of the quotation that stands closest around ``at``."""
    place = bisect_right(text.quotations, at, key=lambda one: one.span.start)
    near = text.quotations[max(0, place - _QUOTATIONS) : place]
    return next((one.inner for one in reversed(near) if one.inner.start <= at < one.inner.end), None)


def start_of_clause(text: Text, span: Span) -> int:
    """Where the sentence of ``span`` begins, or what of it stands in the same quotation, behind the last stop."""
    sentence = text.sentence_at(span.start)
    quotation = quotation_at(text, span.start)
    start = max(sentence.span.start if sentence else 0, quotation.start if quotation else 0, span.start - WINDOW)
    stops = [stop.end() for stop in STOP.finditer(text.source.text, start, span.start)]
    return stops[-1] if stops else start


def is_infinitive(words: str, candidate: AttributionCandidate) -> bool:
    """Whether the first verb of the cue is an infinitive, as it is behind "did"."""
    cue = re.findall(r"[\w’'-]+", candidate.cue[0].cut(words).lower())
    form = next((verb_forms()[word] for word in cue if word in verb_forms()), None)
    return form is None or Inflection.BASE in form.kinds
