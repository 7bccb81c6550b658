"""Remembers when which sources came, changed and went: a line for each build, beside the snapshots."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from xpkg.iris import Iris
from xpkg.store.manifest import Manifest

BUILDS = "builds.jsonl"
_LISTS = ("came", "changed", "went")


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What one build changed: names of sources that came, changed in their text or metadata, and went.

    ``at`` is when it ended, in ISO 8601 and UTC. ``again`` counts the sources that stayed the same and were read
    otherwise, as by a new version of the program.
    """

    at: str
    came: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    again: int = 0

    @property
    def new(self) -> tuple[str, ...]:
        """The sources with something new to read."""
        return (*self.came, *self.changed)


def remember_build(store: Path, before: Manifest | None, now: Manifest) -> None:
    """Adds a line on what a build made of ``before``, where anything changed; what cannot be written is left out."""
    record = _difference(before, now)
    if any((record.came, record.changed, record.went, record.again)):
        with suppress(OSError), (store / BUILDS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(record), ensure_ascii=False, sort_keys=True) + "\n")


def _difference(before: Manifest | None, now: Manifest) -> BuildRecord:
    had = {each.name: each for each in before.sources} if before else {}
    has = {each.name: each for each in now.sources}
    both = had.keys() & has.keys()
    changed = {
        name for name in both if (had[name].sha256, had[name].metadata) != (has[name].sha256, has[name].metadata)
    }
    came, went = has.keys() - had.keys(), had.keys() - has.keys()
    graphs = _others(before, now) if before and before.base == now.base else set()
    graphs -= {Iris(now.base).document_graph(name).value for name in came | went | changed}
    again = sum(iri.startswith(Iris(now.base).document_graphs) for iri in graphs)
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return BuildRecord(at, tuple(sorted(came)), tuple(sorted(changed)), tuple(sorted(went)), again)


def _others(before: Manifest, now: Manifest) -> set[str]:
    """The graphs that one of the two has and the other has not, or not so."""
    one, other = ({(each.iri, each.digest) for each in some.graphs} for some in (before, now))
    return {iri for iri, _ in one ^ other}


def builds(store: Path) -> tuple[BuildRecord, ...]:
    """What the builds of ``store`` changed, the last one first; a line that cannot be read is left out."""
    path = store / BUILDS
    try:
        told = path.stat()
        return _read(path, told.st_mtime_ns, told.st_size)
    except OSError:
        return ()


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> tuple[BuildRecord, ...]:
    found = []
    for line in path.read_text("utf-8", "replace").splitlines():
        with suppress(ValueError, TypeError, KeyError):
            told = json.loads(line)
            names = {name: tuple(map(str, told[name])) for name in _LISTS}
            found.append(BuildRecord(str(told["at"]), again=int(told["again"]), **names))
    return tuple(reversed(found))


def new_since(records: Iterable[BuildRecord], day: str) -> set[str]:
    """The names of the sources that came or changed on ``day`` or later; some may have gone again."""
    return {name for record in records if record.at[:10] >= day for name in record.new}
