"""Every page of the bundled texts: each link leads to a page, each link to a passage to its place on it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from xpkg.server.engine import Engine
from xpkg.server.pages import ASSETS, PageRequest, respond
from xpkg.server.settings import Settings

pytestmark = pytest.mark.slow
DATA = (".ttl", ".nt", ".jsonld", ".rdf")


def test_every_link_leads_to_a_page(seeds: Path) -> None:
    engine = Engine(seeds, Settings())
    waiting, seen = ["/"], set[str]()
    ids: dict[str, set[str]] = {}
    fragments: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        path = unquote(parts.path)[1:]
        if address in seen or path.endswith(DATA) or path == "sparql" or path in ASSETS:
            continue
        seen.add(address)
        page = respond(PageRequest(path, tuple(parse_qsl(parts.query)), "/", engine.base), engine)
        assert page.status == 200, address
        ids.setdefault(parts.path, set()).update(re.findall(r' id="([^"]+)"', page.html))
        for link in re.findall(r'href="([^"]*)"', page.html):
            target, _, fragment = html.unescape(link).partition("#")
            if target.startswith("/"):
                waiting.append(target)
            if (fragment and target.startswith("/")) or not target:
                fragments.add((urlsplit(target).path or parts.path, unquote(fragment)))
    assert len(seen) > 300
    assert len(fragments) > 1000
    assert {(path, fragment) for path, fragment in fragments if fragment not in ids[path]} == set()
