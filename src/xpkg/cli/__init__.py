"""The command line: data on standard output, all else on standard error; each command in a module of its name."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import click

from xpkg.errors import NonconformanceError, XpkgError

COMMANDS = ("build", "validate", "query", "show", "explain", "export", "stats", "serve")
"""The commands in the order in which help lists them; each is ``xpkg.cli.NAME.NAME``."""


class _Commands(click.Group):
    """Imports a command when it is asked for; shows an XpkgError as one line and ends with its status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"xpkg.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NonconformanceError as error:
            _fail(error, status=3)
        except XpkgError as error:
            _fail(error)


def _fail(error: Exception, status: int = 1) -> NoReturn:
    click.echo(f"xpkg: {error}", err=True)
    sys.exit(status)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xpkg")
def main() -> None:
    """Texts about public affairs as a graph whose every passage leads back to its characters."""
