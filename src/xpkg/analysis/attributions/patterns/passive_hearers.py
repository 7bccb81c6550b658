"""Finds what a court heard, and what stands aside of a subject: "Low, after denying the claim, ..."."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.content_extent import at_end, content_end
from xpkg.analysis.attributions.patterns.cue_subjects import subject_left
from xpkg.analysis.attributions.patterns.items import Item
from xpkg.analysis.attributions.patterns.match import Match
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    is_adverb,
    is_mark,
)
from xpkg.lexicon import modifiers, nouns, verbs
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import FINITE_FORMS, Inflection
from xpkg.lexicon.reporting import Frame
from xpkg.model import Method, SpeechAct

HEARERS = nouns.having(nouns.Trait.HEARING_BODY)
"""Who hears what others say of a case."""
_SPEAKING = having(Trait.SUBJECT_PRONOUN, Trait.RELATIVE_PRONOUN, Trait.WH_WORD) - {"it", "you"} | {"there", "if"}
"""Words that open a clause of their own: "told the court **she** had tried to stop it"."""
_BEFORE_TO = (
    verbs.forms_having(verbs.Trait.TAKES_INFINITIVE)
    | modifiers.having(modifiers.Trait.TAKES_INFINITIVE)
    | having(Trait.HAVE, Trait.SEMI_MODAL)
    | {"time"}
)
"""Verbs and the like that take "to" themselves: "told reporters ministers **want** to leave"."""
_JOINING = ADJUNCT_OPENERS | COORDINATORS | {"both", "all"}
_LEADS = having(Trait.TEMPORAL_SUBORDINATOR, Trait.GERUND_APART) | {"despite", "by"}
_ACTS = frozenset(
    (
        *(SpeechAct.DENIES, SpeechAct.ACCUSES, SpeechAct.CRITICIZES, SpeechAct.PROMISES, SpeechAct.REFUSES),
        *(SpeechAct.PRAISES, SpeechAct.ADMITS, SpeechAct.OPPOSES, SpeechAct.SUPPORTS, SpeechAct.WARNS),
    )
)
"""Acts that a noun alone can be the object of: "denying the claim"."""


def is_hearer(words: Sequence[str]) -> bool:
    """Whether ``words``, between a verb of telling and "to", name who is told, and hold no clause.

    >>> is_hearer(["the", "police"]), is_hearer(["the", "court", "she", "had", "tried"])
    (True, False)
    """
    low = [word.lower().replace("’", "'") for word in words]
    if not low or low[-1] in _BEFORE_TO or not _SPEAKING.isdisjoint(low) or not AUXILIARIES.isdisjoint(low):
        return False
    for at, word in enumerate(low[1:], start=1):
        before = low[at - 1]
        if word in {"it", "you"} or (word in DETERMINERS and before not in _JOINING):
            return False
        if word.endswith("ed") and words[at].islower() and before not in DETERMINERS:
            return False
    return True


_HEARD = frozenset(("heard", "hears", "told"))
_BEFORE_HEARD = BE | {"has", "also", "previously"}


def heard(items: Sequence[Item]) -> list[Match]:
    """ "The court heard that ...", "..., a jury was told on Monday": the organization is the addressee, and the
    speaker is not named."""
    for at in range(1, len(items)):
        if items[at].low not in _HEARD:
            continue
        start = at - 1 if items[at - 1].low in _BEFORE_HEARD else at
        told = items[at].low == "told" and items[start].low in BE
        if (items[at].low == "told" and not told) or not start or items[start - 1].low not in HEARERS:
            continue
        cue, after = (start, at + 1), at + 1
        while after < len(items) and not is_mark(items[after], ",") and items[after].low != "that" and after < at + 6:
            after += 1
        if after < len(items) and items[after].low == "that" and (after == at + 1 or at_end(items[:after], at + 1)):
            return [Match(None, cue, ((after, content_end(items, after)),), Method.HEARD, 0.85)]
        body = subject_left(items, start)
        if body and body[0] > 3 and is_mark(items[body[0] - 1], ",") and at_end(items, at + 1):
            return [Match(None, cue, ((0, body[0] - 1),), Method.HEARD, 0.85)]
    return []


def asides(items: Sequence[Item]) -> list[Match]:
    """ "Low, after first denying the claim, has ...": the subject before the comma denies."""
    for comma in range(1, len(items) - 4):
        if not is_mark(items[comma], ",") or items[comma + 1].low not in _LEADS:
            continue
        verb = comma + 2
        while verb < len(items) - 2 and is_adverb(items[verb]):
            verb += 1
        form = verb_forms().get(items[verb].low)
        if (
            form is None
            or Inflection.GERUND not in form.kinds
            or form.verb.act not in _ACTS
            or not form.verb.frames & {Frame.OBJECT, Frame.OBJECT_OF}
        ):
            continue
        closed = next((at for at in range(verb + 2, min(len(items), verb + 14)) if is_mark(items[at], ",")), None)
        if closed is None or closed + 1 >= len(items) or not _is_finite(items[closed + 1]):
            continue
        if (subject := subject_left(items, comma)) is None:
            continue
        return [Match(subject, (verb, verb + 1), ((verb + 1, closed),), Method.ASIDE, 0.75)]
    return []


def _is_finite(item: Item) -> bool:
    form = verb_forms().get(item.low)
    return item.low in AUXILIARIES or item.low.endswith("ed") or (form is not None and bool(form.kinds & FINITE_FORMS))
