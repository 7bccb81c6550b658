"""How long an index of a dump takes, beside ``bzip2 -dc DUMP | wc -l``, and how much memory.

    python tests/bench/linking_index.py [MEGABYTES]

The dump is made up: people with forty labels, statements with references, and papers, as Wikidata has them.
"""

from __future__ import annotations

import bz2
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.linking.dumps import item, statement

_TAGS = [f"{a}{b}" for a in "abcde" for b in "klmnopqr"]
_WORDS = [f"{a}{b}{c}" for a in ("Bel", "Tor", "Mar", "Vel", "Os", "Kel") for b in "aeiou" for c in ("n", "st", "ck")]


def entity(number: int, chance: random.Random) -> dict[str, Any]:
    """An item of some twelve kilobytes, as those of the dump are."""
    name = " ".join(chance.sample(_WORDS, 3))
    paper = number % 3 == 0
    told = [statement("P31", "Q13442814" if paper else "Q5"), statement("P27", "Q30")]
    told += [statement("P569", (f"+19{chance.randrange(10, 99)}-05-06T00:00:00Z", 11))]
    for each in range(2 if paper else 12):
        cited = {"P248": "Q36578", "P813": ("+2020-01-02T00:00:00Z", 11)}
        told.append({**statement(f"P{1000 + each}", f"Q{chance.randrange(10**8)}"), "references": [{"snaks": {
            name: [statement(name, value)["mainsnak"]] for name, value in cited.items()}}]})  # fmt: skip
    labels = {tag: f"{name} {tag}" for tag in _TAGS}
    return item(f"Q{number}", name, chance.sample(_WORDS, 2), "somebody", told, sitelinks=chance.randrange(9), **labels)


def make(path: Path, megabytes: int) -> None:
    """A dump of so many megabytes, packed."""
    chance = random.Random(1)
    lines = [json.dumps(entity(at, chance), separators=(",", ":")).encode() + b",\n" for at in range(1, 300)]
    # Each item has a number of its own, as in a dump: what is the same again and again fills no index.
    parts = [line.partition(f'"id":"Q{at}"'.encode()) for at, line in enumerate(lines, start=1)]
    number = 0
    with bz2.open(path, "wb", 9) as file:
        file.write(b"[\n")
        for _ in range(max(1, megabytes * 1_000_000 // sum(map(len, lines)))):
            for head, _, tail in parts:
                number += 1
                file.write(b"%s\"id\":\"Q%d\"%s" % (head, number, tail))
        file.write(b"]\n")


def main() -> None:
    """Prints both times, their ratio, and the memory at its highest."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        dump, index = Path(folder, "dump.json.bz2"), Path(folder, "index.sqlite")
        make(dump, megabytes)
        began = time.perf_counter()
        subprocess.run(f"bzip2 -dc {dump} | wc -l", shell=True, check=True, stdout=subprocess.DEVNULL)
        plain = time.perf_counter() - began
        began = time.perf_counter()
        command = [sys.executable, "-m", "xpkg.cli", "link", "index", str(dump), "--index", str(index)]
        subprocess.run(command, check=True)
        taken = time.perf_counter() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(f"bzip2 -dc | wc -l {plain:.1f} s, index {taken:.1f} s, ratio {taken / plain:.2f}, "
              f"memory {most:.0f} MB, index of {index.stat().st_size / 1e6:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
