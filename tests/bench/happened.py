"""Counts the happenings of invented texts that are found: `python tests/bench/happened.py [-v]`.

Each ``NAME.tsv`` in ``tests/analysis/happened`` lists what ``NAME.txt`` tells: types that will do, date, agents and
patients. A type with "~" before it may be found and need not be, as a participant or date with "~" behind it. A line
with "!" holds words that are the trigger of no event.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.annotators import DEFAULT
from xpkg.model import Authority, Event, Metadata, Source
from xpkg.pipeline.graphs import analyse

FOLDER = Path(__file__).parents[1] / "analysis" / "happened"


@dataclass
class Told:
    """A happening as the inventory lists it."""

    types: set[str]
    optional: bool
    date: str
    dated: bool
    agents: list[str]
    patients: list[str]
    line: str


@dataclass
class Counts:
    """What was found of one text or of all."""

    dated: int = 0
    dated_found: int = 0
    told: int = 0
    found: int = 0
    events: int = 0
    right: int = 0
    roles: int = 0
    roles_right: int = 0
    denied: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        for name in vars(other):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read(path: Path) -> tuple[list[Told], list[str]]:
    told, nothing = [], []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("!"):
            nothing.append(line[1:].strip())
            continue
        types, date, agents, patients = [*line.split("\t"), "", ""][:4]
        optional = types.startswith("~")
        free = date.endswith("~~")
        date = date.removesuffix("~~")
        told.append(Told(set(types.removeprefix("~").split("|")), optional, date, not free and date != "-",
                         [each for each in agents.split(";") if each], [each for each in patients.split(";") if each],
                         line))  # fmt: skip
    return told, nothing


def says(event: Event, words: str, who: str) -> bool:
    return any(who.lower() in part.span.cut(words).lower() or part.span.cut(words).lower() in who.lower().split()
               for part in event.participants)  # fmt: skip


def fits(event: Event, told: Told, words: str) -> bool:
    """Whether type, one participant and date agree."""
    if event.event_type not in told.types:
        return False
    named = [each.rstrip("~").split("/")[0] for each in (*told.agents, *told.patients)]
    if named and not any(says(event, words, each) or each.lower() in event.label.lower() for each in named):
        return False
    date = (event.date.edtf if event.date else "") or "-"
    return date == told.date or (not told.dated and date == "-")


def measure(name: str, *, loud: bool = False, annotator: str = DEFAULT) -> Counts:
    """What is found of the text ``name``; ``annotator`` tells who says what, which events hardly depend on."""
    words = (FOLDER / f"{name}.txt").read_text("utf-8")
    told, nothing = read(FOLDER / f"{name}.tsv")
    events = list(analyse(Source(name, words, "0", Metadata("")), Authority(()), ANNOTATORS[annotator]).events)
    events = [event for event in events if getattr(event, "factuality", "asserted") in {"asserted", "certain"}]
    counts = Counts(events=len(events))
    left = list(events)
    for each in told:
        event = next((event for event in left if fits(event, each, words)), None)
        if event:
            left.remove(event)
            counts.right += 1
        if not each.optional:
            counts.told += 1
            counts.dated += each.dated
            counts.found += bool(event)
            counts.dated_found += bool(event) and each.dated
            if loud and not event:
                print(f"  missing  {each.line}")
        if event:
            for role, names in (("agent", each.agents), ("patient", each.patients)):
                for who in names:
                    name_of, _, other = who.rstrip("~").partition("/")
                    if who.endswith("~"):
                        continue
                    counts.roles += 1
                    parts = {part.span.cut(words).lower(): part.role for part in event.participants}
                    right = any((name_of.lower() in part or part in name_of.lower().split()) and got == (other or role)
                                for part, got in parts.items())  # fmt: skip
                    counts.roles_right += right
                    if loud and not right:
                        print(f"  role     {each.line} <- {parts}")
    for event in left:
        if loud:
            whom = [(part.role, part.span.cut(words)) for part in event.participants]
            print(f"  false    {event.event_type} {event.date.edtf if event.date else '-'} {whom} [{event.method}]")
    for phrase in nothing:
        for event in events:
            if words[event.trigger.start :].startswith(phrase):
                counts.denied.append(f"{phrase}: {event.label}")
    for denied in counts.denied if loud else ():
        print(f"  !        {denied}")
    return counts


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(1, whole):.2f}"


def main() -> None:
    whole = Counts()
    for path in sorted(FOLDER.glob("*.tsv")):
        if len(sys.argv) > 2 and path.stem not in sys.argv[2:]:
            continue
        print(path.stem)
        counts = measure(path.stem, loud="-v" in sys.argv)
        whole.add(counts)
    print("dated", share(whole.dated_found, whole.dated), " all", share(whole.found, whole.told),
          " precision", share(whole.right, whole.events), " roles", share(whole.roles_right, whole.roles))  # fmt: skip


if __name__ == "__main__":
    main()
