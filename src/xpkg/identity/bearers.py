"""Decides who or what bears a name: full names first, then the short ones by what the document has named in full."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from xpkg.analysis.names.lexicon import Lexicon
from xpkg.analysis.names.triggers import GENERIC
from xpkg.identity.registry import Registry, person_key
from xpkg.identity.stories import Stories
from xpkg.model import AuthorityEntry, Gender, Kind, Mention, MentionForm, Text

_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_NAMED = (MentionForm.NAME, MentionForm.SHORT)


class Bearers:
    """The bearers of the names in one document; ``of`` holds the entity of each mention by its number."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], lexicon: Lexicon, registry: Registry, stories: Stories
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._lexicon = lexicon
        self._registry = registry
        self._stories = stories
        self.of: dict[int, int] = {}
        self._people: dict[tuple[str, str], int] = {}
        self._calls: dict[str, dict[int, float]] = defaultdict(dict)  # single word -> people it may call, weight
        self._full: dict[int, list[int]] = defaultdict(list)  # entity -> numbers of its full mentions
        self._acronyms: dict[str, int] = {}
        self._full_names = frozenset(
            (mention.kind, mention.name)
            for mention in mentions
            if mention.form is MentionForm.NAME and not mention.method.startswith("pattern:government")
        )
        self._shared: set[int] = set()  # numbers of family names that two people of the story have an equal claim on
        self._countries: list[tuple[int, str]] | None = None

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
        later = []
        for number in rest:
            mention = self._mentions[number]
            place = self._person(number) if mention.kind is Kind.PERSON else self._thing(number)
            if place is None:
                later.append(number)
            else:
                self._settle(number, place, full=False)
        for number in later:
            mention = self._mentions[number]
            if len(mention.name) > 1 and number not in self._shared:
                place = self._registry.new(mention.kind, mention.name, self._text.source.name, mention.subtype)
                self._settle(number, place, full=False)

    def person(self, name: str) -> int | None:
        """The person whom the document or the authority calls ``name`` in full."""
        return self._people.get(person_key(name))

    # ------------------------------------------------------------------ full names

    def _full_name(self, mention: Mention) -> int | None:
        """The entity of a mention that names by itself; None where it depends on what else is named."""
        registry, entries = self._registry, self._registry.authority.entries
        if mention.authority is not None and mention.form is MentionForm.NAME:
            return registry.known(mention.authority)
        if mention.form is not MentionForm.NAME:
            return None
        if mention.kind is Kind.PERSON:
            if " " not in mention.name:
                return None
            key = person_key(mention.name)
            if key not in self._people and self._shortened(mention):
                return None
            if key not in self._people:
                plain = " ".join(word for word in mention.name.split(" ") if not _INITIAL.fullmatch(word))
                for name in (mention.name, plain, " ".join(key)):
                    bearers = [b for b in self._lexicon.bearers(name) if entries[b.entry].kind is Kind.PERSON]
                    if len(bearers) == 1 and not bearers[0].short:
                        return registry.known(bearers[0].entry)
                return registry.new(Kind.PERSON, mention.name)
            return self._people[key]
        if mention.method == "pattern:called-after":
            label = re.sub(r"[’']s? ", " ", " ".join(mention.name.split(" ")[-2:]))
            return registry.new(Kind.ORGANIZATION, label, self._text.source.name, mention.subtype)
        if self._lexicon.bearers(mention.name) or " " not in mention.name:
            return None
        if self._generic(mention):
            land = self._land_beside(mention)
            return registry.new(mention.kind, mention.name, land, mention.subtype) if land else None
        if self._shortened(mention):
            return None
        if mention.method == "pattern:government":
            index = self._government(mention.name)
            if index is not None:
                return registry.known(index)
        return registry.new(mention.kind, mention.name, subtype=mention.subtype)

    def _generic(self, mention: Mention) -> bool:
        """Whether the name is one that a body of any land can have ("Interior Ministry")."""
        return mention.kind is Kind.ORGANIZATION and all(word in GENERIC for word in mention.name.split(" "))

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
        registry = self._registry
        self.of[number] = place
        registry.name(place, mention.name)
        registry.introduce(place, mention.native, mention.acronym)
        if mention.acronym:
            self._acronyms.setdefault(mention.acronym, place)
        if mention.kind is not Kind.PERSON:
            if full:
                self._full[place].append(number)
            return
        registry.gender(place, mention.gender)
        if not full:
            return
        self._full[place].append(number)
        names = {mention.name, registry.entities[place].label}
        for name in sorted(names):
            if " " not in name:
                continue
            key = person_key(name)
            self._people.setdefault(key, place)
            first, last = key
            self._calls[last][place] = 1.0
            self._calls[first].setdefault(place, 0.5)
            words = name.split(" ")
            for cut in range(1, len(words)):
                if words[cut][0].islower():  # "de Villiers"
                    self._calls[" ".join(words[cut:])][place] = 1.0
                    break
            if len(words) > 2:
                self._calls[words[1]].setdefault(place, 0.3)
        for short in self._short_names(place):
            self._calls[short].setdefault(place, 1.0)

    def _short_names(self, place: int) -> Iterable[str]:
        index = self._registry.entry.get(place)
        return self._registry.authority.entries[index].short if index is not None else ()

    # ------------------------------------------------------------------ short names of people

    def _person(self, number: int) -> int | None:
        mention = self._mentions[number]
        registry, entries = self._registry, self._registry.authority.entries
        if " " in mention.name and (place := self._longer_person(mention.name)) is not None:
            return place
        calls = self._calls.get(mention.name, {})
        told = self._told_gender(mention)
        fitting = {place: weight for place, weight in calls.items() if self._fits(place, told)}
        if fitting:
            ranked = sorted(fitting, key=lambda place: self._claim(place, fitting[place], number), reverse=True)
            rivals = [p for p in ranked if self._claim(p, fitting[p], number)[:-1]
                      == self._claim(ranked[0], fitting[ranked[0]], number)[:-1]]  # fmt: skip
            return ranked[0] if len(rivals) == 1 else self._called_so_before(rivals, number)
        bearers = [b.entry for b in self._lexicon.bearers(mention.name) if entries[b.entry].kind is Kind.PERSON]
        bearers = [index for index in bearers if told is None or entries[index].gender in (None, told)]
        if len(bearers) == 1:
            return registry.known(bearers[0])
        return None

    def _called_so_before(self, rivals: Sequence[int], number: int) -> int | None:
        """Of several of one family name, as often named in full, the one called by it before the next one came.

        None, and nobody new either, where the text does not tell: of husband and wife neither is guessed.
        """
        name = self._mentions[number].name
        firsts = sorted((self._mentions[self._full[place][0]].span.start, place) for place in rivals)
        (first, place), (second, _) = firsts[0], firsts[1]
        used = any(m.name == name and first < m.span.start < second for m in self._mentions)
        if not used:
            self._shared.add(number)
        return place if used else None

    def _longer_person(self, name: str) -> int | None:
        """The one person whose full name ends with ``name``."""
        found = {self.of[n] for n, m in enumerate(self._mentions) if n in self.of and m.name.endswith(" " + name)}
        return found.pop() if len(found) == 1 else None

    def _told_gender(self, mention: Mention) -> Gender | None:
        """The gender that stands before a short name ("Ms."), not the one that its supposed bearer has."""
        return mention.gender if mention.method == "pattern:title" or mention.authority is None else None

    def _fits(self, place: int, gender: Gender | None) -> bool:
        known = self._registry.genders.get(place)
        return gender is None or known is None or known is gender

    def _claim(self, place: int, weight: float, number: int) -> tuple[float, ...]:
        """How strong a person's claim on a short name is: named in this story, named before, how often, how lately."""
        mention = self._mentions[number]
        story = self._stories.story(mention.span.start)
        spots = [self._mentions[each].span.start for each in self._full[place]]
        here = [at for at in spots if self._stories.story(at) == story]
        before = [at for at in here if at < mention.span.start]
        return (float(bool(here)), float(bool(before)), weight, float(len(here)), float(max(before, default=-1)))

    # ------------------------------------------------------------------ bodies, places, groups

    def _thing(self, number: int) -> int | None:
        mention = self._mentions[number]
        registry, entries = self._registry, self._registry.authority.entries
        if mention.method == "document:acronym" or mention.name in self._acronyms:
            place = self._acronyms.get(mention.name)
            if place is not None:
                return place
        bearers = [b for b in self._lexicon.bearers(mention.name) if entries[b.entry].kind is mention.kind]
        if not bearers:
            place = self._by_end(number)
            if place is None and self._generic(mention):
                land = self._leading_land(number)
                place = registry.new(mention.kind, mention.name, land or self._text.source.name, mention.subtype)
                self._full[place].append(number)
            return place
        candidates = [bearer.entry for bearer in bearers]
        if mention.acronym:
            named = [index for index in candidates if mention.acronym in _all_names(entries[index])]
            if len(named) == 1:
                return registry.known(named[0])
        present = self._present(number, candidates)
        if present is not None:
            return present
        publisher = self._publisher()
        if publisher in candidates:
            return registry.known(publisher)
        if len(candidates) > 1:
            candidates = self._by_country(number, candidates)
        if len(candidates) > 1:
            plain = [bearer.entry for bearer in bearers if not bearer.short and bearer.entry in candidates]
            candidates = plain or candidates
        return registry.known(candidates[0]) if len(candidates) == 1 else None

    def _present(self, number: int, candidates: Sequence[int]) -> int | None:
        """The candidate that the document has named in full: the last before, of this story rather than another."""
        mention = self._mentions[number]
        story = self._stories.story(mention.span.start)
        best: tuple[tuple[int, ...], int] | None = None
        for place, numbers in self._full.items():
            if self._registry.entry.get(place) not in candidates:
                continue
            for each in numbers:
                at = self._mentions[each].span.start
                here, before = self._stories.story(at) == story, at < mention.span.start
                rank = (int(here), int(before), at if before else -at)
                if best is None or rank > best[0]:
                    best = (rank, place)
        # A ministry of the main story is not that of a teaser: bodies that many lands have stay in their story.
        if best is not None and not best[0][0] and len(candidates) > 3:
            return None
        return best[1] if best is not None else None

    def _by_end(self, number: int) -> int | None:
        """The body named in full whose name holds this one at its end or inside, if there is just one."""
        mention = self._mentions[number]
        if mention.kind is not Kind.ORGANIZATION:
            return None
        found = [
            place
            for place in self._full
            if self._registry.entities[place].kind is mention.kind
            and any(f" {mention.name} " in f" {name} " for name in (*self._registry.names[place],))
        ]
        if len(found) > 1 and self._generic(mention):
            # The same body of two lands: the one named last before.
            spots = {place: [self._mentions[each].span.start for each in self._full[place]] for place in found}
            before = {place: [at for at in ats if at < mention.span.start] for place, ats in spots.items()}
            return max(found, key=lambda place: max(before[place], default=-1))
        return found[0] if len(found) == 1 else None

    def _publisher(self) -> int | None:
        name = self._text.source.metadata.publisher
        bearers = self._lexicon.bearers(name) if name else ()
        return bearers[0].entry if bearers else None

    def _by_country(self, number: int, candidates: Sequence[int]) -> list[int]:
        """The candidates of the country that the words around speak of, or of the publisher's."""
        entries = self._registry.authority.entries
        weights = self._lands_around(number)
        kin = {index: weights[_country(entries[index])] for index in candidates}
        top = max(kin.values())
        return [index for index in candidates if kin[index] == top] if top else list(candidates)

    def _leading_land(self, number: int) -> str:
        """The one country that the words around, and the publisher, speak of most; empty when two are even."""
        ranked = self._lands_around(number).most_common(2)
        even = not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1])
        return "" if even else ranked[0][0]

    def _lands_around(self, number: int) -> Counter[str]:
        """How much each country is spoken of around a mention."""
        mention = self._mentions[number]
        entries = self._registry.authority.entries
        story, sentence = self._stories.story(mention.span.start), self._stories.sentence(mention.span.start)
        weights: Counter[str] = Counter()
        for at, country in self._all_countries():
            if self._stories.story(at) != story or weights[country] >= 6:
                continue
            where = self._stories.sentence(at)
            if where <= sentence + 1:
                weights[country] += 3 if where == sentence else 1
        publisher = self._publisher()
        if publisher is not None and entries[publisher].kin:
            weights[entries[publisher].kin] += 4
        return weights

    def _all_countries(self) -> list[tuple[int, str]]:
        """Where the text speaks of a country, by name, by a place in it, or by an adjective."""
        if self._countries is None:
            entries = self._registry.authority.entries
            found = []
            for number, mention in enumerate(self._mentions):
                if mention.kind is Kind.PLACE and mention.authority is not None:
                    found.append((mention.span.start, _country(entries[mention.authority])))
                elif number in self.of and (kin := self._registry.kin(self.of[number])):
                    found.append((mention.span.start, kin))
            for match in re.finditer(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?", self._text.source.text):
                for words in (match.group(), match.group().split(" ")[0]):
                    index = self._lexicon.adjectives.get(words)
                    if index is not None:
                        found.append((match.start(), _country(entries[index])))
                        break
            self._countries = sorted(found)
        return self._countries


def _country(entry: AuthorityEntry) -> str:
    return entry.kin or (entry.label if entry.kind is Kind.PLACE else "")


def _all_names(entry: AuthorityEntry) -> tuple[str, ...]:
    return (entry.label, *entry.aliases, *entry.short)
