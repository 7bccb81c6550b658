"""Decides whom a family name, a given name or a part of a name refers to, among those named in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from xpkg.analysis.mentions.family_names import family_names
from xpkg.analysis.mentions.speakers import METHOD, is_initials
from xpkg.coreference.full_names import read_name
from xpkg.coreference.name_assignments import NameAssignments
from xpkg.coreference.prominence import Prominence
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.reporting import CLAUSE_FRAMES, Frame, finite_forms
from xpkg.model import Gender, Kind, Mention, MentionForm

_FAR_MORE = 2
"""How often more than the next one somebody must be named in full to be meant by the family name."""

_MANY = 100
"""With more people of one name, nobody is guessed."""

_SAYS = finite_forms(*CLAUSE_FRAMES)
_TELLS = finite_forms(Frame.HEARER_CLAUSE)
_THEN = re.compile(rf" (?:{alternation(_SAYS)}|{alternation(_TELLS)} \w+)(?: that)? (s?he)\b")


_PAIR = 2
_GENERATION = re.compile(r",? (Jr|Sr|II|III|IV)\b")
_AGE = re.compile(r"\b[Tt]he (younger|elder|older) (?:Mr\.? |Mrs\.? |Ms\.? )?$")


class NameVariants:
    """The people whom single words refer to in one document.

    ``ambiguous`` are the numbers of family names that fit two people of the story equally well.
    """

    def __init__(self, names: NameAssignments) -> None:
        self._names = names
        self._view = names.view
        self._mentions = names.view.mentions
        self._table = names.table
        self._scopes = names.view.scopes
        self._gazetteer = names.view.gazetteer
        self._prominence = Prominence(names.view)
        self._variants: dict[str, dict[int, float]] = defaultdict(dict)  # single word -> people it may refer to, weight
        self._generations: dict[int, str] = {}  # "Jr" of those whose full names have it
        self.ambiguous: set[int] = set()
        self._uses: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            self._uses[mention.name].append(mention)
        self._ends: dict[str, set[int]] = defaultdict(set)
        self._initials: dict[str, set[int]] = defaultdict(set)
        self._noted = 0

    def introduce(self, name: str, entity: int) -> None:
        """Notes that the document names ``entity`` in full, so that parts of the name may refer to it."""
        names = {name, self._table.entities[entity].label}
        for each in sorted(names):
            if " " not in each:
                if each == name:
                    self._variants[each][entity] = 1.0  # "Ivan Low, called Gradnik"
                continue
            self._initials["".join(word[0] for word in each.split())].add(entity)
            parsed = read_name(each)
            first, last = parsed.first, parsed.last
            self._variants[last][entity] = 1.0
            self._variants[first].setdefault(entity, 0.5)
            if parsed.generation:
                self._generations.setdefault(entity, parsed.generation)
            words = [word for word in each.split(" ") if word.rstrip(".") != parsed.generation]
            for family in family_names(" ".join(words)):
                self._variants[family][entity] = 1.0
            for part in words[-1].split("-") if "-" in words[-1] else ():
                if part[:1].isupper():
                    self._variants[part].setdefault(entity, 0.4)  # "Ann Low-Reed … Judge Low"
            if len(words) > 2:
                self._variants[words[1]].setdefault(entity, 0.3)
        for short in self._short_names(entity):
            self._variants[short].setdefault(entity, 1.0)

    def _short_names(self, entity: int) -> Iterable[str]:
        index = self._table.entry_of.get(entity)
        return self._table.authority.entries[index].short if index is not None else ()

    def find(self, number: int) -> int | None:
        """Whom the short name ``number`` refers to; None where it is nobody, or two may be meant (``ambiguous``)."""
        mention = self._mentions[number]
        entries = self._table.authority.entries
        if mention.method == METHOD and mention.form is MentionForm.SHORT:
            written = mention.span.cut(self._view.source)
            if len(people := self._initials.get(written, set())) == 1:
                return next(iter(people))  # "AL: I am a poet", in a talk with Ann Low
            if is_initials(written):
                return self._body_with(written, number)
        if " " in mention.name and (entity := self._longer_person(mention.name)) is not None:
            return entity
        variants = self._variants.get(mention.name, {})
        if len(variants) > _MANY:
            self.ambiguous.add(number)
            return None
        told = mention.gender
        if any(self._is_of_other_office(entity, mention) for entity in variants):
            self.ambiguous.add(number)
            return None
        fitting = {entity: weight for entity, weight in variants.items() if self._fits(entity, told)}
        fitting = {entity: weight for entity, weight in fitting.items() if not self._is_other(entity, mention)}
        fitting = {entity: weight for entity, weight in fitting.items() if not self._introduced_since(entity, mention)}
        elder = self._generation_told(mention)
        if elder:
            fitting = self._of_generation(fitting, elder)
            if len(fitting) != 1:
                self.ambiguous.add(number)
                return None
        if fitting:
            strengths = {entity: self._strength(entity, weight, number) for entity, weight in fitting.items()}
            best = max(strengths.values())
            rivals = sorted(entity for entity, strength in strengths.items() if strength == best)
            return rivals[0] if len(rivals) == 1 else self._among(rivals, number)
        bearers = [b.entry for b in self._gazetteer.bearers(mention.name) if entries[b.entry].kind is Kind.PERSON]
        bearers = [index for index in bearers if self._prominence.denotes(mention, index)]
        return self._table.known(bearers[0]) if len(bearers) == 1 else None

    def _body_with(self, initials: str, number: int) -> int | None:
        """The one body with the initials of a label ("LC: Why?", by the Larkham Courier); else they stay open."""
        bodies = [
            entity
            for entity, each in enumerate(self._table.entities)
            if each.kind is Kind.ORGANIZATION and initials in _initials_of(each.label)
        ]
        if len(bodies) != 1:
            self.ambiguous.add(number)
            return None
        return bodies[0]

    def _generation_told(self, mention: Mention) -> str:
        """The generation that the words beside a short name give: "Kerrigan Jr.", "the younger Kerrigan"."""
        source = self._view.source
        after = _GENERATION.match(source, mention.span.end)
        if after is not None:
            return after.group(1)
        before = _AGE.search(source, max(0, mention.span.start - 18), mention.span.start)
        return "" if before is None else "younger" if before.group(1) == "younger" else "elder"

    def _of_generation(self, people: Mapping[int, float], told: str) -> dict[int, float]:
        """Those of ``people`` who are of the given generation: of two, "the younger" is Jr., or the one who is no
        Sr."""
        known = {entity: self._generations.get(entity, "") for entity in people}
        if told in ("younger", "elder"):
            told = "Jr" if told == "younger" else "Sr"
            if len(people) < _PAIR or told not in known.values():
                return {}
        named = {entity: weight for entity, weight in people.items() if known[entity] == told}
        return named or {entity: weight for entity, weight in people.items() if not known[entity]}

    def _is_other(self, entity: int, mention: Mention) -> bool:
        """Whether the title before the name is none of a known person's: "Sgt" before the name of a politician."""
        index = self._table.entry_of.get(entity)
        return index is not None and self._prominence.is_other(mention, index)

    def _is_of_other_office(self, entity: int, mention: Mention) -> bool:
        """Whether the office before a name is another known person's of that name: "President Clinton"."""
        index = self._table.entry_of.get(entity)
        in_full = [self._mentions[number] for number in self._names.in_full.get(entity, ())]
        return index is not None and self._prominence.is_of_other_office(mention, index, in_full)

    def _introduced_since(self, entity: int, mention: Mention) -> bool:
        """Whether ``entity`` came into the story as somebody's relation when another had been named so already.

        "Zorvane was born there. … His wife, Marta Zorvane, …": the first one is not the wife.
        """
        story = self._scopes.story(mention.span.start)
        numbers = self._names.in_full.get(entity, [])
        full = next((n for n in numbers if self._scopes.story(self._mentions[n].span.start) == story), None)
        relation = self._view.relations.get(full) if full is not None else None
        if full is None or relation is None or relation.owner is None:
            return False
        return self._uses[mention.name][0].span.start < self._mentions[full].span.start

    def _strength(self, entity: int, weight: float, number: int) -> tuple[float, ...]:
        """How well a short name fits a person: named in this story, named before, part of which name."""
        at = self._mentions[number].span.start
        here = self._names.named_in_full_at(entity, self._scopes.story(at))
        return float(bool(here)), float(any(spot < at for spot in here[:1])), weight

    def _among(self, rivals: Sequence[int], number: int) -> int | None:
        """Which of several of one family name; None, and nobody new either, where the text does not show it.

        Of husband and wife neither is guessed. The criteria, in this order: "he" or "she" right after the name; the
        one named so before the next one was introduced; the one who has the name alone from its first use on, while
        the others keep their full names; the one named far more often.
        """
        mention = self._mentions[number]
        story = self._scopes.story(mention.span.start)
        told = self._gender_behind(mention)
        fitting = [entity for entity in rivals if told is not None and self._table.genders.get(entity) is told]
        if len(fitting) == 1:
            return fitting[0]
        spots = {entity: self._names.named_in_full_at(entity, story) for entity in rivals}
        uses = [m.span.start for m in self._uses[mention.name] if m.form is MentionForm.SHORT]
        uses = [at for at in uses if self._scopes.story(at) == story]
        first, second = sorted(rivals, key=lambda entity: spots[entity])[:2]
        if spots[first] and spots[second] and any(spots[first][0] < at < spots[second][0] for at in uses):
            return first
        kept = [entity for entity in rivals if any(at > uses[0] for at in spots[entity])]
        alone = [entity for entity in rivals if entity not in kept]
        if len(alone) == 1:
            return alone[0]
        ranked = sorted(rivals, key=lambda entity: (-len(spots[entity]), entity))
        if len(spots[ranked[0]]) >= _FAR_MORE * len(spots[ranked[1]]):
            return ranked[0]
        self.ambiguous.add(number)
        return None

    def _gender_behind(self, mention: Mention) -> Gender | None:
        """The gender of "he" or "she" where the name has just done something: "Carter said she was ill"."""
        match = _THEN.match(self._view.source, mention.span.end)
        return None if match is None else Gender.MASCULINE if match.group(1) == "he" else Gender.FEMININE

    def _longer_person(self, name: str) -> int | None:
        """The one person whose full name ends with ``name``."""
        for number, entity in islice(self._names.entity_of.items(), self._noted, None):
            words = self._mentions[number].name.split(" ")
            for cut in range(1, len(words)):
                self._ends[" ".join(words[cut:])].add(entity)
        self._noted = len(self._names.entity_of)
        found = self._ends.get(name, set())
        return next(iter(found)) if len(found) == 1 else None

    def _fits(self, entity: int, gender: Gender | None) -> bool:
        known = self._table.genders.get(entity)
        return gender is None or known is None or known is gender


@lru_cache(maxsize=1 << 12)
def _initials_of(name: str) -> frozenset[str]:
    """The initials of a body, with and without an article and the small words in it: "TLC" and "LC"."""
    words = name.split()
    large = [word for word in words if word[0].isupper()]
    shorter = (words, large, large[large[:1] == ["The"] :])
    return frozenset("".join(word[0] for word in some).upper() for some in shorter)
