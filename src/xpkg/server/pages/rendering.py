"""Renders pages as HTML; everything from the graph is escaped here and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from xpkg.search.words import END, START
from xpkg.server.pages import script_words
from xpkg.server.pages.addresses import Site, place_in
from xpkg.server.pages.dates import readable
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import Language, message, spoken
from xpkg.server.pages.marking import Node
from xpkg.tables import has_workbooks

_HERE = Path(__file__).parent
ASSETS = {
    "static/xpkg.css": "text/css; charset=utf-8",
    "static/icon.svg": "image/svg+xml",
    "static/world.svg": "image/svg+xml",
    "static/query.js": "text/javascript; charset=utf-8",
    "static/passage.js": "text/javascript; charset=utf-8",
}
"""The static files of the pages: path and media type."""
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What the pages need is of this site: a stylesheet, images, forms, two scripts. Nothing inline, no other site."""

NAVIGATION = (
    ("statements", message("Statements")), ("events", message("Events")), ("documents", message("Documents")),
    ("people", message("People")),
    ("organizations", message("Organisations")), ("groups", message("Groups")), ("places", message("Places")),
    ("positions", message("Positions")),
    ("timeline", message("Timeline")), ("map", message("Map")), ("network", message("Network")),
    ("query", message("Query")), ("ontology", message("Ontology")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page. ``listed`` is false for pages that search engines are asked not to list."""

    status: int
    html: str
    listed: bool = True


@lru_cache(maxsize=len(ASSETS))
def asset(path: str) -> bytes:
    """The bytes of one of ASSETS. Its address contains the version, so it never changes."""
    return (_HERE / path).read_bytes()


@lru_cache(maxsize=4)
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False, cache_size=-1, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    environment.filters.update(
        date=readable, pieces=pieces, excerpt=excerpt, thousands=thousands, amount=amount, data=Markup
    )
    words = language.words
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        words.gettext, words.ngettext, newstyle=False, pgettext=words.pgettext
    )
    return environment


@lru_cache(maxsize=1)
def version() -> str:
    """A digest of all files of this package: other code makes other pages of the same snapshot."""
    digest = hashlib.sha256()
    for path in sorted(each for each in _HERE.rglob("*") if each.suffix in (".py", ".html", ".css", ".svg", ".js")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def warm(language: Language) -> None:
    """Compile the templates of ``language``, so that processes forked from this one need not."""
    environment = _environment(language)
    for name in environment.list_templates():
        environment.get_template(name)


def render(template: str, reader: GraphReader, /, *, status: int = 200, listed: bool = True, **values: Any) -> Page:
    """The page of ``template`` with ``values``."""
    site, language = reader.site, spoken()
    html = _environment(language).get_template(template).render(
        spoken=language, script_words=script_words,
        untranslated=Markup("") if language.english else Markup(' lang="en"'),
        site=site, page=site.page, navigation=NAVIGATION, asset=lambda path: site.page(path, {"v": version()}),
        link=lambda iri, words=None: link(reader, iri, words), href=site.href, name=reader.name, listed=listed,
        place_in=place_in, workbooks=has_workbooks(), **values,
    )  # fmt: skip
    return Page(status, html, listed)


def link(reader: GraphReader, iri: str, words: str | None = None) -> Markup:
    """The name of ``iri`` (or ``words``), as a link where ``iri`` can be linked."""
    shown = Markup("<bdi>{}</bdi>").format(words or reader.name(iri))
    return anchor(reader.site, iri, shown)


def anchor(site: Site, iri: str, shown: Markup, names: str = "") -> Markup:
    """``shown`` as a link to the page of ``iri``; unchanged where ``iri`` cannot be linked."""
    if (address := site.href(iri)) is None:
        return shown
    attributes = Markup(' class="{}"').format(names) if names else Markup("")
    if site.local(iri) is None:
        attributes += Markup(' rel="external nofollow noreferrer"')
    return Markup('<a href="{}"{}>{}</a>').format(address, attributes, shown)


def thousands(number: int) -> str:
    """A count with thin spaces between thousands."""
    return f"{number:,}".replace(",", "\u202f")


def amount(number: float) -> str:
    """A number as it is written: whole ones as counts, others with two places.

    >>> amount(1234), amount(0.5), amount(3.0)
    ('1\u202f234', '0.5', '3')
    """
    if number == int(number):
        return thousands(int(number))
    return f"{number:.2f}".rstrip("0")


def excerpt(words: str) -> Markup:
    """An excerpt of the search index, with the matches marked."""
    safe = escape(words).replace("\n", " ")
    return Markup(str(safe).replace(START, "<mark>").replace(END, "</mark>"))


Groups = Mapping[tuple[int, int], int]


def pieces(parts: Iterable[str | Node], groups: Groups | None = None) -> Markup:
    """A text with its marks as HTML. ``groups`` has the number of each mark that is split into pieces.

    The characters of the text stay unchanged; everything visual is in the stylesheet.
    """
    html: list[str] = []
    for part in parts:
        _write(part, groups or {}, html)
    return Markup("".join(html))


def _write(part: str | Node, groups: Groups, html: list[str]) -> None:
    # A long text has thousands of pieces, so this is plain string formatting; each value is escaped.
    if isinstance(part, str):
        html.append(escape(part))
        return
    mark = part.mark
    names = list(mark.names)
    if (group := groups.get((mark.start, mark.end))) is not None:
        names.append(f"g{group}")
    href = mark.href if mark.href and not part.led else ""
    element = "a" if href else "span"
    html.append(f"<{element}")
    for name, value in (("id", part.fragment), ("class", " ".join(names)), ("title", mark.title), ("href", href)):
        if value:
            html.append(f' {name}="{escape(value)}"')
    html.append(">")
    for inner in part.parts:
        _write(inner, groups, html)
    html.append(f"</{element}>")
    if not part.last:
        return
    notes = list(mark.notes)
    if mark.href and part.led and mark.href not in part.led:
        notes.insert(0, (mark.href, "also", mark.title))  # nested links have replaced its own link
    for address, name, label in notes:
        words = escape(label)
        html.append(
            f'<a class="note {escape(name)}" href="{escape(address)}" title="{words}" aria-label="{words}"></a>'
        )
