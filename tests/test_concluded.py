"""What is concluded is kept in order: what has changed is told, and the lines are those of one who begins anew."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from xpkg.inference import concluded as kept
from xpkg.inference.concluded import Concluded, Conclusion
from xpkg.inference.packing import number as number_for
from xpkg.iris import Iris
from xpkg.store import digest_of
from xpkg.vocab import RDFS, XPKG

GRAPH = Iris().graph("inferred")
WORDS = ("a", "é", "\U0001f600", "two\nlines", 'a "quoted" one', "a b", "B", "ab")


def conclusion(chance: random.Random, number: int) -> Conclusion:
    """One of few, under a node of its own; some of its triples are those of others, too."""
    node, shared = (Iris().thing("happening", f"{each}") for each in (number, "of all"))
    triples = [(node, RDFS.label, Literal(chance.choice(WORDS))), (node, XPKG.rule, Literal(chance.choice(WORDS)))]
    triples += [(shared, RDFS.comment, Literal(word)) for word in chance.sample(WORDS, chance.randrange(4))]
    return Conclusion(node, "happening", frozenset([NamedNode(f"http://e.org/{number % 3}")]), tuple(triples))


def lines_of(conclusions: dict[int, Conclusion]) -> list[str]:
    triples = {triple for each in conclusions.values() for triple in each.triples}
    return sorted(f"{' '.join(map(str, triple))} {GRAPH} ." for triple in triples)


@pytest.mark.parametrize("seed", range(5))
def test_lines_follow_what_comes_and_goes(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_TO_A_PAGE", 4)
    chance, there, before = random.Random(seed), dict[int, Conclusion](), list[str]()
    for step in range(30):
        data = sqlite3.connect(tmp_path / "known", isolation_level=None)
        concluded = Concluded(data, new=not step)
        for number in chance.sample(range(40), chance.choice((0, 1, 3, 30))):
            if number in there and chance.random() < 0.5:
                dropped = there.pop(number)
                concluded.drop(concluded.about(next(iter(dropped.members))) & ids_of(dropped))
            else:
                there[number] = conclusion(chance, number)
                concluded.add(there[number], GRAPH)
        written, expected = concluded.write(), lines_of(there)
        assert [*concluded.lines()] == expected
        assert (written.many, written.digest) == (len(expected), digest_of(expected))
        if step:
            assert written.changed == (tuple(sorted({*expected} - {*before})), tuple(sorted({*before} - {*expected})))
        else:
            assert written.changed is None
        before = expected
        pages = [many for (many,) in data.execute("SELECT many FROM page")]
        assert all(0 < many <= 8 for many in pages)
        data.close()


def ids_of(conclusion: Conclusion) -> set[int]:
    return {number_for(conclusion.node.value)}
