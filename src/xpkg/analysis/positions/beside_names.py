"""Finds the name that a comma parts from a role: "Jane Doe, the mayor", "the mayor, Jane Doe"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpkg.analysis.positions.by_verbs import person
from xpkg.analysis.positions.listed_names import (
    AFFILIATIONS,
    enumerated,
    listed_before,
    listed_behind,
    named_person,
    over_body,
)
from xpkg.analysis.positions.role_nouns import held_role
from xpkg.analysis.positions.role_phrases import RolePhrase
from xpkg.analysis.positions.role_tails import POSSESSIVES
from xpkg.lexicon import nouns, titles
from xpkg.model import Kind, MentionForm
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.nominals import first_conjunct, possessor, prepositions
from xpkg.syntax.tree import ROOT

_SUCCESSORS = nouns.having(nouns.Trait.SUCCESSOR)
_PREDECESSORS = nouns.having(nouns.Trait.PREDECESSOR)
_TITLES = titles.titles_before_names() | frozenset(titles.forms_of_address())
_DESCRIBING = 7
"""Tokens that may stand before a name and describe it: "29-year-old", "retired judge"."""
_APART = frozenset("PUNCT ADP DET CCONJ SCONJ AUX PRON".split())
_SET_OFF = frozenset("appos nmod acl parataxis dep list obl".split())
"""How the parser hangs a role behind a comma where it takes it for no subject or object."""
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_CLOSING = frozenset(', . ; : ) ” " – — - ? !'.split()) | {""}


def beside_names(sentence: AnnotatedParse, role: RolePhrase) -> Iterator[tuple[int, RolePhrase, int]]:
    """The mention that a comma parts from the phrase of ``role`` and whose role it is.

    It comes with the role, and with one past the last place of both."""
    if sentence.low(role.end) in POSSESSIVES:
        return  # "Jane Doe, the mayor's adviser"
    if role.plural:
        for index in listed_behind(sentence, role):
            yield index, role, sentence.whole(place_of(sentence, index))[1]
        for index in listed_before(sentence, role):
            yield index, role, role.end
        for index in enumerated(sentence, role):
            yield index, role, sentence.whole(place_of(sentence, index))[1]
    else:
        found = _named_behind(sentence, role)
        if found is None:
            found = _apposed_behind(sentence, role)
        if found is None:
            found = _named_before(sentence, role)
        if found is not None and not _held_by_another(sentence, role, found):
            role = replace(role, former=role.former or _goes_with(sentence, role) in _PREDECESSORS)
            end = sentence.whole(place_of(sentence, found))[1]
            if not (role.organization or role.place) and end > role.end and over_body(sentence, end) > end:
                role = _with_body(sentence, role, end)
            yield found, role, max(role.end, end)


def _with_body(sentence: AnnotatedParse, role: RolePhrase, end: int) -> RolePhrase:
    """``role`` with the body that stands behind the name that ends at ``end``: "the leader, Jane Doe of the Front"."""
    mention = sentence.mention(over_body(sentence, end) - 1)
    if mention is None or mention.kind is not Kind.ORGANIZATION:
        return role
    return replace(role, organization=mention.span)


def passed_on(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The mention of the one who had the role before: "Jane Doe" of "Jane Doe’s successor as mayor"."""
    if _goes_with(sentence, role) not in _SUCCESSORS:
        return None
    owner = possessor(sentence.parse, sentence.parse.heads[role.head])
    return None if owner is None else person(sentence, owner)


def _goes_with(sentence: AnnotatedParse, role: RolePhrase) -> str:
    """The noun to which "as" joins the role: "successor" of "successor as mayor"; the empty string for none."""
    parse = sentence.parse
    joined = parse.relation(role.head) == "nmod" and "as" in prepositions(parse, role.head)
    return parse.word(parse.heads[role.head]) if joined else ""


def place_of(sentence: AnnotatedParse, index: int) -> int:
    return sentence.mention_on.index(index)


def _named_before(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The name before a role that a comma sets off: "Jane Doe, 58, a surgeon at the hospital"."""
    parse = sentence.parse
    first = first_conjunct(parse, role.head)
    beside = _before_comma(sentence, over_dates(sentence, role.start) - 1)
    if beside is not None and _is_set_off(sentence, role):
        return beside
    if first != role.head and held_role(sentence.low(first)) and (host := _apposed_to(sentence, first)) is not None:
        return host  # "a lawyer and co-founder of"
    return _apposed_to(sentence, role.head) if beside is None else None


def _is_set_off(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether the tree can have the role behind the comma for the name before it, and not for another one in a list."""
    parse = sentence.parse
    relation = parse.relation(role.head)
    if sentence.low(role.end) == "and" and parse.xpos[parse.heads[role.end]] == "NNS":
        return False  # "Jane Doe, the governor and two aides"
    bare = parse.upos[role.start] != "DET"
    return relation in _SET_OFF or (relation == "conj" and bare and sentence.low(role.end) in _CLOSING | {"and"})


def over_dates(sentence: AnnotatedParse, at: int) -> int:
    """The first place of the dates, with their prepositions, right before ``at``: "until last year the"."""
    here = at
    while here and sentence.time_on[here - 1] is not None:
        here -= 1
    return here - 1 if here < at and here and sentence.parse.upos[here - 1] in {"ADP", "SCONJ"} else here


def _apposed_to(sentence: AnnotatedParse, noun: int) -> int | None:
    parse = sentence.parse
    host = parse.heads[noun]
    if parse.relation(noun) != "appos" or host == ROOT or host > noun:
        return None
    for each in (host, *parse.having(host, "appos", "flat")):
        if each != noun and (index := named_person(sentence, each)) is not None:
            others = (named_person(sentence, at) for at in range(each + 1, noun))
            return index if all(other in {None, index} for other in others) else None
    return None


def _apposed_behind(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The name that the tree hangs on a role behind another one: "the bank's chair and owner, Jane Doe, said"."""
    parse = sentence.parse
    for each in parse.having(role.head, "appos"):
        index = named_person(sentence, each) if each > role.end else None
        if index is not None and sentence.low(each - 1) == "," and _is_definite(sentence, role):
            between = range(role.end, each - 1)
            alone = all(named_person(sentence, at) is None and sentence.low(at) != "," for at in between)
            return index if alone and sentence.low(sentence.whole(each)[1]) in _CLOSING else None
    return None


def _before_comma(sentence: AnnotatedParse, comma: int) -> int | None:
    """The mention of the person whose name ends before the comma at ``comma``, over an age and over brackets."""
    if sentence.low(comma) != ",":
        return None
    at = comma - 1
    if sentence.low(at).isdigit() and sentence.low(at - 1) == ",":
        at -= 2
    if sentence.low(at) == ")":
        while at > 0 and sentence.low(at) != "(":
            at -= 1
        at -= 1
    return named_person(sentence, at) if at >= 0 else None


def _named_behind(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The name behind a role that commas set off: "the mayor of Strelsau, Jane Doe, spoke"."""
    at = _over_term(sentence, role.end)
    behind = sentence.parse.relation(role.head) == "appos" and sentence.low(role.start - 1) == ","
    apposed = behind and _is_somebody(sentence, role)
    if sentence.low(at) != "," or apposed:
        return None
    at = _before_name(sentence, at + 1)
    index = named_person(sentence, at) if at < len(sentence.parse) else None
    if index is None or not _is_definite(sentence, role):
        return None
    end = over_body(sentence, sentence.whole(at)[1])
    if sentence.low(end) == "(":
        while end < len(sentence.parse) and sentence.low(end) != ")":
            end += 1
        end += 1
    tree = sentence.parse
    apart = any(tree.relation(each) == "conj" and sentence.mention_on[each] == index for each in range(at, end))
    if sentence.low(end) == ";" or _joins_roles(sentence, at - 2):
        apart = False  # what goes on is another one of a list
    if sentence.low(end) == "," and sentence.low(end + 1) == "and" and named_person(sentence, end + 2) is None:
        apart = False  # what goes on is told by its own role: "and police chief Richard Roe", "and two aides"
    closed = sentence.low(end) in _CLOSING or _opens_clause(sentence, role, at)
    return index if closed and not apart else None


def _over_term(sentence: AnnotatedParse, at: int) -> int:
    """One past the date with its preposition that stands at ``at``: "Halden's mayor | from 1998 to 2006"."""
    here = at + 1
    while here < len(sentence.parse) and sentence.time_on[here] is not None:
        here += 1
    dated = here > at + 1 and sentence.parse.upos[at] in {"ADP", "SCONJ"}
    return here if dated else at


def _is_somebody(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether the phrase behind a comma tells what somebody is: not "for a talk, | a clerk of the court, Jane Doe"."""
    host = sentence.parse.heads[role.head]
    return host == ROOT or sentence.mention(host) is not None or bool(held_role(sentence.low(host)))


def _opens_clause(sentence: AnnotatedParse, role: RolePhrase, name: int) -> bool:
    """Whether the role opens the sentence and the name at ``name`` goes on as its subject: "A founder of the club, Jane
    Doe was elected"."""
    parse = sentence.parse
    start, end = sentence.whole(name)
    if role.start == 1 and sentence.low(0) == "as" and parse.relation(role.head) == "nsubj":
        return True  # "As the president of Ruritania, Jane Doe signed": the tree has the wrong one for the subject
    own = next((each for each in range(start, end) if parse.relation(each) == "nsubj"), None)
    opens = role.start <= 1 and not prepositions(parse, role.head)  # not "Through a spokeswoman, Jane Doe declined"
    return opens and own is not None and parse.heads[role.head] in {parse.heads[own], own}


def _before_name(sentence: AnnotatedParse, at: int) -> int:
    """The place of the name behind what may stand before it at ``at``: titles, an age, another role ("retired judge").

    ``at`` itself where something else stands there."""
    parse = sentence.parse
    for place in range(at, min(at + _DESCRIBING, len(parse))):
        if sentence.mention(place) is not None and named_person(sentence, place) is not None:
            before = parse.tokens[place - 1 - (sentence.low(place - 1) == ".")].text
            described = before in _TITLES or before == "old" or held_role(before.lower())
            return place if place == at or described else at
        article = place == at and parse.upos[place] == "DET"  # "its owner, the trader Jane Doe"
        article = article or _joins_roles(sentence, place)
        if parse.upos[place] in _APART and sentence.low(place) not in {"-", "."} and not article:
            break
    return at


def _joins_roles(sentence: AnnotatedParse, place: int) -> bool:
    """Whether "and" joins two roles of one person: "the sailor | and collector Jane Doe"."""
    joined = place + 1 < len(sentence.parse) and sentence.parse.upos[place] == "CCONJ"
    return joined and bool(held_role(sentence.low(place - 1)) and held_role(sentence.low(place + 1)))


def _is_definite(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether an article, a possessive or the name of a body opens the phrase, which can then introduce its holder."""
    parse = sentence.parse
    if any(parse.having(each, "det", "nmod:poss") for each in (role.noun, role.head)):
        return True
    head = parse.heads[role.head]
    return head != ROOT and bool(parse.having(head, "nmod:poss", "det"))  # "his successor as chairman, Jane Doe"


def _held_by_another(sentence: AnnotatedParse, role: RolePhrase, index: int) -> bool:
    """Whether a name of its own stands right behind the role: "Jane Doe, senator Richard Roe"."""
    other = named_person(sentence, role.end) if role.end < len(sentence.parse) else None
    inside = role.end > role.noun + 1 and sentence.low(role.noun + 1) in AFFILIATIONS  # "with the firm Doe & Roe"
    return other is not None and other != index and not inside


def with_body_behind(sentence: AnnotatedParse, role: RolePhrase) -> RolePhrase:
    """``role`` with the body that only a comma parts from it: "Jane Doe, press officer, University of Strelsau"."""
    at = role.end + 1
    if role.organization or role.place or sentence.low(role.end) != "," or at >= len(sentence.parse):
        return role
    mention = sentence.mention(at)
    if mention is None or mention.kind is not Kind.ORGANIZATION or mention.form not in _NAMES:
        return role
    end = sentence.whole(at)[1]
    ends = end >= len(sentence.parse) or (sentence.low(end) == "." and end + 1 >= len(sentence.parse))
    return replace(role, organization=mention.span) if ends else role
