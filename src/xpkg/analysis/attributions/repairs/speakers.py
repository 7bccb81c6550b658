"""Mends the speaker of a claim: who a relative pronoun stands for, and where nobody speaks at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.patterns.cue_subjects import antecedent, subject_left
from xpkg.analysis.attributions.patterns.items import Item, items_within, span_of
from xpkg.analysis.attributions.patterns.speakers import COMMON_PAST
from xpkg.lexicon.reporting import Frame
from xpkg.model import AttributionCandidate, Span, Text

_CAUSED = re.compile(
    r"\b(?:(?:has|have|had|also|then|soon|\w+ly)\s+)*"
    r"(?:(?:prompt|spark|provok|trigger|fuel|fuell|reignit|caus|arous|stirr?)(?:s|es|ed|e|ing)?|dr[ae]w[sn]?|drawing|"
    r"(?:led|leads?|leading)\s+to|result(?:ed|s|ing)?\s+in|met\s+with)\s+"
    r"(?:(?:new|fresh|renewed|further|more|widespread|international|public|many|growing|several|repeated|both|much|"
    r"some|wide|sharp|strong|harsh|fierce|heavy|swift|immediate)\s+)*"
    r"(?=(?P<noun>[a-z]+)\b)"
)
"""What makes others speak: "the leak prompted | calls for ..."."""
_VERBS_TOO = frozenset({"praise", "blame"})
"""Nouns of saying that look like its verbs."""
_THERE = re.compile(r"\bthere\s+(?:is|are|was|were|has\s+been|have\s+been|had\s+been)\b", re.I)
_NAME_AND_YEAR = re.compile(r"(?P<name>[^,]*[A-Z][^,]*?)\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d{2}")
_THERE_OR_HERE = re.compile(r"(?:there|here)\s+(?=[a-z]+$)")
_VERB_IN_NAME = re.compile(r"^(?P<name>(?:[A-Z][\w’'.-]*\s+)+)(?P<verb>[a-z]+)\b")
_WHICH = re.compile(r",\s*(?:\[\d{1,4}\]\s*)*(?P<pronoun>which|who)\s+(?:\w+ly\s+|also\s+)?(?P<verb>[a-z]+)\b")
_OPEN_RELATIVE = re.compile(r"(?:who|which)\s[^,;:“”\"]+,\s+(?:has\s+|have\s+|had\s+)?")
"""A relative clause that a comma closes before the verb of its noun: "a partner, who left, contradicted him"."""
_SUBJECT_OF_CLAUSE = re.compile(
    r",?\s(?P<link>when|because|where|until|while|whereas)\s+(?P<subject>(?:(?:an?|the|his|her|its|their)\s|[A-Z])[^;:“”\"]*?)[\s,]*\Z"
)
_HUNG_ON = re.compile(r",\s+(?:who|whose|which)\s[^,]*")
_ING = re.compile(r"[a-z]+ing\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would|can|could|may|might|must|\w+ed)\b")
_ASKED = re.compile(r"asked(?:\s+(?:about|for|by|whether|if|why|how))?")
_REACH = 6
_AND = re.compile(r"(?:^|\s|,)(?:and|but|or)\s+(?:also\s+|then\s+|\w+ly\s+)?\Z")
_ACCORDING = re.compile(r"\baccording\s+to\s+\Z", re.I)
_JOINED = re.compile(r"[\s,]*\b(?:and|but)\s+(?:also\s+|later\s+|then\s+)?\Z")


def name_tellers(text: Text, claims: Sequence[AttributionCandidate]) -> tuple[AttributionCandidate, ...]:
    """``claims`` with the speaker that their sentence gives them.

    - "The leak prompted calls for ...", "there is no suggestion that ...": the text names nobody who speaks.
    - "Low cited the act, which condemns it and calls for more": the act calls.
    - "In a letter, according to Low, Berg said ... and warned ...": Berg warned.
    - "Reader Ann Low emails from Berg: "..."": the verb is no part of the name.
    """
    claims = [_by_whom(text, _whose_participle(text, claim)) for claim in claims]
    claims = [_drawn_too(text, claim, claims[at - 1]) if at else claim for at, claim in enumerate(claims)]
    mended = [_of_relative(text, _split_name(text, _place(text, _nobody(text, claim)))) for claim in claims]
    mended = [_asked(text, claim, _near(mended, at)) for at, claim in enumerate(mended)]
    mended = [_not_according(text, claim, _near(mended, at)) for at, claim in enumerate(mended)]
    mended = [_ended(text, claim, _near(mended, at)) for at, claim in enumerate(mended)]
    return _under(text, mended)


def _near(claims: Sequence[AttributionCandidate], at: int) -> Sequence[AttributionCandidate]:
    """Those that may stand in one sentence with the claim ``at``; all are in order of their cues."""
    return claims[max(0, at - _REACH) : at + _REACH + 1]


def _nobody(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    if not claim.cue:
        return claim
    cue = claim.cue[0]
    words = cue.cut(text.source.text)
    if there := _THERE.search(words):
        return replace(claim, source=None, cue=(Span(cue.start + there.start(), cue.end), *claim.cue[1:]))
    found = next((one for one in _CAUSED.finditer(words) if _says(one["noun"])), None)
    if found is None or re.match(r"\s*\S+\s+(?:from|by|among)\b", words[found.end() :] + " "):
        return claim
    return replace(claim, source=None, cue=(Span(cue.start + found.end(), cue.end), *claim.cue[1:]))


def _says(noun: str) -> bool:
    return noun in noun_acts() or noun in _VERBS_TOO


def _drawn_too(text: Text, claim: AttributionCandidate, before: AttributionCandidate) -> AttributionCandidate:
    """ "He drew praise for this and | criticism for that": who draws the one draws the other too."""
    if claim.source is None or claim.source != before.source or not claim.cue or _nobody(text, before) is before:
        return claim
    first = claim.cue[0].cut(text.source.text).split()[0].lower()
    return replace(claim, source=None) if first in noun_acts() and first not in verb_forms() else claim


def _by_whom(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "was announced by Ann Low | in May 2013": the date is no part of the name."""
    if claim.source is None or not text.source.text.endswith("by ", 0, claim.source.start):
        return claim
    found = _NAME_AND_YEAR.fullmatch(claim.source.cut(text.source.text))
    return replace(claim, source=Span(claim.source.start, claim.source.start + found.end("name"))) if found else claim


def _whose_participle(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "The council brought a case, | alleging that ...": the council alleges, where no noun stands nearer."""
    words = text.source.text
    if claim.source is not None or not claim.cue or not _ING.match(words, claim.cue[0].start):
        return claim
    start = claim.cue[0].start
    if not words.endswith(", ", 0, start) or any(span.start < start for span in claim.content):
        return claim
    items = _items_at(text, start)
    for at, item in enumerate(items):
        if item.start >= start or item.low in {"that", "who", "which"}:
            break
        past = item.low.endswith("ed") or item.low in COMMON_PAST or item.low == "brought"
        if at and item.kind == "w" and not item.capital and past:
            found = subject_left(items, at)
            return replace(claim, source=span_of(items, found)) if found else claim
    return claim


def _place(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "a source | there says" is "a source there | says"."""
    if claim.source is None or not claim.cue:
        return claim
    found = _THERE_OR_HERE.match(claim.cue[0].cut(text.source.text))
    if found is None or text.source.text[claim.source.end : claim.cue[0].start].strip():
        return claim
    cue = Span(claim.cue[0].start + found.end(), claim.cue[0].end)
    return replace(claim, source=Span(claim.source.start, cue.start - 1), cue=(cue, *claim.cue[1:]))


def _asked(text: Text, claim: AttributionCandidate, claims: Sequence[AttributionCandidate]) -> AttributionCandidate:
    """ "Low, asked whether he knew, answered: ...": Low is asked, and asks nothing."""
    if claim.source is None or not claim.cue or not _ASKED.fullmatch(claim.cue[0].cut(text.source.text)):
        return claim
    cue = claim.cue[0]
    if text.source.text[claim.source.end : cue.start].strip() != "," or "," in claim.source.cut(text.source.text):
        return claim
    end = claim.content[-1].end
    answers = any(one.source == claim.source and one.cue and one.cue[0].start > end for one in claims)
    return replace(claim, source=None) if answers else claim


def _split_name(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "Ann Low emails from Berg | : | "..."" is "Ann Low | emails | "..."."""
    if claim.source is None or not claim.cue or claim.cue[0].cut(text.source.text) != ":":
        return claim
    found = _VERB_IN_NAME.match(claim.source.cut(text.source.text))
    form = verb_forms().get(found["verb"]) if found else None
    if (
        found is None
        or form is None
        or not form.kinds & {"s", "past"}
        or not form.verb.frames & {Frame.QUOTATION, Frame.CLAUSE}
    ):
        return claim
    start = claim.source.start
    name = found["name"].rstrip()
    verb = Span(start + found.start("verb"), start + found.end("verb"))
    return replace(claim, source=Span(start, start + len(name)), cue=(verb,))


def of_which(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """``claim`` with what a "which" stands for as its source; who a "who" is, is told where people are known."""
    if claim.source is None or claim.source.cut(text.source.text) != "which":
        return claim
    found = antecedent_of(text, claim.source)
    return replace(claim, source=found) if found else claim


def _of_relative(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    if claim.source is None or not claim.cue or claim.source.start > claim.cue[0].start:
        return claim
    if _OPEN_RELATIVE.fullmatch(text.source.text, claim.source.start, claim.cue[0].start):
        whole = subject_before(text, claim.cue[0].start)
        return replace(claim, source=whole) if whole and whole.start < claim.source.start else claim
    pronoun = _pronoun_before(text, claim)
    found = antecedent_of(text, pronoun) if pronoun else None
    return replace(claim, source=found) if found else claim


def _under(text: Text, claims: Sequence[AttributionCandidate]) -> tuple[AttributionCandidate, ...]:
    """ "The union said it knew in May, when | Low, an adviser, | wrote that ...": Low writes, and the union says so."""
    words, kept = text.source.text, list(claims)
    for at, claim in enumerate(kept):
        if claim.source is None or not claim.cue or not claim.content or claim.content[0].start < claim.cue[-1].end:
            continue
        for place in range(max(0, at - _REACH), min(len(kept), at + _REACH + 1)):
            other = kept[place]
            if other is claim or other.source != claim.source or not other.content or not other.cue:
                continue
            last = other.content[-1]
            if not (other.cue[0].start < last.start < last.end <= claim.cue[0].start <= last.end + 2):
                continue
            found = _SUBJECT_OF_CLAUSE.search(words, last.start, claim.cue[0].start)
            if found is None or _ING.match(words, claim.cue[0].start):
                continue
            if _FINITE.search(_HUNG_ON.sub("", found["subject"])):
                continue
            start = found.start("subject")
            subject = Span(start, start + len(found["subject"].rstrip(" ,")))
            kept[at] = replace(claim, source=subject)
            beside = found["link"] in {"while", "whereas"}
            whole = Span(last.start, found.start() if beside else claim.content[-1].end)
            kept[place] = replace(other, content=(*other.content[:-1], whole))
            break
    return tuple(kept)


def _ended(text: Text, claim: AttributionCandidate, claims: Sequence[AttributionCandidate]) -> AttributionCandidate:
    """ "cited the act | , which condemns it": where the act speaks on behind "and", it speaks here too."""
    if not claim.content or not claim.cue or claim.content[-1].start < claim.cue[-1].end:
        return claim
    words, last = text.source.text, claim.content[-1]
    for other in claims:
        if other is claim or not other.source or not last.contains(other.source) or not other.cue:
            continue
        found = _WHICH.match(words, other.source.end)
        if found and found["pronoun"] == "which" and _AND.search(words, found.end(), other.cue[0].start):
            return replace(claim, content=(*claim.content[:-1], Span(last.start, other.source.end)))
    return claim


def _pronoun_before(text: Text, claim: AttributionCandidate) -> Span | None:
    """The pronoun of "Low cited the act, **which** condemns it and | calls for more": the act calls, where the verbs
    agree with each other and not with the verb of the one who is taken for the speaker."""
    words, cue = text.source.text, claim.cue[0]
    form = verb_forms().get(cue.cut(words).split()[0].lower())
    if claim.source is None or form is None or form.kinds != {"s"}:
        return None
    if not _AND.search(words[claim.source.end : cue.start]):
        return None
    between = Span(claim.source.end, cue.start)
    found = _WHICH.search(words, between.start, between.end)
    if found is None or found.start() == between.start:
        return None
    verb = found["verb"]
    first = re.match(r"\s*([a-z]+)", words[between.start : between.end])
    own = first.group(1) if first else ""
    agrees = verb.endswith("s") and not own.endswith("s")
    return Span(found.start("pronoun"), found.end("pronoun")) if agrees else None


def subject_before(text: Text, place: int) -> Span | None:
    """The subject of the verb whose group begins at ``place``, with the clauses that hang on it."""
    items = _items_at(text, place)
    verb = next((at for at, item in enumerate(items) if item.start >= place), None)
    found = subject_left(items, verb) if verb else None
    return span_of(items, found) if found else None


def _items_at(text: Text, place: int) -> tuple[Item, ...]:
    sentence = text.sentence_at(place)
    return items_within(text, sentence.span) if sentence else ()


def antecedent_of(text: Text, pronoun: Span) -> Span | None:
    """The noun phrase that a relative pronoun stands for; None where it cannot be told."""
    items = _items_at(text, pronoun.start)
    at = next((here for here, item in enumerate(items) if item.start == pronoun.start), None)
    found = antecedent(items, at, 0) if at else None
    return span_of(items, found) if found else None


def _not_according(
    text: Text, claim: AttributionCandidate, claims: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """``claim`` without the "Low" of "according to Low" as the subject of its verb."""
    words = text.source.text
    if claim.source is None or not claim.cue or claim.source.end > claim.cue[0].start:
        return claim
    if not _ACCORDING.search(words, max(0, claim.source.start - 20), claim.source.start):
        return claim
    if not _JOINED.search(words, claim.source.end, claim.cue[0].start):
        return claim
    low, high = claim.source.end, claim.cue[0].start
    named = [(one.source, one.cue[0].start) for one in claims if one.source and one.cue]
    before = [source for source, verb in named if low <= source.start < verb < high]
    return replace(claim, source=before[-1]) if before else claim
