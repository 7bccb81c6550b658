"""Finds what a page of MediaWiki sets apart as a title: of the works that it cites, and of the article itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qs

from xpkg.readers.facts import day_of
from xpkg.readers.html.around import day_in
from xpkg.readers.reader import Fact

_COINS = ("rft.atitle", "rft.btitle", "rft.title")
"""Where COinS has the title of the work itself: that of an article or chapter comes before that of what it is in."""
_QUOTES = '"“”'
_MODIFIED = re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"')
_ASIDE = "noprint"
"""Class of remarks on a reference: that a link is dead."""
_SHORTEST = 3
"""Characters of a title that is set in italics alone."""


def title_in(element: Any, words: str) -> str:
    """The title in a reference that reads ``words``: as its COinS has it, else what alone is set in italics.

    What a template leaves in quotation marks is found by these; nothing is told of that here.
    """
    for span in element.iterfind(".//span[@class='Z3988']"):
        told = parse_qs(span.get("title") or "", max_num_fields=200)
        for title in (" ".join(each.split()) for key in _COINS for each in told.get(key, ())):
            if title in words:
                return title
        break  # of several works in one reference the first is told
    if any(mark in words for mark in _QUOTES):
        return ""
    found = (
        each
        for each in element.iter("i", "em")
        if not any(_ASIDE in (up.get("class") or "") for up in each.iterancestors())
    )
    set_apart = (" ".join(each.text_content().split()) for each in found)
    return next((each for each in set_apart if len(each) >= _SHORTEST and each in words), "")


def of_article(facts: Iterable[Fact], tree: Any) -> tuple[Fact, ...]:
    """``facts`` of a page of an encyclopaedia: its title is its headline, its day the one on which it was last edited.

    JSON-LD has a short description there as the headline, and as the date that on which the article was begun.
    """
    rest = [fact for fact in facts if fact.field != "issued"]
    edited = (Fact("issued", day, teller) for day, teller in islice(_edited(tree), 1))
    return (*sorted(rest, key=lambda fact: fact.teller != "headline"), *edited)


def _edited(tree: Any) -> Iterator[tuple[str, str]]:
    for meta in tree.iterfind(".//meta[@property='dc:modified']"):
        yield day_of(meta.get("content") or ""), "meta dc:modified"
    for script in islice(tree.iterfind(".//script[@type='application/ld+json']"), 10):
        if match := _MODIFIED.search(script.text or ""):
            yield day_of(match.group(1)), "JSON-LD"
    for name in ("footer-info-lastmod", "lastmod"):
        for line in tree.iterfind(f".//li[@id='{name}']"):
            if day := day_in(" ".join(line.text_content().split())):
                yield day, "last edit"
