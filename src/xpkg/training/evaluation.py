"""Evaluates candidates against the annotation, by the rules of the corpus's published comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from xpkg.model import AttributionCandidate
from xpkg.training.articles import Article, Gold

_TRIM = frozenset(" \t\n\"'“”‘’.,;:!?–—-…)(")
_ROLES = ("source", "cue", "content")

Letters = frozenset[int]
Parts = dict[str, list[tuple[int, int]]]


def parts_of(candidate: AttributionCandidate | Gold) -> Parts:
    """Source, cue and content as (start, end) pairs."""
    if isinstance(candidate, Gold):
        return {"source": list(candidate.source), "cue": list(candidate.cue), "content": list(candidate.content)}
    source = [candidate.source] if candidate.source else []
    named = (("source", source), ("cue", candidate.cue), ("content", candidate.content))
    return {role: [(span.start, span.end) for span in spans] for role, spans in named}


def letters(spans: Iterable[tuple[int, int]], text: str) -> Letters:
    """The places of the characters of ``spans``, blanks left out, marks at both ends of a span trimmed."""
    found: set[int] = set()
    for start, end in spans:
        while start < end and text[start] in _TRIM:
            start += 1
        while end > start and text[end - 1] in _TRIM:
            end -= 1
        found.update(at for at in range(start, end) if not text[at].isspace())
    return frozenset(found)


def is_right(candidate: AttributionCandidate, article: Article) -> bool:
    """Whether a marked attribution shares most of the candidate's content and some of its source, or neither has
    one."""
    text = article.text.source.text
    mine = {role: letters(spans, text) for role, spans in parts_of(candidate).items()}
    for gold in article.golds:
        content = letters(gold.content, text)
        if 2 * len(mine["content"] & content) < len(mine["content"] | content):
            continue
        source = letters(gold.source, text)
        if mine["source"] & source or not (mine["source"] or source):
            return True
    return False


def measure(articles: Sequence[Article], found: Sequence[Sequence[AttributionCandidate]]) -> dict[str, float]:
    """F1 in per cent of exact "source", "cue", "content" spans and of the whole ("linked"), over all ``articles``."""
    counts = {role: Counter[str]() for role in (*_ROLES, "linked")}
    for article, candidates in zip(articles, found, strict=True):
        text = article.text.source.text
        marked, mine = [parts_of(gold) for gold in article.golds], [parts_of(candidate) for candidate in candidates]
        for role in _ROLES:
            golds, own = ({letters([span], text) for parts in side for span in parts[role]} for side in (marked, mine))
            counts[role].update(both=len(golds & own), gold=len(golds), own=len(own))
        wholes, owns = (
            {tuple(letters(parts[role], text) for role in _ROLES) for parts in side} for side in (marked, mine)
        )
        counts["linked"].update(both=len(wholes & owns), gold=len(wholes), own=len(owns))
    return {
        role: round(200 * count["both"] / max(1, count["gold"] + count["own"]), 1) for role, count in counts.items()
    }
