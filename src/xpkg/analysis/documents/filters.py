"""What is kept of a work while a text is read, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import PREPOSITIONS
from xpkg.model import Kind, Span, TimeExpression


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


def no_document(parse: ShallowParse, at: int) -> bool:
    """Whether the noun is part of a phrase that means no document: "in order to", "signed into law"."""
    if parse.low(at) == "keynote" and parse.low(at + 1) in {"address", "speech"}:
        return True
    low, before, after = parse.low(at), parse.low(at - 1), parse.low(at + 1)
    if low == "publication" and after == "of":
        return True
    if low in {"leak", "leaks"} and at and (index := parse.tokens[at - 1].mention) is not None:
        return parse.mentions[index].kind is Kind.DOCUMENT
    return (low == "order" and (before == "in" or after == "to")) or (low == "law" and before in PREPOSITIONS)
