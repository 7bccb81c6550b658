"""The catalogue on texts made for it: what the three texts of ``data/`` do not show."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store

from xpkg.catalogue import catalogue
from xpkg.vocab import NAMESPACES, XSD

Run = Callable[..., Result]


def rows(xpkg: Run, store: Path, name: str) -> list[dict[str, str]]:
    result = xpkg("query", name, "--format", "csv", "--store", store)
    assert result.exit_code == 0, result.stderr
    found = list(csv.DictReader(io.StringIO(result.stdout), strict=True))
    assert not any(None in row or None in row.values() for row in found), "a row has as many fields as the header"
    return found


def built(xpkg: Run, folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    result = xpkg("build", folder, "--store", folder / "db")
    assert result.exit_code == 0, result.stderr
    return folder / "db"


def test_a_text_in_which_nothing_was_found_is_listed(xpkg: Run, tmp_path: Path) -> None:
    store = built(xpkg, tmp_path, a="A list\n\nRed, green and blue.\n", b='Two\n\nJane Doe said: "It was so."\n')
    found = [(row["title"], row["statements"]) for row in rows(xpkg, store, "sources")]
    assert found == [("A list", "0"), ("Two", "1")]


def test_two_texts_of_one_title_are_two(xpkg: Run, tmp_path: Path) -> None:
    store = built(xpkg, tmp_path, a='One\n\nJane Doe said: "It was so."\n', b='One\n\nJane Doe said: "It was no."\n')
    assert [row["statements"] for row in rows(xpkg, store, "sources")] == ["1", "1"]


@pytest.mark.parametrize(("inner", "rows"), [("", 1), ("; xpkg:negated true", 0)])
def test_a_chain_ends_at_what_was_not_said(inner: str, rows: int) -> None:
    store = Store()
    store.update(
        f"""INSERT DATA {{ GRAPH <x:g> {{
        <x:1> xpkg:embeds <x:2> ; xpkg:inStory true ; xpkg:statedIn <x:text> ; xpkg:content "outer" .
        <x:2> xpkg:content "inner" ; xpkg:contentPassage <x:p> {inner} .
        <x:p> nif:beginIndex 3 . <x:text> rdfs:label "A text" }} }}""",
        prefixes=NAMESPACES,
    )
    chains = next(query for query in catalogue() if query.name == "chains")
    found = store.query(chains.text, prefixes=NAMESPACES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == rows


def test_a_work_that_two_texts_title_differently_is_one(xpkg: Run, tmp_path: Path) -> None:
    text = 'Leak {}\n\nJane Doe wrote of it in an article titled "{} Show How the River Was Lost" on 3 May 2020.\n'
    store = built(xpkg, tmp_path, a=text.format("A", "Leaked File"), b=text.format("B", "Leaked Files"))
    found = [row["document"] for row in rows(xpkg, store, "works-discussed") if row["document"].startswith("Leaked")]
    assert found == ["Leaked File Show How the River Was Lost"]


LISTS = (
    "accusations chains demands denials direct-quotations events-in-time events-on-whose-word named-together not-said "
    "positions unnamed-speakers who-said-what"
).split()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_leaves_out_what_stands_beside_the_story(name: str, seeds: Path, xpkg: Run) -> None:
    shown = xpkg("query", name, "--store", seeds).stdout
    assert not any(words in shown for words in ("Maduro", "Justice Mission", "National Security Bureau", "think tank"))


@pytest.mark.parametrize("name", ["demands", "denials", "unnamed-speakers", "statements-by", "statements-about"])
def test_rows_stand_in_order_of_text(name: str, seeds: Path, xpkg: Run) -> None:
    places = [(row["source"], int(row["passage"].split("=")[1].split(",")[0])) for row in rows(xpkg, seeds, name)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Ministry of Fish met. The ministry said in a statement that it met.", "Statement by Ministry of Fish"),
        ("Ann Doe met us. Doe said in an interview on 3 May 2014 that it met.", "Interview on 3 May 2014 with Ann Doe"),
    ],
)
def test_a_work_without_a_title_is_told_by_its_maker(text: str, label: str, xpkg: Run, tmp_path: Path) -> None:
    store = built(xpkg, tmp_path, a=f"Fish\n\n{text}\n")
    assert [row["document"] for row in rows(xpkg, store, "works-discussed")] == [label]


def test_the_name_of_a_denial_tells_that_it_is_one(xpkg: Run, seeds: Path) -> None:
    told = [row["told"] for row in rows(xpkg, seeds, "out-of-story") if row["kind"] == "statement"]
    assert "Maduro (has denied): the allegations" in told


def test_who_is_known_by_words_alone_is_found_by_them(xpkg: Run, tmp_path: Path) -> None:
    store = built(xpkg, tmp_path, a="Ferry\n\nThe harbour union accused the line of “ignoring three warnings”.\n")
    result = xpkg("query", "statements-by", "--set", "name=The harbour union", "--store", store)
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 2


def test_an_annotation_is_one_of_the_web_annotation_model(xpkg: Run, seeds: Path) -> None:
    result = xpkg("query", "as-annotations", "--format", "ntriples", "--store", seeds)
    shown = Store()
    shown.load(result.stdout.encode(), RdfFormat.N_TRIPLES)
    whole = """SELECT (COUNT(DISTINCT ?note) AS ?all) (COUNT(DISTINCT ?placed) AS ?some) WHERE { ?note a oa:Annotation
        OPTIONAL { ?note oa:hasTarget/oa:hasSelector ?selector . ?selector a oa:TextPositionSelector
            BIND(?note AS ?placed) } }"""
    (counted,) = shown.query(whole, prefixes=NAMESPACES)  # type: ignore[misc]
    assert counted["all"] == counted["some"] != Literal("0", datatype=XSD.integer)
