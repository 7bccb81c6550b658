"""Infers the gender of people from pronouns, where neither a title nor a given name shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from xpkg.model import Gender

_CONTESTED = 0.5
"""The weight of a pronoun that might have meant somebody else: two of them count as one unambiguous pronoun."""

_ENOUGH = 1.0
"""Weight from which on the gender of a referent is taken as known."""

_MOST = 0.75
"""Share of the weight that must be on one gender."""


class GenderEvidence:
    """The genders of one document's people; ``told`` are those known by more than pronouns, which none can change.

    One wrong pronoun must not cause further errors. An ambiguous pronoun counts only with a second one that agrees.
    Where they disagree, the gender is unknown.
    """

    def __init__(self, known: Mapping[int, Gender]) -> None:
        self._known = dict(known)
        self.told = frozenset(known)
        self._votes: dict[int, dict[Gender, float]] = defaultdict(dict)

    def gender(self, entity: int) -> Gender | None:
        """The gender of a referent, if it is known."""
        return self._known.get(entity)

    def note(self, entity: int, gender: Gender | None, sole: bool) -> None:
        """Counts a pronoun of ``gender`` for its referent; ``sole``: nobody else could be meant by it."""
        if gender is None or entity in self.told:
            return
        votes = self._votes[entity]
        votes[gender] = votes.get(gender, 0.0) + (1.0 if sole else _CONTESTED)
        first = max(votes, key=lambda each: (votes[each], each))
        if votes[first] >= max(_ENOUGH, _MOST * sum(votes.values())):
            self._known[entity] = first
        else:
            self._known.pop(entity, None)
