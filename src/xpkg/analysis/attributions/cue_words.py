"""Reads a cue as words: which of them are verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import Form, verb_forms
from xpkg.analysis.attributions.patterns.word_classes import DETERMINERS
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PRESENT_FORMS, Inflection
from xpkg.model import AttributionCandidate, SpeechAct, Text

WORD = re.compile(r"[\w’'-]+")
_NOUN_LEADS = DETERMINERS - having(Trait.STANDS_ALONE) | having(Trait.ROLE_COMPLEMENT) | {"this", "that"}
"""Words after which a form such as "requests" or "claims" is a noun."""
_SETTING = having(Trait.REPORT_SETTING)
"""Words that lead from the verb to where or how it is said: "denied **in** a telephone call"."""


def words_of_cue(text: Text, candidate: AttributionCandidate) -> list[str]:
    """The words of the cue of ``candidate`` in lower case, with straight apostrophes."""
    cue = " ".join(span.cut(text.source.text) for span in candidate.cue)
    return [word.group().lower().replace("’", "'") for word in WORD.finditer(cue)]


def verbs_of_saying(words: Sequence[str]) -> list[tuple[int, Form]]:
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


def is_against(words: Sequence[str]) -> bool:
    """Whether the words of a cue end in "against": "voted against", "came out against"."""
    return words[-1:] == ["against"]
