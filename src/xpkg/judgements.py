"""Reads what users decided of who is who: a TSV file in the terms of SSSOM, which every build respects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xpkg.authority import as_entity, curie_of
from xpkg.errors import InputError
from xpkg.iris import Iris
from xpkg.model import Authority, Entity, Judgement, Kind, Span

COLUMNS = ("subject_id", "predicate_modifier", "predicate_id", "object_id", "object_label")
"""The columns that are read; all but ``predicate_modifier`` and ``object_label`` must be there. Others are passed over,
so that justification, author and date of SSSOM may stand beside them."""

SAME, DENOTES = "skos:exactMatch", "xpkg:denotes"
PREDICATES = (SAME, DENOTES)
"""Two things are one; a passage of a source means a thing."""

NOT = "Not"
"""The ``predicate_modifier`` that turns a predicate into its opposite, as in SSSOM."""

_ID = re.compile(r"(?:xpkgid:|https?://[^\s#]+/id/)([a-z]+)/([a-z0-9-]+-[0-9a-f]{10})(#char=(\d+),(\d+))?")


class _Id(NamedTuple):
    """An identifier in its parts: ``KIND/SLUG-HASH``, and the passage of a source if there is one."""

    path: str
    kind: str
    span: Span | None


def read_judgements(paths: Sequence[Path], authority: Authority, sources: Sequence[str]) -> tuple[Judgement, ...]:
    """The judgements of the files ``paths``, file by file in their order.

    ``authority`` and the names of ``sources`` tell which thing an identifier means. Raises InputError, with file and
    line, for a row that is no judgement, and for two that contradict each other.
    """
    known = {curie_of(entry).removeprefix("xpkgid:"): as_entity(entry) for entry in authority.entries} if paths else {}
    found = [
        _judgement(f"{path}, line {number}", f"{path.name}, line {number}", row, known, sources)
        for path in paths
        for number, row in _rows(path)
    ]
    merged = _merged(found)
    _check(merged)
    return tuple(merged)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows with their numbers; lines with ``#`` before the header are SSSOM's own and passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text") from error
    start = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines) - 1)
    header = lines[start].split("\t")
    needed = [name for name in COLUMNS if name not in ("predicate_modifier", "object_label")]
    if missing := [name for name in needed if name not in header]:
        raise InputError(f"{path}, line {start + 1}: the header has no {', '.join(missing)}")
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InputError(f"{path}, line {number}: {len(cells)} cells, the header has {len(header)}")
        yield number, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _judgement(
    where: str, origin: str, row: Mapping[str, str], known: Mapping[str, Entity], sources: Sequence[str]
) -> Judgement:
    subject, target = _id(where, "subject_id", row), _id(where, "object_id", row)
    predicate, modifier = row["predicate_id"], row.get("predicate_modifier", "")
    if predicate not in PREDICATES:
        raise InputError(f"{where}: predicate_id is one of {', '.join(PREDICATES)}, not {predicate!r}")
    if modifier not in ("", NOT):
        raise InputError(f"{where}: predicate_modifier is 'Not' or nothing, not {modifier!r}")
    same = not modifier
    if target.span is not None:
        raise InputError(f"{where}: object_id is a thing, not a passage")
    if predicate == SAME and subject.span is not None:
        raise InputError(f"{where}: a passage {DENOTES} a thing; {SAME} is said of two things")
    if predicate == SAME and subject.path == target.path:
        raise InputError(f"{where}: subject and object are one identifier")
    if predicate == DENOTES and subject.kind != Kind.DOCUMENT:
        raise InputError(f"{where}: what {DENOTES} something is a source, or a passage of it")
    whole = predicate == DENOTES and subject.span is None
    if whole and same:
        raise InputError(f"{where}: of a whole source only 'Not' can be said; name a passage (#char=START,END)")
    entity = _entity(target, row.get("object_label", ""), known, sources)
    if entity is None and same:
        raise InputError(f"{where}: no authority file has {row['object_id']!r}, and object_label is not its label")
    if entity is None:
        entity = Entity(Kind(target.kind), row.get("object_label", "") or target.path)
    return Judgement(subject.path, target.path, same, entity, subject.span, whole, origin)


def _id(where: str, column: str, row: Mapping[str, str]) -> _Id:
    """The identifier in ``column``. Raises InputError where there is none."""
    match = _ID.fullmatch(row[column])
    if match is None or match[1] not in [kind.value for kind in Kind]:
        raise InputError(f"{where}: {column}: no xpkgid:KIND/SLUG-HASH, nor its full IRI: {row[column]!r}")
    span = Span(int(match[4]), int(match[5])) if match[3] else None
    return _Id(f"{match[1]}/{match[2]}", match[1], span)


def _entity(target: _Id, label: str, known: Mapping[str, Entity], sources: Sequence[str]) -> Entity | None:
    """The thing of an identifier: one of the authority files, or one that a text names by ``label``."""
    if target.path in known:
        return known[target.path]
    if label:
        for phrase in ("", *sources):
            entity = Entity(Kind(target.kind), label, phrase)
            if path_of(entity) == target.path:
                return entity
    return None


def path_of(entity: Entity) -> str:
    """``KIND/SLUG-HASH`` of an entity, the same under every base.

    >>> path_of(Entity(Kind.PERSON, "Xi Jinping"))
    'person/xi-jinping-14de1edaca'
    """
    iris = Iris()
    return iris.entity(entity).value.removeprefix(f"{iris.base}id/")


def path_of_source(name: str) -> str:
    """``KIND/SLUG-HASH`` of the source that the corpus calls ``name``."""
    iris = Iris()
    return iris.source(name).value.removeprefix(f"{iris.base}id/")


def judged_apart(judgements: Sequence[Judgement]) -> frozenset[frozenset[str]]:
    """The pairs of identifiers of things of which users judged that they are two."""
    things = (each for each in judgements if not each.same and each.span is None and not each.whole)
    return frozenset(frozenset((each.subject, each.object)) for each in things)


def _merged(judgements: Sequence[Judgement]) -> list[Judgement]:
    """``judgements`` with the last of a row of same things as the object of each: of "A is B" and "B is C", C."""
    same = {each.subject: each for each in judgements if each.same and each.span is None}
    found = []
    for each in judgements:
        last, seen = each, {each.subject}
        while each.same and last.object in same:
            if last.object in seen:
                raise InputError(f"{each.origin}: what is the same as what goes round in a circle")
            seen.add(last.object)
            last = same[last.object]
        found.append(Judgement(each.subject, last.object, each.same, last.entity, each.span, each.whole, each.origin))
    return found


def _check(judgements: Sequence[Judgement]) -> None:
    """Raises InputError where one judgement contradicts another."""
    said: dict[tuple[str, Span | None, bool], Judgement] = {}
    pairs: dict[tuple[frozenset[str], Span | None, bool], Judgement] = {}
    for each in judgements:
        if each.same:
            first = said.setdefault((each.subject, each.span, each.whole), each)
            if first.object != each.object:
                raise InputError(f"{each.origin}: {first.origin} says that it is another")
        pair = frozenset((each.subject, each.object)), each.span, each.whole
        other = pairs.setdefault(pair, each)
        if other.same is not each.same:
            raise InputError(f"{each.origin}: {other.origin} says the opposite")
