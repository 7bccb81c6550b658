"""A store that was built up, changed and cut down step by step is, byte for byte, one that was built at once."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from xpkg import counting
from xpkg.annotators import Choice
from xpkg.api import identities_of, links_of
from xpkg.corpus import source_of
from xpkg.model import Source
from xpkg.pipeline import writing
from xpkg.pipeline.build import Plan, build
from xpkg.search import search
from xpkg.store import differences, open_snapshot, sorted_lines

PEOPLE = ("Mara Lindqvist", "Jon Ek", "Olga Brandt", "Angela Merkel")
SAID = (
    "“We will rebuild the old harbour before winter,” {0} said on Monday.",
    "{0} said: “We will rebuild the old harbour before winter, whatever it costs us.”",
    "“Nobody in this town was ever asked about the dam,” said {0}.",
    "{0} denied that {1} had taken money from the harbour company.",
    "{0} said that {1} had taken money from the harbour company.",
    "{0} said {1} was arrested for taking bribes from a builder.",
    "{0} said {1} was arrested because of a speech in the harbour.",
    "{1} was arrested in Berlin on 3 May 2019.",
    "Police arrested {1} in Berlin on 3 May 2019, {0} said.",
    "{0} met {1} in Beijing on 12 June 2018.",
    "{0}, the mayor of Lisbon, resigned on 4 July 2020.",
    "{0} spoke in Lyon, a city of France.",
    "Lyon denied that {0} had spoken there.",
)
HEADS = ("A harbour", "The dam", "An arrest", "A meeting", "A mayor")


def story(chance: random.Random) -> str:
    sentences = [each.format(*chance.sample(PEOPLE, 2)) for each in chance.sample(SAID, 3)]
    return f"{chance.choice(HEADS)}\n\n{' '.join(sentences)}\n"


class House:
    """A store that is changed, and the texts that it is to have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, Source] = {}
        self.links = links_of(())

    def build(self, store: str, texts: Iterable[Source], **more: object) -> None:
        given = Plan(tuple(texts), identities_of((), (), ()), self.links, annotator=Choice("rules"), workers=1)
        build(self.folder / store, replace(given, **more))  # type: ignore[arg-type]

    def same_as_fresh(self) -> None:
        fresh = f"fresh-{len([*self.folder.iterdir()])}"
        self.build(fresh, [self.texts[name] for name in sorted(self.texts)])
        assert seen(self.folder / "db") == seen(self.folder / fresh)


def seen(store: Path) -> dict[str, object]:
    """All that can be seen of a store, but for the files that it is in."""
    with open_snapshot(store) as snapshot:
        snapshot.check(None)
        database, manifest = snapshot.open(), snapshot.manifest()
        assert [*differences(database, manifest)] == []
        with closing(sqlite3.connect(snapshot.search)) as index:
            rows = index.execute("SELECT iri, kind, label, names, words FROM things ORDER BY iri").fetchall()
            facts = index.execute(
                "SELECT t.iri, f.term, v.value FROM facts f JOIN things t ON t.rowid = f.place "
                "JOIN vals v ON v.id = f.value ORDER BY 1, 2, 3"
            ).fetchall()
            told = index.execute(
                "SELECT t.iri, v.value, d.kind, d.start, d.first, d.last, d.bounded, d.sure FROM told d "
                "JOIN things t ON t.rowid = d.place JOIN vals v ON v.id = d.source ORDER BY 1"
            ).fetchall()
        return {
            "quads": sorted_lines(database),
            "manifest": replace(manifest, files=(), number=0),
            "rows": rows,
            "facts": facts,
            "told": told,
            "found": [search(snapshot.search, words, limit=999) for words in ("harbour", "arrested berlin", "brandt")],
            "counts": (snapshot.folder / "counts.json").read_text(),
        }


@pytest.fixture
def onwards(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An entry for each build that goes on from the one before."""
    found: list[int] = []

    class Counted(writing.Onwards):
        def __init__(self, *given: object, linked: bool) -> None:
            super().__init__(*given, linked=linked)  # type: ignore[arg-type]
            found.append(1)

    monkeypatch.setattr("xpkg.pipeline.build.Onwards", Counted)
    return found


def step(house: House, chance: random.Random) -> None:
    """Adds a text, changes one, takes one out, renames one, or does several of these at once."""
    deed = chance.choice(("add", "change", "remove", "rename", "all"))
    if deed == "add" or len(house.texts) < 4:
        source = source_of(f"text-{chance.randrange(100)}", story(chance))
        house.texts[source.name] = source
        house.build("db", [source], add=True)
    elif deed == "remove":
        name = chance.choice(sorted(house.texts))
        del house.texts[name]
        house.build("db", (), add=True, without=(name,))
    else:
        name = chance.choice(sorted(house.texts))
        if deed == "change":
            house.texts[name] = source_of(name, story(chance))
        else:
            old = house.texts.pop(name)
            house.texts[f"{name}-moved"] = replace(old, name=f"{name}-moved")
        if deed == "all":
            source = source_of("more", story(chance))
            house.texts[source.name] = source
        house.build("db", house.texts.values(), replace=True)
    distinct = {source.sha256: name for name, source in sorted(house.texts.items())}
    house.texts = {name: house.texts[name] for name in distinct.values()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_step_by_step_is_the_same_as_at_once(seed: int, tmp_path: Path, onwards: list[int]) -> None:
    chance = random.Random(seed)
    house = House(tmp_path)
    for number in range(7):
        source = source_of(f"story-{number}", story(chance))
        house.texts[source.name] = source
    house.build("db", house.texts.values())
    for _ in range(3):
        step(house, chance)
    house.same_as_fresh()
    assert onwards


def test_counts_follow_a_class_that_comes_and_goes() -> None:
    """Where a thing that stays gets another class, all that is said of it counts anew."""
    from pyoxigraph import Quad

    from xpkg.vocab import RDF, XPKG

    node = {name: NamedNode(f"http://example.org/{name}") for name in "abcde"}
    quads = [
        Quad(node["a"], RDF.type, XPKG.Person), Quad(node["a"], XPKG.about, node["b"]),
        Quad(node["b"], XPKG.about, node["a"]), Quad(node["b"], RDF.type, XPKG.Group),
        Quad(node["c"], XPKG.about, node["b"]), Quad(node["c"], RDF.type, XPKG.Person),
        Quad(node["a"], RDF.type, XPKG.Place), Quad(node["d"], XPKG.about, node["d"]),
        Quad(node["d"], RDF.type, XPKG.Group), Quad(node["e"], XPKG.about, node["a"]),
    ]  # fmt: skip
    chance = random.Random(5)
    for _ in range(60):
        before, after = ({quad for quad in quads if chance.random() < 0.5} for _ in range(2))
        then, now = Store(), Store()
        then.extend(before)
        now.extend(after)
        counted = counting.count(then, merged=True)
        assert counting.from_json(counting.to_json(counted)) == counted
        again = counting.recounted(counted, now, after - before, before - after)
        assert again == counting.count(now, merged=True)
        apart = Store()
        apart.extend(Quad(quad.subject, quad.predicate, quad.object, node["a"]) for quad in after)
        assert again == counting.count(apart, merged=False), "the engine counts the same"


def test_different_things_are_counted_in_files_where_they_are_many() -> None:
    with counting.Distinct(most=10) as counted:
        for number in range(200):
            counted.add([str(number % 77)])
        assert len(counted) == 77
