"""Finds the names that a list gives for a role in the plural, before it or behind it."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.positions.role_phrases import RolePhrase
from xpkg.lexicon import closed_classes
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.numbers import NumberType, values
from xpkg.model import Kind, MentionForm
from xpkg.syntax.annotated import AnnotatedParse

AFFILIATIONS = having(closed_classes.Trait.AFFILIATION)
_COUNTS = values(NumberType.CARDINAL)
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_CLOSING = frozenset(', . ; : ) ” " – — - ? !'.split()) | {""}
_BODIES = (Kind.ORGANIZATION, Kind.PLACE)


def named_person(sentence: AnnotatedParse, place: int) -> int | None:
    """The index of the mention at ``place``, where it names a person."""
    mention = sentence.mention(place)
    if mention is None or mention.kind is not Kind.PERSON or mention.form not in _NAMES:
        return None
    return sentence.mention_on[place]


def listed_before(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, ...]:
    """The names before a comma and their common role: "two aides, Jane Doe and Richard Roe, | members of the party"."""
    shared = all(sentence.low(at) != "and" for at in range(role.start, role.noun))  # not "its current and former heads"
    if not shared or sentence.low(role.start - 1) != "," or sentence.low(role.end) not in _CLOSING:
        return ()
    found: list[int] = []
    end = role.start - 1
    while (index := named_person(sentence, end - 1)) is not None:
        found.append(index)
        end = sentence.whole(end - 1)[0]
        joint = sentence.low(end - 1)
        if joint not in ({"and"} if len(found) == 1 else {","}):
            break
        end -= 1 + (joint == "and" and sentence.low(end - 2) == ",")
    return tuple(reversed(found)) if len(found) > 1 else ()


def listed_behind(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, ...]:
    """The names between commas behind a role with their number: "two engineers, Jane Doe and Richard Roe, left"."""
    at, parse = role.end + 1, sentence.parse
    first = named_person(sentence, at) if sentence.low(role.end) == "," and at < len(parse) else None
    if first is None:
        return ()
    found = [first]
    end = sentence.whole(at)[1]
    while sentence.low(end) in {",", "and"}:
        at = end + 1 + (sentence.low(end) == "," and sentence.low(end + 1) == "and")
        index = named_person(sentence, at) if at < len(parse) else None
        if index is None:
            break
        found.append(index)
        end = sentence.whole(at)[1]
    counted = any(_COUNTS.get(parse.word(each)) == len(found) for each in parse.having(role.head, "nummod"))
    return tuple(found) if counted and sentence.low(end) in _CLOSING else ()


def enumerated(sentence: AnnotatedParse, role: RolePhrase) -> Iterator[int]:
    """The names behind a colon, as many as the role has: "The board has four members: | A, the poet B, C and D"."""
    counted = [_COUNTS.get(sentence.parse.word(each)) for each in sentence.parse.having(role.head, "nummod")]
    if not role.plural or sentence.low(role.end) != ":" or not any(counted):
        return
    names: dict[int, None] = {}
    for place in range(role.end + 1, len(sentence.parse)):
        if sentence.low(place) == ";":
            break
        if (index := named_person(sentence, place)) is not None:
            names.setdefault(index)
    if len(names) in counted:
        yield from names


def over_body(sentence: AnnotatedParse, end: int) -> int:
    """One past the body behind a name that ends at ``end``, where a mark follows: "Jane Doe | of the Green Front,"."""
    if sentence.low(end) not in AFFILIATIONS:
        return end
    at = end + 1 + (sentence.low(end + 1) == "the")
    mention = sentence.mention(at) if at < len(sentence.parse) else None
    if mention is None or mention.kind not in _BODIES or mention.form not in _NAMES:
        return end
    behind = sentence.whole(at)[1]
    return behind if sentence.low(behind) in _CLOSING else end
