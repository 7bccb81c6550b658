"""Mints every IRI of the graph, as a function of what the thing is; the one place that knows the pattern."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from xpkg.model import Entity, Kind, Span

DEFAULT_BASE = "https://w3id.org/xpkg/"
DEFAULT_GRAPH, ADDED_GRAPH = "default", "written"
"""Names of two graphs that keep, through a build, what users wrote: into the default graph, and into built graphs."""
WIKIDATA_GRAPH = "wikidata"
"""The name of the graph that has what Wikidata says of linked things, where a user asked for that."""
_SLUG_LENGTH = 48
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TELLING_TITLE = 4
"""Words: a shorter title tells a work only together with where it appeared."""


def slug(words: str) -> str:
    """An ASCII path segment from ``words``; ``x`` where nothing of them is ASCII.

    >>> slug("La Trobe University’s Élan")
    'la-trobe-universitys-elan'
    """
    plain = words.replace("’", "").replace("'", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    parts = _NOT_IN_A_SLUG.sub("-", plain.lower()).strip("-")
    if len(parts) > _SLUG_LENGTH:
        parts = parts[:_SLUG_LENGTH].rsplit("-", 1)[0]
    return parts or "x"


def is_web_address(words: str) -> bool:
    """Whether ``words`` are an http or https address that can stand in the graph as they are."""
    return bool(_WEB_ADDRESS.fullmatch(words))


def digest(*parts: str) -> str:
    """Ten hexadecimal digits of SHA-256 over ``parts``. Raises ValueError when all are empty: no id out of nothing.

    >>> digest("person", "Xi Jinping", "")
    '14de1edaca'
    """
    if not any(part.strip() for part in parts):
        raise ValueError("an identifier needs something to identify")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


_LONGEST_BASE = 1000


def _folded(title: str) -> str:
    words = re.sub(r"\W+", " ", unicodedata.normalize("NFKC", title).lower()).strip()
    return re.sub(r"(?<=\w\w\w)s\b", "", words)


def _check_base(base: str) -> None:
    told = repr(base if len(base) <= _LONGEST_BASE else base[:60] + "…")
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#@]+/", base):
        raise ValueError(f"a base IRI is http(s), ends in '/' and has no query, fragment or user: {told}")
    if len(base) > _LONGEST_BASE:
        raise ValueError(f"a base IRI has at most {_LONGEST_BASE} characters: {told}")
    if re.search(r"/\.{1,2}/", base):
        raise ValueError(f"a base IRI has no '.' or '..' among its segments: {told}")
    try:
        NamedNode(base)
    except ValueError as error:
        raise ValueError(f"a base IRI is a valid IRI ({error}): {told}") from error


@lru_cache(maxsize=1 << 14)
def _thing(base: str, kind: str, label: str, *identity: str) -> NamedNode:
    if not label.strip():
        raise ValueError(f"a {kind} without a label has no identifier")
    return NamedNode(f"{base}id/{kind}/{slug(label)}-{digest(kind, label, *identity)}")


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs under one base: an http(s) address that ends in ``/``. Raises ValueError, in one line, for others."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        _check_base(self.base)

    def thing(self, kind: str, label: str, *identity: str) -> NamedNode:
        """``id/KIND/SLUG-HASH``; the hash covers kind, label and whatever else tells the thing apart."""
        return _thing(self.base, kind, label, *identity)

    def entity(self, entity: Entity) -> NamedNode:
        """The IRI of a person, organization, group, place, event or document."""
        return self.thing(entity.kind.value, entity.label, entity.phrase)

    def work(self, title: str, *where: str) -> NamedNode:
        """The IRI of a work known by its title, however capitals, points and plurals are written.

        A title that does not tell a work by itself ("Editorial") takes ``where`` it appeared with it.

        >>> Iris().work("Leaked File: How It Was Done", "The Gazette") == Iris().work("leaked files - how it was done")
        True
        """
        words = _folded(title)
        return self.thing(Kind.DOCUMENT.value, words or title, *(() if self.telling(title) else ("", *where)))

    def telling(self, title: str) -> bool:
        """Whether ``title`` has enough words to tell a work from all others."""
        return len(_folded(title).split()) >= _TELLING_TITLE

    def source(self, name: str) -> NamedNode:
        """The IRI of the source that the corpus calls ``name``; the same whatever its text becomes."""
        return self.thing(Kind.DOCUMENT.value, name, "source")

    def under(self, path: str) -> NamedNode:
        """The thing at ``KIND/SLUG-HASH`` under the id base, or the type of events ``ontology#event-…``.

        Mapping sets name both so.

        >>> str(Iris().under("ontology#event-arrest"))
        '<https://w3id.org/xpkg/ontology#event-arrest>'
        """
        return NamedNode(f"{DEFAULT_BASE}{path}" if path.startswith("ontology#") else f"{self.base}id/{path}")

    def passage(self, source: NamedNode, span: Span) -> NamedNode:
        """``SOURCE#char=START,END`` (RFC 5147)."""
        return NamedNode(f"{source.value}#char={span.start},{span.end}")

    def reading(self, source: NamedNode) -> NamedNode:
        """``SOURCE#reading``: the making of the text of ``source`` from a file of another format."""
        return NamedNode(f"{source.value}#reading")

    def geometry(self, place: NamedNode) -> NamedNode:
        """``PLACE#geometry``: where a place lies."""
        return NamedNode(f"{place.value}#geometry")

    def document_graph(self, name: str) -> NamedNode:
        """The named graph of the source ``name``."""
        return NamedNode(f"{self.document_graphs}{slug(name)}-{digest(Kind.DOCUMENT.value, name, 'source')}")

    @property
    def document_graphs(self) -> str:
        """How the IRIs of the graphs of all sources begin."""
        return f"{self.base}graph/document/"

    def query(self, name: str) -> NamedNode:
        """The query that the catalogue calls ``name``."""
        return NamedNode(f"{self.base}id/query/{name}")

    def graph(self, name: str) -> NamedNode:
        """A named graph of no one source: authority, links, inferred, wikidata and others, and those of users."""
        return NamedNode(f"{self.base}graph/{name}")
