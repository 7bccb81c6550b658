"""Links the country adjective of a position ("the Kenyan president") to the country."""

from __future__ import annotations

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.model import Span


def resolve_country_adjectives(view: DocumentView, resolution: Resolution) -> Decisions:
    """The country of each position that an adjective names, where the words denote nothing else."""
    table = EntityTableBuilder(resolution.entities)
    denoting = {view.mentions[number].span for number in resolution.entity_of} | set(resolution.phrases)
    phrases: dict[Span, tuple[int, ...]] = {}
    for position in view.positions:
        if position.place is None or position.place in denoting:
            continue
        country = view.gazetteer.adjectives.get(position.place.cut(view.source))
        if country is not None:
            phrases[position.place] = (table.known(country),)
    return Decisions(phrases=phrases, entities=table.built())
