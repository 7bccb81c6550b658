"""Labels a document discussed with its authors, where the text gives it neither a name nor a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xpkg.model import Authority, Entity, Kind, Span, Work

_AGENTS = frozenset((Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP))


def label_documents(
    text: str, works: Sequence[Work], denoted: Mapping[Span, Sequence[Entity]], authority: Authority
) -> tuple[Work, ...]:
    """``works`` with their full labels: that of the authority files, or with its authors ("Statement by Ann Low").

    ``denoted`` are the entities that spans of ``text`` denote.
    """
    return tuple(replace(work, full_label=_label(text, work, denoted, authority)) for work in works)


def _label(text: str, work: Work, denoted: Mapping[Span, Sequence[Entity]], authority: Authority) -> str:
    if work.authority is not None:
        return authority.entries[work.authority].label
    found = (entity for span in work.creators for entity in denoted.get(span, ()))
    makers = {entity.label: entity.kind for entity in found if entity.kind in _AGENTS}
    told = any(words.strip() in work.label for words in (*makers, *(span.cut(text) for span in work.creators)))
    if work.title or told or not makers:
        return work.label
    given = "interview" in work.label.lower().split() and set(makers.values()) == {Kind.PERSON}
    return f"{work.label} {'with' if given else 'by'} {' and '.join(makers)}"
