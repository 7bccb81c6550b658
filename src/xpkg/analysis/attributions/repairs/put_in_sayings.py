"""Reads a saying that is put in between commas: what stands on both its sides is said, and may itself tell a saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair
from xpkg.lexicon.reporting import THAT_FRAMES
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.finiteness import is_finite
from xpkg.syntax.tree import ancestors, span_of, starting_at, subtree

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_ASIDE = frozenset(("nsubj", "appos", "dislocated", "root"))
"""How a subject hangs that is cut off from its verb by the saying put in."""
_GROUP = ("aux", "advmod")
"""What stands with a verb before it."""
_REACH = 6
"""Candidates around one that may stand in its sentence."""


class _Sides(NamedTuple):
    """The places before and behind the saying put in, and the verb of saying before it, if there is one."""

    before: range
    behind: range
    verb: int | None


def _around_put_in(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    for at, candidate in enumerate(candidates):
        found = _sides(text, candidate)
        if found is None:
            continue
        parse, sides = found
        before, behind = span_of(parse, sides.before), span_of(parse, sides.behind)
        whole = all(any(span.overlaps(side) for span in candidate.content) for side in (before, behind))
        outer = candidate if whole else replace(candidate, content=(before, behind))
        near = range(max(0, at - _REACH), min(len(candidates), at + _REACH + 1))
        others = {other: candidates[other] for other in near if other != at and candidates[other].cue}
        if sides.verb is None:
            for other, one in others.items():
                if behind.contains(one.cue[0]) and _leads(parse, sides.behind, one.cue[0]) and one.source != before:
                    outcome[other] = (replace(one, source=before),)
            outcome[at] = (outer,)
            continue
        inner = _said_before(parse, sides, candidate)
        same = next((other for other, one in others.items() if inner and one.cue[0].end == inner.cue[0].end), None)
        if inner is not None and same is not None:
            outcome[same] = (replace(candidates[same], source=inner.source, cue=inner.cue, content=inner.content),)
        outcome[at] = (outer,) if inner is None or same is not None else (outer, inner)
    return {at: made for at, made in outcome.items() if made != (candidates[at],)}


def _sides(text: Text, candidate: AttributionCandidate) -> tuple[Parse, _Sides] | None:
    """What stands around the source and the cue, which commas set off in one sentence without quotation marks."""
    found = predicate(text, candidate)
    if candidate.source is None or len(candidate.cue) != 1:
        return None
    if found is not None and not is_finite(*found, helped=True):
        return None  # "The bridge, reported by Low, is old"
    aside = Span(min(candidate.source.start, candidate.cue[0].start), max(candidate.source.end, candidate.cue[0].end))
    parse = read(text).parse_of(aside)
    if parse is None:
        return None
    first, last = starting_at(parse.tokens, aside.start), starting_at(parse.tokens, aside.end)
    ends = max(at for at in range(len(parse)) if parse.upos[at] != "PUNCT") + 1 if len(parse) else 0
    if first < 2 or last + 1 >= ends or parse.tokens[first - 1].text != "," or parse.tokens[last].text != ",":
        return None
    before, behind = range(first - 1), range(last + 1, ends)
    if any(text.touches_quotation(span_of(parse, side)) for side in (before, behind)):
        return None
    verb = _verb_before(parse, before)
    if parse.word(behind[0]) == "that" and parse.upos[behind[0]] == "SCONJ" and verb is not None:
        return parse, _Sides(before, behind, verb)
    if is_finite(parse, behind[0]) and _is_subject(parse, before):
        return parse, _Sides(before, behind, None)
    return None


def _is_subject(parse: Parse, before: range) -> bool:
    """Whether ``before`` is a noun with what tells of it, and no clause: "the boat | they sold"."""
    tops = [at for at in before if parse.heads[at] not in before and parse.upos[at] != "PUNCT"]
    if len(tops) != 1 or parse.upos[tops[0]] not in _NOMINAL or parse.relation(tops[0]) not in _ASIDE:
        return False
    finite = [at for at in before if is_finite(parse, at)]
    return all(any(parse.relations[up] == "acl:relcl" for up in (at, *ancestors(parse, at))) for at in finite)


def _verb_before(parse: Parse, before: range) -> int | None:
    """The last verb of ``before``, where it is one of saying that has its subject there and no clause yet."""
    verbs = [at for at in before if is_finite(parse, at) and parse.upos[at] == "VERB"]
    if not verbs or (form := verb_forms().get(parse.word(verbs[-1]))) is None or not form.verb.frames & THAT_FRAMES:
        return None
    own = own_subject(parse, verbs[-1])
    return verbs[-1] if own is not None and own in before and own < verbs[-1] else None


def _leads(parse: Parse, behind: range, cue: Span) -> bool:
    """Whether ``cue`` is the first verb of ``behind``."""
    verb = next((at for at in behind if parse.upos[at] == "VERB"), None)
    return verb is not None and cue.start <= parse.tokens[verb].start < cue.end


def _said_before(parse: Parse, sides: _Sides, candidate: AttributionCandidate) -> AttributionCandidate | None:
    """What the one says who stands before: "**Low told** him, Berg wrote, **that it was safe**"."""
    verb = sides.verb
    own = None if verb is None else own_subject(parse, verb)
    if verb is None or own is None:
        return None
    group = [*(each for each in parse.having(verb, *_GROUP) if own < each < verb), verb]
    phrase = [at for at in subtree(parse, own) if at < group[0]]
    source = span_of(parse, [at for at in phrase if parse.upos[at] != "PUNCT"])
    content = (span_of(parse, sides.behind),)
    return replace(candidate, source=source, cue=(span_of(parse, group),), content=content, trail=())


PUT_IN_SAYINGS = (
    Repair(
        "sides-of-put-in-saying",
        _around_put_in,
        Example(
            "<1:The mayor>, {12:Ann Low} [1:noted], [2:promised] <2:that the dam would stay>.",
            "<1:{2:The mayor}>, {1:Ann Low} [1:noted], <1:[2:promised] <2:that the dam would stay>>.",
        ),
    ),
)
"""What a saying put in between commas stands between."""
