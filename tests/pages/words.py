"""All words of the pages, as the template of their catalogues; ``--write`` makes it anew."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from xpkg.catalogue import GROUPS, catalogue
from xpkg.linking.discrepancies.verdicts import Verdict
from xpkg.resources import folder
from xpkg.server.pages.languages import TEMPLATE
from xpkg.vocab import SKOS, XPKG

SOURCE = Path(__file__).parents[2] / "src" / "xpkg"
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "message": None, "marked": None, "say": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}  # fmt: skip
_METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".js": "javascript"}
_HEADER = """\
# The words of the pages of xpkg, from which a catalogue of a language is made (see "Other languages" in README).
# What stands in %(…)s and in <…> is kept as it is. A context (msgctxt) names the concept of the ontology, or says
# what is meant; "direction of writing" is answered with ltr or rtl.
#"""

Found = tuple[str, str | tuple[str, ...], str | None]
"""The file in which a message stands, the message with its plural, and its context."""


@cache
def messages() -> tuple[Found, ...]:
    """Every message of the pages, as it is met."""
    return tuple(_messages())


def _messages() -> Iterator[Found]:
    # Of code, templates and scripts, of concepts, and of the questions that come along.
    for base in (SOURCE / "server" / "pages", SOURCE / "site", SOURCE / "sparql"):
        for path in sorted(each for each in base.rglob("*") if each.suffix in _METHODS):
            found = extract_from_file(_METHODS[path.suffix], path, KEYWORDS, options={"silent": "false"})
            yield from ((path.relative_to(SOURCE).as_posix(), words, context) for _, words, _, context in found)
    for quad in sorted(parse(path=folder("ontology") / "xpkg.ttl", format=RdfFormat.TURTLE), key=str):
        if quad.predicate == SKOS.prefLabel and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, Literal)
            yield "ontology", quad.object.value, quad.subject.value.removeprefix(XPKG.iri)
    yield from (("queries", words, None) for words in GROUPS.values())
    for query in catalogue():
        if query.kind == "question":
            name = f"queries/{query.name}"
            yield name, query.title, None
            yield from ((name, words, None) for words in (query.description, *(each.name for each in query.parameters)))
    yield from (("comparison with Wikidata", verdict.value, None) for verdict in Verdict)


def collected() -> Catalog:
    """The messages as a catalogue without translations."""
    catalog = Catalog(project="xpkg", version="", fuzzy=False, header_comment=_HEADER)
    for place, words, context in messages():
        if words:
            catalog.add(words, locations=[(place, 1)], context=context)
    return catalog


def template() -> str:
    """The text of the template: without days and lines, which would change with anything."""
    output = BytesIO()
    write_po(output, collected(), include_lineno=False, sort_output=False, width=0)
    kept = (line for line in output.getvalue().decode().split("\n") if "-Date:" not in line)
    return re.sub(r'"(?:Last-Translator|Language-Team|Generated-By|Report-Msgid).*\n', "", "\n".join(kept))


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        TEMPLATE.parent.mkdir(exist_ok=True)
        TEMPLATE.write_text(template(), "utf-8")
    else:
        print(template())
