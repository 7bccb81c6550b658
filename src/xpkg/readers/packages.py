"""Opens files that are zip archives or XML inside, safely: nothing is unpacked that is too large, no entity is read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from xpkg.errors import InputError
from xpkg.readers.reader import MOST_BYTES, library

_MOST_FILES = 20_000
_RATIO = 500
"""How many times larger a file inside may be than it is packed; text is packed to a tenth, seldom to a hundredth."""
_SMALL = 1_000_000
"""Bytes up to which nobody asks how a file was packed."""


class Package:
    """A zip archive in memory. Raises InputError, beginning with ``name``, where it is damaged or unsafe."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise InputError(f"{name}: the packed file is damaged: {error}") from error
        if len(self._zip.infolist()) > _MOST_FILES:
            raise InputError(f"{name}: more than {_MOST_FILES:,} files in it")

    def names(self) -> list[str]:
        """The names of the files inside, in order of the archive."""
        return self._zip.namelist()

    def read(self, inner: str) -> bytes:
        """The bytes of the file ``inner``; none where there is no such file."""
        try:
            about = self._zip.getinfo(inner)
        except KeyError:
            return b""
        if about.file_size > _SMALL and about.file_size > _RATIO * max(1, about.compress_size):
            raise InputError(f"{self._name}: {inner} is {about.file_size:,} bytes when unpacked; it is not read")
        self._left -= about.file_size
        if self._left < 0:
            raise InputError(f"{self._name}: more than {MOST_BYTES:,} bytes when unpacked")
        try:
            with self._zip.open(about) as file:
                data = file.read(about.file_size + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise InputError(f"{self._name}: {inner} cannot be unpacked: {error}") from error
        if len(data) > about.file_size:
            raise InputError(f"{self._name}: {inner} is larger than the archive says")
        return data

    def xml(self, inner: str) -> Any:
        """The file ``inner`` as a tree of XML, or None where there is none."""
        data = self.read(inner)
        return xml_of(data, self._name) if data else None


def xml_of(data: bytes, name: str) -> Any:
    """``data`` as a tree of XML; no entity is put in place, nothing is fetched. Raises InputError for none."""
    etree = library("lxml.etree", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: no well-formed XML: {error}") from error
    if tree.getroottree().docinfo.internalDTD is not None and any(True for _ in tree.iter(etree.Entity)):
        raise InputError(f"{name}: XML with entities of its own; it is not read")
    return tree


def is_package(data: bytes) -> bool:
    """Whether ``data`` begins as a zip archive does."""
    return data[:4] == b"PK\x03\x04"


def holds(data: bytes, *needles: bytes) -> bool:
    """Whether an archive's bytes have one of ``needles``: names of files stand in them as they are."""
    return is_package(data) and any(needle in data for needle in needles)


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
