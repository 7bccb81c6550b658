"""The network that ships: trees for whatever it is given, the same each time, whatever stands beside."""

from __future__ import annotations

import numpy as np
import pytest

from xpkg.network.encoder import pack_sentences
from xpkg.network.parser import Reading, load_parser, read_sentences
from xpkg.network.trees import are_trees
from xpkg.network.weights import pack, unpack
from xpkg.network.words import affixes, cut_pieces, plain_word, shape_of

WORDS = "The mayor of Ardia , Anna Brown , said on Monday that she had not been told about the vote .".split()
AWKWARD = [
    [], ["."], ["\u200b"], ["🙂"] * 3, ["北京", "。"], ["\x00", "\ud7ff", "ﬃ", "İ"], ["a" * 5000], ["'"] * 40,
    ["and"] * 120, [str(number) for number in range(400)], (WORDS * 110)[:2000], ["(", ")"] * 30, ["word", "word"],
]  # fmt: skip


def is_tree(reading: Reading) -> bool:
    return not reading.heads or bool(are_trees(np.array(reading.heads), np.zeros(len(reading.heads), dtype=np.intp))[0])


@pytest.mark.parametrize("words", AWKWARD, ids=lambda words: f"{len(words)} words")
def test_whatever_comes_has_a_tree(words: list[str]) -> None:
    (reading,) = read_sentences(load_parser(), [words])
    assert len(reading.upos) == len(reading.xpos) == len(reading.heads) == len(reading.relations) == len(words)
    assert is_tree(reading)
    assert [relation == "root" for relation in reading.relations] == [head == -1 for head in reading.heads]


def test_a_sentence_is_read_the_same_alone_and_among_others() -> None:
    sentences = [WORDS, WORDS[::-1], WORDS[4:9], ["Yes", "."], *([word] for word in WORDS), WORDS * 7, WORDS[1:]]
    together = read_sentences(load_parser(), sentences)
    assert together == read_sentences(load_parser(), sentences)
    assert together == [read_sentences(load_parser(), [one])[0] for one in sentences]
    assert together[::-1] == read_sentences(load_parser(), sentences[::-1])


def test_packing_keeps_each_word_beside_its_neighbours() -> None:
    lengths = [3, 1, 5, 5, 2]
    packing = pack_sentences(lengths)
    assert sorted(packing.place.tolist()) == list(range(16))
    assert packing.starts.tolist() == [0, 5, 9, 12, 14, 16]
    start = 0
    for length in lengths:
        rows = packing.place[start : start + length].tolist()
        assert [packing.after[row] for row in rows] == [*rows[1:], 16]
        assert [packing.before[row] for row in rows] == [16, *rows[:-1]]
        start += length


def test_weights_survive_eight_bits() -> None:
    random = np.random.default_rng(1)
    arrays = {"layer": random.normal(size=(30, 20)).astype(np.float32), "bias": np.arange(4, dtype=np.float32)}
    arrays["table"] = arrays["layer"] * np.arange(30, dtype=np.float32)[:, None]
    found, names = unpack(pack(arrays, {"upos": ["NOUN", "VERB"]}, frozenset({"table"})))
    assert names == {"upos": ["NOUN", "VERB"]}
    assert found["bias"].tolist() == [0, 1, 2, 3]
    for name in ("layer", "table"):
        axis = 1 if name == "table" else 0
        step = np.abs(arrays[name]).max(axis=axis, keepdims=True) / 127
        assert (np.abs(found[name] - arrays[name]) <= step * 0.51 + 1e-9).all()


def test_words_by_themselves() -> None:
    assert plain_word("don’t—“…”") == 'don\'t-"..."'
    assert affixes("Ward’s") == ("ward's", "d's", "'s", "war")
    assert affixes("A-12") == ("a-00", "-00", "00", "a-0")
    assert cut_pieces("unbound", {"un": 0, "##bound": 1, "##b": 2}) == (0, 1)
    assert cut_pieces("x北y", {"x": 0, "##y": 1}) == (0, 1)
    words = ("ward", "don't", "'s", "A", "UN", "Ward", "McOrm", "iPod", "2001", "30", "F16", "3.5", "U.S.", "“", "?")
    assert [shape_of(word) for word in words] == list(range(1, 16))
