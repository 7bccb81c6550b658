"""Reads the trail of a candidate: what decided each part of it, and what each step did, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xpkg.model import Change, Parts, RepairStep, Span, Trail

_PARTS = (Change.SOURCE, Change.CUE, Change.CONTENT)
_LONGEST = 90
"""Characters of quoted words that are told of a part; of longer ones both ends."""


def deciders(method: str, trail: Trail) -> Mapping[Change, str]:
    """For each part (source, cue, content) the name of what decided its final form: ``method`` or a repair.

    >>> step = RepairStep("nobody-speaks", Parts(Span(0, 6), (), ()), Parts(None, (), ()))
    >>> [f"{part}: {name}" for part, name in deciders("model", (step,)).items()]
    ['source: nobody-speaks', 'cue: model', 'content: model']
    """
    decided = dict.fromkeys(_PARTS, method)
    for step in trail:
        changes = step.changes()
        for part in _PARTS if Change.ADDED in changes else changes:
            decided[part] = step.by or step.repair
    return decided


def tell_step(text: str, step: RepairStep) -> str:
    """What ``step`` did, with the words of ``text`` and the code points of the parts that it changed."""
    instead = f"{step.by} instead; " if step.by and step.before else ""
    if step.after is None:
        return "dropped"
    if step.before is None:
        return f"added{f' from {step.by}' if step.by else ''}"
    changed = "; ".join(_changed(text, part, step.before, step.after) for part in step.changes())
    return instead + changed or "kept"


def _changed(text: str, part: Change, before: Parts, after: Parts) -> str:
    return f"{part} {_told(text, _spans(before, part))} → {_told(text, _spans(after, part))}"


def _spans(parts: Parts, part: Change) -> Sequence[Span]:
    if part is Change.SOURCE:
        return (parts.source,) if parts.source else ()
    return parts.cue if part is Change.CUE else parts.content


def _told(text: str, spans: Sequence[Span]) -> str:
    return " ".join(f"“{_short(span.cut(text))}” {span.start},{span.end}" for span in spans) or "nobody"


def _short(words: str) -> str:
    folded = " ".join(words.split())
    half = _LONGEST // 2
    if len(folded) <= _LONGEST:
        return folded
    return f"{folded[:half].rsplit(' ', 1)[0]} … {folded[-half:].split(' ', 1)[-1]}"
