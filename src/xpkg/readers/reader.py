"""What a reader is: a function from the bytes of a format to documents, each of pieces and of facts about it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import TypeAlias

from xpkg.errors import InputError
from xpkg.model import BlockType, Hyperlink

MOST_BYTES = 200_000_000
"""Of what is unpacked from one file: an archive that says more of itself, or holds more, is not read."""
DEEPEST = 4
"""Files in files: a page in an archive in a packed file is the third."""
MOST_DOCUMENTS = 20_000
"""Of one file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a document, in the order of reading; ``type`` None leaves it to its words and neighbours.

    ``page`` counts from 1; ``path`` says where in the original it stands. ``link`` is the first that leads out of the
    document, where the piece may be a reference; ``title`` is what such a piece sets apart as the title of a work.
    """

    words: str
    type: BlockType | None = None
    page: int | None = None
    path: str = ""
    link: Hyperlink | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a document says of itself: a ``field`` of the metadata, its value, and what told it (``json-ld``, ``meta``).

    The first good fact about a field counts. Of creators all that come from the same teller do.
    """

    field: str
    value: str
    teller: str


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of one document. ``name`` tells it from others in the same file; empty where it is the only one.

    ``media_type`` is that of the file, ``reader`` those that read it, the outermost first; the registry sets both.
    """

    pieces: tuple[Piece, ...]
    facts: tuple[Fact, ...] = ()
    name: str = ""
    media_type: str = ""
    reader: str = ""
    warnings: tuple[str, ...] = ()


def _nothing(data: bytes, name: str) -> tuple[Document, ...]:
    """What is in a file inside a file, for who does not look into it."""
    return ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader is told beside the bytes: the file's name, and what the user said.

    ``within`` reads a file inside the file: its bytes and its name. ``url`` is where an archive found it.
    """

    file_name: str
    encoding: str = ""
    text_column: str = ""
    url: str = ""
    within: Callable[[bytes, str], tuple[Document, ...]] = field(default=_nothing, repr=False)


Read: TypeAlias = Callable[[bytes, Given], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. ``recognises`` decides by the content, and by the name where the content tells nothing.

    ``version`` grows when the same bytes would give other documents. ``library`` is the distribution that reads.
    ``opens`` is true where other readers read what is inside. ``besides`` tells what else changes the documents, such
    as the version of a program.
    """

    name: str
    version: int
    media_type: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Read
    library: str = ""
    opens: bool = False
    besides: Callable[[], str] = str

    def described(self) -> str:
        """The reader with its version and its library's, as the graph has it."""
        if not self.library:
            return f"{self.name} {self.version}"
        try:
            return f"{self.name} {self.version} ({self.library} {version(self.library)})"
        except PackageNotFoundError:
            return f"{self.name} {self.version} ({self.library})"


def library(module: str, name: str) -> ModuleType:
    """The optional library ``module`` for files like ``name``. Raises InputError, naming the extra, without it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = getattr(error, "name", None) or module
        raise InputError(f"{name}: {missing} is not installed: pip install 'xpkg[documents]'") from error


def has_suffix(name: str, *suffixes: str) -> bool:
    """Whether the file's name ends in one of ``suffixes``, whatever their capitals.

    >>> has_suffix("Page.HTML", ".htm", ".html")
    True
    """
    return name.lower().endswith(suffixes)
