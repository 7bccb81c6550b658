"""Finds statements of different speakers on one matter that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from pyoxigraph import Literal, NamedNode

from xpkg.inference.statements import Statement
from xpkg.inference.wording import stems
from xpkg.iris import Iris
from xpkg.lexicon import verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import participles, plural
from xpkg.lexicon.reporting import reporting_nouns
from xpkg.model import SpeechAct
from xpkg.vocab import PROV, RDF, RDFS, XPKG

DENIAL = "a claim and its denial"
"""One speaker denies, by a verb of denial, what another asserts.

Either the two share most of the meaningful words of the shorter one, and are about one thing or stand in one sentence.
Or the denial names the accusation just before it.
"""

REASONS = "two reasons for one fate"
"""Two speakers say of one person or organization why it was removed, arrested or punished. The two reasons share no
meaningful word."""

_ASSERTING = frozenset(
    (
        *(SpeechAct.SAYS, SpeechAct.REPORTS, SpeechAct.ACCUSES, SpeechAct.DESCRIBES, SpeechAct.ANNOUNCES),
        *(SpeechAct.ADMITS, SpeechAct.CRITICIZES, SpeechAct.WARNS, SpeechAct.PREDICTS),
    )
)
_KINDS_OF_FATE = tuple(
    frozenset(form for verb in verbs.having(trait) for form in participles(verb))
    for trait in (verbs.Trait.PUNITIVE, verbs.Trait.LETHAL, verbs.Trait.EXCLUDING)
)
_PASSIVE = alternation(word for word in having(Trait.BE, Trait.GET_PASSIVE) if word.isalpha())
_FATE = re.compile(
    rf"\b{_PASSIVE}\s+(?:\w+ly\s+)?(?P<fate>{alternation(frozenset().union(*_KINDS_OF_FATE))})\b"
    r"(?P<between>[^.;]{0,60}?)\b(?:for|because of|over|because)\s+(?P<reason>[^.;]+)",
    re.I,
)
_ACCUSED_OF = frozenset(row.noun for row in reporting_nouns() if row.act is SpeechAct.ACCUSES) | {"claim", "report"}
_POINTING = re.compile(
    rf"(?:{alternation(having(Trait.DETERMINER))}\s+)*"
    rf"(?:{alternation(_ACCUSED_OF | {plural(noun) for noun in _ACCUSED_OF})}|it|that|this|wrongdoing)$",
    re.I,
)
_NEAR = 400
"""Code points within which a denial that only points ("denied the allegations") answers what stands before it."""
_SHARE = 0.5

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def find_disagreements(
    statements: Sequence[Statement], iris: Iris
) -> Iterator[tuple[NamedNode, tuple[Statement, Statement], list[Triple]]]:
    """Each disagreement: its node, its two statements, and what is said of it, its rule and passages among that.

    ``statements`` are in order. Whether two disagree depends on no third.
    """
    for one, other, rule in _pairs(statements):
        first, second = sorted((one, other), key=lambda each: each.node.value)
        node = iris.thing("disagreement", _label(one, other), first.node.value, second.node.value)
        said: list[Triple] = [
            (node, RDF.type, XPKG.Disagreement),
            (node, RDF.type, PROV.Entity),
            (node, RDFS.label, Literal(_label(one, other))),
            (node, XPKG.rule, Literal(rule)),
            (first.node, XPKG.disagreesWith, second.node),
            (second.node, XPKG.disagreesWith, first.node),
        ]
        for statement in (first, second):
            said.append((node, XPKG.between, statement.node))
            said.extend((node, XPKG.evidence, passage) for passage in statement.passages or statement.evidence)
        yield node, (first, second), said


CLAIM, DENIAL_ROLE, FATE = "claim", "denial", "fate"
"""What a statement may be in a disagreement."""


def ties_of(statement: Statement) -> Iterator[tuple[str, Iterable[NamedNode]]]:
    """What ties ``statement`` to those that it may disagree with, by what it is then."""
    if statement.negated:
        return
    if statement.act == SpeechAct.DENIES:
        yield DENIAL_ROLE, (*statement.about, *statement.speakers, *statement.evidence)
    elif statement.act in _ASSERTING:
        yield CLAIM, (*statement.about, *statement.evidence)
        if _FATE.search(statement.content):
            yield FATE, (*statement.about, *statement.evidence)


def opposed(role: str) -> str:
    """What a statement is with which one that is a ``role`` may disagree."""
    return {CLAIM: DENIAL_ROLE, DENIAL_ROLE: CLAIM, FATE: FATE}[role]


def _label(one: Statement, other: Statement) -> str:
    return f"{one.speaker_text or 'nobody named'} against {other.speaker_text or 'nobody named'}"


def _pairs(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement, str]]:
    denials = [one for one in statements if one.act == SpeechAct.DENIES and not one.negated]
    claims = [one for one in statements if one.act in _ASSERTING and not one.negated]
    tied = _by_ties(claims)
    for denial in denials:
        # Only what shares a thing or a sentence with it: comparing all claims would take quadratic time.
        ties = (*denial.about, *denial.speakers, *denial.evidence)
        for at in sorted({at for tie in ties for at in tied.get(tie, ())}):
            claim = claims[at]
            if _apart(denial, claim) and (_answers(denial, claim) or _points_to(denial, claim)):
                yield denial, claim, DENIAL
    fates = [(one, match) for one in claims if (match := _FATE.search(one.content))]
    tied = _by_ties([one for one, _ in fates])
    for first, second in sorted({pair for members in tied.values() for pair in combinations(members, 2)}):
        (one, mine), (other, theirs) = fates[first], fates[second]
        if _apart(one, other) and _one_fate(one, mine, other, theirs):
            yield one, other, REASONS


def _by_ties(claims: Sequence[Statement]) -> dict[NamedNode, list[int]]:
    """Which of ``claims`` are about each thing, or stand in each sentence, by their index."""
    found: dict[NamedNode, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        for tie in {*claim.about, *claim.evidence}:
            found[tie].append(at)
    return found


def _apart(one: Statement, other: Statement) -> bool:
    """Whether the speakers differ, and neither statement is inside the other."""
    return (
        bool(one.voice and other.voice)
        and not one.voice & other.voice
        and one.node not in other.embeds
        and other.node not in one.embeds
    )


def _answers(denial: Statement, claim: Statement) -> bool:
    """Whether ``denial`` denies in words what ``claim`` asserts."""
    if not (denial.about & claim.about or set(denial.evidence) & set(claim.evidence)):
        return False
    mine = _stems(denial.content, denial.names)
    theirs = _stems(claim.content, claim.names)
    shared = mine & theirs
    least = 1 if set(denial.evidence) & set(claim.evidence) else 2
    return len(shared) >= least and len(shared) >= _SHARE * min(len(mine), len(theirs))


_stems = lru_cache(maxsize=10_000)(stems)


def _points_to(denial: Statement, claim: Statement) -> bool:
    """Whether ``denial`` denies "the allegations" that ``claim`` made of its speaker shortly before."""
    return (
        denial.source == claim.source
        and claim.act == SpeechAct.ACCUSES
        and 0 < denial.start - claim.start <= _NEAR
        and bool(_POINTING.match(denial.content.strip()))
        and bool(denial.speakers & claim.about)
    )


def _one_fate(one: Statement, mine: re.Match[str], other: Statement, theirs: re.Match[str]) -> bool:
    """Whether two statements give different reasons for what happened to the same person or organization."""
    kinds = [kind for kind in _KINDS_OF_FATE if {mine["fate"].lower(), theirs["fate"].lower()} <= kind]
    subject = one.about & other.about
    if not kinds or not subject:
        return False
    reasons = stems(mine["reason"]), stems(theirs["reason"])
    return all(reasons) and not reasons[0] & reasons[1]
