"""Judgements about proposals, as rows of a mapping set: accepted, rejected, not in Wikidata; the last can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xpkg.linking.links import CLOSE, EXACT, read_rows, subject_id
from xpkg.linking.proposing import HEAD
from xpkg.linking.sssom import NOT, Row, read_set, write_set

_NOWHERE = "sssom:NoTermFound"
_SET = "https://w3id.org/xpkg/links/judged"


@dataclass(frozen=True, slots=True)
class Judge:
    """Who judges, when, and with which version of xpkg. ``name`` is an identifier ("orcid:…") or a plain name."""

    name: str
    day: str
    version: str

    def row(self, proposal: Mapping[str, Any]) -> dict[str, str]:
        """What every row has that this judge makes about the thing of ``proposal``."""
        author = "author_id" if self.name.partition(":")[0] in HEAD["curie_map"] else "author_label"
        return {
            "subject_id": subject_id(proposal["thing"]),
            "subject_label": str(proposal.get("label", "")),
            "predicate_id": EXACT,
            "mapping_justification": "semapv:ManualMappingCuration",
            author: self.name,
            "mapping_date": self.day,
            "mapping_tool": "xpkg",
            "mapping_tool_version": self.version,
        }


@dataclass(slots=True)
class Review:
    """The judgements in the file ``path``, which is written after each of them.

    ``steps`` are what the rows were before each judgement of this session.
    """

    path: Path
    judge: Judge
    rows: list[Row] = field(default_factory=list)
    head: Mapping[str, Any] = field(default_factory=lambda: {**HEAD, "mapping_set_id": _SET})
    steps: list[tuple[Row, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path, judge: Judge) -> Review:
        """The review that goes on in ``path``, or begins there. Raises InputError where that is no mapping set."""
        if not path.exists():
            return cls(path, judge)
        return cls(path, judge, [row for _, row in read_rows(path)], read_set(path).head)

    def waiting(self, proposals: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], list[Any]]]:
        """The proposals that nothing is decided about yet, each with the candidates that are not rejected."""
        for proposal in proposals:
            own = [row for row in self.rows if row["subject_id"] == subject_id(proposal["thing"])]
            if any(row.get("predicate_modifier") != NOT for row in own):
                continue
            rejected = {row["object_id"] for row in own}
            left = [each for each in proposal["candidates"] if f"wd:{each['item']}" not in rejected]
            if left or not rejected:
                yield proposal, left

    def accept(self, proposal: Mapping[str, Any], candidate: Mapping[str, Any], *, close: bool = False) -> None:
        """The thing is the candidate, or nearly."""
        link = self._link(proposal, candidate)
        self._add([{**link, "predicate_id": CLOSE if close else EXACT}])

    def reject(self, proposal: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]]) -> None:
        """The thing is none of the candidates."""
        self._add([{**self._link(proposal, each), "predicate_modifier": NOT} for each in candidates])

    def absent(self, proposal: Mapping[str, Any]) -> None:
        """Wikidata has no such thing."""
        versions = (str(each.get("source_version", "")) for each in proposal["candidates"])
        where = _source(next(filter(None, versions), ""))
        self._add([{**self.judge.row(proposal), "object_id": _NOWHERE, **where}])

    def undo(self) -> bool:
        """Takes back the last judgement of this session; False where there is none."""
        if not self.steps:
            return False
        self.rows = [*self.steps.pop()]
        self._write()
        return True

    def take_back(self, proposal: Mapping[str, Any]) -> None:
        """Takes back all that this judge has said of the thing of ``proposal``."""
        own = self.judge.row(proposal)
        told = [(name, own[name]) for name in ("subject_id", "author_id", "author_label") if name in own]
        self.steps.append((*self.rows,))
        self.rows = [row for row in self.rows if any(row.get(name) != value for name, value in told)]
        self._write()

    def _link(self, proposal: Mapping[str, Any], candidate: Mapping[str, Any]) -> dict[str, str]:
        version = str(candidate.get("source_version", ""))
        return {
            **self.judge.row(proposal),
            "object_id": f"wd:{candidate['item']}",
            "object_label": str(candidate.get("label", "")),
            **_source(version),
        }

    def _add(self, rows: list[Row]) -> None:
        """Adds ``rows``, each in the place of what was said of the same pair; a new exact match replaces another."""
        self.steps.append((*self.rows,))
        pairs = {(row["subject_id"], row["object_id"]) for row in rows}
        exact = {row["subject_id"] for row in rows if _is_exact(row)}
        kept = (row for row in self.rows if (row["subject_id"], row["object_id"]) not in pairs)
        self.rows = [*(row for row in kept if not (_is_exact(row) and row["subject_id"] in exact)), *rows]
        self._write()

    def _write(self) -> None:
        write_set(self.path, self.head, sorted(self.rows, key=lambda row: (row["subject_id"], row["object_id"])))


def _source(version: str) -> dict[str, str]:
    """Where the object was looked for."""
    told = {"object_source": "http://www.wikidata.org/"}
    return {**told, "object_source_version": version} if version else told


def _is_exact(row: Row) -> bool:
    return row["predicate_id"] == EXACT and row.get("predicate_modifier") != NOT
