"""How a sentence is cut into the words of names: possessives, abbreviations, hyphens, gaps."""

from __future__ import annotations

import pytest

from xpkg.analysis.mentions.words import Word, words_of
from xpkg.text.tokens import tokenize


def cut(text: str) -> list[Word]:
    return words_of(text, tokenize(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Marta Oleksy left.", ["Marta", "Oleksy", "left"]),
        # Letters with stops are one word, an initial keeps its stop.
        ("the U.S. Navy", ["the", "U.S.", "Navy"]),
        ("the U.A.E.’s ships", ["the", "U.A.E.", "ships"]),
        ("Ann B. Holm", ["Ann", "B.", "Holm"]),
        ("Lot B.", ["Lot", "B"]),
        # Apostrophes and signs within a word.
        ("O’Dara and D'Orsi", ["O'Dara", "and", "D'Orsi"]),
        ("AT&T and Canal+", ["AT&T", "and", "Canal+"]),
        ("Jean\u2011Luc", ["Jean-Luc"]),
        ("mail.kestrel.gov", ["mail.kestrel.gov"]),
        # Clitics are words, but for the possessive; signs of money and tags are none.
        ("He’ll ask, they don’t.", ["He", "'ll", "ask", "they", "do", "n't"]),
        ("US$5 for #Kestrel", ["US$", "5", "for"]),
        ("Zorvane Inc. paid", ["Zorvane", "Inc", "paid"]),
        # A hyphen parts a name from what is none.
        ("Valmora-born", ["Valmora", "born"]),
        ("anti-Varga", ["anti", "Varga"]),
        ("Kestrel-backed", ["Kestrel", "backed"]),
        ("pro-Lakelander", ["pro", "Lakelander"]),
        # It does not part given names, double names, or common words.
        ("Lam Siu-ming", ["Lam", "Siu-ming"]),
        ("Ann Oyelaran-Smith", ["Ann", "Oyelaran-Smith"]),
        ("well-known", ["well-known"]),
        ("Anti-Corruption Board", ["Anti-Corruption", "Board"]),
        ("1990-95", ["1990-95"]),
        ("Anti-varga", ["Anti-varga"]),
        ("Valmora-Born", ["Valmora-Born"]),
        ("Kestrel - backed", ["Kestrel", "backed"]),
        ("Kestrel—backed Holm", ["Kestrel", "backed", "Holm"]),
        ("well-“Kestrel”", ["well", "Kestrel"]),
        ("the 1990’s and 2000’s", ["the", "1990", "and", "2000"]),
        ("$3 and :D", ["3", "and"]),
        ("Canal + Brandvold", ["Canal", "Brandvold"]),
        ("’Tis so", ["so"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in cut(text)] == words


@pytest.mark.parametrize(
    ("text", "owner", "ends"),
    [
        ("Holm’s house", "Holm", True),
        ("Holm's house", "Holm", True),
        ("Stanmoor’s", "Stanmoor", True),
        ("the Lakelanders’ house", "Lakelanders", True),
        ("the Lakelanders' house", "Lakelanders", True),
        # A mark behind a word in small letters may close a quotation.
        ("the officials’ house", "officials", False),
        ("the Lakelanders’, they said", "Lakelanders", False),
        ("Holm house", "Holm", False),
        ("Holm ’s house", "Holm", False),
        ("Holm’ house", "Holm", False),
        ("Lakelanders ’ house", "Lakelanders", False),
    ],
)
def test_possessives(text: str, owner: str, ends: bool) -> None:
    word = next(each for each in cut(text) if each.text == owner)
    assert word.possessive is ends
    assert text[word.start : word.end] == owner
    assert (text[word.end : word.stop] != "") is ends


@pytest.mark.parametrize(
    ("word", "capital"),
    [
        ("Holm", True),
        ("al-Rashid", True),
        ("el-Amin", True),
        ("I", False),
        ("holm", False),
        ("all-out", False),
        ("al-rashid", False),
        ("so-Called", False),
        ("bin-Laden", False),
    ],
)
def test_what_begins_as_a_name_does(word: str, capital: bool) -> None:
    assert cut(f"so {word} went")[1].capital is capital


@pytest.mark.parametrize(("word", "shouted"), [("NATO", True), ("Nato", False), ("A", False), ("B2B", True)])
def test_words_in_capitals(word: str, shouted: bool) -> None:
    assert cut(f"so {word} went")[1].shouted is shouted


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Ann Holm", True),
        ("Ann\u00a0Holm", True),
        ("Ann\nHolm", True),
        ("Mr. Holm", True),
        ("Sen. Holm", True),
        ("Left. Holm", False),
        ("Mr, Holm", False),
        ("Holm. Ann", False),
        ("Ann, Holm", False),
        ("Ann (Holm", False),
        ("Ann’s Holm", False),
    ],
)
def test_what_parts_two_words(text: str, joined: bool) -> None:
    before, word = cut(text)
    assert word.joins(before) is joined


def test_offsets_count_from_the_whole_text() -> None:
    text = "Ann left. Paul’s anti-Varga speech"
    words = words_of(text, tokenize(text, 10))
    assert [text[word.start : word.end] for word in words] == ["Paul", "anti", "Varga", "speech"]
    assert [word.gap for word in words] == ["", " ", "-", " "]
