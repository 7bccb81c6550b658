"""Finds what a text names: people, organizations, groups and places, by name, short name, pronoun or noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xpkg.analysis.mentions.assembly import mark, natives_of
from xpkg.analysis.mentions.candidates import Sight, see
from xpkg.analysis.mentions.cited_authors import find_cited
from xpkg.analysis.mentions.document_evidence import Clues, accept, gather
from xpkg.analysis.mentions.gazetteer import Gazetteer, gazetteer_of
from xpkg.analysis.mentions.impersonal_subjects import find_resumed
from xpkg.analysis.mentions.introduced import with_introduced
from xpkg.analysis.mentions.name_sentences import Found, Line, lines_of
from xpkg.analysis.mentions.name_starts import without_offices
from xpkg.analysis.mentions.nominals import find_nouns
from xpkg.analysis.mentions.overlap import choose
from xpkg.analysis.mentions.playing_places import with_teams
from xpkg.analysis.mentions.propagation import (
    acronyms_of,
    called_after,
    inner_places,
    is_persons,
    short_names,
    singles,
)
from xpkg.analysis.mentions.settled_kinds import with_settled_kinds
from xpkg.analysis.mentions.speakers import find_first_persons, labelled, names_of
from xpkg.analysis.mentions.tagged_names import add_tagged, drop_doubtful
from xpkg.analysis.mentions.tagged_words import Tagged, tagged_names
from xpkg.model import Authority, Mention, Text

__all__ = ["Gazetteer", "find_mentions", "gazetteer_of", "join_mentions"]


def find_mentions(text: Text, authority: Authority) -> tuple[Mention, ...]:
    """The mentions of ``text`` in order, outside reference lists.

    Names do not overlap. Only the name of the place or person after which another entity is named may lie within that:
    "China's Ministry of Education", "the Carter campaign"."""
    lines = lines_of(text)
    found = with_introduced(text, join_mentions(text, lines, authority, tagged_names(text, lines)))
    return tuple(with_teams(text, with_settled_kinds(text, lines, found, gazetteer_of(authority))))


def join_mentions(
    text: Text, lines: Sequence[Line], authority: Authority, tagged: Sequence[Sequence[Tagged]] | None = None
) -> tuple[Mention, ...]:
    """The mentions in ``lines`` by the rules, and by what the name tagger says of each line, where it is asked."""
    gazetteer, source = gazetteer_of(authority), text.source.text
    sights = [see(line, gazetteer) for line in lines]
    for at, body in find_resumed([(sight.line, sight.runs) for sight in sights], gazetteer):
        sights[at].bodies.append(body)
    clues = gather(sights)
    labels = [labelled(text, sight, gazetteer) for sight in sights] if text.turns else [None] * len(sights)
    full, called = names_of([each or [] for each in labels], sights)
    accepted = accept(sights, clues, gazetteer) | full
    tails = frozenset(name.rsplit(" ", 1)[-1] for name in accepted)
    chosen = [
        choose(sight, accepted, tails, clues, gazetteer) if label is None else label
        for sight, label in zip(sights, labels, strict=True)
    ]
    spread = _Spread(sights, [label is not None for label in labels], called, clues, gazetteer)
    if tagged is None:
        chosen = spread.with_short_names(chosen)
    else:
        told = [[] if label is not None else own for own, label in zip(tagged, labels, strict=True)]
        chosen = without_offices(sights, drop_doubtful(sights, chosen, tagged), told)
        chosen = spread.with_short_names(chosen)
        chosen = spread.with_short_names(add_tagged(sights, chosen, told, clues, gazetteer))
    chosen = [
        [*founds, *find_cited(sight.line, {place for each in founds for place in range(each.first, each.last)})]
        for sight, founds in zip(sights, chosen, strict=True)
    ]
    natives = natives_of(source, sights, chosen)
    found: list[Mention] = []
    for sight, founds in zip(sights, chosen, strict=True):
        founds += called_after(sight.line, tuple(founds))
        found += [mark(source, sight.line, each, natives, clues, gazetteer) for each in founds]
    found += acronyms_of(sights, tuple(found))
    found += inner_places(source, tuple(found), gazetteer)
    taken = {at for mention in found for at in range(mention.span.start, mention.span.end)}
    found += find_first_persons(text)
    for sight in sights:
        found += [mention for mention in find_nouns(sight.line) if mention.span.end - 1 not in taken]
    return tuple(sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)))


@dataclass(frozen=True, slots=True)
class _Spread:
    """What is needed to find short names. ``labels``: whether a line is a speaker's label, which holds none.

    ``called`` are the short names that labels give.
    """

    sights: Sequence[Sight]
    labels: Sequence[bool]
    called: frozenset[str]
    clues: Clues
    gazetteer: Gazetteer

    def with_short_names(self, chosen: Sequence[Sequence[Found]]) -> list[list[Found]]:
        """``chosen`` with the single words that are short for one of them."""
        known = short_names(self.sights, chosen)
        known = replace(known, people=known.people | self.called)
        # "NINA HARGREAVES … HARGREAVES said": no acronym
        kept = [
            [found for found in founds if not is_persons(found, sight.line, known)]
            for sight, founds in zip(self.sights, chosen, strict=True)
        ]
        return [
            [*founds, *(() if label else singles(sight, tuple(founds), known, self.clues, self.gazetteer))]
            for sight, founds, label in zip(self.sights, kept, self.labels, strict=True)
        ]
