"""Corrects what is wrongly taken for source, cue or content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.empty_subjects import without_excepted
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, beside, each
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
_DENIED_SAYING = re.compile(
    rf"(?P<denied>\b(?:den(?:y|ies|ied|ying)|regrett?(?:s|ed|ing)?))\s+(?:ever\s+|having\s+)?(?P<saying>"
    rf"{alternation(gerund(row.lemma) for row in reporting_verbs() if row.frames & SPEECH_FRAMES)})$",
    re.I,
)
_QUOTED = pattern(r"\b<<be>>\s+(?:\w+\s+)?(?:quoted|cited)$", re.I)
_COPULA = pattern(r"^[^,;]*?\s<<be -nonfinite>>\s+(?=(?:<<article +some>>|<<numeral>>)\s)")
_BEFORE_COPULA = pattern(r"\s+<<be -nonfinite>>\s+$")
_IS = pattern(r"(?:^|\n|[.!?”\"]\s+)(?P<subject>[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,5})\s+<<be -nonfinite>>\s+\Z")
_OF_PAPERS = re.compile(r"\b(?:documents|papers|files|letters|reports|messages|e-?mails|articles|essays)$")
"""What is a collection of such has what they say for its own: "the Berg files are 40 letters describing ..."."""
_RELATIVE = pattern(r"\b<<relative_pronoun -whom +where>>\b|,", re.I)
_WHO = pattern(r"\b((?:<<article vague_number +one +two>>|three)\s+(?:[\w’'-]+\s+){1,5}?who\b[^,;.:]*)$", re.I)
_REACH = 6
"""Candidates on either side whose content may be taken in."""
_NEAR = 120
"""Characters before a source that show what governs it."""


def _quoted_as(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Ann Low was quoted as saying that ...": the subject of the passive is the one who speaks."""
    words = text.source.text
    if not candidate.cue or not _QUOTED.search(candidate.cue[0].cut(words)):
        return candidate
    cue = candidate.cue[0]
    if (match := _AS_SAYING.match(words, cue.end)) is None:
        return candidate
    before = [span for span in candidate.content if span.end <= cue.start]
    source = candidate.source or (before[-1] if before else None)
    content = tuple(
        Span(max(span.start, match.end()), span.end) for span in candidate.content if span.end > match.end()
    )
    if not content:
        return candidate
    return replace(
        candidate, source=source, cue=(Span(cue.start, match.start() + len(match.group().rstrip())),), content=content
    )


def _collected(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "The Berg files are 40 letters | describing": the files describe, not the letters that they consist of."""
    words = text.source.text
    if not _leads(candidate) or candidate.source is None or not _OF_PAPERS.search(candidate.source.cut(words)):
        return candidate
    before = _IS.search(words, max(0, candidate.source.start - _NEAR), candidate.source.start)
    if before:
        return replace(candidate, source=Span(before.start("subject"), before.end("subject")))
    match = _COPULA.match(candidate.source.cut(words))
    if (
        match is None
        or _RELATIVE.search(match.group())
        or not _OF_PAPERS.search(candidate.source.cut(words), match.end())
    ):
        return candidate
    subject = _BEFORE_COPULA.sub("", match.group())
    return replace(candidate, source=Span(candidate.source.start, candidate.source.start + len(subject)))


def _behind_copula(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """A source is a noun phrase: of "the files are a collection of papers | describing" what stands behind "are"."""
    if not _leads(candidate) or candidate.source is None:
        return candidate
    match = _COPULA.match(candidate.source.cut(text.source.text))
    if match is None or _RELATIVE.search(match.group()):
        return candidate
    return replace(candidate, source=Span(candidate.source.start + match.end(), candidate.source.end))


def _saying_denied(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Low denied saying | that it was safe": it is the saying that she denies, and not that it was safe."""
    cue = candidate.cue[-1] if candidate.cue else None
    found = _DENIED_SAYING.search(cue.cut(text.source.text)) if cue else None
    if cue is None or found is None or not candidate.content or candidate.content[0].start < cue.end:
        return candidate
    start = cue.start + found.start("saying")
    content = (Span(start, candidate.content[0].end), *candidate.content[1:])
    denied = Span(cue.start, cue.start + found.end("denied"))
    return replace(candidate, cue=(*candidate.cue[:-1], denied), content=content)


def _leads(candidate: AttributionCandidate) -> bool:
    return bool(candidate.cue) and candidate.source is not None and candidate.source.end <= candidate.cue[0].start


def _without_expletive(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "| It | is not known | whether ...": the word stands for the clause."""
    if not candidate.cue or len(candidate.content) < 2 or text.sentence_at(candidate.cue[0].start) is None:
        return candidate
    clause = _CLAUSE.match(candidate.content[1].cut(text.source.text))
    stands_for_it = clause and candidate.content[0].cut(text.source.text) in {"It", "it", "There", "there"}
    return replace(candidate, content=candidate.content[1:]) if stands_for_it else candidate


def _at_home(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` without a quotation that is only a part of another sentence: a title, somebody's phrase."""
    sentence = text.sentence_at(candidate.cue[0].start) if candidate.cue else None
    if sentence is None or len(candidate.content) < 2:
        return candidate
    kept = tuple(span for span in candidate.content if span.overlaps(sentence.span) or not _stands_among(text, span))
    return candidate if len(kept) == len(candidate.content) or not kept else replace(candidate, content=kept)


def _without_other_sentences(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Low, 44, saw the smoke. “I ran,” Low said": what is told beside the saying, without quotation marks, is the
    text's own."""
    sentence = text.sentence_at(candidate.cue[0].start) if candidate.cue else None
    if sentence is None or len(candidate.content) < 2:
        return candidate
    kept = tuple(
        span
        for span in candidate.content
        if span.overlaps(sentence.span) or text.touches_quotation(span)
    )
    return candidate if len(kept) == len(candidate.content) or not kept else replace(candidate, content=kept)


def _stands_among(text: Text, span: Span) -> bool:
    sentence = text.sentence_at(span.start)
    if sentence is None or span.end > sentence.span.end:
        return False
    before = text.source.text[sentence.span.start : span.start]
    after = text.source.text[span.end : sentence.span.end]
    return any(one.isalpha() for one in before) and any(one.isalpha() for one in after)


def _without_quotation(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "“He lied,” said | Ann Low, 44, “twice.”": what is quoted behind the speaker's comma goes on with his words."""
    source, words = candidate.source, text.source.text
    if source is None or not candidate.cue or source.start < candidate.cue[-1].end or not candidate.content:
        return candidate
    inside = [one.span for one in text.quotations_over(source) if source.contains(one.span)]
    if not inside or inside[-1].end < source.end or candidate.content[0].start > source.start:
        return candidate
    last = inside[-1]
    name = words[source.start : last.start].rstrip()
    if not name.endswith(","):
        return candidate  # "said Ann “Annie” Low", "said a man called “Rex”"
    kept = Span(source.start, source.start + len(name) - 1)
    return replace(candidate, source=kept, content=(*(one for one in candidate.content if one.end <= kept.start), last))


def _without_next_quotation(
    text: Text, candidate: AttributionCandidate, candidates: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """ "“She,” said Ann Low, “lied.” | “He paid,” added Berg": the last quotation is the next one's."""
    if not candidate.content or not candidate.cue:
        return candidate
    last = candidate.content[-1]
    for other in candidates:
        if other is candidate or not other.content or not other.cue or other.source == candidate.source:
            continue
        nearer = candidate.cue[0].end < other.cue[0].start < last.start
        if len(candidate.content) > 1 and last in other.content and nearer:
            return replace(candidate, content=candidate.content[:-1])
        said = other.content[0]
        if not last.start < said.start < said.end == last.end or other.cue[0].start < said.end:
            continue
        if any(one.span.start == said.start for one in text.quotations_over(said)):
            kept = text.source.text[last.start : said.start].rstrip()
            return replace(candidate, content=(*candidate.content[:-1], Span(last.start, last.start + len(kept))))
    return candidate


def _joined_to_relative(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """What "and" joins to a relative clause is part of the content that holds the clause.

    "... that an official who asked for silence | and hoped to ...": the hope is the official's, not the reporter's.
    """
    words, kept = text.source.text, list(candidates)
    changed: set[int] = set()
    by_cue: dict[int, list[int]] = {}
    for place, candidate in enumerate(kept):
        if candidate.cue:
            by_cue.setdefault(candidate.cue[0].start, []).append(place)
    for at, candidate in enumerate(kept):
        if not candidate.content or (joined := _AND.match(words, candidate.content[-1].end)) is None:
            continue
        last = candidate.content[-1]
        for place in by_cue.get(joined.end(), ()):
            other = kept[place]
            if other.source not in (candidate.source, None) or other.content[0].start < other.cue[0].end:
                continue
            if (match := _WHO.search(last.cut(words))) is None:
                continue
            whole = Span(last.start, max(last.end, other.content[-1].end))
            changed |= {at, place}
            kept[at] = replace(candidate, content=(*candidate.content[:-1], whole))
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
        "saying-is-denied",
        each(_saying_denied),
        Example(
            "{Ann Low} [denied saying] <that the dam was safe>.", "{Ann Low} [denied] <saying that the dam was safe>."
        ),
    ),
    Repair(
        "cut-other-sentence",
        each(_without_other_sentences),
        Example("<Low, 44, saw it>. <“I ran,”> {Low} [said].", "Low, 44, saw it. <“I ran,”> {Low} [said]."),
    ),
    Repair(
        "quotation-behind-source",
        each(_without_quotation),
        Example("<“He lied,”> [said] {Ann Low, 44, “twice.”}", "<“He lied,”> [said] {Ann Low, 44}, <“twice.”>"),
    ),
    Repair(
        "cut-quotation-of-next",
        beside(_without_next_quotation, _REACH),
        Example(
            "<1:“She,”> [1:said] {1:Ann Low}, <1:“lied.” <2:“He paid,”>> [2:added] {2:Berg}.",
            "<1:“She,”> [1:said] {1:Ann Low}, <1:“lied.”> <2:“He paid,”> [2:added] {2:Berg}.",
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
