"""A service on this machine, as the tests of clients need one: it counts what it is asked, and is unkind on request."""

from __future__ import annotations

import json
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Form = dict[str, str]
Answer = tuple[int, dict[str, str], bytes]
Turn = Callable[[Form], Answer]
"""What is answered to a form: status, headers, body."""


class Service(ABC):
    """Answers ``turns`` first, one a form, and then the truth.

    ``asked`` are the forms, ``agents`` who asked. ``most`` is how many requests were under way together; each takes
    ``slow`` seconds.
    """

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.asked: list[Form] = []
        self.agents: list[str] = []
        self.under_way, self.most, self.slow = 0, 0, 0.0
        self._lock = threading.Lock()

    @abstractmethod
    def true(self, form: Form) -> Answer:
        """What the protocol asks for."""

    def plain(self) -> Answer | None:
        """The answer to a request without a form; None where it is one like others."""
        return None

    def answer(self, form: Form, agent: str) -> Answer:
        """The answer to a request."""
        plain = None if form else self.plain()
        with self._lock:
            self.agents.append(agent)
            if plain is not None:
                return plain
            self.asked.append(form)
            turn = self.turns.pop(0) if self.turns else self.true
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(self.slow)
        with self._lock:
            self.under_way -= 1
        return turn(form)


def fixed(status: int, body: Any = b"", **headers: str) -> Turn:
    """A turn that says the same whatever is asked."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda form: (status, told, data)


@contextmanager
def serving(service: Service, path: str = "/api") -> Iterator[str]:
    """The address of a server of ``service``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, form: str) -> None:
            status, headers, body = service.answer(dict(parse_qsl(form)), self.headers["User-Agent"])
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
        yield f"http://127.0.0.1:{server.server_port}{path}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
