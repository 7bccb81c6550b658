"""How often methods and repairs are right is counted, on articles that are not those it is measured on."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.analysis.attributions.confidence import Counted, table_of
from xpkg.analysis.attributions.decisions import Decision
from xpkg.lexicon.loading import read
from xpkg.model import Parts, RepairStep, Span
from xpkg.training.confidence import Judged, brier, count, main

PARTS = Parts(None, (Span(4, 8),), (Span(9, 20),))
TRAIL = (RepairStep("nobody-speaks", PARTS, PARTS),)
SENTENCE = "Ann Low said that the dam was safe."
BODY = f"News of the dam\n\n{SENTENCE}\n"
MARKS = "T1\tSource 17 24\t\nT2\tCue 25 29\t\nT3\tContent 30 51\t\nE1\tAttribution:T9 Source:T1 Cue:T2 Content:T3\n"


def test_a_rule_is_counted_by_itself_and_a_repair_where_it_changed_something() -> None:
    ruled = [Judged("rules/verb-that", 0.9, (), right) for right in (True, True, False)]
    both = [Judged("model", 0.85, TRAIL, False), *(Judged("model", 0.85, (), right) for right in (True,) * 30)]
    rows = table_of(count(ruled, both))
    assert rows["rules/verb-that", "0.90"] == Counted("rules/verb-that", "0.90", 3, 2, 90)
    step = rows["nobody-speaks", ""]
    assert (step.n, step.right) == (1, 0)
    assert 85 < step.expected_percent <= 97  # what was right where nothing was repaired
    assert set(rows) == {("rules/verb-that", "0.90"), ("nobody-speaks", "")}


def test_what_the_network_alone_decides_is_counted_where_it_has_not_learned() -> None:
    kept = (RepairStep(Decision.KEEP_UNKNOWN_CUE, PARTS, PARTS),)
    learned = [Judged("model", 0.85, kept, True)] * 5
    aside = [Judged("model", 0.85, kept, right) for right in (True, False)]
    assert count([], learned, aside) == [Counted("keep-unknown-cue-before-noun", "", 2, 1, 85)]


def test_what_the_network_missed_is_counted_where_it_has_not_learned() -> None:
    missed = (RepairStep(Decision.ADD_PLAIN, None, PARTS),)
    learned = [Judged("rules/verb-that", 0.9, missed, False)] * 5  # the network found all that people marked there
    aside = [Judged("rules/verb-that", 0.9, missed, right) for right in (True, True, False)]
    assert count([], learned, aside) == [Counted("add-plain-saying", "", 3, 2, 90)]
    inner = (RepairStep(Decision.ADD_NESTED, None, PARTS),)
    assert count([], [Judged("rules/verb-that", 0.9, inner, False)]) == []  # the corpus marks none of these


def test_the_score_is_the_mean_squared_error() -> None:
    judged = [Judged("model", 0.5, (), True), Judged("model", 0.9, (), True)]
    assert brier(judged, {}) == pytest.approx((0.25 + 0.01) / 2)
    assert brier([], {}) == 0


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "confidence.tsv"
    assert main([str(tmp_path), "-o", str(table)]) == 1
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    for name in ("coast_1", "coast_11"):
        (tmp_path / "text" / f"{name}.txt").write_text(BODY, encoding="utf-8")
        (tmp_path / "attributions" / f"{name}.ann").write_text(MARKS, encoding="utf-8")
    assert main([str(tmp_path), "-o", str(table)]) == 0
    assert Counted("rules/verb-that", "0.92", 1, 1, 92) in read(table, Counted, key=("name", "given"))
    assert "network and rules\t1\tBrier score " in capsys.readouterr().out
