"""The links that SSSOM mapping sets tell: one row a link, and what holds where several sets speak of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from xpkg.errors import InputError
from xpkg.iris import DEFAULT_BASE
from xpkg.linking.sssom import NOT, MappingSet, Row, read_set
from xpkg.model import Link

NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
"""The columns without which a row is no link; all other columns of SSSOM may be there."""

EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"
PREDICATES = (EXACT, CLOSE)
NO_TERM = "https://w3id.org/sssom/NoTermFound"
"""The object of a row that says that the other data set has no such thing."""

_PREFIXES = {
    "xpkgid": f"{DEFAULT_BASE}id/",
    "xpkg": f"{DEFAULT_BASE}ontology#",
    "wd": "http://www.wikidata.org/entity/",
}
"""Where the header's curie_map does not say otherwise."""
_SUBJECT = re.compile(
    re.escape(DEFAULT_BASE) + r"(?:id/(?P<thing>[a-z]+/[a-z0-9-]+-[0-9a-f]{10})|(?P<type>ontology#event-[a-z0-9-]+))"
)
_OBJECT = re.compile(re.escape(_PREFIXES["wd"]) + r"Q[1-9]\d*", re.ASCII)
_VOUCHERS = ("see_also", "author_id", "author_label", "reviewer_id", "reviewer_label", "mapping_tool", "mapping_source")


def read_links(path: Path) -> tuple[Link, ...]:
    """The links of the SSSOM file ``path``, in its order, also those that it says do not hold.

    Raises InputError, with file and line, for a file that is no SSSOM set and for a pair that stands twice. So does a
    row whose subject or object is not of the kind that xpkg links, or whose predicate or justification is none. So does
    a row that names neither a source nor an author, and a second exact match of one thing.
    """
    return tuple(link for link, _ in read_rows(path))


def read_rows(path: Path) -> tuple[tuple[Link, Row], ...]:
    """The links of the SSSOM file ``path``, each with its row. Raises InputError as ``read_links`` does."""
    told = read_set(path)
    _check_columns(path, told)
    prefixes = {**told.prefixes, **{name: iri for name, iri in _PREFIXES.items() if name not in told.prefixes}}
    pairs: dict[tuple[str, str], int] = {}
    exact: dict[str, int] = {}
    found = []
    for number, row in told.rows:
        link = _link(path, number, row, prefixes)
        first = pairs.setdefault((link.subject, link.object), number)
        if first != number:
            raise InputError(f"{path}, line {number}: this link stands on line {first} already")
        if link.predicate == EXACT and not link.negated:
            first = exact.setdefault(link.subject, number)
            if first != number:
                raise InputError(f"{path}, line {number}: {row['subject_id']} has an exact match on line {first}")
        found.append((link, row))
    return tuple(found)


def _check_columns(path: Path, told: MappingSet) -> None:
    if missing := [name for name in NEEDED if name not in told.columns]:
        raise InputError(
            f"{path}: the columns are {', '.join(NEEDED)} and any others of SSSOM; "
            f"{', '.join(missing)} is in neither table nor header"
        )


def _link(path: Path, number: int, row: Row, prefixes: Mapping[str, str]) -> Link:
    where = f"{path}, line {number}"
    if missing := [name for name in NEEDED if name not in row]:
        raise InputError(f"{where}: no {missing[0]}")
    subject = _SUBJECT.fullmatch(_expanded(row["subject_id"], prefixes))
    target = _expanded(row["object_id"], prefixes)
    if subject is None:
        raise InputError(f"{where}: {row['subject_id']!r} is no xpkgid:KIND/SLUG-HASH, and no xpkg:event-…")
    if target != NO_TERM and not _OBJECT.fullmatch(target):
        raise InputError(f"{where}: {row['object_id']!r} is no Wikidata item (wd:Q...)")
    if row["predicate_id"] not in PREDICATES:
        raise InputError(f"{where}: the predicate is one of {', '.join(PREDICATES)}, not {row['predicate_id']!r}")
    if not row["mapping_justification"].startswith("semapv:"):
        raise InputError(f"{where}: the justification is a term of semapv, not {row['mapping_justification']!r}")
    if not any(name in row for name in _VOUCHERS):
        raise InputError(f"{where}: no see_also says where the pair was verified, no author_id by whom")
    return Link(
        subject["thing"] or subject["type"],
        row.get("subject_label", ""),
        row["predicate_id"],
        target,
        row.get("object_label", ""),
        row["mapping_justification"],
        float(row["confidence"]) if "confidence" in row else None,
        row.get("see_also", ""),
        negated=row.get("predicate_modifier") == NOT,
        origin=f"{path.name}, line {number}",
    )


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = curie.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else curie


def subject_id(path: str) -> str:
    """How a mapping set names the thing, or the type of events, at ``path``.

    >>> subject_id("person/ione-tavish-c0a9bd8c39"), subject_id("ontology#event-arrest")
    ('xpkgid:person/ione-tavish-c0a9bd8c39', 'xpkg:event-arrest')
    """
    return f"xpkg:{path.removeprefix('ontology#')}" if path.startswith("ontology#") else f"xpkgid:{path}"


def settled(sets: Iterable[Iterable[Link]]) -> tuple[Link, ...]:
    """The links that hold of several sets, in the order of their first mention; a later set goes before an earlier one.

    A pair is what the last set says of it that has it: linked, or not linked. An exact match of a later set takes the
    place of another one that an earlier set has for the same thing. So does ``NO_TERM``, which leaves the thing without
    a link.
    """
    return tuple(link for link in _told(sets) if not link.negated and link.object != NO_TERM)


def absent(sets: Iterable[Iterable[Link]]) -> frozenset[str]:
    """The things of which several sets say that the other data set has none such, a later set before an earlier one."""
    return frozenset(link.subject for link in _told(sets) if not link.negated and link.object == NO_TERM)


def _told(sets: Iterable[Iterable[Link]]) -> Iterable[Link]:
    """What the last set that speaks of it says of each pair."""
    pairs: dict[tuple[str, str], Link] = {}
    for links in sets:
        told = tuple(links)
        decided = {link.subject for link in told if not link.negated and link.predicate == EXACT}
        nowhere = {link.subject for link in told if not link.negated and link.object == NO_TERM}
        for pair, link in [*pairs.items()]:
            if link.subject in nowhere or (link.subject in decided and link.predicate == EXACT and not link.negated):
                del pairs[pair]
        for link in told:
            pairs[link.subject, link.object] = link
    return pairs.values()
