"""Which documents name whom and leave out whom: what the form of the documents asks for, as SPARQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.server.pages.facet_links import SHOWN, Facet, FacetLink
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.statement_filter import AGENTS, things_called

FIELDS = ("names", "without")
"""The form fields: whom a text names, and whom it does not; several are parted by semicolons."""
_NAMING = "{{ SELECT DISTINCT ?s WHERE {{ VALUES ?who{at} {{ {iris} }} ?p{at} xpkg:denotes ?who{at} ; {text} }} }} "
_LEAVING_OUT = "MINUS {{ VALUES ?who{at} {{ {iris} }} ?p{at} xpkg:denotes ?who{at} ; {text} }} "
_TEXT = "nif:referenceContext ?s"
_OF_THE_CORPUS = "FILTER EXISTS { ?s a xpkg:Source } "
_ALSO = """SELECT ?who (COUNT(DISTINCT ?s) AS ?n) WHERE { { SELECT DISTINCT ?s WHERE { ?s a xpkg:Document . $more } }
?p nif:referenceContext ?s ; xpkg:denotes ?who } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT $limit"""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the form, the things that are called so, and whether texts that name them are left out."""

    words: str
    iris: tuple[str, ...]
    is_left_out: bool


def named(reader: GraphReader, kept: Mapping[str, str]) -> list[Named]:
    """What the fields ``kept`` ask for, in their order."""
    found = [(words.strip(), name == "without") for name in FIELDS for words in kept[name].split(";") if words.strip()]
    return [Named(words, tuple(things_called(reader, words, AGENTS)), out) for words, out in found]


def condition(asked: list[Named]) -> str:
    """The condition on ``?s`` as SPARQL; a name of nobody leaves nothing out, and is named nowhere."""
    parts = [
        (_LEAVING_OUT if each.is_left_out else _NAMING).format(at=at, iris=iri_list(each.iris), text=_TEXT)
        for at, each in enumerate(asked) if each.iris or not each.is_left_out
    ]  # fmt: skip
    return "".join(parts) + (_OF_THE_CORPUS if asked else "")


def shown(reader: GraphReader, words: str) -> str:
    """The words of a field with names in place of IRIs."""
    each = [part.strip() for part in words.split(";") if part.strip()]
    return "; ".join(reader.name(part) if part.startswith(reader.site.base) else part for part in each)


def also_named(reader: GraphReader, kept: Mapping[str, str], asked: list[Named], more: str, total: int) -> list[Facet]:
    """Whom the ``total`` texts for which ``more`` holds name most beside those that are asked for.

    Each leads to those texts that name it, too, and to those that do not.
    """
    if not asked or not total:
        return []
    known = {iri for each in asked for iri in each.iris}
    rows = reader.rows(_ALSO, more=more, limit=SHOWN + len(known))
    found = [(row.text("who"), row.number("n")) for row in rows if row.text("who") not in known][:SHOWN]
    reader.learn_names(iri for iri, _ in found)

    def links(field: str, numbers: list[tuple[str, int]]) -> tuple[FacetLink, ...]:
        others = f"{kept[field]}; " if kept[field] else ""
        made = ((iri, number, reader.site.page("documents", {**kept, field: others + iri})) for iri, number in numbers)
        return tuple(FacetLink(reader.name(iri), number, address, False) for iri, number, address in made if number)

    left = [(iri, total - number) for iri, number in found]
    both = (("names", gettext("They name, too"), links("names", found)),
            ("without", gettext("Without those that name"), links("without", left)))  # fmt: skip
    return [Facet(f"by-{field}", title, made) for field, title, made in both if made]
