"""Reads the chats that phones export as text (WhatsApp): each message begins with its time and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.model import BlockType
from xpkg.readers.plain import decoded
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader

_STAMP = (
    r"[\u200e\u200f]?\[?(?P<one>\d{1,4})[./-](?P<two>\d{1,2})[./-](?P<three>\d{2,4}),?\s+"
    r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?)(?:\]|\s++-)\s++"
)
_MESSAGE = re.compile(rf"{_STAMP}(?P<words>.*)")
_FROM = re.compile(r"[\u200e\u200f]?(?P<name>[^:]{1,60}):\s++(?P<words>.*)", re.S)
_LEFT_OUT = re.compile(r"[\u200e\u200f]?<[^<>]{3,40}>|[\u200e\u200f](?:\w+ ){1,2}omitted")
"""What stands for a picture or a voice."""
_LOOKED_AT = 4_000
"""Bytes by which a chat is told."""
_FEWEST = 2
"""Messages of a chat."""


def _read(data: bytes, given: Given) -> Iterator[Document]:
    lines = decoded(data, given)[0].removeprefix("\ufeff").splitlines()
    stamps: list[re.Match[str]] = []
    pieces: list[Piece] = []
    for number, line in enumerate(lines, start=1):
        if stamp := _MESSAGE.match(line):
            stamps.append(stamp)
            when = line[: stamp.start("words")].strip("[] -\u200e\u200f")
            pieces.append(Piece(stamp["words"], path=f"line {number}, {when}"))
        elif pieces and line.strip():
            last = pieces[-1]
            pieces[-1] = Piece(f"{last.words}\n{line.strip()}", path=last.path)
    if pieces:
        yield Document(tuple(map(_told, pieces)), tuple(_facts(stamps)))


def _told(piece: Piece) -> Piece:
    """A message with who wrote it before it; what the program notes itself stands beside the chat."""
    match = _FROM.fullmatch(piece.words)
    words = match["words"].strip() if match else piece.words
    if match is None or _LEFT_OUT.fullmatch(words):
        return Piece(words, BlockType.BOILERPLATE, path=piece.path)
    return Piece(f"{match['name']}: {' '.join(match['words'].split())}", path=piece.path)


def _facts(stamps: list[re.Match[str]]) -> Iterator[Fact]:
    """The day of the first message, where the order of day and month is told by any of them."""
    first = stamps[0]
    if len(first["one"]) == 4:
        year, month, day = first["one"], first["two"], first["three"]
    elif any(int(each["one"]) > 12 for each in stamps):
        day, month, year = first["one"], first["two"], first["three"]
    elif any(int(each["two"]) > 12 for each in stamps):
        month, day, year = first["one"], first["two"], first["three"]
    else:
        return
    yield Fact("issued", f"{int(year) % 2000 + 2000:04}-{int(month):02}-{int(day):02}", "first message")


def _is_chat(data: bytes, name: str) -> bool:
    """Whether half of the first lines, and two or more, begin as messages do."""
    head = data[:_LOOKED_AT].decode("utf-8", "ignore").removeprefix("\ufeff")
    lines = [line for line in head.splitlines() if line.strip()]
    found = sum(_MESSAGE.match(line) is not None for line in lines)
    return found >= max(_FEWEST, len(lines) / 2)


CHAT = Reader("chat", 1, "text/plain", (), _is_chat, _read)
