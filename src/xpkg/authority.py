"""Reads the authority files: one TSV a kind, whose rows are identities and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from xpkg.errors import InputError
from xpkg.iris import Iris
from xpkg.model import Authority, AuthorityEntry, Entity, Gender, Kind

FILES: Mapping[str, Kind] = {
    "people.tsv": Kind.PERSON,
    "organizations.tsv": Kind.ORGANIZATION,
    "groups.tsv": Kind.GROUP,
    "places.tsv": Kind.PLACE,
    "works.tsv": Kind.DOCUMENT,
}
"""The files of an authority folder, in the order in which their entries are numbered."""

COLUMNS = (
    "kind", "label", "phrase", "subtype", "gender", "kin", "aliases", "short", "titles", "adjectives", "native",
    "source",
)  # fmt: skip
"""Every column that a file may have; ``label`` it must have. Lists are separated by ``|``. ``source`` says where it is
stated that there is such a thing; where a file has that column, no row may leave it empty."""

_Identity = tuple[Kind, str, str]
_WIKIDATA = re.compile(r"Wikidata Q?|Q\d", re.IGNORECASE)
_ITEM = re.compile(r"Wikidata Q[1-9]\d*", re.ASCII)
_BCP47 = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with where it stands, for errors."""

    file: str
    line: int
    cells: Mapping[str, str]

    def fail(self, why: str) -> InputError:
        return InputError(f"{self.file}, line {self.line}: {why}")

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def listed(self, column: str) -> tuple[str, ...]:
        """The parts of a list. Raises InputError for an empty or repeated part."""
        cell = self.cell(column)
        if not cell:
            return ()
        parts = tuple(part.strip() for part in cell.split("|"))
        if "" in parts or len(set(parts)) < len(parts):
            raise self.fail(f"an empty or repeated part in {column}: {cell!r}")
        return parts


def load_authority(folder: Path, own: Sequence[Path] = ()) -> Authority:
    """All entries of the authority files in ``folder``, file by file in the order of ``FILES``, rows in their order.

    A file may be absent. The rows of the files ``own``, which users bring, come behind them. Such a row takes the place
    of one in ``folder`` with the same identity, and its source names the file. Raises InputError, with file and line,
    for a row that is no entry and for two rows of one identity; for a folder with none of the files; for a ``kin``
    that names no place.
    """
    present = tuple((name, (folder / name).read_bytes()) for name in FILES if (folder / name).is_file())
    if not present:
        raise InputError(f"{folder}: no authority files here ({', '.join(FILES)})")
    return _read(folder, present, tuple((path, _bytes(path)) for path in own))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


@lru_cache(maxsize=2)
def _read(folder: Path, present: tuple[tuple[str, bytes], ...], own: tuple[tuple[Path, bytes], ...] = ()) -> Authority:
    """The entries of the files that are ``present``, each a name and what is in it, and of users' ``own``; the last
    ones are kept."""
    entries = _entries((row, FILES[name]) for name, data in present for row in _rows(folder / name, data))
    brought = _entries((row, _kind(row, path)) for path, data in own for row in _rows(path, data))
    together = {**entries, **brought}
    places = {entry.label for _, entry in together.values() if entry.kind is Kind.PLACE}
    for row, entry in together.values():
        if entry.kin and places and entry.kin not in places:
            raise row.fail(f"kin {entry.kin!r} is no place of places.tsv")
    return Authority(tuple(_brought(entry, row) if key in brought else entry for key, (row, entry) in together.items()))


def _entries(rows: Iterable[tuple[_Row, Kind]]) -> dict[_Identity, tuple[_Row, AuthorityEntry]]:
    """The entries of ``rows``, each with its row, by what tells one from another. Raises InputError for two alike."""
    found: dict[_Identity, tuple[_Row, AuthorityEntry]] = {}
    for row, kind in rows:
        entry = read_entry(row, kind)
        identity = (entry.kind, entry.label, entry.phrase)
        if identity in found:
            first = found[identity][0]
            where = f"line {first.line}" if first.file == row.file else f"{first.file}, line {first.line}"
            raise row.fail(f"{entry.label!r} stands on {where} already; a phrase tells namesakes apart")
        found[identity] = row, entry
    return found


def _kind(row: _Row, path: Path) -> Kind:
    """The kind of a row that a user brings: that of its column, or of a file with the name of one of ``FILES``."""
    named = row.cell("kind")
    if not named and path.name in FILES:
        return FILES[path.name]
    if named not in [kind.value for kind in FILES.values()]:
        kinds = ", ".join(kind.value for kind in FILES.values())
        raise row.fail(f"the column 'kind' has one of {kinds} in each row, not {named!r}")
    return Kind(named)


def _brought(entry: AuthorityEntry, row: _Row) -> AuthorityEntry:
    """``entry`` with the file it comes from in its source."""
    name = Path(row.file).name
    return replace(entry, source=f"{entry.source} ({name})" if entry.source else name)


def read_entry(row: _Row, kind: Kind) -> AuthorityEntry:
    """The entry of one row. Raises InputError with file and line."""
    label = row.cell("label")
    if not label:
        raise row.fail("no label")
    gender = row.cell("gender")
    if gender not in ("", *Gender):
        raise row.fail(f"gender is 'f', 'm' or nothing, not {gender!r}")
    aliases, short = row.listed("aliases"), row.listed("short")
    for name in (*aliases, *short):
        if name == label:
            raise row.fail(f"{name!r} is the label already")
    if twice := set(aliases) & set(short):
        raise row.fail(f"both an alias and a short name: {', '.join(sorted(twice))}")
    source = row.cell("source")
    if not source and "source" in row.cells:
        raise row.fail("no source: say where it is stated that there is such a thing")
    if _WIKIDATA.match(source) and not _ITEM.fullmatch(source):
        raise row.fail(f"a source in Wikidata is 'Wikidata Q…', not {source!r}")
    return AuthorityEntry(
        kind=kind,
        label=label,
        phrase=row.cell("phrase"),
        aliases=aliases,
        short=short,
        native=tuple(_native(row)),
        gender=Gender(gender) if gender else None,
        kin=row.cell("kin"),
        subtype=row.cell("subtype"),
        adjectives=row.listed("adjectives"),
        titles=row.listed("titles"),
        source=source,
    )


def as_entity(entry: AuthorityEntry) -> Entity:
    """The entity that an entry is the identity of; its IRI is that of every document that names it.

    ``short`` is left out: it names the thing only where a document lets it.
    """
    return Entity(entry.kind, entry.label, entry.phrase, entry.aliases, entry.native, known=True, subtype=entry.subtype)


def curie_of(entry: AuthorityEntry) -> str:
    """The entry's IRI under the id base, whatever that is: ``xpkgid:person/SLUG-HASH``.

    >>> curie_of(AuthorityEntry(Kind.PERSON, "Xi Jinping"))
    'xpkgid:person/xi-jinping-14de1edaca'
    """
    iris = Iris()
    return "xpkgid:" + iris.entity(as_entity(entry)).value.removeprefix(f"{iris.base}id/")


def _rows(path: Path, data: bytes) -> Iterator[_Row]:
    """The rows of a TSV file with a header. Raises InputError for what is no UTF-8, an unknown column, a ragged row."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})") from error
    # Not splitlines(): only a line feed ends a row, and other line separators inside a cell are a fault to report.
    lines = text.removesuffix("\n").split("\n")
    header = lines[0].split("\t")
    if unknown := [name for name in header if name not in COLUMNS]:
        raise InputError(f"{path}, line 1: unknown column {unknown[0]!r}")
    if "label" not in header or len(set(header)) < len(header):
        raise InputError(f"{path}, line 1: the header needs 'label', and each column once")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InputError(f"{path}, line {number}: {len(cells)} cells, the header has {len(header)}")
        row = _Row(str(path), number, dict(zip(header, cells, strict=True)))
        for cell in cells:
            if cell != " ".join(cell.split()):
                raise row.fail(f"blanks at an end, doubled or unusual: {cell!r}")
        yield row


def _native(row: _Row) -> Iterator[tuple[str, str]]:
    for part in row.listed("native"):
        tag, colon, name = part.partition(":")
        if not colon or not name or not _BCP47.fullmatch(tag):
            raise row.fail(f"a native name is TAG:NAME with a BCP 47 tag, not {part!r}")
        yield tag, name
