"""Sets a text aside that cannot be built, so that it takes no other down; what the store had of it stays."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode

from xpkg.errors import NonconformanceError
from xpkg.iris import Iris
from xpkg.model import Source
from xpkg.pipeline.writing import Writer
from xpkg.store import GraphRecord, Manifest, SourceRecord, digest_of, open_database, sorted_lines, write_lines
from xpkg.validation import Report, merge, to_text

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text of which the store has nothing new: ``why`` is one line.

    ``stays`` says that the store keeps what it had of it; ``report`` is all that does not conform.
    """

    name: str
    why: str
    stays: bool = False
    report: Report = field(default_factory=Report)

    def __str__(self) -> str:
        return f"{self.name}: set aside{'; the store keeps what it had' if self.stays else ''}: {self.why}"


def told_of(fault: Exception | Report) -> str:
    """One line on a fault of the program, with its place, or on a graph that does not conform: what is wrong first."""
    if isinstance(fault, Exception):
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        return in_one_line(f"xpkg fails on it ({type(fault).__name__}: {fault}; {where})")
    first, *others = fault.violations
    more = f" (and {len(others):,} more, which --strict shows)" if others else ""
    return in_one_line(f"the graph does not conform: {to_text(Report((first,), fault.titles)).strip()}") + more


def in_one_line(words: str) -> str:
    """``words`` without line ends and control characters, and of a length that can be read.

    >>> in_one_line("no\\nsuch thing")
    'no such thing'
    """
    line = "".join(each if each.isprintable() else "\ufffd" for each in " ".join(words.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def refuse(aside: Iterable[SetAside]) -> None:
    """Raises NonconformanceError, with all that is wrong, if anything was set aside."""
    faults = sorted(aside, key=lambda each: each.name)
    if faults:
        told = [f"{each.name}: {each.why}\n" for each in faults if each.report.conforms]
        shown = to_text(merge(*(each.report for each in faults)))
        raise NonconformanceError(f"not all texts can be built; the store is as it was\n{''.join(told)}{shown}")


def bring_back(
    built: Path, old: Manifest, wanted: Mapping[str, str], spool: Path, writer: Writer
) -> dict[str, tuple[SourceRecord, GraphRecord]]:
    """Loads what the database in ``built`` has of the sources ``wanted``; their records by that key.

    ``wanted`` has for each source the name under which ``old``, the manifest of that database, knows it. The key of a
    graph stays that of what it was made from, so that the next build tries the text again.
    """
    found: dict[str, tuple[SourceRecord, GraphRecord]] = {}
    iris = Iris(old.base)
    before = open_database(built) if wanted else None
    for name, known in sorted(wanted.items()):
        source = next(record for record in old.sources if record.name == known)
        graph = old.graph(iris.document_graph(known).value)
        if graph is None or before is None:
            continue
        lines = sorted_lines(before.quads_for_pattern(None, None, None, NamedNode(graph.iri)))
        if digest_of(lines) == graph.digest:
            path = spool / "before.nq"
            write_lines(path, lines)
            writer.load([path])
            found[name] = (source, graph)
    return found


def known_as(old: Manifest, failed: Iterable[Source], taken: Iterable[str]) -> dict[str, str]:
    """Under which name the store ``old`` has each source of ``failed``: its own, or that of the same text.

    ``taken`` are the names that other texts have by now.
    """
    names = {record.name for record in old.sources}
    by_text = {record.sha256: record.name for record in old.sources if record.name not in {*taken}}
    found: dict[str, str] = {}
    for source in failed:
        if source.name in names:
            found[source.name] = source.name
        elif (before := by_text.get(source.sha256)) is not None:
            found[source.name] = before
    return found
