"""``xpkg.toml``: options of commands from a file; what is wrong in it is told with what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from xpkg.cli import main
from xpkg.cli.defaults import defaults
from xpkg.errors import InputError

Run = Callable[..., Result]


def read(tmp_path: Path, text: str) -> dict[str, object]:
    path = tmp_path / "xpkg.toml"
    path.write_text(text)
    assert isinstance(main, click.Group)
    return defaults(main, path)


def test_options_are_those_of_the_command_line(tmp_path: Path) -> None:
    found = read(tmp_path, 'store = "a.db"\n[build]\nworkers = 2\ntext-timeout = 5\n[export]\nformat = "csv"\n')
    assert found["build"] == {"store": "a.db", "workers": 2, "text_timeout": 5}
    assert found["export"] == {"store": "a.db", "form": "csv"}
    assert found["stats"] == {"store": "a.db"}
    assert defaults(main, tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[build", "cannot be read"),
        ("workers = 2", "'workers' stands above the tables, where only store may stand"),
        ("[biuld]\nadd = true", r"\[biuld\] is no command; did you mean 'build'"),
        ("[build]\nworker = 2", r"\[build\] has no option 'worker'; did you mean 'workers'"),
        ("[build]\nllm-url = 'http://e'", "'llm-url' is given on the command line alone"),
        ("[serve]\nwritable = true", "'writable' is given on the command line alone"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(tmp_path, text)


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("site", "-o", "public")])
def test_the_language_of_the_pages_may_stand_in_the_file(
    seeds: Path, xpkg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """A language without a catalogue is refused, so that what the file says has come to the pages' words."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xpkg.toml").write_text(f'[{command[0]}]\nlanguage = "qps"\nwords = "own"\n')
    (tmp_path / "own").mkdir()
    told = xpkg(*command, "--store", seeds)
    assert told.exit_code == 1
    assert Path("own", "qps", "LC_MESSAGES", "xpkg.mo").as_posix() in told.stderr
    assert not (tmp_path / "public").exists()


def test_the_command_line_goes_before_the_file(
    seeds: Path, xpkg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xpkg.toml").write_text(f'store = "{seeds}"\n[query]\nformat = "json"\n')
    assert xpkg("query", "-e", "ASK {}").stdout.startswith("{")
    assert xpkg("query", "-e", "SELECT (1 AS ?x) {}", "--format", "csv").stdout.startswith("x")
    (tmp_path / "xpkg.toml").write_text("[query]\nformat = 'svg'\n")
    wrong = xpkg("query", "-e", "ASK {}", "--store", seeds)
    assert wrong.exit_code == 2
    (tmp_path / "xpkg.toml").write_text("nonsense")
    told = xpkg("stats", "--store", seeds)
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
