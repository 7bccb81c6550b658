"""What the rules alone get right stays right where the network joins them."""

from __future__ import annotations

import pytest
from sayings import read

LONG = """“We will rebuild,” said Mayor Ruth Amsel. “Larkham has lost eleven boats, and the harbour is full of sand.

“The council is sending money for the families.

“The state is sending nothing, and I have told the governor so.

“Nobody has called me back.”

Farmers were angry."""


def test_a_quotation_over_many_paragraphs_is_whole() -> None:
    said = [what for _, source, cue, what in read(LONG) if source == "Mayor Ruth Amsel" and cue == "said"]
    assert len(said) == 2
    assert all(what.endswith("“Nobody has called me back.”") and "The state is sending" in what for what in said)
    assert not any("Farmers" in what for what in said)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mayor Anna Stone Denies She Said Dam Was Safe", ("Mayor Anna Stone", "Denies", "She Said Dam Was Safe")),
        ("Mayor Ruth Amsel condemns attack, vows to rebuild", ("Mayor Ruth Amsel", "condemns", "attack")),
        ("Mayor Ruth Amsel condemns attack, vows to rebuild", ("Mayor Ruth Amsel", "vows", "to rebuild")),
        ("Dam is safe, says Mayor Dan Poole", ("Mayor Dan Poole", "says", "Dam is safe")),
        ("Mayor Dan Poole accuses rival of bribery", ("Mayor Dan Poole", "accuses", "rival of bribery")),
    ],
)
def test_headlines_are_read_as_the_rules_read_them(title: str, expected: tuple[str, str, str]) -> None:
    found = [(source, cue, what) for _, source, cue, what in read("The river was calm.", title)]
    assert expected in found


def test_who_denies_a_saying_is_not_its_speaker() -> None:
    found = read("The river was calm.", "Mayor Anna Stone Denies She Said Dam Was Safe")
    assert not [1 for one, source, cue, _ in found if cue == "Said" and not (source == "She" and one.negated)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ruth Amsel told the police to leave.", "the police"),
        ("The mayor told Jo Berg and Ann Low to leave.", "Jo Berg and Ann Low"),
        ("The minister ordered the guards to leave.", "the guards"),
    ],
)
def test_a_plain_order_is_seen(sentence: str, told: str) -> None:
    found = [(one.act, one.addressee) for one, *_ in read(sentence)]
    assert [act for act, _ in found] == ["orders", "orders"]
    assert all(addressee is not None for _, addressee in found)
    assert told in sentence


@pytest.mark.parametrize("sentence", [
    "Sgt Bolton arrested Cruz in 2015. Judge Ginsburg sentenced Cruz to two years. Altman, a nurse, said she ran.",
    "The court sentenced her to life in prison in May.",
    "Sgt Bolton arrested Cruz on 3 May 2015.", "Judge Amara Osei convicted Low of fraud and arson.",
    "The regime jailed Peter Meyden for ten years.", "Soldiers shot the farmer dead near Larkham.",
])  # fmt: skip
def test_what_is_done_to_somebody_is_not_said(sentence: str) -> None:
    assert {cue for _, _, cue, _ in read(sentence)} <= {"said"}


@pytest.mark.parametrize(("sentence", "cue"), [
    ("Judge Ginsburg said Cruz would go to prison for two years.", "said"),
    ("The court found that Low had lied.", "found"),
    ("Prosecutors charged that Low had lied to the court.", "charged"),
])  # fmt: skip
def test_what_is_said_of_such_deeds_stays(sentence: str, cue: str) -> None:
    assert cue in {cue for _, _, cue, _ in read(sentence)}
