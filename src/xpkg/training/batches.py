"""Makes arrays for the learner of articles and their attributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.neural.features import ROW, Row, make_rows
from xpkg.analysis.attributions.neural.runtime import Network, encode, fold_word
from xpkg.training.articles import Article, Gold

MOST = 24
"""Cues, sources and contents in a row at most, for the learner; a row has six on average."""
_SOURCE, _CUE, _CONTENT = 1, 3, 5
_LEAST_WORD, _LEAST_SUFFIX = 3, 10

Array = NDArray[np.generic]
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and suffixes that get embeddings of their own: those that the articles use often enough."""

    words: tuple[str, ...]
    suffixes: tuple[str, ...]
    rare: tuple[str, ...]  # that are met twice or more, for static vectors


def count_words(articles: Iterable[Article]) -> Vocabulary:
    """The vocabulary of ``articles``, in order of the alphabet."""
    words: Counter[str] = Counter()
    suffixes: Counter[str] = Counter()
    for article in articles:
        for row in make_rows(article.text):
            folded = [fold_word(word) for word in row.words]
            words.update(folded)
            suffixes.update(word[-3:] for word in folded)
    return Vocabulary(
        tuple(sorted(word for word, count in words.items() if count >= _LEAST_WORD)),
        tuple(sorted(suffix for suffix, count in suffixes.items() if count >= _LEAST_SUFFIX)),
        tuple(sorted(word for word, count in words.items() if count >= 2)),
    )


def make_batch(network: Network, articles: Sequence[Article]) -> list[Array]:
    """All rows of ``articles`` as arrays, a row in each place of the first axis.

    In order: codes, labels, mask, sentence numbers; cues and their mask; sources and theirs; contents and theirs; the
    source of each cue (``MOST`` for none) and the cue of each content.
    """
    made = [
        _row_arrays(network, row, article.golds)
        for article in articles
        for row in make_rows(article.text, patterns.annotate(article.text, article.mentions), article.mentions)
    ]
    return [np.stack(column) for column in zip(*made, strict=True)]


def sentence_numbers(row: Row) -> Array:
    """The number of each token's sentence, drawn out to the width of a row."""
    numbers: Array = np.pad(np.cumsum(np.array(row.flags) & 1), (0, ROW - len(row.words)), mode="edge")
    return numbers


def _row_arrays(network: Network, row: Row, golds: Sequence[Gold]) -> tuple[Array, ...]:
    size = len(row.words)
    codes = np.zeros((9, ROW), dtype=np.int32)
    codes[:, :size] = encode(network, [row])[:, 0]
    mask = (np.arange(ROW) < size).astype(np.float32)
    low, high = row.starts[0], max(row.ends)
    here = [gold for gold in golds if any(a < high and b > low for a, b in gold.source + gold.cue + gold.content)]
    labels = np.zeros(ROW, dtype=np.int32)
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
        for pair in own[_SOURCE]:
            if pair not in sources:
                sources.append(pair)
        if own[_CUE]:
            cue_of += [len(cues)] * len(own[_CONTENT])
            contents += own[_CONTENT]
            cues.append(own[_CUE][0])
            source_of.append(sources.index(own[_SOURCE][0]) if own[_SOURCE] else MOST)
    targets = np.full(MOST, MOST, dtype=np.int32)
    targets[: len(source_of)] = np.minimum(source_of[:MOST], MOST)
    owners = np.zeros(MOST, dtype=np.int32)
    owners[: len(cue_of)] = cue_of[:MOST]
    known = (np.arange(MOST) < len(contents)) & (owners < MOST)
    return (
        codes, labels, mask, sentence_numbers(row).astype(np.int32),
        *_padded(cues), *_padded(sources), _padded(contents)[0], known.astype(np.float32), targets, owners,
    )  # fmt: skip


def _tokens(row: Row, spans: Sequence[_Pair]) -> list[_Pair]:
    """The first and last token of each of ``spans`` that has any in ``row``."""
    found = []
    for start, end in spans:
        tokens = enumerate(zip(row.starts, row.ends, strict=True))
        inside = [at for at, (first, last) in tokens if first < min(last, end) and last > start]
        if inside:
            found.append((inside[0], inside[-1]))
    return found


def _padded(pairs: Sequence[_Pair]) -> tuple[Array, Array]:
    places = np.zeros((MOST, 2), dtype=np.int32)
    if pairs:
        places[: len(pairs)] = pairs[:MOST]
    return places, (np.arange(MOST) < len(pairs)).astype(np.float32)
