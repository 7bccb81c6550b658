"""How long an index of a dump takes, beside ``bzip2 -dc DUMP | wc -l``, how much memory, and that it can be killed.

    python -m tests.bench.linking_index [MEGABYTES]

The dump is made up, of papers, people and others in the sizes and proportions of Wikidata's.
"""

from __future__ import annotations

import bz2
import hashlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from tests.linking.dumps import item, statement

_TAGS = (*(f"{a}{b}" for a in "abcdefghij" for b in "klmnopqrst"), "de", "fr", "es", "ru", "zh", "ar", "ja")
_PARTS = [f"{a}{b}" for a in ("b", "d", "f", "k", "l", "m", "n", "r", "s", "t", "v") for b in "aeiou"]
_OTHER = ("Q4167836", "Q11266439", "Q16521", "Q515", "Q4830453", "Q7187", "Q486972", "Q3863", "Q523", "Q101352")
"""Classes of which most items are: categories, templates, taxa, cities, businesses, genes, stars, family names."""


class Dump:
    """Items in the proportions, sizes and entropy of a dump: papers, people, and all that is neither.

    Each reference has the hash of what it says, so that what many items cite is the same in all, as it is there.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def words(self, count: int) -> str:
        """So many words with capitals."""
        made = ("".join(self.chance.choices(_PARTS, k=self.chance.randint(1, 4))) for _ in range(count))
        return " ".join(each.capitalize() for each in made)

    def entity(self, number: int) -> dict[str, Any]:
        """The item of this number, of some thirteen kilobytes on average."""
        kind = self.chance.random()
        if kind < 0.37:
            return self._paper(number)
        return self._person(number) if kind < 0.5 else self._other(number)

    def _paper(self, number: int) -> dict[str, Any]:
        title, chance = self.words(self.chance.randint(7, 14)), self.chance
        told = [self._item(number, "P31", "Q13442814"), self._item(number, "P1433"), self._day(number, "P577")]
        told += [self._text(number, name, str(chance.randrange(10**8))) for name in ("P356", "P698", "P1476")]
        told += [self._text(number, "P2093", self.words(2)) for _ in range(chance.randint(2, 9))]
        told += [self._item(number, "P2860") for _ in range(chance.choice((0, 0, 10, 25)))]
        return self._made(number, title, told, chance.choice((0, 1, 2)), 20, 0)

    def _person(self, number: int) -> dict[str, Any]:
        chance = self.chance
        told = [self._item(number, "P31", "Q5"), self._item(number, "P27"), self._day(number, "P569")]
        told += [self._item(number, name) for name in ("P21", "P19", "P106", "P735", "P734")]
        for _ in range(chance.choice((0, 0, 1, 4))):
            days = {name: self._time() for name in ("P580", "P582")}
            told.append(self._with(number, statement("P39", f"Q{chance.randrange(10**6)}", qualifiers=days)))
        told += [self._text(number, f"P{chance.randrange(20_000, 30_000)}", str(chance.randrange(10**8)))
                 for _ in range(chance.randint(2, 35))]  # fmt: skip
        links = chance.choice((0, 1, 1, 2, 5, 20))
        return self._made(number, self.words(chance.choice((2, 2, 3))), told, chance.randint(3, 70), 15, links)

    def _other(self, number: int) -> dict[str, Any]:
        chance = self.chance
        told = [self._item(number, "P31", chance.choice(_OTHER)), self._item(number, "P17")]
        told += [self._text(number, f"P{chance.randrange(20_000, 30_000)}", str(chance.randrange(10**8)))
                 for _ in range(chance.randint(1, 10))]  # fmt: skip
        labels, links = chance.choice((1, 2, 5, 20, 40)), chance.choice((0, 0, 1, 2, 8))
        return self._made(number, self.words(chance.randint(1, 3)), told, labels, 40, links)

    def _made(
        self, number: int, name: str, told: list[dict[str, Any]], labels: int, described: int, links: int
    ) -> dict[str, Any]:
        others = dict.fromkeys(self.chance.sample(_TAGS, labels), name)
        made = item(f"Q{number}", name, [self.words(2)], self.words(3).lower(), told, links, **others)
        for tag in self.chance.sample(_TAGS, self.chance.randint(1, described)):
            made["descriptions"][tag] = {"language": tag, "value": self.words(4).lower()}
        return {**made, "lastrevid": self.chance.randrange(2 * 10**9)}

    def _item(self, number: int, name: str, value: str = "") -> dict[str, Any]:
        return self._with(number, statement(name, value or f"Q{self.chance.randrange(1, 120_000_000)}"))

    def _day(self, number: int, name: str) -> dict[str, Any]:
        return self._with(number, statement(name, self._time()))

    def _time(self) -> tuple[str, int]:
        month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
        return f"+{self.chance.randint(1850, 2025)}-{month:02}-{day:02}T00:00:00Z", 11

    def _text(self, number: int, name: str, value: str) -> dict[str, Any]:
        told = {"snaktype": "value", "property": name, "datavalue": {"value": value, "type": "string"}}
        return self._with(number, {"mainsnak": {**told, "datatype": "external-id"}, "type": "statement"})

    def _with(self, number: int, told: dict[str, Any]) -> dict[str, Any]:
        """The statement with an identifier of its own, its rank and its references."""
        own = str(uuid.UUID(int=self.chance.getrandbits(128), version=4)).upper()
        found = [self._reference() for _ in range(self.chance.choice((0, 1, 1, 1, 2)))]
        return {**told, "id": f"Q{number}${own}", "rank": "normal"} | ({"references": found} if found else {})

    def _reference(self) -> dict[str, Any]:
        chance = self.chance
        if chance.random() < 0.6:
            day = f"+{chance.randint(2023, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T00:00:00Z"
            cited: dict[str, Any] = {"P248": chance.choice(("Q36578", "Q24578", "Q423048")), "P813": (day, 11)}
        else:
            cited = {"P143": chance.choice(("Q328", "Q48183", "Q8447"))}
        snaks = {name: [statement(name, value)["mainsnak"]] for name, value in cited.items()}
        digest = hashlib.sha1(json.dumps(snaks).encode()).hexdigest()
        return {"hash": digest, "snaks": snaks, "snaks-order": [*snaks]}


def make(path: Path, megabytes: int) -> None:
    """A dump of so many megabytes, packed."""
    made, number, size = Dump(1), 0, 0
    with bz2.open(path, "wb", 9) as file:
        file.write(b"[\n")
        while size < megabytes * 1_000_000:
            number += 1
            line = json.dumps(made.entity(number), separators=(",", ":")).encode()
            size += len(line) + 2
            file.write(b",\n" + line if number > 1 else line)
        file.write(b"\n]\n")


def index_of(dump: Path, index: Path, *, killed_at: float = 0.0) -> tuple[float, float]:
    """Makes the index by the command: the seconds it took, and its memory at its highest, in megabytes.

    It is killed after ``killed_at`` seconds, unless that is nothing.
    """
    began, most = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "xpkg.cli", "link", "index", str(dump), "--index", str(index)]
    with subprocess.Popen(command) as run:
        while run.poll() is None:
            most = max(most, _resident(run.pid))
            time.sleep(0.2)
            if killed_at and time.perf_counter() - began >= killed_at:
                run.send_signal(signal.SIGKILL)
    if run.returncode != (-signal.SIGKILL if killed_at else 0):
        raise SystemExit(f"xpkg link index ended with {run.returncode}")
    return time.perf_counter() - began, most


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0.0)


def rows(index: Path) -> dict[str, str]:
    """A digest of each table of an index, whatever the order of its rows."""
    with sqlite3.connect(index) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = {}
        for name in tables:
            digest = 0
            for row in connection.execute(f"SELECT * FROM {name}"):
                digest ^= int.from_bytes(hashlib.blake2b(repr(row).encode(), digest_size=8).digest())
            told[name] = f"{digest:016x}"
    return told


def main() -> None:
    """Prints both times, their ratio, and the memory at its highest; then those of a run killed and gone on with."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        dump, index, again = (Path(folder, name) for name in ("dump.json.bz2", "index.sqlite", "again.sqlite"))
        make(dump, megabytes)
        began = time.perf_counter()
        subprocess.run(f"bzip2 -dc {dump} | wc -l", shell=True, check=True, stdout=subprocess.DEVNULL)
        plain = time.perf_counter() - began
        taken, most = index_of(dump, index)
        print(f"bzip2 -dc | wc -l {plain:.1f} s, index {taken:.1f} s, ratio {taken / plain:.2f}, "
              f"memory {most:.0f} MB, index of {index.stat().st_size / 1e6:.0f} MB")  # fmt: skip
        index_of(dump, again, killed_at=taken / 2)
        rest, most = index_of(dump, again)
        same = "the same rows" if rows(index) == rows(again) else "OTHER ROWS"
        print(f"killed after {taken / 2:.1f} s, gone on with in {rest:.1f} s, memory {most:.0f} MB, {same}")


if __name__ == "__main__":
    main()
