"""Reads text files and what the manifest records about them into sources."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from xpkg.corpus.language import language_of
from xpkg.corpus.manifest import MANIFEST, Manifest, read_manifest
from xpkg.errors import InputError
from xpkg.model import Metadata, Source
from xpkg.text.blocks import opens_story

__all__ = ["LARGEST", "MANIFEST", "read_corpus", "read_source"]

LARGEST = 10_000_000
"""Bytes of the largest file that is read: more than any book, less than would fill the memory."""

_BOM = "\ufeff"
_MARKUP = re.compile(r"\s*(?:<!doctype\b|<\?xml\b|<(?:html|head|body)[\s>]|\{\\rtf\d)", re.I)
_LONGEST_TITLE = 120


def read_corpus(paths: Iterable[Path]) -> tuple[tuple[Source, ...], tuple[InputError, ...]]:
    """The sources under ``paths`` (``.txt`` files, or folders of them), by name, and what could not be read.

    A folder's ``manifest.toml`` has a table for each file. A source's name is the file's path in its folder without
    the suffix. A file that fails is left out and reported; so is a second file of the same text or the same name.
    """
    problems: list[InputError] = []
    found: dict[str, tuple[Path, Path]] = {}  # by what they really are: a file given twice is read once
    for path, root in sorted(_files(paths, problems)):
        found.setdefault(os.path.realpath(path), (path, root))
    manifests: dict[Path, Manifest | InputError | None] = {}
    sources: dict[str, Source] = {}
    texts: dict[str, str] = {}
    for path, root in sorted(found.values()):
        if root not in manifests:
            manifests[root] = _manifest(root, problems)
        manifest = manifests[root]
        if isinstance(manifest, InputError):
            continue  # reported; without its manifest a text would get another title and no date
        try:
            source = read_source(path, root, manifest)
        except InputError as error:
            problems.append(error)
            continue
        if source.sha256 in texts:
            problems.append(InputError(f"{path}: the same text as {texts[source.sha256]!r}; left out"))
        elif source.name in sources:
            problems.append(InputError(f"{path}: another source is named {source.name!r}; rename one; left out"))
        else:
            sources[source.name] = source
            texts[source.sha256] = source.name
    return tuple(sources[name] for name in sorted(sources)), tuple(problems)


def _manifest(root: Path, problems: list[InputError]) -> Manifest | InputError | None:
    if not (root / MANIFEST).is_file():
        return None
    try:
        manifest = read_manifest(root / MANIFEST)
    except InputError as error:
        problems.append(InputError(f"{error}; the folder's texts are left out"))
        return error
    problems.extend(
        manifest.fault(name, "no such file in this folder") for name in manifest.tables if not (root / name).is_file()
    )
    return manifest


def _files(paths: Iterable[Path], problems: list[InputError]) -> Iterator[tuple[Path, Path]]:
    """Every text file with the folder that its name counts from. Links to folders are not followed: no loops."""
    for path in paths:
        if path.is_dir():
            any_file = False
            for file in _inside(path, problems):
                any_file = True
                yield file, path
            if not any_file:
                problems.append(InputError(f"{path}: no .txt file in this folder"))
        elif path.is_file():
            yield path, path.parent
        elif path.exists():
            problems.append(InputError(f"{path}: neither a file nor a folder"))
        else:
            problems.append(InputError(f"{path}: no such file or folder"))


def _inside(root: Path, problems: list[InputError]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(InputError(f"{error.filename}: the folder cannot be read: {error.strerror}"))

    for folder, _, names in os.walk(root, onerror=unreadable):
        for name in names:
            if not name.lower().endswith(".txt"):
                continue
            path = Path(folder, name)
            if path.is_file():
                yield path
            else:
                problems.append(InputError(f"{path}: a link to nothing, or no file"))


def read_source(path: Path, root: Path, manifest: Manifest | None = None) -> Source:
    """The source in the file ``path`` of the folder ``root``. Raises InputError, saying where, if it is no text."""
    within = path.relative_to(root)
    try:
        str(within).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{str(path)!a}: the file's name is not UTF-8; rename it") from error
    text = _text(path)
    # One name whatever the file system does to accents.
    name = unicodedata.normalize("NFC", within.with_suffix("").as_posix())
    language = language_of(text)
    metadata = manifest.metadata(within.as_posix(), language) if manifest else None
    metadata = metadata or Metadata(_title(text, path), language=language)
    return Source(name, text, hashlib.sha256(text.encode()).hexdigest(), metadata)


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
    if not text.strip():
        raise InputError(f"{path}: the file is empty")
    if _MARKUP.match(text):
        raise InputError(f"{path}: HTML, XML or RTF, whose tags would be read as words; save it as plain text")
    return text


def _title(text: str, path: Path) -> str:
    first = text.strip().splitlines()[0].strip()
    return first if len(first) <= _LONGEST_TITLE and not opens_story(first) else path.stem
