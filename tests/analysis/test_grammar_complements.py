"""What the object of a verb is, in sentences made up for each way in which it begins and ends."""

from __future__ import annotations

import pytest
from marked import at, said, shallow_parse


def _object(sentence: str, verb: str) -> list[str]:
    read = shallow_parse(sentence)
    index = at(read, verb)
    return said(read, read.phrase_after(index + 1, read.right(index)))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Police arrested <person:Ana Vale>.", ["Ana Vale"]),
        ("Police on Monday arrested <person:Ana Vale> in <place:Harrow>.", ["Ana Vale"]),
        ("Police arrested on Monday <person:Otto Brand>.", ["Otto Brand"]),
        ("Police arrested more than 30 people.", ["more than 30 people"]),
        ("Police arrested a series of smugglers in the port.", ["a series of smugglers"]),
        ("Police arrested the head of <organization:Tarn Bank>, <person:Ines Holm>, on Monday.", ["Ines Holm"]),
        ("Police arrested Secretary of State <person:Ines Holm>.", ["Secretary of State Ines Holm"]),
        ("Police arrested two engineers of <organization:Tarn Bank>, the firm that built the dam.", ["two engineers"]),
    ],
)
def test_where_an_object_begins(sentence: str, found: list[str]) -> None:
    assert _object(sentence, "arrested") == found


@pytest.mark.parametrize(
    ("sentence", "verb", "found"),
    [
        ("Police arrested <person:Ana Vale> and fled.", "arrested", ["Ana Vale"]),
        ("Police arrested a man who fled.", "arrested", ["a man"]),
        ("They ran ads targeting the mayor.", "ran", ["ads"]),
        ("They met <person:Ana Vale>, a banker.", "met", ["Ana Vale"]),
        ("They founded a bank (in 1901).", "founded", ["a bank"]),
        ("They gave <person:Ana Vale> to <person:Otto Brand>.", "gave", ["Ana Vale"]),
        ("They won the 2012 award.", "won", ["the 2012 award"]),
        ("They opened a mill in 2012.", "opened", ["a mill"]),
        ("They published a series of reports on fish.", "published", ["a series of reports"]),
        ("They killed at least three, wounded 12 others.", "killed", ["at least three"]),
        ("They published a training manual.", "published", ["a training manual"]),
        ("They met miners 12 miles away.", "met", ["miners"]),
        ("They met the 12 miners.", "met", ["the 12 miners"]),
        ("They burned the town; the harbour was lost.", "burned", ["the town"]),
        ("They burned the town because it was lost.", "burned", ["the town"]),
    ],
)
def test_where_an_object_ends(sentence: str, verb: str, found: list[str]) -> None:
    assert _object(sentence, verb) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Police met <person:Ana Vale> and <person:Otto Brand>.", ["Ana Vale", "Otto Brand"]),
        ("Police met <person:Ana Vale>, <person:Otto Brand> and <person:Ines Holm>.",
         ["Ana Vale", "Otto Brand", "Ines Holm"]),
        ("Police met 12 miners and a nurse.", ["12 miners", "a nurse"]),
        ("Police met the new mayor and former judge <person:Ana Vale>.", ["the new mayor", "former judge Ana Vale"]),
        ("Police met <person:Ana Vale> and <person:Otto Brand> fled.", ["Ana Vale"]),
    ],
)  # fmt: skip
def test_objects_that_are_joined(sentence: str, found: list[str]) -> None:
    assert _object(sentence, "met") == found


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("They sank in the harbour.", "sank"),
        ("They sank.", "sank"),
        ("<person:Ana Vale> announced that <person:Otto Brand> resigned.", "announced"),
        ("<person:Ana Vale> tried to leave.", "tried"),
        ("The mayor spoke, and the town slept.", "spoke"),
        ("The mayor was seen (in the port).", "seen"),
    ],
)
def test_no_object(sentence: str, verb: str) -> None:
    assert _object(sentence, verb) == []
