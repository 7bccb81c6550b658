"""Reads a role phrase: what it says, whether it is over, and the organization and place that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import DETERMINERS
from xpkg.analysis.positions.role_nouns import CURRENT, FORMER, SHORTENED, role_of
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Mention, MentionForm, Position, Span, TimeExpression

ROLE_COMPLEMENTS = having(Trait.ROLE_COMPLEMENT)
_FORMERLY = frozenset(("once", "formerly"))
_COUNTED = having(Trait.ORDINAL) | {"one"}


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role phrase: its tokens, what it says, and the organization and place that it names."""

    start: int
    end: int
    role: str
    role_span: Span
    former: bool
    organization: Span | None
    place: Span | None
    plural: bool = False


def read_role(parse: ShallowParse, start: int, end: int) -> RolePhrase | None:
    """The role phrase in tokens ``start`` to ``end``: its head noun is a role, and stands before every preposition."""
    first = start
    while (
        start < end
        and (parse.low(start) in DETERMINERS or parse.low(start) in {"and", "also"} or parse.low(start) in _FORMERLY)
        and parse.low(start) not in _COUNTED
    ):
        start += 1
    head = next((at for at in range(start, end + 1) if at == end or parse.preposition(at)), end) - 1
    if head < start:
        return None
    if any(parse.finite(here) and parse.low(here) not in FORMER for here in range(start, head)):
        return None
    single = role_of(parse.low(head)) or SHORTENED.get(parse.low(head).rstrip("."), "")
    if not single or not _plain(parse, head):
        return None
    former = any(parse.low(here) in _FORMERLY for here in range(first, start))
    body, place = _own_body(parse, first), None
    words: list[str] = []
    begin = None
    at = start
    while at <= head:
        token = parse.tokens[at]
        if token.mention is not None:
            mention = parse.mentions[token.mention]
            stop = min(parse.whole(at)[1], head + 1)
            names = mention.form is not MentionForm.NOMINAL and mention.form is not MentionForm.PRONOUN
            if mention.kind is Kind.ORGANIZATION and names and not words:
                body = mention.span
            elif mention.kind is Kind.PLACE and not words:
                place = place or mention.span
            elif mention.kind is Kind.PERSON and not _plain(parse, at):
                return None
            else:
                inner = _named_in(parse, token.mention)
                if inner is not None and not words:  # "White House spokesman"
                    body = inner.span if inner.kind is Kind.ORGANIZATION else body
                    place = inner.span if inner.kind is Kind.PLACE else place
                    at = next((here for here in range(at, stop) if parse.tokens[here].start >= inner.span.end), stop)
                words += [parse.tokens[here].word for here in range(at, stop)]
                begin = at if begin is None else begin
            at = stop
            continue
        if token.low in FORMER and not words:
            former = True
        elif token.low == "'s":
            words, begin = [], None
        elif (
            not (token.low in CURRENT and not words)
            and token.low not in {"-", "’"}
            and not (token.low == "." and at == head)
        ):
            words.append(token.word)
            begin = at if begin is None else begin
        at += 1
    if begin is None:
        return None
    plural = role_of(parse.low(head)) not in {parse.low(head), ""}
    single = single.capitalize() if words[-1][0].isupper() else single
    words[-1] = single if plural else SHORTENED.get(parse.low(head).rstrip("."), words[-1])
    body, place, stop, tail = _tail(parse, head + 1, end, body, place)
    role = " ".join([*words, *tail])
    last = head + 1 if not tail else head + 1 + len(tail)
    return RolePhrase(first, stop, role, parse.cut(begin, last), former, body, place, plural)


def _plain(parse: ShallowParse, at: int) -> bool:
    """Whether no name stands at ``at``: a plain noun may stand for somebody, too ("the prime minister, Jane Doe")."""
    index = parse.tokens[at].mention
    mention = None if index is None else parse.mentions[index]
    return mention is None or (mention.kind is Kind.PERSON and mention.form is MentionForm.NOMINAL)


def _named_in(parse: ShallowParse, index: int) -> Mention | None:
    """The organization or place whose name opens the mention ``index``."""
    outer = parse.mentions[index].span
    for inner in parse.mentions[max(0, index - 2) : index + 3]:
        named = inner.form in (MentionForm.NAME, MentionForm.SHORT)
        if named and inner.kind in (Kind.ORGANIZATION, Kind.PLACE) and inner.span.start == outer.start:
            return inner
    return None


def _own_body(parse: ShallowParse, at: int) -> Span | None:
    """The organization that "its" at ``at`` stands for: "Its director, Jane Doe"."""
    index = parse.tokens[at].mention
    return parse.mentions[index].span if index is not None and parse.low(at) == "its" else None


def _spelled(words: str) -> str:
    """Words put together again as they stood: no blank before a possessive or around a hyphen."""
    words = re.sub(r"\b\d+-year-old ", "", " ".join(words.split()))
    return words.replace(" ’s", "’s").replace(" 's", "'s").replace(" - ", "-").replace(" ’ ", "’ ").replace(" ' ", "' ")


def _tail(
    parse: ShallowParse, at: int, end: int, body: Span | None, place: Span | None
) -> tuple[Span | None, Span | None, int, list[str]]:
    """What follows the head of a role: words that belong to it ("of State"), its organization and its place."""
    words: list[str] = []
    own = True
    while at < end and parse.low(at) in ROLE_COMPLEMENTS:
        stop = at + 1
        while stop < end and not parse.preposition(stop):
            stop += 1
        named = [index for here in range(at + 1, stop) if (index := parse.tokens[here].mention) is not None]
        kinds = {parse.mentions[index].kind: parse.mentions[index] for index in dict.fromkeys(named)}
        if parse.low(at) == "on":
            return body, place, end, words + [parse.tokens[here].word for here in range(at, end)] if own else words
        if body is None and Kind.ORGANIZATION in kinds and kinds[Kind.ORGANIZATION].form is not MentionForm.PRONOUN:
            body, own = kinds[Kind.ORGANIZATION].span, False
        elif Kind.PLACE in kinds and Kind.ORGANIZATION not in kinds:
            place, own = place or kinds[Kind.PLACE].span, False
        elif own and not named:
            words += [parse.tokens[here].word for here in range(at, stop)]
        else:
            break
        at = stop
    return body, place, at, words


def position_of(
    parse: ShallowParse, index: int, role: RolePhrase, start: int, end: int, body: Span | None, place: Span | None,
    date: TimeExpression | None,
) -> Position:  # fmt: skip
    holder = parse.mentions[index].span
    evidence = parse.cut(start, max(end, start + 1))
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
