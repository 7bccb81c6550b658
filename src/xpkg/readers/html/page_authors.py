"""Reads who wrote a story in the by-line that its page shows, by the names of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile, islice
from typing import Any

from xpkg.lexicon import name_particles
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_furniture import Trait, furniture
from xpkg.readers.facts import names_in
from xpkg.readers.html.dom import BLOCKS
from xpkg.readers.html.furniture import named_as_furniture
from xpkg.readers.reader import Fact

_BYLINE = re.compile(r"\bby\b:?[\s|]++(?P<names>[^|•\n\d]{3,80})", re.I)
_MOST = 5000
"""Elements with a class that are looked at."""
_LONGEST = 300
"""Characters of the element of a by-line."""
_NEAR = 120
"""Elements behind the headline, among which the author's name stands."""
_PARTICLE = alternation(name_particles.having(name_particles.Trait.PARTICLE))
_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s(?:{_PARTICLE}\s){{0,3}}{_CAPITAL}){{1,4}}")
_BYLINE_NAMES = frozenset({"byline"})
"""In these elements, which are no story, the author stands."""
_TOKENS = re.compile(r"\s+")


def shown_byline(tree: Any) -> tuple[str, ...]:
    """Who is named by the page's by-line ("By Ann Low"), or by an element for the author right behind the headline."""
    for element in islice(tree.iterfind(".//*[@class]"), _MOST):
        if "byline" in element.get("class", "").lower() and (match := _BYLINE.search(_words(element))):
            return names_in(match["names"])
    return _named_author(tree)


def with_whole_byline(facts: Sequence[Fact]) -> list[Fact]:
    """``facts`` with the by-line before them where it names all whom the page's metadata name, and others besides."""
    makers = [fact for fact in facts if fact.field == "creators"]
    shown = [fact for fact in makers if fact.teller == "by-line"]
    told = {fact.value for fact in makers if fact.teller == makers[0].teller}
    more = [fact.value for fact in shown if fact.value not in told]
    all_told = bool(more) and len(shown) == len(told) + len(more)
    if all_told and all(map(_NAME.fullmatch, more)) and not _run_together(more, told):
        return [*shown, *(fact for fact in facts if fact not in shown)]
    return [*facts]


def _run_together(names: Iterable[str], known: Iterable[str]) -> bool:
    """Whether one of ``names`` is a known one with a word behind it that has no blank before it."""
    return any(name.startswith(each) for name in names for each in known)


def _named_author(tree: Any) -> tuple[str, ...]:
    """The name that stands alone in the element of the author, between the headline and the story."""
    known = furniture(Trait.NAME)
    behind = dropwhile(lambda element: element.tag != "h1", tree.iter("*"))
    for element in islice(behind, _NEAR):
        called = {*_TOKENS.split((element.get("class") or "").lower()), (element.get("rel") or "").lower()}
        words = " ".join(element.text_content().split()) if called & known else ""
        if not words or not _NAME.fullmatch(words):
            continue
        if not any(named_as_furniture(each, but=_BYLINE_NAMES) for each in element.iterancestors()):
            return names_in(words)
    return ()


def _words(element: Any) -> str:
    """The words of ``element``; where a block begins, a line stands between them and those before."""
    parts: list[str] = []
    waiting: list[Any] = [element]
    size = 0
    while waiting and size < _LONGEST:
        each = waiting.pop()
        if isinstance(each, str):
            parts.append(each)
            size += len(each)
        elif isinstance(each.tag, str):
            parts.append(" | " if each.tag in BLOCKS else "")
            waiting.append(" | " if each.tag in BLOCKS else "")
            for child in reversed(each):
                waiting.append(child.tail or "")
                waiting.append(child)
            waiting.append(each.text or "")
    return " ".join("".join(parts)[:_LONGEST].split())
