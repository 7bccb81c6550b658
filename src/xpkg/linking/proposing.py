"""Proposes items for the things of a graph, from sources in order of trust, and writes what is certain as SSSOM."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from xpkg.errors import InputError, OutputError
from xpkg.linking.candidates import Candidate, SourceInfo
from xpkg.linking.decision import Decision, decide
from xpkg.linking.fellows import with_fellows
from xpkg.linking.index.database import opened
from xpkg.linking.index.lookup import called, info, now
from xpkg.linking.links import subject_id
from xpkg.linking.sssom import Row
from xpkg.linking.things import Thing

SHOWN = 8
"""Candidates of a thing that are written; the others are counted."""

HEAD: Mapping[str, Any] = {
    "mapping_set_id": "https://w3id.org/xpkg/links/proposed",
    "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    "curie_map": {
        "xpkg": "https://w3id.org/xpkg/ontology#",
        "xpkgid": "https://w3id.org/xpkg/id/",
        "wd": "http://www.wikidata.org/entity/",
        "orcid": "https://orcid.org/",
    },
}
"""The header of the sets that are written here."""


class CandidateSource(Protocol):
    """Where candidates come from."""

    def info(self) -> SourceInfo:
        """Its name, version and licence."""

    def candidates(self, things: Sequence[Thing]) -> Iterable[Sequence[Candidate]]:
        """The candidates of each thing, in the order of ``things``. Raises XpkgError where it cannot tell."""


@dataclass(frozen=True, slots=True)
class IndexSource:
    """The index in the file ``path``."""

    path: Path

    def info(self) -> SourceInfo:
        """The dump that it is of."""
        with opened(self.path) as connection:
            return info(connection)

    def candidates(self, things: Sequence[Thing]) -> Iterator[Sequence[Candidate]]:
        """The items that bear one of the names of each thing."""
        with opened(self.path) as connection:
            for thing in things:
                yield called(connection, (*thing.names, *thing.native))


def propose(
    things: Sequence[Thing],
    sources: Sequence[CandidateSource],
    rejected: Mapping[str, Sequence[str]],
    texts: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Decision]:
    """A decision about each of ``things``; ``rejected`` are the items that are not it, by its path.

    ``texts`` are those in which the things are named, by the IRIs of the sources.

    An item that a source has and an index knows to be merged into another is that other one.
    """
    told = [list(source.candidates(things)) for source in sources]
    merged = _merged([source.path for source in sources if isinstance(source, IndexSource)], told)
    yield from with_fellows(_decisions(things, told, merged, rejected), texts)


def _decisions(
    things: Sequence[Thing],
    told: Sequence[Sequence[Sequence[Candidate]]],
    merged: Mapping[str, str],
    rejected: Mapping[str, Sequence[str]],
) -> Iterator[Decision]:
    for at, thing in enumerate(things):
        found = [replace(each, item=merged.get(each.item, each.item)) for of_all in told for each in of_all[at]]
        yield decide(thing, found, rejected.get(thing.path, ()))


def _merged(indexes: Iterable[Path], told: Iterable[Iterable[Sequence[Candidate]]]) -> dict[str, str]:
    """The items of candidates that the indexes know under another number, with that."""
    items = {each.item for of_all in told for one in of_all for each in one}
    found: dict[str, str] = {}
    for path in indexes:
        with opened(path) as connection:
            found |= {item: f"Q{left}" for item in items if (left := now(connection, int(item[1:]))) != int(item[1:])}
    return found


def exact_row(decision: Decision, version: str, day: str) -> Row:
    """The SSSOM row of a decision that is certain. Raises ValueError for another one."""
    if decision.exact is None:
        raise ValueError(f"{decision.thing.label}: {decision.open}")
    item = decision.exact.candidate
    return {
        "subject_id": subject_id(decision.thing.path),
        "subject_label": decision.thing.label,
        "predicate_id": "skos:exactMatch",
        "object_id": f"wd:{item.item}",
        "object_label": item.label,
        "mapping_justification": "semapv:CompositeMatching",
        "object_source": "http://www.wikidata.org/",
        "object_source_version": item.source.version,
        "mapping_tool": "xpkg",
        "mapping_tool_version": version,
        "mapping_date": day,
        "similarity_score": f"{decision.exact.score / 100:.3f}",
        "comment": "; ".join((f"from {_told(item.source)}", *decision.exact.reasons)),
    }


def _told(source: SourceInfo) -> str:
    version = f" ({source.version})" if source.version else ""
    return f"{source.name}{version}, {source.licence or 'licence not told'}"


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """A candidate as a file of proposals has it."""

    item: str
    label: str
    description: str
    score: float
    reasons: tuple[str, ...]
    source: str
    source_version: str
    source_licence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line of a file of proposals: a thing, why it is open, and its candidates. ``count`` is of all of them."""

    thing: str
    label: str
    kind: str
    names: tuple[str, ...]
    mentions: int
    open: str
    count: int
    candidates: tuple[ProposedItem, ...]


def proposal(decision: Decision) -> Proposal:
    """A decision as a line of a file of proposals."""
    thing = decision.thing
    candidates = tuple(
        ProposedItem(
            each.candidate.item,
            each.candidate.label,
            each.candidate.description,
            each.score,
            each.reasons,
            each.candidate.source.name,
            each.candidate.source.version,
            each.candidate.source.licence,
        )
        for each in decision.candidates[:SHOWN]
    )
    names = (*thing.names, *thing.native)
    count = len(decision.candidates)
    return Proposal(thing.path, thing.label, thing.kind.value, names, thing.mentions, decision.open, count, candidates)


def write_proposals(path: Path, decisions: Iterable[Decision]) -> None:
    """Writes a line of JSON for each decision. Raises OutputError where that cannot be written."""
    lines = (json.dumps(asdict(proposal(each)), ensure_ascii=False) for each in decisions)
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error


def read_proposals(path: Path) -> tuple[Mapping[str, Any], ...]:
    """The lines of a file of proposals. Raises InputError, with file and line, for another file."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text") from error
    for number, line in enumerate(lines, start=1):
        try:
            told = json.loads(line)
            if not isinstance(told["thing"], str) or not isinstance(told["candidates"], list):
                raise TypeError
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no proposal of xpkg link propose") from error
        found.append(told)
    return tuple(found)
