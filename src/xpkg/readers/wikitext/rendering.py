"""Shows wikitext as plain text: templates, links and tables as they are read, references as numbered markers."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

from xpkg.lexicon.wiki_templates import Use, template_uses
from xpkg.model import BlockType, Hyperlink
from xpkg.readers.reader import Piece
from xpkg.readers.wikitext.citations import citation, short

ROW, CAPTION, REFERENCES, NOTES = "\ue000", "\ue001", "\ue002", "\ue003"
"""At the head of a line: what the line is."""
_FILE = re.compile(r"\s*(?:file|image|datei|fichier)\s*:", re.I)
_ASIDE = re.compile(r"\s*+:?\s*+(?:category|kategorie|[a-z]{2,3}(?:-[a-z]+)?)\s*:(?!//)", re.I)
_SETTING = re.compile(
    r"\s*+(?:thumb(?:nail)?|frame(?:d|less)?|left|right|center|none|upright.*|\d{0,6}x?\d{1,6}px|(?:alt|link|class)=.*)\s*+"
)
_DROPPED = frozenset("gallery math chem score timeline imagemap templatestyles nowiki-off".split())
_DEEPEST = 30
_MAGIC = re.compile(r"__[A-Z]+__")


class Rendering:
    """One page as it is shown. ``references`` and ``notes`` are what its markers lead to, in their order."""

    def __init__(self) -> None:
        self.references: list[str] = []
        self.notes: list[str] = []
        self.links: dict[int, Hyperlink] = {}  # by the number of the reference that has it
        self._named: dict[tuple[str, str], int] = {}
        self._waiting: dict[str, Any] = {}

    def shown(self, code: Any, depth: int = 0) -> str:
        """The words of ``code``, lines as they are."""
        if depth > _DEEPEST:
            return ""
        return "".join(self._node(node, depth + 1) for node in code.nodes)

    def define(self, code: Any) -> None:
        """Takes the named references of all of ``code``: a marker may stand before what it names is told."""
        for tag in code.ifilter_tags(matches=lambda node: str(node.tag).lower() == "ref"):
            name = _attribute(tag, "name")
            if name and tag.contents and str(tag.contents).strip():
                self._waiting.setdefault(name, tag.contents)

    def _node(self, node: Any, depth: int) -> str:
        kind = type(node).__name__
        if kind == "Text":
            return _MAGIC.sub("", str(node.value))
        if kind == "HTMLEntity":
            return str(node.normalize())
        if kind == "Heading":
            return f"\n{'=' * node.level}{self.shown(node.title, depth).strip()}{'=' * node.level}\n"
        if kind == "Wikilink":
            return self._link(node, depth)
        if kind == "ExternalLink":
            return self.shown(node.title, depth) if node.title else ("" if node.brackets else str(node.url))
        if kind == "Template":
            return self._template(node, depth)
        return self._tag(node, depth) if kind == "Tag" else ""

    def _link(self, node: Any, depth: int) -> str:
        title = str(node.title)
        if _FILE.match(title):
            words = [each for each in str(node.text or "").split("|") if not _SETTING.fullmatch(each)]
            shown = self.shown(_parsed(words[-1], node), depth).strip() if words else ""
            return f"\n{CAPTION}{shown}\n" if shown else ""
        if _ASIDE.match(title) and not title.lstrip().startswith(":"):
            return ""
        return self.shown(node.text if node.text is not None else node.title, depth).lstrip(":")

    def _tag(self, node: Any, depth: int) -> str:
        name = str(node.tag).strip().lower()
        if name == "ref":
            return self._reference(node, depth)
        if name == "references":
            if node.contents is not None:
                self.define(node.contents)
            return f"\n{NOTES if _attribute(node, 'group') else REFERENCES}\n"
        if name == "table":
            return "".join(self._rows(node, depth))
        if name in ("br", "hr"):
            return "\n" if name == "hr" else " "
        if name in ("li", "dd", "dt") and node.self_closing:
            return str(node.wiki_markup or "*")
        if name in _DROPPED or node.contents is None:
            return ""
        return self.shown(node.contents, depth)

    def _rows(self, table: Any, depth: int) -> Iterator[str]:
        if table.contents is None:
            return
        rows = table.contents.filter_tags(recursive=False, matches=lambda each: str(each.tag) == "tr")
        for part in (table, *rows):  # the first row may stand in the table itself
            cells = part.contents.filter_tags(recursive=False, matches=lambda each: str(each.tag) in ("td", "th"))
            words = [" ".join(self.shown(cell.contents, depth).split()) for cell in cells]
            if any(words):
                yield f"\n{ROW}{' | '.join(words)}\n"

    def _reference(self, node: Any, depth: int) -> str:
        name, group = _attribute(node, "name"), _attribute(node, "group")
        contents = node.contents if node.contents and str(node.contents).strip() else self._waiting.get(name)
        return self._marker(name, group, contents, depth)

    def _marker(self, name: str, group: str, contents: Any, depth: int) -> str:
        kept = self.notes if group else self.references
        number = self._named.get((group, name), 0) if name else 0
        if not number:
            kept.append("")
            number = len(kept)
            if name:
                self._named[group, name] = number
            kept[number - 1] = " ".join(self.shown(contents, depth).split()) if contents is not None else ""
            if contents is not None and not group and (link := self._own_link(contents, depth)):
                self.links[number] = link
        return f"[{letter(number) if group else number}]"

    def _own_link(self, contents: Any, depth: int) -> Hyperlink | None:
        """The first link out of the wiki in a reference: one that it has as such, or the address in a citation."""
        for node in contents.nodes:
            kind = type(node).__name__
            if kind == "ExternalLink" and node.title:
                return Hyperlink(self.shown(node.title, depth), str(node.url).strip())
            if kind == "Template" and _use_of(node) in (Use.CITATION, Use.BOOK):
                given = {str(each.name).strip(): each.value for each in node.params}
                title, url = (given.get(key) for key in ("title", "url"))
                if title is not None and url is not None and str(url).strip():
                    return Hyperlink(self.shown(title, depth), str(url).strip())
        return None

    def _template(self, node: Any, depth: int) -> str:
        use = _use_of(node)
        if use is None:
            return ""
        given = {str(each.name).strip(): each.value for each in node.params}
        if use is Use.NOTE:
            return self._marker(_plain(given.get("name")), "note", given.get("1"), depth)
        if use is Use.REUSE:
            names = [_plain(value) for key, value in given.items() if key.isdecimal()]
            return "".join(self._marker(name, "", self._waiting.get(name), depth) for name in names)
        if use is Use.REFERENCES:
            if "refs" in given:
                self.define(given["refs"])
            return f"\n{REFERENCES}\n"
        words = {key: " ".join(self.shown(value, depth).split()) for key, value in given.items()}
        return self._words(node, use, words)

    def _words(self, node: Any, use: Use, words: Mapping[str, str]) -> str:
        plain = [words[str(at)] for at in range(1, 10) if str(at) in words]
        if use in (Use.CITATION, Use.BOOK):
            return citation(words, marks=use is Use.CITATION)
        if use is Use.SHORT_NOTE:
            cited = short(plain, words) + "."
            if cited not in self.references:
                self.references.append(cited)
            return f"[{self.references.index(cited) + 1}]"
        if use is Use.HARVARD_TEXT and plain:
            pages = words.get("p") or words.get("pp")
            return f"{' and '.join(plain[:-1])} ({plain[-1]}{f', p. {pages}' if pages else ''})"
        simple = {
            Use.FIRST: plain[0] if plain else "",
            Use.LAST: plain[-1] if plain else "",
            Use.NAME: " ".join(plain[:2]),
            Use.QUANTITY: " ".join(plain[:2]),
            Use.PAGES: f": {plain[0]}" if plain else "",
            Use.HARVARD: f"({short(plain, words)})",
            Use.SHORT: short(plain, words),
            Use.WORDS: " ".join([str(node.name).strip().capitalize(), *plain]),
            Use.NOTES: f"\n{NOTES}\n",
        }
        return simple.get(use, "")


def _use_of(template: Any) -> Use | None:
    return template_uses().get(" ".join(str(template.name).replace("_", " ").split()).lower())


def letter(number: int) -> str:
    """The letters of a note: a to z, then aa.

    >>> letter(1), letter(27)
    ('a', 'aa')
    """
    rest, own = divmod(number - 1, 26)
    return (letter(rest) if rest else "") + string.ascii_lowercase[own]


def _attribute(tag: Any, name: str) -> str:
    return _plain(tag.get(name).value) if tag.has(name) else ""


def _plain(value: Any) -> str:
    return str(value or "").strip().strip("\"'")


def _parsed(words: str, node: Any) -> Any:
    import mwparserfromhell  # the page was parsed by it

    return mwparserfromhell.parse(words)


def pieces_of(code: Any) -> Iterator[Piece]:
    """The blocks of a page; its references stand where it has their list, or behind all else."""
    rendering = Rendering()
    rendering.define(code)
    lines = rendering.shown(code).split("\n")
    listed = set()
    paragraph: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        words = line.strip()
        apart = not words or words[0] in f"*#:;={ROW}{CAPTION}{REFERENCES}{NOTES}"
        if apart and paragraph:
            yield Piece(" ".join(paragraph), path=f"line {number - 1}")
            paragraph = []
        if not words:
            continue
        if words in (REFERENCES, NOTES):
            if words not in listed:
                yield from _list(rendering, words)
            listed.add(words)
        elif words[0] in f"{ROW}{CAPTION}":
            yield Piece(words[1:], BlockType.TABLE_ROW if words[0] == ROW else BlockType.CAPTION)
        elif words[0] == "=":
            yield Piece(words.strip("= "), BlockType.HEADING)
        elif words[0] in "*#:;":
            item = words.lstrip("*#:; ")
            if item:
                yield Piece(item, _item(words, item))
        else:
            paragraph.append(words)
    for mark in (NOTES, REFERENCES):
        if mark not in listed:
            yield from _list(rendering, mark)


def _item(words: str, item: str) -> BlockType | None:
    if _WORK.search(item):
        return BlockType.REFERENCE
    return BlockType.LIST_ITEM if words[0] in "*#" else BlockType.HEADING if words[0] == ";" else None


_WORK = re.compile(r"^[^.!?]{2,200}\((?:[^()]*\s)?(?:1[5-9]|20)\d\d[a-z]?\)\.\s")
"""A cited work as the templates write it."""


def _list(rendering: Rendering, mark: str) -> Iterator[Piece]:
    if mark == NOTES:
        for number, words in enumerate(rendering.notes, start=1):
            yield Piece(f"[{letter(number)}] ^ {words}", BlockType.FOOTNOTE, path=f"note {letter(number)}")
        return
    for number, words in enumerate(rendering.references, start=1):
        link = rendering.links.get(number)
        yield Piece(f"{number}. ^ {words}", BlockType.REFERENCE, path=f"reference {number}", link=link)
