"""Reads events that a verb expresses: who did what to whom, actively or passively."""

from __future__ import annotations

from xpkg.analysis.events.arguments import fits, second_object, take_active, take_passive
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.event_typing import kills, type_of
from xpkg.analysis.events.selection import meets_needs
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.analysis.grammar.adjuncts import date_of, dates_in, place_of
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.verb_groups import VerbGroup
from xpkg.analysis.grammar.words import BE, DETERMINERS, HARD, MODALS, PREPOSITIONS, negated
from xpkg.lexicon import closed_classes, event_types, nouns, verb_classes
from xpkg.lexicon.event_triggers import Need, Trait
from xpkg.lexicon.event_types import OTHER
from xpkg.model import Kind, TimeExpression

_TOLD_BESIDE = event_types.having(event_types.Trait.TOLD_BESIDE)
_FINDINGS = nouns.having(nouns.Trait.FINDINGS)
_STATEMENTS = nouns.having(nouns.Trait.STATEMENT)
_COERCIVE = verb_classes.having(verb_classes.Trait.COERCIVE)
_DESIDERATIVE = verb_classes.having(verb_classes.Trait.DESIDERATIVE)
_SEQUENTIAL = closed_classes.having(closed_classes.Trait.SEQUENTIAL)
_DETERMINERS_OF_NOUNS = closed_classes.having(closed_classes.Trait.ARTICLE, closed_classes.Trait.POSSESSIVE_DETERMINER)
_PARTICLES = closed_classes.having(closed_classes.Trait.PARTICLE)
_NOMINATIVE = closed_classes.having(closed_classes.Trait.SUBJECT_PRONOUN) - closed_classes.having(
    closed_classes.Trait.OBJECT_PRONOUN
)
_PRESENT = closed_classes.having(closed_classes.Trait.PRESENT)


def read_verb(parse: ShallowParse, at: int, row: Trigger) -> EventMention | None:
    """The event that the verb at ``at`` expresses, or None where it does not say that something happened."""
    if row.form is Form.BASE and not (_forced(parse, at) or parse.first_to(at - 1)):
        return None
    width = len(row.words)
    end = at + width
    group = parse.group(at - 2 if row.form is Form.BASE and _forced(parse, at) else at)
    particles = frozenset[str]() if row.intransitive else _PARTICLES
    if row.event_type == OTHER:
        particles = _PARTICLES | {"over", "on"}
    dated = end + 1 < len(parse.tokens) and parse.tokens[end + 1].time is not None  # "opened on Monday"
    if parse.low(at - 1) in _DETERMINERS_OF_NOUNS or (width == 1 and parse.low(end) in particles and not dated):
        return None  # "gave it a shot", "opened up a lead", "the odds have shot up"
    if (
        not group.assertive
        or parse.conditional(at)
        or (row.form is Form.PAST and parse.adjectival(at) and not group.auxiliaries)
    ):
        return None
    if (
        row.form is Form.PARTICIPLE
        and not group.auxiliaries
        and parse.low(end) != "by"
        and Need.PASSIVE not in row.needs
    ):
        return None
    if row.form is Form.GERUND:
        return _participial(parse, at, row)
    behind = parse.past_dates(end + 1 if dated and parse.preposition(end) else end)
    if row.event_type == OTHER and parse.low(behind).endswith("ing") and parse.tokens[behind].mention is None:
        return None  # "began targeting", "began on Monday training"
    if (
        row.event_type == OTHER
        and Trait.BALLOT not in row.traits
        and parse.low(end) == "to"
        and not (end + 1 < len(parse.tokens) and parse.tokens[end + 1].mention)
    ):
        return None  # "began to change"
    passive = False if row.form is Form.BASE else _passive(parse, group, end, row)
    if passive and not group.auxiliaries and any(parse.low(back) in MODALS for back in range(max(0, at - 6), at)):
        return None  # "would sign the law passed by the council"
    opens = bool(passive) and not group.auxiliaries and group.start == 0
    bare = passive and Trait.BARE_PASSIVE in row.traits and not group.auxiliaries
    native = _who_is(parse, group.start, alone=True) if bare else ()
    if passive is None or (Need.PASSIVE in row.needs and not (passive and (group.auxiliaries or opens or native))):
        return None
    draft = EventMention(
        parse, row, (at, end), method=f"verb {parse.tokens[at].low}, {'passive' if passive else 'active'}"
    )
    reduced = passive and not group.auxiliaries and parse.low(group.start - 1) not in {"and", "or"}
    subject = (
        parse.fronted(end) if opens else parse.adjacent(group.start) if reduced else parse.phrase_before(group.start)
    )
    first = parse.first_to(group.start)
    if first or (native and not opens):
        subject = native or _who_is(parse, group.start)  # "Jane Doe is a painter born in 1950"
    if reduced and subject and parse.low(subject[0].start - 1) in _DESIDERATIVE:
        return None  # "wants Jane Doe removed"
    if Trait.UNCLEAR_WITH_ON in row.traits and parse.low(end) == "on" and not dated:
        return None  # an army's march on a town, or a protest: the words do not show which
    if passive and Trait.PASSIVE_WITH_BY in row.traits and parse.low(end) != "by":
        return None  # "a letter addressed to", "was met with jeers"
    limit = parse.right(end - 1)
    found = take_passive(draft, subject, limit) if passive else take_active(draft, subject, limit)
    if not found:
        return None
    if not meets_needs(draft, subject, limit, passive=passive):
        return None
    own = parse.left(at - 2 if row.form is Form.BASE and not first else at)
    if first:
        own = parse.left(parse.group(at).start, over_verbs=True)
    left = at if opens else subject[0].start if reduced and subject else own
    _circumstances(draft, left, next((here for here in range(end, limit) if opens and parse.parts(here)), limit))
    if Trait.OF_THING_OR_PLACE in row.traits and not any(
        {"thing", "place"} & set(phrase.kinds) for _, phrase in draft.parts
    ):
        return None  # "a power struggle erupted"
    if Trait.ALSO_OF_WORDS in row.traits and _in_words(draft):
        return None
    if row.event_type == "conviction" and parse.low(end) == "of" and parse.low(end + 1) in {"no", "nothing"}:
        return None
    if row.event_type in {"attack", "death"} and parse.low(group.start - 1) in {"that", "which"}:
        draft.parts = [(role, each) for role, each in draft.parts if role != "agent" or kills(each)]
    return None if Need.PLACED in row.needs and not (draft.date or draft.place) else draft


def _who_is(parse: ShallowParse, to: int, *, alone: bool = False) -> tuple[NounPhrase, ...]:
    """Of whom the noun before token ``to`` is said: "Jane Doe was the first woman | to receive"; ``alone`` only where
    it depends on no other noun ("the mother of a painter")."""
    verb = next((at for at in range(to - 1, max(0, to - 9), -1) if parse.finite(at)), None)
    if verb is None or parse.low(verb) not in BE | {"became"} or any(negated(parse.low(at)) for at in range(verb, to)):
        return ()
    if alone and any(parse.preposition(at) or parse.low(at) == "," for at in range(verb, to)):
        return ()
    return parse.phrase_before(parse.group(verb).start)


def _forced(parse: ShallowParse, at: int) -> bool:
    """Whether the infinitive at ``at`` is what somebody was made to do: "was forced to resign"."""
    return parse.low(at - 1) == "to" and parse.low(at - 2) in _COERCIVE and parse.group(at - 2).passive


def _in_words(draft: EventMention) -> bool:
    """Whether somebody is attacked and the text gives no place: in the news such attacks are mostly made in words."""
    patients = draft.with_role("patient")
    return draft.place is None and any({"person", "body"} & set(phrase.kinds) for phrase in patients)


def _passive(parse: ShallowParse, group: VerbGroup, end: int, row: Trigger) -> bool | None:
    """Whether the verb is passive; None where it is neither (a present state, a bare participle that says nothing)."""
    words = [parse.low(index) for index in range(group.start, group.verb)]
    if group.passive:
        return None if words and words[0] in _PRESENT and "being" not in words and "been" not in words else True
    if group.auxiliaries:
        return False
    following = parse.low(end)
    if row.finite or _nominative(parse, group.start):
        return False  # "wrote", "he announced" are no participles
    if following == "by" and not row.intransitive:
        return True
    if row.intransitive:
        return False
    dated = end < len(parse.tokens) and parse.tokens[end].time is not None
    behind = parse.past_dates(end + 1 if following in {"on", "in"} else end)
    named = behind < len(parse.tokens) and parse.tokens[behind].mention is not None
    apart = behind > end + 1 and not named and parse.low(behind) not in DETERMINERS  # "filed on Monday accuses"
    bare = dated or not following or following in PREPOSITIONS or following in HARD or following in {",", "and", ")"}
    if following in {"and", "or"} and second_object(parse, end):
        return False  # "shot and killed him"
    if bare and (apart or not parse.phrase_after(end, parse.right(end - 1))):
        if _contact(parse, group.start):
            return None  # "the lawsuit Jane Doe announced on Monday"
        opens = group.start == 0 and parse.fronted(end) != ()
        return None if row.form is Form.PAST and not (opens or _follows_a_noun(parse, group.start)) else True
    return False


def _nominative(parse: ShallowParse, at: int) -> bool:
    """Whether a pronoun that can only be a subject stands before ``at``."""
    return at > 0 and parse.low(at - 1) in _NOMINATIVE


def _contact(parse: ShallowParse, at: int) -> bool:
    """Whether a person's name stands before ``at`` as the subject of a clause that depends on the noun before it."""
    index = parse.tokens[at - 1].mention if at else None
    return index is not None and parse.mentions[index].kind is Kind.PERSON and parse.low(at) != "by"


def _follows_a_noun(parse: ShallowParse, at: int) -> bool:
    return at > 0 and (
        parse.tokens[at - 1].mention is not None or parse.nounlike(at - 1) or parse.low(at - 1) in {",", "”", '"', ")"}
    )


def _participial(parse: ShallowParse, at: int, row: Trigger) -> EventMention | None:
    """An event in a participle clause beside the main event: ", killing 12 people"; only with people counted or
    named."""
    beside = row.event_type in _TOLD_BESIDE or Trait.TOLD_BESIDE in row.traits
    if not beside or Trait.ALSO_OF_WORDS in row.traits:
        return None
    if not (parse.low(at - 1) == "," or _second_beside(parse, at)):
        return None
    limit = parse.right(at)
    draft = EventMention(parse, row, (at, at + len(row.words)), method=f"participle {parse.tokens[at].low}")
    draft.parts += [
        ("patient", phrase) for phrase in parse.phrase_after(draft.trigger[1], limit) if fits(parse, phrase, row)
    ]
    if not draft.parts or not draft.named():
        return None
    main = next((index for index in range(at - 1, -1, -1) if parse.finite(index)), None)
    if main is None or not parse.group(main).assertive or negated(parse.low(main + 1)) or parse.conditional(main):
        return None
    if row.event_type == "marriage":  # "returned in 1920, marrying Jane Doe"
        draft.parts = [("patient", phrase) for phrase in parse.phrase_before(parse.group(main).start)] + draft.parts
    _circumstances(draft, parse.left(at, over_verbs=True), limit)
    return draft


def _second_beside(parse: ShallowParse, at: int) -> bool:
    """Whether "and" joins the participle to one after a comma: ", killing 12 people and | injuring 30"."""
    if parse.low(at - 1) != "and":
        return False
    for here in range(at - 2, max(0, at - 16), -1):
        if parse.low(here) == "," and parse.tokens[here].time is None:
            return parse.low(here + 1).endswith("ing") and parse.tokens[here + 1].mention is None
        if parse.finite(here) or parse.low(here) in HARD:
            return False
    return False


def _circumstances(draft: EventMention, left: int, right: int) -> None:
    parse = draft.parse
    at = draft.trigger[0]
    taken = [phrase for _, phrase in draft.parts]
    if parse.low(parse.group(at).start - 1) in _SEQUENTIAL or parse.low(at - 1) in _SEQUENTIAL:
        left = max(left, parse.group(at).start - 1)  # "fled in 1939 and later settled"
    resumed = parse.resumed(draft.trigger[1] - 1)
    later = next(dates_in(parse, resumed, min(resumed + 4, len(parse.tokens))), None) if resumed else None
    draft.date = date_of(parse, at, left, right) or (later[1] if later else None) or _shared_date(parse, at)
    draft.date = draft.date or _of_the_vote(draft)
    if draft.place is None:
        draft.place = place_of(parse, draft.trigger[1], right, taken) or place_of(
            parse, left, _fronted(parse, left, at), taken
        )
    last = max([right, draft.trigger[1], later[0] + 1 if later and draft.date is later[1] else 0])
    draft.evidence = parse.cut(min([left, *(phrase.start for phrase in taken)]), last)
    objects = [phrase for role, phrase in draft.parts if role == "patient"]
    publication = draft.row.event_type == "publication" and any(phrase.head in _FINDINGS for phrase in objects)
    draft.event_type = "report" if publication else type_of(draft)
    statement = draft.row.event_type == "publication" and any(phrase.head in _STATEMENTS for phrase in objects)
    draft.event_type = "statement" if statement else draft.event_type


def _of_the_vote(draft: EventMention) -> TimeExpression | None:
    """The date inside what was won or lost: "won the 2012 election", "received the 2012 award"."""
    votes = [phrase for phrase in draft.with_role("patient") if {"vote", "award"} & set(phrase.kinds)]
    return next((time for phrase in votes for _, time in dates_in(draft.parse, phrase.start, phrase.end)), None)


def _shared_date(parse: ShallowParse, at: int) -> TimeExpression | None:
    """The date before the first of two verbs with one subject ("she on Monday met him and signed"), or the day before
    the "when" that opens the clause ("on Monday, when she left")."""
    start = parse.group(at).start
    opener = parse.left(at) - 1
    if parse.low(opener) == "when":
        before = opener - 2 if parse.low(opener - 1) == "," else opener - 1
        index = parse.tokens[before].time if before >= 0 else None
        return parse.times[index] if index is not None and "/" not in parse.times[index].edtf else None
    shares = parse.low(start - 1) in {"and", "then"} and not parse.group(at).auxiliaries
    previous = parse.verb_left_of(start - 1) if shares else None
    if previous is None:
        return None
    first = parse.group(previous).start
    dates = [time for _, time in dates_in(parse, parse.left(previous), first)]
    return dates[-1] if dates else None


def _fronted(parse: ShallowParse, left: int, at: int) -> int:
    """One past a phrase with a preposition that opens the clause: "In Paris, …"."""
    if parse.low(left) not in PREPOSITIONS:
        return left
    for here in range(left, at):
        if parse.low(here) == ",":
            return here
    return left
