"""Finds the phrases round a verb or noun: its subject before it, its object after it, what it describes."""

from __future__ import annotations

from xpkg.analysis.events.phrases import Phrase, Phrases
from xpkg.analysis.events.words import (
    BE,
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

__all__ = ["Line", "Phrase"]


class Line(Phrases):
    """A sentence in which subjects and objects can be found."""

    def phrase_before(self, end: int, depth: int = 0) -> tuple[Phrase, ...]:
        """The subject of a verb group that begins at ``end``: its coordinate heads, in order; none when unclear."""
        at = self._back_over(end)
        if self.low(end - 1) == "yet" and depth < 3 and (first := self.verb_left_of(end - 1)) is not None:
            return self.phrase_before(self.group(first).start, depth + 1)  # "served as mayor yet endorsed"
        if at == 0 or depth > 3:
            return ()
        low = self.low(at - 1)
        if self.tokens[at - 1].mention is None:
            if low in {"who", "which", "that", "whom"}:
                at -= 1
                before = self._back_over(at - 1 if self.low(at - 1) == "," else at) - 1
                if low == "who" and not (
                    self.nounlike(before) or (before >= 0 and self.tokens[before].mention is not None)
                ):
                    return ()  # "find out who paid"
                if low == "whom":
                    at = max(0, at - 2)
                noun = self._back_over(at - 1 if self.low(at - 1) == "," else at)
                if low == "who" and (person := self._person_ending_at(noun)):
                    # "kept away from Jane Doe, who"; but "a slave owned by Jane Doe who" tells of the slave
                    return (person,) if noun < at else ()
                return self._antecedent(noun, who=low == "who")
            if low in CONJUNCTIONS or (low == "," and self.low(at) in {"then"}):
                previous = self.verb_left_of(at - 1)
                return self.phrase_before(self.group(previous).start, depth + 1) if previous is not None else ()
            if low == ",":
                opened = self._comma_before(at - 1)
                inner = [token.mention for token in self.tokens[(opened or 0) + 1 : at - 1]]
                first = inner[0] if opened and inner and set(inner) == {inner[0]} else None
                if opened and first is not None and self.mentions[first].kind is Kind.PERSON:
                    return (self.phrase(opened + 1, at - 1),)  # "his wife, Jane Doe, spoke"
                found = self._ending_at(self._back_over(opened)) if opened else ()
                if len(found) == 1 and found[0].head.isdigit() and self.low(found[0].start - 1) == ",":
                    return self._ending_at(self._back_over(found[0].start - 1))  # "Jane Doe, 41, a banker, was"
                return self._bearers(found)
        return self._ending_at(at)

    def _antecedent(self, end: int, *, who: bool) -> tuple[Phrase, ...]:
        """What a relative pronoun stands for: the phrase before it or the one that this hangs on; none if unclear."""
        whole = self._ending_at(end)
        if not whole or whole[-1].end == end:
            return self._bearers(whole)
        near = self.adjacent(end)
        if not who or not near:
            return near
        people = {"person", "role"}
        head, last = bool(people & set(whole[-1].kinds)), bool((people | {"unknown"}) & set(near[0].kinds))
        return () if head == last else self._bearers(whole) if head else near

    def _bearers(self, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        """``phrases``, or whom they describe: "Jane Doe, a banker and former mayor, "."""
        one = len(phrases) == 1 or (
            len(phrases) == 2
            and self.low(phrases[0].start) in {"a", "an", "the"}
            and self.low(phrases[1].start) not in DETERMINERS
            and phrases[1].mention is None
        )
        if not one:
            return phrases
        bearer = self._apposed(phrases[0])
        return phrases if len(phrases) == 2 and bearer is phrases[0] else (bearer,)

    def _person_ending_at(self, end: int) -> Phrase | None:
        """The name of a person whose last token stands before ``end``, where a preposition leads to it."""
        index = self.tokens[end - 1].mention if end else None
        if index is None or self.mentions[index].kind is not Kind.PERSON:
            return None
        start = end - 1
        while start and self.tokens[start - 1].mention == index:
            start -= 1
        back = start
        while back and (self.low(back - 1).endswith(".") or self.low(back - 1) in {"president", "senator"}):
            back -= 1
        return self.phrase(start, end) if self._preposition(back - 1) else None

    def _comma_before(self, at: int) -> int | None:
        for here in range(at - 1, 0, -1):
            if self.low(here) == ",":
                return here
            if self.low(here) in HARD:
                return None
        return None

    def _back_over(self, at: int) -> int:
        """``at`` moved left over dates, adverbs and brackets."""
        while at > 0:
            token = self.tokens[at - 1]
            if token.low in {")", "]"}:
                back = at - 1
                while back > 0 and self.low(back) not in {"(", "["}:
                    back -= 1
                at = back
            elif token.time is not None:
                at -= 1
                if at > 0 and self.low(at - 1) in {"on", "in", "since", "by", "early", "late"}:
                    at -= 1
            elif token.mention is None and adverb(token.low):
                at -= 1
            else:
                break
        return at

    def _ending_at(self, end: int) -> tuple[Phrase, ...]:
        start = end
        while start > 0:
            token = self.tokens[start - 1]
            if token.mention is not None:
                if start < end and self._according(start - 1):
                    break
                start -= 1
                continue
            if (
                start < end
                and self.low(start) in {"the", "a", "an"}
                and self.tokens[start].mention is None
                and self.nounlike(start - 1)
                and token.low != "'s"
                and self.low(start - 2) not in {"all", "both"}
            ):
                break  # "on the day | the deal was announced"
            if token.low in QUOTES and start == end and self._quoted(start) is not None:
                return self._quoted_phrase(start)
            if token.low in HARD or token.low in QUOTES or token.low in SUBORDINATORS or token.low in {"(", ")"}:
                break
            if token.low in CONJUNCTIONS and not self._joins_names(start - 1, end):
                break
            if token.low == "," and not self._lists_names(start - 1, end):
                break
            if token.low in BE and start < end:
                return ()  # "who was secretary was sentenced": what follows "was" is no subject
            if self.finite(start - 1) or auxiliary(token.low):
                break
            if token.low in {"before", "after", "until", "till", "as", "since", "once"}:
                break  # "left the town before the ferry sank"
            start -= 1
        return self._heads(start, end)

    def _according(self, at: int) -> bool:
        """Whether the name at ``at`` is the source of the sentence: "According to the ministry 40 people died"."""
        first = at
        while first and self.tokens[first - 1].mention == self.tokens[at].mention:
            first -= 1
        while self.low(first - 1) in DETERMINERS:
            first -= 1
        return self.low(first - 1) == "to" and self.low(first - 2) == "according"

    def _joins_names(self, at: int, end: int) -> bool:
        """Whether a conjunction joins two phrases and not two clauses: no verb stands before it in its clause."""
        left = self.left(at, over_verbs=True)
        return not any(self.finite(index) for index in range(left, at)) and self.low(at + 1) not in PREPOSITIONS

    def _lists_names(self, at: int, end: int) -> bool:
        return (
            at > 0 and self.tokens[at - 1].mention is not None and self.tokens[at + 1].mention is not None
            and any(self.low(index) in CONJUNCTIONS for index in range(at + 1, end))
        )  # fmt: skip

    def adjacent(self, end: int) -> tuple[Phrase, ...]:
        """The one phrase that a participle right after it describes: "in a report | released on Monday"."""
        end = self._back_over(end)
        if end and self.low(end - 1) == ",":
            end = self._back_over(end - 1)
        whole = self._ending_at(end)
        if whole and whole[-1].end == end:
            return (self._apposed(whole[-1]),)
        start = end
        while (
            start > 0
            and not self._preposition(start - 1)
            and (
                self.tokens[start - 1].mention is not None
                or self.nounlike(start - 1)
                or self.low(start - 1) in DETERMINERS
            )
        ):
            start -= 1
        return (self._apposed(self.phrase(start, end)),) if start < end else ()

    def phrase_after(self, at: int, limit: int) -> tuple[Phrase, ...]:
        """The object that begins at or after ``at``, past adverbs and dates; none where another part comes first."""
        here = self._forward_over(at, limit)
        quantified = here
        while quantified < min(limit, here + 7) and not self._quantifies(quantified):
            quantified += 1
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
        """Whether a comma only parts the names of a list."""
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
