"""Finds the people whom a text speaks of without a name: each may be the one whom "he" or "she" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from xpkg.lexicon import closed_classes, human_verbs, kinship, noun_kinds, occupations, sentence_openers
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.inflection import participles
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.reporting import SPEECH_FRAMES, finite_forms, personal_forms, reporting_verbs
from xpkg.model import Gender, Span, SpeechAct

_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_CLOSED = closed_classes.Trait
_OCCUPATION = occupations.Trait

GENDERS: Mapping[str, Gender] = {**kinship.genders(), **occupations.genders()}
"""Nouns that are said of women or of men alone."""

RELATIONS = noun_kinds.person_nouns() | frozenset(GENDERS)
"""Nouns that say what somebody is."""

PEOPLE = RELATIONS | occupations.having(_OCCUPATION.UNNAMED)
"""Nouns for a person, named or not."""

_BEING = closed_classes.having(_CLOSED.BE) | {"become", "became", "as"}
_SOMEBODY = "[Ss]omeone|[Ss]omebody"
_OPENING = {"another", "one"} | closed_classes.having(
    _CLOSED.ARTICLE, _CLOSED.POSSESSIVE_DETERMINER, _CLOSED.DEMONSTRATIVE
)
_OPENS = re.compile(
    rf"(?:\b(?i:{alternation(_OPENING - {'its'})})"
    rf"(?! {alternation(closed_classes.having(_CLOSED.ARTICLE, _CLOSED.POSSESSIVE_DETERMINER))} )|"  # "that his father"
    rf"\b[A-Z][\w.’'-]*[’']s)(?= )|\b(?:{_SOMEBODY})\b"
)
_INNER = re.compile(r"(,?) (?:([\w-]+)([’']s)?)(?![’'])")
_ENDS = {"said"} | closed_classes.having(
    _CLOSED.PREPOSITION, _CLOSED.COORDINATOR, _CLOSED.SUBORDINATOR, _CLOSED.RELATIVE_PRONOUN, _CLOSED.BE
)
_INSIDE = 4
"""Words within which the noun must come."""

_FINITE = closed_classes.having(_CLOSED.BE, _CLOSED.HAVE, _CLOSED.DO, _CLOSED.MODAL) - closed_classes.having(
    _CLOSED.NONFINITE
)
_ADVERBS = closed_classes.having(_CLOSED.VERB_GROUP_ADVERB, _CLOSED.NEGATOR)
_HELD_TO_BE = frozenset(
    participle
    for verb in reporting_verbs()
    if verb.act in (SpeechAct.ACCUSES, SpeechAct.THINKS)
    for participle in participles(verb.lemma)
)
_ACTS = re.compile(
    rf"(?:,? who\b|,? (?:named|identified|armed|wearing|{alternation(_HELD_TO_BE)})\b|"
    rf" (?>{alternation(_ADVERBS | _FINITE)} |[a-z]+ly )*"
    rf"(?:{alternation(_FINITE | finite_forms(*SPEECH_FRAMES) | irregular_pasts())}|as saying|[a-z]+ed)\b)"
)
_PREPOSITIONS = closed_classes.having(_CLOSED.PREPOSITION) - closed_classes.having(_CLOSED.TEMPORAL_SUBORDINATOR)
_WHO = re.compile(r",? who\b")
_LEADS = re.compile(rf"\b{alternation(_PREPOSITIONS | _BEING)} $", re.IGNORECASE)
_APPOSED = re.compile(r"(?:[A-Z][\w’'-]*\.?|\)),? $")
_NAME_FOLLOWS = re.compile(
    r"(?:, (?:[a-z-]+ ){0,2}| )[A-Z][a-z]"
    rf"| {alternation(closed_classes.having(_CLOSED.ROLE_COMPLEMENT))} (?:[\w’'-]+ ){{0,4}}?[\w’'-]+, "
    r"[A-Z][\w’'-]+ [A-Z][\w’'-]+,"
)
"""The name behind a noun: "the driver, | Ann Carter", "the head of the school, | Ann Carter,"."""


class UnnamedPerson(NamedTuple):
    """A person without a name: where, of which gender if known, whether its clause is about it, whose it is."""

    span: Span
    gender: Gender | None
    subject: bool


def find_unnamed(source: str, begins: Collection[int]) -> tuple[UnnamedPerson, ...]:
    """The unnamed people of ``source`` in order; ``begins`` are the first code points of its sentences.

    What stands beside a name ("the driver, Ann Carter", "Ann Carter, a driver") or says what somebody is
    ("was a driver") is that person and not another.
    """
    found = []
    for match in _OPENS.finditer(source):
        start, end = match.span()
        noun = ""
        if match.group()[0] not in "Ss" or match.group().endswith("s"):
            noun, end = _noun(source, end)
            if not noun:
                continue
        before, after = source[max(0, start - 24) : start], source[end : end + 60]
        first = start in begins
        lead = _LEADS.search(before)
        if lead is not None and not first and lead.group().strip().lower() in _BEING:
            continue
        if _NAME_FOLLOWS.match(after) or (
            not first and _APPOSED.search(before) and before.rstrip().endswith((",", ")"))
        ):
            continue
        opens = first or before.endswith(("“", '"', "\n"))
        subject = opens or _WHO.match(after) is not None or (lead is None and _ACTS.match(after) is not None)
        found.append(UnnamedPerson(Span(start, end), GENDERS.get(noun), subject))
    return tuple(found)


def _noun(source: str, at: int) -> tuple[str, int]:
    """The noun for a person that a phrase opened before ``at`` leads to, and its end; "" where it leads to none."""
    found, end = "", at
    for step in range(_INSIDE):
        match = _INNER.match(source, at)
        if match is None or match.group(2).lower() in _ENDS or (match.group(1) and (not step or found)):
            break
        word = match.group(2)
        if word.lower() in PEOPLE and not match.group(3):
            found, end = word.lower(), match.end()
        elif found:
            break
        at = match.end()
    return found, end


_HUMAN_ACTS = (
    human_verbs.having(human_verbs.Trait.DONE_BY_PEOPLE)
    | personal_forms()
    | {"went", "pleaded"}
)
_DONE_TO_PEOPLE = human_verbs.having(human_verbs.Trait.DONE_TO_PEOPLE) | {"charged"}
_PERSONAL = re.compile(
    rf" (?:{alternation(_ADVERBS | closed_classes.having(_CLOSED.HAVE))} )?"
    rf"(?:{alternation(_HUMAN_ACTS)}|(?:was|were) {alternation(_DONE_TO_PEOPLE)})\b"
)
_MANY = re.compile(r"(?:ans|ists|ers|ors|ats|als|ives|ites|ants|ents|ish|ese|men|ics|ims|[’'])$")
"""Endings of words for more than one person, and of what belongs to somebody."""

_KIN = re.compile(rf" {alternation(kinship.genders())}\b")
"""What only somebody has: "Quine’s | mother"."""

_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


def find_strangers(source: str, taken: Collection[Span]) -> tuple[UnnamedPerson, ...]:
    """The rows of capitals that act as only people do, but in which no name was found: ``taken`` holds the names.

    Who they are is unknown, so "he" after them may be theirs: "Zorvane returned to the town. He …".
    """
    spans = sorted(taken)
    starts = [span.start for span in spans]
    found = []
    for match in _CAPITAL.finditer(source):
        start, end = match.span()
        words = match.group().split(" ")
        kin = _KIN.match(source, end) is not None
        if kin and match.group().endswith(("’s", "'s")):
            end -= 2
        elif words[0] in _OPENERS or _MANY.search(words[-1]) or _PERSONAL.match(source, end) is None:
            continue
        if _LEADS.search(source, max(0, start - 10), start) or source[max(0, start - 4) : start].lower() == "the ":
            continue
        place = bisect_left(starts, end)
        if not any(span.end > start for span in spans[max(0, place - 2) : place]):
            found.append(UnnamedPerson(Span(start, end), None, True))
    return tuple(found)


class UnnamedPeople:
    """The unnamed people between a referent and a pronoun."""

    def __init__(self, found: Sequence[UnnamedPerson]) -> None:
        self._found = found
        self._starts = [each.span.start for each in found]

    def between(self, start: int, end: int, gender: Gender | None) -> tuple[UnnamedPerson, ...]:
        """Those that begin in ``start`` to ``end`` and may be of ``gender``."""
        inside = self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return tuple(each for each in inside if gender is None or each.gender in (None, gender))
