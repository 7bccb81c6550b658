"""Turns the messages of the engine's parser into one short line for people."""

from __future__ import annotations

import re

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_NAME = re.compile(r"([\w.-]*):[\w:.%\\-]*$")
_CHARACTER_CLASSES = re.compile(r"expected (?:one of )?\[[^\]]*\](?:, \[[^\]]*\])*")
_LONGEST_LINE = 200


def syntax_message(message: str, text: str) -> str:
    """The parser's ``message`` about the query ``text`` as one short line with the place.

    >>> syntax_message("error at 1:14: expected one of Prefix not found, ['%']", "ASK { ?a :b:c ?d }")
    'prefix : is not declared (line 1, column 10)'
    >>> syntax_message("error at 2:3: expected one of '}',\\n['a']", "ASK {")
    "line 2, column 3: expected one of '}', ['a']"
    >>> syntax_message("error at 1:6: expected [_]", "SELEC")
    'line 1, column 6: not understood'
    """
    found = _PLACE.match(message)
    if found is None:
        return one_line(message)
    line, column = int(found[1]), int(found[2])
    if "Prefix not found" in message:
        before = "".join(text.split("\n")[line - 1 : line])[: column - 1]
        if name := _NAME.search(before, max(0, len(before) - _LONGEST_LINE)):
            return f"prefix {name[1]}: is not declared (line {line}, column {name.start() + 1})"
    rest = message[found.end() :]
    # Character classes mean nothing to a reader.
    return one_line(f"line {line}, column {column}: {'not understood' if _CHARACTER_CLASSES.fullmatch(rest) else rest}")


def one_line(message: str) -> str:
    """``message`` on one line of at most 200 characters."""
    words = " ".join(message[: 10 * _LONGEST_LINE].split())
    return words if len(words) <= _LONGEST_LINE else words[: _LONGEST_LINE - 1] + "…"
