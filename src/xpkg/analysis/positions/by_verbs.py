"""Reads offices that a verb tells: "was mayor", "became director", "resigned as chairman", "headed the agency"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.positions.role_phrases import RolePhrase, is_bare
from xpkg.lexicon import closed_classes, nouns, office_verbs
from xpkg.lexicon.office_verbs import Trait, office_nouns
from xpkg.model import Kind, MentionForm, Position, Span
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.arguments import is_passive, object_of, oblique, passive_agent, subject
from xpkg.syntax.clauses import is_asserted
from xpkg.syntax.nominals import first_conjunct, noun_phrase, possessor, prepositions
from xpkg.syntax.tree import ROOT, Parse

_GIVES = office_verbs.having(Trait.GIVES)
_SUCCEEDS = office_verbs.having(Trait.SUCCEEDS)
_TAKES_OVER = office_verbs.having(Trait.TAKES_OVER)
_LINKING = office_verbs.having(Trait.GIVES, Trait.TAKES, Trait.STAYS)
_OF_OFFICE = office_verbs.having(*(each for each in Trait if each is not Trait.LEADS))
_LEADS = office_verbs.having(Trait.LEADS)
BEGINS = office_verbs.having(Trait.GIVES, Trait.TAKES, Trait.ENTERS, Trait.SUCCEEDS, Trait.TAKES_OVER)
"""A date of such a verb is the day on which the office began; of one of ``ENDS`` that on which it ended."""
ENDS = office_verbs.having(Trait.LEAVES)
_RELATIVES = closed_classes.having(closed_classes.Trait.RELATIVE_PRONOUN)
_MEMBER = "member"
_POSSESSIVES = frozenset(("'s", "'", "’s", "’"))


def by_verbs(sentence: AnnotatedParse, role: RolePhrase) -> Iterator[tuple[int, int, bool]]:
    """The mentions that hold or held the office of ``role`` by a verb, with its place and whether it is over by it.

    "Is" and the nouns of verbs ("the appointment of Jane Doe as mayor") count as well. What is denied, asked, supposed
    or only possible is left out.
    """
    parse = sentence.parse
    if role.plural or sentence.low(role.noun + 1) in _POSSESSIVES:
        return  # "served as the minister's adviser"
    if (named := _by_name(sentence, role)) is not None:
        yield named
        return
    if (named := _by_noun(sentence, role)) is not None:
        yield named
        return
    verb = governor(sentence, role)
    if verb is None or not is_asserted(parse, verb):
        return
    word = parse.word(verb)
    passive = is_passive(parse, verb)
    holder = subject(parse, verb)
    is_copula = any(parse.having(each, "cop") for each in (verb, *head_places(sentence, role))) or verb == role.noun - 1
    if not is_copula and word not in _OF_OFFICE:
        holder = holder if holder is not None and role.noun < holder < verb else None  # "As mayor, she left"
    elif not is_copula and word in _GIVES and not passive:
        holder = _given(sentence, verb, role)
    succeeded = word in _SUCCEEDS and passive and not is_copula
    if (index := person(sentence, holder)) is not None:
        yield index, verb, succeeded or (word in ENDS and not is_copula)
    if succeeded and (index := person(sentence, passive_agent(parse, verb))) is not None:
        yield index, verb, False  # "was replaced as mayor by Jane Doe"
    if word in _SUCCEEDS and not passive and (index := person(sentence, object_of(parse, verb))) is not None:
        yield index, verb, True


def _by_name(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, int, bool] | None:
    """Whose name the predicate is of which the role is the subject: "Its chair is Jane Doe"."""
    parse, name = sentence.parse, parse_head(sentence, role)
    if name is None or not parse.having(name, "cop") or not is_asserted(parse, name):
        return None
    mention = sentence.mention(name)
    told = mention is not None and mention.kind is Kind.PERSON and mention.form is MentionForm.NAME
    return (sentence.mention_on[name] or 0, name, False) if told and name > role.end else None


def parse_head(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The predicate of which the role, with an article or a possessive, is the subject."""
    parse = sentence.parse
    definite = any(parse.having(each, "det", "nmod:poss") for each in (role.head, role.noun))
    return parse.heads[role.head] if definite and parse.relation(role.head) == "nsubj" else None


def governor(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The verb that gives, ends or tells the role; beside "is" the noun that has this."""
    parse, noun = sentence.parse, role.head
    first = first_conjunct(parse, noun)
    for each in (noun, first, *head_places(sentence, role)):
        if parse.having(each, "cop"):
            return noun if each in head_places(sentence, role) else each
    if first != noun and parse.upos[first] == "VERB" and parse.word(first) in _LINKING:
        return first  # "was named deputy in 1970, and in 1973 director"
    if is_bare(sentence, role.noun) and parse.upos[role.noun - 1] == "VERB" and parse.having(role.noun - 1, "aux"):
        return role.noun - 1  # "is managing director", which a bare noun for one person makes plain
    head = parse.heads[first]
    if head == ROOT or (noun != first and parse.having(noun, "nsubj")):
        return None
    marks = marks_of(parse, first) | ({"as"} if sentence.low(role.start - 1) == "as" else frozenset())
    if parse.relation(first) == "nmod" and "as" in marks and parse.relation(head) in {"obj", "obl"}:
        head = parse.heads[head]  # "joined the bank as director"
    word = parse.word(head)
    if parse.upos[head] != "VERB" or parse.relation(first) not in {"xcomp", "obj", "obl", "advcl", "nmod"}:
        return None
    if word in _TAKES_OVER and not any(parse.word(each) in {"over", "office"} for each in parse.dependents[head]):
        return None
    linked = word in _LINKING and not marks and parse.relation(first) in {"xcomp", "obj"}
    return head if linked or "as" in marks or (word in _GIVES and "to" in marks) else None


def head_places(sentence: AnnotatedParse, role: RolePhrase) -> range:
    """The places of a role of several words: "editor-in-chief", "attorney general"."""
    end = role.noun + 1
    while sentence.low(end) in {"-", "in", "chief", "general"} and end < role.end:
        end += 1
    return range(role.noun, end)


def marks_of(parse: Parse, place: int) -> frozenset[str]:
    """The prepositions and conjunctions before the phrase with the head at ``place``."""
    own = (parse.word(each) for each in parse.having(place, "mark"))
    return frozenset((*prepositions(parse, place), *own))


def person(sentence: AnnotatedParse, place: int | None) -> int | None:
    """The index of the mention of the person that the noun or pronoun at ``place`` is, or that is its name."""
    if place is None:
        return None
    parse = sentence.parse
    first = first_conjunct(parse, place)
    own = subject(parse, first) if parse.having(first, "cop") and parse.word(place) not in _RELATIVES else None
    if own is not None:
        place = own  # "was a politician who served as minister"
    named = (each for each in parse.having(place, "nmod:desc") if not parse.having(each, "case"))
    for each in (place, *parse.having(place, "appos", "flat"), *named):
        mention = sentence.mention(each)
        if mention is not None and mention.kind is Kind.PERSON and mention.form is not MentionForm.NOMINAL:
            return sentence.mention_on[each]
    host = parse.heads[place]
    if parse.relation(place) == "appos" and host != ROOT:
        return person(sentence, host)  # "Jane Doe, a merchant, who was governor"
    return None


def _given(sentence: AnnotatedParse, verb: int, role: RolePhrase) -> int | None:
    """Who is given the role: "appointed Jane Doe judge", "appointed her judge" (often read as her judge)."""
    parse = sentence.parse
    before = role.start - 1 if role.start - 1 > verb else verb  # "appointed Jane Doe chief executive"
    for each in (*parse.having(verb, "iobj", "obj"), *parse.having(role.head, "nmod:poss"), before):
        if each != role.head and verb < each < role.noun and person(sentence, each) is not None:
            return each
    return None


def _by_noun(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, int, bool] | None:
    """Of whom a noun tells it: "the appointment of Jane Doe as mayor", "her resignation as mayor"."""
    parse, noun = sentence.parse, role.head
    head = parse.heads[noun]
    if parse.relation(noun) != "nmod" or "as" not in marks_of(parse, noun):
        return None
    act = parse.heads[head] if person(sentence, head) is not None else head
    row = office_nouns().get(parse.word(act)) if act != ROOT else None
    if row is None:
        return None
    of = (each for each in parse.having(act, "nmod") if "of" in prepositions(parse, each))
    for each in (possessor(parse, act), *of):
        if (index := person(sentence, each)) is not None:
            return index, act, Trait.LEAVES in row.traits
    return None


def leaders(sentence: AnnotatedParse) -> Iterator[tuple[int, int, Position]]:
    """Who leads a body by a verb, or is elected to it: "headed the agency", "was elected to the senate"; each with the
    places of the verb and of the body."""
    parse = sentence.parse
    for verb in range(len(parse)):
        word = parse.word(verb)
        if parse.upos[verb] != "VERB" or word not in _LEADS | _GIVES or not is_asserted(parse, verb):
            continue
        passive = is_passive(parse, verb)
        if word in _LEADS and not passive:
            over = oblique(parse, verb, "over")  # "presided over the union"
            role, body = office_verbs.office_verbs()[word].role, object_of(parse, verb) or over
        elif word in _GIVES and passive:
            role, body = _MEMBER, oblique(parse, verb, "to")
        else:
            continue
        index = person(sentence, subject(parse, verb))
        if index is None or body is None:
            continue
        mention = sentence.mention(body)
        if mention is not None and mention.kind is Kind.ORGANIZATION and mention.form is not MentionForm.PRONOUN:
            organization = mention.span
        elif mention is None and nouns.NounKind.BODY in nouns.kinds_of(parse.word(body)):
            phrase = noun_phrase(parse, body)
            first = min(each for each in phrase if parse.relation(each) != "det" or each == body)
            definite = "the " if parse.having(body, "det") else ""
            role += f" of {definite}{sentence.cut(first, body + 1).cut(sentence.text)}"  # "headed the agency"
            organization = None
        else:
            continue
        holder = sentence.mentions[index].span
        spans = [holder, sentence.cut(min(verb, body), max(verb, body) + 1), *([organization] if organization else [])]
        evidence = Span(min(each.start for each in spans), max(each.end for each in spans))
        yield verb, body, Position(holder, role, evidence, sentence.cut(verb, verb + 1), organization=organization)
