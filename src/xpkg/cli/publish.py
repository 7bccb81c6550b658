"""``xpkg publish``: the graphs of a store in another store, over the Graph Store Protocol."""

from __future__ import annotations

import os
from pathlib import Path

import click

from xpkg.cli.options import finite, store_option
from xpkg.cli.terminal import say
from xpkg.publication import Credentials, GraphStore
from xpkg.publication import publish as publish_graphs
from xpkg.publication.client import PASSWORD, TOKEN, USER


@click.command()
@click.argument("url")
@click.option("--all", "everything", is_flag=True, help="Send every graph, also those that have not changed.")
@click.option("--plain-http", is_flag=True, help="Send credentials unencrypted to another machine.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    callback=finite,
    help="Seconds to wait for an answer.",
)
@store_option
def publish(url: str, everything: bool, plain_http: bool, timeout: float, store: Path) -> None:
    """Make the store at URL have the graphs of this one; only those that have changed since the last time are sent.

    URL is an address of the SPARQL 1.1 Graph Store HTTP Protocol, such as http://localhost:3030/ds/data. Credentials
    are a bearer token in XPKG_PUBLISH_TOKEN, or XPKG_PUBLISH_USER and XPKG_PUBLISH_PASSWORD.

    \b
    Examples:
      xpkg publish http://localhost:3030/ds/data
    """
    credentials = Credentials(*(os.environ.get(name, "") for name in (TOKEN, USER, PASSWORD)))
    target = GraphStore(url, credentials, plain=plain_http, timeout=timeout)
    done = publish_graphs(store, target, everything=everything)
    say(f"xpkg: {url}: {done.sent} graphs sent, {done.removed} removed, {done.unchanged} unchanged")
