"""Teaches the head names, step by step, and measures what it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor
from torch.nn.functional import cross_entropy

from xpkg.network.encoder import pack_sentences
from xpkg.network.names import NameSpan, NameTagger, find_names
from xpkg.network.parser import Parser, encode, look_up, number_words, one_thread
from xpkg.training.names.disguise import Inventor, disguise
from xpkg.training.names.head import NameHead, inputs_of
from xpkg.training.names.marked import UNKNOWN, Marked
from xpkg.training.parsing.examples import endless
from xpkg.training.parsing.heads import stack
from xpkg.training.parsing.steps import Course

_COMMON = 3000
_LEAST = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """What the shipped head was trained with."""

    steps: int = 1600
    words: int = 1500  # in a step, with padding
    rate: float = 2.5e-3
    warm: int = 100
    fresh: float = 0.55  # share of the steps that read new sentences; the rest take one of those again
    gold: float = 0.3  # share of the steps that are made on the treebank
    keep: float = 0.998  # of the running mean of the weights, which is what is kept


def learn(
    settings: Settings, parser: Parser, head: NameHead, gold: Sequence[Marked], silver: Sequence[Marked],
    seed: int, say: Callable[[str], None], watch: Callable[[int, dict[str, Tensor]], None] = lambda *_: None,
) -> dict[str, Tensor]:  # fmt: skip
    """Teaches ``head`` the names of both, each time disguised anew; the mean of its last weights."""
    random = np.random.default_rng(seed)
    inventor = Inventor(random)
    common, seldom = vocabulary([*gold, *silver])
    course = Course(head, settings.steps, settings.rate, settings.warm, settings.keep)
    orders = [endless([len(one.words) for one in kind], settings.words, random) for kind in (gold, silver)]
    kept: list[tuple[Tensor, Tensor, Tensor, bool]] = []
    head.train()
    for step in range(1, settings.steps + 1):
        if step == 1 or random.random() < settings.fresh or not kept:
            hard = not silver or random.random() < settings.gold
            chosen = [(gold if hard else silver)[at] for at in next(orders[0 if hard else 1])]
            batch = [disguise(one, inventor, common, seldom) for one in chosen]
            named = frozenset(word for one in batch for name in one.names for word in one.words[name.first : name.last])
            inputs, mask = inputs_of(parser, [one.words for one in batch], random, named)
            tags = stack([one.tags() for one in batch], mask.shape[1])
            kept.append((inputs, mask, tags, hard))
        else:
            inputs, mask, tags, hard = kept.pop(int(random.integers(len(kept))))
        loss = cross_entropy(
            head(inputs, mask)[mask], tags[mask], ignore_index=UNKNOWN, label_smoothing=0.02 if hard else 0.05
        )
        course.go(step, loss)
        if step % 200 == 0:
            say(f"step {step} of {settings.steps}: loss {loss.item():.3f}")
            watch(step, course.mean)
    return course.mean


def vocabulary(sentences: Sequence[Marked]) -> tuple[list[str], frozenset[str]]:
    """Frequent long words in small letters, and the words (in small letters) that occur so seldom."""
    counts = Counter(word.lower() for one in sentences for word in one.words if word.isalpha())
    small = Counter(word for one in sentences for word in one.words if word.isalpha() and word.islower())
    common = [word for word, _ in small.most_common(_COMMON) if len(word) > 3]
    return common, frozenset(word for word in counts if small[word] < _LEAST)


def tag(tagger: NameTagger, parser: Parser, sentences: Sequence[tuple[str, ...]]) -> list[tuple[NameSpan, ...]]:
    """The names in ``sentences`` by the weights that ship."""
    out: list[tuple[NameSpan, ...]] = []
    for start in range(0, len(sentences), 60):
        part = sentences[start : start + 60]
        packing = pack_sentences([len(words) for words in part])
        words, packed = number_words(part, packing)
        with one_thread().limit(limits=1, user_api="blas"):
            heard = encode(parser, look_up(parser, words), packed, packing)
            out += find_names(tagger, part, heard, packing)
    return out


@dataclass(frozen=True, slots=True)
class Found:
    """How many names of a kind there are, were found, and were found right (same words, same kind)."""

    there: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / max(1, self.there + self.found)

    def __str__(self) -> str:
        return f"{100 * self.right / max(1, self.found):.1f}/{100 * self.right / max(1, self.there):.1f}/{self.f1:.1f}"


def measure(tagger: NameTagger, parser: Parser, sentences: Sequence[Marked], least: float = 0.0) -> dict[str, Found]:
    """The names found with a confidence of at least ``least``, by kind. Those on doubtful words do not count."""
    there, found, right = Counter[str](), Counter[str](), Counter[str]()
    for marked, spans in zip(sentences, tag(tagger, parser, [one.words for one in sentences]), strict=True):
        own = set(marked.names)
        there.update(name.kind for name in own)
        for first, last, kind, confidence in spans:
            if confidence >= least and not marked.doubtful & set(range(first, last)):
                found[kind] += 1
                right[kind] += (first, last, kind) in own
    return {kind: Found(there[kind], found[kind], right[kind]) for kind in sorted(there)}
