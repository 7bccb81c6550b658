"""Finds the phrases behind a verb or noun; a ``ShallowParse`` is a sentence with its verbs, subjects and objects."""

from __future__ import annotations

from xpkg.analysis.grammar.noun_phrases import NounPhrase
from xpkg.analysis.grammar.subjects import Subjects
from xpkg.analysis.grammar.words import (
    CONJUNCTIONS,
    DETERMINERS,
    HARD,
    PREPOSITIONS,
    QUANTIFIERS,
    QUOTES,
    SUBORDINATORS,
    adverb,
    auxiliary,
    past_like,
)
from xpkg.model import Kind

__all__ = ["NounPhrase", "ShallowParse"]


class ShallowParse(Subjects):
    """A sentence in which subjects and objects can be found."""

    def phrase_after(self, at: int, limit: int) -> tuple[NounPhrase, ...]:
        """The object that begins at or after ``at``, past adverbs and dates; none where another part comes first."""
        here = self._forward_over(at, limit)
        quantified = here
        while quantified < min(limit, here + 7) and not self._quantifies(quantified):
            quantified = limit if self.parts(quantified) else quantified + 1
        if self._no_phrase(here):
            if quantified >= min(limit, here + 7) or self.low(here) in {",", "."}:
                return ()
            here = quantified
        end = here
        while end < limit:
            token = self.tokens[end]
            if token.mention is not None:
                end += 1
                continue
            if (
                token.time is not None
                and end > here
                and self.low(end - 1) not in DETERMINERS
                and self.low(end - 1) != "'s"
            ):
                break  # "the 2012 award" goes on
            if token.low == "," and end > here and self._goes_on(end):
                end += 1
                continue
            if token.low in HARD or token.low in {",", "(", ")"} or token.low in SUBORDINATORS:
                break
            if end > here and ((token.low[:1].isdigit() and not self._measures(end)) or self._trailing(end)):
                break
            if token.low in QUOTES and end > here:
                break
            if (
                token.low in PREPOSITIONS
                and not self._continues(here, end)
                and not self._titled(end, limit)
                and not (end == here and self._quantifies(end))
            ):
                break
            if token.low == "to" or (auxiliary(token.low) and end > here):
                break
            if token.low in CONJUNCTIONS and not self._joins_objects(end):
                break
            if end > here and past_like(token.low) and not self.adjectival(end):
                break
            if end > here and token.low.endswith("ing") and (self.low(end - 1) in CONJUNCTIONS or self._doing(end)):
                break
            end += 1
        while end > here and self.low(end - 1) in CONJUNCTIONS | QUOTES | {","}:
            end -= 1
        return self._objects(here, end) if end > here else ()

    def _titled(self, of: int, limit: int) -> bool:
        """Whether "of" only belongs to the title before a person's name: "Secretary of State Jane Doe"."""
        at = of + 1
        while at < limit and self.tokens[at].mention is None and self.tokens[at].word[0].isupper():
            at += 1
        index = self.tokens[at].mention if of + 1 < at < limit else None
        title = self.low(of) == "of" and self.tokens[of - 1].word[0].isupper()
        return title and index is not None and self.mentions[index].kind is Kind.PERSON

    def _doing(self, at: int) -> bool:
        """Whether a participle with an object of its own describes the noun before it: "ads targeting the mayor"."""
        after = at + 1
        opens = after < len(self.tokens) and (self.tokens[after].mention is not None or self.low(after) in DETERMINERS)
        return opens and self.nounlike(at - 1) and self.tokens[at].mention is None

    def _goes_on(self, comma: int) -> bool:
        """Whether a comma only separates the names of a list."""
        after = comma + 1
        if self.tokens[comma - 1].mention is None or after >= len(self.tokens):
            return False
        if self.low(after) == "and":
            return self.nounlike(after + 1) or self.low(after + 1) in DETERMINERS
        return self.tokens[after].mention is not None and any(
            self.low(at) == "and" for at in range(after, min(len(self.tokens), after + 12))
        )

    def _measures(self, at: int) -> bool:
        """Whether a number belongs to the phrase that runs: after an article, a quantifier or a name."""
        low = self.low(at - 1)
        return low in DETERMINERS or low in QUANTIFIERS or low in {"'s", "of"}

    def _no_phrase(self, here: int) -> bool:
        low = self.low(here)
        if here >= len(self.tokens) or self.tokens[here].mention is not None:
            return here >= len(self.tokens)
        return (
            (low in PREPOSITIONS and not self._quantifies(here)) or low in HARD or low in SUBORDINATORS
            or low in CONJUNCTIONS or low in {",", "(", ")"} or auxiliary(low)
        )  # fmt: skip

    def _forward_over(self, at: int, limit: int) -> int:
        while at < limit and self.tokens[at].mention is None and (
            self.tokens[at].time is not None or adverb(self.low(at))
            or (self.low(at) == "on" and at + 1 < limit and self.tokens[at + 1].time is not None)
        ):  # fmt: skip
            at += 1
        return at

    def _joins_objects(self, at: int) -> bool:
        here = at + 1
        while self.low(here) in DETERMINERS or self.low(here) in {"former", "new"}:
            here += 1
        if here >= len(self.tokens):
            return False
        if self.tokens[here].mention is not None:
            follows = here
            while follows < len(self.tokens) and self.tokens[follows].mention is not None:
                follows += 1
            return not (follows < len(self.tokens) and self.finite(follows))
        return self.nounlike(here) and not past_like(self.low(here)) and not self.low(here).endswith("ing")
