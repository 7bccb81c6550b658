"""Serves the story's pages to a real browser, on a free port of the loopback interface."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, unquote, urlsplit

from story import BASE, StoryEngine

from xpkg.server.pages import ASSETS, CONTENT_SECURITY_POLICY, PageRequest, asset, respond


@contextmanager
def serving(story: StoryEngine) -> Iterator[str]:
    """The address under which the pages are served, ending in ``/``; a path goes before them as behind a proxy."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            path = unquote(address.path).removeprefix("/x/")
            if path in ASSETS:
                status, kind, body = 200, ASSETS[path], asset(path)
            else:
                request = PageRequest(path, tuple(parse_qsl(address.query, keep_blank_values=True)), "/x/", BASE)
                page = respond(request, story)
                status, kind, body = page.status, "text/html; charset=utf-8", page.html.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/x/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
