"""Corrects the speaker of a candidate, where the sentence names another or nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from xpkg.analysis.attributions.addressees import told_subject
from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.empty_subjects import is_of_nobody
from xpkg.analysis.attributions.patterns.cue_subjects import subject_left
from xpkg.analysis.attributions.patterns.items import ItemKind, span_of
from xpkg.analysis.attributions.patterns.speakers import COMMON_PAST
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, RepairFunction, beside, each
from xpkg.analysis.attributions.repairs.subordinate_clauses import items_at
from xpkg.lexicon import modifiers, verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import FINITE_FORMS
from xpkg.lexicon.reporting import Frame
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, Span, Text

_CAUSES = verbs.forms_having(verbs.Trait.CAUSATIVE)
_CAUSED = re.compile(
    expanded(r"\b(?:(?:<<have -nonfinite>>|also|(?:then|soon)|\w+ly)\s+)*")
    + rf"(?:met\s+with|{alternation(_CAUSES)}(?:\s+(?:to|in))?)\s+"
    + expanded(r"(?:(?:<<quantifier>>|")
    + rf"further|{alternation(modifiers.having(modifiers.Trait.OF_OUTCRY))})\s+)*(?=(?P<noun>[a-z]+)\b)"
)
"""What makes others speak: "the leak prompted | calls for ..."."""
_OF_OTHERS = pattern(r"\s*\S+\s+<<agentive>>\b")
"""A noun of saying with those who say it."""
_VERBS_TOO = frozenset({"praise", "blame"})
"""Nouns of saying that look like its verbs."""
_THERE = pattern(r"\bthere\s+(?:<<be -nonfinite>>|<<have -nonfinite>>\s+been)\b", re.I)
_THERE_OR_HERE = re.compile(r"(?:there|here)\s+(?=[a-z]+$)")
_VERB_IN_NAME = re.compile(r"^(?P<name>(?:[A-Z][\w’'.-]*\s+)+)(?P<verb>[a-z]+)\b")
_ING = re.compile(r"[a-z]+ing\b")
_ASKED = pattern(r"asked(?:\s+(?:<<wh_word conditional -relative_pronoun +about +for>>|by))?")
_REACH = 6
_ACCORDING = re.compile(r"\baccording\s+to\s+\Z", re.I)
_JOINED = pattern(r"[\s,]*\b<<coordinator -or -nor>>\s+(?:(?:also|(?:later|then))\s+)?\Z")


def _there(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "there is no suggestion that ...": nobody suggests it."""
    there = _THERE.search(candidate.cue[0].cut(text.source.text)) if candidate.cue else None
    if there is None:
        return candidate
    return replace(candidate, source=None, cue=(_behind(candidate.cue[0], there.start()), *candidate.cue[1:]))


def _caused(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "The leak prompted | calls for ...": others call."""
    if not candidate.cue or _THERE.search(candidate.cue[0].cut(text.source.text)):
        return candidate
    words = candidate.cue[0].cut(text.source.text)
    found = next((one for one in _CAUSED.finditer(words) if _says(one["noun"])), None)
    if found is None or _OF_OTHERS.match(words[found.end() :] + " "):
        return candidate
    return replace(candidate, source=None, cue=(_behind(candidate.cue[0], found.end()), *candidate.cue[1:]))


def _behind(cue: Span, length: int) -> Span:
    """``cue`` without its first ``length`` code points."""
    return Span(cue.start + length, cue.end)


def _says(noun: str) -> bool:
    return noun in noun_acts() or noun in _VERBS_TOO


def _with_joined_noun(mend: Callable[[Text, AttributionCandidate], AttributionCandidate]) -> RepairFunction:
    """A repair of candidates where nobody speaks, and of the noun of saying that "and" joins to them.

    "He drew praise for this and | criticism for that": who draws the one draws the other too.
    """

    def function(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
        outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
        for at, candidate in enumerate(candidates):
            mended = mend(text, candidate)
            if mended is candidate:
                continue
            outcome[at] = (mended,)
            if (
                at + 1 < len(candidates)
                and candidate.source is not None
                and candidates[at + 1].source == candidate.source
            ):
                following = candidates[at + 1]
                if following.cue and _begins_with_noun(following.cue[0].cut(text.source.text)):
                    outcome[at + 1] = (mend(text, replace(following, source=None)),)
        return outcome

    return function


def _begins_with_noun(cue: str) -> bool:
    first = cue.split(maxsplit=1)[0].lower()
    return first in noun_acts() and first not in verb_forms()


def _by_whom(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "was announced by Ann Low | in May 2013": what else hangs on the verb is no part of who did it."""
    source, found = candidate.source, predicate(text, candidate)
    if source is None or found is None:
        return candidate
    parse, verb = found
    agent = parse.first(verb, "obl:agent")
    whole = None if agent is None else whole_phrase(parse, agent, candidate.cue[-1])
    if agent is None or whole is None or not source.contains(whole):
        return candidate
    named = next((each for each in parse.having(verb, "obl:agent") if each > agent), None)
    name = None if named is None else whole_phrase(parse, named, candidate.cue[-1])
    if name is not None and not text.source.text[whole.end : name.start].strip():
        whole = Span(whole.start, name.end)  # "by his team-mate | Ann Low", where the tree has two who do it
    return replace(candidate, source=whole)


def _whose_participle(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "The council brought a case, | alleging that ...": the council alleges, where no noun stands nearer."""
    words = text.source.text
    if candidate.source is not None or not candidate.cue or not _ING.match(words, candidate.cue[0].start):
        return candidate
    start = candidate.cue[0].start
    if not words.endswith(", ", 0, start) or any(span.start < start for span in candidate.content):
        return candidate
    items = items_at(text, start)
    for at, item in enumerate(items):
        if item.start >= start or item.low in having(Trait.RELATIVE_PRONOUN):
            break
        past = item.low.endswith("ed") or item.low in COMMON_PAST or item.low == "brought"
        if at and item.kind is ItemKind.WORD and not item.capital and past:
            found = subject_left(items, at)
            return replace(candidate, source=span_of(items, found)) if found else candidate
    return candidate


def _place(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "a source | there says" is "a source there | says"."""
    if candidate.source is None or not candidate.cue:
        return candidate
    found = _THERE_OR_HERE.match(candidate.cue[0].cut(text.source.text))
    if found is None or text.source.text[candidate.source.end : candidate.cue[0].start].strip():
        return candidate
    cue = Span(candidate.cue[0].start + found.end(), candidate.cue[0].end)
    return replace(candidate, source=Span(candidate.source.start, cue.start - 1), cue=(cue, *candidate.cue[1:]))


def _asked(
    text: Text, candidate: AttributionCandidate, candidates: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """ "Low, asked whether he knew, answered: ...": Low is asked, and asks nothing."""
    if candidate.source is None or not candidate.cue or not _ASKED.fullmatch(candidate.cue[0].cut(text.source.text)):
        return candidate
    cue = candidate.cue[0]
    if text.source.text[candidate.source.end : cue.start].strip() != "," or "," in candidate.source.cut(
        text.source.text
    ):
        return candidate
    end = candidate.content[-1].end
    answers = any(one.source == candidate.source and one.cue and one.cue[0].start > end for one in candidates)
    return replace(candidate, source=None) if answers else candidate


def _split_name(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Ann Low emails from Berg | : | "..."" is "Ann Low | emails | "..."."""
    if candidate.source is None or not candidate.cue or candidate.cue[0].cut(text.source.text) != ":":
        return candidate
    found = _VERB_IN_NAME.match(candidate.source.cut(text.source.text))
    form = verb_forms().get(found["verb"]) if found else None
    if found is None or form is None or not form.kinds & FINITE_FORMS:
        return candidate
    if not form.verb.frames & {Frame.QUOTATION, Frame.CLAUSE}:
        return candidate
    start = candidate.source.start
    name = found["name"].rstrip()
    verb = Span(start + found.start("verb"), start + found.end("verb"))
    return replace(candidate, source=Span(start, start + len(name)), cue=(verb,))


def _not_according(
    text: Text, candidate: AttributionCandidate, candidates: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """``candidate`` without the "Low" of "according to Low" as the subject of its verb."""
    words = text.source.text
    if candidate.source is None or not candidate.cue or candidate.source.end > candidate.cue[0].start:
        return candidate
    if not _ACCORDING.search(words, max(0, candidate.source.start - 20), candidate.source.start):
        return candidate
    if not _JOINED.search(words, candidate.source.end, candidate.cue[0].start):
        return candidate
    low, high = candidate.source.end, candidate.cue[0].start
    named = [(one.source, one.cue[0].start) for one in candidates if one.source and one.cue]
    before = [source for source, verb in named if low <= source.start < verb < high]
    return replace(candidate, source=before[-1]) if before else candidate


OF_SPEAKERS = (
    Repair(
        "subject-of-participle",
        each(_whose_participle),
        Example(
            "The council brought a case, [alleging] <that the dam was unsafe>.",
            "{The council} brought a case, [alleging] <that the dam was unsafe>.",
        ),
    ),
    Repair(
        "source-is-agent-alone",
        each(_by_whom),
        Example(
            "<The plan> [was announced] by {Ann Low in May 2013}.",
            "<The plan> [was announced] by {Ann Low} in May 2013.",
        ),
    ),
    Repair(
        "nobody-behind-there-is",
        _with_joined_noun(_there),
        Example(
            "{The board} added [there was no suggestion] <that the dam was unsafe>.",
            "The board added [there was no suggestion] <that the dam was unsafe>.",
        ),
    ),
    Repair(
        "cause-speaks-not",
        _with_joined_noun(_caused),
        Example(
            "{12:The leak} [1:prompted calls for] <1:a boycott> and [2:criticism] <2:of the games>.",
            "The leak prompted [1:calls for] <1:a boycott> and [2:criticism] <2:of the games>.",
        ),
    ),
    Repair(
        "place-of-source",
        each(_place),
        Example("{A source} [there says] <that the dam is shut>.", "{A source there} [says] <that the dam is shut>."),
    ),
    Repair(
        "verb-in-name",
        each(_split_name),
        Example(
            "{Ann Low emails from Berg}[:] <“The dam is shut.”>", "{Ann Low} [emails] from Berg: <“The dam is shut.”>"
        ),
    ),
    Repair(
        "asked-asks-nothing",
        beside(_asked, _REACH),
        Example(
            "{12:Ann Low}, [1:asked whether] <1:the dam was safe>, [2:said] <2:that it was>.",
            "{2:Ann Low}, [1:asked whether] <1:the dam was safe>, [2:said] <2:that it was>.",
        ),
    ),
    Repair(
        "joined-verb-beside-according-to",
        beside(_not_according, _REACH),
        Example(
            "According to {2:Ann Low}, {1:Berg} [1:said] <1:that the dam was safe> and [2:warned] <2:of storms>.",
            "According to Ann Low, {12:Berg} [1:said] <1:that the dam was safe> and [2:warned] <2:of storms>.",
        ),
    ),
)
"""Who speaks, where the sentence names another than the annotator took."""

EMPTY_SUBJECTS = (
    Repair(
        "nobody-speaks",
        each(
            lambda text, candidate: (
                replace(candidate, source=None) if candidate.source and is_of_nobody(text, candidate) else candidate
            )
        ),
        Example(
            "{Nobody at the ministry} [said] <that the dam was safe>.",
            "Nobody at the ministry [said] <that the dam was safe>.",
        ),
    ),
    Repair(
        "told-subject-speaks-not",
        each(
            lambda text, candidate: (
                replace(candidate, source=None) if candidate.source and told_subject(text, candidate) else candidate
            )
        ),
        Example("{The court} [heard] <that the dam was unsafe>.", "The court [heard] <that the dam was unsafe>."),
    ),
)
"""Subjects that do not speak; done when act and polarity are read, which need the subject."""
