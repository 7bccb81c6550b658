"""Reads offices that a verb tells: "was mayor", "became director", "resigned as chairman", "held the post of"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpkg.analysis.positions.role_nouns import held_role
from xpkg.analysis.positions.role_phrases import RolePhrase, is_bare
from xpkg.lexicon import closed_classes, nouns, office_verbs
from xpkg.lexicon.office_verbs import Trait, office_nouns
from xpkg.model import Kind, Mention, MentionForm
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.arguments import is_passive, object_of, passive_agent, subject
from xpkg.syntax.clauses import Modality, is_asserted, is_outcome, modality, negation
from xpkg.syntax.nominals import antecedent, first_conjunct, possessor, prepositions
from xpkg.syntax.tree import ROOT, Parse

_GIVES = office_verbs.having(Trait.GIVES)
_SUCCEEDS = office_verbs.having(Trait.SUCCEEDS)
_TAKES_OVER = office_verbs.having(Trait.TAKES_OVER)
_LINKING = office_verbs.having(Trait.GIVES, Trait.TAKES, Trait.STAYS)
_ENTERS = office_verbs.having(Trait.ENTERS)
_STAYS = office_verbs.having(Trait.STAYS)
_OF_POSTS = office_verbs.having(Trait.HOLDS, Trait.TAKES_UP, Trait.TAKES_OVER, Trait.LEAVES, Trait.GIVES_UP)
_OF_OFFICE = office_verbs.having(*(each for each in Trait if each not in {Trait.HOLDS, Trait.TAKES_UP, Trait.GIVES_UP}))
_POSTS = nouns.of_kind(nouns.NounKind.POST)
_BEGINS = office_verbs.having(Trait.GIVES, Trait.TAKES, Trait.ENTERS, Trait.SUCCEEDS, Trait.TAKES_OVER)
_ENDS = office_verbs.having(Trait.LEAVES)
_TAKES_UP = office_verbs.having(Trait.TAKES_UP)
_GIVES_UP = office_verbs.having(Trait.GIVES_UP)
_HAVE = closed_classes.having(closed_classes.Trait.HAVE)
_BE = closed_classes.having(closed_classes.Trait.BE)
_RELATIVES = closed_classes.having(closed_classes.Trait.RELATIVE_PRONOUN)
_POSSESSIVES = frozenset(("'s", "'", "’s", "’"))


def begins(parse: Parse, verb: int) -> bool:
    """Whether a date of the verb is the day on which the office began: "became mayor", "took up the post"."""
    return parse.word(verb) in _BEGINS or (parse.word(verb) in _TAKES_UP and _has_post(parse, verb))


def ends(parse: Parse, verb: int) -> bool:
    """Whether a date of the verb is the day on which the office ended: "resigned as mayor", "left the post"."""
    return parse.word(verb) in _ENDS or (parse.word(verb) in _GIVES_UP and _has_post(parse, verb))


def _has_post(parse: Parse, verb: int) -> bool:
    return any(parse.word(each) in _POSTS for each in parse.having(verb, "obj", "nsubj:pass"))


def by_verbs(sentence: AnnotatedParse, role: RolePhrase) -> Iterator[tuple[int, int, bool]]:
    """The mentions that hold or held the office of ``role`` by a verb, with its place and whether it is over by it.

    "Is" and the nouns of verbs ("the appointment of Jane Doe as mayor") count as well. What is denied, asked, supposed
    or only possible is left out.
    """
    parse = sentence.parse
    if role.plural or sentence.low(role.noun + 1) in _POSSESSIVES:
        return  # "served as the minister's adviser"
    for read in (_by_name, _whose):
        if (named := read(sentence, role)) is not None:
            yield named
            return
    if (named := _by_noun(sentence, role)) is not None:
        yield named
        return
    if (named := _as_of_antecedent(sentence, role)) is not None:
        yield named
        return
    verb = governor(sentence, role)
    if verb is None:
        return
    if _of_another(sentence, role):
        return
    came = is_outcome(parse, verb) and is_asserted(parse, parse.heads[verb])
    if not (came or is_asserted(parse, verb) or _goes_on(parse, verb)):
        return
    word = parse.word(verb)
    passive = is_passive(parse, verb)
    holder = subject(parse, verb)
    is_copula = any(parse.having(each, "cop") for each in (verb, *head_places(sentence, role))) or verb == role.noun - 1
    is_copula = is_copula or _is_acting(parse, verb)
    if verb == _holding(sentence, role):
        holder = passive_agent(parse, verb) if passive else holder
    elif not is_copula and word not in _OF_OFFICE:
        holder = holder if holder is not None and role.noun < holder < verb else None  # "As mayor, she left"
    elif not is_copula and word in _GIVES and not passive:
        holder = _given(sentence, verb, role)
    succeeded = word in _SUCCEEDS and passive and not is_copula
    if (index := person(sentence, holder)) is not None:
        yield index, verb, succeeded or (ends(parse, verb) and not is_copula)
    if succeeded and (index := person(sentence, passive_agent(parse, verb))) is not None:
        yield index, verb, False  # "was replaced as mayor by Jane Doe"
    if word in _SUCCEEDS and not passive and (index := person(sentence, object_of(parse, verb))) is not None:
        yield index, verb, True


def _by_name(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, int, bool] | None:
    """Whose name the predicate is of which the role is the subject: "Its chair is Jane Doe", "is the poet Jane Doe"."""
    parse, predicate = sentence.parse, parse_head(sentence, role)
    if predicate is None or not parse.having(predicate, "cop") or not is_asserted(parse, predicate):
        return None
    name = predicate
    if sentence.mention(name) is None:
        name = next((each for each in parse.having(predicate, "appos", "flat") if sentence.mention(each)), name)
    mention = sentence.mention(name)
    told = mention is not None and mention.kind is Kind.PERSON and mention.form is MentionForm.NAME
    return (sentence.mention_on[name] or 0, name, False) if told and name > role.end else None


def _whose(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, int, bool] | None:
    """Who was what the clause begins with: "the society, whose director | she had been", "whose dean Jane Doe is"."""
    if "whose" not in {sentence.low(role.start), sentence.low(role.start - 1)} or role.end >= len(sentence.parse):
        return None
    index = sentence.mention_on[role.end]
    if index is None or sentence.mentions[index].kind is not Kind.PERSON:
        return None
    at = sentence.whole(role.end)[1]
    had = sentence.low(at) in _HAVE
    told = sentence.low(at + had) in _BE
    return (index, at + had, had) if told else None


def _as_of_antecedent(sentence: AnnotatedParse, role: RolePhrase) -> tuple[int, int, bool] | None:
    """Of whom a relative clause tells it that begins with the role: "Jane Doe, who as mayor fought for water"."""
    parse, at = sentence.parse, role.start - 1
    if sentence.low(at) != "as" or sentence.low(at - 1) not in _RELATIVES:
        return None
    verb = parse.heads[at - 1]
    if verb == ROOT or parse.relation(at - 1) != "nsubj" or (noun := antecedent(parse, verb)) is None:
        return None
    index = person(sentence, noun)
    return None if index is None else (index, role.noun, False)


def _goes_on(parse: Parse, verb: int) -> bool:
    """Whether the verb, with "will", tells of what is so already: "will remain a member"."""
    return parse.word(verb) in _STAYS and negation(parse, verb) is None and modality(parse, verb) is Modality.PREDICTION


def parse_head(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The predicate of which the role, with an article or a possessive, is the subject."""
    parse = sentence.parse
    definite = any(parse.having(each, "det", "nmod:poss") for each in (role.head, role.noun))
    definite = definite or sentence.low(role.start - 1) == "as"  # "her successor as mayor was Jane Doe"
    return parse.heads[role.head] if definite and parse.relation(role.head) == "nsubj" else None


def governor(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The verb that gives, ends or tells the role; beside "is" the noun that has this."""
    parse, noun = sentence.parse, role.head
    while parse.heads[noun] in range(role.start, role.noun) and parse.upos[parse.heads[noun]] == "VERB":
        noun = parse.heads[noun]  # "named as | acting minister", read as what acts
    first = first_conjunct(parse, noun)
    for each in (noun, first, *head_places(sentence, role)):
        if parse.having(each, "cop"):
            return noun if each in head_places(sentence, role) else each
    if first != noun and parse.upos[first] == "VERB" and parse.word(first) in _LINKING:
        return first  # "was named deputy in 1970, and in 1973 director"
    if (elected := _participle_before(sentence, role)) is not None:
        return elected
    if (held := _holding(sentence, role)) is not None:
        return held
    if parse.heads[noun] != ROOT and _is_acting(parse, parse.heads[noun]):
        return parse.heads[noun]
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


def _of_another(sentence: AnnotatedParse, role: RolePhrase) -> bool:
    """Whether the tree joins the role to one before it, though its own "is" has a subject: "Jane Doe was a judge and
    her mother, Ann, is | a nurse"."""
    parse = sentence.parse
    first = first_conjunct(parse, role.head)
    if first == role.head or first > role.start or parse.having(role.head, "nsubj"):
        return False
    copula = next((at for at in range(role.start - 1, first, -1) if parse.relation(at) == "cop"), None)
    if copula is None:
        return False
    joint = next((at for at in range(copula, first, -1) if parse.upos[at] == "CCONJ" or sentence.low(at) == ";"), None)
    between = () if joint is None else range(joint + 1, copula)
    return any(parse.upos[at] in {"NOUN", "PROPN", "PRON"} and sentence.time_on[at] is None for at in between)


def _is_acting(parse: Parse, verb: int) -> bool:
    """Whether a participle that stays with a role stands behind "been": "has been acting director"."""
    return parse.word(verb) == "acting" and any(parse.word(each) in _BE for each in parse.having(verb, "aux"))


def _participle_before(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The passive verb right before the phrase that the tree hangs on its noun: "was elected leader"."""
    parse, before = sentence.parse, role.start - 1
    told = before >= 0 and parse.heads[before] == role.head and sentence.low(before) in _GIVES
    return before if told and parse.having(before, "aux:pass") else None


def _holding(sentence: AnnotatedParse, role: RolePhrase) -> int | None:
    """The verb to which the post of the role is done: "held the post of interior minister", "the post … was held"."""
    parse = sentence.parse
    post = parse.heads[role.head]
    if post == ROOT or parse.relation(role.head) != "nmod" or parse.relations[post] not in {"obj", "nsubj:pass"}:
        return None
    told = parse.word(post) in _POSTS and "of" in prepositions(parse, role.head)
    return parse.heads[post] if told and parse.word(parse.heads[post]) in _OF_POSTS else None


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
    for each in (place, *parse.having(place, "appos", "flat"), *named, *_behind_body(sentence, place)):
        mention = sentence.mention(each)
        if mention is not None and mention.kind is Kind.PERSON and mention.form is not MentionForm.NOMINAL:
            return sentence.mention_on[each]
    host = parse.heads[place]
    if parse.relation(place) == "appos" and host != ROOT:
        return person(sentence, host)  # "Jane Doe, a merchant, who was governor"
    return None


def _behind_body(sentence: AnnotatedParse, place: int) -> Iterator[int]:
    """What the tree hangs on the body or land of a role in place of the role: "the mayor of Halden, | Jane Doe"."""
    parse = sentence.parse
    for each in parse.having(place, "nmod") if held_role(parse.word(place)) else ():
        mention = sentence.mention(each)
        if mention is None or mention.kind is not Kind.PERSON:
            yield from parse.having(each, "appos")


def with_entered_body(sentence: AnnotatedParse, role: RolePhrase, verb: int) -> RolePhrase:
    """``role`` with the body that its holder came into by the verb: "joined the bank | as a clerk"."""
    parse = sentence.parse
    if (whole := _before_whose(sentence, role)) is not None:
        of_body = whole.kind is Kind.ORGANIZATION
        return replace(role, organization=whole.span) if of_body else replace(role, place=whole.span)
    enters = parse.word(verb) in _ENTERS and verb < role.start and "as" in marks_of(parse, role.head)
    if role.organization or role.place or not enters:
        return role
    mention = None if (body := object_of(parse, verb)) is None else sentence.mention(body)
    named = mention is not None and mention.kind is Kind.ORGANIZATION and mention.form is not MentionForm.PRONOUN
    return replace(role, organization=mention.span) if mention is not None and named else role


def _before_whose(sentence: AnnotatedParse, role: RolePhrase) -> Mention | None:
    """The body or land that "whose" before the role means: "the | society, whose director she was"."""
    at = next((place for place in (role.start, role.start - 1) if sentence.low(place) == "whose"), 0)
    at -= 1 + (sentence.low(at - 1) == ",")
    mention = sentence.mention(at) if at >= 0 and not (role.organization or role.place) else None
    told = mention is not None and mention.kind in {Kind.ORGANIZATION, Kind.PLACE}
    return mention if told and _whose(sentence, role) is not None else None


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
