"""The graph follows the text: altered copies of the texts that come with xpkg give an altered graph, and only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
DATA = Path(__file__).parent.parent / "data"
ARTICLE = DATA / "wikipedia-xinjiang-papers.txt"
STORY = DATA / "taipei-times-xinjiang-leak.txt"


def values(xpkg: Run, store: Path, query: str) -> set[str]:
    result = xpkg("query", "-e", query, "--format", "csv", "--store", store)
    assert result.exit_code == 0, result.stderr
    return set(result.stdout.splitlines()[1:])


PEOPLE = "SELECT DISTINCT ?l { ?p a xpkg:Person ; rdfs:label ?l . ?x xpkg:denotes ?p }"
SPEAKERS = "SELECT DISTINCT ?l { ?s a xpkg:Statement ; xpkg:speaker/rdfs:label ?l }"
CONTENTS = "SELECT DISTINCT ?c { ?s a xpkg:Statement ; xpkg:content ?c }"
DATES = "SELECT DISTINCT (STR(?d) AS ?date) { ?e a xpkg:Event ; xpkg:date ?d }"
HOLDERS = "SELECT DISTINCT ?l { ?p a xpkg:Position ; xpkg:holder/rdfs:label ?l }"


@pytest.mark.parametrize(
    ("file", "old", "new", "query", "gone", "come"),
    [
        (STORY, "Leibold", "Okafor", PEOPLE, "James Leibold", "James Okafor"),
        (STORY, "Leibold", "Okafor", SPEAKERS, "James Leibold", "James Okafor"),
        (ARTICLE, "Dolkun Isa", "Martin Okafor", HOLDERS, "Dolkun Isa", "Martin Okafor"),
        (ARTICLE, "November 26, 2019", "March 3, 2021", DATES, "2019-11-26", "2021-03-03"),
        (ARTICLE, "June 17, 2020", "July 8, 2022", DATES, "2020-06-17", "2022-07-08"),
    ],
)
def test_another_name_or_date_is_followed(
    tmp_path: Path, xpkg: Run, seeds: Path, file: Path, old: str, new: str, query: str, gone: str, come: str
) -> None:
    text = file.read_text("utf-8")
    assert old in text
    assert gone in values(xpkg, seeds, query)
    (tmp_path / file.name).write_text(text.replace(old, new), "utf-8")
    assert xpkg("build", tmp_path / file.name, "--store", tmp_path / "db").exit_code == 0
    now = values(xpkg, tmp_path / "db", query)
    assert gone not in now
    assert come in now


def test_a_sentence_that_is_gone_says_nothing(tmp_path: Path, xpkg: Run, seeds: Path) -> None:
    text = ARTICLE.read_text("utf-8")
    start = text.index("Penny Wong, foreign affairs spokesperson")
    end = text.index("Australian Greens leader")
    assert any("transparently and swiftly" in content for content in values(xpkg, seeds, CONTENTS))
    (tmp_path / ARTICLE.name).write_text(text[:start] + text[end:], "utf-8")
    assert xpkg("build", tmp_path / ARTICLE.name, "--store", tmp_path / "db").exit_code == 0
    now = values(xpkg, tmp_path / "db", CONTENTS)
    assert now
    assert not any("transparently and swiftly" in content for content in now)
    assert "Penny Wong" not in values(xpkg, tmp_path / "db", PEOPLE)
    assert "Richard Di Natale" in values(xpkg, tmp_path / "db", SPEAKERS)


def test_paragraphs_in_another_order_say_the_same(tmp_path: Path, xpkg: Run) -> None:
    story = "A mayor resigns\n\n"
    one = "Olga Brandt, the mayor of Ostvik, said she was “tired of it.”\n\n"
    other = "Nils Ek, a teacher in Ostvik, denied the rumours.\n\n"
    found = []
    for number, text in enumerate((story + one + other, story + other + one)):
        (tmp_path / "story.txt").write_text(text)
        store = tmp_path / str(number)
        assert xpkg("build", tmp_path / "story.txt", "--store", store).exit_code == 0
        said = "SELECT ?l ?c { ?s a xpkg:Statement ; xpkg:speaker/rdfs:label ?l ; xpkg:content ?c }"
        found.append(values(xpkg, store, said))
    assert found[0] == found[1]
    assert found[0]
