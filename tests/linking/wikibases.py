"""The API of a Wikibase in small (wbgetentities), true to its protocol, and unkind where a test wants it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, str], bytes]
Turn = Callable[["Wikibase", dict[str, str]], Answer]


class Wikibase:
    """Entities by their ids; ``turns`` answer first. ``asked`` are the requests, each a form."""

    def __init__(self, entities: Sequence[Mapping[str, Any]], merged: Mapping[str, str] | None = None) -> None:
        self.entities = {each["id"]: each for each in entities}
        self.merged = dict(merged or {})
        self.turns: list[Turn] = []
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.under_way, self.most, self.slow = 0, 0, 0.0
        self.lock = threading.Lock()

    def answer(self, form: dict[str, str]) -> Answer:
        with self.lock:
            self.asked.append(form)
            turn = self.turns.pop(0) if self.turns else Wikibase.true
        return turn(self, form)

    def true(self, form: dict[str, str]) -> Answer:
        """What the API says: merged items under the old number, items that are not there as missing."""
        told: dict[str, Any] = {}
        for each in form["ids"].split("|"):
            left = self.merged.get(each, each)
            entity = self.entities.get(left)
            if entity is None:
                told[each] = {"id": each, "missing": ""}
                continue
            wanted = form["props"].split("|")
            told[each] = {
                name: value
                for name, value in entity.items()
                if name in (*wanted, "id", "type") or ("info" in wanted and name in ("lastrevid", "modified"))
            }
            if left != each:
                told[each]["redirects"] = {"from": each, "to": left}
        return 200, {}, json.dumps({"entities": told, "success": 1}).encode()


def fixed(status: int, body: Any = b"", **headers: str) -> Turn:
    """A turn that says the same whatever is asked."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda wikibase, form: (status, told, data)


@contextmanager
def serving(wikibase: Wikibase) -> Iterator[str]:
    """The address of a server of ``wikibase`` on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            form = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            with wikibase.lock:
                wikibase.agents.append(self.headers["User-Agent"])
                wikibase.under_way += 1
                wikibase.most = max(wikibase.most, wikibase.under_way)
            time.sleep(wikibase.slow)
            status, headers, body = wikibase.answer(form)
            with wikibase.lock:
                wikibase.under_way -= 1
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/w/api.php"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
