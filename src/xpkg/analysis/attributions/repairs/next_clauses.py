"""Ends what is said where the speaker, or somebody else, does the next thing: "said it was shut | and left"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_bounds import follows_comma, tells_time
from xpkg.analysis.attributions.repairs.content_end import cut_at
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair
from xpkg.lexicon import human_verbs, noun_kinds
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PRESENT_FORMS, Inflection
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.lexicon.reporting import VerbTrait
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, SpeechAct, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import is_passive, own_subject
from xpkg.syntax.tree import ancestors, lies_in, subtree, tokens_in

_FINITE_FORMS = PRESENT_FORMS | {Inflection.PAST}
_AWAY = having(Trait.PARTICLE) - {"down"} | {"home"}
"""Where somebody goes: "went home", "hung up"."""
_THEMSELVES = (having(Trait.SUBJECT_PRONOUN) & having(Trait.THIRD_PERSON)) - {"it"}
_PEOPLE = noun_kinds.person_nouns()
_WHICH_HE = pattern(r",\s+which\s+<<third_person -her -him -them -it>>\s+(?:also\s+)?(?P<verb>[a-z]+)\b")
_TWO_VERBS = pattern(
    r"(?:that\s+)?(?!<<wh_word relative_pronoun +whoever +whatever>>\b)[\w’'-]+\s+"
    r"(?:(?!<<wh_word relative_pronoun coordinator be determiner subject_pronoun>>\b)[\w’'-]+\s+){0,5}"
    r"<<be -nonfinite>>\s+"
    r"(?!<<determiner subject_pronoun wh_word relative_pronoun coordinator be>>\b)[a-z-]+"
    r"(?:\s+(?!<<determiner subject_pronoun wh_word relative_pronoun coordinator be>>\b)[a-z-]+){0,2}"
    r"(?P<second>\s+<<be -nonfinite>>\b)",
    re.I,
)
""" "that it **was** safe | **was** wrong": no subject stands before the second."""
_BEARERS = frozenset((NounKind.PERSON, NounKind.ROLE, NounKind.BODY, NounKind.TROOPS))


def _with_next_verb(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """Each candidate without a joined verb that is the speaker's own; what that says in its turn is one more."""
    cues = {candidate.cue[0].start for candidate in candidates if candidate.cue}
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    for place, candidate in enumerate(candidates):
        found = _next_verb(text, candidate)
        if found is None:
            continue
        parse, link, joined = found
        last, token = candidate.content[-1], parse.tokens[joined]
        cut = replace(candidate, content=(*candidate.content[:-1], Span(last.start, parse.tokens[link - 1].end)))
        said = parse.having(joined, "obj", "ccomp", "xcomp")
        says = parse.word(joined) in verb_forms() and said and token.start not in cues
        start = parse.tokens[joined + 1].start if joined + 1 < len(parse) else last.end
        if not says or start >= last.end:
            outcome[place] = (cut,)
            continue
        outcome[place] = (
            cut,
            replace(candidate, cue=(Span(token.start, token.end),), content=(Span(start, last.end),)),
        )
    return outcome


def _next_verb(text: Text, candidate: AttributionCandidate) -> tuple[Parse, int, int] | None:
    """The "and" and the verb that it joins, where that is the speaker's: "said the road was closed | and left".

    The tree has it in what is said. But the subject there is a thing, in the passive or with "be", and only somebody
    can do what the joined verb tells.
    """
    found = predicate(text, candidate)
    if found is None or not candidate.content:
        return None
    parse, verb = found
    last, said = candidate.content[-1], parse.first(verb, "ccomp")
    if said is None or parse.xpos[verb] != "VBD" or not (is_passive(parse, said) or parse.having(said, "cop")):
        return None
    thing = own_subject(parse, said)
    if thing is None:
        return None
    himself = parse.word(thing) in _THEMSELVES
    if not himself and (parse.upos[thing] != "NOUN" or not _is_thing(parse.word(thing))):
        return None
    if text.touches_quotation(last):
        return None
    for joined in parse.having(said, "conj"):
        link = parse.first(joined, "cc")
        if link is None or not lies_in(parse, link, last) or parse.word(link) not in {"and", "but"}:
            continue
        if parse.having(joined, "nsubj", "csubj", "expl", "aux", "cop", "mark"):
            continue
        if _leaves(parse, joined) if himself else _is_of_people(parse, joined):
            return parse, link, joined
    return None


def _leaves(parse: Parse, verb: int) -> bool:
    """Whether the past verb at ``verb`` ends the scene: "that she was sorry | and sat down", "and left the room"."""
    if parse.word(verb) not in human_verbs.having(human_verbs.Trait.LEAVES_SCENE):
        return False
    behind = [each for each in parse.dependents[verb] if each > verb and parse.upos[each] != "PUNCT"]
    if len(behind) != 1:
        return False
    place = behind[0]
    room = parse.relation(place) == "obj" and parse.upos[place] == "NOUN" and len(parse.dependents[place]) == 1
    return room or parse.word(place) in having(Trait.PARTICLE) | {"home", "away"}


def _is_thing(noun: str) -> bool:
    kinds = kinds_of(noun)
    return noun not in _PEOPLE and noun.removesuffix("s") not in _PEOPLE and _BEARERS.isdisjoint(kinds)


def _is_of_people(parse: Parse, verb: int) -> bool:
    """Whether only somebody can do what the past verb at ``verb`` tells: he says, demands or leaves the room."""
    word, form = parse.word(verb), verb_forms().get(parse.word(verb))
    if parse.xpos[verb] not in {"VBD", "VBN"}:
        return False
    if form is not None and Inflection.PAST in form.kinds and form.verb.bare:
        doubtful = {VerbTrait.OF_FINDINGS, VerbTrait.SELDOM_REPORTS} & form.verb.traits
        return form.verb.act is not SpeechAct.THINKS and not doubtful
    if word not in human_verbs.having(human_verbs.Trait.DONE_BY_PEOPLE, human_verbs.Trait.LEAVES_SCENE):
        return False
    behind = [each for each in parse.dependents[verb] if each > verb and parse.upos[each] != "PUNCT"]
    if word in human_verbs.having(human_verbs.Trait.DONE_BY_PEOPLE):
        return True
    places = [each for each in behind if parse.relation(each) == "obj"]
    if places:
        return len(behind) == 1 and parse.upos[places[0]] == "NOUN" and not parse.having(places[0], "nummod", "amod")
    return not behind or any(parse.word(each) in _AWAY for each in behind)


def _clause_above(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where "but" joins a clause to one above: "which she calls a retreat | , but critics say is a prison"."""
    found = predicate(text, candidate)
    if found is None:
        return None
    parse, verb = found
    if parse.relation(verb) == "parataxis" or parse.having(verb, "parataxis"):
        return None
    own = subtree(parse, verb)
    for above in ancestors(parse, verb):
        for joined in parse.having(above, "conj"):
            link = parse.first(joined, "cc")
            if joined in own or link is None or link < verb or not lies_in(parse, link, last):
                continue
            if tells_time(parse, joined) and own_subject(parse, joined) is not None and follows_comma(parse, link):
                return parse.tokens[link].start
    return None


def _which_he(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where a relative clause tells what the speaker says of what he said: "it fell | , which he blamed on the war"."""
    found = _WHICH_HE.search(text.source.text, last.start, last.end)
    form = verb_forms().get(found["verb"]) if found else None
    return found.start() if found and form is not None and form.kinds & _FINITE_FORMS else None


def _after_whole_clause(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the clause that is a subject has its verb: "the claim that it was safe | was wrong"."""
    found = _TWO_VERBS.match(text.source.text, last.start, last.end)
    if found is None or text.touches_quotation(last):
        return None
    return found.start("second")


def _verb_of_subject(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the noun that takes the clause has its verb: "the warning that it would fall | went unheard"."""
    parse = read(text).parse_of(candidate.cue[0]) if candidate.cue else None
    if parse is None or text.touches_quotation(last):
        return None
    for at in tokens_in(parse, candidate.cue[-1]):
        if parse.upos[at] != "NOUN" or parse.relation(at) != "nsubj" or not parse.having(at, "acl"):
            continue
        below = subtree(parse, at, ("punct",))
        if parse.heads[at] < below[-1]:
            continue
        if below[-1] + 1 < len(parse) and lies_in(parse, below[-1] + 1, last):
            return parse.tokens[below[-1] + 1].start
    return None


NEXT_CLAUSES = (
    Repair(
        "cut-next-verb-of-speaker",
        _with_next_verb,
        Example(
            "{1:Ann Low} [1:said] <1:that the road was closed and demanded a new one>.",
            "{12:Ann Low} [1:said] <1:that the road was closed> and [2:demanded] <2:a new one>.",
        ),
    ),
    Repair(
        "cut-clause-joined-above",
        cut_at(_clause_above),
        Example(
            "She left for a camp, which {the church} [describes as] <a retreat, but critics call it a prison>.",
            "She left for a camp, which {the church} [describes as] <a retreat>, but critics call it a prison.",
        ),
    ),
    Repair(
        "cut-verb-behind-clause",
        cut_at(_after_whole_clause),
        Example("{Her} [claim] <that the dam was safe was wrong>.", "{Her} [claim] <that the dam was safe> was wrong."),
    ),
    Repair(
        "cut-verb-of-subject",
        cut_at(_verb_of_subject),
        Example(
            "[The warning] by {the engineer Ann Low} <that the dam would fall went unheard>.",
            "[The warning] by {the engineer Ann Low} <that the dam would fall> went unheard.",
        ),
    ),
    Repair(
        "cut-comment-of-speaker",
        cut_at(_which_he),
        Example(
            "[According to] {Ann Low}, <profits fell in May, which she attributed to the war>.",
            "[According to] {Ann Low}, <profits fell in May>, which she attributed to the war.",
        ),
    ),
)
"""Where the sentence goes on with what is not said."""
