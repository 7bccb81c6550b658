"""Finds who speaks in the source phrase of an attribution: the bearer of its head, never of what hangs on the head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from xpkg.analysis.names.triggers import NOMINALS, ROLES
from xpkg.model import Attribution, Kind, Mention, MentionForm, Mode, Span

_CUT = frozenset(
    "for of at from in with to who whose which that on by about as among under against near into during after before "
    "over inside within including like outside".split()
)
"""Words at which the head of a noun phrase has ended."""

_WORD = re.compile(r"[^\s,;:()“”\"]+|[,;:()]")
_APPOSED = re.compile(r"(?:One of )?[^,]*?([^\W\d_]+) (?:of|for|at|in|from) [^,]+, (?:[A-Z][\w’']*\.? )*?[^,]+")
_FIRST_PERSON = frozenset(("i", "me", "my", "myself"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))


class Phrases:
    """Reads source phrases by the mentions in them. ``of`` is the entity of each mention by its number."""

    def __init__(self, source: str, mentions: Sequence[Mention], of: dict[int, int]) -> None:
        self._source = source
        self._mentions = mentions
        self._of = of
        self._starts = [mention.span.start for mention in mentions]

    def speakers(self, attributions: Sequence[Attribution]) -> dict[Span, int]:
        """The entity of each source phrase that has one; ``I`` is the speaker of the words in which it stands."""
        found: dict[Span, int] = {}
        for attribution in attributions:
            if attribution.source is not None and attribution.source not in found:
                place = self.speaker(attribution.source)
                if place is not None:
                    found[attribution.source] = place
        for attribution in attributions:
            span = attribution.source
            if span is None or span in found or span.cut(self._source).lower() not in _FIRST_PERSON:
                continue
            for other in attributions:
                quoted = other.mode is not Mode.INDIRECT and any(part.contains(span) for part in other.content)
                if quoted and other.source is not None and other.source in found:
                    found[span] = found[other.source]
        return found

    def speaker(self, phrase: Span) -> int | None:
        """The entity that the head of ``phrase`` denotes; None for "officials", "a spokesman for X", "X and Y"."""
        words = phrase.cut(self._source)
        if words.lower() in _RELATIVE:
            return self._antecedent(phrase)
        numbers = self._inside(phrase)
        at = phrase.start
        last_word = ""
        head: int | None = None
        while at < phrase.end:
            number = next((each for each in numbers if self._mentions[each].span.start == at), None)
            if number is not None and self._mentions[number].form is not MentionForm.PRONOUN:
                at = self._mentions[number].span.end
                at += self._source[at : at + 1] == "."  # of "Jr."
                if self._source[at : at + 2] in ("’s", "'s", "’ ", "' "):
                    at += 2
                    head = number if at >= phrase.end else None
                else:
                    head = number
                last_word = ""
                continue
            match = _WORD.search(self._source, at, phrase.end)
            if match is None:
                break
            if number is None and match.start() != at:
                at = match.start()
                continue
            token = match.group()
            if number is not None:
                head = number if self._mentions[number].name not in ("his", "her", "its", "their") else None
                last_word, at = token, match.end()
                continue
            if token in (",", "(") and head is None and (_is_role(last_word) or last_word in NOMINALS):
                return self._apposed(match.end(), phrase, last_word)
            if token == "(" and match.start() == phrase.start:
                at = match.end()
                continue
            if token == "of" and head is None and (held := self._office(match.end(), phrase)) is not None:
                at = self._mentions[held].span.start
                continue
            if token == "and" and head is None and _is_role(last_word):
                at = match.end()
                continue
            if token in _CUT and head is None and (final := self._final(phrase)) is not None:
                return self._of.get(final)
            if token in ",;:()" or token in _CUT or (token in ("and", "or", "&")):
                return self._checked(head, phrase, match.start(), token)
            head, last_word, at = None, token, match.end()
        return self._of.get(head) if head is not None else None

    def _checked(self, head: int | None, phrase: Span, at: int, token: str) -> int | None:
        """The bearer of a head that ended at ``at``, unless two are joined there."""
        if head is None or token in ("and", "or", "&"):
            return None
        rest = self._source[at : phrase.end]
        if token == "," and re.match(r",[^,]{2,60}(?:,.*)?,? and ", rest) and self._people_in(rest, at) > 0:
            return None
        return self._of.get(head)

    def _people_in(self, rest: str, at: int) -> int:
        """How many people follow at once in a list ("A, B and C")."""
        numbers = self._inside(Span(at, at + len(rest)))
        people = [self._mentions[number] for number in numbers if self._mentions[number].kind is Kind.PERSON]
        return sum(self._source[person.span.start - 2 : person.span.start] == ", " for person in people)

    def _apposed(self, at: int, phrase: Span, word: str) -> int | None:
        """ "one official, Wang Yongzhi": the name after the comma, where the head is a role."""
        for number in self._inside(phrase):
            mention = self._mentions[number]
            if mention.span.start >= at and mention.form in (MentionForm.NAME, MentionForm.SHORT):
                if mention.kind is not (Kind.ORGANIZATION if NOMINALS.get(word) is Kind.ORGANIZATION else Kind.PERSON):
                    return None
                gap = self._source[at : mention.span.start].strip()
                if not gap or all(word[:1].isupper() for word in gap.split()):
                    return self._of.get(number)
        return None

    def _final(self, phrase: Span) -> int | None:
        """ "The chairman of the board, Ann Carter,": a person who ends the phrase after its only comma."""
        words = phrase.cut(self._source).rstrip(" ,—-")
        match = _APPOSED.fullmatch(words)
        if match is None or (match.group(1).endswith("s") and not words.startswith("One of ")):
            return None
        for number in self._inside(phrase):
            mention = self._mentions[number]
            if mention.kind is Kind.PERSON and mention.form is not MentionForm.PRONOUN:
                before = self._source[phrase.start : mention.span.start]
                after = self._source[mention.span.end : phrase.end]
                if not after.strip(" .,—-") and re.search(r", (?:[A-Z][\w’']*\.? ){0,3}$", before):
                    return number
        return None

    def _office(self, at: int, phrase: Span) -> int | None:
        """ "Secretary of State Ann Carter": the person to whom nothing but capitals leads from after "of"."""
        for number in self._inside(phrase):
            mention = self._mentions[number]
            if mention.span.start > at and mention.kind is Kind.PERSON and mention.form is not MentionForm.PRONOUN:
                between = self._source[at : mention.span.start]
                return number if re.fullmatch(r" (?:the )?(?:[A-Z][\w.]* (?:and )?){1,4}", between) else None
        return None

    def _antecedent(self, phrase: Span) -> int | None:
        """What stands right before a relative pronoun."""
        number = bisect_left(self._starts, phrase.start) - 1
        while number >= 0 and self._mentions[number].span.end > phrase.start:
            number -= 1
        if number < 0:
            return None
        between = self._source[self._mentions[number].span.end : phrase.start]
        return self._of.get(number) if re.fullmatch(r",? ?(?:\([^)]*\),? )?", between) else None

    def _inside(self, phrase: Span) -> list[int]:
        """The widest mentions inside ``phrase``, in order."""
        found: list[int] = []
        for number in range(bisect_left(self._starts, phrase.start), len(self._mentions)):
            span = self._mentions[number].span
            if span.start >= phrase.end:
                break
            if phrase.contains(span) and not (found and self._mentions[found[-1]].span.overlaps(span)):
                found.append(number)
        return found


def _is_role(word: str) -> bool:
    word = word.lower()
    return word in ROLES or word.rstrip("s") in ROLES
