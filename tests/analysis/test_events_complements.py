"""Happenings that a verb tells only with one complement, and trees that are mended before they are read."""

from __future__ import annotations

import pytest
from happenings import events
from marked import happened, marked

from xpkg.analysis.events import find_events
from xpkg.analysis.events.tree_repairs import mended
from xpkg.analysis.times import find_times
from xpkg.lexicon.event_complements import Kind, complements
from xpkg.model import Metadata, Source
from xpkg.syntax import Parse, read
from xpkg.text import parse

ANA, OTTO, HARROW = "<person:Ana Vale>", "<person:Otto Brand>", "<place:Harrow>"


@pytest.mark.parametrize(
    ("sentence", "event_type", "date", "roles"),
    [
        (f"Police took {ANA} into custody on 4 May 2011.", "arrest", "2011-05-04",
         {"agent": "Police", "patient": "Ana Vale"}),
        (f"{ANA} was held for nine days in May 2011.", "detention", "2011-05", {"patient": "Ana Vale"}),
        (f"Officers held {ANA} in a cell in May 2011.", "detention", "2011-05",
         {"agent": "Officers", "patient": "Ana Vale"}),
        (f"{ANA} was last seen on 4 May 2011.", "disappearance", "2011-05-04", {"patient": "Ana Vale"}),
        (f"{ANA} was taken to {HARROW} in 2011.", "transfer", "2011", {"patient": "Ana Vale"}),
        (f"In 2011, hackers broke into the account of {ANA}.", "cyberattack", "2011",
         {"agent": "hackers", "patient": "account"}),
        (f"{OTTO} was shot dead in {HARROW} in 2011.", "killing", "2011", {"patient": "Otto Brand"}),
        ("A storm left nine people dead in 2011.", "death", "2011", {"patient": "nine people"}),
        (f"{ANA} gave birth to twins in 2011.", "birth", "2011", {"agent": "Ana Vale", "patient": "twins"}),
        (f"In 2011 {OTTO} set fire to the barn.", "attack", "2011", {"agent": "Otto Brand", "patient": "barn"}),
        (f"{OTTO} took up his post in 2011.", "appointment", "2011", {"agent": "Otto Brand"}),
        (f"{OTTO} had an accident in 2011.", "accident", "2011", {"patient": "Otto Brand"}),
        (f"{ANA} lost to {OTTO} in 2011.", "defeat", "2011", {"patient": "Ana Vale", "agent": "Otto Brand"}),
        (f"{ANA} lost the election in 2011.", "defeat", "2011", {"patient": "Ana Vale"}),
        (f"{OTTO} beat {ANA} in the final in 2011.", "defeat", "2011",
         {"agent": "Otto Brand", "patient": "Ana Vale"}),
        (f"{OTTO} played for <organization:Harrow Town> in 2011.", "employment", "2011",
         {"agent": "Otto Brand", "participant": "Harrow Town"}),
        (f"{ANA} studied law at <organization:Harrow College> in 2011.", "education", "2011",
         {"agent": "Ana Vale", "participant": "Harrow College"}),
        (f"{ANA} received the Order of the Lamp in 2011.", "award", "2011", {"recipient": "Ana Vale"}),
        (f"{ANA} was brought before a judge on 4 May 2011.", "trial", "2011-05-04", {"patient": "Ana Vale"}),
        (f"The ministry banned {ANA} from leaving in 2011.", "prohibition", "2011",
         {"agent": "ministry", "patient": "Ana Vale"}),
        (f"{ANA} was set free in 2011.", "release", "2011", {"patient": "Ana Vale"}),
    ],
)  # fmt: skip
def test_what_a_complement_tells(sentence: str, event_type: str, date: str, roles: dict[str, str]) -> None:
    found = {(kind, edtf): parts for kind, edtf, parts in happened(sentence)}
    assert (event_type, date) in found
    assert roles.items() <= found[event_type, date].items()


@pytest.mark.parametrize(
    "sentence",
    [
        f"The party of {ANA} held the seat for two years.",
        f"{ANA} failed to take office in 2011.",
        f"Did {ANA} take office in 2011?",
        f"{OTTO} took {ANA} to task in 2011.",
        f"{ANA} was last in 2011.",
        "The poems were studied at <organization:Harrow College> in 2011.",
        f"{OTTO} may have set fire to the barn in 2011.",
    ],
)
def test_what_is_no_happening(sentence: str) -> None:
    assert happened(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "event_type", "date"),
    [
        (f"{ANA} was charged with spreading rumours on 4 May 2011 and freed on bail on 6 May 2011.",
         "release", "2011-05-06"),
        (f"{ANA} was charged with spreading rumours on 4 May 2011.", "charge", "2011-05-04"),
        (f"{ANA} was charged with forging a will in 2011.", "charge", ""),
        (f"{ANA} was summoned for questioning on 4 May 2011 and left {HARROW} on 9 May 2011.",
         "departure", "2011-05-09"),
        ("In 2011, the boat capsized in a storm and nine people drowned.", "death", "2011"),
        (f"In 2011 the boat capsized, and {OTTO} later resigned.", "removal", ""),
    ],
)  # fmt: skip
def test_whose_date_it_is(sentence: str, event_type: str, date: str) -> None:
    assert (event_type, date) in [(kind, edtf) for kind, edtf, _ in happened(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The storm of 4 May 2011 killed nine people.", [("death", "2011-05-04", {"nine people"})]),
        (f"{OTTO} bought the mill in 2011 and the bank in 2014.",
         [("purchase", "2011", {"Otto Brand", "mill"}), ("purchase", "2014", {"Otto Brand", "bank"})]),
        (f"{OTTO} won the title in 2011, the cup in 2012 and the league in 2014.",
         [("award", "2011", {"Otto Brand", "title"}), ("award", "2012", {"Otto Brand", "cup"}),
          ("award", "2014", {"Otto Brand", "league"})]),
        (f"{OTTO} bought the mill and the bank in 2011.", [("purchase", "2011", {"Otto Brand", "mill", "bank"})]),
        ("A strike that began on 4 May 2011 lasted nine weeks.", [("strike", "2011-05-04", set())]),
        (f"Talks with a buyer, {OTTO}, began in 2011.", [("meeting", "2011", {"Otto Brand"})]),
        ("The strike did not begin on 4 May 2011.", []),
        (f"A meeting between {ANA} and {OTTO} was held in 2011.", [("meeting", "2011", {"Ana Vale", "Otto Brand"})]),
        (f"{ANA} and {OTTO} signed an agreement in 2011.",
         [("signing", "2011", {"Ana Vale", "Otto Brand", "agreement"})]),
        (f"A court fined {ANA} 90 crowns in 2011.", [("punishment", "2011", {"court", "Ana Vale"})]),
        (f"The bank lent {ANA} £20 million in 2011.", [("payment", "2011", {"bank", "Ana Vale", "£20 million"})]),
        (f"In 2011 the mill was handed over to {ANA} by {OTTO}.",
         [("transfer", "2011", {"mill", "Ana Vale", "Otto Brand"})]),
        (f"{ANA} sued in 2011 and won in 2014, when the court awarded {OTTO} £20 million.",
         [("payment", "2014", {"court", "Otto Brand", "£20 million"})]),
    ],
)  # fmt: skip
def test_who_takes_part_and_when(sentence: str, expected: list[tuple[str, str, set[str]]]) -> None:
    found = _participants(sentence)
    for kind, date, whom in expected:
        assert any((kind, date) == each[:2] and whom <= each[2] for each in found)
    assert bool(found) == bool(expected)


def _participants(sentence: str) -> list[tuple[str, str, set[str]]]:
    given = marked(sentence)
    text = parse(Source("t", given.text, "0", Metadata("")))
    return [
        (event.event_type, event.date.edtf if event.date else "",
         {part.span.cut(given.text) for part in event.participants})
        for event in find_events(text, given.mentions, find_times(text))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "participant"),
    [
        ("The printer Jon Morel moved to <place:Harrow> in 2011.", "Jon Morel"),
        (f"{ANA} married the chemist Ifan Prize in 2011.", "Ifan Prize"),
        (f"{ANA} was appointed minister of health by Prime Minister <person:Joel Adey> on 4 May 2011.", "Joel Adey"),
    ],
)
def test_a_name_is_whole_though_nobody_knows_it(sentence: str, participant: str) -> None:
    assert any(participant in part for _, _, parts in _participants(sentence) for part in parts)


def test_the_crash_of_a_year_is_the_one_that_was_told() -> None:
    words = "A collision near Strelsau on 4 May 2011 shook the town. The 2011 collision was the worst."
    (told,) = events(words)
    assert told.date is not None
    assert told.date.edtf == "2011-05-04"


def test_a_title_or_a_noun_before_a_name_is_a_part_of_it() -> None:
    (event,) = happened(f"Colonel {OTTO}, whose unit is feared, took office in 2011.")
    assert event[2] == {"agent": "Otto Brand"}


def _tree(sentence: str) -> Parse:
    return read(parse(Source("t", marked(sentence).text, "0", Metadata("")))).parses[0]


def test_a_sound_tree_stays_as_it_is() -> None:
    tree = _tree(f"{ANA} won a medal in June and left the hall.")
    assert mended(tree) is tree


def test_a_predicate_is_no_adjective_before_a_participle() -> None:
    tree = mended(_tree(f"{ANA} was last seen in June."))
    assert tree.word(tree.root) == "seen"


def test_each_row_of_complements_can_be_used() -> None:
    kinds = {kind for each in complements() for kind in each.kinds}
    assert kinds == set(Kind)
