"""Counts the entities of invented texts that are found: `python tests/bench/entities.py [-v] [--in=FOLDER] [NAME…]`.

Beside each ``NAME.txt`` in ``tests/analysis/entities``, ``NAME.tsv`` lists who and what it names, a line each. Such a
line has the kind ("place/organization" where either will do) and all forms of the name, parted by "|". What a line with
"~" lists may be found and need not be. A line "=", words, number, name tells what that occurrence of the words means.

An entity is right where it has a listed kind and all names that denote it are forms of one line that none had before.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xpkg.authority import load_authority
from xpkg.model import Analysis, Kind, MentionForm, Metadata, Source
from xpkg.pipeline.graphs import analyse
from xpkg.resources import folder

FOLDER = Path(__file__).parents[1] / "analysis" / "entities"
KINDS = ("person", "organization", "place")
NAMED = (MentionForm.NAME, MentionForm.SHORT)


@dataclass(frozen=True)
class Listed:
    """A line of an inventory."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Meant:
    """What one occurrence of ``words`` means; several names where either will do."""

    words: str
    number: int
    names: tuple[str, ...]


def read(path: Path) -> tuple[list[Listed], list[Meant]]:
    listed, meant = [], []
    for line in filter(None, path.read_text("utf-8").splitlines()):
        cells = line.split("\t")
        if cells[0] == "=":
            meant.append(Meant(cells[1], int(cells[2]), tuple(cells[3].split("|"))))
        else:
            kinds, names = cells[0].removeprefix("~").split("/"), cells[1].split("|")
            listed.append(Listed(tuple(kinds), tuple(map(plain, names)), line.startswith("~")))
    return listed, meant


def plain(name: str) -> str:
    return re.sub(r"^the ", "", name.replace("’", "'").replace("\n", " "), flags=re.I).lower()


def kind_of(kind: Kind) -> str:
    return "organization" if kind is Kind.GROUP else str(kind)


def names_of(found: Analysis) -> dict[int, list[str]]:
    """The names and short names that denote each entity, by its number."""
    named: dict[int, list[str]] = defaultdict(list)
    forms = {mention.span: mention for mention in found.mentions if mention.form in NAMED}
    for span, entity in found.identities.denotes:
        if span in forms and plain(forms[span].name) not in named[entity]:
            named[entity].append(plain(forms[span].name))
    return named


def measure(path: Path, score: Counter[str]) -> Iterator[str]:
    """Adds one text to ``score``; what is wrong or missing, a line each."""
    listed, meant = read(path)
    source = Source(path.stem, path.with_suffix(".txt").read_text("utf-8"), "0", Metadata(""))
    found = analyse(source, load_authority(folder("data") / "authority"))
    entities = found.identities.entities
    lines: dict[int, Listed] = {}
    had: set[tuple[str, ...]] = set()
    for number, names in names_of(found).items():
        kind = kind_of(entities[number].kind)
        if kind not in KINDS:
            continue
        line = next((each for each in listed if set(names) <= set(each.names)), None)
        right = line is not None and kind in line.kinds and line.names not in had
        score[f"{kind} found"] += 1
        score[f"{kind} right"] += right
        if line is not None:
            lines[number] = line
            had.add(line.names)
        if not right:
            yield f"  + {kind:12} {names} {line.kinds if line else ''}{' twice' if line and line.names in had else ''}"
    for line in listed:
        if not line.optional:
            hit = any(each is line and kind_of(entities[number].kind) in line.kinds for number, each in lines.items())
            score[f"{line.kinds[0]} listed"] += 1
            score[f"{line.kinds[0]} recalled"] += hit
            if not hit:
                yield f"  - {line.kinds[0]:12} {'|'.join(line.names)}"
    for each in meant:
        label = denoted(found, each)
        score["meant listed"] += 1
        score["meant found"] += bool(label)
        score["meant right"] += (right := label in each.names or plain(label) in map(plain, each.names))
        if not right:
            yield f"  {'?' if label else '!'} {each.words} {each.number} -> {label} ({'|'.join(each.names)})"


def denoted(found: Analysis, meant: Meant) -> str:
    """The label of what the words denote, with or without their article, or nothing."""
    starts = [each.start() for each in re.finditer(rf"\b{re.escape(meant.words)}(?!\w)", found.text.source.text)]
    start, end = starts[meant.number - 1], starts[meant.number - 1] + len(meant.words)
    bare = start + 4 if meant.words[:4].lower() == "the " else start
    around = [
        (span.end - span.start, entity)
        for span, entity in found.identities.denotes
        if span.start in (start, bare) and span.end == end
    ]
    return found.identities.entities[min(around)[1]].label if around else ""


def main(arguments: list[str]) -> int:
    """Prints precision and recall by kind, and of what pronouns and short names mean."""
    chosen = [each for each in arguments if not each.startswith("-")]
    where = next((Path(each.removeprefix("--in=")) for each in arguments if each.startswith("--in=")), FOLDER)
    score: Counter[str] = Counter()
    for path in sorted(where.glob("*.tsv")):
        if chosen and path.stem not in chosen:
            continue
        wrong = list(measure(path, score))
        if "-v" in arguments:
            print(path.stem, *wrong, sep="\n")
    for kind in (*KINDS, "meant"):
        found, right, listed = (score[f"{kind} {each}"] for each in ("found", "right", "listed"))
        recalled = right if kind == "meant" else score[f"{kind} recalled"]
        print(f"{kind:13} precision {right}/{found} = {right / max(found, 1):.3f}   "
              f"recall {recalled}/{listed} = {recalled / max(listed, 1):.3f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
