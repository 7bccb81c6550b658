"""Ends what is said where the clause of the saying ends, by the tree of its sentence."""

from __future__ import annotations

from xpkg.analysis.attributions.aside_clauses import clauses_around
from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.content_end import cut_at
from xpkg.analysis.attributions.repairs.repair import Example, Repair
from xpkg.analysis.attributions.speech_acts import act_of
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import THAT_FRAMES
from xpkg.model import AttributionCandidate, Span, SpeechAct, Text
from xpkg.syntax import Parse
from xpkg.syntax.arguments import complement_clause, own_subject
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.finiteness import PRESENT_OR_PAST, is_finite
from xpkg.syntax.nominals import antecedent
from xpkg.syntax.tree import ROOT, lies_in, subtree

_GROUP = ("aux", "cop", "advmod", "expl")
"""What stands with a verb before it."""


def _outer_clause(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the clause goes on in which the saying is only a part: "Low, who said it was safe, | was arrested"."""
    found = predicate(text, candidate)
    if found is None:
        return None
    parse, verb = found
    if parse.relation(verb) == "parataxis" or _is_misread(parse, verb) or clauses_around(text, candidate):
        return None
    branch, above = verb, parse.heads[verb]
    while above != ROOT:
        if is_clause(parse, above) and lies_in(parse, above, last):
            held = parse.relation(branch) in {"nsubj", "advcl", "obj", "obl", "csubj"} and parse.upos[above] != "PART"
            return _behind(parse, subtree(parse, branch), last) if held else None
        branch, above = above, parse.heads[above]
    if _waits_for_verb(parse, verb):
        end = _without_subject(parse, verb, last)
        end = _behind_comma(parse, verb, last) if end is None else end
        if end is not None:
            return end
    return _resumed(parse, candidate, verb, last)


def _is_misread(parse: Parse, verb: int) -> bool:
    """Whether the verb is taken for a participle on a noun and has an object: it is the finite verb of that noun."""
    if parse.having(verb, "aux") or parse.xpos[verb] != "VBN":
        return False
    return parse.relation(verb) == "acl" and parse.first(verb, "obj", "ccomp") is not None


def _behind(parse: Parse, branch: tuple[int, ...], last: Span) -> int | None:
    """Where the words behind ``branch`` begin."""
    return next((parse.tokens[at + 1].start for at in reversed(branch) if at + 1 < len(parse)), None)


def _waits_for_verb(parse: Parse, verb: int) -> bool:
    """Whether the noun of the relative clause that the verb is in has no verb of its own in the tree."""
    lone = antecedent(parse, verb)
    if lone is not None:
        return parse.heads[lone] == ROOT
    whose = next((at for at in reversed(range(verb)) if parse.word(at) == "whose"), None)
    return whose is not None and not any(parse.upos[at] in {"VERB", "AUX"} for at in range(whose, verb))


def _without_subject(parse: Parse, verb: int, last: Span) -> int | None:
    """Where a finite verb without a subject follows a whole clause.

    Its subject is the noun that the relative clause is about.
    """
    first = parse.first(verb, "ccomp")
    for at in range(verb + 1, len(parse)):
        if first is None or not lies_in(parse, at, last) or not is_clause(parse, at) or not _is_predicate(parse, at):
            continue
        own = (each for each in parse.having(at, "nsubj", "csubj", "expl", "mark", "cc") if each > first)
        apart = parse.heads[at] == verb or follows_comma(parse, at)
        if at > first and apart and next(own, None) is None:
            group = [each for each in (*parse.having(at, *_GROUP), at) if lies_in(parse, each, last)]
            return parse.tokens[min(group)].start
    return None


def _behind_comma(parse: Parse, verb: int, last: Span) -> int | None:
    """Where a finite verb stands right behind a comma, and what is said has one: "that she was well, | left"."""
    told = False
    for at in range(verb + 1, len(parse)):
        if not lies_in(parse, at, last):
            continue
        finite = is_finite(parse, at) or (told and parse.upos[at] == "VERB" and parse.xpos[at] == "VBN")
        if told and finite and parse.tokens[at - 1].text == ",":
            return parse.tokens[at].start
        told |= finite
    return None


def _is_predicate(parse: Parse, at: int) -> bool:
    """Whether a finite form stands at ``at``, or an auxiliary with it. "Left" is often taken for a participle."""
    helpers = parse.having(at, "aux", "cop")
    return parse.xpos[at] in PRESENT_OR_PAST | {"VBN"} or any(parse.xpos[each] != "VB" for each in helpers)


def _resumed(parse: Parse, candidate: AttributionCandidate, verb: int, last: Span) -> int | None:
    """Where a verb stands whose subject is named before the cue, outside what is said."""
    cue = candidate.cue[0]
    for own in range(verb):
        if parse.relation(own) != "nsubj" or parse.tokens[own].start >= cue.start:
            continue
        at = parse.heads[own]
        if not lies_in(parse, at, last) or own != parse.first(at, "nsubj") or not is_clause(parse, at):
            continue
        if parse.word(own) in having(Trait.RELATIVE_PRONOUN):
            continue
        if any(lies_in(parse, own, span) for span in candidate.content):
            continue
        group = [each for each in (*parse.having(at, *_GROUP), at) if lies_in(parse, each, last)]
        return parse.tokens[min(group)].start
    return None


def _joined_clause(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where "and" joins the next clause to the verb of saying: "denied the charge | and the court freed her".

    Where what is said is a clause too, either of the two may be meant. The next is told by a comma before "and" and a
    subject of its own.
    """
    found = predicate(text, candidate)
    if found is None:
        return None
    parse, verb = found
    clause = parse.first(verb, "parataxis") is not None or complement_clause(parse, verb) is not None
    for aside in () if clause else parse.having(verb, "advcl"):
        mark = next((each for each in parse.having(aside, "mark") if parse.word(each) == "without"), None)
        if mark is not None and lies_in(parse, mark, last):
            return parse.tokens[mark].start  # "accused a rival | without naming him"
    for joined in parse.having(verb, "conj"):
        link = _link_of_subjects(parse, verb, joined) if not clause else None
        if link is not None and lies_in(parse, link, last) and tells_time(parse, joined):
            return parse.tokens[link].start
        link = _link(parse, joined)
        alike = parse.xpos[verb] == parse.xpos[joined] == "VBG"  # "referring to Low | but not naming her"
        if link is None or not lies_in(parse, link, last) or not (alike or tells_time(parse, joined)):
            continue
        if any(parse.word(each) in having(Trait.WH_WORD) for each in parse.dependents[joined]):
            continue
        if any(parse.word(each) == "that" for each in parse.having(joined, "mark")):
            continue  # "said that it fell, but that nobody was hurt"
        if not clause or (follows_comma(parse, link) and parse.first(joined, "nsubj") is not None):
            return parse.tokens[link].start
    return None


def _next_event(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the author tells what happened next: "admitted that he had drunk | and the jury was sent home".

    What somebody admits or denies to have done himself is in the past perfect; an event in the plain past, whose
    subject and object are others, is no part of it. Of what is only said to have happened nobody can tell.
    """
    found = predicate(text, candidate) if act_of(text, candidate) in _OF_OWN_DEEDS else None
    said = None if found is None else complement_clause(*found)
    if found is None or said is None or found[0].xpos[found[1]] != "VBD":
        return None
    parse = found[0]
    for joined in (*parse.having(said, "conj"), *parse.having(found[1], "conj")):
        link, own, first = (parse.first(joined, "cc"), parse.first(joined, "nsubj"), own_subject(parse, said))
        if link is None or own is None or first is None or not lies_in(parse, joined, last) or own < link:
            continue
        if parse.word(first) not in having(Trait.THIRD_PERSON):
            continue
        pronouns = any(parse.upos[at] == "PRON" or parse.word(at) in _BACK for at in subtree(parse, joined))
        alike = pronouns or parse.having(joined, "mark", "cop") or not _had(parse, said) or _had(parse, joined)
        if not alike and parse.upos[own] in {"NOUN", "PROPN"} and _is_event(parse, joined):
            return parse.tokens[link].start
    return None


def _contrast(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where somebody else says something: "said that taxes would rise | , while her rival insisted they need not"."""
    found = predicate(text, candidate)
    if found is None:
        return None
    parse, verb = found
    for at in range(verb + 1, len(parse)):
        mark = next((each for each in parse.having(at, "mark") if parse.word(each) in {"while", "whereas"}), None)
        form, own = verb_forms().get(parse.word(at)), own_subject(parse, at)
        if mark is None or form is None or own is None or not lies_in(parse, mark, last) or mark > own:
            continue
        if not any(parse.upos[each] in {"VERB", "AUX"} for each in range(verb + 1, mark)):
            continue  # "said that, while the mayor says so, ..."
        says = bool(form.verb.frames & THAT_FRAMES) and parse.having(at, "ccomp", "obj")
        if says and parse.upos[own] in {"NOUN", "PROPN"} and follows_comma(parse, mark) and tells_time(parse, at):
            return parse.tokens[mark].start
    return None


_OF_OWN_DEEDS = (SpeechAct.ADMITS, SpeechAct.DENIES)
_BACK = having(Trait.POSSESSIVE_DETERMINER)


def _had(parse: Parse, verb: int) -> bool:
    auxiliaries = parse.having(verb, "aux")
    return any(parse.word(each) in having(Trait.HAVE) and parse.xpos[each] == "VBD" for each in auxiliaries)


def _is_event(parse: Parse, verb: int) -> bool:
    """Whether the verb at ``verb`` stands in the plain past and is no form of "have" or "be"."""
    helped = any(parse.relations[each] == "aux" for each in parse.having(verb, "aux"))
    if helped or parse.word(verb) in having(Trait.HAVE, Trait.BE):
        return False
    passive = any(parse.xpos[each] == "VBD" for each in parse.having(verb, "aux:pass"))
    return parse.upos[verb] == "VERB" and (parse.xpos[verb] == "VBD" or passive)


def _link(parse: Parse, joined: int) -> int | None:
    """The word that joins the verb at ``joined``; its own, or the last one behind a comma."""
    own = parse.first(joined, "cc")
    if own is not None:
        return own
    between = range(parse.heads[joined] + 1, joined)
    return next((at for at in reversed(between) if parse.upos[at] == "CCONJ" and follows_comma(parse, at)), None)


def _link_of_subjects(parse: Parse, verb: int, joined: int) -> int | None:
    """The "and" of "admitted the theft | and the jury took", where the tree has both nouns as subjects of the second.

    The verb of saying then has no object, and the first noun stands right behind it.
    """
    own = parse.first(joined, "nsubj")
    if own is None or parse.having(verb, "obj", "ccomp", "xcomp") or parse.having(joined, "cc"):
        return None
    if min(subtree(parse, own)) != verb + 1:
        return None
    others = (*parse.having(own, "conj"), *(each for each in parse.having(joined, "nsubj") if each != own))
    return next((link for each in others for link in parse.having(each, "cc")), None)


def follows_comma(parse: Parse, at: int) -> bool:
    """Whether a comma stands before the token at ``at``, the mark that ends a quotation aside."""
    return any(parse.tokens[each].text == "," for each in range(max(0, at - 2), at))


def tells_time(parse: Parse, at: int) -> bool:
    """Whether a verb in the present or past stands at ``at``. With a modal it may go on with what is said: "said that
    it was old, and she would sell it"."""
    return parse.upos[at] in {"VERB", "AUX"} and parse.xpos[at] != "VB" and is_finite(parse, at, helped=True)


CLAUSE_BOUNDS = (
    Repair(
        "cut-outer-clause",
        cut_at(_outer_clause),
        Example(
            "{Ann Low}, who [said] <that the dam was safe, was arrested>.",
            "{Ann Low}, who [said] <that the dam was safe>, was arrested.",
        ),
    ),
    Repair(
        "cut-joined-clause",
        cut_at(_joined_clause),
        Example(
            "{Ann Low} [denied] <the charge and the court freed her>.",
            "{Ann Low} [denied] <the charge> and the court freed her.",
        ),
    ),
    Repair(
        "cut-saying-of-another",
        cut_at(_contrast),
        Example(
            "{Ann Low} [said] <that it was safe, while the mayor insisted it was not>.",
            "{Ann Low} [said] <that it was safe>, while the mayor insisted it was not.",
        ),
    ),
    Repair(
        "cut-next-event",
        cut_at(_next_event),
        Example(
            "{Ann Low} [admitted] <that she had lied and the jury was sent home>.",
            "{Ann Low} [admitted] <that she had lied> and the jury was sent home.",
        ),
    ),
)
