"""Decides whether the words around a candidate deny, suppose or ask for the act of saying, or name no speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.lexicon import factuality_cues, modifiers, nouns, verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.inflection import Inflection, gerund, participles, pasts, third_person
from xpkg.lexicon.reporting import Frame, NounTrait, nouns_having, reporting_verbs
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, Method, Span, SpeechAct, Text

_WINDOW = 400
"""Characters before a candidate that are looked at."""
_BESIDE = 40
"""Characters before a cue that show what governs it."""
_TITLE = 12
"""Characters of an article or title before a name that is taken for the whole subject."""
_QUOTATIONS = 12
"""Quotations before a place, one of which may hold it."""
_AUXILIARY = expanded(r"(?:<<be have do modal -nonfinite>>(?:n['’]t)?|(?:ca|wo|sha|ai)n['’]t)")
_QUESTION_WORD = expanded("<<wh_word -whether>>")
_CLAUSE = expanded(r"(?:^|[,;:–—(]\s*|--?\s|\b<<coordinator -nor +so +yet>>[\s,]+)")
"""What stands before the first word of a clause."""
_INVERTED = pattern(
    rf"{_CLAUSE}(?:<<wh_word -wh_modifier -whether>>\s(?:else\s|exactly\s|on\searth\s|the\shell\s)?|"
    rf"<<wh_modifier>>\s(?:(?!<<article demonstrative possessive_determiner subject_pronoun>>\b)[a-z’'-]+\s){{0,3}}?)?"
    rf"(?P<auxiliary>{_AUXILIARY})\s(?=[\w“‘\"])",
    re.I,
)
"""A clause whose auxiliary stands before its subject: "Did the mayor", "why on earth has she", "but were they"."""
_DO = re.compile(r"d(?:o|oes|id)(?:n['’]t)?", re.I)
_TAG = re.compile(rf",?\s+(?:{_AUXILIARY}(?:\s+(?:not\s+)?\w+(?:\s+not)?)?|right|no|yes|eh|correct)\s*\?", re.I)
""" ", didn't he?" makes a question of the whole sentence."""
_ASKS_ITSELF = re.compile(rf"[\s“\"‘']*(?:{_QUESTION_WORD}|{_AUXILIARY}|if|whether)\b", re.I)
_OPENS_ASKING = re.compile(rf"{_QUESTION_WORD}\b(?!\s*,)", re.I)
_STOP = re.compile(r"[.!?;:…–—][”\"’']?\s+")
_MARKS = " \t\n”\"’'»)]"
_OF_ASKING = re.compile(r"(?m)^[ \t]*(?P<label>Q|A|Question|Answer|QUESTION|ANSWER)[ \t]*[:.](?=\s)")
"""The label of a question or an answer in an interview."""
_IF = pattern(
    r"\b(?:<<conditional>>(?:\s+or\s+not)?|in\s+case|as\s+though|suppos(?:e|ing)|(?:imagine|assuming)|provided)\s+"
    r"(?:that\s+)?(?:<<temporal temporal_subordinator>>\s[^,;.“”\"]{1,30},?\s+)?"
    r"(?:(?:[\w’'-]+\s+){1,5}<<coordinator -but>>\s+)?\Z",
    re.I,
)
_IF_AT_HEAD = pattern(r"<<conditional>>\s", re.I)
_CONDITION = re.compile(r"\b(?P<auxiliary>had|were|should)\s+\Z", re.I)
""" "Had | the mayor said so, ...": a condition without "if"."""
_MIGHT = pattern(r"(?:<<hypothetical -would>>|would\s+have)\b(?!\s*(?:not|n['’]t)\b)", re.I)
_I = re.compile(r"(?:i|we)\b", re.I)
_NEGATIVE_IMPLICATIVES = verbs.forms_having(verbs.Trait.NEGATIVE_IMPLICATIVE) | modifiers.having(
    modifiers.Trait.NEGATIVE_IMPLICATIVE
)
_TO_COME = re.compile(
    rf"\b(?:{alternation(verbs.forms_having(verbs.Trait.INTENDING))}|"
    rf"{alternation(modifiers.having(modifiers.Trait.TO_COME))}|about)\s+to\s+(?:\w+ly\s+)?(?!know\b)(?P<verb>\w+)",
    re.I,
)
"""Before a verb of saying they show that it is still to be said."""
_NONE = expanded(
    r"(?:<<negative_subject -few -no -nor>>|no[ -]one|not\s+(?:one|a\s+single|a\s+soul)|"
    r"(?:hardly|scarcely|barely)\s+any\w*|(?<!\ba\s)(?:very\s+|precious\s+)?(?:few|little)|"
    r"no\s+(?!10\b|doubt\b)[a-z][\w’'-]*)"
)
_OF = expanded("<<affiliation locative -with +among>>")
_OF_NOBODY = re.compile(
    r"(?:(?:almost|virtually|practically|nearly|absolutely)\s+)?"
    r"(?:nobody|no[ -]one|nothing|(?:hardly|scarcely|barely)\s+any\w*|(?:very\s+|precious\s+)?few)\b"
    rf"(?!\s+(?:but|except|other|save)\b).*|little\s+{_OF}\b.*|.*\s(?:nobody|no[ -]one)",
    re.I | re.S,
)
_NOBODY_AT = re.compile(
    rf"\b{_NONE}(?:\s+[a-z]+)?\s+{_OF}\s+(?:the\s+|an?\s+)?\Z|\b(?:hardly|scarcely|barely|neither)\s+\Z", re.I
)
"""Before a name that is only the last word of its subject: "nobody at | the ministry"."""
_EVERYONE_BUT = re.compile(
    r"\b(?:every(?:one|body)|all|any(?:one|body))\s+(?:(?:but|except(?:\s+for)?|other\s+than|apart\s+from)\s)(?P<rest>.+)\Z",
    re.I | re.S,
)
_EMPTY = pattern(
    r"(?:<<negative_subject -few -no -nor>>|no[ -]one|none\s+of\b.*|neither\s+.*|"
    r"not\s+(?:<<quantifier +one>>|every\w*|a\s+single)\b.*|no\s+(?!10\b|doubt\b)[a-z].*)",
    re.I | re.S,
)
_NOT_ALL = re.compile(r"\b[Nn]ot\s+\Z")
_NEAR = 120
"""Characters before a source that show whether all of them speak."""
_NOR = re.compile(r"\bneither\b[^.;:“”\"]{1,80}?\bnor\s+\Z", re.I)
_NOBODY_OPENS = re.compile(rf"{_CLAUSE}{_NONE}(?:\s+{_OF}\s+(?:[\w’'-]+\s+){{1,6}})?\s*\Z", re.I)
_NEVER = pattern(
    r"\b(?:(?:<<negator -not>>|rarely|seldom|scarcely)(?:\s+ever)?|nowhere|at\s+no\s+(?:time|point|stage|moment)|"
    r"in\s+no\s+(?:way|sense|case)|not\s+once|under\s+no\s+circumstances|on\s+no\s+(?:account|occasion)|by\s+no\s+means)"
    rf"\b(?:\s[^\s,;.“”\"]+){{0,5}}?\s{_AUXILIARY}\s+\Z",
    re.I,
)
""" "Never did | the mayor say", "nor has | the council admitted"."""
_GROUNDS = nouns.with_plurals(nouns.Trait.GROUNDS) | {"suggestion"}
_UNTRUE = factuality_cues.having(factuality_cues.Trait.REFUTES_SUBJECT) & factuality_cues.having(
    factuality_cues.Trait.NONVERIDICAL
) | {"unlikely", "impossible"}
_DENYING = {
    form
    for row in reporting_verbs()
    if row.act is SpeechAct.DENIES
    for form in (row.lemma, third_person(row.lemma), gerund(row.lemma), *pasts(row.lemma))
}
_TAKEN_BACK = re.compile(
    rf"(?:\b(?:no|little|scant|any)\s+(?:\w+\s+){{0,2}}?{alternation(_GROUNDS)}(?:\s+to\s+(?:think|believe))?|"
    r"\b(?:not|isn['’]t|wasn['’]t|never)\s+(?:\w+\s+)?(?:true|the\s+case|clear|certain|proven|(?:known|correct))|"
    rf"\b(?:(?:an?\s+)?{alternation(_UNTRUE)}|unclear)|"
    rf"\b(?:{alternation(_DENYING)}|doubts?|doubted))\s+(?:\w+\s+)?that\s+\Z|"
    r"\bden(?:y|ies|ied|ying)\s+\Z",
    re.I,
)
"""What governs a clause that is not asserted: "there is no evidence that | the mayor said"."""
_CLAIM = re.compile(
    rf"\b{alternation(nouns.with_plurals(nouns.Trait.UTTERANCE) | nouns_having(NounTrait.TAKES_THAT))}\s+that\s+\Z",
    re.I,
)
_REFUTED = pattern(
    rf"\b<<be -nonfinite>>\s+(?:\w+ly\s+)?(?:an?\s+(?:\w+\s+)?)?"
    rf"(?:{alternation(factuality_cues.having(factuality_cues.Trait.REFUTES_SUBJECT))}|not\s+true)\b",
    re.I,
)
""" "The claim that | the mayor said | so is false": what the claim has is taken back."""

_SHORT_OF = re.compile(
    r"\b(?:(?:without|instead\s+of|rather\s+than|short\s+of|avoid\w*|resist\w*|(?:refrain\w*|kept|stopped|barred)\s+from)|"
    rf"(?:{alternation(_NEGATIVE_IMPLICATIVES)}|yet)\s+to)\s+(?:\w+ly\s+)?\Z",
    re.I,
)
"""Before the cue: "left without | saying", "failed to | say"."""
_PUT_TO = {
    form for row in reporting_verbs() if Frame.HEARER_INFINITIVE in row.frames for form in participles(row.lemma)
}
_ONLY_PUT_TO = re.compile(
    rf"\b(?:(?:accused|suspected)\s+of|{alternation(_PUT_TO)}\s+(?:not\s+)?to)\s+(?:\w+ly\s+)?(?P<verb>\w+)", re.I
)
"""Words that others ascribe to the speaker or demand, before the cue or in it: "accused of | saying", "ordered to
admit"."""


def speaks_not(source: str) -> bool:
    """Whether ``source`` is an empty subject, one that says that there is no such speaker.

    >>> speaks_not("No court"), speaks_not("Nobody"), speaks_not("Noah Low")
    (True, True, False)
    """
    return bool(_EMPTY.fullmatch(source.strip()))


def is_of_nobody(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether nobody says so, or not all do: "no court says", "not everyone blames", "no one at the bank says"."""
    if candidate.method == Method.TURN:
        return False
    words = text.source.text
    if (candidate.source is not None and speaks_not(candidate.source.cut(words))) or _of_nobody(text, candidate):
        return True
    if candidate.source is None:
        return False
    return bool(_NOT_ALL.search(words[max(0, candidate.source.start - _NEAR) : candidate.source.start]))


def _of_nobody(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the subject of the cue is empty: "nobody at the ministry", "neither the mayor nor the council"."""
    words = text.source.text
    if candidate.source is not None:
        if _OF_NOBODY.fullmatch(candidate.source.cut(words)):
            return True
        if not _leads(candidate):
            return False
        before = words[_start(text, candidate.source) : candidate.source.start]
        return bool(_NOBODY_AT.search(before) or _NOR.search(before))
    if not candidate.cue or any(span.end <= candidate.cue[0].start for span in candidate.content):
        return False
    return bool(_NOBODY_OPENS.search(words[_start(text, candidate.cue[0]) : candidate.cue[0].start]))


def without_excepted(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Everyone but Ann Low said so": who else does is not named, and she does not."""
    if candidate.source is None:
        return candidate
    first = max(_start(text, candidate.source), candidate.source.start - _BESIDE)
    named = text.source.text[first : candidate.source.end]
    excepted = _EVERYONE_BUT.search(named)
    return replace(candidate, source=None) if excepted and "," not in excepted["rest"] else candidate


def is_taken_back(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the clause around the cue says that nothing was said: "never did he say", "denied that he had said",
    "there is no evidence that he said"."""
    if not candidate.cue or not _leads(candidate):
        return False
    first = candidate.source or candidate.cue[0]
    words = text.source.text
    before = words[_start(text, first) : first.start]
    beside = words[max(_start(text, first), candidate.cue[0].start - _BESIDE) : candidate.cue[0].start]
    if _CLAIM.search(before) and (sentence := text.sentence_at(first.start)) is not None:
        refuted = _REFUTED.search(words, candidate.cue[-1].end, sentence.span.end)
        if refuted is not None:
            return True
    return bool(_NEVER.search(before) or _TAKEN_BACK.search(before) or _SHORT_OF.search(beside))


def _leads(candidate: AttributionCandidate) -> bool:
    """Whether speaker and cue stand before what is said, in that order."""
    if candidate.source is not None and candidate.source.start > candidate.cue[0].start:
        return False
    return all(span.start >= candidate.cue[0].start for span in candidate.content)


def _quotation(text: Text, at: int) -> Span | None:
    """The inner words of the quotation that stands closest around ``at``."""
    place = bisect_right(text.quotations, at, key=lambda one: one.span.start)
    near = text.quotations[max(0, place - _QUOTATIONS) : place]
    return next((one.inner for one in reversed(near) if one.inner.start <= at < one.inner.end), None)


def _start(text: Text, span: Span) -> int:
    """Where the sentence of ``span`` begins, or what of it stands in the same quotation, behind the last stop."""
    sentence = text.sentence_at(span.start)
    quotation = _quotation(text, span.start)
    start = max(sentence.span.start if sentence else 0, quotation.start if quotation else 0, span.start - _WINDOW)
    stops = [stop.end() for stop in _STOP.finditer(text.source.text, start, span.start)]
    return stops[-1] if stops else start


def is_asked(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the text only asks whether it was said: "Did the mayor say that ...?"."""
    if not _leads(candidate):
        return False  # "... ?" asked Ann Low
    words, cue = text.source.text, candidate.cue[0]
    first = candidate.source or cue
    start = _start(text, first)
    clause = words[start : cue.end]
    inverted = next((one for one in _INVERTED.finditer(clause) if start + one.start("auxiliary") < first.end), None)
    beside = inverted is not None and first.start - start <= inverted.end("auxiliary") + _TITLE
    if inverted and beside and _DO.fullmatch(inverted["auxiliary"]) and _is_base(words, candidate):
        return True
    mark = _question_mark(text, cue)
    if mark is None:
        return False
    if inverted or _OPENS_ASKING.match(clause):
        return True
    rest = words[cue.end : min(mark + 1, cue.end + 2 * _WINDOW)]
    if any(one.end() + 1 < len(rest) for one in _STOP.finditer(rest)):
        return False
    later = _INVERTED.search(rest, 1)
    ends_so = _TAG.search(rest)
    if later and not (ends_so and ends_so.end() == len(rest)):
        return False  # "says that it is safe, but where is the proof?"
    return not _ASKS_ITSELF.match(words, min(span.start for span in candidate.content))


def _is_base(words: str, candidate: AttributionCandidate) -> bool:
    """Whether the first verb of the cue is an infinitive, as it is behind "did"."""
    cue = re.findall(r"[\w’'-]+", candidate.cue[0].cut(words).lower())
    form = next((verb_forms()[word] for word in cue if word in verb_forms()), None)
    return form is None or Inflection.BASE in form.kinds


def _question_mark(text: Text, cue: Span) -> int | None:
    """Where the question mark stands that ends the sentence of ``cue``, in the same quotation as the cue."""
    sentence = text.sentence_at(cue.start)
    if sentence is None:
        return None
    quotation = _quotation(text, cue.start)
    end = min(sentence.span.end, quotation.end) if quotation else sentence.span.end
    while end > cue.end and text.source.text[end - 1] in _MARKS:
        end -= 1
    mark = end - 1
    if mark < cue.end or text.source.text[mark] != "?" or _quotation(text, mark) != quotation:
        return None
    return mark


def stands_in_interview_question(text: Text, cue: Span) -> bool:
    """Whether ``cue`` stands in what the one asks who is marked as "Q:" in an interview."""
    sentence = text.sentence_at(cue.start)
    if sentence is None:
        return False
    block = text.blocks[sentence.block].span.start
    labels = list(_OF_ASKING.finditer(text.source.text, max(block, cue.start - 10 * _WINDOW), cue.end + 1))
    return bool(labels) and labels[-1]["label"][0].upper() == "Q"


def is_supposed(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the text only supposes that it was said, or ascribes it to somebody: "Had the mayor said ..., ...",
    "might say", "asked whether the mayor had said ...", "accused of saying"."""
    words, cue = text.source.text, candidate.cue[0]
    first = candidate.source or cue
    speaks = cue.cut(words)
    near = max(0, cue.start - _BESIDE)
    if _MIGHT.match(speaks) and not (candidate.source and _I.match(candidate.source.cut(words))):
        return True
    if any(cue.start <= one.start("verb") < cue.end for one in _TO_COME.finditer(words, near, cue.end)):
        return True
    if first.start > cue.start:
        return False
    if any(cue.start <= one.start("verb") < cue.end for one in _ONLY_PUT_TO.finditer(words, near, cue.end)):
        return True
    before = words[_start(text, first) : first.start]
    if _IF.search(before) or _IF_AT_HEAD.match(words, first.start, cue.start):
        return True
    condition = _CONDITION.search(before) if candidate.source is not None and first is candidate.source else None
    if condition is None:
        return False
    if condition["auxiliary"].lower() == "were":
        return speaks.lower().startswith("to ")
    return condition["auxiliary"].lower() == "had" or _is_base(words, candidate)
