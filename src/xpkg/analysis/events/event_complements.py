"""Reads events of verbs that name one only with a certain complement: "took office", "was taken into custody"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.events.arguments import fits
from xpkg.analysis.events.clause_frames import ClauseFrame, oblique_heads
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import nouns
from xpkg.lexicon.event_complements import Complement, ComplementRow, Kind, Role
from xpkg.lexicon.nouns import NounKind
from xpkg.model import Kind as MentionKind
from xpkg.syntax.nominals import prepositions

_CURRENCIES = nouns.having(nouns.Trait.CURRENCY)
_MACHINES = nouns.having(nouns.Trait.MACHINE)
_SOMEBODY = frozenset((MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.GROUP))
_PREDICATES = ("xcomp", "advcl", "obj", "amod", "advmod", "acl")
"""How the parser may hang on a verb what it says that somebody is made: "shot | dead"."""


def take_complement(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether the verb has the complement that its row needs; the arguments get their parts then."""
    complement = draft.row.complement
    if complement is None:
        return False
    filler = next(_fillers(frame, complement), None)
    if filler is None or not _roles(draft, frame, complement, filler):
        return False
    draft.absorbed = frozenset((filler,))
    return True


def _fillers(frame: ClauseFrame, complement: Complement) -> Iterator[int]:
    """The places of what heads such a complement of the verb of ``frame``."""
    tree, verb = frame.view.tree, frame.verb
    slots = complement.slots
    if "object" in slots:
        subject = tree.having(verb, "nsubj:pass") if frame.passive else ()
        candidates: tuple[int, ...] = (*subject, *tree.having(verb, "obj", "obl:unmarked"))
    elif "predicate" in slots:
        candidates = tree.having(verb, *_PREDICATES)
        below = [place for each in tree.having(verb, "obj") for place in tree.having(each, "amod", "acl")]
        candidates = (*candidates, *(each for each in below if each > verb))
    elif "adverb" in slots:
        candidates = tree.having(verb, "advmod")
    else:
        candidates = tuple(oblique_heads(tree, verb, slots))
        objects = tree.having(verb, "obj")
        behind = [place for each in objects for place in tree.having(each, "nmod") if prepositions(tree, place)]
        candidates = (*candidates, *(each for each in behind if prepositions(tree, each)[0] in slots))
        if Kind.DOING in complement.kinds:
            clauses = tree.having(verb, "advcl", "xcomp", "ccomp")
            marked = (each for each in clauses if {tree.word(mark) for mark in tree.having(each, "mark")} & slots)
            candidates = (*candidates, *marked)
    for each in candidates:
        if tree.word(each) in complement.words or any(_is(frame.view, each, kind) for kind in complement.kinds):
            yield each


def _is(view: SentenceTree, place: int, kind: Kind) -> bool:
    """Whether the word at ``place`` is of a ``kind`` of head."""
    tree = view.tree
    if view.time_on[place] is not None:
        return False
    if kind is Kind.DOING:
        return tree.xpos[place] == "VBG"
    if kind is Kind.ANY:
        return view.nominal(place)
    mentioned, proper = view.kind(place), place in view.proper
    kinds = nouns.kinds_of(tree.word(place))
    if kind is Kind.MACHINE:
        return tree.word(place) in _MACHINES
    if kind is Kind.SUM:
        coins = tree.word(place) in _CURRENCIES and bool(tree.having(place, "nummod"))
        return coins or tree.upos[place] in {"NUM", "SYM"} or tree.xpos[place] == "$"
    if kind is Kind.OFFICE:
        return bool(role_of(tree.word(place)))
    if kind is Kind.PLACE:
        named = proper and mentioned in {None, MentionKind.ORGANIZATION}
        return mentioned is MentionKind.PLACE or named or (mentioned is None and NounKind.PLACE in kinds)
    if kind is Kind.SOMEBODY:
        return mentioned in _SOMEBODY
    if kind is Kind.WORK:
        return mentioned is MentionKind.DOCUMENT or NounKind.DOCUMENT in kinds or (proper and mentioned is None)
    return mentioned is not None or proper


def _roles(draft: EventMention, frame: ClauseFrame, complement: Complement, filler: int) -> bool:
    """Gives the arguments beside the complement at ``filler`` their parts; False where one is missing or unfit."""
    view, row = frame.view, complement.row
    ruled_out = {filler}
    if frame.passive:
        undergoers, agents = frame.subjects, frame.agents
    else:
        undergoers, agents = (*frame.recipients, *frame.objects), frame.subjects
    undergoers = tuple(each for each in undergoers if not ruled_out & set(range(each.start, each.end)))
    if frame.passive and row.subject is not Role.NONE and row.object is Role.NONE and row.slot != "object":
        return False  # "the text was studied at the academy"
    if row.object is not Role.NONE or row.objects:
        fitting = [each for each in undergoers if fits(view, each, draft.row, undergoes=frame.passive)]
        if row.object is Role.RECIPIENT and not fitting:  # "awarded the contract | to the firm"
            fitting = [*(frame.obliques({"to"}) or _behind(frame, frozenset(("to",)), filler))]
        if row.object is not Role.NONE and not fitting:
            return False
        draft.parts += [(row.object.value, each) for each in fitting if row.object is not Role.NONE]
    elif undergoers and not frame.passive:
        return False
    if row.subject is not Role.NONE and not frame.passive:
        if not agents:
            return False
        draft.parts += [(row.subject.value, each) for each in agents]
    elif frame.passive and row.subject is Role.AGENT:
        draft.parts += [(row.subject.value, each) for each in agents]
    if complement.via:
        reached = frame.obliques(complement.via) or _behind(frame, complement.via, filler)
        reached = tuple(each for each in reached if not row.objects or fits(view, each, draft.row, undergoes=True))
        if not reached:
            return False
        draft.parts += [("patient", each) for each in reached]
    return _filled(draft, frame, row, filler)


def _behind(frame: ClauseFrame, via: frozenset[str], filler: int) -> tuple[NounPhrase, ...]:
    """The phrases with a preposition of ``via`` that hang on the complement: "imposed bans | on two judges"."""
    tree = frame.view.tree
    reached = (each for each in tree.having(filler, "nmod") if via & set(prepositions(tree, each)))
    return tuple(phrase for each in reached for phrase in frame.view.phrases(each))


def _filled(draft: EventMention, frame: ClauseFrame, row: ComplementRow, filler: int) -> bool:
    """Gives the complement at ``filler`` its own part, if it has one."""
    if row.filler is Role.NONE:
        return True
    view = frame.view
    if row.filler is Role.PLACE:
        index = view.mention_on[filler]
        if index is not None and view.mentions[index].kind is MentionKind.PLACE:
            draft.place = view.mentions[index].span
        return True
    draft.parts += [(row.filler.value, each) for each in view.phrases(filler)]
    return True
