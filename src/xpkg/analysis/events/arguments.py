"""Assigns the subject and the objects of a verb their roles in the event."""

from __future__ import annotations

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.noun_phrases import NUMBERS
from xpkg.analysis.grammar.words import DETERMINERS, HARD, PRONOUNS, QUOTES, past_like
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import closed_classes, event_types, modifiers, nouns
from xpkg.lexicon.event_triggers import Need, Trait
from xpkg.lexicon.irregular_verbs import irregular_participles
from xpkg.model import Kind

_COUPLES = nouns.having(nouns.Trait.COUPLE) | {"they", "two"}
_PROSPECTIVE = modifiers.having(modifiers.Trait.PROSPECTIVE)
_OF_PEOPLE = event_types.having(event_types.Trait.OF_PEOPLE)
_TO_RECIPIENT = event_types.having(event_types.Trait.TO_RECIPIENT)
_UNDERGONE = event_types.having(event_types.Trait.UNDERGONE)
_RELATIVE_PRONOUNS = closed_classes.having(closed_classes.Trait.RELATIVE_PRONOUN)
_GOALS = closed_classes.having(closed_classes.Trait.GOAL)
_PARTICIPLES = irregular_participles()


def take_passive(draft: EventMention, subject: tuple[NounPhrase, ...], limit: int) -> bool:
    """Whether the verb in the passive says that something happened to ``subject``, which is given its part then."""
    parse, row, end = draft.parse, draft.row, draft.trigger[1]
    fitting = [phrase for phrase in subject if fits(parse, phrase, row, undergoes=True)]
    if not fitting:
        return False
    prize = end + (parse.low(end) == "with")
    given = parse.phrase_after(prize, limit) if row.event_type == "award" else ()
    prized = any("award" in phrase.kinds or parse.tokens[phrase.end - 1].word[0].isupper() for phrase in given)
    if row.event_type == "award" and not (prized or Trait.GIVES_PRIZE in row.traits or Need.HONOUR in row.needs):
        return False  # "was honoured on Monday", "was honoured with a party"
    draft.parts += [("recipient" if given else "patient", phrase) for phrase in fitting]
    draft.parts += [("patient", phrase) for phrase in given[:1]]
    if not given and row.event_type in _TO_RECIPIENT and parse.low(end) == "to":
        role = "recipient" if row.event_type == "award" else "patient"  # "was awarded to", "was married to"
        draft.parts += [(role, each) for each in parse.phrase_after(end + 1, limit)[:1]]
    for at in range(end, min(limit, len(parse.tokens))):
        if _done_to_another(parse, at, end):
            break
        if parse.low(at) == "by" and parse.tokens[at].mention is None and parse.tokens[at].time is None:
            if not (at + 1 < len(parse.tokens) and parse.tokens[at + 1].time is not None):
                draft.parts += [("agent", each) for each in parse.phrase_after(at + 1, limit) if _acts(parse, each)]
            break
    if "to_place" in row.objects:
        _destination(draft, limit)
    return True


def _done_to_another(parse: ShallowParse, at: int, end: int) -> bool:
    """Whether a participle at ``at`` takes what follows with "by" for itself: "was shot near a car driven | by Jane
    Doe", "was shot, left | by her guards"; but "was shot and killed by Jane Doe"."""
    joined = parse.low(at - 1) in {"and", "or"} and at - 1 == end
    participle = past_like(parse.low(at)) or parse.low(at) in _PARTICIPLES
    return participle and parse.tokens[at].mention is None and not parse.adjectival(at) and not joined


def _acts(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether what stands after "by" can do something: not "by voting", "by 12 votes"."""
    if _of_a_place(parse, phrase):
        return False
    doing = phrase.head.endswith("ing") and parse.tokens[phrase.end - 1].word.islower()
    return phrase.mention is not None or not (doing or {"vote", "tally"} & set(phrase.kinds))


def take_active(draft: EventMention, subject: tuple[NounPhrase, ...], limit: int) -> bool:
    """Whether the verb says that ``subject`` did something to what stands before token ``limit``; both get their
    parts then."""
    parse, row, end = draft.parse, draft.row, draft.trigger[1]
    shared = parse.phrase_after(end, limit) or second_object(parse, end)
    if Need.GUILTY in row.needs:
        stop = next((at for at in range(end, limit) if parse.low(at) == "guilty"), end)
        shared = parse.phrase_after(end, stop) if parse.low(stop - 1) != "not" else ()
    named = parse.person_at(end) if row.event_type == "appointment" else None
    if named and (Need.OFFICE in row.needs or role_of(parse.low(named.end))):
        shared = (named,)  # "named Jane Doe ambassador", "appointed him steward"
    if Trait.BALLOT in row.traits:
        shared = tuple(phrase for phrase in shared if not phrase.head[:1].isdigit())  # "voted 5 to 4"
    objects = [phrase for phrase in shared if fits(parse, phrase, row)]
    if objects and objects[-1].end < len(parse.tokens) and _governs(parse, objects[-1].end):
        objects = []  # "announced it would …": what follows is a clause of its own
    if any(phrase.head in row.idioms for phrase in shared):
        return False
    if Trait.GIVES_PRIZE in row.traits and not any("award" in phrase.kinds for phrase in objects):
        return False  # "awarded Ruritania" a penalty, a contract
    documents = any("document" in phrase.kinds for phrase in subject)
    if "to_place" in row.objects and not objects:
        if not _destination(draft, limit):
            return False
    elif "from_body" in row.objects:
        source = next((at for at in range(end, min(limit, end + 6)) if parse.low(at) == "from"), None)
        if source is None or not (schools := parse.phrase_after(source + 1, limit)):
            return False
        draft.parts += [("participant", phrase) for phrase in schools]
    elif row.event_type == "marriage" and not objects and _couple(subject):
        draft.parts += [("patient", phrase) for phrase in subject]
        return True
    elif not objects and ("none" not in row.objects or (row.event_type == "leak" and not documents)):
        return False
    elif not objects and shared and row.event_type != "death":
        return False  # an object of another kind: the word means something else
    if row.event_type == "meeting" and not objects:
        objects = _met_with(draft, limit)
        if not objects and len(subject) < 2 and not any(_several(parse, phrase) for phrase in subject):
            return False
    if Trait.WITH_PARTNER in row.traits and not objects:
        draft.parts += [("participant", phrase) for phrase in _met_with(draft, limit)]
    if Need.VEHICLE in row.needs and not any("thing" in phrase.kinds for phrase in subject):
        return False  # "the company plunged into"
    if Need.VEHICLE in row.needs:
        objects = []
    if row.event_type == "disaster" and not objects:
        subject = tuple(phrase for phrase in subject if not _somebody(parse, phrase))  # "the mayor exploded"
    if not subject:
        return False
    if "sentence" in row.objects:
        draft.parts += [("patient", phrase) for phrase in subject if "person" in phrase.kinds]
        return bool(draft.parts)
    undergoes = not objects and row.event_type in _UNDERGONE
    given = Trait.GIVES_PRIZE not in row.traits and (row.event_type == "award" or "degree" in row.objects)
    undergoes = undergoes or Trait.UNACCUSATIVE in row.traits
    undergoes = undergoes or (row.event_type == "marriage" and all(_somebody(parse, phrase) for phrase in objects))
    part = "recipient" if given else "patient" if undergoes else "agent"
    draft.parts += [(part, phrase) for phrase in subject]
    role = "participant" if Trait.RECIPROCAL in row.traits else "patient"
    office = "role" in row.objects
    draft.parts += [
        (role, each)
        for each in objects
        if not office or not {"role", "post"} & set(each.kinds) or each.mention is not None
    ]
    return True


def _several(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether a phrase means some people who may meet each other: "the two leaders"."""
    counted = {parse.low(at) for at in range(phrase.start, phrase.end)} & (NUMBERS | {"both"})
    return bool(counted) and "person" in phrase.kinds


def _somebody(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether a phrase means a person, by a name or a pronoun that can mean nothing else."""
    return phrase.mention is not None and parse.mentions[phrase.mention].kind is Kind.PERSON


def _couple(subject: tuple[NounPhrase, ...]) -> bool:
    return len(subject) > 1 or any(phrase.head in _COUPLES for phrase in subject)


def _governs(parse: ShallowParse, at: int) -> bool:
    return parse.finite(at) and not parse.low(at).endswith("ed")


def _met_with(draft: EventMention, limit: int) -> list[NounPhrase]:
    parse = draft.parse
    for at in range(draft.trigger[1], min(limit, draft.trigger[1] + 6)):
        if parse.low(at) == "with":
            return [phrase for phrase in parse.phrase_after(at + 1, limit)
                    if phrase.mention is not None or {"person", "body"} & set(phrase.kinds)]  # fmt: skip
    return []


def _destination(draft: EventMention, limit: int) -> bool:
    """The place that somebody comes to."""
    parse = draft.parse
    for at in range(draft.trigger[1] - 1, min(limit, draft.trigger[1] + 6)):
        if parse.low(at) in _GOALS and at + 1 < len(parse.tokens):
            for phrase in parse.phrase_after(at + 1, limit)[:1]:
                if phrase.mention is not None and parse.mentions[phrase.mention].kind is Kind.PLACE:
                    draft.place = parse.mentions[phrase.mention].span
                    return True
    return False


def _of_a_place(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether a place's name only opens a longer phrase: "by a Springfield, Ill., officer"."""
    index = phrase.mention
    return index is not None and parse.mentions[index].kind is Kind.PLACE and parse.low(phrase.start) in {"a", "an"}


def fits(parse: ShallowParse, phrase: NounPhrase, row: Trigger, *, undergoes: bool = False) -> bool:
    """Whether a verb of this ``row`` can do to such a thing what the row says; ``undergoes`` where it is the subject
    of the passive."""
    if _of_a_place(parse, phrase) or (row.event_type == "other" and phrase.head == "it" and not undergoes):
        return False  # "left it to others"; but "it was bought"
    if phrase.head in _RELATIVE_PRONOUNS:
        return False
    kinds = set(phrase.kinds)
    if Trait.NOT_OF_PLACES in row.traits and "place" in kinds:
        return False  # "captured Ohio": an election, as often as not
    words = {token.low for token in parse.tokens[phrase.start : phrase.end]}
    if words & _PROSPECTIVE or (Trait.PARTICIPLE_AS_ADJECTIVE in row.traits and words == {"officials"}):
        return False
    if "any" in row.objects:
        return True
    if "unknown" in kinds and row.objects & {"body", "place"} and bears_a_name(parse, phrase):
        return True
    if "unknown" in kinds:
        counted = (
            "person" in row.objects and row.event_type != "kidnapping" and any(word[:1].isdigit() for word in words)
        )
        return counted or "unknown" in row.objects or (row.event_type in _OF_PEOPLE and "person" in row.objects)
    if row.form is Form.PAST and row.event_type == "release" and "document" in kinds and phrase.mention is None:
        return False
    if not kinds & row.objects and not (
        row.event_type == "kidnapping" and "thing" in kinds and phrase.mention is not None
    ):
        return False
    return not (kinds == {"role"} and "role" not in row.objects)


def bears_a_name(parse: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether a phrase that no list knows is written as a name within its sentence: "visited Helmsund"."""
    tokens = [token for token in parse.tokens[phrase.start : phrase.end] if token.low not in DETERMINERS | PRONOUNS]
    opens = phrase.start == 0 or parse.low(phrase.start - 1) in HARD | QUOTES
    return not opens and bool(tokens) and all(token.word[0].isupper() for token in tokens)


def second_object(parse: ShallowParse, end: int) -> tuple[NounPhrase, ...]:
    """The object that a second verb after "and" shares with the one that ends at ``end``."""
    second = end + 1
    if parse.low(end) not in {"and", "or"} or second >= len(parse.tokens) or not parse.finite(second):
        return ()
    return parse.phrase_after(second + 1, parse.right(second))
