"""On a whole document, sound or spoiled in many ways at once, the fast check and pySHACL say the same.

Only the bounds of a date that is no plain day, month or year are the fast check's alone (beyond-shacl in shapes/date).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.authority import load_authority
from xpkg.corpus import read_corpus
from xpkg.iris import Iris
from xpkg.pipeline.graphs import graph_of
from xpkg.validation import Violation, project_rules, to_text, validate
from xpkg.validation.native import SHAPES
from xpkg.validation.reference import validate_with_pyshacl
from xpkg.vocab import NIF, XPKG, XSD

pytestmark = pytest.mark.usefixtures("quick_pyshacl")
DATA = Path(__file__).parents[2] / "data"
BEYOND = {NamedNode(SHAPES + name) for name in ("NoBlankNode", "NoLooseEnd", "RealDate")}
Spoil = Callable[[Quad], NamedNode | Literal | None]
SPOILS: dict[NamedNode, Spoil] = {
    XPKG.mode: lambda quad: XPKG.Direct,
    XPKG.speechAct: lambda quad: None,
    XPKG.eventType: lambda quad: XPKG.Statement,
    XPKG.contentPassage: lambda quad: quad.subject if isinstance(quad.subject, NamedNode) else None,
    XPKG.confidence: lambda quad: Literal("1.5", datatype=XSD.decimal),
    XPKG.latest: lambda quad: Literal("1800-01-01", datatype=XSD.date),
    XPKG.form: lambda quad: Literal("nickname"),
    XPKG.holder: lambda quad: None,
    NIF.anchorOf: lambda quad: Literal(quad.object.value + "!") if isinstance(quad.object, Literal) else None,
}
"""What becomes of the object of every third quad with this predicate; None takes the quad away."""


SOURCES = {source.name: source for source in read_corpus([DATA])[0]}
SHORTEST, *LONGER = sorted(SOURCES, key=lambda name: len(SOURCES[name].text))


@cache
def sound(name: str) -> tuple[Quad, ...]:
    return graph_of(SOURCES[name], load_authority(DATA / "authority"), Iris())


def spoiled(quads: tuple[Quad, ...]) -> Iterator[Quad]:
    seen = dict.fromkeys(SPOILS, 0)
    for quad in sorted(set(quads), key=str):
        if quad.predicate not in SPOILS:
            yield quad
            continue
        seen[quad.predicate] += 1
        if seen[quad.predicate] % 3:
            yield quad
        elif (term := SPOILS[quad.predicate](quad)) is not None:
            yield Quad(quad.subject, quad.predicate, term, quad.graph_name)


def key(violation: Violation) -> tuple[str, str, str, str]:
    return (str(violation.focus), str(violation.path), str(violation.shape), violation.component)


def test_a_sound_document_conforms_to_both() -> None:
    """The shortest: what of the others stays as it was is held to be sound beside what is spoiled."""
    assert to_text(validate(sound(SHORTEST))) == ""
    assert validate_with_pyshacl(sound(SHORTEST), (), project_rules()).conforms


@pytest.mark.slow
@pytest.mark.parametrize("name", LONGER)
def test_a_spoiled_document_has_the_same_faults_for_both(name: str) -> None:
    quads = tuple(spoiled(sound(name)))
    fast = {key(each) for each in validate(quads).violations if each.shape not in BEYOND}
    slow = {key(each) for each in validate_with_pyshacl(quads, (), project_rules()).violations}
    assert len({shape for _, _, shape, _ in slow}) >= len(SPOILS)
    assert slow <= fast
    assert {shape for _, _, shape, _ in fast - slow} <= {f"<{SHAPES}Dated-bounds>"}
