"""Makes documents for the tests of coreference: a text with its mentions in square brackets, or a text that is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from xpkg.analysis.attributions import find_attributions
from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.mentions.gazetteer import gazetteer_of
from xpkg.analysis.positions import find_positions
from xpkg.analysis.references import parse_references
from xpkg.coreference.document_view import DocumentView, view_of
from xpkg.coreference.entities import EntityTable, EntityTableBuilder
from xpkg.coreference.pipeline import RESOLVERS, run_resolvers
from xpkg.coreference.resolution import Decisions, Resolution, Resolver, identities
from xpkg.model import (
    Attribution,
    Authority,
    Gender,
    Identities,
    Kind,
    Mention,
    MentionForm,
    Metadata,
    Mode,
    Source,
    Span,
    SpeechAct,
)
from xpkg.text import parse

_MARK = re.compile(r"\[([^\]/]+)(?:/([a-z]+))?\]")
_KINDS = {"o": Kind.ORGANIZATION, "p": Kind.PLACE, "g": Kind.GROUP, "d": Kind.DOCUMENT}
_PRONOUNS: Mapping[str, tuple[Kind, Gender | None]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), (Kind.PERSON, Gender.MASCULINE)),
    **dict.fromkeys(("she", "her", "herself"), (Kind.PERSON, Gender.FEMININE)),
    **dict.fromkeys(("it", "its", "itself"), (Kind.ORGANIZATION, None)),
    **dict.fromkeys(("they", "them", "their"), (Kind.GROUP, None)),
}


def mentions_in(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without brackets, and a mention for each pair: ``[Ann Carter]``, ``[Orm Gazette/o]``, ``[he]``.

    Behind the bar stand letters: ``o p g d`` for a kind other than a person, ``n`` for a nominal, ``m f`` for a gender
    that a title tells. A name of one word is a short one.
    """
    text, mentions = "", []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at, words, signs = match.end(), match.group(1), match.group(2) or ""
        span = Span(len(text), len(text) + len(words))
        text += words
        kind, gender = _PRONOUNS.get(words.lower(), (Kind.PERSON, None))
        form = MentionForm.NAME if " " in words else MentionForm.SHORT
        form = MentionForm.PRONOUN if words.lower() in _PRONOUNS else MentionForm.NOMINAL if "n" in signs else form
        kind = next((_KINDS[sign] for sign in signs if sign in _KINDS), kind)
        gender = Gender.MASCULINE if "m" in signs else Gender.FEMININE if "f" in signs else gender
        name = words.lower() if form is MentionForm.PRONOUN else words
        mentions.append(Mention(span, kind, form, name, gender=gender))
    return text + marked[at:], tuple(mentions)


def marked_view(marked: str, *said: Attribution, authority: Authority | None = None) -> DocumentView:
    """The view of a text whose mentions are in brackets."""
    text, mentions = mentions_in(marked)
    return view_of(parse(Source("story", text, "0", Metadata(""))), mentions, said, authority=authority)


def says(marked: str, source: str, content: str, mode: Mode = Mode.INDIRECT, addressee: str = "") -> Attribution:
    """An attribution by the words of its parts in the text that ``marked`` stands for."""
    text, _ = mentions_in(marked)

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Attribution(
        span(source), (), (span(content),), mode, SpeechAct.SAYS, addressee=span(addressee) if addressee else None
    )


def given(view: DocumentView, labels: Sequence[str | None], genders: Mapping[str, Gender] | None = None) -> Resolution:
    """A resolution in which each mention denotes the entity of the label at its place; None for none yet."""
    table = EntityTableBuilder(EntityTable(view.authority))
    entity_of = {}
    for number, label in enumerate(labels):
        if label is not None:
            mention = view.mentions[number]
            entity_of[number] = table.new(mention.kind, label)
            table.note_gender(entity_of[number], (genders or {}).get(label))
    return Resolution(table.built(), entity_of)


def decided(
    decide: Callable[[DocumentView, Resolution], Decisions], view: DocumentView, resolution: Resolution
) -> dict[str, str]:
    """What a resolver decides: the label of each mention's entity by the mention's words."""
    decisions = decide(view, resolution)
    entities = decisions.entities or resolution.entities
    return {view.mentions[n].span.cut(view.source): entities.label(entity) for n, entity in decisions.entity_of.items()}


def read_view(text: str, authority: Authority | None = None, publisher: str | None = None) -> DocumentView:
    """The view of a text in which mentions, statements, positions and references are found."""
    authority = authority or Authority()
    parsed = parse(Source("story", text, "0", Metadata("", publisher=publisher)))
    mentions = find_mentions(parsed, authority)
    positions = find_positions(parsed, mentions, (), gazetteer_of(authority).lands())
    said = find_attributions(parsed, mentions)
    return view_of(parsed, mentions, said, parse_references(parsed), (), authority, positions)


def read(text: str, authority: Authority | None = None, resolvers: Sequence[Resolver] = RESOLVERS) -> Identities:
    """What the mentions and phrases of a text denote."""
    view = read_view(text, authority)
    return identities(view, run_resolvers(view, resolvers))


def denoted(found: Identities, span: Span) -> str:
    """The label of the one thing that ``span`` denotes; empty for nothing."""
    return next((found.entities[entity].label for each, entity in found.denotes if each == span), "")


def bearer(text: str, words: str, authority: Authority | None = None) -> str:
    """The label of what the last ``words`` of a text denote; empty for nothing."""
    start = text.rindex(words)
    return denoted(read(text, authority), Span(start, start + len(words)))
