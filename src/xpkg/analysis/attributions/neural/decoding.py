"""Turns the network's scores into candidates: the likely parts, which of them belong together, and the confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

import numpy as np

from xpkg.analysis.attributions.neural.crf import BEGINNINGS, OUTSIDE, Part, likely_parts
from xpkg.analysis.attributions.neural.rows import NOWHERE, Row, make_rows
from xpkg.analysis.attributions.neural.runtime import (
    Network,
    Scores,
    link_scores,
    score_rows,
    sourceless_scores,
)
from xpkg.model import AttributionCandidate, Mention, Method, Span, Text
from xpkg.network.encoder import Floats, Ints
from xpkg.network.parser import one_thread
from xpkg.syntax import read

Signs = tuple[float, ...]

_AT_ONCE = 8
"""Rows that are read together: more are slower, since they do not fit the processor's cache."""
_SOURCE, _CUE, _CONTENT = BEGINNINGS


def find_candidates(
    network: Network, text: Text, hints: Sequence[AttributionCandidate], mentions: Sequence[Mention]
) -> tuple[AttributionCandidate, ...]:
    """The candidates that ``network`` finds in ``text``, in order of their cues; ``hints`` are those of the rules."""
    return tuple(candidate for candidate, _ in find_signed_claims(network, text, hints, mentions))


def find_signed_claims(
    network: Network, text: Text, hints: Sequence[AttributionCandidate], mentions: Sequence[Mention]
) -> Iterator[tuple[AttributionCandidate, Signs]]:
    """The same, each with the features that its confidence is computed from."""
    every = make_rows(text, hints, mentions)
    states = read(text).states
    for start in range(0, len(every), _AT_ONCE):
        rows = every[start : start + _AT_ONCE]
        with one_thread().limit(limits=1, user_api="blas"):
            scores = list(score_rows(network, rows, states))
            parts = _parts(rows, scores, network.weights["transitions"])
            found = [
                candidate for one in zip(rows, scores, parts, strict=True) for candidate in _claims(network, text, *one)
            ]
        yield from found


def _claims(
    network: Network, text: Text, row: Row, scores: Scores, parts: dict[int, list[Part]]
) -> Iterator[tuple[AttributionCandidate, Signs]]:
    cues, sources, contents = parts[_CUE], parts[_SOURCE], parts[_CONTENT]
    if not cues or not contents:
        return
    sentences: Ints = np.cumsum(np.array(row.flags) & 1)
    cue_spans = _spans(cues)
    by_content = link_scores(network, scores.states, sentences, cue_spans, _spans(contents), "content")
    by_content += _reachable(text.source.text, row, contents, cues)
    by_content += _apart(contents, cues)
    content_sure = _log_softmax(by_content, axis=1)
    chosen: dict[int, list[int]] = {}
    for content, cue in enumerate(by_content.argmax(axis=1)):
        if by_content[content, cue] > OUTSIDE / 2:
            chosen.setdefault(int(cue), []).append(content)
    nobody = sourceless_scores(network, scores.states, cue_spans)[None]
    by_source = nobody
    if sources:
        linked = link_scores(network, scores.states, sentences, cue_spans, _spans(sources), "source")
        linked += _apart(sources, cues)
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
        candidate = AttributionCandidate(
            source=_span(row, named) if named else None,
            cue=(_span(row, cues[cue]),),
            content=tuple(_span(row, contents[at]) for at in chosen[cue]),
            method=Method.MODEL,
            confidence=_confidence(network.calibration, signs),
        )
        yield candidate, signs


def _reachable(text: str, row: Row, contents: Sequence[Part], cues: Sequence[Part]) -> Floats:
    """Zero where a content may belong to a cue, else a prohibitive score (contents, cues).

    It may within its block. It may in the next block if it is quoted there after a colon. It also may if that block
    is only a quotation, has no cue of its own and answers no question.
    """
    bars = np.full((len(contents), len(cues)), OUTSIDE, dtype=np.float32)
    saying = {row.blocks[cue.first] for cue in cues}
    asking = {block for block, word in zip(row.blocks, row.words, strict=True) if word == "?"}
    for at, content in enumerate(contents):
        block = row.blocks[content.first]
        opens = _opens_quoted(text, row, content.first)
        before = row.words[content.first - 2] if opens else ""
        beyond = before == ":" or (
            opens and block not in saying and block - 1 not in asking and _closes(row, content.last)
        )
        for other, cue in enumerate(cues):
            if row.blocks[cue.first] == block or (beyond and row.blocks[cue.first] == block - 1):
                bars[at, other] = 0.0
    return bars


def _apart(parts: Sequence[Part], cues: Sequence[Part]) -> Floats:
    """Zero where a part and a cue share no token, else a prohibitive score (parts, cues).

    Each kind of part is taken by itself, so that two kinds may overlap where the network is not sure of either.
    """
    first, last = _spans(parts).T[:, :, None]
    opens, closes = _spans(cues).T[:, None, :]
    found: Floats = np.where((first > closes) | (last < opens), np.float32(0), OUTSIDE)
    return found


def _opens_quoted(text: str, row: Row, first: int) -> bool:
    """Whether ``first`` opens its block, which is not the row's first, with a quotation mark."""
    return first > 1 and not row.words[first - 1] and text[row.starts[first]] in "“\"'‘«"


def _closes(row: Row, last: int) -> bool:
    """Whether nothing but marks stands after ``last`` in its block."""
    rest = takewhile(bool, row.words[last + 1 :])
    return all(not any(map(str.isalnum, word)) for word in rest)


def _confidence(calibration: Floats, signs: Signs) -> float:
    """A logistic regression over the signs; two decimals, so that no rounding of the machine's shows."""
    value = float(np.dot(calibration, np.array(signs, dtype=np.float32)))
    return round(min(0.99, max(0.01, 1 / (1 + float(np.exp(-value))))), 2)


def _spans(parts: Sequence[Part]) -> Ints:
    return np.array([(part.first, part.last) for part in parts], dtype=np.intp)


def _span(row: Row, part: Part) -> Span:
    return Span(row.starts[part.first], row.ends[part.last])


def _log_softmax(values: Floats, axis: int) -> Floats:
    shifted = values - values.max(axis=axis, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return result


def _parts(rows: Sequence[Row], scores: Sequence[Scores], transitions: Floats) -> Iterator[dict[int, list[Part]]]:
    """For each row its parts by the number of the label that begins them.

    No part crosses from block to block, so that each block is a sequence of its own: they are read side by side.
    """
    starts = [[at for at, place in enumerate(row.places) if place == NOWHERE or not at] for row in rows]
    lengths = [
        end - start for row, own in zip(rows, starts, strict=True) for start, end in pairwise([*own, len(row.words)])
    ]
    emissions = np.concatenate([one.labels for one in scores])
    opening = [place == NOWHERE for row in rows for place in row.places]
    emissions[opening, 1:] += OUTSIDE
    found = likely_parts(emissions, transitions, lengths)
    for own in starts:
        parts: dict[int, list[Part]] = {begin: [] for begin in BEGINNINGS}
        for start in own:
            for begin, some in next(found).items():
                parts[begin] += [Part(part.first + start, part.last + start, part.sure) for part in some]
        yield parts
