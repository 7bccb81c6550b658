"""``xpkg show``: everything about one thing, as a page to read."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from xpkg.cli.options import store_option
from xpkg.cli.query import plain
from xpkg.cli.terminal import printable
from xpkg.lookup import Found, describe, one
from xpkg.store import open_snapshot
from xpkg.vocab import DCTERMS, NAMESPACES, NIF, RDF, RDFS, SKOS, XPKG

_HIDDEN = {RDF.type, RDFS.label, XPKG.text, NIF.anchorOf, SKOS.scopeNote, DCTERMS.hasPart, XPKG.sha256}
_PASSAGES = {XPKG.sourcePassage, XPKG.cuePassage, XPKG.contentPassage, XPKG.evidence, XPKG.anchor}

SECTIONS: tuple[tuple[str, str], ...] = (
    ("Positions", "?x xpkg:holder ?this ; rdfs:label ?line ; xpkg:evidence ?at . OPTIONAL { ?x xpkg:date ?date }"),
    ("Held by", "{ ?x xpkg:organization ?this } UNION { ?x a xpkg:Position ; xpkg:place ?this } "
                "?x xpkg:holder ?h ; rdfs:label ?line ; xpkg:evidence ?at . OPTIONAL { ?x xpkg:date ?date }"),
    ("Said", "?x xpkg:speaker ?this ; xpkg:content ?line ; xpkg:contentPassage ?at . "
             "OPTIONAL { ?x xpkg:speechAct/skos:prefLabel ?note } OPTIONAL { ?x xpkg:date ?date }"),
    ("Words in several texts", "?x xpkg:utteredBy ?this ; rdfs:label ?line ; xpkg:evidence ?at"),
    ("Reported", "?x xpkg:reportedBy ?this ; rdfs:label ?line ; xpkg:contentPassage ?at"),
    ("Said about it", "?x xpkg:about ?this ; rdfs:label ?line ; xpkg:contentPassage ?at . "
                      "OPTIONAL { ?x xpkg:speechAct/skos:prefLabel ?note }"),
    ("Events", "{ ?x xpkg:participant ?this } UNION { ?x a xpkg:Event ; xpkg:place ?this } "
               "?x rdfs:label ?line ; xpkg:evidence ?at . OPTIONAL { ?x xpkg:date ?date }"),
    ("Made", "?x dcterms:creator ?this ; rdfs:label ?line . OPTIONAL { ?x dcterms:issued ?date }"),
    ("Published", "?x dcterms:publisher ?this ; rdfs:label ?line . OPTIONAL { ?x dcterms:issued ?date }"),
    ("Parts", "?x dcterms:isPartOf ?this ; rdfs:label ?line"),
    ("Cited for", "?x xpkg:supportedBy ?this ; rdfs:label ?line ; xpkg:evidence ?at"),
    ("Statements in it", "?x xpkg:statedIn ?this ; a xpkg:Statement ; rdfs:label ?line ; xpkg:contentPassage ?at"),
    ("Events in it", "?x xpkg:statedIn ?this ; a xpkg:Event ; rdfs:label ?line ; xpkg:evidence ?at . "
                     "OPTIONAL { ?x xpkg:date ?date }"),
    ("Mentions", "?at xpkg:denotes ?this ; nif:anchorOf ?line"),
)  # fmt: skip
"""The sections of a page: what else in the graph points to the thing, in the order in which it is shown."""

_ASK = """SELECT DISTINCT ?x ?line ?note ?no ?date ?title ?start ?end WHERE {{ VALUES ?this {{ {node} }} {pattern} }}
ORDER BY ?title ?start ?end ?line ?x"""
_PLACE = " ?at nif:referenceContext/rdfs:label ?title ; nif:beginIndex ?start ; nif:endIndex ?end ."


@click.command()
@click.argument("thing", metavar="NAME-OR-IRI")
@store_option
def show(thing: str, store: Path) -> None:
    """Show everything about one thing: a person, body, place, document, event, statement, by name or IRI.

    A text of the store also goes by the name of its file.

    \b
    Examples:
      xpkg show "Xi Jinping"
      xpkg show harbour --store harbour.db
    """
    with open_snapshot(store) as snapshot:
        database = snapshot.open()
        manifest = snapshot.manifest()
        node = one(database, snapshot.search, thing, manifest)
        for line in _page(database, node, manifest.merged):
            click.echo(line)


def _page(database: Store, node: NamedNode, merged: bool) -> Iterator[str]:
    found = describe(database, node)
    yield from _head(found)
    yield from _own(database, node)
    for title, pattern in SECTIONS:
        items = _items(_rows(database, node, pattern, merged))
        if items:
            yield ""
            yield click.style(f"{title} ({len(items)})", bold=True)
            yield from (line for rows in items for line in _item(rows))


def _head(found: Found) -> Iterator[str]:
    yield from (click.style(line, bold=True) for line in _wrapped(found.label))
    yield printable(f"{found.kind}{', ' + found.note if found.note else ''}")
    yield found.node.value


def _own(database: Store, node: NamedNode) -> Iterator[str]:
    """What is said of the thing itself: names and dates, then what it leads to, then its passages."""
    quads = {(quad.predicate, quad.object) for quad in database.quads_for_pattern(node, None, None)}
    ordered = sorted(quads, key=lambda pair: (pair[0] in _PASSAGES, str(pair[0]), str(pair[1])))
    for predicate, term in ordered:
        if predicate in _HIDDEN:
            continue
        name = plain(predicate).split(":", 1)[-1]
        yield from _wrapped(f"{name}: {_readable(database, term)}", hanging=4)


def _readable(database: Store, term: object) -> str:
    if isinstance(term, Literal):
        return f"{term.value} ({term.language})" if term.language else term.value
    if not isinstance(term, NamedNode):
        return str(term)
    found = describe(database, term)
    if "#char=" in term.value:
        return f"“{found.label}” [{term.value.rsplit('=', 1)[-1].replace(',', '–')}]"
    preferred = next((q.object for q in database.quads_for_pattern(term, SKOS.prefLabel, None)), None)
    if isinstance(preferred, Literal):
        return preferred.value
    own = term.value.startswith(NAMESPACES["xpkg"])
    return plain(term) if own or found.label == term.value else f"{found.label} <{term.value}>"


def _rows(database: Store, node: NamedNode, pattern: str, merged: bool) -> list[QuerySolution]:
    placed = f"{pattern} .{_PLACE}" if "?at" in pattern else pattern
    placed += " OPTIONAL { ?x xpkg:negated ?no }" if "?x" in pattern else ""
    results = database.query(
        _ASK.format(pattern=placed, node=node), prefixes=NAMESPACES, use_default_graph_as_union=not merged
    )
    assert isinstance(results, QuerySolutions)
    return list(results)


def _items(rows: list[QuerySolution]) -> list[list[QuerySolution]]:
    """One item for each thing, its rows together: broken words have several places."""
    items: dict[tuple[object, ...], list[QuerySolution]] = {}
    for number, row in enumerate(rows):
        thing = row["x"] or number
        items.setdefault((thing, *(row[name] for name in ("line", "note", "date", "title"))), []).append(row)
    return list(items.values())


def _item(rows: list[QuerySolution]) -> Iterator[str]:
    first = rows[0]
    title, date, note = (plain(first[name]) for name in ("title", "date", "note"))
    if plain(first["no"]) == "true":
        note = "not said, as the text tells"
    words = f"{date + ' ' if date else ''}{plain(first['line'])}{' — ' + note if note else ''}"
    places = ", ".join(f"{plain(row['start'])}–{plain(row['end'])}" for row in rows)
    yield from _wrapped(words + (f" [{title} {places}]" if title else ""), indent=2, hanging=4)


def _wrapped(words: str, indent: int = 0, hanging: int = 0) -> list[str]:
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    flat = printable(" ".join(words.split()))
    return textwrap.wrap(
        flat, max(width, 40), initial_indent=" " * indent, subsequent_indent=" " * hanging,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
