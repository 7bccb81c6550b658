"""Adds up what speaks for each kind of thing that a name may mean, over all the places where it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from xpkg.analysis.mentions.kind_signs import NO_BODY, THING, TITLED
from xpkg.model import Gender, Kind, Span

ENOUGH = 2.0
"""Weight from which a kind is settled."""
_SURE = 0.6
"""Confidence from which the tagger's word counts for as much as a sign."""
GIVEN, WHOLE, SHORT = "given", "whole", "begins a body's"
"""Signs in a name's own words, and in those of others."""


@dataclass(slots=True)
class Told:
    """What all places of a name say of its kind; None is a thing that is no person."""

    weights: dict[Kind | None, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    tagged: Counter[Kind] = field(default_factory=Counter)
    best: dict[Kind, float] = field(default_factory=lambda: defaultdict(float))
    spans: list[Span] = field(default_factory=list)
    subtype: str = ""
    gender: Gender | None = None
    wide: bool = False

    def weight(self, kind: Kind | None) -> float:
        """What speaks for a kind: each sign once, and the tagger."""
        signs = self.weights.get(kind, {})
        if kind is Kind.PERSON and NO_BODY in self.weights[None]:
            return sum(weight for sign, weight in signs.items() if sign not in (TITLED, GIVEN))
        own = sum(signs.values())
        if kind is Kind.PERSON and THING in self.weights[None]:
            own -= ENOUGH
        if kind is None or kind is not self.tagger:
            return own
        return own + (1.0 if self.best[kind] >= _SURE else 0.5)

    @property
    def is_short(self) -> bool:
        """Whether it is a body's short name."""
        return SHORT in self.weights[Kind.ORGANIZATION] and self.kind is Kind.ORGANIZATION

    @property
    def is_whole(self) -> bool:
        """Whether it takes the place of the names in it: of two that "and" joins, or of a place's."""
        body = Kind.ORGANIZATION
        return self.kind is body and (WHOLE in self.weights[body] or (self.wide and self.weight(body) > ENOUGH))

    @property
    def tagger(self) -> Kind | None:
        """The kind that the tagger has for most places of the name."""
        return max(self.tagged, key=lambda each: (self.tagged[each], str(each))) if self.tagged else None

    @property
    def kind(self) -> Kind | None:
        """The kind that the signs settle; None where they settle none."""
        body, place, person = (self.weight(kind) for kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.PERSON))
        if NO_BODY in self.weights[None]:
            return Kind.PERSON if person >= ENOUGH else None
        if body >= ENOUGH and body > max(person, place):
            return Kind.ORGANIZATION
        if place >= ENOUGH and place > max(person, body):
            return Kind.PLACE
        return Kind.PERSON if person >= ENOUGH else None
