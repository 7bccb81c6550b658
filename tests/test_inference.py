"""What is concluded across sources: same words by the same speaker, claims and their denials; and what is not."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.inference import Known, Statement, conclude, disagreements, infer, said_in
from xpkg.inference.statements import read_statements
from xpkg.inference.wording import contains, plain, quoted, stem, telling
from xpkg.iris import Iris
from xpkg.vocab import NIF, PROV, RDF, RDFS, XPKG, XSD

IRIS = Iris()
GRAPH = IRIS.graph("inferred")
PAPERS = IRIS.thing("document", "Papers")
ANN, BOARD, TOWN = (IRIS.thing(kind, name) for kind, name in (("person", "Ann"), ("group", "Board"), ("place", "Town")))


def said(  # one statement of a source, as the mappers write it
    source: str,
    at: int,
    content: str,
    *,
    by: NamedNode | str = ANN,
    act: str = "says",
    about: Sequence[NamedNode] = (),
    negated: bool = False,
    sentence: int | None = None,
) -> list[Quad]:
    document = IRIS.source(source)
    node = IRIS.thing("statement", f"{source} {at}")
    passage, evidence = (NamedNode(f"{document.value}#char={start},{start + 9}") for start in (at, sentence or at - 1))
    graph = IRIS.document_graph(source)
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node, RDF.type, XPKG.Statement),
        (node, RDF.type, PROV.Entity),
        (node, XPKG.statedIn, document),
        (node, XPKG.content, Literal(content)),
        (node, XPKG.speechAct, NamedNode(f"{XPKG.iri}act-{act}")),
        (node, XPKG.contentPassage, passage),
        (node, XPKG.evidence, evidence),
        (passage, NIF.beginIndex, Literal(str(at), datatype=XSD.integer)),
        (node, XPKG.speakerText, Literal(by if isinstance(by, str) else by.value.rsplit("/", 1)[-1])),
    ]
    if isinstance(by, NamedNode):
        triples.append((node, XPKG.speaker, by))
    triples += [(node, XPKG.about, thing) for thing in about]
    if negated:
        triples.append((node, XPKG.negated, Literal("true", datatype=XSD.boolean)))
    return [Quad(*triple, graph) for triple in triples]


def of(quads: Sequence[Quad], cls: NamedNode) -> list[NamedNode]:
    return [quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == cls]  # type: ignore[misc]


def values(quads: Sequence[Quad], node: NamedNode, term: NamedNode) -> list[str]:
    return [q.object.value for q in quads if q.subject == node and q.predicate == term]  # type: ignore[union-attr]


def test_the_same_words_in_two_sources_are_one_utterance() -> None:
    found = infer(
        [
            *said("one", 10, "that “the dam will hold for years,” whatever comes"),
            *said("two", 20, 'the town: "The dam will hold, for years"'),
        ],
        IRIS,
    )
    (utterance,) = of(found, XPKG.Utterance)
    assert {quad.graph_name for quad in found} == {GRAPH}
    assert values(found, utterance, RDFS.label) == ["the dam will hold for years"]
    assert values(found, utterance, XPKG.utteredBy) == [ANN.value]
    assert len(values(found, utterance, XPKG.occursAs)) == 2
    assert values(found, utterance, XPKG.rule) == ["same words, same speaker"]
    assert len(values(found, utterance, XPKG.evidence)) == 2
    assert values(found, utterance, RDF.type) == sorted([PROV.Entity.value, XPKG.Utterance.value])


def test_words_quoted_in_part_count_where_they_are_long_enough() -> None:
    found = infer(
        [*said("one", 1, "“will hold for years”"), *said("two", 1, "“The dam will hold for years to come”")], IRIS
    )
    (utterance,) = of(found, XPKG.Utterance)
    assert values(found, utterance, RDFS.label) == ["will hold for years"]


@pytest.mark.parametrize(
    "second",
    [
        said("two", 1, "“The dam will hold for years”", by=BOARD),  # another speaker
        said("one", 50, "“The dam will hold for years”"),  # the same source
        said("two", 1, "The dam will hold for years"),  # not quoted
        said("two", 1, "“The dam will hold for years”", negated=True),  # not said
        said("two", 1, "“The dam may hold for years”"),  # other words
    ],
)
def test_no_utterance(second: list[Quad]) -> None:
    assert infer([*said("one", 1, "“The dam will hold for years”"), *second], IRIS) == ()


def test_short_words_tell_no_utterance() -> None:
    assert infer([*said("one", 1, "“no way”"), *said("two", 1, "“No way!”")], IRIS) == ()


def test_a_claim_and_its_denial_disagree() -> None:
    found = infer(
        [
            *said("one", 1, "that water was lost from the dam", about=[TOWN]),
            *said("two", 1, "that any water had been lost", by=BOARD, act="denies", about=[TOWN]),
        ],
        IRIS,
    )
    (node,) = of(found, XPKG.Disagreement)
    assert values(found, node, XPKG.rule) == ["a claim and its denial"]
    assert len(values(found, node, XPKG.between)) == len(values(found, node, XPKG.evidence)) == 2
    one, two = (quad for quad in found if quad.predicate == XPKG.disagreesWith)
    assert (one.subject, one.object) == (two.object, two.subject)


@pytest.mark.parametrize(
    "denial",
    [
        said("two", 1, "that any water had been lost", act="denies", about=[TOWN]),  # of the same speaker
        said("two", 1, "that any water had been lost", by=BOARD, about=[TOWN]),  # no denial
        said("two", 1, "that any water had been lost", by=BOARD, act="denies", about=[TOWN], negated=True),  # not made
        said("two", 1, "that any water had been lost", by=BOARD, act="denies"),  # about nothing they share
        said("two", 1, "that the mayor resigned", by=BOARD, act="denies", about=[TOWN]),  # of another matter
    ],
)
def test_no_disagreement(denial: list[Quad]) -> None:
    assert infer([*said("one", 1, "that water was lost from the dam", about=[TOWN]), *denial], IRIS) == ()


def test_a_denial_that_points_to_the_accusation_before_it() -> None:
    accusation = said("one", 100, "the Board of selling the water", act="accuses", about=[BOARD])
    assert of(
        infer([*accusation, *said("one", 200, "the allegations", by=BOARD, act="denies")], IRIS), XPKG.Disagreement
    )
    assert not infer([*accusation, *said("one", 900, "the allegations", by=BOARD, act="denies")], IRIS)
    assert not infer([*said("one", 200, "the allegations", by=TOWN, act="denies"), *accusation], IRIS)


def test_two_reasons_for_one_fate_disagree() -> None:
    one = said("one", 1, "that Ann was dismissed for speaking out", by="the paper", about=[ANN])
    other = said("one", 90, "that Ann was arrested for taking bribes", by="the board", about=[ANN])

    found = infer([*one, *other], IRIS)
    (node,) = of(found, XPKG.Disagreement)
    assert values(found, node, XPKG.rule) == ["two reasons for one fate"]

    assert infer([*one, *said("two", 90, "that Ann was sacked for speaking freely", by="a", about=[ANN])], IRIS) == ()


def test_the_order_of_the_quads_does_not_matter() -> None:
    quads = [
        *said("one", 1, "“The dam will hold for years”"),
        *said("two", 1, "“The dam will hold for years”"),
        *said("three", 1, "that the dam will hold", by=BOARD, act="denies", about=[TOWN]),
        *said("four", 1, "that the dam will hold", about=[TOWN]),
    ]
    expected = infer(quads, IRIS)
    assert len(of(expected, XPKG.Utterance)) == len(of(expected, XPKG.Disagreement)) == 1
    for seed in range(5):
        random.Random(seed).shuffle(quads)
        assert infer(quads, IRIS) == expected


def test_words_compare_without_their_typography() -> None:
    assert plain("The Board’s “Dam”, 2020") == ("the", "board's", "dam", "2020")
    assert [words for words, _ in quoted("a “one [two] three” and ''four five''")] == [
        ("one",),
        ("three",),
        ("four", "five"),
    ]
    assert contains(("a", "b", "c"), ("b", "c"))
    assert not contains(("a", "b", "c"), ("a", "c"))
    assert telling(("absolutely", "no", "way"))
    assert not telling(("it", "is", "so"))
    assert stem("discussions") == stem("discussed") == stem("discuss")


@pytest.mark.parametrize(("inner", "speakers"), [(ANN, {ANN}), (PAPERS, {BOARD}), ("an official", set())])
def test_words_of_a_saying_inside_another_have_one_speaker(inner: NamedNode | str, speakers: set[NamedNode]) -> None:
    quads: list[Quad] = []
    for source in ("one", "two"):
        outer = said(source, 10, "the papers show “a very old bridge”", by=BOARD)
        within = said(source, 25, "“a very old bridge”", by=inner)
        quads += [*outer, *within, Quad(outer[0].subject, XPKG.embeds, within[0].subject, outer[0].graph_name)]
        quads.append(Quad(PAPERS, RDF.type, XPKG.Document, outer[0].graph_name))
    found = infer(quads, IRIS)
    utterances = of(found, XPKG.Utterance)
    assert {quad.object for quad in found if quad.predicate == XPKG.utteredBy} == speakers
    assert len(utterances) == len(speakers)


def test_a_thing_that_many_graphs_name_has_its_label_once() -> None:
    quads = said("one", 5, "that it rained", about=[TOWN])
    quads += [Quad(TOWN, RDFS.label, Literal("Town"), IRIS.document_graph(f"source {number}")) for number in range(9)]
    (statement,) = read_statements(quads)
    assert statement.names == ("Town",)


def test_a_denial_is_held_against_what_it_shares_a_thing_with(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Statement] = []
    apart = disagreements._apart

    def counted(denial: Statement, claim: Statement) -> bool:
        looked.append(claim)
        return apart(denial, claim)

    monkeypatch.setattr(disagreements, "_apart", counted)
    quads = said("one", 5, "that the bridge was old", by=BOARD, act="denies", about=[TOWN])
    quads += said("two", 5, "that the bridge was old", about=[TOWN])
    quads += [quad for at in range(50) for quad in said("three", 9 * at, f"that it rained {at}", about=[ANN])]
    assert len(of(infer(quads, IRIS), XPKG.Disagreement)) == 1
    assert len(looked) == 1


def told(  # one event of a source, as the mappers write it
    source: str,
    kind: str = "arrest",
    days: tuple[str, str] = ("2014-05-03", "2014-05-03"),
    *,
    patient: NamedNode | None = ANN,
    agent: NamedNode | None = None,
    place: NamedNode | None = None,
) -> list[Quad]:
    document, node = IRIS.source(source), IRIS.thing("event", f"{kind} of Ann", source, *days)
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node, RDF.type, XPKG.Event),
        (node, RDFS.label, Literal(f"{kind} of Ann")),
        (node, XPKG.statedIn, document),
        (node, XPKG.eventType, NamedNode(f"{XPKG.iri}event-{kind}")),
        (node, XPKG.date, Literal("/".join(days))),
        (node, XPKG.earliest, Literal(days[0], datatype=XSD.date)),
        (node, XPKG.latest, Literal(days[1], datatype=XSD.date)),
        (node, XPKG.evidence, NamedNode(f"{document.value}#char=1,9")),
    ]
    for term, thing in ((XPKG.patient, patient), (XPKG.agent, agent)):
        if thing:
            triples += [(node, term, thing), (node, XPKG.participant, thing)]
    if place:
        triples.append((node, XPKG.place, place))
    return [Quad(*triple, IRIS.document_graph(source)) for triple in triples]


MONTH = ("2014-05-01", "2014-05-31")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("one"), told("two")),
        (told("one"), told("two", days=MONTH)),
        (told("one", agent=BOARD), told("two", place=TOWN)),
        (told("one", "speech", patient=None, agent=ANN), told("two", "speech", patient=None, agent=ANN)),
    ],
)
def test_one_happening_told_twice_is_one(one: list[Quad], other: list[Quad]) -> None:
    found = infer([*one, *other], IRIS)
    (happening,) = of(found, XPKG.Happening)
    assert len(values(found, happening, XPKG.toldAs)) == len(values(found, happening, XPKG.evidence)) == 2
    assert values(found, happening, XPKG.rule) == ["same type, participants and days"]
    nodes = [one[0].subject, other[0].subject]
    assert [quad.object for quad in found if quad.predicate == XPKG.sameEvent and quad.subject == nodes[0]] == nodes[1:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("one"), told("one", days=MONTH)),
        (told("one"), told("two", "release")),
        (told("one"), told("two", "arrest", ("2015-05-03", "2015-05-03"))),
        (told("one"), told("two", patient=BOARD)),
        (told("one", agent=BOARD), told("two", agent=PAPERS)),
        (told("one", place=TOWN), told("two", place=PAPERS)),
        (told("one", days=("2000-01-01", "2014-12-31")), told("two")),
        (told("one", "other"), told("two", "other")),
        (told("one", "speech", MONTH, patient=None, agent=ANN), told("two", "speech", MONTH, patient=None, agent=ANN)),
        (told("one", patient=None, place=TOWN), told("two", patient=None, place=TOWN)),
    ],
)
def test_what_may_be_two_happenings_is_not_joined(one: list[Quad], other: list[Quad]) -> None:
    assert of(infer([*one, *other], IRIS), XPKG.Happening) == []


def test_one_is_born_once_whatever_the_days() -> None:
    found = infer([*told("one", "birth"), *told("two", "birth", ("1999-01-01", "1999-12-31"))], IRIS)
    (happening,) = of(found, XPKG.Happening)
    assert values(found, happening, XPKG.rule) == ["what happens to each but once"]
    assert values(found, happening, XPKG.differsIn) == ["date"]


def test_tellings_that_agree_differ_in_nothing() -> None:
    found = infer([*told("one"), *told("two", days=MONTH)], IRIS)
    assert [quad for quad in found if quad.predicate == XPKG.differsIn] == []


def test_tellings_of_other_numbers_differ_in_the_number() -> None:
    quads = [
        Quad(quad.subject, quad.predicate, Literal(f"Killing of {number} people (2014)"), quad.graph_name)
        if quad.predicate == RDFS.label
        else quad
        for source, number in (("one", 12), ("two", 9))
        for quad in told(source, "killing", agent=BOARD)
    ]
    found = infer(quads, IRIS)
    (happening,) = of(found, XPKG.Happening)
    assert values(found, happening, XPKG.differsIn) == ["number"]


def test_a_happening_does_not_depend_on_the_order() -> None:
    quads = [*told("one"), *told("two", days=MONTH), *told("three"), *told("four", "release")]
    shuffled = random.Random(7).sample(quads, len(quads))
    assert infer(quads, IRIS) == infer(shuffled, IRIS)
    (happening,) = of(infer(quads, IRIS), XPKG.Happening)
    assert len(values(infer(quads, IRIS), happening, XPKG.toldAs)) == 3


def test_a_city_is_one_as_long_as_no_text_speaks_against_it() -> None:
    city, land = IRIS.thing("place", "Lyon"), IRIS.thing("place", "France")
    graph = IRIS.document_graph("one")
    named = [Quad(city, RDFS.label, Literal("Lyon"), graph), Quad(land, RDFS.label, Literal("France"), graph)]
    known = Known()
    known.learn("one", "1", said_in(named))
    found = conclude(known, IRIS)
    assert found == infer(named, IRIS)
    assert city in {quad.subject for quad in found}
    known.learn("two", "1", said_in(said("two", 1, "that it rained", by=city)))
    assert conclude(known, IRIS) == ()
    known.forget("two")
    assert conclude(known, IRIS) == found
    known.forget("one")
    assert conclude(known, IRIS) == ()
    known.close()
