"""Finds who is introduced by what he or she is to somebody: "his brother, Paul Holm", "Ann Carter, his wife"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from xpkg.coreference.unnamed_people import GENDERS, RELATIONS
from xpkg.lexicon import closed_classes, occupations, verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.model import Gender, Kind, Mention, MentionForm

_CLASS = closed_classes.Trait
_FINITE = closed_classes.having(_CLASS.BE, _CLASS.HAVE, _CLASS.DO, _CLASS.MODAL) - closed_classes.having(
    _CLASS.NONFINITE
)
_EITHER = occupations.having(occupations.Trait.SAID_OF_EITHER)
_POSSESSORS = {"his": Gender.MASCULINE, "her": Gender.FEMININE}
_JOINED = re.compile(r"(?i:his|her)\b")
_AND = (" and ", ", and ")
"""What stands between a name and the relation of its bearer: "Ann Carter **and** her husband"."""
_TELLING = {noun: gender for noun, gender in GENDERS.items() if noun not in _EITHER}
_WORDS = r"(?: [a-z][\w-]*){1,4}"
_THEIRS = closed_classes.having(_CLASS.POSSESSIVE_DETERMINER) - {"its"}
_OWNER = rf"(?P<owner>(?i:{alternation(_THEIRS)})|[A-Z][\w.-]*[’']s?)"
_TITLED = r"(?:[A-Z](?:\w*|\w{0,3}\.) ){0,2}"
"""Titles before a name: no name that ends a sentence ("his brother Enoch. | Enoch Holm left")."""
_BEFORE = re.compile(rf"(?:\b{_OWNER}|\b(?:[Aa]n?|[Tt]he))(?P<words>{_WORDS})(?P<comma>,)? {_TITLED}$")
_AFTER = re.compile(rf", (?:{_OWNER}|an?|the)?(?P<words>{_WORDS})(?:[.;:)]|,(?! and\b| [A-Z]))")
_IS = alternation(verb_classes.having(verb_classes.Trait.EQUATIVE))
_BEING = re.compile(rf" {_IS} (?:an?|the)(?P<words>(?: [\w-]+){{1,4}})")
_WORD = re.compile(r"[\w-]+")
_CLOSED = re.compile(r"[’']s\b|[.,;:)”\"]| and\b| who\b")
_CLOSED_OR_ACTS = re.compile(rf"{_CLOSED.pattern}| (?:{alternation(_FINITE)}|[a-z]+(?:ed|s))\b")
"""What follows a name set beside what its bearer is to somebody: "her sister Odile | is ill"."""
_STOPS = {"said"} | closed_classes.having(
    _CLASS.PREPOSITION, _CLASS.COORDINATOR, _CLASS.SUBORDINATOR, _CLASS.RELATIVE_PRONOUN, _CLASS.BE
)
"""What a phrase for a relation does not have before its noun."""


class Relation(NamedTuple):
    """The relation of a person to another: ``gender`` if the noun shows it; where the possessor begins, if there is
    one."""

    gender: Gender | None
    owner: int | None


def find_relations(source: str, mentions: Sequence[Mention]) -> dict[int, Relation]:
    """The relations, by the number of the mention that names whoever is introduced."""
    found = {}
    seen: set[str] = set()
    for number, mention in enumerate(mentions):
        if mention.kind is not Kind.PERSON or mention.form not in (MentionForm.NAME, MentionForm.SHORT):
            continue
        relation = _before(source, mention, mention.name not in seen) or _after(source, mention)
        seen.update((mention.name, mention.name.split(" ")[-1]))
        if relation is not None:
            found[number] = relation
    return found


def find_genders(
    source: str, mentions: Sequence[Mention], relations: Mapping[int, Relation]
) -> Iterator[tuple[int, Gender]]:
    """The genders that relations show, by the number of a mention: of whoever is introduced, and of the possessor.

    In "Ann Carter and her husband, Paul Holm," both are shown.
    """
    ends = {mention.span.end: number for number, mention in enumerate(mentions) if mention.kind is Kind.PERSON}
    for number, relation in relations.items():
        if relation.gender is not None:
            yield number, relation.gender
        if relation.owner is None or (their := _JOINED.match(source, relation.owner)) is None:
            continue
        spots = (relation.owner - len(joint) for joint in _AND if source.endswith(joint, 0, relation.owner))
        yield from ((ends[at], _POSSESSORS[their.group().lower()]) for at in spots if at in ends)


def _before(source: str, mention: Mention, first: bool) -> Relation | None:
    """ "his older sister, Ann Carter,"; not "according to his wife, Carter", of whom the text spoke before."""
    start = max(0, mention.span.start - 80)
    match = _BEFORE.search(source, start, mention.span.start)
    if match is None:
        return None
    noun = _noun(match["words"])
    full = " " in mention.name
    loose = match["comma"] is not None or not full
    closed = _CLOSED if match["comma"] is not None or match["owner"] is None else _CLOSED_OR_ACTS
    if noun is None or (loose and not ((first or full) and closed.match(source, mention.span.end))):
        return None
    return Relation(_TELLING.get(noun), match.start("owner") if match["owner"] else None)


def _after(source: str, mention: Mention) -> Relation | None:
    """ "Ann Carter, his older sister,", "Ann Carter was a woman who …"."""
    match = _AFTER.match(source, mention.span.end)
    if match is not None and (noun := _noun(match["words"])) is not None:
        return Relation(_TELLING.get(noun), match.start("owner") if match["owner"] else None)
    match = _BEING.match(source, mention.span.end)
    for word in _WORD.finditer(source, match.start("words"), match.end("words")) if match is not None else ():
        if word.group() in _STOPS:
            break
        if word.group() in _TELLING and not source.startswith(("’", "'"), word.end()):
            return Relation(_TELLING[word.group()], None)
    return None


def _noun(words: str) -> str | None:
    """The noun for a person that ends ``words``, where no small word cuts them."""
    *before, noun = words.split()
    if _STOPS.intersection(before) or noun not in RELATIONS:
        return None
    return noun
