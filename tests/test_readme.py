"""README's worked example is run as it stands, and says what comes out."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from xpkg.cli import main

Run = Callable[..., Result]

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
EXAMPLE = README.partition("## Your own texts in five minutes")[2].partition("\n## ")[0]


def _blocks(part: str) -> list[str]:
    """The indented blocks of ``part`` without their indent."""
    lines = [("\n" if not line else line[4:] + "\n") if not line or line.startswith("    ") else None
             for line in part.split("\n")]  # fmt: skip
    blocks, current = [], ""
    for line in [*lines, None]:
        if line is None:
            if current.strip():
                blocks.append(current.strip("\n") + "\n")
            current = ""
        else:
            current += line
    return blocks


def test_the_worked_example_says_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xpkg: Run) -> None:
    monkeypatch.chdir(tmp_path)
    text, *sessions = _blocks(EXAMPLE)
    Path("harbour.txt").write_text(text, "utf-8")
    ran = 0
    for session in sessions:
        for command, output in re.findall(r"^\$ xpkg (.*)\n((?:(?!\$ ).*\n)*)", session, re.M):
            result = xpkg(*shlex.split(command))
            assert result.exit_code == 0, result.output
            for line in output.splitlines():
                assert line.strip() in result.output, f"{command}: README says {line!r}\n{result.output}"
            ran += 1
    assert ran >= 3


def test_the_example_in_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("harbour.txt").write_text(_blocks(EXAMPLE)[0], "utf-8")
    session = "".join(_blocks(README.partition("### In Python")[2].partition("\n##")[0]))
    examples = doctest.DocTestParser().get_doctest(session, {}, "README.md", None, None)
    assert len(examples.examples) >= 6
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_picture_is_there_and_small() -> None:
    [path] = re.findall(r"^!\[[^\]]+\]\(([^)]+)\)$", README, re.M)
    data = (Path(__file__).parent.parent / path).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 150_000


def test_readme_opens_with_the_two_commands() -> None:
    commands = [line.strip() for line in README.splitlines() if line.startswith("    python3 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith("xpkg serve")
    assert commands[1].endswith("pytest")


def test_every_command_stands_in_the_table_and_has_help(xpkg: Run) -> None:
    names = main.list_commands(click.Context(main))
    assert len(names) >= 8
    for name in names:
        assert f"| `xpkg {name}" in README, name
        result = xpkg(name, "--help")
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 4


def test_every_option_that_the_readme_names_exists(xpkg: Run) -> None:
    table = README.partition("## Commands")[2].partition("\n## ")[0]
    for row in re.findall(r"^\| `xpkg (\w+).*", table, re.M):
        line = next(line for line in table.splitlines() if line.startswith(f"| `xpkg {row}"))
        helped = xpkg(row, "--help").output
        for option in re.findall(r"`(--[\w-]+)", line):
            assert option in helped, f"{row} {option}"
