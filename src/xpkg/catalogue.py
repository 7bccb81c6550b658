"""The queries that come with xpkg: one file a question, which its header comments tell.

    # title: Who said what
    # group: said               what it asks about: one of GROUPS
    # description: Every statement …
    # kind: question            (or integrity: must find nothing; or federated: asks another endpoint)
    # parameter: name label     a value that the asker may choose, given in a line VALUES ?name { "default" },
                                and what it is: words, a label that something in the graph has, or a day

Below the comments each file is SPARQL 1.1 that any engine runs: it declares its prefixes. Only ``words-found`` needs
this one, for its function xpkg:matches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal

from xpkg.errors import QueryError
from xpkg.resources import folder

KINDS = ("question", "integrity", "federated")
PARAMETERS = ("words", "label", "day")
GROUPS = {
    "said": "Who said what, and how",
    "about": "About whom, and who is who",
    "when": "When and where",
    "happened": "What happened",
    "documents": "Documents, sources and what they cite",
    "links": "Names and links to Wikidata",
}
"""What questions are about, with the words for it, in the order in which they are offered."""
_FIELD = re.compile(r"#\s*(title|group|description|kind|parameter):\s*(.*\S)\s*")
_CONTINUED = re.compile(r"#\s{3,}(.*\S)\s*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may choose; ``default`` is the one in the file, ``kind`` one of PARAMETERS."""

    name: str
    default: str
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the catalogue. ``text`` is the whole file, SPARQL by itself; ``group`` is of GROUPS, or empty."""

    name: str
    title: str
    description: str
    kind: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    group: str = ""

    def with_values(self, values: Mapping[str, str]) -> str:
        """The query's text with other values of its parameters.

        Raises QueryError for a name that is none of them, and for a value that nothing can match.
        """
        text = self.text
        self._check_days(values)
        for name, value in values.items():
            if name not in {parameter.name for parameter in self.parameters}:
                names = ", ".join(parameter.name for parameter in self.parameters) or "none"
                raise QueryError(f"the query {self.name!r} has no parameter {name!r}; it has {names}")
            text = _values(name).sub(lambda match, value=value: f"{match[1]}{Literal(value)}{match[3]}", text)  # type: ignore[misc]
        return text

    def _check_days(self, values: Mapping[str, str]) -> None:
        """Days are whole days, and those of one query stand in the order of time."""
        days = [(each.name, values.get(each.name, each.default)) for each in self.parameters if each.kind == "day"]
        for name, value in days:
            if not _day(value):
                raise QueryError(f"{name} is a day such as 2019-11-16, not {value!r}")
        for (first, one), (second, other) in pairwise(days):
            if one > other:
                raise QueryError(f"no day lies between {first}={one} and {second}={other}; give both with --set")


@lru_cache(maxsize=1)
def catalogue() -> tuple[Query, ...]:
    """All queries that come with xpkg, by name."""
    return tuple(read_query(path) for path in sorted(folder("queries").glob("*.rq")))


def find_query(name: str) -> Query | None:
    """The query of this name, if the catalogue has it."""
    return next((query for query in catalogue() if query.name == name), None)


def own_queries(where: Path) -> tuple[Query, ...]:
    """The queries that a user keeps in the folder ``where``, by name; each name begins with ``own-``.

    Their header may lack a title and a description. Raises QueryError for a file that is no query.
    """
    return tuple(read_query(path, own=True) for path in sorted(where.glob("*.rq")))


def read_query(path: Path, *, own: bool = False) -> Query:
    """The query in a file. Raises QueryError when its header lacks something or does not fit its text.

    Of a user's ``own`` the title is the name of the file where the header has none.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as a query") from error
    fields: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        if match := _FIELD.fullmatch(line):
            last = match[1]
            fields.setdefault(last, []).append(match[2])
        elif (match := _CONTINUED.fullmatch(line)) and last:
            fields[last][-1] += " " + match[1]
        elif not line.startswith("#"):
            break
    if own:
        fields = {"title": [path.stem], "description": [""]} | fields
    if "title" not in fields or "description" not in fields:
        raise QueryError(f"{path}: the header needs '# title:' and '# description:'")
    kind = fields.get("kind", ["question"])[0]
    if kind not in KINDS:
        raise QueryError(f"{path}: the kind is one of {', '.join(KINDS)}, not {kind!r}")
    group = fields.get("group", [""])[0]
    if group and group not in GROUPS:
        raise QueryError(f"{path}: the group is one of {', '.join(GROUPS)}, not {group!r}")
    parameters = tuple(_parameter(path, name, text) for name in fields.get("parameter", ()))
    name = f"own-{path.stem}" if own else path.stem
    return Query(name, fields["title"][0], fields["description"][0], kind, text, parameters, group)


def _parameter(path: Path, field: str, text: str) -> Parameter:
    name, _, kind = field.partition(" ")
    if (kind := kind.strip() or "words") not in PARAMETERS:
        raise QueryError(f"{path}: the parameter {name!r} is one of {', '.join(PARAMETERS)}, not {kind!r}")
    match = _values(name).search(text)
    if match is None:
        raise QueryError(f'{path}: no line VALUES ?{name} {{ "default" }} for the parameter {name!r}')
    return Parameter(name, match[2], kind)


def _day(value: str) -> bool:
    """Whether ``value`` is a day of the calendar, written as the graph writes days."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _values(name: str) -> re.Pattern[str]:
    return re.compile(rf'(VALUES\s+\?{re.escape(name)}\s*\{{\s*)"([^"\\\n]*)"(\s*\}})')
