"""What is kept of a work while a text is read, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xpkg.lexicon import document_nouns, nouns, reporting
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Span, TimeExpression
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.tree import Parse

_PREPOSITIONS = having(Trait.PREPOSITION)
_ACTS = document_nouns.having(document_nouns.Trait.ACT)
_JOURNALISTS = nouns.having(nouns.Trait.FOR_JOURNALISTS)
_REPORTING = reporting.finite_forms(reporting.Frame.CLAUSE, reporting.Frame.QUOTATION)


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


def _tells(parse: Parse, at: int) -> bool:
    """Whether the noun is what somebody is told in: "a press release", "in a release, he said", "the release said"."""
    if at and parse.word(at - 1) in _JOURNALISTS:
        return True
    cases = {parse.word(each) for each in parse.having(at, "case")}
    if "according" in cases:
        return True
    relation, governor = parse.relation(at), parse.heads[at]
    return parse.word(governor) in _REPORTING and (relation == "nsubj" or (relation == "obl" and "in" in cases))


def no_document(sentence: AnnotatedParse, at: int) -> bool:
    """Whether the noun is part of a phrase that means no document: "in order to", "signed into law"."""
    low, before, after = sentence.low(at), sentence.low(at - 1), sentence.low(at + 1)
    if low == "keynote" and after in {"address", "speech"}:
        return True
    if low == "publication" and after == "of":
        return True
    if low in _ACTS and not _tells(sentence.parse, at):
        return True
    if low in {"leak", "leaks"} and (mention := sentence.mention(at - 1)) is not None:
        return mention.kind is Kind.DOCUMENT
    return (low == "order" and (before == "in" or after == "to")) or (low == "law" and before in _PREPOSITIONS)
