"""Reads a role phrase: what it says, whether it is over, and the organization and place that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xpkg.analysis.positions.role_nouns import CURRENT, FORMER, FORMERLY, GRADED, OF_TENURE, SHORTENED, held_role
from xpkg.analysis.positions.role_tails import (
    BODIES,
    LOOSE,
    NAMES,
    POSSESSIVES,
    Draft,
    inside_name,
    limit_of,
    names_somebody,
    tail_of,
    take,
)
from xpkg.lexicon import closed_classes, modifiers
from xpkg.lexicon.closed_classes import having
from xpkg.model import Kind, Mention, MentionForm, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.tree import subtree

_OPENERS = having(closed_classes.Trait.DETERMINER) | having(closed_classes.Trait.COORDINATOR)
_PRO_DETERMINERS = frozenset(("PRP$", "WP$", "PDT"))
_COUNTED = having(closed_classes.Trait.ORDINAL)
_RANKS = _COUNTED | modifiers.having(modifiers.Trait.RANKING)
_DEMONSTRATIVES = frozenset(("that", "this", "then"))
_PARTICIPLES = frozenset(("VBN", "VBG"))
_RELATIVES = frozenset(("which", "whose"))
_ONE = "one"
_POSTPOSITIVE = modifiers.having(modifiers.Trait.POSTPOSITIVE)
_NTH = re.compile(r"\d+(?:st|nd|rd|th)")
_AGE = re.compile(r"\b\d+ ?- ?year ?- ?old ")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role phrase in tokens ``start`` to ``end`` (exclusive) with the role at ``noun``, and what it says.

    ``head`` is the token that heads it in the tree: "general" of "attorney general".
    """

    start: int
    noun: int
    end: int
    head: int
    role: str
    role_span: Span
    former: bool
    organization: Span | None
    place: Span | None
    plural: bool


def read_role(sentence: AnnotatedParse, noun: int) -> RolePhrase | None:
    """The role phrase with the head at ``noun``; None where that names no role, or is a part of a name or of another
    role ("general" of "attorney general")."""
    low = sentence.low(noun)
    single = held_role(low) or SHORTENED.get(low.rstrip("."), "")
    if not single or not _plain(sentence, noun) or _ends_a_role(sentence, noun):
        return None
    if noun and sentence.parse.xpos[noun - 1] == "JJR":
        return None  # "a better politician than painter"
    after = _head_end(sentence, noun)
    main = _main(sentence, noun, after)
    start = _start(sentence, noun, main)
    draft = _before(sentence, start, noun)
    draft.former = draft.former or any(
        sentence.low(at) == "before" and sentence.low(at + 1) in _DEMONSTRATIVES for at in range(start - 1, noun)
    )  # "was a judge and before that a partner"
    words = draft.words or []
    head = [sentence.parse.tokens[at].text for at in range(noun, after)]
    plural = held_role(low) not in {low, ""}
    if plural or not held_role(low):
        head[0] = single.capitalize() if head[0][0].isupper() else single
    end, tail = tail_of(sentence, after, limit_of(sentence, (main, *range(noun, after)), after), draft)
    if draft.body is None and draft.place is None and (whole := _of_relative(sentence, main)) is not None:
        take(whole, draft)
    role = _spelled([*words, *head, *tail])
    span = sentence.cut(draft.begin, after + len(tail))
    return RolePhrase(start, noun, end, main, role, span, draft.former, draft.body, draft.place, plural)


def _of_relative(sentence: AnnotatedParse, noun: int) -> Mention | None:
    """The body before the relative pronoun that says whose the role is: "the bank, of which she was chair"."""
    parse = sentence.parse
    for each in parse.having(noun, "nmod:poss", "nmod", "obl"):
        if parse.word(each) not in _RELATIVES:
            continue
        before = min((each, *parse.having(each, "case"))) - 1
        mention = sentence.mention(before - 1 if sentence.low(before) == "," else before)
        return mention if mention is not None and mention.kind in BODIES and mention.form in NAMES else None
    return None


def _plain(sentence: AnnotatedParse, place: int) -> bool:
    """Whether no name stands at ``place``; a plain noun may stand for somebody: "the prime minister, Jane Doe"."""
    mention = sentence.mention(place)
    return mention is None or (mention.kind is Kind.PERSON and mention.form is MentionForm.NOMINAL)


def _ends_a_role(sentence: AnnotatedParse, noun: int) -> bool:
    """Whether the noun is the end of a role of several words: "attorney general", "editor-in-chief"."""
    hyphen = sentence.low(noun - 1) == "-"
    if sentence.low(noun) == "general" and held_role(sentence.low(noun - 1 - hyphen)):
        return True
    if sentence.low(noun) != "chief" or sentence.low(noun - 1 - hyphen) != "in":
        return False
    return bool(hyphen or held_role(sentence.low(noun - 2)))


def _head_end(sentence: AnnotatedParse, noun: int) -> int:
    """One past the head of a role: "editor-in-chief", "attorney general", "secretary-general"."""
    if [sentence.low(noun + at) for at in range(1, 5)] == ["-", "in", "-", "chief"]:
        return noun + 5
    if sentence.low(noun + 1) == "in" and sentence.low(noun + 2) == "chief":
        return noun + 3
    if sentence.low(noun + 1) in _POSTPOSITIVE:
        return noun + 2
    return noun + 3 if sentence.low(noun + 1) == "-" and sentence.low(noun + 2) in _POSTPOSITIVE else noun + 1


def _main(sentence: AnnotatedParse, noun: int, after: int) -> int:
    """The token of a role of several words that heads it in the tree, before all one with "is"."""
    parse = sentence.parse
    places = [at for at in range(noun, after) if parse.heads[at] not in range(noun, after)]
    telling = (at for at in places if parse.having(at, "cop", "appos", "det", "nmod:poss"))
    return next(telling, places[0] if places else noun)


def _start(sentence: AnnotatedParse, noun: int, main: int) -> int:
    """The first place of the phrase: before the noun, without a comma, a bracket, a date or somebody's name."""
    inside = frozenset((*subtree(sentence.parse, noun, LOOSE), *subtree(sentence.parse, main, LOOSE)))
    first = noun
    while first and sentence.time_on[first - 1] is None and sentence.low(first - 1) not in {",", "(", ")", ";"}:
        before = first - 1
        preposition = sentence.parse.upos[before] == "ADP" and sentence.low(before) not in FORMERLY
        if names_somebody(sentence, before) or (preposition and sentence.low(first) != "-"):
            break
        if sentence.parse.relation(before) in {"cop", "aux"} or sentence.parse.having(before, "aux:pass"):
            break  # "was | mayor", "was elected | leader"
        hyphen = sentence.low(before) == "-" and sentence.parse.tokens[before].end == sentence.parse.tokens[first].start
        bare = before == noun - 1 and is_bare(sentence, noun)
        if before not in inside and not hyphen and not bare and sentence.low(before) not in FORMER | FORMERLY:
            break
        first = before
    if sentence.low(first) == "-":
        first += 1
    return _body_before(sentence, first, noun)


def is_bare(sentence: AnnotatedParse, noun: int) -> bool:
    """Whether the noun of one person is read as the object of a participle right before it, without an article.

    The two are one role then: "managing director".
    """
    parse, before = sentence.parse, noun - 1
    bare = not parse.having(noun, "det", "nmod:poss") and parse.relation(noun) == "obj"
    return bare and before >= 0 and parse.heads[noun] == before and sentence.low(before).endswith("ing")


def _body_before(sentence: AnnotatedParse, first: int, noun: int) -> int:
    """The first place of the body named right before the phrase, where the tree hangs the role on it: "Department of
    State spokesman Jane Doe"; else ``first``."""
    mention = sentence.mention(first - 1)
    if mention is None or mention.kind not in BODIES or mention.form not in NAMES:
        return first
    start, end = sentence.whole(first - 1)
    return start if sentence.parse.heads[noun] in range(start, end) else first


def _before(sentence: AnnotatedParse, start: int, noun: int) -> Draft:
    """What the words from ``start`` to ``noun`` say."""
    draft = Draft(begin=noun)
    words: list[str] = []
    owned = (at for at in range(start + 1, noun) if sentence.low(at) in POSSESSIVES)
    marks = [at for at in owned if not inside_name(sentence, at + 1)]
    if marks:
        _owned(sentence, marks[-1] - 1, draft)
        start = marks[-1] + 1
    elif (owner := sentence.mention(start)) is not None and sentence.low(start) == "its":
        draft.body, start = owner.span, start + 1
    at = start
    while at < noun:
        low, mention = sentence.low(at), sentence.mention(at)
        inner = None if mention is None or words else _of_state(sentence, at)
        if inner is not None:  # "White House spokesman", "Ruritania president"
            take(inner, draft)
            at = _past(sentence, inner, at, noun)
            continue
        if sentence.low(at + 1) == "-" and f"{low}-{sentence.low(at + 2)}" in FORMER:
            draft.former, at = True, at + 2  # "one-time"
        elif low in FORMER or (low in FORMERLY and not words and sentence.parse.xpos[at + 1] not in _PARTICIPLES):
            draft.former = True  # but no "recently appointed director"
        elif words or not _opens(sentence, at, noun):
            draft.begin = draft.begin if words else at
            words.append(sentence.parse.tokens[at].text)
        at += 1
    draft.words = words
    return draft


def _opens(sentence: AnnotatedParse, place: int, noun: int) -> bool:
    """Whether the word only opens the phrase and is no part of the role: "the", "her", "new", "currently"."""
    low = sentence.low(place)
    if sentence.low(place + 1) == "-":
        return False  # "an all-star pitcher"
    if not low[0].isalnum() or (low == "s" and not sentence.low(place - 1)[:1].isalnum()):
        return True  # "the party ‘s nominee", badly written
    if _is_rank(sentence, place, noun):
        return True  # "its first director", "the last manager"; but "first secretary"
    word = low in _OPENERS - _COUNTED or low in CURRENT | OF_TENURE | POSSESSIVES or low == _ONE
    return word or sentence.parse.xpos[place] in _PRO_DETERMINERS


def _is_rank(sentence: AnnotatedParse, place: int, noun: int) -> bool:
    """Whether the word at ``place``, the first one behind an article or a possessive, tells which holder is meant."""
    word = sentence.parse.tokens[place].text
    small = (word in _RANKS or _NTH.fullmatch(word)) and sentence.parse.heads[place] == noun
    before = sentence.parse.xpos[place - 1] if place else ""
    opens = before in {"DT", "PRP$", "POS", "WP$"} or sentence.low(place - 1) in POSSESSIVES
    return bool(small) and opens and sentence.low(place + 1) not in GRADED


def _owned(sentence: AnnotatedParse, owner: int, draft: Draft) -> None:
    """Takes over whose the role is: "Ruritania’s", "the ministry’s"."""
    mention = sentence.mention(owner)
    if mention is not None and mention.kind in BODIES:
        take(mention, draft)
    start = sentence.whole(owner)[0] if mention is not None else owner
    draft.former = any(sentence.low(at) in FORMERLY for at in range(max(0, start - 3), start))


def _of_state(sentence: AnnotatedParse, at: int) -> Mention | None:
    """The organization or place whose name begins at ``at``, also inside another name or noun phrase."""
    index = sentence.mention_on[at]
    if index is None or (sentence.parse.upos[at] == "ADJ" and sentence.whole(at)[1] == at + 1):
        return None  # no "Independent" of "Independent journalist Jane Doe"
    start = sentence.parse.tokens[at].start
    around = (each for each in sentence.mentions[max(0, index - 2) : index + 3] if each.span.start == start)
    return next((each for each in around if each.form in NAMES and each.kind in BODIES), None)


def _past(sentence: AnnotatedParse, mention: Mention, at: int, noun: int) -> int:
    while at < noun and sentence.parse.tokens[at].start < mention.span.end:
        at += 1
    return at


def _spelled(words: list[str]) -> str:
    """Words put together again as they stood: no blank before a possessive or around a hyphen."""
    role = " ".join(" ".join(words).split())
    for mark in ("’s", "'s", "’", "'", ","):
        role = role.replace(f" {mark}", mark)
    return _AGE.sub("", role.replace(" - ", "-"))
