"""The catalogue: every query runs, answers what was approved, and the integrity queries find nothing."""

from __future__ import annotations

import importlib.util
import shlex
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.catalogue import GROUPS, Query, catalogue, read_query
from xpkg.errors import QueryError

HERE = Path(__file__).parent
QUESTIONS = [query for query in catalogue() if query.kind == "question"]
INTEGRITY = [query for query in catalogue() if query.kind == "integrity"]
Run = Callable[..., Result]


def test_there_is_a_catalogue() -> None:
    assert len(QUESTIONS) >= 25
    assert len(INTEGRITY) >= 5
    assert len({query.title for query in catalogue()}) == len(catalogue())


def test_every_question_stands_with_others_of_its_kind() -> None:
    groups = Counter(query.group for query in catalogue() if query.kind != "integrity")
    assert set(groups) == set(GROUPS)
    assert min(groups.values()) >= 3


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_a_question_finds_something(query: Query, seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", query.name, "--store", seeds)
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) > 1, "an example that finds nothing shows nothing"


@pytest.mark.parametrize("query", INTEGRITY, ids=lambda query: query.name)
def test_an_integrity_query_finds_nothing(query: Query, seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", query.name, "--store", seeds)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[1:] == []


@pytest.mark.slow
def test_the_answers_are_those_approved(seeds: Path) -> None:
    """When this fails: python tests/queries/approve.py shows what changed; read it, then --write."""
    spec = importlib.util.spec_from_file_location("approve", HERE / "approve.py")
    assert spec
    assert spec.loader
    approve = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(approve)
    stored = {path.name: path.read_bytes() for path in (HERE / "answers").iterdir()}
    assert approve.answers(seeds) == stored


def test_a_federated_query_asks_nobody_unless_allowed(seeds: Path, xpkg: Run) -> None:
    federated = [query for query in catalogue() if query.kind == "federated"]
    assert federated
    for query in federated:
        result = xpkg("query", query.name, "--store", seeds)
        assert result.exit_code == 1
        assert "--allow-service" in result.stderr


@pytest.mark.parametrize("query", [query for query in QUESTIONS if query.parameters], ids=lambda query: query.name)
def test_a_parameter_changes_the_answer(query: Query, seeds: Path, xpkg: Run) -> None:
    first = query.parameters[0]
    value = "2019-12-31" if first.kind == "day" else '9999 nobody "at" all'
    usual = xpkg("query", query.name, "--store", seeds)
    other = xpkg("query", query.name, "--set", f"{first.name}={value}", "--store", seeds)
    assert other.exit_code == 0, other.stderr
    assert ("nothing here is called just '9999 nobody" in other.stderr) == (first.kind == "label")
    assert len(other.stdout.splitlines()) == 1
    assert usual.stdout != other.stdout


def test_a_parameter_that_is_none_is_refused(seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", "denials", "--set", "name=x", "--store", seeds)
    assert result.exit_code == 1
    assert "has no parameter 'name'" in result.stderr


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["from=abc"], "from is a day such as 2019-11-16, not 'abc'"),
        (["until=2019"], "until is a day such as 2019-11-16, not '2019'"),
        (["from=2019-02-30"], "from is a day"),
        (["from=2021-01-01"], "no day lies between from=2021-01-01 and until=2019-12-31"),
    ],
)
def test_a_value_that_nothing_can_match_is_refused(given: list[str], message: str, seeds: Path, xpkg: Run) -> None:
    chosen = [word for pair in given for word in ("--set", pair)]
    result = xpkg("query", "events-between", *chosen, "--store", seeds)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"xpkg: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# title: A\n# description: B\n# parameter: x joke\nASK {}", "is one of words, label, day"),
        ("SELECT * {}", "the header needs"),
        ("# title: A\n# description: B\n# kind: joke\nASK {}", "the kind is one of"),
        ("# title: A\n# description: B\n# group: joke\nASK {}", "the group is one of said, about"),
        ("# title: A\n# description: B\n# parameter: x\nASK {}", "no line VALUES"),
    ],
)
def test_a_faulty_header_is_said(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.rq").write_text(text)
    with pytest.raises(QueryError, match=message):
        read_query(tmp_path / "a.rq")


def test_a_list_of_all_queries(xpkg: Run) -> None:
    lines = xpkg("query", "--list").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [query.name for query in catalogue()]
    assert "events-between\tWhat happened in a span of time\t--set from=2019-01-01\t--set until=2019-12-31" in lines


def listed(text: str) -> dict[str, list[str]]:
    """The parameters with their values, by the names of the queries."""
    return {name: rest[1:] for name, *rest in (line.split("\t") for line in text.splitlines())}


def test_the_list_has_values_of_the_store_that_find_something(xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(
        "The ferry sank\n\n“We warned the harbour office,” said Ana de la O'Hara on 3 March 2021. "
        "The police arrested Ana de la O'Hara on 4 March 2021. “She is brave,” said Bob Low of Ana de la O'Hara.\n"
    )
    assert xpkg("build", tmp_path / "ferry.txt", "--store", tmp_path / "s").exit_code == 0
    own = listed(xpkg("query", "--list", "--store", tmp_path / "s").stdout)
    plain = listed(xpkg("query", "--list").stdout)
    assert own.keys() == plain.keys()
    assert plain["mentions"] == plain["statements-by"] == ["--set name=NAME"]
    filled = [name for name, values in own.items() if values and "=NAME" not in values[0] and values != plain[name]]
    assert {"mentions", "statements-by", "statements-between"} <= set(filled)
    for name in filled:
        chosen = [part for part in shlex.split(" ".join(own[name])) if part != "--set"]
        given = [each for part in chosen for each in ("--set", part)]
        found = xpkg("query", name, *given, "--store", tmp_path / "s")
        assert len(found.stdout.splitlines()) > 1, (name, chosen)
        assert found.stderr == ""


def test_a_store_that_is_named_and_missing_is_said(xpkg: Run, tmp_path: Path) -> None:
    missing = xpkg("query", "--list", "--store", tmp_path / "nowhere")
    assert missing.exit_code == 1
    assert "no store here" in missing.stderr


def test_an_answer_that_is_empty_for_its_default_says_so(xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry sank\n\n“We warned them,” said Maria Ortega. Ortega said no more.\n")
    assert xpkg("build", tmp_path / "ferry.txt", "--store", tmp_path / "s").exit_code == 0
    usual = xpkg("query", "statements-by", "--store", tmp_path / "s")
    assert usual.stderr == "xpkg: nothing here is called just 'Xi Jinping', nor anything like it\n"
    known = xpkg("query", "statements-by", "--set", "name=Maria Ortega", "--store", tmp_path / "s")
    assert known.stderr == ""
    short = xpkg("query", "statements-by", "--set", "name=Ortega", "--store", tmp_path / "s")
    assert short.stderr == "xpkg: nothing here is called just 'Ortega'; perhaps 'Maria Ortega'\n"


def test_a_query_name_that_is_nearly_one_is_proposed(seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", "denial", "--store", seeds)
    assert result.exit_code == 1
    assert result.stderr == "xpkg: denial: neither a query of --list nor a file; perhaps denials\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [("xi jinping", "; perhaps 'Xi Jinping'\n"), ("zzz", ", nor anything like it\n")],
)
def test_a_name_that_is_nearly_one_is_proposed(name: str, told: str, seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", "statements-by", "--set", f"name={name}", "--store", seeds)
    assert result.stderr == f"xpkg: nothing here is called just {name!r}{told}"
