"""Finds the phrases before a verb: its subject, and what a participle or relative pronoun speaks of."""

from __future__ import annotations

from xpkg.analysis.grammar.noun_phrases import NounPhrase, NounPhrases
from xpkg.analysis.grammar.words import (
    ARTICLES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HARD,
    PREPOSITIONS,
    QUOTES,
    SUBORDINATORS,
    adverb,
    auxiliary,
)
from xpkg.lexicon import verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm

_RELATIVE_PRONOUNS = having(Trait.RELATIVE_PRONOUN)
_TEMPORAL_SUBORDINATORS = having(Trait.TEMPORAL_SUBORDINATOR)
_BEFORE_DATES = having(Trait.TEMPORAL, Trait.DATING_ADVERB)
_NAMING = verb_classes.having(verb_classes.Trait.NAMING)


class Subjects(NounPhrases):
    """A sentence in which the subject of a verb can be found."""

    def phrase_before(self, end: int, depth: int = 0) -> tuple[NounPhrase, ...]:
        """The subject of a verb group that begins at ``end``: its coordinate heads, in order; none when unclear."""
        at = self._back_over(end)
        if self.low(end - 1) == "yet" and depth < 3 and (first := self.verb_left_of(end - 1)) is not None:
            return self.phrase_before(self.group(first).start, depth + 1)  # "served as mayor yet endorsed"
        if at == 0 or depth > 3:
            return ()
        low = self.low(at - 1)
        if self.tokens[at - 1].mention is None:
            if low in _RELATIVE_PRONOUNS:
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
                    # "kept away from Jane Doe, who"; but "a slave owned by Jane Doe who" is about the slave
                    return (person,) if noun < at else ()
                found = self._antecedent(noun, who=low == "who")
                beside = low == "which" and self.low(at - 1) == "," and self._near_place(noun)
                return () if beside and found != self.adjacent(noun) else found  # "the scene in Paris, which hosted"
            if low in CONJUNCTIONS or (low == "," and self.low(at) in {"then"}):
                previous = self.verb_left_of(at - 1)
                return self.phrase_before(self.group(previous).start, depth + 1) if previous is not None else ()
            if low == ",":
                opened = self._comma_before(at - 1)
                if opened and (person := self._described(opened + 1, at - 1)):
                    return (person,)
                if shared := self._listed_verb(at - 1, end):
                    return shared
                inner = [token.mention for token in self.tokens[(opened or 0) + 1 : at - 1]]
                first = inner[0] if opened and inner and set(inner) == {inner[0]} else None
                if opened and first is not None and self.mentions[first].kind is Kind.PERSON:
                    return (self.phrase(opened + 1, at - 1),)  # "his wife, Jane Doe, spoke"
                found = self._ending_at(self._back_over(opened)) if opened else ()
                if len(found) == 1 and found[0].head.isdigit() and self.low(found[0].start - 1) == ",":
                    return self._ending_at(self._back_over(found[0].start - 1))  # "Jane Doe, 41, a banker, was"
                return self._bearers(found)
        return self._ending_at(at)

    def _listed_verb(self, comma: int, end: int) -> tuple[NounPhrase, ...]:
        """The subject that a verb shares with the one before the ``comma`` between them: "Jane Doe was hired in 2010,
        was promoted in 2011 and left"; none where the comma may close what is set within."""
        verb = self.verb_left_of(comma) if auxiliary(self.low(end)) else None
        if verb is None or any(self.parts(here) for here in range(verb, comma)):
            return ()
        group = self.group(verb)
        opener = self.low(self.left(verb) - 1)
        told = group.auxiliaries or self.finite(verb)
        if opener not in {"", "that"} or not told or self.low(group.start - 1) == ",":
            return ()
        found = self.phrase_before(group.start)
        first = self.left(verb)
        fronted = self.preposition(first) or self.tokens[first].time is not None
        opens = bool(found) and self.preposition(found[0].start)  # ", in her youth Jane Doe was"
        set_within = bool(found) and self.low(found[0].start - 1) == "," and not (fronted or opens)
        return () if set_within else found  # "the witness, a driver named Jane Doe, was": "named" is no verb of his

    def _described(self, start: int, end: int) -> NounPhrase | None:
        """The person named at the end of an apposition of plain words, where no name stands before it: "a guest,
        the banker Jane Doe, left", "the witness, a driver named Richard Roe, was heard"."""
        index = self.tokens[end - 1].mention
        before = self.tokens[start - 2].mention if start > 1 else None
        named = before is not None and self.mentions[before].form in (MentionForm.NAME, MentionForm.SHORT)
        if index is None or named or self.mentions[index].kind is not Kind.PERSON:
            return None
        first = self.whole(end - 1)[0]
        plain = all(
            self.tokens[here].mention is None
            and (self.nounlike(here) or self.low(here) in DETERMINERS)
            and (not self.finite(here) or self.low(here) in _NAMING)
            for here in range(start, first)
        )
        return self.phrase(first, end) if plain and first > start else None

    def _antecedent(self, end: int, *, who: bool) -> tuple[NounPhrase, ...]:
        """What a relative pronoun stands for: the phrase before it or the one that this depends on; none if unclear."""
        whole = self._ending_at(end)
        near = self.adjacent(end)
        if not whole and not who:
            return near  # "spoke of the attacks that"
        if not whole or whole[-1].end == end:
            return self._bearers(whole, person=who)
        if self._near_place(end) and not who:
            return self._bearers(whole)  # "the shooting at a clinic in Paris that killed three people"
        if not who or not near:
            return near
        people = {"person", "role"}
        head, last = bool(people & set(whole[-1].kinds)), bool((people | {"unknown"}) & set(near[0].kinds))
        return () if head == last else self._bearers(whole) if head else near

    def _near_place(self, end: int) -> bool:
        """Whether the phrase that ends before ``end`` is the name of a place."""
        near = self.adjacent(end)
        index = near[0].mention if near else None
        return index is not None and self.mentions[index].kind is Kind.PLACE

    def _bearers(self, phrases: tuple[NounPhrase, ...], *, person: bool = False) -> tuple[NounPhrase, ...]:
        """``phrases``, or whom they describe: "Jane Doe, a banker and former mayor, "."""
        one = len(phrases) == 1 or (
            len(phrases) == 2
            and self.low(phrases[0].start) in ARTICLES
            and self.low(phrases[1].start) not in DETERMINERS
            and phrases[1].mention is None
        )
        if not one:
            return phrases
        bearer = self._apposed(phrases[0], person=person)
        return phrases if len(phrases) == 2 and bearer is phrases[0] else (bearer,)

    def _person_ending_at(self, end: int) -> NounPhrase | None:
        """The name of a person whose last token stands before ``end``, where a preposition leads to it."""
        index = self.tokens[end - 1].mention if end else None
        if index is None or self.mentions[index].kind is not Kind.PERSON:
            return None
        start = back = self.whole(end - 1)[0]
        while back and (self.low(back - 1).endswith(".") or self.low(back - 1) in {"president", "senator"}):
            back -= 1
        return self.phrase(start, end) if self.preposition(back - 1) else None

    def _comma_before(self, at: int) -> int | None:
        marks = (here for here in range(at - 1, 0, -1) if self.low(here) == "," or self.low(here) in HARD)
        nearest = next(marks, 0)
        return nearest if self.low(nearest) == "," else None

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
                if at > 0 and self.low(at - 1) in _BEFORE_DATES:
                    at -= 1
            elif token.mention is None and adverb(token.low):
                at -= 1
            else:
                break
        return at

    def _ending_at(self, end: int) -> tuple[NounPhrase, ...]:
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
                and self.low(start) in ARTICLES
                and self.tokens[start].mention is None
                and self.nounlike(start - 1)
                and token.low != "'s"
                and self.low(start - 2) not in {"all", "both"}
            ):
                break  # "on the day | the deal was announced"
            if start < end and token.time is not None and self._opens_with_date(start):
                break  # "in 2016 | inspectors fined"
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
            if self.finite(start - 1) or (auxiliary(token.low) and not (start < end and self._leads_to(start))):
                break
            if token.low in _TEMPORAL_SUBORDINATORS or token.low == "as":
                break  # "left the town before the ferry sank"
            start -= 1
        return self._heads(start, end)

    def _opens_with_date(self, end: int) -> bool:
        """Whether the date that ends before ``end`` is that of the clause and is no part of the phrase that follows:
        "in 2016 inspectors", "on Monday the court"; but "the 2016 report", "Monday's vote"."""
        first = end
        while first and self.tokens[first - 1].time is not None:
            first -= 1
        low = self.low(first - 1)
        opens = first == 0 or low in {",", "and", "but", "that", "when", "later", "earlier"} or low in HARD
        return self.low(end) != "'s" and (opens or (self.preposition(first - 1) and low != "of"))

    def _leads_to(self, at: int) -> bool:
        """Whether "to" stands before ``at`` and leads to a thing, not to a verb: "her engagement to Jane Doe"."""
        leads = self.tokens[at].mention is not None or self.low(at) in DETERMINERS
        return self.low(at - 1) == "to" and leads and self.nounlike(at - 2)

    def _according(self, at: int) -> bool:
        """Whether the name at ``at`` is the source of the sentence: "According to the ministry 40 people died"."""
        first = self.whole(at)[0]
        while self.low(first - 1) in DETERMINERS:
            first -= 1
        return self.low(first - 1) == "to" and self.low(first - 2) == "according"

    def _joins_names(self, at: int, end: int) -> bool:
        """Whether a conjunction joins two phrases and not two clauses: no verb stands before it in its clause."""
        left = self.left(at, over_verbs=True)
        return not any(self.finite(index) for index in range(left, at)) and self.low(at + 1) not in PREPOSITIONS

    def _lists_names(self, at: int, end: int) -> bool:
        first = self.part_start(at)
        while first < at and self.tokens[first].mention is None and adverb(self.low(first)):
            first += 1
        if self.preposition(first) and not any(self.parts(comma) for comma in range(first, at)):
            return False  # "at the call of Richard Roe, Jane Doe and Ann Poe left"
        return (
            at > 0 and self.tokens[at - 1].mention is not None and self.tokens[at + 1].mention is not None
            and any(self.low(index) in CONJUNCTIONS for index in range(at + 1, end))
        )  # fmt: skip

    def fronted(self, at: int) -> tuple[NounPhrase, ...]:
        """The subject after the comma that closes what is set before it: "Arrested in 2010, | Jane Doe | fled"."""
        for comma in range(at, len(self.tokens)):
            verb = next((here for here in range(comma + 1, len(self.tokens)) if self.finite(here)), None)
            if self.low(comma) != "," or verb is None:
                continue
            found = self.phrase_before(self.group(verb).start)
            between = range(comma + 1, found[0].start) if found else range(0)
            if found and found[0].start > comma and not any(self.low(here) == "," for here in between):
                return found
        return ()

    def adjacent(self, end: int) -> tuple[NounPhrase, ...]:
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
            and not self.preposition(start - 1)
            and (
                self.tokens[start - 1].mention is not None
                or self.nounlike(start - 1)
                or self.low(start - 1) in DETERMINERS
            )
        ):
            start -= 1
        return (self._apposed(self.phrase(start, end)),) if start < end else ()

    def _apposed(self, phrase: NounPhrase, *, person: bool = False) -> NounPhrase:
        """The name before a comma that the phrase describes: "Jane Doe, the banker arrested on Monday"."""
        comma = phrase.start - 1
        if (
            (phrase.mention is not None and self.low(phrase.start) not in ARTICLES - {"the"})
            or comma < 1
            or self.low(comma) != ","
            or not (person or {"person", "role"} & set(phrase.kinds))
        ):
            return phrase
        index = self.tokens[comma - 1].mention
        if index is None or self.mentions[index].kind is not Kind.PERSON:
            return phrase
        return self.phrase(self.whole(comma - 1)[0], comma)
