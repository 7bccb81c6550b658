"""The examples in every help: each is a command that the command line takes as it stands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from xpkg.catalogue import find_query
from xpkg.cli import main


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of all commands and of their own commands."""
    yield path
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def examples(path: tuple[str, ...]) -> list[str]:
    """The examples in the help of the command ``path``."""
    command: click.Command | None = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)
    assert command is not None
    told = (command.help or "").partition("Examples:\n")[2].partition("\n\n")[0]
    return [line.strip() for line in told.splitlines() if line.strip()]


def parsed(words: list[str]) -> click.Context:
    """What the command line makes of ``words``, without running anything. Raises click's errors."""
    command: click.Command = main
    name, rest = "xpkg", list(words)
    while isinstance(command, click.Group):
        found = command.resolve_command(click.Context(command, info_name=name), rest)
        assert found[0]
        name, command, rest = found[0], found[1] or command, found[2]
    return command.make_context(name, rest)


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_every_command_has_examples_that_it_takes(
    path: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = examples(path)
    assert found, f"xpkg {' '.join(path)} --help has no examples"
    for example in found:
        program, *words = shlex.split(example)
        assert (program, tuple(words[: len(path)])) == ("xpkg", path)
        for word in words:
            if re.fullmatch(r"[\w-]+(\.\w+)+", word) and not word.endswith(".db"):
                Path(word).touch()  # a file that the example reads
        try:
            context = parsed(words)
        except click.exceptions.Exit:  # --list
            continue
        if context.info_name == "query" and (name := context.params["query"]):
            query = find_query(name)
            assert query is not None
            query.with_values(dict(each.split("=", 1) for each in context.params["values"]))


def test_a_wrong_example_is_seen() -> None:
    with pytest.raises(click.UsageError):
        parsed(["stats", "--formt", "json"])
    with pytest.raises(click.UsageError):
        parsed(["link", "propse"])
