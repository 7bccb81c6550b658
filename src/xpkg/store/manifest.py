"""What a snapshot holds and what each graph was made from, as a value and as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import orjson

from xpkg.errors import StoreError
from xpkg.model import Metadata, Original

_LAYOUT = 4
"""Changes when an older program could not read a snapshot, or a newer one not read an older snapshot."""
_READABLE = (2, 3, _LAYOUT)
"""A snapshot of layout 2 has no record of its files, nor of what users wrote; one of layout 3 is written with blanks,
and knows nothing of what its files look like."""
OTHER_VERSION = "the store was made by another version of xpkg; build it again from all its texts"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source of the store, without its text and its parts (which the graph has)."""

    name: str
    sha256: str
    metadata: Metadata
    original: Original | None = None
    told_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GraphRecord:
    """A named graph. ``key`` is a digest of all that it was made from, ``digest`` that of its sorted N-Quads."""

    iri: str
    key: str
    digest: str
    quads: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the snapshot by its path in it: ``size`` in bytes, and the SHA-256 of its bytes as written.

    ``inode`` and ``modified`` (nanoseconds) are what the file system said of it then; 0 where that is not known.
    """

    path: str
    size: int
    sha256: str
    inode: int = 0
    modified: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a snapshot, sources by name and graphs by IRI. ``base`` is that of all IRIs.

    ``graphs`` are those that the last build made, as it left them; ``written`` those that users had written by then.
    ``merged`` says that the database's default graph holds every triple of the named graphs, each once. The union
    that the engine makes for a query gives a triple once for each graph that has it. ``revision`` is not
    empty where users have written since the build. Snapshots of a store are counted by ``number``. ``given`` are the
    names of the files of users that say who is who. ``key`` is a digest of what all graphs were made from besides the
    sources.
    """

    base: str
    sources: tuple[SourceRecord, ...] = ()
    graphs: tuple[GraphRecord, ...] = ()
    merged: bool = False
    written: tuple[GraphRecord, ...] = ()
    files: tuple[FileRecord, ...] = ()
    revision: str = ""
    number: int = 0
    given: tuple[str, ...] = ()
    key: str = ""

    @property
    def quads(self) -> int:
        """The number of quads in all graphs."""
        return sum(graph.quads for graph in (*self.graphs, *self.written))

    def graph(self, iri: str) -> GraphRecord | None:
        """The record of the graph ``iri``, if the snapshot has it."""
        return next((graph for graph in self.graphs if graph.iri == iri), None)

    def source(self, words: str) -> SourceRecord | None:
        """The source of this name, or the first whose file is called so: without its folder, with or without .txt."""
        wanted = words.removesuffix(".txt")
        ends = (each for each in self.sources if f"/{each.name}".endswith(f"/{wanted}"))
        return next((each for each in self.sources if each.name in {words, wanted}), None) or next(ends, None)


@dataclass(frozen=True, slots=True)
class Head:
    """What is asked of every snapshot of a store: its ``number``, and its ``files``."""

    number: int
    files: tuple[FileRecord, ...]


_FIELDS = tuple(each.name for each in fields(Manifest))
_OF_METADATA = frozenset(each.name for each in fields(Metadata))


def to_json(manifest: Manifest) -> str:
    """``manifest`` as JSON, the same bytes for the same value; with a digest, by which damage is seen."""
    content: dict[str, object] = {name: getattr(manifest, name) for name in _FIELDS}
    content["layout"] = _LAYOUT
    words = orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()
    return f'{words[:-1]},"sha256":"{_digest(words)}"}}\n'


@lru_cache(maxsize=2)
def from_json(text: str) -> Manifest:
    """The manifest that ``to_json`` wrote. Raises StoreError when it is none, is damaged, or of another layout.

    The last ones are kept: a snapshot has the same words twice.
    """
    try:
        read = _content(text)
        return Manifest(
            base=read["base"],
            sources=tuple(map(_source, read["sources"])),
            graphs=tuple(GraphRecord(**each) for each in read["graphs"]),
            merged=read["merged"],
            written=tuple(GraphRecord(**each) for each in read.get("written", ())),
            files=_files(read),
            revision=read.get("revision", ""),
            number=read.get("number", 0),
            given=tuple(read.get("given", ())),
            key=read.get("key", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable() from error


def head_of(text: str) -> Head:
    """The head of the manifest that ``to_json`` wrote; what it says of each source is not read. Raises StoreError."""
    try:
        read = _content(text)
        return Head(read.get("number", 0), _files(read))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable() from error


def _unreadable() -> StoreError:
    return StoreError("the store's manifest cannot be read; 'xpkg build' mends that")


def _content(text: str) -> dict[str, Any]:
    """What ``to_json`` wrote, undamaged and of a layout that is read. Raises StoreError, ValueError and others."""
    read: dict[str, Any] = orjson.loads(text)
    layout = read["layout"]
    if layout not in _READABLE or (layout == _READABLE[0] and not read["merged"]):
        # Where users had written into a store of layout 2, what they wrote stands among the graphs that were built.
        raise StoreError(OTHER_VERSION)
    if layout != _READABLE[0] and read.pop("sha256") != _digest(_signed(text, read)):
        raise ValueError("other words than were written")
    return read


def _files(read: Mapping[str, Any]) -> tuple[FileRecord, ...]:
    return tuple(FileRecord(**each) for each in read.get("files", ()))


def _signed(text: str, read: object) -> str:
    """What of ``text`` its digest is of; the older layouts are written out again."""
    words, found, _ = text.rpartition(',"sha256":"')
    return words + "}" if found else json.dumps(read, ensure_ascii=False, indent=1, sort_keys=True)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _source(read: Mapping[str, Any]) -> SourceRecord:
    original = read.get("original")
    told_by = tuple((name, teller) for name, teller in read.get("told_by", ()))
    made = Original(**original) if original else None
    return SourceRecord(read["name"], read["sha256"], _metadata(read["metadata"]), made, told_by)


def _metadata(read: Mapping[str, Any]) -> Metadata:
    values: dict[str, Any] = {name: value for name, value in read.items() if name in _OF_METADATA}
    values["creators"] = tuple(values.get("creators", ()))
    return Metadata(**values)
