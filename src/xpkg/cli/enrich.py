"""``xpkg enrich``: what Wikidata says of linked things, beside the graph of the texts."""

from __future__ import annotations

import datetime
from importlib.metadata import version
from pathlib import Path

import click

from xpkg.cli.options import store_option
from xpkg.cli.terminal import say
from xpkg.iris import WIKIDATA_GRAPH as GRAPH
from xpkg.linking.enrichment.api import WIKIDATA, ApiRecords
from xpkg.linking.enrichment.enriching import enrich as enrich_store
from xpkg.linking.enrichment.records import is_language
from xpkg.linking.enrichment.sources import DumpRecords, IndexRecords, RecordSource
from xpkg.linking.reconciliation.transport import Transport
from xpkg.pipeline.graphs_beside import replace_graph

_THERE = click.Path(path_type=Path, dir_okay=False, exists=True)


def _languages(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        if not is_language(one):
            raise click.BadParameter(f"{one!r} is no code of a language like en or zh-hant")
    return tuple(dict.fromkeys(value))


@click.command()
@click.option("--dump", type=_THERE, help="A Wikidata dump, or an extract of one (.json, .ndjson; plain, .bz2, .gz).")
@click.option("--index", type=_THERE, help="A file of 'xpkg link index': names, descriptions, dates and offices alone.")
@click.option("--api", metavar="URL", help="The API of a Wikibase with Wikidata's items, to ask over the network.")
@click.option("--wikidata", is_flag=True, help=f"Ask Wikidata's own API over the network ({WIKIDATA}).")
@click.option("--language", "languages", multiple=True, default=("en",), show_default=True, metavar="CODE",
              callback=_languages, help="Language of labels and descriptions; repeatable.")  # fmt: skip
@click.option("--contact", default="", metavar="ADDRESS", help="With an API: whom its operators can write to.")
@click.option("--cache", type=click.Path(path_type=Path, dir_okay=False), default=Path("wikidata-answers.sqlite"),
              show_default=True, help="With an API: file of what was answered; it is not asked again.")  # fmt: skip
@click.option("--clear", is_flag=True, help="Take out what Wikidata says.")
@store_option
def enrich(
    dump: Path | None,
    index: Path | None,
    api: str | None,
    wikidata: bool,
    languages: tuple[str, ...],
    contact: str,
    cache: Path,
    clear: bool,
    store: Path,
) -> None:
    """Add what Wikidata says of the things that are linked with it, as a graph of its own.

    It is read from one source, and never mixed with what the texts say. Later builds keep it.

    \b
    Examples:
      xpkg enrich --dump dump.json
      xpkg enrich --wikidata --contact desk@courier.example
    """
    if sum((dump is not None, index is not None, api is not None, wikidata, clear)) != 1:
        raise click.UsageError("name one source: --dump FILE, --index FILE, --api URL or --wikidata; or --clear")
    if clear:
        replace_graph(store, GRAPH, ())
        say(f"{store}: …/graph/{GRAPH} is gone")
        return
    made = enrich_store(store, _source(dump, index, api or WIKIDATA, contact, cache), languages)
    for old, new in made.merged:
        say(f"{old} was merged into {new}; xpkg link check finds the row that links it")
    for each in made.missing:
        say(f"{each} is not there: deleted, or left out of what was read")
    say(f"{store}: {made.found} of {made.linked} linked items, {made.claims} statements in …/graph/{GRAPH}")


def _source(dump: Path | None, index: Path | None, url: str, contact: str, cache: Path) -> RecordSource:
    if dump is not None:
        return DumpRecords(dump)
    if index is not None:
        return IndexRecords(index)
    agent = f"xpkg/{version('xpkg')} (https://w3id.org/xpkg/{'; ' + contact if contact else ''})"
    return ApiRecords(Transport(url, agent), cache, lambda: datetime.date.today().isoformat())
