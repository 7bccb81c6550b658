"""Reads the authors of a record, as people or as bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xpkg.lexicon import organizations
from xpkg.lexicon.alternation import alternation
from xpkg.model import Author, Kind, Span

_TWO = re.compile(r"([^,;]+,[^,;]+?),?\s+(?:and|&)\s+([^;]+)$")
_BODY_WORDS = re.compile(rf"\b{alternation(organizations.names_having(organizations.Trait.NO_SURNAME))}\b")
_STAFF = re.compile(r"\s*\b(?:Staff(?: (?:writers?|reporters?))?|Editors?|Editorial Board|Newsroom)$", re.I)


def authors_in(text: str, start: int, end: int) -> Iterator[Author]:
    """The authors of a record in the style of Wikipedia, parted by semicolons."""
    for match in re.finditer(r"[^;]+", text[start:end]):
        left, right = start + match.start(), start + match.end()
        while left < right and text[left] in " \t\n&":
            left += 1
        while right > left and (text[right - 1] in " \t\n," or (text[right - 1] == "." and text[right - 3] != " ")):
            right -= 1
        if left < right and text[left:right].lower() not in {"et al", "et al."}:
            if (two := _TWO.match(text, left, right)) and not _BODY_WORDS.search(two.group()):
                yield author_of(two.group(1), Span(*two.span(1)))
                second = author_of(two.group(2), Span(*two.span(2)))
                yield second if "," in two.group(2) else replace(second, kind=Kind.PERSON)
            else:
                yield author_of(text[left:right], Span(left, right))


def author_of(words: str, span: Span) -> Author:
    """Who is named by ``words``, in the style of Wikipedia: "Family, Given", or a body."""
    if tag := _script(words):
        return Author(words, span, Kind.PERSON, tag)
    if staff := _STAFF.search(words):
        body = words[: staff.start()].strip(" ,")
        return Author(body or words, Span(span.start, span.start + len(body)) if body else span,
                      Kind.ORGANIZATION, generic=not body)  # fmt: skip
    family, comma, given = (part.strip() for part in words.partition(","))
    if not comma:
        return Author(words, span, Kind.ORGANIZATION)
    kind = Kind.ORGANIZATION if _BODY_WORDS.search(words) else Kind.PERSON
    return Author(f"{given} {family}", span, kind)


def _script(words: str) -> str:
    """The BCP 47 tag of a name without a Latin letter, else the empty string."""
    for tag, pattern in (("ja", "[\u3040-\u30ff]"), ("ko", "[\uac00-\ud7af]"), ("zh", "[\u4e00-\u9fff]"),
                         ("und-Cyrl", "[\u0400-\u04ff]"), ("und-Arab", "[\u0600-\u06ff]")):  # fmt: skip
        if re.search(pattern, words) and not re.search("[A-Za-z]", words):
            return tag
    return ""
