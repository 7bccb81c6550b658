"""Reads the head of a transcript: whom it names, and to whom of these the questions below may be put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xpkg.model import Kind, Mention, MentionForm, Span, Text

_PARTY = re.compile(r"\bv(?:s|ersus)?\.?\s+(?:[A-Z][\w.’']*\s+)?\Z", re.I)
_OTHER_PARTY = re.compile(r",?\s+v(?:s|ersus)?\b", re.I)
_NEAR = 60
"""Characters beside a name in which such words stand."""


def named_at_head(text: Text, mentions: Iterable[Mention]) -> Iterator[tuple[int, Mention]]:
    """The people whom the head of a transcript names, with their numbers among ``mentions``."""
    first = min((turn.start for turn in text.turns), default=0)
    for number, mention in enumerate(mentions):
        named = mention.kind is Kind.PERSON and mention.form in (MentionForm.NAME, MentionForm.SHORT)
        if named and mention.span.end <= first:
            yield number, mention


def may_answer(text: Text, mentions: Iterable[Mention]) -> Iterator[tuple[int, Mention]]:
    """Those of them who may be asked, and not whoever wrote or took it, the judge, or the parties of a case."""
    return (each for each in named_at_head(text, mentions) if not _has_other_part(text, each[1]))


def _has_other_part(text: Text, mention: Mention) -> bool:
    span = mention.span
    if text.in_credit(span) or mention.name in text.source.metadata.creators:
        return True
    return _made(text, span) or _presides(text, span) or _is_party(text, span)


def _made(text: Text, span: Span) -> bool:
    """Whether somebody wrote or took it: "Interview by Ann Low", "taken by Ann Low"."""
    before = text.source.text[max(0, span.start - _NEAR) : span.start].split()
    return before[-1:] in (["by"], ["By"], ["BY"])


def _presides(text: Text, span: Span) -> bool:
    """Whether somebody is the judge: "Before the Honorable Ann Low", and not "before Ann Low left"."""
    source = text.source.text
    line = source[max(0, source.rfind("\n", 0, span.start) + 1, span.start - _NEAR) : span.start]
    words = line.replace(":", " : ").split()
    at = max((at for at, word in enumerate(words) if word.lower() == "before"), default=len(words))
    titles = words[at + 1 :]
    return bool(titles) and all(word in {":", "the"} or word[0].isupper() for word in titles)


def _is_party(text: Text, span: Span) -> bool:
    """Whether somebody stands in the name of a case: "State v. Ann Low"."""
    source = text.source.text
    before = source[max(0, span.start - _NEAR) : span.start]
    return _PARTY.search(before) is not None or _OTHER_PARTY.match(source, span.end, span.end + _NEAR) is not None
