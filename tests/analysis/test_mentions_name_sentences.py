"""What a sentence's capitals tell: rows of capitals, headlines, words at the head, labels."""

from __future__ import annotations

import pytest
from named import line, runs, text_of

from xpkg.analysis.mentions.name_sentences import begins_line, is_opener, is_participle, lines_of


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("Then Marta Oleksy met Paul Holm there.", ["Then Marta Oleksy", "Paul Holm"]),
        # Particles belong to a row only between capitals.
        ("They met Ludo van der Meer there.", ["They", "Ludo van der Meer"]),
        ("They met Miguel de la Fuente there.", ["They", "Miguel de la Fuente"]),
        ("She drove van and cart to Kestrel.", ["She", "Kestrel"]),
        ("She met Paul van a week ago.", ["She", "Paul"]),
        # A suffix belongs to it behind a comma, too.
        ("It was Paul Holm, Jr., who left.", ["It", "Paul Holm Jr"]),
        ("It was Paul Holm’s, III of them.", ["It", "Paul Holm", "III"]),
        # A possessive and a comma end it.
        ("It was Paul’s Kestrel house.", ["It", "Paul", "Kestrel"]),
        ("In Kestrel, Paul Holm left.", ["In Kestrel", "Paul Holm"]),
        ("It was Mr. Holm who left.", ["It", "Mr Holm"]),
        ("They met Ludo de, Meer there.", ["They", "Ludo", "Meer"]),
        ("They met Ludo’s de Meer there.", ["They", "Ludo", "Meer"]),
        ("They met Ludo de la van der Meer there.", ["They", "Ludo", "Meer"]),
        ("They met Ludo van der, Meer there.", ["They", "Ludo", "Meer"]),
        ("They met Ludo III there.", ["They", "Ludo III"]),
    ],
)
def test_rows_of_capitals(words: str, rows: list[str]) -> None:
    assert runs(line(words)) == rows


@pytest.mark.parametrize(
    ("words", "titled", "shouted"),
    [
        ("Mayor of Kestrel Resigns After Vote on Bridge", True, False),
        ("Holm and Oleksy Leave the Harbour Board", True, False),
        ("The mayor of Kestrel resigns after a vote.", False, False),
        # Full of names, but with one small word and a full stop.
        ("Paul Holm, Ann Carter, Marta Oleksy and Ludo Brand met.", False, False),
        ("Paul Holm of Kestrel met Ann Carter, Marta Oleksy and Ludo Brand. [3]", False, False),
        ("Paul Holm and Ann Carter met Marta Oleksy in 2010.", False, False),
        ("Trade of Kestrel and Norbury Rises to 3.5 Billion", True, False),
        ("MAYOR OF KESTREL RESIGNS", False, True),
        ("NRDX said so.", False, False),
        ("KESTREL HARBOUR", False, False),
        ("5 MEN OF 1990", False, False),
        ("Kestrel", False, False),
    ],
)
def test_headlines_and_capitals_throughout(words: str, titled: bool, shouted: bool) -> None:
    read = line(words)
    assert (read.titled, read.shouted) == (titled, shouted)


@pytest.mark.parametrize(
    ("words", "word", "begins"),
    [
        ("Holm left.", "Holm", True),
        ("“Holm left,” she said.", "Holm", True),
        ("One thing is sure: Holm left.", "Holm", True),
        ("She said Holm left.", "Holm", False),
        ("Ann, Holm and others left.", "Holm", False),
        ("The bridge (Holm’s work) fell.", "Holm", True),
    ],
)
def test_words_that_owe_their_capital_to_their_place(words: str, word: str, begins: bool) -> None:
    read = line(words)
    place = next(at for at, each in enumerate(read.words) if each.text == word)
    assert begins_line(read, place) is begins


@pytest.mark.parametrize(
    ("words", "opener", "participle"),
    [
        ("Meanwhile Holm left.", True, False),
        ("Brandvold Holm left.", False, False),
        ("Backing Holm, they left.", False, True),
        ("Voting began.", False, True),
        # No vowel before the ending, or a given or family name.
        ("Xing Holm left.", False, False),
        ("Pershing Holm left.", False, False),
        ("Golding left.", False, False),
    ],
)
def test_openers_and_participles(words: str, opener: bool, participle: bool) -> None:
    read = line(words)
    assert is_opener(read, 0) is opener
    assert is_participle(read, 0) is participle


def test_the_same_words_within_a_sentence_are_neither() -> None:
    read = line("They saw Meanwhile and Backing there.")
    assert not any(is_opener(read, place) or is_participle(read, place) for place in (2, 4))


def test_the_label_of_a_fact_is_no_part_of_the_name_behind_it() -> None:
    assert runs(line("Spouse Ann Holm")) == ["Ann Holm"]
    assert runs(line("Occupation Actress")) == ["Actress"]
    assert runs(line("Her Spouse Ann Holm left.")) == ["Her Spouse Ann Holm"]


def test_reference_lists_are_left_out_and_first_sentences_told() -> None:
    references = 'References\n1. ^ Holm, Ann (2 May 2010). "X".'
    lines = lines_of(text_of(f"Paul left. Ann stayed.\n\nMarta came.\n\n{references}"))
    opening = [(each.words[0].text, each.opening) for each in lines]
    assert opening[:3] == [("Paul", True), ("Ann", False), ("Marta", True)]
    assert "Holm" not in {word.text for each in lines for word in each.words}
