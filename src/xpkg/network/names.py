"""Finds names and their kinds from what the parser makes of words: the name tagger, in plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xpkg.network.encoder import Heard, Packing, add_rows, arranged, normalize, recur
from xpkg.network.weights import unpack

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

KINDS = ("person", "organization", "place", "group", "event", "other")
OUTSIDE = 0
_BEGIN, _INSIDE, _END, _SINGLE = range(4)
TAGS = 1 + 4 * len(KINDS)
"""Outside of names, and for each kind the first, an inner, the last, and the only word of a name."""
CASES = 15


class NameSpan(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a sentence that are a name of ``kind``.

    ``confidence`` is the geometric mean of the chances of its tags.
    """

    first: int
    last: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NameTagger:
    """The weights: the gates of one recurrent layer by what they read, and the tags' scores of its states."""

    known: Floats
    told: Floats
    last: Floats
    cases: Floats
    shares: Floats
    bias: Floats
    gain: Floats
    tags: Floats
    tags_bias: Floats


@cache
def load_tagger() -> NameTagger:
    """The tagger that ships with xpkg, read once."""
    return tagger_from((files("xpkg.network") / "names.npz").read_bytes())


def tagger_from(data: bytes) -> NameTagger:
    """The tagger in an archive as ``xpkg.training.names`` writes it."""
    arrays, _ = unpack(data)
    gates = arranged(arrays["recurrent.gates.weight"])
    widths = arrays["widths"].astype(int).tolist()  # of what is known, told, last
    known, told, last, cases, shares = np.split(gates, np.cumsum([*widths, CASES]))
    return NameTagger(
        known, told, last, cases, shares, arranged(arrays["recurrent.gates.bias"]),
        arrays["recurrent.gain"], arrays["tags.weight"], arrays["tags.bias"],
    )  # fmt: skip


def case_of(word: str) -> int:
    """How ``word`` is written, as far as names are concerned: 0 to 14."""
    if word.isalpha():
        if word.islower():
            return 0
        if word.istitle():
            return 1 if len(word) > 1 else 2
        if word.isupper():
            return 2 if len(word) == 1 else 3 if len(word) < 4 else 4
        return 5 if word[0].isupper() else 6
    if any(character.isdigit() for character in word):
        return 7
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return 8
    if not any(character.isupper() for character in letters):
        return 9
    if "." in word:
        return 10 if len(letters) == 1 else 11
    if "'" in word or "’" in word:
        return 12
    return 13 if word[0].isupper() else 14


def shares_of(cases: Sequence[int]) -> tuple[float, float]:
    """The share of words with a capital, and with capitals alone, among the words of a sentence."""
    written = [case for case in cases if case not in (7, 8)]
    if not written:
        return 0.0, 0.0
    capital = sum(case not in (0, 6, 9, 14) for case in written)
    return capital / len(written), sum(case in (3, 4) for case in written) / len(written)


def find_names(
    tagger: NameTagger, sentences: Sequence[Sequence[str]], heard: Heard, packing: Packing
) -> list[tuple[NameSpan, ...]]:
    """The names in each of ``sentences``, none of them empty, in order and without overlap."""
    scores = _scores(tagger, sentences, heard, packing)[packing.place]
    scores -= scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(axis=1, keepdims=True)
    best = chances.argmax(axis=1)
    lengths = np.array([len(sentence) for sentence in sentences])
    ends = np.cumsum(lengths)
    starts = ends - lengths
    wrong = ~_follows()[best[:-1], best[1:]]
    wrong[ends[:-1] - 1] = False
    wrong = np.append(wrong, False)
    wrong[starts] |= ~_LEFT[best[starts]]
    wrong[ends - 1] |= ~_RIGHT[best[ends - 1]]
    for at in np.flatnonzero(np.add.reduceat(wrong, starts)).tolist():
        first, last = int(starts[at]), int(ends[at])
        best[first:last] = best_tags(np.log(chances[first:last] + np.float32(1e-9)))
    sure = np.log(np.take_along_axis(chances, best[:, None], axis=1)[:, 0] + np.float32(1e-9)).tolist()
    found: list[tuple[NameSpan, ...]] = []
    named = np.add.reduceat(best != OUTSIDE, starts).tolist()
    tags = best.tolist()
    for first, last, some in zip(starts.tolist(), ends.tolist(), named, strict=True):
        found.append(spans_of(tags[first:last], sure[first:last]) if some else ())
    return found


def spans_of(tags: Sequence[int], sure: Sequence[float]) -> tuple[NameSpan, ...]:
    """The names that ``tags`` mark; ``sure`` are the logarithms of the tags' chances."""
    found = []
    first = 0
    for place, tag in enumerate(tags):
        part = (tag - 1) % 4
        if tag == OUTSIDE or part == _INSIDE:
            continue
        if part in (_BEGIN, _SINGLE):
            first = place
        if part in (_END, _SINGLE):
            own = sure[first : place + 1]
            confidence = float(np.exp(sum(own) / len(own)))
            found.append(NameSpan(first, place + 1, KINDS[(tag - 1) // 4], confidence))
    return tuple(found)


def best_tags(scores: Floats) -> Ints:
    """The tags, each of which may follow the one before it, whose ``scores`` (words, tags) add up to most (Viterbi)."""
    barred = np.where(_follows(), np.float32(0), np.float32(-1e6))
    total = scores[0] + np.where(_LEFT, np.float32(0), np.float32(-1e6))
    came = np.zeros(scores.shape, dtype=np.intp)
    for at in range(1, len(scores)):
        reached = total[:, None] + barred
        came[at] = reached.argmax(axis=0)
        total = reached.max(axis=0) + scores[at]
    tags = np.zeros(len(scores), dtype=np.intp)
    tags[-1] = (total + np.where(_RIGHT, np.float32(0), np.float32(-1e6))).argmax()
    for at in range(len(scores) - 1, 0, -1):
        tags[at - 1] = came[at, tags[at]]
    return tags


_PART = np.append(-1, np.tile(np.arange(4), len(KINDS)))
_LEFT: NDArray[np.bool_] = (_PART < 0) | (_PART == _BEGIN) | (_PART == _SINGLE)
"""Tags at which a name may begin, or none goes on."""
_RIGHT: NDArray[np.bool_] = (_PART < 0) | (_PART == _END) | (_PART == _SINGLE)
"""Tags after which no name goes on."""


@cache
def _follows() -> NDArray[np.bool_]:
    """Whether a tag (row) may stand before another (column)."""
    kind = np.append(-1, np.repeat(np.arange(len(KINDS)), 4))
    goes_on = kind[:, None] == kind[None, :]
    result: NDArray[np.bool_] = np.where(_RIGHT[:, None], _LEFT[None, :], goes_on & ~_LEFT[None, :])
    return result


def _scores(tagger: NameTagger, sentences: Sequence[Sequence[str]], heard: Heard, packing: Packing) -> Floats:
    """The scores of the tags of each word, as the words are packed."""
    cases, shares = written(sentences)
    gates = heard.told @ tagger.told
    gates += heard.last @ tagger.last
    add_rows(gates, heard.known @ tagger.known + tagger.bias, heard.words)
    own = np.empty_like(cases)
    own[packing.place] = cases
    add_rows(gates, tagger.cases, own)
    sentence = np.empty_like(cases)
    sentence[packing.place] = np.repeat(np.arange(len(sentences)), [len(each) for each in sentences])
    add_rows(gates, shares @ tagger.shares, sentence)
    states = normalize(recur(gates, packing), tagger.gain)
    return states @ tagger.tags + tagger.tags_bias


def written(sentences: Sequence[Sequence[str]]) -> tuple[Ints, Floats]:
    """How each word of ``sentences`` is written, and for each sentence the shares of capitals."""
    known: dict[str, int] = {}
    cases = []
    for sentence in sentences:
        own = []
        for word in sentence:
            case = known.get(word)
            if case is None:
                case = known[word] = case_of(word)
            own.append(case)
        cases.append(own)
    flat = np.array([case for own in cases for case in own], dtype=np.intp)
    return flat, np.array([shares_of(own) for own in cases], dtype=np.float32)
