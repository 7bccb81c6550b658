"""Reads the words of a cue: which speech act it is, whether the saying happened, and to whom it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import Form, noun_acts, verb_forms
from xpkg.analysis.attributions.factuality import is_taken_back
from xpkg.analysis.attributions.patterns.passive_hearers import HEARERS, is_hearer
from xpkg.analysis.attributions.span_trimming import tidy_source
from xpkg.lexicon.reporting import HEARER_FRAMES
from xpkg.model import AttributionCandidate, Mention, Span, Text

_WORD = re.compile(r"[\w’'-]+")
_NOT_SAID = re.compile(
    r"\b(?:not(?!\s+(?:only|just|merely|simply|hesitate|surprisingly)\b)|"
    r"never|cannot|without|nor|neither|declin\w+|refus\w+|fail\w*|avoid\w*|stopped short|unable|yet to|forgot|"
    r"neglect\w*|unwilling|reluctant)\b|n['’]t\b",
    re.I,
)
_TO_SAY = re.compile(r"\s+to\s+")
_NO_SUCH = re.compile(r"there\s+(?:is|are|was|were|has\s+been|have\s+been|had\s+been)\s+no\b", re.I)
_SILENCE = re.compile(
    r"\b(?:comment|say|answer|respond|reply|discuss|confirm|speak|talk|elaborate|specify|identify|name|disclose|"
    r"mention|acknowledge|"
    r"provide|give|offer|return|address|explain|clarify|be (?:interviewed|identified|named|quoted))\b",
    re.I,
)
_BEFORE_SILENCE = re.compile(r"^\s*(?:immediately\s+|further\s+)*(?:to\s+)?")
_NOUN_LEADS = frozenset("to a an the for of in on his her its their this that no any".split())
"""Words after which a form such as "requests" or "claims" is a noun."""
_WITH_PARTICLE = {
    ("call", "for"): "demands",
    ("call", "on"): "demands",
    ("call", "upon"): "demands",
    ("call", "out"): "criticizes",
    ("ask", "for"): "demands",
    ("speak", "out"): "criticizes",
    ("refer", "to"): "says",
    ("point", "to"): "says",
}
_SETTING = frozenset("in at during via from with through".split())
"""Words that lead from the verb to where or how it is said: "denied **in** a telephone call"."""
_TURNED_DOWN = re.compile(
    r"\s*(?:(?!(?:of|about|that|by|in|on|from|for|to|as|and)\b)[\w’'-]+\s+){0,3}?"
    r"(?:(?P<asked>applications?|appeals?|requests?|calls?|demands?|invitations?|pleas?|petitions?|offers?|bids?)|"
    r"(?P<put>proposals?|plans?|motions?|amendments?|compromises?|deals?))\b(?!\s+that\b)",
    re.I,
)
"""What is turned down rather than called untrue: what was asked for, and what was put forward."""
_PLEA = re.compile(r"(?P<not>not\s+)?guilty\b", re.I)
_TURN_DOWN = frozenset(("reject", "dismiss"))
_AS = {
    "see": "describes",
    "view": "describes",
    "regard": "describes",
    "refer": "describes",
    "cite": "describes",
    "dismiss": "denies",
    "hail": "praises",
    "describe": "describes",
}
"""Verbs that mean something of their own with "as" after their object."""
_PUBLISHED = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|polls?|surveys?|documents?|papers?|files?|records?|newspapers?|magazine|article|"
    r"analysis|data|figures|census|Times|Post|Journal|Guardian|Reuters|Press|News|Herald|Tribune|Telegraph)\b"
)
_FINDINGS = re.compile(
    r"\b(?:leaks?|reports?|stud(?:y|ies)|polls?|surveys?|documents?|files?|records?|evidence|data|results?)\b", re.I
)
_SPOKEN_TO = frozenset(
    "tell urge order instruct command direct ask warn remind assure inform notify encourage advise beg implore exhort "
    "caution alert promise press call appeal".split()
)
_UNSURE_OBJECT = frozenset("ask promise press appeal warn call".split())
"""Verbs whose object is as often a thing as a person: only a known name after them is an addressee."""
_ADDRESSEE_END = re.compile(
    r"\s+(?:to|that|not|in|on|at|during|after|about|of|how|why|what|whether|if|when|as|for)\b|[,:;“\".]|\s+''|$"
)
_LONE = re.compile(r"(?:him|them|me|us|you|her(?=\s+(?:again|once|twice|all|repeatedly|often|\w+ly)\b))\b")
"""A pronoun that is all that names who is told: "told **her** again and again"."""
_GOES_ON = frozenset("to not why what how whether if".split())
_NOT_PERSONS = re.compile(
    r"(?:that|how|why|what|where|when|who|which|whether|if|to|about|for|it|there)\b|[“\"':,.]", re.I
)
_HEARERS = re.compile(rf"\b(?:{'|'.join(sorted(HEARERS))})\s+$", re.I)
_BESIDE = re.compile(r"[\s,)]*(?:(?:\w+ly|also|now|then|later|once|again)[\s,]+)?")
"""What may stand between a verb and its subject."""
_PASSIVE = re.compile(
    r"^(?:\w+\s+)*?(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|yet\s+|also\s+|again\s+)*(\w+)\b", re.I
)


_SILENT = re.compile(
    r"(?:\w+\s+){0,3}?(?:not|never|\w+n['’]t)\s+(?:\w+\s+){0,2}?(?:respond|reply|answer|return)(?:ed|ing)?\s+(?:to\s+)?"
    r"(?:[\w’'-]+\s+){0,7}?(?:requests?|inquir\w+|enquir\w+|calls?|e-?mails?|messages?|letters?|comment)\b",
    re.I,
)
_TO_DO = re.compile(r"(?:not\s+)?to\s+(?!(?:the|an?|his|her|its|their)\b)[a-z]")
"""What somebody is told to do: "told them **to leave**"."""
_WHOM_TO_DO = re.compile(rf"(?P<whom>(?:[\w’'-]+\s+){{1,8}}?){_TO_DO.pattern}")
_NOTHING = re.compile(r"(?:nothing|little)(?:\s+(?:more|else|further|about\s+(?:it|this|that)))?", re.I)
_NOBODY = re.compile(r"(?:nobody|no[ -]one|not\s+a\s+soul)\b", re.I)
_BOUND = re.compile(r"(?:is|are|was|were)\s+to\s+\w+$", re.I)
"""What somebody has to say by another's will: "officials were to say"."""


def act_of(text: Text, claim: AttributionCandidate) -> str:
    """The notation of the speech act that the cue of ``claim`` names; "says" where it tells nothing more."""
    words = _words(text, claim)
    source = claim.source.cut(text.source.text) if claim.source else ""
    if words[:2] == ["according", "to"]:
        return "reports" if _PUBLISHED.search(source) else "says"
    if claim.cue and _BOUND.match(claim.cue[0].cut(text.source.text)):
        return "orders"
    verbs = _verbs(words)
    if not verbs:
        return next((noun_acts()[word] for word in reversed(words) if word in noun_acts()), "says")
    acts = [_verb_act(text, claim, words, at, form) for at, form in verbs]
    if "refuses" in acts and is_negated(text, claim):
        return "says"  # "declined to comment": what did not happen is a comment, not a refusal
    lemma = verbs[-1][1].verb.lemma
    if lemma in {"suggest", "indicate", "say"} and acts[-1] == "says" and len(acts) == 1 and _finds(source, lemma):
        return "reports"
    # "were instructed to say", "warned, saying": the verb that tells more than that something was said.
    return next((act for act in reversed(acts) if act not in {"says", "thinks"}), acts[-1])


def _finds(source: str, lemma: str) -> bool:
    return lemma != "say" and bool(_FINDINGS.search(source))


def _words(text: Text, claim: AttributionCandidate) -> list[str]:
    cue = " ".join(span.cut(text.source.text) for span in claim.cue)
    return [word.group().lower().replace("’", "'") for word in _WORD.finditer(cue)]


def _verbs(words: Sequence[str]) -> list[tuple[int, Form]]:
    """The verbs of saying among ``words``, nouns of the same form left out."""
    found: list[tuple[int, Form]] = []
    for at, word in enumerate(words):
        form = verb_forms().get(word)
        if form is None or (at and form.kinds & {"s", "base"} and words[at - 1] in _NOUN_LEADS - {"to"}):
            continue
        if at and form.kinds == {"s"} and words[at - 1] == "to":
            continue
        if found and form.kinds & {"s", "base"} and found[-1][0] == at - 1 and found[-1][1].verb.act == "denies":
            continue  # "rejects blame over": what is denied is not the act; of "signaled support for" the noun is
        if found and form.kinds & {"s", "base"} and _SETTING & set(words[found[-1][0] : at]):
            continue
        found.append((at, form))
    return found


def _verb_act(text: Text, claim: AttributionCandidate, words: Sequence[str], at: int, form: Form) -> str:
    lemma = form.verb.lemma
    after = words[at + 1] if at + 1 < len(words) else _next_word(text, claim)
    if (lemma, after) in _WITH_PARTICLE:
        return _WITH_PARTICLE[lemma, after]
    behind = _first_words(text, claim)
    turned = _TURNED_DOWN.match(behind or claim.content[0].cut(text.source.text)) if lemma in _TURN_DOWN else None
    if turned:
        return "refuses" if turned["asked"] else "opposes"
    if lemma in _AS and re.search(r"\bas\b", behind):
        return _AS[lemma]
    if lemma == "plead" and (plea := _PLEA.match(behind)):
        return "denies" if plea["not"] else "admits"
    if lemma == "tell" and _is_order(text, claim):
        return "orders"
    return form.verb.act


def _is_order(text: Text, claim: AttributionCandidate) -> bool:
    """ "told them to leave"; of "told the court she had tried to leave" not only the one told stands before "to"."""
    start = next((span.start for span in claim.content if span.start >= claim.cue[-1].end), None)
    behind = _first_words(text, claim)
    if start is None:
        return False
    between = text.source.text[claim.cue[-1].end : start].split()
    if _TO_DO.match(behind):
        return not between or between[0] == "by" or is_hearer(between)
    found = _WHOM_TO_DO.match(behind)
    return found is not None and not between and is_hearer(found["whom"].split())


def _next_word(text: Text, claim: AttributionCandidate) -> str:
    match = _WORD.match(text.source.text[claim.cue[-1].end :].lstrip()[:12]) if claim.cue else None
    return match.group().lower() if match else ""


def _first_words(text: Text, claim: AttributionCandidate) -> str:
    after = next((span for span in claim.content if claim.cue and span.start >= claim.cue[-1].end), None)
    return after.cut(text.source.text)[:90] if after else ""


def is_negated(text: Text, claim: AttributionCandidate) -> bool:
    """Whether the text says that the saying did not happen: "did not say", "declined to comment".

    A refusal to do something ("refused to leave") is a saying that happened; so is a denial.
    """
    cue = " ".join(span.cut(text.source.text) for span in claim.cue)
    told = text.source.text[claim.cue[-1].end :][:20].lstrip() if claim.cue else ""
    hears = any(form.verb.frames & HEARER_FRAMES for _, form in _verbs(_words(text, claim)))
    if _NO_SUCH.search(cue) or (hears and _NOBODY.match(told)) or is_taken_back(text, claim):
        return True
    if not (found := _NOT_SAID.search(cue)):
        return False
    if found.group().lower().startswith(("declin", "refus", "fail")):
        if _TO_SAY.match(cue, found.end()) and _verbs(_WORD.findall(cue[found.end() :].lower())):
            return True  # "failed to tell": what is told is what was not said
        content = text.source.text[claim.content[0].start : claim.content[0].start + 40]
        return bool(_SILENCE.match(_BEFORE_SILENCE.sub("", f"{cue[found.end() :]} {content}")))
    return True


def is_silence(text: Text, claim: AttributionCandidate) -> bool:
    """Whether the text only says that somebody was silent: "did not respond to requests for comment".

    There nothing was said, and nothing is told that was not said.
    """
    if not (claim.cue and claim.content):
        return False
    words = text.source.text[claim.cue[0].start : max(span.end for span in claim.content)]
    nothing = all(_NOTHING.fullmatch(span.cut(text.source.text)) for span in claim.content)
    return nothing or bool(_SILENT.match(words))


def told_subject(text: Text, claim: AttributionCandidate) -> bool:
    """Whether the grammatical subject of a passive is told, not speaking: "officials were instructed to say"."""
    if not claim.cue or (claim.source and claim.source.end > claim.cue[0].start):
        return False
    if _is_hearing(text, claim):
        return True
    if claim.source and not _BESIDE.fullmatch(text.source.text, claim.source.end, claim.cue[0].start):
        return False  # somebody else, named elsewhere, is the one who asks
    cue = claim.cue[0].cut(text.source.text)
    if _BOUND.match(cue):
        return True
    match = _PASSIVE.match(cue)
    form = verb_forms().get(match.group(1).lower()) if match else None
    return form is not None and bool(form.kinds & {"past", "part"}) and bool(form.verb.frames & HEARER_FRAMES)


def _is_hearing(text: Text, claim: AttributionCandidate) -> bool:
    """ "The court heard that ...", and the "court told" of a headline: the body does not speak."""
    cue = claim.cue[0]
    word = cue.cut(text.source.text).lower().split()[-1]
    sentence = text.sentence_at(cue.start)
    before = text.source.text[sentence.span.start : cue.start] if sentence else ""
    if word not in {"heard", "hears", "told"} or not _HEARERS.search(before):
        return False
    closes = sentence is not None and not text.source.text[cue.end : sentence.span.end].strip(" .")
    return word != "told" or (closes and claim.content[0].end < cue.start)


def addressed(text: Text, claim: AttributionCandidate, mentions: Sequence[Mention]) -> Span | None:
    """The words for whom the speaker speaks to: "told **reporters** that", "urged **China** to"."""
    if told_subject(text, claim):
        return claim.source or _subject_before(text, claim, mentions)
    words = _words(text, claim)
    verbs = _verbs(words)
    if not verbs or verbs[-1][1].verb.lemma not in _SPOKEN_TO:
        return None
    lemma = verbs[-1][1].verb.lemma
    if (lemma == "call" and words[-1] not in {"on", "upon"}) or words[-1] == "for":
        return None
    start = claim.cue[-1].end
    while start < len(text.source.text) and text.source.text[start] in " \u00a0":
        start += 1
    if _NOT_PERSONS.match(text.source.text, start) or _NOBODY.match(text.source.text, start):
        return None
    stop = _addressee_end(text, claim, start, lemma)
    if stop is None or stop.start() <= start or "\n" in text.source.text[start : stop.start()]:
        return None
    said = min((one.start for one in claim.content if one.start > start), default=stop.start())
    end = min(stop.start(), len(text.source.text[:said].rstrip()))
    if lone := _LONE.match(text.source.text, start, end):
        end = lone.end()
    span, leads = tidy_source(text, Span(start, end)), stop.group().strip()
    if lemma == "tell" and leads == "to" and not is_hearer(span.cut(text.source.text).split()):
        return None  # "told the council there was nothing | to hide"
    known = any(span.contains(one.span) for one in mentions)
    warned = lemma == "warn" and _TO_DO.match(text.source.text, stop.start() + 1)
    if lemma in _UNSURE_OBJECT and not known and not warned:
        return None
    if any(content.start == start for content in claim.content) and leads not in _GOES_ON:
        return span if known and (lemma, leads) == ("ask", "for") else None  # the words are what is said, not to whom
    return span if leads not in {"", ".", ";"} or lemma == "tell" else None


def _addressee_end(text: Text, claim: AttributionCandidate, start: int, lemma: str) -> re.Match[str] | None:
    """What ends the words for whom is told; of "told the House **of** Lords that", "of" does not."""
    at = start
    while (stop := _ADDRESSEE_END.search(text.source.text, at, start + 120)) is not None:
        topic = any(stop.start() <= span.start <= stop.end() + 1 for span in claim.content)
        if stop.group().strip() != "of" or topic or lemma != "tell":
            return stop
        at = stop.end()
    return None


def _subject_before(text: Text, claim: AttributionCandidate, mentions: Sequence[Mention]) -> Span | None:
    """The mention right before the cue, or the few words of its sentence before it."""
    end = claim.cue[0].start
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
