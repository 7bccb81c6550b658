"""Decides which organization, place or group an ambiguous name refers to: "the Ministry", "the BCS"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from xpkg.coreference.name_assignments import NameAssignments
from xpkg.coreference.name_parts import is_generic, parts_of
from xpkg.lexicon import modifiers
from xpkg.model import AuthorityEntry, Kind, Mention

_SMALLER = modifiers.having(modifiers.Trait.SMALLER_BODY)
"""What stands before the name of a national organization and makes it a regional one."""

_MINISTRY = "ministry"
"""The subtype of bodies of which each state has its own."""

_MANY = 100
"""If more organizations have the short name in theirs, none is guessed."""


class OrganizationNames:
    """The named organizations, places and groups of one document; ``acronyms`` are those that it explains itself."""

    def __init__(self, names: NameAssignments) -> None:
        self._names = names
        self._view = names.view
        self._mentions = names.view.mentions
        self._table = names.table
        self._scopes = names.view.scopes
        self._gazetteer = names.view.gazetteer
        self._acronyms: dict[str, int] = {}
        self._countries: dict[int, dict[str, list[int]]] | None = None
        self._holding: dict[str, dict[int, None]] = defaultdict(dict)  # part of a name -> the organizations with it
        self._known: dict[int, list[int]] = defaultdict(list)  # authority entry -> its entities
        self._rank: dict[int, int] = {}  # entity -> its place among those named in full
        self._noted: set[tuple[int, str]] = set()

    def introduce(self, mention: Mention, entity: int) -> None:
        """Notes that ``mention`` denotes ``entity``, so that its acronym and parts of its name may."""
        name = mention.name
        if mention.acronym:
            self._acronyms.setdefault(mention.acronym, entity)
        if (entity, name) in self._noted:
            return
        self._noted.add((entity, name))
        index = self._table.entry_of.get(entity)
        if index is not None and entity not in self._known[index]:
            self._known[index].append(entity)
        if self._table.entities[entity].kind is Kind.ORGANIZATION:
            for part in parts_of(name, 0):
                self._holding[part][entity] = None

    def _in_full(self, entities: Iterable[int]) -> list[int]:
        """Those of ``entities`` that are named in full, in the order in which they first were."""
        full = self._names.in_full
        for entity in islice(full, len(self._rank), None):
            self._rank[entity] = len(self._rank)
        return sorted((entity for entity in entities if entity in full), key=lambda entity: self._rank[entity])

    def find(self, number: int) -> int | None:
        mention = self._mentions[number]
        table, entries = self._table, self._table.authority.entries
        if mention.method == "document:acronym" or mention.name in self._acronyms:
            entity = self._acronyms.get(mention.name)
            if entity is not None:
                return entity
        bearers = [b for b in self._gazetteer.bearers(mention.name) if entries[b.entry].kind is mention.kind]
        if not bearers:
            entity = self._by_end(number)
            if entity is None and is_generic(mention):
                land = self._leading_land(number)
                entity = table.new(mention.kind, mention.name, land or self._view.text.source.name, mention.subtype)
                self._names.add_full_name(number, entity)
            return entity
        candidates = [bearer.entry for bearer in bearers]
        if mention.acronym:
            named = [index for index in candidates if mention.acronym in entries[index].names]
            if len(named) == 1:
                return table.known(named[0])
        if (is_generic(mention) or self._are_ministries(candidates)) and (before := self._land_before(mention)):
            return self._of_country(number, candidates, before)
        present = self._present(number, candidates)
        if present is not None:
            return present
        publisher = self._publisher()
        if publisher in candidates:
            return table.known(publisher)
        if (own := self._by_end(number)) is not None:
            return own  # "the Times" after the "Larkham Times"
        told = self._told(number, candidates, frozenset(bearer.entry for bearer in bearers if bearer.short))
        if told is None and self._are_ministries(candidates):  # what several countries have, this one has too
            leading = self._leading_land(number) if self._land_before(mention) is None else ""
            return self._of_country(number, candidates, leading) if leading else None
        return told

    def _of_country(self, number: int, candidates: Sequence[int], land: str) -> int:
        """The body of the country ``land`` with a name that other countries' bodies have too, whether or not the
        authority files know it."""
        table, entries, mention = self._table, self._table.authority.entries, self._mentions[number]
        fitting = [index for index in candidates if _country(entries[index]) == land]
        if len(fitting) == 1:
            return table.known(fitting[0])
        if not self._are_ministries(candidates):
            return table.new(mention.kind, mention.name, land, mention.subtype)
        stems = {_stem(entries[index]) for index in candidates}
        the = "the " if self._gazetteer.bearers(f"Government of the {land}") else ""
        label = f"{stems.pop() if len(stems) == 1 else mention.name} of {the}{land}"
        entity = table.new(mention.kind, label, subtype=_MINISTRY)
        self._names.add_full_name(number, entity)
        return entity

    def _are_ministries(self, candidates: Sequence[int]) -> bool:
        """Whether the name is that of ministries of several countries."""
        ministries = (self._table.authority.entries[index].subtype == _MINISTRY for index in candidates)
        return len(candidates) > 1 and all(ministries)

    def _told(self, number: int, candidates: Sequence[int], shorts: frozenset[int]) -> int | None:
        """The candidate that the countries mentioned indicate, where the text names none in full; ``shorts`` are
        those of which the name is a short one, and a hint alone."""
        table, entries, mention = self._table, self._table.authority.entries, self._mentions[number]
        land = self._land_before(mention) if shorts else None
        if land is not None:
            fitting = [index for index in candidates if _country(entries[index]) == land]
            return table.known(fitting[0]) if len(fitting) == 1 else None
        remaining = self._by_country(number, candidates) if len(candidates) > 1 else list(candidates)
        if len(remaining) > 1:
            remaining = [index for index in remaining if index not in shorts] or remaining
        if len(remaining) != 1 or (remaining[0] in shorts and not self._at_home(number, remaining[0])):
            return None
        told = mention.name.isupper() or self._lands_around(number)[_country(entries[remaining[0]])] > 0
        if shorts and len(candidates) > 1 and not told:
            return None  # "The Times", of one country or another
        return table.known(remaining[0])

    def _land_before(self, mention: Mention) -> str | None:
        """The country that the word before a short name gives it, "" for a smaller place: "the Kenyan Supreme
        Court", "the state Senate"; None where no such word stands there."""
        entries = self._table.authority.entries
        before = self._view.source[max(0, mention.span.start - 60) : mention.span.start]
        match = re.search(r"((?:[A-Z][^\W\d_]+ )?[\w.]+)(?:[’']s?)? $", before)
        for words in (match.group(1), match.group(1).split(" ")[-1]) if match is not None else ():
            if words in self._gazetteer.adjectives:
                return _country(entries[self._gazetteer.adjectives[words]])
            for bearer in self._gazetteer.bearers(words):
                if entries[bearer.entry].kind is Kind.PLACE:
                    whole = entries[bearer.entry].subtype in ("country", "territory")
                    return _country(entries[bearer.entry]) if whole else ""
            if words in _SMALLER:
                return ""
        return None

    def _at_home(self, number: int, index: int) -> bool:
        """Whether the text is mostly about the country of an organization that has only a short name there. What has
        no country must belong to something that is named in full ("the Security Council" to the UN)."""
        entry = self._table.authority.entries[index]
        name = self._mentions[number].name
        land = _country(entry)
        if not land:
            family = " ".join(entry.label.split(" ")[:2])
            labels = (self._table.entities[entity].label for entity in self._names.in_full)
            return (name.isupper() and len(name) > 2) or any(label.startswith(family) for label in labels)
        weights = self._lands_around(number)
        if name.isupper() and len(name) > 2:
            return not weights or weights[land] > 0
        return weights[land] > 0 and weights[land] == max(weights.values())

    def _present(self, number: int, candidates: Sequence[int]) -> int | None:
        """The candidate that the document has named in full: the last before, of this story rather than another."""
        mention = self._mentions[number]
        story = self._scopes.story(mention.span.start)
        best: tuple[tuple[int, ...], int] | None = None
        for entity in self._in_full(entity for index in candidates for entity in self._known.get(index, ())):
            here = self._names.named_in_full_at(entity, story)
            spots = here or [self._mentions[each].span.start for each in self._names.in_full[entity]]
            before = bisect_left(spots, mention.span.start)
            if spots:
                rank = (int(bool(here)), int(before > 0), spots[before - 1] if before else -spots[0])
                if best is None or rank > best[0]:
                    best = (rank, entity)
        # A ministry of the main story is not that of a teaser: those that many countries have stay in their story.
        if best is not None and not best[0][0] and len(candidates) > 3:
            return None
        return best[1] if best is not None else None

    def _by_end(self, number: int) -> int | None:
        """The organization named in full whose name holds this one at its end or inside, if there is just one."""
        mention = self._mentions[number]
        if mention.kind is not Kind.ORGANIZATION:
            return None
        holding = self._holding.get(mention.name, {})
        if len(holding) > _MANY:
            return None
        found = self._in_full(holding)
        if len(found) > 1 and is_generic(mention):
            # The same organization of two countries: the one named last before.
            before: dict[int, list[int]] = {}
            for entity in found:
                starts = (self._mentions[each].span.start for each in self._names.in_full[entity])
                before[entity] = [start for start in starts if start < mention.span.start]
            return max(found, key=lambda entity: max(before[entity], default=-1))
        return found[0] if len(found) == 1 else None

    def _publisher(self) -> int | None:
        name = self._view.text.source.metadata.publisher
        bearers = self._gazetteer.bearers(name) if name else ()
        return bearers[0].entry if bearers else None

    def _by_country(self, number: int, candidates: Sequence[int]) -> list[int]:
        """The candidates of the country that the words around speak of, or of the publisher's."""
        entries = self._table.authority.entries
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
        """How often each country is mentioned around a mention."""
        mention = self._mentions[number]
        entries = self._table.authority.entries
        story, sentence = self._scopes.story(mention.span.start), self._scopes.sentence(mention.span.start)
        weights: Counter[str] = Counter()
        for country, where in self._all_countries().get(story, {}).items():
            first, after = bisect_left(where, sentence), bisect_right(where, sentence)
            weight = min(6, first)
            for _ in range(after - first):
                weight += 3 if weight < 6 else 0
            weight = max(weight, min(6, weight + bisect_right(where, sentence + 1) - after))
            if weight:
                weights[country] = weight
        publisher = self._publisher()
        if publisher is not None and entries[publisher].kin:
            weights[entries[publisher].kin] += 4
        return weights

    def _all_countries(self) -> dict[int, dict[str, list[int]]]:
        """In which sentences of a story the text speaks of a country, by name, by a place in it, or by an adjective."""
        if self._countries is None:
            entries = self._table.authority.entries
            found = []
            for number, mention in enumerate(self._mentions):
                if mention.kind is Kind.PLACE and mention.authority is not None:
                    found.append((mention.span.start, _country(entries[mention.authority])))
                elif number in self._names.entity_of and (kin := self._table.country(self._names.entity_of[number])):
                    found.append((mention.span.start, kin))
            for match in re.finditer(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?", self._view.source):
                for words in (match.group(), match.group().split(" ")[0]):
                    index = self._gazetteer.adjectives.get(words)
                    if index is not None:
                        found.append((match.start(), _country(entries[index])))
                        break
            self._countries = {}
            for at, country in sorted(found):
                story = self._countries.setdefault(self._scopes.story(at), {})
                story.setdefault(country, []).append(self._scopes.sentence(at))
        return self._countries


def _country(entry: AuthorityEntry) -> str:
    return entry.kin or (entry.label if entry.kind is Kind.PLACE else "")


def _stem(entry: AuthorityEntry) -> str:
    """The label without the country: "Ministry of Defence" of "Ministry of Defence of Japan"."""
    return re.sub(rf" of (?:the )?{re.escape(entry.kin)}$", "", entry.label)
