"""What a noun phrase is: its tokens, the mention or word that heads it, and the kinds of thing that it may mean."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.analysis.events.word_classes import QUOTES
from xpkg.lexicon import nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.noun_kinds import human_nouns
from xpkg.model import Kind
from xpkg.syntax.annotated import AnnotatedParse

_POSTNOMINAL_ADVERBS = having(Trait.POSTNOMINAL_ADVERB)
NUMBERS = having(Trait.NUMERAL) - {"one"} | nouns.having(nouns.Trait.NUMBER)
"""Words that count people or things."""
_CLASSES = {
    Kind.PERSON: ("person",), Kind.GROUP: ("person", "body"), Kind.ORGANIZATION: ("body",),
    Kind.PLACE: ("place", "body"), Kind.EVENT: ("event",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase: its tokens from ``start`` to ``end`` (exclusive), the mention that is its head if any, what it is.

    ``kinds`` are classes of the lexicon's nouns; ``head`` is the head word in lower case.
    """

    start: int
    end: int
    mention: int | None
    head: str
    kinds: tuple[str, ...]


def noun_phrase_of(parse: AnnotatedParse, start: int, end: int) -> NounPhrase:
    """The noun phrase of the tokens ``start`` to ``end`` (exclusive), less marks, adverbs and dates at its end."""
    while end > start + 1 and (
        parse.low(end - 1) in QUOTES | _POSTNOMINAL_ADVERBS or parse.time_on[end - 1] is not None
    ):
        end -= 1
    head = parse.low(end - 1)
    index = parse.mention_on[end - 1]
    if index is not None:
        mention = parse.mentions[index]
        name = mention.name.lower()
        kinds = _CLASSES.get(mention.kind, _document_kinds(mention.subtype, name))
        if name == "it":
            kinds = ("body", "document", "law", "place", "thing")
        elif name in {"they", "them"}:
            kinds = ("person", "body", "document", "law", "place", "thing")
        return NounPhrase(start, end, index, head, kinds)
    if head[:1].isdigit():
        year = len(head) == 4 and head.isdigit() and "1500" <= head <= "2100"
        return NounPhrase(start, end, None, head, ("number",) if year and end == start + 1 else ("person",))
    kinds = nouns.kinds_of(_hyphened(parse, start, end)) or nouns.kinds_of(head)
    return NounPhrase(start, end, None, head, kinds or (("person",) if _is_person(head) else ("unknown",)))


def _is_person(noun: str) -> bool:
    """Whether the dictionary has the noun, or the singular of a plural, for people alone."""
    return noun in human_nouns() or (noun.endswith("s") and noun[:-1] in human_nouns())


def _hyphened(parse: AnnotatedParse, start: int, end: int) -> str:
    """The last word with what hyphens join to it: "op-ed", "father-in-law"."""
    first = end - 1
    while first - 2 >= start and parse.low(first - 1) == "-":
        first -= 2
    return "".join(parse.low(place) for place in range(first, end))


def _document_kinds(subtype: str, name: str) -> tuple[str, ...]:
    law = subtype in {"law", "agreement", "resolution"} or name.endswith((" act", " bill", " law", " treaty"))
    return ("law", "document") if law else ("document",)
