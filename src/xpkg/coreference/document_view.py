"""One document as coreference reads it: what was found in it, and what follows from that alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.analysis.mentions.gazetteer import Gazetteer, gazetteer_of
from xpkg.coreference.clause_arguments import ClauseArguments
from xpkg.coreference.full_names import FullNames, find_people
from xpkg.coreference.grammatical_roles import GrammaticalRoles
from xpkg.coreference.kinship import Relation, find_relations
from xpkg.coreference.name_parts import shortened_names
from xpkg.coreference.scopes import Scopes
from xpkg.judgements import judged_apart
from xpkg.model import Attribution, Authority, Kind, Mention, Position, Reference, Text, Work


@dataclass(frozen=True, slots=True)
class DocumentView:
    """``relations`` are the mentions, by number, that introduce somebody by what he or she is to another; ``people``
    the persons by their full names; ``shortened`` the names that are part of a longer one in the document;
    ``roles`` gives the grammatical role of each mention, ``arguments`` which are arguments of one verb."""

    text: Text
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    references: tuple[Reference, ...]
    works: tuple[Work, ...]
    positions: tuple[Position, ...]
    authority: Authority
    gazetteer: Gazetteer
    scopes: Scopes
    relations: Mapping[int, Relation]
    shortened: frozenset[tuple[Kind, str]]
    people: FullNames
    roles: GrammaticalRoles
    arguments: ClauseArguments

    @property
    def source(self) -> str:
        """The text, character by character."""
        return self.text.source.text

    def is_shortened(self, mention: Mention) -> bool:
        """Whether the document has a longer name that ends so ("Daily News" of the "Brig Daily News")."""
        return (mention.kind, mention.name) in self.shortened


def view_of(
    text: Text,
    mentions: tuple[Mention, ...],
    attributions: tuple[Attribution, ...] = (),
    references: tuple[Reference, ...] = (),
    works: tuple[Work, ...] = (),
    authority: Authority | None = None,
    positions: tuple[Position, ...] = (),
) -> DocumentView:
    """The view of a document in which all this was found."""
    authority = authority or Authority()
    scopes, relations = Scopes(text), find_relations(text.source.text, mentions)
    shortened = shortened_names(mentions)
    people = find_people(mentions, relations, shortened, scopes, judged_apart(authority.judgements))
    return DocumentView(
        text, mentions, attributions, references, works, positions, authority, gazetteer_of(authority), scopes,
        relations, shortened, people, GrammaticalRoles(text, mentions, scopes),
        ClauseArguments(text, mentions),
    )  # fmt: skip
