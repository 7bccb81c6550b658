"""What was planned, tried, denied or only possible is no event, and says so."""

from __future__ import annotations

import pytest
from happenings import KNOWN

from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Metadata, Source
from xpkg.pipeline.graphs import analyse
from xpkg.validation import validate
from xpkg.vocab import RDF, SEM, XPKG


def read(words: str) -> Analysis:
    source = Source("t", "A headline about it\n\n" + words, "0" * 64, Metadata("A title", issued="2015-11-11"))
    return analyse(source, KNOWN)


@pytest.mark.parametrize(
    ("sentence", "factuality", "event_type", "date"),
    [
        ("Jane Doe planned to visit Strelsau in 2012.", "plan", "visit", "2012"),
        ("Jane Doe will visit Strelsau on 3 May 2016.", "plan", "visit", "2016-05-03"),
        ("Jane Doe tried to flee to Ruritania in 2012.", "attempt", "escape", "2012"),
        ("Richard Roe failed to visit Strelsau in 2012.", "attempt", "visit", "2012"),
        ("Ruritania refused to extradite Jane Doe in 2012.", "counterfactual", "extradition", "2012"),
        ("Jane Doe was not arrested in 2012.", "counterfactual", "arrest", "2012"),
        ("Jane Doe may have been arrested in 2012.", "possible", "arrest", "2012"),
        ("The alleged kidnapping of Jane Doe in 2012 was a hoax.", "probable", "kidnapping", "2012"),
        ("The attempted murder of Jane Doe in 2012 shook Strelsau.", "attempt", "killing", "2012"),
        ("The planned trial of Jane Doe in May 2016 is near.", "plan", "trial", "2016-05"),
        ("Richard Roe allegedly led Jane Doe to be dismissed in 2012.", "probable", "removal", "2012"),
        ("Richard Roe denied that he had killed Jane Doe in 2012.", "denial", "killing", "2012"),
        ("Jane Doe was allegedly tortured in 2012.", "probable", "torture", "2012"),
    ],
)
def test_what_is_not_asserted(sentence: str, factuality: str, event_type: str, date: str) -> None:
    found = read(sentence)
    assert found.events == ()
    (only,) = found.eventualities
    assert (only.factuality, only.event_type, only.date.edtf if only.date else "") == (factuality, event_type, date)
    assert only.label.startswith(f"{factuality}: ")


@pytest.mark.parametrize(
    "sentence",
    [
        "Did Jane Doe visit Strelsau in 2012?",
        "If Jane Doe is arrested in 2016, Richard Roe will leave.",
        "Historians doubt that Richard Roe had Jane Doe poisoned in 2012.",
        "People may be arrested in Strelsau.",
        "Richard Roe would have visited Jane Doe in 2012.",
        "“On the Risks of an Economic Blockade” was long.",
        "Every year, Jane Doe visits Strelsau.",
    ],
)
def test_what_is_asked_or_supposed_is_nothing(sentence: str) -> None:
    found = read(sentence)
    assert found.events == ()
    assert [each.label for each in found.eventualities if "Jane" in each.label or "People" in each.label] == []


def test_an_attempt_and_the_event_are_not_one() -> None:
    found = read("Jane Doe tried to visit Strelsau in 2012. Jane Doe visited Strelsau in 2012.")
    assert (len(found.events), len(found.eventualities)) == (1, 1)


def test_the_graph_keeps_them_apart() -> None:
    quads = list(map_source(read("Jane Doe planned to visit Strelsau in 2012."), Iris(), KNOWN))
    assert validate(quads).conforms
    (node,) = [quad.subject for quad in quads if quad.predicate == XPKG.factuality]
    own = {quad.predicate for quad in quads if quad.subject == node}
    assert not own & {XPKG.eventType, XPKG.participant, XPKG.agent, XPKG.patient, XPKG.place}
    assert {XPKG.involves, XPKG.supposedType, XPKG.evidence, XPKG.statedIn} <= own
    assert not [quad for quad in quads if quad.predicate == RDF.type and quad.object in {XPKG.Event, SEM.Event}]
