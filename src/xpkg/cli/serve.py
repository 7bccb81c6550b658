"""``xpkg serve``: the store over HTTP; built first where there is none."""

from __future__ import annotations

from pathlib import Path

import click

from xpkg.cli.build import build_store
from xpkg.cli.options import store_option
from xpkg.errors import StoreError, XpkgError
from xpkg.store import open_store


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="Port to listen on.")
@store_option
def serve(host: str, port: int, store: Path) -> None:
    """Answer SPARQL at http://HOST:PORT/sparql; builds the texts that come with xpkg first when there is no store."""
    try:
        open_store(store)
    except StoreError:
        build_store((), store)
    raise XpkgError("the server is not there yet")
