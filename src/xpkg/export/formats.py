"""Names every format of an export; the command's choices and the library's derive from this table."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from xpkg.errors import OutputError
from xpkg.export.annotations import write_annotations
from xpkg.export.bibliography import write_bibtex, write_csl, write_ris
from xpkg.export.calendars import write_icalendar, write_timeline
from xpkg.export.files import write_file, write_folder
from xpkg.export.followthemoney import write_followthemoney
from xpkg.export.geography import write_geojson
from xpkg.export.nanopublications import write_nanopublications
from xpkg.export.networks import write_gexf, write_graphml
from xpkg.export.rdf import named_graphs, write_dataset
from xpkg.export.records import Records
from xpkg.export.reifiers import write_reified
from xpkg.export.tables import write_csv, write_parquet, write_sqlite, write_xlsx
from xpkg.store import Manifest


@dataclass(frozen=True, slots=True)
class Exported:
    """What is exported: the database of a snapshot, and its manifest. ``context`` is the address JSON-LD names."""

    database: Store
    manifest: Manifest
    context: str = ""

    def records(self) -> Records:
        """The things of the graph."""
        return Records(self.database, self.manifest)


Stream = Callable[[Exported, IO[bytes]], None]
Folder = Callable[[Exported, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format. One of ``stream`` (a file), ``file`` (a file that is no stream) and ``folder`` (files) writes it.

    ``says`` what it holds and what it is for; ``suffix`` is that of its files; ``text`` says that it can be shown.
    """

    name: str
    says: str
    suffix: str
    stream: Stream | None = None
    file: Folder | None = None
    folder: Folder | None = None
    text: bool = True


def _rdf(name: str, says: str, suffix: str) -> Format:
    return Format(name, says, suffix, lambda given, output: write_dataset(given.database, name, output, given.context))


def _stream(write: Callable[[Records, IO[bytes]], None]) -> Stream:
    return lambda given, output: write(given.records(), output)


def _folder(write: Callable[[Records, Path], None]) -> Folder:
    return lambda given, path: write(given.records(), path)


_TABLES = "people, bodies, places, sources, works, statements, events, positions, mentions as tables"
FORMATS: tuple[Format, ...] = (
    _rdf("trig", "RDF with its named graphs, to be read", ".trig"),
    _rdf("nquads", "RDF with its named graphs, a line a quad", ".nq"),
    _rdf("jsonld", "RDF with its named graphs as JSON-LD, compacted", ".jsonld"),
    _rdf("turtle", "RDF in one graph, to be read", ".ttl"),
    _rdf("ntriples", "RDF in one graph, a line a triple", ".nt"),
    _rdf("rdfxml", "RDF in one graph as XML", ".rdf"),
    Format(
        "turtle12", "RDF 1.2 in one graph; a reifier says of each triple which source says it, and where", ".ttl",
        lambda given, output: write_reified(
            given.database, given.records(), named_graphs(given.database), output
        ),
    ),
    Format("csv", f"{_TABLES}: a folder of CSV files", "", folder=_folder(write_csv)),
    Format("parquet", f"{_TABLES}: a folder of Parquet files", "", folder=_folder(write_parquet)),
    Format("sqlite", f"{_TABLES}, with full-text search, for Datasette", ".sqlite", file=_folder(write_sqlite),
           text=False),
    Format("xlsx", f"{_TABLES}: an Excel workbook", ".xlsx", _stream(write_xlsx), text=False),
    Format("followthemoney", "entities for OpenAleph, a line each", ".ftm.json", _stream(write_followthemoney)),
    Format("graphml", "who speaks about whom, and takes part with whom: a network", ".graphml", _stream(write_graphml)),
    Format("gexf", "the same network, for Gephi", ".gexf", _stream(write_gexf)),
    Format("annotations", "W3C Web Annotations: statements and names in their texts", ".jsonld",
           _stream(write_annotations)),
    Format("nanopublications", "each statement as a nanopublication (TriG)", ".trig",
           lambda given, output: write_nanopublications(given.database, given.records(), output)),
    Format("bibtex", "the sources and what they cite, for LaTeX", ".bib", _stream(write_bibtex)),
    Format("ris", "the same, for reference managers", ".ris", _stream(write_ris)),
    Format("csl-json", "the same, for Zotero and Pandoc", ".json", _stream(write_csl)),
    Format("geojson", "places and events that have coordinates, for maps", ".geojson", _stream(write_geojson)),
    Format("icalendar", "dated events as a calendar", ".ics", _stream(write_icalendar)),
    Format("timeline", "dated events for TimelineJS", ".json", _stream(write_timeline)),
)  # fmt: skip
"""All formats of a whole graph, in the order in which they are listed."""
BY_NAME = {each.name: each for each in FORMATS}


def export_to(path: Path, form: Format, given: Exported) -> None:
    """Writes the graph to the file or folder ``path`` in one step. Raises OutputError where that cannot be."""
    if form.folder is not None:
        folder = form.folder
        write_folder(path, lambda aside: folder(given, aside))
    elif form.file is not None:
        write_file(path, lambda output: _through_a_file(form, given, output))
    else:
        stream = _stream_of(form)
        write_file(path, lambda output: stream(given, output))


def export_bytes(form: Format, given: Exported) -> bytes:
    """The graph in the format. Raises OutputError for a format of several files."""
    output = BytesIO()
    export_into(output, form, given)
    return output.getvalue()


def export_into(output: IO[bytes], form: Format, given: Exported) -> None:
    """Writes the graph to a stream. Raises OutputError for a format of several files."""
    if form.folder is not None:
        raise OutputError(f"{form.name} is a folder of files; name a folder with -o")
    if form.file is not None:
        _through_a_file(form, given, output)
    else:
        _stream_of(form)(given, output)


def _stream_of(form: Format) -> Stream:
    if form.stream is None:
        raise ValueError(f"{form.name} has no writer")
    return form.stream


def _through_a_file(form: Format, given: Exported, output: IO[bytes]) -> None:
    assert form.file is not None
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder) / f"export{form.suffix}"
        form.file(given, aside)
        with aside.open("rb") as written:
            shutil.copyfileobj(written, output)
