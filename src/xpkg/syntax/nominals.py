"""What hangs on a noun: its conjuncts, appositions, relative clauses, possessor and markers of case."""

from __future__ import annotations

from xpkg.syntax.tree import Parse, subtree

_LOOSE = tuple("acl:relcl appos conj cc parataxis punct dep discourse list orphan case mark".split())
"""What hangs on a noun without being a part of its phrase proper."""


def conjuncts(parse: Parse, at: int) -> tuple[int, ...]:
    """The members of the coordination that ``at`` is in, in order: "Low" and "Reed" of "Low and Reed". All hang on the
    first (Universal Dependencies, ``conj``)."""
    first = first_conjunct(parse, at)
    return (first, *parse.having(first, "conj"))


def first_conjunct(parse: Parse, at: int) -> int:
    """The first member of the coordination that ``at`` is in; ``at`` itself where it is in none."""
    while parse.relation(at) == "conj":
        at = parse.heads[at]
    return at


def apposition(parse: Parse, at: int) -> int | None:
    """The head of the phrase in apposition to the noun at ``at``: "teacher" of "Ann Low, a teacher"."""
    return parse.first(at, "appos")


def antecedent(parse: Parse, verb: int) -> int | None:
    """The noun of which the relative clause with the head ``verb`` tells."""
    head = parse.heads[first_conjunct(parse, verb)]
    return head if parse.relations[first_conjunct(parse, verb)] == "acl:relcl" else None


def possessor(parse: Parse, at: int) -> int | None:
    """The noun or pronoun to which the noun at ``at`` belongs: "China" of "China’s arrest", "his" of "his arrest"."""
    return parse.first(at, "nmod:poss")


def prepositions(parse: Parse, at: int) -> tuple[str, ...]:
    """The words that mark the case of the noun at ``at``, in lower case: ("out", "of") of "out of the house"."""
    return tuple(
        parse.word(place)
        for case in parse.having(at, "case")
        for place in (case, *parse.having(case, "fixed"))
        if parse.word(case) not in {"'s", "'"}
    )


def modifier(parse: Parse, at: int, preposition: str) -> int | None:
    """The head of the phrase with ``preposition`` that modifies the noun at ``at``: "Low" of "the arrest of Low"."""
    return next((each for each in parse.having(at, "nmod") if preposition in prepositions(parse, each)), None)


def noun_phrase(parse: Parse, at: int) -> tuple[int, ...]:
    """The places of the noun at ``at`` and of what modifies it, in order.

    Not in it are the preposition before it, an apposition, another conjunct and a relative clause.
    """
    return subtree(parse, at, _LOOSE)


def name_of(parse: Parse, at: int) -> tuple[int, ...]:
    """The places of the name whose head is ``at``: the proper nouns that are ``flat`` or ``compound`` to it."""
    parts = (each for each in parse.having(at, "flat", "compound") if parse.upos[each] == "PROPN")
    return tuple(sorted((at, *parts)))
