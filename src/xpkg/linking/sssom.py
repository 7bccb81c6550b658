"""The format of SSSOM mapping sets (https://mapping-commons.github.io/sssom/): a header in YAML, and a table."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from xpkg.errors import InputError, OutputError

SLOTS = tuple(
    """
    record_id subject_id subject_label subject_category predicate_id predicate_label predicate_modifier object_id
    object_label object_category mapping_justification author_id author_label reviewer_id reviewer_label creator_id
    creator_label license subject_type subject_source subject_source_version object_type object_source
    object_source_version predicate_type mapping_provider mapping_source mapping_cardinality cardinality_scope
    mapping_tool mapping_tool_id mapping_tool_version mapping_date publication_date review_date confidence
    reviewer_agreement curation_rule curation_rule_text subject_match_field object_match_field match_string
    subject_preprocessing object_preprocessing similarity_score similarity_measure see_also issue_tracker_item other
    comment
    """.split()
)
"""The columns of SSSOM 1.1, in the order of its schema."""

SHARED = tuple(
    """
    subject_type subject_source subject_source_version object_type object_source object_source_version predicate_type
    mapping_provider cardinality_scope mapping_tool mapping_tool_id mapping_tool_version mapping_date
    subject_match_field object_match_field subject_preprocessing object_preprocessing similarity_measure curation_rule
    curation_rule_text
    """.split()
)
"""What may stand in the header for all rows, as SSSOM has it ("propagatable slots")."""

NOT = "Not"
"""The ``predicate_modifier`` of a row that says that a link does not hold."""

PREFIXES: Mapping[str, str] = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
}
"""The prefixes that every mapping set has, declared or not."""

_HEADER = ("mapping_set_id", "license")
_FRACTIONS = ("confidence", "similarity_score", "reviewer_agreement")
_DATES = ("mapping_date", "publication_date", "review_date")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKE = 0.85  # of difflib, from which an unknown column is taken for a misspelt one

Row = Mapping[str, str]
"""A row of a mapping set: its slots by their names. What is empty is left out; a list has ``|`` between its parts."""


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A mapping set: what its header says, its columns, and its rows, each with its line in the file."""

    head: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the set, with those that every set has."""
        return {**PREFIXES, **{str(name): str(iri) for name, iri in (self.head.get("curie_map") or {}).items()}}


def read_set(path: Path) -> MappingSet:
    """The mapping set in the file ``path``. What stands in the header for all rows stands in each of them.

    Raises InputError, with file and line, for a file that is no mapping set, and for a cell that is not what its column
    holds. So does a column with nearly the name of one of SSSOM; other columns are kept.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text") from error
    start = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = _head(path, lines[:start])
    table = csv.reader((f"{line}\n" for line in lines[start:]), delimiter="\t")
    columns = next(table, [])
    _check_columns(f"{path}, line {start + 1}", columns)
    of_all = {name: _text(head[name]) for name in SLOTS if name in head and name not in (*columns, "license")}
    rows = []
    end = start + table.line_num
    for cells in table:
        number, end = end + 1, start + table.line_num
        if len(cells) != len(columns):
            raise InputError(f"{path}, line {number}: {len(cells)} cells, the header has {len(columns)}")
        told = ((name, cell.strip()) for name, cell in zip(columns, cells, strict=True))
        row = of_all | {name: cell for name, cell in told if cell}
        _check(f"{path}, line {number}", row)
        rows.append((number, row))
    return MappingSet(head, (*columns, *of_all), tuple(rows))


def _head(path: Path, lines: list[str]) -> Mapping[str, Any]:
    """What the commented lines before the table say, which are YAML."""
    try:
        # All values as they are written: a date stays the text that a column would have.
        head = yaml.load("\n".join(line[1:] for line in lines), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise InputError(f"{path}: the header is no YAML: {' '.join(str(error).split())}") from error
    for key in _HEADER:
        if not isinstance(head, dict) or key not in head:
            raise InputError(f"{path}: the header has no {key}")
    if head.get("curie_map") and not isinstance(head["curie_map"], dict):
        raise InputError(f"{path}: the curie_map of the header is no list of prefixes with their IRIs")
    return head  # type: ignore[no-any-return]


def _text(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _check_columns(where: str, columns: Sequence[str]) -> None:
    if len(set(columns)) < len(columns):
        raise InputError(f"{where}: a column stands twice")
    for name in columns:
        # A misspelt "predicate_modifier" would turn what is not so into what is.
        if name not in SLOTS and (near := get_close_matches(name, SLOTS, 1, _LIKE)):
            raise InputError(f"{where}: {name!r} is no column of SSSOM; did you mean {near[0]!r}?")


def _check(where: str, row: Row) -> None:
    """Raises InputError where a cell is not what its column holds."""
    if row.get("predicate_modifier", NOT) != NOT:
        raise InputError(f"{where}: predicate_modifier is 'Not' or nothing, not {row['predicate_modifier']!r}")
    for name in _FRACTIONS:
        if name in row and not 0 <= _number(row[name]) <= 1:
            raise InputError(f"{where}: {name} is a number from 0 to 1, not {row[name]!r}")
    for name in _DATES:
        if name in row and not _is_day(row[name]):
            raise InputError(f"{where}: {name} is a day like 2019-11-16, not {row[name]!r}")


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return -1.0


def _is_day(cell: str) -> bool:
    if not _DAY.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def set_text(head: Mapping[str, Any], rows: Sequence[Row]) -> str:
    """The mapping set of ``rows`` as sssom-py writes it, byte for byte.

    The header has sorted YAML, and what all rows share where SSSOM lets it stand there. The columns are in the order of
    ``SLOTS``, without the empty ones; what SSSOM does not know comes last.
    """
    shared = {name: rows[0][name] for name in SHARED if rows and len({row.get(name, "") for row in rows}) == 1
              and rows[0].get(name)}  # fmt: skip
    told = {**head, **shared, "curie_map": {**PREFIXES, **head.get("curie_map", {})}}
    used = {name for row in rows for name, cell in row.items() if cell} - {*shared}
    columns = [name for name in SLOTS if name in used] + sorted(used - {*SLOTS})
    lines = [f"# {line}" for line in yaml.safe_dump(told, allow_unicode=True).split("\n") if line]
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_one_line(row.get(name, "")) for name in columns] for row in rows)
    return "\n".join(lines) + "\n" + table.getvalue()


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def write_set(path: Path, head: Mapping[str, Any], rows: Iterable[Row]) -> None:
    """Writes the mapping set to ``path`` in one step. Raises OutputError where that cannot be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(set_text(head, [*rows]), encoding="utf-8", newline="")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
