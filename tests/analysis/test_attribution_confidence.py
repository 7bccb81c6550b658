"""One scale of confidence: what was counted for a method, moved by what was counted for each repair."""

from __future__ import annotations

import math

import pytest
from marked_text import candidates_of, text_of
from test_repairs import BY_NAME

from xpkg.analysis.attributions.confidence import Counted, confidence_of, counted, table_of, tell_confidence
from xpkg.analysis.attributions.decisions import Decision
from xpkg.analysis.attributions.interpretation import interpret
from xpkg.model import Method, Parts, RepairStep, Span

PARTS = Parts(Span(0, 3), (Span(4, 8),), (Span(9, 20),))
GOOD = Counted("good", "", 990, 900, 50)
BAD = Counted("bad", "", 990, 90, 50)
RULE = Counted("rules/verb-that", "0.90", 990, 693, 90)
TABLE = table_of((GOOD, BAD, RULE))


def _step(name: str) -> RepairStep:
    return RepairStep(name, PARTS, None)


def test_a_rule_has_the_share_that_was_right() -> None:
    assert confidence_of("rules/verb-that", 0.9, (), TABLE) == 0.7


def test_what_was_not_counted_keeps_what_it_gave() -> None:
    assert confidence_of("rules/verb-that", 0.8, (), TABLE) == 0.8
    assert confidence_of("model", 0.8, (_step("never counted"),), TABLE) == 0.8
    assert (confidence_of("model", 1.0, (), TABLE), confidence_of("model", 0.0, (), TABLE)) == (0.99, 0.01)


def test_a_repair_moves_the_odds_by_what_was_counted() -> None:
    better, worse = (confidence_of("model", 0.5, (_step(name),), TABLE) for name in ("good", "bad"))
    assert (better, worse) == (0.90, 0.09)
    assert better > confidence_of("model", 0.5, (_step("good"), _step("bad")), TABLE) > worse
    assert confidence_of("model", 0.5, (_step("good"), _step("good")), TABLE) == better


def test_few_counted_move_little() -> None:
    few = Counted("few", "", 1, 0, 80)
    assert few.share == pytest.approx(8 / 11)
    assert confidence_of("model", 0.8, (_step("few"),), table_of((few,))) == 0.73


def test_the_table_names_methods_and_steps_alone() -> None:
    steps = {*BY_NAME, *Decision}
    for row in counted().values():
        assert row.right <= row.n
        assert row.name in (set(Method) if row.given else steps)
        assert math.isclose(row.expected * 100, row.expected_percent, abs_tol=1.01)


def test_the_counts_are_told_in_words() -> None:
    told = tell_confidence("rules/verb-that", 0.92, (_step("rule-over-unsure-network"),))
    assert told.startswith("rules/verb-that right in ")
    assert ", rule-over-unsure-network right in " in told
    assert tell_confidence("model", 0.9, ()) == ""


def test_an_attribution_has_the_counted_confidence() -> None:
    marked = "{Low} [said] <that the dam was safe>."
    (one,) = interpret(text_of(marked), (), tuple(candidates_of(marked, method=Method.VERB_THAT)))
    assert one.given == 0.8
    assert one.confidence == confidence_of(Method.VERB_THAT, 0.8, ())
