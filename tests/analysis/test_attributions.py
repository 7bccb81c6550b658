"""Who says what, by rules alone, on sentences that stand in no corpus: source, cue, content and their reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from xpkg.analysis.attributions import find_attributions, patterns
from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.interpretation import interpret
from xpkg.analysis.attributions.span_trimming import tidy_source
from xpkg.analysis.attributions.speech_acts import act_of
from xpkg.analysis.times import find_times
from xpkg.model import Attribution, AttributionCandidate, Metadata, Method, Mode, Source, Span
from xpkg.text import parse

FILLER = "The town lies on a river and has two bridges."


def sayings(words: str, issued: str = "2020-05-06") -> list[tuple[Attribution, str, str, str]]:
    """Each attribution with its source, cue and contents as they stand."""
    body = f"A headline about the town\n\n{FILLER}\n\n{words}\n\n{FILLER}\n"
    text = parse(Source("t", body, "0", Metadata("", issued=issued)))
    found = find_attributions(text, (), find_times(text), patterns.annotate)

    def cut(spans: object) -> str:
        return " … ".join(span.cut(body) for span in spans)  # type: ignore[attr-defined]

    return [(one, cut((one.source,)) if one.source else "", cut(one.cue), cut(one.content)) for one in found]


CASES = [
    ("“The dam is safe,” said Ann Low, chief engineer.", "Ann Low, chief engineer", "said", "“The dam is safe,”"),
    ('"The dam is safe," Ann Low told the council.', "Ann Low", "told", '"The dam is safe,"'),
    ("''The dam is safe,'' Mr. Low said.", "Mr. Low", "said", "''The dam is safe,''"),
    ("Ann Low said, “The dam is safe.”", "Ann Low", "said", "“The dam is safe.”"),
    ("Ann Low wrote: “The dam is safe.”", "Ann Low", "wrote:", "“The dam is safe.”"),
    ("Ann Low said that the dam was safe.", "Ann Low", "said", "that the dam was safe"),
    ("Ann Low said the dam was safe.", "Ann Low", "said", "the dam was safe"),
    ("The dam was safe, Ann Low said on Tuesday.", "Ann Low", "said", "The dam was safe"),
    ("The dam “holds for years,” said Ann Low.", "Ann Low", "said", "The dam “holds for years,”"),
    ("According to the water board, the dam was safe.", "the water board", "According to", "the dam was safe"),
    ("The dam was safe, according to the water board.", "the water board", "according to", "The dam was safe"),
    ("Ann Low, who built it, accused the mayor of lying.", "Ann Low, who built it", "accused", "the mayor of lying"),
    ("The council called for a new dam.", "The council", "called for", "a new dam"),
    ("The council called on the mayor to resign.", "The council", "called on", "the mayor to resign"),
    ("Ann Low called the plan “a bad joke.”", "Ann Low", "called", "the plan “a bad joke.”"),
    ("Ann Low described the plan as a waste of money.", "Ann Low", "described", "the plan as a waste of money"),
    ("The minister urged residents to leave.", "The minister", "urged", "residents to leave"),
    ("The minister vowed to rebuild the dam.", "The minister", "vowed", "to rebuild the dam"),
    ("Mr. Low has repeatedly denied that water was lost.", "Mr. Low", "has repeatedly denied", "that water was lost"),
    ("The report says that water was lost.", "The report", "says", "that water was lost"),
    ("Ann Low told reporters that water was lost.", "Ann Low", "told", "that water was lost"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "source", "cue", "content"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_saying(words: str, source: str, cue: str, content: str) -> None:
    assert [found[1:] for found in sayings(words)] == [(source, cue, content)]


def test_a_quotation_that_the_cue_breaks() -> None:
    (found,) = sayings("“The dam,” Ann Low said, “is safe.”")
    assert found[3] == "“The dam,” … “is safe.”"


def test_a_quotation_over_several_sentences() -> None:
    (found,) = sayings("“The dam is safe,” Ann Low said. “It will hold for years. We tested it.” Rain fell.")
    assert found[3] == "“The dam is safe,” … “It will hold for years. We tested it.”"


def test_a_quotation_over_several_paragraphs() -> None:
    found = sayings("Ann Low said: “The dam is safe.\n\n“It will hold for years. We tested it.”\n\n“Who knows.”")
    assert found[0][3] == "“The dam is safe. … “It will hold for years. We tested it.”"
    assert len(found) == 1


def test_a_clause_that_opens_its_sentence_ends_with_it() -> None:
    (found,) = sayings("When the board said that the dam was safe, the town went to sleep.")
    assert found[3] == "that the dam was safe"


def test_a_source_between_subject_and_verb() -> None:
    (found,) = sayings("Low, according to the Planet, sold the dam and left the town.")
    assert found[1:] == ("the Planet", "according to", "Low … sold the dam and left the town")


def test_a_relative_pronoun_gives_way_to_its_noun() -> None:
    (found,) = sayings("The town met the engineer who said that the dam was safe.")
    assert found[1] == "the engineer"


def test_a_quoted_question_before_its_speaker() -> None:
    (found,) = sayings("“Is the dam safe?” Ann Low asked.")
    assert found[1:] == ("Ann Low", "asked", "“Is the dam safe?”")


def test_two_sayings_of_one_speaker() -> None:
    found = sayings("Ann Low called the plan “reckless” and stated that it cost too much.")
    assert [one[1:] for one in found] == [
        ("Ann Low", "called", "the plan “reckless”"),
        ("Ann Low", "stated", "that it cost too much"),
    ]


def test_two_speakers_of_one_sentence() -> None:
    found = sayings("While the paper said that Low was fired for speaking out, the board wrote that Low took bribes.")
    assert [one[1:] for one in found] == [
        ("the paper", "said", "that Low was fired for speaking out"),
        ("the board", "wrote", "that Low took bribes"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The so-called “dam” broke in May.",
        "She read “War and Peace” on the train.",
        "The documents included a map of the dam.",
        "The claims were settled in court in May.",
        "He left without a word.",
        "The board did not respond to the letter.",
        "The report of the board lies in the archive.",
    ],
)
def test_no_saying(words: str) -> None:
    assert sayings(words) == []


def test_a_chain() -> None:
    found = sayings("The mayor said that the dam was safe, the Planet reported.")
    outer, inner = sorted(found, key=lambda one: one[2] == "said")
    assert outer[1:] == ("the Planet", "reported", "The mayor said that the dam was safe")
    assert inner[3] == "that the dam was safe"
    assert inner[0].parent is not None
    assert found[inner[0].parent] == outer
    assert outer[0].parent is None


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("Ann Low said, “The dam is safe.”", Mode.DIRECT),
        ("Ann Low said that the dam “will hold.”", Mode.MIXED),
        ("Ann Low said that the dam will hold.", Mode.INDIRECT),
        ("“The dam is safe,” Ann Low said. “It will hold.”", Mode.DIRECT),
    ],
)
def test_mode(words: str, mode: Mode) -> None:
    assert [one[0].mode for one in sayings(words)] == [mode]


@pytest.mark.parametrize(
    ("words", "act", "negated"),
    [
        ("The board denied that water was lost.", "denies", False),
        ("The board did not say that water was lost.", "says", True),
        ("The board declined to comment on the dam.", "says", True),
        ("The board refused to repair the dam.", "refuses", False),
        ("The board has never said that water was lost.", "says", True),
        ("The board was to say that no water was lost.", "orders", False),
        ("The board ordered engineers to open the gate.", "orders", False),
        ("The board did not order engineers to open the gate.", "orders", True),
        ("The board promised to repair the dam.", "promises", False),
        ("The board warned that the dam could break.", "warns", False),
        ("The board believes that the dam will hold.", "thinks", False),
        ("The board called for help.", "demands", False),
        ("The board called the dam “a marvel.”", "describes", False),
        ("The board agreed that the dam was old.", "agrees", False),
        ("The board praised the engineers for their work.", "praises", False),
        ("The board condemned the attack on the engineers.", "criticizes", False),
    ],
)
def test_act_and_polarity(words: str, act: str, negated: bool) -> None:
    assert [(one[0].act, one[0].negated) for one in sayings(words)] == [(act, negated)]


@pytest.mark.parametrize(
    ("words", "trimmed"),
    [
        ("LONDON, March 3, 2021 (Reuters) - The board", "The board"),
        ("But the board yesterday", "the board"),
        ("If students", "students"),
        ("The board on Tuesday", "The board"),
        ("NATO", "NATO"),
        ("The Sunday Times", "The Sunday Times"),
        ("Friday", "Friday"),
    ],
)
def test_a_source_is_trimmed(words: str, trimmed: str) -> None:
    text = parse(Source("t", f"{words} said so.", "0", Metadata("")))
    assert tidy_source(text, Span(0, len(words))).cut(words) == trimmed


def test_a_dateline_says_nothing() -> None:
    found = sayings("LONDON, March 3, 2021 - The union accused the owner of neglect.")
    assert [one[1:] for one in found] == [("The union", "accused", "the owner of neglect")]
    (found_after,) = sayings("PARIS (AP) — The dam was safe, Low said.")
    assert found_after[3] == "The dam was safe"


def test_time_and_setting_belong_to_the_saying() -> None:
    (found,) = sayings("The owner denied the accusation in a letter on May 4.")
    assert found[3] == "the accusation"
    assert found[0].date is not None
    (found,) = sayings("The owner said the ship sank on May 4.")
    assert found[3] == "the ship sank on May 4"


def test_who_is_told_in_the_passive_does_not_speak() -> None:
    body = "In an interview with Low, Ann was asked whether the dam was safe.\n"
    text = parse(Source("t", body, "0", Metadata("")))

    def at(words: str) -> Span:
        return Span(body.index(words), body.index(words) + len(words))

    told = AttributionCandidate(at("Ann"), (at("was asked"),), (at("whether the dam was safe"),), Method.SPACY)
    (read,) = interpret(text, (), (told,))
    assert (read.source, read.addressee) == (None, at("Ann"))
    (other,) = interpret(text, (), (replace(told, source=at("Low")),))
    assert other.source == at("Low")


def test_mere_silence_is_no_saying() -> None:
    body = "The board did not immediately respond to requests for comment.\n"
    text = parse(Source("t", body, "0", Metadata("")))
    parts = ("did not immediately respond to", "requests for comment")
    cue, content = (Span(body.index(words), body.index(words) + len(words)) for words in parts)
    claim = AttributionCandidate(Span(0, 9), (cue,), (content,), Method.SPACY)
    assert find_attributions(text, (), (), lambda *_: (claim,)) == ()
    kept = replace(claim, cue=(Span(10, 17),), content=(Span(18, 39),))
    assert len(find_attributions(text, (), (), lambda *_: (kept,))) == 1


def test_addressee() -> None:
    body = "Ann Low told the council that the dam was safe. The board urged China to open the gate."
    found = [one[0].addressee for one in sayings(body)]
    text = f"A headline about the town\n\n{FILLER}\n\n{body}\n\n{FILLER}\n"
    assert [span.cut(text) if span else None for span in found] == ["the council", "China"]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("The dam was safe, Ann Low said on May 4.", "2020-05-04"),
        ("On May 4, Ann Low said that the dam was safe.", "2020-05-04"),
        ("Ann Low said that the dam broke on May 4.", None),
        ("The dam broke on May 4, Ann Low said.", None),
    ],
)
def test_date_of_the_saying(words: str, edtf: str | None) -> None:
    (found,) = sayings(words)
    assert (found[0].date.edtf if found[0].date else None) == edtf


def test_every_act_is_a_concept_of_the_ontology() -> None:
    path = Path(__file__).parent.parent.parent / "ontology" / "xpkg.ttl"
    notation = pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    known = {triple.object.value for triple in pyoxigraph.parse(path=path) if triple.predicate == notation}
    acts = {form.verb.act for form in verb_forms().values()} | set(noun_acts().values())
    assert acts - known == set()
    assert act_of.__doc__
