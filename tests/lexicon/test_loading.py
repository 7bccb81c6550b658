"""The loader of the lexicon's tables: what it reads, and what it says of a table with something wrong in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from xpkg.errors import LexiconError
from xpkg.lexicon.loading import read


class Hue(StrEnum):
    RED = "red"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Paint:
    name: str
    hues: frozenset[Hue]
    coats: int
    forms: tuple[str, ...]
    dry: bool
    first: Hue = Hue.RED


HEADER = "name\thues\tcoats\tforms\tdry\tfirst\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "paints.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_become_what_their_fields_are(tmp_path: Path) -> None:
    path = table(
        tmp_path, "# what is painted\n" + HEADER + "rust\tred dark\t2\ta b a\tyes\tdark\n\nsky\t\t0\t\t\tred\n"
    )
    rust, sky = read(path, Paint)
    assert rust == Paint("rust", frozenset({Hue.RED, Hue.DARK}), 2, ("a", "b", "a"), True, Hue.DARK)
    assert sky == Paint("sky", frozenset(), 0, (), False, Hue.RED)


def test_columns_are_told_by_name_not_by_order(tmp_path: Path) -> None:
    path = table(tmp_path, "coats\tname\tdry\tforms\tfirst\thues\n3\trust\t\t\tred\t\n")
    assert read(path, Paint)[0].coats == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER + "rust\tred darkk\t2\t\t\tred\n", "paints.tsv:2: hues: unknown 'darkk'; known: dark, red"),
        (HEADER + "# c\nrust\tred\ttwo\t\t\tred\n", "paints.tsv:3: coats: 'two' is no number"),
        (HEADER + "rust\tred\t2\t\tno\tred\n", "paints.tsv:2: dry: 'no' is neither 'yes' nor empty"),
        (HEADER + "rust\tred\t2\t\t\t\n", "paints.tsv:2: first: unknown ''; known: dark, red"),
        (HEADER + "rust\tred red\t2\t\t\tred\n", "paints.tsv:2: hues: 'red' stands there twice"),
        (HEADER + "rust\tred\t2\ta  b\t\tred\n", "paints.tsv:2: forms: a blank too many in 'a  b'"),
        (HEADER + "rust\tred\t2\n", "paints.tsv:2: 3 cells for 6 columns"),
        (HEADER + "\tred\t2\t\t\tred\n", "paints.tsv:2: no name"),
        (HEADER + "a\t\t2\t\t\tred\na\t\t3\t\t\tred\n", "paints.tsv:3: 'a' stands in line 2, too"),
        ("name\tcolour\n", "paints.tsv:1: unknown column 'colour'; known: name, hues, coats, forms, dry, first"),
        ("name\tcoats\n", "paints.tsv:1: column 'hues' stands there 0 times, not once"),
        ("name\tname\n", "paints.tsv:1: column 'name' stands there 2 times, not once"),
        ("# nothing\n", "paints.tsv:1: no line that names the columns"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=rf"\A{re.escape(message)}\Z"):
        read(table(tmp_path, text), Paint)


def test_a_key_may_be_of_several_columns(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "a\t\t2\t\t\tred\na\t\t3\t\t\tred\na\t\t2\t\t\tdark\n")
    assert len(read(path, Paint, key=("name", "coats", "first"))) == 3
    with pytest.raises(LexiconError, match=r"paints.tsv:4: 'a 2' stands in line 2, too"):
        read(path, Paint, key=("name", "coats"))


def test_a_type_that_no_cell_can_hold_is_a_fault_of_the_code(tmp_path: Path) -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        name: float

    with pytest.raises(TypeError, match="no cell of a table holds"):
        read(table(tmp_path, "name\n1.5\n"), Odd)


def test_a_cell_of_what_may_be_none_may_be_empty(tmp_path: Path) -> None:
    @dataclass(frozen=True, slots=True)
    class Stain:
        name: str
        hue: Hue | None
        coats: int | None

    path = table(tmp_path, "name\thue\tcoats\nrust\tred\t2\nsky\t\t\n")
    assert read(path, Stain) == (Stain("rust", Hue.RED, 2), Stain("sky", None, None))
    with pytest.raises(LexiconError, match=r"paints.tsv:2: hue: unknown 'blue'"):
        read(table(tmp_path, "name\thue\tcoats\nrust\tblue\t\n"), Stain)
