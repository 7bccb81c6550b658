"""Puts on its level what stands before its verbs: "“It fell,” Low recalled him saying"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, each
from xpkg.lexicon.reporting import THAT_FRAMES, reporting_verbs
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax.tree import lies_in, span_of, subtree

_ACCORDING = "according to"
_PERCEIVED = frozenset(("heard", "saw"))
_BASES = {verb.lemma for verb in reporting_verbs() if verb.frames & THAT_FRAMES}


def _of_heard(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """ "“It fell,” Low recalled | him saying": he says so, and Low tells that he did."""
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    cues = {span.end for candidate in candidates for span in candidate.cue}
    for at, candidate in enumerate(candidates):
        found = predicate(text, candidate)
        if found is None or not candidate.content or candidate.content[-1].end > candidate.cue[0].start:
            continue
        parse, verb = found
        thing = parse.first(verb, "obj", "iobj")
        on_thing = () if thing is None else parse.having(thing, "acl")
        joined = (*parse.having(verb, "xcomp", "advcl", "ccomp"), *on_thing)
        said = next((each for each in joined if parse.xpos[each] == "VBG" and each > verb), None)
        heard = thing if said is None or thing is not None else parse.first(said, "nsubj")
        if heard is None or said is None or not verb < heard < said:
            continue
        form, token = verb_forms().get(parse.word(said)), parse.tokens[said]
        plain = set(range(heard + 1, said)) <= set(subtree(parse, heard)) and parse.first(said, "obj", "ccomp") is None
        if form is None or not form.verb.frames & THAT_FRAMES or not plain or token.end in cues:
            continue
        cue = Span(token.start, token.end)
        source = whole_phrase(parse, heard, cue)
        if source is None:
            continue
        inner = replace(candidate, source=source, cue=(cue,), trail=())
        outcome[at] = (replace(candidate, content=(*candidate.content, Span(source.start, cue.end))), inner)
    return outcome


def _according(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "According to | “The Lows,” by Berg |, Low told her ...": what follows "to" is the source."""
    source, words = candidate.source, text.source.text
    if source is None or len(candidate.cue) != 1 or len(candidate.content) != 1:
        return candidate
    cue, content = candidate.cue[0], candidate.content[0]
    behind = words[cue.end : content.start].isspace() and content.end <= source.start
    sentence = text.sentence_at(source.start)
    if cue.cut(words).lower() != _ACCORDING or not behind or sentence is None:
        return candidate
    if words[content.end : source.start].strip() not in {"", ","}:
        return candidate
    whole = words[source.start : sentence.span.end].rstrip(" .\n")
    named = Span(content.start, content.start + len(content.cut(words).rstrip(" ,")))
    return replace(candidate, source=named, content=(Span(source.start, source.start + len(whole)),))


def _of_perceived(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """ "testified that she heard | Low say it was empty": he says so, too, inside what is testified."""
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    cues = {span.end for candidate in candidates for span in candidate.cue}
    for at, candidate in enumerate(candidates):
        found, last = predicate(text, candidate), candidate.content[-1] if candidate.content else None
        if found is None or last is None or last.start < candidate.cue[-1].end:
            continue
        parse, verb = found
        for said in (at for at in subtree(parse, verb) if parse.word(at) in _BASES and lies_in(parse, at, last)):
            heard, form = parse.heads[said], verb_forms().get(parse.word(said))
            who, what = parse.first(heard, "obj", "iobj"), parse.first(said, "ccomp")
            if parse.relation(said) not in {"xcomp", "ccomp"} or parse.having(said, "mark", "aux"):
                continue
            who = parse.first(said, "nsubj") if who is None else who
            if form is None or who is None or what is None or parse.word(heard) not in _PERCEIVED:
                continue
            token = parse.tokens[said]
            cue = Span(token.start, token.end)
            source = whole_phrase(parse, who, cue)
            start = max(token.end + 1, span_of(parse, subtree(parse, what)).start)
            if source is None or token.end in cues or start >= last.end or not heard < who < said:
                continue
            inner = replace(candidate, source=source, cue=(cue,), content=(Span(start, last.end),), trail=())
            outcome[at] = (candidate, inner)
    return outcome


POSTPOSED_LEVELS = (
    Repair(
        "level-of-perceived-saying",
        _of_perceived,
        Example(
            "{Ann Low} [testified] <that she heard Berg say the boat was empty>.",
            "{1:Ann Low} [1:testified] <1:that she heard {2:Berg} [2:say] <2:the boat was empty>>.",
        ),
    ),
    Repair(
        "level-of-heard-saying",
        _of_heard,
        Example(
            "<“The dam is old,”> {Ann Low} [recalled] him saying.",
            "<1:<2:“The dam is old,”>> {1:Ann Low} [1:recalled] <1:{2:him} [2:saying]>.",
        ),
    ),
    Repair(
        "exchanged-roles-of-according",
        each(_according),
        Example(
            "[According to] <a book by Berg>, {Low} told her that the dam was safe.",
            "[According to] {a book by Berg}, <Low told her that the dam was safe>.",
        ),
    ),
)
"""Whose words they are that stand before the verb, or behind "according to"."""
