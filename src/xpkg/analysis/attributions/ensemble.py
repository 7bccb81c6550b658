"""Joins what the network and the rules find: each where it was the better of the two on articles held aside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.decisions import Decision
from xpkg.analysis.attributions.methods import Method
from xpkg.analysis.attributions.repairs import OF_NETWORK, run
from xpkg.analysis.attributions.repairs.repair import stepped
from xpkg.analysis.attributions.rule_preference import stands_around, why_rule
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.reporting import SpeechAct
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, BlockType, RepairStep, Span, Text
from xpkg.text.overlaps import Stretches, stretches

_UNSURE = 0.25
"""Below this confidence a candidate that only the network makes is more often wrong than not."""
_UNSURE_OF_WORD = 0.65
"""The same where its cue holds no word of saying and what it says is not all quoted."""
_OWN_SIGHT = frozenset(
    (
        *(Method.ACCORDING_TO, Method.AFTER_CONTENT, Method.INVERTED, Method.NAME_COLON, Method.PASSIVE),
        *(Method.PASSIVE_BY, Method.AS_TOLD, Method.NOUN_WAS, Method.IN_WORDS, Method.SIGNED, Method.HEADLINE),
        *(Method.HEARD, Method.ASIDE),
    )
)
"""The rules whose candidates are mostly right where the network found no cue."""
_NESTED = frozenset(
    (Method.VERB_THAT, Method.TOLD_THAT, Method.VERB_QUOTE, Method.TOLD_QUOTE, Method.VERB_AS, Method.NOUN_THAT)
)
"""The rules that are trusted to find an attribution inside another, where the network finds the outer one alone."""
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
    claims, dropped = _parted(_choose(text, claim, _at(by_cue, claim)) for claim in trimmed)
    cues = {at for claim in learned for at in _places(claim.cue)}
    contents = {at for claim in claims for at in _places(claim.content)}
    by_start = sorted((claim for claim in ruled if claim.cue), key=lambda claim: claim.cue[0].start)
    passed = [outer for claim in claims for outer in _passed(text, claim, by_start, cues)]
    over = _Contents(passed)
    claims, unmade = _parted(_past(claim, over.around(claim), _at(by_cue, claim)) for claim in claims)
    told, passed_over = _Told(claims), frozenset(passed)
    titles = stretches(block.span for block in text.blocks if block.type is BlockType.TITLE)
    lone = (claim for claim in ruled if not _places(claim.cue) & cues)
    added, untrusted = _parted(
        _add(claim, _why_added(text, claim, contents, passed_over, told, titles)) for claim in lone
    )
    outer = _Contents(added)
    nested, outside = _parted(_within(text, claim, outer.around(claim), _at(by_cue, claim)) for claim in claims)
    headings = stretches(block.span for block in text.blocks if block.type is BlockType.HEADING)
    kept, headed = _parted(
        stepped(claim, Decision.DROP_IN_HEADING, None) if _lies_in(claim.cue, headings) else claim
        for claim in (*nested, *added)
    )
    kept.sort(key=lambda claim: (claim.cue or claim.content)[0])
    return (*kept, *dropped, *unmade, *untrusted, *outside, *headed)


def _parted(claims: Iterable[AttributionCandidate]) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    """Those that stand and those that were dropped."""
    both: tuple[list[AttributionCandidate], list[AttributionCandidate]] = ([], [])
    for claim in claims:
        both[claim.is_dropped].append(claim)
    return both


def _by_cue(ruled: Iterable[AttributionCandidate]) -> Mapping[int, Sequence[AttributionCandidate]]:
    """The candidates of the rules by the code points of their cues."""
    by_cue: dict[int, list[AttributionCandidate]] = {}
    for claim in ruled:
        for at in sorted(_places(claim.cue)):
            by_cue.setdefault(at, []).append(claim)
    return by_cue


def _why_added(
    text: Text,
    claim: AttributionCandidate,
    contents: Set[int],
    passed: Container[AttributionCandidate],
    told: _Told,
    titles: Stretches,
) -> Decision | None:
    """Why a candidate of the rules whose cue the network did not see is trusted; None where it is not."""
    if _places(claim.cue) <= contents:
        return Decision.ADD_NESTED if _is_nested(text, claim) else None
    if claim.method in _OWN_SIGHT:
        return Decision.ADD_TRUSTED_RULE
    if claim in passed:
        return Decision.ADD_PASSED_VERB
    if _tells_of(claim, told):
        return Decision.ADD_OUTER
    if _orders(text, claim):
        return Decision.ADD_ORDER
    return Decision.ADD_IN_TITLE if claim.source is not None and _lies_in(claim.cue, titles) else None


def _add(claim: AttributionCandidate, why: Decision | None) -> AttributionCandidate:
    if why is None:
        return stepped(claim, Decision.DROP_LONE_RULE, None)
    return replace(claim, trail=(RepairStep(why, None, claim.parts, claim.method),))


def _places(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _at(
    by_cue: Mapping[int, Sequence[AttributionCandidate]], claim: AttributionCandidate
) -> Sequence[AttributionCandidate]:
    """What the rules found at the cue of ``claim``, the first of it."""
    for span in claim.cue:
        for at in range(span.start, span.end):
            if at in by_cue:
                return by_cue[at]
    return ()


def _is_nested(text: Text, claim: AttributionCandidate) -> bool:
    """Whether an attribution inside another's content is kept: it names its speaker and is not itself quoted."""
    quoted = any(one.inner.contains(span) for span in claim.cue for one in text.quotations_over(span))
    return claim.method in _NESTED and claim.source is not None and not quoted


def _orders(text: Text, claim: AttributionCandidate) -> bool:
    """Whether the rules found a plain order: "Low told the guards to leave". Of "wanted" they are less sure."""
    cue, words = claim.cue[-1], text.source.text
    if claim.method != Method.TOLD_TO or claim.source is None:
        return False
    if any(one.inner.contains(cue) for one in text.quotations_over(cue)):
        return False
    if _FUSED.search(words, max(0, claim.source.start - _NEAR), claim.source.start):
        return False
    form = verb_forms().get(cue.cut(words).lower().split()[-1])
    if form is None or form.kinds == {Inflection.BASE}:
        return False  # "has direct ties"
    return form.verb.act is SpeechAct.ORDERS or form.verb.lemma in {"tell", "urge"}


def _passed(
    text: Text, claim: AttributionCandidate, ruled: Sequence[AttributionCandidate], cues: Container[int]
) -> Iterator[AttributionCandidate]:
    """The attribution that the network missed between the speaker and a cue inside it: "Low | denies | she said so".

    ``ruled`` is in order of the cues.
    """
    if claim.source is None or not 0 <= claim.cue[0].start - claim.source.end <= _FURTHEST:
        return
    if _JOINED.search(text.source.text, claim.source.end, claim.cue[0].start):
        return  # "Low denies it and | said": both verbs are hers
    low = bisect_left(ruled, claim.source.end, key=lambda other: other.cue[0].start)
    high = bisect_left(ruled, claim.cue[0].start, key=lambda other: other.cue[0].start)
    for other in ruled[low:high]:
        between = other.cue[-1].end <= claim.cue[0].start
        speaks = other.source is not None and other.source.overlaps(claim.source)
        if between and speaks and other.cue[0].start not in cues and _holds(other.content, claim.cue):
            yield other


def _past(
    claim: AttributionCandidate, passed: Sequence[AttributionCandidate], same: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """``claim``, or where another verb of its speaker's stands before its cue, what the rules have for the cue."""
    if not any(_holds(other.content, claim.cue) and _of_one(other, claim) for other in passed):
        return claim
    if same and same[0].source and not _of_one(same[0], claim):
        return stepped(claim, Decision.RULE_BEHIND_PASSED_VERB, same[0])
    return stepped(claim, Decision.DROP_BEHIND_PASSED_VERB, None)


def _of_one(other: AttributionCandidate, claim: AttributionCandidate) -> bool:
    return other.source is not None and claim.source is not None and other.source.overlaps(claim.source)


class _Contents:
    """Candidates by what is said in them."""

    def __init__(self, claims: Sequence[AttributionCandidate]) -> None:
        self._claims = claims
        parts = sorted((span, place) for place, claim in enumerate(claims) for span in claim.content)
        self._places = [place for _, place in parts]
        self._contents = stretches(span for span, _ in parts)

    def around(self, claim: AttributionCandidate) -> list[AttributionCandidate]:
        """Those in whose content the cue of ``claim`` begins, in their own order."""
        if not claim.cue:
            return list(self._claims)
        places = {self._places[at] for at in self._contents.over(claim.cue[0])}
        return [self._claims[place] for place in sorted(places)]


class _Told:
    """Candidates by where they begin."""

    def __init__(self, claims: Iterable[AttributionCandidate]) -> None:
        parts = [(*claim.cue, *((claim.source,) if claim.source else ())) for claim in claims]
        self._parts = sorted((each for each in parts if each), key=lambda each: each[0].start)
        self._starts = [each[0].start for each in self._parts]
        self._bare = any(not each for each in parts)

    def any_in(self, content: Sequence[Span]) -> bool:
        """Whether cue and source of one of the candidates lie in ``content``."""
        return self._bare or any(
            _holds(content, parts)
            for span in content
            for parts in self._parts[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        )


def _tells_of(claim: AttributionCandidate, told: _Told) -> bool:
    """Whether an attribution of the rules contains one of the network: "the paper reported that X told ..."."""
    return claim.method in _NESTED and claim.source is not None and told.any_in(claim.content)


def _choose(text: Text, claim: AttributionCandidate, same: Sequence[AttributionCandidate]) -> AttributionCandidate:
    """The network's candidate, or the one that the rules have for its cue; dropped where neither is good enough."""
    if same:
        why = why_rule(text, same[0], claim)
        return stepped(claim, why, same[0]) if why else _with_rest(text, claim, same[0])
    if stands_around(text, claim):
        behind = tuple(span for span in claim.content if span.start >= claim.cue[-1].end)
        claim = stepped(claim, Decision.CUT_WORDS_BEFORE, replace(claim, content=behind))
    plain = _names_saying(text, claim) or _is_quoted(text, claim)
    if claim.confidence >= (_UNSURE if plain else _UNSURE_OF_WORD):
        return claim
    return stepped(claim, Decision.DROP_UNSURE, None)


def _with_rest(text: Text, claim: AttributionCandidate, ruled: AttributionCandidate) -> AttributionCandidate:
    """``claim`` with the paragraphs of a quotation left open at the end of each, which the rules follow further."""
    rest = [span for span in ruled.content if span.start >= claim.content[-1].end]
    last = claim.content[-1]
    kept: list[Span] = []
    for span in rest:
        if not any(not one.closed and one.span.end == last.end for one in text.quotations):
            break
        if not any(one.span.contains(span) for one in text.quotations):
            break
        kept.append(span)
        last = span
    if not kept:
        return claim
    return stepped(claim, Decision.ADD_OPEN_QUOTATION, replace(claim, content=(*claim.content, *kept)))


def _names_saying(text: Text, claim: AttributionCandidate) -> bool:
    words = [word.lower() for span in claim.cue for word in _WORD.findall(span.cut(text.source.text))]
    return not words or any(word in verb_forms() or word in noun_acts() or word == "according" for word in words)


def _is_quoted(text: Text, claim: AttributionCandidate) -> bool:
    return all(any(one.span == span for one in text.quotations_over(span)) for span in claim.content)


def _within(
    text: Text, claim: AttributionCandidate, outer: Iterable[AttributionCandidate], same: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """``claim``, or where its cue stands inside the content of one of ``outer``, what of it stands there too."""
    for other in outer:
        parts = (*claim.content, *((claim.source,) if claim.source else ()))
        if not _holds(other.content, claim.cue) or _holds(other.content, parts):
            continue
        if _of_one(other, claim) and _JOINED.search(text.source.text, other.cue[-1].end, claim.cue[0].start):
            continue  # "Low condemns it, | vows to rebuild": both verbs are hers
        ruled = [one for one in same if _holds(other.content, one.content)]
        if ruled:
            return stepped(claim, Decision.RULE_INSIDE_OUTER, ruled[0])
        content = tuple(span for span in claim.content if _holds(other.content, (span,)))
        source = claim.source if claim.source and _holds(other.content, (claim.source,)) else None
        if not content:
            return stepped(claim, Decision.DROP_OUTSIDE_OUTER, None)
        return stepped(claim, Decision.CUT_OUTSIDE_OUTER, replace(claim, source=source, content=content))
    return claim


def _holds(content: Sequence[Span], parts: Sequence[Span]) -> bool:
    return all(any(span.contains(part) for span in content) for part in parts)


def _lies_in(parts: Sequence[Span], among: Stretches) -> bool:
    return any(among.spans[at].contains(part) for part in parts for at in among.over(part))
