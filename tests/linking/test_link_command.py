"""From a store and an index to links: proposed, judged, and in the graph of the next build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.linking.dumps import dump, item, statement
from xpkg.cli import main
from xpkg.linking import read_links
from xpkg.linking.index.building import build_index
from xpkg.linking.sssom import read_set

Run = Callable[..., Result]
TEXT = """Ferry company denies safety claims

LONDON, March 3, 2021 - Ione Tavish, Minister of Rivers of Australia, said the ferry was safe. Tavish spoke in Canberra.

“Every warning was answered,” said Maria Ortega, chief executive of Northline Ferries. Ortega left.
"""
HUMAN = statement("P31", "Q5")
SAMPLE = [
    item("Q301", "Minister of Rivers of Australia"),
    item("Q101", "Ione Tavish", description="Australian politician", sitelinks=3,
         statements=[HUMAN, statement("P27", "Q408"), statement("P39", "Q301")]),
    item("Q102", "Maria Ortega", description="footballer", sitelinks=5, statements=[HUMAN, statement("P27", "Q29")]),
    item("Q103", "Maria Ortega", description="chief executive", statements=[HUMAN, statement("P27", "Q145")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("link")
    (made / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (made / "dump.json").write_bytes(dump(SAMPLE))
    build_index(made / "dump.json", made / "wikidata.sqlite")
    run = CliRunner().invoke(main, ["build", str(made / "ferry.txt"), "--store", str(made / "x.db")])
    assert run.exit_code == 0, run.output
    return made


@pytest.fixture(scope="module")
def proposed(folder: Path) -> str:
    result = CliRunner().invoke(main, ["link", "propose", "--index", str(folder / "wikidata.sqlite"), "--store",
                                       str(folder / "x.db"), "-o", str(folder / "proposed.sssom.tsv"),
                                       "--proposals", str(folder / "proposals.jsonl")])  # fmt: skip
    assert result.exit_code == 0, result.output
    return result.stdout


def test_what_is_certain_is_a_link(folder: Path, proposed: str) -> None:
    assert "Ione Tavish\tperson\tQ101\t\n" in proposed
    (link,) = read_links(folder / "proposed.sssom.tsv")
    assert link.object.endswith("/Q101")
    ((_, row),) = read_set(folder / "proposed.sssom.tsv").rows
    assert row["mapping_tool"] == "xpkg"
    assert row["object_source_version"] == "dump.json 2026-11-01T00:00:00Z"
    assert "office: Minister of Rivers" in row["comment"]
    assert "confidence" not in row  # it is a measured precision, and nobody has measured


def test_all_else_waits_with_its_reasons(folder: Path, proposed: str) -> None:
    assert "Maria Ortega\tperson\t\tothers bear its name: " in proposed
    (line,) = (folder / "proposals.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)
    assert {each["item"] for each in told["candidates"]} == {"Q102", "Q103"}
    assert all(each["reasons"] and each["source_licence"] == "CC0 1.0" for each in told["candidates"])


def judge(folder: Path, name: str, answers: str) -> tuple[str, Path]:
    out = folder / f"{name}.sssom.tsv"
    result = CliRunner().invoke(
        main,
        ["link", "review", "--author", "orcid:0000-0002-1825-0097", "--proposals", str(folder / "proposals.jsonl"),
         "-o", str(out), "--store", str(folder / "x.db")],
        input=answers,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return result.stderr, out


@pytest.mark.usefixtures("proposed")
def test_a_person_judges(folder: Path) -> None:
    told, out = judge(folder, "accepted", "what\n2\n")
    assert "what does 'what' mean?" in told
    assert "[Maria Ortega], chief executive of Northline Ferries" in told
    (link,) = read_links(out)
    assert link.justification == "semapv:ManualMappingCuration"
    ((_, row),) = read_set(out).rows
    assert row["author_id"] == "orcid:0000-0002-1825-0097"
    assert row["mapping_tool_version"]


@pytest.mark.usefixtures("proposed")
@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ("r\n", [("Not", "exactMatch"), ("Not", "exactMatch")]),
        ("r 1\ns\n", [("Not", "exactMatch")]),
        ("c 1\n", [("", "closeMatch")]),
        ("n\n", [("", "exactMatch")]),
        ("n\nu\nq\n", []),
        ("1\n", [("", "exactMatch")]),
        ("r 1\nu\n1\n", [("", "exactMatch")]),
        ("u\ns\n", []),
        ("9\ns\n", []),
        ("q\n", []),
        ("", []),
    ],
)
def test_each_answer(folder: Path, answers: str, left: list[tuple[str, str]]) -> None:
    _, out = judge(folder, f"each-{abs(hash(answers))}", answers)
    rows = [row for _, row in read_set(out).rows] if out.exists() else []
    told = [(row.get("predicate_modifier", ""), row["predicate_id"].removeprefix("skos:")) for row in rows]
    assert told == left


@pytest.mark.usefixtures("proposed")
def test_a_judgement_is_respected_by_later_runs(folder: Path, xpkg: Run) -> None:
    _, out = judge(folder, "kept", "r 1\ns\n")
    again, _ = judge(folder, "kept", "s\n")
    assert "  1  Q10" in again
    assert "  2  Q10" not in again  # what is rejected is not shown again
    result = xpkg("link", "propose", "--index", folder / "wikidata.sqlite", "--store", folder / "x.db", "--links", out,
                  "-o", folder / "p2.sssom.tsv", "--proposals", folder / "p2.jsonl")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    (line,) = (folder / "p2.jsonl").read_text("utf-8").splitlines()
    assert len(json.loads(line)["candidates"]) == 1


@pytest.mark.usefixtures("proposed")
def test_what_wikidata_does_not_have_is_not_proposed_again(folder: Path, xpkg: Run) -> None:
    _, out = judge(folder, "nowhere", "n\n")
    result = xpkg("link", "propose", "--index", folder / "wikidata.sqlite", "--store", folder / "x.db", "--links", out,
                  "-o", folder / "p3.sssom.tsv", "--proposals", folder / "p3.jsonl")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "Ortega" not in result.stdout


@pytest.mark.usefixtures("proposed")
def test_links_stand_in_the_next_build(folder: Path, xpkg: Run) -> None:
    _, out = judge(folder, "built", "1\n")
    store = folder / "linked.db"
    links = ["--links", folder / "proposed.sssom.tsv", "--links", out]
    result = xpkg("build", folder / "ferry.txt", "--store", store, *links)
    assert result.exit_code == 0, result.stderr
    asked = "SELECT ?name { GRAPH ?g { ?thing skos:exactMatch ?item } ?thing rdfs:label ?name } ORDER BY ?name"
    told = xpkg("query", "-e", asked, "--store", store, "--format", "csv").stdout.splitlines()
    assert {"Ione Tavish", "Maria Ortega"} <= {*told}
    without = xpkg("build", folder / "ferry.txt", "--store", store)
    assert without.exit_code == 1  # what the store was built with is not let go without a word
    assert "--links keep it" in without.stderr
