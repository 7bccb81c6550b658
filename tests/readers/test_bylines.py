"""Who wrote a text and when, by its own by-line and date line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.corpus import read_corpus, source_of
from xpkg.corpus.bylines import with_own_lines

Run = Callable[..., Result]
BODY = (
    "\n\nThe dam of Orm held on Sunday night, although the river had risen by two metres within a day."
    "\n\nNobody left.\n"
)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("LARKHAM, New Ruritania, 14 September 2023 —", "2023-09-14"),
        ("Larkham, 14 September 2023 —", "2023-09-14"),
        ("NETHER ORM/LARKHAM, 3 May 2021 (Courier Wire) -", "2021-05-03"),
        ("NETHER ORM, Sept. 14, 2023 /CourierWire/ --", "2023-09-14"),
        ("Orm, R.N., May 3, 2021 –", "2021-05-03"),
        ("In Larkham, where rain fell, 14 September 2023 —", None),
    ],
)
def test_a_date_line_may_say_where_its_place_is(head: str, day: str | None) -> None:
    made = with_own_lines(source_of("dam", f"Dam of Orm holds\n\n{head} The dam held, the board said.{BODY}"))
    assert made.metadata.issued == day


def told(head: str, tail: str = "") -> tuple[tuple[str, ...], str | None]:
    about = with_own_lines(source_of("dam", f"Dam of Orm holds\n\n{head}{BODY}{tail}")).metadata
    return about.creators, about.issued


@pytest.mark.parametrize(
    ("line", "makers"),
    [
        ("By Ann Low", ("Ann Low",)),
        ("By Ann Low and Bo Nye", ("Ann Low", "Bo Nye")),
        ("by Ann Low, Bo Nye & María José de la Cruz", ("Ann Low", "Bo Nye", "María José de la Cruz")),
        ("BY ANN LOW", ("Ann Low",)),
        ("By: Ann Low", ("Ann Low",)),
        ("By Ann Low in Larkham", ("Ann Low",)),
        ("By Ann Low for the Courier", ("Ann Low",)),
        ("By Ann Low | Larkham Courier | 3 March 2021", ("Ann Low",)),
        ("By Ann Low, Courier Staff Writer", ("Ann Low",)),
        ("By Ann Low, Larkham Press Agency", ("Ann Low",)),
        ("Words by Ann Low", ("Ann Low",)),
        ("Story by Ann Low", ("Ann Low",)),
        ("Written by Ann Low", ("Ann Low",)),
        ("Ann Low, Courier Reporter", ("Ann Low",)),
        ("By Ann Low • March 3, 2021", ("Ann Low",)),
        ("By Abd al-Rahman Sa'id", ("Abd al-Rahman Sa'id",)),
        ("By the Associated Press", ("the Associated Press",)),
        ("By AFP", ("AFP",)),
        ("By Ann Low and Bo Nye Share on Facebook Tweet this", ("Ann Low", "Bo Nye")),
        ("By Reuters", ("Reuters",)),
        ("By Staff Writer", ()),
        ("By Sunday night the water had risen", ()),
        ("By the river", ()),
        ("By and large a quiet night", ()),
        ("Bo Nye stands by the dam", ()),
    ],
)
def test_by_lines(line: str, makers: tuple[str, ...]) -> None:
    assert told(line)[0] == makers
    assert told(f"What the engineers feared did not come to pass.\n\n{line}")[0] == makers, "behind the deck"


def test_the_line_that_closes_a_story() -> None:
    assert told("", "\n(Reporting by Ann Low and Bo Nye; editing by Cy Orr)\n")[0] == ("Ann Low", "Bo Nye")
    assert told("", "\nAdditional reporting by Ann Low\n")[0] == (), "who helped did not write it"


def test_the_agency_of_a_date_line() -> None:
    line = "LARKHAM, March 3, 2021 (Reuters) - The dam of Orm held on Sunday night."
    assert told(line) == (("Reuters",), "2021-03-03")
    assert told(f"By Ann Low\n\n{line}") == (("Ann Low",), "2021-03-03")


def test_the_day_of_a_date_line() -> None:
    assert told("By Ann Low\n\nPublished 3 March 2021")[1] == "2021-03-03"
    assert told("By Ann Low")[1] is None


def test_a_by_line_far_below_is_of_something_else() -> None:
    assert told("", "\nBy Ann Low\n\nAnother story tells of a weir that broke in the night.\n")[0] == ()


def test_each_field_with_what_told_it(xpkg: Run, tmp_path: Path) -> None:
    text = f"Dam of Orm holds\n\nBy Ann Low and the Associated Press\n\nMarch 3, 2021{BODY}"
    (tmp_path / "dam.txt").write_text(text)
    (tmp_path / "weir.txt").write_text(text.replace("dam", "weir").replace("Ann Low and the", "the"))
    (tmp_path / "manifest.toml").write_text('["dam.txt"]\ntitle = "Dam"\nissued = 2021-03-04\n')
    dam, weir = read_corpus([tmp_path]).sources
    assert dam.sha256 == hashlib.sha256(text.encode()).hexdigest(), "the text stays as it is"
    assert dict(dam.told_by) == {"creators": "by-line", "issued": "manifest", "title": "manifest"}
    assert (dam.metadata.creators, dam.metadata.issued) == (("Ann Low",), "2021-03-04")
    assert dict(weir.told_by) == {"creators": "by-line", "issued": "date line"}
    store = tmp_path / "db"
    assert xpkg("build", tmp_path, "--annotator", "rules", "--store", store).exit_code == 0
    shown = json.loads(xpkg("sources", "--format", "json", "--store", store).stdout)
    assert [each["told_by"]["creators"] for each in shown] == ["by-line", "by-line"]
    query = "SELECT ?c ?t { ?s a xpkg:Source ; dcterms:creator ?c . ?c a ?t FILTER(STRSTARTS(STR(?t), STR(xpkg:))) }"
    found = xpkg("query", "-e", query, "--format", "csv", "--store", store).stdout
    assert "person/ann-low-" in found
    assert "organization/associated-press-" in found
