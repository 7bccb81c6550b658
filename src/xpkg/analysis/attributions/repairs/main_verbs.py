"""Finds what the one says himself who is told or asked: "A teacher asked to resign | said | she would not"."""

from __future__ import annotations

import re
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.speakers import AUTHORING
from xpkg.analysis.attributions.patterns.word_classes import AUXILIARIES
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS, Inflection
from xpkg.lexicon.reporting import HEARER_FRAMES, THAT_FRAMES
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import complement_clause, is_passive
from xpkg.syntax.finiteness import PRESENT_OR_PAST
from xpkg.syntax.tree import ancestors, head_of, lies_in, span_of, subtree, tokens_in

_OPENS_CLAUSE = having(Trait.COORDINATOR, Trait.CLAUSE_OPENER, Trait.SUBJECT_PRONOUN) | {"as"}
_TOKEN = re.compile(r"\S+")
_SAID = re.compile(r"\s+(?:(?:[\w’'-]+\s+){1,4}?(?=that\s))?(?P<said>(?P<that>that\s)?\S)")
"""What follows a verb of saying: who is told, where "that" stands behind, and what is said."""
_NEAR = 160
"""Characters of a content in which the verb of the sentence may follow."""


def main_saying(text: Text, candidate: AttributionCandidate) -> AttributionCandidate | None:
    """What the one who is asked or told says himself: "A teacher asked to resign | said | she would not"."""
    words, source = text.source.text, candidate.source
    verb = verb_behind(text, candidate)
    if source is None or verb is None or candidate.content[-1].start < candidate.cue[0].end:
        return None
    last = candidate.content[-1]
    said = _SAID.match(words, verb.end, last.end)
    heard = verb_forms()[verb.cut(words)].verb.frames & HEARER_FRAMES
    if said is None or (heard and not said["that"]):
        return None
    return replace(
        candidate,
        source=Span(source.start, verb.start - 1),
        cue=(verb,),
        content=(Span(said.start("said"), last.end),),
    )


def verb_behind(text: Text, candidate: AttributionCandidate) -> Span | None:
    """The finite verb of saying that "to" and an infinitive lead to, in the content or between the cue and that."""
    last, cue = candidate.content[-1], candidate.cue[-1]
    start = cue.end if cue.end <= last.start <= cue.end + _NEAR else last.start
    before = ""
    for found in _TOKEN.finditer(text.source.text, start, min(last.end, start + _NEAR)):
        word = found.group()
        form = verb_forms().get(word)
        told = form is not None and Inflection.PAST in form.kinds and form.verb.frames & THAT_FRAMES
        if before in _OPENS_CLAUSE or (before and not before.isalpha()):
            return None
        if told and before and not (before in AUXILIARIES or before == "to"):
            return Span(found.start(), found.end())
        before = word
    return None


def without_participle(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """The finite verb of saying for a participle that only tells of the speaker.

    It may stand in the cue ("suspected of lying | told") or in what is taken for said ("ordered | to leave said it").
    """
    source, words = candidate.source, text.source.text
    if source is None or not candidate.cue or source.end + 1 != candidate.cue[0].start:
        return candidate
    cue = candidate.cue[0]
    parse = read(text).parse_of(Span(source.start, cue.end))
    verb = None if parse is None else _finite_verb(parse, source, cue)
    if parse is None or verb is None:
        return _by_words(text, candidate, source)
    token = parse.tokens[verb]
    whose = Span(source.start, len(words[: token.start].rstrip()))
    if cue.start < token.start < cue.end:
        return replace(candidate, source=whose, cue=(Span(token.start, cue.end), *candidate.cue[1:]))
    said, last = complement_clause(parse, verb), candidate.content[-1] if candidate.content else None
    if said is None or last is None or not last.start < token.start < last.end:
        return candidate
    start = max(token.end + 1, span_of(parse, subtree(parse, said)).start)
    if start >= last.end:
        return candidate
    return replace(candidate, source=whose, cue=(Span(token.start, token.end),), content=(Span(start, last.end),))


def _finite_verb(parse: Parse, source: Span, cue: Span) -> int | None:
    """The finite verb of saying behind the cue's participle, with the noun of ``source`` as subject of the one and
    modified by the other."""
    noun = head_of(parse, source)
    if noun is None or parse.relations[noun] != "nsubj":
        return None
    verb, form = parse.heads[noun], verb_forms().get(parse.word(parse.heads[noun]))
    if form is None or not form.verb.frames & THAT_FRAMES or parse.xpos[verb] not in PRESENT_OR_PAST:
        return None
    modifiers = (each for each in parse.having(noun, "acl") if parse.xpos[each] == "VBN" and each < verb)
    return verb if any(lies_in(parse, each, cue) for each in modifiers) else None


def _by_words(text: Text, candidate: AttributionCandidate, source: Span) -> AttributionCandidate:
    """The same by the words of the cue, where the tree takes the participle for the verb: "asked to resign | said"."""
    cue = candidate.cue[0]
    *before, last = cue.cut(text.source.text).split()
    if len(before) < 3 or before[1] != "to":
        return candidate
    told, says = verb_forms().get(before[0]), verb_forms().get(last)
    if told is None or says is None or not (told.verb.frames & HEARER_FRAMES and says.verb.frames & THAT_FRAMES):
        return candidate
    if not (told.kinds & PAST_FORMS and Inflection.PAST in says.kinds):
        return candidate
    start = cue.end - len(last)
    return replace(candidate, source=Span(source.start, start - 1), cue=(Span(start, cue.end), *candidate.cue[1:]))


def without_finite_verb(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """The participle alone of a cue that holds the noun it modifies, and the verb before that: "condemned a report |
    saying" is said by the report."""
    if len(candidate.cue) != 1:
        return candidate
    cue = candidate.cue[0]
    parse = read(text).parse_of(cue)
    inside = tokens_in(parse, cue) if parse is not None else range(0)
    if parse is None or len(inside) < 3 or parse.xpos[inside[-1]] != "VBG" or parse.relations[inside[-1]] != "acl":
        return candidate
    verb = inside[-1]
    noun = parse.heads[verb]
    above = next((at for at in ancestors(parse, noun) if parse.upos[at] == "VERB"), None)
    if noun not in inside or above not in inside or parse.relation(noun) not in {"obj", "nmod", "obl"}:
        return candidate
    if above is None or parse.word(above) in AUTHORING or is_passive(parse, above):
        return candidate  # "wrote a letter saying": the writer says so
    said = Span(parse.tokens[verb].start, cue.end)
    thing = [at for at in subtree(parse, noun, ("case",)) if at < verb]
    return replace(candidate, source=span_of(parse, thing), cue=(said,))
