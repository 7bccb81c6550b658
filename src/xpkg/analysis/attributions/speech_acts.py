"""Reads the words of a cue: the speech act, and whether it took place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.addressees import BOUND, NOBODY, TO_DO
from xpkg.analysis.attributions.cue_lexicon import Form, noun_acts
from xpkg.analysis.attributions.cue_senses import sense_of_cue
from xpkg.analysis.attributions.cue_syntax import is_attitude
from xpkg.analysis.attributions.cue_words import WORD, is_against, verbs_of_saying, words_of_cue
from xpkg.analysis.attributions.factuality import is_taken_back
from xpkg.analysis.attributions.patterns.passive_hearers import is_hearer
from xpkg.analysis.attributions.patterns.turns import is_question
from xpkg.analysis.attributions.patterns.word_classes import (
    ADVERBS,
    AUXILIARIES,
    BE,
    NEGATIONS,
)
from xpkg.analysis.attributions.topics import is_topic
from xpkg.lexicon import modifiers, nouns, organizations, verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import HEARER_FRAMES, VerbTrait, expression_acts
from xpkg.lexicon.word_senses import Sense
from xpkg.lexicon.written import capitalized
from xpkg.model import AttributionCandidate, Method, SpeechAct, Text

_BE = alternation(word for word in BE if word.isalpha())
_NOT = alternation(
    ({word for word in NEGATIONS if word.isalpha()} - {"not", "hardly"})
    | verbs.forms_having(verbs.Trait.NEGATIVE_IMPLICATIVE)
    | modifiers.having(modifiers.Trait.NEGATIVE_IMPLICATIVE)
    | {"cannot", "without", "failure", "stopped short", "yet to"}
)
_RESTRICTED = alternation(having(Trait.RESTRICTIVE) | {"hesitate", "surprisingly"})
_NOT_SAID = re.compile(rf"\b(?:not(?!\s+{_RESTRICTED}\b)|{_NOT}|too\s+\w+\s+to)\b|n['’]t\b", re.I)
_TO_SAY = re.compile(r"\s+to\s+")
_NO_SUCH = re.compile(rf"there\s+(?:{alternation(having(Trait.HAVE))}\s+)?{_BE}\s+no\b", re.I)
_SILENCE = re.compile(
    rf"\b(?:{alternation(verbs.having(verbs.Trait.DISCLOSING))}|be (?:interviewed|identified|named|quoted))\b", re.I
)
_BEFORE_SILENCE = re.compile(r"^\s*(?:immediately\s+|further\s+)*(?:to\s+)?")
_ASKED = alternation(nouns.with_plurals(nouns.Trait.REQUEST))
_PUT = alternation(nouns.with_plurals(nouns.Trait.PROPOSAL))
_NO_MODIFIER = alternation(having(Trait.PREPOSITION, Trait.COORDINATOR) | {"that"})
_TURNED_DOWN = re.compile(
    rf"\s*(?:(?!{_NO_MODIFIER}\b)[\w’'-]+\s+){{0,3}}?(?:(?P<asked>{_ASKED})|(?P<put>{_PUT}))\b(?!\s+that\b)", re.I
)
"""What is turned down rather than said to be untrue: what was asked for, and what was put forward."""
_PLEA = re.compile(r"(?P<not>not\s+)?guilty\b", re.I)
_FACTS = nouns.with_plurals(nouns.Trait.FINDINGS, nouns.Trait.EVIDENCE)
_PAPERS = {capitalized(row.word) for row in organizations.organization_words() if row.subtype == "newspaper"}
_PUBLISHED = re.compile(
    rf"\b{alternation(_FACTS | nouns.with_plurals(nouns.Trait.PRESS) | _PAPERS | {'Press', 'Reuters'})}\b"
)
_FINDINGS = re.compile(rf"\b{alternation(_FACTS)}\b", re.I)


_REPLY = alternation(verbs.forms_having(verbs.Trait.REPLYING))
_MANNER = rf"(?:\w+ly|{alternation(AUXILIARIES | ADVERBS)})"
_SILENT = re.compile(
    rf"(?:{_MANNER}\s+){{0,3}}?(?:not|never|\w+n['’]t)\s+(?:\w+\s+){{0,2}}?{_REPLY}\s+(?:to\s+)?"
    rf"(?:[\w’'-]+\s+){{0,7}}?{alternation(nouns.with_plurals(nouns.Trait.APPROACH))}\b",
    re.I,
)
_WHOM_TO_DO = re.compile(rf"(?P<whom>(?:[\w’'-]+\s+){{1,8}}?){TO_DO.pattern}")
_INTENDING = verbs.forms_having(verbs.Trait.INTENDING)
_NOTHING = re.compile(
    r"(?:nothing|little)(?:\s+(?:more|else|further|about\s+(?:it|this|that)))?"
    r"|(?:it\s+all|everything|volumes|(?:far\s+|much\s+)?more\s+than\s+(?:\w+\s+)?words)",
    re.I,
)
"""Contents that tell no words: "said nothing", "her silence said it all"."""


def act_of(text: Text, candidate: AttributionCandidate, *, unquoted: bool = False) -> SpeechAct:
    """The speech act that the cue of ``candidate`` names; SAYS where it means nothing more specific.

    ``unquoted``: no word of the content is quoted. What is quoted was said; other words may only be mentioned.
    """
    if candidate.method == Method.TURN:
        return SpeechAct.ASKS if is_question(text, candidate.content) else SpeechAct.SAYS
    words = words_of_cue(text, candidate)
    source = candidate.source.cut(text.source.text) if candidate.source else ""
    if words[:2] == ["according", "to"]:
        return SpeechAct.REPORTS if _PUBLISHED.search(source) else SpeechAct.SAYS
    if candidate.cue and BOUND.match(candidate.cue[0].cut(text.source.text)):
        return SpeechAct.ORDERS
    found = verbs_of_saying(words)
    if not found:
        return _act_without_verb(text, candidate, words, unquoted)
    acts = [_verb_act(text, candidate, words, at, form) for at, form in found]
    if SpeechAct.REFUSES in acts and is_negated(text, candidate):
        return SpeechAct.SAYS  # "declined to comment": what did not happen is a comment, not a refusal
    verb = found[-1][1].verb
    if VerbTrait.OF_FINDINGS in verb.traits and acts == [SpeechAct.SAYS] and _FINDINGS.search(source):
        return SpeechAct.REPORTS
    # "were instructed to say", "warned, saying": the verb that means more than that something was said.
    act = next((act for act in reversed(acts) if act not in {SpeechAct.SAYS, SpeechAct.THINKS}), acts[-1])
    return SpeechAct.MENTIONS if act is SpeechAct.SAYS and unquoted and is_topic(text, candidate, verb) else act


def _act_without_verb(
    text: Text, candidate: AttributionCandidate, words: Sequence[str], unquoted: bool
) -> SpeechAct:
    """The act of a cue that has no verb of saying: "his claim", "is eager", "plans", "resents", "voted against"."""
    named = next((noun_acts()[word] for word in reversed(words) if word in noun_acts()), None)
    if named is not None:
        return named
    if candidate.method == Method.ATTRIBUTABLE:
        return SpeechAct.SAYS
    if not _INTENDING.isdisjoint(words) or is_attitude(text, candidate):
        return SpeechAct.THINKS
    if is_against(words):
        return SpeechAct.OPPOSES
    sense = sense_of_cue(text, candidate) if unquoted else None
    if sense is Sense.COMMUNICATION and is_topic(text, candidate, None):
        return SpeechAct.MENTIONS
    return SpeechAct.THINKS if sense is Sense.MIND else SpeechAct.SAYS


def _verb_act(text: Text, candidate: AttributionCandidate, words: Sequence[str], at: int, form: Form) -> SpeechAct:
    verb = form.verb
    after = words[at + 1] if at + 1 < len(words) else _next_word(text, candidate)
    behind = _first_words(text, candidate)
    if (act := expression_acts().get((verb.lemma, "as"))) and re.search(r"\bas\b", behind):
        return act
    if act := expression_acts().get((verb.lemma, after)):
        return act
    turns_down = VerbTrait.TURNS_DOWN in verb.traits
    turned = _TURNED_DOWN.match(behind or candidate.content[0].cut(text.source.text)) if turns_down else None
    if turned:
        return SpeechAct.REFUSES if turned["asked"] else SpeechAct.OPPOSES
    if verb.lemma == "plead" and (plea := _PLEA.match(behind)):
        return SpeechAct.DENIES if plea["not"] else SpeechAct.ADMITS
    if verb.lemma == "tell" and _is_order(text, candidate):
        return SpeechAct.ORDERS
    return verb.act


def _is_order(text: Text, candidate: AttributionCandidate) -> bool:
    """ "told them to leave"; of "told the court she had tried to leave" not only the one told stands before "to"."""
    start = next((span.start for span in candidate.content if span.start >= candidate.cue[-1].end), None)
    behind = _first_words(text, candidate)
    if start is None:
        return False
    between = text.source.text[candidate.cue[-1].end : start].split()
    if TO_DO.match(behind):
        return not between or between[0] == "by" or is_hearer(between)
    found = _WHOM_TO_DO.match(behind)
    return found is not None and not between and is_hearer(found["whom"].split())


def _next_word(text: Text, candidate: AttributionCandidate) -> str:
    match = WORD.match(text.source.text[candidate.cue[-1].end :].lstrip()[:12]) if candidate.cue else None
    return match.group().lower() if match else ""


def _first_words(text: Text, candidate: AttributionCandidate) -> str:
    after = next((span for span in candidate.content if candidate.cue and span.start >= candidate.cue[-1].end), None)
    return after.cut(text.source.text)[:90] if after else ""


def is_negated(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the text says that nothing was said: "did not say", "declined to comment".

    A refusal to do something ("refused to leave") is a speech act that took place; so is a denial.
    """
    if candidate.method == Method.TURN:
        return False
    cue = " ".join(span.cut(text.source.text) for span in candidate.cue)
    told = text.source.text[candidate.cue[-1].end :][:20].lstrip() if candidate.cue else ""
    hears = any(form.verb.frames & HEARER_FRAMES for _, form in verbs_of_saying(words_of_cue(text, candidate)))
    if _NO_SUCH.search(cue) or (hears and NOBODY.match(told)) or is_taken_back(text, candidate):
        return True
    if not (found := _NOT_SAID.search(cue)):
        return False
    if found.group().lower().startswith(("declin", "refus", "fail")):
        if _TO_SAY.match(cue, found.end()) and verbs_of_saying(WORD.findall(cue[found.end() :].lower())):
            return True  # "failed to tell": what is told is what was not said
        content = text.source.text[candidate.content[0].start : candidate.content[0].start + 40]
        return bool(_SILENCE.match(_BEFORE_SILENCE.sub("", f"{cue[found.end() :]} {content}")))
    return True


def is_silence(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the text only says that somebody was silent: "did not respond to requests for comment".

    Nothing was said there, and no unsaid content is reported.
    """
    if not (candidate.cue and candidate.content):
        return False
    words = text.source.text[candidate.cue[0].start : max(span.end for span in candidate.content)]
    nothing = all(_NOTHING.fullmatch(span.cut(text.source.text)) for span in candidate.content)
    return nothing or bool(_SILENT.match(words))
