"""Tokens as Universal Dependencies has them for English, with their places in the text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from xpkg.text.tokens import Token, continues_word, tokenize


def cut(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Mara can't go.", "Mara ca n't go ."),
        ("Mara can’t go.", "Mara ca n’t go ."),
        ("We'll see what they've got; I'm late, he'd say.", "We 'll see what they 've got ; I 'm late , he 'd say ."),
        ("Nobody cannot, wouldn't've.", "Nobody can not , would n't 've ."),
        ("You're gonna wanna", "You 're gon na wan na"),
        ("Ardia’s mayor", "Ardia ’s mayor"),
        ("the voters' choice", "the voters ' choice"),
        ("The U.S.’s arrest of Mr. Orm", "The U.S. ’s arrest of Mr. Orm"),
        ("J. K. Orm of the U.S. left at 5 p.m. for Ph.D. work, e.g. in St. Ardia.",
         "J. K. Orm of the U.S. left at 5 p.m. for Ph.D. work , e.g. in St. Ardia ."),
        ("He lives in the U.S.", "He lives in the U.S."),
        ("She takes vitamin C.", "She takes vitamin C ."),
        ("Orm Inc. sold No. 5.", "Orm Inc. sold No. 5 ."),
        ("he said no.", "he said no ."),
        ("a long-term, non-fiction book by Al-Orm", "a long - term , non-fiction book by Al - Orm"),
        ("an e-mail to co-owners", "an e-mail to co-owners"),
        ("the 1990s, the '90s, the 30th", "the 1990s , the '90s , the 30th"),
        ("$3.5m or US$1,200.50, 15% of €2", "$ 3.5 m or US$ 1,200.50 , 15 % of € 2"),
        ("on 9/11 at 10:30am", "on 9/11 at 10:30 am"),
        ("1914–1918 and 2001-2004", "1914 – 1918 and 2001 - 2004"),
        ("and/or", "and / or"),
        ("see https://example.org/a?b=1, or m@example.org.", "see https://example.org/a?b=1 , or m@example.org ."),
        ("on example.com (www.example.org/x).", "on example.com ( www.example.org/x ) ."),
        ("Wait... what?! No — never -- ever…", "Wait ... what ?! No — never -- ever …"),
        ("“Yes,” she said.[12]", "“ Yes , ” she said . [ 12 ]"),
        ("@mara said #peace of AT&T", "@mara said #peace of AT&T"),
        ("O’Brien and d'Orm", "O’Brien and d'Orm"),
        ("caf\u0301e 北京", "caf\u0301e 北京"),
        ("", ""),
        (" \n\t\u00a0", ""),
    ],
)  # fmt: skip
def test_tokens(text: str, tokens: str) -> None:
    assert cut(text) == tokens.split()


AWKWARD = (
    "\u200b\ufeff\x00\ud7ff🙂👩‍👩‍👧 a\u2028b\x1cc ''''’’’ 's 's's n't .a.b.c. 1,2,3,,4..5 -'-'- …… http:// @ # $ % "
    "\u202eabc\u202c e\u0301\u0301 ½ ² Ⅳ ._.x a@b a.b@c.d @@ ##"
)


@pytest.mark.parametrize("text", [AWKWARD, AWKWARD[::-1], AWKWARD.upper(), AWKWARD.replace(" ", "")])
def test_tokens_hold_all_but_blanks_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text and token.start < token.end for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert not any(character.isspace() for token in tokens for character in token.text)


def test_a_part_of_a_text_is_cut_with_its_own_offsets() -> None:
    text = "No. Mara left Mr. Orm. He stayed."
    assert [(token.start, token.text) for token in tokenize(text, 4, 22)] == [
        (4, "Mara"), (9, "left"), (14, "Mr."), (18, "Orm"), (21, "."),
    ]  # fmt: skip


@pytest.mark.parametrize("unit", "a a. a- non- 1, 1- a' ' . @a a& http:// w. é 1/ a@ a_. 1.".split())
def test_time_grows_with_the_length_alone(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    assert "".join(token.text for token in tokenize(text)) == "".join(text.split())
    assert time.process_time() - began < 3


def test_a_clitic_continues_a_word() -> None:
    do, after = Token(0, 2, "do"), Token(5, 8, "not")
    assert continues_word(do, Token(2, 5, "n’t"))
    assert not continues_word(do, Token(3, 5, "'s"))
    assert continues_word(do, Token(2, 3, "'"), possessive=True)
    assert not continues_word(do, Token(2, 3, "'"))
    assert continues_word(Token(2, 5, "can"), after)
    assert not continues_word(Token(2, 5, "was"), after)
