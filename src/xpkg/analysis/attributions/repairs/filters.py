"""Drops claims that their sentence does not make, and mends those whose speaker it names elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.factuality import is_unsaid, of_nobody, without_excepted
from xpkg.analysis.attributions.repairs.content_start import complete
from xpkg.analysis.attributions.repairs.coordination import end_at_joined
from xpkg.analysis.attributions.repairs.participles import of_participles
from xpkg.analysis.attributions.repairs.speakers import name_tellers
from xpkg.analysis.events.lexicon import triggers
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.model import AttributionCandidate, Span, Text

_WORK = (
    r"(?:letters?|books?|novels?|poems?|plays?|songs?|diary|diaries|memoirs?|essays?|articles?|stor(?:y|ies)|columns?|"
    r"reports?|stud(?:y|ies)|papers?|thesis|histor(?:y|ies)|biograph(?:y|ies)|scripts?|screenplays?|reviews?|"
    r"chapters?|e-?mails?|memos?|pamphlets?|textbooks?|bills?|laws?|checks?|music|lyrics)"
)
_FINITE = (
    r"(?:is|are|was|were|am|has|have|had|does|do|did|will|would|can|could|may|might|must|should|shall|cannot|"
    r"\w+n['’]t)"
)
_FINITE_WORD = re.compile(rf"\b{_FINITE}\b")
_WROTE = re.compile(r"\b(?:co-?)?(?:writes?|wrote|written|writing)$", re.I)
_WORK_OBJECT = re.compile(
    rf"(?:(?:an?|the|this|that|these|those|his|her|its|their|our|my|some|many|several|few|no|another|other|more|"
    rf"\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of)\s+)+(?:[\w’'-]+\s+){{0,3}}?"
    rf"{_WORK}\b(?!['’]s?\b)(?!\s+{_FINITE}\b)",
    re.I,
)
_REACTED = re.compile(r"\b(?:respond|react)(?:s|ed|ing)?(?:\s+to)?$", re.I)
_RECOGNIZED = re.compile(r"\brecogni[sz](?:es?|ed|ing)$", re.I)
_TITLED = re.compile(r"\b(?:(?:en|sub)?titled|headlined)$", re.I)
_GIVES_NAME = re.compile(r"\b(?:re|nick|sur)?named$|\bchristened$", re.I)
_LABELLED = re.compile(r"\blabell?ed$", re.I)
_SHORT_QUOTATION = re.compile(r"[“\"‘'][\w’'-]+(?:\s+[\w’'-]+){0,5}[”\"’']")
_REFUSED = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?denied$", re.I)
_CLAUSE = re.compile(r"\b(?:that|how|why|what|whether|if|saying|by)\b|:", re.I)
_AND = re.compile(r"\s*and\s*")
_DISMISSED = re.compile(r"\bdismiss(?:es|ed|ing)?$", re.I)
_AS = re.compile(r"\bas\b", re.I)
_PERSON = re.compile(r"[A-Z][\w-]+(?:\s+[A-Z][\w.-]*){1,2}(?!['’\w])(?!\s+[A-Z])")
_PHRASE_END = re.compile(r"\s+(?:of|at|in|on|from|for|by|against|after|over|with|who|and)\s|[,;.]")
_STAFF = frozenset("him staff staffer staffers employee employees worker workers people men women aide aides".split())
_BEFORE_COURT = frozenset("case cases lawsuit lawsuits suit suits charge charges indictment indictments".split())
_COURT = re.compile(r"\b(?:courts?|judges?|justices?|magistrates?|tribunals?|jury|panel)\b", re.I)
_UNNAMED = re.compile(r"\bon (?:the )?condition (?:of anonymity|that)\b", re.I)
_WANTS_NO_NAME = re.compile(r"(?:not\s+)?to\s+be\s+(?:further\s+)?(?:named|identified|quoted\s+by\s+name)\b", re.I)
_OFFERS = re.compile(r"\b(?:offer|giv|gave|provid)(?:s|es|ed|ing|e|en)?$", re.I)
_DUE = re.compile(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?expected$", re.I)
_OF_WHOM = re.compile(r"\b(?:who|which)\s+\Z")
_CALLED_ON = re.compile(r"(?:(?:has|have|had|also|then|later)\s+)*call(?:s|ed|ing)?\s+(?:up)?on\b", re.I)
_ASKS_FOR = re.compile(r"\b(?:to|for|that|not)\b|[“\":]")
_COURTESY = re.compile(
    r"\bto\s+(?:pay\s+(?:his|her|their)\s+respects|congratulate|wish|bid|say\s+(?:goodbye|farewell)|offer\s+condolences)\b"
)
_MENTIONS = re.compile(r"\bmention(?:s|ed|ing)?$", re.I)
_BARE_NAME = re.compile(r"(?:[A-Z][\w’'.-]*+\s*+)+(?:,\s+(?:the|an?|who)\b[^“\"]*)?$")
_AS_SAYING = re.compile(r"\s+as\s+(?:saying|telling|writing|stating|adding|arguing|claiming)\b\s*", re.I)
_QUOTED = re.compile(r"\b(?:is|are|was|were|been)\s+(?:\w+\s+)?(?:quoted|cited)$", re.I)
_COPULA = re.compile(r"^[^,;]*?\s(?:is|are|was|were)\s+(?=(?:an?|the|one|some|two|three)\s)")
_DEEDS = frozenset("arrest attack conviction detention imprisonment kidnapping punishment".split())
"""Types of events that are done to a person, by verbs that say nothing else."""
_REACH = 6
"""Claims on either side that may stand in the same sentence."""
_NOT_ALL = re.compile(r"\b[Nn]ot\s+\Z")
_NEAR = 120
"""Characters before a part that tell what it hangs on."""
_BEFORE_COPULA = re.compile(r"\s+(?:is|are|was|were)\s+$")
_IS = re.compile(r"(?:^|\n|[.!?”\"]\s+)(?P<subject>[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,5})\s+(?:is|are|was|were)\s+\Z")
_OF_PAPERS = re.compile(r"\b(?:documents|papers|files|letters|reports|messages|e-?mails|articles|essays)$")
"""What is a collection of such has what they say for its own: "the Berg files are 40 letters describing ..."."""
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b|,", re.I)
_EMPTY = re.compile(
    r"(?:nobody|no[ -]one|none(?:\s+of\b.*)?|neither(?:\s+.*)?|nothing|not\s+(?:one|all|every\w*|many|a\s+single)\b.*|"
    r"no\s+(?!10\b|doubt\b)[a-z].*)",
    re.I | re.S,
)
_WHO = re.compile(r"\b((?:an?|the|one|two|three|some|several)\s+(?:[\w’'-]+\s+){1,5}?who\b[^,;.:]*)$", re.I)


def sound(text: Text, claims: Sequence[AttributionCandidate]) -> tuple[AttributionCandidate, ...]:
    """``claims`` without those that are none, with the speaker and the whole content of the others."""
    words = text.source.text
    mended = [_named(words, _quoted_as(words, claim)) for claim in claims]
    mended = of_participles(text, [without_excepted(text, _at_home(text, claim)) for claim in mended])
    named = name_tellers(text, mended)
    kept = [claim for claim in named if not _is_none(text, claim)]
    kept = [end_at_joined(words, claim, kept[max(0, at - _REACH) : at + _REACH]) for at, claim in enumerate(kept)]
    return complete(text, _joined(words, kept))


def speaks_not(source: str) -> bool:
    """Whether ``source`` is an empty subject, of whom the text says that there is none.

    >>> speaks_not("No court"), speaks_not("Nobody"), speaks_not("Noah Low")
    (True, True, False)
    """
    return bool(_EMPTY.fullmatch(source.strip()))


def _quoted_as(words: str, claim: AttributionCandidate) -> AttributionCandidate:
    """ "Ann Low was quoted as saying that ...": the subject of the passive is the one who speaks."""
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


def _named(words: str, claim: AttributionCandidate) -> AttributionCandidate:
    """A source is a noun phrase: of "the files are a collection of papers | describing" the one that is told of."""
    if claim.source is None or not claim.cue or claim.source.end > claim.cue[0].start:
        return claim
    near = max(0, claim.source.start - _NEAR)
    if _OF_PAPERS.search(claim.source.cut(words)) and (before := _IS.search(words, near, claim.source.start)):
        return replace(claim, source=Span(before.start("subject"), before.end("subject")))
    match = _COPULA.match(claim.source.cut(words))
    if match is None or _RELATIVE.search(match.group()):
        return claim
    if _OF_PAPERS.search(claim.source.cut(words), match.end()):
        subject = _BEFORE_COPULA.sub("", match.group())
        return replace(claim, source=Span(claim.source.start, claim.source.start + len(subject)))
    return replace(claim, source=Span(claim.source.start + match.end(), claim.source.end))


def _at_home(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """``claim`` without a quotation that another sentence holds among words of its own: a title, somebody's phrase."""
    sentence = text.sentence_at(claim.cue[0].start) if claim.cue else None
    if sentence is None or len(claim.content) < 2:
        return claim
    clause = _CLAUSE.match(claim.content[1].cut(text.source.text))
    if clause and claim.content[0].cut(text.source.text) in {"It", "it", "There", "there"}:
        return replace(claim, content=claim.content[1:])  # "| It | is not known | whether ...": the word stands for it
    kept = tuple(span for span in claim.content if span.overlaps(sentence.span) or not _stands_among(text, span))
    return claim if len(kept) == len(claim.content) or not kept else replace(claim, content=kept)


def _stands_among(text: Text, span: Span) -> bool:
    sentence = text.sentence_at(span.start)
    if sentence is None or span.end > sentence.span.end:
        return False
    before = text.source.text[sentence.span.start : span.start]
    after = text.source.text[span.end : sentence.span.end]
    return any(one.isalpha() for one in before) and any(one.isalpha() for one in after)


def not_everyone(text: Text, claim: AttributionCandidate) -> bool:
    """Whether the text says that not all do, or nobody: "not everyone blames the mayor", "no one at the bank says"."""
    if of_nobody(text, claim):
        return True
    return claim.source is not None and bool(_NOT_ALL.search(_before(text.source.text, claim.source)))


def _is_none(text: Text, claim: AttributionCandidate) -> bool:
    if not (claim.cue and claim.content):
        return False
    words = text.source.text
    if is_unsaid(text, claim) or _is_no_saying(words, claim):
        return True
    if _is_quoted(text, claim):
        return False
    return _has_thing(words, claim) or _is_deed(words, claim) or _is_dismissal(words, claim)


def _is_no_saying(words: str, claim: AttributionCandidate) -> bool:
    """Whether the cue tells how somebody speaks, what something is known as, whom a text names, what one does not get.

    "Who **is expected** to speak", "speaking on condition of anonymity", "offered | no proof", "cows **described as**
    barren", "the papers **mention** Ann Low, a clerk", "they **were denied** visas", "they **named** the boat Hope".
    """
    cue = claim.cue[0].cut(words)
    if _TITLED.search(claim.cue[-1].cut(words)):  # what a work is called, nobody says
        return True
    if _OFFERS.search(cue) and re.match(r"(?:no|little|few)\b", claim.content[0].cut(words)):
        return True
    if _is_visit(words, claim):
        return True
    if _WANTS_NO_NAME.match(claim.content[0].cut(words)) or _UNNAMED.search(cue):
        return True
    if _DUE.search(cue) and _OF_WHOM.search(_before(words, claim.cue[0])):
        return True
    content = claim.content[0]
    behind = content.start >= claim.cue[-1].end and not words[claim.cue[-1].end : content.start].strip()
    if behind and (_GIVES_NAME.search(cue) or (_REFUSED.search(cue) and not _CLAUSE.match(content.cut(words)))):
        return True
    if behind and _SHORT_QUOTATION.match(content.cut(words)) and (_LABELLED.search(cue) or _is_called(words, claim)):
        return True
    if behind and claim.source and _known_as(words, claim, cue):
        return True
    named = _MENTIONS.search(cue) and behind and not _CLAUSE.search(content.cut(words))
    return bool(named and _BARE_NAME.match(content.cut(words)))


def _is_visit(words: str, claim: AttributionCandidate) -> bool:
    """ "The army chief called on him at home": without "to", "for" or a quotation nothing is asked of him."""
    called = _CALLED_ON.match(words, claim.cue[0].start)
    if called is None or claim.content[0].start < claim.cue[0].start:
        return False
    rest = words[called.end() : claim.content[-1].end]
    return not _ASKS_FOR.search(rest) or bool(_COURTESY.search(rest))


def _is_called(words: str, claim: AttributionCandidate) -> bool:
    """ "The last was a print called “The Harbour”": a name that a thing has, but for "what they called “help”"."""
    cue, source = claim.cue[0], claim.source
    if source is None or cue.cut(words).lower() != "called" or words[source.end : cue.start].strip():
        return False
    return not re.search(r"\b(?:what|which|that|whom?)\s+\Z", _before(words, source))


def _before(words: str, span: Span) -> str:
    return words[max(0, span.start - _NEAR) : span.start]


def _known_as(words: str, claim: AttributionCandidate, cue: str) -> bool:
    form = verb_forms().get(cue.lower())
    if form is None or not form.kinds & {"part", "past"} or not re.match(r"as\b", claim.content[0].cut(words)):
        return False
    return not re.search(r"\b(?:what|which|that|whom?)\s+\Z", _before(words, claim.source) if claim.source else "")


def _is_quoted(text: Text, claim: AttributionCandidate) -> bool:
    return any(True for span in claim.content for _ in text.quotations_over(span))


def _has_thing(words: str, claim: AttributionCandidate) -> bool:
    """Whether what stands behind the cue is a thing written, answered or recognized, and not what is said."""
    cue, end = claim.cue[-1].cut(words), claim.cue[-1].end
    behind = next((span for span in claim.content if span.start >= end), None)
    content = behind.cut(words) if behind else ""
    if _WROTE.search(cue):
        rest = words[end : end + 120].lstrip()
        said = behind is not None and bool(_CLAUSE.search(content))
        return bool(_WORK_OBJECT.match(rest)) and not said and (behind is not None or claim.method == "rules/inverted")
    if _REACTED.search(cue):
        return behind is not None and len(claim.content) == 1 and not _CLAUSE.search(content)
    if _RECOGNIZED.search(cue):
        return behind is not None and not _CLAUSE.search(content) and not _FINITE_WORD.search(content)
    return False


def _is_deed(words: str, claim: AttributionCandidate) -> bool:
    """ "The judge | sentenced | Low to two years": what is done to somebody is an event, and nothing said."""
    cue = claim.cue[-1].cut(words).lower().split()
    if not cue or cue[-1] in verb_forms() or _CLAUSE.match(claim.content[0].cut(words)):
        return False
    return any(
        each.words == (cue[-1],) and each.event_type in _DEEDS and each.objects == {"person"}
        for each in triggers().get(cue[-1], ())
    )


def _is_dismissal(words: str, claim: AttributionCandidate) -> bool:
    """ "The ministry | dismissed | its director", "the court | dismissed | the case": no denial."""
    content = claim.content[0].cut(words)
    behind = claim.content[0].start == claim.cue[-1].end + 1
    if not behind or not _DISMISSED.search(claim.cue[-1].cut(words)) or _AS.search(content) or _CLAUSE.search(content):
        return False
    if _PERSON.match(content):
        return True
    first = _PHRASE_END.split(content, maxsplit=1)[0].split()
    head = first[-1].lower() if first else ""
    if head in _BEFORE_COURT:
        return claim.source is not None and bool(_COURT.search(claim.source.cut(words)))
    return head in _STAFF or bool(role_of(head))


def _joined(words: str, claims: Sequence[AttributionCandidate]) -> tuple[AttributionCandidate, ...]:
    """What "and" joins to a relative clause is part of the content that holds the clause.

    "... that an official who asked for silence | and hoped to ...": the hope is the official's, not the reporter's.
    """
    kept = list(claims)
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
            kept[at] = replace(claim, content=(*claim.content[:-1], whole))
            kept[place] = replace(other, source=Span(last.start + match.start(), last.end))
            break
    return tuple(kept)
