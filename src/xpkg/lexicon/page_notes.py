"""How the notes that sites put among their stories open, and what each kind of note is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.loading import load
from xpkg.lexicon.page_furniture import Trait, furniture

_LONGEST_CALL = 20
"""Words of a line that asks to be followed on a network."""


class Note(StrEnum):
    """What a note is for; the words are those of the types of blocks."""

    COOKIE_NOTE = "cookie-note"
    NEWSLETTER = "newsletter"
    PAYWALL_NOTE = "paywall-note"
    RELATED = "related"
    SHARE = "share"
    COMMENTS = "comments"
    TAGS = "tags"
    PAGER = "pager"


@dataclass(frozen=True, slots=True)
class PageNote:
    """A row of the table: words with which a note opens, in small letters, and the kind of note."""

    words: str
    note: Note


@cache
def _notes() -> Mapping[str, Note]:
    return {row.words: row.note for row in load("page_notes", PageNote)}


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[^\w\"“‘«]*({alternation(_notes())})(?!\w)", re.I)


def note_in(words: str) -> Note | None:
    """The kind of note that opens as ``words`` do; None where it is none. Raises LexiconError for a faulty table.

    >>> str(note_in("Sign up for our newsletter and get the news at six.")), note_in("The mayor signed up for war.")
    ('newsletter', None)
    >>> str(note_in("Follow the Courier on Twitter and Facebook.")), note_in("Follow the money on foot, she said.")
    ('share', None)
    """
    if match := _opening().match(words.replace("’", "'")):
        return _notes()[match.group(1).lower()]
    return Note.SHARE if asks_to_follow(words) else None


def asks_to_follow(words: str) -> bool:
    """Whether a line asks to be followed on a network or elsewhere, as no sentence of a story does.

    >>> asks_to_follow("Follow our full coverage of the flood at courier.example"), asks_to_follow("Follow him @bonye")
    (True, True)
    """
    return len(words.split()) <= _LONGEST_CALL and bool(_call().match(words))


@cache
def _call() -> re.Pattern[str]:
    networks = alternation(furniture(Trait.NETWORK))
    whom = rf"(?:on\s(?:{networks})\b|@\w|(?:live\s|full\s)?coverage\b)"
    return re.compile(rf"[^\w\"“‘«]*follow\s(?:[^\s.!?]+\s){{1,5}}?{whom}", re.I)
