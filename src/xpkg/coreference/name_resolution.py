"""Decides who or what bears a name: full names first, then the short ones by what the document has named in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from xpkg.coreference.full_names import FullNames, Use, longest, read_name
from xpkg.coreference.name_assignments import Ledger
from xpkg.coreference.name_variants import Callings
from xpkg.coreference.organization_names import Bodies, is_generic, parts_of
from xpkg.model import Gender, Kind, Mention, MentionForm

_NAMED = (MentionForm.NAME, MentionForm.SHORT)


class Bearers:
    """The bearers of the names in one document; ``of`` holds the entity of each mention by its number."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._text = ledger.text
        self._mentions = ledger.mentions
        self._lexicon = ledger.lexicon
        self._registry = ledger.registry
        self._callings = Callings(ledger)
        self._bodies = Bodies(ledger)
        self._people = FullNames((), {})
        self._persons: dict[int, int] = {}  # a person of the full names -> the entity
        full_names = frozenset(
            (mention.kind, mention.name)
            for mention in ledger.mentions
            if mention.form is MentionForm.NAME and not mention.method.startswith("pattern:government")
        )
        self._shorter = {
            (kind, part)
            for kind, name in full_names
            for part in parts_of(name, 1)
            if kind is Kind.ORGANIZATION or name.endswith(f" {part}")
        }

    @property
    def of(self) -> dict[int, int]:
        """The entity of each settled mention, by the mention's number."""
        return self._ledger.of

    def decide(self) -> None:
        """Fills ``of`` for every mention that is a name."""
        named = [
            number
            for number, mention in enumerate(self._mentions)
            if mention.form in _NAMED and mention.kind is not Kind.DOCUMENT
        ]
        rest = []
        self._people = self._same_people()
        for number in named:
            place = self._full_name(self._mentions[number])
            if place is None:
                rest.append(number)
            else:
                self._settle(number, place, full=True)
        rest.sort(key=lambda number: not self._mentions[number].acronym)  # a headline has the acronym alone
        later = []
        for number in rest:
            person = self._mentions[number].kind is Kind.PERSON
            place = self._callings.find(number) if person else self._bodies.find(number)
            if place is None:
                later.append(number)
            else:
                self._settle(number, place, full=False)
        called = [n for n in later if len(self._mentions[n].name) > 1 and n not in self._callings.shared]
        genders: dict[str, set[Gender]] = defaultdict(set)
        for number in called:
            if (told := self._mentions[number].gender) is not None:
                genders[self._mentions[number].name].add(told)
        for number in called:
            mention = self._mentions[number]
            two = len(genders[mention.name]) > 1  # "Mr. Kelin" and "Ms. Kelin" are two, and "Kelin" is either
            if mention.name in self._people.open or (two and mention.gender is None):
                continue
            own = f"{self._text.source.name} {mention.gender}" if two else self._text.source.name
            place = self._registry.new(mention.kind, mention.name, own, mention.subtype)
            self._settle(number, place, full=False)

    def person(self, name: str) -> int | None:
        """The person whom the document or the authority calls ``name`` in full."""
        person = self._people.find(name)
        return None if person is None else self._persons.get(person)

    def _same_people(self) -> FullNames:
        """The full names of the document's people, each with where it stands."""
        ledger, known = self._ledger, {}
        short: dict[str, bool] = {}
        uses = []
        for number, mention in enumerate(self._mentions):
            if mention.kind is not Kind.PERSON or mention.form is not MentionForm.NAME or " " not in mention.name:
                continue
            if mention.authority is not None:
                known[mention.name] = mention.authority
            elif short.setdefault(mention.name, self._shortened(mention)):
                continue
            relation = ledger.relations.get(number)
            related = relation is not None and relation.owner is not None
            uses.append(Use(mention.name, ledger.stories.sentence(mention.span.start), related))
        return FullNames(uses, known)

    def _full_name(self, mention: Mention) -> int | None:
        """The entity of a mention that names by itself; None where it depends on what else is named."""
        registry = self._registry
        if mention.authority is not None and mention.form is MentionForm.NAME and mention.kind is not Kind.PERSON:
            return registry.known(mention.authority)
        if mention.form is not MentionForm.NAME:
            return None
        if mention.kind is Kind.PERSON:
            return self._person(mention.name)
        if mention.method == "pattern:called-after":
            label = re.sub(r"[’']s? ", " ", " ".join(mention.name.split(" ")[-2:]))
            return registry.new(Kind.ORGANIZATION, label, self._text.source.name, mention.subtype)
        if self._lexicon.bearers(mention.name) or " " not in mention.name:
            return None
        if is_generic(mention):
            land = self._land_beside(mention)
            return registry.new(mention.kind, mention.name, land, mention.subtype) if land else None
        if self._shortened(mention):
            return None
        if mention.method == "pattern:government":
            index = self._government(mention.name)
            if index is not None:
                return registry.known(index)
        return registry.new(mention.kind, mention.name, subtype=mention.subtype)

    def _person(self, name: str) -> int | None:
        """The bearer of a person's full name; None where it may be of two, or of somebody with a longer name."""
        person = self._people.person_of.get(name)
        if person is None:
            single = [b for b in self._lexicon.bearers(name) if not b.short] if " " not in name else []
            return self._registry.known(single[0].entry) if len(single) == 1 else None
        if person not in self._persons:
            self._persons[person] = self._new_person(name, self._people.people[person])
        return self._persons[person]

    def _new_person(self, name: str, names: Sequence[str]) -> int:
        """The entity of somebody whom the document calls by all of ``names``, by ``name`` first."""
        registry, entries = self._registry, self._registry.authority.entries
        exact = {self._people.known[each] for each in names if each in self._people.known}
        for each in names if not exact else ():
            found = {b.entry for b in self._lexicon.bearers(each) if not b.short}
            exact |= {index for index in found if entries[index].kind is Kind.PERSON}
        if len(exact) == 1:
            if any(self._callings.stranger(each) for each in names):
                return registry.new(Kind.PERSON, name, self._text.source.name)
            return registry.known(exact.pop())
        known = None if exact else self._less_told(names)
        return registry.new(Kind.PERSON, name) if known is None else registry.known(known)

    def _less_told(self, names: Sequence[str]) -> int | None:
        """The known person whose name is the longest of ``names`` without its middle names, where the text is about
        that one: an office or the affairs of the land must fit, and nothing speak against it."""
        name = next(iter(longest(names)))
        parsed = read_name(name)
        if parsed.generation or not parsed.middles or len(parsed.first) == 1:
            return None
        found = {b.entry for b in self._lexicon.bearers(f"{parsed.first} {parsed.last}") if not b.short}
        index = found.pop() if len(found) == 1 else None
        fitting = index is not None and self._registry.authority.entries[index].kind is Kind.PERSON
        return index if fitting and index is not None and self._callings.fits(names, index) else None

    def _land_beside(self, mention: Mention) -> str:
        """The land whose name or adjective stands right before a body's name; empty when none does."""
        before = self._text.source.text[max(0, mention.span.start - 60) : mention.span.start]
        match = re.search(r"((?:[A-Z][^\W\d_]+ )?[A-Z][\w.]+)(?:[’']s?)? $", before)
        entries = self._registry.authority.entries
        for words in (match.group(1), match.group(1).split(" ")[-1]) if match is not None else ():
            for bearer in self._lexicon.bearers(words):
                if entries[bearer.entry].kind is Kind.PLACE:
                    return entries[bearer.entry].label
            if words in self._lexicon.adjectives:
                return entries[self._lexicon.adjectives[words]].label
        return ""

    def _shortened(self, mention: Mention) -> bool:
        """Whether the document has a longer name that ends so ("Daily News" of the "Brig Daily News")."""
        return (mention.kind, mention.name) in self._shorter

    def _government(self, name: str) -> int | None:
        """The authority's government of a land, for "the U.S. federal government"."""
        land = re.sub(r"( (?:federal|central|national))? government$", "", name)
        for bearer in self._lexicon.bearers(land):
            entry = self._registry.authority.entries[bearer.entry]
            if entry.kind is Kind.PLACE:
                for label in (f"Government of {entry.label}", f"Government of the {entry.label}"):
                    for other in self._lexicon.bearers(label):
                        return other.entry
        return None

    def _settle(self, number: int, place: int, full: bool) -> None:
        mention = self._mentions[number]
        self.of[number] = place
        self._registry.name(place, mention.name)
        self._registry.introduce(place, mention.native, mention.acronym)
        if mention.acronym:
            self._bodies.acronyms.setdefault(mention.acronym, place)
        if full:
            self._ledger.full[place].append(number)
        self._bodies.note(place, mention.name)
        if mention.kind is Kind.PERSON:
            self._registry.gender(place, mention.gender)
            if full:
                self._callings.introduce(mention.name, place)
