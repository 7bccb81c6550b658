"""A spreadsheet's column is matched against a served store, over HTTP, by the client that comes with xpkg as well."""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import urlencode

import pytest

from xpkg.errors import ServiceError
from xpkg.linking.reconciliation.client import read_manifest
from xpkg.linking.reconciliation.transport import Transport


def test_over_a_socket(served: str) -> None:
    form = urlencode({"queries": json.dumps({"q0": {"query": "Xinjiang", "type": "Place"}})}).encode()
    with urllib.request.urlopen(f"{served}reconcile", form, timeout=30) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        (first, *_) = json.loads(response.read())["q0"]["result"]
    assert first["name"] == "Xinjiang"
    assert first["match"]


def test_its_identifiers_are_its_own(served: str) -> None:
    """Our own client wants Wikidata's: it reads the manifest, and says what is not so."""
    with pytest.raises(ServiceError, match="not those of Wikidata"):
        read_manifest(Transport(f"{served}reconcile", "test"))
