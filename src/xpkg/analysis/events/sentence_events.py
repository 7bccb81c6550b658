"""Reads the events of each sentence, before the mentions of one event are merged."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xpkg.analysis.events.anchoring import tells_enough
from xpkg.analysis.events.carriers import without_carriers
from xpkg.analysis.events.chronicles import entry_dates, told_as_past
from xpkg.analysis.events.circumstances import further_dates
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.eventualities import CERTAIN
from xpkg.analysis.events.factuality import ahead
from xpkg.analysis.events.gapping import gapped
from xpkg.analysis.events.named_events import NAMED, find_named_events
from xpkg.analysis.events.nominal_events import read_noun
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.participants import ParticipantNames
from xpkg.analysis.events.sentence_tree import SentenceTree, sentence_tree
from xpkg.analysis.events.triggers import Form, Trigger, triggers
from xpkg.analysis.events.verbal_events import read_verb
from xpkg.analysis.events.vital_dates import find_vital_dates
from xpkg.analysis.times import last_day
from xpkg.lexicon import event_types
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.noun_kinds import human_nouns
from xpkg.model import BlockType, Mention, MentionForm, Span, Text, TimeExpression
from xpkg.syntax import read
from xpkg.syntax.arguments import subject
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.tree import ancestors, head_of

_READ = (BlockType.PARAGRAPH, BlockType.TEASER, BlockType.CAPTION)
_GRAVE = event_types.having(event_types.Trait.GRAVE)
_NEAR = 2
"""Number of sentences before the pronoun within which its referent must be named."""
_LONG = 40
"""Days; of a longer period that includes the document's date, a noun does not show which part is meant."""
_THIS = having(Trait.DEMONSTRATIVE) | {"next"}
_SUBORDINATE = frozenset(("advcl", "ccomp"))
_SCHEDULED = event_types.having(event_types.Trait.SCHEDULED)
_MOST = 60
"""How many words of one sentence are tried as triggers, the first ones: each one reads the whole sentence. What has
more in 2,000 characters is no sentence."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Stretches of a text, each in order: those quoted, those said in direct speech, those that are titles."""

    quotations: Sequence[Span]
    direct: Sequence[Span]
    titles: Sequence[Span]


def find_mentions_of_events(
    text: Text,
    mentions: Sequence[Mention],
    owners: Sequence[Mention],
    times: Sequence[TimeExpression],
    direct: Sequence[Span],
    participants: ParticipantNames,
) -> Iterator[EventMention]:
    """The mentions of events in each sentence of ``text``, in order.

    ``owners`` are the possessive pronouns, which are none of ``mentions``. ``direct`` is what somebody says in direct
    speech, in order.
    """
    last = last_day(text)
    quotations = [quotation.inner for quotation in text.quotations]
    titles = [span for span in quotations if _is_title(span.cut(text.source.text))]
    quoted = Quoted(quotations, direct, titles)
    parses, entries = read(text).parses, entry_dates(text, times)
    for number, sentence in enumerate(text.sentences):
        if text.block_of(sentence).type not in _READ or not len(parses[number]):
            continue
        entry = entries.get(sentence.block)
        parse = parses[number] if entry is None else told_as_past(parses[number])
        view = sentence_tree(text.source.text, parse, mentions, times, owners, entry)
        found = [*_in_line(view, triggers(), participants), *find_named_events(view), *find_vital_dates(view)]
        since = text.sentences[max(0, number - _NEAR)].span.start
        for draft in without_carriers(sorted(found, key=lambda draft: draft.trigger)):
            if not _is_ahead(draft, last, quoted) and _stands_in_quotes(draft, quoted, participants, since):
                yield draft


def _is_ahead(draft: EventMention, last: str, quoted: Quoted) -> bool:
    """Whether the event was still in the future when the document came out, on the day ``last``; or is but a title."""
    if draft.row is NAMED:
        title = lies_within(quoted.titles, draft.span())  # “On the Risks of an Economic Blockade”
        return title or bool(last and _after(draft.date, last)) or ahead(draft.view, _head(draft))
    scheduled = draft.event_type in _SCHEDULED and draft.row.form is Form.NOUN and draft.factuality == CERTAIN
    if not last:
        return scheduled and _may_come(draft)
    return scheduled and (_after(draft.date, last) or _open(draft, last))


def _head(draft: EventMention) -> int:
    """The place of the word that heads the trigger."""
    head = head_of(draft.view.tree, draft.span())
    return draft.trigger[1] - 1 if head is None else head


def _stands_in_quotes(draft: EventMention, quoted: Quoted, participants: ParticipantNames, since: int) -> bool:
    """Whether the event may stand though it is told in quotation marks, or is grave.

    A direct quotation is no account of events, unless it says when and who. Pronouns take no part then, unless their
    referents are named from ``since`` on.
    """
    view, trigger = draft.view, draft.span()
    if lies_within(quoted.direct, trigger) and (draft.date is None or not draft.named()):
        return False
    quotes = lies_within(quoted.quotations, trigger)
    if not quotes and draft.event_type not in _GRAVE:
        return True
    doubted = _means_subject_above(draft, participants)
    kept = [
        (role, part)
        for role, part in draft.parts
        if not _pronoun(view, part)
        or (draft.counts(part) and part.end - part.start > 1)
        or (not quotes and not doubted and participants.named_since(view, part, since))
    ]
    dropped, draft.parts = len(kept) < len(draft.parts), kept
    return not dropped or draft.counted() or any(participants.known(view, part) for _, part in draft.parts)


def _means_subject_above(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether a pronoun may mean somebody who has no name, or another one, in the clause above: "the killer shouted as
    he | shot the guests"."""
    view, tree = draft.view, draft.view.tree
    verb = draft.trigger[0]
    above = next((each for each in ancestors(tree, verb) if is_clause(tree, each)), None)
    own = None if above is None or tree.relation(verb) not in _SUBORDINATE else subject(tree, above)
    if own is None or tree.upos[own] == "PRON" or tree.xpos[own] in {"NNS", "NNPS"}:
        return False
    beside = (own, *tree.having(own, "flat", "appos"))
    if not any(view.human(each) or tree.word(each) in human_nouns() for each in beside):
        return False
    keys = {participants.key(view, phrase) for phrase in view.phrases(own)}
    subjects = tree.having(verb, "nsubj")
    pronouns = (part for _, part in draft.parts if part.end - 1 in subjects and _pronoun(view, part))
    return any(participants.key(view, part) not in keys for part in pronouns)


def _pronoun(view: SentenceTree, phrase: NounPhrase) -> bool:
    return phrase.mention is not None and view.mentions[phrase.mention].form is MentionForm.PRONOUN


def _in_line(
    view: SentenceTree, lexicon: Mapping[str, tuple[Trigger, ...]], participants: ParticipantNames
) -> Iterator[EventMention]:
    """The events that words of the lexicon tell, in order of the text."""
    taken, tried = -1, 0
    absorbed: frozenset[int] = frozenset()
    for at, word in enumerate(view.tree.words):
        rows = lexicon.get(word, ())
        if not rows or at <= taken or at in absorbed or view.time_on[at] is not None:
            continue  # the month of March
        if tried >= _MOST:
            return
        if at and not view.tree.tokens[at].text[0].islower():
            continue  # a word of a title
        for row in rows:
            if not _may_tell(view, at, row):
                continue
            tried += 1
            draft = read_noun(view, at, row) if row.form is Form.NOUN else read_verb(view, at, row)
            if draft is not None and tells_enough(draft, participants):
                taken = at + len(row.words) - 1
                absorbed |= draft.absorbed
                yield from _each_time(draft)
                break


def _may_tell(view: SentenceTree, at: int, row: Trigger) -> bool:
    """Whether the words of ``row`` stand at ``at``, with what they need in the sentence."""
    if view.mention_on[at] is not None and not (row.form is Form.NOUN and view.tree.tokens[at].text.islower()):
        return False
    if row.complement is not None and not row.complement.possible(view.lows):
        return False
    return len(row.words) == 1 or tuple(view.low(at + index) for index in range(len(row.words))) == row.words


def _each_time(draft: EventMention) -> Iterator[EventMention]:
    """``draft``; where its verb tells of several dates, one for each."""
    if draft.date is None or draft.row.form is Form.NOUN:
        yield draft
        return
    view = draft.view
    if shares := gapped(view, draft.trigger[0]):
        rest = [(role, part) for role, part in draft.parts if role != "patient"]
        for date, objects in shares:
            yield replace(draft, date=date, parts=[*rest, *(("patient", each) for each in objects)])
        return
    further = further_dates(view, draft.date)
    if further and view.tree.relation(draft.trigger[0]) == "advcl":
        yield replace(draft, date=None)  # "took part in raids in 1687 and 1689, being made a general"
        return
    yield draft
    for date in further:
        yield replace(draft, date=date, parts=[*draft.parts])


def _after(date: TimeExpression | None, last: str) -> bool:
    return date is not None and date.earliest is not None and date.earliest > last


def _open(draft: EventMention, last: str) -> bool:
    """Whether an election or meeting may still be in the future on the day ``last``: no verb says that it was held.
    Its date is a longer period that has not passed by then ("the 2016 election"), or a day that may be to come."""
    date = draft.date
    if draft.event_type not in {"election", "meeting"} or draft.with_role("agent") or draft.held or date is None:
        return False
    if not date.resolved:
        return True
    if date.earliest is None or date.latest is None or date.latest <= last:
        return False
    return (datetime.date.fromisoformat(date.latest) - datetime.date.fromisoformat(date.earliest)).days > _LONG


def _may_come(draft: EventMention) -> bool:
    """Whether an election or meeting may be to come in a text that does not say when it came out.

    No verb says that it was held. It is of a day of any year ("the Nov. 8 election") or of this time ("this summer").
    """
    date = draft.date
    if draft.event_type not in {"election", "meeting"} or draft.held or draft.with_role("agent") or date is None:
        return False
    words = date.span.cut(draft.view.text).lower().split()
    return not date.resolved and (words[0] in _THIS or any(word[0].isdigit() for word in words))


def _is_title(words: str) -> bool:
    """Whether quoted words are written as the title of a work: each long one with a capital."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return 1 < len(long) < 16 and all(word[0].isupper() for word in long)


def lies_within(spans: Sequence[Span], inner: Span) -> bool:
    """Whether one of the sorted ``spans`` holds ``inner``; those that begin long before are looked at too."""
    at = bisect_right(spans, inner.start, key=lambda span: span.start) - 1
    return any(spans[back].contains(inner) for back in range(at, max(-1, at - 8), -1))
