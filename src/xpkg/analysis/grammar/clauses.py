"""Reads a sentence as clauses: where one begins and ends, and whether it only supposes."""

from __future__ import annotations

from xpkg.analysis.grammar.verb_groups import VerbGroups
from xpkg.analysis.grammar.words import (
    CONJUNCTIONS,
    DETERMINERS,
    HARD,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    auxiliary,
    past_like,
)
from xpkg.lexicon import verb_classes
from xpkg.lexicon.closed_classes import Trait, having

_GOVERNS_OF_GERUND = verb_classes.having(verb_classes.Trait.GOVERNS_OF_GERUND)
_NAMING = verb_classes.having(verb_classes.Trait.NAMING)
_ADJUNCT_OPENERS = having(Trait.ADJUNCT_OPENER)
_TEMPORAL_SUBORDINATORS = having(Trait.TEMPORAL_SUBORDINATOR)
_TIME_BOUNDS = _TEMPORAL_SUBORDINATORS & PREPOSITIONS
_RELATIVES = having(Trait.RELATIVE_PRONOUN) | {"where"}
_BEFORE_DATES = having(Trait.TEMPORAL, Trait.DATING_ADVERB)
_CONDITIONAL = having(Trait.CONDITIONAL)
_GERUND_APART = having(Trait.GERUND_APART)


class Clauses(VerbGroups):
    """The edges of a sentence's clauses."""

    def conditional(self, at: int) -> bool:
        """Whether the clause of ``at`` only supposes."""
        left = self.left(at)
        opener = self.low(left - 1)
        words = {self.low(index) for index in range(left, at)}
        in_the_event = {"event", "of"} <= words and self.low(left) == "in"
        supposing = _CONDITIONAL | {"should"}
        return opener in supposing or bool(words & supposing) or in_the_event or self._supposed(at)

    def _supposed(self, at: int) -> bool:
        """Whether "if", "whether" opens the clause of ``at`` over verbs before it: "whether he has given a speech"."""
        for here in range(at - 1, -1, -1):
            low = self.low(here)
            if low in HARD or low == "," or (low == "that" and self.tokens[here].mention is None):
                return False
            if low in SUBORDINATORS and self.tokens[here].mention is None:
                return low in _CONDITIONAL
        return False

    def part_start(self, at: int, stops: frozenset[str] = HARD) -> int:
        """The first token after the last of ``stops`` before ``at``."""
        while at > 0 and self.low(at - 1) not in stops:
            at -= 1
        return at

    def left(self, at: int, *, over_verbs: bool = False) -> int:
        """The first token of the clause of ``at``. Before it stands a hard mark, a subordinator, another finite
        verb, or a fronted clause ("Born in 1901, she moved")."""
        here = self._left(at, over_verbs=over_verbs)
        opener = here + (self.low(here) in _TIME_BOUNDS)
        if opener > here:
            doing = self.low(opener).endswith("ing") and self.tokens[opener].mention is None
        else:
            doing = self.low(here) == "born" or self._opens_with_participle(here)
        if not doing or opener >= at:
            return here
        return next((comma + 1 for comma in range(opener, at) if self.parts(comma)), here)

    def _opens_with_participle(self, after: int) -> bool:
        """Whether the word before ``after`` is a participle that opens the sentence: "Raised | in 1901, she"."""
        first = after - 1
        low = self.low(first)
        opens = first == 0 or (first > 0 and self.low(first - 1) in HARD)
        return opens and past_like(low) and not auxiliary(low) and self.tokens[first].mention is None

    def parts(self, comma: int) -> bool:
        """Whether a comma stands at ``comma`` that belongs to no date."""
        return self.low(comma) == "," and self.tokens[comma].time is None

    def _left(self, at: int, *, over_verbs: bool) -> int:
        here = at
        while here > 0:
            low = self.low(here - 1)
            inside = self.tokens[here - 1].mention is not None
            if low in HARD or (not inside and low in SUBORDINATORS):
                return here
            if not inside and low in _TEMPORAL_SUBORDINATORS and self._opens_clause(here, at):
                return here
            verb = not over_verbs and here - 1 != at and self.finite(here - 1) and not self._names(here - 1)
            if verb and not self._same_group(here - 1, at):
                return self._past_conjunction(here, at)
            here -= 1
        return here

    def _names(self, at: int) -> bool:
        """Whether a participle at ``at`` only gives a noun its name: "a driver named Jane Doe"."""
        named = at + 1 < len(self.tokens) and self.tokens[at + 1].mention is not None
        after_noun = self.nounlike(at - 1) and not auxiliary(self.low(at - 1))
        return named and after_noun and self.low(at) in _NAMING

    def _past_conjunction(self, start: int, at: int) -> int:
        """Where the clause of ``at`` begins behind another verb: "arrested | in 2001, but | charges were dropped"."""
        verb = self.group(at).start
        joined = [
            here + 1
            for here in range(start, verb - 1)
            if self.low(here) in CONJUNCTIONS and self.low(here - 1) == "," and self.tokens[here - 1].time is None
        ]
        return joined[-1] if joined else start

    def _opens_clause(self, start: int, at: int) -> bool:
        """Whether a subject and no comma stands between ``start`` and the verb of ``at``: "before he launched"."""
        verb = self.group(at).start
        words = [self.low(here) for here in range(start, verb)]
        return start < verb and "," not in words and not any(self.finite(here) for here in range(start, verb))

    def right(self, at: int) -> int:
        """One past the last token of the clause of ``at``: before a hard mark, a subordinator, another finite verb."""
        here = at + 1
        if self.low(here) in {"and", "or"} and here + 1 < len(self.tokens) and self.finite(here + 1):
            here += 2  # "arrested and charged on Monday"
        closed = self._closed_round(at)
        while here < len(self.tokens):
            token = self.tokens[here]
            if here == closed:
                return here
            if token.low in HARD or (token.mention is None and token.low in SUBORDINATORS):
                return here
            if self._trailing(here):
                return here
            if self.finite(here) and not self._reduced(here):
                return self._before_subject(here, at)
            here += 1
        return here

    def _closed_round(self, at: int) -> int | None:
        """The comma that closes the relative clause round ``at``, where a date of the main clause follows it."""
        for here in range(at - 1, -1, -1):
            if self.low(here) in HARD:
                return None
            relative = self.low(here) in _RELATIVES and self.tokens[here].mention is None
            if relative and self._opened(here) is not None:
                closed = self._closed(here)
                return closed if closed is not None and closed > at else None
        return None

    def _opened(self, relative: int) -> int | None:
        """The comma before a relative pronoun, or before the noun that it follows: ", who", ", the man who"."""
        for here in range(relative - 1, max(-1, relative - 9), -1):
            if self.low(here) == ",":
                return here
            if self.low(here) in HARD or self.finite(here):
                return None
        return None

    def _closed(self, relative: int) -> int | None:
        last = relative
        for here in range(relative + 1, len(self.tokens)):
            if self.low(here) in HARD:
                return None
            if self.low(here) != "," or self.tokens[here].time is not None:
                continue
            dated = here + 1 + (self.low(here + 1) in _BEFORE_DATES)
            named = {token.mention for token in self.tokens[last + 1 : here]}
            place = self.low(last) == "," and len(named) == 1 and None not in named  # "in Paris, Texas, on Monday"
            if (
                dated < len(self.tokens)
                and self.tokens[dated].time is not None
                and not (place or self.low(here - 1) in CONJUNCTIONS)
            ):
                return here
            last = here
        return None

    def _reduced(self, at: int) -> bool:
        """A participle that only describes the noun before it: "a report released on Monday"."""
        participle = self.low(at).endswith("ed") or self.low(at) == "held"
        joined = self.low(at - 1) in CONJUNCTIONS  # "enlisted in the army and served in"
        return participle and not joined and self.low(at + 1) in _ADJUNCT_OPENERS

    def _before_subject(self, verb: int, at: int) -> int:
        """Where the clause of a verb further right begins: at the last comma or conjunction between."""
        for here in range(verb - 1, at, -1):
            if self.low(here) in {",", "and", "but", "as"} | _TIME_BOUNDS:
                return self._before_fronted(here, at) if self.low(here) == "," else here
        return verb

    def _before_fronted(self, comma: int, at: int) -> int:
        """Where the next clause begins when a phrase is set before its subject: ", and | in 2008, she ended"."""
        for here in range(comma - 1, max(at, comma - 8), -1):
            if self.low(here) in CONJUNCTIONS:
                fronted = self.low(here + 1) in PREPOSITIONS or self.tokens[here + 1].time is not None
                return here if fronted else comma
            if self.low(here) == "," or self.low(here) in HARD:
                return comma
        return comma

    def by_doing(self, at: int) -> bool:
        """Whether a preposition opens what somebody does elsewhere or for what: "before leaving", "for killing"."""
        after = self.low(at + 1)
        low = self.low(at)
        return (
            (low in _GERUND_APART or (low == "of" and self.low(at - 1) in _GOVERNS_OF_GERUND))
            and self.tokens[at].mention is None
            and after.endswith("ing")
            and len(after) > 5
            and self.tokens[at + 1].mention is None
            and (self.nounlike(at + 2) or self.low(at + 2) in DETERMINERS | PRONOUNS | PREPOSITIONS)
        )

    def _trailing(self, at: int) -> bool:
        """Whether a participle in -ing follows its noun: "the statement calling for …"."""
        if self.low(at) in PREPOSITIONS:
            return False  # "concerning", "including"
        return (
            self.low(at).endswith("ing") and self.tokens[at - 1].mention is not None and self.tokens[at].mention is None
        )
