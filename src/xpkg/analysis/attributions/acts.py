"""Reads the words of a cue: which speech act it is, whether the saying happened, and to whom it was said."""

from __future__ import annotations

import re

from xpkg.analysis.attributions.lexicon import noun_acts, verb_forms
from xpkg.model import Claim, Mention, Span, Text

_WORD = re.compile(r"[\w’'-]+")
_NOT_SAID = re.compile(
    r"\b(?:not|never|cannot|without|nor|neither|declin\w+|refus\w+|fail\w*|avoid\w*|stopped short|unable)\b|n['’]t\b",
    re.I,
)
_SILENCE = re.compile(
    r"\b(?:comment|say|answer|respond|reply|discuss|confirm|speak|talk|elaborate|specify|identify|name|disclose|"
    r"provide|give|offer|return|address|explain|clarify|be (?:interviewed|identified|named|quoted))\b",
    re.I,
)
_DECLINES = re.compile(r"(?:declin|refus|fail)\w*\s*(?:to\s*)?$", re.I)
_PARTICLE_ACTS = {
    ("call", "for"): "demands",
    ("call", "on"): "demands",
    ("ask", "for"): "demands",
    ("speak", "out"): "criticizes",
    ("quote", "as"): "reports",
    ("see", "as"): "describes",
    ("view", "as"): "describes",
    ("regard", "as"): "describes",
    ("refer", "as"): "describes",
    ("dismiss", "as"): "denies",
    ("hail", "as"): "praises",
    ("cite", "as"): "describes",
}
_DOCUMENT_WORDS = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|polls?|surveys?|documents?|papers?|files?|records?|newspapers?|magazine|article|"
    r"analysis|data|figures|census|Times|Post|Journal|Guardian|Reuters|Press|News|Herald|Tribune|Telegraph)\b"
)
_FINDINGS = re.compile(
    r"\b(?:leaks?|reports?|stud(?:y|ies)|polls?|surveys?|documents?|files?|records?|evidence|data|results?)\b", re.I
)
_SPOKEN_TO = frozenset(
    "tell urge order instruct command direct ask warn remind assure inform notify encourage advise beg "
    "implore exhort caution alert promise accuse press call appeal".split()
)
_ADDRESSEE_END = re.compile(
    r"\s+(?:to|that|not|in|on|at|during|after|about|of|how|why|what|whether|if|when|as|for)\b|[,:;“\"]|\s+''|$"
)
_NOT_PERSONS = re.compile(r"(?:that|how|why|what|whether|if|to|about|for)\b", re.I)


def act_of(text: Text, claim: Claim) -> str:
    """The notation of the speech act that the cue of ``claim`` names; "says" where it tells nothing more."""
    cue = " ".join(span.cut(text.source.text) for span in claim.cue)
    words = [word.group().lower().replace("’", "'") for word in _WORD.finditer(cue)]
    if words[:2] == ["according", "to"] and claim.source:
        return "reports" if _DOCUMENT_WORDS.search(claim.source.cut(text.source.text)) else "says"
    act = ""
    for at in range(len(words) - 1, -1, -1):
        form = verb_forms().get(words[at])
        if form is None:
            continue
        follows = words[at + 1] if at + 1 < len(words) else _next_word(text, claim)
        act = _PARTICLE_ACTS.get((form.verb.lemma, follows), form.verb.act)
        if (form.verb.lemma, "as") in _PARTICLE_ACTS and claim.method.endswith("verb-as"):
            act = _PARTICLE_ACTS[form.verb.lemma, "as"]
        if form.verb.lemma == "call" and follows not in {"for", "on"}:
            act = "describes"
        if act not in {"says", "thinks"} or not any(
            (one := verb_forms().get(word)) is not None and one.verb.act not in {"says", "thinks"}
            for word in words[:at]
        ):
            break
    if act == "says" and claim.source and any(word.startswith("suggest") for word in words):
        return "reports" if _FINDINGS.search(claim.source.cut(text.source.text)) else "says"
    if act:
        return act
    for word in reversed(words):
        if word in noun_acts():
            return noun_acts()[word]
    return "says"


def _next_word(text: Text, claim: Claim) -> str:
    match = _WORD.search(text.source.text, claim.cue[-1].end, claim.cue[-1].end + 12) if claim.cue else None
    return match.group().lower() if match else ""


def is_negated(text: Text, claim: Claim) -> bool:
    """Whether the text says that the saying did not happen: "did not say", "declined to comment".

    A refusal to do something ("refused to leave") is a saying that happened; so is a denial.
    """
    cue = " ".join(span.cut(text.source.text) for span in claim.cue)
    if not (found := _NOT_SAID.search(cue)):
        return False
    if found.group().lower().startswith(("declin", "refus", "fail")):
        said = cue[found.end() :] + " " + text.source.text[claim.content[0].start : claim.content[0].start + 40]
        return bool(_SILENCE.match(re.sub(r"^\s*(?:immediately\s+|further\s+)*(?:to\s+)?", "", said)))
    return True


def addressed(text: Text, claim: Claim, mentions: tuple[Mention, ...]) -> Span | None:
    """The words for whom the speaker speaks to: "told **reporters** that", "urged **China** to"."""
    if not claim.cue:
        return None
    words = [word.lower() for word in _WORD.findall(claim.cue[-1].cut(text.source.text))]
    if claim.method.endswith("passive-told"):
        return _passive_addressee(text, claim, mentions)
    verb = next((form.verb for word in reversed(words) if (form := verb_forms().get(word))), None)
    if verb is None or verb.lemma not in _SPOKEN_TO or verb.lemma == "accuse":
        return None
    if verb.lemma == "call" and words[-1] != "on":
        return None
    start = claim.cue[-1].end
    while start < len(text.source.text) and text.source.text[start] == " ":
        start += 1
    if _NOT_PERSONS.match(text.source.text, start):
        return None
    stop = _ADDRESSEE_END.search(text.source.text, start, start + 120)
    if stop is None or stop.start() <= start:
        return None
    span = Span(start, stop.start())
    if verb.lemma in {"ask", "promise", "press", "appeal", "warn"} or not _goes_on(text.source.text, stop):
        known = [one.span for one in mentions if span.contains(one.span)]
        if not known:
            return None
    return span


def _passive_addressee(text: Text, claim: Claim, mentions: tuple[Mention, ...]) -> Span | None:
    """The subject of "officials were told to": the mention before the cue, or the words of its sentence before it."""
    end = claim.cue[0].start
    start = max((one.span.start for one in text.sentences if one.span.start <= end), default=end)
    near = [one.span for one in mentions if start <= one.span.start and end - 2 <= one.span.end <= end]
    if near:
        return near[-1]
    words = text.source.text[start:end].rstrip()
    return Span(start, start + len(words)) if words and "," not in words and len(words.split()) <= 6 else None


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    return stop.group().strip() in {
        "to",
        "that",
        ",",
        ":",
        "“",
        '"',
        "not",
        "''",
        "in",
        "on",
        "of",
        "about",
        "at",
        "during",
        "after",
    }
