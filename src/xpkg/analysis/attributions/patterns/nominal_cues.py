"""Finds candidates whose cue is no verb: "her answer was: ...", "in his words", a name beside a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import noun_acts, verb_forms
from xpkg.analysis.attributions.patterns.content_extent import content_end, trimmed
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.match import Match
from xpkg.analysis.attributions.patterns.phrase_extent import phrase_end
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    is_dash,
    is_mark,
)
from xpkg.lexicon import name_particles, nouns, occupations
from xpkg.lexicon.inflection import Inflection, pasts, plural, third_person
from xpkg.lexicon.nouns import NounKind
from xpkg.lexicon.reporting import NounTrait, nouns_having
from xpkg.model import Method

_WORDS = frozenset("words word".split())
_LONGEST_NAME = 6
_SPEECH = nouns_having(NounTrait.EQUATED)
"""Nouns for what somebody says, where "was" and a quotation follow them."""
_SAYS = frozenset(("say", third_person("say"), *pasts("say")))
_IN_NAMES = name_particles.having(name_particles.Trait.PARTICLE) | {"of", "the"}
_SPEAKERS = (
    occupations.having(*occupations.Trait)
    | nouns.of_kind(NounKind.PERSON, NounKind.ROLE, NounKind.BODY)
    | nouns.having(nouns.Trait.FINDINGS, nouns.Trait.ARMED_FORCE, nouns.Trait.ADJUDICATOR)
)
ROLES = _SPEAKERS | frozenset(plural(noun) for noun in _SPEAKERS)
"""Nouns that name a speaker in a headline, where articles are left out."""
_IS = BE | {":"}


def worded(items: Sequence[Item]) -> list[Match]:
    """The candidates of a sentence whose cue is a noun of saying, or a name beside a quotation."""
    return [*_was_said(items), *_in_words(items), *_signed(items), *_claims_that(items), *_claims_by(items)]


def headed(items: Sequence[Item]) -> list[Match]:
    """The attribution of a headline: "Dam is safe, engineer says", "Engineer: Dam is safe", "Dam unsafe - report"."""
    dashes = [at for at, item in enumerate(items) if is_dash(item)]
    if dashes and dashes[-1] >= 2 and _is_role(items, dashes[-1] + 1, len(items)):
        at = dashes[-1]
        return [Match((at + 1, len(items)), (at, at + 1), ((0, at),), Method.HEADLINE, 0.7)]
    colon = next((at for at, item in enumerate(items) if is_mark(item, ":")), None)
    if colon is not None and 0 < colon <= 4 and colon + 2 < len(items) and _is_role(items, 0, colon):
        return [Match((0, colon), (colon, colon + 1), ((colon + 1, len(items)),), Method.HEADLINE, 0.7)]
    return _said_last(items)


def _said_last(items: Sequence[Item]) -> list[Match]:
    """ "Dam is safe, engineer says", "'No cracks,' says dam chief"."""
    if len(items) > 4 and items[-1].low in _SAYS:
        comma = next(
            (
                at
                for at in range(len(items) - 2, 1, -1)
                if is_mark(items[at], ",") or items[at].kind is ItemKind.QUOTATION
            ),
            0,
        )
        if comma and _is_role(items, comma + 1, len(items) - 1):
            end = comma + 1 if items[comma].kind is ItemKind.QUOTATION else comma
            cue = (len(items) - 1, len(items))
            return [Match((comma + 1, len(items) - 1), cue, ((0, trimmed(items, 0, end)),), Method.HEADLINE, 0.8)]
    for at in range(1, len(items) - 1):
        lead = items[at - 1]
        turned = items[at].low in _SAYS - {"said"} and (lead.kind is ItemKind.QUOTATION or is_mark(lead, ","))
        if turned and _is_role(items, at + 1, len(items)):
            return [Match((at + 1, len(items)), (at, at + 1), ((0, trimmed(items, 0, at)),), Method.HEADLINE, 0.8)]
    return []


def _is_role(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a few words name a speaker by a role, as headlines do."""
    words = items[start:end]
    if not 0 < len(words) <= _LONGEST_NAME or any(item.kind is not ItemKind.WORD for item in words):
        return False
    if any(item.low in AUXILIARIES or item.low in ADJUNCT_OPENERS - {"of", "for"} for item in words):
        return False
    return words[-1].low in ROLES


def _was_said(items: Sequence[Item]) -> list[Match]:
    """ "His last words to his brother were: "..."", "The mayor's answer was "..."."""
    for at, item in enumerate(items[:-1]):
        if item.low not in _IS:
            continue
        quoted = next(
            (here for here in (at + 1, at + 2) if here < len(items) and items[here].kind is ItemKind.QUOTATION), None
        )
        if quoted is None or (quoted == at + 2 and not is_mark(items[at + 1], ":,")):
            continue
        if quoted == at + 1 and item.low in BE and len(items[quoted].low) < _LEAST_SAID:
            continue
        noun = next((here for here in range(min(at, 12) - 1, 0, -1) if items[here].low in _SPEECH), None)
        if noun is None or any(items[here].kind is not ItemKind.WORD for here in range(at)):
            continue
        owner = _owner(items, noun)
        if owner is None or (item.low == ":" and any(one.low in BE for one in items[owner[1] : noun])):
            continue
        end = quoted if quoted == at + 1 else at + 2
        return [Match(owner, (owner[1], end), ((quoted, content_end(items, quoted)),), Method.NOUN_WAS, 0.8)]
    return []


_LEAST_SAID = 12
"""Characters of a quotation that may be somebody's words without a colon before it."""


def _owner(items: Sequence[Item], noun: int) -> tuple[int, int] | None:
    """Whose words: the "his" or "the mayor's" that opens the sentence."""
    for at in range(min(noun, 7)):
        if items[at].low in POSSESSIVES:
            return (at, at + 1) if at == 0 else None
        if items[at].low.endswith(("'s", "s'")):
            return (0, at + 1) if items[0].capital else None
    return None


def _claims_that(items: Sequence[Item]) -> list[Match]:
    """ "... repeated Ann Low's claim that the dam was old": the possessor says it, whoever repeats it."""
    found = []
    for at in range(2, len(items) - 3):
        if items[at].low not in noun_acts() or items[at].capital or items[at + 1].low != "that":
            continue
        following = items[at + 2]
        if (
            following.kind not in {ItemKind.WORD, ItemKind.QUOTATION}
            or following.low in AUXILIARIES
            or following.low.endswith("ed")
        ):
            continue  # "a proposal that would ..." is described, not quoted
        owner = next((here for here in range(at - 1, max(0, at - 3), -1) if _possesses(items[here])), None)
        if owner is None or not any(_is_verb(item) for item in items[:owner]):
            continue  # the clause of a subject ends somewhere before its verb: where is not clear
        start = owner
        if items[owner].low not in POSSESSIVES:
            start = _name_start(items, owner)
        cue, content = (owner + 1, at + 1), (at + 1, content_end(items, at + 1))
        found.append(Match((start, owner + 1), cue, (content,), Method.NOUN_THAT, 0.75))
    return found


def _claims_by(items: Sequence[Item]) -> list[Match]:
    """ "The claim by the engineer Ann Low that the dam was old": who is named after "by" says it."""
    found = []
    for at in range(len(items) - 5):
        if items[at].low not in noun_acts() or (items[at].capital and at) or items[at + 1].low != "by":
            continue
        stop = phrase_end(items, at + 2, appositions=False)
        that = next((here for here in range(at + 3, min(len(items) - 2, stop + 1)) if items[here].low == "that"), None)
        if that is None or any(item.kind is not ItemKind.WORD for item in items[at + 2 : that]):
            continue
        start = at - 1 if at and items[at - 1].low in DETERMINERS else at
        content = (that, content_end(items, that))
        found.append(Match((at + 2, that), (start, at + 1), (content,), Method.NOUN_THAT, 0.75))
    return found


def _name_start(items: Sequence[Item], owner: int) -> int:
    """Where "Ann Low's" or "the old mayor's" begins."""
    start = owner
    while start > 0 and items[start - 1].kind is ItemKind.WORD and items[start - 1].capital and items[owner].capital:
        start -= 1
    if not items[owner].capital:
        start = next((at for at in range(owner - 1, max(-1, owner - 5), -1) if items[at].low in DETERMINERS), owner)
    return start


def _possesses(item: Item) -> bool:
    return item.low in POSSESSIVES or (item.low.endswith(("'s", "s'")) and len(item.low) > 3)


def _is_verb(item: Item) -> bool:
    form = verb_forms().get(item.low)
    told = form is not None and bool(form.kinds & {Inflection.PAST, Inflection.PRESENT, Inflection.PARTICIPLE})
    return (
        item.kind is ItemKind.WORD and not item.capital and (item.low in AUXILIARIES or item.low.endswith("ed") or told)
    )


def _in_words(items: Sequence[Item]) -> list[Match]:
    """ "The mine, in Ann Low's words, is ...", "It was, in her own words, "..."."""
    for at in range(len(items) - 2):
        if items[at].low != "in" or (at and not is_mark(items[at - 1], ",")):
            continue
        noun = next((here for here in range(at + 2, min(len(items), at + 9)) if items[here].low in _WORDS), None)
        if noun is None or any(items[here].kind is not ItemKind.WORD for here in range(at, noun)):
            continue
        owner = noun - 1 if items[noun - 1].low != "own" else noun - 2
        if not (items[owner].low in POSSESSIVES or items[owner].low.endswith(("'s", "s'"))) or owner <= at:
            continue
        after = noun + 1
        if after < len(items) and is_mark(items[after], ","):
            after += 1
        content = [(0, trimmed(items, 0, at))] if at else []
        if after < len(items) and items[after].kind is ItemKind.QUOTATION:
            content = [(after, after + 1)]  # "which left him, in his own words, "mad with grief""
        elif after < len(items) and items[after].kind is ItemKind.WORD:
            content.append((after, content_end(items, after)))
        content = [(a, b) for a, b in content if b > a]
        if content and any(item.kind is ItemKind.QUOTATION for a, b in content for item in items[a:b]):
            return [Match((at + 1, owner + 1), (owner + 1, noun + 1), tuple(content), Method.IN_WORDS, 0.8)]
    return []


def _signed(items: Sequence[Item]) -> list[Match]:
    """ ""The dam is old." - Ann Low": a quotation and nothing but a name behind a dash."""
    if (
        len(items) < 3
        or items[0].kind is not ItemKind.QUOTATION
        or not is_dash(items[1])
        or len(items[0].low) < _LEAST_SAID
    ):
        return []
    end = len(items) - 1 if is_mark(items[-1], ".") else len(items)
    name = items[2:end]
    comma = next((at for at, item in enumerate(name) if _closes_name(item)), len(name))
    named = 0 < comma <= _LONGEST_NAME and name[0].capital and name[0].low not in DETERMINERS
    if not named or any(item.kind is ItemKind.QUOTATION or item.low in AUXILIARIES for item in name):
        return []
    if any(not item.capital and item.low not in _IN_NAMES for item in name[:comma]):
        return []
    return [Match((2, end), (1, 2), ((0, 1),), Method.SIGNED, 0.75)]


def _closes_name(item: Item) -> bool:
    """Whether the name of a signature ends before ``item``: "Ann Low, chair", "Ann Low (chair)"."""
    return is_mark(item, ",") or item.kind is ItemKind.PARENTHESIS
