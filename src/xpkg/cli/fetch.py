"""``xpkg fetch``: pages and files from the web into a folder, on request alone."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import click

from xpkg.cli.options import finite
from xpkg.cli.terminal import printable, say
from xpkg.fetching import Limits, Manners
from xpkg.fetching import fetch as fetch_all


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="FOLDER",
    help="Where the files go; what is there already is not asked for again, and never overwritten.",
)
@click.option("--contact", default="", metavar="WORDS", help="Who asks: an address that a site's owner can write to.")
@click.option(
    "--delay",
    type=click.FloatRange(0, 600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    callback=finite,
    help="Between two requests to a host; a longer one that its robots.txt asks for counts.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(1, 3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    callback=finite,
    help="For one whole answer.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Ask addresses of your own network, too, where URL names them as such: http://127.0.0.1:8000/.",
)
def fetch(urls: tuple[str, ...], output: Path, contact: str, delay: float, timeout: float, allow_private: bool) -> None:
    """Fetch each URL into FOLDER, for xpkg build to read; - reads addresses from standard input, one a line.

    A site's robots.txt is respected. Each file has its headers beside it. The build takes the address and the day
    from these.

    \b
    Examples:
      xpkg fetch https://courier.example/dam -o pages --contact desk@courier.example
    """
    wanted = [line.strip() for url in urls for line in (sys.stdin if url == "-" else (url,)) if line.strip()]
    said = contact if contact.isascii() and contact.isprintable() else ""
    if contact and not said:
        raise click.BadParameter("letters and signs of ASCII alone, as in name@example.org", param_hint="--contact")
    agent = f"xpkg/{version('xpkg')} (+https://w3id.org/xpkg/{'; ' + said if said else ''})"
    failed = False
    for each in fetch_all(wanted, output, Manners(agent, delay, limits=Limits(timeout), allow_private=allow_private)):
        if each.error is not None:
            failed = True
            say(f"xpkg: {each.error}")
        else:
            if each.known:
                say(f"xpkg: {each.url}: there already")
            click.echo(printable(str(each.path)))
    sys.exit(1 if failed else 0)
