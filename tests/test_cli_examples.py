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
    # Commands keep what their first context says of the options for help, so this one says what the program's does.
    context = click.Context(main, info_name="xpkg", help_option_names=["-h", "--help"])
    rest = list(words)
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, rest)
        assert name
        assert found
        command, context = found, click.Context(found, info_name=name, parent=context)
    return command.make_context(context.info_name, rest, parent=context.parent)


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
