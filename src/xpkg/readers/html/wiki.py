"""Reads pages of MediaWiki, as Wikipedia's are, with every citation marker and every reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.html.dom import HEADINGS, Block
from xpkg.readers.html.wiki_titles import title_in
from xpkg.readers.reader import Piece

_PARSED = frozenset({"mw-parser-output", "parsoid-body"})
"""Classes of the element that holds an article: of MediaWiki since 1.30, and of Parsoid, whose pages archives keep."""
_EARLIER = ("mw-content-text", "bodyContent")
"""Ids of that element in pages of MediaWiki 1.16 to 1.29, and before."""
_BESIDE = frozenset("navbox vertical-navbox infobox sidebar toc metadata ambox mbox noprint catlinks hatnote thumb "
                    "authority-control printfooter navbox-styles portalbox sistersitebox mw-editsection "
                    "mw-empty-elt shortdescription side-box portal-bar navigation-not-searchable mw-jump-link "
                    "stub mbox-small".split())  # fmt: skip
"""Classes of what stands in an article and is not told by it."""
_EDIT = re.compile(r"\s*\[\s*edit(?:\s*\|[^\]]{0,40})?\s*\]\s*$")
_BACK = re.compile(r"(?:\^|↑)?\s*(?:[a-z]{1,2}\s*)*")
"""Links back to the text, and nothing else."""
_DATA = "wikitable"
"""Class of a table that says something; others set out the page."""
_OUT = "external"
"""Class of a link that leads out of the wiki."""
_ITEM = "cite_note"
"""How the id of a reference begins, also where a reading view has taken all classes away."""
_LINKS = re.compile(r"see also\b|external links\b", re.I)
"""Headings of lists of links."""
_HEADING = "mw-heading"
"""Class of the element around a heading; what else stands in it are links to edit."""
_MOST = 0.6
"""Of the paragraphs of a page: so many stand in its article."""
_NOTE = re.compile(r"#cite_note\S*$")


def articles_of(tree: Any) -> frozenset[Any]:
    """The elements that hold an article as MediaWiki writes it; none where the page is none of MediaWiki's."""
    parsed = frozenset(each for each in tree.iter() if each.get("class") and _classes(each) & _PARSED)
    if parsed:
        return parsed
    told = (each.get("content") or "" for each in tree.iterfind(".//meta[@name='generator']"))
    if not any(each.startswith("MediaWiki") for each in told):
        return _without_classes(tree)
    found = (tree.find(f".//*[@id='{name}']") for name in _EARLIER)
    return frozenset([each for each in found if each is not None][:1])


def _without_classes(tree: Any) -> frozenset[Any]:
    """The element around an article in a reading view, which keeps the ids of references and no class."""
    item = next((each for each in tree.iterfind(".//ol/li[@id]") if each.get("id").startswith(_ITEM)), None)
    if item is None:
        return frozenset()
    total = sum(1 for _ in tree.iter("p"))
    around = (each for each in item.iterancestors() if sum(1 for _ in each.iter("p")) >= _MOST * total)
    return frozenset(next(([each] for each in around), []))


def wiki_pieces(tree: Any, articles: Set[Any], blocks: Sequence[Block]) -> Iterator[Piece]:
    """The blocks of the ``articles``; those of lists of references with their numbers, as the page shows them.

    Notes of a group of their own have the label that stands in the text, in square brackets. A work in a bibliography
    has no number, nor has one with which a reference of several goes on.
    """
    shown = _shown(tree)
    last: Any = None
    beside = False
    row: list[Block] = []
    for block in blocks:
        if row and _data_row(block) is not _data_row(row[0]):
            yield table_row(row)
            row = []
        classes = [_classes(element) for element in block.above]
        inside = next((at for at, each in enumerate(block.above) if each in articles), None)
        if inside is None or any(each & _BESIDE for each in classes[:inside]):
            continue
        item = _reference(block)
        if item is not None:
            if item is last:
                more = BlockType.REFERENCE if _is_work(block) else BlockType.BOILERPLATE
                yield _cited(block, block.words, more)
                continue
            if _BACK.fullmatch(block.words):
                continue  # links back to the text; the list of works inside the item follows
            last = item
            label = shown.get(item.get("id", ""), "") or str(1 + len([*item.itersiblings("li", preceding=True)]))
            words = _with_one_mark(block.words, item)
            if label.isdecimal() and not _group(item):
                yield _cited(block, f"{label}. {words}", BlockType.REFERENCE)
            else:
                yield _cited(block, f"[{label}] {words}", BlockType.FOOTNOTE)
        elif _data_row(block) is not None:
            row.append(block)
        elif block.tag in ("td", "th", "caption") or _HEADING in classes[0]:
            continue
        elif _is_work(block):
            yield _cited(block, block.words, BlockType.REFERENCE)
        elif block.within("figcaption"):
            yield Piece(block.words, BlockType.CAPTION, path=block.path)
        else:
            words = _EDIT.sub("", block.words)
            if block.tag in HEADINGS:
                beside = bool(_LINKS.match(words)) or (beside and block.tag != "h2")
                yield Piece(words, BlockType.HEADING, path=block.path)
            elif block.within("li"):
                yield Piece(words, BlockType.RELATED if beside else BlockType.LIST_ITEM, path=block.path)
            else:
                yield Piece(words, path=block.path)
    if row:
        yield table_row(row)


def _cited(block: Block, words: str, kind: BlockType) -> Piece:
    """A reference, with what it leads to and the title that the page sets apart in it."""
    link = block.link(of=_OUT) or (block.link() if not _has_classes(block) else None)
    return Piece(words, kind, path=block.path, link=link, title=title_in(block.element, block.words))


def _has_classes(block: Block) -> bool:
    return any(each.get("class") for each in block.element.iter("a"))


def _with_one_mark(words: str, item: Any) -> str:
    """``words`` with one arrow for links back that are numbers, as Parsoid writes them: they would open a record."""
    back = next((each for each in item.iterfind(".//span[@class]") if "mw-cite-backlink" in _classes(each)), None)
    shown = " ".join(back.text_content().split()) if back is not None else ""
    numbers = shown.replace(" ", "").isdecimal() and words.startswith(shown)
    return f"↑ {words[len(shown):].lstrip()}" if numbers else words


def table_row(row: Sequence[Block]) -> Piece:
    """The cells of a row as one piece; what stands in one cell stays together."""
    cells = groupby(row, key=lambda block: next(each for each in block.above if each.tag in ("td", "th")))
    words = " | ".join(" ".join(block.words for block in blocks) for _, blocks in cells)
    return Piece(words, BlockType.TABLE_ROW, path=row[0].path)


def _data_row(block: Block) -> Any:
    """The row of a table that says something in which ``block`` stands, None where it stands in none."""
    table = next((each for each in block.above if each.tag == "table"), None)
    if table is None or _DATA not in _classes(table):
        return None
    return next((each for each in block.above if each.tag == "tr"), None) if block.within("td", "th") else None


def _classes(element: Any) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _shown(tree: Any) -> Mapping[str, str]:
    """What the markers in the text show, by the id of the note that each leads to: "7", "a", "note 1"."""
    found: dict[str, str] = {}
    for link in tree.iterfind(".//sup//a[@href]"):
        if match := _NOTE.search(link.get("href", "")):
            words = " ".join(link.text_content().split()).strip("[] ")
            found.setdefault(match.group().removeprefix("#"), words)
    return found


def _reference(block: Block) -> Any:
    """The item of a list of references in which ``block`` stands, None where it stands in none."""
    for at, element in enumerate(block.above[:-1]):
        above = block.above[at + 1]
        listed = _classes(above) & {"references", "mw-references"} or (element.get("id") or "").startswith(_ITEM)
        if element.tag == "li" and above.tag == "ol" and listed:
            return element
    return None


def _group(item: Any) -> str:
    """The name of the group of notes that the item is of, the empty string for the references themselves."""
    above = item.getparent()
    wrapped = above.getparent()
    found = above.get("data-mw-group") or above.get("type")
    return found or (wrapped.get("data-mw-group") if wrapped is not None else "") or ""


def _is_work(block: Block) -> bool:
    """Whether the block is a work in a list of such, as the templates for citations write it."""
    item = next((each for each in block.above if each.tag in ("li", "dd", "p")), None)
    if item is None:
        return False
    cited = [each for each in item.iter() if each.tag == "cite" or "citation" in _classes(each)]
    return bool(cited) and 2 * sum(len(each.text_content()) for each in cited) > len(block.words)
