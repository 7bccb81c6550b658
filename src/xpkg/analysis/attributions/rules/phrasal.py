"""Finds sayings without a plain subject and verb: "according to", the passive, a name with a colon."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.rules.cues import Cue
from xpkg.analysis.attributions.rules.extent import content_end, trimmed
from xpkg.analysis.attributions.rules.found import Found
from xpkg.analysis.attributions.rules.items import Item
from xpkg.analysis.attributions.rules.phrases import phrase_end
from xpkg.analysis.attributions.rules.subjects import subject_left
from xpkg.analysis.attributions.rules.words import (
    OPENERS,
    PREPOSITIONS,
    is_mark,
)


def passive(items: Sequence[Item], cue: Cue) -> Found | None:
    """ "was described as ...", "were told to ...", "is expected to ...": the agent after "by", if the text has one."""
    subject = subject_left(items, cue.start)
    if subject is None or items[subject[0]].low in {"who", "which"}:
        return None
    end = content_end(items, cue.end)
    agent = None
    for at in range(cue.end, min(end, cue.end + 3)):
        if items[at].low == "by" and at + 1 < end:
            agent = (at + 1, phrase_end(items, at + 1, appositions=False))
            break
    frames, rest = cue.form.frames, cue.end
    if rest >= end:
        return None
    word = items[rest].low
    if frames & {"u", "t"} and is_mark(items[rest], ",:") and rest + 1 < end and items[rest + 1].kind == "q":
        return Found(agent, (cue.start, cue.end), ((rest + 1, content_end(items, rest + 1)),), "passive-told", 0.75)
    if frames & {"u", "t"} and word in {"to", "that"}:
        return Found(agent, (cue.start, cue.end), ((rest, end),), "passive-told", 0.75)
    if (
        ("f" in frames and word == "of")
        or ("a" in frames and word == "as")
        or (cue.form.lemma in {"expect", "report"} and word == "to")
    ):
        return Found(agent, (cue.start, cue.end), (subject, (rest, end)), "passive", 0.7)
    if "c" in frames and items[rest].kind == "q":
        return Found(agent, (cue.start, cue.end), (subject, (rest, end)), "passive", 0.7)
    if (
        agent
        and agent[0] == rest + 1
        and frames & set("oac")
        and cue.form.act in {"praises", "criticizes", "denies", "demands"}
    ):
        return Found(agent, (cue.start, cue.end), (subject,), "passive-by", 0.7)
    return None


def according(items: Sequence[Item]) -> list[Found]:
    """ "According to X, P", "P, according to X" and "X, according to Y, does P"."""
    found = []
    for at in range(len(items) - 2):
        if items[at].low == "according" and items[at + 1].low == "to":
            end = phrase_end(items, at + 2, appositions=at > 0 or _described(items, at + 2))
            if at == 0 and end >= len(items) - 1:
                end = phrase_end(items, at + 2, appositions=False)
            if end <= at + 2:
                continue
            content: list[tuple[int, int]] = []
            opening = (
                at == 0
                or items[at - 1].low in {"and", "but", "that"}
                or (is_mark(items[at - 1], ",") and at < 4 and items[0].low in OPENERS | PREPOSITIONS)
            )
            if opening:
                if end + 1 < len(items):
                    content = [(end + 1, content_end(items, end + 1, joined=True))]
            else:
                stop = trimmed(items, 0, at)
                start = 0
                content = [(start, stop)]
                if end + 2 < len(items) and is_mark(items[end], ",") and _resumes(items, end + 1):
                    content.append((end + 1, content_end(items, end + 1, joined=True)))
            content = [(a, b) for a, b in content if b > a]
            if content:
                found.append(Found((at + 2, end), (at, at + 2), tuple(content), "according-to", 0.92))
    return found


def _described(items: Sequence[Item], at: int) -> bool:
    """Whether "Ann Low, a teacher who was there," stands at ``at``: an apposition that a second comma closes."""
    commas = [here for here in range(at, min(len(items), at + 24)) if is_mark(items[here], ",")]
    return len(commas) > 1 and items[commas[0] + 1].low in {"a", "an", "who", "which"}


def _resumes(items: Sequence[Item], at: int) -> bool:
    return (
        items[at].kind == "w"
        and items[at].low not in {"who", "which", "while", "but", "and", "as", "in", "with"}
        and not (items[at].low.endswith("ing"))
    )


def name_and_colon(items: Sequence[Item]) -> list[Found]:
    """ "Clinton: "Our goal is ..."": a short name, a colon, a quotation."""
    for at in range(1, min(len(items) - 1, 9)):
        if is_mark(items[at], ":") and items[at + 1].kind == "q" and items[0].kind == "w":
            words = items[:at]
            if all(item.kind in "wr" for item in words) and items[0].capital:
                return [Found((0, at), (at, at + 1), ((at + 1, content_end(items, at + 1)),), "name-colon", 0.75)]
        if items[at].kind == "p" and not is_mark(items[at], ","):
            break
    return []
