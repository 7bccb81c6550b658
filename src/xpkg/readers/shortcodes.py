"""Takes the shortcodes of WordPress out of what was read, as its exports and some pages have them as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xpkg.lexicon.shortcodes import Trait, shortcodes
from xpkg.model import BlockType
from xpkg.readers.reader import Piece

_VALUE = r"(?:\"[^\"\]]*+\"|'[^'\]]*+'|[“”″][^“”″\]]*+[“”″]|[‘’′][^‘’′\]]*+[‘’′]|[^\s\]\"'“”″‘’′]++)"
_SET = rf"(?:\s+[a-z_-]{{1,40}}+\s?=\s?{_VALUE})*+"
_CODE = re.compile(rf"\[(?P<end>/?)(?P<name>[a-z][a-z0-9_-]{{1,40}}+)(?P<set>{_SET})\s*/?\]")


def without_shortcodes(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """``pieces`` without shortcodes: captions apart, what is no text left out, the words within others kept.

    What stands in square brackets is one where it sets a value, is closed somewhere, or has a name that is known.

    >>> [piece.words for piece in without_shortcodes([Piece('[caption id="1"]The dam[/caption] It held [sic] [1].')])]
    ['The dam', 'It held [sic] [1].']
    """
    found = list(pieces)
    closed = {match["name"] for piece in found for match in _CODE.finditer(piece.words) if match["end"]}
    for piece in found:
        if "[" not in piece.words:
            yield piece
        else:
            yield from _parts(piece, closed)


def _parts(piece: Piece, closed: set[str]) -> Iterator[Piece]:
    words, at = "", 0
    for match in _codes(piece.words, closed):
        if match.start() < at:
            continue
        words += piece.words[at : match.start()]
        at = match.end()
        trait = shortcodes().get(match["name"])
        end = None if match["end"] else re.compile(rf"\[/{re.escape(match['name'])}\]").search(piece.words, at)
        if trait is None or end is None:
            continue
        if trait is Trait.CAPTION and (told := piece.words[at : end.start()].strip()):
            if words.strip():
                yield replace(piece, words=words.strip())
            yield replace(piece, words=told, type=BlockType.CAPTION)
            words = ""
        at = end.end()
    words += piece.words[at:]
    if words.strip():
        yield replace(piece, words=words.strip())


def _codes(words: str, closed: set[str]) -> Iterator[re.Match[str]]:
    for match in _CODE.finditer(words):
        if match["end"] or match["set"] or match["name"] in closed or match["name"] in shortcodes():
            yield match
