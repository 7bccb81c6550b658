"""Assigns the arguments of a verb their roles in the event."""

from __future__ import annotations

from xpkg.analysis.events.clause_frames import ClauseFrame
from xpkg.analysis.events.clause_places import destination, is_named_goal
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NUMBERS, NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.analysis.events.word_classes import DETERMINERS, HARD, PREPOSITIONS, PRONOUNS, QUOTES
from xpkg.lexicon import closed_classes, event_types, modifiers, nouns
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.lexicon.event_triggers import Need, ObjectKind, Trait
from xpkg.lexicon.plurals import singulars
from xpkg.model import Kind

_AT_ONCE = event_types.having(event_types.Trait.AT_ONCE)
_COUPLES = nouns.having(nouns.Trait.COUPLE) | {"they", "two"}
_MATERIAL = frozenset((ObjectKind.PLACE, ObjectKind.THING))
_MOVING = frozenset(("person", "body", "role", "troops"))
"""Kinds of nouns that go somewhere: not "the debate moved to Helmsund"."""
_PROSPECTIVE = modifiers.having(modifiers.Trait.PROSPECTIVE)
_OF_PEOPLE = event_types.having(event_types.Trait.OF_PEOPLE)
_DELIVERED = event_types.having(event_types.Trait.DELIVERED)
_TO_RECIPIENT = event_types.having(event_types.Trait.TO_RECIPIENT)
_UNDERGONE = event_types.having(event_types.Trait.UNDERGONE)
_RELATIVE_PRONOUNS = closed_classes.having(closed_classes.Trait.RELATIVE_PRONOUN)
_REFLEXIVE = closed_classes.having(closed_classes.Trait.REFLEXIVE_PRONOUN)
_GOALS = closed_classes.having(closed_classes.Trait.GOAL)
_PLURAL = frozenset(("NNS", "NNPS"))


def take_passive(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether the verb in the passive says that something happened to its subject, which is given its part then."""
    view, row = draft.view, draft.row
    fitting = [phrase for phrase in frame.subjects if fits(view, phrase, row, undergoes=True)]
    if not fitting:
        return False
    award = row.event_type == "award"
    given = (frame.objects or frame.predicates or frame.obliques({"with"})) if award else ()
    prized = any("award" in phrase.kinds or view.tree.tokens[phrase.end - 1].text[0].isupper() for phrase in given)
    titled = ObjectKind.PERSON in row.objects and Need.PASSIVE not in row.needs  # "was knighted"
    if award and not (prized or titled or Need.HONOUR in row.needs):
        return False  # "was honoured on Monday", "was honoured with a party"
    draft.parts += [("recipient" if given else "patient", phrase) for phrase in fitting]
    draft.parts += [("patient", phrase) for phrase in given[:1]]
    if not given and row.event_type in _TO_RECIPIENT:
        role = "recipient" if award else "patient"  # "was awarded to", "was married to"
        draft.parts += [(role, each) for each in (frame.recipients or frame.obliques({"to"}))[:1]]
    if not given and row.event_type not in _TO_RECIPIENT:
        draft.parts += [("recipient", each) for each in _receivers(draft, frame)]
    if not any(_of_a_place(view, each) for each in frame.agents):
        draft.parts += [("agent", each) for each in frame.agents if _acts(view, each) and not _is_means(draft, each)]
    if ObjectKind.TO_PLACE in row.objects:
        draft.place = destination(frame.view, frame.verb, _GOALS)
    return True


def _receivers(draft: EventMention, frame: ClauseFrame) -> tuple[NounPhrase, ...]:
    """To whom something is given, sold or handed over; a place that it is brought to is none."""
    if draft.row.event_type not in _DELIVERED or ObjectKind.TO_PLACE in draft.row.objects:
        return ()
    behind = frame.obliques({"to"})
    return tuple(each for each in behind if {"person", "body", "role"} & set(each.kinds) or _is_name(draft, each))


def _is_name(draft: EventMention, phrase: NounPhrase) -> bool:
    return phrase.mention is None and draft.is_name(phrase)


def _acts(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether what stands after "by" can do something: not "by voting", "by 12 votes"."""
    doing = phrase.head.endswith("ing") and view.tree.tokens[phrase.end - 1].text.islower()
    return phrase.mention is not None or not (doing or {"vote", "tally"} & set(phrase.kinds))


def _is_means(draft: EventMention, phrase: NounPhrase) -> bool:
    """Whether a bare noun after "by" only tells how it was done: "promoted by brevet"; but a fire kills."""
    view, last = draft.view, phrase.end - 1
    bare = phrase.end - phrase.start == 1 and phrase.mention is None and view.tree.xpos[last] == "NN"
    known = {"person", "body", "role", "troops", "place", "weapon"} & set(phrase.kinds)
    return bare and not known and draft.row.event_type not in _AT_ONCE


def take_active(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether the verb says that its subject did something to its object; both get their parts then."""
    view, row, subject = draft.view, draft.row, frame.subjects
    shared = _objects(draft, frame)
    objects = [phrase for phrase in shared if fits(view, phrase, row)]
    if any(phrase.head in row.idioms for phrase in shared):
        return False
    if Trait.GIVES_PRIZE in row.traits:
        return _awards(draft, frame)
    if ObjectKind.TO_PLACE in row.objects and not objects:
        draft.place = destination(frame.view, frame.verb, _GOALS)
        moves = any(each.mention is not None or _MOVING & set(each.kinds) for each in subject)
        if draft.place is None and not (moves and is_named_goal(frame.view, frame.verb, _GOALS)):
            return False
    elif ObjectKind.FROM_BODY in row.objects:
        if not (schools := frame.obliques({"from"})):
            return False
        draft.parts += [("participant", phrase) for phrase in schools]
    elif row.event_type == "marriage" and not objects and _couple(subject):
        draft.parts += [("patient", phrase) for phrase in subject]
        return True
    elif not objects and not _stands_alone(row, subject):
        return False
    elif not objects and shared and (row.event_type != "death" or any(map(draft.counts, shared))):
        return False  # an object of another kind: the word means something else; but "died a hero"
    if row.event_type == "meeting" and not objects:
        objects = _met_with(frame)
        if not objects and len(subject) < 2 and not any(_several(view, phrase) for phrase in subject):
            return False
    if Trait.WITH_PARTNER in row.traits and not objects:
        draft.parts += [("participant", phrase) for phrase in _met_with(frame)]
    if Need.VEHICLE in row.needs:
        if not any("thing" in phrase.kinds for phrase in subject):
            return False  # "the company plunged into"
        objects = []
    if row.event_type == "disaster" and not objects:
        subject = tuple(phrase for phrase in subject if not _somebody(view, phrase))  # "the mayor exploded"
    if not subject:
        return False
    if ObjectKind.SENTENCE in row.objects:
        draft.parts += [("patient", phrase) for phrase in subject if "person" in phrase.kinds]
        return bool(draft.parts)
    draft.parts += [(_role_of_subject(draft, objects), phrase) for phrase in subject]
    role = "participant" if Trait.RECIPROCAL in row.traits else "patient"
    if objects and not any(each in frame.recipients for each in objects):
        draft.parts += [("recipient", each) for each in frame.recipients or _receivers(draft, frame)]
    office = ObjectKind.ROLE in row.objects
    draft.parts += [
        (role, each)
        for each in objects
        if not office or not {"role", "post"} & set(each.kinds) or each.mention is not None
    ]
    return True


def _objects(draft: EventMention, frame: ClauseFrame) -> tuple[NounPhrase, ...]:
    """What the verb acts on; for "became mayor" it is what somebody becomes."""
    row = draft.row
    last = row.words[-1]
    start, end = draft.trigger
    found = tuple(phrase for phrase in frame.objects if phrase.end > end or phrase.end <= start)
    if not found and len(row.words) > 1 and last in PREPOSITIONS:
        found = frame.obliques({last})  # "gave birth to", "took part in"
    if not found and ObjectKind.ROLE in row.objects:
        found = frame.predicates
    if not found and frame.recipients and row.event_type == "appointment":
        found = frame.recipients  # "named her ambassador", read as if she was given one
    if ObjectKind.PERSON in row.objects and any(fits(draft.view, each, row) for each in frame.recipients):
        found = frame.recipients  # "fined him 40 crowns"
    if Trait.BALLOT in row.traits:
        found = tuple(phrase for phrase in found if not phrase.head[:1].isdigit())  # "voted 5 to 4"
    return found


def _awards(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether a prize is given, and to whom: "awarded Jane Doe the medal", "awarded the medal to Jane Doe"."""
    view = draft.view
    everything = (*frame.recipients, *frame.objects, *frame.predicates)
    prizes = [phrase for phrase in everything if "award" in phrase.kinds]
    if not prizes or not frame.subjects:
        return False  # "awarded Ruritania" a penalty, a contract
    to = [phrase for phrase in everything if phrase not in prizes and fits(view, phrase, draft.row)]
    draft.parts += [("agent", phrase) for phrase in frame.subjects]
    draft.parts += [("recipient", phrase) for phrase in to or frame.obliques({"to"})]
    draft.parts += [("patient", phrase) for phrase in prizes]
    return True


def _stands_alone(row: Trigger, subject: tuple[NounPhrase, ...]) -> bool:
    """Whether the verb may do without an object; only a document leaks by itself."""
    documents = any("document" in phrase.kinds for phrase in subject)
    return ObjectKind.NONE in row.objects and (row.event_type != "leak" or documents)


def _role_of_subject(draft: EventMention, objects: list[NounPhrase]) -> str:
    row = draft.row
    if Trait.GIVES_PRIZE not in row.traits and (
        ObjectKind.DEGREE in row.objects or (row.event_type == "award" and ObjectKind.AWARD in row.objects)
    ):
        return "recipient"
    if any(phrase.head in _REFLEXIVE for phrase in objects):
        return "patient"  # "hanged himself"
    undergoes = (not objects and row.event_type in _UNDERGONE) or Trait.UNACCUSATIVE in row.traits
    wed = row.event_type == "marriage" and all(_somebody(draft.view, phrase) for phrase in objects)
    return "patient" if undergoes or wed else "agent"


def _several(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether a phrase means people who may meet each other: "the two leaders", "the ministers", "the commission"."""
    counted = {view.low(at) for at in range(phrase.start, phrase.end)} & (NUMBERS | {"both"})
    if not {"person", "role"}.isdisjoint(phrase.kinds):
        return bool(counted) or view.tree.xpos[phrase.end - 1] in _PLURAL or _heads_plural(view, phrase)
    return "body" in phrase.kinds and "place" not in phrase.kinds


def _heads_plural(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether the noun that heads a phrase with more behind it is a plural: "the ministers of Kenya and Ghana"."""
    return any(view.tree.xpos[at] in _PLURAL and view.low(at) == phrase.head for at in range(phrase.start, phrase.end))


def _somebody(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether a phrase means a person, by a name or a pronoun that can mean nothing else."""
    return phrase.mention is not None and view.mentions[phrase.mention].kind is Kind.PERSON


def _couple(subject: tuple[NounPhrase, ...]) -> bool:
    return len(subject) > 1 or any(phrase.head in _COUPLES for phrase in subject)


def _met_with(frame: ClauseFrame) -> list[NounPhrase]:
    return [
        phrase
        for phrase in frame.obliques({"with"})
        if phrase.mention is not None or {"person", "body"} & set(phrase.kinds)
    ]


def _of_a_place(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether a place's name only opens a longer phrase: "by a Springfield, Ill., officer"."""
    index = phrase.mention
    return index is not None and view.mentions[index].kind is Kind.PLACE and view.low(phrase.start) in {"a", "an"}


def fits(view: SentenceTree, phrase: NounPhrase, row: Trigger, *, undergoes: bool = False) -> bool:
    """Whether a verb of this ``row`` can do to such a thing what the row says; ``undergoes`` where it is the subject
    of the passive."""
    if _of_a_place(view, phrase) or (row.event_type == "other" and phrase.head == "it" and not undergoes):
        return False  # "left it to others"; but "it was bought"
    if phrase.head in _RELATIVE_PRONOUNS:
        return False
    kinds = set(phrase.kinds)
    if Trait.NOT_OF_PLACES in row.traits and "place" in kinds:
        return False  # "captured Ohio": an election, as often as not
    words = set(view.words_of(phrase))
    if words & _PROSPECTIVE or (Trait.PARTICIPLE_AS_ADJECTIVE in row.traits and words == {"officials"}):
        return False
    if ObjectKind.ANY in row.objects:
        return True
    if "unknown" in kinds and row.objects & {ObjectKind.BODY, ObjectKind.PLACE} and bears_a_name(view, phrase):
        return True
    material = not concrete_nouns().isdisjoint((phrase.head, *singulars(phrase.head)))
    if "unknown" in kinds and row.objects & _MATERIAL and material:
        return True
    if "unknown" in kinds:
        counted = (
            ObjectKind.PERSON in row.objects
            and row.event_type != "kidnapping"
            and (phrase.head in NUMBERS or any(word[:1].isdigit() for word in words))  # "eight were detained"
        )
        of_people = row.event_type in _OF_PEOPLE and ObjectKind.PERSON in row.objects
        return counted or ObjectKind.UNKNOWN in row.objects or of_people
    if row.form is Form.PAST and row.event_type == "release" and "document" in kinds and phrase.mention is None:
        return False
    if not kinds & row.objects and not (
        row.event_type == "kidnapping" and "thing" in kinds and phrase.mention is not None
    ):
        return False
    return not (kinds == {"role"} and ObjectKind.ROLE not in row.objects)


def bears_a_name(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether a phrase that no list knows is written as a name within its sentence: "visited Helmsund"; where it opens
    the sentence, whether it is tagged as one."""
    places = range(phrase.start, phrase.end)
    words = [view.tree.tokens[at].text for at in places if view.low(at) not in DETERMINERS | PRONOUNS | {"-"}]
    opens = phrase.start == 0 or view.low(phrase.start - 1) in HARD | QUOTES
    named = bool(words) and all(word[0].isupper() for word in words)
    return named and (not opens or phrase.end - 1 in view.proper)
