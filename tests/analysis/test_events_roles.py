"""Who takes which part in a happening: by the verb's own dependents, never by the order of the words."""

from __future__ import annotations

import pytest
from marked import happened

ANA, OTTO, MAX = "<person:Ana Vale>", "<person:Otto Brand>", "<person:Max Brun>"
BANK, OST, WEST = "<organization:Tarn Bank>", "<place:Ostland>", "<place:Westland>"


@pytest.mark.parametrize(
    ("sentence", "event_type", "roles"),
    [
        (f"{ANA} knighted {OTTO} in 2011.", "award", {"agent": "Ana Vale", "patient": "Otto Brand"}),
        (f"{ANA} was knighted by {OTTO} in 2011.", "award", {"agent": "Otto Brand", "patient": "Ana Vale"}),
        (f"The academy awarded {ANA} the prize in 2011.", "award",
         {"agent": "academy", "recipient": "Ana Vale", "patient": "prize"}),
        (f"The academy awarded the prize to {ANA} in 2011.", "award",
         {"agent": "academy", "recipient": "Ana Vale", "patient": "prize"}),
        (f"The king had {ANA} poisoned in 2011.", "attack", {"patient": "Ana Vale"}),
        (f"{OTTO}, who died in January 2011, was the brother of {ANA}.", "death", {"patient": "Otto Brand"}),
        (f"{ANA} and {OTTO} were arrested in 2011.", "arrest", {"patient": "Otto Brand"}),
        (f"A man arrested by {OTTO} in 2011 was the brother of {ANA}.", "arrest",
         {"agent": "Otto Brand", "patient": "man"}),
        (f"Police later released {ANA}, whom {OTTO} had kidnapped in 2011.", "kidnapping",
         {"agent": "Otto Brand", "patient": "Ana Vale"}),
        (f"{ANA} was forced to resign in 2011.", "removal", {"agent": "Ana Vale"}),
        (f"{OST} invaded {WEST} in 2011.", "military-operation", {"agent": "Ostland", "patient": "Westland"}),
        (f"{WEST} was invaded by {OST} in 2011.", "military-operation", {"agent": "Ostland", "patient": "Westland"}),
        (f"The invasion of {WEST} in 2011 was condemned.", "military-operation", {"patient": "Westland"}),
        (f"The annexation of {WEST} by {OST} took place in 2011.", "military-operation",
         {"agent": "Ostland", "patient": "Westland"}),
        (f"{OST}’s annexation of {WEST} in 2011 was condemned.", "military-operation",
         {"agent": "Ostland", "patient": "Westland"}),
        (f"{BANK}, which {OTTO} founded in 2011, hired {ANA}.", "creation",
         {"agent": "Otto Brand", "patient": "Tarn Bank"}),
        (f"{OTTO}, a former judge, murdered {ANA} in 2011.", "killing",
         {"agent": "Otto Brand", "patient": "Ana Vale"}),
        (f"In 2011, after years of quarrels, {OTTO} shot {ANA}.", "attack",
         {"agent": "Otto Brand", "patient": "Ana Vale"}),
    ],
)  # fmt: skip
def test_who_takes_which_part(sentence: str, event_type: str, roles: dict[str, str]) -> None:
    found = [parts for kind, _, parts in happened(sentence) if kind == event_type]
    assert roles in found


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ANA} said that {OTTO} would be arrested in 2012.",
        f"{ANA} may have been arrested in 2011.",
        f"Was {ANA} arrested in 2011?",
        f"If {ANA} was arrested in 2011, the judge erred.",
        f"Nobody arrested {ANA} in 2011.",
        f"Police tried to arrest {ANA} in 2011.",
        f"Police failed to arrest {ANA} in 2011.",
        f"{OTTO} wants {ANA} arrested.",
        f"Every year police arrest {ANA}.",
        f"Police left without arresting {ANA} in 2011.",
        f"Police planned to arrest {ANA} in 2011 and to try {OTTO}.",
    ],
)
def test_what_is_not_said_to_have_happened(sentence: str) -> None:
    assert [kind for kind, _, _ in happened(sentence) if kind in {"arrest", "trial"}] == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        (f"{ANA} was arrested in 2011 after the vote in 2009.", "2011"),
        (f"{ANA}, who was born in 1950, was arrested in 2011.", "2011"),
        (f"On 4 May 2011, {OTTO} said that {ANA} was arrested.", ""),
        (f"{ANA} was arrested for fraud in 2011.", "2011"),
        (f"{ANA} was arrested before the 2012 election.", ""),
        (f"{OTTO} left in 2010, and {ANA} was arrested in 2011.", "2011"),
        (f"{ANA} left in 2010 and was arrested.", ""),
        (f"{ANA} left in 2010 and was later arrested.", ""),
    ],
)  # fmt: skip
def test_the_date_of_its_clause(sentence: str, date: str) -> None:
    assert [edtf for kind, edtf, _ in happened(sentence) if kind == "arrest"] == [date]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        (f"{ANA} was arrested in November 2017 and April 2018.", ["2017-11", "2018-04"]),
        (f"{ANA} was arrested in 2010, 2012 and 2014.", ["2010", "2012", "2014"]),
        (f"{ANA} was arrested on 4 May 2011 and 6 June 2012 in <place:Harrow>.", ["2011-05-04", "2012-06-06"]),
        (f"{ANA} was arrested in 2011 and left in 2012.", ["2011"]),
        (f"{ANA} was arrested in 2011, in 2012 {OTTO} left.", ["2011"]),
        (f"{ANA} was arrested in 2011.", ["2011"]),
    ],
)
def test_several_dates_are_several_events(sentence: str, dates: list[str]) -> None:
    assert [edtf for kind, edtf, _ in happened(sentence) if kind == "arrest"] == dates
