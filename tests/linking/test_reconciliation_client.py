"""The client of the reconciliation API against a service that is true to the protocol, and one that is not kind."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from tests.linking.dumps import dump, item, statement
from tests.linking.services import Answer, Form, Service, Turn, fixed, serving
from xpkg.errors import ServiceError
from xpkg.linking.candidates import Candidate
from xpkg.linking.comparison import MEANT_FOR
from xpkg.linking.index.building import build_index
from xpkg.linking.proposing import CandidateSource, IndexSource, propose
from xpkg.linking.reconciliation.client import AT_ONCE, ReconciliationSource, question, read_manifest
from xpkg.linking.reconciliation.transport import Transport
from xpkg.linking.things import Thing
from xpkg.model import Kind

MANIFEST = {"versions": ["0.1", "0.2"], "name": "Sample", "identifierSpace": "http://www.wikidata.org/entity/",
            "schemaSpace": "http://www.wikidata.org/prop/direct/", "batchSize": 2}  # fmt: skip


class Reconciler(Service):
    """A service of the API that has each name that it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.manifest: Any = MANIFEST

    def plain(self) -> Answer:
        """The manifest."""
        return 200, {}, json.dumps(self.manifest).encode()

    def true(self, form: Form) -> Answer:
        """A list of candidates for each question."""
        return true(form)


def true(form: Form) -> Answer:
    told = {name: {"result": [found(asked["query"])]} for name, asked in json.loads(form["queries"]).items()}
    return 200, {}, json.dumps(told).encode()


def found(name: str, number: str = "Q101") -> dict[str, Any]:
    return {"id": number, "name": name, "score": 100, "match": True, "type": [{"id": "Q5", "name": "human"}],
            "description": "somebody"}  # fmt: skip


@pytest.fixture
def service() -> Iterator[tuple[Reconciler, str]]:
    told = Reconciler()
    with serving(told) as url:
        yield told, url


def people(*names: str) -> list[Thing]:
    return [Thing(f"person/x-{at:010}", Kind.PERSON, name, (name,)) for at, name in enumerate(names)]


class Source:
    """A source on a service, with the waits that it was asked for."""

    def __init__(self, url: str, folder: Path, timeout: float = 5) -> None:
        self.waits: list[float] = []
        self.source = ReconciliationSource(
            Transport(url, "xpkg/0 (test)", timeout, self.waits.append), folder / "cache.sqlite"
        )

    def candidates(self, *names: str) -> list[tuple[Candidate, ...]]:
        return [tuple(each) for each in self.source.candidates(people(*names))]


def test_batches_are_asked_and_kept(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    names = ["Ana Belo", "Ravi Rao", "Ione Tavish"]
    first = Source(url, tmp_path).candidates(*names)
    assert [each.label for (each,) in first] == names
    assert first[0][0].kinds == {"person"}
    assert first[0][0].source.name == "Sample"
    assert sorted(len(json.loads(form["queries"])) for form in told.asked) == [1, 2]  # batchSize of the manifest
    assert {*told.agents} == {"xpkg/0 (test)"}
    assert Source(url, tmp_path).candidates(*names) == first
    assert len(told.asked) == 2  # nothing is asked twice


def test_at_most_three_at_once(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    told.slow = 0.05
    Source(url, tmp_path).candidates(*(f"Ana Belo {number}" for number in range(20)))
    assert 1 < told.most <= AT_ONCE


@pytest.mark.parametrize("kind", [*MEANT_FOR])
def test_each_kind_of_thing_is_asked_for(kind: Kind) -> None:
    """Types of events, too, for which a store has no country."""
    assert question(Thing("x", kind, "Arrest", ("Arrest",)))["type"].startswith("Q")


def test_what_is_known_is_asked_with(service: tuple[Reconciler, str]) -> None:
    told = Thing("person/x-0", Kind.PERSON, "Ana Belo", ("Ana Belo",), countries=frozenset({"Q201"}))
    assert question(told)["properties"] == [{"pid": "P27", "v": [{"id": "Q201"}]}]
    assert question(told)["type"] == "Q5"
    assert "properties" not in question(people("Ana Belo")[0])


@pytest.mark.parametrize(
    ("turn", "waits"),
    [
        (fixed(429, Retry_After="7"), [7.0]),
        (fixed(503), [1.0]),
        (fixed(502), [1.0]),
        (fixed(200, {"error": {"code": "maxlag", "info": "lagged"}}, Retry_After="5"), [5.0]),
        (fixed(429, Retry_After="soon"), [1.0]),
        (fixed(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), [1.0]),
        (fixed(200, b'{"q0": {', Content_Length="900"), [1.0]),  # half an answer
    ],
)
def test_a_busy_service_is_asked_again_when_it_says(
    service: tuple[Reconciler, str], tmp_path: Path, turn: Turn, waits: list[float]
) -> None:
    told, url = service
    told.turns = [turn]
    source = Source(url, tmp_path)
    assert [each.label for (each,) in source.candidates("Ana Belo")] == ["Ana Belo"]
    assert source.waits == waits


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (fixed(400), "answers with status 400"),
        (fixed(500), "answers with status 500"),
        (fixed(429, Retry_After="9999"), "wants 9999 seconds of quiet"),
        (fixed(302, Location="http://127.0.0.2/elsewhere"), "answers with status 302"),
        (fixed(200, b"<html>"), "no JSON"),
        (fixed(200, []), "not to what was asked"),
        (fixed(200, {"q1": {"result": []}}), "not to what was asked"),
        (fixed(200, {"q0": {"result": "none"}}), "no list of candidates"),
        (fixed(200, {"q0": []}), "no list of candidates"),
        (fixed(200, {"q0": {"result": [{"id": "Q1"}]}}), "a candidate without a name"),
        (fixed(200, {"q0": {"result": [{"id": "P1", "name": "x"}]}}), "'P1' is no item"),
        (fixed(200, {"q0": {"result": [{"id": "Q1 or 2", "name": "x"}]}}), "is no item"),
        (fixed(200, {"q0": {"result": [{"id": "http://elsewhere.example/entity/Q1", "name": "x"}]}}), "is no item"),
    ],
)
def test_a_wrong_answer_is_told(service: tuple[Reconciler, str], tmp_path: Path, turn: Turn, why: str) -> None:
    told, url = service
    told.turns = [turn]
    with pytest.raises(ServiceError, match=why):
        Source(url, tmp_path).candidates("Ana Belo")


def test_an_id_may_be_the_whole_iri(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    told.turns = [fixed(200, {"q0": {"result": [{"id": "http://www.wikidata.org/entity/Q7", "name": "Ana Belo"}]}})]
    assert [each.item for (each,) in Source(url, tmp_path).candidates("Ana Belo")] == ["Q7"]


def test_a_service_may_name_a_moment(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    told.turns = [fixed(429, Retry_After=formatdate(time.time() + 40, usegmt=True))]
    source = Source(url, tmp_path)
    source.candidates("Ana Belo")
    (waited,) = source.waits
    assert 35 < waited < 41


def test_one_that_stays_busy_is_left(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    told.turns = [fixed(503)] * 5
    source = Source(url, tmp_path)
    with pytest.raises(ServiceError, match=r"does not answer .status 503.; try again later"):
        source.candidates("Ana Belo")
    assert source.waits == [1.0, 2.0, 4.0, 8.0]


def test_one_that_does_not_answer_in_time(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    told.slow = 0.3
    with pytest.raises(ServiceError, match="does not answer"):
        Source(url, tmp_path, timeout=0.05).candidates("Ana Belo")


def test_an_interrupted_run_goes_on(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    told, url = service
    names = [f"Ana Belo {number}" for number in range(4)]
    told.turns = [true, fixed(400)]
    with pytest.raises(ServiceError):
        Source(url, tmp_path).candidates(*names)
    before = len(told.asked)
    assert len(Source(url, tmp_path).candidates(*names)) == 4
    assert len(told.asked) - before < 2 + 1  # at least the first batch was kept


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        ({**MANIFEST, "versions": ["1.0-draft"]}, "has not version 0.2 or 0.1 .* has: 1.0-draft"),
        ({name: value for name, value in MANIFEST.items() if name != "versions"}, "it has: none"),
        ({**MANIFEST, "identifierSpace": "https://d-nb.info/gnd/"}, "not those of Wikidata"),
        ([], "no reconciliation service"),
    ],
)
def test_a_service_that_is_of_no_use_is_told(service: tuple[Reconciler, str], manifest: Any, why: str) -> None:
    told, url = service
    told.manifest = manifest
    with pytest.raises(ServiceError, match=why):
        read_manifest(Transport(url, "x"))


@pytest.mark.parametrize(("versions", "spoken"), [(["0.1", "0.2", "1.0-draft"], "0.2"), (["0.1"], "0.1")])
def test_the_version_is_read_from_the_manifest(
    service: tuple[Reconciler, str], tmp_path: Path, versions: list[str], spoken: str
) -> None:
    told, url = service
    told.manifest = {**MANIFEST, "versions": versions}
    assert read_manifest(Transport(url, "x")).version == spoken
    assert [each.label for (each,) in Source(url, tmp_path).candidates("Ana Belo")] == ["Ana Belo"]


@pytest.mark.parametrize("url", ["ftp://example.org/", "example.org", "file:///etc/passwd", "http:///x"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ServiceError, match="begins with http"):
        Transport(url, "x")


def test_a_service_that_lies_makes_no_link(service: tuple[Reconciler, str], tmp_path: Path) -> None:
    """It gives the name that it was asked for, whatever the item: nothing but the name agrees."""
    _, url = service
    (decision,) = propose(people("Ana Belo"), [Source(url, tmp_path).source], {})
    assert decision.exact is None
    assert decision.open == "nothing but the name agrees"


def test_a_rival_in_any_source_leaves_it_open_and_a_merged_item_is_none(
    service: tuple[Reconciler, str], tmp_path: Path
) -> None:
    told, url = service
    (tmp_path / "dump").write_bytes(dump([
        item("Q7", "Ana Belo", statements=[statement("P31", "Q5"), statement("P27", "Q201")]),
        {"entity": "Q101", "redirect": "Q7"},
    ]))  # fmt: skip
    build_index(tmp_path / "dump", tmp_path / "x.sqlite")
    ana = Thing("person/x-0", Kind.PERSON, "Ana Belo", ("Ana Belo",), countries=frozenset({"Q201"}))
    sources: list[CandidateSource] = [IndexSource(tmp_path / "x.sqlite"), Source(url, tmp_path).source]
    (merged,) = propose([ana], sources, {})
    assert merged.exact is not None
    assert merged.exact.candidate.item == "Q7"
    told.turns = [lambda form: (200, {}, json.dumps({"q0": {"result": [found("Ana Belo", "Q9")]}}).encode())]
    (tmp_path / "cache.sqlite").unlink()
    (rival,) = propose([ana], sources, {})
    assert rival.open == "others bear its name: Q9 (Ana Belo)"
