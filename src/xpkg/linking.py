"""Reads links to other data sets from SSSOM mapping sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from xpkg.errors import InputError
from xpkg.model import Link

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
    "mapping_date", "see_also", "comment",
)  # fmt: skip
"""The columns of SSSOM (https://mapping-commons.github.io/sssom/) that are known here; all but comment are needed."""

PREDICATES = ("skos:exactMatch", "skos:closeMatch")
_HEADER = ("mapping_set_id", "license", "curie_map")
_SUBJECT = re.compile(r"xpkgid:([a-z]+/[a-z0-9-]+-[0-9a-f]{10})")
_OBJECT = re.compile(r"wd:(Q[1-9]\d*)", re.ASCII)
_WIKIDATA = "http://www.wikidata.org/entity/"


def read_links(path: Path) -> tuple[Link, ...]:
    """The links of the SSSOM file ``path``, in its order.

    Raises InputError, with file and line, for a file that is no SSSOM set, a row whose subject or object is not of
    the kind that xpkg links, a predicate, justification or confidence that is none, and a link that stands twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text") from error
    head = [line for line in lines if line.startswith("#")]
    for key in _HEADER:
        if not any(re.match(rf"#\s*{key}:", line) for line in head):
            raise InputError(f"{path}: the header has no {key}")
    links: dict[tuple[str, str], int] = {}
    found: list[Link] = []
    for number, row in _rows(path, lines, len(head)):
        link = _link(f"{path}, line {number}", row)
        first = links.setdefault((link.subject, link.object), number)
        if first != number:
            raise InputError(f"{path}, line {number}: this link stands on line {first} already")
        found.append(link)
    return tuple(found)


def _rows(path: Path, lines: list[str], start: int) -> Iterator[tuple[int, Mapping[str, str]]]:
    header = lines[start].split("\t") if start < len(lines) else []
    if set(header) - set(COLUMNS) or set(COLUMNS) - set(header) - {"comment"}:
        raise InputError(f"{path}, line {start + 1}: the columns are {', '.join(COLUMNS)}")
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InputError(f"{path}, line {number}: {len(cells)} cells, the header has {len(header)}")
        yield number, dict(zip(header, cells, strict=True))


def _link(where: str, row: Mapping[str, str]) -> Link:
    subject, target = _SUBJECT.fullmatch(row["subject_id"]), _OBJECT.fullmatch(row["object_id"])
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
        _WIKIDATA + target[1],
        row["object_label"],
        row["mapping_justification"],
        confidence,
        row["see_also"],
    )
