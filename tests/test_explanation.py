"""What ``xpkg explain`` tells about a passage: the parts with their places, how they were found, how surely."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal

import xpkg
from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.methods import METHODS, explain_method
from xpkg.analysis.attributions.neural import annotator
from xpkg.cli import main
from xpkg.explanation import explain
from xpkg.iris import Iris
from xpkg.model import (
    Analysis,
    Attribution,
    Authority,
    Entity,
    Event,
    EventMethod,
    Identities,
    Kind,
    Mention,
    MentionForm,
    Metadata,
    Method,
    Mode,
    Parts,
    Position,
    RepairStep,
    Source,
    Span,
    SpeechAct,
    TimeExpression,
)
from xpkg.pipeline.graphs import analyse, graph_of
from xpkg.text import parse
from xpkg.trails import deciders, tell_step
from xpkg.vocab import XPKG

BODY = (
    "A river and a dam\n\nIt rained for a week.\n\nOn May 4 Ann Low, head of the board, told Bo “it will hold”.\n\n"
    "Later he left.\n"
)


def at(words: str) -> Span:
    return Span(BODY.index(words), BODY.index(words) + len(words))


ANALYSIS = Analysis(
    parse(Source("dam", BODY, "0", Metadata(""))),
    times=(TimeExpression(at("May 4"), "2020-05-04", "2020-05-04", "2020-05-04"),),
    mentions=(Mention(at("Ann Low"), Kind.PERSON, MentionForm.NAME, "Ann Low", method="authority"),
              Mention(at("he left"), Kind.PERSON, MentionForm.PRONOUN, "he")),
    attributions=(
        Attribution(
            at("Ann Low, head of the board,"), (at("told"),), (at("“it will hold”"),), Mode.DIRECT, SpeechAct.SAYS,
            negated=True, method=Method.TOLD_QUOTE, confidence=0.92, addressee=at("Bo"),
            date=TimeExpression(at("May 4"), "2020-05-04", None, None),
        ),
        Attribution(
            None, (at("hold"),), (at("will"),), Mode.INDIRECT, SpeechAct.THINKS,
            method=Method.LLM, engine="odd", parent=0,
        ),
    ),
    events=(
        Event("talk", "speech", at("told"), (at("told"),), place=at("dam"), method=EventMethod.NAME, confidence=0.5),
    ),
    positions=(Position(at("Ann Low"), "head of the board", at("Ann Low, head"), at("head of the board")),),
    identities=Identities((Entity(Kind.PERSON, "Ann Low"),), ((at("Ann Low"), 0),),
                         ((at("he left"), "it is not told who Bo is"),),
                         ((at("Ann Low"), "full-names"), (at("he left"), "personal-pronouns")),
                         ((at("Bo"), (at("Ann Low"),)),)),
)  # fmt: skip


def test_every_place_that_is_told_holds_the_words_that_are_told() -> None:
    told = re.findall(r"“(.*?)” (\d+),(\d+)", "\n".join(explain(ANALYSIS, at("Ann").start)))
    assert len(told) >= 10
    for words, start, end in told:
        assert BODY[int(start) : int(end)].strip("“”") == words.strip("“”")


@pytest.mark.parametrize(
    "line",
    [
        "  statement 0: says, direct, and the text says that it was not said",
        f"    found by: rules/told-quote ({METHODS[Method.TOLD_QUOTE]}), confidence 0.92",
        "    inside statement 0, by “Ann Low, head of the board,” 51,78",
        "    speaker: the text names nobody",
        f"    found by: llm:odd ({METHODS[Method.LLM]}), confidence 1.00",
        "  event: speech, “told” 79,83",
        "    found by: name of an event (the name that the happening bears; of 14 that were read 14 were right), "
        "confidence 0.50",
        "  position: head of the board 60,77",
        "    holder: “Ann Low” 51,58 -> Ann Low, by full-names",
        "    “Ann Low” 51,58 -> Ann Low, by full-names (person, name, found by: authority)",
        "    said on: “May 4” 45,50 = 2020-05-04",
        "    said to: “Bo” 84,86 -> Ann Low, by its heads",
    ],
)
def test_what_is_told(line: str) -> None:
    assert line in list(explain(ANALYSIS, at("told").start))


def test_why_a_pronoun_was_left_open() -> None:
    told = list(explain(ANALYSIS, at("he left").start))
    assert "      left open by personal-pronouns: it is not told who Bo is" in told


def test_a_sentence_without_finds_says_so() -> None:
    lines = list(explain(ANALYSIS, at("rained").start))
    assert lines == ["dam 19,40 (paragraph)", "  It rained for a week.", "  nothing was found here"]


def test_without_a_place_every_sentence_is_told() -> None:
    heads = [line for line in explain(ANALYSIS) if line.startswith("dam ")]
    assert len(heads) == len(ANALYSIS.text.sentences)


def test_a_place_outside_the_text() -> None:
    with pytest.raises(ValueError, match="none is 9999"):
        list(explain(ANALYSIS, 9999))


def test_every_rule_is_explained() -> None:
    assert set(METHODS) == set(Method)
    folder = Path(xpkg.__file__).parent
    code = "\n".join(path.read_text() for path in sorted(folder.rglob("*.py")) if path.name != "methods.py")
    assert [method for method in Method if f"Method.{method.name}" not in code] == []
    text = parse(Source("t", "A head\n\nAnn Low said that the dam was safe.\n\nThe end came.\n", "0", Metadata("")))
    for claim in (*patterns.annotate(text, ()), *annotator.annotate(text, ())):
        assert explain_method(claim.method)


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "dam.txt"
    file.write_text("A head for the story\n\nAnn Carter said that the dam was safe.\n\nThe river rose in May.\n")
    told = CliRunner().invoke(main, ["explain", str(file), "25"])
    assert told.exit_code == 0, told.output
    assert "cue: “said” 33,37" in told.output
    assert "“Ann Carter” 22,32 -> Ann Carter, by full-names" in told.output
    beyond = CliRunner().invoke(main, ["explain", str(file), "2500"])
    assert beyond.exit_code == 1
    assert "none is 2500" in beyond.output
    store = tmp_path / "store"
    assert CliRunner().invoke(main, ["build", str(file), "--store", str(store)]).exit_code == 0
    assert CliRunner().invoke(main, ["explain", "dam", "25", "--store", str(store)]).output == told.output
    missing = CliRunner().invoke(main, ["explain", "damn", "--store", str(store)])
    assert missing.exit_code == 1
    assert "did you mean dam?" in missing.output


def test_what_decided_a_speaker_is_told_step_by_step() -> None:
    said = "They met the council, which said that the dam was safe."
    asked = "Did the mayor say that the wall was safe?"
    body = f"Town\n\n{said} {asked}\n\nThe end.\n"
    analysis = analyse(Source("t", body, "0", Metadata("")), Authority())
    told = "\n".join(explain(analysis, 6))
    assert "    relative-pronoun-antecedent: source “which” 28,33 → “the council” 15,26" in told
    assert "    decided by: source relative-pronoun-antecedent, cue model, content model" in told
    dropped = "\n".join(explain(analysis, body.index("Did")))
    assert "  no statement: “the mayor” 66,75 “say” 76,79 “that the wall was safe” 80,102" in dropped
    assert "    drop-question: dropped" in dropped


def test_the_graph_tells_what_decided_and_each_repair() -> None:
    body = "Town news\n\nThey met the council, which said that the dam was safe.\n\nThe end.\n"
    quads = graph_of(Source("t", body, "0", Metadata("")), Authority(), Iris())
    methods = {quad.object for quad in quads if quad.predicate == XPKG.method}
    assert {Literal("model"), Literal("relative-pronoun-antecedent")} <= methods
    repairs = [quad.object for quad in quads if quad.predicate == XPKG.repairedBy]
    assert repairs == [Literal("1 relative-pronoun-antecedent: source “which” 33,38 → “the council” 20,31")]


def test_every_kind_of_step_is_told_in_words() -> None:
    text = "Ann Low said " + "that the dam was safe and " * 8
    low, said, long = Span(0, 7), Span(8, 12), Span(13, len(text) - 1)
    before, after = Parts(None, (said,), (long,)), Parts(low, (said,), (long,))
    assert tell_step(text, RepairStep("a", before, after)) == "source nobody → “Ann Low” 0,7"
    assert tell_step(text, RepairStep("a", before, None)) == "dropped"
    assert tell_step(text, RepairStep("a", None, after)) == "added"
    assert tell_step(text, RepairStep("a", None, after, "rules/passive")) == "added from rules/passive"
    assert tell_step(text, RepairStep("a", before, after, "rules/passive")).startswith("rules/passive instead; source")
    shortened = tell_step(text, RepairStep("a", before, Parts(None, (said,), (low,))))
    assert " … " in shortened
    assert len(shortened) < 150
    added = (RepairStep("a", None, before), RepairStep("b", before, after))
    assert list(deciders("model", added).values()) == ["b", "a", "a"]
