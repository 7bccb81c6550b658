"""Saves what was fetched under a name that its address gives, with its headers beside it; overwrites nothing."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from email.message import Message
from pathlib import Path

from xpkg.corpus.responses import SUFFIX, ResponseRecord, beside, read_response
from xpkg.errors import FetchError, InputError, OutputError
from xpkg.fetching.addresses import Address
from xpkg.fetching.request import Response
from xpkg.readers import READERS, reader_of
from xpkg.readers.plain import TEXT, known_encoding
from xpkg.readers.reader import has_suffix

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 60
_KEPT_OUT = ("set-cookie", "set-cookie2")
"""Headers that name the visitor and say nothing of the page."""
_TEXTUAL = ("text/", "application/json", "application/xml", "application/x-ndjson")


def stem_of(address: Address) -> str:
    """The name of an address without a suffix: its host as a folder, the end of its path, a hash of all of it.

    >>> from xpkg.fetching.addresses import address_of
    >>> stem_of(address_of("https://courier.example/2021/dam.html?page=2"))
    'courier.example/dam-c0f7fadc'
    """
    host = _UNFIT.sub("-", address.origin.partition("://")[2].replace(":", "-")).strip("-.")
    last = address.target.partition("?")[0].rstrip("/").rpartition("/")[2]
    for suffix in (each for reader in READERS for each in reader.suffixes):
        if has_suffix(last, suffix):
            last = last[: -len(suffix)]
            break
    plain = _UNFIT.sub("-", last).strip("-.")[:_LONGEST] or "index"
    return f"{host or 'host'}/{plain}-{hashlib.sha256(str(address).encode()).hexdigest()[:8]}"


def saved_before(folder: Path, address: Address) -> Path | None:
    """The file in ``folder`` that was fetched from ``address`` by an earlier run, whole and as it was; else None."""
    place = folder / stem_of(address)
    for record in sorted(place.parent.glob(f"{place.name}.*{SUFFIX}")):
        path = record.with_name(record.name.removesuffix(SUFFIX))
        with suppress(OSError):
            told = read_response(path, path.read_bytes())
            if told is not None and told.requested == str(address):
                return path
    return None


def record_of(
    response: Response, asked: Address, redirects: tuple[str, ...], retrieved: str, agent: str
) -> ResponseRecord:
    """What is kept of how ``response`` came."""
    told = Message()
    told["Content-Type"] = response.header("content-type") or "application/octet-stream"
    charset = str(told.get_content_charset() or "")
    return ResponseRecord(
        url=str(response.address),
        requested=str(asked),
        redirects=redirects,
        retrieved=retrieved,
        media_type=told.get_content_type(),
        charset=charset if known_encoding(charset or "-") else "",
        sha256=hashlib.sha256(response.body).hexdigest(),
        agent=agent,
        headers=tuple((key, value) for key, value in response.headers if key.lower() not in _KEPT_OUT),
    )


def save(folder: Path, asked: Address, body: bytes, record: ResponseRecord) -> Path:
    """Writes ``body`` and its record, each in one step; the file's path.

    Raises FetchError where no reader takes such a file, or another one has its name. Raises OutputError where it
    cannot be written.
    """
    stem = stem_of(asked)
    path = folder / f"{stem}{_suffix(asked, body, record.media_type)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for place, data in ((path, body), (beside(path), record.written())):
            if not _put(place, data):
                if place == path and path.read_bytes() == body:
                    continue  # an earlier run was ended between the two
                raise FetchError(f"{asked}: {place} is there already, and is not overwritten; move it away")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    return path


def _suffix(asked: Address, body: bytes, media_type: str) -> str:
    """The suffix of a file with these bytes. Raises FetchError for what no reader takes."""
    name = asked.target.partition("?")[0].rpartition("/")[2] or "page"
    try:
        reader = reader_of(body, name)
        named = (each for each in READERS if each.media_type == media_type and each.suffixes)
        if reader is TEXT and (told := next(named, None)):
            reader = told if told.recognises(body, f"page{told.suffixes[0]}") else reader
    except InputError as error:
        raise FetchError(f"{asked}: {error}") from error
    unread = not reader.suffixes  # a picture, which no build takes out of a folder
    if unread or (reader is TEXT and not media_type.startswith(_TEXTUAL)):
        raise FetchError(f"{asked}: {media_type}, which no reader takes")
    own = next((each for each in reader.suffixes if has_suffix(name, each)), None)
    return own or reader.suffixes[0]


def _put(path: Path, data: bytes) -> bool:
    """Writes the file in one step; False where there is one already."""
    handle, name = tempfile.mkstemp(prefix=".fetched-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        try:
            os.link(name, path)
        except FileExistsError:
            return False
        return True
    finally:
        os.unlink(name)
