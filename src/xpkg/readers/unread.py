"""Tells what a file is that no reader takes, and what may be done with it."""

from __future__ import annotations

import re

_KINDS = (
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an older Word, Excel, PowerPoint or Outlook",
     "save it in a newer format (.docx, .xlsx, .pptx, .eml)"),
    (rb"\x89PNG|\xff\xd8\xff|II\*\x00|MM\x00\*|GIF8|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)|BM.{12}\x28\x00",
     "a picture", "put its words in a PDF (tesseract FILE out pdf)"),
    (rb"ID3|\xff[\xfb\xf3\xf2]|RIFF.{4}(?:WAVE|AVI)|OggS|fLaC|\x1aE\xdf\xa3|.{4}ftyp", "sound or film",
     "read its transcript or subtitles (.txt, .srt, .vtt)"),
    (rb"PK\x03\x04|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|.{257}ustar", "an archive of files", "unpack it"),
    (rb"!BDN", "a mailbox of Outlook", "export it as .eml or .mbox (readpst does)"),
    (rb"SQLite format 3", "a database", "export its texts as CSV or JSON"),
    (rb"\s*BEGIN:V(?:CALENDAR|CARD)", "a calendar or address book", "no text is read from it"),
    (rb".{0,3000}?(?<![^\n])\\(?:documentclass|documentstyle)\b", "LaTeX, whose commands would be read as words",
     "read the PDF that it makes"),
)  # fmt: skip
"""How a file begins, what it is, and what may be done."""
_LOOKED_AT = 4_000


def kind_unread(data: bytes) -> str:
    """What a file is that begins like ``data`` and that no reader takes, with a piece of advice; else empty.

    >>> kind_unread(b"BZh91AY"), kind_unread(b"A ferry sank.")
    ('an archive of files: unpack it', '')
    """
    head = data[:_LOOKED_AT]
    return next((f"{told}: {advice}" for form, told, advice in _KINDS if re.match(form, head, re.S)), "")
