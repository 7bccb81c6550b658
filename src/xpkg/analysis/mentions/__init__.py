"""Finds what a text names: people, organizations, groups and places, by name, short name, pronoun or noun."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.mentions.assembly import mark, natives_of
from xpkg.analysis.mentions.candidates import see
from xpkg.analysis.mentions.document_evidence import accept, gather
from xpkg.analysis.mentions.gazetteer import Gazetteer, gazetteer_of
from xpkg.analysis.mentions.name_sentences import lines_of
from xpkg.analysis.mentions.nominals import find_nouns
from xpkg.analysis.mentions.overlap import choose
from xpkg.analysis.mentions.propagation import acronyms_of, called_after, inner_places, short_names, singles
from xpkg.analysis.mentions.speakers import find_first_persons, labelled, names_of
from xpkg.model import Authority, Mention, Text

__all__ = ["Gazetteer", "find_mentions", "gazetteer_of"]


def find_mentions(text: Text, authority: Authority) -> tuple[Mention, ...]:
    """The mentions of ``text`` in order, outside reference lists.

    Names do not overlap. Only the name of the place or person after which another entity is named may lie within that:
    "China's Ministry of Education", "the Carter campaign"."""
    gazetteer, source = gazetteer_of(authority), text.source.text
    sights = [see(line, gazetteer) for line in lines_of(text)]
    clues = gather(sights)
    labels = [labelled(text, sight) for sight in sights] if text.turns else [None] * len(sights)
    full, called = names_of([each or [] for each in labels], sights)
    accepted = accept(sights, clues, gazetteer) | full
    tails = frozenset(name.rsplit(" ", 1)[-1] for name in accepted)
    chosen = [
        choose(sight, accepted, tails, clues, gazetteer) if label is None else label
        for sight, label in zip(sights, labels, strict=True)
    ]
    known = short_names(sights, chosen)
    known = replace(known, people=known.people | called)
    natives = natives_of(source, sights, chosen)
    found: list[Mention] = []
    for sight, founds, label in zip(sights, chosen, labels, strict=True):
        founds += () if label is not None else singles(sight, tuple(founds), known, clues, gazetteer)
        founds += called_after(sight.line, tuple(founds))
        found += [mark(source, sight.line, each, natives, clues, gazetteer) for each in founds]
    found += acronyms_of(sights, tuple(found))
    found += inner_places(source, tuple(found), gazetteer)
    taken = {at for mention in found for at in range(mention.span.start, mention.span.end)}
    found += find_first_persons(text)
    for sight in sights:
        found += [mention for mention in find_nouns(sight.line) if mention.span.end - 1 not in taken]
    return tuple(sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)))
