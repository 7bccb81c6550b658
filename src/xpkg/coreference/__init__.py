"""Decides which thing each mention and phrase of a document denotes."""

from __future__ import annotations

from xpkg.analysis.mentions.gazetteer import lexicon_of
from xpkg.coreference.bibliography import resolve_records
from xpkg.coreference.coarguments import part_clauses, part_hearers
from xpkg.coreference.completion import complete
from xpkg.coreference.entities import Registry
from xpkg.coreference.kinship import find_relations
from xpkg.coreference.name_assignments import Ledger
from xpkg.coreference.name_resolution import Bearers
from xpkg.coreference.nominal_anaphora import resolve_nouns
from xpkg.coreference.personal_pronouns import Pronouns
from xpkg.coreference.scopes import Stories
from xpkg.coreference.source_phrases import Phrases
from xpkg.model import (
    Attribution,
    Authority,
    Identities,
    Kind,
    Mention,
    MentionForm,
    Position,
    Reference,
    Span,
    Text,
    Work,
)

__all__ = ["complete", "resolve"]


def resolve(
    text: Text,
    mentions: tuple[Mention, ...],
    attributions: tuple[Attribution, ...],
    references: tuple[Reference, ...],
    works: tuple[Work, ...],
    authority: Authority,
    positions: tuple[Position, ...] = (),
) -> Identities:
    """The entities of a document, and for each span that names one (mention, source phrase of an attribution,
    author or publisher of a reference, the adjective of a land that one of the ``positions`` is of) which it is.
    Spans of ``works`` are left to them."""
    lexicon = lexicon_of(authority)
    registry, stories = Registry(authority), Stories(text)
    relations = find_relations(text.source.text, mentions)
    bearers = Bearers(Ledger(text, mentions, lexicon, registry, stories, relations))
    bearers.decide()
    of = bearers.of
    for number, relation in relations.items():
        if number in of:
            registry.gender(of[number], relation.gender)
    resolve_nouns(text, mentions, of, registry, stories)
    pronouns = Pronouns(text, mentions, attributions, of, registry, stories, relations)
    pronouns.resolve()
    for parted in (*part_clauses(text, mentions, of), *part_hearers(text.source.text, mentions, of, attributions)):
        if mentions[parted].form is MentionForm.PRONOUN and mentions[parted].kind is Kind.PERSON:
            pronouns.left[mentions[parted].span] = "subject and object of a clause are two"
    left = {span for work in works for span in work.mentions}
    denotes: dict[Span, tuple[int, ...]] = {mentions[number].span: (place,) for number, place in of.items()}
    for span, places in Phrases(text.source.text, mentions, of).speakers(attributions).items():
        denotes.setdefault(span, places)
    for span, place in resolve_records(text.source.text, references, bearers, lexicon, registry):
        denotes.setdefault(span, (place,))
    for position in positions:
        land = lexicon.adjectives.get(position.place.cut(text.source.text)) if position.place else None
        if land is not None and position.place is not None and position.place not in denotes:
            denotes[position.place] = (registry.known(land),)
    pairs = ((span, place) for span, places in denotes.items() if span not in left for place in places)
    return Identities(tuple(registry.entities), tuple(sorted(pairs)), tuple(sorted(pronouns.left.items())))
