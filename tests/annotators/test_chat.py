"""The language-model annotator against a server on loopback that speaks the protocol, well and badly."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from xpkg.annotators import Choice, annotator_of
from xpkg.annotators.chat import LARGEST_ANSWER, LONGEST_PASSAGE, TRIES, Endpoint, annotate_by_chat, ask
from xpkg.cli import main
from xpkg.errors import AnnotatorError
from xpkg.model import Metadata, Source
from xpkg.text import parse
from xpkg.vocab import XPKG

BODY = "A head for the story\n\nAnn Low said that the dam was safe.\n\nThe river rose in May.\n"
GOOD = {"statements": [{"source": "Ann Low", "cue": "said", "content": ["that the dam was safe"]}]}


class Server(ThreadingHTTPServer):
    """Answers as ``script`` says, one entry a request: a status with a body, or a JSON value to give as the answer."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[object] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body | {"path": self.path})
        self.server.headers.append(dict(self.headers.items()))
        passage = body["messages"][-1]["content"]
        turn = self.server.script.pop(0) if self.server.script else (GOOD if "Ann" in passage else {"statements": []})
        status, headers, data = 200, {}, b""
        if isinstance(turn, tuple):
            status, headers, data = turn
        else:
            message = {"role": "assistant", "content": turn if isinstance(turn, str) else json.dumps(turn)}
            data = json.dumps({
                "id": "c", "object": "chat.completion", "created": 0, "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }).encode()  # fmt: skip
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def no_sleep(seconds: float) -> None:
    assert seconds >= 0


def claims(server: Server, body: str = BODY, key: str = "") -> list[tuple[str, str, list[str]]]:
    text = parse(Source("dam", body, "0", Metadata("")))
    found = annotate_by_chat(Endpoint(server.url, "small", key, 5), no_sleep)(text, ())
    return [
        (one.source.cut(body) if one.source else "", one.cue[0].cut(body), [span.cut(body) for span in one.content])
        for one in found
    ]


def test_what_is_found_word_for_word_is_taken(server: Server) -> None:
    assert claims(server) == [("Ann Low", "said", ["that the dam was safe"])]
    assert {each["path"] for each in server.asked} == {"/v1/chat/completions"}
    assert {each["temperature"] for each in server.asked} == {0}
    assert {each["model"] for each in server.asked} == {"small"}
    assert [each["messages"][-1]["content"] for each in server.asked] == [
        "A head for the story", "Ann Low said that the dam was safe.", "The river rose in May.",
    ]  # fmt: skip
    assert all("Authorization" not in headers for headers in server.headers)


def test_the_key_is_sent_and_told_to_nobody_else(server: Server) -> None:
    claims(server, key="sk-only-for-this-test")
    assert {headers["Authorization"] for headers in server.headers} == {"Bearer sk-only-for-this-test"}
    choice = Choice("llm", server.url, "small", "sk-only-for-this-test")
    told = repr(choice) + choice.identity + repr(Endpoint(server.url, "small", "sk-only-for-this-test"))
    assert "sk-only-for-this-test" not in told


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ("no JSON", "1 of 1"),
        ("[]", "1 of 1"),
        ({"statements": [*GOOD["statements"], {"source": "Bo", "cue": "said", "content": ["the dam"]}]}, "1 of 2"),
        ({"statements": [{"source": "Ann Low", "cue": "says", "content": ["that the dam was safe"]}]}, "1 of 1"),
        ({"statements": [{"source": "Ann Low", "cue": "said", "content": ["that the dam is safe"]}]}, "1 of 1"),
        ({"statements": [{"source": "Ann Low", "cue": "said", "content": []}]}, "1 of 1"),
        ({"statements": [{"source": 5, "cue": "said", "content": ["the dam"]}, "x", None]}, "3 of 3"),
        ({"statements": [{"source": None, "cue": None, "content": ["that the dam was safe"]}]}, "1 of 1"),
        ({"statements": [{"source": "Ann Lo", "cue": "said", "content": ["that the dam was safe"]}]}, "1 of 1"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_text_is_refused_and_counted(
    server: Server, answer: object, refused: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.script = [{"statements": []}, answer]
    with caplog.at_level(logging.WARNING):
        found = claims(server)
    assert len(found) == int(refused.split()[2]) - int(refused.split(maxsplit=1)[0])
    assert f"{refused} answers of small refused" in caplog.text


def test_words_that_stand_twice_are_taken_from_the_sentence_of_the_content(server: Server) -> None:
    words = "Bo said no. Ann said that the dam was safe. Ann said so twice, Ann said."
    body = f"A head for the story\n\n{words}\n\nMay came.\n"
    one = {"source": "Ann", "cue": "said", "content": ["that the dam was safe"]}
    twice = {"source": "Ann", "cue": "said", "content": ["so twice"]}
    server.script = [{"statements": []}, {"statements": [one, twice]}]
    assert claims(server, body) == [("Ann", "said", ["that the dam was safe"])]


def test_an_answer_in_a_fence_is_read(server: Server) -> None:
    server.script = [{"statements": []}, f"```json\n{json.dumps(GOOD)}\n```"]
    assert len(claims(server)) == 1


def test_a_server_that_is_busy_is_asked_again(server: Server) -> None:
    server.script = [(503, {}, b""), (429, {"Retry-After": "7"}, b"{}"), {"statements": []}]
    waited: list[float] = []
    assert ask(Endpoint(server.url, "small"), "words", waited.append) == '{"statements": []}'
    assert waited == [1.0, 7.0]


def test_a_server_may_name_the_time_from_which_it_is_asked_again(server: Server) -> None:
    far, past = "Sat, 01 Jan 2099 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"
    server.script = [(429, {"Retry-After": far}, b"{}"), (503, {"Retry-After": past}, b""), {"statements": []}]
    waited: list[float] = []
    ask(Endpoint(server.url, "small"), "words", waited.append)
    assert waited == [30.0, 2.0]  # no longer than the longest wait, and no shorter than its own


def test_a_server_that_knows_only_the_oldest_fields_is_asked_plainly(server: Server) -> None:
    server.script = [(400, {}, b'{"error": {"message": "response_format"}}'), {"statements": []}]
    ask(Endpoint(server.url, "small"), "words", no_sleep)
    assert "response_format" in server.asked[0]
    assert set(server.asked[1]) == {"model", "messages", "temperature", "path"}


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ([(401, {}, b"")], "refuses the key"),
        ([(404, {}, b'{"error": {"message": "no model\\n small"}}')], "status 404: no model small"),
        ([(500, {}, b"")] * TRIES, "status 500"),
        ([(200, {}, b"<html>")], "not that of a chat completion"),
        ([(200, {}, b'{"choices": []}')], "not that of a chat completion"),
        ([(200, {}, b" " * (LARGEST_ANSWER + 1))], "more than 1,000,000 bytes"),
        ([(302, {"Location": "http://127.0.0.1:1/"}, b"")], "status 302"),
    ],
)
def test_an_error_is_one_line(server: Server, turns: list[object], message: str) -> None:
    server.script = list(turns)
    with pytest.raises(AnnotatorError, match=message) as caught:
        ask(Endpoint(server.url, "small", "sk-only-for-this-test"), "words", no_sleep)
    assert "\n" not in str(caught.value)
    assert "sk-only-for-this-test" not in str(caught.value)
    assert len(server.asked) == len(turns)


def test_a_server_that_is_not_there() -> None:
    waited: list[float] = []
    with pytest.raises(AnnotatorError, match="no answer"):
        ask(Endpoint("http://127.0.0.1:9/v1", "small", timeout=1), "words", waited.append)
    assert len(waited) == TRIES - 1


def test_a_long_paragraph_is_asked_about_in_parts(server: Server) -> None:
    sentences = [f"The river rose in the year {year} and fell again before the summer had come." for year in range(200)]
    claims(server, "A head for the story\n\n" + " ".join(sentences) + "\n\nThe end came in May.\n")
    passages = [each["messages"][-1]["content"] for each in server.asked]
    assert max(map(len, passages)) <= LONGEST_PASSAGE
    assert all(any(sentence in passage for passage in passages) for sentence in sentences)


@pytest.mark.parametrize(
    "url", ["", "ftp://host/v1", "http://", "localhost:80", "http://user:pw@host/v1", "http://h:x/"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(AnnotatorError):
        annotator_of(Choice("llm", url, "small"))


def test_a_build_with_a_language_model(server: Server, tmp_path: Path) -> None:
    file, store = tmp_path / "dam.txt", tmp_path / "store"
    file.write_text(BODY)
    options = [str(file), "--store", str(store), "--annotator", "llm", "--llm-model", "small"]
    environment = {"XPKG_LLM_URL": server.url, "XPKG_LLM_KEY": "sk-only-for-this-test"}
    built = CliRunner().invoke(main, ["build", *options], env=environment)
    assert built.exit_code == 0, built.output
    assert {headers["Authorization"] for headers in server.headers} == {"Bearer sk-only-for-this-test"}
    asked = len(server.asked)
    query = f"SELECT ?cue ?how WHERE {{ ?s {XPKG.cue} ?cue ; {XPKG.method} ?how }}"
    told = CliRunner().invoke(main, ["query", "-e", query, "--store", str(store), "--format", "csv"])
    assert "said,llm:small" in told.output
    assert CliRunner().invoke(main, ["build", *options], env=environment).exit_code == 0
    assert len(server.asked) == asked  # nothing has changed: nobody is asked
    assert b"sk-only-for-this-test" not in b"".join(path.read_bytes() for path in store.rglob("*") if path.is_file())
