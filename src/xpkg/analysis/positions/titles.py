"""Reads the title before a name: "Senate Majority Leader Jane Doe", "journalists Jane Doe and Richard Roe"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.positions.role_nouns import CURRENT, FORMER, POSTNOMINALS, ROLES, SHORTENED, role_of, roles_having
from xpkg.analysis.positions.role_phrases import position_of, read_role
from xpkg.lexicon import closed_classes, titles
from xpkg.lexicon.occupations import Trait
from xpkg.model import Kind, Position, Span

_TITLES = titles.titles_before_names()

_OF_PORTFOLIO = roles_having(Trait.OF_PORTFOLIO)
_SMALL = 3
"""Letters of words that have no capital in a headline either."""
_FEW = 4
_NEARLY = 0.9
_ALSO_GIVEN_NAMES = roles_having(Trait.ALSO_GIVEN_NAME)
_AFFILIATIONS = closed_classes.having(closed_classes.Trait.AFFILIATION)


def before_name(parse: ShallowParse, start: int, end: int, index: int) -> Iterator[Position]:
    """ "Senate Majority Leader Jane Doe", "journalists Jane Doe and Richard Roe at the Daily Planet"."""
    stop = start
    if stop == 0 or not (role_of(parse.low(stop - 1)) or parse.low(stop - 1).rstrip(".") in SHORTENED):
        shared = start if _of_state(parse, start) else _shared_title(parse, start)
        if shared is None or (shared < start and not role_of(parse.low(shared - 1))):
            return
        stop = shared
    begin = _title_start(parse, stop)
    role = read_role(parse, begin, stop)
    if role is None or (role.plural and not _coordinated(parse, end) and stop == start):
        return
    body, place, reach = role.organization, role.place, end
    if role.role.lower() in _ALSO_GIVEN_NAMES:
        return
    if body is None and place is None:
        body, place, reach = _behind(parse, _names_end(parse, end))
    yield position_of(parse, index, role, role.start, reach, body, place, None)


def letters_behind(parse: ShallowParse, end: int, index: int) -> Iterator[Position]:
    """ "Jane Doe MP": the letters of an office behind a name."""
    if end < len(parse.tokens) and parse.tokens[end].word in POSTNOMINALS and parse.tokens[end].mention is None:
        role = read_role(parse, end, end + 1)
        if role is not None:
            yield position_of(parse, index, role, role.start, end + 1, None, None, None)


def _of_state(parse: ShallowParse, start: int) -> bool:
    """Whether "Secretary of State", "Minister of Finance" stands right before the name."""
    for at in range(start - 1, max(0, start - 5), -1):
        if parse.low(at) == "of":
            return parse.low(at - 1) in _OF_PORTFOLIO and parse.tokens[at + 1].word[0].isupper()
        if not parse.tokens[at].word[0].isupper() and parse.low(at) not in {"and", "the"}:
            return False
    return False


def _shared_title(parse: ShallowParse, start: int) -> int | None:
    """Where the title ends that the names joined before share: "journalists A, B and C"."""
    at = start
    while at > 0:
        if parse.low(at - 1) in {"and", ","} or (
            parse.tokens[at - 1].mention is not None
            and parse.mentions[parse.tokens[at - 1].mention or 0].kind is Kind.PERSON
        ):
            at -= 1
        else:
            break
    return (
        at
        if at < start and parse.tokens[at].mention is not None and role_of(parse.low(at - 1)) != parse.low(at - 1)
        else None
    )


def _coordinated(parse: ShallowParse, end: int) -> bool:
    return parse.low(end) in {"and", ","}


def _names_end(parse: ShallowParse, end: int) -> int:
    """One past the names joined to the one that ends at ``end``."""
    at = end
    while at < len(parse.tokens):
        here = at + 1 if parse.low(at) in {"and", ","} else at
        if parse.low(here) == "and":
            here += 1
        if here >= len(parse.tokens) or here == at:
            break
        mention = parse.tokens[here].mention
        if mention is None or parse.mentions[mention].kind is not Kind.PERSON:
            break
        at = parse.whole(here)[1]
    return at


def _behind(parse: ShallowParse, at: int) -> tuple[Span | None, Span | None, int]:
    """The organization or place named after "at", "of", "for", "from" behind a name, and one past it."""
    if parse.low(at) in _AFFILIATIONS:
        here = at + 1
        while parse.low(here) in {"the"}:
            here += 1
        if here < len(parse.tokens) and (index := parse.tokens[here].mention) is not None:
            mention = parse.mentions[index]
            end = parse.whole(here)[1]
            if mention.kind is Kind.ORGANIZATION and parse.low(end) != "'s":
                return mention.span, None, end
            if mention.kind is Kind.PLACE and parse.low(at) == "of":
                return None, mention.span, end
    return None, None, at


def _headline(parse: ShallowParse) -> bool:
    """Whether nearly every word has a capital, so that none shows what belongs together."""
    words = [token.word for token in parse.tokens if token.word.isalpha() and len(token.word) > _SMALL]
    return len(words) > _FEW and sum(word[0].isupper() for word in words) >= _NEARLY * len(words)


def _title_start(parse: ShallowParse, stop: int) -> int:
    at = stop
    capital = parse.tokens[stop - 1].word[0].isupper()
    headline = _headline(parse)
    while at > 0:
        low = parse.low(at - 1)
        if parse.tokens[at - 1].mention is not None:
            if parse.mentions[parse.tokens[at - 1].mention or 0].kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP):
                at -= 1
                continue
            break
        if low == "of" and parse.low(at - 2) in _OF_PORTFOLIO | ROLES and at < stop:
            at -= 1
            continue
        if low == "'s":
            at -= 1
            continue
        if low == "-" and at < stop and parse.tokens[at - 1].end == parse.tokens[at].start:
            at -= 1
            continue
        word = parse.tokens[at - 1].word
        if headline and at < stop and word not in _TITLES and not role_of(low) and low not in FORMER | CURRENT:
            break  # "Lawmakers Applaud President Jane Doe"
        if capital and not parse.tokens[at - 1].word[0].isupper() and low not in FORMER | CURRENT:
            break  # "met President Jane Doe"
        if not parse.nounlike(at - 1) or parse.finite(at - 1) or low in {"said", "says"} or low.endswith("ing"):
            break
        at -= 1
    return at
