"""Reads the head of a text that is all one person's words: "STATEMENT OF ANNA STONE", "Speech by Mayor Stone"."""

from __future__ import annotations

import re

from xpkg.lexicon import document_nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Span, SpeakerLabel
from xpkg.text.labels import read_name

_SAID = ("statement", "testimony", "confession", "speech")
_SAYINGS = {row.noun for row in document_nouns.document_nouns() if row.type in _SAID} | {"affidavit"}
_LEADS = having(Trait.AGENTIVE) | {"of"}
_LINE = re.compile(r"\s*+(?P<line>[^\n\r]{8,120}+)(?:\r?\n[ \t]*+){2}")
_MOST_BEFORE = 4
"""Words before the name's "of" or "by": "Sworn witness statement of"."""
_FIRST_PERSON = having(Trait.FIRST_PERSON)
_WORD = re.compile(r"[^\W\d_]+")
_HEARD = 300
"""Characters below the head in which somebody must speak of themselves."""
_QUOTED = re.compile(r"[“\"][^”\"]*+")
_LONGEST_OATH = 50
_SWEARS = re.compile(r"\bI, [^,.;\n]*+\Z")
_LONGEST_SIGNATURE = 6
"""Words of a line that is signed: "Anna Stone, Larkham, May 2019"."""


def read_statement_head(text: str) -> SpeakerLabel | None:
    """The label that the first line of ``text`` is, where the text is the statement of the one whom it names.

    Somebody must speak of themselves below it, outside quotation marks. The name comes again as "I, Anna Stone" or
    below the text alone: who is told about by name does not tell it.
    """
    head = _LINE.match(text)
    if head is None:
        return None
    line, start = head["line"].rstrip(), head.start("line")
    words = line.split(" ")
    lead = next((at for at, word in enumerate(words[: _MOST_BEFORE + 1]) if word.lower() in _LEADS), 0)
    if not lead or words[lead - 1].lower() not in _SAYINGS:
        return None
    who = start + len(" ".join(words[: lead + 1])) + 1
    label = read_name(text, Span(who, start + len(line.split(",")[0])))
    if label is None or label.name is None or not _speaks_of_self(text, head.end()):
        return None
    if _is_told_about(text, head.end(), label.name.cut(text).split()[-1]):
        return None
    return SpeakerLabel(Span(start, start + len(line)), label.words, label.role, label.name)


def _speaks_of_self(text: str, start: int) -> bool:
    told = _QUOTED.sub(" ", text[start : start + _HEARD])
    return any(word.lower() in _FIRST_PERSON for word in _WORD.findall(told))


def _is_told_about(text: str, start: int, name: str) -> bool:
    """Whether the text behind ``start`` has ``name`` in another place than "I, Anna Stone" or a signature."""
    for match in re.finditer(rf"\b{re.escape(name)}\b", text[start:], re.I):
        at = start + match.start()
        first = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = text[first : end if end >= 0 else len(text)]
        signed = len(line.split()) <= _LONGEST_SIGNATURE and not line.rstrip().endswith(".")
        if not signed and not swears(text, first, at):
            return True
    return False


def swears(text: str, start: int, name: int) -> bool:
    """Whether the name at ``name`` is that of who says "I" before it: "I, Anna Stone, declare"."""
    return _SWEARS.search(text, max(start, name - _LONGEST_OATH), name) is not None
