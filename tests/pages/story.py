"""A made-up source with all that a graph can tell of it, and names that were chosen to do harm."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
)

from xpkg.resources import folder
from xpkg.search import FILE_NAME, functions
from xpkg.search.making import build_index
from xpkg.server.pages import Page, PageRequest, respond
from xpkg.vocab import NAMESPACES

HERE = Path(__file__).parent
BASE = "https://kg.example/x/"
SOURCE = f"{BASE}id/document/story-1"
TEXT = (HERE / "story.txt").read_text("utf-8")


def span(words: str) -> tuple[int, int]:
    """Where ``words`` stand: ``from…to`` runs from the one to the other, ``words|1`` is the second place."""
    words, _, nth = words.partition("|")
    first, _, last = words.partition("…")
    start = -1
    for _ in range(int(nth or 0) + 1):
        start = TEXT.index(first, start + 1)
    return start, (TEXT.index(last, start) + len(last) if last else start + len(first))


def quads() -> list[Quad]:
    """The story and the ontology, each in its graph."""
    passages: set[tuple[int, int]] = set()

    def passage(found: re.Match[str]) -> str:
        passages.add(where := span(found[1]))
        return f"<{SOURCE}#char={where[0]},{where[1]}>"

    turtle = (HERE / "story.ttl.in").read_text("utf-8").partition("\n")[2]
    turtle = re.sub("«(.+?)»", passage, turtle)
    turtle = re.sub(r"(?<![\w<:])id:([a-z]+/[\w-]+)", rf"<{BASE}id/\1>", turtle)
    turtle = turtle.replace("@TEXT@", str(Literal(TEXT)))
    turtle = turtle.replace("@SHA@", hashlib.sha256(TEXT.encode()).hexdigest())
    for start, end in sorted(passages):
        turtle += f"<{SOURCE}#char={start},{end}> a xpkg:Passage ; nif:referenceContext <{SOURCE}> ; "
        turtle += f"nif:beginIndex {start} ; nif:endIndex {end} ; nif:anchorOf {Literal(TEXT[start:end])} .\n"
    graph, terms = NamedNode(f"{BASE}graph/document/story-1"), NamedNode(f"{BASE}graph/ontology")
    found = parse(turtle.encode(), format=RdfFormat.TURTLE)
    ontology = parse(path=folder("ontology") / "xpkg.ttl", format=RdfFormat.TURTLE)
    named = ((found, graph), (ontology, terms))
    return [Quad(quad.subject, quad.predicate, quad.object, name) for some, name in named for quad in some]


@dataclass
class StoryEngine:
    """The story in a store in memory, with its full-text index."""

    index: Path
    store: Store

    def execute(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``."""
        known = functions(self.index, [])
        return self.store.query(query, prefixes=NAMESPACES, use_default_graph_as_union=True, custom_functions=known)

    def get(self, path: str, /, *, root: str = "https://kg.example/x/", **fields: str) -> Page:
        """The page at ``path``."""
        given = tuple((name.rstrip("_"), value) for name, value in fields.items())
        return respond(PageRequest(path, given, root, BASE), self)


def open_story(path: Path) -> StoryEngine:
    """The story, opened."""
    store, found = Store(), quads()
    store.extend(found)
    build_index(found, path / FILE_NAME)
    return StoryEngine(path / FILE_NAME, store)
