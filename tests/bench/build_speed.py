"""How fast a build is, how much of it one changed text costs, and how queries compare: figures, no timed assertion.

pytest -s tests/bench/build_speed.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from xpkg.answers import answer
from xpkg.catalogue import catalogue
from xpkg.store import open_snapshot

Run = Callable[..., Result]
DATA = Path(__file__).parent.parent.parent / "data"
_COPIES = 2


def took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_how_fast_texts_are_read(tmp_path: Path, xpkg: Run) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    words = 0
    for number in range(_COPIES):
        for path in sorted(DATA.glob("*.txt")):
            text = f"{path.read_text('utf-8')}\n\nEdition {number}.\n"
            words += len(text.split())
            (texts / f"{path.stem}-{number}.txt").write_text(text, "utf-8")

    def build() -> None:
        result = xpkg("build", texts, "--workers", "1", "--store", tmp_path / "db")
        assert result.exit_code == 0, result.stderr

    whole, again = took(build), took(build)
    changed = texts / f"{sorted(DATA.glob('*.txt'))[0].stem}-0.txt"
    changed.write_text(changed.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    one = took(build)
    print(
        f"\n{words} words in {_COPIES * 3} texts: {words / whole:,.0f} words a second, stored and validated; "
        f"with nothing changed {again / whole:.2f} of that time, with one text changed {one / whole:.2f}"
    )


def test_how_queries_compare(seeds: Path) -> None:
    with open_snapshot(seeds) as snapshot:
        asked = [query for query in catalogue() if query.kind != "federated"]
        measure = min(took(lambda: answer("ASK {}", None, snapshot)) for _ in range(5))
        times = {}
        for query in asked:
            text = query.text
            times[query.name] = min(took(lambda: answer(text, None, snapshot)) for _ in range(3))  # noqa: B023 - now
    print(f"\nthe empty question takes {measure * 1000:.1f} ms; times as long as that one:")
    for name, seconds in sorted(times.items(), key=lambda pair: -pair[1])[:10]:
        print(f"{seconds / measure:8.1f}  {name}")
