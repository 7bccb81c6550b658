"""What a text holds never steers the terminal of who reads it; files and pipes get every byte."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.cli.progress import Speed
from xpkg.cli.terminal import printable
from xpkg.pipeline.progress import Progress

Run = Callable[..., Result]
EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J\x7f\u202ereversed\x08"
TEXT = f"""The {EVIL} Report

LONDON, March 3, 2021 - Maria {EVIL} Ortega said: “Every {EVIL} warning was answered.”

“It sank {EVIL} slowly,” said Jane Doe, the harbour’s chief {EVIL} engineer, on Tuesday.
"""
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ALL = "SELECT ?s ?o { ?s xpkg:text|rdfs:label ?o FILTER(CONTAINS(?o, 'red')) }"
GRAPH = f"CONSTRUCT {{ ?s rdfs:label ?o }} WHERE {{ {ALL[13:].replace('{', '', 1)}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    (folder / "evil.txt").write_text(TEXT, "utf-8")
    (folder / "odd\x1b[31m.txt").write_bytes(b"\xff\xfe\xfa")
    built = xpkg("build", folder, "--store", folder / "db")
    assert "is not of the encoding" in built.stderr
    assert not CONTROLS.search(built.stderr)
    return folder / "db"


def on_a_terminal(*arguments: object) -> str:
    """What a terminal is sent, standard error included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "xpkg.cli", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    sent = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    process.wait()
    return sent.decode().replace("\r\n", "\n")


def test_every_control_character_has_a_sign() -> None:
    every = "".join(map(chr, range(0x100))) + "\u202e\u2066"
    assert not CONTROLS.search(printable(every))
    assert len(printable(every)) == len(every)
    assert printable("a\tb\nc é “x” 你好 مرحبا\u200d\u00ad") == "a\tb\nc é “x” 你好 مرحبا\u200d\u00ad"


@pytest.mark.parametrize("command", [
    ["show", "evil"], ["show", "Jane Doe"], ["explain", "evil"], ["stats"], ["show", "no\x1b[2Jbody"],
    ["export", "--graph", "\x1b[31mnone"], ["query", "\x1b[31m"], ["query", "-e", "ASK { ?x \x1b[31m }"],
])  # fmt: skip
def test_what_people_read_is_clean_everywhere(command: list[str], store: Path, xpkg: Run) -> None:
    result = xpkg(*command, "--store", store)
    assert result.stdout + result.stderr
    assert not CONTROLS.search(result.stdout + result.stderr)


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_a_pipe_gets_the_exact_words_and_a_terminal_none_that_steer_it(form: str, store: Path, xpkg: Run) -> None:
    command = ("query", "-e", ALL, "--format", form, "--store", store)
    piped = xpkg(*command).stdout_bytes.decode()
    assert ("\\u001b" if form == "json" else "\x1b[31mred") in piped
    shown = on_a_terminal(*command)
    assert "red" in shown
    assert not CONTROLS.search(shown)


def test_a_graph_on_a_terminal_is_clean(store: Path, xpkg: Run) -> None:
    for command in (("query", "-e", GRAPH), ("export", "--format", "trig"), ("export", "--format", "nquads")):
        shown = on_a_terminal(*command, "--store", store)
        assert "Jane Doe" in shown or "red" in shown
        assert not CONTROLS.search(shown)


def test_a_table_on_a_terminal_has_no_style_but_its_own(store: Path) -> None:
    shown = on_a_terminal("query", "-e", ALL, "--store", store)
    assert "␛[31mred" in re.sub(r"\s+", "", shown)
    assert "\x1b[31m" not in shown
    assert not CONTROLS.search(re.sub(r"\x1b\[[\d;]*m", "", shown))  # rich's own


def test_show_on_a_terminal_styles_its_own_lines_alone(store: Path) -> None:
    shown = on_a_terminal("show", "evil", "--store", store)
    assert not CONTROLS.search(re.sub(r"\x1b\[[01]m", "", shown))


def test_progress_tells_texts_speed_and_time_left() -> None:
    now = iter((100.0, 101.0, 110.0, 130.0))
    speed = Speed(lambda: next(now))
    assert speed.told(Progress(0, 1200, 0, 900_000)) == "0 of 1,200 texts"
    assert speed.told(Progress(100, 1200, 50_000, 900_000)) == "100 of 1,200 texts, 5,000 words/s, 3 min left"
    assert speed.told(Progress(1200, 1200, 900_000, 900_000)) == "1,200 of 1,200 texts, 30,000 words/s"


def test_a_terminal_shows_progress_and_in_quiet_nothing(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Row\n\nThe minister said that the dam was safe.\n")
    assert "1 of 1 texts" in on_a_terminal("build", text, "--annotator", "rules", "--store", tmp_path / "db")
    assert on_a_terminal("build", text, "--annotator", "rules", "--store", tmp_path / "other", "--quiet") == ""
