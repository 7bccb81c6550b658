"""Finds passives in which somebody speaks: "Ann Low was quoted as saying that ...", "it was alleged by Low that"."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.content_extent import content_end
from xpkg.analysis.attributions.patterns.cue_subjects import subject_left
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.match import Match
from xpkg.analysis.attributions.patterns.phrase_extent import phrase_end
from xpkg.analysis.attributions.patterns.postposed_content import after_verb
from xpkg.analysis.attributions.patterns.preposed_content import before_speaker
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind
from xpkg.analysis.attributions.patterns.word_classes import is_mark
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.reporting import CLAUSE_FRAMES, SPEECH_FRAMES, VerbTrait, verbs_having
from xpkg.model import Method, SpeechAct

_FURTHEST = 10
"""Items between a passive and the "as" or "that" that goes with it."""
_SAID_TO = verbs_having(VerbTrait.RAISING_PASSIVE)


def quoted_as(items: Sequence[Item], cue: Cue) -> Match | None:
    """ "Ann Low was quoted (by the paper) as saying that ...", "“...,” Ann Low was quoted as saying": she speaks."""
    leads = _leads(items, cue.end, "as")
    if leads is None or leads + 1 >= len(items):
        return None
    form, source = verb_forms().get(items[leads + 1].low), subject_left(items, cue.start)
    if form is None or Inflection.GERUND not in form.kinds or not form.verb.frames & SPEECH_FRAMES or source is None:
        return None
    verb = leads + 1
    right = after_verb(items, Cue(verb, verb, verb + 1, form.verb, CueKind.GERUND))
    left = before_speaker(items, Cue(cue.start, verb, verb + 1, form.verb, CueKind.FINITE), source, right)
    if left is not None:
        return Match(left.source, (cue.start, verb + 1), left.content, Method.PASSIVE, 0.8)
    return None if right is None else Match(source, (cue.start, verb + 1), (right[0],), Method.PASSIVE, 0.8)


def impersonal(items: Sequence[Item], cue: Cue) -> Match | None:
    """ "It is alleged (by Ann Low) that ...": an attribution whose speaker is named after "by", or nowhere."""
    if not cue.start or items[cue.start - 1].low != "it" or not cue.form.frames & CLAUSE_FRAMES:
        return None
    if cue.form.act is SpeechAct.THINKS and cue.form.lemma not in _SAID_TO:
        return None
    that = _leads(items, cue.end, "that")
    if that is None or that + 1 >= len(items):
        return None
    agent = None
    if items[cue.end].low == "by":
        agent = (cue.end + 1, min(that, phrase_end(items, cue.end + 1, appositions=False)))
    return Match(agent, (cue.start, cue.end), ((that, content_end(items, that)),), Method.PASSIVE, 0.7)


def _leads(items: Sequence[Item], start: int, word: str) -> int | None:
    """Where ``word`` stands: at ``start``, or behind the phrase that says by whom or where."""
    if start < len(items) and items[start].low == word:
        return start
    if start >= len(items) or items[start].low not in {"by", "in"}:
        return None
    for at in range(start + 1, min(len(items), start + _FURTHEST)):
        if items[at].low == word:
            return at
        if items[at].kind is not ItemKind.WORD:
            return None
    return None


def attributed(items: Sequence[Item]) -> list[Match]:
    """ "This statement is attributable to Ann Low, the mayor: “...”": she says what is quoted behind the colon."""
    for at in range(1, len(items) - 3):
        form = verb_forms().get(items[at].low)
        named = form is not None and form.verb.lemma == "attribute" and Inflection.PARTICIPLE in form.kinds
        if not (named or items[at].low == "attributable") or items[at + 1].low != "to":
            continue
        colon = next((here for here in range(at + 3, len(items) - 1) if is_mark(items[here], ":")), None)
        if colon is None or items[colon + 1].kind is not ItemKind.QUOTATION:
            return []
        said = (colon + 1, content_end(items, colon + 1))
        return [Match((at + 2, colon), (at, at + 2), (said,), Method.ATTRIBUTABLE, 0.85)]
    return []
