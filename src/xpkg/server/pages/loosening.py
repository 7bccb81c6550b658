"""What a list that has nothing would have with one condition less, so that nobody stands before a closed door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, message

_TITLES = {
    "speaker": message("Speaker"), "about": message("About"), "act": message("Speech act"), "mode": message("Mode"),
    "type": message("Kind"), "kind": message("Kind"), "name": message("Name has"), "words": message("Words"),
    "place": message("Place"), "with": message("Taking part"), "source": message("Text"),
    "publisher": message("Publisher"), "year": message("Year"), "maker": message("By"), "from": message("From"),
    "to": message("To"), "confidence": message("Confidence at least"), "linked": message("Wikidata"),
    "new": message("New since"), "names": message("Names"), "without": message("Does not name"),
    "role": message("Role"), "body": message("Organisation"), "holder": message("Holder"), "held": message("Held in"),
    "told": message("Told in a text of"), "part": message("Part"),
}  # fmt: skip
"""The form fields that narrow a list, each with its title."""
_DATES = ("from", "to")


@dataclass(frozen=True, slots=True)
class Looser:
    """A condition in words, and how much there is without it, with the address of that list."""

    words: str
    number: int
    address: str


def looser(
    reader: GraphReader, path: str, kept: Mapping[str, str], count: Callable[[Mapping[str, str]], int]
) -> list[Looser]:
    """What the list at ``path`` has with one condition less, where it is narrowed by several of the fields ``kept``.

    ``count`` tells how much there is for other fields. First and last day are one condition.
    """
    asked = [name for name in _TITLES if kept.get(name)]
    conditions = [tuple(name for name in _DATES if name in asked)] if set(asked) & set(_DATES) else []
    conditions = [*((name,) for name in asked if name not in _DATES), *conditions]
    if len(conditions) < 2:
        return []
    found = []
    for names in conditions:
        fields = {**kept, **dict.fromkeys(names, "")}
        if number := count(fields):
            words = ", ".join(f"{gettext(_TITLES[name])}: {_value(reader, kept[name])}" for name in names)
            found.append(Looser(words, number, reader.site.page(path, fields)))
    return found


def _value(reader: GraphReader, value: str) -> str:
    return reader.name(value) if value.startswith(("http://", "https://")) else value
