"""Types of events are proposed as well, judged, and linked in the graph; none is linked without a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.linking.dumps import dump, item, statement
from xpkg.cli import main
from xpkg.errors import InputError
from xpkg.linking import read_links
from xpkg.linking.index.building import build_index

Run = Callable[..., Result]
TEXT = """Police arrest ferry owner

LONDON, March 3, 2021 - Police arrested Ione Tavish in Canberra on 2 March 2021.
Ann Low was arrested in Canberra on 1 March 2021.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("types")
    (made / "arrest.txt").write_text(TEXT, encoding="utf-8")
    arrest = item("Q1403016", "arrest", description="to apprehend a person", statements=[statement("P279", "Q7")])
    (made / "dump.json").write_bytes(dump([arrest]))
    build_index(made / "dump.json", made / "wikidata.sqlite")
    run = CliRunner().invoke(main, ["build", str(made / "arrest.txt"), "--store", str(made / "x.db")])
    assert run.exit_code == 0, run.output
    return made


def test_a_type_is_proposed_judged_and_linked(folder: Path, xpkg: Run) -> None:
    proposed = xpkg("link", "propose", "--index", folder / "wikidata.sqlite", "--store", folder / "x.db",
                    "-o", folder / "p.tsv", "--proposals", folder / "p.jsonl")  # fmt: skip
    assert proposed.exit_code == 0, proposed.stderr
    (told,) = [each for each in map(json.loads, (folder / "p.jsonl").read_text("utf-8").splitlines())
               if each["kind"] == "event"]  # fmt: skip
    assert (told["thing"], told["mentions"]) == ("ontology#event-arrest", 2)
    assert [each["item"] for each in told["candidates"]] == ["Q1403016"]
    assert told["open"]
    judged = CliRunner().invoke(
        main, ["link", "review", "--author", "me", "--proposals", str(folder / "p.jsonl"), "-o", str(folder / "j.tsv"),
               "--store", str(folder / "x.db")], input="c 1\n",
    )  # fmt: skip
    assert judged.exit_code == 0, judged.output
    assert "[Police arrested Ione Tavish" in judged.stderr
    (link,) = read_links(folder / "j.tsv")
    assert link.subject == "ontology#event-arrest"
    built = xpkg("build", folder / "arrest.txt", "--links", folder / "j.tsv", "--store", folder / "x.db")
    assert built.exit_code == 0, built.stderr
    found = xpkg("query", "-e", "SELECT ?item { GRAPH ?g { xpkg:event-arrest skos:closeMatch ?item } "
                     "FILTER STRSTARTS(STR(?item), STR(wd:)) }",
                 "--format", "csv", "--store", folder / "x.db")  # fmt: skip
    assert found.stdout.split() == ["item", "http://www.wikidata.org/entity/Q1403016"]
    assert xpkg("validate", "--store", folder / "x.db").exit_code == 0
    checked = xpkg("link", "check", "--index", folder / "wikidata.sqlite", "--links", folder / "j.tsv")
    assert "event-arrest" not in checked.stdout


def test_no_other_term_of_the_ontology_is_a_subject(folder: Path) -> None:
    text = (folder / "j.tsv").read_text("utf-8")
    (folder / "wrong.tsv").write_text(text.replace("xpkg:event-arrest", "xpkg:Person"), "utf-8")
    with pytest.raises(InputError, match="no xpkg:event-"):
        read_links(folder / "wrong.tsv")
