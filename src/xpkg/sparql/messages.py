"""Turns the messages of the engine's parser into one short line for people."""

from __future__ import annotations

import re

from xpkg.sparql.mistakes import mistake
from xpkg.sparql.tokens import tokens
from xpkg.sparql.wording import Translate, Wording, english
from xpkg.sparql.wording import message as marked

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_LINE = re.compile(r"\bline (\d{1,6})\b")
_NAME = re.compile(r"([\w.-]*):[\w:.%\\-]*$")
_LONGEST_LINE = 200
_LONGEST_READ = 20_000
"""Characters of the longest query that is searched for a mistake: no person wrote a longer one."""


def syntax_message(message: str, text: str, translate: Translate = english) -> str:
    """The parser's ``message`` about the query ``text`` as one short line with the place, in a person's words.

    ``translate`` gives their patterns in another language.

    >>> syntax_message("error at 1:14: expected one of Prefix not found, ['%']", "ASK { ?a :b:c ?d }")
    'prefix : is not declared (line 1, column 10)'
    >>> syntax_message("error at 1:6: expected one of '}',\\n['a']", "ASK {")
    'line 1, column 5: this { is never closed'
    >>> syntax_message("error at 1:19: expected [_]", "ASK { ?a ?b ?c } again")
    'line 1, column 18: not understood from again on'
    """
    found = _PLACE.match(message)
    if found is None:
        return one_line(message)
    line, column = int(found[1]), int(found[2])
    if "Prefix not found" in message:
        before = "".join(text.split("\n")[line - 1 : line])[: column - 1]
        if name := _NAME.search(before, max(0, len(before) - _LONGEST_LINE)):
            told = marked("prefix %(prefix)s: is not declared (line %(line)s, column %(column)s)")
            return Wording(told, {"prefix": name[1], "line": line, "column": name.start() + 1}).told(translate)
    wrong = mistake(text, unbound="variable that is unbound" in message) if len(text) <= _LONGEST_READ else None
    if wrong is not None:
        return _at_its_place(text, wrong.start, wrong.wording, translate)
    # What the parser would have taken there is a list of dozens of signs, which tells nobody anything.
    start = len("".join(text.splitlines(keepends=True)[: line - 1])) + column - 1
    near = [each for each in tokens(text) if each.start <= start]
    if not near:
        return _at_its_place(text, start, Wording(marked("not understood")), translate)
    words = Wording(marked("not understood from %(word)s on"), {"word": near[-1].text})
    return _at_its_place(text, near[-1].start, words, translate)


def line_of(message: str, text: str) -> int:
    """The number of the line of the query ``text`` that ``syntax_message`` names; 0 where it names none."""
    found = _LINE.search(syntax_message(message, text))
    return int(found[1]) if found else 0


def _at_its_place(text: str, start: int, words: Wording, translate: Translate) -> str:
    before = text[:start]
    line, column = before.count("\n") + 1, start - before.rfind("\n")
    placed = marked("line %(line)s, column %(column)s: %(mistake)s")
    told = Wording(placed, {"line": line, "column": column, "mistake": words.told(translate)}).told(translate)
    return one_line(told)


def one_line(message: str) -> str:
    """``message`` on one line of at most 200 characters."""
    words = " ".join(message[: 10 * _LONGEST_LINE].split())
    return words if len(words) <= _LONGEST_LINE else words[: _LONGEST_LINE - 1] + "…"
