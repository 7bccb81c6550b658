"""Reads a role phrase: what it says, whether it is over, and the organization and place that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xpkg.analysis.positions.role_nouns import CURRENT, FORMER, FORMERLY, OF_TENURE, SHORTENED, held_role
from xpkg.lexicon import closed_classes, modifiers
from xpkg.lexicon.closed_classes import having
from xpkg.model import Kind, Mention, MentionForm, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.tree import subtree

ROLE_COMPLEMENTS = having(closed_classes.Trait.ROLE_COMPLEMENT)
_OPENERS = having(closed_classes.Trait.DETERMINER) | having(closed_classes.Trait.COORDINATOR)
_PRO_DETERMINERS = frozenset(("PRP$", "WP$", "PDT"))
_COUNTED = having(closed_classes.Trait.ORDINAL)
_ONE = "one"
_TIME = "time"
"""What "at the time" ends with, which is no part of a role."""
_TIES = frozenset(("of", "for"))
"""Prepositions whose phrase stays with the role, wherever the tree hangs it."""
_POSSESSIVES = frozenset(("'s", "'"))
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_BODIES = (Kind.ORGANIZATION, Kind.PLACE)
_LOOSE = tuple("nsubj cop acl appos conj cc punct parataxis advcl aux mark case obl ccomp xcomp".split())
"""What hangs on the noun of a role, also where it is a predicate, and is no part of its phrase."""
_POSTPOSITIVE = modifiers.having(modifiers.Trait.POSTPOSITIVE)
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


@dataclass(slots=True)
class _Draft:
    """What has been read of a role phrase so far."""

    body: Span | None = None
    place: Span | None = None
    former: bool = False
    words: list[str] | None = None
    begin: int = 0


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
    words = draft.words or []
    head = [sentence.parse.tokens[at].text for at in range(noun, after)]
    plural = held_role(low) not in {low, ""}
    if plural or not held_role(low):
        head[0] = single.capitalize() if head[0][0].isupper() else single
    end, tail = _tail(sentence, after, _limit(sentence, (main, *range(noun, after)), after), draft)
    role = _spelled([*words, *head, *tail])
    span = sentence.cut(draft.begin, after + len(tail))
    return RolePhrase(start, noun, end, main, role, span, draft.former, draft.body, draft.place, plural)


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
    return noun + 3 if sentence.low(noun + 1) == "-" and sentence.low(noun + 2) == "general" else noun + 1


def _main(sentence: AnnotatedParse, noun: int, after: int) -> int:
    """The token of a role of several words that heads it in the tree, before all one with "is"."""
    parse = sentence.parse
    places = [at for at in range(noun, after) if parse.heads[at] not in range(noun, after)]
    telling = (at for at in places if parse.having(at, "cop", "appos", "det", "nmod:poss"))
    return next(telling, places[0] if places else noun)


def _start(sentence: AnnotatedParse, noun: int, main: int) -> int:
    """The first place of the phrase: before the noun, without a comma, a bracket, a date or somebody's name."""
    inside = frozenset((*subtree(sentence.parse, noun, _LOOSE), *subtree(sentence.parse, main, _LOOSE)))
    first = noun
    while first and sentence.time_on[first - 1] is None and sentence.low(first - 1) not in {",", "(", ")", ";"}:
        before = first - 1
        preposition = sentence.parse.upos[before] == "ADP" and sentence.low(before) not in FORMERLY
        if _names_somebody(sentence, before) or (preposition and sentence.low(first) != "-"):
            break
        if sentence.parse.relation(before) in {"cop", "aux"}:
            break
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
    if mention is None or mention.kind not in _BODIES or mention.form not in _NAMES:
        return first
    start, end = sentence.whole(first - 1)
    return start if sentence.parse.heads[noun] in range(start, end) else first


def _names_somebody(sentence: AnnotatedParse, place: int) -> bool:
    mention = sentence.mention(place)
    return mention is not None and mention.kind is Kind.PERSON and mention.form in _NAMES


def _before(sentence: AnnotatedParse, start: int, noun: int) -> _Draft:
    """What the words from ``start`` to ``noun`` say."""
    draft = _Draft(begin=noun)
    words: list[str] = []
    owned = (at for at in range(start + 1, noun) if sentence.low(at) in _POSSESSIVES)
    marks = [at for at in owned if not _inside_name(sentence, at + 1)]
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
            _take(inner, draft)
            at = _past(sentence, inner, at, noun)
            continue
        if low in FORMER or (low in FORMERLY and not words):
            draft.former = True
        elif words or not _opens(sentence, at):
            draft.begin = draft.begin if words else at
            words.append(sentence.parse.tokens[at].text)
        at += 1
    draft.words = words
    return draft


def _opens(sentence: AnnotatedParse, place: int) -> bool:
    """Whether the word only opens the phrase and is no part of the role: "the", "her", "new", "currently"."""
    low = sentence.low(place)
    if sentence.low(place + 1) == "-":
        return False  # "an all-star pitcher"
    if not low[0].isalnum() or (low == "s" and not sentence.low(place - 1)[:1].isalnum()):
        return True  # "the party ‘s nominee", badly written
    word = low in _OPENERS - _COUNTED or low in CURRENT | OF_TENURE | _POSSESSIVES or low == _ONE
    return word or sentence.parse.xpos[place] in _PRO_DETERMINERS


def _owned(sentence: AnnotatedParse, owner: int, draft: _Draft) -> None:
    """Takes over whose the role is: "Ruritania’s", "the ministry’s"."""
    mention = sentence.mention(owner)
    if mention is not None and mention.kind in _BODIES:
        _take(mention, draft)
    start = sentence.whole(owner)[0] if mention is not None else owner
    draft.former = any(sentence.low(at) in FORMERLY for at in range(max(0, start - 3), start))


def _take(mention: Mention, draft: _Draft) -> None:
    if mention.kind is Kind.ORGANIZATION:
        draft.body = mention.span
    elif mention.kind is Kind.PLACE:
        draft.place = draft.place or mention.span


def _of_state(sentence: AnnotatedParse, at: int) -> Mention | None:
    """The organization or place whose name begins at ``at``, also inside another name or noun phrase."""
    index = sentence.mention_on[at]
    if index is None or (sentence.parse.upos[at] == "ADJ" and sentence.whole(at)[1] == at + 1):
        return None  # no "Independent" of "Independent journalist Jane Doe"
    start = sentence.parse.tokens[at].start
    around = (each for each in sentence.mentions[max(0, index - 2) : index + 3] if each.span.start == start)
    return next((each for each in around if each.form in _NAMES and each.kind in _BODIES), None)


def _past(sentence: AnnotatedParse, mention: Mention, at: int, noun: int) -> int:
    while at < noun and sentence.parse.tokens[at].start < mention.span.end:
        at += 1
    return at


def _limit(sentence: AnnotatedParse, heads: Iterable[int], after: int) -> int:
    """One past the last token that may belong to the role: what hangs on its words, and every "of" behind that."""
    parse = sentence.parse
    inside = frozenset(at for head in heads for at in subtree(parse, head, _LOOSE))
    end = after
    while end < len(parse) and sentence.time_on[end] is None and sentence.low(end) not in {",", "(", ")", ";", ":"}:
        if _names_somebody(sentence, end) or not (end in inside or _tied(sentence, end, after)):
            break
        if parse.upos[end] == "CCONJ" and _joins_a_role(sentence, end):
            break
        if parse.upos[end] == "VERB" and parse.relation(end) not in {"amod", "compound"}:
            break  # "founder of a group called"
        end += 1
    while end > after and parse.relation(end - 1) in {"case", "det", "cc", "punct"}:
        end -= 1  # "in" of "minister of transport in November 1946"
    return end


def _joins_a_role(sentence: AnnotatedParse, conjunction: int) -> bool:
    """Whether another role follows a conjunction: "director of planning and | her chief of staff"."""
    parse = sentence.parse
    follows = parse.xpos[conjunction + 1] if conjunction + 1 < len(parse) else ""
    return follows in {"DT", "PRP$"} or bool(held_role(sentence.low(parse.heads[conjunction])))


def _tied(sentence: AnnotatedParse, place: int, after: int) -> bool:
    """Whether the token is in a phrase with "of" or "for" right behind the role, which the tree hangs elsewhere: "of
    Ely" of "is bishop of Ely"."""
    parse = sentence.parse
    case = next((at for at in range(place, after - 1, -1) if parse.upos[at] == "ADP"), None)
    if case is None or parse.relation(case) != "case":
        return False
    if sentence.low(case) not in _TIES and not _before_a_name(sentence, case):
        return False
    return place in subtree(parse, parse.heads[case], ("acl", "conj", "parataxis", "advcl"))


def _before_a_name(sentence: AnnotatedParse, case: int) -> bool:
    """Whether a comma and a name follow the place behind the preposition: "a party chief in Strelsau, Jane Doe"."""
    where = sentence.mention(case + 1)
    if where is None or where.kind not in _BODIES:
        return False
    after = sentence.whole(case + 1)[1]
    return sentence.low(after) == "," and _names_somebody(sentence, after + 1)


def _tail(sentence: AnnotatedParse, at: int, end: int, draft: _Draft) -> tuple[int, list[str]]:
    """What follows the head of a role: one past it, and the words that belong to the role ("of State")."""
    words: list[str] = []
    own = True
    while at < end and sentence.low(at) in ROLE_COMPLEMENTS:
        stop = at + 1
        while stop < end and (sentence.parse.upos[stop] != "ADP" or _inside_name(sentence, stop)):
            stop += 1
        named = list(_mentions(sentence, at + 1, stop))
        bodies = [each for each in named if each.kind is Kind.ORGANIZATION and each.form is not MentionForm.PRONOUN]
        places = [each for each in named if each.kind is Kind.PLACE]
        if sentence.low(at) == "on":
            return end, [*words, *_written(sentence, at, end)] if own else words
        if draft.body is None and bodies:
            draft.body, own = bodies[-1].span if bodies[-1].form in _NAMES else bodies[0].span, False
        elif places and not bodies:
            draft.place, own = draft.place or places[0].span, False
        elif sentence.low(stop - 1) == _TIME:
            own = False
        elif own and not named:
            words += _written(sentence, at, stop)
        else:
            break
        at = stop
    return at, words


def _mentions(sentence: AnnotatedParse, start: int, end: int) -> Iterator[Mention]:
    """The mentions on these tokens, but for those that only possess what follows: "St Bride’s College"."""
    for at in range(start, end):
        mention = sentence.mention(at)
        if mention is not None and sentence.low(sentence.whole(at)[1]) not in _POSSESSIVES:
            yield mention


def _inside_name(sentence: AnnotatedParse, place: int) -> bool:
    return sentence.mention_on[place] is not None and sentence.mention_on[place] == sentence.mention_on[place - 1]


def _written(sentence: AnnotatedParse, start: int, end: int) -> list[str]:
    return [sentence.parse.tokens[at].text for at in range(start, end)]


def _spelled(words: list[str]) -> str:
    """Words put together again as they stood: no blank before a possessive or around a hyphen."""
    role = " ".join(" ".join(words).split())
    for mark in ("’s", "'s", "’", "'", ","):
        role = role.replace(f" {mark}", mark)
    return _AGE.sub("", role.replace(" - ", "-"))
