"""Reads noun phrases: which word or name heads them and what kind of thing they mean."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.analysis.grammar.clauses import Clauses
from xpkg.analysis.grammar.words import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, QUANTIFIERS, QUOTES
from xpkg.lexicon import nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.nouns import NounKind
from xpkg.model import Kind, MentionForm

_MEASURES = nouns.having(nouns.Trait.MEASURE)
_POSTNOMINAL_ADVERBS = having(Trait.POSTNOMINAL_ADVERB)
_ROLE_COMPLEMENTS = having(Trait.ROLE_COMPLEMENT)
_TEMPORAL_SUBORDINATORS = having(Trait.TEMPORAL_SUBORDINATOR)
NUMBERS = having(Trait.NUMERAL) - {"one"} | nouns.having(nouns.Trait.NUMBER)
"""Words that count people or things."""
_QUANTITIES = NUMBERS | having(Trait.QUANTITY)
_LEADING = having(Trait.CONNECTIVE) | {","}
"""What may stand before a subject and is no part of it, beside conjunctions."""
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


class NounPhrases(Clauses):
    """The noun phrases of a sentence, once it is known where they begin and end."""

    def phrase(self, start: int, end: int) -> NounPhrase:
        while end > start + 1 and (
            self.low(end - 1) in QUOTES | _POSTNOMINAL_ADVERBS or self.tokens[end - 1].time is not None
        ):
            end -= 1
        last = self.tokens[end - 1]
        head = last.low
        if last.mention is not None:
            mention = self.mentions[last.mention]
            kinds = _CLASSES.get(mention.kind, _document_kinds(mention.subtype, mention.name))
            if mention.name.lower() == "it":
                kinds = ("body", "document", "law", "place", "thing")
            elif mention.name.lower() in {"they", "them"}:
                kinds = ("person", "body", "document", "law", "place", "thing")
            return NounPhrase(start, end, last.mention, head, kinds)
        if head[:1].isdigit():
            year = len(head) == 4 and head.isdigit() and "1500" <= head <= "2100"
            return NounPhrase(start, end, None, head, ("number",) if year and end == start + 1 else ("person",))
        return NounPhrase(start, end, None, head, nouns.kinds_of(head) or ("unknown",))

    def _heads(self, start: int, end: int) -> tuple[NounPhrase, ...]:
        while start < end and (
            self.low(start) in _TEMPORAL_SUBORDINATORS or self.low(start) in CONJUNCTIONS or self.low(start) in _LEADING
        ):
            start += 1
        if start < end and self.low(start) in {"by", "to"} and self.tokens[start].mention is None:
            return ()  # "a translation, edited by Jane Doe, was": her name is not the subject
        fronted = start < end and self.low(start) in PREPOSITIONS and self.tokens[start].mention is None
        if fronted and not self._quantifies(start):
            last = self.tokens[end - 1].mention if end > start else None
            return (self.phrase(start, end),) if last is not None else ()
        stop = next(
            (at for at in range(start + 1, end) if self.preposition(at) and not self._continues(start, at)), end
        )
        last = self.tokens[end - 1].mention if end > start else None
        if stop < end and last is not None and self.mentions[last].kind is Kind.PERSON and self.low(stop) == "of":
            first = next(at for at in range(start, end) if self.tokens[at].mention == last)
            capital = all(self.tokens[at].word[0].isupper() for at in range(stop + 1, first))
            title = capital or NounKind.ROLE in nouns.kinds_of(self.low(stop - 1))  # "chief of staff Jane Doe"
            if title and not self.preposition(first - 1):
                return (self.phrase(first, end),)  # "Secretary of State Jane Doe"; not "the club of mayor Jane Doe"
        phrases: list[NounPhrase] = []
        begin = start
        for at in range(start, stop + 1):
            if at == stop or (
                self.tokens[at].mention is None and (self.low(at) in CONJUNCTIONS or self.low(at) == ",")
            ):
                if begin < at:
                    phrases.append(self.phrase(begin, at))
                begin = at + 1
        return (*self._without_trades(phrases), *self._more_people(phrases[-1:], stop, end))

    def _without_trades(self, phrases: list[NounPhrase]) -> list[NounPhrase]:
        """``phrases`` without the plain nouns before "and" that only describe the person named after it: "lawyer and
        soldier Jane Doe"; but "police and Jane Doe"."""
        if len(phrases) < 2 or phrases[0].mention is not None or phrases[0].end != phrases[0].start + 1:
            return phrases
        second = phrases[1]
        index = second.mention
        person = index is not None and self.mentions[index].kind is Kind.PERSON
        described = self.tokens[second.start].mention is None and self.low(second.start) not in DETERMINERS
        return phrases[1:] if person and described else phrases

    def _more_people(self, last: list[NounPhrase], at: int, end: int) -> list[NounPhrase]:
        """The people named after what follows a first name: "Jane Doe of the bank and | Richard Roe | of the party"."""
        found: list[NounPhrase] = []
        person = bool(last) and last[0].mention is not None and self.mentions[last[0].mention].kind is Kind.PERSON
        while person and at < end and self.preposition(at):
            at += 1
            while at < end and (self.tokens[at].mention is not None or self.low(at) in DETERMINERS):
                at += 1
            while at < end and (self.low(at) in CONJUNCTIONS or self.low(at) == ","):
                at += 1
            index = self.tokens[at].mention if at < end else None
            if index is None or self.mentions[index].kind is not Kind.PERSON:
                break
            found.append(self.phrase(*self.whole(at)))
            at = found[-1].end
        return found

    def _objects(self, start: int, end: int) -> tuple[NounPhrase, ...]:
        phrases: list[NounPhrase] = []
        begin = start
        for at in range(start, end + 1):
            if at == end or (self.tokens[at].mention is None and (self.low(at) in CONJUNCTIONS or self.low(at) == ",")):
                if begin < at:
                    phrases.append(self._named(begin, at))
                begin = at + 1
        return tuple(phrases)

    def _named(self, start: int, end: int) -> NounPhrase:
        """The phrase, or the name that stands beside it: "one official, Jane Doe", "the head of the bank, Jane Doe"."""
        phrase = self.phrase(start, end)
        here = end
        office = "role" in phrase.kinds and self.low(start) == "the" and self.low(end) == "of"
        while here < len(self.tokens) and here < end + 9 and self.low(here) in _ROLE_COMPLEMENTS:
            here += 1
            while here < len(self.tokens) and (
                self.tokens[here].mention is not None
                or self.low(here) in DETERMINERS
                or (office and self.nounlike(here) and not self.finite(here))
            ):
                here += 1
        nominal = phrase.mention is None or self.mentions[phrase.mention].form is MentionForm.NOMINAL
        if nominal and {"person", "role"} & set(phrase.kinds) and self.low(here) == ",":
            name = here + 1
            if self.low(name).endswith(".") and len(self.low(name)) > 1:
                name += 1  # "the chair, Rep. Jane Doe"
            if name < len(self.tokens) and (index := self.tokens[name].mention) is not None:
                stop = self.whole(name)[1]
                if self.mentions[index].kind is Kind.PERSON:
                    return NounPhrase(name, stop, index, self.low(stop - 1), ("person",))
        return phrase

    def _quantifies(self, at: int) -> bool:
        """Whether "over 7,000", "more than half", "at least three" opens here."""
        here = at
        while self.low(here) in QUANTIFIERS:
            here += 1
        return here > at and (
            self.low(here)[:1].isdigit() or self.low(here) in _QUANTITIES or self.low(here) in _MEASURES
        )

    def _continues(self, start: int, at: int) -> bool:
        """Whether a preposition belongs to a measure: "a series of airstrikes", "more than 31 people"."""
        if self.low(at) == "of":
            measured = self.low(at - 1) in _MEASURES | NUMBERS or self.low(at - 1)[:1].isdigit()
            return measured and self.tokens[at - 1].mention is None
        return self.low(at) in QUANTIFIERS and (self.low(at + 1)[:1].isdigit() or self.low(at + 1) in QUANTIFIERS
                                                 or self.low(at - 1) in QUANTIFIERS)  # fmt: skip

    def _quoted(self, close: int) -> int | None:
        for here in range(close - 2, -1, -1):
            if self.low(here) in QUOTES:
                return here
        return None

    def _quoted_phrase(self, close: int) -> tuple[NounPhrase, ...]:
        opened = self._quoted(close)
        return (
            ()
            if opened is None or close - opened < 3
            else (NounPhrase(opened + 1, close - 1, None, "“”", ("document",)),)
        )


def _document_kinds(subtype: str, name: str) -> tuple[str, ...]:
    law = subtype in {"law", "agreement", "resolution"} or name.lower().endswith((" act", " bill", " law", " treaty"))
    return ("law", "document") if law else ("document",)
