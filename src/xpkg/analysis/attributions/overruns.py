"""Cuts what is said where it runs on into what the author or somebody else says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from xpkg.analysis.attributions.acts import act_of
from xpkg.analysis.attributions.lexicon import Form, noun_acts, verb_forms
from xpkg.model import BlockType, Claim, Span, Text

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AUXILIARY = r"(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|should|shall|cannot)"
_FINITE = re.compile(rf"\b(?:{_AUXILIARY}|that|who|which|how|why|what|whether|if|\w+n['’]t)\b|[“\"‘:]", re.I)
"""What tells that a clause or a quotation stands in a content: its verbs may be its own."""
_PAST_AGAIN = re.compile(
    r"[,\s]+(?:and|but|yet)\s+(?:\w+ly\s+|then\s+|later\s+|also\s+)?"
    r"(?:(?:was|were|had|did|is|are|has|have)\s|(?:[a-z]+ed|got|met|won|lost|made|took|went|came|left|gave|kept)\s+"
    r"(?:the|an?|no|his|her|its|their|that|to|in|on|at|for|from|with|up|out|it|him|them|nothing|little)\b)"
)
"""A finite verb that "and" joins: after a noun or an infinitive it has the subject of the verb of saying."""
_OWN_VIEW = re.compile(r",\s+(?:and|but|yet)\s+(?:he|she|they|it)\s+(?:is|are|was|were|has|have|had|does|did|do)\b")
_CONSEQUENCE = re.compile(
    r",\s+(?:which|a\s+(?:move|step|decision)\s+(?:that|which))\s+(?:(?:\w+ly|also|soon|then|later|in\s+turn)\s+)?(?:has\s+|have\s+|had\s+)?"
    r"(?:led|leads|resulted|results|caused|causes|prompted|prompts|sparked|sparks|drew|draws|triggered|provoked|"
    r"brought|earned|cost|angered|followed)\b"
)
"""What came of the saying: the author tells it."""
_JUDGED = re.compile(r",\s+(?P<thing>(?:an?\s+)?(?:\w+\s+)?(?P<noun>[a-z]+))\s+(?:that|which)\s+")
"""What another says of it: ", a claim that Ann Low, the mayor, dismissed as ..."."""
_JUDGING = re.compile(r"\s(?P<verb>[a-z]+)(?=\s+(?:as|in|on|at|last)\s|[,.;]|\Z)")
_BREAK = re.compile(r"[.;:“”\"\n]")
_AS_CLAUSE = re.compile(r"\s+as\s+(?=[\w’'-]+(?:\s+[\w’'-]+){0,3}?\s+(?P<verb>[a-z]+)\b)")
_ALSO = re.compile(r",?\s+(?:and|but)\s+(?:also\s+)?(?P<verb>[a-z]+)\b")
_OTHER_TENSE = re.compile(r"\b(?:will|would|can|could|may|might|must|should|was|were|had|did)\b")


def cut_overruns(text: Text, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """``claims`` without what follows their content in the words of the author or of another speaker.

    Quoted words are never cut.
    """
    return tuple(_cut(text, claim) for claim in claims)


def _cut(text: Text, claim: Claim) -> Claim:
    if not claim.cue or not claim.content or claim.content[-1].start < claim.cue[-1].end:
        return claim
    words, last = text.source.text, claim.content[-1]
    ends = [end for test in _TESTS for end in [test(text, claim, last)] if end is not None and end > last.start]
    ends = [end for end in ends if not any(one.span.start < end < one.span.end for one in text.quotations)]
    if not ends:
        return claim
    kept = words[last.start : min(ends)].rstrip(" ,")
    return replace(claim, content=(*claim.content[:-1], Span(last.start, last.start + len(kept)))) if kept else claim


def _form(claim: Claim, words: str) -> Form | None:
    """The first verb of saying of the cue."""
    cue = (match.group().lower() for span in claim.cue for match in _WORD.finditer(span.cut(words)))
    return next((verb_forms()[word] for word in cue if word in verb_forms()), None)


def _past_again(text: Text, claim: Claim, last: Span) -> int | None:
    """ "asked the council for help | but received no answer"."""
    found = _PAST_AGAIN.search(text.source.text, last.start, last.end)
    if found is None or _FINITE.search(text.source.text, last.start, found.start()):
        return None
    form = _form(claim, text.source.text)
    return found.start() if form is not None and form.verb.frames & set("oufi+") | form.verb.particles else None


def _own_view(text: Text, claim: Claim, last: Span) -> int | None:
    """ "believes the dam will hold | , and he is not alone": a thought ends with its clause."""
    found = _OWN_VIEW.search(text.source.text, last.start, last.end)
    return found.start() if found and act_of(text, claim) == "thinks" else None


def _consequence(text: Text, claim: Claim, last: Span) -> int | None:
    """ "ordered their release | , which led to his fall"."""
    found = _CONSEQUENCE.search(text.source.text, last.start, last.end)
    if found is None or _FINITE.search(text.source.text, last.start, found.start()):
        return None
    return found.start()


def _judged(text: Text, claim: Claim, last: Span) -> int | None:
    found = judgement(text.source.text, last)
    return found[0].start() if found else None


def judgement(words: str, span: Span) -> tuple[re.Match[str], re.Match[str]] | None:
    """Where ``span`` goes on with what another says of the claim in it: ", a claim that" and the verb of the other."""
    for head in _JUDGED.finditer(words, span.start, span.end):
        stop = _BREAK.search(words, head.end(), span.end)
        for found in _JUDGING.finditer(words, head.end(), min(stop.start() if stop else span.end, head.end() + 90)):
            form = verb_forms().get(found["verb"])
            if head["noun"] in noun_acts() and form and form.verb.frames & set("oca") and form.kinds & {"past", "s"}:
                return head, found
    return None


def _headline(text: Text, claim: Claim, last: Span) -> int | None:
    """ "Mayor defends dam | as villagers accuse guards": in a headline "as" opens another clause."""
    block = next((one for one in text.blocks if one.span.contains(last)), None)
    form = _form(claim, text.source.text)
    if block is None or block.type is not BlockType.TITLE or form is None or form.verb.frames & set("a"):
        return None
    for found in _AS_CLAUSE.finditer(text.source.text, last.start, last.end):
        verb = verb_forms().get(found["verb"])
        if verb and verb.kinds & {"s", "base"}:
            return found.start()
    return None


def _also(text: Text, claim: Claim, last: Span) -> int | None:
    """ "predicts that the river will rise | and advises people to leave": the verbs of the speaker agree in tense."""
    words, form = text.source.text, _form(claim, text.source.text)
    if form is None or form.kinds != {"s"}:
        return None
    for found in _ALSO.finditer(words, last.start, last.end):
        verb = verb_forms().get(found["verb"])
        plain = verb is not None and verb.kinds == {"s"} and verb.verb.bare and bool(verb.verb.frames & set("sut"))
        if plain and _OTHER_TENSE.search(words, last.start, found.start()):
            return found.start()
    return None


_TESTS: tuple[Callable[[Text, Claim, Span], int | None], ...] = (
    _past_again,
    _own_view,
    _consequence,
    _judged,
    _headline,
    _also,
)
