"""Decides which entity a name refers to: full names first, then short ones, then those that nothing explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from xpkg.analysis.mentions.given_names import gender_of
from xpkg.analysis.mentions.state_bodies import METHOD as STATE_BODY
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.full_names import longest, read_name
from xpkg.coreference.kinship import find_genders
from xpkg.coreference.name_assignments import NameAssignments
from xpkg.coreference.name_parts import is_generic
from xpkg.coreference.name_variants import NameVariants
from xpkg.coreference.organization_names import OrganizationNames
from xpkg.coreference.prominence import Prominence
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon import body_verbs, organizations
from xpkg.lexicon.alternation import alternation
from xpkg.model import Gender, Kind, Mention, MentionForm

_ALSO = re.compile(r"\s*(?:[,(]|, or)\s*(?:born|n[ée]e?|a\.?k\.?a\.?|(?:also|better) known as)\s+")
"""What leads from somebody's name to another of his."""
_NAMES = alternation(body_verbs.having(body_verbs.Trait.NAMES))
_CALLED = re.compile(rf"\s*[,(]\s*(?:also |better )?(?:{_NAMES})(?: as)?\s+[“‘\"]?")
"""What leads from somebody's name to what he is called, which may be a single word."""
_NEAR = 30
_NAMED = (MentionForm.NAME, MentionForm.SHORT)
_LEVELS = organizations.having(organizations.Trait.NATIONAL_LEVEL)
_GOVERNMENT = re.compile(rf"( {alternation(_LEVELS)})? government$")


def resolve_full_names(view: DocumentView, resolution: Resolution) -> Decisions:
    """The unambiguous names: full names of people, and names of organizations that no other has."""
    table = EntityTableBuilder(resolution.entities)
    names = _FullNames(view, table)
    found: dict[int, int] = {}
    for number in _named(view):
        mention = view.mentions[number]
        own = found.get(number - 1) if number and _is_other_name(view, number) else None
        if (entity := names.find(mention) if own is None else own) is not None:
            found[number] = entity
            _note(mention, entity, table)
    return Decisions(found, entities=table.built())


def _is_other_name(view: DocumentView, number: int) -> bool:
    """Whether a name is what the person right before it is called too: "Ann Low (born Anna Lovik; 1919)"."""
    before, mention = view.mentions[number - 1], view.mentions[number]
    between = view.source[before.span.end : mention.span.start]
    if not before.kind is mention.kind is Kind.PERSON or before.form is not MentionForm.NAME or len(between) >= _NEAR:
        return False
    full = mention.form is MentionForm.NAME and _ALSO.fullmatch(between) is not None
    return full or _CALLED.fullmatch(between) is not None


def resolve_short_names(view: DocumentView, resolution: Resolution) -> Decisions:
    """The short names of entities that are named in full, or that the authority files know by them."""
    table = EntityTableBuilder(resolution.entities)
    names = NameAssignments(view, resolution.entity_of, table)
    people, bodies = NameVariants(names), OrganizationNames(names)
    for number, entity in resolution.entity_of.items():
        mention = view.mentions[number]
        bodies.introduce(mention, entity)
        if mention.kind is Kind.PERSON:
            people.introduce(mention.name, entity)
    found, unresolved = {}, {}
    for number in _undecided(view, resolution):
        mention = view.mentions[number]
        found_entity = people.find(number) if mention.kind is Kind.PERSON else bodies.find(number)
        if found_entity is not None:
            found[number] = names.entity_of[number] = found_entity
            _note(mention, found_entity, table)
            bodies.introduce(mention, found_entity)
        elif number in people.ambiguous:
            unresolved[number] = f"two people or more may be called {mention.name}"
    _note_relations(view, found, table)
    return Decisions(found, unresolved=unresolved, entities=table.built())


def resolve_unexplained_names(view: DocumentView, resolution: Resolution) -> Decisions:
    """The names that nothing in the document explains: their entity is identified by the name and the document."""
    table = EntityTableBuilder(resolution.entities)
    numbers = [number for number in _undecided(view, resolution) if len(view.mentions[number].name) > 1]
    genders: dict[str, set[Gender]] = defaultdict(set)
    for number in numbers:
        if (told := view.mentions[number].gender) is not None:
            genders[view.mentions[number].name].add(told)
    found, unresolved = {}, {}
    for number in numbers:
        mention = view.mentions[number]
        two = len(genders[mention.name]) > 1  # "Mr. Kelin" and "Ms. Kelin" are two, and "Kelin" is either
        if mention.name in view.people.ambiguous or (two and mention.gender is None):
            unresolved[number] = f"two people may be called {mention.name}"
            continue
        own = f"{view.text.source.name} {mention.gender}" if two else view.text.source.name
        found[number] = table.new(mention.kind, mention.name, own, mention.subtype)
        _note(mention, found[number], table)
    _note_relations(view, found, table)
    for number, entity in found.items():  # "two daughters, Ada and Ruth": a given name alone tells it, if nothing else
        name = view.mentions[number].name
        if view.mentions[number].kind is Kind.PERSON:
            table.note_gender(entity, gender_of(name))
    return Decisions(found, unresolved=unresolved, entities=table.built())


def note_kinship_genders(view: DocumentView, resolution: Resolution) -> Decisions:
    """Decides nobody, but notes the gender of those who are introduced as somebody's brother, wife, daughter, so that
    of "Paul Holm and his wife, Ann Holm" the name "Mrs Holm" fits one."""
    table = EntityTableBuilder(resolution.entities)
    _note_relations(view, resolution.entity_of, table)
    return Decisions(entities=table.built())


def _note_relations(view: DocumentView, entity_of: Mapping[int, int], table: EntityTableBuilder) -> None:
    for number, gender in find_genders(view.source, view.mentions, view.relations):
        if number in entity_of:
            table.note_gender(entity_of[number], gender)


def _named(view: DocumentView) -> list[int]:
    return [
        number
        for number, mention in enumerate(view.mentions)
        if mention.form in _NAMED and mention.kind is not Kind.DOCUMENT
    ]


def _undecided(view: DocumentView, resolution: Resolution) -> list[int]:
    """The names that are open yet; those with an acronym beside them first, as a headline has the acronym alone."""
    numbers = [n for n in _named(view) if n not in resolution.entity_of and n not in resolution.unresolved]
    return sorted(numbers, key=lambda number: not view.mentions[number].acronym)


def _note(mention: Mention, entity: int, table: EntityTableBuilder) -> None:
    """Notes what a name shows about its entity."""
    table.add_names(entity, mention.native, mention.acronym)
    if mention.kind is Kind.PERSON:
        table.note_gender(entity, mention.gender)


class _FullNames:
    """The entities of the unambiguous names."""

    def __init__(self, view: DocumentView, table: EntityTableBuilder) -> None:
        self._view = view
        self._table = table
        self._prominence = Prominence(view)
        self._persons: dict[int, int] = {}  # a person of the full names -> the entity
        self._state_bodies: dict[str, int] = {}  # such a name in small letters -> the entity

    def find(self, mention: Mention) -> int | None:
        """The entity of a mention that names by itself; None where it depends on what else is named."""
        view, table = self._view, self._table
        if mention.authority is not None and mention.form is MentionForm.NAME and mention.kind is not Kind.PERSON:
            return table.known(mention.authority)
        if mention.form is not MentionForm.NAME:
            return None
        if mention.kind is Kind.PERSON:
            return self._person(mention.name)
        if mention.method == "pattern:called-after":
            label = re.sub(r"[’']s? ", " ", " ".join(mention.name.split(" ")[-2:]))
            return table.new(Kind.ORGANIZATION, label, view.text.source.name, mention.subtype)
        if mention.method == STATE_BODY:
            return self._state_body(mention)
        if view.gazetteer.bearers(mention.name) or " " not in mention.name:
            return None
        if is_generic(mention):
            country = self._country_before(mention)
            return table.new(mention.kind, mention.name, country, mention.subtype) if country else None
        if view.is_shortened(mention):
            return None
        if mention.method == "pattern:government":
            index = self._government(mention.name)
            if index is not None:
                return table.known(index)
        return table.new(mention.kind, mention.name, subtype=mention.subtype)

    def _person(self, name: str) -> int | None:
        """The person whom a full name refers to; None where it may be of two, or of somebody with a longer name."""
        person = self._view.people.person_of.get(name)
        if person is None:
            single = [b for b in self._view.gazetteer.bearers(name) if not b.short] if " " not in name else []
            return self._table.known(single[0].entry) if len(single) == 1 else None
        if person not in self._persons:
            self._persons[person] = self._new_person(name, self._view.people.people[person])
        return self._persons[person]

    def _new_person(self, name: str, names: Sequence[str]) -> int:
        """The entity of somebody whom the document names by all of ``names``, by ``name`` first."""
        view, entries = self._view, self._view.authority.entries
        exact = {view.people.known[each] for each in names if each in view.people.known}
        for each in names if not exact else ():
            found = {b.entry for b in view.gazetteer.bearers(each) if not b.short}
            exact |= {index for index in found if entries[index].kind is Kind.PERSON}
        if len(exact) == 1:
            index = next(iter(exact))
            if any(self._prominence.is_namesake(each, index) for each in names):
                return self._table.new(Kind.PERSON, name, view.text.source.name)
            return self._table.known(index)
        known = None if exact else self._without_middle_names(names)
        return self._table.new(Kind.PERSON, name) if known is None else self._table.known(known)

    def _without_middle_names(self, names: Sequence[str]) -> int | None:
        """The known person whose name is the longest of ``names`` without its middle names, where the text is about
        that one. An office or the affairs of the country must fit, and nothing may contradict it."""
        name = next(iter(longest(names)))
        parsed = read_name(name)
        if parsed.generation or not parsed.middles or len(parsed.first) == 1:
            return None
        found = {b.entry for b in self._view.gazetteer.bearers(f"{parsed.first} {parsed.last}") if not b.short}
        index = found.pop() if len(found) == 1 else None
        fitting = index is not None and self._view.authority.entries[index].kind is Kind.PERSON
        return index if fitting and index is not None and self._prominence.fits(names, index) else None

    def _country_before(self, mention: Mention) -> str:
        """The country or place whose name or adjective stands right before an organization's name; empty when none
        does."""
        before = self._view.source[max(0, mention.span.start - 60) : mention.span.start]
        match = re.search(r"((?:[A-Z][^\W\d_]+ )?[A-Z][\w.]+)(?:[’']s?)? $", before)
        entries, gazetteer = self._view.authority.entries, self._view.gazetteer
        for words in (match.group(1), match.group(1).split(" ")[-1]) if match is not None else ():
            for bearer in gazetteer.bearers(words):
                if entries[bearer.entry].kind is Kind.PLACE:
                    return entries[bearer.entry].label
            if words in gazetteer.adjectives:
                return entries[gazetteer.adjectives[words]].label
        return ""

    def _state_body(self, mention: Mention) -> int:
        """The body that a country's adjective or name tells with a noun: the authority's, or that of this country."""
        noun, _, land = mention.name.partition(" of ")
        words = mention.name.split(" ")
        index = self._government(f"{re.sub('^the ', '', land)} {noun}") if land else self._government(mention.name)
        if index is not None:
            return self._table.known(index)
        country = self._view.gazetteer.adjectives.get(words[0])
        kin = self._view.authority.entries[country].label if country is not None else ""
        key = mention.name.casefold()  # "the Kenyan Navy" and "the Kenyan navy" are one
        if key not in self._state_bodies:
            self._state_bodies[key] = self._table.new(Kind.ORGANIZATION, mention.name, kin, mention.subtype)
        return self._state_bodies[key]

    def _government(self, name: str) -> int | None:
        """The authority's government of a country, for "the U.S. federal government"."""
        country = _GOVERNMENT.sub("", name)
        if country in self._view.gazetteer.adjectives and country != name:
            country = self._view.authority.entries[self._view.gazetteer.adjectives[country]].label
        for bearer in self._view.gazetteer.bearers(country):
            entry = self._view.authority.entries[bearer.entry]
            if entry.kind is Kind.PLACE:
                for label in (f"Government of {entry.label}", f"Government of the {entry.label}"):
                    for other in self._view.gazetteer.bearers(label):
                        return other.entry
        return None
