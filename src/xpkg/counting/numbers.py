"""How much there is, by class, property and the two together, as a value and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from xpkg.mappers.terms import CLASSES

SHADES = frozenset(cls for classes in CLASSES.values() for cls in classes[1:])
"""The classes that a thing bears besides xpkg's own; what they have is what those have."""

Part = tuple[str, str, str, str]
"""A class, a property, and what the values are: ("class", IRI) or ("datatype", IRI), or ("", "") for all of them."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is: ``instances`` by class, ``uses`` by property, ``parts`` by class, property and value."""

    triples: int
    subjects: int
    objects: int
    instances: Counter[str]
    uses: Counter[str]
    parts: Counter[Part]


def to_json(numbers: Numbers) -> str:
    """``numbers`` as JSON, the same for the same numbers."""
    listed = [[*part, count] for part, count in sorted(numbers.parts.items())]
    whole = [numbers.triples, numbers.subjects, numbers.objects]
    return json.dumps([whole, numbers.instances, numbers.uses, listed], sort_keys=True)


def from_json(text: str) -> Numbers:
    """What ``to_json`` wrote."""
    (triples, subjects, objects), instances, uses, listed = json.loads(text)
    parts: Counter[Part] = Counter({(cls, term, kind, what): count for cls, term, kind, what, count in listed})
    return Numbers(triples, subjects, objects, Counter(instances), Counter(uses), parts)
