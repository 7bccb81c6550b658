"""The rows of a comparison as CSV, as JSON and as lines to read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from xpkg.linking.discrepancies.comparing import ComparedFact

COLUMNS = tuple(
    """
    verdict matter label thing item in_text text_date text_start text_end wikidata wikidata_property wikidata_value
    wikidata_start wikidata_end wikidata_rank wikidata_statement note source passage sentence reported_by confidence
    """.split()
)
"""The names of the columns, in order."""
_SHOWN = 60  # characters of a sentence in a table


def columns(row: ComparedFact) -> dict[str, str]:
    """A row as words, by the names of its columns."""
    told, stated, source = row.told, row.stated, row.source
    return {
        "verdict": row.verdict,
        "matter": row.matter,
        "label": row.thing.label,
        "thing": row.thing.iri,
        "item": row.thing.item,
        "in_text": " ".join(filter(None, (told.role, *told.of[:1]))) if told else "",
        "text_date": told.date if told else "",
        "text_start": told.start if told else "",
        "text_end": told.end if told else "",
        "wikidata": (stated.names or (stated.value,))[0] if stated else "",
        "wikidata_property": stated.property if stated else "",
        "wikidata_value": stated.value if stated else "",
        "wikidata_start": stated.start if stated else "",
        "wikidata_end": stated.end if stated else "",
        "wikidata_rank": stated.rank if stated else "",
        "wikidata_statement": stated.statement if stated else "",
        "note": row.note,
        "source": source.title if source else "",
        "passage": told.passage if told else "",
        "sentence": row.sentence,
        "reported_by": told.reported_by if told else "",
        "confidence": told.confidence if told else "",
    }


def as_csv(rows: Iterable[ComparedFact]) -> str:
    """The rows as CSV (RFC 4180) with a header."""
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    writer.writerows(map(columns, rows))
    return table.getvalue()


def as_json(rows: Iterable[ComparedFact]) -> str:
    """The rows as a list of objects."""
    return json.dumps([*map(columns, rows)], ensure_ascii=False, indent=1) + "\n"


def as_table(rows: Iterable[ComparedFact]) -> str:
    """The rows for reading: a line each, parted by tabs."""
    lines = []
    for row in map(columns, rows):
        own = " ".join(filter(None, (row["in_text"], row["text_date"], _span(row["text_start"], row["text_end"]))))
        theirs = " ".join(filter(None, (row["wikidata"], _span(row["wikidata_start"], row["wikidata_end"]))))
        sentence = row["sentence"] if len(row["sentence"]) <= _SHOWN else f"{row['sentence'][:_SHOWN]}…"
        cells = (row["verdict"], row["matter"], row["label"], own, theirs, row["note"], sentence)
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "".join(f"{line}\n" for line in lines)


def _span(start: str, end: str) -> str:
    return f"[{start}–{end}]" if start or end else ""
