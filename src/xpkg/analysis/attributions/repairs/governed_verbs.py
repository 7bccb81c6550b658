"""Decides on verbs of saying that another verb governs: what somebody is to say, is made to know, is asked about."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.filters import whole
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Span, SpeechAct, Text
from xpkg.syntax import Parse
from xpkg.syntax.arguments import is_passive, own_subject, subject
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import head_of, lies_in, tokens_in

_TOPIC = having(Trait.MATTER)


def _governed(parse: Parse, verb: int) -> int | None:
    """The object of the verb above that does what the verb at ``verb`` tells: "her" of "made her understand".

    The tree takes it for the object there, or for the subject here.
    """
    above = parse.heads[verb]
    if parse.xpos[verb] != "VB" or parse.having(verb, "aux") or parse.relation(verb) not in {"xcomp", "ccomp"}:
        return None
    if parse.upos[above] != "VERB":
        return None
    found = parse.first(above, "obj", "iobj")
    found = own_subject(parse, verb) if found is None else found
    return found if found is not None and above < found < verb else None


def _is_of_another(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The club requires members to sign, | agreeing | to pay": they are to agree, and nobody says so yet."""
    found = predicate(text, candidate)
    if found is None or candidate.source is None or found[0].xpos[found[1]] != "VBG":
        return False
    parse, verb = found
    infinitive = parse.heads[verb]
    if parse.relation(verb) not in {"advcl", "xcomp"} or not any(
        parse.word(mark) == "to" for mark in parse.having(infinitive, "mark")
    ):
        return False
    whom = _governed(parse, infinitive)
    own = None if whom is None else subject(parse, parse.heads[infinitive])
    return own is not None and subject(parse, infinitive) == whom and lies_in(parse, own, candidate.source)


def _caused(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "The film made her | understand | that he was ill": she does, and not the film."""
    found = predicate(text, candidate)
    if found is None or candidate.source is None or text.touches_quotation(candidate.cue[-1]):
        return candidate
    parse, verb = found
    whom, head = _governed(parse, verb), head_of(parse, candidate.source)
    form = verb_forms().get(parse.word(verb))
    bare = not any(parse.word(mark) == "to" for mark in parse.having(verb, "mark"))
    if whom is None or head is None or form is None or not (bare or form.verb.act is SpeechAct.THINKS):
        return candidate
    if head == whom or any(lies_in(parse, whom, part) for part in candidate.content):
        return candidate
    token = parse.tokens[verb]
    cue = Span(token.start, token.end)
    source = whole_phrase(parse, whom, cue)
    return candidate if source is None else replace(candidate, source=source, cue=(cue,))


def _is_asked_about(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Low will be interviewed | about | the dam": that is what he is asked, and not what he says."""
    found = predicate(text, candidate)
    if found is None or candidate.source is None or candidate.content[0].start < candidate.cue[-1].end:
        return False
    parse, verb = found
    own = own_subject(parse, verb)
    if own is None or not is_passive(parse, verb) or not lies_in(parse, own, candidate.source):
        return False
    topics = [at for at in parse.having(verb, "obl", "advcl") if _is_of_topic(parse, at)]
    words = tokens_in(parse, candidate.content[0])
    return any(at in words for at in topics)


def _is_of_topic(parse: Parse, at: int) -> bool:
    marks = {parse.word(each) for each in parse.having(at, "mark")}
    return not _TOPIC.isdisjoint((*prepositions(parse, at), *marks))


GOVERNED_VERBS = (
    Repair(
        "drop-participle-of-infinitive",
        whole(_is_of_another),
        Example(
            "{The club} requires members to sign, [agreeing] <to pay>.",
            "The club requires members to sign, agreeing to pay.",
        ),
    ),
    Repair(
        "caused-speaks",
        each(_caused),
        Example(
            "{The film} [made her understand] <that he was ill>.", "The film made {her} [understand] <that he was ill>."
        ),
    ),
    Repair(
        "drop-asked-about",
        whole(_is_asked_about),
        Example("{Ann Low} [was interviewed about] <the dam>.", "Ann Low was interviewed about the dam."),
    ),
)
"""Whose the saying is that hangs on another verb, and whether there is one."""
