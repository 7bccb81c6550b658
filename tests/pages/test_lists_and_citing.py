"""Lists that are sorted, narrowed and taken along; and how texts, passages and statements are cited."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from pyoxigraph import QuerySolutions
from story import BASE, StoryEngine
from test_pages import Reading, read

from xpkg.export.bibliography import Work
from xpkg.server.http_messages import Request
from xpkg.server.jobs import Job
from xpkg.server.pages.citing import _coins, _fragment
from xpkg.server.routing import plan
from xpkg.server.settings import Settings


def rows(page: Reading) -> list[str]:
    """The links of the table's rows."""
    return [each["href"] for each in page.all("a") if "/id/" in each.get("href", "").partition("?")[0]]


@pytest.mark.parametrize("path", ["people", "organizations", "groups", "places"])
@pytest.mark.parametrize("sort", ["", "said", "about", "named"])
def test_a_sorted_list_has_the_same_things(story: StoryEngine, path: str, sort: str) -> None:
    plain = rows(read(story, path))
    up, down = (rows(read(story, path, sort=sort, down=down)) for down in ("no", "yes"))
    assert sorted(up) == sorted(down) == sorted(plain) != []


@pytest.mark.parametrize(("path", "fields"), [
    ("documents", {}), ("documents", {"part": "sources"}), ("documents", {"part": "cited"}),
    ("documents", {"part": "discussed"}), ("positions", {}),
    ("positions", {"with": f"{BASE}id/person/ana-1"}), ("positions", {"with": f"{BASE}a b"}),
])  # fmt: skip
def test_documents_and_positions_are_taken_along_whole(story: StoryEngine, path: str, fields: dict[str, str]) -> None:
    html = story.get(path, **fields).html
    told = re.search(r'<p class="count">(?:[^<]*of )?(\d+|None)', html)
    assert told
    address, *_ = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    found = story.execute(parse_qs(urlsplit(unescape(address)).query)["query"][0])
    assert isinstance(found, QuerySolutions)
    names = [str(each.value) for each in found.variables]
    table = [[getattr(each, "value", "") for each in row] for row in found]
    assert len(table) == int(told[1].replace("None", "0"))
    assert all(row[0] and row[1] for row in table)
    assert names[:2] == (["document", "title"] if path == "documents" else ["position", "holder"])
    assert fields or table


def test_names_go_down_where_that_is_asked(story: StoryEngine) -> None:
    assert rows(read(story, "people", down="yes")) == rows(read(story, "people"))[::-1]


def test_the_most_spoken_stand_first(story: StoryEngine) -> None:
    html = story.get("people", sort="said").html
    numbers = [int(found) for found in re.findall(r'aria-label="(\d+) statements by', html)]
    assert numbers == sorted(numbers, reverse=True) != []
    assert re.search(r'aria-sort="descending"><a href="[^"?]*people\?sort=said&amp;down=no"', html)


def test_a_list_is_narrowed_by_name_and_link(story: StoryEngine) -> None:
    everybody = rows(read(story, "people"))
    assert rows(read(story, "people", name="ANA"))
    assert len(rows(read(story, "people", name="ana"))) < len(everybody)
    assert rows(read(story, "people", name='"} DELETE')) == []
    both = [*rows(read(story, "people", linked="yes")), *rows(read(story, "people", linked="no"))]
    assert sorted(both) == sorted(everybody)
    assert rows(read(story, "people", linked="perhaps", sort="x", down="?")) == everybody


def test_the_query_of_a_list_has_its_rows(story: StoryEngine) -> None:
    html = story.get("people", name="a").html
    [address] = [unescape(each) for each in re.findall(r'href="([^"?]*/query\?query=[^"]+)"', html)]
    query = parse_qs(urlsplit(address).query)["query"][0]
    answer = story.get("query", query=query).html
    assert set(rows(read(story, "people", name="a"))) <= set(re.findall(r'href="([^"?]*/id/person/[^"]+)"', answer))


@pytest.mark.parametrize("path", ["people", "statements", "events", "map", "query?query=ASK"])
def test_a_list_goes_into_a_spreadsheet(story: StoryEngine, path: str) -> None:
    pytest.importorskip("xlsxwriter")
    fields = {"query": "SELECT * { ?s xpkg:speaker ?who }"} if "?" in path else {}
    html = story.get(path.partition("?")[0], **fields).html
    address, *_ = [unescape(each) for each in re.findall(r'href="([^"]*/sparql\?[^"]+format=xlsx[^"]*)"', html)]
    root, parts = "https://kg.example/x/", urlsplit(address)
    asked = Request("GET", f"https://kg.example{parts.path}", root, parts.query.encode())
    job = plan(asked, Settings())
    assert isinstance(job, Job)
    name = path if fields == {} else "answer"
    assert (job.format, dict(job.fields)) == ("xlsx", {"file": f"xpkg-{name}.xlsx"})
    assert isinstance(story.execute(job.text), QuerySolutions)


@pytest.mark.parametrize("path", ["id/document/story-1", "id/statement/s-1", "id/document/bridges-2"])
def test_a_text_and_a_statement_are_cited(story: StoryEngine, path: str) -> None:
    page = read(story, path)
    assert "Cite this" in page.text
    [context] = [each["title"] for each in page.all("span") if each.get("class") == "Z3988"]
    fields = parse_qs(context)
    assert fields["ctx_ver"] == ["Z39.88-2004"]
    assert fields.keys() & {"rft.title", "rft.atitle", "rft.btitle"}
    assert fields["rft_id"][0].startswith("https://")
    [cite] = re.findall(r'<details class="about cite".*?</details>', story.get(path).html, re.DOTALL)
    assert cite.count(":~:text=") == (2 if path == "id/statement/s-1" else 0), "in the link and its words alone"
    assert len(page.all("textarea")) == 3


@pytest.mark.parametrize(("kind", "publisher", "told"), [
    ("article-journal", "Sea Review", {"rft_val_fmt": "journal", "rft.atitle": "Dams", "rft.jtitle": "Sea Review"}),
    ("article-newspaper", "Orm Post", {"rft_val_fmt": "dc", "rft.type": "newspaperArticle", "rft.source": "Orm Post"}),
    ("report", "Orm Board", {"rft_val_fmt": "dc", "rft.type": "report", "rft.publisher": "Orm Board"}),
    ("book", "Ebb Press", {"rft_val_fmt": "book", "rft.btitle": "Dams", "rft.pub": "Ebb Press"}),
    ("treaty", "", {"rft_val_fmt": "dc", "rft.type": "document", "rft.title": "Dams"}),
])  # fmt: skip
def test_what_kind_of_work_zotero_takes_it_for(kind: str, publisher: str, told: dict[str, str]) -> None:
    """In the format of journals everything becomes a journal's article there; ``rft.type`` names another type."""
    work = Work("https://e.org/d", "k", kind, "Dams", ("Ann Low",), publisher, "2021-03-04", {})
    fields = dict(parse_qsl(_coins(work, "https://e.org/d#char=1,2")))
    assert fields["rft_val_fmt"].rsplit(":", 1)[1] == told.pop("rft_val_fmt")
    assert told.items() <= fields.items()
    assert fields["rft.date"] == "2021-03-04"
    assert fields.get("rft.au", fields.get("rft.creator")) == "Ann Low"
    assert fields["rft_id"] == "https://e.org/d#char=1,2"


def test_what_zotero_and_search_engines_read(story: StoryEngine) -> None:
    page = story.get("id/document/story-1")
    html = page.html
    named = dict(re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', html))
    assert named["citation_title"]
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told = json.loads(data)
    assert told["@context"] == "https://schema.org"
    assert unescape(named["citation_title"]) == told["name"]
    assert "<" not in data


def test_a_passage_is_found_by_its_words() -> None:
    assert _fragment("the dam, it held - so far") == ":~:text=the%20dam%2C%20it%20held%20%2D%20so%20far"
    long = _fragment("word " * 200)
    assert long.count(",") == 1
    assert len(long) < 200
    assert _fragment(" ") == ""


def test_who_is_called_so_is_found_before_what_they_say(story: StoryEngine) -> None:
    html = story.get("search", q="Ana").html
    kinds = re.findall(r'</a> <span class="act">(\w+)</span>', html)
    assert kinds[0] == "person"
    assert "statement" in kinds


def test_a_misspelt_name_is_proposed(story: StoryEngine) -> None:
    [name] = set(re.findall(r"<h1><bdi>([^<]+)", story.get("id/person/ana-1").html))
    wrong = name[:-2] + "q" + name[-1]
    page = read(story, "search", q=wrong)
    assert f"Did you mean {name}" in page.text
    assert "Did you mean" not in read(story, "search", q=name).text


@pytest.mark.parametrize("path", ["utterances", "disagreements", "happenings"])
def test_what_is_concluded_is_taken_along_with_its_places(story: StoryEngine, path: str) -> None:
    html = story.get(path).html
    address, *_ = re.findall(r'<a href="([^"]*/query\?query=[^"]+)">the SPARQL', html)
    found = story.execute(dict(parse_qsl(urlsplit(unescape(address)).query))["query"])
    assert isinstance(found, QuerySolutions)
    rows = [*found]
    assert len(rows) == html.count("<article")
    assert all(str(row["passage"].value).startswith(BASE) and "#char=" in row["link"].value for row in rows)


@pytest.mark.parametrize(
    ("path", "fields", "offered"),
    [
        ("search", {"q": "Ana Belu"}, {"q": "Ana Bélo"}),
        ("people", {"name": "belp", "sort": "said"}, {"name": "Ana Bélo", "sort": "said"}),
        ("statements", {"speaker": "Anna Bello", "to": "2020"}, {"speaker": "ana-1", "to": "2020"}),
        ("statements", {"about": "Lagoos"}, {"about": "lagos-1"}),
        ("documents", {"names": "Lagos; Ana Belu"}, {"names": "Lagos; Ana Bélo"}),
        ("documents", {"without": "Lagoss"}, {"without": "Lagos"}),
    ],
)
def test_a_misspelt_name_is_offered_as_it_is_spelt(
    story: StoryEngine, path: str, fields: dict[str, str], offered: dict[str, str]
) -> None:
    """Each form keeps what else it was asked for."""
    shown = re.search(r'<p class="meant">Did you mean (.*?)\?</p>', story.get(path, **fields).html)
    assert shown
    links = [dict(parse_qsl(urlsplit(unescape(each)).query)) for each in re.findall(r'href="([^"]+)"', shown[1])]
    assert any({name: each.get(name, "").rsplit("/", 1)[-1] for name in offered} == offered for each in links), links


@pytest.mark.parametrize(("path", "fields"), [
    ("search", {"q": "Zaphod Beeblebrox"}), ("people", {"name": "zaphod"}), ("people", {"name": "bélo"}),
    ("statements", {"speaker": "Ana Bélo"}), ("statements", {"about": "Zaphod"}), ("documents", {"names": "Zaphod"}),
])  # fmt: skip
def test_nothing_is_offered_where_a_name_is_there_or_none_is_like_it(
    story: StoryEngine, path: str, fields: dict[str, str]
) -> None:
    assert "Did you mean" not in story.get(path, **fields).html
