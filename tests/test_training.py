"""The parts of the training that need no learner: reading annotations, arrays, the archive, measures, calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from xpkg.analysis.attributions.neural.rows import make_rows
from xpkg.model import AttributionCandidate, Method, Span
from xpkg.training.articles import Article, Gold, read_articles
from xpkg.training.calibration import fit
from xpkg.training.evaluation import is_right, letters, measure
from xpkg.training.samples import MOST, samples

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
        Span(*source) if source else None, (Span(*cue),), tuple(Span(*part) for part in content), Method.MODEL
    )


def test_annotations_are_read_with_broken_spans(tmp_path: Path) -> None:
    article = _article(tmp_path)
    assert article.golds == (
        Gold(((0, 9),), ((10, 14),), ((15, 37),)),
        Gold(((57, 65),), ((66, 71),), ((38, 47), (48, 55))),
    )
    assert article.fold in range(5)


def test_samples_hold_the_marks(tmp_path: Path) -> None:
    article = _article(tmp_path)
    (sample,) = samples(article)
    (row,) = make_rows(article.text)
    told = [(word, int(label)) for word, label in zip(row.words, sample.labels, strict=True) if label in (1, 3, 5)]
    assert told == [("Mara", 1), ("said", 3), ("the", 5), ("It", 5), ("in", 5), ("the", 1), ("wrote", 3)]
    links = sample.links
    assert [row.words[at] for at in links["cues"][:2, 0]] == ["said", "wrote"]
    assert links["has_cue"].sum() == 2
    assert links["has_content"].sum() == 3
    assert links["source_of"][:3].tolist() == [0, 1, MOST]
    assert links["cue_of"][:3].tolist() == [0, 1, 1]


def test_samples_hold_what_the_encoder_makes_of_each_token(tmp_path: Path) -> None:
    article = _article(tmp_path)
    (sample,) = samples(article)
    (row,) = make_rows(article.text)
    assert len(sample.states) == len(sample.marks) == len(sample.sentences) == len(row.words)
    assert not sample.states[0].any()  # the token that opens the block
    assert sample.states[1:].any(axis=1).all()
    assert sample.sentences[[row.words.index("Mara"), row.words.index("opened")]].tolist() == [1, 2]


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
