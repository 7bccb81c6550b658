"""Cuts a web page into the blocks that a browser would show, each with its XPath and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from xpkg.errors import InputError
from xpkg.model import Hyperlink
from xpkg.readers.reader import library

UNSEEN = frozenset((
    "head script style noscript template svg math iframe object embed video audio canvas map select "
    "option button input textarea datalist progress meter dialog picture source track "
).split())  # fmt: skip
"""Elements whose text is no text of the page: what a browser does not show, or shows as a thing to press."""
_REGIONS = "address article aside body details div dl fieldset figure footer form header html main nav section"
_LINES = "blockquote center dd dt figcaption h1 h2 h3 h4 h5 h6 hgroup hr legend li ol p pre summary ul"
_OF_TABLES = "caption table tbody td tfoot th thead tr"
BLOCKS = frozenset(f"{_REGIONS} {_LINES} {_OF_TABLES}".split())
"""Elements that begin on a line of their own."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MOST_BLOCKS = 50_000
MOST_WORDS = 2_000_000
"""Characters of a page's text."""
_CARD = 0.8
"""Of the characters of a card on a page: they are in links."""
_HIDDEN = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_ENDS = re.compile(r"\w{2}[.!?][”’\")]?\Z")


@dataclass(slots=True)
class Block:
    """What a browser shows as one block. ``linked`` counts the characters of ``words`` that are in links.

    ``above`` are the elements around it, the innermost first, itself among them; ``tag`` is that of the innermost.
    ``links`` are the words of each of its links, and the element.
    """

    words: str
    linked: int
    element: Any
    path: str
    above: tuple[Any, ...] = field(repr=False)
    links: tuple[tuple[str, Any], ...] = field(default=(), repr=False)

    @property
    def tag(self) -> str:
        """The name of the element that the words stand in."""
        return str(self.element.tag)

    def link(self, *, of: str = "") -> Hyperlink | None:
        """Its first link to a web address; ``of`` is a class that the link must have."""
        for words, element in self.links:
            url = (element.get("href") or "").strip()
            url = f"https:{url}" if url.startswith("//") else url
            if url.startswith(("http://", "https://")) and (not of or of in (element.get("class") or "").split()):
                return Hyperlink(words, url)
        return None

    def within(self, *tags: str) -> bool:
        """Whether it stands in an element of one of these names."""
        return any(element.tag in tags for element in self.above)


def parse_page(data: bytes, name: str) -> Any:
    """The page in UTF-8 ``data`` as a tree. Raises InputError where there is nothing in it, or lxml is missing.

    No entity is looked up anywhere, and the depth of elements is limited by the parser.
    """
    html = library("lxml.html", name)
    etree = library("lxml.etree", name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: no page in it") from error
    return tree


def in_utf8(data: bytes, given: str = "") -> bytes:
    """The page in UTF-8, whatever it was in; what is not of its encoding becomes the sign for that."""
    encoding = encoding_of(data, given)
    return data if encoding == "utf-8" else data.decode(encoding, "replace").removeprefix("\ufeff").encode()


def encoding_of(data: bytes, given: str = "") -> str:
    """The encoding of a page: by its mark, UTF-8 where it is that, else by its own word, else as given."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        told = match.group(1).decode("ascii") if (match := _CHARSET.search(data[:4096])) else ""
        for name in (told, given):
            try:
                data.decode(name, "replace")
            except (LookupError, UnicodeError):
                continue
            return name if name.lower() not in ("utf-8", "utf8") else "windows-1252"
        return "windows-1252"
    return "utf-8"


def blocks_of(tree: Any) -> tuple[Block, ...]:
    """The blocks of the page in order. Two line breaks part a block as paragraphs do."""
    return tuple(_Walk(tree).blocks())


class _Walk:
    """One way through a page, element by element, without recursion: pages are as deep as they like."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._paths: dict[Any, str] = {tree: f"/{tree.tag}"}
        self._parts: list[tuple[str, Any]] = []  # words, and the link in which they stand
        self._stack: list[Any] = []
        self._blocks: list[Any] = []  # the elements of the stack that are blocks
        self._links: list[Any] = []
        self._count = self._size = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks, as they end."""
        stack: list[tuple[Any, bool]] = [(self._tree, False)]
        while stack:
            element, left = stack.pop()
            if left:
                yield from self._leave(element)
                self._add(element.tail)
                continue
            if not isinstance(element.tag, str) or _unseen(element) or self._is_card(element):
                self._add(element.tail)
                continue
            yield from self._enter(element)
            stack.append((element, True))
            children = [child for child in element if isinstance(child.tag, str)]
            self._name(element, children)
            stack.extend((child, False) for child in reversed(element))
        yield from self._flush()

    def _name(self, element: Any, children: Sequence[Any]) -> None:
        """Notes the XPath of each of the ``children``; lxml's own way takes the square of their number."""
        total = Counter(child.tag for child in children)
        seen: Counter[str] = Counter()
        for child in children:
            seen[child.tag] += 1
            at = f"[{seen[child.tag]}]" if total[child.tag] > 1 else ""
            self._paths[child] = f"{self._paths[element]}/{child.tag}{at}"

    def _enter(self, element: Any) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self._flush()
            self._blocks.append(element)
        elif element.tag == "br":
            if self._parts and self._parts[-1][0] == "\n":
                yield from self._flush()
            else:
                self._parts.append(("\n", None))
        elif element.tag == "a" and element.get("href"):
            self._links.append(element)
        self._stack.append(element)
        self._add(element.text)

    def _leave(self, element: Any) -> Iterator[Block]:
        self._stack.pop()
        if element.tag in BLOCKS:
            yield from self._flush()
            self._blocks.pop()
        elif element.tag == "a" and element.get("href"):
            self._links.pop()

    def _add(self, words: str | None) -> None:
        if words and (words.strip() or self._parts):
            if self._parts and self._parts[-1][0] == "\n" and not words.strip():
                return
            self._parts.append((words, self._links[-1] if self._links else None))

    def _flush(self) -> Iterator[Block]:
        words = _SPACES.sub(" ", "".join(self._apart())).strip()
        if words and self._blocks and self._count < MOST_BLOCKS and self._size < MOST_WORDS:
            linked = sum(len(part.strip()) for part, link in self._parts if link is not None)
            grouped = groupby(self._parts, key=itemgetter(1))
            links = tuple(("".join(part for part, _ in parts), link) for link, parts in grouped if link is not None)
            element = self._blocks[-1]
            self._count += 1
            self._size += len(words)
            yield Block(words, linked, element, self._paths[element], tuple(reversed(self._blocks)), links)
        self._parts.clear()

    def _apart(self) -> Iterator[str]:
        """The words of the block; a sentence that ends with its element has a blank before the next one's name."""
        before = ""
        for part, _ in self._parts:
            if part[:1].isupper() and _ENDS.search(before):
                yield " "
            yield part
            before = part

    def _is_card(self, element: Any) -> bool:
        """Whether it is a card that a page shows over a sentence: in a line, with a picture and several links."""
        if element.tag != "span" or not self._blocks or self._blocks[-1].tag not in ("p", "li", "td", "blockquote"):
            return False
        links = element.findall(".//a")
        if len(links) < 2 or element.find(".//img") is None:
            return False
        return sum(len(link.text_content()) for link in links) > _CARD * len(element.text_content())


def _unseen(element: Any) -> bool:
    if element.tag in UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))
