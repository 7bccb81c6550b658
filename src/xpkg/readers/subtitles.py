"""Reads subtitles (SubRip, WebVTT) as the transcript that they are: lines joined to what one speaker says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xpkg.model import BlockType
from xpkg.readers.plain import decoded
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader, has_suffix

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*(?P<begin>{_TIME})\s+-->\s+(?P<end>{_TIME})")
_TIMED = re.compile(rb"^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s+\d", re.M)
_BLANK = re.compile(r"\n[ \t]*\n")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s++(?P<name>[^<>]+)>")
_TAG = re.compile(r"</?[^<>]{0,80}>|\{\\[^{}]{1,80}\}")
_LANGUAGE = re.compile(r"^Language:\s*([A-Za-z-]{2,20})\s*$", re.M)
_NEW_SPEAKER = re.compile(r"(?:>>+|[-–—])\s+(?=\S)|(?=[A-Z][A-Z.’' -]{1,40}:\s)")
"""With what a line opens where somebody else speaks: ">> ", "- ", "CHAIR: "."""
_SOUND = re.compile(r"[(\[♪♫][^()\[\]]*[)\]♪♫]?")
"""A line of what is heard and nobody says: "[applause]", "♪ music ♪"."""
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_PAUSE = 2.0
"""Seconds: behind such a pause a sentence that has ended ends its paragraph."""
_LONG = 800
"""Characters of a paragraph behind which the end of a sentence ends it."""


@dataclass(slots=True)
class _Said:
    """What one speaker says, from a time on."""

    begin: str
    speaker: str = ""
    words: list[str] = field(default_factory=list)
    end: float = 0.0

    def text(self) -> str:
        return " ".join(self.words)


def _read(data: bytes, given: Given) -> Iterator[Document]:
    text = decoded(data, given)[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    pieces = tuple(_pieces(text))
    if pieces:
        language = _LANGUAGE.search(text.partition("-->")[0])
        yield Document(pieces, (Fact("language", language[1], "header"),) if language else ())


def _pieces(text: str) -> Iterator[Piece]:
    said: _Said | None = None
    last: list[str] = []
    for begin, end, lines in _cues(text):
        shown = [" ".join(_TAG.sub("", _VOICE.sub("", line)).split()) for line in lines]
        for line, words in zip(lines, map(html.unescape, shown), strict=True):
            if not words or words in last:  # subtitles that roll up show each line again
                continue
            voice = _VOICE.search(line)
            speaker = voice["name"].strip() if voice else said.speaker if said else ""
            if _SOUND.fullmatch(words):
                yield from _told(said)
                yield Piece(words, BlockType.BOILERPLATE, path=begin)
                said = None
                continue
            opens = _NEW_SPEAKER.match(words)
            if said is None or opens or speaker != said.speaker or _is_over(said, _seconds(begin)):
                yield from _told(said)
                said = _Said(begin, speaker)
            said.words.append(words[opens.end() :] if opens else words)
            said.end = _seconds(end)
        last = [html.unescape(each) for each in shown if each] or last
    yield from _told(said)


def _cues(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """When each cue begins and ends, and its lines; styles and notes have no times."""
    for block in _BLANK.split(text):
        lines = block.split("\n")
        at = next((number for number, line in enumerate(lines[:3]) if "-->" in line), None)
        if at is not None and (times := _TIMES.match(lines[at])):
            yield times["begin"], times["end"], lines[at + 1 :]


def _told(said: _Said | None) -> Iterator[Piece]:
    if said is not None:
        yield Piece(f"{said.speaker}: {said.text()}" if said.speaker else said.text(), path=said.begin)


def _is_over(said: _Said, begin: float) -> bool:
    """Whether a paragraph ends before what begins at a time: behind a sentence, in a pause or when it is long."""
    long = sum(map(len, said.words)) > _LONG
    return bool(_ENDED.search(said.words[-1])) and (begin - said.end > _PAUSE or long)


def _seconds(time: str) -> float:
    parts = [float(each) for each in time.replace(",", ".").split(":")]
    return sum(each * 60.0**power for power, each in enumerate(reversed(parts)))


def _is_vtt(data: bytes, name: str) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")


def _is_srt(data: bytes, name: str) -> bool:
    return has_suffix(name, ".srt") and bool(_TIMED.search(data[:2000]))


VTT = Reader("webvtt", 1, "text/vtt", (".vtt",), _is_vtt, _read)
SRT = Reader("subrip", 1, "application/x-subrip", (".srt",), _is_srt, _read)
