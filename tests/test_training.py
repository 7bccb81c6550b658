"""The parts of the training that need no learner: reading annotations, arrays, the archive, measures, calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from xpkg.analysis.attributions.neural.features import ROW, make_rows
from xpkg.analysis.attributions.neural.runtime import encode, load_network, network_from
from xpkg.model import AttributionCandidate, Span
from xpkg.training.archive import mean_of, pack
from xpkg.training.articles import Article, Gold, read_articles
from xpkg.training.batches import MOST, count_words, make_batch
from xpkg.training.calibration import fit
from xpkg.training.evaluation import is_right, letters, measure

WORDS = "Mara Venn said the bridge was “shut.” It opened in 1931, the city wrote."
MARKS = """T1\tSource 0 9\tMara Venn
T2\tCue 10 14\tsaid
T3\tContent 15 37\tthe bridge was “shut.”
E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3
T4\tSource 57 65\tthe city
T5\tCue 66 71\twrote
T6\tContent 38 47;48 55\tIt opened in 1931
E2\tAttribution:T8 Source:T4 Cue:T5 Content1:T6
#1\tAnnotatorNotes T6\tA note is passed over
"""


def _article(folder: Path) -> Article:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "coast_1.txt").write_text(WORDS, encoding="utf-8")
    (folder / "text" / "unmarked.txt").write_text(WORDS, encoding="utf-8")
    (folder / "attributions" / "coast_1.ann").write_text(MARKS, encoding="utf-8")
    (article,) = read_articles(folder)
    return article


def _claim(source: tuple[int, int] | None, cue: tuple[int, int], *content: tuple[int, int]) -> AttributionCandidate:
    return AttributionCandidate(
        Span(*source) if source else None, (Span(*cue),), tuple(Span(*part) for part in content), "test"
    )


def test_annotations_are_read_with_broken_spans(tmp_path: Path) -> None:
    article = _article(tmp_path)
    assert article.golds == (
        Gold(((0, 9),), ((10, 14),), ((15, 37),)),
        Gold(((57, 65),), ((66, 71),), ((38, 47), (48, 55))),
    )
    assert article.fold in range(5)


def test_arrays_hold_the_marks(tmp_path: Path) -> None:
    article = _article(tmp_path)
    columns = make_batch(load_network(), [article])
    labels, mask, cues, source_of, cue_of = columns[1], columns[2], columns[4], columns[10], columns[11]
    (row,) = make_rows(article.text)
    told = [(word, int(label)) for word, label in zip(row.words, labels[0], strict=False) if label in (1, 3, 5)]
    assert told == [("Mara", 1), ("said", 3), ("the", 5), ("It", 5), ("in", 5), ("the", 1), ("wrote", 3)]
    assert mask.sum() == len(row.words)
    assert [row.words[at] for at in cues[0, :2, 0]] == ["said", "wrote"]
    assert list(source_of[0, :3]) == [0, 1, MOST]
    assert list(cue_of[0, :3]) == [0, 1, 1]
    assert columns[0].shape == (1, 9, ROW)


def test_a_network_survives_its_archive(tmp_path: Path) -> None:
    article = _article(tmp_path)
    vocabulary = count_words([article] * 10)
    assert "bridge" in vocabulary.words
    table = np.vstack([np.zeros(4), np.eye(4)]).astype(np.float32)
    words = {"vector_words": ["bridge", "city", "said", "mara"], "words": vocabulary.words, "suffixes": ["dge"]}
    network = network_from(pack(words, table, [{"emb": table, "T": np.zeros((7, 7), np.float32)}]))
    codes = encode(network, make_rows(article.text))
    (row,) = make_rows(article.text)
    at = row.words.index("bridge")
    assert codes[:, 0, at].tolist() == [1, vocabulary.words.index("bridge") + 1, 1, 1, 0, 0, codes[6, 0, at], 0, 0]
    assert np.allclose(network.vectors, table, atol=0.01)
    assert np.allclose(network.members[0]["emb"], table, atol=0.01)


def test_learning_goes_on_from_the_mean_of_several(tmp_path: Path) -> None:
    words = {"vector_words": ["bridge"], "words": ["bridge"], "suffixes": ["dge"]}
    table = np.zeros((2, 4), dtype=np.float32)
    paths = []
    for number in (1.0, 3.0):
        path = tmp_path / f"{number}.npz"
        member = {"T": np.full((7, 7), number, np.float32)}
        path.write_bytes(pack(words, table, [member], np.full(7, number, np.float32)))
        paths.append(path)
    network = mean_of(paths)
    assert np.all(network.members[0]["T"] == 2)
    assert network.calibration.tolist() == [3.0] * 7


def test_measures(tmp_path: Path) -> None:
    article = _article(tmp_path)
    assert letters([(15, 37)], WORDS) == letters([(15, 35)], WORDS)
    right = _claim((0, 9), (10, 14), (15, 35))
    half = _claim((57, 65), (66, 71), (38, 55))
    wrong = _claim((57, 65), (10, 14), (15, 37))
    assert measure([article], [[right]]) == {"source": 66.7, "cue": 66.7, "content": 50.0, "linked": 66.7}
    assert measure([article], [[right, half]])["cue"] == 100.0
    assert [is_right(claim, article) for claim in (right, half, wrong)] == [True, True, False]


def test_calibration_finds_the_chance_of_being_right() -> None:
    signs = np.array([[0.0, 1.0]] * 100 + [[1.0, 1.0]] * 100, dtype=np.float32)
    right = np.array([1.0] * 20 + [0.0] * 80 + [1.0] * 90 + [0.0] * 10, dtype=np.float32)
    weights = fit(signs, right, pull=0.01)
    chances = 1 / (1 + np.exp(-(signs @ weights)))
    assert abs(chances[0] - 0.2) < 0.01
    assert abs(chances[-1] - 0.9) < 0.01


def test_rows_know_what_names_name(tmp_path: Path) -> None:
    article = _article(tmp_path)
    (row,) = make_rows(article.text, (), article.mentions)
    assert article.mentions
    named = {row.words[at]: number for at, number in enumerate(row.names) if number}
    assert named["Mara"] == 1
    assert not any(make_rows(article.text)[0].names)
