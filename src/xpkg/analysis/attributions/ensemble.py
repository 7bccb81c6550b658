"""Joins what the network and the rules find: each where it was the better of the two on articles held aside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from xpkg.analysis.attributions.candidate_index import Contents, Told, holds
from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.cue_senses import is_deed
from xpkg.analysis.attributions.decisions import Decision
from xpkg.analysis.attributions.plain_clauses import find_plain_clauses
from xpkg.analysis.attributions.repairs import CLAUSE_SUBJECTS, OF_NETWORK, run
from xpkg.analysis.attributions.repairs.repair import stepped
from xpkg.analysis.attributions.rule_preference import stands_around, why_rule
from xpkg.analysis.attributions.tree_agreement import (
    is_done_in_passive,
    is_done_to,
    is_plain_claim,
    is_plain_request,
    is_plain_saying,
    is_saying_of_document,
)
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, BlockType, Method, RepairStep, Span, SpeechAct, Text
from xpkg.text.overlaps import Stretches, stretches

_UNSURE = 0.35
"""Below this confidence a candidate that only the network makes is more often wrong than not."""
_UNSURE_OF_WORD = 0.6
"""The same where its cue holds no word of saying and what it says is not all quoted."""
_UNSURE_OF_DEED = 0.8
"""The same where the content is no more than the object of that verb: mostly what is done, and nothing said."""
_OWN_SIGHT = frozenset(
    (
        *(Method.ACCORDING_TO, Method.AFTER_CONTENT, Method.INVERTED, Method.NAME_COLON, Method.PASSIVE),
        *(Method.PASSIVE_BY, Method.AS_TOLD, Method.NOUN_WAS, Method.IN_WORDS, Method.SIGNED, Method.HEADLINE),
        *(Method.HEARD, Method.ASIDE, Method.ATTRIBUTABLE),
    )
)
"""The rules whose candidates are mostly right where the network found no cue."""
_NESTED = frozenset(
    (Method.VERB_THAT, Method.TOLD_THAT, Method.VERB_QUOTE, Method.TOLD_QUOTE, Method.VERB_AS, Method.NOUN_THAT)
)
"""The rules that are trusted to find an attribution inside another, where the network finds the outer one alone."""
_OF_DOCUMENTS = _NESTED | {Method.VERB_CLAUSE}
"""The rules that are trusted to find what a letter or the like says: "a banner **demanding** his release"."""
_FURTHEST = 200
"""Characters between a speaker and his verb at most."""
_NEAR = 20
"""Characters before a speaker that show what governs the phrase."""
_JOINED = pattern(r"(?:[,;]|\b<<coordinator -nor +then>>)\s+\Z")
_FUSED = pattern(r"\b<<relative_pronoun +what +whatever>>\s+\Z", re.I)
"""Before a speaker: the text reports what was ordered, and not the order."""
_WORD = re.compile(r"[^\W\d_]+")


def combine(
    text: Text, learned: Sequence[AttributionCandidate], ruled: Sequence[AttributionCandidate]
) -> tuple[AttributionCandidate, ...]:
    """The candidates of both, one for each cue, in order of their cues; behind them those that were dropped.

    A candidate of the rules that holds another's cue in its content is kept beside it: one attribution inside
    another. The trail of each lists the decisions that changed it.
    """
    by_cue = _by_cue(ruled)
    trimmed, _ = run(text, OF_NETWORK, learned)
    candidates, dropped = _parted(_choose(text, one, _at(by_cue, one)) for one in trimmed)
    cues = {at for one in trimmed for at in _places(one.cue)}
    contents = {at for one in candidates for at in _places(one.content)}
    by_start = sorted((one for one in ruled if one.cue), key=lambda one: one.cue[0].start)
    passed = [outer for one in candidates for outer in _passed(text, one, by_start, cues)]
    over = Contents(passed)
    candidates, unmade = _parted(_past(one, over.around(one), _at(by_cue, one)) for one in candidates)
    told, passed_over = Told(candidates), frozenset(passed)
    titles = stretches(block.span for block in text.blocks if block.type is BlockType.TITLE)
    lone, _ = run(text, CLAUSE_SUBJECTS, (one for one in ruled if not _places(one.cue) & cues))
    added, untrusted = _parted(_add(one, _why_added(text, one, contents, passed_over, told, titles)) for one in lone)
    doubted = {at for one in dropped for at in _places(one.cue)}
    known = (cues - doubted) | {at for one in added for at in _places(one.cue)}
    added += [_add(one, Decision.ADD_CLAUSE) for one in find_plain_clauses(text, known)]
    outer = Contents(added)
    nested, outside = _parted(_within(text, one, outer.around(one), _at(by_cue, one)) for one in candidates)
    headings = stretches(block.span for block in text.blocks if block.type is BlockType.HEADING)
    kept, headed = _parted(
        stepped(one, Decision.DROP_IN_HEADING, None) if _lies_in(one.cue, headings) else one
        for one in (*nested, *added)
    )
    kept.sort(key=lambda one: (one.cue or one.content)[0])
    return (*kept, *dropped, *unmade, *untrusted, *outside, *headed)


def _parted(found: Iterable[AttributionCandidate]) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    """Those that stand and those that were dropped."""
    both: tuple[list[AttributionCandidate], list[AttributionCandidate]] = ([], [])
    for candidate in found:
        both[candidate.is_dropped].append(candidate)
    return both


def _by_cue(ruled: Iterable[AttributionCandidate]) -> Mapping[int, Sequence[AttributionCandidate]]:
    """The candidates of the rules by the code points of their cues."""
    by_cue: dict[int, list[AttributionCandidate]] = {}
    for candidate in ruled:
        for at in sorted(_places(candidate.cue)):
            by_cue.setdefault(at, []).append(candidate)
    return by_cue


def _why_added(
    text: Text,
    candidate: AttributionCandidate,
    contents: Set[int],
    passed: Container[AttributionCandidate],
    told: Told,
    titles: Stretches,
) -> Decision | None:
    """Why a candidate of the rules whose cue the network did not see is trusted; None where it is not."""
    if _places(candidate.cue) <= contents:
        return Decision.ADD_NESTED if _is_nested(text, candidate) else None
    if candidate.method == Method.PASSIVE_TOLD and candidate.source is not None:
        return Decision.ADD_TOLD_BY
    if candidate.method in _OWN_SIGHT or _is_claim_by(candidate):
        return Decision.ADD_TRUSTED_RULE
    if candidate in passed:
        return Decision.ADD_PASSED_VERB
    if _tells_of(candidate, told):
        return Decision.ADD_OUTER
    if _orders(text, candidate):
        return Decision.ADD_ORDER
    if candidate.method in _OF_DOCUMENTS and is_saying_of_document(text, candidate):
        return Decision.ADD_DOCUMENT
    if candidate.source is not None and _lies_in(candidate.cue, titles):
        return Decision.ADD_IN_TITLE
    if candidate.method == Method.TOLD_ABOUT and is_plain_request(text, candidate):
        return Decision.ADD_PLAIN
    if text.touches_quotation(candidate.cue[0]):
        return None
    return Decision.ADD_PLAIN if is_plain_claim(text, candidate) or is_plain_saying(text, candidate, False) else None


def _is_claim_by(candidate: AttributionCandidate) -> bool:
    """Whether the speaker stands between the noun of saying and its clause: "the claim by Low that it was safe"."""
    source = candidate.source
    if candidate.method != Method.NOUN_THAT or source is None:
        return False
    return candidate.cue[-1].end < source.start and source.end < candidate.content[0].start


def _add(candidate: AttributionCandidate, why: Decision | None) -> AttributionCandidate:
    if why is None:
        return stepped(candidate, Decision.DROP_LONE_RULE, None)
    return replace(candidate, trail=(RepairStep(why, None, candidate.parts, candidate.method),))


def _places(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _at(
    by_cue: Mapping[int, Sequence[AttributionCandidate]], candidate: AttributionCandidate
) -> Sequence[AttributionCandidate]:
    """What the rules found at the cue of ``candidate``, the first of it."""
    for span in candidate.cue:
        for at in range(span.start, span.end):
            if at in by_cue:
                return by_cue[at]
    return ()


def _is_nested(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether an attribution inside another's content is kept: it names its speaker and is not itself quoted, or its
    sentence bears it out."""
    quoted = any(one.inner.contains(span) for span in candidate.cue for one in text.quotations_over(span))
    if candidate.method in _NESTED and candidate.source is not None and not quoted:
        return True
    return is_plain_saying(text, candidate, quoted)


def _orders(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the rules found a plain order: "Low told the guards to leave". Of "wanted" they are less sure."""
    cue, words = candidate.cue[-1], text.source.text
    if candidate.method != Method.TOLD_TO or candidate.source is None:
        return False
    if any(one.inner.contains(cue) for one in text.quotations_over(cue)):
        return False
    if _FUSED.search(words, max(0, candidate.source.start - _NEAR), candidate.source.start):
        return False
    form = verb_forms().get(cue.cut(words).lower().split()[-1])
    if form is None or form.kinds == {Inflection.BASE}:
        return False  # "has direct ties"
    return form.verb.act is SpeechAct.ORDERS or form.verb.lemma in {"tell", "urge"}


def _passed(
    text: Text, candidate: AttributionCandidate, ruled: Sequence[AttributionCandidate], cues: Container[int]
) -> Iterator[AttributionCandidate]:
    """The attribution that the network missed between the speaker and a cue inside it: "Low | denies | she said so".

    ``ruled`` is in order of the cues.
    """
    if candidate.source is None or not 0 <= candidate.cue[0].start - candidate.source.end <= _FURTHEST:
        return
    if _JOINED.search(text.source.text, candidate.source.end, candidate.cue[0].start):
        return  # "Low denies it and | said": both verbs are hers
    low = bisect_left(ruled, candidate.source.end, key=lambda other: other.cue[0].start)
    high = bisect_left(ruled, candidate.cue[0].start, key=lambda other: other.cue[0].start)
    for other in ruled[low:high]:
        between = other.cue[-1].end <= candidate.cue[0].start
        speaks = other.source is not None and other.source.overlaps(candidate.source)
        if between and speaks and other.cue[0].start not in cues and holds(other.content, candidate.cue):
            yield other


def _past(
    candidate: AttributionCandidate, passed: Sequence[AttributionCandidate], same: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """``candidate``, or where another verb of its speaker's stands before its cue, what the rules have for the cue."""
    if not any(holds(other.content, candidate.cue) and _of_one(other, candidate) for other in passed):
        return candidate
    if same and same[0].source and not _of_one(same[0], candidate):
        return stepped(candidate, Decision.RULE_BEHIND_PASSED_VERB, same[0])
    return stepped(candidate, Decision.DROP_BEHIND_PASSED_VERB, None)


def _of_one(other: AttributionCandidate, candidate: AttributionCandidate) -> bool:
    return other.source is not None and candidate.source is not None and other.source.overlaps(candidate.source)


def _tells_of(candidate: AttributionCandidate, told: Told) -> bool:
    """Whether an attribution of the rules contains one of the network: "the paper reported that X told ..."."""
    return candidate.method in _NESTED and candidate.source is not None and told.any_in(candidate.content)


def _choose(text: Text, candidate: AttributionCandidate, same: Sequence[AttributionCandidate]) -> AttributionCandidate:
    """The network's candidate, or the one that the rules have for its cue; dropped where neither is good enough."""
    if same:
        why = why_rule(text, same[0], candidate)
        return stepped(candidate, why, same[0]) if why else _with_rest(text, candidate, same[0])
    if stands_around(text, candidate):
        behind = tuple(span for span in candidate.content if span.start >= candidate.cue[-1].end)
        candidate = stepped(candidate, Decision.CUT_WORDS_BEFORE, replace(candidate, content=behind))
    plain = _names_saying(text, candidate) or _is_quoted(text, candidate)
    if (not plain and is_deed(text, candidate)) or is_done_in_passive(text, candidate):
        return stepped(candidate, Decision.DROP_DEED, None)
    deed = not plain and is_done_to(text, candidate)
    least = _UNSURE if plain else _UNSURE_OF_DEED if deed else _UNSURE_OF_WORD
    if candidate.confidence < least:
        return stepped(candidate, Decision.DROP_UNSURE, None)
    if not deed:
        return candidate
    kept = RepairStep(Decision.KEEP_UNKNOWN_CUE, candidate.parts, candidate.parts)
    return replace(candidate, trail=(*candidate.trail, kept))


def _with_rest(text: Text, candidate: AttributionCandidate, ruled: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the paragraphs of a quotation left open at the end of each, which the rules follow further."""
    rest = [span for span in ruled.content if span.start >= candidate.content[-1].end]
    last = candidate.content[-1]
    kept: list[Span] = []
    for span in rest:
        if not any(not one.closed and one.span.end == last.end for one in text.quotations):
            break
        if not any(one.span.contains(span) for one in text.quotations):
            break
        kept.append(span)
        last = span
    if not kept:
        return candidate
    return stepped(candidate, Decision.ADD_OPEN_QUOTATION, replace(candidate, content=(*candidate.content, *kept)))


def _names_saying(text: Text, candidate: AttributionCandidate) -> bool:
    words = [word.lower() for span in candidate.cue for word in _WORD.findall(span.cut(text.source.text))]
    return not words or any(word in verb_forms() or word in noun_acts() or word == "according" for word in words)


def _is_quoted(text: Text, candidate: AttributionCandidate) -> bool:
    return all(any(one.span == span for one in text.quotations_over(span)) for span in candidate.content)


def _within(
    text: Text,
    candidate: AttributionCandidate,
    outer: Iterable[AttributionCandidate],
    same: Sequence[AttributionCandidate],
) -> AttributionCandidate:
    """``candidate``, or where its cue stands inside the content of one of ``outer``, what of it stands there too."""
    for other in outer:
        parts = (*candidate.content, *((candidate.source,) if candidate.source else ()))
        if not holds(other.content, candidate.cue) or holds(other.content, parts):
            continue
        if _of_one(other, candidate) and _JOINED.search(text.source.text, other.cue[-1].end, candidate.cue[0].start):
            continue  # "Low condemns it, | vows to rebuild": both verbs are hers
        ruled = [one for one in same if holds(other.content, one.content)]
        if ruled:
            return stepped(candidate, Decision.RULE_INSIDE_OUTER, ruled[0])
        content = tuple(span for span in candidate.content if holds(other.content, (span,)))
        source = candidate.source if candidate.source and holds(other.content, (candidate.source,)) else None
        if not content:
            return stepped(candidate, Decision.DROP_OUTSIDE_OUTER, None)
        return stepped(candidate, Decision.CUT_OUTSIDE_OUTER, replace(candidate, source=source, content=content))
    return candidate


def _lies_in(parts: Sequence[Span], among: Stretches) -> bool:
    return any(among.spans[at].contains(part) for part in parts for at in among.over(part))
