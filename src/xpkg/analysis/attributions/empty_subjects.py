"""Decides whether the subject of a saying is empty: "nobody at the bank", "neither the mayor nor the council"."""

from __future__ import annotations

import re
from dataclasses import replace

from xpkg.analysis.attributions.clause_starts import BESIDE, CLAUSE, leads, start_of_clause
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, Method, Text

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
_NOBODY_OPENS = re.compile(rf"{CLAUSE}{_NONE}(?:\s+{_OF}\s+(?:[\w’'-]+\s+){{1,6}})?\s*\Z", re.I)


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
        if not leads(candidate):
            return False
        before = words[start_of_clause(text, candidate.source) : candidate.source.start]
        return bool(_NOBODY_AT.search(before) or _NOR.search(before))
    if not candidate.cue or any(span.end <= candidate.cue[0].start for span in candidate.content):
        return False
    return bool(_NOBODY_OPENS.search(words[start_of_clause(text, candidate.cue[0]) : candidate.cue[0].start]))


def without_excepted(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Everyone but Ann Low said so": who else does is not named, and she does not."""
    if candidate.source is None:
        return candidate
    first = max(start_of_clause(text, candidate.source), candidate.source.start - BESIDE)
    named = text.source.text[first : candidate.source.end]
    excepted = _EVERYONE_BUT.search(named)
    return replace(candidate, source=None) if excepted and "," not in excepted["rest"] else candidate
