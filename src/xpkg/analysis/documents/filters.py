"""What is kept of a work while a text is read, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Span, TimeExpression
from xpkg.syntax.annotated import AnnotatedParse

_PREPOSITIONS = having(Trait.PREPOSITION)


@dataclass(slots=True)
class TrackedDocument:
    """A work in the making."""

    work_type: str
    label: str
    noun: str
    mentions: list[Span]
    story: int
    title: str = ""
    extent: str = ""
    date: TimeExpression | None = None
    creators: list[Span] = field(default_factory=list)
    makers: set[str] = field(default_factory=set)
    part_of: int | None = None
    authority: int | None = None
    plural: bool = False


def key_of(title: str) -> str:
    """A title without quotation marks, case and stops, by which two writings of it are one."""
    return " ".join(re.findall(r"[^\W_]+", title.lower()))


def no_document(sentence: AnnotatedParse, at: int) -> bool:
    """Whether the noun is part of a phrase that means no document: "in order to", "signed into law"."""
    low, before, after = sentence.low(at), sentence.low(at - 1), sentence.low(at + 1)
    if low == "keynote" and after in {"address", "speech"}:
        return True
    if low == "publication" and after == "of":
        return True
    if low in {"leak", "leaks"} and (mention := sentence.mention(at - 1)) is not None:
        return mention.kind is Kind.DOCUMENT
    return (low == "order" and (before == "in" or after == "to")) or (low == "law" and before in _PREPOSITIONS)
