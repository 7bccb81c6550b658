"""What users judge of who is who, and the people and bodies that they bring."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal

import xpkg
from xpkg.api import identities_of
from xpkg.authority import load_authority
from xpkg.errors import InputError, StoreError
from xpkg.judgements import path_of, path_of_source, read_judgements
from xpkg.model import Analysis, Authority, Entity, Kind
from xpkg.resources import folder

STORY = (
    "Court report\n\nPrime Minister Scott Morrison spoke in Canberra. Morrison said the plan was late. "
    "Bob Haverford denied it. Robert Haverford was ill. Mrs Tavish said so. She left."
)
SOURCE = "xpkgid:" + path_of_source("text")
HEADER = "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\tobject_label\tauthor_label"


def person(label: str, phrase: str = "") -> str:
    return "xpkgid:" + path_of(Entity(Kind.PERSON, label, phrase))


def passage(words: str) -> str:
    at = STORY.rindex(words)
    return f"{SOURCE}#char={at},{at + len(words)}"


def write(path: Path, *rows: tuple[str, str, str, str, str]) -> Path:
    lines = ["# mapping_set_id: mine", HEADER, *("\t".join((*row, "the desk")) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def bearers(analysis: Analysis) -> dict[str, str]:
    """The label of what each mention denotes, with the source in brackets where it is of that source alone."""
    found = analysis.identities
    return {
        span.cut(analysis.text.source.text): entity.label + (f" ({entity.phrase})" if entity.phrase == "text" else "")
        for span, index in found.denotes
        for entity in (found.entities[index],)
    }


def judged(path: Path, *rows: tuple[str, str, str, str, str]) -> dict[str, str]:
    return bearers(xpkg.analyse(STORY, judgements=write(path / "judged.tsv", *rows)))


def test_without_a_judgement_the_rules_decide() -> None:
    found = bearers(xpkg.analyse(STORY))
    assert (found["Morrison"], found["Robert Haverford"], found["Tavish"]) == (
        "Scott Morrison", "Bob Haverford", "Tavish (text)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words", "label"),
    [
        # two names that the rules took for one person's
        ((person("Bob Haverford"), "Not", "skos:exactMatch", person("Robert Haverford"), ""), "Robert Haverford",
         "Robert Haverford"),
        # two that they did not
        ((person("Tavish", "text"), "", "skos:exactMatch", person("Ione Tavish"), "Ione Tavish"), "Tavish",
         "Ione Tavish"),
        ((person("Tavish", "text"), "", "skos:exactMatch", person("Greta Thunberg"), ""), "Tavish", "Greta Thunberg"),
        # a passage; the others of its name stay
        ((passage("Morrison"), "Not", "xpkg:denotes", person("Scott Morrison"), ""), "Morrison", "Morrison (text)"),
        ((passage("Morrison"), "Not", "xpkg:denotes", person("Scott Morrison"), ""), "Scott Morrison",
         "Scott Morrison"),
        ((passage("Morrison"), "", "xpkg:denotes", person("Jim Morrison"), "Jim Morrison"), "Morrison",
         "Jim Morrison"),
        ((passage("She"), "", "xpkg:denotes", person("Ione Tavish"), "Ione Tavish"), "She", "Ione Tavish"),
        # a whole source
        ((SOURCE, "Not", "xpkg:denotes", person("Scott Morrison"), ""), "Scott Morrison", "Scott Morrison (text)"),
        ((SOURCE, "Not", "xpkg:denotes", person("Scott Morrison"), ""), "Morrison", "Scott Morrison (text)"),
    ],
)  # fmt: skip
def test_a_judgement_decides(tmp_path: Path, row: tuple[str, str, str, str, str], words: str, label: str) -> None:
    assert judged(tmp_path, row)[words] == label


def test_a_judged_pronoun_denotes_nothing_more(tmp_path: Path) -> None:
    story = STORY.replace("Mrs Tavish", "Ione Tavish")
    assert bearers(xpkg.analyse(story))["She"] == "Ione Tavish"
    at = story.rindex("She")
    row = (f"{SOURCE}#char={at},{at + 3}", "Not", "xpkg:denotes", person("Ione Tavish"), "")
    analysis = xpkg.analyse(story, judgements=write(tmp_path / "judged.tsv", row))
    assert "She" not in bearers(analysis)
    reasons = {span.cut(story): why for span, why in analysis.identities.unresolved}
    assert reasons["She"] == "judged in judged.tsv, line 3"


def test_what_is_the_same_as_what_is_the_same(tmp_path: Path) -> None:
    rows = (
        (person("Tavish", "text"), "", "skos:exactMatch", person("Ione Tavish"), "Ione Tavish"),
        (person("Ione Tavish"), "", "skos:exactMatch", person("Ione B. Tavish"), "Ione B. Tavish"),
    )
    assert judged(tmp_path, *rows)["Tavish"] == "Ione B. Tavish"


def test_each_judged_passage_names_its_judgement(tmp_path: Path) -> None:
    row = (person("Tavish", "text"), "", "skos:exactMatch", person("Ione Tavish"), "Ione Tavish")
    analysis = xpkg.analyse(STORY, judgements=write(tmp_path / "judged.tsv", row))
    assert [(span.cut(STORY), origin) for span, origin in analysis.identities.judged] == [
        ("Tavish", "judged.tsv, line 3"),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("Tavish", "", "skos:exactMatch", person("Ann Low"), "Ann Low"), "subject_id: no xpkgid:KIND/SLUG-HASH"),
        ((person("Ann Low"), "", "owl:sameAs", person("Bo Low"), "Bo Low"), "predicate_id is one of skos:exactMatch"),
        ((person("Ann Low"), "not", "skos:exactMatch", person("Bo Low"), ""), "predicate_modifier is 'Not' or nothing"),
        ((person("Ann Low"), "", "skos:exactMatch", person("Bo Low"), "Bob Low"), "object_label is not its label"),
        ((person("Ann Low"), "", "skos:exactMatch", person("Ann Low"), "Ann Low"), "are one identifier"),
        ((passage("She"), "", "skos:exactMatch", person("Ann Low"), "Ann Low"), "a passage xpkg:denotes a thing"),
        ((person("Ann Low"), "", "xpkg:denotes", person("Bo Low"), "Bo Low"), "is a source, or a passage of it"),
        ((SOURCE, "", "xpkg:denotes", person("Bo Low"), "Bo Low"), "of a whole source only 'Not' can be said"),
        ((person("Ann Low"), "", "skos:exactMatch", passage("She"), ""), "object_id is a thing, not a passage"),
    ],
)
def test_what_is_no_judgement(tmp_path: Path, row: tuple[str, str, str, str, str], why: str) -> None:
    path = write(tmp_path / "judged.tsv", row)
    with pytest.raises(InputError) as caught:
        read_judgements((path,), Authority(), ("text",))
    assert why in str(caught.value)
    assert f"{path}, line 3: " in str(caught.value)


def test_judgements_do_not_contradict_each_other(tmp_path: Path) -> None:
    low, bo = person("Ann Low"), person("Bo Low")
    path = write(
        tmp_path / "a.tsv", (low, "", "skos:exactMatch", bo, "Bo Low"), (bo, "Not", "skos:exactMatch", low, "")
    )
    with pytest.raises(InputError, match=r"a\.tsv, line 4: a\.tsv, line 3 says the opposite"):
        read_judgements((path,), Authority(), ())
    round_ = write(
        tmp_path / "b.tsv", (low, "", "skos:exactMatch", bo, "Bo Low"), (bo, "", "skos:exactMatch", low, "Ann Low")
    )
    with pytest.raises(InputError, match="circle"):
        read_judgements((round_,), Authority(), ())


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("subject\tobject\n")
    with pytest.raises(InputError, match=r"line 1: the header has no subject_id, predicate_id, object_id"):
        read_judgements((tmp_path / "a.tsv",), Authority(), ())
    (tmp_path / "b.tsv").write_text(f"{HEADER}\nx\n")
    with pytest.raises(InputError, match=r"line 2: 1 cells, the header has 6"):
        read_judgements((tmp_path / "b.tsv",), Authority(), ())
    with pytest.raises(InputError, match="cannot be read"):
        read_judgements((tmp_path / "c.tsv",), Authority(), ())


MINE = "kind\tlabel\tgender\tshort\ttitles\tsource\nperson\tIone Tavish\tf\tTavish\tJudge\tRegister of wardens\n"


def test_users_bring_people_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(MINE)
    told = STORY.replace("Mrs Tavish", "Judge Tavish")
    assert bearers(xpkg.analyse(told))["Tavish"] == "Tavish (text)"
    found = xpkg.analyse(told, authority=tmp_path / "mine.tsv")
    assert (bearers(found)["Tavish"], bearers(found)["She"]) == ("Ione Tavish", "Ione Tavish")
    entry = load_authority(folder("data") / "authority", (tmp_path / "mine.tsv",)).entries[-1]
    assert entry.source == "Register of wardens (mine.tsv)"


def test_a_row_of_users_takes_the_place_of_one_that_comes_with_xpkg(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("label\taliases\nScott Morrison\tScomo\n")
    entries = identities_of((tmp_path / "people.tsv",), (), ()).entries
    (entry,) = [each for each in entries if each.label == "Scott Morrison"]
    assert (entry.aliases, entry.source) == (("Scomo",), "people.tsv")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("mine.tsv", "label\nAnn Low\n", "line 2: the column 'kind' has one of person, organization"),
        ("mine.tsv", "kind\tlabel\nhuman\tAnn Low\n", "line 2: the column 'kind' has one of person"),
        ("mine.tsv", "kind\tlabel\tnickname\nperson\tAnn Low\tA\n", "line 1: unknown column 'nickname'"),
        ("mine.tsv", "kind\tlabel\tkin\nperson\tAnn Low\tAtlantis\n", "line 2: kin 'Atlantis' is no place"),
        ("people.tsv", "label\nAnn Low\nAnn Low\n", "line 3: 'Ann Low' stands on line 2 already"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as caught:
        identities_of((tmp_path / name,), (), ())
    assert f"{tmp_path / name}, {why}" in str(caught.value)


def test_a_store_keeps_to_what_users_said(tmp_path: Path) -> None:
    (tmp_path / "court.txt").write_text(STORY)
    (tmp_path / "mine.tsv").write_text(MINE)
    tavish = person("Tavish", "court")
    judgements = write(tmp_path / "judged.tsv", (tavish, "", "skos:exactMatch", person("Ione Tavish"), ""))
    xpkg.build(tmp_path / "court.txt", tmp_path / "db", authority=tmp_path / "mine.tsv", judgements=judgements)
    with xpkg.open(tmp_path / "db") as graph:
        table = graph.query("SELECT ?name ?why { ?p xpkg:denotes ?x ; dcterms:source ?why . ?x rdfs:label ?name }")
        assert isinstance(table, xpkg.Table)
        assert {*table.rows} == {(Literal("Ione Tavish"), Literal("judged.tsv, line 3"))}
        told = graph.query("SELECT ?source { ?x rdfs:label 'Ione Tavish' ; dcterms:source ?source }")
        assert isinstance(told, xpkg.Table)
        assert {*told.rows} == {(Literal("Register of wardens (mine.tsv)"),)}
    with pytest.raises(StoreError, match=r"what 2 files \(judged.tsv, mine.tsv\) told of who is who would go"):
        xpkg.build(tmp_path / "court.txt", tmp_path / "db")


def test_a_passage_that_names_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "court.txt").write_text(STORY)
    source = "xpkgid:" + path_of_source("court")
    row = (f"{source}#char=3,9", "", "xpkg:denotes", person("Ann Low"), "Ann Low")
    result = xpkg.build(tmp_path / "court.txt", tmp_path / "db", judgements=write(tmp_path / "judged.tsv", row))
    assert result.warnings == ("court: judged.tsv, line 3: nothing is named from 3 to 9",)
