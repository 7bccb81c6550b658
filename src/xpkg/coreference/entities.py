"""Keeps the entities of one document, each once, and what the document says of their names and gender."""

from __future__ import annotations

from collections import Counter, defaultdict

from xpkg.authority import entity_of
from xpkg.model import Authority, Entity, Gender, Kind


class Registry:
    """The entities found so far; an entity is known by its place in ``entities``."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.entities: list[Entity] = []
        self.genders: dict[int, Gender] = {}
        self.entry: dict[int, int] = {}  # entity -> authority entry
        self.names: dict[int, Counter[str]] = defaultdict(Counter)
        self._places: dict[tuple[Kind, str, str], int] = {}

    def known(self, index: int) -> int:
        """The entity of an authority entry."""
        entry = self.authority.entries[index]
        place = self._add(entity_of(entry))
        self.entry[place] = index
        if entry.gender is not None:
            self.genders[place] = entry.gender
        return place

    def new(self, kind: Kind, label: str, phrase: str = "", subtype: str = "") -> int:
        """The entity that only the document knows."""
        return self._add(Entity(kind, label, phrase, subtype=subtype))

    def _add(self, entity: Entity) -> int:
        key = (entity.kind, entity.label.replace("’", "'"), entity.phrase)
        if key not in self._places:
            self._places[key] = len(self.entities)
            self.entities.append(entity)
        return self._places[key]

    def name(self, place: int, name: str) -> None:
        """Notes that the document calls the entity ``name``."""
        self.names[place][name] += 1

    def introduce(self, place: int, native: tuple[tuple[str, str], ...], alias: str) -> None:
        """Adds what stands in brackets beside a name; the authority's own knowledge of a thing is left as it is."""
        entity = self.entities[place]
        if entity.known:
            return
        natives = entity.native + tuple(pair for pair in native if pair not in entity.native)
        aliases = entity.aliases
        if alias and alias != entity.label and alias not in aliases:
            aliases = (*aliases, alias)
        self.entities[place] = Entity(
            entity.kind, entity.label, entity.phrase, aliases, natives, entity.known, entity.subtype
        )

    def gender(self, place: int, gender: Gender | None) -> None:
        """Notes the gender that a title, a given name or a pronoun gives, unless another was noted before."""
        if gender is not None:
            self.genders.setdefault(place, gender)

    def kin(self, place: int) -> str:
        """The label of the land that a known body or person belongs to; empty when unknown."""
        index = self.entry.get(place)
        return self.authority.entries[index].kin if index is not None else ""

    def subtype(self, place: int) -> str:
        """What sort of body or place it is."""
        return self.entities[place].subtype
