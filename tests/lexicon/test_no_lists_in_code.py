"""No list of words that the lexicon is for stands in code, but for those written down as still to be moved."""

from __future__ import annotations

import ast

import pytest

from tests.lexicon.lists_in_code import family_of, found_lists, left, lists_in


def test_no_word_list_stands_in_code() -> None:
    found, allowed = found_lists(), left()
    new = {key: lists for key, lists in found.items() if len(lists) > allowed[key]}
    gone = {key for key, count in allowed.items() if len(found.get(key, ())) < count}
    assert new == {}, "belongs into a table of the lexicon"
    assert gone == set(), "is moved: python -m tests.lexicon.lists_in_code writes the list anew"


@pytest.mark.parametrize(
    "code",
    [
        'X = {"in", "on", "at"}',
        'X = "of in on".split()',
        'X = word_set("of in on")',
        'X = re.compile(r"\\b(?:and|but|or)\\s+")',
        'X = rf"{A}(?:who|which|that)\\b"',
        'X = re.compile(r"(?:say|claim(?:s|ed)?|tell)\\b")',
        'X = {"denied": 1, "alleging": 2, "says": 3}',
        'X = ("the", "a", "an", "foo")',
        'match x:\n    case "in" | "on" | "at":\n        pass',
        'def f(x: str) -> bool:\n    return x in {"he", "she", "they"}',
    ],
)
def test_a_list_is_found_in_whatever_form(code: str) -> None:
    assert any(family_of(words) for _, words in lists_in(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ['X = {"in", "on"}', '"""The words of in on at."""', 'X = "it is in the house"', 'X = {"red", "in", "a"}']
)
def test_what_is_no_list_is_not(code: str) -> None:
    assert not any(family_of(words) for _, words in lists_in(ast.parse(code)))
