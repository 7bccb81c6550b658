"""Finds the events of a text: what, when, where, who took which part."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xpkg.analysis.events.arguments import bears_a_name
from xpkg.analysis.events.circumstances import further_dates
from xpkg.analysis.events.event_coreference import merge
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.event_sources import find_sources
from xpkg.analysis.events.eventualities import CERTAIN, DENIAL
from xpkg.analysis.events.factuality import ahead, denied, unreal
from xpkg.analysis.events.gapping import gapped
from xpkg.analysis.events.named_events import find_named
from xpkg.analysis.events.nominal_events import read_noun
from xpkg.analysis.events.open_class import is_concrete
from xpkg.analysis.events.participants import ParticipantNames
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, Trigger, triggers
from xpkg.analysis.events.verbal_events import read_verb
from xpkg.analysis.events.vital_dates import find_vital_dates
from xpkg.analysis.grammar.adjuncts import dates_in
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.tokens import PossessivePronouns
from xpkg.analysis.times import last_day
from xpkg.lexicon import closed_classes, event_types
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_triggers import Need, ObjectKind, Trait
from xpkg.lexicon.event_types import OTHER
from xpkg.model import (
    Attribution,
    BlockType,
    Event,
    EventMethod,
    Identities,
    Mention,
    MentionForm,
    Mode,
    Span,
    Text,
    TimeExpression,
    Work,
)
from xpkg.syntax import read

_OF_VERBS = frozenset((EventMethod.ACTIVE, EventMethod.PASSIVE, EventMethod.PARTICIPLE))
_READ = (BlockType.PARAGRAPH, BlockType.TEASER, BlockType.CAPTION)
_POSSESSIVES = having(closed_classes.Trait.POSSESSIVE_DETERMINER) - {"her"} | {"whose"}
_LETHAL = event_types.having(event_types.Trait.LETHAL)
_GRAVE = event_types.having(event_types.Trait.GRAVE)
_NEAR = 2
"""Number of sentences before the pronoun within which its referent must be named."""
_LONG = 40
"""Days; of a longer period that includes the document's date, a noun does not show which part is meant."""
_SCHEDULED = event_types.having(event_types.Trait.SCHEDULED)
_DEFINITE = having(closed_classes.Trait.DEMONSTRATIVE) | {"the"}
_MOST = 60
"""How many words of one sentence are tried as triggers, the first ones: each one reads the whole sentence. What has
more in 2,000 characters is no sentence."""
_NAMED = Trigger(OTHER, Form.NOUN, (), "")


def find_events(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    works: tuple[Work, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    identities: Identities | None = None,
) -> tuple[Event, ...]:
    """The events that ``text`` asserts, in order of their triggers."""
    found = find_happenings(text, mentions, times, works, attributions, identities)
    return tuple(event for event in found if event.factuality == CERTAIN)


def find_happenings(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    works: tuple[Work, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    identities: Identities | None = None,
) -> tuple[Event, ...]:
    """The events of ``text``, in order of their triggers, and what it tells without asserting it.

    What is denied, tried, planned or possible has another factuality than "certain". What is asked, supposed, wished
    for or unclear is left out. Several mentions of one event are one event
    with several evidence passages. Its trigger is the first one outside the content of attributions, if there is
    one.
    """
    identities = identities or Identities()
    words = text.source.text
    contents = sorted(span for attribution in attributions for span in attribution.content)
    direct = sorted(span for each in attributions if each.mode is Mode.DIRECT for span in each.content)
    names = {mention.span: mention.name for mention in mentions}
    of = dict(identities.denotes)

    def name_of(span: Span) -> str:
        return identities.entities[of[span]].label if span in of else names.get(span, span.cut(words))

    usable = [mention for mention in mentions if not _determines(words, mention)]
    owning = [mention for mention in mentions if _determines(words, mention)]
    by_start = {mention.span.start: len(usable) + at for at, mention in enumerate(owning)}
    owners = PossessivePronouns([*usable, *owning], by_start)
    participants = ParticipantNames(words, identities, works, mentions)
    withheld = denied(attributions, words)
    drafts = (
        draft
        for draft in _drafts(text, usable, times, direct, participants, owners)
        if _kept(draft, withheld, contents, participants)
    )
    events = merge(drafts, participants, lambda trigger: not _within(contents, trigger), name_of)
    return tuple(replace(event, according_to=find_sources(event, attributions, words)) for event in events)


def _kept(
    draft: EventMention, denials: Sequence[Span], contents: Sequence[Span], participants: ParticipantNames
) -> bool:
    """Whether the text tells enough of the draft; its factuality is changed where somebody denies it.

    What is not asserted is kept where somebody known takes part and a row of the lexicon says what it would be.
    """
    parse = draft.parse
    trigger = parse.cut(*draft.trigger)
    verb = draft.method in _OF_VERBS
    if draft.factuality == CERTAIN and _within(denials, trigger):
        draft.factuality = DENIAL
    elif draft.factuality == CERTAIN:
        return not unreal(parse, draft.trigger[0], verb=verb, said=_within(contents, trigger))
    noun = draft.row.form is Form.NOUN and draft.row is not _NAMED
    specific = (verb or noun) and not draft.row.open and draft.row.event_type != OTHER
    return specific and any(participants.known(parse, part) for _, part in draft.parts)


def _determines(words: str, mention: Mention) -> bool:
    """Whether a pronoun is a possessive before its noun, so that the noun and not the pronoun takes part."""
    if mention.form is not MentionForm.PRONOUN:
        return False
    low = mention.name.lower()
    return low in _POSSESSIVES or (low == "her" and words[mention.span.end : mention.span.end + 2].strip().isalpha())


def _drafts(
    text: Text,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    direct: Sequence[Span],
    participants: ParticipantNames,
    owners: PossessivePronouns,
) -> Iterator[EventMention]:
    lexicon, last = triggers(), last_day(text)
    quoted = [quotation.inner for quotation in text.quotations]
    titles = [span for span in quoted if _is_title(span.cut(text.source.text))]
    parses = read(text).parses
    for number, sentence in enumerate(text.sentences):
        block = text.block_of(sentence)
        if block.type not in _READ:
            continue
        parse = ShallowParse(text.source.text, sentence, mentions, times, owners)
        told = _in_line(SentenceTree(parse, parses[number]), lexicon, participants)
        drafts = sorted([*told, *_named(parse), *find_vital_dates(parse)], key=lambda draft: draft.trigger)
        for draft in _without_carriers(drafts):
            if draft.row is _NAMED and _within(titles, parse.cut(*draft.trigger)):
                continue  # “On the Risks of an Economic Blockade”
            if draft.row is _NAMED and ((last and _after(draft.date, last)) or ahead(parse, draft.trigger[0])):
                continue
            scheduled = draft.event_type in _SCHEDULED and draft.row.form is Form.NOUN and draft.factuality == CERTAIN
            if last and scheduled and (_after(draft.date, last) or _open(draft, last)):
                continue  # a noun does not show that it was still in the future when the document was published
            if _within(direct, parse.cut(*draft.trigger)) and (draft.date is None or not draft.named()):
                continue  # a direct quotation is no account of events, unless it says when and who
            if _within(quoted, parse.cut(*draft.trigger)) or draft.event_type in _GRAVE:
                since = text.sentences[max(0, number - _NEAR)].span.start
                quotes = _within(quoted, parse.cut(*draft.trigger))
                kept = [
                    (role, part)
                    for role, part in draft.parts
                    if not _pronoun(parse, part)
                    or (draft.counts(part) and part.end - part.start > 1)
                    or (not quotes and participants.named_since(parse, part, since))
                ]
                dropped, draft.parts = len(kept) < len(draft.parts), kept
                if dropped and not (draft.counted() or any(participants.known(parse, part) for _, part in draft.parts)):
                    continue
            yield draft


def _pronoun(parse: ShallowParse, phrase: NounPhrase) -> bool:
    return phrase.mention is not None and parse.mentions[phrase.mention].form is MentionForm.PRONOUN


def _in_line(
    view: SentenceTree, lexicon: Mapping[str, tuple[Trigger, ...]], participants: ParticipantNames
) -> Iterator[EventMention]:
    parse = view.words
    taken, tried = -1, 0
    absorbed: frozenset[int] = frozenset()
    for at, token in enumerate(parse.tokens):
        if at <= taken or at in absorbed:
            continue
        if tried >= _MOST:
            return
        if token.time is not None:
            continue  # the month of March
        for row in lexicon.get(token.low, ()):
            if token.mention is not None and not (row.form is Form.NOUN and token.word.islower()):
                continue
            if at and not token.word[0].islower():
                continue  # a word of a title
            if row.complement is not None and not row.complement.possible(view.lows):
                continue
            if len(row.words) > 1 and tuple(parse.low(at + index) for index in range(len(row.words))) != row.words:
                continue
            tried += 1
            draft = read_noun(view, at, row) if row.form is Form.NOUN else read_verb(view, at, row)
            if draft and not (_dated(draft, participants) and _anchored(draft, participants)):
                draft = None
            if draft and _told(draft, participants):
                taken = at + len(row.words) - 1
                absorbed |= draft.absorbed
                verbal = draft.date is not None and row.form is not Form.NOUN
                if verbal and (shares := gapped(view, at)):
                    rest = [(role, part) for role, part in draft.parts if role != "patient"]
                    for date, objects in shares:
                        yield replace(draft, date=date, parts=[*rest, *(("patient", each) for each in objects)])
                    break
                yield draft
                for date in further_dates(view, draft.date) if verbal and draft.date else ():
                    yield replace(draft, date=date, parts=[*draft.parts])
                break


def _dated(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether an event that needs a date has one, or two participants with names in its place."""
    if draft.date is not None or Need.DATED not in draft.row.needs or (draft.occurred and draft.place):
        return True
    both = all(
        any(participants.known(draft.parse, part) for part in draft.with_role(role)) for role in ("agent", "patient")
    )
    return both and draft.row.form is not Form.NOUN and draft.row.event_type == OTHER


def _anchored(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether an event of no special kind has somebody known in it, people who are counted, or a date and a thing."""
    row, parse = draft.row, draft.parse
    if row.event_type != OTHER:
        return True
    if any(participants.known(parse, part) or (draft.date and draft.is_name(part)) for _, part in draft.parts):
        return True
    if Trait.BALLOT in row.traits:
        return not draft.counted()
    counted = Trait.COUNTS_PEOPLE in row.traits and draft.counted()
    return counted or (draft.date is not None and any(is_concrete(draft, part) for _, part in draft.parts))


def _told(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether the text gives its date, its participants or their number."""
    parse = draft.parse
    return bool(
        draft.date
        or draft.counted()
        or (draft.event_type == "leak" and parse.low(draft.parts[0][1].start) in _DEFINITE)
        or (draft.place and draft.row.form is Form.NOUN)
        or any(participants.known(parse, part) for _, part in draft.parts)
        or (draft.event_type != OTHER and any(bears_a_name(parse, part) for part in draft.with_role("patient")))
    )


def _after(date: TimeExpression | None, last: str) -> bool:
    return date is not None and date.earliest is not None and date.earliest > last


def _open(draft: EventMention, last: str) -> bool:
    """Whether an election or meeting may still be in the future on the day ``last``: no verb says that it was held.
    Its date is a longer period that has not passed by then ("the 2016 election"), or a day that may be to come."""
    date = draft.date
    if draft.event_type not in {"election", "meeting"} or draft.with_role("agent") or draft.reach or date is None:
        return False
    if not date.resolved:
        return True
    if date.earliest is None or date.latest is None or date.latest <= last:
        return False
    return (datetime.date.fromisoformat(date.latest) - datetime.date.fromisoformat(date.earliest)).days > _LONG


def _without_carriers(drafts: list[EventMention]) -> Iterator[EventMention]:
    """``drafts`` without the verbs of no particular type with an argument that is itself one: "began a trial".

    Neither are the nouns among them that are what a weapon does ("fired artillery fire"), nor what somebody was
    killed by: "shot and killed".
    """
    for draft in drafts:
        carried = any(_holds(draft, other) for other in drafts if other is not draft)
        fired = any(
            ObjectKind.WEAPON in other.row.objects and _holds(other, draft) for other in drafts if other is not draft
        )
        killed = any(_kills_by(draft, other) for other in drafts if other is not draft)
        signed = next((other for other in drafts if _signs(other, draft)), None)
        if signed is not None:
            held = {phrase for _, phrase in signed.parts}
            signed.parts += [("participant", phrase) for _, phrase in draft.parts if phrase not in held]
            continue
        empty = draft.row.event_type == OTHER or draft.row.open or Trait.CARRIER in draft.row.traits
        if not ((carried and empty) or fired or killed):
            yield draft


def _signs(draft: EventMention, other: EventMention) -> bool:
    """Whether ``other`` only names what ``draft`` tells was signed: "signed an agreement", "the treaty of 1340"."""
    agreement = other.event_type == "agreement" or other.row is _NAMED
    return draft is not other and draft.event_type == "signing" and agreement and _holds(draft, other)


def _kills_by(draft: EventMention, other: EventMention) -> bool:
    """Whether ``other`` tells, joined to ``draft``, that somebody died of it."""
    lethal = draft.event_type not in _LETHAL and other.event_type in _LETHAL and draft.event_type in _GRAVE
    return lethal and other.trigger[0] == draft.trigger[1] + 1 and draft.parse.low(draft.trigger[1]) == "and"


def _holds(draft: EventMention, other: EventMention) -> bool:
    """Whether the trigger of ``other`` stands in an object of ``draft``, or in its subject: "the talks ended"."""
    return any(phrase.start <= other.trigger[0] < phrase.end for _, phrase in draft.parts)


def _named(parse: ShallowParse) -> Iterator[EventMention]:
    for start, end, event_type in find_named(parse.text, parse.span.start, parse.span.end):
        inside = [at for at, token in enumerate(parse.tokens) if start <= token.start and token.end <= end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        draft = EventMention(parse, _NAMED, (first, last), method=EventMethod.NAME, event_type=event_type)
        draft.label = " ".join(parse.text[start:end].split())
        after = [time for at, time in dates_in(parse, last, min(last + 3, len(parse.tokens)))]
        within = [time for _, time in dates_in(parse, first, last)]
        draft.date = next((time for time in (*within, *after[:1]) if time.resolved), None)
        draft.evidence = parse.span
        yield draft


def _is_title(words: str) -> bool:
    """Whether quoted words are written as the title of a work: each long one with a capital."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return 1 < len(long) < 16 and all(word[0].isupper() for word in long)


def _within(spans: Sequence[Span], inner: Span) -> bool:
    """Whether one of the sorted ``spans`` holds ``inner``; those that begin long before are looked at too."""
    at = bisect_right(spans, inner.start, key=lambda span: span.start) - 1
    return any(spans[back].contains(inner) for back in range(at, max(-1, at - 8), -1))
