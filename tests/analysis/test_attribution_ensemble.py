"""How what the network and the rules find becomes one set of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from marked_text import candidates_of, text_of, told

from xpkg.analysis.attributions import ensemble
from xpkg.analysis.attributions.decisions import Decision
from xpkg.model import AttributionCandidate, Metadata, Method, Source, Span, Text
from xpkg.text import parse

WORDS = "Mara Venn ordered a search of the ships, the Coast Herald reported. The crew had said that all was well."


def _text(words: str = WORDS) -> Text:
    return parse(Source("made-up", words, "0" * 64, Metadata("")))


def _claim(
    source: str | None, cue: str, *content: str, method: str = "model", sure: float = 0.9
) -> AttributionCandidate:
    def span(part: str) -> Span:
        start = WORDS.index(part)
        return Span(start, start + len(part))

    named = span(source) if source else None
    return AttributionCandidate(named, (span(cue),), tuple(span(part) for part in content), Method(method), sure)


def combine(
    text: Text, learned: Sequence[AttributionCandidate], ruled: Sequence[AttributionCandidate]
) -> tuple[AttributionCandidate, ...]:
    """What stands in the end, without its trail."""
    return tuple(replace(one, trail=()) for one in ensemble.combine(text, learned, ruled) if not one.is_dropped)


INNER = _claim("Mara Venn", "ordered", "a search of the ships")
CREW = _claim("The crew", "said", "that all was well")
OUTER = _claim("the Coast Herald", "reported", "Mara Venn ordered a search of the ships", method="rules/after-content")


def test_a_sure_claim_of_the_network_stands() -> None:
    other = _claim("The crew", "had said", "that all", method="rules/verb-that")
    assert combine(_text(), [CREW], [other]) == (CREW,)


def test_an_unsure_claim_gives_way_to_the_rules_or_falls() -> None:
    unsure = _claim("The crew", "said", "that all", sure=0.2)
    ruled = _claim("The crew", "had said", "that all was well", method="rules/verb-that")
    assert combine(_text(), [unsure], [ruled]) == (ruled,)
    assert combine(_text(), [unsure], []) == ()


def test_a_cue_without_a_word_of_saying_must_be_surer() -> None:
    odd = _claim("Mara Venn", "search of", "the ships", sure=0.4)
    said = _claim("The crew", "said", "that all was well", sure=0.4)
    assert combine(_text(), [odd, said], []) == (said,)


def test_an_outer_saying_is_added_round_the_inner_one() -> None:
    assert combine(_text(), [INNER], [OUTER]) == (INNER, OUTER)


def test_the_inner_saying_keeps_to_its_place() -> None:
    astray = _claim("Mara Venn", "ordered", "a search of the ships", "that all was well")
    assert combine(_text(), [astray], [OUTER]) == (INNER, OUTER)
    ruled = _claim("Mara Venn", "ordered", "a search", method="rules/verb-object")
    assert combine(_text(), [astray], [OUTER, ruled]) == (ruled, OUTER)


def test_plain_words_before_the_speaker_are_another_saying_s() -> None:
    around = _claim("the Coast Herald", "reported", "a search of the ships", "that all was well")
    assert combine(_text(), [around], []) == (_claim("the Coast Herald", "reported", "that all was well"),)
    own = _claim("the Coast Herald", "reported", "that all", method="rules/verb-that")
    assert combine(_text(), [around], [own]) == (own,)
    known = _claim("the Coast Herald", "reported", "a search", method="rules/after-content")
    assert combine(_text(), [around], [known]) == (around,)


def test_rules_that_are_often_wrong_alone_add_nothing() -> None:
    assert combine(_text(), [], [_claim("Mara Venn", "ordered", "a search", method="rules/verb-object")]) == ()


def test_the_rules_know_better_where_the_network_looks_into_another_sentence() -> None:
    before = _claim("The crew", "said", "Mara Venn ordered a search of the ships")
    ruled = _claim("The crew", "had said", "that all was well", method="rules/verb-that")
    assert combine(_text(), [before], [ruled]) == (ruled,)


def test_a_quotation_that_asks_is_not_looked_for_elsewhere() -> None:
    words = "“Who knows?” Okoro told the Herald on Monday in an interview when asked."
    start = words.index("Okoro")
    cue = (Span(words.index("told"), words.index(" the Herald")),)
    said = AttributionCandidate(Span(start, start + 5), cue, (Span(0, start - 1),), Method.MODEL, 0.9)
    ruled = AttributionCandidate(
        Span(start, start + 5), cue, (Span(words.index("an "), len(words) - 1),), Method.TOLD_CLAUSE, 0.75
    )
    assert combine(_text(words), [said], [ruled]) == (said,)


def test_a_quotation_needs_no_word_of_saying() -> None:
    words = "“We are ready,” Venn wrapped up."
    said = AttributionCandidate(Span(16, 20), (Span(21, 31),), (Span(0, 15),), Method.MODEL, 0.4)
    assert combine(_text(words), [said], []) == (said,)


def test_the_rules_know_better_where_words_are_left_over_before_the_speaker() -> None:
    short = _claim("the Coast Herald", "reported", "Mara Venn ordered")
    assert combine(_text(), [short], [OUTER]) == (OUTER,)


def test_who_is_told_is_not_who_tells() -> None:
    words = "I was hauled in and told that all was well. Mara Venn"
    cue, content = (Span(20, 24),), (Span(25, 42),)
    passive = AttributionCandidate(None, cue, content, Method.PASSIVE_TOLD, 0.75)
    assert combine(_text(words), [AttributionCandidate(Span(44, 53), cue, content, Method.MODEL, 0.8)], [passive]) == (
        passive,
    )


def test_what_has_lost_its_relative_clause_gives_way() -> None:
    words = "There is a wall which, according to Venn, the board has criticised."
    source, cue = Span(words.index("Venn"), words.index("Venn") + 4), (Span(23, 35),)
    open_end = AttributionCandidate(source, cue, (Span(0, 21),), Method.MODEL, 0.9)
    ruled = AttributionCandidate(source, cue, (Span(42, len(words) - 1),), Method.ACCORDING_TO, 0.92)
    assert combine(_text(words), [open_end], [ruled]) == (ruled,)


@pytest.mark.parametrize(
    ("decision", "network", "rules", "method", "after", "sure"),
    [
        (
            Decision.RULE_OVER_UNSURE,
            "{Low} [said] that <the dam> was safe.",
            "{Low} [said] <that the dam was safe>.",
            "rules/verb-that",
            "{Low} [said] <that the dam was safe>.",
            0.3,
        ),
        (
            Decision.RULE_OVER_LONG_CUE,
            "Low [was shown a memo claiming] <that the dam was safe>.",
            "Low was shown {a memo} [claiming] <that the dam was safe>.",
            "rules/verb-that",
            "Low was shown {a memo} [claiming] <that the dam was safe>.",
            0.9,
        ),
        (
            Decision.ADD_PLAIN,
            "",
            "{Ann Low} [denied] <the raid>.",
            "rules/verb-object",
            "{Ann Low} [denied] <the raid>.",
            0.9,
        ),
        (
            Decision.RULE_FOR_PASSIVE,
            "{Low} [was told] <that the dam was safe>.",
            "Low was [told] <that the dam was safe>.",
            "rules/passive-told",
            "Low was [told] <that the dam was safe>.",
            0.9,
        ),
        (
            Decision.RULE_OVER_BOTH_SIDES,
            "<The town was calm>, {Low} [said] <that the dam was safe>.",
            "The town was calm, {Low} [said] <that the dam was safe>.",
            "rules/verb-that",
            "The town was calm, {Low} [said] <that the dam was safe>.",
            0.9,
        ),
        (
            Decision.RULE_IN_SENTENCE,
            "<The town was calm>. {Low} [said] that the dam was safe.",
            "The town was calm. {Low} [said] <that the dam was safe>.",
            "rules/verb-that",
            "The town was calm. {Low} [said] <that the dam was safe>.",
            0.9,
        ),
        (
            Decision.RULE_OVER_GAP,
            "<The dam was safe>, as it seemed, {Low} [said].",
            "<The dam was safe, as it seemed>, {Low} [said].",
            "rules/after-content",
            "<The dam was safe, as it seemed>, {Low} [said].",
            0.9,
        ),
        (
            Decision.RULE_FOR_WHOLE_CLAUSE,
            "The dam <was safe>, [according to] {Low}.",
            "<The dam was safe>, [according to] {Low}.",
            "rules/according-to",
            "<The dam was safe>, [according to] {Low}.",
            0.9,
        ),
        (
            Decision.RULE_OVER_OPEN_END,
            "{Low} [praised] <the wall which> the board dislikes.",
            "{Low} [praised] <the wall> which the board dislikes.",
            "rules/verb-object",
            "{Low} [praised] <the wall> which the board dislikes.",
            0.9,
        ),
        (
            Decision.ADD_OPEN_QUOTATION,
            "{Low} [said]: <“The dam is safe.>\n\n“The wall is not.”",
            "{Low} [said]: <“The dam is safe.>\n\n<“The wall is not.”>",
            "rules/verb-colon",
            "{Low} [said]: <“The dam is safe.>\n\n<“The wall is not.”>",
            0.9,
        ),
        (
            Decision.CUT_WORDS_BEFORE,
            "<The town was calm>, {Low} [said] <that the dam was safe>.",
            "",
            "",
            "The town was calm, {Low} [said] <that the dam was safe>.",
            0.9,
        ),
        (
            Decision.KEEP_UNKNOWN_CUE,
            "{Low} [assessed] <the wall>.",
            "",
            "",
            "{Low} [assessed] <the wall>.",
            0.9,
        ),
        (Decision.DROP_DEED, "{Low} [painted] <the wall>.", "", "", "", 0.9),
        (Decision.DROP_UNSURE, "{Low} [said] <that the dam was safe>.", "", "", "", 0.2),
        (Decision.DROP_IN_HEADING, "{Low} [says] <the dam is safe>", "", "", "", 0.9),
        (
            Decision.DROP_LONE_RULE,
            "",
            "{Low} [praised] <the wall> of the dam.",
            "rules/verb-object",
            "",
            0.9,
        ),
        (
            Decision.ADD_TRUSTED_RULE,
            "",
            "<The dam was safe>, [according to] {Low}.",
            "rules/according-to",
            "<The dam was safe>, [according to] {Low}.",
            0.9,
        ),
        (
            Decision.ADD_PASSED_VERB,
            "{Low} denies that Berg [said] <it was safe>.",
            "{Low} [denies] <that Berg said it was safe>.",
            "rules/verb-clause",
            "{Low} [denies] <that Berg said it was safe>.",
            0.9,
        ),
        (
            Decision.DROP_BEHIND_PASSED_VERB,
            "{Low} denies that Berg [said] <it was safe>.",
            "{Low} [denies] <that Berg said it was safe>.",
            "rules/verb-clause",
            "{Low} [denies] <that Berg said it was safe>.",
            0.9,
        ),
        (
            Decision.RULE_BEHIND_PASSED_VERB,
            "{Low} denies that Berg [said] <it was safe>.",
            "{1:Low} [1:denies] <1:that {2:Berg} [2:said] <2:it was safe>>.",
            "rules/verb-clause",
            "{1:Low} [1:denies] <1:that {2:Berg} [2:said] <2:it was safe>>.",
            0.9,
        ),
        (
            Decision.ADD_OUTER,
            "The paper reported that {Low} [said] <it was safe>.",
            "{The paper} [reported] <that Low said it was safe>.",
            "rules/verb-that",
            "{1:The paper} [1:reported] <1:that {2:Low} [2:said] <2:it was safe>>.",
            0.9,
        ),
        (
            Decision.ADD_NESTED,
            "{The paper} [reported] <that Low said that it was safe>.",
            "The paper reported that {Low} [said] <that it was safe>.",
            "rules/verb-that",
            "{1:The paper} [1:reported] <1:that {2:Low} [2:said] <2:that it was safe>>.",
            0.9,
        ),
        (
            Decision.ADD_ORDER,
            "",
            "{Low} [told] the guards <to leave>.",
            "rules/told-to",
            "{Low} [told] the guards <to leave>.",
            0.9,
        ),
        (
            Decision.ADD_DOCUMENT,
            "",
            "Low got {an email} [warning] her <that it was closed>.",
            "rules/told-that",
            "Low got {an email} [warning] her <that it was closed>.",
            0.9,
        ),
        (
            Decision.CUT_OUTSIDE_OUTER,
            "It rained. Low [said] <it was safe>, {the paper} reported.",
            "It rained. <Low said it was safe>, {the paper} [reported].",
            "rules/after-content",
            "It rained. <1:Low [2:said] <2:it was safe>>, {1:the paper} [1:reported].",
            0.9,
        ),
        (
            Decision.DROP_OUTSIDE_OUTER,
            "It rained. {Low} [said] it was safe, the paper reported, <as one knows>.",
            "It rained. <Low said it was safe>, {the paper} [reported], as one knows.",
            "rules/after-content",
            "It rained. <Low said it was safe>, {the paper} [reported], as one knows.",
            0.9,
        ),
        (
            Decision.RULE_INSIDE_OUTER,
            "It rained. Low [said] <it was safe>, {the paper} reported.",
            "It rained. <1:{2:Low} [2:said] <2:it was safe>>, {1:the paper} [1:reported].",
            "rules/after-content",
            "It rained. <1:{2:Low} [2:said] <2:it was safe>>, {1:the paper} [1:reported].",
            0.9,
        ),
        (
            Decision.ADD_IN_TITLE,
            "",
            "{Mayor} [praises] <new dam>",
            "rules/verb-object",
            "{Mayor} [praises] <new dam>",
            0.9,
        ),
        (
            Decision.ADD_TOLD_BY,
            "",
            "Passengers [were told] by {the crew} <to stay below>.",
            "rules/passive-told",
            "Passengers [were told] by {the crew} <to stay below>.",
            0.9,
        ),
        (
            Decision.ADD_CLAUSE,
            "",
            "A guard who asked not to be named said that the dam was shut.",
            "model",
            "{A guard who asked not to be named} [said] <that the dam was shut>.",
            0.9,
        ),
    ],
)
def test_decisions(decision: Decision, network: str, rules: str, method: str, after: str, sure: float) -> None:
    headline = decision is Decision.ADD_IN_TITLE
    text = text_of(network or rules, headline)
    learned = [replace(one, confidence=sure) for one in candidates_of(network, headline)]
    both = ensemble.combine(text, learned, candidates_of(rules, headline, method))
    assert told([one for one in both if not one.is_dropped]) == told(candidates_of(after, headline))
    assert decision in {step.repair for one in both for step in one.trail}


@pytest.mark.parametrize(("words", "kept"), [
    ("The paper reported that {a spokesman} [had denied] <the raid>.", True),
    ("The paper reported that {the mill} [had denied] <the raid>.", False),
    ("The paper reported that {a spokesman} [may have denied] <the raid>.", False),
    ("“{My mother} [told] me <it was safe>,” the paper reported.", True),
])  # fmt: skip
def test_people_without_a_name_speak_inside_too(words: str, kept: bool) -> None:
    (inner,) = candidates_of(words, method="rules/verb-clause")
    plain = words.translate(str.maketrans("", "", "{}[]<>"))
    paper = "{The paper} [reported] <" + plain.removeprefix("The paper reported ").rstrip(".") + ">."
    if plain.startswith("“"):
        paper = "<" + plain.partition(" the")[0] + "> {the paper} [reported]."
    (outer,) = candidates_of(paper)
    both = ensemble.combine(text_of(words), [outer], [inner])
    assert (len([one for one in both if not one.is_dropped]) == 2) is kept


@pytest.mark.parametrize("marked", [
    "Low got {no email} [warning] her <that it was closed>.",
    "{A neighbour} [warning] her <that it was closed> left.",
    "{An email} [warned] her <that it was closed>.",
])  # fmt: skip
def test_what_is_no_letter_adds_nothing(marked: str) -> None:
    rules = candidates_of(marked, method="rules/told-that")
    assert all(one.is_dropped for one in ensemble.combine(text_of(marked), [], rules))


def test_every_decision_is_tried() -> None:
    (mark,) = [one for one in test_decisions.pytestmark if one.name == "parametrize"]  # type: ignore[attr-defined]
    assert {case[0] for case in mark.args[1]} == set(Decision)
