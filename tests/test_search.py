"""Full-text search: what is found, in what order, and that no question can hurt."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from xpkg.errors import StoreError
from xpkg.search import MATCHES, counts, functions, matching, search
from xpkg.search.making import build_index
from xpkg.search.words import END, START
from xpkg.vocab import NAMESPACES, NIF, RDF, RDFS, SKOS, XPKG

GRAPH = NamedNode("https://example.org/graph")


def thing(name: str, cls: NamedNode, *said: tuple[NamedNode, str]) -> list[Quad]:
    node = NamedNode(f"https://example.org/id/{name}")
    quads = [Quad(node, RDF.type, cls, GRAPH)]
    return quads + [Quad(node, term, Literal(words), GRAPH) for term, words in said]


QUADS = [
    *thing("person/ana", XPKG.Person, (RDFS.label, "Ana Bélo"), (SKOS.altLabel, "貝安娜"), (SKOS.altLabel, "Bélo")),
    *thing("person/bo", XPKG.Person, (RDFS.label, "Bo Quarry")),
    *thing("place/lagos", XPKG.Place, (RDFS.label, "Lagos")),
    *thing(
        "statement/1", XPKG.Statement,
        (XPKG.content, "“The bridge is safe”"), (XPKG.speakerText, "Mayor Belo"), (XPKG.cue, "denied"),
    ),
    *thing("statement/2", XPKG.Statement, (XPKG.content, "that bridges were never inspected in Lagos")),
    *thing("document/story#char=0,40", XPKG.Block, (NIF.anchorOf, "The mayor denies that the bridge rots.")),
    *thing("document/story#char=0,9", XPKG.Passage, (NIF.anchorOf, "The mayor")),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    build_index(QUADS, path)
    return path


def names(index: Path, words: str, kind: str | None = None) -> list[str]:
    return [hit.iri.removeprefix("https://example.org/id/") for hit in search(index, words, kind).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Belo", {"person/ana", "statement/1"}),  # without the accent
        ("belo mayor", {"statement/1"}),  # all words
        ("安娜", {"person/ana"}),  # a part of a native name
        ("bridge", {"statement/1", "statement/2", "document/story#char=0,40"}),  # bridges too
        ('"bridge is safe"', {"statement/1"}),
        ('"safe bridge"', set()),
        ("qua*", {"person/bo"}),
        ("denied", {"document/story#char=0,40"}),  # stemmed; a cue is not searched, a passage is none
        ("the mayor", {"document/story#char=0,40", "statement/1"}),
        ("", set()),
        ("…", set()),
    ],
)
def test_what_is_found(index: Path, words: str, found: set[str]) -> None:
    assert set(names(index, words)) == found


def test_names_come_before_what_is_said(index: Path) -> None:
    assert names(index, "lagos") == ["place/lagos", "statement/2"]


def test_a_kind_narrows_and_counts_add_up(index: Path) -> None:
    assert names(index, "bridge", "text") == ["document/story#char=0,40"]
    assert counts(index, "bridge") == {"statement": 2, "text": 1}
    assert search(index, "bridge").total == 3
    first, second = (search(index, "bridge", limit=2, offset=offset).hits for offset in (0, 2))
    assert [len(first), len(second)] == [2, 1]


def test_an_excerpt_marks_the_words(index: Path) -> None:
    [hit] = search(index, "安娜").hits
    assert hit.label == "Ana Bélo"
    assert "貝" in hit.excerpt
    assert hit.excerpt.count(START) == hit.excerpt.count(END) > 0
    assert "\u200b" not in hit.excerpt


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ('"', 0), ('""', 0), ("*", 0), ("names:ana", 0), ("ana OR bo", 0), ("bo NOT ana", 0), ("NEAR(ana belo)", 0),
        ("\x00", 0), ("(" * 900, 0), ("ana\ud800", 1), ("^ana", 1), ("-ana", 1), ('ana"', 1), ("a" * 5000, 0),
    ],
)  # fmt: skip
def test_no_question_is_an_error_or_an_operator(index: Path, words: str, total: int) -> None:
    assert search(index, words).total == total


def test_the_order_of_the_quads_does_not_matter(index: Path, tmp_path: Path) -> None:
    shuffled = QUADS.copy()
    random.Random(7).shuffle(shuffled)
    build_index(shuffled, tmp_path / "other.sqlite")
    for words in ("bridge", "lagos", "belo", "the"):
        assert search(tmp_path / "other.sqlite", words) == search(index, words)


def test_no_index_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no search index"):
        search(tmp_path / "none.sqlite", "x")


def test_matches_in_sparql(index: Path) -> None:
    store = Store()
    store.extend(QUADS)

    def rows(asked: str) -> list[str | None]:
        found = store.query(
            asked, prefixes=NAMESPACES, use_default_graph_as_union=True, custom_functions=functions(index, [])
        )
        assert isinstance(found, QuerySolutions)
        return [None if (value := row["x"]) is None else str(value.value) for row in found]

    asked = 'SELECT ?x WHERE { ?x a xpkg:Statement FILTER(xpkg:matches(?x, "bridge safe")) }'
    assert rows(asked) == ["https://example.org/id/statement/1"]
    assert rows('SELECT (xpkg:matches("no IRI", "bridge") AS ?x) WHERE {}') == [None]


def test_a_source_matches_where_its_text_does(index: Path) -> None:
    assert "https://example.org/id/document/story" in matching(index, "rots")
    assert MATCHES.value == f"{NAMESPACES['xpkg']}matches"
