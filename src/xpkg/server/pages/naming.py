"""Which documents name whom and leave out whom: what the form of the documents asks for, as SPARQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from xpkg.facets import mentions
from xpkg.server.pages.facet_links import SHOWN, Facet, FacetLink
from xpkg.server.pages.graph_reader import GraphReader, near, told_by
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.statement_filter import AGENTS, things_called

_LOOKED_AT, _PROPOSED = 20, 3  # names that are spelt nearly as one that nobody has
FIELDS = ("names", "without")
"""The form fields: whom a text names, and whom it does not; several are parted by semicolons."""
_NAMING = "{{ SELECT DISTINCT ?s WHERE {{ VALUES ?who{at} {{ {iris} }} ?p{at} xpkg:denotes ?who{at} ; {text} }} }} "
_LEAVING_OUT = "MINUS {{ VALUES ?who{at} {{ {iris} }} ?p{at} xpkg:denotes ?who{at} ; {text} }} "
_TEXT = "nif:referenceContext ?s"
_OF_THE_CORPUS = "FILTER EXISTS { ?s a xpkg:Source } "
_SOURCES = "SELECT DISTINCT ?s WHERE { ?s a xpkg:Source }"
_ALSO = """SELECT ?who (COUNT(DISTINCT ?s) AS ?n) WHERE { VALUES ?s { $texts }
?p nif:referenceContext ?s ; xpkg:denotes ?who } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT $limit"""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the form, the things that are called so, and whether texts that name them are left out.

    Where nothing is called so, ``near`` are names that are spelt nearly so, each with the list that asks for it.
    """

    words: str
    iris: tuple[str, ...]
    is_left_out: bool
    near: tuple[tuple[str, str], ...] = ()


def named(reader: GraphReader, kept: Mapping[str, str]) -> list[Named]:
    """What the fields ``kept`` ask for, in their order."""
    found = [(words.strip(), name == "without") for name in FIELDS for words in kept[name].split(";") if words.strip()]
    made = []
    for words, out in found:
        iris = tuple(things_called(reader, words, AGENTS))
        made.append(Named(words, iris, out, () if iris else _near(reader, kept, words, out)))
    return made


def _near(reader: GraphReader, kept: Mapping[str, str], words: str, out: bool) -> tuple[tuple[str, str], ...]:
    name = "without" if out else "names"
    like = [each.label for each in near(reader, words, _LOOKED_AT) if reader.site.kind(each.iri) in AGENTS]
    return tuple(
        (label, reader.site.page("documents", {**kept, name: kept[name].replace(words, label)}))
        for label in list(dict.fromkeys(like))[:_PROPOSED]
    )


def condition(asked: list[Named]) -> str:
    """The condition on ``?s`` as SPARQL; a name of nobody leaves nothing out, and is named nowhere."""
    parts = [
        (_LEAVING_OUT if each.is_left_out else _NAMING).format(at=at, iris=iri_list(each.iris), text=_TEXT)
        for at, each in enumerate(asked) if each.iris or not each.is_left_out
    ]  # fmt: skip
    return "".join(parts) + (_OF_THE_CORPUS if asked else "")


def texts(reader: GraphReader, asked: list[Named]) -> set[str] | None:
    """The texts for which the condition holds, from the tables beside the index; None where there are none to ask."""
    found: set[str] | None = None
    for each in asked:
        naming = told_by(reader, partial(mentions.texts_of, who=each.iris))
        if naming is None:
            return None
        if each.is_left_out and found is None:
            found = {row.text("s") for row in reader.rows(_SOURCES)}
        found = set(naming) if found is None else found - set(naming) if each.is_left_out else found & set(naming)
    return found


def shown(reader: GraphReader, words: str) -> str:
    """The words of a field with names in place of IRIs."""
    each = [part.strip() for part in words.split(";") if part.strip()]
    return "; ".join(reader.name(part) if part.startswith(reader.site.base) else part for part in each)


def also_named(reader: GraphReader, kept: Mapping[str, str], asked: list[Named], found: Collection[str]) -> list[Facet]:
    """Whom the texts ``found`` name most beside those that are asked for.

    Each leads to those texts that name it, too, and to those that do not.
    """
    known = {iri for each in asked for iri in each.iris}
    named_most = told_by(reader, lambda index: mentions.named_most(index, found, SHOWN + len(known))) if found else []
    if named_most is None:
        rows = reader.rows(_ALSO, texts=iri_list(found), limit=SHOWN + len(known))
        named_most = [(row.text("who"), row.number("n")) for row in rows]
    also = [(iri, number) for iri, number in named_most if iri not in known][:SHOWN]
    reader.learn_names(iri for iri, _ in also)

    def links(field: str, numbers: list[tuple[str, int]]) -> tuple[FacetLink, ...]:
        others = f"{kept[field]}; " if kept[field] else ""
        made = ((iri, number, reader.site.page("documents", {**kept, field: others + iri})) for iri, number in numbers)
        return tuple(FacetLink(reader.name(iri), number, address, False) for iri, number, address in made if number)

    left = [(iri, len(found) - number) for iri, number in also]
    both = (("names", gettext("They name, too"), links("names", also)),
            ("without", gettext("Without those that name"), links("without", left)))  # fmt: skip
    return [Facet(f"by-{field}", title, made) for field, title, made in both if made]
