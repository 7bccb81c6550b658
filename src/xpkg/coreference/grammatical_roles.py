"""Tells what part a mention plays in its sentence: subject, object, possessor, in brackets, hung on a preposition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.coreference.scopes import Scopes
from xpkg.model import Mention

_BESIDE = "of|in|on|at|for|from|with|about|against|under|into|than|as|like"
_BEFORE = rf"\b(?:{_BESIDE}|by|to)"
_NAME = r"(?:[A-Z][\w.’'-]* ){0,3}$"
_LED = re.compile(rf"{_BEFORE}\b[^,]*$", re.IGNORECASE)
_HUNG = re.compile(rf"{_BEFORE} (?:the |an? )?{_NAME}")
_LOOSE = re.compile(rf"\b(?:{_BESIDE}) (?:[a-z]+ )?{_NAME}")
"""What leads to a name that is no rival of the subject: neither "by" nor "to"."""

_DATELINE = re.compile(r"(?:, [A-Z][\w.]*)?(?:, [A-Z][\w.]* \d+)?(?: \([A-Z][^)\n]{0,20}\))? ?(?:[–—―]|--?) ")
"""What follows the place that opens a report: "PARIS, May 4 (AP) — "."""

_VERB = re.compile(r"\b(?:said|says|told|wrote|has|had|was|is|were|are)\b")
_ACTS = re.compile(
    r"\.? (?:also |still |then |often |never |later |has |had |is |was |will |would |can |could |may |might |did )*"
    r"(?:has|had|is|was|will|would|can|could|may|might|did|does|said|says|told|wrote|went|made|took|came|won|began|"
    r"spoke|thought|knew|saw|felt|held|kept|left|led|met|ran|sought|[a-z]+ed)\b"
)
_BOUNDARY = re.compile(
    r"[,;:—–“”\"()]|\b(?:and|or|but|that|who|whom|which|what|how|why|where|whether|"
    r"when|while|because|after|before|if|as|since)\b"
)
NOTHING_OWNED = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$|(?:of|to|in|on|at|by|for|from|with|about|into|and|but|or|as|that|because|when|while|after|before|"
    r"if|than|is|was|had|has|again|away|back|up|down|out|off|over|not|the|an?|who|how|what|why|where|right|yesterday|"
    r"today|on|during|through|against|until|since) )"
)


_GOVERNS = re.compile(
    r" (?!.*\b(?:said|says|thought|thinks|believed|believes|knew|knows|felt|hoped|feared|the|an?|his|her|their|its|my|"
    r"with|behind|around|before|near|beside|about|above|below|under|over|on|upon|after|towards?|from|of|at|in|into|"
    r"between|like|than) )(?:\w+ ){1,4}(?:to |against |by )?(?:[A-Z][\w.]* ){0,2}"
)
"""A verb with its small words, and what leads to an object that is never its subject."""


class GrammaticalRoles:
    """The parts of the sentences of one document. ``subjects`` are the numbers of mentions that open a sentence."""

    def __init__(self, source: str, mentions: Sequence[Mention], scopes: Scopes) -> None:
        self._source = source
        self._mentions = mentions
        self._scopes = scopes
        self.subjects = self._subject_numbers()

    def _subject_numbers(self) -> frozenset[int]:
        """The first mention of each sentence outside quotations, where only small words or titles stand before it and
        no preposition leads to it."""
        found = set()
        seen: set[int] = set()
        for number, mention in enumerate(self._mentions):
            sentence = self._scopes.sentence(mention.span.start)
            if sentence in seen or self._scopes.quoted(mention.span.start) is not None:
                continue
            if mention.span.start == self._scopes.start(sentence) and _DATELINE.match(self._source, mention.span.end):
                continue
            before = self._source[self._scopes.start(sentence) : mention.span.start]
            clause = re.split(r"[,;:—”\"]\s", before)[-1]
            if self.possesses(mention) or _LED.search(clause) or _VERB.search(clause):
                continue
            seen.add(sentence)
            found.add(number)
        return frozenset(found)

    def leads(self, number: int) -> bool:
        """Whether a sentence or clause is about this mention, rather than it hanging on a preposition."""
        mention = self._mentions[number]
        if number in self.subjects or self.acts(mention):
            return True
        return not self.possesses(mention) and _HUNG.search(self._before(mention)) is None

    def hangs(self, mention: Mention) -> bool:
        """Whether a preposition leads to the mention that lets the subject be meant all the same."""
        return _LOOSE.search(self._before(mention)) is not None

    def acts(self, mention: Mention) -> bool:
        """Whether a verb follows at once: the mention is the subject of its clause."""
        return _ACTS.match(self._source, mention.span.end) is not None

    def objective(self, pronoun: Mention) -> bool:
        """Whether the pronoun is the object of its clause: "him", and "her" where nothing follows that is hers."""
        if pronoun.name != "her":
            return pronoun.name == "him"
        return NOTHING_OWNED.match(self._source, pronoun.span.end) is not None

    def joined(self, start: int, end: int) -> bool:
        """Whether the code points ``start`` to ``end`` lie in one clause."""
        between = self._source[start:end]
        return not _BOUNDARY.search(between) and not between.startswith(("'s", "’s"))

    def objects(self, start: int, end: int) -> bool:
        """Whether the code points ``start`` to ``end`` between two mentions are a verb with the second as object."""
        between = self._source[start:end]
        return _GOVERNS.fullmatch(between) is not None and self.joined(start, end)

    def bracketed(self, mention: Mention, pronoun: Mention) -> bool:
        """Whether the mention stands in brackets that were closed before the pronoun."""
        close = self._source.find(")", mention.span.end, min(pronoun.span.start, mention.span.end + 200))
        if close < 0:
            return False
        between = self._source[mention.span.end : close]
        return "(" not in between and "\n" not in between

    def possesses(self, mention: Mention) -> bool:
        """Whether the mention has the ending of a possessor."""
        return self._source[mention.span.end : mention.span.end + 2] in ("'s", "’s")

    def _before(self, mention: Mention) -> str:
        return self._source[max(0, mention.span.start - 60) : mention.span.start]
