"""Makes rows for the learner of articles and their attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.neural.rows import NOWHERE, ROW, Row, make_rows
from xpkg.network.parser import load_parser, look_up
from xpkg.syntax import read
from xpkg.training.articles import Article, Gold

MOST = 24
"""Cues, sources and contents in a row at most, for the learner; a row has six on average."""
_SOURCE, _CUE, _CONTENT = 1, 3, 5

Array = NDArray[np.generic]
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """A row: its tokens (tokens, numbers), their marks (tokens, marks), and what is right.

    Of a token ``states`` has what the encoder makes of it in its sentence, then what it knows of the word by itself.
    """

    states: NDArray[np.float16]
    marks: Array
    sentences: Array
    labels: Array
    links: dict[str, Array]


def samples(article: Article, most: int = ROW) -> Iterator[Sample]:
    """The rows of ``article``, of ``most`` tokens; what the rules find and what names name is among their marks."""
    states = read(article.text).states
    for row in make_rows(article.text, patterns.annotate(article.text, article.mentions), article.mentions, most):
        places = np.array(row.places)
        own = np.concatenate([states[places], look_up(load_parser(), row.words)], axis=1).astype(np.float16)
        own[places == NOWHERE] = 0
        labels, links = right_of(row, article.golds)
        yield Sample(own, np.array(row.marks()).T, np.cumsum(np.array(row.flags) & 1), labels, links)


def right_of(row: Row, golds: Sequence[Gold]) -> tuple[Array, dict[str, Array]]:
    """The labels of the tokens of ``row`` by what people marked, and the links (see ``batches.make_batch``)."""
    low, high = row.starts[0], max(row.ends)
    here = [gold for gold in golds if any(a < high and b > low for a, b in gold.source + gold.cue + gold.content)]
    labels = np.zeros(len(row.words), dtype=np.int64)
    cues: list[_Pair] = []
    sources: list[_Pair] = []
    contents: list[_Pair] = []
    source_of: list[int] = []
    cue_of: list[int] = []
    for gold in here:
        own = {
            role: _tokens(row, spans)
            for role, spans in ((_SOURCE, gold.source), (_CUE, gold.cue), (_CONTENT, gold.content))
        }
        for role, pairs in own.items():
            for first, last in pairs:
                labels[first] = role
                labels[first + 1 : last + 1] = role + 1
        sources += [pair for pair in own[_SOURCE] if pair not in sources]
        if own[_CUE]:
            cue_of += [len(cues)] * len(own[_CONTENT])
            contents += own[_CONTENT]
            cues.append(own[_CUE][0])
            source_of.append(sources.index(own[_SOURCE][0]) if own[_SOURCE] else MOST)
    owners = _numbers(cue_of, 0)
    return labels, {
        "cues": _pairs(cues), "has_cue": _how_many(cues), "sources": _pairs(sources),
        "has_source": _how_many(sources), "contents": _pairs(contents),
        "has_content": _how_many(contents) * (owners < MOST), "source_of": _numbers(source_of, MOST),
        "cue_of": np.minimum(owners, MOST - 1),
    }  # fmt: skip


def _tokens(row: Row, spans: Sequence[_Pair]) -> list[_Pair]:
    """The first and last token of each of ``spans`` that has any in ``row``."""
    found = []
    for start, end in spans:
        tokens = enumerate(zip(row.starts, row.ends, strict=True))
        inside = [at for at, (first, last) in tokens if first < min(last, end) and last > start]
        if inside:
            found.append((inside[0], inside[-1]))
    return found


def _pairs(pairs: Sequence[_Pair]) -> NDArray[np.int64]:
    places = np.zeros((MOST, 2), dtype=np.int64)
    if pairs:
        places[: len(pairs)] = pairs[:MOST]
    return places


def _how_many(pairs: Sequence[_Pair]) -> NDArray[np.float32]:
    return (np.arange(MOST) < len(pairs)).astype(np.float32)


def _numbers(values: Sequence[int], missing: int) -> NDArray[np.int64]:
    found = np.full(MOST, missing, dtype=np.int64)
    found[: len(values)] = values[:MOST]
    return found
