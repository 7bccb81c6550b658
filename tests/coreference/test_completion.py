"""What an analysis is completed with once its events are known: phrases, documents that are no more than named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xpkg.coreference.completion import complete, find_publisher
from xpkg.model import (
    Analysis,
    Attribution,
    Author,
    Authority,
    AuthorityEntry,
    Entity,
    Event,
    Identities,
    Kind,
    Mention,
    MentionForm,
    Metadata,
    Mode,
    Participant,
    Position,
    Reference,
    Source,
    Span,
    SpeechAct,
    Work,
)
from xpkg.pipeline.graphs import analyse
from xpkg.text import parse

TEXT = "The Valberg Post said the guide of Ann Low, read in the Dam Papers, was lost in the town of Orm."
AUTHORITY = Authority((AuthorityEntry(Kind.DOCUMENT, "The Dam Papers"), AuthorityEntry(Kind.PERSON, "Dana Post")))


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


POST, PAPERS, LOW = at("Valberg Post"), at("Dam Papers"), at("Ann Low")


def completed() -> Analysis:
    lost = (at("was lost"),)
    said = Attribution(at("The Valberg Post"), (), lost, Mode.INDIRECT, SpeechAct.SAYS, addressee=at("of Orm"))
    return complete(
        Analysis(
            parse(Source("post", TEXT, "0", Metadata(""))),
            mentions=(
                Mention(POST, Kind.ORGANIZATION, MentionForm.NAME, "Valberg Post"),
                Mention(PAPERS, Kind.DOCUMENT, MentionForm.NAME, "Dam Papers", authority=0),
            ),
            works=(Work("guide", "guide", (at("guide"),), creators=(LOW,)),),
            attributions=(said,),
            events=(
                Event("loss", "loss", at("lost"), (), place=at("the town of Orm"),
                      participants=(Participant("patient", at("the guide of Ann Low")),)),
            ),
            positions=(Position(at("the Dam Papers"), "guide", LOW, LOW),),
            identities=Identities(
                (Entity(Kind.ORGANIZATION, "Valberg Post"), Entity(Kind.PERSON, "Ann Low"), Entity(Kind.PLACE, "Orm")),
                ((POST, 0), (LOW, 1), (at("Orm"), 2)),
            ),
        ),
        AUTHORITY,
    )  # fmt: skip


def test_each_phrase_has_its_heads() -> None:
    heads = dict(completed().identities.heads)
    assert heads == {
        at("The Valberg Post"): (POST,),
        at("the guide of Ann Low"): (at("guide"),),
        at("the Dam Papers"): (PAPERS,),
    }


def test_makers_and_publishers_of_a_reference_have_heads() -> None:
    parts = at("The Valberg Post"), at("the guide of Ann Low"), at("the town of Orm")
    reference = Reference(1, at("The Valberg Post"), "Dams", None, (Author("Low", parts[1]),), "Post", parts[0], "Orm")
    bare = replace(completed(), attributions=(), events=(), positions=(), references=(reference,))
    assert set(dict(complete(bare, AUTHORITY).identities.heads)) == {parts[0], parts[1]}
    more = replace(reference, publisher_span=at("the Dam Papers"))
    heads = dict(complete(replace(bare, references=(more,)), AUTHORITY).identities.heads)
    assert heads[at("the Dam Papers")] == (PAPERS,)


def test_a_known_document_is_named_by_its_mention_alone() -> None:
    assert completed().identities.documents == ((PAPERS, 0),)


def test_a_document_discussed_has_its_makers_in_its_label() -> None:
    assert [work.full_label for work in completed().works] == ["guide by Ann Low"]


@pytest.mark.parametrize(
    ("name", "label"),
    [("Valberg Post", "Valberg Post"), ("The Post of Valberg", "Valberg Post"), ("Orm Echo", None), ("Dana Post", None),
     (None, None)],
)  # fmt: skip
def test_a_publisher_is_the_one_body_of_that_name(name: str | None, label: str | None) -> None:
    body = AuthorityEntry(Kind.ORGANIZATION, "Valberg Post", aliases=("The Post of Valberg", "Orm Echo"))
    other = AuthorityEntry(Kind.ORGANIZATION, "Orm Echo")
    found = find_publisher(name, Authority((*AUTHORITY.entries, body, other)))
    assert (found.label if found else None) == label
    assert found is None or found.known


@pytest.mark.parametrize(("name", "kind"), [
    ("Ann Low", Kind.PERSON), ("Ann McDee", Kind.PERSON), ("Sea Press Agency", Kind.ORGANIZATION),
    ("AFP", Kind.ORGANIZATION), ("the Valberg Post", Kind.ORGANIZATION), ("NewsWire", Kind.ORGANIZATION),
    ("Larkham", Kind.PERSON), ("McDee", Kind.PERSON),
])  # fmt: skip
def test_a_maker_is_a_body_by_the_text_or_by_its_name(name: str, kind: Kind) -> None:
    source = Source("post", TEXT, "0", Metadata("", creators=(name,)))
    post = Entity(Kind.ORGANIZATION, "Valberg Post")
    analysis = Analysis(parse(source), identities=Identities((post,)))
    (maker,) = complete(analysis, AUTHORITY).identities.creators
    assert maker.kind is kind
    assert maker == post if "Post" in name else maker.label == name


@pytest.mark.parametrize(
    ("name", "label"),
    [("vp", "Valberg Post"), ("valberg-post", "Valberg Post"), ("the VALBERG POST", "Valberg Post"),
     ("Orm Echo", "Orm Echo"), ("Val Post", None)],
)  # fmt: skip
def test_a_publisher_may_be_written_otherwise(name: str, label: str | None) -> None:
    body = AuthorityEntry(Kind.ORGANIZATION, "Valberg Post", aliases=("VP",))
    authority = Authority((body, AuthorityEntry(Kind.ORGANIZATION, "Orm Echo")))
    source = Source("story", "It rained.", "0", Metadata("t", publisher=name))
    found = analyse(source, authority).identities.publisher
    assert (found.label if found else None) == label
