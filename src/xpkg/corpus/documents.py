"""Makes sources of the documents that a reader read in a file, with what is recorded about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from xpkg.corpus.language import contradicts, language_of
from xpkg.corpus.manifest import read_field
from xpkg.corpus.responses import ResponseRecord
from xpkg.corpus.texts import check_text, digest_of_text, source_and_mends, title_of
from xpkg.corpus.texts import damage as told_damage
from xpkg.errors import InputError
from xpkg.iris import is_web_address
from xpkg.model import BlockType, Hyperlink, Metadata, Original, Part, Source, Span
from xpkg.readers import Document, Piece
from xpkg.readers.shortcodes import without_shortcodes

_FIELDS = tuple(each.name for each in fields(Metadata))
_BETWEEN = "\n\n"
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Soft hyphens, marks of direction and of no width, control characters: nobody reads them, and they part words."""
_LINES = re.compile(r"[ \t\xa0]*[\r\n\u2028\u2029][\s\xa0]*")
_BLANKS = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u3000]+")
_UNSAFE = re.compile(r"[/\\\s]+")


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: its name in the folder, its stem, the SHA-256 of its bytes, its documents."""

    path: str
    name: str
    stem: str
    file_name: str
    sha256: str
    documents: tuple[Document, ...] = field(repr=False)


def sources_in(file: FileRead) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """The sources of ``file``, each with warnings. A document without text is left out, with a line of its own."""
    alone = len(file.documents) == 1 and not file.documents[0].name
    for number, document in enumerate(file.documents, start=1):
        name = file.name if alone else f"{file.name}/{_segment(document.name) or number}"
        stem = file.stem if alone else f"{file.stem} {document.name or number}"
        where = file.path if alone else f"{file.path}, {document.name or number}"
        yield _source(name, stem, where, file, document)


def _segment(name: str) -> str:
    """``name`` as one part of a source's name."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-.")[:80]


def _source(name: str, stem: str, where: str, file: FileRead, document: Document) -> tuple[Source, tuple[str, ...]]:
    original = Original(file.file_name, document.media_type, file.sha256, document.reader)
    verbatim = _verbatim(document)
    if verbatim is not None:
        source, mends = source_and_mends(name, verbatim, stem)
        warnings = told_damage(where, mends)
        source = replace(source, original=original)
    else:
        text, parts = joined(document.pieces)
        check_text(where, text)
        warnings = ()
        metadata = Metadata(_title(text, parts, stem), language=language_of(text))
        source = Source(name, text, digest_of_text(text), metadata, original, parts)
    warnings += tuple(f"{where}: {each}" for each in document.warnings)
    seen = source.metadata.language
    metadata, told_by = with_facts(source.metadata, document)
    if metadata.language and seen and contradicts(metadata.language, seen, source.text):
        warnings += (f"{where}: read as {seen!r}, by its words, though it says {metadata.language!r} of itself",)
        metadata = replace(metadata, language=seen)
        told_by = tuple(each for each in told_by if each[0] != "language")
    return replace(source, metadata=metadata, told_by=told_by), warnings


def _verbatim(document: Document) -> str | None:
    """The text of a document whose reader only decoded it, else None."""
    only = document.pieces[0] if len(document.pieces) == 1 else None
    return only.words if only and not only.path and only.page is None and only.type is None else None


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Part, ...]]:
    """The text of ``pieces``, blank lines between them, and where each stands in it.

    Raises InputError where no piece has a word.
    """
    text: list[str] = []
    parts: list[Part] = []
    at = 0
    for piece in without_shortcodes(pieces):
        words = _plain(piece.words)
        if not words:
            continue
        if text:
            text.append(_BETWEEN)
            at += len(_BETWEEN)
        text.append(words)
        span = Span(at, at + len(words))
        parts.append(Part(span, piece.type, piece.page, piece.path, _link(piece.link), _plain(piece.title)))
        at += len(words)
    return "".join(text), tuple(parts)


def _link(link: Hyperlink | None) -> Hyperlink | None:
    """``link`` with its words as the text has them; None where it leads to no web address."""
    if link is None or not is_web_address(link.url):
        return None
    return Hyperlink(_plain(link.words), link.url)


def _plain(words: str) -> str:
    """``words`` in one line, composed, without what nobody sees."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", words))
    return _BLANKS.sub(" ", _LINES.sub(" ", seen)).strip()


def _title(text: str, parts: tuple[Part, ...], otherwise: str) -> str:
    for part in parts:
        if part.type is BlockType.TITLE:
            return part.span.cut(text)
    return title_of(text, otherwise)


def with_facts(metadata: Metadata, document: Document) -> tuple[Metadata, tuple[tuple[str, str], ...]]:
    """``metadata`` with what ``document`` says of itself, and what told each field."""
    values: dict[str, object] = {}
    tellers: dict[str, str] = {}
    for fact in document.facts:
        again = fact.field == "creators" and tellers.get("creators") == fact.teller
        if fact.field not in _FIELDS or (fact.field in values and not again):
            continue
        try:
            value = read_field(fact.field, [fact.value] if fact.field == "creators" else fact.value)
        except ValueError:
            continue  # the document's own fault; the next that tells of the field may do better
        known = values.get(fact.field, ())
        values[fact.field] = (*known, *value) if again and isinstance(known, tuple) else value
        tellers[fact.field] = fact.teller
    if isinstance(creators := values.get("creators"), tuple):
        values["creators"] = tuple(dict.fromkeys(creators))
    return _with(metadata, values), tuple(sorted(tellers.items()))


def _with(metadata: Metadata, values: Mapping[str, object]) -> Metadata:
    try:
        return replace(metadata, **values)  # type: ignore[arg-type]  # each value was read as its field is
    except TypeError as error:
        raise InputError(f"a field that is none: {error}") from error


def fetched(source: Source, record: ResponseRecord) -> Source:
    """``source`` with what the headers of its file tell: its address, where the file itself names none, and the day."""
    tellers = dict(source.told_by)
    metadata = replace(source.metadata, retrieved=record.retrieved[:10])
    tellers["retrieved"] = "headers"
    if metadata.url is None:
        metadata = replace(metadata, url=record.url)
        tellers["url"] = "headers"
    return replace(source, metadata=metadata, told_by=tuple(sorted(tellers.items())))
