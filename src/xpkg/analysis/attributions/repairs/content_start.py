"""Gives a content the words that belong to it on the other side of its cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, each
from xpkg.analysis.attributions.repairs.subordinate_clauses import subject_before
from xpkg.analysis.attributions.speech_acts import act_of
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, SpeechAct, Text
from xpkg.syntax.tree import lies_in, subtree

_VERB_FIRST = pattern(
    r"[“\"‘]?(?:(?:not|never|also|still|at\s+least|\w+ly)\s+)*"
    r"(?:<<be have do modal -nonfinite>>|[a-z]{3,}ed)\b"
)
"""A content that has lost its subject: "| had been kept within the limits", "| “have gone unheeded”"."""
_CLAUSE_START = pattern(r"(?:[,;:]\s+|\b<<coordinator -or -nor subordinator>>\s+)")
_SETTING = re.compile(r"(?:\s+[a-zA-Z]+(?:\s+[\w’'-]+){0,8})?,\s+$")
_WHEN = pattern(r"(?=[A-Z])(?i:<<temporal temporal_subordinator +last +under +without>>)\s[^,;:]+")
"""When or where it was, of "On 4 May, she told me, she had stood there"."""
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_MARKS = "“\"‘'`"
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+that\s[^;:“”\"\n—–]+")
_GOES_ON = pattern(r",\s+(?P<also>and|but)\s+(?P<subject><<subject_pronoun -i>>|I)\s+(?P<rest>[^“”\".;:\n]+)")
_ACTS = pattern(r"\b(?:<<be have -nonfinite>>|will|would|(?:urged|told)|(?:asked|said)|called)\b")
"""A front with a verb of its own is no subject."""
_PASSIVE = pattern(r"\b<<be -am>>\s+(?:(?:\w+ly\s+)?[a-z]+(?:ed|n)\s+<<participle_complement -by -with>>|[a-z]+ed)$")
_LINK = pattern(r"[\s,:;]*(?:\b<<coordinator -or -nor subordinator>>)?\s*$")
_BULLET = re.compile(r"[*•·▪◦‣]\s+")
_WAS = pattern(r"<<be -nonfinite>>\s+(?=that\b)")
_FUSED = re.compile(r"(?:What|All(?: that)?)\s+[^.,;:“”\"]{1,80}\Z")
"""What opens "What Low said was that …", up to the verb."""
_LONGEST = 80
"""Characters of a subject at most."""
_JUDGES = frozenset((SpeechAct.CRITICIZES, SpeechAct.PRAISES, SpeechAct.ACCUSES, SpeechAct.DESCRIBES))


def _with_fronts(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """The subject before the aside belongs to the verb behind it, and to no other content."""
    fronts = {at: front for at, candidate in enumerate(candidates) if (front := _front(text, candidate))}
    if not fronts:
        return {}
    ends = {front.end: front for front in fronts.values()}
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    for at, candidate in enumerate(candidates):
        if at in fronts:
            outcome[at] = (replace(candidate, content=(fronts[at], *candidate.content)),)
        elif (shorter := _without(text, candidate, ends)) is not candidate:
            outcome[at] = (shorter,)
    return outcome


def _without(text: Text, candidate: AttributionCandidate, fronts: Mapping[int, Span]) -> AttributionCandidate:
    """``candidate`` without the subject of an aside of another: "is unfair, since | Low, he says, “had to”"."""
    for at, span in enumerate(candidate.content):
        front = fronts.get(span.end)
        if front is None or span.start >= front.start:
            continue
        if kept := _LINK.sub("", text.source.text[span.start : front.start]):
            shorter = Span(span.start, span.start + len(kept))
            return replace(candidate, content=(*candidate.content[:at], shorter, *candidate.content[at + 1 :]))
    return candidate


def _front(text: Text, candidate: AttributionCandidate) -> Span | None:
    """The subject before ", it notes," where all that is said begins behind that with its verb."""
    words = text.source.text
    if (
        not candidate.cue
        or candidate.source is None
        or not candidate.content
        or candidate.source.end > candidate.cue[0].start
    ):
        return None
    first = candidate.content[0]
    sentence = text.sentence_at(candidate.source.start)
    if sentence is None or first.start < candidate.cue[-1].end:
        return None
    head = sentence.span.start
    before = words[head : candidate.source.start].rstrip()
    if not before.endswith(",") or not _SETTING.fullmatch(words[candidate.cue[-1].end : first.start]):
        return None
    before = before.rstrip(" ,")
    if before.endswith((" and", " but", " or", " which", " who")):
        return None  # "has written and, it says, has the receipts": the subject stands further off
    if not (_begins_with_verb(words, first) or (_WHEN.fullmatch(before) and words[first.start] not in _MARKS)):
        return None
    start = max((one.end() for one in _CLAUSE_START.finditer(before)), default=0)
    front = Span(head + start, head + len(before))
    if _ACTS.search(front.cut(words)):
        return None
    quoted = text.touches_quotation(front)
    return front if 0 < front.end - front.start <= _LONGEST and not quoted else None


def _begins_with_verb(words: str, content: Span) -> bool:
    form = verb_forms().get(content.cut(words).split()[0]) if content.cut(words).split() else None
    plain = form is not None and not form.kinds & {Inflection.GERUND, Inflection.PARTICIPLE}
    return plain or bool(_VERB_FIRST.match(words, content.start))


def _going_on(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    words = text.source.text
    if (
        not candidate.cue
        or candidate.source is None
        or len(candidate.content) != 1
        or candidate.content[0].end > candidate.source.start
    ):
        return candidate
    content, end = candidate.content[0], max(candidate.cue[-1].end, candidate.source.end)
    found = _GOES_ON.match(words, end)
    sentence = text.sentence_at(end)
    if found is None or sentence is None or found.start("subject") >= sentence.span.end:
        return candidate
    own = _FIRST_WORD.match(content.cut(words))
    if own is None or own.group().lower() != found["subject"].lower():
        return candidate
    if candidate.source.cut(words).lower() == own.group().lower():
        return candidate  # "She wants to leave, she said, and she left"
    start = found.start("also")
    return replace(candidate, content=(content, Span(start, found.start() + len(found.group().rstrip()))))


def _with_second_clauses(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    cues = sorted(candidate.cue[0].start for candidate in candidates if candidate.cue)
    mended = {at: _and_that(text, candidate, cues) for at, candidate in enumerate(candidates)}
    return {at: (candidate,) for at, candidate in mended.items() if candidate is not candidates[at]}


def _and_that(text: Text, candidate: AttributionCandidate, cues: Sequence[int]) -> AttributionCandidate:
    """ "said that the door was locked | , and that no alarm had rung": both are said; ``cues`` is in order."""
    words = text.source.text
    if not candidate.cue or not candidate.content or not candidate.content[-1].cut(words).startswith("that "):
        return candidate
    last = candidate.content[-1]
    sentence = text.sentence_at(last.start)
    found = _AND_THAT.match(words, last.end, sentence.span.end) if sentence else None
    if found is None or last.start < candidate.cue[-1].end:
        return candidate
    at = bisect_left(cues, last.end)
    if at < len(cues) and cues[at] < found.end():
        return candidate
    end = found.start() + len(found.group().rstrip(" .\n"))
    return replace(candidate, content=(*candidate.content[:-1], Span(last.start, end)))


def _with_patient(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "The mayor has been criticized for | not coming": the subject of the passive is part of what is said."""
    words = text.source.text
    if candidate.source is not None or len(candidate.cue) != 1 or len(candidate.content) != 1:
        return candidate
    cue, content = candidate.cue[0], candidate.content[0]
    if content.start < cue.end or not _PASSIVE.search(cue.cut(words)) or act_of(text, candidate) not in _JUDGES:
        return candidate
    patient = subject_before(text, cue.start)
    if patient is None or patient.cut(words).lower() in {"it", "there"}:
        return candidate
    return replace(candidate, content=(patient, content))


def _with_subject_of_clause(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "My father told me fear is | a tool": the clause behind the one who is told has its subject, by the tree."""
    if len(candidate.content) != 1 or not candidate.cue:
        return candidate
    found, content = predicate(text, candidate), candidate.content[0]
    told = found is not None and found[0].first(found[1], "iobj") is not None
    clause = found[0].first(found[1], "ccomp") if found is not None and told else None
    if found is None or clause is None or not lies_in(found[0], clause, content):
        return candidate
    words = [at for at in subtree(found[0], clause) if found[0].upos[at] != "PUNCT"]
    start = found[0].tokens[words[0]].start
    inside = candidate.cue[-1].end <= start < content.start
    return replace(candidate, content=(Span(start, content.end),)) if inside else candidate


def _without_lead(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` without the sign of a list, or the "was" of "What Low said | was | that it was old"."""
    if not candidate.content:
        return candidate
    words, first = text.source.text, candidate.content[0]
    sentence = text.sentence_at(first.start)
    lead = _BULLET.match(words, first.start) if sentence and sentence.span.start == first.start else None
    if lead is None and candidate.cue and sentence and candidate.cue[0].end <= first.start:
        fused = _FUSED.match(words, sentence.span.start, candidate.cue[0].start)
        lead = _WAS.match(words, first.start) if fused else None
    if lead is None or lead.end() >= first.end:
        return candidate
    return replace(candidate, content=(Span(lead.end(), first.end), *candidate.content[1:]))


OF_CONTENT_START = (
    Repair(
        "subject-of-told-clause",
        each(_with_subject_of_clause),
        Example(
            "{My father} [told] me fear is <a tool>.",
            "{My father} [told] me <fear is a tool>.",
        ),
    ),
    Repair(
        "content-goes-on-behind-cue",
        each(_going_on),
        Example(
            "<They want to leave>, {Ann Low} [said], and they doubt the mayor.",
            "<They want to leave>, {Ann Low} [said], <and they doubt the mayor>.",
        ),
    ),
    Repair(
        "second-that-clause",
        _with_second_clauses,
        Example(
            "{Ann Low} [said] <that the door was locked>, and that no alarm had rung.",
            "{Ann Low} [said] <that the door was locked, and that no alarm had rung>.",
        ),
    ),
    Repair(
        "patient-of-judgement",
        each(_with_patient),
        Example(
            "The mayor [has been criticized for] <not coming>.", "<The mayor> [has been criticized for] <not coming>."
        ),
    ),
    Repair(
        "subject-before-aside",
        _with_fronts,
        Example(
            "Older appeals, {the board} [notes], <“have gone unheeded”>.",
            "<Older appeals>, {the board} [notes], <“have gone unheeded”>.",
        ),
    ),
    Repair(
        "cut-lead-of-content",
        each(_without_lead),
        Example(
            "What {Ann Low} [said] <was that the dam was old>.", "What {Ann Low} [said] was <that the dam was old>."
        ),
    ),
)
"""What belongs to the content on the other side of the cue."""
