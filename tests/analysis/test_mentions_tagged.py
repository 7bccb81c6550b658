"""What the name tagger adds to the rules, and what it makes them doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from named import AUTHORITY, NAMED, text_of

from xpkg import syntax
from xpkg.analysis.mentions import join_mentions
from xpkg.analysis.mentions.name_sentences import lines_of
from xpkg.analysis.mentions.tagged_words import Tagged, in_words, tagged_names
from xpkg.model import Kind
from xpkg.network.names import NameSpan

PERSON, BODY, PLACE = Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE


def found(words: str, *told: tuple[str, Kind | None, float], speaks: bool = False) -> list[tuple[str, Kind]]:
    """The names in ``words`` where the tagger tells each of ``told``, wherever it stands."""
    text = text_of(words)
    lines = lines_of(text)
    tagged: list[list[Tagged]] = []
    for line in lines:
        own = []
        for name, kind, confidence in told:
            parts = name.split(" ")
            for at in range(len(line.words)):
                if [word.text for word in line.words[at : at + len(parts)]] == parts:
                    own.append(Tagged(at, at + len(parts), kind, confidence, speaks))
        tagged.append(sorted(own))
    return [(each.name, each.kind) for each in join_mentions(text, lines, AUTHORITY, tagged) if each.form in NAMED]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ([("Yalira Zorvane", PERSON, 0.76)], [("Yalira Zorvane", PERSON)]),
        ([("Yalira Zorvane", PERSON, 0.7)], []),
        ([("Yalira Zorvane", BODY, 0.85)], [("Yalira Zorvane", BODY)]),
        ([("Yalira Zorvane", BODY, 0.75)], []),
        ([("Yalira Zorvane", PLACE, 0.85)], [("Yalira Zorvane", PLACE)]),
        ([("Yalira Zorvane", PLACE, 0.75)], []),
        ([("Yalira Zorvane", None, 0.99)], []),
    ],
)
def test_a_name_that_no_rule_finds(told: list[tuple[str, Kind | None, float]], names: list[tuple[str, Kind]]) -> None:
    assert found("The vote was late. Yesterday they met Yalira Zorvane again.", *told) == names


def test_where_somebody_speaks_any_person_will_do() -> None:
    words = "Qorvane Yalir spoke."
    assert found(words, ("Qorvane Yalir", PERSON, 0.3), speaks=True) == [("Qorvane Yalir", PERSON)]
    assert found(words, ("Qorvane Yalir", PERSON, 0.3)) == []


def test_the_family_name_alone_is_the_same_person() -> None:
    words = "They met Yalira Zorvane. The vote was late. Then Zorvane left."
    assert found(words, ("Yalira Zorvane", PERSON, 0.9)) == [("Yalira Zorvane", PERSON), ("Zorvane", PERSON)]


def test_what_a_rule_has_claimed_stays_as_it_is() -> None:
    words = "They met Marta Oleksy, a lawyer, in Kestrel."
    rules = [("Marta Oleksy", PERSON), ("Kestrel", PLACE)]
    assert found(words, ("Oleksy", BODY, 0.99), ("Kestrel", PERSON, 0.99)) == rules


def test_what_the_tagger_sees_nowhere_is_doubted() -> None:
    words = "Marta Oleksy, a lawyer, left. Ilse Varga met Mr. Brandvold in Kestrel."
    rules = [("Marta Oleksy", PERSON), ("Ilse Varga", PERSON), ("Brandvold", PERSON), ("Kestrel", PLACE)]
    assert found(words, ("Marta", None, 0.2), ("Kestrel", PLACE, 0.2)) == rules
    assert found(words) == rules[1:3]


def test_who_speaks_or_acts_is_not_doubted() -> None:
    assert found("Then Marta Oleksy said no.") == [("Marta Oleksy", PERSON)]
    assert found("Then Marta Church, a teacher, said no.", ("Marta Church", BODY, 0.9)) == [("Marta Church", PERSON)]


def test_what_has_made_a_document_or_is_said_to_be_somebody_counts_as_speaking() -> None:
    for words, name in (
        ("STATEMENT OF QORVANE YALIR", "QORVANE YALIR"),
        ("Qorvane Yalir, a rice farmer, was late.", "Qorvane Yalir"),
    ):
        text = text_of(words)
        (line,) = lines_of(text)
        parse = syntax.read(text).parse_at(0)
        assert parse is not None
        at = [word.text for word in line.words].index(name.split()[0])
        (told,) = in_words(line, replace(parse, names=(NameSpan(at, at + 2, "person", 0.4),)))
        assert told.speaks


def test_who_speaks_by_the_family_name_is_known_by_the_full_one() -> None:
    told = ("Yalira Zorvane", PERSON, 0.6)
    assert ("Yalira Zorvane", PERSON) in found("They met Yalira Zorvane. Zorvane said no.", told)
    assert found("They met Yalira Zorvane. The vote was late.", told) == []


def test_a_rank_or_an_office_is_no_part_of_a_name() -> None:
    for words in ("Lance Corporal Una Oleksy said no.", "Under-Secretary for Fisheries Una Oleksy said no."):
        assert found(words, ("Una Oleksy", PERSON, 0.7)) == [("Una Oleksy", PERSON)]
    words = "Anna Una Oleksy said no."
    assert found(words, ("Una Oleksy", PERSON, 0.7)) == [("Anna Una Oleksy", PERSON)]


def test_a_broadcaster_is_no_person() -> None:
    assert found("Radio Kavar said no.", ("Radio Kavar", PERSON, 0.9), speaks=True) == []


def test_a_dateline_is_no_part_of_a_name() -> None:
    text = text_of("KESTREL - MARTA OLEKSY, a lawyer, said no.")
    (line,) = lines_of(text)
    parse = syntax.read(text).parse_at(0)
    assert parse is not None
    with_dateline = replace(parse, names=(NameSpan(0, 4, "person", 0.9),))
    (told,) = in_words(line, with_dateline)
    assert [word.text for word in line.words[told.first : told.last]] == ["MARTA", "OLEKSY"]


def test_words_that_can_be_no_name_are_passed_over() -> None:
    words = "They met on Monday. Valmoran troops left. She read Nature on the train."
    assert found(words, ("Monday", PERSON, 0.9), ("Valmoran", BODY, 0.9), ("Nature", BODY, 0.9)) == []


def test_the_tagger_s_words_are_the_line_s() -> None:
    text = text_of("“It is late,” said Kim Siu-ming of the N.R.D.A. on Monday.")
    lines = lines_of(text)
    (told,) = tagged_names(text, lines)
    names = [(" ".join(word.text for word in lines[0].words[one.first : one.last]), one.kind) for one in told]
    assert ("Kim Siu-ming", PERSON) in names


def test_a_single_word_is_a_person_only_where_it_acts_as_one() -> None:
    told = ("Zorvane", PERSON, 0.9)
    assert found("They read Zorvane. Then Zorvane was late.", told) == []
    assert found("They read Zorvane. Then Zorvane died.", told) == [("Zorvane", PERSON)] * 2
    assert found("They live in Zorvane. Then Zorvane died.", told) == []
    # nor is somebody who is called as a place is
    assert found("They live in Zorvane. They met Yalira Zorvane.", ("Yalira Zorvane", PERSON, 0.9)) == []
