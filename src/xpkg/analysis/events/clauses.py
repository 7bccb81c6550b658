"""Reads a sentence as clauses: verb groups, whether they assert, and the phrases before and after them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from xpkg.analysis.events.lexicon import NOUNS
from xpkg.analysis.events.words import (
    BE,
    DETERMINERS,
    HARD,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Token,
    adverb,
    auxiliary,
    cut,
    negated,
    past_like,
)
from xpkg.model import Kind, Mention, Span, TimeExpression

_QUOTES = frozenset("“ ” \" ‘ ’ ' « » ``".split())
_CONJUNCTIONS = frozenset(("and", "or", "but", "&"))
_CAUSES = frozenset("led had got caused forced ordered made saw leading causing forcing".split())
_CONDITIONS = frozenset("if unless whether should lest".split())
_QUANTIFIERS = frozenset(
    "more than at least over about nearly some up around almost fewer less roughly approximately".split()
)
_COLLECTIVES = frozenset(
    "series number average wave string group dozens hundreds thousands millions tens couple majority lot set handful "
    "rest "
    "half scores pair trio total collection trove cache spate round host array".split()
)
_CLASSES = {
    Kind.PERSON: ("person",), Kind.GROUP: ("person", "body"), Kind.ORGANIZATION: ("body",),
    Kind.PLACE: ("place", "body"), Kind.EVENT: ("event",),
}  # fmt: skip
_HEADS: dict[str, tuple[str, ...]] = {}
for _name, _words in NOUNS.items():
    for _word in _words:
        _HEADS[_word] = (*_HEADS.get(_word, ()), _name)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens from ``start`` to ``end`` (exclusive), the mention that is its head if any, what it is.

    ``kinds`` are classes of the lexicon's nouns; ``head`` is the head word in lower case.
    """

    start: int
    end: int
    mention: int | None
    head: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries from token ``start`` on; ``assertive`` when it says that something did happen."""

    start: int
    verb: int
    passive: bool
    auxiliaries: bool
    assertive: bool


class Line:
    """A sentence's tokens with the mentions and dates on them; all positions are token indexes."""

    def __init__(self, text: str, span: Span, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> None:
        self.text = text
        self.span = span
        self.mentions = mentions
        self.times = times
        names = _inside([mention.span for mention in mentions], span)
        dates = _inside([time.span for time in times], span)
        self.tokens = [
            Token(start, end, word, word.lower().replace("’s", "'s") if len(word) == 2 else word.lower(),
                  _covering(names, start), _covering(dates, start))
            for start, end, word in cut(text, span.start, span.end)
        ]  # fmt: skip

    def low(self, at: int) -> str:
        """The lower-case word at ``at``, or the empty string outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def cut(self, start: int, end: int) -> Span:
        """The stretch of text of tokens ``start`` to ``end`` (exclusive)."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def names(self) -> list[tuple[int, int, int]]:
        """First token, one past the last token, and index of each mention of the sentence, in order."""
        found: list[tuple[int, int, int]] = []
        for at, token in enumerate(self.tokens):
            if token.mention is None:
                continue
            if found and found[-1][2] == token.mention and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1, token.mention)
            else:
                found.append((at, at + 1, token.mention))
        return found

    # -- verbs

    def group(self, verb: int) -> Group:
        """The verb group that ends in the verb at ``verb``, and whether it asserts."""
        at = verb
        words: list[str] = []
        while (
            at > 0
            and self.tokens[at - 1].mention is None
            and (auxiliary(self.low(at - 1)) or adverb(self.low(at - 1)) or negated(self.low(at - 1)))
        ):
            at -= 1
            words.insert(0, self.low(at))
        while words and not (auxiliary(words[0]) or negated(words[0])):
            words.pop(0)
            at += 1
        passive = any(word in BE for word in words) and "being" not in words[:1]
        assertive = not any(word in MODALS or negated(word) or word in {"do", "does", "did"} for word in words)
        if "to" in words:
            assertive = assertive and self._caused(at)
        elif words[:1] == ["be"]:
            assertive = False
        if not words and self.low(at - 1) in {"and", "or"} and (previous := self.verb_left_of(at - 1)) is not None:
            before = self.group(previous)
            passive, assertive = passive or before.passive, assertive and before.assertive
        failed = {self.low(at - 1), self.low(at - 2)} & {
            "failed",
            "refused",
            "declined",
            "threatened",
            "tried",
            "attempted",
        }
        return Group(at, verb, passive, bool(words), assertive and not (failed and "to" in words))

    def _caused(self, at: int) -> bool:
        """Whether "led him to be …" stands before an infinitive."""
        return any(self.low(back) in _CAUSES for back in range(max(0, at - 6), at))

    def finite(self, at: int) -> bool:
        """Whether the token looks like a finite verb."""
        token = self.tokens[at]
        if token.mention is not None or token.time is not None:
            return False
        if token.low in BE or token.low in HAVE or token.low in MODALS or token.low in {"did", "does", "do"}:
            return token.low not in {"be", "been", "being", "having"}
        return past_like(token.low) and not self.adjectival(at)

    def adjectival(self, at: int) -> bool:
        """Whether a word in -ed stands before its noun: "the leaked documents", "newly appointed officials"."""
        before, after = at - 1, at + 1
        while before >= 0 and (self.low(before).endswith("ly") or self.low(before) in {"previously", "-"}):
            before -= 1
        low = self.low(before)
        opens = before < 0 or low in DETERMINERS or low == "'s" or low in PREPOSITIONS or low == "more"
        opens = opens or (before >= 0 and self.tokens[before].word.isdigit())
        return opens and self.nounlike(after) and self.low(at) not in {"said", "told", "was", "were", "had", "did"}

    def nounlike(self, at: int) -> bool:
        """Whether a noun, adjective or name may stand here."""
        low = self.low(at)
        return bool(low) and low[0].isalnum() and not (
            low in PREPOSITIONS or low in SUBORDINATORS or low in DETERMINERS or low in PRONOUNS or auxiliary(low)
            or low in _CONJUNCTIONS or adverb(low) or self.tokens[at].time is not None
        )  # fmt: skip

    def conditional(self, at: int) -> bool:
        """Whether the clause of ``at`` only supposes."""
        left = self.left(at)
        opener = self.low(left - 1)
        words = {self.low(index) for index in range(left, at)}
        in_the_event = {"event", "of"} <= words and self.low(left) == "in"
        return opener in _CONDITIONS or bool(words & _CONDITIONS) or in_the_event

    # -- edges

    def left(self, at: int, *, over_verbs: bool = False) -> int:
        """The first token of the clause of ``at``: after a hard mark, a subordinator, or another finite verb."""
        here = at
        while here > 0:
            low = self.low(here - 1)
            inside = self.tokens[here - 1].mention is not None
            if low in HARD or (not inside and low in SUBORDINATORS):
                return here
            if not over_verbs and here - 1 != at and self.finite(here - 1) and not self._same_group(here - 1, at):
                return here
            here -= 1
        return here

    def _same_group(self, verb: int, at: int) -> bool:
        return all(auxiliary(self.low(i)) or adverb(self.low(i)) or negated(self.low(i)) for i in range(verb, at))

    def right(self, at: int) -> int:
        """One past the last token of the clause of ``at``: before a hard mark, a subordinator, another finite verb."""
        here = at + 1
        if self.low(here) in {"and", "or"} and here + 1 < len(self.tokens) and self.finite(here + 1):
            here += 2  # "arrested and charged on Monday"
        while here < len(self.tokens):
            token = self.tokens[here]
            if token.low in HARD or (token.mention is None and token.low in SUBORDINATORS):
                return here
            if self._trailing(here):
                return here
            if self.finite(here) and not self._reduced(here):
                return self._before_subject(here, at)
            here += 1
        return here

    def _reduced(self, at: int) -> bool:
        """A participle that only describes the noun before it: "a report released on Monday"."""
        return self.low(at).endswith("ed") and self.low(at + 1) in {"by", "in", "at", "on", "from", "as"}

    def _before_subject(self, verb: int, at: int) -> int:
        """Where the clause of a verb further right begins: at the last comma or conjunction between."""
        for here in range(verb - 1, at, -1):
            if self.low(here) in {",", "and", "but", "after", "before", "as", "since"}:
                return here
        return verb

    # -- phrases

    def phrase_before(self, end: int, depth: int = 0) -> tuple[Phrase, ...]:
        """The subject of a verb group that begins at ``end``: its coordinate heads, in order; none when unclear."""
        at = self._back_over(end)
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
                return self._ending_at(self._back_over(at - 1 if self.low(at - 1) == "," else at))
            if low in _CONJUNCTIONS or (low == "," and self.low(at) in {"then"}):
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
                return found
        return self._ending_at(at)

    def verb_left_of(self, at: int) -> int | None:
        for here in range(at - 1, -1, -1):
            if self.low(here) in HARD:
                return None
            if self.finite(here) or (self.tokens[here].mention is None and past_like(self.low(here))
                                     and auxiliary(self.low(here - 1))):  # fmt: skip
                return here
        return None

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
                start -= 1
                continue
            if token.low in _QUOTES and start == end and self._quoted(start) is not None:
                return self._quoted_phrase(start)
            if token.low in HARD or token.low in _QUOTES or token.low in SUBORDINATORS or token.low in {"(", ")"}:
                break
            if token.low in _CONJUNCTIONS and not self._joins_names(start - 1, end):
                break
            if token.low == "," and not self._lists_names(start - 1, end):
                break
            if self.finite(start - 1) or auxiliary(token.low):
                break
            start -= 1
        return self._heads(start, end)

    def _joins_names(self, at: int, end: int) -> bool:
        """Whether a conjunction joins two phrases and not two clauses: no verb stands before it in its clause."""
        left = self.left(at, over_verbs=True)
        return not any(self.finite(index) for index in range(left, at)) and self.low(at + 1) not in PREPOSITIONS

    def _lists_names(self, at: int, end: int) -> bool:
        return (
            at > 0 and self.tokens[at - 1].mention is not None and self.tokens[at + 1].mention is not None
            and any(self.low(index) in _CONJUNCTIONS for index in range(at + 1, end))
        )  # fmt: skip

    def _quoted(self, close: int) -> int | None:
        for here in range(close - 2, -1, -1):
            if self.low(here) in _QUOTES:
                return here
        return None

    def _quoted_phrase(self, close: int) -> tuple[Phrase, ...]:
        opened = self._quoted(close)
        return (
            () if opened is None or close - opened < 3 else (Phrase(opened + 1, close - 1, None, "“”", ("document",)),)
        )

    def _heads(self, start: int, end: int) -> tuple[Phrase, ...]:
        while start < end and self.low(start) in {
            "after",
            "before",
            "since",
            "as",
            "until",
            "for",
            "than",
            "and",
            "but",
            "so",
            ",",
        }:
            start += 1
        if start < end and self.low(start) == "by" and self.tokens[start].mention is None:
            return ()  # "a translation, edited by Jane Doe, was": her name is not the subject
        fronted = start < end and self.low(start) in PREPOSITIONS and self.tokens[start].mention is None
        if fronted and not self._quantifies(start):
            last = self.tokens[end - 1].mention if end > start else None
            return (self.phrase(start, end),) if last is not None else ()
        stop = next(
            (at for at in range(start + 1, end) if self._preposition(at) and not self._continues(start, at)), end
        )
        last = self.tokens[end - 1].mention if end > start else None
        if stop < end and last is not None and self.mentions[last].kind is Kind.PERSON and self.low(stop) == "of":
            first = next(at for at in range(start, end) if self.tokens[at].mention == last)
            if not self._preposition(first - 1) and self.low(first - 1) != ",":
                return (self.phrase(first, end),)  # "Secretary of State Jane Doe"
        phrases: list[Phrase] = []
        begin = start
        for at in range(start, stop + 1):
            if at == stop or (
                self.tokens[at].mention is None and (self.low(at) in _CONJUNCTIONS or self.low(at) == ",")
            ):
                if begin < at:
                    phrases.append(self.phrase(begin, at))
                begin = at + 1
        return tuple(phrases)

    def _preposition(self, at: int) -> bool:
        return self.low(at) in PREPOSITIONS and self.tokens[at].mention is None

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

    def _apposed(self, phrase: Phrase) -> Phrase:
        """The name before a comma whose bearer the phrase describes: "Jane Doe, the banker arrested on Monday"."""
        comma = phrase.start - 1
        if (
            phrase.mention is not None
            or comma < 1
            or self.low(comma) != ","
            or not {"person", "role"} & set(phrase.kinds)
        ):
            return phrase
        index = self.tokens[comma - 1].mention
        if index is None or self.mentions[index].kind is not Kind.PERSON:
            return phrase
        start = comma - 1
        while start > 0 and self.tokens[start - 1].mention == index:
            start -= 1
        return self.phrase(start, comma)

    def _quantifies(self, at: int) -> bool:
        """Whether "over 7,000", "more than half", "at least three" opens here."""
        here = at
        while self.low(here) in _QUANTIFIERS:
            here += 1
        return here > at and (
            self.low(here)[:1].isdigit() or self.low(here) in DETERMINERS or self.low(here) in _COLLECTIVES
        )

    def _continues(self, start: int, at: int) -> bool:
        """Whether a preposition belongs to a measure: "a series of airstrikes", "more than 31 people"."""
        if self.low(at) == "of":
            return self.low(at - 1) in _COLLECTIVES or self.low(at - 1)[:1].isdigit()
        return self.low(at) in _QUANTIFIERS and (self.low(at + 1)[:1].isdigit() or self.low(at + 1) in _QUANTIFIERS
                                                 or self.low(at - 1) in _QUANTIFIERS)  # fmt: skip

    def phrase(self, start: int, end: int) -> Phrase:
        while end > start + 1 and (self.low(end - 1) in _QUOTES or self.tokens[end - 1].time is not None):
            end -= 1
        last = self.tokens[end - 1]
        head = last.low
        if last.mention is not None:
            mention = self.mentions[last.mention]
            kinds = _CLASSES.get(mention.kind, _document_kinds(mention.subtype, mention.name))
            if mention.name.lower() in {"it", "they", "them", "its", "their"}:
                kinds = ("person", "body", "document", "law", "place", "thing")
            return Phrase(start, end, last.mention, head, kinds)
        if head[:1].isdigit():
            return Phrase(start, end, None, head, ("person",))
        kinds = _HEADS.get(head, ())
        if not kinds and head.endswith("s"):
            kinds = _HEADS.get(head[:-1], ())
        return Phrase(start, end, None, head, kinds or ("unknown",))

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
            if token.low in _QUOTES and end > here:
                break
            if (
                token.low in PREPOSITIONS
                and not self._continues(here, end)
                and not (end == here and self._quantifies(end))
            ):
                break
            if token.low == "to" or (auxiliary(token.low) and end > here):
                break
            if token.low in _CONJUNCTIONS and not self._joins_objects(end):
                break
            if end > here and past_like(token.low) and not self.adjectival(end):
                break
            if end > here and token.low.endswith("ing") and self.low(end - 1) in _CONJUNCTIONS:
                break
            end += 1
        while end > here and self.low(end - 1) in _CONJUNCTIONS | _QUOTES | {","}:
            end -= 1
        return self._objects(here, end) if end > here else ()

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
        return low in DETERMINERS or low in _QUANTIFIERS or low in {"'s", "of"}

    def _trailing(self, at: int) -> bool:
        """Whether a participle in -ing follows its noun: "the statement calling for …"."""
        if self.low(at) in {"concerning", "regarding", "including", "following", "during"}:
            return False
        return (
            self.low(at).endswith("ing") and self.tokens[at - 1].mention is not None and self.tokens[at].mention is None
        )

    def _no_phrase(self, here: int) -> bool:
        low = self.low(here)
        if here >= len(self.tokens) or self.tokens[here].mention is not None:
            return here >= len(self.tokens)
        return (
            (low in PREPOSITIONS and not self._quantifies(here)) or low in HARD or low in SUBORDINATORS
            or low in _CONJUNCTIONS or low in {",", "(", ")"} or auxiliary(low)
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

    def _objects(self, start: int, end: int) -> tuple[Phrase, ...]:
        phrases: list[Phrase] = []
        begin = start
        for at in range(start, end + 1):
            if at == end or (
                self.tokens[at].mention is None and (self.low(at) in _CONJUNCTIONS or self.low(at) == ",")
            ):
                if begin < at:
                    phrases.append(self._named(begin, at))
                begin = at + 1
        return tuple(phrases)

    def _named(self, start: int, end: int) -> Phrase:
        """The phrase, or the name that stands beside it: "one official, Jane Doe"."""
        phrase = self.phrase(start, end)
        here = end
        while here < len(self.tokens) and here < end + 6 and self.low(here) in {"in", "of", "for"} | {""}:
            here += 1
            while here < len(self.tokens) and (self.tokens[here].mention is not None or self.low(here) in DETERMINERS):
                here += 1
        if phrase.mention is None and {"person", "role"} & set(phrase.kinds) and self.low(here) == ",":
            name = here + 1
            if name < len(self.tokens) and (index := self.tokens[name].mention) is not None:
                stop = name
                while stop < len(self.tokens) and self.tokens[stop].mention == index:
                    stop += 1
                if self.mentions[index].kind is Kind.PERSON:
                    return Phrase(name, stop, index, self.low(stop - 1), ("person",))
        return phrase


def _document_kinds(subtype: str, name: str) -> tuple[str, ...]:
    law = subtype in {"law", "agreement", "resolution"} or name.lower().endswith((" act", " bill", " law", " treaty"))
    return ("law", "document") if law else ("document",)


def _inside(spans: Sequence[Span], around: Span) -> list[tuple[int, int, int]]:
    """Start, end and index of the spans inside ``around``, the longest of those that overlap; ``spans`` are sorted."""
    first = bisect_left(spans, around.start, key=lambda span: span.start)
    found: list[tuple[int, int, int]] = []
    for index in range(first, len(spans)):
        span = spans[index]
        if span.start >= around.end:
            break
        if span.end > around.end:
            continue
        if found and span.start < found[-1][1]:
            if span.end - span.start > found[-1][1] - found[-1][0]:
                found[-1] = (span.start, span.end, index)
            continue
        found.append((span.start, span.end, index))
    return found


def _covering(spans: list[tuple[int, int, int]], at: int) -> int | None:
    place = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return spans[place][2] if place >= 0 and spans[place][1] > at else None
