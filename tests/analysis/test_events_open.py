"""Happenings that a verb or noun tells by its class alone, and what of that kind is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import happened

import xpkg
from xpkg.lexicon.event_classes import concrete_nouns, event_classes
from xpkg.lexicon.event_triggers import Part
from xpkg.training.event_classes import Anchor, categories, classify_verbs

ANA, OTTO, HARROW = "<person:Ana Vale>", "<person:Otto Brand>", "<place:Harrow>"


@pytest.mark.parametrize(
    ("sentence", "event_type", "date"),
    [
        (f"Police interrogated {ANA} on 4 May 2011.", "interrogation", "2011-05-04"),
        (f"{ANA} was interrogated by {OTTO}.", "interrogation", ""),
        (f"{ANA} disappeared in {HARROW} in 2011.", "disappearance", "2011"),
        (f"{ANA}, who vanished in 2011, was a baker.", "disappearance", "2011"),
        (f"{OTTO} summoned {ANA} in 2011.", "summons", "2011"),
        (f"Guards humiliated {ANA} in 2011.", "mistreatment", "2011"),
        (f"{OTTO} stole the car in 2011.", "theft", "2011"),
        (f"{OTTO} contacted {ANA}.", "contact", ""),
        (f"After leaving {HARROW} in 2011, {ANA} married.", "departure", "2011"),
        (f"{ANA} turned herself in on 4 May 2011.", "surrender", "2011-05-04"),
        (f"{ANA} was hospitalized in {HARROW} in 2011.", "treatment", "2011"),
        (f"{OTTO} confiscated the passport of {ANA} in 2011.", "seizure", "2011"),
        ("The casinos closed in 2011.", "closure", "2011"),
    ],
)
def test_what_a_class_tells(sentence: str, event_type: str, date: str) -> None:
    assert (event_type, date) in [(kind, edtf) for kind, edtf, _ in happened(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ANA} questioned the decision in 2011.",
        f"{ANA} found himself in debt in 2011.",
        f"{ANA} thought of {OTTO} in 2011.",
        f"{ANA} said in 2011 that it rained.",
        f"{ANA} questions {OTTO} every year.",
        f"{ANA} may disappear.",
        f"Would {OTTO} summon {ANA} in 2011?",
        f"{ANA} raised hopes in 2011.",
        f"{ANA} presented an argument in 2011.",
        "A man driven by greed left.",
    ],
)
def test_what_a_class_does_not_tell(sentence: str) -> None:
    assert [kind for kind, _, _ in happened(sentence)] == []


def test_the_tables() -> None:
    assert event_classes(Part.VERB)["waylay"] == "attack"
    assert "house" in concrete_nouns()
    assert "hope" not in concrete_nouns()


def test_classes_come_from_the_nearest_anchor(tmp_path: Path) -> None:
    (tmp_path / "data.verb").write_text(
        "00000001 38 v 01 go 0 000 | move\n"
        "00000002 38 v 01 sail 0 001 @ 00000001 v 0000 | go by water\n"
        "00000003 38 v 01 drift 0 001 @ 00000002 v 0000 | sail slowly\n"
        "00000004 38 v 02 journey 0 fare 0 001 @ 00000001 v 0000 | go far\n"
    )
    (tmp_path / "index.verb").write_text(
        "go v 1 0 1 1 00000001\n"
        "sail v 1 1 @ 1 1 00000002\n"
        "drift v 1 1 @ 1 1 00000003\n"
        "fare v 2 1 @ 2 0 00000004 00000001\n"
        "journey v 1 1 @ 1 1 00000004\n"
    )
    (tmp_path / "data.noun").write_text(
        "00000005 06 n 01 boat 0 000 | a vessel\n00000006 12 n 01 joy 0 000 | feeling\n"
        "00000007 18 n 01 lout 0 001 ;u 00000008 n 0000 | somebody rude\n00000008 10 n 01 disparagement 0 000 | words\n"
    )
    (tmp_path / "index.noun").write_text(
        "boat n 1 0 1 1 00000005\njoy n 1 0 1 1 00000006\n"
        "lout n 1 1 ;u 1 1 00000007\ndisparagement n 1 0 1 1 00000008\n"
    )
    anchors = (Anchor("none", "verb", False, ("go",)), Anchor("travel", "verb", True, ("sail", "journey")))
    assert classify_verbs(tmp_path, anchors) == {"sail": "travel", "drift": "travel", "journey": "travel"}
    assert dict(categories(tmp_path)) == {"boat": "artifact"}


@pytest.mark.parametrize(
    ("words", "kind", "date"),
    [
        ("Karl Brenn sent 40 files to Anna Holt on 3 May 2019.", "sending", "2019-05-03"),
        ("Anna Holt received a letter from the ministry on 4 March 2018.", "receipt", "2018-03-04"),
        ("Anna Holt visited Karl Brenn in prison in June 2017.", "visit", "2017-06"),
        ("Anna Holt was visited by Karl Brenn in prison in May 2019.", "visit", "2019-05"),
        ("Anna Holt studied at the University of Orel in 1937.", "education", "1937"),
    ],
)
def test_what_its_own_rows_do_not_fit_is_told_by_its_class(words: str, kind: str, date: str) -> None:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    (event,) = xpkg.analyse(text).events
    assert (str(event.event_type), event.date and event.date.edtf) == (kind, date)


@pytest.mark.parametrize(
    "words",
    [
        "Anna Holt received 300 votes in Orel in 2010.",
        "The team received a warm welcome in Orel in 2010.",
        "Anna Holt sent her regards to Karl Brenn in 2010.",
        "The party announced on Tuesday, 3 May 2019, that it would close.",
    ],
)
def test_the_class_is_as_careful_as_the_rows(words: str) -> None:
    assert xpkg.analyse(f"News of the day\n\n{words}\n\nThe council meets on Friday.\n").events == ()
