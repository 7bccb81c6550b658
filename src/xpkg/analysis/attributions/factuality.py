"""Decides whether the words around a candidate take the act of saying back, or only suppose it."""

from __future__ import annotations

import re

from xpkg.analysis.attributions.clause_starts import AUXILIARY, BESIDE, is_infinitive, leads, start_of_clause
from xpkg.lexicon import factuality_cues, modifiers, nouns, verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.inflection import participles
from xpkg.lexicon.reporting import Frame, NounTrait, denying_forms, nouns_having, reporting_verbs
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Text

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
_NEVER = pattern(
    r"\b(?:(?:<<negator -not>>|rarely|seldom|scarcely)(?:\s+ever)?|nowhere|at\s+no\s+(?:time|point|stage|moment)|"
    r"in\s+no\s+(?:way|sense|case)|not\s+once|under\s+no\s+circumstances|on\s+no\s+(?:account|occasion)|by\s+no\s+means)"
    rf"\b(?:\s[^\s,;.“”\"]+){{0,5}}?\s{AUXILIARY}\s+\Z",
    re.I,
)
""" "Never did | the mayor say", "nor has | the council admitted"."""
_GROUNDS = nouns.with_plurals(nouns.Trait.GROUNDS) | {"suggestion"}
_UNTRUE = factuality_cues.having(factuality_cues.Trait.REFUTES_SUBJECT) & factuality_cues.having(
    factuality_cues.Trait.NONVERIDICAL
) | {"unlikely", "impossible"}
_TAKEN_BACK = re.compile(
    rf"(?:\b(?:no|little|scant|any)\s+(?:\w+\s+){{0,2}}?{alternation(_GROUNDS)}(?:\s+to\s+(?:think|believe))?|"
    r"\b(?:not|isn['’]t|wasn['’]t|never)\s+(?:\w+\s+)?(?:true|the\s+case|clear|certain|proven|(?:known|correct))|"
    rf"\b(?:(?:an?\s+)?{alternation(_UNTRUE)}|unclear)|"
    rf"\b(?:{alternation(denying_forms())}|doubts?|doubted))\s+(?:\w+\s+)?that\s+\Z|"
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


def is_taken_back(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the clause around the cue says that nothing was said: "never did he say", "denied that he had said",
    "there is no evidence that he said"."""
    if not candidate.cue or not leads(candidate):
        return False
    first = candidate.source or candidate.cue[0]
    words = text.source.text
    before = words[start_of_clause(text, first) : first.start]
    beside = words[max(start_of_clause(text, first), candidate.cue[0].start - BESIDE) : candidate.cue[0].start]
    if _CLAIM.search(before) and (sentence := text.sentence_at(first.start)) is not None:
        refuted = _REFUTED.search(words, candidate.cue[-1].end, sentence.span.end)
        if refuted is not None:
            return True
    return bool(_NEVER.search(before) or _TAKEN_BACK.search(before) or _SHORT_OF.search(beside))


def is_supposed(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the text only supposes that it was said, or ascribes it to somebody: "Had the mayor said ..., ...",
    "might say", "asked whether the mayor had said ...", "accused of saying"."""
    words, cue = text.source.text, candidate.cue[0]
    first = candidate.source or cue
    speaks = cue.cut(words)
    near = max(0, cue.start - BESIDE)
    if _MIGHT.match(speaks) and not (candidate.source and _I.match(candidate.source.cut(words))):
        return True
    if any(cue.start <= one.start("verb") < cue.end for one in _TO_COME.finditer(words, near, cue.end)):
        return True
    if first.start > cue.start:
        return False
    if any(cue.start <= one.start("verb") < cue.end for one in _ONLY_PUT_TO.finditer(words, near, cue.end)):
        return True
    before = words[start_of_clause(text, first) : first.start]
    if _IF.search(before) or _IF_AT_HEAD.match(words, first.start, cue.start):
        return True
    condition = _CONDITION.search(before) if candidate.source is not None and first is candidate.source else None
    if condition is None:
        return False
    if condition["auxiliary"].lower() == "were":
        return speaks.lower().startswith("to ")
    return condition["auxiliary"].lower() == "had" or is_infinitive(words, candidate)
