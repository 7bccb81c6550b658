"""Reads files and what is recorded about them into sources: texts as they are, other formats through a reader."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from xpkg.corpus.bylines import with_own_lines
from xpkg.corpus.documents import FileRead, fetched, sources_in
from xpkg.corpus.files import find_files
from xpkg.corpus.kept_documents import KeptDocuments
from xpkg.corpus.manifest import MANIFEST, Manifest, read_manifest
from xpkg.corpus.reading import read_all
from xpkg.corpus.responses import ResponseRecord, read_response
from xpkg.corpus.table import MetadataTable, read_table, with_tables
from xpkg.corpus.texts import damage, source_and_mends, source_of
from xpkg.errors import InputError, NoTextError
from xpkg.model import Source
from xpkg.readers import SUFFIXES, Document, Given, reader_of
from xpkg.readers.gzipped import GZIP
from xpkg.readers.plain import TEXT
from xpkg.store import KeptReadings

__all__ = ["LARGEST", "MANIFEST", "Corpus", "Reading", "read_corpus", "source_of"]

LARGEST = 10_000_000
"""Bytes of the largest text that is read: more than any book, less than would fill the memory."""
LARGEST_FILE = 100_000_000
"""Bytes of the largest file of another format: pictures in it take room and no time."""

_BOM = "\ufeff"
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the encoding of texts that are not UTF-8, the column that has the text in tables and exports.

    ``standard_input`` are the bytes that the path ``-`` stands for. ``tables`` are files with a row a text. ``store``
    is the folder of a store that keeps what was read before; None reads every file anew.
    """

    encoding: str = ""
    text_column: str = ""
    standard_input: bytes | None = None
    tables: tuple[Path, ...] = ()
    store: Path | None = None


class Corpus(NamedTuple):
    """What was read. ``problems`` cost a text each; ``warnings`` cost none.

    ``unread`` are the names of sources whose files are there and could not be read: no ground to think them gone.
    ``readings`` are what a store keeps, so that the files are not read again.
    """

    sources: tuple[Source, ...]
    problems: tuple[InputError, ...]
    warnings: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    readings: KeptReadings = KeptReadings()


Told = tuple[Source, tuple[str, ...]]


def read_corpus(paths: Iterable[Path], reading: Reading = Reading()) -> Corpus:
    """The sources under ``paths`` (files of any format that has a reader, or folders), by name, and what was not read.

    A folder's ``manifest.toml`` has a table for each file. A source's name is the file's path in its folder without
    the suffix. A file that fails is left out and reported; so is a second file of the same name. Of files of the same
    text one is a source: that of which most is told, else the first. The others are told in a warning.
    What a folder has beside its texts is told by kind and number, hidden files and manifests aside.
    """
    return _Reading(reading).read(paths)


@dataclass(slots=True)
class _Reading:
    """One run over files: what is found, and what is said of it."""

    how: Reading
    problems: list[InputError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    manifests: dict[Path, Manifest | InputError | None] = field(default_factory=dict)
    tables: list[MetadataTable] = field(default_factory=list)
    responses: dict[Path, ResponseRecord] = field(default_factory=dict)
    named: set[Path] = field(default_factory=set)
    kept: KeptDocuments = field(default_factory=KeptDocuments)

    def read(self, paths: Iterable[Path]) -> Corpus:
        """See ``read_corpus``."""
        found: dict[str, tuple[Path, Path]] = {}  # by what they really are: a file given twice is read once
        given = list(paths)
        self.kept.store = self.how.store
        self.named.update(given)
        self._read_tables()
        files_given = [each for each in given if str(each) != STANDARD_INPUT]
        apart = {os.path.realpath(path) for path in self.how.tables}
        for path, root in sorted(find_files(files_given, self.problems, self.warnings, apart)):
            found.setdefault(os.path.realpath(path), (path, root))
        files = sorted(found.values())
        if any(str(each) == STANDARD_INPUT for each in given):
            files.append((Path(STANDARD_INPUT), Path()))
        read = [(path, source, faults) for path, told in self._each(files) for source, faults in told]
        best: dict[str, Source] = {}
        for _, source, _ in read:
            known = best.setdefault(source.sha256, source)
            if len(source.told_by) > len(known.told_by):
                best[source.sha256] = source
        sources: dict[str, Source] = {}
        for path, source, faults in read:
            if best[source.sha256] is not source:
                self.warnings.append(f"{path}: the same text as {best[source.sha256].name!r}; it is read once")
            elif source.name in sources:
                named = f"another source is named {source.name!r}; rename one; left out"
                self.problems.append(InputError(f"{path}: {named}"))
            else:
                sources[source.name] = source
                self.warnings.extend(faults)
        self.warnings.extend(line for table in self.tables for line in table.unused())
        ordered = tuple(sources[name] for name in sorted(sources))
        unread = tuple(sorted(self.unread - set(sources)))
        return Corpus(ordered, tuple(self.problems), tuple(sorted(self.warnings)), unread, self.kept.readings())

    def _each(self, files: list[tuple[Path, Path]]) -> Iterator[tuple[Path, list[Told]]]:
        """The sources of each file, in order: texts are read here, all else in processes of its own."""
        read: dict[Path, list[Told]] = {}
        jobs: dict[Path, tuple[bytes, Path, Manifest | None]] = {}
        for path, root in files:
            if root not in self.manifests:
                self.manifests[root] = self._manifest(root)
            manifest = self.manifests[root]
            if isinstance(manifest, InputError):
                self.unread.add(_name(path, root))
                continue  # reported; without its manifest a text would get another title and no date
            try:
                _check_name(path, root)
                data = self._bytes(path)
                self._note_response(path, data)
                if (text := _as_it_is(data, path)) is not None:
                    read[path] = [self._recorded(_plain(path, root, text), path, root, manifest)]
                else:
                    jobs[path] = data, root, manifest
            except InputError as error:
                words = str(error)
                self._fail(error if words.startswith(str(path)) else InputError(f"{path.parent / words}"), path, root)
        for path, documents in self._documents({path: data for path, (data, _, _) in jobs.items()}):
            data, root, manifest = jobs[path]
            if isinstance(documents, NoTextError) and path not in self.named:
                self.warnings.append(str(documents))  # a folder may have tables of other things
                continue
            if isinstance(documents, InputError):
                self._fail(documents, path, root)
                continue
            digest = hashlib.sha256(data).hexdigest()
            file = FileRead(str(path), _name(path, root), _stem(path), path.name, digest, documents)
            read[path] = []
            try:
                for told in sources_in(file):
                    read[path].append(self._recorded(told, path, root, manifest))
            except InputError as error:
                self._fail(error, path, root)
        for path, _ in files:
            if path in read:
                yield path, read[path]

    def _documents(self, files: Mapping[Path, bytes]) -> Iterator[tuple[Path, tuple[Document, ...] | InputError]]:
        """What each of ``files`` holds, in order: as it was read before, or read now in another process."""
        how = Given("", self.how.encoding, self.how.text_column)
        given = {path: self._given(path, how) for path in files}
        kept = {path: self.kept.find(data, given[path]) for path, data in files.items()}
        read = read_all((path, files[path], given[path]) for path, known in kept.items() if known is None)
        for path, known in kept.items():
            if known is not None:
                yield path, known
                continue
            _, documents = next(read)
            if not isinstance(documents, InputError):
                self.kept.note(files[path], given[path], documents)
            yield path, documents

    def _note_response(self, path: Path, data: bytes) -> None:
        if (record := read_response(path, data)) is not None:
            self.responses[path] = record

    def _given(self, path: Path, how: Given) -> Given:
        """What the reader of ``path`` is told; of a fetched file also what its headers say."""
        record = self.responses.get(path)
        url, charset = (record.url, record.charset) if record else ("", "")
        return replace(how, file_name=path.name, encoding=how.encoding or charset, url=url)

    def _read_tables(self) -> None:
        for path in self.how.tables:
            try:
                self.tables.append(read_table(path))
            except InputError as error:
                self.problems.append(error)

    def _fail(self, error: InputError, path: Path, root: Path) -> None:
        self.problems.append(error)
        self.unread.add(_name(path, root))

    def _recorded(self, told: Told, path: Path, root: Path, manifest: Manifest | None) -> Told:
        """``told`` with what the tables record, and the manifest, which is trusted most."""
        source, warnings = told
        source = with_own_lines(source)
        if record := self.responses.get(path):
            source = fetched(source, record)
        name = path.relative_to(root).as_posix()
        source, odd = with_tables(source, name, self.tables)
        warnings += odd
        if manifest is None:
            return source, warnings
        metadata, faults = manifest.metadata(name, source.metadata)
        known = dict(source.told_by) | dict.fromkeys(manifest.fields(name), "manifest")
        return replace(source, metadata=metadata, told_by=tuple(sorted(known.items()))), (*faults, *warnings)

    def _bytes(self, path: Path) -> bytes:
        if str(path) == STANDARD_INPUT:
            data = self.how.standard_input or b""
            if len(data) > LARGEST_FILE:
                raise InputError(f"standard input: {len(data):,} bytes; {LARGEST_FILE:,} at most")
            return data
        try:
            size = path.stat().st_size
            if size > LARGEST_FILE:
                raise InputError(f"{path}: {size:,} bytes; {LARGEST_FILE:,} at most are read; split it")
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from error
        if size > LARGEST and reader_of(data, path.name) is TEXT:
            raise InputError(f"{path}: {size:,} bytes; the largest text that is read has {LARGEST:,}; split it")
        return data

    def _manifest(self, root: Path) -> Manifest | InputError | None:
        if not (root / MANIFEST).is_file():
            return None
        try:
            manifest = read_manifest(root / MANIFEST)
        except InputError as error:
            self.problems.append(InputError(f"{error}; the folder's texts are left out"))
            return error
        self.warnings.extend(
            f'{manifest.path}: {name!r} ignored: it stands outside the tables, of which each file has one: ["FILE.txt"]'
            for name in manifest.stray
        )
        self.problems.extend(
            InputError(manifest.fault(name, "no such file in this folder"))
            for name in manifest.tables if not (root / name).is_file()
        )  # fmt: skip
        return manifest


def _as_it_is(data: bytes, path: Path) -> str | None:
    """The text of a file that is UTF-8 and is stored as it is; None for one that a reader has to read."""
    if reader_of(data, path.name) is not TEXT or b"\0" in data:
        return None
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        return None


def _plain(path: Path, root: Path, text: str) -> Told:
    """The source of a text file as it is."""
    try:
        source, mends = source_and_mends(_name(path, root), text, _stem(path))
    except InputError as error:
        raise InputError(f"{path}: {str(error).removeprefix(f'{_name(path, root)}: ')}") from error
    return source, damage(path, mends)


def _check_name(path: Path, root: Path) -> None:
    try:
        str(path.relative_to(root)).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{str(path)!a}: the file's name is not UTF-8; rename it") from error


def _stem(path: Path) -> str:
    """The file's name without its suffix, and without that of what is packed in it."""
    if str(path) == STANDARD_INPUT:
        return "standard input"
    inner = path.with_suffix("") if path.suffix.lower() in GZIP.suffixes else path
    return inner.stem


def _name(path: Path, root: Path) -> str:
    """The name of the source in the file ``path`` of ``root``: one, whatever the file system does to accents.

    That of a text is without its suffix. Other formats keep theirs: a page may lie beside its text.
    """
    if str(path) == STANDARD_INPUT:
        return "standard-input"
    suffix = path.suffix.lower()
    kept = suffix in SUFFIXES and suffix not in TEXT.suffixes
    within = path.relative_to(root)
    return unicodedata.normalize("NFC", (within if kept else within.with_suffix("")).as_posix())
