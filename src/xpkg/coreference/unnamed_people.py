"""Finds the people whom a text speaks of without a name: each may be the one whom "he" or "she" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from xpkg.lexicon import noun_kinds, sentence_openers
from xpkg.model import Gender, Span

_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_ROLES = noun_kinds.person_nouns()

GENDERED: Mapping[str, Gender] = {
    **dict.fromkeys(
        """
        man boy guy gentleman gunman policeman salesman fisherman businessman congressman councilman spokesman chairman
        fireman serviceman husband father dad daddy stepfather stepson father-in-law son-in-law son brother uncle nephew
        grandson grandfather boyfriend fiancé widower actor king prince monk priest tsar emperor pope
        """.split(),
        Gender.MASCULINE,
    ),
    **dict.fromkeys(
        """
        woman girl lady policewoman businesswoman congresswoman councilwoman spokeswoman chairwoman wife mother mum mom
        mummy stepmother stepdaughter mother-in-law daughter-in-law daughter sister aunt niece granddaughter grandmother
        girlfriend fiancée widow actress queen princess empress nun waitress
        """.split(),
        Gender.FEMININE,
    ),
}
_OTHERS = frozenset(
    """
    driver shooter attacker assailant bomber killer hijacker robber burglar thief sniper passenger pedestrian cyclist
    motorcyclist bystander onlooker caller teenager teen youth child toddler baby adult patient prisoner inmate
    detainee hostage intruder trespasser perpetrator culprit terrorist extremist accomplice stranger tourist
    migrant asylum-seeker protester demonstrator marcher shopkeeper clerk cashier waiter farmer fan juror
    paramedic firefighter constable trooper marine sailor nanny tenant landlord individual somebody someone
    """.split()
)
PEOPLE = frozenset(_ROLES) | frozenset(GENDERED) | _OTHERS
"""Nouns for a person."""
_OPENS = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Aa]nother|[Tt]his|[Tt]hat|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Yy]our)"
    r"(?! (?:his|her|their|the|an?) )|"  # not "that his father"
    r"\b[A-Z][\w.’'-]*[’']s)(?= )|\b(?:[Ss]omeone|[Ss]omebody)\b"
)
_INNER = re.compile(r"(,?) (?:([\w-]+)([’']s)?)(?![’'])")
_ENDS = frozenset("of in on at by for from to with as and or but that who is was were are said".split())
_INSIDE = 4
"""Words within which the noun must come."""

_ACTS = re.compile(
    r"(?:,? who\b|,? named\b|,? identified\b|,? (?:armed|wearing|accused|suspected|believed)\b|"
    r" (?:also |still |then |later |allegedly |apparently |reportedly |has |had |is |was |will |would |can |could |"
    r"may |might |did |should |must )*(?:has|had|is|was|will|would|can|could|may|might|should|must|did|does|said|says|"
    r"told|wrote|went|made|took|came|won|began|spoke|thought|knew|saw|felt|held|kept|left|led|met|ran|drove|shot|got|gave|fell|threw|hit|"
    r"as saying|[a-z]+ed)\b)"
)
_LEADS = re.compile(
    r"(?:\b(?:of|in|on|at|by|for|from|to|with|about|against|under|into|than|like|is|was|be|been|being|became|become|as))"
    r" $",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"(?:[A-Z][\w’'-]*\.?|\)),? $")
_NAME_FOLLOWS = re.compile(r"(?:, (?:[a-z-]+ ){0,2}| )[A-Z][a-z]")


class UnnamedPerson(NamedTuple):
    """A person without a name: where, of which gender if told, whether its clause is about it, whose it is."""

    span: Span
    gender: Gender | None
    subject: bool


def find_unnamed(source: str, begins: Collection[int]) -> tuple[UnnamedPerson, ...]:
    """The unnamed people of ``source`` in order; ``begins`` are the first code points of its sentences.

    What stands beside a name ("the driver, Ann Carter", "Ann Carter, a driver") or says what somebody is
    ("was a driver") is that bearer and not another person.
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
        subject = opens or (lead is None and _ACTS.match(after) is not None)
        found.append(UnnamedPerson(Span(start, end), GENDERED.get(noun), subject))
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


_PERSONAL = re.compile(
    r" (?:(?:also|then|later|never|often|had|has) )?(?:said|told|asked|replied|wrote|went|died|was born|studied|"
    r"married|attended|smiled|laughed|thought|knew|felt|recalled|remembered|resigned|was shot|"
    r"was arrested|was killed|was charged|was convicted|was sentenced|was wounded|pleaded)\b"
)
_MANY = re.compile(r"(?:ans|ists|ers|ors|ats|als|ives|ites|ants|ents|ish|ese|men|ics|ims|[’'])$")
"""Endings of words for more than one person, and of what belongs to somebody."""

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
        if words[0] in _OPENERS or _MANY.search(words[-1]) or _PERSONAL.match(source, end) is None:
            continue
        if _LEADS.search(source, max(0, start - 10), start) or source[max(0, start - 4) : start].lower() == "the ":
            continue
        place = bisect_left(starts, end)
        if not any(span.end > start for span in spans[max(0, place - 2) : place]):
            found.append(UnnamedPerson(Span(start, end), None, True))
    return tuple(found)


_BEING = frozenset("is was be been being became become as".split())


class UnnamedPeople:
    """The unnamed people between a bearer and a pronoun."""

    def __init__(self, found: Sequence[UnnamedPerson]) -> None:
        self._found = found
        self._starts = [each.span.start for each in found]

    def between(self, start: int, end: int, gender: Gender | None) -> tuple[UnnamedPerson, ...]:
        """Those that begin in ``start`` to ``end`` and may be of ``gender``."""
        inside = self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return tuple(each for each in inside if gender is None or each.gender in (None, gender))
