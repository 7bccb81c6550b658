"""What texts state beside what Wikidata states: verdicts, rows with their sentences, QuickStatements."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.linking.dumps import dump, item, statement
from xpkg.linking.discrepancies.comparing import ComparedFact
from xpkg.linking.discrepancies.quick_statements import quick_statement
from xpkg.linking.discrepancies.statements import LinkedThing, Stated, TextSource, Told
from xpkg.linking.discrepancies.verdicts import (
    Verdict,
    before,
    judge_date,
    judge_membership,
    judge_office,
    meet,
    same_office,
)

Run = Callable[..., Result]
AGREES, CONTRADICTS, THERE, HERE = Verdict.AGREES, Verdict.CONTRADICTS, Verdict.ABSENT_THERE, Verdict.ABSENT_HERE


def stated(value: str, rank: str = "normal", name: str = "P569", start: str = "", end: str = "", *names: str) -> Stated:
    return Stated("Q101", name, f"s-{value}-{rank}-{start}", value, rank, start, end, names)


def told(**more: object) -> Told:
    return Told("t", "P39", "s", "p", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("own", "theirs", "verdict", "note"),
    [
        ("1961-02-03", [("1961-02-03", "normal")], AGREES, ""),
        ("1961", [("1961-02-03", "normal")], AGREES, "Wikidata is more precise"),
        ("1961-02-03", [("1961", "normal")], AGREES, "the text is more precise"),
        ("196X", [("1961-02-03", "normal")], AGREES, "Wikidata is more precise"),
        ("1961~", [("1962-02", "normal")], AGREES, ""),  # about 1961 has a year to spare
        ("1961-02-03", [("1962-02-03", "normal")], CONTRADICTS, ""),
        ("1961-02-03", [("1961-02-04", "normal")], CONTRADICTS, ""),
        ("1961-02-03", [("1961-02-04", "preferred"), ("1961-02-03", "normal")], AGREES, "prefers another"),
        ("1961-02-03", [("1961-02-03", "deprecated")], THERE, "as deprecated"),
        ("1961-02-03", [("1961-02-03", "deprecated"), ("1960", "normal")], CONTRADICTS, "as deprecated"),
        ("1961-02-03", [("1960-02-03", "deprecated")], THERE, ""),
        ("1961-02-03", [], THERE, ""),
        ("-0043", [("-0043", "normal")], AGREES, ""),
        ("-0043", [("-0044", "normal")], CONTRADICTS, "cannot be counted"),  # no calendar here reaches so far back
    ],
)
def test_a_date_as_precise_as_each_is(own: str, theirs: list[tuple[str, str]], verdict: Verdict, note: str) -> None:
    judged = judge_date(told(date=own), [stated(value, rank) for value, rank in theirs])
    assert judged.verdict is verdict
    assert note in judged.note


RIVERS = "Minister of Rivers of Australia"


def office(rank: str = "normal", start: str = "", end: str = "", name: str = RIVERS) -> Stated:
    return stated("Q301", rank, "P39", start, end, name)


@pytest.mark.parametrize(
    ("own", "theirs", "verdicts", "note"),
    [
        ({}, [office()], [AGREES], ""),
        ({"date": "2015"}, [office(start="2018")], [CONTRADICTS], "at another time"),
        ({"date": "2015"}, [office(start="2018"), office(start="2014", end="2016")], [AGREES], ""),
        ({"date": "2018"}, [office(start="2018-05")], [AGREES], ""),
        ({"date": "2020"}, [office(end="2018-05")], [CONTRADICTS], ""),
        ({"start": "2015"}, [office()], [AGREES, THERE], ""),
        ({"start": "2015", "end": "2016"}, [office(start="2015-05")], [AGREES, THERE], ""),
        ({"start": "2015"}, [office(start="2014")], [CONTRADICTS], ""),
        ({}, [office("deprecated")], [CONTRADICTS], "deprecated"),
        ({}, [office("preferred", "2018"), office("normal", "2001", "2003")], [AGREES], ""),
        ({"date": "2002"}, [office("preferred", "2018"), office("normal", "2001", "2003")], [AGREES], "prefers"),
        ({"former": True}, [office()], [AGREES], "Wikidata has no end"),
        ({}, [office(end="2018")], [AGREES], "ended before the text came out"),
        ({}, [office(name="Minister of Finance of Australia")], [], ""),
        ({}, [], [], ""),
    ],
)
def test_an_office_and_its_times(own: dict[str, str], theirs: list[Stated], verdicts: list[Verdict], note: str) -> None:
    told_of = told(role="Minister of Rivers", of=("Australia",), **own)
    judged = judge_office(told_of, theirs, "2021-03-03")
    assert [each.verdict for each in judged] == verdicts
    assert not note or note in judged[0].note


@pytest.mark.parametrize(
    ("role", "of", "name", "same"),
    [
        ("Minister of Rivers", ("Australia",), RIVERS, True),
        ("Rivers Minister", ("Australia",), RIVERS, True),
        ("minister", ("Australia",), RIVERS, False),
        ("president", ("Norland", "Republic of Norland"), "President of the Republic of Norland", True),
        ("president", ("Norland",), "Vice President of Norland", False),
        ("president", ("Norland",), "President of Sudland", False),
        ("vice president", ("Norland",), "President of Norland", False),
        ("mayor", (), "mayor of Larkham", True),
        ("mayor", (), "deputy mayor of Larkham", False),
        ("governor", ("Bank of Norland",), "Governor of the Bank of Norland", True),
        ("", ("Norland",), "Norland", False),
    ],
)
def test_the_same_office(role: str, of: tuple[str, ...], name: str, same: bool) -> None:
    assert same_office(role, of, [name]) is same


@pytest.mark.parametrize(
    ("role", "theirs", "verdict"),
    [
        ("member", [("Q9", "normal")], AGREES),
        ("spokesman", [("Q9", "normal")], AGREES),
        ("member", [("Q8", "normal")], THERE),
        ("spokesman", [("Q8", "normal")], None),
        ("member", [("Q9", "deprecated")], CONTRADICTS),
        ("member", [], THERE),
    ],
)
def test_a_membership(role: str, theirs: list[tuple[str, str]], verdict: Verdict | None) -> None:
    judged = judge_membership(told(role=role), [stated(value, rank, "P463") for value, rank in theirs], "Q9")
    assert (judged.verdict if judged else None) is verdict


@pytest.mark.parametrize("one", ["", "nonsense", "1953-02-30", "../.."])
def test_what_is_no_date_meets_none(one: str) -> None:
    assert not meet(one, "1953")
    assert not before(one, "1953")


THING = LinkedThing("t", "Ione Tavish", "Q101")
SOURCE = TextSource("s", url="https://courier.example/harbour", item="Q77")


def row(**more: object) -> ComparedFact:
    plain = {"verdict": THERE, "matter": "birth", "thing": THING, "source": SOURCE, "sentence": 'She said "no".'}
    return ComparedFact(**{**plain, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"told": Told("t", "P569", "s", "p", date="1961-02")},
         'Q101\tP569\t+1961-02-00T00:00:00Z/10\tS248\tQ77\tS854\t"https://courier.example/harbour"'
         '\tS813\t+2026-11-30T00:00:00Z/11\tS1683\ten:"She said ”no”."\tS887\tQ12'),
        ({"told": Told("t", "P569", "s", "p", date="1961~")}, ""),
        ({"told": Told("t", "P569", "s", "p", date="1961", reported_by="a friend")}, ""),
        ({"told": Told("t", "P569", "s", "p", date="1961"), "verdict": CONTRADICTS}, ""),
        ({"told": told(role="mayor", date="1961"), "matter": "office"}, ""),  # no item of the office is known
        ({"told": told(role="member"), "matter": "membership", "place": "Q9", "source": TextSource("s"),
          "sentence": ""},
         "Q101\tP463\tQ9\tS813\t+2026-11-30T00:00:00Z/11\tS887\tQ12"),
        ({"told": told(role="member", party=True, start="2001"), "matter": "membership", "place": "Q9",
          "source": TextSource("s", language="de"), "sentence": "a\t b\n|c"},
         "Q101\tP102\tQ9\tP580\t+2001-00-00T00:00:00Z/9\tS813\t+2026-11-30T00:00:00Z/11"
         '\tS1683\tde:"a b ¦c"\tS887\tQ12'),
        ({"told": told(role="mayor", start="2001"), "matter": "start of office", "stated": office(), "sentence": "",
          "source": TextSource("s", url='https://e.org/"x')},
         "Q101\tP39\tQ301\tP580\t+2001-00-00T00:00:00Z/9\tS813\t+2026-11-30T00:00:00Z/11\tS887\tQ12"),
    ],
)  # fmt: skip
def test_quick_statements(more: dict[str, object], line: str) -> None:
    assert quick_statement(row(**more), "2026-11-30", "Q12") == line


def test_the_day_of_a_text_that_was_fetched_is_its_own() -> None:
    line = quick_statement(row(told=Told("t", "P569", "s", "p", date="1961"), sentence="",
                               source=TextSource("s", retrieved="2021-03-04T10:00:00Z")), "2026-11-30")  # fmt: skip
    assert line.endswith("S813\t+2026-11-30T00:00:00Z/11")  # a moment is no plain day
    line = quick_statement(row(told=Told("t", "P569", "s", "p", date="1961"), sentence="",
                               source=TextSource("s", retrieved="2021-03-04")), "2026-11-30")  # fmt: skip
    assert line.endswith("S813\t+2021-03-04T00:00:00Z/11")


def test_a_long_sentence_is_cut_at_a_word() -> None:
    long = row(told=Told("t", "P569", "s", "p", date="1961"), sentence="word " * 200)
    quoted = quick_statement(long, "2026-11-30").rsplit('en:"', 1)[1]
    assert quoted.endswith('word…"')
    assert len(quoted) <= 402


TEXT = """Ferry company denies safety claims

LONDON, March 3, 2021 - Ione Tavish, Minister of Rivers of Australia, said the ferry was safe.
Ione Tavish was born on 3 February 1961.

Ione Tavish, a member of the Aam Aadmi Party, was mayor of Larkham from 2001 to 2005.
"""
LINKS = """#mapping_set_id: https://example.org/links
#license: https://creativecommons.org/publicdomain/zero/1.0/
subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label
xpkgid:person/ione-tavish-c0a9bd8c39\tskos:exactMatch\twd:Q101\tsemapv:ManualMappingCuration\tthe desk
"""
TAVISH = item("Q101", "Ione Tavish", statements=[
    statement("P31", "Q5"), statement("P569", ("+1961-00-00T00:00:00Z", 9)), statement("P39", "Q302"),
    statement("P39", "Q301", qualifiers={"P580": ("+2018-00-00T00:00:00Z", 9)}), statement("P463", "Q303"),
])  # fmt: skip
NAMED = [item("Q301", RIVERS), item("Q302", "mayor of Larkham"), item("Q303", "River Society"), item("Q5", "human")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    made = tmp_path_factory.mktemp("compare")
    (made / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (made / "links.sssom.tsv").write_text(LINKS, encoding="utf-8")
    (made / "dump.json").write_bytes(dump([TAVISH, *NAMED]))
    built = xpkg("build", made / "ferry.txt", "--links", made / "links.sssom.tsv", "--store", made / "x.db")
    assert built.exit_code == 0, built.output
    before_asking = xpkg("link", "compare", "--store", made / "x.db")
    assert before_asking.exit_code == 0
    assert before_asking.stdout == ""
    assert "'xpkg enrich' asks" in before_asking.stderr
    assert xpkg("enrich", "--dump", made / "dump.json", "--store", made / "x.db").exit_code == 0
    return made / "x.db"


def test_rows_with_their_sentences(store: Path, xpkg: Run) -> None:
    result = xpkg("link", "compare", "--format", "csv", "--store", store)
    rows = [*csv.DictReader(io.StringIO(result.stdout))]
    told_of = {(each["matter"], each["verdict"], each["in_text"], each["wikidata"]) for each in rows}
    assert told_of == {
        ("birth", "agrees", "", "1961"),
        ("membership", "absent there", "member Aam Aadmi Party", ""),
        ("membership", "absent here", "", "River Society"),
        ("office", "agrees", "Minister of Rivers Australia", RIVERS),
        ("office", "agrees", "mayor of Larkham", "mayor of Larkham"),
        ("start of office", "absent there", "mayor of Larkham", "mayor of Larkham"),
        ("end of office", "absent there", "mayor of Larkham", "mayor of Larkham"),
    }
    (birth,) = [each for each in rows if each["matter"] == "birth"]
    assert birth["sentence"] == "Ione Tavish was born on 3 February 1961."
    assert birth["note"] == "the text is more precise"
    as_json = xpkg("link", "compare", "--format", "json", "--store", store)
    assert json.loads(as_json.stdout) == rows
    some = xpkg("link", "compare", "--verdict", "absent here", "--store", store)
    assert some.stdout.splitlines() == ["absent here\tmembership\tIone Tavish\t\tRiver Society\t\t"]
    assert "3 agrees, 0 contradicts, 3 absent there, 1 absent here" in some.stderr


def test_lines_for_a_person_to_review(store: Path, xpkg: Run, tmp_path: Path) -> None:
    result = xpkg("link", "compare", "--format", "quickstatements", "--retrieved", "2026-11-30", "--store", store,
                  "-o", tmp_path / "qs.txt")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    lines = [line.split("\t")[:5] for line in (tmp_path / "qs.txt").read_text("utf-8").splitlines()]
    assert lines == [
        ["Q101", "P39", "Q302", "P582", "+2005-00-00T00:00:00Z/9"],
        ["Q101", "P102", "Q129844", "S813", "+2026-11-30T00:00:00Z/11"],
        ["Q101", "P39", "Q302", "P580", "+2001-00-00T00:00:00Z/9"],
    ]


@pytest.mark.parametrize("options", [("--heuristic", "5"), ("--retrieved", "yesterday"), ("--format", "xml")])
def test_wrong_usage(store: Path, xpkg: Run, options: tuple[str, ...]) -> None:
    assert xpkg("link", "compare", *options, "--store", store).exit_code == 2


def test_the_catalogue_and_the_integrity_of_an_enriched_store(store: Path, xpkg: Run) -> None:
    result = xpkg("query", "positions-in-wikidata", "--format", "csv", "--store", store)
    assert f'Ione Tavish,Minister of Rivers,,"Ione Tavish, {RIVERS}",{RIVERS},2018,' in result.stdout
    for name in ("dangling", "graphs", "labels", "dates"):
        found = xpkg("query", f"integrity-{name}", "--format", "csv", "--store", store)
        assert len(found.stdout.splitlines()) == 1, found.stdout
