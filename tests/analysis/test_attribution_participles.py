"""Whose a participle is: what a letter says its reader does not say, and who is accused accuses nobody."""

from __future__ import annotations

import pytest
from sayings import read


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("Police arrested Jo Berg over leaflets saying that the mayor lied.", "leaflets", "that the mayor lied"),
        ("Ann Low received a letter saying that she was denied entry.", "a letter", "that she was denied entry"),
        ("Jo Berg held a sign saying that the mayor lied.", "a sign", "that the mayor lied"),
        ("Officials removed posters claiming that the dam was unsafe.", "posters", "that the dam was unsafe"),
        ("Ann Low read out an email stating that the dam was unsafe.", "an email", "that the dam was unsafe"),
        ("Ann Low found a note warning that the dam would burst.", "a note", "that the dam would burst"),
        ("His death was shadowed by theories suggesting he had been murdered.", "theories", "he had been murdered"),
        ("His death led to speculation suggesting he had been murdered.", "speculation", "he had been murdered"),
        ("The minister condemned a report saying that police had lied.", "a report", "that police had lied"),
        ("The minister condemned an article alleging that she had lied.", "an article", "that she had lied"),
        ("The minister responded to a report saying that police had lied.", "a report", "that police had lied"),
        ("The mayor was named in a report saying that she was corrupt.", "a report", "that she was corrupt"),
        ("The mayor banned songs saying that the king lied.", "songs", "that the king lied"),
        ("There was graffiti saying that the mayor lied.", "graffiti", "that the mayor lied"),
        ("The union handed out leaflets saying that the mayor lied.", "leaflets", "that the mayor lied"),
        ("Police arrested a man claiming that he was the king.", "a man", "that he was the king"),
    ],
)
def test_what_a_thing_says_nobody_else_says(sentence: str, speaker: str, content: str) -> None:
    said = {source for _, source, _, what in read(sentence) if what == content}
    assert said == {speaker}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ann Low issued a statement saying that the dam was safe.", "Ann Low"),
        ("Ann Low wrote a letter saying that the dam was safe.", "Ann Low"),
        ("Ann Low sent a letter to the council saying that the dam was safe.", "Ann Low"),
        ("Ann Low resigned in a letter saying that the dam was safe.", "Ann Low"),
        ("Ann Low left the room saying that the dam was safe.", "Ann Low"),
        ("Ann Low spoke to reporters, saying that the dam was safe.", "Ann Low"),
        ("Ann Low criticized the minister, saying that the dam was safe.", "Ann Low"),
        ("The officer accused of passing papers to the press said that the dam was safe.", "The officer"),
        ("A teacher asked to resign said that the dam was safe.", "A teacher asked to resign"),
        ("Guards ordered to leave the valley said that the dam was safe.", "Guards ordered to leave the valley"),
        ("A spokesman for the ministry said that the dam was safe.", "A spokesman for the ministry"),
    ],
)
def test_who_says_it_himself(sentence: str, speaker: str) -> None:
    said = {source for _, source, _, what in read(sentence) if what == "that the dam was safe"}
    assert said
    # whom it was sent to says nothing
    assert all(source.startswith(speaker) or speaker.startswith(source) for source in said)


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("He said others had seen Low leave, a prospect Low denied earlier in the day.", "Low", "a prospect"),
        ("The dam had burst, a claim Jo Berg denied on Monday.", "Jo Berg", "a claim"),
        ("The dam had burst, a charge the mayor denied.", "the mayor", "a charge"),
    ],
)
def test_what_is_denied_in_apposition(sentence: str, speaker: str, content: str) -> None:
    denied = {(source, what) for one, source, _, what in read(sentence) if one.act == "denies"}
    assert denied
    assert all(who == speaker and what.endswith(content) for who, what in denied)


def test_what_a_report_says_is_no_part_of_its_condemnation() -> None:
    found = read("The minister condemned a report saying that police had tortured prisoners.")
    assert {what for _, _, cue, what in found if cue == "condemned"} == {"a report"}


@pytest.mark.parametrize(
    "sentence",
    [
        "A former officer accused of giving secrets to Ruritania was arrested on Monday.",
        "Jo Berg, accused of stealing the money, was jailed.",
        "Dario Conti, suspected of stealing the van, was jailed.",
        "A teacher praised for her courage was dismissed.",
        "The company blamed for the flood closed its mine.",
        "A man suspected of killing two women fled.",
        "Suspects told to leave the town fled.",
        "Residents urged to stay indoors fled.",
        "A man believed to be armed fled.",
        "An officer accused of telling reporters that the dam was safe was jailed.",
        "A former captain accused of saying that the war was lost was jailed.",
        "A clerk suspected of claiming that the vote was rigged fled.",
        "Tilda Broom, asked to say that she was sorry, left.",
        "Karl Wenn, ordered to admit that he lied, refused.",
        "The army chief called on the president.",
        "The army chief called on him at his home on Monday.",
        "The army chief called on the president to pay his respects.",
    ],
)
def test_who_undergoes_it_says_nothing(sentence: str) -> None:
    assert [(source, cue) for _, source, cue, _ in read(sentence)] == []


def test_who_is_named_behind_by_says_it() -> None:
    found = read("The plan, condemned by the union as mad, was dropped.")
    assert {source for _, source, _, _ in found} <= {"the union"}


@pytest.mark.parametrize(
    ("title", "addressee"),
    [
        ("Minister Karl Wendt asked to step down", "Minister Karl Wendt"),
        ("Residents urged to leave", "Residents"),
        ("Mayor Dan Poole accused of taking bribes", ""),
        ("Mayor Dan Poole criticised for trip", ""),
        ("Governor ordered to pay fine", "Governor"),
    ],
)
def test_in_a_headline_the_one_before_the_participle_is_told(title: str, addressee: str) -> None:
    assert {source for _, source, _, _ in read("The river was calm.", title)} <= {""}
    assert addressee != "Ann Low"


@pytest.mark.parametrize(
    ("sentence", "speaker", "act"),
    [
        ("Ann Low accused Jo Berg of stealing the money.", "Ann Low", "accuses"),
        ("Jo Berg was accused by Ann Low of stealing the money.", "Ann Low", "accuses"),
        ("The law, which the union described as a disgrace, was passed.", "the union", "describes"),
        ("Critics blamed the dam for the flood.", "Critics", "accuses"),
        ("Ann Low called on the council to resign.", "Ann Low", "demands"),
        ("The union called on the company for more pay.", "The union", "demands"),
        ("The report was condemned by Ann Low.", "Ann Low", "criticizes"),
    ],
)
def test_who_accuses_stays(sentence: str, speaker: str, act: str) -> None:
    found = [(source, one.act) for one, source, _, _ in read(sentence)]
    assert found
    assert set(found) == {(speaker, act)}


@pytest.mark.parametrize(
    ("sentence", "act", "content"),
    [
        ("Ann Low told the court she had tried to stop it.", "says", "she had tried to stop it"),
        ("Jo Berg told the BBC she was ready to talk.", "says", "she was ready to talk"),
        ("Jo Berg told reporters he wanted to leave.", "says", "he wanted to leave"),
        ("Ann Low told the BBC the company planned to leave.", "says", "the company planned to leave"),
        ("The mayor told me it was time to go.", "says", "it was time to go"),
        ("The mayor told the council there was nothing to hide.", "says", "there was nothing to hide"),
        ("The mayor told Jo Berg he had to leave.", "says", "he had to leave"),
        ("Ann Low told her lawyers she would not try to appeal.", "says", "she would not try to appeal"),
        ("Ann Low told them to close the mine.", "orders", "to close the mine"),
        ("Ann Low told her lawyers not to appeal.", "orders", "not to appeal"),
        ("The mayor told the head of the police to leave.", "orders", "to leave"),
        ("Residents were told to leave.", "orders", "to leave"),
        ("Jo Berg was told by the mayor to leave.", "orders", "to leave"),
    ],
)
def test_told_that_and_told_to(sentence: str, act: str, content: str) -> None:
    found = [(one.act, what) for one, _, cue, what in read(sentence) if "told" in cue]
    assert found
    assert all(found_act == act and what.endswith(content) for found_act, what in found)
