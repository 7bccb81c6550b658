"""Finds the name that stands right behind a role, as its title: "Mayor Jane Doe", "journalists Jane Doe and …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpkg.analysis.positions.beside_names import place_of
from xpkg.analysis.positions.listed_names import AFFILIATIONS, named_person
from xpkg.analysis.positions.role_nouns import role_of, roles_having
from xpkg.analysis.positions.role_phrases import RolePhrase
from xpkg.analysis.positions.role_tails import ROLE_COMPLEMENTS
from xpkg.lexicon import closed_classes
from xpkg.lexicon.occupations import Trait
from xpkg.model import Kind, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.nominals import conjuncts, first_conjunct

_ALSO_GIVEN_NAMES = roles_having(Trait.ALSO_GIVEN_NAME)
_BEFORE_SURNAMES = roles_having(Trait.TITLE_BEFORE_SURNAME)
_OF_PORTFOLIO = roles_having(Trait.OF_PORTFOLIO)
_PREPOSITIONS = closed_classes.having(closed_classes.Trait.PREPOSITION)
_STATE = "state"


def titled(sentence: AnnotatedParse, role: RolePhrase) -> Iterator[tuple[int, RolePhrase, int]]:
    """The same of what stands right beside the name, with the body that is named behind it: "Senate Majority Leader
    Jane Doe", "journalists Jane Doe and Richard Roe at the Daily Planet", "Jane Doe MP"."""
    at = role.end
    parse = sentence.parse
    if role.start and role.end == role.noun + 1 and parse.tokens[role.noun].text.isupper():
        index = named_person(sentence, role.noun - 1)
        if index is not None and role.start == role.noun:
            yield index, role, role.end
            return
    index = named_person(sentence, at) if at < len(parse) else None
    if index is None or _is_given_name(sentence, role, at) or not _is_title(sentence, role):
        return
    role = _capitalized(sentence, role)
    names = [index, *_joined(sentence, at, index)]
    if role.plural and len(names) == 1:
        return
    if not role.plural:
        names = names[:1]
    ends = [sentence.whole(place_of(sentence, each))[1] for each in names]
    behind = [_behind(sentence, end) for end in ends]
    owned = role.organization is not None or role.place is not None
    for number, each in enumerate(names):
        body, place, end = behind[number if behind[number][2] > ends[number] else -1]
        yield each, role if owned else replace(role, organization=body, place=place), max(ends) if owned else end


def _is_given_name(sentence: AnnotatedParse, role: RolePhrase, at: int) -> bool:
    """Whether the role may be a given name: "Judge" of "Judge Reinhold", but not of "Judge Mary Reinhold"."""
    start, end = sentence.whole(at)
    told = role.role.lower() in _BEFORE_SURNAMES and end - start > 1 and _title_case(sentence, role)
    return role.role.lower() in _ALSO_GIVEN_NAMES and not told


def _is_title(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether the tree has the role and the name right behind it as one phrase.

    Of roles with "of" or "for" only those that go with a portfolio are: "Secretary of State Jane Doe"."""
    parse = sentence.parse
    tail = next((at for at in range(role.noun + 1, role.end) if sentence.low(at) in ROLE_COMPLEMENTS), None)
    if tail is not None:
        field = parse.tokens[tail + 1].text
        if sentence.low(tail) == "to" and role.place is not None:
            return True  # "former ambassador to Ruritania Jane Doe"
        if sentence.low(role.noun) not in _OF_PORTFOLIO or not (field[0].isupper() or field == _STATE):
            return False
    start, end = sentence.whole(role.end)
    for name in range(start, end):
        if parse.heads[role.head] == name:
            return True
        if parse.heads[name] == role.head:
            return parse.relation(name) not in {"nsubj", "obj", "iobj"} or _title_case(sentence, role)
        if parse.heads[name] == parse.heads[role.head] and parse.heads[name] in range(role.start, role.noun):
            return True
        same = parse.heads[name] == parse.heads[role.head] and parse.relation(name) == parse.relation(role.head)
        if same:
            return True
        first = first_conjunct(parse, role.head)
        if first != role.head and parse.heads[name] == first and parse.relation(name) in {"appos", "flat"}:
            return True  # "the poet Jane Doe and the former minister Richard Roe"
        if parse.having(role.head, "det") and parse.relation(name) in {"appos", "flat"}:
            return True  # "the engineer Jane Doe and the presenter Richard Roe"
    return bool(role_of(sentence.low(role.noun))) and _title_case(sentence, role)


def _title_case(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether the role has a capital, as titles do: "President Jane Doe"."""
    return sentence.parse.tokens[role.noun].text[0].isupper()


def _capitalized(sentence: AnnotatedParse, role: RolePhrase) -> RolePhrase:
    """A title with a capital without the small words before it: "Senator" of "leftist Senator Jane Doe"."""
    if not _title_case(sentence, role) or " " not in role.role:
        return role
    words = role.role.split(" ")
    first = 0
    if words[0].lower() in _PREPOSITIONS:  # "Outside court | Detective Inspector Jane Doe"
        first = max((at for at, word in enumerate(words) if word[0].islower()), default=0) + 1
    small = next((at for at, word in enumerate(words) if at >= first and word[0].isupper()), 0)
    dropped = sum(len(word) + 1 for word in words[:small])
    span = Span(role.role_span.start + dropped, role.role_span.end)
    return replace(role, role=" ".join(words[small:]), role_span=span)


def _joined(sentence: AnnotatedParse, at: int, index: int) -> Iterator[int]:
    """The names joined to the one at ``at``: "journalists A, B and C"."""
    parse = sentence.parse
    start, end = sentence.whole(at)
    for head in dict.fromkeys(first_conjunct(parse, each) for each in (*range(start, end), at - 1)):
        for each in conjuncts(parse, head):
            other = named_person(sentence, each)
            if other is not None and other != index and each > at:
                yield other


def _behind(sentence: AnnotatedParse, at: int) -> tuple[Span | None, Span | None, int]:
    """The organization or place named after "at", "of", "for", "from" behind a name, and one past it."""
    if sentence.low(at) in AFFILIATIONS:
        here = at + 1
        while sentence.low(here) in {"the"}:
            here += 1
        mention = sentence.mention(here)
        if mention is not None:
            end = sentence.whole(here)[1]
            if mention.kind is Kind.ORGANIZATION and sentence.low(end) != "'s":
                return mention.span, None, end
            if mention.kind is Kind.PLACE and sentence.low(at) == "of":
                return None, mention.span, end
    return None, None, at
