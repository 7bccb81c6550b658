"""Items that a thing may be: what a source says of each, and which source says it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where candidates come from: a name, the version of the data, its licence."""

    name: str
    version: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with what a source says of it.

    ``item`` is "Q15031"; ``names`` are all of its names, the label first. ``kinds`` are those of ``ItemKind`` (none:
    the source does not tell), ``countries`` items, ``dates`` (property, EDTF), ``offices`` names of offices.
    ``sitelinks`` is None where the source does not tell; ``score`` is what a service says, 0 to 100.
    """

    item: str
    label: str
    source: SourceInfo
    names: tuple[str, ...] = ()
    description: str = ""
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    dates: tuple[tuple[str, str], ...] = ()
    offices: tuple[str, ...] = ()
    sitelinks: int | None = None
    revision: int = field(default=0, compare=False)
    score: float | None = field(default=None, compare=False)
