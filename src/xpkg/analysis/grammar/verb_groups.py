"""Reads a sentence's verbs with what stands before them: whether they are passive, and whether they assert."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.analysis.grammar.tokens import SentenceWords
from xpkg.analysis.grammar.words import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAD_OR_WOULD,
    HARD,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    adverb,
    auxiliary,
    negated,
    past_like,
)
from xpkg.lexicon import factuality_cues, modifiers, verb_classes
from xpkg.lexicon.closed_classes import Trait, having

_LINKING = verb_classes.having(verb_classes.Trait.LINKING)
_RANKING = modifiers.having(modifiers.Trait.RANKING)
_CAUSATIVE = verb_classes.having(verb_classes.Trait.CAUSATIVE)
_THAT_CLAUSE = factuality_cues.having(factuality_cues.Trait.TAKES_THAT_CLAUSE)
_RECENCY = modifiers.having(modifiers.Trait.RECENCY)
_UNACCOMPLISHED = factuality_cues.having(factuality_cues.Trait.UNACCOMPLISHED)
_NONFINITE = having(Trait.NONFINITE)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries from token ``start`` on; ``assertive`` when it says that something did happen."""

    start: int
    verb: int
    passive: bool
    auxiliaries: bool
    assertive: bool


class VerbGroups(SentenceWords):
    """The verbs of a sentence."""

    def group(self, verb: int) -> VerbGroup:
        """The verb group that ends in the verb at ``verb``, and whether it asserts."""
        at = verb
        words: list[str] = []
        while (
            at > 0
            and self.tokens[at - 1].mention is None
            and (
                auxiliary(self.low(at - 1))
                or adverb(self.low(at - 1))
                or negated(self.low(at - 1))
                or (self.low(at - 1) == "'s" and self.low(at) == "been")  # "Jane Doe’s been arrested"
            )
        ):
            at -= 1
            words.insert(0, self.low(at))
        while words and not (auxiliary(words[0]) or negated(words[0]) or words[:2] == ["'s", "been"]):
            words.pop(0)
            at += 1
        passive = any(word in BE for word in words) and "being" not in words[:1]
        assertive = not any(word in MODALS or negated(word) or word in DO for word in words)
        if words[:1] and words[0] in HAD_OR_WOULD and {"be", "have"} & set(words):
            assertive = False  # "he’d be arrested"
        elif "to" in words:
            assertive = assertive and (self._caused(at) or self.first_to(at))
        elif words[:1] == ["be"]:
            assertive = False
        if not words and self.low(at - 1) in {"and", "or"} and (previous := self.verb_left_of(at - 1)) is not None:
            before = self.group(previous)
            passive, assertive = passive or before.passive, assertive and before.assertive
        failed = {self.low(at - 1), self.low(at - 2)} & _UNACCOMPLISHED
        return VerbGroup(at, verb, passive, bool(words), assertive and not (failed and "to" in words))

    def _caused(self, at: int) -> bool:
        """Whether "led him to be …" stands before an infinitive."""
        return any(self.low(back) in _CAUSATIVE for back in range(max(0, at - 6), at))

    def first_to(self, at: int) -> bool:
        """Whether the infinitive whose "to" stands at ``at`` is what somebody was the first to do: "the first woman
        to receive the prize"."""
        ranked = {self.low(back) for back in range(max(0, at - 5), at)} & _RANKING
        return bool(ranked) and self.low(at) == "to" and self.nounlike(at - 1)

    def finite(self, at: int) -> bool:
        """Whether the token looks like a finite verb."""
        token = self.tokens[at]
        if token.mention is not None or token.time is not None:
            return False
        if token.low in BE or token.low in HAVE or token.low in MODALS or token.low in DO:
            return token.low not in _NONFINITE
        return past_like(token.low) and not self.adjectival(at)

    def preposition(self, at: int) -> bool:
        """Whether a preposition stands at ``at``, and not a part of a name."""
        return self.low(at) in PREPOSITIONS and self.tokens[at].mention is None

    def adjectival(self, at: int) -> bool:
        """Whether a word in -ed stands before its noun: "the leaked documents", "newly appointed officials"."""
        before, after = at - 1, at + 1
        while before >= 0 and (self.low(before).endswith("ly") or self.low(before) in {"previously", "-"}):
            before -= 1
        low = self.low(before)
        if self.low(after)[:1].isdigit() or (low == "that" and self._relative(before)):
            return False  # "the attacks that killed people", "flooding killed 20"
        opens = before < 0 or low in DETERMINERS or low == "'s" or low in PREPOSITIONS or low == "more"
        opens = opens or (low in _RECENCY and self.low(before - 1) in DETERMINERS | {"'s"})
        opens = opens or (low.endswith("ing") and self.low(before - 1) not in DETERMINERS)  # "giving paid speeches"
        opens = opens or (before >= 0 and self.tokens[before].word.isdigit())
        saying = self.low(at) in {"said", "told"}
        return opens and self.nounlike(after) and not (saying or auxiliary(self.low(at)))

    def _relative(self, that: int) -> bool:
        """Whether "that" stands for the noun before it, and opens no clause of what was said."""
        noun = that - 1
        if noun < 0 or self.low(noun) in _THAT_CLAUSE or self.tokens[noun].time is not None:
            return False
        return self.tokens[noun].mention is not None or (self.nounlike(noun) and not past_like(self.low(noun)))

    def nounlike(self, at: int) -> bool:
        """Whether a noun, adjective or name may stand here."""
        low = self.low(at)
        return bool(low) and low[0].isalnum() and not (
            low in PREPOSITIONS or low in SUBORDINATORS or low in DETERMINERS or low in PRONOUNS or auxiliary(low)
            or low in CONJUNCTIONS or adverb(low) or self.tokens[at].time is not None
        )  # fmt: skip

    def verb_left_of(self, at: int) -> int | None:
        """The verb before ``at`` that another verb may be joined to: no infinitive, and "became" in "became known"."""
        for here in range(at - 1, -1, -1):
            if self.low(here) in HARD:
                return None
            if self.finite(here) or (self.tokens[here].mention is None and past_like(self.low(here))
                                     and auxiliary(self.low(here - 1))):  # fmt: skip
                if self.low(at - 1) == "," and self._of_infinitive(here):
                    continue
                return here - 1 if self.low(here - 1) in _LINKING else here
        return None

    def _of_infinitive(self, at: int) -> bool:
        """Whether the participle at ``at`` belongs to "to be", "to get" before it."""
        back = at
        while back and self.tokens[back - 1].mention is None and self.low(back - 1) in _NONFINITE | {"get", "have"}:
            back -= 1
        return back < at and self.low(back - 1) == "to"

    def _same_group(self, verb: int, at: int) -> bool:
        return all(auxiliary(self.low(i)) or adverb(self.low(i)) or negated(self.low(i)) for i in range(verb, at))
