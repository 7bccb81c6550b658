"""The command line: data on standard output, all else on standard error; each command in a module of its name."""

from __future__ import annotations

import errno
import importlib
import sys
from difflib import get_close_matches
from typing import Any, NoReturn

import click

from xpkg.cli.defaults import defaults
from xpkg.cli.streams import standard_streams
from xpkg.cli.terminal import say
from xpkg.errors import InputError, NonconformanceError, OutputError, XpkgError, is_damage

COMMANDS = (
    "build", "watch", "validate", "query", "show", "explain", "parse", "export", "site", "stats", "sources", "fetch",
    "link", "enrich", "publish", "serve",
)  # fmt: skip
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` name; a misspelt one is an error that proposes what is spelt nearly so."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=1) if args else []
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line; ends with its exit status, also where standard output cannot be written."""
        try:
            with standard_streams():
                try:
                    extra.setdefault("default_map", defaults(self))
                except InputError as error:
                    _fail(error)
                return super().main(*args, **extra)
        except OutputError as error:
            _fail(error)
        except BrokenPipeError:
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OutputError:
            raise
        except NonconformanceError as error:
            _fail(error, status=3)
        except XpkgError as error:
            _fail(error)
        except BaseException as error:
            if is_damage(error):
                told = " ".join(str(error).split())[:200]
                _fail(f"the store is damaged: {told}; build it again from its texts with --replace, which mends it")
            if not isinstance(error, OSError) or error.errno == errno.EPIPE:
                raise
            _fail(f"{error.filename or 'the system'}: {error.strerror or error}")


def _fail(error: Exception | str, status: int = 1) -> NoReturn:
    say(f"xpkg: {error}")
    sys.exit(status)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xpkg")
def main() -> None:
    """Texts about public affairs as a graph whose every passage leads back to its characters.

    \b
    Examples:
      xpkg build harbour.txt --store harbour.db
      xpkg query denials --store harbour.db
      xpkg serve --store harbour.db
    """
