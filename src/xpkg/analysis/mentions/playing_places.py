"""Takes the name of a town or land for its team's where that plays: "Ardia beat Tessary 3-1", "Ardia's goalkeeper"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xpkg.analysis.mentions.name_syntax import Named
from xpkg.analysis.mentions.team_syntax import has_score, is_coached
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Mention, MentionForm, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.tree import head_of, tokens_in

METHOD = "tree:team"
_SCORE = re.compile(r"\b\d{1,2} ?[-–] ?\d{1,2}\b")
_WHERE = having(Trait.LOCATIVE, Trait.DIRECTIONAL) | {"of"}
"""What leads to the place itself: "in Ardia", "the police of Ardia"."""


def with_teams(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` with the places that have the score of a match as the teams that they are there.

    So are the same names elsewhere in the text, except behind prepositions of place.
    """
    if not _SCORE.search(text.source.text):
        return [*mentions]
    played = {mention.name for mention, name in _places(text, mentions) if has_score(name)}
    if not played:
        return [*mentions]
    teams = {
        mention.span
        for mention, name in _places(text, mentions)
        if mention.name in played and (name.before() not in _WHERE or has_score(name) or is_coached(name))
    }
    return [_as_team(mention) if mention.span in teams else mention for mention in mentions]


def _places(text: Text, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Named]]:
    """The names of places, each where it stands in its sentence."""
    syntax = read(text)
    for mention in mentions:
        if mention.kind is Kind.PLACE and mention.form is MentionForm.NAME:
            parse = syntax.parse_of(mention.span)
            name = None if parse is None else _named(parse, mention)
            if name is not None:
                yield mention, name


def _named(parse: Parse, mention: Mention) -> Named | None:
    inside, head = tokens_in(parse, mention.span), head_of(parse, mention.span)
    return None if head is None else Named(parse, inside.start, inside.stop, head)


def _as_team(mention: Mention) -> Mention:
    return replace(mention, kind=Kind.ORGANIZATION, subtype="", authority=None, method=METHOD)
