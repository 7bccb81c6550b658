"""Decides whom a family name, a given name or a part of a name calls: one of those whom the document names in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from xpkg.coreference.full_names import read_name
from xpkg.coreference.name_assignments import Ledger
from xpkg.coreference.prominence import Renown
from xpkg.model import Gender, Kind, Mention, MentionForm

_FAR_MORE = 2
"""How often more than the next one somebody must be named in full to be meant by the family name."""

_MANY = 100
"""Of more people with one name nobody is guessed."""

_THEN = re.compile(r" (?:said|says|added|believed|thought|argued|claimed|insisted|told \w+)(?: that)? (s?he)\b")


_PAIR = 2
_GENERATION = re.compile(r",? (Jr|Sr|II|III|IV)\b")
_AGE = re.compile(r"\b[Tt]he (younger|elder|older) (?:Mr\.? |Mrs\.? |Ms\.? )?$")


class Callings:
    """Whom single words call in one document.

    ``shared`` are the numbers of family names that two people of the story have an equal claim on.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._mentions = ledger.mentions
        self._registry = ledger.registry
        self._stories = ledger.stories
        self._lexicon = ledger.lexicon
        self._renown = Renown(ledger)
        self._calls: dict[str, dict[int, float]] = defaultdict(dict)  # single word -> people it may call, weight
        self._generations: dict[int, str] = {}  # "Jr" of those whose full names tell it
        self.shared: set[int] = set()
        self._uses: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            self._uses[mention.name].append(mention)
        self._ends: dict[str, set[int]] = defaultdict(set)
        self._noted = 0

    def introduce(self, name: str, place: int) -> None:
        """Notes that the document names ``place`` in full, so that parts of the name may call it."""
        names = {name, self._registry.entities[place].label}
        for each in sorted(names):
            if " " not in each:
                continue
            parsed = read_name(each)
            first, last = parsed.first, parsed.last
            self._calls[last][place] = 1.0
            self._calls[first].setdefault(place, 0.5)
            if parsed.generation:
                self._generations.setdefault(place, parsed.generation)
            words = [word for word in each.split(" ") if word.rstrip(".") != parsed.generation]
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

    def find(self, number: int) -> int | None:
        """Whom the short name ``number`` calls; None where nobody is known by it, or two may be meant (``shared``)."""
        mention = self._mentions[number]
        entries = self._registry.authority.entries
        if " " in mention.name and (place := self._longer_person(mention.name)) is not None:
            return place
        calls = self._calls.get(mention.name, {})
        if len(calls) > _MANY:
            self.shared.add(number)
            return None
        told = mention.gender
        fitting = {place: weight for place, weight in calls.items() if self._fits(place, told)}
        fitting = {place: weight for place, weight in fitting.items() if not self._ranked(place, mention)}
        fitting = {place: weight for place, weight in fitting.items() if not self._kin(place, mention)}
        elder = self._generation_told(mention)
        if elder:
            fitting = self._of_generation(fitting, elder)
            if len(fitting) != 1:
                self.shared.add(number)
                return None
        if fitting:
            claims = {place: self._claim(place, weight, number) for place, weight in fitting.items()}
            best = max(claims.values())
            rivals = sorted(place for place, claim in claims.items() if claim == best)
            return rivals[0] if len(rivals) == 1 else self._among(rivals, number)
        bearers = [b.entry for b in self._lexicon.bearers(mention.name) if entries[b.entry].kind is Kind.PERSON]
        bearers = [index for index in bearers if self._renown.bears(mention, index)]
        return self._registry.known(bearers[0]) if len(bearers) == 1 else None

    def _generation_told(self, mention: Mention) -> str:
        """The generation that the words beside a short name tell: "Kerrigan Jr.", "the younger Kerrigan"."""
        source = self._ledger.text.source.text
        after = _GENERATION.match(source, mention.span.end)
        if after is not None:
            return after.group(1)
        before = _AGE.search(source, max(0, mention.span.start - 18), mention.span.start)
        return "" if before is None else "younger" if before.group(1) == "younger" else "elder"

    def _of_generation(self, people: Mapping[int, float], told: str) -> dict[int, float]:
        """Those of ``people`` who are of the generation told: of two, "the younger" is Jr., or the one who is no Sr."""
        known = {place: self._generations.get(place, "") for place in people}
        if told in ("younger", "elder"):
            told = "Jr" if told == "younger" else "Sr"
            if len(people) < _PAIR or told not in known.values():
                return {}
        named = {place: weight for place, weight in people.items() if known[place] == told}
        return named or {place: weight for place, weight in people.items() if not known[place]}

    def fits(self, names: Sequence[str], index: int) -> bool:
        """Whether the text is about the known person ``index``, whom it calls by ``names`` that no file has."""
        return self._renown.fits(names, index)

    def stranger(self, name: str) -> bool:
        """Whether the text introduces somebody else by the full name of a known person: "Bob Brown, a plumber"."""
        return self._renown.stranger(name)

    def _ranked(self, place: int, mention: Mention) -> bool:
        """Whether the title before the name is none of a known person's: "Sgt" before the name of a politician."""
        index = self._registry.entry.get(place)
        return index is not None and self._renown.ranked(mention, index)

    def _kin(self, place: int, mention: Mention) -> bool:
        """Whether ``place`` came into the story as somebody's relation when another was called so already.

        "Zorvane was born there. … His wife, Marta Zorvane, …": the first one is not the wife.
        """
        story = self._stories.story(mention.span.start)
        numbers = self._ledger.full[place]
        full = next((n for n in numbers if self._stories.story(self._mentions[n].span.start) == story), None)
        relation = self._ledger.relations.get(full) if full is not None else None
        if full is None or relation is None or relation.owner is None:
            return False
        return self._uses[mention.name][0].span.start < self._mentions[full].span.start

    def _claim(self, place: int, weight: float, number: int) -> tuple[float, ...]:
        """How strong a person's claim on a short name is: named in this story, named before, part of which name."""
        at = self._mentions[number].span.start
        here = self._ledger.spots(place, self._stories.story(at))
        return float(bool(here)), float(any(spot < at for spot in here[:1])), weight

    def _among(self, rivals: Sequence[int], number: int) -> int | None:
        """Which of several of one family name; None, and nobody new either, where the text does not tell.

        Of husband and wife neither is guessed. What tells, in this order: "he" or "she" right after the name; the one
        called by the name before the next one came; the one who has the name alone from its first use on, while the
        others keep their full names; the one named far more often.
        """
        mention = self._mentions[number]
        story = self._stories.story(mention.span.start)
        told = self._gender_behind(mention)
        fitting = [place for place in rivals if told is not None and self._registry.genders.get(place) is told]
        if len(fitting) == 1:
            return fitting[0]
        spots = {place: self._ledger.spots(place, story) for place in rivals}
        uses = [m.span.start for m in self._uses[mention.name] if m.form is MentionForm.SHORT]
        uses = [at for at in uses if self._stories.story(at) == story]
        first, second = sorted(rivals, key=lambda place: spots[place])[:2]
        if spots[first] and spots[second] and any(spots[first][0] < at < spots[second][0] for at in uses):
            return first
        kept = [place for place in rivals if any(at > uses[0] for at in spots[place])]
        alone = [place for place in rivals if place not in kept]
        if len(alone) == 1:
            return alone[0]
        ranked = sorted(rivals, key=lambda place: (-len(spots[place]), place))
        if len(spots[ranked[0]]) >= _FAR_MORE * len(spots[ranked[1]]):
            return ranked[0]
        self.shared.add(number)
        return None

    def _gender_behind(self, mention: Mention) -> Gender | None:
        """The gender of "he" or "she" where the name has just done something: "Carter said she was ill"."""
        match = _THEN.match(self._ledger.text.source.text, mention.span.end)
        return None if match is None else Gender.MASCULINE if match.group(1) == "he" else Gender.FEMININE

    def _longer_person(self, name: str) -> int | None:
        """The one person whose full name ends with ``name``."""
        for number, place in islice(self._ledger.of.items(), self._noted, None):
            words = self._mentions[number].name.split(" ")
            for cut in range(1, len(words)):
                self._ends[" ".join(words[cut:])].add(place)
        self._noted = len(self._ledger.of)
        found = self._ends.get(name, set())
        return next(iter(found)) if len(found) == 1 else None

    def _fits(self, place: int, gender: Gender | None) -> bool:
        known = self._registry.genders.get(place)
        return gender is None or known is None or known is gender
