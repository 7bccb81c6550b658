"""The training of the parser: reading trees, batches, scores; and that the network runs as it was learnt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xpkg.network.parser import Reading, parser_from, read_sentences
from xpkg.network.trees import are_trees
from xpkg.network.words import Vocabulary
from xpkg.training.parsing.examples import batches, encode_trees, make_inventory
from xpkg.training.parsing.scoring import compare
from xpkg.training.parsing.treebank import Tree, read_trees, split_documents

CONLLU = """# sent_id = harbour-1
# text = Piet's here.
1-2\tPiet's\t_\t_\t_\t_\t_\t_\t_\t_
1\tPiet\tPiet\tPROPN\tNNP\t_\t3\tnsubj\t_\t_
2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
2.1\tright\tright\tADV\tRB\t_\t_\t_\t3:advmod\t_
3\there\there\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""
HERE = Tree(
    ("Piet", "'s", "here", "."), ("PROPN", "AUX", "ADV", "PUNCT"), ("NNP", "VBZ", "RB", "."),
    (3, 3, 0, 3), ("nsubj", "cop", "root", "punct"),
)  # fmt: skip
YES = Tree(("Yes",), ("INTJ",), ("UH",), (0,), ("root",))


def test_trees_are_read_by_syntactic_words(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(CONLLU, "utf-8")
    assert list(read_trees([tmp_path / "a.conllu"])) == [HERE, YES]


def test_every_fifth_document_is_held_aside(tmp_path: Path) -> None:
    for name in "lkjihgfedcba":
        (tmp_path / f"{name}.conllu").write_text("", "utf-8")
    learned, aside = split_documents(tmp_path)
    assert [path.stem for path in aside] == ["e", "j"]
    assert [path.stem for path in learned] == list("abcdfghikl")


def test_trees_become_numbers() -> None:
    names = make_inventory([HERE, YES])
    assert names.relations == ("cop", "nsubj", "punct", "root")
    first, second = encode_trees([HERE, YES], names)
    assert first.words == HERE.words
    assert first.columns["heads"].tolist() == [3, 3, 0, 3]
    assert first.columns["relations"].tolist() == [1, 0, 3, 2]
    assert second.columns["upos"].tolist() == [names.upos.index("INTJ")]
    assert encode_trees([HERE], names, most=3) == []


def test_each_sentence_comes_once_in_a_round() -> None:
    lengths = [1 + at * 7 % 40 for at in range(300)]
    groups = batches(lengths, 200, np.random.default_rng(3))
    assert sorted(at for group in groups for at in group) == list(range(300))
    assert all(len(group) == 1 or len(group) * max(lengths[at] for at in group) <= 200 for group in groups)


def test_scores_count_heads_and_relations_by_words() -> None:
    tags = ("PROPN", "AUX", "ADV", "X"), ("NNP", "VBZ", "RB", ".")
    found = Reading(*tags, (2, 0, -1, 2), ("nsubj:pass", "cop", "root", "dep"))
    score = compare([(HERE, found), (YES, Reading(("INTJ",), ("UH",), (-1,), ("root",)))])
    assert (score.words, score.upos, score.xpos) == (5, 0.8, 1)
    assert (score.uas, score.las, score.full) == pytest.approx((0.8, 0.6, 0.4))


def test_the_network_runs_as_it_was_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    from xpkg.training.parsing import heads as layers
    from xpkg.training.parsing.heads import pairs
    from xpkg.training.parsing.student import Student

    vocabulary = Vocabulary({"piet": 0, "he": 1, "##re": 2}, {"here": 1}, {"ere": 1}, {"re": 1}, {"pie": 1})
    vectors = np.random.default_rng(1).integers(-127, 128, (3, 64)).astype(np.float32) / np.float32(127)
    vectors[:, 0] = 1  # the largest number of a row, by which it is scaled
    names = make_inventory([HERE, YES])
    sentences = [HERE.words, YES.words, HERE.words[:2], HERE.words[1:3], HERE.words[:3], HERE.words * 3]
    monkeypatch.setattr(layers, "PRODUCTS", torch.float32)
    compared = 0
    for seed in range(12):
        torch.manual_seed(seed)
        model = Student(vocabulary, vectors, names, size=8, layers=3).eval()
        data = model.archive(dict(model.named_parameters()))
        with torch.no_grad():
            for name, values in model.named_parameters():
                if values.ndim == 2:  # as it ships, in 8 bits
                    axis = 1 if name == "head.distance" or name.startswith("tables") else 0
                    scale = values.abs().amax(axis, keepdim=True) / 127 + 1e-12
                    values.copy_((values / scale).round() * scale)
            scored, mask = model(sentences)
            heads = scored.arcs.argmax(-1)
            labels = torch.zeros_like(heads)
            labels[mask] = model.head.label(*pairs(scored, heads, mask))[:, :-1].argmax(-1)
        for at, reading in enumerate(read_sentences(parser_from(data), sentences)):
            count = len(sentences[at])
            assert reading.upos == tuple(names.upos[tag] for tag in scored.upos[at, :count].argmax(-1).tolist())
            best = [head - 1 for head in heads[at, :count].tolist()]
            own = [word for word, head in enumerate(best) if head >= 0]
            if is_tree(best):
                compared += 1
                assert reading.heads == tuple(best)
                assert [reading.relations[word] for word in own] == [names.relations[labels[at, word]] for word in own]
    assert compared > 5


def is_tree(heads: list[int]) -> bool:
    return bool(are_trees(np.array(heads), np.zeros(len(heads), dtype=np.intp))[0])
