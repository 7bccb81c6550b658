"""Counts the positions of invented texts that are found: `python tests/bench/held.py [-v] [NAME…]`.

Each ``NAME.tsv`` in ``tests/analysis/held`` lists what ``NAME.txt`` tells: holder, role, body, land, start, end and
whether it is over ("former", "?" for either). "|" parts what will do; nothing beside it ("|Halden") will do, too. A
line with "~" before it may be found and need not be.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.annotators import DEFAULT
from xpkg.authority import load_authority
from xpkg.model import Metadata, Position, Source, Span, TimeExpression
from xpkg.pipeline.graphs import analyse
from xpkg.resources import folder

FOLDER = Path(__file__).parents[1] / "analysis" / "held"


@dataclass(frozen=True)
class Told:
    """A position as the inventory lists it."""

    holder: str
    role: str
    body: str
    land: str
    start: str
    end: str
    former: str
    optional: bool


@dataclass
class Counts:
    """What was found of one text or of all.

    ``named`` has holder and role right, ``found`` body, land and whether it is over as well, ``dated`` also the term.
    """

    told: int = 0
    named: int = 0
    found: int = 0
    dated: int = 0
    positions: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        for name in vars(other):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read(path: Path) -> list[Told]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        holder, role, body, land, start, end, former = (line.removeprefix("~").split("\t") + [""] * 7)[:7]
        found.append(Told(holder, role, body, land, start, end, former, line.startswith("~")))
    return found


def agrees(listed: str, found: str) -> bool:
    """Whether ``found`` is one of the words ``listed``, or has them, or is a part of them."""
    if not found:
        return not listed or "" in listed.split("|")
    return any(each and (each.lower() in found.lower() or found.lower() in each.lower()) for each in listed.split("|"))


def is_role(listed: str, found: str) -> bool:
    wanted = [each.lower() for each in listed.split("|")]
    longer = tuple(f"{each} {word} " for each in wanted for word in ("of", "for", "in", "to", "at", "with"))
    return found.lower() in wanted or found.lower().startswith(longer)


def cut(words: str, part: Span | None) -> str:
    return part.cut(words) if part else ""


def when(part: TimeExpression | None) -> str:
    return part.edtf if part else ""


def names(told: Told, position: Position, words: str) -> bool:
    holder = position.holder.cut(words).lower()
    return any(holder == each.lower() for each in told.holder.split("|")) and is_role(told.role, position.role)


def fits(told: Told, position: Position, words: str) -> bool:
    body, land = cut(words, position.organization), cut(words, position.place)
    of_body = agrees(told.body, body) or (not body and any(each in position.role for each in told.body.split("|")))
    return (
        of_body
        and (agrees(told.land, land) or (not land and any(each in position.role for each in told.land.split("|"))))
        and told.former in {"?", "former" if position.former else ""}
    )


def lasts(told: Told, position: Position) -> bool:
    listed = ((told.start, position.start), (told.end, position.end))
    return all(when(found) in said.split("|") for said, found in listed)


def measure(name: str, *, loud: bool = False, annotator: str = DEFAULT) -> Counts:
    """What is found of the text ``name``; ``annotator`` tells who says what, which positions hardly depend on."""
    words = (FOLDER / f"{name}.txt").read_text("utf-8")
    told = read(FOLDER / f"{name}.tsv")
    authority = load_authority(folder("data") / "authority")
    positions = analyse(Source(name, words, "0", Metadata("")), authority, ANNOTATORS[annotator]).positions
    counts = Counts(positions=len(positions))
    for each in told:
        named = [position for position in positions if names(each, position, words)]
        found = [position for position in named if fits(each, position, words)]
        dated = [position for position in found if lasts(each, position)]
        if each.optional:
            continue
        counts.told += 1
        counts.named += bool(named)
        counts.found += bool(found)
        counts.dated += bool(dated)
        if loud and not dated:
            kind = "missing" if not named else "body" if not found else "term"
            print(f"  {kind:8} {each} {[told_of(position, words) for position in named]}")
    for position in positions:
        if any(names(each, position, words) and fits(each, position, words) for each in told):
            counts.right += 1
        else:
            counts.wrong.append(f"{name}: {told_of(position, words)}")
            if loud:
                print(f"  false    {counts.wrong[-1]}")
    return counts


def told_of(position: Position, words: str) -> str:
    parts = (position.holder.cut(words), position.role, cut(words, position.organization), cut(words, position.place),
             when(position.start), when(position.end), "former" if position.former else "")  # fmt: skip
    return " | ".join(parts)


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(1, whole):.2f}"


def main() -> None:
    whole = Counts()
    chosen = [name for name in sys.argv[1:] if name != "-v"]
    for path in sorted(FOLDER.glob("*.tsv")):
        if chosen and path.stem not in chosen:
            continue
        print(path.stem)
        whole.add(measure(path.stem, loud="-v" in sys.argv))
    print("holder and role", share(whole.named, whole.told), " with body and land", share(whole.found, whole.told),
          " with term", share(whole.dated, whole.told), " precision", share(whole.right, whole.positions))  # fmt: skip


if __name__ == "__main__":
    main()
