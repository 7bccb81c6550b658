"""``xpkg link``: things and their items in Wikidata."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import click

from xpkg.api import identities_of, links_of
from xpkg.cli.link_compare import compare
from xpkg.cli.link_review import review_proposals
from xpkg.cli.options import links_option, store_option
from xpkg.cli.terminal import printable, say
from xpkg.errors import XpkgError
from xpkg.iris import DEFAULT_BASE
from xpkg.linking import absent, read_links
from xpkg.linking.checking import check_links
from xpkg.linking.index.building import build_index
from xpkg.linking.index.database import opened
from xpkg.linking.proposing import (
    HEAD,
    CandidateSource,
    IndexSource,
    exact_row,
    propose,
    read_proposals,
    write_proposals,
)
from xpkg.linking.reconciliation.client import ReconciliationSource
from xpkg.linking.reconciliation.transport import Transport
from xpkg.linking.registries import REGISTRIES, RegistrySource
from xpkg.linking.reviewing import Judge, Review
from xpkg.linking.sssom import write_set
from xpkg.linking.stored_texts import StoredTexts
from xpkg.linking.things import read_things
from xpkg.store import open_snapshot

_FILE = click.Path(path_type=Path, dir_okay=False)
_THERE = click.Path(path_type=Path, dir_okay=False, exists=True)
proposals_option = click.option(
    "--proposals", type=_FILE, default=Path("proposals.jsonl"), show_default=True,
    help="File of the proposals: a line of JSON a thing.",
)  # fmt: skip


@click.group()
def link() -> None:
    """Link things to items of Wikidata: make an index, propose, review, check, compare.

    \b
    Examples:
      xpkg link index dump.json
      xpkg link propose --index wikidata.sqlite
      xpkg link review --author "Ana Belo"
    """


link.add_command(compare)


def _classes(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[int, ...]:
    for one in value:
        if not re.fullmatch(r"Q[1-9]\d*", one, re.ASCII):
            raise click.BadParameter(f"{one!r} is no item like Q5")
    return tuple(int(one[1:]) for one in value)


@link.command("index")
@click.argument("dump", type=_THERE)
@click.option("--index", type=_FILE, default=Path("wikidata.sqlite"), show_default=True, help="File of the index.")
@click.option("--language", "languages", multiple=True, default=("en",), show_default=True, metavar="CODE",
              help="Language of names and descriptions; repeatable, the first one is shown.")  # fmt: skip
@click.option("--class", "classes", multiple=True, callback=_classes, metavar="Q…",
              help="Keep items of this class and those below; repeatable. Default: all that news name.")  # fmt: skip
def index(dump: Path, index: Path, languages: tuple[str, ...], classes: tuple[int, ...]) -> None:
    """Make an index of DUMP, a Wikidata dump or an extract of one (.json or .ndjson, plain, .bz2 or .gz).

    One pass; when it is interrupted, the same command goes on where it was.

    \b
    Examples:
      xpkg link index dump.json --language en --language zh
    """
    try:
        with _progress() as tell:
            made = build_index(dump, index, languages=languages, classes=classes, tell=tell)
    except KeyboardInterrupt:
        raise XpkgError("interrupted; the same command goes on from here") from None
    say(f"{index}: {made.items} items and {made.redirects} redirects of {made.lines} lines")


@link.command("propose")
@click.option("--registry", "registries", type=click.Choice(REGISTRIES), multiple=True,
              help="Use these registries that come along alone; repeatable. Default: all of them.")  # fmt: skip
@click.option("--no-registries", is_flag=True, help="Use none of the registries that come along.")
@click.option("--index", "indexes", type=_THERE, multiple=True,
              help="File of an index, as 'xpkg link index' makes it; repeatable, the most trusted first.")  # fmt: skip
@click.option("--reconcile", "services", multiple=True, metavar="URL",
              help="A service of the W3C reconciliation API (0.2, 0.1) to ask; repeatable.")  # fmt: skip
@click.option("--contact", default="", metavar="ADDRESS", help="With --reconcile: whom its operators can write to.")
@click.option("--cache", type=_FILE, default=Path("reconciled.sqlite"), show_default=True,
              help="With --reconcile: file of what was answered; it is not asked again.")  # fmt: skip
@click.option("--authority", type=_THERE, multiple=True, metavar="FILE",
              help="People, organizations, places of your own, as for 'xpkg build'; repeatable.")  # fmt: skip
@links_option
@click.option("-o", "--output", type=_FILE, default=Path("proposed.sssom.tsv"), show_default=True,
              help="File of the links that are certain, as an SSSOM mapping set.")  # fmt: skip
@proposals_option
@store_option
def propose_command(
    registries: tuple[str, ...],
    no_registries: bool,
    indexes: tuple[Path, ...],
    services: tuple[str, ...],
    contact: str,
    cache: Path,
    authority: tuple[Path, ...],
    links: tuple[Path, ...],
    output: Path,
    proposals: Path,
    store: Path,
) -> None:
    """Propose items for what has no link. What is certain is a link; all else waits for 'xpkg link review'.

    Prints a line for each thing: its label, its kind, its item if that is certain, else why it is open.

    \b
    Examples:
      xpkg link propose --index wikidata.sqlite
    """
    if no_registries and not indexes and not services:
        raise click.UsageError("name a source of candidates: --index FILE, --reconcile URL, or a registry")
    local = () if no_registries else tuple(map(RegistrySource, registries or REGISTRIES))
    agent = f"xpkg/{version('xpkg')} (https://w3id.org/xpkg/{'; ' + contact if contact else ''})"
    asked = [ReconciliationSource(Transport(url, agent), cache) for url in services]
    known = identities_of(authority, (), ())
    judged = [read_links(path) for path in links]
    nowhere = absent(judged)
    rejected: dict[str, list[str]] = {}
    for row in (row for of_file in judged for row in of_file if row.negated):
        rejected.setdefault(row.subject, []).append(row.object.rsplit("/", 1)[-1])
    with open_snapshot(store) as snapshot:
        database, base = snapshot.open(), snapshot.manifest().base or DEFAULT_BASE
        things = [each for each in read_things(database, base, known, links_of(links)) if each.path not in nowhere]
        sources: list[CandidateSource] = [*map(IndexSource, indexes), *local, *asked]
        decisions = [*propose(things, sources, rejected, StoredTexts(database))]
    day, own = datetime.date.today().isoformat(), version("xpkg")
    certain = sorted((exact_row(each, own, day) for each in decisions if each.exact), key=lambda row: row["subject_id"])
    write_set(output, HEAD, certain)
    write_proposals(proposals, (each for each in decisions if not each.exact and each.candidates))
    for each in decisions:
        item = each.exact.candidate.item if each.exact else ""
        click.echo(printable(f"{each.thing.label}\t{each.thing.kind}\t{item}\t{each.open}"))
    waiting = sum(not each.exact and bool(each.candidates) for each in decisions)
    without = len(decisions) - len(certain) - waiting
    say(f"{output}: {len(certain)} links; {proposals}: {waiting} to review; {without} without a candidate")


@link.command("review")
@proposals_option
@click.option("--author", required=True, metavar="NAME", help="Who judges: a name, or an identifier like orcid:…")
@click.option("-o", "--output", type=_FILE, default=Path("judged.sssom.tsv"), show_default=True,
              help="File of the judgements, an SSSOM mapping set; one that is there is gone on with.")  # fmt: skip
@store_option
def review(proposals: Path, author: str, output: Path, store: Path) -> None:
    """Judge what 'xpkg link propose' left open: accept, reject, not in Wikidata, skip, undo.

    \b
    Examples:
      xpkg link review --author "Ana Belo"
    """
    judge = Judge(author, datetime.date.today().isoformat(), version("xpkg"))
    going = Review.of(output, judge)
    with open_snapshot(store) as snapshot:
        review_proposals(going, read_proposals(proposals), snapshot.open(), snapshot.manifest().base or DEFAULT_BASE)
    say(f"{output}: {len(going.rows)} judgements")


@link.command("check")
@click.option("--index", type=_THERE, default=Path("wikidata.sqlite"), show_default=True, help="File of an index.")
@links_option
def check(index: Path, links: tuple[Path, ...]) -> None:
    """Find links whose item was merged, is gone, is of another kind, or is called otherwise; status 3 where any is.

    \b
    Examples:
      xpkg link check --index wikidata.sqlite --links judged.sssom.tsv
    """
    told = links_of(links)
    with opened(index) as connection:
        wrong = [*check_links(connection, told)]
    for each in wrong:
        item = each.link.object.rsplit("/", 1)[-1]
        click.echo(printable(f"{each.link.origin}\t{each.link.subject_label}\t{item}\t{each.what}"))
    say(f"{index}: {len(told)} links, {len(wrong)} to look at")
    sys.exit(3 if wrong else 0)


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """The megabytes that are read, on standard error, when a person looks; else nothing."""
    if not sys.stderr.isatty():
        yield lambda read: None
        return
    yield lambda read: click.echo(f"\r{read // 1_000_000} MB read", err=True, nl=False)
    click.echo(err=True)
