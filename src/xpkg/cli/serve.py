"""``xpkg serve``: the store over HTTP; built first where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import click

from xpkg.catalogue import own_queries
from xpkg.cli.build import build_store
from xpkg.cli.options import base_iri, finite, store_option, words_options
from xpkg.cli.terminal import say
from xpkg.errors import InputError
from xpkg.linking import read_rows
from xpkg.linking.proposing import read_proposals
from xpkg.store import is_store, open_snapshot


def _processors() -> int:
    return min(4, os.cpu_count() or 1)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="Port to listen on.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    callback=finite,
    help="Seconds a query.",
)
@click.option("--memory", type=click.IntRange(min=32), default=512, show_default=True, help="Megabytes a query.")
@click.option("--result-size", type=click.IntRange(min=1), default=256, show_default=True, help="Megabytes a result.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that serve; default: one a processor, up to 4.")
@click.option("--public-url", help="Address under which clients reach the server, behind a proxy.")
@click.option("--base", callback=base_iri, metavar="IRI", help="Base IRI of the graph; default: its own.")
@click.option("--allow-service", multiple=True, metavar="URL", help="An endpoint that SERVICE may ask; repeatable.")
@click.option("--endpoint", default="", metavar="URL", help="Show this SPARQL endpoint instead of the store.")
@click.option("--writable", is_flag=True, help="Allow updates to those who bear the token.")
@click.option(
    "--judgements-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="With --writable: the page /link judges proposals, and writes what is judged to this SSSOM mapping set.",
)
@click.option(
    "--proposals",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("proposals.jsonl"),
    show_default=True,
    help="With --judgements-file: the proposals of 'xpkg link propose'.",
)
@click.option(
    "--queries",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="List the queries in this folder (*.rq) on the query page; changes show at once.",
)
@words_options
@click.option("--token", envvar="XPKG_TOKEN", help="The bearer token of --writable; better set XPKG_TOKEN.")
@store_option
def serve(
    host: str,
    port: int,
    timeout: float,
    memory: int,
    result_size: int,
    workers: int | None,
    public_url: str | None,
    base: str | None,
    allow_service: tuple[str, ...],
    endpoint: str,
    writable: bool,
    judgements_file: Path | None,
    proposals: Path,
    queries: Path | None,
    language: str,
    words: Path | None,
    token: str | None,
    store: Path,
) -> None:
    """Answer SPARQL at http://HOST:PORT/sparql; builds the texts that come with xpkg first when there is no store.

    \b
    Examples:
      xpkg serve
      xpkg serve --store harbour.db --port 8000
      xpkg serve --public-url https://example.org/papers/
    """
    from xpkg.server import Settings, run

    try:
        settings = Settings(
            base=base,
            public_url=public_url,
            timeout=timeout,
            memory=memory * 1_000_000,
            result_size=result_size * 1_000_000,
            servers=workers or (_processors() if port else 1),
            allow_service=allow_service,
            endpoint=endpoint,
            writable=writable,
            token=token,
            proposals=str(proposals.absolute()) if judgements_file else "",
            judgements=str(judgements_file.absolute()) if judgements_file else "",
            queries=str(queries.absolute()) if queries else "",
            language=language,
            words=str(words.absolute()) if words else "",
        )
    except ValueError as error:
        raise InputError(str(error)) from error
    if port == 0 and workers is not None and workers > 1:
        raise InputError("several processes need a port with a number: --port, or --workers 1")
    if language != "en" or words is not None:
        from xpkg.server.pages.languages import find_language

        find_language(settings.language, settings.words)  # what is wrong with a catalogue is said here
    if queries is not None:
        own_queries(queries)  # what is wrong with one is said here; the page leaves it out
    if judgements_file is not None:
        read_proposals(proposals)  # what is wrong with either file is said here, and not on the page
        if judgements_file.exists():
            read_rows(judgements_file)
    if not endpoint:
        if not is_store(store):
            build_store((), store)
        with open_snapshot(store) as snapshot:
            snapshot.check()  # what is damaged is said here, once, and not by every worker

    def ready(port: int) -> None:
        say(f"xpkg: http://{host}:{port}/ serves {endpoint or store}; Ctrl-C ends it")

    run(store, host, port, settings, ready)
