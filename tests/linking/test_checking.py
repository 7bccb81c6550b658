"""Links grow old: what a newer index says against them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.linking.dumps import dump, item, statement
from xpkg.linking.checking import check_links
from xpkg.linking.index.building import build_index
from xpkg.linking.index.database import opened
from xpkg.model import Link

Run = Callable[..., Result]
WIKIDATA = "http://www.wikidata.org/entity/"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check")
    (folder / "dump").write_bytes(dump([
        item("Q1", "Ana Belo", ["A. Belo"], statements=[statement("P31", "Q5")]),
        item("Q2", "Orm", statements=[statement("P31", "Q515")]),
        item("Q3", "Ana Belo"),
        {"entity": "Q4", "redirect": "Q1"},
    ]))  # fmt: skip
    build_index(folder / "dump", folder / "x.sqlite")
    return folder / "x.sqlite"


@pytest.mark.parametrize(
    ("item", "label", "negated", "what"),
    [
        ("Q1", "Ana Belo", False, []),
        ("Q1", "The A Belo", False, []),
        ("Q3", "Ana Belo", False, []),  # of no class that is known
        ("Q4", "Ana Belo", False, ["merged into Q1"]),
        ("Q9", "Ana Belo", False, ["not in the index: deleted, or left out of it"]),
        ("Q2", "Orm", False, ["of another kind: place"]),
        ("Q1", "Ravi Rao", False, ["called otherwise: Ana Belo"]),
        ("Q9", "Ana Belo", True, []),
    ],
)
def test_what_is_wrong_with_a_link(index: Path, item: str, label: str, negated: bool, what: list[str]) -> None:
    link = Link("person/x-0000000000", label, "skos:exactMatch", WIKIDATA + item, "", "", None, "", negated)
    with opened(index) as connection:
        assert [each.what for each in check_links(connection, [link])] == what


def test_the_command(index: Path, xpkg: Run) -> None:
    result = xpkg("link", "check", "--index", index)
    assert result.exit_code == 3
    assert "Xi Jinping\tQ15031\tnot in the index" in result.stdout
    assert "wikidata.sssom.tsv, line " in result.stdout
