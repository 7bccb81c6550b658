"""Takes a source back out of the store that keeps it, as it was when its file was read."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from xpkg.iris import Iris
from xpkg.model import BlockType, Hyperlink, Part, Source, Span
from xpkg.store import SourceRecord
from xpkg.vocab import DCTERMS, NAMESPACES, NIF, XPKG

_BLOCK = f"{NAMESPACES['xpkg']}block-"
_NUMBERED = (BlockType.REFERENCE,)
_BY_FORM = (BlockType.CAPTION, BlockType.CREDIT)
"""What only the text around it tells, and what in a story was told by its form: the reader saw a part of no type."""


def record_of(source: Source) -> SourceRecord:
    """What the store's manifest keeps of ``source``."""
    return SourceRecord(source.name, source.sha256, source.metadata, source.original, source.told_by)


def without_text(record: SourceRecord) -> Source:
    """The source of ``record`` as far as the manifest knows it: no text is empty, so this one is not read yet."""
    return Source(record.name, "", record.sha256, record.metadata, record.original, (), record.told_by)


def stored_source(database: Store, record: SourceRecord, iris: Iris) -> Source:
    """The source of ``record`` with its text from the graph in ``database``, and its parts where a reader made it."""
    node = iris.source(record.name)
    text = _value(database, node, XPKG.text)
    parts = _parts(database, node) if record.original else ()
    return Source(record.name, text, record.sha256, record.metadata, record.original, parts, record.told_by)


def _parts(database: Store, source: NamedNode) -> tuple[Part, ...]:
    """The blocks of ``source`` as parts, in order."""
    found = []
    for quad in database.quads_for_pattern(source, DCTERMS.hasPart, None):
        block = quad.object
        assert isinstance(block, NamedNode)
        kind = next(each.object for each in database.quads_for_pattern(block, XPKG.blockType, None))
        assert isinstance(kind, NamedNode)
        role = BlockType(kind.value.removeprefix(_BLOCK))
        span = Span(int(_value(database, block, NIF.beginIndex)), int(_value(database, block, NIF.endIndex)))
        page = _value(database, block, XPKG.originPage)
        path = _value(database, block, XPKG.originPath)
        told = role in _NUMBERED or (role in _BY_FORM and _value(database, block, XPKG.inStory) == "true")
        title = _value(database, block, XPKG.originTitle)
        own = None if told else role
        found.append(Part(span, own, int(page) if page else None, path, _link(database, block), title))
    made = any(part.path or part.page for part in found)  # a reader that only decodes a text sees no parts
    return tuple(sorted(set(found), key=lambda part: part.span)) if made else ()


def _link(database: Store, block: NamedNode) -> Hyperlink | None:
    words = _value(database, block, XPKG.originLinkText)
    targets = [quad.object for quad in database.quads_for_pattern(block, XPKG.originLink, None)]
    return Hyperlink(words, targets[0].value) if targets and isinstance(targets[0], NamedNode) else None


def _value(database: Store, subject: NamedNode, predicate: NamedNode) -> str:
    """The literal that the graph gives, the empty string where there is none."""
    for quad in database.quads_for_pattern(subject, predicate, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""
