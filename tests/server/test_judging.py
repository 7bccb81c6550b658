"""The page on which a person judges: who may, what each form does, and what becomes of the file."""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from xpkg.cli.build import build_store
from xpkg.linking import read_links
from xpkg.linking.sssom import read_set
from xpkg.server import Settings
from xpkg.server.engine import Engine
from xpkg.server.http_messages import Request
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job, Outcome
from xpkg.server.judging import sessions
from xpkg.server.request_handler import handle
from xpkg.server.result_cache import ResultCache

ROOT = "http://localhost:7878/"
FORM = "application/x-www-form-urlencoded"
TOKEN = "a-token-of-sixteen-or-more"
TEXT = """Ferry company denies safety claims

LONDON, March 3, 2021 - “Every warning was answered,” said Maria Ortega, chief executive of Northline Ferries.
Ortega left. Ione Tavish said that she had not.
"""
ORTEGA, TAVISH = "person/maria-ortega-d89bbb8c79", "person/ione-tavish-c0a9bd8c39"


def proposal(thing: str, label: str, *items: str) -> dict[str, Any]:
    candidates = [
        {"item": each, "label": f"<b>{label}</b>", "description": f"who is {each}", "score": 40.0, "reasons": ["name"],
         "source": "Wikidata", "source_version": "dump 2026", "source_licence": "CC0 1.0"} for each in items
    ]  # fmt: skip
    return {"thing": thing, "label": label, "kind": "person", "names": [label], "mentions": 1,
            "open": "others bear its name", "count": len(items), "candidates": candidates}  # fmt: skip


class Server:
    """A writable server that takes judgements, and a browser that keeps its cookie."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.cookie = engine, ""

    def send(
        self, method: str, query: str = "", headers: dict[str, str] | None = None, **fields: str
    ) -> tuple[int, dict[str, str], str]:
        async def execute(job: Job, encoded: bytes, file: int | None) -> Outcome:
            outcome = run_job(self.engine, Job.decode(encoded), file)
            sent = outcome.encode()
            size = len(sent.partition(b"\n")[2]) if outcome.spooled is None else os.fstat(outcome.spooled).st_size
            return Outcome.decode(sent, self.engine.snapshot, outcome.spooled, size)

        told = {"content-type": FORM, "accept": "text/html", "origin": "http://localhost:7878", **(headers or {})}
        if self.cookie and "cookie" not in told:
            told["cookie"] = f"other=1; {self.cookie}"
        request = Request(method, ROOT + "link", ROOT, query.encode(), told, urlencode(fields).encode())
        answered = asyncio.run(handle(request, self.engine.settings, execute, ResultCache(0), self.engine.snapshot))
        found = {name.lower(): value for name, value in answered.response.headers}
        if "set-cookie" in found:
            self.cookie = found["set-cookie"].partition(";")[0]
        return answered.response.status, found, answered.response.body.decode()

    def enter(self, author: str = "orcid:0000-0002-1825-0097", token: str = TOKEN) -> int:
        return self.send("POST", choice="enter", author=author, token=token)[0]

    def page(self, query: str = "") -> str:
        status, headers, body = self.send("GET", query)
        assert (status, headers["cache-control"]) == (200, "no-store")
        return body

    def secret(self) -> str:
        match = re.search(r'name="secret" value="([0-9a-f]{64})"', self.page())
        assert match
        return match[1]

    def judge(self, choice: str, thing: str = ORTEGA, **more: Any) -> tuple[int, str]:
        secret = more.pop("secret", None) or self.secret()
        status, headers, _ = self.send("POST", choice=choice, thing=thing, secret=secret, **more)
        return status, headers.get("location", "")

    @property
    def told(self) -> list[tuple[str, str, str]]:
        path = Path(self.engine.settings.judgements)
        rows = [row for _, row in read_set(path).rows] if path.exists() else []
        return [(row.get("predicate_modifier", ""), row["predicate_id"], row["object_id"]) for row in rows]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("judging")
    (made / "ferry.txt").write_text(TEXT, encoding="utf-8")
    build_store((made / "ferry.txt",), made / "db")
    return made / "db"


@pytest.fixture
def server(store: Path, tmp_path: Path) -> Server:
    lines = [proposal(ORTEGA, "Maria Ortega", "Q102", "Q103"), proposal(TAVISH, "Ione Tavish", "Q101")]
    (tmp_path / "proposals.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    settings = Settings(writable=True, token=TOKEN, proposals=str(tmp_path / "proposals.jsonl"),
                        judgements=str(tmp_path / "judged.sssom.tsv"))  # fmt: skip
    return Server(Engine(store, settings))


def test_the_name_in_its_sentences_beside_candidates(server: Server) -> None:
    assert "Token of the server" in server.page()
    assert server.enter() == 303
    page = server.page()
    assert "said <mark>Maria Ortega</mark>, chief executive of Northline Ferries" in page
    assert "who is Q102" in page
    assert "<b>Maria" not in page  # escaped
    assert "2 to judge" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("accept:Q103", [("", "skos:exactMatch", "wd:Q103")]),
        ("close:Q103", [("", "skos:closeMatch", "wd:Q103")]),
        ("reject:Q103", [("Not", "skos:exactMatch", "wd:Q103")]),
        ("reject", [("Not", "skos:exactMatch", "wd:Q102"), ("Not", "skos:exactMatch", "wd:Q103")]),
        ("absent", [("", "skos:exactMatch", "sssom:NoTermFound")]),
    ],
)
def test_each_judgement_is_a_row_and_can_be_undone(
    server: Server, choice: str, told: list[tuple[str, str, str]]
) -> None:
    server.enter()
    status, location = server.judge(choice)
    assert status == 303
    assert server.told == told
    (link, *_) = read_links(Path(server.engine.settings.judgements))
    assert link.justification == "semapv:ManualMappingCuration"
    row = read_set(Path(server.engine.settings.judgements)).rows[0][1]
    assert row["author_id"] == "orcid:0000-0002-1825-0097"
    assert row["mapping_date"]
    assert row["mapping_tool_version"]
    page = server.page(urlsplit(location).query)
    assert "Judged: <bdi>Maria Ortega</bdi>" in page
    assert "<bdi>Ione Tavish</bdi></h2>" in page  # the next one
    assert server.judge(choice)[0] == 303  # sent twice, told once
    assert server.told == told
    assert server.judge("undo")[0] == 303
    assert server.told == []


def test_an_accepted_candidate_takes_the_place_of_what_was_said(server: Server) -> None:
    server.enter()
    for choice in ("reject:Q102", "accept:Q102", "accept:Q103"):
        assert server.judge(choice)[0] == 303
    assert server.told == [("", "skos:exactMatch", "wd:Q103")]


def test_skipping_goes_round(server: Server) -> None:
    server.enter()
    assert "<bdi>Ione Tavish</bdi></h2>" in server.page(f"after={ORTEGA}")
    assert "<bdi>Maria Ortega</bdi></h2>" in server.page(f"after={TAVISH}")
    assert "<bdi>Maria Ortega</bdi></h2>" in server.page("after=%3Cscript%3E&done=x")
    server.judge("absent", ORTEGA)
    server.judge("absent", TAVISH)
    assert "Everything is judged" in server.send("GET")[2]


@pytest.mark.parametrize(
    ("headers", "more", "status"),
    [
        ({"origin": "https://elsewhere.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({"origin": "http://localhost:7879"}, {}, 403),
        ({}, {"secret": "0" * 64}, 403),
        ({"cookie": ""}, {}, 401),
        ({"cookie": "xpkg-link=eA.99999999999.00"}, {}, 401),
        ({"authorization": "Bearer wrong-wrong-wrong"}, {}, 401),
        ({"content-type": "text/plain"}, {}, 415),
        ({}, {"choice": "accept:Q999"}, 404),
        ({}, {"choice": "accept:Q1 or"}, 400),
        ({}, {"thing": "person/nobody-0000000000"}, 404),
        ({}, {"thing": "../../etc"}, 400),
        ({}, {"thing": "a" * 30_000}, 413),
    ],
)
def test_what_is_refused_changes_nothing(
    server: Server, headers: dict[str, str], more: dict[str, str], status: int
) -> None:
    server.enter()
    fields = {"choice": "accept:Q103", "thing": ORTEGA, "secret": server.secret(), **more}
    assert server.send("POST", "", headers, **fields)[0] == status
    assert server.told == []


@pytest.mark.parametrize(
    ("author", "token", "status"), [("me", "wrong", 401), ("", TOKEN, 400), ("x" * 101, TOKEN, 400)]
)
def test_who_may_not_enter(server: Server, author: str, token: str, status: int) -> None:
    assert server.enter(author, token) == status
    assert "Token of the server" in server.page()


def test_the_token_does_as_for_writes(server: Server) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}
    fields = {"choice": "accept:Q103", "thing": ORTEGA}
    assert server.send("POST", "", bearer, **fields)[0] == 400  # nobody is named
    assert server.send("POST", "", bearer, author="the desk", **fields)[0] == 303
    assert server.told == [("", "skos:exactMatch", "wd:Q103")]


def test_the_cookie_is_for_this_page_alone_and_ends(server: Server) -> None:
    _, headers, _ = server.send("POST", choice="enter", author="me", token=TOKEN)
    for part in ("Path=/link", "HttpOnly", "SameSite=Strict", "Max-Age=43200"):
        assert part in headers["set-cookie"]
    secret = server.secret()
    _, headers, _ = server.send("POST", choice="leave", secret=secret)
    assert "Max-Age=0" in headers["set-cookie"]
    made = sessions.opened(TOKEN, "Zoë", 0)
    assert sessions.session(TOKEN, f"{sessions.COOKIE}={made}", 1) is not None
    assert sessions.session(TOKEN, f"{sessions.COOKIE}={made}", sessions.LASTS + 1) is None
    assert sessions.session("another-token-of-the-server", f"{sessions.COOKIE}={made}", 1) is None


def test_a_form_tells_its_origin(server: Server) -> None:
    server.enter()
    assert server.send("GET")[1]["referrer-policy"] == "same-origin"


def test_a_server_without_a_file_takes_none(store: Path) -> None:
    server = Server(Engine(store, Settings(writable=True, token=TOKEN)))
    assert server.send("GET")[0] == 404
    assert server.send("POST", choice="enter", author="me", token=TOKEN)[0] == 404
    with pytest.raises(ValueError, match="--judgements-file needs --writable"):
        Settings(judgements="x.tsv")


def test_a_damaged_file_is_told_and_stays(server: Server) -> None:
    path = Path(server.engine.settings.judgements)
    server.enter()
    secret = server.secret()
    path.write_text("nonsense", "utf-8")
    status, _, body = server.send("GET")
    assert status == 500
    assert str(path) not in body
    assert server.send("POST", choice="accept:Q103", thing=ORTEGA, secret=secret)[0] == 500
    assert path.read_text("utf-8") == "nonsense"
