"""Reads a role from the words beside a name: before it, after a comma, or after "is", "became", "served as"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xpkg.analysis.events.clauses import Line
from xpkg.analysis.events.drafts import date_of
from xpkg.analysis.events.words import DETERMINERS, HARD, PREPOSITIONS, SUBORDINATORS, adverb, auxiliary, negated
from xpkg.analysis.positions.roles import ENDED, FRESH, ROLES, SHORTENED, role_of
from xpkg.model import Kind, MentionForm, Position, Span, TimeExpression

_STATE_OFFICES = frozenset(
    "secretary minister attorney director chief head commissioner undersecretary under-secretary".split()
)
_JOINING = frozenset("of for at in to with from on".split())
_BECOMING = frozenset("became become is was be been".split())
_SERVING = frozenset(
    "served serves serving worked works working acted elected appointed named reappointed chosen inaugurated hired "
    "nominated promoted sworn".split()
)
_GIVEN_NAMES = frozenset(("Dean", "Major", "Duke", "Earl", "Prince", "Judge", "King"))
"""Roles that are also names: alone before a name they are part of it as often as not."""
_NO_POST = frozenset("candidate contender fellow host head peer agent deputy driver member captain".split())
"""Words too loose to be a post unless the body or place is told."""
_COUNTED = frozenset("one first second third fourth fifth".split())


@dataclass(frozen=True, slots=True)
class _Role:
    """A role phrase: its tokens, what it says, and the body and place that it names."""

    start: int
    end: int
    role: str
    role_span: Span
    former: bool
    organization: Span | None
    place: Span | None
    plural: bool = False


def before_name(line: Line, start: int, end: int, index: int) -> Iterator[Position]:
    """ "Senate Majority Leader Jane Doe", "journalists Jane Doe and Richard Roe at the Daily Planet"."""
    stop = start
    if stop == 0 or not (role_of(line.low(stop - 1)) or line.low(stop - 1).rstrip(".") in SHORTENED):
        shared = start if _of_state(line, start) else _shared_title(line, start)
        if shared is None or (shared < start and not role_of(line.low(shared - 1))):
            return
        stop = shared
    begin = _title_start(line, stop)
    role = _read(line, begin, stop)
    if role is None or (role.plural and not _coordinated(line, end) and stop == start):
        return
    body, place, reach = role.organization, role.place, end
    if role.role in _GIVEN_NAMES:
        return
    if body is None and place is None:
        body, place, reach = _behind(line, _names_end(line, end))
    yield _position(line, index, role, role.start, reach, body, place, None)


def _of_state(line: Line, start: int) -> bool:
    """Whether "Secretary of State", "Minister of Finance" stands right before the name."""
    for at in range(start - 1, max(0, start - 5), -1):
        if line.low(at) == "of":
            return line.low(at - 1) in _STATE_OFFICES and line.tokens[at + 1].word[0].isupper()
        if not line.tokens[at].word[0].isupper() and line.low(at) not in {"and", "the"}:
            return False
    return False


def _shared_title(line: Line, start: int) -> int | None:
    """Where the title ends that the names joined before share: "journalists A, B and C"."""
    at = start
    while at > 0:
        if line.low(at - 1) in {"and", ","} or (
            line.tokens[at - 1].mention is not None
            and line.mentions[line.tokens[at - 1].mention or 0].kind is Kind.PERSON
        ):
            at -= 1
        else:
            break
    return (
        at
        if at < start and line.tokens[at].mention is not None and role_of(line.low(at - 1)) != line.low(at - 1)
        else None
    )


def _coordinated(line: Line, end: int) -> bool:
    return line.low(end) in {"and", ","}


def _names_end(line: Line, end: int) -> int:
    """One past the names joined to the one that ends at ``end``."""
    at = end
    while at < len(line.tokens):
        here = at + 1 if line.low(at) in {"and", ","} else at
        if line.low(here) == "and":
            here += 1
        if here >= len(line.tokens) or here == at:
            break
        mention = line.tokens[here].mention
        if mention is None or line.mentions[mention].kind is not Kind.PERSON:
            break
        at = here
        while at < len(line.tokens) and line.tokens[at].mention == mention:
            at += 1
    return at


def _behind(line: Line, at: int) -> tuple[Span | None, Span | None, int]:
    """The body or place named after "at", "of", "for", "from" behind a name, and one past it."""
    if line.low(at) in {"at", "of", "for", "from", "with"}:
        here = at + 1
        while line.low(here) in {"the"}:
            here += 1
        if here < len(line.tokens) and (index := line.tokens[here].mention) is not None:
            mention = line.mentions[index]
            end = here
            while end < len(line.tokens) and line.tokens[end].mention == index:
                end += 1
            if mention.kind is Kind.ORGANIZATION and line.low(end) != "'s":
                return mention.span, None, end
            if mention.kind is Kind.PLACE and line.low(at) == "of":
                return None, mention.span, end
    return None, None, at


def _title_start(line: Line, stop: int) -> int:
    at = stop
    capital = line.tokens[stop - 1].word[0].isupper()
    while at > 0:
        low = line.low(at - 1)
        if line.tokens[at - 1].mention is not None:
            if line.mentions[line.tokens[at - 1].mention or 0].kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP):
                at -= 1
                continue
            break
        if low == "of" and line.low(at - 2) in _STATE_OFFICES | ROLES and at < stop:
            at -= 1
            continue
        if low == "'s":
            at -= 1
            continue
        if low == "-" and at < stop and line.tokens[at - 1].end == line.tokens[at].start:
            at -= 1
            continue
        if capital and not line.tokens[at - 1].word[0].isupper() and low not in ENDED | FRESH:
            break  # "met President Jane Doe"
        if not line.nounlike(at - 1) or line.finite(at - 1) or low in {"said", "says"} or low.endswith("ing"):
            break
        at -= 1
    return at


def after_name(line: Line, end: int, index: int) -> Iterator[Position]:
    """ "Jane Doe, foreign affairs spokesperson for the Seaside Party, said"."""
    at = _over_brackets(line, end)
    if line.low(at) != ",":
        return
    end = _role_end(line, at + 1)
    if end < len(line.tokens) and (line.finite(end) or auxiliary(line.low(end))):
        return  # "According to Jane Doe, a banker was seen": the phrase after the comma is a subject
    yield from _roles(line, at + 1, index, line.mentions[index].span, None)


def introduced(line: Line, start: int, end: int, index: int) -> Iterator[Position]:
    """ "a new chief of the party in Ruritania, Jane Doe": a role that names its holder after a comma."""
    if line.low(start - 1) != "," or start < 2:
        return
    after = line.low(_over_brackets(line, end))
    begin = start - 1
    while (
        begin > 0
        and line.low(begin - 1) not in HARD | {",", "(", ")", "and", "“", "”", '"'}
        and not line.finite(begin - 1)
    ):
        if line.tokens[begin - 1].mention is None and line.low(begin - 1) in SUBORDINATORS:
            break
        begin -= 1
        if line.low(begin) in {"a", "an", "the", "his", "her", "its", "their"} and _opens_role(line, begin, start - 1):
            break
    role = _read(line, begin, start - 1)
    if (
        role
        and not role.plural
        and (after in {",", ".", ""} or after in HARD)
        and line.low(role.start) in DETERMINERS | {"'s"}
    ):
        yield _position(line, index, role, role.start, end, role.organization, role.place, None)


def _opens_role(line: Line, begin: int, stop: int) -> bool:
    """Whether the head before the first preposition after ``begin`` is a role."""
    at = begin + 1
    while at < stop and (line.tokens[at].mention is not None or line.low(at) not in PREPOSITIONS):
        at += 1
    return bool(role_of(line.low(at - 1)))


def by_verb(line: Line, start: int, end: int, index: int) -> Iterator[Position]:
    """ "Jane Doe was the mayor of Strelsau", "who served as", "the appointment of Jane Doe as"."""
    at = _over_brackets(line, end)
    if line.low(at) == "," and line.low(at + 1) == "who":
        at += 2
    elif line.low(at) == "who":
        at += 1
    verb = at
    while verb < min(len(line.tokens), at + 5) and _in_verb_group(line.low(verb)):
        verb += 1
    words = [line.low(here) for here in range(at, verb)]
    if any(
        negated(word) or word in {"would", "will", "could", "may", "might", "should", "to", "can", "must"}
        for word in words
    ):
        return
    here = verb
    copula = bool(words) and words[-1] in _BECOMING
    if line.low(verb) in _SERVING:
        here = verb + 1
        if line.low(here) == "as":
            here += 1
        elif line.low(verb) in {"served", "serves", "worked", "works", "working", "serving", "acted"} or not copula:
            return
    elif line.low(at) == "as" and line.low(start - 1) == "of":
        here = at + 1
    elif not copula:
        return
    limit = line.right(max(at, here - 1))
    date = date_of(line, here, here, limit)
    yield from _roles(line, here, index, line.mentions[index].span, date)


def _in_verb_group(word: str) -> bool:
    return auxiliary(word) or adverb(word) or negated(word) or word in _BECOMING


def _over_brackets(line: Line, at: int) -> int:
    if line.low(at) == "(":
        while at < len(line.tokens) and line.low(at) != ")":
            at += 1
        return at + 1
    return at


def _roles(line: Line, at: int, index: int, holder: Span, date: TimeExpression | None) -> Iterator[Position]:
    """The roles from ``at`` on, joined by "and" or ",": "an expert on trade and a professor at the university"."""
    for _ in range(3):
        end = _role_end(line, at)
        role = _read(line, at, end) if end > at else None
        if role and role.role.lower().split()[-1] in _NO_POST and not (role.organization or role.place):
            return
        if role is None or role.plural or _before_a_name(line, role.end):
            return
        first = next(here for here, token in enumerate(line.tokens) if token.start >= holder.start)
        yield _position(line, index, role, first, role.end, role.organization, role.place, date)
        at = role.end
        if line.low(at) not in {"and", ","}:
            return
        at += 1
        if line.low(at) == "and":
            at += 1


def _before_a_name(line: Line, at: int) -> bool:
    """Whether a role stands before a name of its own: "Jane Doe, senator Richard Roe"."""
    index = line.tokens[at].mention if at < len(line.tokens) else None
    return index is not None and line.mentions[index].kind is Kind.PERSON


def _role_end(line: Line, at: int) -> int:
    end = at
    while end < len(line.tokens):
        token = line.tokens[end]
        if token.mention is None:
            if (
                token.low in HARD | {",", "(", ")", "“", "”", '"'}
                or token.low in SUBORDINATORS
                or token.time is not None
            ):
                break
            if token.low in {"and", "or", "but"} and (line.low(end + 1) in DETERMINERS or role_of(line.low(end + 1))):
                break
            if end > at and (line.finite(end) or auxiliary(token.low)) and token.low != "to":
                break
        elif end > at and line.mentions[token.mention].kind is Kind.PERSON:
            break
        end += 1
    while end > at and line.low(end - 1) in _JOINING | {"and", "but", "or"}:
        end -= 1
    return end


def _read(line: Line, start: int, end: int) -> _Role | None:
    """The role phrase in tokens ``start`` to ``end``: its head noun is a role, and stands before every preposition."""
    first = start
    while (
        start < end
        and (line.low(start) in DETERMINERS or line.low(start) in {"and", "also"})
        and line.low(start) not in _COUNTED
    ):
        start += 1
    head = next((at for at in range(start, end + 1) if at == end or _joins(line, at)), end) - 1
    if head < start:
        return None
    if any(line.finite(here) for here in range(start, head)):
        return None
    single = role_of(line.low(head)) or SHORTENED.get(line.low(head).rstrip("."), "")
    if not single or line.tokens[head].mention is not None:
        return None
    former, body, place = False, None, None
    words: list[str] = []
    begin = None
    at = start
    while at <= head:
        token = line.tokens[at]
        if token.mention is not None:
            mention = line.mentions[token.mention]
            stop = at
            while stop <= head and line.tokens[stop].mention == token.mention:
                stop += 1
            names = mention.form is not MentionForm.NOMINAL and mention.form is not MentionForm.PRONOUN
            if mention.kind is Kind.ORGANIZATION and names and not words:
                body = mention.span
            elif mention.kind is Kind.PLACE and not words:
                place = place or mention.span
            elif mention.kind is Kind.PERSON:
                return None
            else:
                words += [line.tokens[here].word for here in range(at, stop)]
                begin = at if begin is None else begin
            at = stop
            continue
        if token.low in ENDED and not words:
            former = True
        elif token.low == "'s":
            words, begin = [], None
        elif (
            not (token.low in FRESH and not words)
            and token.low not in {"-", "’"}
            and not (token.low == "." and at == head)
        ):
            words.append(token.word)
            begin = at if begin is None else begin
        at += 1
    if begin is None:
        return None
    plural = role_of(line.low(head)) not in {line.low(head), ""}
    single = single.capitalize() if words[-1][0].isupper() else single
    words[-1] = single if plural else SHORTENED.get(line.low(head).rstrip("."), words[-1])
    body, place, stop, tail = _tail(line, head + 1, end, body, place)
    role = " ".join([*words, *tail])
    last = head + 1 if not tail else head + 1 + len(tail)
    return _Role(first, stop, role, line.cut(begin, last), former, body, place, plural)


def _spelled(words: str) -> str:
    """Words put together again as they stood: no blank before a possessive or round a hyphen."""
    words = re.sub(r"\b\d+-year-old ", "", " ".join(words.split()))
    return words.replace(" ’s", "’s").replace(" 's", "'s").replace(" - ", "-").replace(" ’ ", "’ ").replace(" ' ", "' ")


def _joins(line: Line, at: int) -> bool:
    return line.tokens[at].mention is None and line.low(at) in PREPOSITIONS


def _tail(
    line: Line, at: int, end: int, body: Span | None, place: Span | None
) -> tuple[Span | None, Span | None, int, list[str]]:
    """What follows the head of a role: words that belong to it ("of State"), its body and its place."""
    words: list[str] = []
    own = True
    while at < end and line.low(at) in _JOINING:
        stop = at + 1
        while stop < end and not (_joins(line, stop) and line.low(stop) in PREPOSITIONS):
            stop += 1
        named = [index for here in range(at + 1, stop) if (index := line.tokens[here].mention) is not None]
        kinds = {line.mentions[index].kind: line.mentions[index] for index in dict.fromkeys(named)}
        if line.low(at) == "on":
            return body, place, end, words + [line.tokens[here].word for here in range(at, end)] if own else words
        if body is None and Kind.ORGANIZATION in kinds and kinds[Kind.ORGANIZATION].form is not MentionForm.PRONOUN:
            body, own = kinds[Kind.ORGANIZATION].span, False
        elif Kind.PLACE in kinds and Kind.ORGANIZATION not in kinds:
            place, own = place or kinds[Kind.PLACE].span, False
        elif own and not named:
            words += [line.tokens[here].word for here in range(at, stop)]
        else:
            break
        at = stop
    return body, place, at, words


def _position(
    line: Line, index: int, role: _Role, start: int, end: int, body: Span | None, place: Span | None,
    date: TimeExpression | None,
) -> Position:  # fmt: skip
    holder = line.mentions[index].span
    evidence = line.cut(start, max(end, start + 1))
    whole = Span(min(evidence.start, holder.start), max(evidence.end, holder.end))
    return Position(
        holder=holder,
        role=_spelled(role.role),
        evidence=whole,
        role_span=role.role_span,
        organization=body,
        place=place,
        date=date if date and date.resolved else None,
        former=role.former,
    )
