"""Where what is said ends, and what act it is, on made-up sentences."""

from __future__ import annotations

import pytest
from sayings import FILLER, read

from xpkg.analysis.attributions import ANNOTATORS, find_attributions
from xpkg.model import Metadata, Source
from xpkg.text import parse


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("Anna Berg criticized the mayor and went to the press.", "the mayor"),
        ("Anna Berg called the report “a fabrication” and sued the magazine.", "the report “a fabrication”"),
        ("Karl Weiss branded the vote “a farce that failed” and left the hall.", "the vote “a farce that failed”"),
        ("Anna Berg warned the firm “lied” and took the money.", "the firm “lied” and took the money"),
        ("Unite called the cut “an act of spite”, and its chair, Anna Berg, left.", "the cut “an act of spite”"),
        ("The office confirmed that the dam was closed but would not elaborate.", "that the dam was closed"),
        ("The mayor called for a new dam, as has the union.", "a new dam"),
        ("The trust has admitted that it was warned but denies that it did nothing.", "that it was warned"),
        ("Anna Berg said that he “lied”, a remark for which she later apologized.", "that he “lied”"),
        (
            "Five women said that the door was locked to prevent theft, and that no alarm had sounded.",
            "that the door was locked to prevent theft, and that no alarm had sounded",
        ),
        ("Anna Berg endorsed Weiss in 2018.", "Weiss"),
        ("Anna Berg believes the dam will hold, and she is not alone.", "the dam will hold"),
        ("Anna Berg ordered the release of the prisoners, which soon led to her fall.", "the release of the prisoners"),
        ("Anna Berg claimed that the dam had burst, an assertion which the mayor disputes.", "that the dam had burst"),
        (
            "Anna Berg claimed that the dam had burst, a claim that the mayor, Karl Weiss, dismissed as “a tale”.",
            "that the dam had burst",
        ),
        (
            "The board predicts that the river will rise and advises people near it to move.",
            "that the river will rise",
        ),
    ],
)
def test_what_others_say_of_it_is_not_said(words: str, content: str) -> None:
    assert content in [one for *_, one in read(words)]


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("Anna Berg said the dam was old and had been built in haste.", "the dam was old and had been built in haste"),
        ("Anna Berg said the dam was old, and she would sell it.", "the dam was old, and she would sell it"),
        ("Anna Berg said “the dam is old, and he is a fool”.", "“the dam is old, and he is a fool”"),
    ],
)
def test_what_goes_on_is_kept(words: str, content: str) -> None:
    assert content in [one for *_, one in read(words)]


@pytest.mark.parametrize("verb", ["rejects", "denies", "dismisses"])
def test_blame_that_is_rejected_accuses_nobody(verb: str) -> None:
    body = f"Minister {verb} blame over Low Valley dam collapse\n\n{FILLER}\n"
    found = find_attributions(parse(Source("t", body, "0", Metadata("Minister"))), ())
    assert {one.act for one in found if one.cue[0].start < body.index("\n")} == {"denies"}


def test_as_opens_another_clause_in_a_headline() -> None:
    told = read(FILLER, "Minister defends dam as villagers accuse officials of hiding cracks")
    assert ("Minister", "defends", "dam") in [one[1:] for one in told]


@pytest.mark.parametrize(
    ("words", "act", "negated"),
    [
        ("The mayor’s office declined to comment on the dam.", "says", True),
        ("Anna Berg refused to answer the question.", "says", True),
        ("Anna Berg refused to leave the dam.", "refuses", False),
        ("Anna Berg denied in a telephone call to reporters that the dam was old.", "denies", False),
        ("The judge told the jurors to disregard the newspapers.", "orders", False),
        ("The judge told the jurors that the newspapers were wrong.", "says", False),
        ("The judge rejected an application by the defence to move the trial.", "refuses", False),
        ("The council rejected a proposal by Anna Berg to close the dam.", "opposes", False),
        ("The council rejected the claim that it had closed the dam.", "denies", False),
        ("Anna Berg defended the plan to close the dam.", "supports", False),
        ("Karl Weiss said nobody had told him anything.", "says", False),
        ("The ministry declined to say whether the dam was safe.", "says", True),
        ("Not everyone believes that the mayor will go.", "thinks", True),
        ("Karl Weiss pleaded not guilty to theft.", "denies", False),
        ("Neither the company nor its owner has denied the report.", "denies", True),
        ("Anna Berg not only criticized the mayor for the dam.", "criticizes", False),
    ],
)
def test_which_act_it_is_and_whether_it_happened(words: str, act: str, negated: bool) -> None:
    assert (act, negated) in [(one.act, one.negated) for one, *_ in read(words)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("“The dam is old,” Anna Berg told parliament last week.", "parliament"),
        ("Anna Berg told the House of Commons that the dam was old.", "the House of Commons"),
        ("The judge warned jurors not to look at the newspapers.", "jurors"),
    ],
)
def test_who_is_told(words: str, told: str) -> None:
    body = f"News from the river town\n\n{FILLER}\n\n{words}\n\n{FILLER}\n"
    text = parse(Source("t", body, "0", Metadata("")))
    found = [one for annotate in ANNOTATORS.values() for one in find_attributions(text, (), annotate=annotate)]
    assert told in [one.addressee.cut(body) for one in found if one.addressee]
