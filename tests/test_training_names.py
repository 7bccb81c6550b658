"""The training of the name tagger: gold and machine-made names, disguises, and that it runs as it was learnt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xpkg.training.names.disguise import Inventor, disguise
from xpkg.training.names.gold import read_gold
from xpkg.training.names.marked import UNKNOWN, Marked, Name, without_overlap

CONLLU = """# text = Mayor Piet Quist's town of Ardia met the Larkham Water Board on Monday.
1\tMayor\t_\tPROPN\tNNP\t_\t2\tcompound\t_\tEntity=(4-place-new-nnnnn-cf1-5-sgl(1-person-new-nnnnn-cf1-2-sgl-Piet_Quist
2\tPiet\t_\tPROPN\tNNP\t_\t5\tnmod:poss\t_\t_
3\tQuist\t_\tPROPN\tNNP\t_\t2\tflat\t_\t_
4\t's\t_\tPART\tPOS\t_\t2\tcase\t_\tEntity=1)
5\ttown\t_\tNOUN\tNN\t_\t8\tnsubj\t_\t_
6\tof\t_\tADP\tIN\t_\t7\tcase\t_\t_
7\tArdia\t_\tPROPN\tNNP\t_\t5\tnmod\t_\tEntity=(2-place-new-nnnnn-cf1-1-sgl-Ardia)4)
8\tmet\t_\tVERB\tVBD\t_\t0\troot\t_\t_
9\tthe\t_\tDET\tDT\t_\t12\tdet\t_\tEntity=(3-organization-new-nnnnn-cf1-4-sgl
10\tLarkham\t_\tPROPN\tNNP\t_\t12\tcompound\t_\tEntity=(5-place-new-nnnnn-cf1-1-sgl)
11\tWater\t_\tPROPN\tNNP\t_\t12\tcompound\t_\t_
12\tBoard\t_\tPROPN\tNNP\t_\t8\tobj\t_\tEntity=3)
13\ton\t_\tADP\tIN\t_\t14\tcase\t_\t_
14\tMonday\t_\tPROPN\tNNP\t_\t8\tobl\t_\tEntity=(6-time-new-nnnnn-cf1-1-sgl)|SpaceAfter=No
15\t.\t_\tPUNCT\t.\t_\t8\tpunct\t_\t_

1\tDanish\t_\tADJ\tJJ\t_\t2\tamod\t_\t_
2\tfarmers\t_\tNOUN\tNNS\t_\t4\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)
3\tin\t_\tADP\tIN\t_\t4\tcase\t_\t_
4\tUlm\t_\tPROPN\tNNP\t_\t0\troot\t_\t_

"""
SENTENCE = Marked(
    ("Ann", "Low", "told", "the", "Larkham", "Board", "that", "Low", "left", "Ulm", "."),
    (Name(0, 2, "person"), Name(4, 6, "organization"), Name(7, 8, "person"), Name(9, 10, "place")),
    frozenset({3}),
)


def test_names_are_read_from_a_treebank(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(CONLLU, "utf-8")
    first, second = read_gold([tmp_path / "a.conllu"])
    assert [(first.text_of(name), name.kind) for name in first.names] == [
        ("Piet Quist", "person"), ("Ardia", "place"), ("Larkham Water Board", "organization"),
    ]  # fmt: skip
    assert first.doubtful == frozenset()
    # "Ulm" has no entity: nobody knows whether it is a name
    assert second.names == ()
    assert second.doubtful == {3}


def test_names_become_tags() -> None:
    assert SENTENCE.tags().tolist() == [1, 3, 0, UNKNOWN, 5, 7, 0, 4, 0, 12, 0]


def test_of_names_that_overlap_the_longest_stays() -> None:
    names = [Name(0, 2, "person"), Name(1, 4, "organization"), Name(4, 5, "place")]
    assert without_overlap(names) == (Name(1, 4, "organization"), Name(4, 5, "place"))


def test_a_longer_name_moves_what_follows() -> None:
    longer = SENTENCE.spliced(0, 2, ("Mary", "Ann", "Low"))
    assert [longer.text_of(name) for name in longer.names] == ["Mary Ann Low", "Larkham Board", "Low", "Ulm"]
    assert longer.doubtful == {4}
    before = SENTENCE.spliced(0, 0, ("Head", "of"))
    assert [before.text_of(name) for name in before.names] == ["Ann Low", "Larkham Board", "Low", "Ulm"]


def test_a_disguise_keeps_all_but_the_names() -> None:
    inventor = Inventor(np.random.default_rng(2))
    people = set()
    for _ in range(300):
        other = disguise(SENTENCE, inventor, ["water", "school"], frozenset({"larkham"}))
        assert [name.kind for name in other.names][-4:] == ["person", "organization", "person", "place"]
        full, _, short, _ = other.names[-4:]
        assert other.words[full.last - 1] == other.words[short.last - 1]
        inside = {at for name in other.names for at in range(name.first, name.last)}
        outside = [word.lower() for at, word in enumerate(other.words) if at not in inside]
        assert outside[-5:] == ["told", "the", "that", "left", "."]
        people.add(other.text_of(full))
    assert len(people) > 80
    assert "Ann Low" in people


def test_two_machines_are_made_one() -> None:
    pytest.importorskip("spacy")
    silver = pytest.importorskip("xpkg.training.names.silver")
    words = ("Ann", "Low", "of", "Larkham", "met", "Advert", "Rovic", ".")
    theirs = [Name(0, 1, "person"), Name(3, 4, "place"), Name(6, 7, "person")]
    ours = [(Name(0, 2, "person"), False), (Name(3, 4, "organization"), False), (Name(5, 6, "person"), False)]
    found = silver.unite(words, theirs, ours)
    assert found.names == (Name(0, 2, "person"), Name(6, 7, "person"))
    assert found.doubtful == {3, 5}
    known = silver.unite(words, theirs, [(Name(3, 4, "organization"), True)])
    assert Name(3, 4, "organization") in known.names
    assert silver.trim(("the", "Low", "'s"), Name(0, 3, "place")) == Name(1, 2, "place")
    assert silver.trim(("Mr.", "Low"), Name(0, 2, "person")) == Name(1, 2, "person")
    assert silver.trim(("the",), Name(0, 1, "place")) is None


def test_a_text_has_one_kind_for_a_name() -> None:
    silver = pytest.importorskip("xpkg.training.names.silver")
    told = [
        Marked(("Ann", "Rovic", "spoke"), (Name(0, 2, "person"),)),
        Marked(("Then", "Rovic", "left"), (Name(1, 2, "person"),)),
        Marked(("In", "Rovic", "they"), (Name(1, 2, "place"),)),
        Marked(("They", "met", "Ann", "Rovic")),
        Marked(("In", "Ulm", "they"), (Name(1, 2, "place"),)),
        Marked(("the", "Ulm", "paid"), (Name(1, 2, "organization"),)),
    ]
    found = list(silver.agree(told))
    assert found[2].names == (Name(1, 2, "person"),)
    assert found[3].names == (Name(2, 4, "person"),)
    assert [one.names for one in found[4:]] == [(), ()]
    assert [one.doubtful for one in found[4:]] == [{1}, {1}]


def test_the_tagger_runs_as_it_was_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    from xpkg.network.encoder import pack_sentences
    from xpkg.network.names import _scores, tagger_from
    from xpkg.network.parser import encode, load_parser, look_up, number_words
    from xpkg.training.names.head import NameHead, inputs_of
    from xpkg.training.parsing import heads

    monkeypatch.setattr(heads, "PRODUCTS", torch.float32)
    torch.manual_seed(3)
    parser = load_parser()
    head = NameHead(parser, size=8).eval()
    sentences = [SENTENCE.words, ("U.S.", "troops", "left"), ("Yes",)]
    tagger = tagger_from(head.archive({name: values.data for name, values in head.named_parameters()}))
    inputs, mask = inputs_of(parser, sentences)
    with torch.no_grad():
        learnt = head(inputs, mask)[mask].numpy()
    packing = pack_sentences([len(words) for words in sentences])
    words, packed = number_words(sentences, packing)
    heard = encode(parser, look_up(parser, words), packed, packing)
    run = _scores(tagger, sentences, heard, packing)[packing.place]
    assert np.abs(run - learnt).max() < 0.05  # of eight bits
    assert np.corrcoef(run.ravel(), learnt.ravel())[0, 1] > 0.999


def test_a_head_learns_a_name() -> None:
    torch = pytest.importorskip("torch")
    from xpkg.network.names import tagger_from
    from xpkg.network.parser import load_parser
    from xpkg.training.names.head import NameHead
    from xpkg.training.names.learning import Settings, learn, measure

    torch.manual_seed(1)
    parser = load_parser()
    head = NameHead(parser, size=16)
    settings = Settings(steps=60, words=200, rate=1e-2, warm=5, gold=1.0, keep=0.8)
    sentences = [SENTENCE, Marked(("It", "was", "late", "."))]
    data = head.archive(learn(settings, parser, head, sentences, [], 1, lambda _: None))
    found = measure(tagger_from(data), parser, sentences)
    assert found["person"].right == 2
    assert str(found["place"]) == "100.0/100.0/100.0"
