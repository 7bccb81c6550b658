"""Tells who published a web page, of all the names that the page gives for that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from xpkg.lexicon import publishing
from xpkg.readers.reader import Fact

_PARTS = re.compile(r"\s+[|\u2013\u2014\u00b7»:-]\s+|\s*[|»]\s*")
_MARKS = re.compile(r"\W")
_PLACEHOLDERS = publishing.having(publishing.Trait.PLACEHOLDER)
_INITIALS = 3


def with_publishers(facts: Sequence[Fact], tree: Any) -> list[Fact]:
    """``facts`` with those about the publisher in order of trust, those last that the page's title and address tell.

    What the address or the end of the page's title has goes first. A page may name the agency that wrote its story, or
    the program that made it.
    """
    url = next((fact.value for fact in facts if fact.field == "url"), "")
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    parts = _title_parts(tree)
    told = [_as_shown(_named(fact), host, parts) for fact in facts if fact.field == "publisher"]
    told = [fact for fact in told if fact.value.strip() and fact.value.lower() not in _PLACEHOLDERS]
    told.sort(key=lambda fact: not _is_confirmed(fact.value, host, parts))
    others = [fact for fact in facts if fact.field != "publisher"]
    return [*others, *told, *_by_address(host, parts)]


def _named(fact: Fact) -> Fact:
    """``fact`` without what stands behind the name of a site: "LinkNaija | News of today"."""
    return Fact(fact.field, fact.value.strip().removeprefix("@").partition(" | ")[0].strip(), fact.teller)


def _is_confirmed(name: str, host: str, parts: Sequence[str]) -> bool:
    return (bool(host) and _is_named_in(name, host)) or squeezed(name) in map(squeezed, parts[1:])


def _by_address(host: str, parts: Sequence[str]) -> Iterator[Fact]:
    """The publisher by the end of the page's title, where that is the name in its address, and by the address."""
    if not host:
        return
    name = parts[-1].partition(", ")[0]  # what stands behind a comma tells what the site is: "Wikipedia, the free …"
    if len(parts) > 1 and name.lower() not in _PLACEHOLDERS and _is_named_in(name, host):
        yield Fact("publisher", name, "title element")
    yield Fact("publisher", host, "address")


def _title_parts(tree: Any) -> list[str]:
    head = tree.find(".//title")
    title = " ".join((head.text_content() if head is not None else "").split())
    return [each.strip() for each in _PARTS.split(title)]


def _as_shown(fact: Fact, host: str, parts: Sequence[str]) -> Fact:
    """The publisher as the page's title writes it, where it does: "Larkham Courier" for "larkhamcourier".

    The title may have a local edition behind the name, or the address of the site for it.
    """
    if not fact.value.islower():
        return fact
    plain = squeezed(fact.value)
    beginnings = (" ".join(words[:count]) for part in parts[1:] if (words := part.split())
                  for count in range(len(words), 0, -1))  # fmt: skip
    shown = next((each for each in beginnings if squeezed(each) == plain), "")
    if not shown and host.partition(".")[0] == plain:
        shown = next((part for part in parts[1:] if part.lower() == host), "")
    return Fact(fact.field, shown, fact.teller) if shown else fact


def _is_named_in(name: str, host: str) -> bool:
    """Whether the address of a site has its name, or the beginning or the initials of that.

    "Courier News" is in courier.example, and "Larkham Harbour Times" in lht.example.
    """
    plain, opening = squeezed(name), squeezed(name.partition(" ")[0])
    labels = [label for label in host.replace("-", "").split(".")[:-1] if len(label) > 2]
    short = len(name.split()) <= 3 and len(opening) > 4
    words = [word for word in name.lower().split() if word != "the"]
    initials = "".join(word[0] for word in words) if len(words) >= _INITIALS else ""
    return any(label in (plain, initials) or (len(label) > 4 and plain.startswith(label) and short)
               or (short and label.startswith(opening)) for label in labels)  # fmt: skip


def without_site(title: str, site: str) -> str:
    """``title`` without the name of the site that pages put behind or before it.

    >>> without_site("Dam is safe - The Larkham Courier", "Larkham Courier"), without_site("Dam: safe?", "Courier")
    ('Dam is safe', 'Dam: safe?')
    """
    title = " ".join(title.split())
    plain = squeezed(site)
    parts = list(_PARTS.finditer(title))
    if not plain or not parts:
        return title
    last, first = parts[-1], parts[0]
    if squeezed(title[last.end() :]) == plain:
        return title[: last.start()].strip()
    if squeezed(title[: first.start()]) == plain:
        return title[first.end() :].strip()
    return title


def squeezed(name: str) -> str:
    return _MARKS.sub("", name.lower()).removeprefix("the")
