"""Happenings in sentences made up for the purpose: what is one, what is none, and with which parts."""

from __future__ import annotations

import doctest
from collections import Counter
from pathlib import Path

import pytest
from happenings import events, parts

from xpkg.analysis.events import confidence, labels
from xpkg.authority import load_authority
from xpkg.corpus import read_corpus
from xpkg.model import Event
from xpkg.pipeline.graphs import analyse


@pytest.mark.parametrize("module", [labels, confidence])
def test_doctests(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("sentence", "event_type", "edtf", "roles"),
    [
        ("Police arrested Jane Doe in Strelsau on Monday.", "arrest", "2015-11-09",
         {"agent": "Police", "patient": "Jane Doe"}),
        ("Jane Doe was arrested by officers on 4 May 2001.", "arrest", "2001-05-04",
         {"agent": "officers", "patient": "Jane Doe"}),
        ("Jane Doe, who was sentenced in 2010, spoke little.",
         "conviction", "2010", {"patient": "Jane Doe"}),
        ("The prize followed the appointment in 2011 of a new mayor of Strelsau, Richard Roe.", "appointment", "2011",
         {"patient": "Richard Roe"}),
        ("In a 2011 speech to bankers, Jane Doe praised the sea.",
         "speech", "2011", {"agent": "Jane Doe", "recipient": "bankers"}),
        ("Jane Doe answered them in a press conference on May 4, 2011.",
         "press-conference", "2011-05-04", {"agent": "Jane Doe"}),
        ("The Seaside Act was signed into law by Richard Roe on May 4, 2011.",
         "signing", "2011-05-04", {"agent": "Richard Roe"}),
        ("Ruritania has imposed sanctions on Acme Bank.", "sanction", None,
         {"agent": "Ruritania", "patient": "Acme Bank"}),
        ("Jane Doe has ordered the release of over 400 prisoners.", "release", None,
         {"agent": "Jane Doe", "patient": "over 400 prisoners"}),
        ("Ruritania on Monday launched a series of airstrikes in Strelsau.",
         "military-operation", "2015-11-09", {"agent": "Ruritania"}),
        ("The Daily Planet on Monday published a letter.", "publication", "2015-11-09",
         {"agent": "Daily Planet", "patient": "letter"}),
        ("They spoke of the resignation of Richard Roe in 2009.",
         "removal", "2009", {"patient": "Richard Roe"}),
        ("Richard Roe resigned in 2009.", "removal", "2009", {"agent": "Richard Roe"}),
        ("Jane Doe, then a guard, shot and killed Richard Roe in 2012.", "killing", "2012",
         {"agent": "Jane Doe", "patient": "Richard Roe"}),
        ("They left the town before the ferry sank in 2014.", "disaster", "2014", {"patient": "ferry"}),
        ("A train derailed in Strelsau on Monday.", "disaster", "2015-11-09", {"patient": "train"}),
        ("Acme Bank filed for bankruptcy in 2008.", "end", "2008", {"patient": "Acme Bank"}),
        ("Workers went on strike in Strelsau on Monday.", "strike", "2015-11-09", {"agent": "Workers"}),
        ("Ruritania declared independence in 1960.", "announcement", "1960", {"agent": "Ruritania"}),
        ("The heat killed 12 people in Strelsau in 1960.", "death", "1960", {"patient": "12 people"}),
        ("Jane Doe died in Strelsau on May 4, 2011.", "death", "2011-05-04", {"patient": "Jane Doe"}),
    ],
)  # fmt: skip
def test_what_happened_to_whom(sentence: str, event_type: str, edtf: str | None, roles: dict[str, str]) -> None:
    (event,) = events(sentence)
    assert event.event_type == event_type
    assert (event.date.edtf if event.date else None) == edtf
    found = parts(event, sentence)
    assert {role: found.get(role) for role in roles} == roles


@pytest.mark.parametrize(
    "sentence",
    [
        "Police did not arrest Jane Doe on Monday.",
        "Police will arrest Jane Doe on Friday.",
        "Jane Doe could be arrested by the police.",
        "If Jane Doe is arrested in Strelsau, banks close.",
        "In the event of an attack on Strelsau, Jane Doe would leave.",
        "Jane Doe called for the release of Richard Roe.",
        "Jane Doe called on Ruritania to release Richard Roe.",
        "Jane Doe refused to be arrested by Richard Roe.",
        "The leaked report pleased Jane Doe.",
        "Attacks are bad for Jane Doe.",
        "Jane Doe was neither arrested nor charged in Strelsau.",
        "Doctors threatened a protest against Jane Doe.",
        "Jane Doe denied that she had killed Richard Roe in 2015.",
        "Nobody believes that Jane Doe killed Richard Roe in 2014.",
        "No court found that Jane Doe killed Richard Roe in 2014.",
        "Few believe that Jane Doe killed Richard Roe in 2014.",
        "It is not true that Jane Doe killed Richard Roe in 2014.",
        "Rumours that Richard Roe had died in 2014 were false.",
        "Police almost arrested Jane Doe in 2014.",
        "Richard Roe nearly died in 2014.",
        "Had Richard Roe resigned in 2014, nothing would have happened.",
        "There is no evidence that Richard Roe murdered Jane Doe in 2014.",
        "Neither Jane Doe nor Richard Roe was arrested in 2014.",
        "No officer was arrested in Strelsau in 2014.",
        "The claim that Jane Doe killed Richard Roe in 2014 is untrue.",
        "The play, in which Jane Doe shot Richard Roe in 2014, was long.",
        "In the novel, Jane Doe shot Richard Roe in 2014.",
        "Was Jane Doe arrested in 2014?",
        "Reports that Jane Doe died in 2014 were wrong.",
        "Prosecutors failed to prove that Jane Doe killed Richard Roe in 2014.",
    ],
)
def test_what_did_not_happen_is_no_event(sentence: str) -> None:
    assert events(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no doubt that Jane Doe killed Richard Roe in 2014.",
        "Jane Doe almost immediately resigned in 2014.",
        "Almost 30 people were killed in Strelsau in 2014.",
        "Jane Doe had arrested Richard Roe in 2014.",
        "It is not warm, but Jane Doe said that Richard Roe was arrested in 2014.",
    ],
)
def test_a_negation_elsewhere_takes_nothing_back(sentence: str) -> None:
    assert len(events(sentence)) == 1


def test_a_denial_leaves_what_the_text_tells_itself() -> None:
    words = "Jane Doe killed Richard Roe in 2014. Jane Doe denied that she had killed Richard Roe in 2014."
    (event,) = events(words)
    assert len(event.evidence) == 1


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("Police arrested two engineers of Acme Bank, the firm that built the dam, on Monday.",
         ["Arrest of two engineers by police (2015-11-09)"]),
        ("Police arrested Richard Roe, the man who founded the bank, on Sunday.",
         ["Arrest of Richard Roe by police (2015-11-08)", "Foundation of bank by Richard Roe"]),
        ("Police arrested Richard Roe, who killed his wife, on Tuesday.",
         ["Arrest of Richard Roe by police (2015-11-10)", "Killing of wife by Richard Roe"]),
        ("Police arrested Richard Roe, who left the bank in 2010, on Tuesday.",
         ["Arrest of Richard Roe by police (2015-11-10)", "Departure from bank by Richard Roe (2010)"]),
        ("Police arrested Richard Roe, who was born in Strelsau, Ruritania, in 1990.",
         ["Arrest of Richard Roe by police", "Birth of Richard Roe in Strelsau (1990)"]),
    ],
)  # fmt: skip
def test_a_date_after_a_closed_relative_clause_is_of_the_main_verb(sentence: str, labels: list[str]) -> None:
    assert [event.label for event in events(sentence)] == labels


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("Jane Doe backed calls to boycott the 2014 Strelsau Winter Olympics.", []),
        ("Jane Doe wished to watch the 2014 Strelsau Winter Olympics.", []),
        ("Jane Doe spoke of the 2018 Strelsau Winter Olympics.", []),
        ("Jane Doe will attend the 2015 Strelsau Summit.", []),
        ("Jane Doe attended the 2012 Strelsau Olympics.", ["2012 Strelsau Olympics"]),
        ("During World War II, Jane Doe lived in Strelsau.", ["World War II"]),
        ("Jane Doe fought in the Battle of Strelsau.", ["Battle of Strelsau"]),
    ],
)
def test_a_named_happening_counts_when_it_took_place(sentence: str, labels: list[str]) -> None:
    assert [event.label for event in events(sentence)] == labels


def test_two_tellings_are_one_event() -> None:
    words = "Jane Doe was arrested in 2011. The trees were green. The arrest of Jane Doe pleased nobody."
    (event,) = events(words)
    assert len(event.evidence) == 2
    assert event.label == "Arrest of Jane Doe (2011)"
    assert len(events("Jane Doe was arrested in 2011. Jane Doe was arrested in 2013.")) == 2


def test_the_event_follows_the_text() -> None:
    (event,) = events("Richard Roe was appointed in 2014 as a judge.")
    assert event.label == "Appointment of Richard Roe (2014)"
    (other,) = events("Jane Doe was dismissed in 2016 as a judge.")
    assert (other.label, other.event_type) == ("Dismissal of Jane Doe (2016)", "removal")


def test_who_undergoes_is_not_who_does() -> None:
    (event,) = events("Jane Doe survived a shooting in Strelsau on Monday.")
    assert event.participants == ()
    (event,) = events("Acme Bank suffered a cyberattack in 2012.")
    assert [part.role for part in event.participants] == ["patient"]


def test_a_pronoun_in_quoted_words_names_no_victim() -> None:
    assert events('Jane Doe said that "the driver shouted at the police who killed him".') == ()


def test_the_place_is_where_it_happened() -> None:
    sentence = "Militants from Ruritania killed 31 people in a station in Strelsau, and Jane Doe wept."
    (event,) = events(sentence)
    assert event.place is not None
    assert event.place.cut("A headline about it\n\n" + sentence) == "Strelsau"


ROOT = Path(__file__).parent.parent.parent
INVENTORY = Path(__file__).parent / "inventory"


def _rows(path: Path) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def _row(event: Event, text: str) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for part in event.participants:
        first.setdefault(part.role, part.span.cut(text))
    return (
        event.event_type,
        (event.date.edtf or "?") if event.date else "",
        event.place.cut(text) if event.place else "",
        *(first.get(role, "") for role in ("agent", "patient", "recipient")),
    )


@pytest.mark.parametrize("path", sorted(INVENTORY.glob("*.tsv")), ids=lambda path: path.stem)
def test_the_corpus_against_an_inventory_made_by_reading(path: Path) -> None:
    sources = read_corpus([ROOT / "data"]).sources
    source = next(source for source in sources if source.name == path.stem)
    found = [_row(event, source.text) for event in analyse(source, load_authority(ROOT / "data" / "authority")).events]
    expected = _rows(path)
    right = sum((Counter(found) & Counter(expected)).values())
    missed, wrong = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    assert right / len(expected) >= 0.9, missed
    assert right / len(found) >= 0.9, wrong


def test_a_doer_whom_somebody_names_is_not_named_by_the_text() -> None:
    told = events(
        "Ann Low died in May 2021. Her son says that the guards killed her. "
        "In June 2020 soldiers shot Bo Nye. Residents said that soldiers shot Bo Nye in the back."
    )
    assert [event.label for event in told] == [
        "Death of Ann Low (2021-05)", "Killing of Ann Low by guards", "Shooting of Bo Nye by soldiers (2020-06)",
    ]  # fmt: skip


def test_a_noun_that_comes_back_to_what_was_said_says_no_more() -> None:
    words = "According to Jane Doe, the letters were leaked by a guard. The leak of the letters pleased nobody."
    (event,) = events(words)
    assert event.label == "Leak of letters by guard"
    text = "A headline about it\n\n" + words
    assert event.trigger.cut(text) == "leaked", "so that it is according to her"
