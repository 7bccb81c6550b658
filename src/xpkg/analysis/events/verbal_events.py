"""Reads events that a verb expresses: who did what to whom, actively or passively."""

from __future__ import annotations

from xpkg.analysis.events.arguments import bears_a_name, fits, take_active, take_passive
from xpkg.analysis.events.circumstances import dates_of, dates_of_cause
from xpkg.analysis.events.clause_dates import bracketed_dates
from xpkg.analysis.events.clause_frames import ClauseFrame, frame_of
from xpkg.analysis.events.clause_places import place_of
from xpkg.analysis.events.event_complements import take_complement
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.event_typing import kills, type_of
from xpkg.analysis.events.eventualities import CERTAIN, factuality_of
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.open_class import is_owned, tells_by_class
from xpkg.analysis.events.selection import meets_needs
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.lexicon import closed_classes, event_types, kinship, nouns
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_complements import Role
from xpkg.lexicon.event_triggers import Need, Trait
from xpkg.lexicon.event_types import OTHER
from xpkg.lexicon.inflection import pasts
from xpkg.model import EventMethod, Kind, Span, TimeExpression
from xpkg.syntax.finiteness import PRESENT_OR_PAST
from xpkg.syntax.nominals import first_conjunct, modifier
from xpkg.syntax.tree import Parse, subtree

_TOLD_BESIDE = event_types.having(event_types.Trait.TOLD_BESIDE)
_AT_ONCE = event_types.having(event_types.Trait.AT_ONCE)
_MAKING = event_types.having(event_types.Trait.MAKING)
_FINDINGS = nouns.having(nouns.Trait.FINDINGS)
_STATEMENTS = nouns.having(nouns.Trait.STATEMENT)
_GRAVE = event_types.having(event_types.Trait.GRAVE)
_KIN = kinship.having(kinship.Trait.APPOSED, kinship.Trait.AFTER_FAMILY_NAME)
_KILL = event_types.having(event_types.Trait.LETHAL) | {"attack"}
_NOT_OF_PEOPLE = event_types.having(event_types.Trait.NOT_OF_PEOPLE)
_NOTHING = having(closed_classes.Trait.NEGATIVE_SUBJECT)
_BESIDE = ("parataxis", "ccomp", "conj", "cc", "punct", "dep", "mark")
"""What hangs on a verb and is no part of the words that tell its event."""
_FORMS = {
    "VBD": (Form.PAST, Form.PARTICIPLE), "VBN": (Form.PAST, Form.PARTICIPLE), "VBG": (Form.GERUND,), "VB": (Form.BASE,),
}  # fmt: skip
"""The forms that a verb with a tag of the Penn treebank may have."""


def read_verb(view: SentenceTree, at: int, row: Trigger) -> EventMention | None:
    """The event that the verb at the index ``at`` expresses, or None where it expresses none.

    Its factuality tells whether the clause says that it happened, or is another where a row says what would have.
    """
    tree = view.tree
    verb = at
    if not _is_verb(view, verb, row):
        return None
    if verb not in view.factuality:
        view.factuality[verb] = factuality_of(tree, verb)
    factuality = view.factuality[verb]
    if factuality is None or (factuality != CERTAIN and (row.open or row.event_type == OTHER)):
        return None
    if len(row.words) == 1 and tree.having(verb, "compound:prt") and row.complement is None:
        return None  # "opened up a lead", "the odds have shot up"
    frame = frame_of(view, verb, transitive=not (row.intransitive or row.finite or _of_subject_alone(row)))
    if not _usable(frame, row):
        return None
    end = at + len(row.words)
    beside = row.form is Form.GERUND
    voice = EventMethod.PASSIVE if frame.passive else EventMethod.ACTIVE
    method = EventMethod.PARTICIPLE if beside else voice
    draft = EventMention(view, row, (at, end), method=method, factuality=factuality)
    beside = beside and _tells_beside(row) and not tree.having(verb, "mark")
    take = _beside if beside else take_passive if frame.passive else take_active
    if row.complement is not None:
        take = take_complement
    if not take(draft, frame) or not meets_needs(draft, frame):
        return None
    _circumstances(draft, frame)
    return draft if _means_it(draft, frame) else None


def _of_subject_alone(row: Trigger) -> bool:
    """Whether the verb tells with its complement what its subject did, so that it has no passive: "spent a year in
    jail"."""
    complement = row.complement
    return complement is not None and complement.row.object is Role.NONE and complement.row.subject is not Role.NONE


def _is_verb(view: SentenceTree, verb: int, row: Trigger) -> bool:
    """Whether the token at ``verb`` is a verb in the form of ``row``. The tagger may take one past for another."""
    tree = view.tree
    if tree.relation(verb) in {"amod", "compound", "aux"}:
        return False
    if tree.upos[verb] not in {"VERB", "AUX"}:
        same = row.form in {Form.PAST, Form.PARTICIPLE} and tree.word(verb) in pasts(tree.word(verb))
        return same and bool(tree.having(verb, "nsubj")) and not tree.having(verb, "cop")  # "A dam burst"
    base = tree.xpos[verb] == "VB" and row.form in {Form.PAST, Form.PARTICIPLE} and _is_base(tree.word(verb), row)
    return base or row.form in _FORMS.get(tree.xpos[verb], ())


def _is_base(word: str, row: Trigger) -> bool:
    """Whether a past or participle is the base, too: "become", "run", "put"."""
    return word == row.lemma.partition("_")[0]


def _usable(frame: ClauseFrame, row: Trigger) -> bool:
    """Whether the verb has the voice that the row needs, and no complement with which it means something else."""
    tree, verb = frame.view.tree, frame.verb
    bare = not tree.having(verb, "aux") and not _shares_auxiliary(tree, verb)
    if row.second and (row.form is Form.GERUND or (frame.passive and bare)):
        return False
    if Need.PASSIVE in row.needs and not (frame.passive and (not bare or Trait.BARE_PASSIVE in row.traits)):
        return False
    if frame.passive and row.finite:
        return False
    if Trait.UNCLEAR_WITH_ON in row.traits and frame.obliques({"on"}):
        return False  # an army's march on a town, or a protest: the words do not show which
    if frame.passive and Trait.PASSIVE_WITH_BY in row.traits and not frame.agents:
        return False  # "a letter addressed to", "was met with jeers"
    if row.event_type != OTHER or Trait.BALLOT in row.traits:
        return True
    return not any(_goes_on(frame, each) for each in tree.having(verb, "xcomp", "advcl"))  # "began to change"


def _shares_auxiliary(tree: Parse, verb: int) -> bool:
    """Whether a passive has the auxiliary of the one that it is joined to: "was charged and | tried"."""
    return tree.relation(verb) == "conj" and bool(tree.having(first_conjunct(tree, verb), "aux:pass"))


def _goes_on(frame: ClauseFrame, below: int) -> bool:
    """Whether the verb at ``below`` tells what the verb only begins or ends: "started on Monday | listening"."""
    tree = frame.view.tree
    if tree.relation(below) == "xcomp":
        return tree.xpos[below] in {"VB", "VBG"}
    apart = any(tree.word(each) == "," for each in range(frame.verb, below))
    return tree.xpos[below] == "VBG" and not apart and not tree.having(below, "mark") and not frame.objects


def _tells_beside(row: Trigger) -> bool:
    """Whether a participle tells such a happening as what came of the main one, whoever did it."""
    return row.event_type in _TOLD_BESIDE or Trait.TOLD_BESIDE in row.traits


def _beside(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether a participle beside the main verb tells an event: ", killing 12 people"; only with people counted or
    named."""
    tree, row = frame.view.tree, draft.row
    if Trait.ALSO_OF_WORDS in row.traits or tree.having(frame.verb, "nsubj"):
        return False
    if tree.relation(frame.verb) not in {"advcl", "conj"}:
        return False
    draft.parts += [("patient", phrase) for phrase in frame.objects if fits(draft.view, phrase, row)]
    if not draft.parts or not (draft.named() or any(is_owned(draft, phrase) for phrase in frame.objects)):
        return False
    if row.event_type == "marriage":  # "returned in 1920, marrying Jane Doe"
        draft.parts = [("patient", phrase) for phrase in frame.subjects] + draft.parts
    return True


def _means_it(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether the verb means with these arguments what its row says."""
    row = draft.row
    if row.open and not tells_by_class(draft, frame):
        return False
    if draft.event_type in _GRAVE and _is_of_kin_or_name(draft.view, frame.verb):
        return False
    alone = draft.event_type in _NOT_OF_PEOPLE and not frame.objects
    if alone and all(_is_person(draft, part) for part in draft.parts):
        return False  # "Jane Doe began Sunday with a speech", "rose to fame"
    things = any({"thing", "place"} & set(phrase.kinds) for _, phrase in draft.parts)
    if Trait.OF_THING_OR_PLACE in row.traits and not things:
        return False  # "a power struggle erupted"
    if Trait.OF_PLACE in row.traits and not all(is_place(draft.view, phrase) for _, phrase in draft.parts):
        return False  # "the price fell in May"
    if row.event_type == "appointment" and not frame.passive and _by_things(draft):
        return False  # "the vote made her mayor"
    armed = any("weapon" in phrase.kinds for phrase in frame.obliques({"with"}))
    if Trait.ALSO_OF_WORDS in row.traits and _in_words(draft) and not armed:
        return False
    if row.event_type == "conviction" and any(_none(draft, phrase) for phrase in frame.obliques({"of"})):
        return False
    if Trait.BARE_PASSIVE in row.traits and not frame.view.tree.having(frame.verb, "aux") and not draft.named():
        return False  # "the mother of a painter born in 1950"
    if draft.event_type in _KILL and frame.view.tree.relations[frame.verb] == "acl:relcl":
        draft.parts = [(role, each) for role, each in draft.parts if role != "agent" or kills(each)]
    return not (Need.PLACED in row.needs and not (draft.date or draft.place))


def _is_of_kin_or_name(view: SentenceTree, verb: int) -> bool:
    """Whether a relative clause may be of somebody or of his kin: "the mother of Jane Doe, who | died in 2012"."""
    tree = view.tree
    kin = tree.heads[verb]
    if tree.relations[verb] != "acl:relcl" or tree.word(kin) not in _KIN:
        return False
    whose = modifier(tree, kin, "of")
    return whose is not None and whose < verb and view.human(whose)


def is_place(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether a phrase means a town or land, by its name or noun."""
    named = phrase.mention is not None and view.mentions[phrase.mention].kind is Kind.PLACE
    return named or (phrase.mention is None and {"place"} == set(phrase.kinds))


def _by_things(draft: EventMention) -> bool:
    """Whether none of those who do it is somebody, a body or a state, by a name or its noun."""
    acting = {"person", "body", "role", "place"}
    named = (each.mention is not None or bears_a_name(draft.view, each) for each in draft.with_role("agent"))
    kinds = {kind for each in draft.with_role("agent") for kind in each.kinds}
    return bool(kinds) and not kinds & acting and not any(named)


def _is_person(draft: EventMention, part: tuple[str, NounPhrase]) -> bool:
    index = part[1].mention
    return index is not None and draft.view.mentions[index].kind is Kind.PERSON


def _none(draft: EventMention, phrase: NounPhrase) -> bool:
    """Whether a phrase means that there is none: "convicted of no crime"."""
    return draft.view.low(phrase.start) in _NOTHING


def _in_words(draft: EventMention) -> bool:
    """Whether somebody is attacked and the text gives no place: in the news such attacks are mostly made in words."""
    patients = draft.with_role("patient")
    return draft.place is None and any({"person", "body"} & set(phrase.kinds) for phrase in patients)


def _circumstances(draft: EventMention, frame: ClauseFrame) -> None:
    view, verb = frame.view, frame.verb
    dates = dates_of(view, verb)
    draft.date = dates[0] if dates else _of_the_vote(draft, frame)
    if draft.date is None and type_of(draft) in _AT_ONCE and not frame.passive:
        draft.date = next(iter(dates_of_cause(view, verb)), None)
    if draft.place is None:
        draft.place = place_of(view, verb, [phrase for _, phrase in draft.parts])
    draft.evidence = _evidence(draft, frame)
    objects = [phrase for role, phrase in draft.parts if role == "patient"]
    publication = draft.row.event_type == "publication"
    draft.event_type = type_of(draft)
    if draft.date is None and draft.event_type in _MAKING:
        works = view.tree.having(verb, "obj")
        draft.date = next((time for each in works for time in bracketed_dates(view, each)), None)
    if publication and any(phrase.head in _FINDINGS for phrase in objects):
        draft.event_type = "report"
    if publication and any(phrase.head in _STATEMENTS for phrase in objects):
        draft.event_type = "statement"


def _evidence(draft: EventMention, frame: ClauseFrame) -> Span:
    """The clause with its participants, date and place."""
    view = frame.view
    tree = view.tree
    below = tree.having(frame.verb, "advcl")
    clauses = {each for each in below if tree.having(each, "nsubj") or tree.xpos[each] in PRESENT_OR_PAST}
    outside = {place for each in clauses for place in subtree(tree, each)}
    places = [place for place in subtree(tree, frame.verb, _BESIDE) if place not in outside]
    start, end = tree.tokens[min(places)].start, tree.tokens[max(places)].end
    spans = [draft.view.cut(phrase.start, phrase.end) for _, phrase in draft.parts]
    spans += [draft.view.cut(*draft.trigger)]
    spans += [span for span in (draft.place, draft.date.span if draft.date else None) if span is not None]
    return Span(min(start, *(span.start for span in spans)), max(end, *(span.end for span in spans)))


def _of_the_vote(draft: EventMention, frame: ClauseFrame) -> TimeExpression | None:
    """The date inside what was won or lost: "won the 2012 election", "won a majority in elections held on Sunday"."""
    if draft.row.form is Form.GERUND:
        return None  # "263 delegates entering Tuesday's primary"
    if not any({"vote", "award", "tally"} & set(phrase.kinds) for phrase in draft.with_role("patient")):
        return None
    below = set(subtree(frame.view.tree, frame.verb, _BESIDE))
    return next((time for place, time in frame.view.when if place in below and place > frame.verb), None)
