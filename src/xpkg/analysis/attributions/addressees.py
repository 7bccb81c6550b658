"""Reads to whom something is said, by the words behind a cue, or by its subject where that is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_words import verbs_of_saying, words_of_cue
from xpkg.analysis.attributions.patterns.passive_hearers import HEARERS, is_hearer
from xpkg.analysis.attributions.patterns.word_classes import ADVERBS, BE, DETERMINERS, QUESTION_WORDS, RELATIVES
from xpkg.analysis.attributions.span_trimming import tidy_source
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS
from xpkg.lexicon.reporting import HEARER_FRAMES, VerbTrait
from xpkg.model import AttributionCandidate, Mention, Method, Span, Text

_BE = alternation(word for word in BE if word.isalpha())
_BEHIND_ADDRESSEE = (
    having(Trait.REPORT_SETTING, Trait.PARTICIPLE_COMPLEMENT, Trait.TEMPORAL_SUBORDINATOR) - {"from", "with"}
    | QUESTION_WORDS - RELATIVES
    | {"to", "that", "not", "about"}
)
_ADDRESSEE_END = re.compile(rf"\s+{alternation(_BEHIND_ADDRESSEE)}\b|[,:;“\".]|\s+''|$")
_LONE = re.compile(
    rf"(?:{alternation(having(Trait.OBJECT_PRONOUN) - {'her', 'it'})}|"
    rf"her(?=\s+(?:{alternation(ADVERBS | {'all'})}|\w+ly)\b))\b"
)
"""A pronoun that is all that names who is told: "told **her** again and again"."""
_GOES_ON = QUESTION_WORDS - RELATIVES | {"to", "not"}
_NOT_PERSONS = re.compile(
    rf"{alternation(QUESTION_WORDS | having(Trait.ROLE_COMPLEMENT) | {'that', 'about', 'it', 'there'})}\b|[“\"':,.]",
    re.I,
)
_HEARERS = re.compile(rf"\b{alternation(HEARERS)}\s+$", re.I)
_BESIDE = re.compile(rf"[\s,)]*(?:(?:\w+ly|{alternation(ADVERBS)})[\s,]+)?")
"""What may stand between a verb and its subject."""
_PASSIVE = re.compile(rf"^(?:\w+\s+)*?{_BE}\s+(?:(?>\w+ly\b|{alternation(ADVERBS)}\b)\s+)*(\w+)\b", re.I)
TO_DO = re.compile(rf"(?:not\s+)?to\s+(?!{alternation(DETERMINERS)}\b)[a-z]")
"""What somebody is told to do: "told them **to leave**"."""
NOBODY = re.compile(r"(?:nobody|no[ -]one|not\s+a\s+soul)\b", re.I)
BOUND = re.compile(rf"{_BE}\s+to\s+\w+$", re.I)
"""What somebody has to say by another's will: "officials were to say"."""


def told_subject(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the grammatical subject of a passive is told, not speaking: "officials were instructed to say"."""
    if not candidate.cue or (candidate.source and candidate.source.end > candidate.cue[0].start):
        return False
    if _is_hearing(text, candidate):
        return True
    if candidate.source and not _BESIDE.fullmatch(text.source.text, candidate.source.end, candidate.cue[0].start):
        return False  # somebody else, named elsewhere, is the one who asks
    cue = candidate.cue[0].cut(text.source.text)
    if BOUND.match(cue):
        return True
    match = _PASSIVE.match(cue)
    form = verb_forms().get(match.group(1).lower()) if match else None
    return form is not None and bool(form.kinds & PAST_FORMS) and bool(form.verb.frames & HEARER_FRAMES)


def _is_hearing(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The court heard that ...", and the "court told" of a headline: the court does not speak."""
    cue = candidate.cue[0]
    word = cue.cut(text.source.text).lower().split()[-1]
    sentence = text.sentence_at(cue.start)
    before = text.source.text[sentence.span.start : cue.start] if sentence else ""
    if word not in {"heard", "hears", "told"} or not _HEARERS.search(before):
        return False
    closes = sentence is not None and not text.source.text[cue.end : sentence.span.end].strip(" .")
    return word != "told" or (closes and candidate.content[0].end < cue.start)


def addressed(text: Text, candidate: AttributionCandidate, mentions: Sequence[Mention]) -> Span | None:
    """The words for whom the speaker speaks to: "told **reporters** that", "urged **China** to"."""
    if candidate.method == Method.TURN:
        return None
    if told_subject(text, candidate):
        return candidate.source or _subject_before(text, candidate, mentions)
    words = words_of_cue(text, candidate)
    found = verbs_of_saying(words)
    if not found or VerbTrait.ADDRESSEE_OBJECT not in found[-1][1].verb.traits:
        return None
    verb = found[-1][1].verb
    lemma = verb.lemma
    if (lemma == "call" and words[-1] not in {"on", "upon"}) or words[-1] == "for":
        return None
    start = candidate.cue[-1].end
    while start < len(text.source.text) and text.source.text[start] in " \u00a0":
        start += 1
    if _NOT_PERSONS.match(text.source.text, start) or NOBODY.match(text.source.text, start):
        return None
    stop = _addressee_end(text, candidate, start, lemma)
    if stop is None or stop.start() <= start or "\n" in text.source.text[start : stop.start()]:
        return None
    said = min((one.start for one in candidate.content if one.start > start), default=stop.start())
    end = min(stop.start(), len(text.source.text[:said].rstrip()))
    if lone := _LONE.match(text.source.text, start, end):
        end = lone.end()
    span, leads = tidy_source(text, Span(start, end)), stop.group().strip()
    if lemma == "tell" and leads == "to" and not is_hearer(span.cut(text.source.text).split()):
        return None  # "told the council there was nothing | to hide"
    known = any(span.contains(one.span) for one in mentions)
    warned = lemma == "warn" and TO_DO.match(text.source.text, stop.start() + 1)
    if VerbTrait.OBJECT_OFTEN_THING in verb.traits and not known and not warned:
        return None
    if any(content.start == start for content in candidate.content) and leads not in _GOES_ON:
        return span if known and (lemma, leads) == ("ask", "for") else None  # the words are what is said, not to whom
    asked = known and all(one.end <= candidate.cue[0].start for one in candidate.content)  # "“Why?” Low asked Berg."
    return span if leads not in {"", ".", ";"} or lemma == "tell" or asked else None


def _addressee_end(text: Text, candidate: AttributionCandidate, start: int, lemma: str) -> re.Match[str] | None:
    """What ends the words for whom is told; of "told the House **of** Lords that", "of" does not."""
    at = start
    while (stop := _ADDRESSEE_END.search(text.source.text, at, start + 120)) is not None:
        topic = any(stop.start() <= span.start <= stop.end() + 1 for span in candidate.content)
        if stop.group().strip() != "of" or topic or lemma != "tell":
            return stop
        at = stop.end()
    return None


def _subject_before(text: Text, candidate: AttributionCandidate, mentions: Sequence[Mention]) -> Span | None:
    """The mention right before the cue, or the few words of its sentence before it."""
    end = candidate.cue[0].start
    sentence = text.sentence_at(end)
    start = sentence.span.start if sentence else end
    near = [one.span for one in mentions if start <= one.span.start and end - 2 <= one.span.end <= end]
    if near:
        return near[-1]
    words = text.source.text[start:end].rstrip()
    if _HEARERS.search(words + " ") and "," in words:
        start += len(words) - len(words.rpartition(",")[2].lstrip())
        words = words.rpartition(",")[2].lstrip()
    return Span(start, start + len(words)) if words and "," not in words and len(words.split()) <= 6 else None
