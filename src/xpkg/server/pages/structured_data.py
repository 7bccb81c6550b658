"""What search engines read of a thing: schema.org as JSON-LD, with its names and nothing that is reported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.vocab import SKOS

_TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


def thing_data(reader: GraphReader, thing: Thing, links: Sequence[tuple[str, bool]]) -> str:
    """``thing`` as JSON that may stand in a script element; empty for a kind that schema.org has no type for.

    ``links`` are its items of Wikidata, each with whether the match is exact. Only exact ones are said to be the same.
    """
    if thing.kind not in _TYPES:
        return ""
    name = reader.name(thing.iri)
    data: dict[str, Any] = {
        "@context": "https://schema.org", "@type": _TYPES[thing.kind], "@id": thing.iri, "name": name,
        "alternateName": sorted({each.value for each in thing.literals(SKOS.altLabel)} - {name}),
        "sameAs": [iri for iri, exact in links if exact],
    }  # fmt: skip
    return script_json({key: value for key, value in data.items() if value})


def script_json(data: object) -> str:
    """``data`` as JSON in which nothing ends the script element that it stands in.

    >>> script_json({"name": "</script>"})
    '{"name": "\\\\u003c/script>"}'
    """
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
