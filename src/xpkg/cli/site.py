"""``xpkg site``: all pages of a store as files."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import click

from xpkg.cli.options import store_option, words_options
from xpkg.cli.terminal import say


def _address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """``value`` as an address that ends in a slash; else wrong usage, which is told."""
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc or "?" in value):
        raise click.BadParameter(f"{value!r} is no http(s) address of a folder")
    return value if not value or value.endswith("/") else value + "/"


@click.command()
@click.option("-o", "output", type=click.Path(path_type=Path), required=True, help="Folder to write.")
@click.option(
    "--base-url",
    callback=_address,
    default="",
    metavar="URL",
    help="Where the site will stand on the web: for links to cite, sitemap.xml and robots.txt.",
)
@words_options
@store_option
def site(output: Path, base_url: str, language: str, words: Path | None, store: Path) -> None:
    """Write all pages as files, with a search: to be opened as they are, or put on any web server.

    \b
    Examples:
      xpkg site -o public
      xpkg site -o public --base-url https://example.org/papers/ --store harbour.db
    """
    from xpkg.server.engine import Engine  # what the pages need takes a while to load
    from xpkg.server.pages.languages import find_language
    from xpkg.server.settings import Settings
    from xpkg.site import Pages, write_site

    spoken = find_language(language, str(words) if words else "")
    engine = Engine(store, Settings())
    pages = Pages(engine, engine.base, engine.snapshot, version("xpkg"), base_url, spoken)
    written = write_site(pages, output, _told if sys.stderr.isatty() else lambda done, known: None)
    say(f"xpkg: {written.pages} pages in {output}; open {output / 'index.html'}")


def _told(done: int, known: int) -> None:
    if done % 20 == 0 or done == known:
        click.echo(f"\r{done:,} of {known:,} pages known so far", nl=False, err=True)
