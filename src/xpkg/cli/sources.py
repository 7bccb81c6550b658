"""``xpkg sources``: what was read, from what, by which reader, and what is not known of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from xpkg.cli.options import store_option
from xpkg.cli.terminal import printable
from xpkg.model import Metadata
from xpkg.store import SourceRecord, builds, new_since, open_snapshot

_WANTED = ("publisher", "issued", "creators", "url")
"""What a reader of the graph asks for, and what dates and attributes the statements."""
_FIELDS = tuple(field.name for field in fields(Metadata))
_COLUMNS = ("name", *_FIELDS, "file", "media_type", "sha256", "reader", "missing")


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="Only those that came or changed on this day (UTC) or later, by the record of the store's builds.")
@store_option
def sources(form: str, since: datetime | None, store: Path) -> None:
    """List the sources of the store: from what file, what is known of each and what told it, and what is missing.

    \b
    Examples:
      xpkg sources
      xpkg sources --since 2026-11-24 --format csv
    """
    with open_snapshot(store) as snapshot:
        records = snapshot.manifest().sources
    if since is not None:
        new = new_since(builds(store), since.date().isoformat())
        records = tuple(record for record in records if record.name in new)
    rows = [_row(record) for record in records]
    if form == "json":
        told = [dict(record.told_by) for record in records]
        click.echo(json.dumps([{**row, "told_by": by} for row, by in zip(rows, told, strict=True)],
                              ensure_ascii=False, indent=2))  # fmt: skip
    elif form == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, _COLUMNS)
        writer.writeheader()
        writer.writerows({**row, "creators": "; ".join(row["creators"]), "missing": " ".join(row["missing"])}
                         for row in rows)  # fmt: skip
        click.echo(out.getvalue(), nl=False)
    else:
        for record, row in zip(records, rows, strict=True):
            for line in _lines(record, row["missing"]):
                click.echo(printable(line))


def _row(record: SourceRecord) -> dict[str, Any]:
    made = record.original
    values = {name: getattr(record.metadata, name) for name in _FIELDS}
    missing = [name for name in _WANTED if not values[name]]
    return {
        "name": record.name,
        **values,
        "creators": list(record.metadata.creators),
        "file": made.file_name if made else "",
        "media_type": made.media_type if made else "text/plain",
        "sha256": made.sha256 if made else record.sha256,
        "reader": made.reader if made else "",
        "missing": missing,
    }


def _lines(record: SourceRecord, missing: list[str]) -> Iterator[str]:
    yield record.name
    tellers = dict(record.told_by)
    for name in _FIELDS:
        value = getattr(record.metadata, name)
        if value:
            words = "; ".join(value) if isinstance(value, tuple) else value
            yield f"  {name:<10} {words}" + (f"  ({tellers[name]})" if name in tellers else "")
    if record.original:
        made = record.original
        yield f"  {'file':<10} {made.file_name}, {made.media_type}, read by {made.reader}"
    if missing:
        yield f"  {'missing':<10} {', '.join(missing)}"
