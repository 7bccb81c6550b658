"""Trims the parts of a candidate: who is only told, datelines and times at the ends, kickers, stray commas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from xpkg.analysis.attributions import span_trimming
from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.main_verbs import without_finite_verb, without_participle
from xpkg.analysis.attributions.repairs.repair import Example, Repair, RepairFunction, each
from xpkg.lexicon import modifiers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax.tree import subtree, tokens_in

_KICKER = re.compile(r"[‘“\"']?[A-Z][A-Z0-9’' ,&-]{3,40}[’”\"']?:\s+(?=\S)")
_YEAR = re.compile(r"\s+in\s+(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d{2}$")
_THING = pattern(
    r"[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?|"
    r"(?i:(?:<<demonstrative -that possessive_determiner -my -our -your +the +all +any>>)\s+(?:\w+\s+){0,2}\w+)"
)
"""A few words that name what is denied, praised or the like, and hold no clause."""
_ADDED = pattern(r"<<relative_pronoun -that +where>>\b")
_OF_WHICH = pattern(r"(?:[\w’'-]+\s+){1,4}?of\s+<<relative_pronoun -that>>\b[^,;:“\"]{1,120},\s+")
_INNER_CLAUSE = pattern(r"\s*(?:<<relative_pronoun>>\b|[,–—-].*[,–—-]\s*\Z)")
"""What stands between two pieces of one clause: a relative clause, or what is set off on both sides."""
_BE = having(Trait.BE)
_FEELING = modifiers.having(modifiers.Trait.FEELING)
"""Participles that describe how the subject feels: it is the source."""
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"\S+")


def _of_source(trim: Callable[[Text, Span], Span]) -> RepairFunction:
    def mend(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
        if candidate.source is None:
            return candidate
        source = trim(text, candidate.source)
        return candidate if source == candidate.source else replace(candidate, source=source)

    return each(mend)


def _without_told(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` without the subject of a cue in the passive. "Was quoted as saying" has its own subject."""
    if candidate.source is None or not candidate.cue or candidate.source.start > candidate.cue[0].start:
        return candidate
    cue = [word.lower() for span in candidate.cue for word in _WORD.findall(span.cut(text.source.text))]
    verbs = [at for at, word in enumerate(cue) if word in verb_forms()]
    if not verbs:
        return candidate
    last = verbs[-1]
    participle = verb_forms()[cue[last]].kinds & PAST_FORMS and cue[last] not in _FEELING
    passive = participle and any(word in _BE for word in cue[max(0, last - 2) : last])
    return replace(candidate, source=None) if passive else candidate


def _in_one_sentence(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with what of its source stands in the sentence of the cue, where it runs into another."""
    source = candidate.source
    if source is None or not candidate.cue or text.sentence_at(source.start) is text.sentence_at(source.end - 1):
        return candidate
    sentence = text.sentence_at(candidate.cue[0].start)
    if sentence is None or not sentence.span.overlaps(source):
        return candidate
    kept = Span(max(source.start, sentence.span.start), min(source.end, sentence.span.end))
    return replace(candidate, source=kept)


def _with_last_name(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Ann | Felt told": a word that begins the cue with a capital is the last of the name before it."""
    source, words = candidate.source, text.source.text
    if source is None or not candidate.cue or source.end + 1 != candidate.cue[0].start or words[source.end] != " ":
        return candidate
    first, *rest = _WORDS.finditer(words, candidate.cue[0].start, candidate.cue[0].end)
    named = words[source.start : source.end].split()[-1][0].isupper() and first.group()[0].isupper()
    if not named or not rest or not any(word.group() in verb_forms() for word in rest):
        return candidate
    cue = (Span(rest[0].start(), candidate.cue[0].end), *candidate.cue[1:])
    return replace(candidate, source=Span(source.start, first.end()), cue=cue)


def _without_kicker(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    content = tuple(_behind_kicker(text, span) for span in candidate.content)
    return candidate if content == candidate.content else replace(candidate, content=content)


def _behind_kicker(text: Text, content: Span) -> Span:
    if not span_trimming.opens_block(text, content):
        return content
    match = _KICKER.match(text.source.text, content.start, content.end)
    return Span(match.end(), content.end) if match else content


def _without_time(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    content = tuple(_before_time(text, candidate, span) for span in candidate.content)
    return candidate if content == candidate.content else replace(candidate, content=content)


def _before_time(text: Text, candidate: AttributionCandidate, span: Span) -> Span:
    own = span.cut(text.source.text)
    time = span_trimming.TIME.search(own) or _YEAR.search(own)
    if time is None or not candidate.cue or span.start < candidate.cue[-1].end:
        return span
    return Span(span.start, span.start + time.start()) if _THING.fullmatch(own[: time.start()]) else span


def _joined_at_comma(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with what a comma alone parts made one, but for what the author adds to a thing that is named."""
    words = text.source.text
    parts: list[Span] = []
    for span in candidate.content:
        if not parts or words[parts[-1].end : span.start].strip() != ",":
            parts.append(span)
        elif not (candidate.cue and candidate.cue[0].start < parts[-1].start and _ADDED.match(words, span.start)):
            parts[-1] = Span(parts[-1].start, span.end)
    return candidate if len(parts) == len(candidate.content) else replace(candidate, content=tuple(parts))


def _within_clause(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "denied that she fired the clerk | who warned, in May, | that it leaked": the clause that is said has no gap."""
    found = predicate(text, candidate) if len(candidate.content) > 1 else None
    clause = None if found is None else found[0].first(found[1], "ccomp")
    if found is None or clause is None or candidate.content[0].start < candidate.cue[-1].end:
        return candidate
    parse, _ = found
    inside = frozenset(subtree(parse, clause, ("parataxis",)))
    whole = Span(candidate.content[0].start, candidate.content[-1].end)
    words = tokens_in(parse, whole)
    if candidate.content[-1].end > parse.tokens[-1].end or not all(at in inside for at in words):
        return candidate
    gaps = [
        text.source.text[span.end : after.start]
        for span, after in zip(candidate.content, candidate.content[1:], strict=False)
    ]
    if not all(_INNER_CLAUSE.match(gap) for gap in gaps):
        return candidate
    return replace(candidate, content=(whole,))


def _behind_aside(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "According to the file, **a copy of which was leaked,** the dam is old": the author tells of the file."""
    source, words = candidate.source, text.source.text
    if source is None or not candidate.cue or not candidate.cue[0].start < source.start < candidate.content[0].start:
        return candidate
    aside = _OF_WHICH.match(words, candidate.content[0].start, candidate.content[-1].end)
    if aside is None or words[source.end : candidate.content[0].start].strip() != ",":
        return candidate
    content = (Span(max(span.start, aside.end()), span.end) for span in candidate.content if span.end > aside.end())
    return replace(candidate, content=tuple(content))


def _first_without_dateline(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    first = span_trimming.without_dateline(text, candidate.content[0])
    return candidate if first == candidate.content[0] else replace(candidate, content=(first, *candidate.content[1:]))


def _last_without_citation(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    content = tuple(span_trimming.without_citation(text, span) for span in candidate.content)
    return candidate if content == candidate.content else replace(candidate, content=content)


SOURCE_TRIMS = (
    Repair(
        "cut-dateline",
        _of_source(span_trimming.without_dateline),
        Example(
            "{ST. BERGEN (Reuters) — Ann Low} [said] <that the dam was safe>.",
            "ST. BERGEN (Reuters) — {Ann Low} [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-block-lead",
        _of_source(span_trimming.without_block_lead),
        Example(
            "{May 3, 2021 - Ann Low} [said] <that the dam was safe>.",
            "May 3, 2021 - {Ann Low} [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-clock-time",
        _of_source(span_trimming.without_clock),
        Example(
            "{9.05 a.m. Ann Low} [said] <that the dam was safe>.", "9.05 a.m. {Ann Low} [said] <that the dam was safe>."
        ),
    ),
    Repair(
        "cut-sentence-opener",
        _of_source(span_trimming.without_opener),
        Example("{But Ann Low} [said] <that the dam was safe>.", "But {Ann Low} [said] <that the dam was safe>."),
    ),
    Repair(
        "cut-date-before-source",
        _of_source(span_trimming.without_setting),
        Example(
            "{On 2 June Mr Low} [said] <that the dam was safe>.", "On 2 June {Mr Low} [said] <that the dam was safe>."
        ),
    ),
    Repair(
        "cut-time-before-source",
        _of_source(span_trimming.without_time_before),
        Example(
            "{Two days later a spokesman} [said] <that the dam was safe>.",
            "Two days later {a spokesman} [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-time-behind-source",
        _of_source(span_trimming.without_time),
        Example(
            "{Ann Low on Tuesday} [said] <that the dam was safe>.",
            "{Ann Low} on Tuesday [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-relative-pronoun",
        _of_source(span_trimming.without_tail),
        Example(
            "They met {Ann Low, who} [said] <that the dam was safe>.",
            "They met {Ann Low}, who [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-citation-of-source",
        _of_source(span_trimming.without_citation),
        Example(
            "{Low (2012, p. 3)} [argues] <that the dam was safe>.",
            "{Low} (2012, p. 3) [argues] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-trailing-comma",
        _of_source(span_trimming.without_comma),
        Example(
            "{Ann Low, the mayor,} [said] <that the dam was safe>.",
            "{Ann Low, the mayor}, [said] <that the dam was safe>.",
        ),
    ),
)
"""What does not belong to the words for the speaker."""

OF_NETWORK = (
    Repair(
        "cut-source-of-next-sentence",
        each(_in_one_sentence),
        Example(
            "<“The dam is old,”> [said] {Ann Low. Berg} left.",
            "<“The dam is old,”> [said] {Ann Low.} Berg left.",
        ),
    ),
    Repair(
        "cue-begins-with-name",
        each(_with_last_name),
        Example("{Mrs} [Long denied] <that the dam was safe>.", "{Mrs Long} [denied] <that the dam was safe>."),
    ),
    Repair(
        "passive-subject-is-told",
        each(_without_told),
        Example("{The dam} [is believed] <to be safe>.", "The dam [is believed] <to be safe>."),
    ),
    Repair(
        "cut-participle-in-cue",
        each(without_participle),
        Example(
            "{A teacher} [asked to resign said] <that the dam was safe>.",
            "{A teacher asked to resign} [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-verb-before-thing",
        each(without_finite_verb),
        Example(
            "{The mayor} [condemned a cake saying] <that the dam was safe>.",
            "The mayor condemned {a cake} [saying] <that the dam was safe>.",
        ),
    ),
    Repair(
        "cut-kicker",
        each(_without_kicker),
        Example(
            "<RISING TIDE: The harbour will close>, {Ann Low} [said].",
            "RISING TIDE: <The harbour will close>, {Ann Low} [said].",
        ),
    ),
    Repair(
        "cut-time-of-saying",
        each(_without_time),
        Example("{Ann Low} [denied] <the charge on Tuesday>.", "{Ann Low} [denied] <the charge> on Tuesday."),
    ),
    Repair(
        "cut-aside-of-source",
        each(_behind_aside),
        Example(
            "[According to] {the file}, <a copy of which was leaked, the dam is old>.",
            "[According to] {the file}, a copy of which was leaked, <the dam is old>.",
        ),
    ),
    Repair(
        "join-at-comma",
        each(_joined_at_comma),
        Example(
            "<The dam is safe>, <the road is open>, {Ann Low} [said].",
            "<The dam is safe, the road is open>, {Ann Low} [said].",
        ),
    ),
    Repair(
        "join-within-clause",
        each(_within_clause),
        Example(
            "{Ann Low} [denied] <that she had sent away the clerk> who warned, in May, <that it leaked>.",
            "{Ann Low} [denied] <that she had sent away the clerk who warned, in May, that it leaked>.",
        ),
    ),
    *SOURCE_TRIMS,
)
"""What does not belong to the parts of the network's candidates; done before the rules' are joined with them."""

OF_CONTENT = (
    Repair(
        "cut-citation-of-content",
        each(_last_without_citation),
        Example(
            "<“The dam is safe” (p. 3)>, {Ann Low} [writes].",
            "<“The dam is safe”> (p. 3), {Ann Low} [writes].",
        ),
    ),
    Repair(
        "cut-content-dateline",
        each(_first_without_dateline),
        Example(
            "<BERGSTADT, March 3 (Reuters) — The dam is safe>, {Ann Low} [said].",
            "BERGSTADT, March 3 (Reuters) — <The dam is safe>, {Ann Low} [said].",
        ),
    ),
)
