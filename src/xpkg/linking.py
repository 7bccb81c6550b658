"""Reads links to other data sets from SSSOM mapping sets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from xpkg.errors import InputError
from xpkg.iris import DEFAULT_BASE
from xpkg.model import Link

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
    "see_also",
)  # fmt: skip
"""The columns of SSSOM (https://mapping-commons.github.io/sssom/) that a link needs; others are passed over. What is
the same in all rows may stand in the header instead, as sssom-py writes it."""

PREDICATES = ("skos:exactMatch", "skos:closeMatch")
_HEADER = ("mapping_set_id", "license", "curie_map")
_PREFIXES = {"xpkgid": f"{DEFAULT_BASE}id/", "wd": "http://www.wikidata.org/entity/"}
"""Where the header's curie_map does not say otherwise."""
_SUBJECT = re.compile(re.escape(_PREFIXES["xpkgid"]) + r"([a-z]+/[a-z0-9-]+-[0-9a-f]{10})")
_OBJECT = re.compile(re.escape(_PREFIXES["wd"]) + r"Q[1-9]\d*", re.ASCII)


def read_links(path: Path) -> tuple[Link, ...]:
    """The links of the SSSOM file ``path``, in its order.

    Raises InputError, with file and line, for a file that is no SSSOM set and for a link that stands twice. So does a
    row whose subject or object is not of the kind that xpkg links, or whose predicate, justification or confidence is
    none.
    """
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text") from error
    start = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = _head(path, lines[:start])
    prefixes = _PREFIXES | {str(name): str(iri) for name, iri in (head.get("curie_map") or {}).items()}
    links: dict[tuple[str, str], int] = {}
    found: list[Link] = []
    for number, row in _rows(path, lines, start, head):
        link = _link(f"{path}, line {number}", row, prefixes)
        first = links.setdefault((link.subject, link.object), number)
        if first != number:
            raise InputError(f"{path}, line {number}: this link stands on line {first} already")
        found.append(link)
    return tuple(found)


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
    if head["curie_map"] and not isinstance(head["curie_map"], dict):
        raise InputError(f"{path}: the curie_map of the header is no list of prefixes with their IRIs")
    return head  # type: ignore[no-any-return]


def _rows(path: Path, lines: list[str], start: int, head: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, str]]]:
    table = csv.reader(lines[start:], delimiter="\t")
    columns = next(table, [])
    # What stands in the header holds for every row, but not where a column says it row by row.
    of_all = {name: head[name] for name in COLUMNS if name not in columns and isinstance(head.get(name), str)}
    if missing := [name for name in COLUMNS if name not in columns and name not in of_all]:
        raise InputError(
            f"{path}, line {start + 1}: the columns are {', '.join(COLUMNS)} and any others; "
            f"{', '.join(missing)} is in neither table nor header"
        )
    end = start + table.line_num
    for cells in table:
        number, end = end + 1, start + table.line_num
        if len(cells) != len(columns):
            raise InputError(f"{path}, line {number}: {len(cells)} cells, the header has {len(columns)}")
        yield number, of_all | dict(zip(columns, cells, strict=True))


def _link(where: str, row: Mapping[str, str], prefixes: Mapping[str, str]) -> Link:
    subject = _SUBJECT.fullmatch(_expanded(row["subject_id"], prefixes))
    target = _OBJECT.fullmatch(_expanded(row["object_id"], prefixes))
    if subject is None:
        raise InputError(f"{where}: {row['subject_id']!r} is no xpkgid:KIND/SLUG-HASH")
    if target is None:
        raise InputError(f"{where}: {row['object_id']!r} is no Wikidata item (wd:Q...)")
    if row["predicate_id"] not in PREDICATES:
        raise InputError(f"{where}: the predicate is one of {', '.join(PREDICATES)}, not {row['predicate_id']!r}")
    if not row["mapping_justification"].startswith("semapv:"):
        raise InputError(f"{where}: the justification is a term of semapv, not {row['mapping_justification']!r}")
    if not row["see_also"]:
        raise InputError(f"{where}: no see_also says where the pair was verified")
    try:
        confidence = float(row["confidence"])
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise InputError(f"{where}: the confidence is a number from 0 to 1, not {row['confidence']!r}")
    return Link(
        subject[1],
        row["subject_label"],
        row["predicate_id"],
        target[0],
        row["object_label"],
        row["mapping_justification"],
        confidence,
        row["see_also"],
    )


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = curie.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else curie
