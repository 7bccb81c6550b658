"""Reads ``xpkg.toml`` in the current folder: the options of commands, where the command line gives none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from xpkg.errors import InputError

FILE = Path("xpkg.toml")
_FOR_ALL = ("store",)
"""What may stand above the tables, for every command."""
_GIVEN_BY_HAND = frozenset(
    (
        "host",
        "writable",
        "public-url",
        "allow-service",
        "llm-url",
        "llm-key",
        "reconcile",
        "api",
        "scheduler",
        "endpoint",
        "allow-private",
        "wikidata",
    )
)
"""Options that open a server, or reach an address. Whoever unpacks a folder of others has not asked for that."""


def defaults(group: click.Group, path: Path = FILE) -> dict[str, Any]:
    """The options in the file by command and parameter, as click's ``default_map`` has them; none without a file.

    Raises InputError for what is no TOML, and for a command or an option that is not known or not allowed here.
    """
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    general = {name: value for name, value in read.items() if not isinstance(value, dict)}
    for name in general:
        if name not in _FOR_ALL:
            raise InputError(f"{path}: {name!r} stands above the tables, where only {', '.join(_FOR_ALL)} may stand")
    tables = {name: value for name, value in read.items() if isinstance(value, dict)}
    every = group.list_commands(click.Context(group))
    return dict.fromkeys(every, general) | dict(_tables(group, tables, general, path))


def _tables(
    group: click.Group, tables: Mapping[str, Any], general: Mapping[str, Any], path: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    context = click.Context(group)
    for name, table in tables.items():
        command = group.get_command(context, name)
        if command is None:
            raise InputError(f"{path}: [{name}] is no command{_near(name, group.list_commands(context))}")
        if isinstance(command, click.Group):
            inner = {key: value for key, value in table.items() if isinstance(value, dict)}
            yield name, {**general, **dict(_tables(command, inner, general, path))}
        else:
            yield name, {**general, **dict(_options(command, name, table, path))}


def _options(command: click.Command, name: str, table: Mapping[str, Any], path: Path) -> Iterator[tuple[str, Any]]:
    known = {
        spelt.removeprefix("--"): parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for spelt in (*parameter.opts, *parameter.secondary_opts)
        if spelt.startswith("--")
    }
    for key, value in table.items():
        option = key.replace("_", "-")
        if option not in known:
            raise InputError(f"{path}: [{name}] has no option {key!r}{_near(option, known)}")
        if option in _GIVEN_BY_HAND:
            raise InputError(f"{path}: {key!r} is given on the command line alone; it opens or reaches the network")
        yield str(known[option]), value


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
