"""Decides who or what bears a name: full names first, then the short ones by what the document has named in full."""

from __future__ import annotations

import re

from xpkg.identity.bodies import Bodies, is_generic
from xpkg.identity.callings import Callings
from xpkg.identity.ledger import Ledger
from xpkg.identity.registry import person_key
from xpkg.model import Kind, Mention, MentionForm

_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
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
        self._full_names = frozenset(
            (mention.kind, mention.name)
            for mention in ledger.mentions
            if mention.form is MentionForm.NAME and not mention.method.startswith("pattern:government")
        )

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
        for number in later:
            mention = self._mentions[number]
            if len(mention.name) > 1 and number not in self._callings.shared:
                place = self._registry.new(mention.kind, mention.name, self._text.source.name, mention.subtype)
                self._settle(number, place, full=False)

    def person(self, name: str) -> int | None:
        """The person whom the document or the authority calls ``name`` in full."""
        return self._callings.people.get(person_key(name))

    def _full_name(self, mention: Mention) -> int | None:
        """The entity of a mention that names by itself; None where it depends on what else is named."""
        registry, entries = self._registry, self._registry.authority.entries
        if mention.authority is not None and mention.form is MentionForm.NAME:
            if mention.kind is Kind.PERSON and self._callings.stranger(mention.name):
                return registry.new(Kind.PERSON, mention.name, self._text.source.name)
            return registry.known(mention.authority)
        if mention.form is not MentionForm.NAME:
            return None
        if mention.kind is Kind.PERSON:
            if " " not in mention.name:
                return None
            key = person_key(mention.name)
            if key not in self._callings.people and self._shortened(mention):
                return None
            if key not in self._callings.people:
                plain = " ".join(word for word in mention.name.split(" ") if not _INITIAL.fullmatch(word))
                for name in (mention.name, plain, " ".join(key)):
                    bearers = [b for b in self._lexicon.bearers(name) if entries[b.entry].kind is Kind.PERSON]
                    if len(bearers) == 1 and not bearers[0].short:
                        return registry.known(bearers[0].entry)
                return registry.new(Kind.PERSON, mention.name)
            return self._callings.people[key]
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
        inside = mention.kind is Kind.ORGANIZATION
        return any(
            name.endswith(" " + mention.name) or (inside and f" {mention.name} " in name)
            for kind, name in self._full_names
            if kind is mention.kind
        )

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
        if mention.kind is Kind.PERSON:
            self._registry.gender(place, mention.gender)
            if full:
                self._callings.introduce(mention.name, place)
