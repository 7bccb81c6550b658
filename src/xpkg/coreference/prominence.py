"""Decides where a short name alone refers to a known person: an office or the context must fit.

A name that a famous person shares is only a hint: "Morrison" in a court report can be any Morrison.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from xpkg.analysis.mentions.given_names import family_names, may_be_given
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.name_context import Fit, NameContext
from xpkg.lexicon import ambiguous_names
from xpkg.model import AuthorityEntry, Kind, Mention, MentionForm

_FAMILY_FIRST = ambiguous_names.east_asian_family_names()


class _Power(StrEnum):
    """The subtypes of organizations that show that a text is about the affairs of a country."""

    GOVERNMENT = "government"
    LEGISLATURE = "legislature"
    MINISTRY = "ministry"
    PARTY = "party"


class Prominence:
    """The known people whom one document mentions by short names without naming them in full."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self._entries = view.authority.entries
        self._context = NameContext(view)
        self._uses: dict[str, list[Mention]] | None = None
        self._countries: frozenset[str] | None = None
        self._namesakes: dict[tuple[str, int], bool] = {}
        self._people: dict[str, list[Mention]] | None = None
        self._told: dict[tuple[str, int], frozenset[Fit]] = {}

    def denotes(self, mention: Mention, index: int) -> bool:
        """Whether the short name ``mention`` denotes the entry ``index``, which the text does not name in full."""
        entry = self._entries[index]
        beside = self._context.fit(mention, entry)
        if beside is not Fit.OPEN:
            return beside is Fit.FITS
        key = mention.name, index
        if key not in self._told:
            self._told[key] = frozenset(self._context.fit(other, entry) for other in self._named_so(mention.name))
        others = self._told[key]
        if Fit.FITS in others:
            return True
        likely = bool(entry.titles) and _distinct(mention.name)
        return likely and Fit.AGAINST not in others and self._at_home(entry)

    def is_other(self, mention: Mention, index: int) -> bool:
        """Whether the words beside the name indicate another person than the entry ``index``, whoever is named in
        full."""
        return self._context.is_other(mention, self._entries[index])

    def is_of_other_office(self, mention: Mention, index: int, in_full: Sequence[Mention]) -> bool:
        """Whether an office before a family name that known people share is not known as that of the entry ``index``.

        "President Clinton" is not she whom the text names as "Senator Hillary Clinton" (``in_full``) alone.
        """
        entry = self._entries[index]
        if mention.name not in self._view.gazetteer.shared_families:
            return False
        office = self._context.office(mention)
        own = {word for title in entry.titles for word in title.split(" ")}
        return bool(office) and office not in own | {self._context.office(each) for each in in_full}

    def fits(self, names: Sequence[str], index: int) -> bool:
        """Whether an office or the affairs of the country show that somebody with a middle name is the entry without
        one."""
        entry = self._entries[index]
        uses = [each for each in self._view.mentions if each.kind is Kind.PERSON and each.name in names]
        against = any(self.is_other(each, index) or self._context.other_gender(each, entry) for each in uses)
        if against or any(self.is_namesake(name, index) for name in names):
            return False
        return self._at_home(entry) or any(self._context.fit(each, entry) is Fit.FITS for each in uses)

    def is_namesake(self, name: str, index: int) -> bool:
        """Whether the words beside a full name make it an everyday namesake's of the entry ``index``: "Bob Brown, 43, a
        plumber", "Sgt Bob Brown", "a man called Bob Brown", "Bob Brown (not his real name)"."""
        key = name, index
        if key not in self._namesakes:
            if self._people is None:
                self._people = {}
                for each in self._view.mentions:
                    if each.kind is Kind.PERSON:
                        self._people.setdefault(each.name, []).append(each)
            uses = self._people.get(name, ())
            entry = self._entries[index]
            self._namesakes[key] = any(self._context.is_everyday(each, entry) for each in uses)
        return self._namesakes[key]

    def _named_so(self, name: str) -> Sequence[Mention]:
        if self._uses is None:
            self._uses = {}
            for each in self._view.mentions:
                if each.kind is Kind.PERSON and each.form is MentionForm.SHORT:
                    self._uses.setdefault(each.name, []).append(each)
        return self._uses.get(name, ())

    def _at_home(self, entry: AuthorityEntry) -> bool:
        """Whether the text is about the public affairs of the entry's country: it names a power of it, or another of
        its people in full."""
        if self._countries is None:
            named = (each for each in self._view.mentions if each.form is MentionForm.NAME)
            entries = (self._entries[each.authority] for each in named if each.authority is not None)
            self._countries = frozenset(each.kin for each in entries if _public(each))
        return bool(entry.kin) and entry.kin in self._countries


def _public(entry: AuthorityEntry) -> bool:
    return bool(entry.kin) and (entry.subtype in tuple(_Power) or entry.kind is Kind.PERSON)


def _distinct(name: str) -> bool:
    """Whether hardly anybody else has the name: "Netanyahu", but neither "Morrison" nor "Anwar" nor "Xi"."""
    return name not in family_names() and not may_be_given(name) and name not in _FAMILY_FIRST and len(name) > 3
