"""The API of a Wikibase in small (wbgetentities), true to its protocol."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.linking.services import Answer, Form, Service

PATH = "/w/api.php"


class Wikibase(Service):
    """Entities by their ids; ``merged`` are items that are now another."""

    def __init__(self, entities: Sequence[Mapping[str, Any]], merged: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.entities = {each["id"]: each for each in entities}
        self.merged = dict(merged or {})

    def true(self, form: Form) -> Answer:
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
