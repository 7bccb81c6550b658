"""What is shown to people: nothing in a text, a name or a message moves the cursor, recolours or hides what is read."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable
from typing import IO, cast

import click

_SHOWN = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
# Controls of eight bits, and those that turn the direction of what stands around them.
_HIDDEN = dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_PRINTABLE = _SHOWN | _HIDDEN


def printable(words: str) -> str:
    """``words`` with a sign in place of each control character but line feed and tab; as many characters as before.

    >>> printable("\\x1b[31mred\\x07"), printable("a\\x9bb\\u202ec")
    ('␛[31mred␇', 'a\ufffdb\ufffdc')
    """
    return words.translate(_PRINTABLE)


def say(message: str) -> None:
    """Writes ``message`` to standard error, for people."""
    click.echo(printable(message), err=True)


class _Shown:
    """A binary file that shows UTF-8 on a terminal."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._decoder = output, codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes) -> int:
        words = self._decoder.decode(data).replace("\r\n", "\n")
        self._output.write(printable(words).encode())
        return len(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._output.flush()


def data_output() -> IO[bytes]:
    """Where data goes: byte for byte to a file or a pipe, and as ``printable`` has it to a terminal."""
    output = sys.stdout.buffer
    return cast("IO[bytes]", _Shown(output)) if sys.stdout.isatty() else output
