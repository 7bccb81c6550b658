"""Joins what the network and the rules find: each where it was the better of the two on articles held aside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.methods import Method
from xpkg.analysis.attributions.repairs import OF_NETWORK, run
from xpkg.model import AttributionCandidate, BlockType, Sentence, Span, Text
from xpkg.text.overlaps import Stretches, stretches

_SURE = 0.5
"""Below this confidence of the network's, the rules cut the parts of a claim with the same cue better."""
_UNSURE = 0.25
"""Below this confidence a claim that only the network makes is more often wrong than not."""
_UNSURE_OF_WORD = 0.65
"""The same where its cue holds no word of saying and what it says is not all quoted."""
_PASSIVE = frozenset({Method.PASSIVE, Method.PASSIVE_TOLD})
"""Have the speaker after its cue or nowhere: rare in what the network learned from, and right by rule."""
_OWN_SIGHT = frozenset(
    (
        *(Method.ACCORDING_TO, Method.AFTER_CONTENT, Method.INVERTED, Method.NAME_COLON, Method.PASSIVE),
        *(Method.PASSIVE_BY, Method.AS_TOLD, Method.NOUN_WAS, Method.IN_WORDS, Method.SIGNED, Method.HEADLINE),
        *(Method.HEARD, Method.ASIDE),
    )
)
"""The rules whose claims are mostly right where the network found no cue."""
_AROUND = frozenset({Method.AFTER_CONTENT, Method.INVERTED})
"""The rules that know a saying with its speaker in its midst."""
_WHOLE = Method.ACCORDING_TO
"""The rule that knows best where what is said begins: it is the clause, with its subject."""
_NESTED = frozenset(
    (Method.VERB_THAT, Method.TOLD_THAT, Method.VERB_QUOTE, Method.TOLD_QUOTE, Method.VERB_AS, Method.NOUN_THAT)
)
"""The rules that are trusted to find one saying inside another, where the network sees the outer one alone."""
_FURTHEST = 200
"""Characters between a speaker and his verb at most."""
_NEAR = 20
"""Characters before a speaker that tell on what he hangs."""
_JOINED = re.compile(r"(?:[,;]|\b(?:and|but|or|then))\s+\Z")
_FUSED = re.compile(r"\b(?:what|which|that|whatever|whom?)\s+\Z", re.I)
"""Before a speaker: what he told somebody to do is told of, and not that he told him."""
_ORDERING = frozenset("tell order instruct urge".split())
_OPEN = re.compile(r"\s(?:which|who|whom|whose)$")
"""The end of a content that has lost its relative clause."""
_WORD = re.compile(r"[^\W\d_]+")


def combine(
    text: Text, learned: Sequence[AttributionCandidate], ruled: Sequence[AttributionCandidate]
) -> tuple[AttributionCandidate, ...]:
    """The claims of both, one for each cue, in order of their cues.

    A claim of the rules that holds another's cue in its content is kept beside it: one saying inside another.
    """
    by_cue: dict[int, list[AttributionCandidate]] = {}
    for claim in ruled:
        for at in sorted(_places(claim.cue)):
            by_cue.setdefault(at, []).append(claim)
    trimmed, _ = run(text, OF_NETWORK, learned)
    chosen = (_choose(text, claim, _at(by_cue, claim)) for claim in trimmed)
    claims = [claim for claim in chosen if claim is not None]
    cues = {at for claim in learned for at in _places(claim.cue)}
    contents = {at for claim in claims for at in _places(claim.content)}
    headings, titles = (
        stretches(block.span for block in text.blocks if block.type is kind)
        for kind in (BlockType.HEADING, BlockType.TITLE)
    )
    by_start = sorted((claim for claim in ruled if claim.cue), key=lambda claim: claim.cue[0].start)
    passed = [outer for claim in claims for outer in _passed(text, claim, by_start, cues)]
    over = _Contents(passed)
    claims = [one for claim in claims if (one := _past(claim, over.around(claim), _at(by_cue, claim))) is not None]
    told, passed_over = _Told(claims), frozenset(passed)
    added = [
        claim
        for claim in ruled
        if not _places(claim.cue) & cues
        and (
            _is_nested(text, claim)
            if _places(claim.cue) <= contents
            else claim.method in _OWN_SIGHT
            or claim in passed_over
            or _tells_of(claim, told)
            or _orders(text, claim)
            or (claim.source is not None and _lies_in(claim.cue, titles))
        )
    ]
    outer = _Contents(added)
    joined = [*(_within(text, claim, outer.around(claim), _at(by_cue, claim)) for claim in claims), *added]
    kept = [claim for claim in joined if claim is not None and not _lies_in(claim.cue, headings)]
    return tuple(sorted(kept, key=lambda claim: (claim.cue or claim.content)[0]))


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
    """Whether a saying inside another's content is worth a claim: it names its speaker and is not itself quoted."""
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
    return form is not None and form.verb.lemma in _ORDERING


def _passed(
    text: Text, claim: AttributionCandidate, ruled: Sequence[AttributionCandidate], cues: Container[int]
) -> Iterator[AttributionCandidate]:
    """The saying that the network passed over between the speaker and a cue inside it: "Low | denies | she said so".

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
) -> AttributionCandidate | None:
    """``claim``, or where another verb of its speaker's stands before its cue, what the rules have for the cue."""
    if passed and any(_holds(other.content, claim.cue) and _of_one(other, claim) for other in passed):
        return same[0] if same and same[0].source and not _of_one(same[0], claim) else None
    return claim


def _of_one(other: AttributionCandidate, claim: AttributionCandidate) -> bool:
    return other.source is not None and claim.source is not None and other.source.overlaps(claim.source)


class _Contents:
    """Claims by what is said in them."""

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
    """Claims by where they begin."""

    def __init__(self, claims: Iterable[AttributionCandidate]) -> None:
        parts = [(*claim.cue, *((claim.source,) if claim.source else ())) for claim in claims]
        self._parts = sorted((each for each in parts if each), key=lambda each: each[0].start)
        self._starts = [each[0].start for each in self._parts]
        self._bare = any(not each for each in parts)

    def any_in(self, content: Sequence[Span]) -> bool:
        """Whether cue and source of one of the claims lie in ``content``."""
        return self._bare or any(
            _holds(content, parts)
            for span in content
            for parts in self._parts[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        )


def _tells_of(claim: AttributionCandidate, told: _Told) -> bool:
    """Whether a saying that the network did not see tells of one that it saw: "the paper reported that X told ..."."""
    return claim.method in _NESTED and claim.source is not None and told.any_in(claim.content)


def _choose(
    text: Text, claim: AttributionCandidate, same: Sequence[AttributionCandidate]
) -> AttributionCandidate | None:
    """The network's claim, or the one that the rules have for its cue, or none where neither is good enough."""
    if same:
        better = claim.confidence < _SURE or same[0].method in _PASSIVE or _knows_better(text, same[0], claim)
        return same[0] if better else _with_rest(text, claim, same[0])
    if _stands_around(text, claim):
        behind = tuple(span for span in claim.content if span.start >= claim.cue[-1].end)
        claim = replace(claim, content=behind)
    plain = _names_saying(text, claim) or _is_quoted(text, claim)
    return claim if claim.confidence >= (_UNSURE if plain else _UNSURE_OF_WORD) else None


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
    return replace(claim, content=(*claim.content, *kept)) if kept else claim


def _knows_better(text: Text, ruled: AttributionCandidate, claim: AttributionCandidate) -> bool:
    """Whether the network's ``claim`` has a border where that of the rules for the same cue is right."""
    return (
        (_stands_around(text, claim) and ruled.method not in _AROUND)
        or (_lies_elsewhere(text, claim) and not _lies_elsewhere(text, ruled))
        or (ruled.method in _AROUND and _leaves_gap(text, claim))
        or (ruled.method == _WHOLE and ruled.content[0].start < claim.content[0].start)
        or bool(_OPEN.search(claim.content[-1].cut(text.source.text)))
    )


def _stands_around(text: Text, claim: AttributionCandidate) -> bool:
    """Whether plain words before the speaker and others after the cue are taken for one saying.

    Seldom rightly: the words before mostly belong to a saying that holds this one.
    """
    if claim.source is None:
        return False
    before = any(span.end <= claim.source.start and not _begins_quotation(text, span) for span in claim.content)
    return before and any(span.start >= claim.cue[-1].end for span in claim.content)


def _begins_quotation(text: Text, span: Span) -> bool:
    return any(quotation.span.start == span.start for quotation in text.quotations_over(span))


def _leaves_gap(text: Text, claim: AttributionCandidate) -> bool:
    """Whether words stand between what is said and who then says it: "Prices rose, | as they do, | Low said"."""
    speaking = min((*claim.cue, *((claim.source,) if claim.source else ()))).start
    before = [span.end for span in claim.content if span.end <= speaking]
    return bool(before) and bool(_WORD.search(text.source.text, max(before), speaking))


def _lies_elsewhere(text: Text, claim: AttributionCandidate) -> bool:
    """Whether all that is said stands outside the sentence of its cue: "Prices fell. According to Low, ...".

    A quotation right before that sentence is no other one: "Who knows?" he asked.
    """
    sentence = text.sentence_at(claim.cue[0].start)
    if sentence is None:
        return False
    return not any(span.overlaps(sentence.span) or _asks_before(text, span, sentence) for span in claim.content)


def _asks_before(text: Text, span: Span, sentence: Sentence) -> bool:
    """Whether ``span`` ends with a quotation right before ``sentence``."""
    start = sentence.span.start
    if span.end > start or text.source.text[span.end : start].strip():
        return False
    return any(quotation.span.end == span.end for quotation in text.quotations_over(span))


def _names_saying(text: Text, claim: AttributionCandidate) -> bool:
    words = [word.lower() for span in claim.cue for word in _WORD.findall(span.cut(text.source.text))]
    return not words or any(word in verb_forms() or word in noun_acts() or word == "according" for word in words)


def _is_quoted(text: Text, claim: AttributionCandidate) -> bool:
    return all(any(one.span == span for one in text.quotations_over(span)) for span in claim.content)


def _within(
    text: Text, claim: AttributionCandidate, outer: Iterable[AttributionCandidate], same: Sequence[AttributionCandidate]
) -> AttributionCandidate | None:
    """``claim``, or where its cue stands inside the content of one of ``outer``, what of it stands there too."""
    for other in outer:
        parts = (*claim.content, *((claim.source,) if claim.source else ()))
        if not _holds(other.content, claim.cue) or _holds(other.content, parts):
            continue
        if _of_one(other, claim) and _JOINED.search(text.source.text, other.cue[-1].end, claim.cue[0].start):
            continue  # "Low condemns it, | vows to rebuild": both verbs are hers
        ruled = [one for one in same if _holds(other.content, one.content)]
        if ruled:
            return ruled[0]
        content = tuple(span for span in claim.content if _holds(other.content, (span,)))
        source = claim.source if claim.source and _holds(other.content, (claim.source,)) else None
        if not content:
            return None
        return replace(claim, source=source, content=content)
    return claim


def _holds(content: Sequence[Span], parts: Sequence[Span]) -> bool:
    return all(any(span.contains(part) for span in content) for part in parts)


def _lies_in(parts: Sequence[Span], among: Stretches) -> bool:
    return any(among.spans[at].contains(part) for part in parts for at in among.over(part))
