"""Drops what stands behind "NAME:" where the text does not show that NAME says it: the title of a column, a topic.

"Ann Low: The dam has failed us" heads her column, a story about her or what she said. Words in quotation marks, "I", or
a body that quotes the words or has her say the like, tell the last from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xpkg.analysis.attributions.patterns.nominal_cues import ROLES
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, BlockType, Span, Text

_HEADS = (BlockType.TITLE, BlockType.HEADING)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SPEAKERS_OWN = having(Trait.FIRST_PERSON) - having(Trait.POSSESSIVE_PRONOUN)
"""Not "mine": that is also a pit."""
_PRONOUNS = having(Trait.SUBJECT_PRONOUN)
_NOT_TOLD = having(*Trait)
"""Words of grammar: that two texts share them shows nothing."""
_STEM = 4
"""Letters by which "fails" and "failed" are one; a shorter word tells little of what somebody speaks of."""
_LINKS = having(Trait.PREPOSITION)
_OF_MATTER = having(Trait.MATTER) - {"of"}
_BLANK = re.compile(r"\s+")


def _drop_bare(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    labelled = [at for at, one in enumerate(candidates) if _is_labelled(text, one)]
    others = [one for at, one in enumerate(candidates) if at not in labelled]
    return {at: () for at in labelled if not _is_shown(text, candidates[at], others)}


def _is_labelled(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether nothing but a colon makes a saying of ``candidate``, and its words are not all quoted."""
    if candidate.source is None or [span.cut(text.source.text) for span in candidate.cue] != [":"]:
        return False
    return not all(_is_quoted(text, span) for span in candidate.content)


def _is_quoted(text: Text, span: Span) -> bool:
    return any(one.span.contains(span) for one in text.quotations_over(span))


def _is_shown(text: Text, candidate: AttributionCandidate, others: Iterable[AttributionCandidate]) -> bool:
    """Whether the label is a role ("Police:"), the words have "I", or the text has the same one say the like."""
    label = _WORD.findall(candidate.source.cut(text.source.text)) if candidate.source else []
    label = label[: next((at for at, word in enumerate(label) if at and word in _LINKS), None)]
    if not label or label[-1].lower() in ROLES:
        return True
    said = _words(text, candidate.content)
    if said & _SPEAKERS_OWN:
        return True
    sentence = text.sentence_at(candidate.cue[0].start)
    if sentence is None or not (sentence.block == 0 or text.blocks[sentence.block].type in _HEADS):
        return False
    if _is_quoted_again(text, candidate):
        return True
    speakers = [(one, _WORD.findall(one.source.cut(text.source.text))) for one in others if one.source]
    if not any(label[-1] in words for _, words in speakers):
        return False
    told = _stems(said) - _stems(map(str.lower, label))
    return any(
        told & _stems(_words(text, one.content))
        for one, words in speakers
        if label[-1] in words or (len(words) == 1 and words[0].lower() in _PRONOUNS)
    )


def _is_quoted_again(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether words that the head has in quotation marks stand in such again."""
    last = candidate.content[-1].end
    own = [_plain(text, one.inner) for span in candidate.content for one in text.quotations_over(span)]
    later = [_plain(text, one.inner) for one in text.quotations if one.span.start >= last]
    return any(words in other for words in own if words for other in later)


def _plain(text: Text, span: Span) -> str:
    return _BLANK.sub(" ", span.cut(text.source.text)).strip(" .,;:!?").lower()


def _words(text: Text, spans: Iterable[Span]) -> set[str]:
    return {word.lower() for span in spans for word in _WORD.findall(span.cut(text.source.text))}


def _stems(words: Iterable[str]) -> set[str]:
    """The first letters of those of ``words`` that tell what is spoken of."""
    return {word[:_STEM] for word in words if len(word) >= _STEM and word not in _NOT_TOLD}


def _without_topic(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Bishop Low | On War | : “It Must End”": what the head says that he speaks of is no part of his name."""
    source = candidate.source
    if source is None or [span.cut(text.source.text) for span in candidate.cue] != [":"]:
        return candidate
    words = list(_WORD.finditer(source.cut(text.source.text)))
    topic = next((word for word in words[1:] if word.group().lower() in _OF_MATTER), None)
    if topic is None:
        return candidate
    kept = source.cut(text.source.text)[: topic.start()].rstrip()
    return replace(candidate, source=Span(source.start, source.start + len(kept)))


LABELS = (
    Repair(
        "cut-topic-of-label",
        each(_without_topic),
        Example(
            "{Bishop Low On War}[:] <‘It Must End’>.", "{Bishop Low} On War[:] <‘It Must End’>.", headline=True
        ),
    ),
    Repair(
        "drop-label-of-nobody",
        _drop_bare,
        Example(
            "{Ann Low}[:] <The dam has failed us>.",
            "Ann Low: The dam has failed us.",
            headline=True,
        ),
    ),
)
"""What stands behind a name and a colon."""
