"""Decides which body, place or group a name means that tells it only beside others: "the Ministry", "the BCS"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from xpkg.coreference.name_assignments import Ledger
from xpkg.lexicon import closed_classes, organizations
from xpkg.model import AuthorityEntry, Kind, Mention

_CLOSED = closed_classes.Trait
_SMALL = closed_classes.having(_CLOSED.ARTICLE, _CLOSED.COORDINATOR, _CLOSED.PREPOSITION)
_GENERIC = organizations.names_having(organizations.Trait.GENERIC)

_SMALLER = frozenset(
    "state student students provincial regional university faculty college school county city local municipal church "
    "union club village youth".split()
)
"""What stands before the name of a body that a land has, and makes it a smaller one's."""

_LONGEST = 12
"""Words of a name that others can be called by."""
_MANY = 100
"""Of more bodies whose names hold a short one none is guessed."""


class Bodies:
    """The things of one document; ``acronyms`` are those that it explains itself."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._mentions = ledger.mentions
        self._registry = ledger.registry
        self._stories = ledger.stories
        self._lexicon = ledger.lexicon
        self.acronyms: dict[str, int] = {}
        self._countries: dict[int, dict[str, list[int]]] | None = None
        self._holding: dict[str, dict[int, None]] = defaultdict(dict)  # part of a name -> the bodies called so
        self._known: dict[int, list[int]] = defaultdict(list)  # authority entry -> its entities
        self._rank: dict[int, int] = {}  # entity -> its place among those named in full
        self._noted: set[tuple[int, str]] = set()

    def note(self, place: int, name: str) -> None:
        """Notes that the document calls ``place`` so."""
        if (place, name) in self._noted:
            return
        self._noted.add((place, name))
        index = self._registry.entry.get(place)
        if index is not None and place not in self._known[index]:
            self._known[index].append(place)
        if self._registry.entities[place].kind is Kind.ORGANIZATION:
            for part in parts_of(name, 0):
                self._holding[part][place] = None

    def _in_full(self, places: Iterable[int]) -> list[int]:
        """Those of ``places`` that are named in full, in the order in which they first were."""
        full = self._ledger.full
        for place in islice(full, len(self._rank), None):
            self._rank[place] = len(self._rank)
        return sorted((place for place in places if place in full), key=lambda place: self._rank[place])

    def find(self, number: int) -> int | None:
        mention = self._mentions[number]
        registry, entries = self._registry, self._registry.authority.entries
        if mention.method == "document:acronym" or mention.name in self.acronyms:
            place = self.acronyms.get(mention.name)
            if place is not None:
                return place
        bearers = [b for b in self._lexicon.bearers(mention.name) if entries[b.entry].kind is mention.kind]
        if not bearers:
            place = self._by_end(number)
            if place is None and is_generic(mention):
                land = self._leading_land(number)
                place = registry.new(mention.kind, mention.name, land or self._ledger.text.source.name, mention.subtype)
                self._ledger.full[place].append(number)
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
        if (own := self._by_end(number)) is not None:
            return own  # "the Times" after the "Larkham Times"
        return self._told(number, candidates, frozenset(bearer.entry for bearer in bearers if bearer.short))

    def _told(self, number: int, candidates: Sequence[int], shorts: frozenset[int]) -> int | None:
        """The candidate that the lands spoken of tell, where the text names none in full; ``shorts`` are those of which
        the name is a short one, and a hint alone."""
        registry, entries, mention = self._registry, self._registry.authority.entries, self._mentions[number]
        land = self._land_before(mention) if shorts else None
        if land is not None:
            fitting = [index for index in candidates if _country(entries[index]) == land]
            return registry.known(fitting[0]) if len(fitting) == 1 else None
        left = self._by_country(number, candidates) if len(candidates) > 1 else list(candidates)
        if len(left) > 1:
            left = [index for index in left if index not in shorts] or left
        if len(left) != 1 or (left[0] in shorts and not self._at_home(number, left[0])):
            return None
        told = mention.name.isupper() or self._lands_around(number)[_country(entries[left[0]])] > 0
        if shorts and len(candidates) > 1 and not told:
            return None  # "The Times", of this land or that
        return registry.known(left[0])

    def _land_before(self, mention: Mention) -> str | None:
        """Whose body the word before a short name makes it, "" for some smaller one's: "the Kenyan Supreme Court", "the
        state Senate"; None where no such word stands there."""
        entries = self._registry.authority.entries
        before = self._ledger.text.source.text[max(0, mention.span.start - 60) : mention.span.start]
        match = re.search(r"((?:[A-Z][^\W\d_]+ )?[\w.]+)(?:[’']s?)? $", before)
        for words in (match.group(1), match.group(1).split(" ")[-1]) if match is not None else ():
            if words in self._lexicon.adjectives:
                return _country(entries[self._lexicon.adjectives[words]])
            for bearer in self._lexicon.bearers(words):
                if entries[bearer.entry].kind is Kind.PLACE:
                    whole = entries[bearer.entry].subtype in ("country", "territory")
                    return _country(entries[bearer.entry]) if whole else ""
            if words in _SMALLER:
                return ""
        return None

    def _at_home(self, number: int, index: int) -> bool:
        """Whether the text is about the land of a body that it calls by a short name alone, and of no other land more;
        what is of no land must belong to something that is named in full ("the Security Council" to the UN)."""
        entry = self._registry.authority.entries[index]
        name = self._mentions[number].name
        land = _country(entry)
        if not land:
            family = " ".join(entry.label.split(" ")[:2])
            labels = (self._registry.entities[place].label for place in self._ledger.full)
            return (name.isupper() and len(name) > 2) or any(label.startswith(family) for label in labels)
        weights = self._lands_around(number)
        if name.isupper() and len(name) > 2:
            return not weights or weights[land] > 0
        return weights[land] > 0 and weights[land] == max(weights.values())

    def _present(self, number: int, candidates: Sequence[int]) -> int | None:
        """The candidate that the document has named in full: the last before, of this story rather than another."""
        mention = self._mentions[number]
        story = self._stories.story(mention.span.start)
        best: tuple[tuple[int, ...], int] | None = None
        for place in self._in_full(place for index in candidates for place in self._known.get(index, ())):
            here = self._ledger.spots(place, story)
            spots = here or [self._mentions[each].span.start for each in self._ledger.full[place]]
            before = bisect_left(spots, mention.span.start)
            if spots:
                rank = (int(bool(here)), int(before > 0), spots[before - 1] if before else -spots[0])
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
        holding = self._holding.get(mention.name, {})
        if len(holding) > _MANY:
            return None
        found = self._in_full(holding)
        if len(found) > 1 and is_generic(mention):
            # The same body of two lands: the one named last before.
            spots = {place: [self._mentions[each].span.start for each in self._ledger.full[place]] for place in found}
            before = {place: [at for at in ats if at < mention.span.start] for place, ats in spots.items()}
            return max(found, key=lambda place: max(before[place], default=-1))
        return found[0] if len(found) == 1 else None

    def _publisher(self) -> int | None:
        name = self._ledger.text.source.metadata.publisher
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
            entries = self._registry.authority.entries
            found = []
            for number, mention in enumerate(self._mentions):
                if mention.kind is Kind.PLACE and mention.authority is not None:
                    found.append((mention.span.start, _country(entries[mention.authority])))
                elif number in self._ledger.of and (kin := self._registry.kin(self._ledger.of[number])):
                    found.append((mention.span.start, kin))
            for match in re.finditer(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?", self._ledger.text.source.text):
                for words in (match.group(), match.group().split(" ")[0]):
                    index = self._lexicon.adjectives.get(words)
                    if index is not None:
                        found.append((match.start(), _country(entries[index])))
                        break
            self._countries = {}
            for at, country in sorted(found):
                story = self._countries.setdefault(self._stories.story(at), {})
                story.setdefault(country, []).append(self._stories.sentence(at))
        return self._countries


def parts_of(name: str, first: int) -> Iterator[str]:
    """The words of ``name`` by which something can be called that has more: every run that begins at word ``first`` or
    behind it and has a dozen words at most.

    >>> list(parts_of("Brig Daily News", 1))
    ['Daily', 'Daily News', 'News']
    """
    words = name.split(" ")
    for start in range(first, len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            yield " ".join(words[start:end])


def is_generic(mention: Mention) -> bool:
    """Whether the name is one that a body of any land can have ("Interior Ministry")."""
    words = mention.name.split(" ")
    return mention.kind is Kind.ORGANIZATION and all(word in _GENERIC or word in _SMALL for word in words)


def _country(entry: AuthorityEntry) -> str:
    return entry.kin or (entry.label if entry.kind is Kind.PLACE else "")


def _all_names(entry: AuthorityEntry) -> tuple[str, ...]:
    return (entry.label, *entry.aliases, *entry.short)
