"""The things of a graph that may be linked: names, kind, offices, dates and countries, as the texts and files say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from xpkg.authority import curie_of
from xpkg.edtf import bounds
from xpkg.linking.lands_beside import Lands
from xpkg.linking.naming import head_of
from xpkg.linking.stored_texts import StoredTexts
from xpkg.model import Authority, AuthorityEntry, Kind, Link
from xpkg.vocab import NAMESPACES, XPKG

_KINDS = {
    "Person": Kind.PERSON, "Organization": Kind.ORGANIZATION, "Group": Kind.GROUP, "Place": Kind.PLACE,
    "Document": Kind.DOCUMENT,
}  # fmt: skip
_LIVES = {"birth": "P569", "death": "P570"}
"""The types of events that the dates of a life are, with the properties of Wikidata."""
_GOES_ON = re.compile(r",? (?:and|or)\b|, [A-Z]")  # a list of places: "Orm, Norland and Sudland"
_ITEM = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a text gives to a person: the role, and the words of the body and of the place that it is of."""

    role: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that may be an item. ``path`` is ``KIND/SLUG-HASH``.

    ``names`` are whole names, the label first; ``native`` are those in other scripts. ``countries`` are the items of
    the lands that it is said to be of. ``around`` are those of places that the same texts name, and of the lands of
    what they name; ``neighbours`` are the names of those places, ``bodies`` those of organizations. ``within`` are the
    places that a text puts behind the name of a place ("Larkham, Ohio"), each with its item, if that is known.
    ``dates`` are (property, EDTF); ``named_by`` is the day by which a text names it. ``mentions`` counts its passages,
    and ``sources`` are the texts that they stand in (IRIs). ``known`` says whether an authority file has it, and
    ``publishes`` whether it published one of the texts.
    """

    path: str
    kind: Kind
    label: str
    names: tuple[str, ...]
    native: tuple[str, ...] = ()
    phrase: str = ""
    subtype: str = ""
    offices: tuple[Office, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    countries: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    mentions: int = 0
    sources: frozenset[str] = frozenset()
    within: Mapping[str, str] = field(default_factory=dict)
    named_by: str = ""
    known: bool = False
    publishes: bool = False


def read_things(database: Store, base: str, authority: Authority, links: Iterable[Link]) -> Iterator[Thing]:
    """The people, bodies, groups, places and works of ``database`` that no link of ``links`` is of, most named first.

    Behind them come the types of its events. No event is an item of a type, so that a person has to judge these.

    ``authority`` tells which land a body is of, and ``links`` which item a land is. Texts of the corpus are no works.
    """
    held = tuple(links)
    linked = {link.subject: link.object.removeprefix(_ITEM) for link in held}
    entries = {curie_of(entry).removeprefix("xpkgid:"): entry for entry in authority.entries}
    lands = ((entry.label, path) for path, entry in entries.items() if entry.kind is Kind.PLACE)
    places = {label: linked[path] for label, path in lands if path in linked}
    told = _Told(database, base)
    lands_of = _lands_by_source(told, entries, linked, places)
    names_of: dict[tuple[str, Kind], set[str]] = {}
    for path, kind, label in told.things():
        for source in told.sources(path) if kind in (Kind.PLACE, Kind.ORGANIZATION) else ():
            names_of.setdefault((source, kind), set()).add(label)
    beside = told.lands_beside(Lands(authority.entries, places))
    found = []
    for path, kind, label in told.things():
        if path not in linked:
            around = frozenset(item for source in told.sources(path) for item in lands_of.get(source, ()))
            places_near, bodies = (
                frozenset(name for source in told.sources(path) for name in names_of.get((source, which), ()))
                for which in (Kind.PLACE, Kind.ORGANIZATION)
            )
            thing = _thing(told, path, kind, label, entries, places)
            of = thing.countries | beside.get(path, frozenset())
            found.append(replace(thing, countries=of, around=around, neighbours=places_near, bodies=bodies - {label}))
    yield from sorted(found, key=lambda each: (-each.mentions, each.path))
    yield from (each for each in told.event_types() if each.path not in linked)


def _lands_by_source(
    told: _Told, entries: Mapping[str, AuthorityEntry], linked: Mapping[str, str], places: Mapping[str, str]
) -> Mapping[str, set[str]]:
    """The items of the places that each text names, and of the lands of all that it names and a file knows."""
    found: dict[str, set[str]] = {}
    for path in {*entries, *linked}:
        items = {linked[path]} if path.startswith("place/") and path in linked else set()
        if path in entries and entries[path].kin in places:
            items.add(places[entries[path].kin])
        for source in told.sources(path) if items else ():
            found.setdefault(source, set()).update(items)
    return found


def _thing(
    told: _Told, path: str, kind: Kind, label: str, entries: Mapping[str, AuthorityEntry], places: Mapping[str, str]
) -> Thing:  # fmt: skip
    entry = entries.get(path)
    offices, lands = [], set()
    for role, body, place in told.offices(path):
        offices.append(Office(role, " ".join(filter(None, (body[1], place[1])))))
        if body[0] in entries:
            lands.add(entries[body[0]].kin)
        # Somebody in an office of a county or a city is of the land of that.
        lands.add(entries[place[0]].kin or place[1] if place[0] in entries else place[1])
    if entry is not None:
        lands.add(entry.kin)
        # Who has but other roles in the texts may be another person of that name: the titles of the file tell nothing.
        if not offices or {head_of(each.role) for each in offices} & {*map(head_of, entry.titles)}:
            offices += [Office(title) for title in entry.titles]
    plain = [label, *(name for name, tag in told.names(path) if not tag and name != label)]
    return Thing(
        path,
        kind,
        label,
        tuple(dict.fromkeys(plain)),
        tuple(name for name, tag in told.names(path) if tag),
        entry.phrase if entry else "",
        (entry.subtype if entry else "") or told.subtype(path),
        tuple(dict.fromkeys(offices)),
        told.dates(path),
        frozenset(places[land] for land in lands if land in places),
        mentions=told.mentions(path),
        sources=told.sources(path),
        within=told.within(path, places) if kind is Kind.PLACE else {},
        named_by=told.named_by(path),
        known=entry is not None,
        publishes=path in told.publishers,
    )


class _Told:
    """What the graph says, asked once for all things."""

    def __init__(self, database: Store, base: str) -> None:
        self._database, self._base = database, f"{base}id/"
        self._names = self._by_path("?thing skos:altLabel ?name", "name")
        self._sources = self._by_path("?passage xpkg:denotes ?thing ; nif:referenceContext ?source", "source")
        self._mentions = self._by_path("?passage xpkg:denotes ?thing", "passage")
        self._offices = self._by_path(
            "?position xpkg:holder ?thing ; xpkg:role ?role OPTIONAL { ?position xpkg:organization ?body "
            "OPTIONAL { ?body rdfs:label ?bodyLabel } } OPTIONAL { ?position xpkg:place ?place "
            "OPTIONAL { ?place rdfs:label ?placeLabel } }",
            "role", "body", "bodyLabel", "place", "placeLabel",
        )  # fmt: skip
        self._subtypes = self._by_path("?thing xpkg:subtype ?subtype", "subtype")
        self._places = self._by_path(
            "?thing a xpkg:Place ; rdfs:label ?label . ?passage xpkg:denotes ?thing ; nif:referenceContext ?source ; "
            "nif:beginIndex ?begin ; nif:endIndex ?end", "source", "begin", "end", "label",
        )  # fmt: skip
        self._place_at = {(source, begin): (path, label.value, end) for path, rows in self._places.items()
                          for source, begin, end, label in rows if label and end}  # fmt: skip
        self._days = {source.value: day.value for source, day in self._ask(
            "?source a xpkg:Source ; dcterms:issued ?day", "source", "day") if source and day}  # fmt: skip
        self.publishers = frozenset(self._by_path("?source a xpkg:Source ; dcterms:publisher ?thing"))
        self._issued = self._by_path("?thing dcterms:issued ?date", "date")
        self._lives = self._by_path("?event xpkg:patient|xpkg:agent ?thing ; xpkg:eventType ?type ; xpkg:date ?date",
                                    "type", "date")  # fmt: skip

    def _ask(self, pattern: str, *names: str) -> Iterator[tuple[NamedNode | Literal | None, ...]]:
        variables = " ".join(f"?{name}" for name in names)
        query = f"SELECT DISTINCT {variables} WHERE {{ {pattern} }} ORDER BY {variables}"
        solutions = self._database.query(query, prefixes=NAMESPACES, use_default_graph_as_union=True)
        assert isinstance(solutions, QuerySolutions)
        for solution in solutions:
            yield tuple(term if isinstance(term := solution[name], (NamedNode, Literal)) else None for name in names)

    def _by_path(self, pattern: str, *names: str) -> dict[str, list[tuple[NamedNode | Literal | None, ...]]]:
        found: dict[str, list[tuple[NamedNode | Literal | None, ...]]] = {}
        for thing, *rest in self._ask(pattern, "thing", *names):
            if isinstance(thing, NamedNode):
                found.setdefault(self._path(thing), []).append(tuple(rest))
        return found

    def _path(self, node: NamedNode | Literal | None) -> str:
        return node.value.removeprefix(self._base) if isinstance(node, NamedNode) else ""

    def within(self, path: str, places: Mapping[str, str]) -> Mapping[str, str]:
        """The lands and regions that stand behind a place: "Larkham, Ohio", "Orm (Norland)"; no list of places."""
        texts, found = StoredTexts(self._database), {}
        for source, _, end, _ in self._places.get(path, ()):
            if source is None or not isinstance(end, Literal):
                continue
            begin = Literal(str(int(end.value) + 2), datatype=end.datatype)
            behind, label, last = self._place_at.get((source, begin), ("", "", end))
            text, start = texts.get(source.value, ""), int(end.value)
            is_in = behind and text[start : start + 2] in (", ", " (") and not _GOES_ON.match(text, int(last.value))
            if is_in and self.subtype(behind) != "city":
                found[label] = places.get(label, "")
        return found

    def named_by(self, path: str) -> str:
        """The last day on which the first of its texts may have come out; empty where one does not tell."""
        days = [self._days.get(source, "") for source in self.sources(path)]
        return min((bounds(day)[1] or "" for day in days), default="") if all(days) else ""

    def lands_beside(self, lands: Lands) -> Mapping[str, frozenset[str]]:
        """The items of the lands that the texts give people beside their names, by the path of the person."""
        texts = StoredTexts(self._database)
        found: dict[str, frozenset[str]] = {}
        passages = (
            "?thing a xpkg:Person . ?passage xpkg:denotes ?thing ; nif:referenceContext ?source ; "
            "nif:beginIndex ?begin ; nif:endIndex ?end"
        )
        for source, thing, begin, end in self._ask(passages, "source", "thing", "begin", "end"):
            if thing is not None and source is not None and begin is not None and end is not None:
                land = lands.beside(texts.get(source.value, ""), int(begin.value), int(end.value))
                found[self._path(thing)] = found.get(self._path(thing), frozenset()) | land
        return found

    def things(self) -> Iterator[tuple[str, Kind, str]]:
        pattern = "?thing a ?class ; rdfs:label ?label FILTER NOT EXISTS { ?thing a xpkg:Source }"
        seen = set()
        for thing, cls, label in self._ask(pattern, "thing", "class", "label"):
            name = cls.value.rsplit("#", 1)[-1] if cls else ""
            path = self._path(thing)
            if name in _KINDS and label is not None and path not in seen and "#" not in path:
                seen.add(path)
                yield path, _KINDS[name], label.value

    def event_types(self) -> Iterator[Thing]:
        pattern = "?event xpkg:eventType ?type . ?type skos:prefLabel ?label"
        counted: dict[tuple[str, str], int] = {}
        for _, kind, label in self._ask(pattern, "event", "type", "label"):
            if kind is not None and label is not None and kind.value.startswith(XPKG.iri):
                key = (f"ontology#{kind.value.removeprefix(XPKG.iri)}", label.value)
                counted[key] = counted.get(key, 0) + 1
        for (path, name), events in sorted(counted.items()):
            yield Thing(path, Kind.EVENT, name, (name,), mentions=events)

    def names(self, path: str) -> Iterator[tuple[str, str]]:
        for (name,) in self._names.get(path, ()):
            if isinstance(name, Literal):
                yield name.value, name.language or ""

    def subtype(self, path: str) -> str:
        return next((term.value for (term,) in self._subtypes.get(path, ()) if term), "")

    def sources(self, path: str) -> frozenset[str]:
        return frozenset(term.value for (term,) in self._sources.get(path, ()) if term)

    def mentions(self, path: str) -> int:
        return len(self._mentions.get(path, ()))

    def offices(self, path: str) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
        for role, body, body_label, place, place_label in self._offices.get(path, ()):
            yield (
                role.value if role else "",
                (self._path(body), body_label.value if body_label else ""),
                (self._path(place), place_label.value if place_label else ""),
            )

    def dates(self, path: str) -> tuple[tuple[str, str], ...]:
        issued = [("P577", date.value) for (date,) in self._issued.get(path, ()) if date]
        told = [
            (_LIVES[name], date.value)
            for kind, date in self._lives.get(path, ())
            if kind and date and (name := kind.value.rsplit("event-", 1)[-1]) in _LIVES
        ]
        return tuple(dict.fromkeys((*issued, *told)))
