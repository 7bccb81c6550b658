"""Reads e-mail: single messages, mailboxes, and pages that a browser saved as one (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby, islice, takewhile

from xpkg.errors import InputError
from xpkg.model import BlockType
from xpkg.readers.html.around import day_in
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader

_HEADER = re.compile(
    rb"(?:(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|sender|reply-to|"
    rb"content-type|dkim-signature|x-[\w-]{1,40}|snapshot-content-location)[ \t]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}",
    re.I,
)
_MAILBOX = re.compile(rb"From \S+ .{10,60}\r?\n(?=[\w-]+:)")
_SAVED_PAGE = re.compile(
    rb"^(?:snapshot-content-location:|from: <saved by |content-type:\s*multipart/related)", re.I | re.M
)
_QUOTED = re.compile(r"(?:>\s?)+")
_ATTRIBUTION = re.compile(r"(?:On|Am|Le)\b.{5,200}\b(?:wrote|schrieb|a écrit)\s?:$", re.S)
_ORIGINAL = re.compile(r"-{2,}\s*(?:original message|ursprüngliche nachricht)\s*-{2,}$", re.I | re.M)
_HEADED = re.compile(r"\*?From:\*?[ \t][^\n]++\n\*?(?:Sent|Date):\*?[ \t][^\n]++\n", re.M)
_HEADER_LINE = re.compile(r"\*?[A-Z][\w-]*+:\*?[ \t]")
"""As Outlook sets the headers of a message above its text."""
_HEADED_LINE = re.compile(r"From:\s.{3,200}?\s(?:Sent|Date):\s.{6,60}?\s(?:To|Subject):\s", re.S)
_CITED = re.compile(rb"<blockquote[^>]{0,200}\b(?:type=[\"']?cite|class=[\"']?gmail_quote)", re.I)
"""A quotation as programs of mail mark it, not as somebody who writes does."""
_FORWARDED = re.compile(
    r"^(?:-{2,}\s*forwarded message\s*-{2,}|begin forwarded message:)[ \t]*\n+"
    r"(?P<head>(?:[>* \t]*+[A-Z][\w-]*+:\*?[ \t][^\n]*+\n)++)",
    re.I | re.M,
)
_SIGNATURE = re.compile(r"--\s?$", re.M)
_SHORT = 44
"""Characters of a line that was not broken for want of room."""
_FEWEST_HEADERS = 3
_MOST_PARTS = 2_000
_DEEPEST = 8
_HEAD = 8_192


def _message(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _read_mail(data: bytes, given: Given) -> Iterator[Document]:
    yield from _documents(_message(data), given)


def _documents(message: EmailMessage, given: Given, name: str = "", depth: int = 0) -> Iterator[Document]:
    """One message, and each that it forwards: who wrote that is another. Quotations and signatures stand beside."""
    plain, html = _bodies(message)
    facts = tuple(_facts(message))
    forwarded = _FORWARDED.search(plain := plain.replace("\r\n", "\n"))
    own = plain[: forwarded.start()] if forwarded else plain
    if own.strip():
        yield _document([*_pieces(own)], facts, name)
    elif html and not forwarded:
        inner = given.within(html, "message.html")
        pieces = [piece for each in inner for piece in each.pieces if piece.type is not BlockType.TITLE]
        if pieces:
            yield _document([*_without_quoted(pieces, html)], facts, name)
    if depth >= _DEEPEST:
        return
    inside = f"{name} forwarded".strip()
    if forwarded:
        head = "\n".join(line.strip(">* \t").replace(":*", ":") for line in forwarded["head"].splitlines())
        body = _unquoted(plain[forwarded.end() :])
        again = email.message_from_string(f"{head}\n\n", policy=email.policy.default)
        assert isinstance(again, EmailMessage)
        again.set_content(body)
        yield from _documents(again, given, inside, depth + 1)
    for number, attached in enumerate(_attached(message), start=1):
        yield from _documents(attached, given, f"{name} attached {number}".strip(), depth + 1)


def _document(pieces: list[Piece], facts: tuple[Fact, ...], name: str) -> Document:
    subject = next((fact.value for fact in facts if fact.field == "title"), "")
    title = [Piece(subject, BlockType.TITLE, path="header Subject")] if subject else []
    return Document((*title, *pieces), facts, name)


def _without_quoted(pieces: Iterable[Piece], html: bytes) -> Iterator[Piece]:
    """``pieces`` of a message in HTML; what it quotes is beside, by the ways in which programs of mail mark that."""
    cited = bool(_CITED.search(html))
    below = False
    for piece in pieces:
        below = below or bool(_HEADED_LINE.match(piece.words))
        told = bool(_ATTRIBUTION.fullmatch(piece.words))
        cited = cited or told
        beside = below or told or (cited and "/blockquote" in piece.path)
        yield replace(piece, type=BlockType.BOILERPLATE) if beside else piece


def _unquoted(text: str) -> str:
    """``text`` without the marks of quotation, where all of its lines have them."""
    lines = text.splitlines()
    quoted = all(line.startswith(">") for line in lines if line.strip())
    return "\n".join(_QUOTED.sub("", line, count=1) for line in lines) if quoted else text


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of the message, not those of messages that are attached to it."""
    stack: list[EmailMessage] = [message]
    while stack:
        part = stack.pop()
        yield part
        if part is message or part.get_content_type() != "message/rfc822":
            stack.extend(reversed([*_inside(part)]))


def _inside(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    yield from (each for each in payload if isinstance(each, EmailMessage)) if isinstance(payload, list) else ()


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    """The messages that are attached to the message."""
    for part in islice(_walk(message), _MOST_PARTS):
        if part is not message and part.get_content_type() == "message/rfc822":
            yield from _inside(part)


def _bodies(message: EmailMessage) -> tuple[str, bytes]:
    """The plain text of the message, and its HTML; attachments are not read."""
    plain: list[str] = []
    html = b""
    for number, part in enumerate(_walk(message)):
        if number > _MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        if kind == "text/plain":
            plain.append(_decoded(payload, part.get_content_charset()))
        elif kind == "text/html" and not html:
            html = (
                payload
                if part.get_content_charset() in (None, "utf-8")
                else _decoded(payload, part.get_content_charset()).encode()
            )
    return "\n\n".join(plain), html


def _decoded(payload: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8", "windows-1252"):
        try:
            return payload.decode(name or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return payload.decode("latin-1")


def _pieces(text: str) -> Iterator[Piece]:
    """The paragraphs of a message's text, in lines that were broken for the screen; each with its first line."""
    text = text.replace("\r\n", "\n")
    signed = _SIGNATURE.search(text)
    signature = text.count("\n", 0, signed.start()) if signed else text.count("\n") + 1
    line, below = 1, False
    for block in re.split(r"(\n[ \t]*(?:\n[ \t]*)+)", text):
        at = line
        line += block.count("\n")
        if not block.strip():
            continue
        for quoted, run in groupby(block.split("\n"), key=lambda each: each.lstrip().startswith(">")):
            lines, here = [*run], at
            at += len(lines)
            words = "\n".join(lines).strip()
            if not words:
                continue
            below = below or bool(_ORIGINAL.search(words) or _is_headed(lines))
            beside = quoted or below or here > signature or bool(_ATTRIBUTION.fullmatch(" ".join(words.split())))
            plain = "\n".join(_QUOTED.sub("", each, count=1) if quoted else each for each in words.split("\n"))
            kind = BlockType.BOILERPLATE if beside else None
            if not beside and _are_apart(lines):
                found = enumerate(map(str.strip, lines), here)
                yield from (Piece(line, kind, path=f"line {number} of the text") for number, line in found if line)
            else:
                yield Piece(plain, kind, path=f"line {here} of the text")


def _are_apart(lines: Sequence[str]) -> bool:
    """Whether each line stands for itself, as in an address or below a letter, and none goes on in the next."""
    told = [line.strip() for line in lines if line.strip()]
    return len(told) > 1 and all(len(line) <= _SHORT and not line[0].islower() for line in told)


def _is_headed(lines: Sequence[str]) -> bool:
    """Whether ``lines`` end in the headers of a message, as Outlook sets them above its text."""
    headers = [*takewhile(_HEADER_LINE.match, (line.strip() for line in reversed(lines) if line.strip()))]
    return len(headers) >= _FEWEST_HEADERS and bool(_HEADED.search("\n".join([*reversed(headers), ""])))


def _facts(message: EmailMessage) -> Iterator[Fact]:
    try:
        subject, sender, date = (str(message[name] or "") for name in ("Subject", "From", "Date"))
    except (ValueError, IndexError, AttributeError):  # a header that is none by any standard
        return
    if subject.strip():
        yield Fact("title", " ".join(subject.split()), "header Subject")
    for name, address in getaddresses([sender]):
        yield Fact("creators", name.strip(" \"'") or address, "header From")
    try:
        yield Fact("issued", parsedate_to_datetime(date).date().isoformat(), "header Date")
    except (ValueError, TypeError):
        if day := day_in(date):
            yield Fact("issued", day, "header Date")


def _read_mailbox(data: bytes, given: Given) -> Iterator[Document]:
    found = (match.start() for match in _MAILBOX.finditer(data))
    starts = [at for at in found if at == 0 or _after_blank(data, at)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), start=1):
        first = data.index(b"\n", start) + 1
        body = re.sub(rb"(?m)^>(?=>*From )", b"", data[first:end])
        yield from _documents(_message(body), given, f"message {number}")


def _after_blank(data: bytes, at: int) -> bool:
    return data[max(0, at - 2) : at] == b"\n\n" or data[max(0, at - 4) : at] == b"\r\n\r\n"


def _read_page(data: bytes, given: Given) -> Iterator[Document]:
    """The page of an MHTML file: its first part that is HTML."""
    message = _message(data)
    url = str(message["Snapshot-Content-Location"] or "").strip()
    _, html = _bodies(message)
    if not html:
        raise InputError(f"{given.file_name}: no page in it")
    for document in given.within(html, "page.html"):
        known = any(fact.field == "url" for fact in document.facts)
        own = () if known or not url.startswith("http") else (Fact("url", url, "browser"),)
        yield Document(document.pieces, (*document.facts, *own), document.name, reader=document.reader)


def _is_page(data: bytes, name: str) -> bool:
    return _is_mail(data, name) and bool(_SAVED_PAGE.search(data[:_HEAD])) and b"text/html" in data[:_HEAD].lower()


def _is_mail(data: bytes, name: str) -> bool:
    return bool(_HEADER.match(data.lstrip(b"\r\n")[:_HEAD]))


MHTML = Reader("mhtml", 1, "multipart/related", (".mhtml", ".mht"), _is_page, _read_page, opens=True)
MAILBOX = Reader("mbox", 3, "application/mbox", (".mbox",), lambda data, name: bool(_MAILBOX.match(data[:_HEAD])),
                 _read_mailbox, opens=True)  # fmt: skip
MAIL = Reader("mail", 3, "message/rfc822", (".eml",), _is_mail, _read_mail, opens=True)
