"""Lists documents and positions by what they have in common, with numbers, from the tables beside the index.

There are few of them, even where statements are many: all that is kept of them is read, and counted here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from xpkg.errors import StoreError
from xpkg.facets.counting import Counted, Told
from xpkg.facets.tables import KINDS, NUMBERS, WITH_LISTED
from xpkg.vocab import DCTERMS, SKOS, XPKG

Values = Mapping[int, Collection[str]]
"""Of each place in the index, what it has."""
_AT_ONCE = 500
_IN_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d\d(T.*)?)?")
_ISSUED = "SELECT place, iri FROM places WHERE place IN (SELECT place FROM facts WHERE term = ?)"


@dataclass(frozen=True, slots=True)
class Trait:
    """What things are told apart by: the values of ``terms``, or without any the text that tells them.

    ``form`` says what counts: the ``value``, the ``words`` in small letters, or the ``year`` in which they begin. Of a
    text that is the year of its issue.
    """

    name: str
    terms: tuple[NamedNode, ...] = ()
    form: str = "value"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which things of ``kind`` are asked for: those with the values ``chosen``, by the names of traits.

    ``linked`` asks for those with a link or those without; ``among`` has the IRIs of which they are; None: of all.
    ``sort`` is "new" or "old" for the order of days, "role" for that of roles, or empty for that of labels.
    """

    kind: str
    traits: Sequence[Trait]
    chosen: Mapping[str, str]
    linked: bool | None = None
    among: Collection[str] | None = None
    sort: str = ""


def listed(path: Path, asked: Asked, limit: int, offset: int) -> Counted:
    """One page of what is ``asked``, in the order that is asked for, with the numbers of each trait.

    Raises StoreError where the index ``path`` has no such tables.
    """
    with closing(Told(path)) as told:
        if told.version < WITH_LISTED:
            raise StoreError(f"{path}: the index was made by an earlier version; build the store again")
        return _counted(told, asked, limit, offset)


def _counted(told: Told, asked: Asked, limit: int, offset: int) -> Counted:
    rows = told.rows("SELECT place, source FROM told WHERE kind = ?", (KINDS[asked.kind],))
    sources = {int(place): int(source) for place, source in rows}
    values = {trait.name: _values(told, trait, sources) for trait in asked.traits}
    found = set(sources)
    for name, value in asked.chosen.items():
        found &= {place for place, some in values[name].items() if value in some}
    if asked.among is not None:
        found &= _places(told, asked.among)
    links = {int(place) for place, _ in told.rows("SELECT place, 0 FROM facts WHERE term = ?",
                                                   (NUMBERS[SKOS.exactMatch],))}  # fmt: skip
    if asked.linked is not None:
        found = found & links if asked.linked else found - links
    numbers = {name: _numbers(some, found) for name, some in values.items()}
    both = (("yes", len(found & links)), ("no", len(found - links)))
    numbers["linked"] = tuple((name, number) for name, number in both if number)
    return Counted(len(found), _page(told, asked, found, limit, offset), numbers)


def _values(told: Told, trait: Trait, sources: Mapping[int, int]) -> Values:
    """What each of the places in ``sources`` has of ``trait``."""
    found: dict[int, set[str]] = {}
    if trait.terms:
        for place, value in _facts(told, trait.terms):
            if place in sources and (kept := _kept(value, trait.form)):
                found.setdefault(place, set()).add(kept)
        return found
    texts = _texts(told, set(sources.values()))
    if trait.form == "year":
        issued: dict[str, set[str]] = {}
        iris = {int(place): str(iri) for place, iri in told.rows(_ISSUED, (NUMBERS[DCTERMS.issued],))}
        for place, day in _facts(told, (DCTERMS.issued,)):
            if kept := _kept(day, "year"):
                issued.setdefault(iris[place], set()).add(kept)
        return {place: issued.get(texts.get(source, ""), ()) for place, source in sources.items()}
    return {place: (texts[source],) for place, source in sources.items() if texts.get(source)}


def _facts(told: Told, terms: Iterable[NamedNode]) -> Iterable[tuple[int, str]]:
    numbers = ", ".join(str(NUMBERS[term]) for term in terms)
    rows = told.rows(f"SELECT f.place, v.value FROM facts f JOIN vals v ON v.id = f.value WHERE f.term IN ({numbers})")
    return ((int(place), str(value)) for place, value in rows)


def _kept(value: str, form: str) -> str:
    if form == "words":
        return value.lower()
    return year_of(value) if form == "year" else value


def spans_of(day: str) -> list[str]:
    """The year in which a day or a month lies, and the month.

    >>> spans_of("2016-05-03"), spans_of("2016"), spans_of("2016-XX"), spans_of("2015-12/2016-01"), spans_of("soon")
    (['2016', '2016-05'], ['2016'], ['2016'], ['2015'], [])
    """
    year = year_of(day)
    return [year, day[:7]] if year and _IN_MONTH.fullmatch(day) else [year] if year else []


def year_of(day: str) -> str:
    """The year in which a day, a month, a year or a span of them begins; empty where it has none."""
    return day[:4] if day[:4].isdigit() else ""


def _texts(told: Told, ids: Collection[int]) -> dict[int, str]:
    rows = told.rows(f"SELECT id, value FROM vals WHERE id IN ({', '.join(map(str, sorted(ids)))})")
    return {int(at): str(value) for at, value in rows}


def _places(told: Told, iris: Collection[str]) -> set[int]:
    found: set[int] = set()
    every = list(iris)
    for some in (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)):
        marks = ", ".join("?" * len(some))
        found |= {int(place) for place, _ in told.rows(f"SELECT place, 0 FROM places WHERE iri IN ({marks})", some)}
    return found


def _numbers(values: Values, found: Collection[int]) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for place, some in values.items() if place in found for value in some)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _page(told: Told, asked: Asked, found: Collection[int], limit: int, offset: int) -> tuple[str, ...]:
    places = ", ".join(map(str, sorted(found)))
    rows = told.rows(f"SELECT iri, label, rowid FROM things WHERE rowid IN ({places})")
    ordered = sorted((str(label).lower(), str(iri), int(place)) for iri, label, place in rows)
    if asked.sort in ("new", "old"):
        days: dict[int, str] = {}
        for place, day in _facts(told, (DCTERMS.issued, XPKG.date)):
            days[place] = max(day, days.get(place, ""))
        newest = asked.sort == "new"
        ordered.sort(key=lambda each: days.get(each[2], "" if newest else "9999"), reverse=newest)
    elif asked.sort:
        words: dict[int, str] = {}
        for place, role in _facts(told, (XPKG.role,)):
            words[place] = min(role.lower(), words.get(place, role.lower()))
        ordered.sort(key=lambda each: words.get(each[2], ""))
    return tuple(iri for _, iri, _ in ordered[offset : offset + limit])
