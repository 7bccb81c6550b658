"""Puts what is said on its level, by the tree: whose words are whose where one tells what another says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.patterns.speakers import DOCUMENTS
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.reporting import THAT_FRAMES, Frame
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse
from xpkg.syntax.arguments import is_passive, own_subject
from xpkg.syntax.tree import lies_in, span_of, subtree

_REACH = 6
"""Candidates behind another that may stand in the same sentence."""
_CITED = re.compile(r"(?P<who>[^,;:“”\"]{2,80}?) as (?P<verb>[a-z]+ing) (?=\S)")
_GROUP = ("aux", "advmod")
"""What stands with a verb before it."""


def _of_inner_saying(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    cues = {span.end for candidate in candidates for span in candidate.cue}
    outcome = {}
    for at, candidate in enumerate(candidates):
        split = _split(text, candidate)
        if split is not None:
            both = [one for one in split if one is not None]
            outcome[at] = tuple(both[:-1] if split[1].cue[0].end in cues else both)
    return outcome


def _split(
    text: Text, candidate: AttributionCandidate
) -> tuple[AttributionCandidate | None, AttributionCandidate] | None:
    """ "Police said | Low told them | that he ran": what police say is that she told them, and she says the rest.

    None for the outer one where it only tells of the thing that says it: "guards found signs | reading “Go”".
    """
    found = predicate(text, candidate)
    if found is None or not candidate.content or candidate.content[0].start < candidate.cue[-1].end:
        return None
    parse, verb = found
    inner = parse.first(verb, "ccomp")
    own = None if inner is None else own_subject(parse, inner)
    whole = True
    if inner is None or own is None:
        inner, own, whole = _participle(parse, verb), None, False
        own = None if inner is None else _noun_of(parse, inner)
    said = None if inner is None else parse.first(inner, "ccomp", "obj")
    if inner is None or said is None or own is None or (whole and is_passive(parse, inner)):
        return None
    form, first = verb_forms().get(parse.word(inner)), candidate.content[0]
    if form is None or not form.verb.frames & (THAT_FRAMES | {Frame.SET_OFF_QUOTATION}):
        return None
    if not candidate.cue[-1].end <= parse.tokens[own].start < parse.tokens[inner].end <= first.start:
        return None
    if whole and _is_put_in(parse, own, inner):
        return None  # "Low told him, Berg wrote, that it was safe"
    if not lies_in(parse, said, first):
        return None
    group = [*(each for each in parse.having(inner, *_GROUP) if own < each < inner), inner]
    cue = span_of(parse, group)
    source = whole_phrase(parse, own, cue)
    said_so = replace(candidate, source=source, cue=(cue,), content=(first,), trail=())
    if not whole:
        return None, said_so
    start = parse.tokens[subtree(parse, inner)[0]].start
    return replace(candidate, content=(Span(start, first.end), *candidate.content[1:])), said_so


def _is_put_in(parse: Parse, own: int, inner: int) -> bool:
    """Whether commas set off the subject at ``own`` with the verb at ``inner``."""
    first = next(at for at in subtree(parse, own) if parse.upos[at] != "PUNCT")
    behind = parse.tokens[inner + 1].text if inner + 1 < len(parse) else ""
    return first > 0 and parse.tokens[first - 1].text == "," and behind == ","


def _participle(parse: Parse, verb: int) -> int | None:
    """The participle of saying on the object of the verb: "reading" of "found signs | reading", "was shown a memo
    claiming"."""
    thing = parse.first(verb, "obj")
    joined = [] if thing is None else [*parse.having(thing, "acl"), *parse.having(verb, "xcomp")]
    return next((at for at in joined if parse.xpos[at] == "VBG" and parse.word(at) in verb_forms()), None)


def _noun_of(parse: Parse, participle: int) -> int | None:
    head = parse.heads[participle]
    noun = head if parse.relation(participle) == "acl" else parse.first(head, "obj")
    return noun if noun is not None and parse.word(noun) in DOCUMENTS else None


def _of_inner_verb(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """ "Low said Berg phoned her and | told her that ...": the one who phoned her tells it, and Low says both.

    Which of two verbs "and" goes on with is often wrong in the tree. Here a pronoun as object shows that the speaker
    herself is the one to whom it is done.
    """
    trees = [predicate(text, candidate) for candidate in candidates]
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    for at, outer in enumerate(candidates):
        tree = trees[at]
        inner = None if tree is None else tree[0].first(tree[1], "ccomp")
        if tree is None or inner is None or outer.source is None or not _is_done_to_speaker(tree[0], inner):
            continue
        for other in range(at + 1, min(len(candidates), at + _REACH)):
            joined, below = candidates[other], trees[other]
            if below is None or below[0] is not tree[0] or joined.source != outer.source:
                continue
            if not _is_joined(tree[0], tree[1], inner, below[1]):
                continue
            whole = Span(outer.content[-1].start, max(outer.content[-1].end, joined.content[-1].end))
            outcome[at] = (replace(outer, content=(*outer.content[:-1], whole)),)
            outcome[other] = (replace(joined, source=_subject(tree[0], inner, joined.cue[0])),)
    return outcome


def _is_joined(parse: Parse, outer: int, inner: int, verb: int) -> bool:
    """Whether "and" joins ``verb`` to ``inner``, or the same pronoun is the object of both: nobody tells "her" what
    she says herself."""
    if parse.xpos[verb] != "VBD" or own_subject(parse, verb) is not None:
        return False
    if verb in parse.having(inner, "conj"):
        return True
    first, second = _patient(parse, inner), _patient(parse, verb)
    same = first is not None and second is not None and parse.word(first) == parse.word(second)
    return same and verb in parse.having(outer, "conj")


def _patient(parse: Parse, verb: int) -> int | None:
    """Who is told or met: "her" of "phoned her", "him" of "came to him"."""
    return parse.first(verb, "iobj", "obj", "obl")


def _subject(parse: Parse, verb: int, cue: Span) -> Span | None:
    own = own_subject(parse, verb)
    return None if own is None else whole_phrase(parse, own, cue)


def _is_done_to_speaker(parse: Parse, verb: int) -> bool:
    """Whether somebody else does something to "her" or "them"."""
    own, patient = own_subject(parse, verb), _patient(parse, verb)
    if own is None or patient is None or parse.xpos[verb] != "VBD" or parse.having(verb, "aux"):
        return False
    return parse.word(patient) in having(Trait.OBJECT_PRONOUN) and parse.upos[own] in {"NOUN", "PROPN"}


def _of_cited(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """ "The Post cited | Ann Low as saying that it was safe": she says so, and the paper tells that she does."""
    words, outcome = text.source.text, {}
    cues = {at for candidate in candidates for span in candidate.cue for at in (span.start, span.end)}
    for at, candidate in enumerate(candidates):
        cited = _CITED.match(words, candidate.content[0].start, candidate.content[0].end) if candidate.content else None
        if cited is None or not candidate.cue or candidate.content[0].start < candidate.cue[-1].end:
            continue
        form = verb_forms().get(cited["verb"].lower())
        if form is None or Inflection.GERUND not in form.kinds or not cues.isdisjoint(cited.span("verb")):
            continue
        inner = AttributionCandidate(
            Span(*cited.span("who")),
            (Span(*cited.span("verb")),),
            (Span(cited.end(), candidate.content[0].end), *candidate.content[1:]),
            candidate.method,
            candidate.confidence,
            engine=candidate.engine,
        )
        outcome[at] = (candidate, inner)
    return outcome


def _of_quoted(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """ "Low quoted the pilot as | saying that ...": the pilot says so, and Low tells that he does."""
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    for at, candidate in enumerate(candidates):
        found = predicate(text, candidate)
        if found is None or not candidate.content:
            continue
        parse, verb = found
        above = parse.heads[verb]
        as_saying = parse.xpos[verb] == "VBG" and any(parse.word(each) == "as" for each in parse.having(verb, "mark"))
        quoted = parse.first(above, "obj") if as_saying and parse.relation(verb) == "advcl" else None
        if quoted is None or not above < quoted < verb:
            continue
        who = whole_phrase(parse, quoted, candidate.cue[0])
        if who is None or (candidate.source is not None and who.overlaps(candidate.source)):
            continue
        outcome[at] = (replace(candidate, source=who),)
        for other in range(max(0, at - _REACH), at):
            if candidates[other].cue and lies_in(parse, above, candidates[other].cue[-1]):
                told = Span(who.start, max(who.end, candidate.content[-1].end))
                outcome[other] = (replace(candidates[other], content=(told,)),)
    return outcome


LEVELS = (
    Repair(
        "level-of-quoted-object",
        _of_quoted,
        Example(
            "{12:Ann Low} [1:quoted] <1:the pilot> as [2:saying] <2:that it was safe>.",
            "{1:Ann Low} [1:quoted] <1:{2:the pilot} as [2:saying] <2:that it was safe>>.",
        ),
    ),
    Repair(
        "cited-as-saying",
        _of_cited,
        Example(
            "{The paper} [cited] <Ann Low as saying that it was safe>.",
            "{1:The paper} [1:cited] <1:{2:Ann Low} as [2:saying] <2:that it was safe>>.",
        ),
    ),
    Repair(
        "level-of-inner-saying",
        _of_inner_saying,
        Example(
            "{1:Police} [1:said] Ann Low told them <1:that he had fled>.",
            "{1:Police} [1:said] <1:{2:Ann Low} [2:told] them <2:that he had fled>>.",
        ),
    ),
    Repair(
        "level-of-inner-verb",
        _of_inner_verb,
        Example(
            "{12:Ann Low} [1:said] <1:Berg phoned her> and [2:told] her <2:that the dam was safe>.",
            "{1:Ann Low} [1:said] <1:{2:Berg} phoned her and [2:told] her <2:that the dam was safe>>.",
        ),
    ),
)
