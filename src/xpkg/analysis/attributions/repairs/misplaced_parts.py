"""Mends what is taken for source, cue or content though the sentence says it of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.factuality import without_excepted
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, each
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.inflection import gerund
from xpkg.lexicon.reporting import SPEECH_FRAMES, reporting_verbs
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, Text

_CLAUSE = pattern(r"\b(?:<<wh_word conditional -relative_pronoun +that +by>>|saying)\b|:", re.I)
_AND = re.compile(r"\s*and\s*")
_AS_SAYING = re.compile(
    rf"\s+as\s+{alternation(gerund(row.lemma) for row in reporting_verbs() if row.frames & SPEECH_FRAMES)}\b\s*", re.I
)
_QUOTED = pattern(r"\b<<be>>\s+(?:\w+\s+)?(?:quoted|cited)$", re.I)
_COPULA = pattern(r"^[^,;]*?\s<<be -nonfinite>>\s+(?=(?:<<article +some>>|<<numeral>>)\s)")
_BEFORE_COPULA = pattern(r"\s+<<be -nonfinite>>\s+$")
_IS = pattern(r"(?:^|\n|[.!?”\"]\s+)(?P<subject>[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,5})\s+<<be -nonfinite>>\s+\Z")
_OF_PAPERS = re.compile(r"\b(?:documents|papers|files|letters|reports|messages|e-?mails|articles|essays)$")
"""What is a collection of such has what they say for its own: "the Berg files are 40 letters describing ..."."""
_RELATIVE = pattern(r"\b<<relative_pronoun -whom +where>>\b|,", re.I)
_WHO = pattern(r"\b((?:<<article vague_number +one +two>>|three)\s+(?:[\w’'-]+\s+){1,5}?who\b[^,;.:]*)$", re.I)
_NEAR = 120
"""Characters before a source that show what governs it."""


def _quoted_as(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "Ann Low was quoted as saying that ...": the subject of the passive is the one who speaks."""
    words = text.source.text
    if not claim.cue or not _QUOTED.search(claim.cue[0].cut(words)):
        return claim
    cue = claim.cue[0]
    if (match := _AS_SAYING.match(words, cue.end)) is None:
        return claim
    before = [span for span in claim.content if span.end <= cue.start]
    source = claim.source or (before[-1] if before else None)
    content = tuple(Span(max(span.start, match.end()), span.end) for span in claim.content if span.end > match.end())
    if not content:
        return claim
    return replace(
        claim, source=source, cue=(Span(cue.start, match.start() + len(match.group().rstrip())),), content=content
    )


def _collected(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "The Berg files are 40 letters | describing": the files describe, not the letters that they consist of."""
    words = text.source.text
    if not _leads(claim) or claim.source is None or not _OF_PAPERS.search(claim.source.cut(words)):
        return claim
    before = _IS.search(words, max(0, claim.source.start - _NEAR), claim.source.start)
    if before:
        return replace(claim, source=Span(before.start("subject"), before.end("subject")))
    match = _COPULA.match(claim.source.cut(words))
    if match is None or _RELATIVE.search(match.group()) or not _OF_PAPERS.search(claim.source.cut(words), match.end()):
        return claim
    subject = _BEFORE_COPULA.sub("", match.group())
    return replace(claim, source=Span(claim.source.start, claim.source.start + len(subject)))


def _behind_copula(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """A source is a noun phrase: of "the files are a collection of papers | describing" what stands behind "are"."""
    if not _leads(claim) or claim.source is None:
        return claim
    match = _COPULA.match(claim.source.cut(text.source.text))
    if match is None or _RELATIVE.search(match.group()):
        return claim
    return replace(claim, source=Span(claim.source.start + match.end(), claim.source.end))


def _leads(claim: AttributionCandidate) -> bool:
    return bool(claim.cue) and claim.source is not None and claim.source.end <= claim.cue[0].start


def _without_expletive(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """ "| It | is not known | whether ...": the word stands for the clause."""
    if not claim.cue or len(claim.content) < 2 or text.sentence_at(claim.cue[0].start) is None:
        return claim
    clause = _CLAUSE.match(claim.content[1].cut(text.source.text))
    stands_for_it = clause and claim.content[0].cut(text.source.text) in {"It", "it", "There", "there"}
    return replace(claim, content=claim.content[1:]) if stands_for_it else claim


def _at_home(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """``claim`` without a quotation that another sentence holds among words of its own: a title, somebody's phrase."""
    sentence = text.sentence_at(claim.cue[0].start) if claim.cue else None
    if sentence is None or len(claim.content) < 2:
        return claim
    kept = tuple(span for span in claim.content if span.overlaps(sentence.span) or not _stands_among(text, span))
    return claim if len(kept) == len(claim.content) or not kept else replace(claim, content=kept)


def _stands_among(text: Text, span: Span) -> bool:
    sentence = text.sentence_at(span.start)
    if sentence is None or span.end > sentence.span.end:
        return False
    before = text.source.text[sentence.span.start : span.start]
    after = text.source.text[span.end : sentence.span.end]
    return any(one.isalpha() for one in before) and any(one.isalpha() for one in after)


def _joined_to_relative(text: Text, claims: Sequence[AttributionCandidate]) -> Outcome:
    """What "and" joins to a relative clause is part of the content that holds the clause.

    "... that an official who asked for silence | and hoped to ...": the hope is the official's, not the reporter's.
    """
    words, kept = text.source.text, list(claims)
    changed: set[int] = set()
    by_cue: dict[int, list[int]] = {}
    for place, claim in enumerate(kept):
        if claim.cue:
            by_cue.setdefault(claim.cue[0].start, []).append(place)
    for at, claim in enumerate(kept):
        if not claim.content or (joined := _AND.match(words, claim.content[-1].end)) is None:
            continue
        last = claim.content[-1]
        for place in by_cue.get(joined.end(), ()):
            other = kept[place]
            if other.source not in (claim.source, None) or other.content[0].start < other.cue[0].end:
                continue
            if (match := _WHO.search(last.cut(words))) is None:
                continue
            whole = Span(last.start, max(last.end, other.content[-1].end))
            changed |= {at, place}
            kept[at] = replace(claim, content=(*claim.content[:-1], whole))
            kept[place] = replace(other, source=Span(last.start + match.start(), last.end))
            break
    return {at: (kept[at],) for at in sorted(changed)}


OF_MISPLACED_PARTS = (
    Repair(
        "quoted-as-saying",
        each(_quoted_as),
        Example(
            "<Ann Low> [was quoted] <as saying that the dam was safe>.",
            "{Ann Low} [was quoted as saying] <that the dam was safe>.",
        ),
    ),
    Repair(
        "collection-speaks",
        each(_collected),
        Example(
            "The Berg papers are {letters} which [describe] <the life of a miner>.",
            "{The Berg papers} are letters which [describe] <the life of a miner>.",
        ),
    ),
    Repair(
        "noun-behind-copula",
        each(_behind_copula),
        Example(
            "{Among them are an engineer} [warning] <of floods>.", "Among them are {an engineer} [warning] <of floods>."
        ),
    ),
    Repair(
        "cut-expletive",
        each(_without_expletive),
        Example("<It> [is not known] <whether the dam was safe>.", "It [is not known] <whether the dam was safe>."),
    ),
    Repair(
        "cut-quotation-of-other-sentence",
        each(_at_home),
        Example(
            "The film <“The Harbour”> won a prize. {Ann Low} [said] <that it was good>.",
            "The film “The Harbour” won a prize. {Ann Low} [said] <that it was good>.",
        ),
    ),
    Repair(
        "excepted-speaks-not",
        each(without_excepted),
        Example(
            "Everyone but {Ann Low} [said] <that the dam was safe>.",
            "Everyone but Ann Low [said] <that the dam was safe>.",
        ),
    ),
)

OF_RELATIVE_CLAUSES = (
    Repair(
        "verb-joined-to-relative",
        _joined_to_relative,
        Example(
            "{12:Ann Low} [1:said] <1:that she met an official who wanted silence> and [2:hoped] <2:to leave>.",
            "{1:Ann Low} [1:said] <1:that she met {2:an official who wanted silence} and [2:hoped] <2:to leave>>.",
        ),
    ),
)
