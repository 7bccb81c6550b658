"""Turns the network's scores into claims: the best labels, which parts belong together, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions.network import (
    Floats,
    Ints,
    Network,
    Scores,
    link_scores,
    one_thread,
    score_rows,
    sourceless_scores,
)
from xpkg.analysis.attributions.tokens import Row, make_rows
from xpkg.model import Claim, Mention, Span, Text

Mask = NDArray[np.bool_]

Signs = tuple[float, ...]

_AT_ONCE = 16
"""Rows that are read together: more are slower, since they do not fit the processor's cache."""
METHOD = "model"
_OUTSIDE = np.float32(-1e4)
_SOURCE, _CUE, _CONTENT = 1, 3, 5


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring tokens with one label: first and last token of the row, and how sure both ends are (log)."""

    first: int
    last: int
    sure: float


def find_claims(
    network: Network, text: Text, hints: Sequence[Claim], mentions: Sequence[Mention]
) -> tuple[Claim, ...]:
    """The claims that ``network`` finds in ``text``, in order of their cues; ``hints`` are those of the rules."""
    return tuple(claim for claim, _ in find_signed_claims(network, text, hints, mentions))


def find_signed_claims(
    network: Network, text: Text, hints: Sequence[Claim], mentions: Sequence[Mention]
) -> Iterator[tuple[Claim, Signs]]:
    """The same, each with the signs that its confidence is reckoned from."""
    every = make_rows(text, hints, mentions)
    for first in range(0, len(every), _AT_ONCE):
        rows = every[first : first + _AT_ONCE]
        with one_thread().limit(limits=1, user_api="blas"):
            scores = score_rows(network, rows)
            found = [
                claim
                for number, (row, parts) in enumerate(zip(rows, _parts(rows, scores), strict=True))
                for claim in _claims(network, text, scores, number, row, parts)
            ]
        yield from found


def _claims(
    network: Network, text: Text, scores: Scores, number: int, row: Row, parts: dict[int, list[_Part]]
) -> Iterator[tuple[Claim, Signs]]:
    cues, sources, contents = parts[_CUE], parts[_SOURCE], parts[_CONTENT]
    if not cues or not contents:
        return
    sentences: Ints = np.cumsum(np.array(row.flags) & 1)
    cue_spans = _spans(cues)
    by_content = link_scores(network, scores.hidden, number, sentences, cue_spans, _spans(contents), "x")
    by_content += _reachable(text.source.text, row, contents, cues)
    content_sure = _log_softmax(by_content, axis=1)
    chosen: dict[int, list[int]] = {}
    for content, cue in enumerate(by_content.argmax(axis=1)):
        if by_content[content, cue] > _OUTSIDE / 2:
            chosen.setdefault(int(cue), []).append(content)
    nobody = sourceless_scores(network, scores.hidden, number, cue_spans)[None]
    by_source = nobody
    if sources:
        linked = link_scores(network, scores.hidden, number, sentences, cue_spans, _spans(sources), "s")
        by_source = np.concatenate([linked, nobody])
    source_sure = _log_softmax(by_source, axis=0)
    for cue in sorted(chosen):
        source = int(by_source[:, cue].argmax())
        named = sources[source] if source < len(sources) else None
        signs = (
            cues[cue].sure,
            min(contents[at].sure for at in chosen[cue]),
            min(float(content_sure[at, cue]) for at in chosen[cue]),
            named.sure if named else 0.0,
            float(source_sure[source, cue]),
            float(named is None),
            1.0,
        )
        claim = Claim(
            source=_span(row, named) if named else None,
            cue=(_span(row, cues[cue]),),
            content=tuple(_span(row, contents[at]) for at in chosen[cue]),
            method=METHOD,
            confidence=_confidence(network.calibration, signs),
        )
        yield claim, signs


def _reachable(text: str, row: Row, contents: Sequence[_Part], cues: Sequence[_Part]) -> Floats:
    """Nought where a content may belong to a cue, else a bar (contents, cues).

    It may within its block. It may in the next one if it is quoted there and a colon leads over to it.
    """
    bars = np.full((len(contents), len(cues)), _OUTSIDE, dtype=np.float32)
    for at, content in enumerate(contents):
        first = content.first
        block = row.blocks[first]
        for other, cue in enumerate(cues):
            same = row.blocks[cue.first] == block
            if same or (row.blocks[cue.first] == block - 1 and _leads_over(text, row, first)):
                bars[at, other] = 0.0
    return bars


def _leads_over(text: str, row: Row, first: int) -> bool:
    """Whether ``first`` opens its block with a quotation mark and the block before ends in a colon."""
    opens = first > 1 and not row.words[first - 1] and text[row.starts[first]] in "“\"'‘«"
    return opens and row.words[first - 2] == ":"


def _confidence(calibration: Floats, signs: Signs) -> float:
    """A logistic regression over the signs; two decimals, so that no rounding of the machine's shows."""
    value = float(np.dot(calibration, np.array(signs, dtype=np.float32)))
    return round(min(0.99, max(0.01, 1 / (1 + float(np.exp(-value))))), 2)


def _spans(parts: Sequence[_Part]) -> Ints:
    return np.array([(part.first, part.last) for part in parts], dtype=np.intp)


def _span(row: Row, part: _Part) -> Span:
    return Span(row.starts[part.first], row.ends[part.last])


def _log_softmax(values: Floats, axis: int) -> Floats:
    shifted = values - values.max(axis=axis, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return result


def _parts(rows: Sequence[Row], scores: Scores) -> Iterator[dict[int, list[_Part]]]:
    """For each row its parts by the number of the label that begins them."""
    lengths = [len(row.words) for row in rows]
    emissions = scores.labels.copy()
    for number, tokens in enumerate(rows):
        for at, word in enumerate(tokens.words):
            if not word:
                emissions[number, at, 1:] += _OUTSIDE  # no part crosses from block to block
    labels, marginals = best_labels(emissions, allowed(scores.transitions), lengths)
    for row, length in enumerate(lengths):
        found: dict[int, list[_Part]] = {_SOURCE: [], _CUE: [], _CONTENT: []}
        sequence = labels[row].tolist()
        at = 0
        while at < length:
            label = sequence[at]
            if label == 0:
                at += 1
                continue
            last = at
            while last + 1 < length and sequence[last + 1] == label + 1:
                last += 1
            begins = float(marginals[row, at, label])
            after = sequence[last + 1] if last + 1 < length else 0
            ends = float(marginals[row, last, sequence[last]])
            beyond = float(marginals[row, last + 1, after]) if last + 1 < length else 1.0
            sure = float(np.log(max(1e-4, begins)) + np.log(max(1e-4, ends)) + np.log(max(1e-4, beyond)))
            found[label].append(_Part(at, last, sure))
            at = last + 1
        yield found


def allowed(transitions: Floats) -> Floats:
    """``transitions`` with those ruled out that would open a part in its middle."""
    result = transitions.copy()
    for before in range(7):
        for inside in (2, 4, 6):
            if before not in (inside - 1, inside):
                result[before, inside] = _OUTSIDE
    return result


def best_labels(emissions: Floats, transitions: Floats, lengths: Sequence[int]) -> tuple[Ints, Floats]:
    """The likeliest labels (rows, tokens) and every label's probability (rows, tokens, labels): a linear-chain CRF."""
    rows, length, count = emissions.shape
    inside = np.arange(length)[:, None] < np.array(lengths)[None, :]
    steps = np.where(inside[..., None], emissions.swapaxes(0, 1), 0).astype(np.float32)
    steps[0, :, 2::2] += _OUTSIDE
    best = np.empty((length, rows, count), dtype=np.float32)
    back = np.empty((length, rows, count), dtype=np.intp)
    best[0] = steps[0]
    turned = transitions.T[None]
    for at in range(1, length):
        paths = best[at - 1][:, None, :] + turned
        back[at] = paths.argmax(axis=2)
        best[at] = paths.max(axis=2) + steps[at]
    labels = np.zeros((rows, length), dtype=np.intp)
    every = np.arange(rows)
    ends = np.array(lengths) - 1
    current = np.zeros(rows, dtype=np.intp)
    for at in range(length - 1, -1, -1):
        current = np.where(ends == at, best[at].argmax(axis=1), current)
        labels[:, at] = np.where(at <= ends, current, 0)
        current = back[at][every, current] if at else current
    return labels, _marginals(steps, transitions, inside)


def _marginals(steps: Floats, transitions: Floats, inside: Mask) -> Floats:
    """Forward and backward sums, scaled at each step so that products of probabilities suffice."""
    length = len(steps)
    weights = np.exp(steps - steps.max(axis=2, keepdims=True))
    moves = np.exp(transitions)
    forward = np.empty_like(weights)
    backward = np.ones_like(weights)
    forward[0] = weights[0] / weights[0].sum(axis=1, keepdims=True)
    for at in range(1, length):
        total = (forward[at - 1] @ moves) * weights[at]
        forward[at] = total / total.sum(axis=1, keepdims=True)
    for at in range(length - 2, -1, -1):
        total = (backward[at + 1] * weights[at + 1]) @ moves.T
        total /= total.sum(axis=1, keepdims=True)
        backward[at] = np.where(inside[at + 1][:, None], total, 1.0)
    product = forward * backward
    result: Floats = (product / product.sum(axis=2, keepdims=True)).swapaxes(0, 1)
    return result
