"""Rows of words that are kept: the same whatever was asked for before, and never more than so many."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from xpkg.network.encoder import Floats
from xpkg.network.known_words import KnownWords
from xpkg.network.parser import load_parser, look_up


def made(words: Sequence[str]) -> Floats:
    return np.array([[len(word), sum(map(ord, word))] for word in words], dtype=np.float32)


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []

    def work_out(words: Sequence[str]) -> Floats:
        asked.extend(words)
        return made(words)

    known = KnownWords()
    for words in (["a", "dam", "a"], ["dam"], ["river", "dam", "a"], ["river"] * 3):
        assert (known.rows_of(words, work_out) == made(words)).all()
    assert asked == ["a", "dam", "river"]


def test_what_is_given_is_no_part_of_what_is_kept() -> None:
    known = KnownWords()
    known.rows_of(["dam"], made)[0] = 0
    assert (known.rows_of(["dam"], made) == made(["dam"])).all()


def test_no_more_than_so_many_words_are_kept() -> None:
    known = KnownWords(most=4)
    for words in (["a", "b", "c"], ["c", "d", "e"], ["a", "e", "x", "y"], [*"abcdefgh"], ["e", "a"], ["b"] * 9):
        assert (known.rows_of(words, made) == made(words)).all()
        assert len(known._rows) <= 4


def test_threads_do_not_get_in_each_others_way() -> None:
    known = KnownWords(most=60)
    lists = [[f"{number % 50}-{at % 7}" for at in range(number, number + 20)] for number in range(300)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda words: known.rows_of(words, made), lists))
    assert all((one == made(words)).all() for one, words in zip(found, lists, strict=True))


def test_a_word_is_known_the_same_alone_and_among_others() -> None:
    parser = load_parser()
    words = ["Ward", "ward", "unbound", "北京", "F16", "’s", "Ward"]
    together = look_up(parser, words)
    assert (together == np.concatenate([look_up(parser, [word]) for word in words])).all()
