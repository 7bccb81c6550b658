"""SSSOM as a format: every column is read, and a set is written as sssom-py writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.errors import InputError, OutputError
from xpkg.linking.sssom import SLOTS, read_set, set_text, write_set

HEAD = "# mapping_set_id: https://example.org/set\n# license: https://example.org/free\n"


def put(folder: Path, text: str) -> Path:
    file = folder / "set.sssom.tsv"
    file.write_text(text, encoding="utf-8", newline="")
    return file


def test_every_column_is_read(tmp_path: Path) -> None:
    cells = {name: f"ex:{name}" for name in SLOTS}
    cells |= {"predicate_modifier": "Not", "mapping_date": "2026-01-02", "publication_date": "2026-01-02"}
    cells |= {"review_date": "2026-01-02", "confidence": "0.5", "similarity_score": "1", "reviewer_agreement": "-0"}
    text = HEAD + "\t".join(SLOTS) + "\n" + "\t".join(cells[name] for name in SLOTS) + "\n"
    assert read_set(put(tmp_path, text)).rows == ((4, cells),)


def test_columns_of_others_are_kept_and_empty_cells_are_not(tmp_path: Path) -> None:
    text = HEAD + "subject_id\tobject_id\tour_number\tcomment\nex:1\tex:2\t7\t\n"
    assert read_set(put(tmp_path, text)).rows == ((4, {"subject_id": "ex:1", "object_id": "ex:2", "our_number": "7"}),)


def test_a_file_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """A byte-order mark, CR LF, and a cell with a line end inside."""
    text = "\ufeff" + (HEAD + 'subject_id\tcomment\nex:1\t"a\nb"\nex:2\tc\n').replace("\n", "\r\n")
    assert read_set(put(tmp_path, text)).rows == (
        (4, {"subject_id": "ex:1", "comment": "a\nb"}), (6, {"subject_id": "ex:2", "comment": "c"}),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "cells", "message"),
    [
        ("predicate_modifer", "Not", "line 3: 'predicate_modifer' is no column of SSSOM; did you mean 'predicate_modi"),
        ("predicate_modifier", "NOT", "line 4: predicate_modifier is 'Not' or nothing"),
        ("mapping_date", "2026-02-30", "line 4: mapping_date is a day"),
        ("mapping_date", "2.3.2026", "line 4: mapping_date is a day"),
        ("similarity_score", "1.2", "line 4: similarity_score is a number from 0 to 1"),
        ("confidence", "nan", "line 4: confidence is a number from 0 to 1"),
        ("comment\tcomment", "a\tb", "line 3: a column stands twice"),
    ],
)
def test_a_wrong_cell_or_column_is_told(tmp_path: Path, columns: str, cells: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_set(put(tmp_path, f"{HEAD}{columns}\n{cells}\n"))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    head = {"mapping_set_id": "https://example.org/set", "license": "https://example.org/free",
            "curie_map": {"ex": "https://example.org/"}}  # fmt: skip
    rows = [
        {"subject_id": "ex:1", "subject_label": 'the "One"', "mapping_tool": "tool", "comment": "a tab\tin it"},
        {"subject_id": "ex:2", "subject_label": "two", "mapping_tool": "tool", "own": "x"},
    ]
    file = tmp_path / "new.sssom.tsv"
    write_set(file, head, rows)
    told = read_set(file)
    assert told.head["mapping_tool"] == "tool"  # what all share stands in the header
    assert [row for _, row in told.rows] == [{**rows[0], "comment": "a tab in it"}, rows[1]]
    assert set_text(told.head, [row for _, row in told.rows]) == file.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["new.sssom.tsv"]


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_set(tmp_path / "nowhere" / "set.tsv", {}, [])
