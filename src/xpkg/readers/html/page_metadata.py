"""Reads what a web page says of itself: JSON-LD, meta elements, microdata, its headline, by-line and dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import parse_qs

from xpkg.lexicon.page_metadata import meta_names
from xpkg.readers.facts import day_of, first, names_in
from xpkg.readers.html.page_authors import shown_byline, with_whole_byline
from xpkg.readers.html.page_publishers import squeezed, with_publishers, without_site
from xpkg.readers.html.shown_dates import day_told
from xpkg.readers.reader import Fact, library

_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|WebPage|ItemPage|Review|CreativeWork|ClaimReview)$")
_BODY = re.compile(r"(?:\w*Article|\w*Posting|Report|Review)$")
_URL = re.compile(r"https?://\S+")
_SAVED = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s>]{1,2000})")
_SITE = re.compile(r"https?://[^/?#]+/?")
_SECTION = re.compile(r"\s[|–—-]\s")
_LEAST_CUT = 40
"""Characters of a title that machines were told, cut for want of room."""
_FIRST_PAGE = "1600"
"""No story came out before: an earlier date stands for none."""
_COINS = (
    ("atitle", "title"), ("btitle", "title"), ("title", "title"), ("au", "creators"), ("date", "issued"),
    ("jtitle", "publisher"), ("pub", "publisher"),
)  # fmt: skip
_LONGEST_NAME = 60
_LARGEST_JSON = 3_000_000
_MOST_SCRIPTS = 40
_DEEPEST = 6
_NO_NAME = re.compile(r"[@/\\]|\d{2}|https?:")


class OwnFacts:
    """What the page says of itself; ``url`` is where an archive found it."""

    def __init__(self, tree: Any, data: bytes, name: str, url: str = "") -> None:
        self._tree, self._name = tree, name
        self._told = [*_json_ld(tree), *_meta(tree), *_microdata(tree), *_coins(tree)]
        self._more = [*_visible(tree), *_addresses(tree, data, url)]

    def facts(self, shown_day: str = "", *, dated: bool = True) -> tuple[Fact, ...]:
        """The facts of the page, the most trusted first; ``shown_day`` is what the lines above the story say.

        A date is looked for in all of the page only where it is ``dated`` and neither it nor these lines tell one. The
        dates in an encyclopaedia are of what it tells of.
        """
        facts = [*self._told, *self._more]
        if shown_day:
            facts.append(Fact("issued", shown_day, "date line"))
        elif dated and not any(fact.field == "issued" and _is_good(fact) for fact in facts):
            facts += _searched_date(self._tree, self._name)
        facts = with_publishers(facts, self._tree)
        site = next((fact.value for fact in facts if fact.field == "publisher"), "")
        good = with_whole_byline([_mended(fact, site) for fact in facts if _is_good(fact)])
        good = _as_shown([*_with_paths(good)])
        publisher = squeezed(first(good, "publisher"))
        return tuple(fact for fact in good if fact.field != "creators" or squeezed(fact.value) != publisher)


def _as_shown(facts: list[Fact]) -> list[Fact]:
    """``facts`` with the headline that the page shows where the title is its beginning, or has a section behind it."""
    title = first(facts, "title")
    for fact in facts:
        if fact.field != "title" or fact.teller != "headline" or not title or fact.value == title:
            continue
        longer, shorter = sorted((fact.value, title), key=len, reverse=True)
        cut = longer == fact.value and len(shorter) > _LEAST_CUT
        if longer.startswith(shorter) and (cut or _SECTION.match(longer, len(shorter))):
            return [fact, *facts]
    return facts


def _with_paths(facts: Iterable[Fact]) -> Iterator[Fact]:
    """``facts`` without addresses that are those of the site, where one is that of the page."""
    found = [*facts]
    whole = any(fact.field == "url" and not _SITE.fullmatch(fact.value) for fact in found)
    yield from (fact for fact in found if fact.field != "url" or not whole or not _SITE.fullmatch(fact.value))


def _mended(fact: Fact, site: str) -> Fact:
    """``fact`` with its entities read, and without the name of the site behind a title."""
    words = unescape(unescape(fact.value)) if "&" in fact.value else fact.value
    words = " ".join(words.split())
    if fact.field == "publisher":
        words = words.removeprefix("@").partition(" | ")[0].strip()
    return Fact(fact.field, without_site(words, site) if fact.field == "title" else words, fact.teller)


def _is_good(fact: Fact) -> bool:
    if not fact.value.strip():
        return False
    if fact.field == "issued":
        return fact.value >= _FIRST_PAGE
    if fact.field == "creators":
        named = any(map(str.isupper, fact.value)) and not _NO_NAME.search(fact.value)
        return named and len(fact.value) <= _LONGEST_NAME
    return fact.field != "url" or bool(_URL.fullmatch(fact.value))


def _json_ld(tree: Any) -> Iterator[Fact]:
    """What the page's JSON-LD says of the article: the block of an article comes before that of the page."""
    found: list[Mapping[str, Any]] = []
    for script in islice(tree.iter("script"), 500):
        if "ld+json" not in (script.get("type") or "") or len(found) > _MOST_SCRIPTS:
            continue
        text = (script.text or "")[:_LARGEST_JSON].strip().removesuffix(";")
        try:
            read = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_things(read))
    articles = [each for each in found if any(_BODY.match(kind) for kind in _types(each))]
    for thing in articles or found:
        if any(_ARTICLE.match(kind) for kind in _types(thing)):
            yield from _of_thing(thing, found)


def _things(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:200]:
            yield from _things(each, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _types(thing: Mapping[str, Any]) -> list[str]:
    kinds = thing.get("@type", ())
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _of_thing(thing: Mapping[str, Any], found: list[Mapping[str, Any]]) -> Iterator[Fact]:
    known = {each["@id"]: each for each in found if isinstance(each.get("@id"), str)}
    for key in ("headline", "name"):
        if isinstance(words := thing.get(key), str):
            yield Fact("title", words, "JSON-LD")
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if isinstance(words := thing.get(key), str):
            yield Fact("issued", day_of(words), "JSON-LD")
    for key in ("author", "creator"):
        for person in _names(thing.get(key), known):
            yield from (Fact("creators", each, "JSON-LD") for each in names_in(person))
    for body in _names(thing.get("publisher"), known):
        yield Fact("publisher", body, "JSON-LD")
    if isinstance(tag := thing.get("inLanguage"), str):
        yield Fact("language", tag.replace("_", "-"), "JSON-LD")
    if isinstance(address := thing.get("url"), str):
        yield Fact("url", address, "JSON-LD")


def _names(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping):
            thing = each if "name" in each else known.get(str(each.get("@id")), {})
            name = thing.get("name", "")
            yield from (str(one) for one in (name if isinstance(name, list) else [name]) if isinstance(one, str))
        elif isinstance(each, str):
            yield each


def _meta(tree: Any) -> Iterator[Fact]:
    """The page's meta elements, in order of trust."""
    names = meta_names()
    found: list[tuple[int, Fact]] = []
    for element in islice(tree.iter("meta"), 1000):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        words = " ".join((element.get("content") or "").split())
        if key not in names or not words:
            continue
        row = names[key]
        values: tuple[str, ...] = (words,)
        if row.field.value == "creators":
            values = names_in(words)
        elif row.field.value == "issued":
            values = (day_of(words),)
        elif row.field.value == "language":
            values = (words.replace("_", "-"),)
        found.extend((row.rank, Fact(row.field.value, value, f"meta {key}")) for value in values)
    yield from (fact for _, fact in sorted(found, key=lambda pair: pair[0]))


def _microdata(tree: Any) -> Iterator[Fact]:
    for element in islice(tree.iterfind(".//*[@itemprop]"), 500):
        prop = element.get("itemprop")
        words = element.get("content") or element.get("datetime") or " ".join(element.text_content().split())
        if prop == "headline":
            yield Fact("title", words, "microdata")
        elif prop == "datePublished":
            yield Fact("issued", day_of(words), "microdata")
        elif prop == "author" and len(words) <= _LONGEST_NAME:
            yield from (Fact("creators", each, "microdata") for each in names_in(words))


def _coins(tree: Any) -> Iterator[Fact]:
    """What a page that describes one work says in COinS; a page with several cites them."""
    told = [each.get("title") or "" for each in islice(tree.iterfind(".//span[@class='Z3988']"), 2)]
    if len(told) != 1:
        return
    given = parse_qs(told[0], max_num_fields=200)
    for key, field in _COINS:
        for words in given.get(f"rft.{key}", ()):
            if field == "creators":
                yield from (Fact(field, each, "COinS") for each in names_in(words))
            else:
                yield Fact(field, day_of(words) if field == "issued" else words, "COinS")


def _visible(tree: Any) -> Iterator[Fact]:
    """What a reader of the page sees: the headline, the by-line, a time beside them."""
    headlines = [" ".join(each.text_content().split()) for each in islice(tree.iter("h1"), 10)]
    yield from (Fact("title", each, "headline") for each in headlines if each)
    for element in islice(tree.iterfind(".//a[@rel='author']"), 5):
        yield from (Fact("creators", each, "author link") for each in names_in(element.text_content()))
    yield from (Fact("creators", each, "by-line") for each in shown_byline(tree))
    for element in islice(tree.iterfind(".//time[@datetime]"), 1):
        yield Fact("issued", day_of(element.get("datetime")), "time element")
    title = tree.find(".//title")
    if title is not None:
        yield Fact("title", " ".join((title.text_content() or "").split()), "title element")


def _addresses(tree: Any, data: bytes, url: str) -> Iterator[Fact]:
    if url:
        yield Fact("url", url, "archive")
    for element in islice(tree.iterfind(".//link[@rel='canonical']"), 1):
        yield Fact("url", (element.get("href") or "").strip(), "canonical link")
    if match := _SAVED.search(data, 0, 4096):
        yield Fact("url", match.group(1).decode("ascii", "replace"), "browser")
    if tag := tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield Fact("language", tag.replace("_", "-"), "lang attribute")


def _searched_date(tree: Any, name: str) -> Iterator[Fact]:
    """A date that stands in the page in one of many forms; nothing where there is none for sure."""
    found = library("htmldate", name).find_date(tree, extensive_search=False, original_date=True)
    if not found:
        found = day_told(tree, name)
    if found:
        yield Fact("issued", found, "page")
