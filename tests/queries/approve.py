"""Shows how the answers of the catalogue's queries differ from the stored ones, and with --write stores them.

Read every line that changes beside the text that it is about: a stored answer says "this is true".
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

from xpkg.answers import answer
from xpkg.catalogue import catalogue
from xpkg.cli.build import build_store
from xpkg.store import open_snapshot

ANSWERS = Path(__file__).parent / "answers"


def answers(store: Path) -> dict[str, bytes]:
    """The answer of each question of the catalogue, by the name of the file that stores it."""
    found = {}
    with open_snapshot(store) as snapshot:
        for query in catalogue():
            if query.kind != "question":
                continue
            graph = query.text.lstrip().startswith("CONSTRUCT") or "\nCONSTRUCT" in query.text
            found[f"{query.name}.{'ttl' if graph else 'tsv'}"] = answer(query.text, None, snapshot)
    return found


def main() -> None:
    """Shows the differences; writes the answers when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        build_store((), Path(folder) / "db")
        now = answers(Path(folder) / "db")
    for name in sorted({*now, *(path.name for path in ANSWERS.iterdir())}):
        stored = ANSWERS / name
        before = stored.read_text("utf-8") if stored.exists() else ""
        after = now.get(name, b"").decode()
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, name, n=0))
        if write and after:
            stored.write_text(after, "utf-8")
        elif write:
            stored.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
