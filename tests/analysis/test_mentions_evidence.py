"""The signs that a row of capitals is a person's name, each by itself, and what speaks against one."""

from __future__ import annotations

import pytest
from named import gazetteer, line

from xpkg.analysis.mentions.evidence import credited, is_role, signs_of


def signs(words: str, name: str, *, titled: bool = False) -> dict[str, float]:
    """The weights for ``name`` in ``words``."""
    read = line(words)
    parts = name.split()
    texts = [word.text for word in read.words]
    first = next(at for at in range(len(texts)) if texts[at : at + len(parts)] == parts)
    return signs_of(read, first, first + len(parts), titled, gazetteer())


@pytest.mark.parametrize(
    ("words", "name", "sign", "weight"),
    [
        # Within the name.
        ("they saw Marta Zorvane there", "Marta Zorvane", "given", 3.0),
        ("they saw Hope Zorvane there", "Hope Zorvane", "given", 1.5),
        ("they saw T. Marta Zorvane there", "T. Marta Zorvane", "given", 3.0),
        ("they saw J. Paul Zorvane there", "J. Paul Zorvane", "given", 3.0),
        ("they saw T. Zorvane there", "T. Zorvane", "initials", 2.0),
        ("they saw Ilvo B. Zorvane there", "Ilvo B. Zorvane", "initial", 2.0),
        ("they saw Ilvo Zorvane Jr there", "Ilvo Zorvane Jr", "suffix", 3.0),
        ("they saw Ilvo van Zorvane there", "Ilvo van Zorvane", "particle", 1.0),
        ("they saw Ilvo bin Zorvane there", "Ilvo bin Zorvane", "particle", 2.0),
        ("they saw Ilvo al-Zorvane there", "Ilvo al-Zorvane", "particle", 2.0),
        ("they saw Ilvo Varga there", "Ilvo Varga", "family", 1.5),
        ("they saw Ilvo Carter there", "Ilvo Carter", "family", 1.5),
        # Family names that come first; those that are words tell less.
        ("they saw Zhao Liying there", "Zhao Liying", "family first", 3.0),
        ("they saw Lee Jae-myung there", "Lee Jae-myung", "family first", 2.0),
        ("they saw Nguyen Van Troi there", "Nguyen Van Troi", "family first", 3.0),
        ("they saw Long Weiming there", "Long Weiming", "family first", 2.0),
        ("they saw He Weiming there", "He Weiming", "family first", 2.0),
        ("they saw Zhao Seok-jin there", "Zhao Seok-jin", "family first", 3.0),
        # Beside it.
        ("they saw the lawyer Ilvo Zorvane there", "Ilvo Zorvane", "role before", 3.0),
        ("they saw a lawyer, Ilvo Zorvane, there", "Ilvo Zorvane", "role before", 2.0),
        ("they saw a man named Ilvo Zorvane there", "Ilvo Zorvane", "role before", 2.0),
        ("it was late, said Ilvo Zorvane of Hull", "Ilvo Zorvane", "said before", 1.5),
        ("According to Ilvo Zorvane it rained", "Ilvo Zorvane", "said before", 1.5),
        ("then Ilvo Zorvane added a word", "Ilvo Zorvane", "says", 1.5),
        ("then Ilvo Zorvane died in May", "Ilvo Zorvane", "human", 1.5),
        ("then Ilvo Zorvane, who left, was ill", "Ilvo Zorvane", "who", 2.5),
        ("then Ilvo Zorvane, 54 of Hull, was ill", "Ilvo Zorvane", "age", 3.0),
        ("then Ilvo Zorvane, 54, was ill", "Ilvo Zorvane", "age", 3.0),
        ("then Ilvo Zorvane, a retired expert on bees, was ill", "Ilvo Zorvane", "apposition", 3.0),
        ("then Ilvo Zorvane, president of the board, was ill", "Ilvo Zorvane", "apposition", 3.0),
        ("then Ilvo Zorvane, a thing of beauty, was ill", "Ilvo Zorvane", "apposition", 1.0),
        ("so Ilvo Zorvane was a Dutch mathematician", "Ilvo Zorvane", "is a", 3.0),
        ("so Ilvo Zorvane (born in Hull) was a Dutch mathematician", "Ilvo Zorvane", "is a", 3.0),
        ("then Ilvo Zorvane (2 May 1872) was ill", "Ilvo Zorvane", "born", 3.0),
        ("then Ilvo Zorvane (May 1872) was ill", "Ilvo Zorvane", "born", 3.0),
        ("then Ilvo Zorvane, an ex-president of it, was ill", "Ilvo Zorvane", "apposition", 3.0),
        ("so Ilvo Zorvane was a Dutch-born mathematician", "Ilvo Zorvane", "is a", 3.0),
        ("they saw Union Zorvane there", "Union Zorvane", "head", -2.5),
        ("then Ilvo Zorvane (1872-1940) was ill", "Ilvo Zorvane", "born", 3.0),
        ("then Ilvo Zorvane (born 1872) was ill", "Ilvo Zorvane", "born", 3.0),
        ("then Ilvo Zorvane (趙克林) was ill", "Ilvo Zorvane", "native", 2.0),
        ("Reporting by Ilvo Zorvane in Hull", "Ilvo Zorvane", "credit", 3.0),
        # Against it.
        ("they saw the Ilvo Zorvane there", "Ilvo Zorvane", "article", -3.0),
        ("they lived near Ilvo Zorvane then", "Ilvo Zorvane", "place before", -1.0),
        ("they saw Ilvo Party there", "Ilvo Party", "head", -2.5),
        ("they saw Ilvo County there", "Ilvo County", "head", -2.5),
        ("they saw Ilvo Treaty there", "Ilvo Treaty", "head", -2.5),
        ("they saw Ilvo Rights there", "Ilvo Rights", "word", -4.0),
        ("they saw Meanwhile Zorvane there", "Meanwhile Zorvane", "word", -4.0),
        ("they saw ILVO Zorvane there", "ILVO Zorvane", "capitals", -3.0),
        ("they saw Ilvo Valmoran there", "Ilvo Valmoran", "adjective", -3.0),
        ("they saw Ilvo Brenno Karo Delm Zorvane there", "Ilvo Brenno Karo Delm Zorvane", "long", -3.0),
        ("Zorvane left early", "Zorvane", "first", -1.0),
    ],
)
def test_a_sign(words: str, name: str, sign: str, weight: float) -> None:
    assert signs(words, name).get(sign) == weight


@pytest.mark.parametrize(
    ("words", "name", "sign"),
    [
        ("they saw Zorvane there", "Zorvane", "given"),
        ("they saw U.S. Zorvane there", "U.S. Zorvane", "initials"),
        # No syllables of a given name behind the family name, or too many words.
        ("they saw Zhao Brandvold there", "Zhao Brandvold", "family first"),
        ("they saw Zhao Li Ying Hua there", "Zhao Li Ying Hua", "family first"),
        # A verb that takes an object has its own subject before it.
        ("they called Ilvo Zorvane a liar", "Ilvo Zorvane", "said before"),
        ("it was Ilvo Zorvane’s said aim", "Ilvo Zorvane", "says"),
        ("then Ilvo Zorvane, 2010, was read", "Ilvo Zorvane", "age"),
        ("then Ilvo Zorvane, officials said, was ill", "Ilvo Zorvane", "apposition"),
        ("then Ilvo Zorvane, its president, was ill", "Ilvo Zorvane", "apposition"),
        ("then Ilvo Zorvane, known for the lawyer, was ill", "Ilvo Zorvane", "apposition"),
        ("so Ilvo Zorvane was a thing, a lawyer said", "Ilvo Zorvane", "is a"),
        ("then Ilvo Zorvane (NRDX) was ill", "Ilvo Zorvane", "born"),
        ("They stood by Ilvo Zorvane in Hull", "Ilvo Zorvane", "credit"),
        ("they saw that Ilvo Zorvane was ill", "Ilvo Zorvane", "article"),
        ("they saw Ilvo Zorvane III there", "Ilvo Zorvane III", "capitals"),
        ("then Zorvane left early", "Zorvane", "first"),
        ("Ilvo Zorvane left early", "Ilvo Zorvane", "first"),
        ("Reporting by Zorvane in Hull", "Zorvane", "credit"),
        ("they saw Party there", "Party", "head"),
        ("they saw Holm Weiming there", "Holm Weiming", "family first"),
        ("they saw Ilvo B Zorvane there", "Ilvo B Zorvane", "initial"),
        ("they saw A.B.C.D. Zorvane there", "A.B.C.D. Zorvane", "initials"),
        ("they saw houses, Ilvo Zorvane, there", "Ilvo Zorvane", "role before"),
        ("they saw a lawyer (Ilvo Zorvane) there", "Ilvo Zorvane", "role before"),
        ("it was late, they said: Ilvo Zorvane left", "Ilvo Zorvane", "said before"),
        ("it was a thing named: Ilvo Zorvane", "Ilvo Zorvane", "role before"),
        ("then Ilvo Zorvane, said no", "Ilvo Zorvane", "says"),
        ("then Ilvo Zorvane, 54 men, left", "Ilvo Zorvane", "age"),
        ("then Ilvo Zorvane, 54", "Ilvo Zorvane", "age"),
        ("then Ilvo Zorvane, of the lawyer, was ill", "Ilvo Zorvane", "is a"),
        ("then Ilvo Zorvane, an old thing (president) of it, left", "Ilvo Zorvane", "who"),
        ("then Ilvo Zorvane, a friend who said the lawyer, left", "Ilvo Zorvane", "who"),
        ("so Ilvo Zorvane saw a Dutch mathematician", "Ilvo Zorvane", "is a"),
        ("so Ilvo Zorvane was no Dutch mathematician", "Ilvo Zorvane", "is a"),
        ("then Ilvo Zorvane (54 men) was ill", "Ilvo Zorvane", "born"),
        ("then Ilvo Zorvane (Holm May) was ill", "Ilvo Zorvane", "born"),
        ("then Ilvo Zorvane, 1872-1940, was ill", "Ilvo Zorvane", "born"),
        ("then Ilvo Zorvane, 趙克林, was ill", "Ilvo Zorvane", "native"),
        ("then Ilvo Zorvane (Holm) was ill", "Ilvo Zorvane", "native"),
        ("they saw the, Ilvo Zorvane, there", "Ilvo Zorvane", "article"),
        ("then Hope Zorvane left", "Hope Zorvane", "word"),
        # What is apposed, or speaks with a family name first, is somebody, though the words are also a thing's.
        ("then Marta Church, a teacher, left", "Marta Church", "head"),
        ("then Marta Rights, a teacher, left", "Marta Rights", "word"),
        ("then Song Weiming said no", "Song Weiming", "word"),
        ("it came to Ilvo Zorvane then", "Ilvo Zorvane", "said before"),
        ("they saw T. Zorvane there", "T. Zorvane", "capitals"),
    ],
)
def test_no_sign(words: str, name: str, sign: str) -> None:
    assert not signs(words, name).get(sign)


def test_a_title_is_a_sign_by_itself() -> None:
    assert signs("they saw Mr. Zorvane there", "Zorvane", titled=True)["title"] == 3.0
    assert "title" not in signs("they saw Zorvane there", "Zorvane")


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("lawyer", True),
        ("Lawyers", True),
        ("spokesmen", True),
        ("chairwoman", True),
        ("wife", True),
        ("ministry", False),
        ("omen", False),
        ("glass", False),
        ("lawyerx", False),
    ],
)
def test_roles(word: str, role: bool) -> None:
    assert is_role(word) is role


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("By Ilvo Zorvane", True),
        ("Photographs by Ilvo Zorvane", True),
        ("Additional reporting by Ilvo Zorvane", True),
        ("They sat by Ilvo Zorvane", False),
        ("By, Ilvo Zorvane", False),
        ("Then Ilvo Zorvane", False),
    ],
)
def test_credits(words: str, credit: bool) -> None:
    read = line(words)
    assert credited(read, len(read.words) - 2) is credit
    assert not credited(read, 0)
