"""Reads the words of a cue: the speech act, whether it took place, and to whom it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import Form, noun_acts, verb_forms
from xpkg.analysis.attributions.cue_syntax import is_attitude
from xpkg.analysis.attributions.factuality import is_taken_back
from xpkg.analysis.attributions.patterns.passive_hearers import HEARERS, is_hearer
from xpkg.analysis.attributions.patterns.turns import is_question
from xpkg.analysis.attributions.patterns.word_classes import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    NEGATIONS,
    QUESTION_WORDS,
    RELATIVES,
)
from xpkg.analysis.attributions.span_trimming import tidy_source
from xpkg.lexicon import modifiers, nouns, organizations, verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS, PRESENT_FORMS, Inflection
from xpkg.lexicon.reporting import HEARER_FRAMES, VerbTrait, expression_acts
from xpkg.lexicon.written import capitalized
from xpkg.model import AttributionCandidate, Mention, Method, Span, SpeechAct, Text

_WORD = re.compile(r"[\w’'-]+")
_BE = alternation(word for word in BE if word.isalpha())
_NOT = alternation(
    ({word for word in NEGATIONS if word.isalpha()} - {"not", "hardly"})
    | verbs.forms_having(verbs.Trait.NEGATIVE_IMPLICATIVE)
    | modifiers.having(modifiers.Trait.NEGATIVE_IMPLICATIVE)
    | {"cannot", "without", "failure", "stopped short", "yet to"}
)
_RESTRICTED = alternation(having(Trait.RESTRICTIVE) | {"hesitate", "surprisingly"})
_NOT_SAID = re.compile(rf"\b(?:not(?!\s+{_RESTRICTED}\b)|{_NOT})\b|n['’]t\b", re.I)
_TO_SAY = re.compile(r"\s+to\s+")
_NO_SUCH = re.compile(rf"there\s+(?:{alternation(having(Trait.HAVE))}\s+)?{_BE}\s+no\b", re.I)
_SILENCE = re.compile(
    rf"\b(?:{alternation(verbs.having(verbs.Trait.DISCLOSING))}|be (?:interviewed|identified|named|quoted))\b", re.I
)
_BEFORE_SILENCE = re.compile(r"^\s*(?:immediately\s+|further\s+)*(?:to\s+)?")
_NOUN_LEADS = DETERMINERS - having(Trait.STANDS_ALONE) | having(Trait.ROLE_COMPLEMENT) | {"this", "that"}
"""Words after which a form such as "requests" or "claims" is a noun."""
_SETTING = having(Trait.REPORT_SETTING)
"""Words that lead from the verb to where or how it is said: "denied **in** a telephone call"."""
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
_BEHIND_ADDRESSEE = (
    having(Trait.REPORT_SETTING, Trait.PARTICIPLE_COMPLEMENT, Trait.TEMPORAL_SUBORDINATOR) - {"from", "with"}
    | QUESTION_WORDS - RELATIVES
    | {"to", "that", "not", "about"}
)
_ADDRESSEE_END = re.compile(rf"\s+{alternation(_BEHIND_ADDRESSEE)}\b|[,:;“\".]|\s+''|$")
_LONE = re.compile(
    rf"(?:{alternation(having(Trait.OBJECT_PRONOUN) - {'her', 'it'})}|"
    rf"her(?=\s+(?:{alternation(ADVERBS | {'all'})}|\w+ly)\b))\b"
)
"""A pronoun that is all that names who is told: "told **her** again and again"."""
_GOES_ON = QUESTION_WORDS - RELATIVES | {"to", "not"}
_NOT_PERSONS = re.compile(
    rf"{alternation(QUESTION_WORDS | having(Trait.ROLE_COMPLEMENT) | {'that', 'about', 'it', 'there'})}\b|[“\"':,.]",
    re.I,
)
_HEARERS = re.compile(rf"\b{alternation(HEARERS)}\s+$", re.I)
_BESIDE = re.compile(rf"[\s,)]*(?:(?:\w+ly|{alternation(ADVERBS)})[\s,]+)?")
"""What may stand between a verb and its subject."""
_PASSIVE = re.compile(rf"^(?:\w+\s+)*?{_BE}\s+(?:(?>\w+ly\b|{alternation(ADVERBS)}\b)\s+)*(\w+)\b", re.I)


_REPLY = alternation(verbs.forms_having(verbs.Trait.REPLYING))
_MANNER = rf"(?:\w+ly|{alternation(AUXILIARIES | ADVERBS)})"
_SILENT = re.compile(
    rf"(?:{_MANNER}\s+){{0,3}}?(?:not|never|\w+n['’]t)\s+(?:\w+\s+){{0,2}}?{_REPLY}\s+(?:to\s+)?"
    rf"(?:[\w’'-]+\s+){{0,7}}?{alternation(nouns.with_plurals(nouns.Trait.APPROACH))}\b",
    re.I,
)
_TO_DO = re.compile(rf"(?:not\s+)?to\s+(?!{alternation(DETERMINERS)}\b)[a-z]")
"""What somebody is told to do: "told them **to leave**"."""
_WHOM_TO_DO = re.compile(rf"(?P<whom>(?:[\w’'-]+\s+){{1,8}}?){_TO_DO.pattern}")
_NOTHING = re.compile(r"(?:nothing|little)(?:\s+(?:more|else|further|about\s+(?:it|this|that)))?", re.I)
_NOBODY = re.compile(r"(?:nobody|no[ -]one|not\s+a\s+soul)\b", re.I)
_BOUND = re.compile(rf"{_BE}\s+to\s+\w+$", re.I)
"""What somebody has to say by another's will: "officials were to say"."""


def act_of(text: Text, candidate: AttributionCandidate) -> SpeechAct:
    """The speech act that the cue of ``candidate`` names; SAYS where it means nothing more specific."""
    if candidate.method == Method.TURN:
        return SpeechAct.ASKS if is_question(text, candidate.content) else SpeechAct.SAYS
    words = _words(text, candidate)
    source = candidate.source.cut(text.source.text) if candidate.source else ""
    if words[:2] == ["according", "to"]:
        return SpeechAct.REPORTS if _PUBLISHED.search(source) else SpeechAct.SAYS
    if candidate.cue and _BOUND.match(candidate.cue[0].cut(text.source.text)):
        return SpeechAct.ORDERS
    found = _verbs(words)
    if not found:
        other = SpeechAct.THINKS if is_attitude(text, candidate) else SpeechAct.SAYS
        return next((noun_acts()[word] for word in reversed(words) if word in noun_acts()), other)
    acts = [_verb_act(text, candidate, words, at, form) for at, form in found]
    if SpeechAct.REFUSES in acts and is_negated(text, candidate):
        return SpeechAct.SAYS  # "declined to comment": what did not happen is a comment, not a refusal
    verb = found[-1][1].verb
    if VerbTrait.OF_FINDINGS in verb.traits and acts == [SpeechAct.SAYS] and _FINDINGS.search(source):
        return SpeechAct.REPORTS
    # "were instructed to say", "warned, saying": the verb that means more than that something was said.
    return next((act for act in reversed(acts) if act not in {SpeechAct.SAYS, SpeechAct.THINKS}), acts[-1])


def _words(text: Text, candidate: AttributionCandidate) -> list[str]:
    cue = " ".join(span.cut(text.source.text) for span in candidate.cue)
    return [word.group().lower().replace("’", "'") for word in _WORD.finditer(cue)]


def _verbs(words: Sequence[str]) -> list[tuple[int, Form]]:
    """The verbs of saying among ``words``, nouns of the same form left out."""
    found: list[tuple[int, Form]] = []
    for at, word in enumerate(words):
        form = verb_forms().get(word)
        if form is None or (at and form.kinds & PRESENT_FORMS and words[at - 1] in _NOUN_LEADS - {"to"}):
            continue
        if at and form.kinds == {Inflection.PRESENT} and words[at - 1] == "to":
            continue
        if (
            found
            and form.kinds & PRESENT_FORMS
            and found[-1][0] == at - 1
            and found[-1][1].verb.act is SpeechAct.DENIES
        ):
            continue  # "rejects blame over": what is denied is not the act; of "signaled support for" the noun is
        if found and form.kinds & PRESENT_FORMS and _SETTING & set(words[found[-1][0] : at]):
            continue
        found.append((at, form))
    return found


def _verb_act(text: Text, candidate: AttributionCandidate, words: Sequence[str], at: int, form: Form) -> SpeechAct:
    verb = form.verb
    after = words[at + 1] if at + 1 < len(words) else _next_word(text, candidate)
    if act := expression_acts().get((verb.lemma, after)):
        return act
    behind = _first_words(text, candidate)
    turns_down = VerbTrait.TURNS_DOWN in verb.traits
    turned = _TURNED_DOWN.match(behind or candidate.content[0].cut(text.source.text)) if turns_down else None
    if turned:
        return SpeechAct.REFUSES if turned["asked"] else SpeechAct.OPPOSES
    if (act := expression_acts().get((verb.lemma, "as"))) and re.search(r"\bas\b", behind):
        return act
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
    if _TO_DO.match(behind):
        return not between or between[0] == "by" or is_hearer(between)
    found = _WHOM_TO_DO.match(behind)
    return found is not None and not between and is_hearer(found["whom"].split())


def _next_word(text: Text, candidate: AttributionCandidate) -> str:
    match = _WORD.match(text.source.text[candidate.cue[-1].end :].lstrip()[:12]) if candidate.cue else None
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
    hears = any(form.verb.frames & HEARER_FRAMES for _, form in _verbs(_words(text, candidate)))
    if _NO_SUCH.search(cue) or (hears and _NOBODY.match(told)) or is_taken_back(text, candidate):
        return True
    if not (found := _NOT_SAID.search(cue)):
        return False
    if found.group().lower().startswith(("declin", "refus", "fail")):
        if _TO_SAY.match(cue, found.end()) and _verbs(_WORD.findall(cue[found.end() :].lower())):
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


def told_subject(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the grammatical subject of a passive is told, not speaking: "officials were instructed to say"."""
    if not candidate.cue or (candidate.source and candidate.source.end > candidate.cue[0].start):
        return False
    if _is_hearing(text, candidate):
        return True
    if candidate.source and not _BESIDE.fullmatch(text.source.text, candidate.source.end, candidate.cue[0].start):
        return False  # somebody else, named elsewhere, is the one who asks
    cue = candidate.cue[0].cut(text.source.text)
    if _BOUND.match(cue):
        return True
    match = _PASSIVE.match(cue)
    form = verb_forms().get(match.group(1).lower()) if match else None
    return form is not None and bool(form.kinds & PAST_FORMS) and bool(form.verb.frames & HEARER_FRAMES)


def _is_hearing(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The court heard that ...", and the "court told" of a headline: the court does not speak."""
    cue = candidate.cue[0]
    word = cue.cut(text.source.text).lower().split()[-1]
    sentence = text.sentence_at(cue.start)
    before = text.source.text[sentence.span.start : cue.start] if sentence else ""
    if word not in {"heard", "hears", "told"} or not _HEARERS.search(before):
        return False
    closes = sentence is not None and not text.source.text[cue.end : sentence.span.end].strip(" .")
    return word != "told" or (closes and candidate.content[0].end < cue.start)


def addressed(text: Text, candidate: AttributionCandidate, mentions: Sequence[Mention]) -> Span | None:
    """The words for whom the speaker speaks to: "told **reporters** that", "urged **China** to"."""
    if candidate.method == Method.TURN:
        return None
    if told_subject(text, candidate):
        return candidate.source or _subject_before(text, candidate, mentions)
    words = _words(text, candidate)
    found = _verbs(words)
    if not found or VerbTrait.ADDRESSEE_OBJECT not in found[-1][1].verb.traits:
        return None
    verb = found[-1][1].verb
    lemma = verb.lemma
    if (lemma == "call" and words[-1] not in {"on", "upon"}) or words[-1] == "for":
        return None
    start = candidate.cue[-1].end
    while start < len(text.source.text) and text.source.text[start] in " \u00a0":
        start += 1
    if _NOT_PERSONS.match(text.source.text, start) or _NOBODY.match(text.source.text, start):
        return None
    stop = _addressee_end(text, candidate, start, lemma)
    if stop is None or stop.start() <= start or "\n" in text.source.text[start : stop.start()]:
        return None
    said = min((one.start for one in candidate.content if one.start > start), default=stop.start())
    end = min(stop.start(), len(text.source.text[:said].rstrip()))
    if lone := _LONE.match(text.source.text, start, end):
        end = lone.end()
    span, leads = tidy_source(text, Span(start, end)), stop.group().strip()
    if lemma == "tell" and leads == "to" and not is_hearer(span.cut(text.source.text).split()):
        return None  # "told the council there was nothing | to hide"
    known = any(span.contains(one.span) for one in mentions)
    warned = lemma == "warn" and _TO_DO.match(text.source.text, stop.start() + 1)
    if VerbTrait.OBJECT_OFTEN_THING in verb.traits and not known and not warned:
        return None
    if any(content.start == start for content in candidate.content) and leads not in _GOES_ON:
        return span if known and (lemma, leads) == ("ask", "for") else None  # the words are what is said, not to whom
    return span if leads not in {"", ".", ";"} or lemma == "tell" else None


def _addressee_end(text: Text, candidate: AttributionCandidate, start: int, lemma: str) -> re.Match[str] | None:
    """What ends the words for whom is told; of "told the House **of** Lords that", "of" does not."""
    at = start
    while (stop := _ADDRESSEE_END.search(text.source.text, at, start + 120)) is not None:
        topic = any(stop.start() <= span.start <= stop.end() + 1 for span in candidate.content)
        if stop.group().strip() != "of" or topic or lemma != "tell":
            return stop
        at = stop.end()
    return None


def _subject_before(text: Text, candidate: AttributionCandidate, mentions: Sequence[Mention]) -> Span | None:
    """The mention right before the cue, or the few words of its sentence before it."""
    end = candidate.cue[0].start
    sentence = text.sentence_at(end)
    start = sentence.span.start if sentence else end
    near = [one.span for one in mentions if start <= one.span.start and end - 2 <= one.span.end <= end]
    if near:
        return near[-1]
    words = text.source.text[start:end].rstrip()
    if _HEARERS.search(words + " ") and "," in words:
        start += len(words) - len(words.rpartition(",")[2].lstrip())
        words = words.rpartition(",")[2].lstrip()
    return Span(start, start + len(words)) if words and "," not in words and len(words.split()) <= 6 else None
