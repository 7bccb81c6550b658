"""What a whole document tells of its names: signs that add up, candidates that overlap, what a mention holds."""

from __future__ import annotations

import pytest
from named import gazetteer, line, mentions, names, people, text_of

from xpkg.analysis.mentions.candidates import explained, nameable, see
from xpkg.analysis.mentions.document_evidence import accept, gather, surname
from xpkg.analysis.mentions.name_sentences import lines_of
from xpkg.model import Gender, Kind, MentionForm


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # One sentence alone does not tell; two do.
        ("They saw Ilvo Zorvane there.", []),
        ("They saw Ilvo Zorvane there. The lawyer Ilvo Zorvane left.", ["Ilvo Zorvane", "Ilvo Zorvane"]),
        ("They saw Ilvo Carter there. Mr. Carter left.", ["Ilvo Carter", "Carter"]),
        ("They saw Ilvo Carter there.", []),
        # The longer name gives the shorter one.
        ("Marta Ilvo Zorvane left. Then Ilvo Zorvane came.", ["Marta Ilvo Zorvane", "Ilvo Zorvane"]),
        # What stands after an article, in a headline or in capitals tells nothing of people.
        ("They saw the Ilvo Zorvane there. They saw Ilvo Zorvane.", []),
        ("ILVO ZORVANE WAS A LAWYER", []),
    ],
)
def test_signs_add_up_over_a_document(words: str, found: list[str]) -> None:
    assert people(words) == found


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Then Zorvane died. Then Zorvane married. Then Zorvane left.", True),
        ("Then Zorvane left. Then Zorvane came. Then Zorvane went.", False),
        ("Then Zorvane died. Then Zorvane married.", False),
        ("Then Zorvane died. Then Zorvane married. Then the Zorvane left. Then Zorvane left.", False),
        ("Then Zorvane died. Then Zorvane married. Then Zorvane left. They like zorvane.", False),
        ("Then God died. Then God married. Then God left.", False),
    ],
)
def test_a_word_that_is_a_surname_by_what_it_does(words: str, called: bool) -> None:
    sights = [see(each, gazetteer()) for each in lines_of(text_of(words))]
    clues = gather(sights)
    assert surname("God" if "God" in words else "Zorvane", clues) is called


def test_clues_and_accepted_names() -> None:
    words = "Mrs. Marta Zorvane left. Then Zorvane said no. They like the Brandvold there."
    sights = [see(each, gazetteer()) for each in lines_of(text_of(words))]
    clues = gather(sights)
    assert clues.genders == {"Marta Zorvane": Gender.FEMININE}
    assert "Brandvold" in clues.articled
    assert {"like", "left"} <= clues.small
    assert accept(sights, clues, gazetteer()) == {"Marta Zorvane"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # The longest of the candidates that overlap.
        ("They left the City of Kestrel there.", ["City of Kestrel"]),
        ("They left Kestrel Island there.", ["Kestrel Island"]),
        ("They met Ilse Varga there.", ["Ilse Varga"]),
        # Openers, titles and adjectives before a known name are no part of it.
        ("Meanwhile Kestrel Gazette editors left.", ["Kestrel Gazette"]),
        ("They met President Ilse Varga there.", ["Ilse Varga"]),
        ("They met Valmoran President Ilse Varga there.", ["Ilse Varga"]),
        # A title that is a given name, where another of that family name is known.
        ("Ann Holbrook left. They met Dean Holbrook there.", ["Ann Holbrook", "Holbrook"]),
        ("They met Dean Holbrook there.", ["Dean Holbrook"]),
    ],
)
def test_candidates_that_overlap(words: str, found: list[str]) -> None:
    assert names(words) == found


@pytest.mark.parametrize(
    ("word", "name"),
    [("Zorvane", True), ("zorvane", False), ("May", False), ("Senator", False), ("Mrs", False), ("Treaty", False),
     ("ZORVANE", False), ("ZOR", True), ("Z.", False)],
)  # fmt: skip
def test_what_can_be_a_name_at_all(word: str, name: bool) -> None:
    assert nameable(line(f"They saw {word} there"), 2) is name


@pytest.mark.parametrize(
    ("word", "told"),
    [("Senator", True), ("Mrs", True), ("Valmoran", True), ("Republican", True), ("Monday", True), ("Zorvane", False)],
)
def test_capitals_that_something_explains(word: str, told: bool) -> None:
    assert explained(line(f"They saw {word} there"), 2, gazetteer()) is told
    assert explained(line("Meanwhile they left"), 0, gazetteer())
    assert explained(line("Backing them, they left"), 0, gazetteer())


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("They met Mrs. Zorvane there.", Gender.FEMININE),
        ("They met Mr. Zorvane there.", Gender.MASCULINE),
        ("They met Congresswoman Ilvo Zorvane there.", Gender.FEMININE),
        ("They met Marta Zorvane there.", Gender.FEMININE),
        ("They met Paul Zorvane there.", Gender.MASCULINE),
        ("They met Ilse Varga there.", Gender.FEMININE),
        # A title without a gender, a family name that stands first, a short name.
        ("They met Senator Zorvane there.", None),
        ("They met the lawyer Long Weiming there.", None),
        ("They met President Varga there.", None),
    ],
)
def test_the_gender_of_a_person(words: str, gender: Gender | None) -> None:
    assert [each.gender for each in mentions(words) if each.kind is Kind.PERSON and each.form in NAMES] == [gender]


NAMES = (MentionForm.NAME, MentionForm.SHORT)


def test_what_stands_in_brackets_belongs_to_the_mention() -> None:
    found = {each.name: each for each in mentions("The Bureau of Roads (BR) met Lin Peiyuan (林沛元), a lawyer.")}
    assert found["Bureau of Roads"].acronym == "BR"
    assert found["Lin Peiyuan"].native == (("zh", "林沛元"),)
    assert found["Lin Peiyuan"].acronym == ""
    owned = mentions("They left the Bureau of Roads’s (BR) house.")
    assert [(each.name, each.acronym) for each in owned if each.form is MentionForm.NAME] == [("Bureau of Roads", "")]


def test_blanks_in_a_name_are_folded_and_its_span_is_not() -> None:
    words = "They met Marta\u00a0Zorvane’s friend there."
    found = next(each for each in mentions(words) if each.kind is Kind.PERSON)
    assert found.name == "Marta Zorvane"
    assert found.span.cut(words) == "Marta\u00a0Zorvane"


def test_a_known_body_keeps_its_sort_and_entry() -> None:
    paper = next(each for each in mentions("She read the Kestrel Gazette there.") if each.kind is Kind.ORGANIZATION)
    assert (paper.name, paper.subtype, paper.authority) == ("Kestrel Gazette", "newspaper", 3)
    assert paper.method == "authority"
