"""Reads text files and what the manifest records about them into sources."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from xpkg.corpus.language import language_of
from xpkg.corpus.manifest import MANIFEST, Manifest, read_manifest
from xpkg.errors import InputError
from xpkg.model import Damage, Mend, Metadata, Source
from xpkg.text.blocks import opens_story
from xpkg.text.mending import find_mends, read

__all__ = ["LARGEST", "MANIFEST", "Corpus", "read_corpus", "read_source", "source_of"]

LARGEST = 10_000_000
"""Bytes of the largest file that is read: more than any book, less than would fill the memory."""

_BOM = "\ufeff"
_UNREADABLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""The general categories of what nobody sees: controls, marks of format, blanks."""
_MARKUP = re.compile(r"\s*(?:<!doctype\b|<\?xml\b|<(?:html|head|body)[\s>]|\{\\rtf\d)", re.I)
_LONGEST_TITLE = 120
_TEXTS = (".txt", ".text")
_OTHER_KIND = re.compile(r"\.[A-Za-z]\w{0,9}")
"""A suffix that tells a kind of file; what stands behind other points (``minutes.2019``) is part of a name."""


class Corpus(NamedTuple):
    """What was read. ``problems`` cost a text each; ``warnings`` cost none.

    ``unread`` are the names of sources whose files are there and could not be read: no ground to think them gone.
    """

    sources: tuple[Source, ...]
    problems: tuple[InputError, ...]
    warnings: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_corpus(paths: Iterable[Path]) -> Corpus:
    """The sources under ``paths`` (``.txt`` files, or folders of them), by name, and what could not be read.

    A folder's ``manifest.toml`` has a table for each file. A source's name is the file's path in its folder without
    the suffix. A file that fails is left out and reported; so is a second file of the same text or the same name.
    What a folder has beside its texts is told by kind and number, hidden files and manifests aside.
    """
    problems: list[InputError] = []
    warnings: list[str] = []
    unread: set[str] = set()
    found: dict[str, tuple[Path, Path]] = {}  # by what they really are: a file given twice is read once
    for path, root in sorted(_files(paths, problems, warnings)):
        found.setdefault(os.path.realpath(path), (path, root))
    manifests: dict[Path, Manifest | InputError | None] = {}
    sources: dict[str, Source] = {}
    texts: dict[str, str] = {}
    for path, root in sorted(found.values()):
        if root not in manifests:
            manifests[root] = _manifest(root, problems, warnings)
        manifest = manifests[root]
        if isinstance(manifest, InputError):
            unread.add(_name(path, root))
            continue  # reported; without its manifest a text would get another title and no date
        try:
            source, faults = read_source(path, root, manifest)
        except InputError as error:
            problems.append(error)
            unread.add(_name(path, root))
            continue
        if source.sha256 in texts:
            problems.append(InputError(f"{path}: the same text as {texts[source.sha256]!r}; left out"))
        elif source.name in sources:
            problems.append(InputError(f"{path}: another source is named {source.name!r}; rename one; left out"))
        else:
            sources[source.name] = source
            texts[source.sha256] = source.name
            warnings.extend(faults)
    ordered = tuple(sources[name] for name in sorted(sources))
    return Corpus(ordered, tuple(problems), tuple(sorted(warnings)), tuple(sorted(unread - set(sources))))


def _manifest(root: Path, problems: list[InputError], warnings: list[str]) -> Manifest | InputError | None:
    if not (root / MANIFEST).is_file():
        return None
    try:
        manifest = read_manifest(root / MANIFEST)
    except InputError as error:
        problems.append(InputError(f"{error}; the folder's texts are left out"))
        return error
    warnings.extend(
        f"{manifest.path}: {name!r} ignored: it stands outside the tables, of which each file has one: [\"FILE.txt\"]"
        for name in manifest.stray
    )
    problems.extend(
        InputError(manifest.fault(name, "no such file in this folder"))
        for name in manifest.tables if not (root / name).is_file()
    )  # fmt: skip
    return manifest


def _files(
    paths: Iterable[Path], problems: list[InputError], warnings: list[str]
) -> Iterator[tuple[Path, Path]]:
    """Every text file with the folder that its name counts from. Links to folders are not followed: no loops."""
    for path in paths:
        if path.is_dir():
            any_file = False
            for file in _inside(path, problems, warnings):
                any_file = True
                yield file, path
            if not any_file:
                problems.append(InputError(f"{path}: no .txt file in this folder"))
        elif path.is_file():
            if _OTHER_KIND.fullmatch(path.suffix) and path.suffix.lower() not in _TEXTS:
                problems.append(InputError(f"{path}: {_what_to_do(path.suffix)}"))
            else:
                yield path, path.parent
        elif path.exists():
            problems.append(InputError(f"{path}: neither a file nor a folder"))
        else:
            problems.append(InputError(f"{path}: no such file or folder"))


def _what_to_do(suffix: str) -> str:
    return f"{suffix} files are not read; save what it says as plain text, in a file whose name ends in .txt"


def _inside(root: Path, problems: list[InputError], warnings: list[str]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(InputError(f"{error.filename}: the folder cannot be read: {error.strerror}"))

    others: Counter[str] = Counter()
    for folder, folders, names in os.walk(root, onerror=unreadable):
        if "snapshots" in folders and {"current", "lock"} & set(names):
            folders.clear()  # a store of xpkg's own, perhaps the one that is built
            continue
        hidden = any(part.startswith(".") for part in Path(folder).relative_to(root).parts)
        for name in names:
            if not name.lower().endswith(".txt"):
                if not hidden and not name.startswith(".") and name != MANIFEST:
                    others[Path(name).suffix.lower()] += 1
                continue
            path = Path(folder, name)
            if path.is_file():
                yield path
            else:
                problems.append(InputError(f"{path}: a link to nothing, or no file"))
    if others:
        ordered = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
        counted = ", ".join(f"{number} {suffix or 'without a suffix'}" for suffix, number in ordered)
        warnings.append(f"{root}: {counted} not read: only .txt files are; save what they say as plain text")


def _name(path: Path, root: Path) -> str:
    """The name of the source in the file ``path`` of ``root``: one, whatever the file system does to accents."""
    return unicodedata.normalize("NFC", path.relative_to(root).with_suffix("").as_posix())


def read_source(path: Path, root: Path, manifest: Manifest | None = None) -> tuple[Source, tuple[str, ...]]:
    """The source in the file ``path`` of the folder ``root``, and warnings about what its manifest says of it.

    Raises InputError, saying where, if it is no text.
    """
    within = path.relative_to(root)
    try:
        str(within).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{str(path)!a}: the file's name is not UTF-8; rename it") from error
    source, mends = _source_and_mends(_name(path, root), _text(path), path.stem)
    damage = _damage(path, mends)
    if manifest is None:
        return source, damage
    metadata, warnings = manifest.metadata(within.as_posix(), source.metadata)
    return replace(source, metadata=metadata), (*warnings, *damage)


def _damage(path: Path, mends: Sequence[Mend]) -> tuple[str, ...]:
    """The line that tells what of a text is damaged and how it is read; empty for nearly every text."""
    counts: Counter[Damage] = Counter(mend.damage for mend in mends if mend.damage is not Damage.LINE_BREAK)
    if not counts:
        return ()
    told = ", ".join(f"{_TOLD[damage].format(counts[damage])}" for damage in Damage if counts[damage])
    return (f"{path}: damaged text is read as it was meant ({told}); what is stored stays as it is",)


_TOLD = {
    Damage.LINE_END: "{} words parted at line ends",
    Damage.ENTITY: "{} HTML entities",
    Damage.ENCODING: "{} characters decoded twice",
}


def source_of(name: str, text: str, title: str = "") -> Source:
    """The source ``name`` that says ``text``; its title is the first line, if that is one, else ``title`` or ``name``.

    Raises InputError, beginning with ``name``, if it is no text: without a visible character, or markup.
    """
    return _source_and_mends(name, text, title)[0]


def _source_and_mends(name: str, text: str, title: str) -> tuple[Source, tuple[Mend, ...]]:
    """The source, and what of its text is damaged."""
    _check(name, text)
    mends = find_mends(text)
    meant = read(text, mends).text
    metadata = Metadata(_title(meant, title or name), language=language_of(meant))
    return Source(name, text, hashlib.sha256(text.encode()).hexdigest(), metadata), mends


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{path}: {size:,} bytes; the largest text that is read has {LARGEST:,}; split it")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if b"\0" in data:
        raise InputError(f"{path}: byte {data.index(0)} is NUL: a binary file, or UTF-16; save it as UTF-8 text")
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}, byte {error.start}: not UTF-8; save the file as UTF-8") from error
    _check(str(path), text)
    return text


def _check(where: str, text: str) -> None:
    if all(unicodedata.category(each) in _UNREADABLE for each in text):
        raise InputError(f"{where}: the text is empty, or has nothing in it but blanks and control characters")
    if _MARKUP.match(text):
        raise InputError(f"{where}: HTML, XML or RTF, whose tags would be read as words; save it as plain text")


def _title(text: str, otherwise: str) -> str:
    first = text.strip().splitlines()[0].strip()
    return first if len(first) <= _LONGEST_TITLE and not opens_story(first) else otherwise
