"""The page of a source: its whole text, with all annotations marked and linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from xpkg.server.pages import cards
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.citing import citation
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.marking import Mark, Node, nest_marks
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import CITO, DCTERMS, SCHEMA, XPKG

_PASSAGES = """SELECT ?p ?method ?date WHERE { ?p nif:referenceContext $source
OPTIONAL { ?p xpkg:method ?method } OPTIONAL { ?p xpkg:date ?date } }"""
_DENOTES = "SELECT DISTINCT ?p ?thing WHERE { ?p nif:referenceContext $source ; xpkg:denotes ?thing }"
# Each branch starts at the source. With VALUES for the property the engine would start at all statements.
_SAID = "SELECT DISTINCT ?p ?part ?s WHERE { $branches }"
_BRANCH = '{ ?s xpkg:statedIn $source ; xpkg:%sPassage ?p BIND("%s" AS ?part) }'
_PARTS = ("source", "cue", "content")
_HAPPENED = "SELECT DISTINCT ?p ?s WHERE { ?s xpkg:statedIn $source ; a $cls ; xpkg:evidence ?p }"
_MARKERS = "SELECT DISTINCT ?p ?reference WHERE { ?p nif:referenceContext $source ; xpkg:citesReference ?reference }"
_BLOCKS = """SELECT DISTINCT ?p ?type ?in ?order ?number ?work ?page WHERE { $source dcterms:hasPart ?p .
?p xpkg:blockType ?type ; xpkg:inStory ?in ; xpkg:order ?order
OPTIONAL { ?p xpkg:number ?number } OPTIONAL { ?p xpkg:describesWork ?work } OPTIONAL { ?p xpkg:originPage ?page } }
ORDER BY ?order ?work"""

# Outer marks first, where several lie over the same characters.
_RANKS = ("content", "event", "position", "quotation", "speaker", "mention", "cue", "date", "marker", "asked")
_KINDS = ("person", "organization", "group", "place", "document")
_RANGE = re.compile(r"(\d{1,15}),(\d{1,15})")
GROUPS = 60
"""Marks of one text that may be split and still be highlighted together: the stylesheet has as many rules."""


@dataclass(slots=True)
class Annotation:
    """All that was found over the same characters: the CSS classes, the link, the titles and the notes of its mark."""

    names: set[str] = field(default_factory=set)
    href: str | None = None
    titles: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    sure: bool = False  # whether it is part of a statement with high confidence

    @property
    def classes(self) -> tuple[str, ...]:
        """The CSS classes of the mark."""
        doubt = {"unsure"} if "content" in self.names and not self.sure else set()
        return tuple(sorted(self.names | doubt))


@dataclass(slots=True)
class BlockView:
    """A block on the page. ``fragment`` is its id, ``rest`` the text between it and the next block.

    ``page`` is that of the original, where the block is the first on it. ``statements`` are those that begin in it.
    """

    type: str
    parts: list[str | Node]
    fragment: str
    number: str = ""
    works: tuple[str, ...] = ()
    rest: str = ""
    page: str = ""
    statements: list[cards.StatementCard] = field(default_factory=list)


@dataclass(slots=True)
class BlockGroup:
    """Consecutive blocks that are, or are not, of the source's own story; ``listed``: they are references."""

    in_story: bool
    listed: bool
    blocks: list[BlockView] = field(default_factory=list)


def page(reader: GraphReader, source: Thing, fields: Mapping[str, str]) -> Page:
    """The page of ``source``; the form field ``char`` (``START,END``) marks these characters, whatever they are."""
    text = source.one(XPKG.text)
    found, statements = _found(reader, source)
    passage = quoted = ""
    if (asked := _RANGE.fullmatch(fields.get("char", ""))) and int(asked[1]) < int(asked[2]) <= len(text):
        start, end = int(asked[1]), int(asked[2])
        found.setdefault((start, end), Annotation()).names.add("asked")
        passage, quoted = f"{source.iri}#char={start},{end}", text[start:end]
    stretches = _stretches(reader, source, text, found)
    groups: dict[tuple[int, int], int] = {}
    begun = sorted(((place[1], card) for card in statements if (place := place_in(card.passage))), key=_first)
    for stretch in stretches:
        for block in stretch.blocks:
            _cut_marks(block.parts, groups)
            _, start, end = place_in(f"{source.iri}#{block.fragment}") or ("", 0, 0)
            block.statements = [card for at, card in begun if start <= at < end]
    counts = {name: sum(name in each.names for each in found.values()) for name in (*_RANKS, *_KINDS)}
    reader.learn_names_of([source], DCTERMS.publisher, DCTERMS.creator)
    return render(
        "source.html", reader, title=reader.name(source.iri), source=source, stretches=stretches, groups=groups,
        counts=counts,
        unsure=any("unsure" in each.classes for each in found.values()),
        language=source.one(DCTERMS.language) or "en", makers=cards.makers_of(source),
        publishers=source.all(DCTERMS.publisher), issued=source.one(DCTERMS.issued), rights=source.one(DCTERMS.rights),
        origin=source.one(DCTERMS.source), kind=source.one(DCTERMS.type), url=source.one(SCHEMA.url),
        sha256=source.one(XPKG.sha256), length=len(text), cited=len(source.all(CITO.cites)), here="documents",
        citation=citation(reader, source, passage, quoted), quoted=quoted,
        statements=len(statements), events=counts["event"],
    )  # fmt: skip


def _found(reader: GraphReader, source: Thing) -> tuple[dict[tuple[int, int], Annotation], list[cards.StatementCard]]:
    """The annotations of the text by their characters, and the statements."""
    node = NamedNode(source.iri)
    found: dict[tuple[int, int], Annotation] = {}

    def at(iri: str) -> Annotation:
        place = place_in(iri)
        # A passage that names no characters of this source is not shown.
        return found.setdefault(place[1:], Annotation()) if place and place[0] == source.iri else Annotation()

    for row in reader.rows(_PASSAGES, source=node):
        here = at(row.text("p"))
        if row.text("method").startswith("quotation marks"):
            here.names.add("quotation")
        if row.text("date"):
            here.names.add("date")
            here.titles.append(row.text("date"))
    denoted = [(row.text("p"), row.text("thing")) for row in reader.rows(_DENOTES, source=node)]
    reader.learn_names(thing for _, thing in denoted)
    for passage, thing in sorted(denoted):
        here = at(passage)
        kind = reader.site.kind(thing)
        here.names |= {"mention", kind}
        words = f"{reader.name(thing)} ({gettext(_KIND_NAMES.get(kind, kind))})"
        address = reader.site.local(thing)
        if here.href and address and address != here.href:
            here.notes.append((address, "also", f"{gettext('Also:')} {words}"))  # a passage that denotes several things
        here.href = here.href or address
        here.titles.append(words)
    statements = _statements(reader, node, at)
    for term, name in ((XPKG.Event, message("event")), (XPKG.Position, message("position"))):
        rows = sorted((row.text("p"), row.text("s")) for row in reader.rows(_HAPPENED, source=node, cls=term))
        reader.learn_names(thing for _, thing in rows)
        for passage, thing in rows:
            here = at(passage)
            here.names.add(name)
            words = f"{gettext(name).capitalize()}: {reader.name(thing)}"
            here.notes.append((reader.site.local(thing) or "", name, words))
    for row in reader.rows(_MARKERS, source=node):
        here = at(row.text("p"))
        here.names.add("marker")
        if place := place_in(row.text("reference")):
            here.href, here.titles = f"#char={place[1]},{place[2]}", [gettext("Reference")]
    return found, statements


_KIND_NAMES = {"organization": message("organisation")}


def _first(pair: tuple[int, cards.StatementCard]) -> tuple[int, str]:
    return pair[0], pair[1].iri


def _statements(reader: GraphReader, node: NamedNode, at: Callable[[str], Annotation]) -> list[cards.StatementCard]:
    parts: dict[str, dict[str, list[str]]] = {}
    branches = " UNION ".join((_BRANCH % (part, part)).replace("$source", str(node)) for part in _PARTS)
    for row in reader.rows(_SAID, branches=branches):
        parts.setdefault(row.text("s"), {}).setdefault(row.text("part"), []).append(row.text("p"))
    shown = cards.statements(reader, sorted(parts))
    for card in shown:
        named = f" {gettext('and')} ".join(reader.name(iri) for iri in card.speakers)
        who = named or card.speaker_text or gettext("nobody named")
        doubt = f"; {gettext('uncertain reading, %(confidence)s')}" % {"confidence": card.confidence}
        act = (gettext("not said") if card.negated else card.act) + (doubt if card.unsure else "")
        title = gettext("Statement by %(who)s (%(act)s)") % {"who": who, "act": act}
        address = reader.site.local(card.iri) or ""
        for part, name in (("source", "speaker"), ("cue", "cue"), ("content", "content")):
            for passage in parts[card.iri].get(part, ()):
                here = at(passage)
                here.names.add(name)
                here.sure = here.sure or not card.unsure
                if name == "cue":
                    here.href = here.href or address
                    here.titles.append(title)
        contents = sorted(parts[card.iri].get("content", ()), key=lambda iri: place_in(iri) or (iri, 0, 0))
        if contents:
            at(contents[-1]).notes.append((address, "statement", title))
    return shown


def _stretches(
    reader: GraphReader, source: Thing, text: str, found: dict[tuple[int, int], Annotation]
) -> list[BlockGroup]:
    rows = reader.rows(_BLOCKS, source=NamedNode(source.iri))
    works: dict[str, dict[str, None]] = {}
    for row in rows:
        works.setdefault(row.text("p"), {})[row.text("work")] = None
    firsts = {row.text("p"): row for row in reversed(rows)}  # a reference to several works has a row for each
    blocks = [(place, firsts[passage]) for passage in works if (place := place_in(passage))]
    spans = {place[1:] for place, _ in blocks}
    marks = [
        Mark(start, end, each.classes, each.href, "; ".join(dict.fromkeys(each.titles)), _rank(each.names),
             notes=tuple(dict.fromkeys(each.notes)), passage=(start, end) not in spans)
        for (start, end), each in found.items()
        if end <= len(text) and (each.names or each.notes or (start, end) not in spans)
    ]  # fmt: skip
    marks.sort(key=lambda mark: mark.start)
    stretches: list[BlockGroup] = []
    last_page = ""
    for index, (place, row) in enumerate(blocks):
        _, start, end = place
        kind = row.text("type").rsplit("block-", 1)[-1]
        after = blocks[index + 1][0][1] if index + 1 < len(blocks) else len(text)
        block = BlockView(
            kind, nest_marks(text, start, end, (mark for mark in marks if mark.start < end and mark.end > start)),
            f"char={start},{end}", row.text("number"), tuple(filter(None, works[row.text("p")])),
            text[end:after].strip(), row.text("page") if row.text("page") != last_page else "",
        )  # fmt: skip
        last_page = row.text("page")
        key = (row.true("in"), kind == "reference")
        if not stretches or (stretches[-1].in_story, stretches[-1].listed) != key:
            stretches.append(BlockGroup(*key))
        stretches[-1].blocks.append(block)
    return stretches


def _rank(names: Iterable[str]) -> int:
    return min((_RANKS.index(name) for name in names if name in _RANKS), default=len(_RANKS))


def _cut_marks(parts: Iterable[str | Node], groups: dict[tuple[int, int], int]) -> None:
    """Number the marks that are split into pieces, so that a link to one piece highlights them all."""
    for part in parts:
        if isinstance(part, Node):
            if not part.first and len(groups) < GROUPS:
                groups.setdefault((part.mark.start, part.mark.end), len(groups))
            _cut_marks(part.parts, groups)
