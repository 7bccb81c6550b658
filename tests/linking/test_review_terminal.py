"""``xpkg link review`` in a real terminal: each judgement is typed, and the file has it before the next question."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.linking.sssom import read_set
from xpkg.store import replace_store
from xpkg.vocab import RDFS

NAMES = ("Ana Belo", "Ravi Rao", "Ola Dahl", "Mia Senn")
PROMPT = "q quit\n> "
PATIENCE = 60.0  # seconds that a busy machine may take
BACKSPACE, END_OF_INPUT = "\x7f", "\x04"


def path_of(name: str) -> str:
    return f"person/{name.lower().replace(' ', '-')}-0123456789"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("review")
    base = "https://w3id.org/xpkg/"
    quads = [Quad(NamedNode(f"{base}id/{path_of(name)}"), RDFS.label, Literal(name), NamedNode(f"{base}graph/x"))
             for name in NAMES]  # fmt: skip
    replace_store(made / "x.db", quads)
    lines = []
    for at, name in enumerate(NAMES):
        more = {"score": 70.0, "reasons": [], "source": "sample", "source_version": "1", "source_licence": "CC0 1.0"}
        found = [{"item": f"Q{10 * at + number}", "label": name, "description": what, **more}
                 for number, what in ((1, "minister of Orm"), (2, "a footballer"))]  # fmt: skip
        told = {"thing": path_of(name), "label": name, "kind": "person", "names": [name], "mentions": 1}
        lines.append(json.dumps({**told, "open": "others bear its name", "count": 2, "candidates": found}))
    (made / "proposals.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.out = out
        command = [sys.executable, "-m", "xpkg.cli", "link", "review", "--author", "orcid:0000-0002-1825-0097",
                   "--proposals", folder / "proposals.jsonl", "-o", out, "--store", folder / "x.db"]  # fmt: skip
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen([str(each) for each in command], stdin=theirs, stdout=theirs, stderr=theirs,
                                        start_new_session=True)  # fmt: skip
        os.close(theirs)

    def read(self, until: str = PROMPT) -> str:
        """What is shown up to ``until``, with plain line ends; all of it where the command has ended."""
        seen, last = b"", time.monotonic() + PATIENCE
        while not seen.decode("utf-8", "replace").replace("\r\n", "\n").endswith(until):
            assert time.monotonic() < last, seen
            if not select.select([self._ours], [], [], 1)[0]:
                continue
            try:
                part = os.read(self._ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part
        return seen.decode("utf-8", "replace").replace("\r\n", "\n")

    def type(self, keys: str, until: str = PROMPT) -> str:
        """Types ``keys`` and gives what is shown then."""
        os.write(self._ours, keys.encode())
        return self.read(until)

    def rows(self) -> Sequence[tuple[str, str, str, str]]:
        """What the file of judgements says now: subject, predicate, item, Not or nothing."""
        found = [row for _, row in read_set(self.out).rows] if self.out.exists() else []
        return [(row["subject_label"], row["predicate_id"].removeprefix("skos:"), row["object_id"],
                 row.get("predicate_modifier", "")) for row in found]  # fmt: skip

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(folder, tmp_path / "judged.sssom.tsv")
    yield opened
    opened.close()


def test_each_key_and_what_the_file_has_then(terminal: Terminal) -> None:
    first = terminal.read()
    assert "Ana Belo (person; others bear its name)" in first
    assert "2  Q2  Ana Belo: a footballer" in first
    ana = ("Ana Belo", "exactMatch", "wd:Q1", "")
    assert "Ravi Rao" in terminal.type(f"2{BACKSPACE}1\r"), "what is typed can be mended"
    assert terminal.rows() == [ana]
    assert "2  Q12" not in terminal.type("r 2\r"), "the one that is left is asked about"
    assert terminal.rows() == [ana, ("Ravi Rao", "exactMatch", "wd:Q12", "Not")]
    assert "undone" in terminal.type("u\r")
    assert terminal.rows() == [ana]
    assert "Ola Dahl" in terminal.type("c 1\r")
    close = ("Ravi Rao", "closeMatch", "wd:Q11", "")
    assert terminal.rows() == [ana, close]
    assert "Mia Senn" in terminal.type("\r"), "an empty line goes past"
    assert "what does 'yes' mean?" in terminal.type("yes\r")
    assert terminal.rows() == [ana, close]
    assert "all are judged" in terminal.type("n\r")
    nowhere = ("Mia Senn", "exactMatch", "sssom:NoTermFound", "")
    assert sorted(terminal.rows()) == sorted([ana, close, nowhere])
    terminal.type("q\r", until="\n\n")
    assert terminal.process.wait(PATIENCE) == 0
    assert sorted(terminal.rows()) == sorted([ana, close, nowhere])


def test_the_end_of_input_ends_it_and_keeps_what_is_judged(terminal: Terminal) -> None:
    terminal.read()
    assert "Ravi Rao" in terminal.type("r\r")
    terminal.type(END_OF_INPUT, until="\n\n\n")
    assert terminal.process.wait(PATIENCE) == 0
    assert [row[2:] for row in terminal.rows()] == [("wd:Q1", "Not"), ("wd:Q2", "Not")]
