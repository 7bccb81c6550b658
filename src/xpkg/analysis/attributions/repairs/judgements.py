"""Makes a judgement on what was said a candidate of its own: "... had burst, a claim that Low dismissed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.repairs.content_end import cut_at
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair
from xpkg.lexicon.inflection import FINITE_FORMS
from xpkg.lexicon.reporting import OBJECT_FRAMES
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Method, Span, Text
from xpkg.text.overlaps import Stretches, stretches

_JUDGED = re.compile(r",\s+(?P<thing>(?:an?\s+)?(?:\w+\s+)?(?P<noun>[a-z]+))\s+(?:that|which)\s+")
"""What another says of it: ", a claim that Ann Low, the mayor, dismissed as ..."."""
_OF_IT = pattern(r",\s+an?\s+(?:\w+\s+)?(?P<noun>[a-z]+)\s+<<participle_complement +about +to>>\s+which\s")
"""What came of the words: ", a remark for which he later apologized"."""
_SAYINGS = frozenset("explanation excuse account version theory description characterization interpretation".split())
"""Nouns for what is said that take no clause of their own."""
_JUDGING = pattern(r"\s(?P<verb>[a-z]+)(?=\s+<<temporal +as +last>>\s|[,.;]|\s*\Z)")
_TAIL = re.compile(r"(?:[.\s]|\[\d{1,4}\])*\Z")
"""What ends a sentence behind its last word."""
_BREAK = re.compile(r"[.;:“”\"\n]")
_HELPERS = pattern(r"(?:\s+(?:<<have -nonfinite>>|also|(?:since|later)|\w+ly))+\s*$")


def _with_judgements(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    cues = stretches(sorted(span for candidate in candidates for span in candidate.cue))
    found = {at: _judging(text, candidate, cues) for at, candidate in enumerate(candidates)}
    return {at: (candidates[at], *judged) for at, judged in found.items() if judged}


def _judging(text: Text, candidate: AttributionCandidate, cues: Stretches) -> list[AttributionCandidate]:
    """ "... that the dam had burst, | a claim that | Low | dismissed | as “a tale”"."""
    words = text.source.text
    if not candidate.cue or not candidate.content or candidate.content[-1].start < candidate.cue[-1].end:
        return []
    last = candidate.content[-1]
    sentence = text.sentence_at(last.start)
    end = _TAIL.search(words, last.end, sentence.span.end) if sentence else None
    whole = Span(last.start, end.start()) if end else last
    found = _judgement(words, whole)
    if found is None or found[0].start() > last.end:
        return []
    head, verb = found
    cue = Span(verb.start("verb"), verb.end("verb"))
    if any(True for _ in cues.over(cue)):
        return []
    who = _HELPERS.sub("", words[head.end() : cue.start]).rstrip(" ,")
    rest = words[cue.end : whole.end]
    behind = [Span(cue.end + 1, whole.end)] if rest.startswith(" as ") else []
    thing = Span(head.start("thing"), head.end("thing"))
    source = Span(head.end(), head.end() + len(who))
    return [AttributionCandidate(source, (cue,), (thing, *behind), Method.JUDGED, 0.75)] if who else []


def _judgement(words: str, span: Span) -> tuple[re.Match[str], re.Match[str]] | None:
    """Where ``span`` goes on with what another says about it: ", a claim that" and the verb of the other."""
    for head in _JUDGED.finditer(words, span.start, span.end):
        stop = _BREAK.search(words, head.end(), span.end)
        for found in _JUDGING.finditer(words, head.end(), min(stop.start() if stop else span.end, head.end() + 90)):
            form = verb_forms().get(found["verb"])
            if _is_saying(head["noun"]) and form and form.verb.frames & OBJECT_FRAMES and form.kinds & FINITE_FORMS:
                return head, found
    return None


def _judged(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    found = _judgement(text.source.text, last)
    if found:
        return found[0].start()
    apology = _OF_IT.search(text.source.text, last.start, last.end)
    return apology.start() if apology and _is_saying(apology["noun"]) else None


def _is_saying(noun: str) -> bool:
    return noun in noun_acts() or noun in _SAYINGS


JUDGEMENTS = (
    Repair(
        "add-judgement",
        _with_judgements,
        Example(
            "{1:The board} [1:said] <1:that the dam had burst>, a claim that Ann Low dismissed as “a tale”.",
            "{1:The board} [1:said] <1:that the dam had burst>, <2:a claim> that {2:Ann Low} [2:dismissed] "
            "<2:as “a tale”>.",
        ),
    ),
    Repair(
        "cut-judgement",
        cut_at(_judged),
        Example(
            "{1:The board} [1:said] <1:that the dam had burst, <2:a claim> that {2:Ann Low} [2:dismissed] "
            "<2:as “a tale”>>.",
            "{1:The board} [1:said] <1:that the dam had burst>, <2:a claim> that {2:Ann Low} [2:dismissed] "
            "<2:as “a tale”>.",
        ),
    ),
)
