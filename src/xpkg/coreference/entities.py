"""Keeps the entities of one document, each once, with what is known of each one's gender and country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xpkg.authority import as_entity
from xpkg.model import Authority, Entity, Gender, Kind


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The entities found so far; an entity is known by its number, its index in ``entities``.

    ``entry_of`` is the index in ``authority.entries`` of those that the authority files know. ``genders`` are the
    genders known from a title, a given name, a relation or the authority files.
    """

    authority: Authority
    entities: tuple[Entity, ...] = ()
    entry_of: Mapping[int, int] = field(default_factory=dict)
    genders: Mapping[int, Gender] = field(default_factory=dict)

    def kind(self, entity: int) -> Kind:
        """What sort of thing an entity is."""
        return self.entities[entity].kind

    def label(self, entity: int) -> str:
        """The label of an entity."""
        return self.entities[entity].label


class EntityTableBuilder:
    """Adds to the entities of ``table``, which is left as it is; see :meth:`built`."""

    def __init__(self, table: EntityTable) -> None:
        self.authority = table.authority
        self.entities = list(table.entities)
        self.entry_of = dict(table.entry_of)
        self.genders = dict(table.genders)
        self._numbers = {_key(entity): number for number, entity in enumerate(table.entities)}

    def built(self) -> EntityTable:
        """All entities, as a value."""
        return EntityTable(self.authority, tuple(self.entities), self.entry_of, self.genders)

    def known(self, index: int) -> int:
        """The entity of the authority entry ``index``."""
        entry = self.authority.entries[index]
        entity = self._add(as_entity(entry))
        self.entry_of[entity] = index
        if entry.gender is not None:
            self.genders[entity] = entry.gender
        return entity

    def add(self, entity: Entity) -> int:
        """The number of ``entity``, whether it is of the authority files or of the document."""
        if entity.known:
            entries = self.authority.entries
            return self.known(next(index for index, entry in enumerate(entries) if as_entity(entry) == entity))
        return self._add(entity)

    def new(self, kind: Kind, label: str, phrase: str = "", subtype: str = "") -> int:
        """The entity that only the document knows."""
        return self._add(Entity(kind, label, phrase, subtype=subtype))

    def _add(self, entity: Entity) -> int:
        number = self._numbers.setdefault(_key(entity), len(self.entities))
        if number == len(self.entities):
            self.entities.append(entity)
        return number

    def add_names(self, entity: int, native: tuple[tuple[str, str], ...], alias: str) -> None:
        """Adds what stands in brackets beside a name; what the authority files know of an entity is left as it is."""
        own = self.entities[entity]
        if own.known:
            return
        natives = own.native + tuple(pair for pair in native if pair not in own.native)
        aliases = (alias,) if alias and alias != own.label and alias not in own.aliases else ()
        self.entities[entity] = replace(own, native=natives, aliases=(*own.aliases, *aliases))

    def note_gender(self, entity: int, gender: Gender | None) -> None:
        """Notes the gender that a title, a given name or a relation implies, unless another was noted before."""
        if gender is not None:
            self.genders.setdefault(entity, gender)

    def country(self, entity: int) -> str:
        """The label of the country that a known organization or person belongs to; empty when unknown."""
        index = self.entry_of.get(entity)
        return self.authority.entries[index].kin if index is not None else ""


def _key(entity: Entity) -> tuple[Kind, str, str]:
    return entity.kind, entity.label.replace("’", "'"), entity.phrase
