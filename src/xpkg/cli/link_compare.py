"""``xpkg link compare``: what the texts state beside what Wikidata states."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from xpkg.cli.options import store_option
from xpkg.cli.terminal import data_output, say
from xpkg.edtf import bounds
from xpkg.linking.discrepancies.comparing import compare_facts, only, with_sentences
from xpkg.linking.discrepancies.quick_statements import quick_statement
from xpkg.linking.discrepancies.statements import Ask
from xpkg.linking.discrepancies.tables import as_csv, as_json, as_table
from xpkg.linking.discrepancies.verdicts import Verdict
from xpkg.store import open_snapshot
from xpkg.vocab import NAMESPACES

FORMATS = ("table", "csv", "json", "quickstatements")


def asking(database: Store) -> Ask:
    """Runs queries over all graphs of ``database``."""

    def ask(query: str) -> Iterable[Mapping[str, str]]:
        solutions = database.query(query, prefixes=NAMESPACES, use_default_graph_as_union=True)
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        for each in solutions:
            yield {name: term.value for name in names if isinstance(term := each[name], (NamedNode, Literal))}

    return ask


def _item(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"Q[1-9]\d*", value, re.ASCII):
        raise click.BadParameter(f"{value!r} is no item like Q5")
    return value


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value:
        try:
            datetime.date.fromisoformat(value)
            bounds(value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is no day like 2019-11-16") from None
    return value


@click.command("compare")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
              help="A table to read, CSV, JSON, or lines of QuickStatements for what Wikidata lacks.")  # fmt: skip
@click.option("--verdict", "verdicts", type=click.Choice([each.value for each in Verdict]), multiple=True,
              help="Only these verdicts; repeatable. Default: all.")  # fmt: skip
@click.option("--retrieved", default="", callback=_day, metavar="DAY",
              help="For QuickStatements: when the texts were retrieved (S813). Default: today.")  # fmt: skip
@click.option("--heuristic", default="", callback=_item, metavar="Q…",
              help="For QuickStatements: the item of how it was found (S887). Default: none.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File; default: standard output.")
@store_option
def compare(
    form: str, verdicts: tuple[str, ...], retrieved: str, heuristic: str, output: Path | None, store: Path
) -> None:
    """Compare offices, lives, memberships and publication dates that the texts state with those of Wikidata.

    'xpkg enrich' has to have asked what Wikidata says. Nothing is ever sent to Wikidata.

    \b
    Examples:
      xpkg link compare --verdict contradicts --format csv
    """
    with open_snapshot(store) as snapshot:
        ask = asking(snapshot.open())
        every = [*compare_facts(ask)]
        rows = [*with_sentences(only(every, map(Verdict, verdicts)), ask)]
    if form == "quickstatements":
        day = retrieved or datetime.date.today().isoformat()
        lines = dict.fromkeys(filter(None, (quick_statement(row, day, heuristic) for row in rows)))
        text = "".join(f"{line}\n" for line in lines)
    else:
        text = {"csv": as_csv, "json": as_json, "table": as_table}[form](rows)
    if output is None:
        data_output().write(text.encode())
    else:
        output.write_text(text, encoding="utf-8", newline="")
    counts = ", ".join(f"{sum(row.verdict is each for row in every)} {each}" for each in Verdict)
    say(f"{store}: {counts}" if every else f"{store}: nothing to compare; 'xpkg enrich' asks what Wikidata says")
