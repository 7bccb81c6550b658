"""The ontology and all that is built with it, judged by the OWL API and by HermiT."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
import pytest
from outside import library, program
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple

from xpkg.iris import Iris
from xpkg.resources import folder
from xpkg.store import open_snapshot
from xpkg.vocab import EDTF, GEOSPARQL, OWL, RDF, XPKG, XSD

PROFILE = Path(__file__).parent / "Profile.java"
ONTOLOGY = tuple(quad.triple for quad in pyoxigraph.parse(path=folder("ontology") / "xpkg.ttl"))
BEYOND_OWL = (XSD.date, EDTF.EDTF, GEOSPARQL.wktLiteral)
"""The datatypes that the graph has and OWL 2 has not."""
THING = "https://w3id.org/xpkg/id/"
Judge = Callable[[Iterable[Triple]], set[tuple[str, str]]]


@pytest.fixture(autouse=True)
def _quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs for some seconds is not worth the machine's best code, nor a thread a core for its memory."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where Java finds the program that judges, compiled, and the OWL API that comes with HermiT."""
    hermit = Path(library("owlready2").__file__ or "").parent / "hermit" / "HermiT.jar"
    place = tmp_path_factory.mktemp("classes")
    subprocess.run([program("javac"), "-cp", str(hermit), "-d", str(place), str(PROFILE)], check=True)
    return os.pathsep.join((str(hermit), str(place)))


@pytest.fixture
def violations(tmp_path: Path, profile: str) -> Callable[[Iterable[Triple]], list[str]]:
    """How triples break the rules of OWL 2 DL."""

    def judge(triples: Iterable[Triple]) -> list[str]:
        pyoxigraph.serialize(triples, tmp_path / "it.rdf", format=RdfFormat.RDF_XML)
        command = [program("java"), "-cp", profile, "Profile", str(tmp_path / "it.rdf")]
        *broken, axioms = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        assert int(axioms) > len(broken)
        return broken

    return judge


@pytest.fixture
def hermit(tmp_path: Path) -> Judge:
    """What HermiT concludes of triples: (thing, class). Fails for a class that can have no member; raises
    OwlReadyInconsistentOntologyError where the triples contradict each other."""
    owlready = library("owlready2")
    program("java")

    def judge(triples: Iterable[Triple]) -> set[tuple[str, str]]:
        pyoxigraph.serialize(triples, tmp_path / "it.nt", format=RdfFormat.N_TRIPLES)
        world = owlready.World()
        with world.get_ontology((tmp_path / "it.nt").as_uri()).load():
            owlready.sync_reasoner_hermit(world, debug=0)
        assert list(world.inconsistent_classes()) == []
        assert len(list(world.classes())) > 12
        return {(thing.iri, cls.iri) for thing in world.individuals() for cls in thing.INDIRECT_is_a}

    return judge


def test_the_ontology_is_owl_2_dl(violations: Callable[[Iterable[Triple]], list[str]]) -> None:
    assert violations(ONTOLOGY) == []


def test_a_range_beyond_owl_is_seen(violations: Callable[[Iterable[Triple]], list[str]]) -> None:
    wrong = Triple(XPKG.earliest, NamedNode("http://www.w3.org/2000/01/rdf-schema#range"), EDTF.EDTF)
    assert violations((*ONTOLOGY, wrong)) != []


def test_hermit_classifies_the_ontology(hermit: Judge) -> None:
    one, other = NamedNode(THING + "a"), NamedNode(THING + "b")
    # owlready2 knows as individuals only what is declared as one, though OWL 2 lets that be.
    declared = (Triple(each, RDF.type, OWL.NamedIndividual) for each in (one, other))
    said = Triple(one, XPKG.speaker, other), Triple(other, RDF.type, XPKG.Source)
    found = hermit((*ONTOLOGY, *declared, *said))
    assert (one.value, XPKG.Statement.value) in found
    assert (other.value, "http://xmlns.com/foaf/0.1/Document") in found


@pytest.mark.parametrize(
    "wrong",
    [
        Triple(NamedNode(THING + "a"), XPKG.speaker, NamedNode(THING + "b")),  # an utterance has no speaker
        Triple(NamedNode(THING + "b"), XPKG.accordingTo, NamedNode(THING + "a")),  # nor is it a statement
        Triple(NamedNode(THING + "b"), XPKG.evidence, NamedNode(THING + "a")),  # nor words of a text
    ],
    ids=lambda triple: triple.predicate.value.rsplit("#")[-1],
)
def test_what_contradicts_the_ontology_is_seen(wrong: Triple, hermit: Judge) -> None:
    inconsistent = library("owlready2").OwlReadyInconsistentOntologyError
    with pytest.raises(inconsistent):
        hermit((*ONTOLOGY, Triple(NamedNode(THING + "a"), RDF.type, XPKG.Utterance), wrong))


@pytest.mark.slow
def test_what_is_built_is_owl_2_dl_and_consistent(
    seeds: Path, hermit: Judge, violations: Callable[[Iterable[Triple]], list[str]]
) -> None:
    with open_snapshot(seeds) as snapshot:
        about = (DefaultGraph(), Iris().graph("description"))  # the description speaks of terms as of things
        triples = {quad.triple for quad in snapshot.open() if quad.graph_name not in about}
    within = {each for each in triples if not (isinstance(each.object, Literal) and each.object.datatype in BEYOND_OWL)}
    assert len(within) < len(triples)
    assert violations(within) == []
    hermit(within)
