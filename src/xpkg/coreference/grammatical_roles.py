"""Decides the grammatical role of a mention: subject, object, possessor, in brackets, object of a preposition."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from xpkg.coreference.scopes import Scopes
from xpkg.lexicon import closed_classes
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.reporting import SPEECH_FRAMES, finite_forms
from xpkg.model import Mention, Text
from xpkg.syntax import read

_CLOSED = closed_classes.Trait
_PREPOSITIONS = closed_classes.having(_CLOSED.PREPOSITION) - closed_classes.having(_CLOSED.TEMPORAL_SUBORDINATOR)
_AUXILIARIES = closed_classes.having(_CLOSED.BE, _CLOSED.HAVE, _CLOSED.DO, _CLOSED.MODAL)
_FINITE_AUXILIARIES = frozenset(
    word for word in _AUXILIARIES - closed_classes.having(_CLOSED.NONFINITE) if word[0].isalpha()
)
"""Without the contracted ones: after a name "’s" is the ending of a possessor."""
_ADVERBS = closed_classes.having(_CLOSED.VERB_GROUP_ADVERB, _CLOSED.NEGATOR)
_SAYING = finite_forms(*SPEECH_FRAMES)
_ARTICLES = closed_classes.having(_CLOSED.ARTICLE)
_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"[A-Z][\w.’'-]*")
_TITLES = 3
"""Words with a capital that may stand between a preposition and a name."""

_DATELINE = re.compile(r"(?:, [A-Z][\w.]*)?(?:, [A-Z][\w.]* \d+)?(?: \([A-Z][^)\n]{0,20}\))? ?(?:[–—―]|--?) ")
"""What follows the place that opens a report: "PARIS, May 4 (AP) — "."""

_BE_OR_HAVE = closed_classes.having(_CLOSED.BE, _CLOSED.HAVE) & _FINITE_AUXILIARIES
_VERBS = _BE_OR_HAVE | _SAYING
"""What stands before an object; "will" and "does" stand before the subject of a question as well."""

_ACTS = re.compile(
    rf"\.?(?:, \d{{1,3}},)? (?:{alternation(_ADVERBS | _FINITE_AUXILIARIES)} )*"
    rf"(?:{alternation(_FINITE_AUXILIARIES | _SAYING | irregular_pasts())}|[a-z]+ed)\b"
)
_CLAUSE_OPENERS = closed_classes.having(
    _CLOSED.COORDINATOR, _CLOSED.SUBORDINATOR, _CLOSED.CLAUSE_OPENER, _CLOSED.RELATIVE_PRONOUN, _CLOSED.WH_WORD
)
_BOUNDARY = re.compile(rf"[,;:—–“”\"()&]|\b{alternation(_CLAUSE_OPENERS - {'&'})}\b")


class GrammaticalRoles:
    """The parts of the sentences of one document. ``subjects`` are the numbers of mentions that open a sentence."""

    def __init__(self, text: Text, mentions: Sequence[Mention], scopes: Scopes) -> None:
        self._text = text
        self._source = text.source.text
        self._mentions = mentions
        self._scopes = scopes
        self._acting: dict[int, bool] = {}
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
            if self.possesses(mention) or _opens_phrase(clause) or not _VERBS.isdisjoint(_WORD.findall(clause)):
                continue
            seen.add(sentence)
            found.add(number)
        return frozenset(found)

    def leads(self, number: int) -> bool:
        """Whether a sentence or clause is about this mention, rather than it hanging on a preposition."""
        mention = self._mentions[number]
        if number in self.subjects or self.acts(mention):
            return True
        return not self.possesses(mention) and not _hangs(self._before(mention), _PREPOSITIONS, _ARTICLES)

    def hangs(self, mention: Mention) -> bool:
        """Whether a preposition leads to the mention that lets the subject be meant all the same."""
        return _hangs(self._before(mention), _PREPOSITIONS - {"by", "to"}, None)

    def acts(self, mention: Mention) -> bool:
        """Whether a verb follows at once, and no preposition leads to the mention ("the house of Carter fell").

        Between commas it follows the second: "the head of the school, Ann Carter, left".
        """
        at = mention.span.start
        if at not in self._acting:
            end = mention.span.end
            apposed = self._source.endswith(", ", 0, at) and self._source.startswith(",", end)
            follows = _ACTS.match(self._source, end + apposed) is not None
            self._acting[at] = follows and not _hangs(self._before(mention), _PREPOSITIONS, _ARTICLES)
        return self._acting[at]

    def objective(self, pronoun: Mention) -> bool:
        """Whether the pronoun is the object of its clause: "him", and "her" where it is no possessor."""
        if pronoun.name != "her":
            return pronoun.name == "him"
        found = read(self._text).token(pronoun.span.start)
        return found is not None and found[0].relations[found[1]] != "nmod:poss"

    def joined(self, start: int, end: int) -> bool:
        """Whether the code points ``start`` to ``end`` lie in one clause."""
        between = self._source[start:end]
        return not _BOUNDARY.search(between) and not between.startswith(("'s", "’s"))

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

    def owns_subject(self, mention: Mention) -> bool:
        """Whether a sentence opens with what is the mention's: "**Carter**’s mother said"."""
        start = self._scopes.start(self._scopes.sentence(mention.span.start))
        return mention.span.start == start and self.possesses(mention)

    def _before(self, mention: Mention) -> str:
        return self._source[max(0, mention.span.start - 60) : mention.span.start]


def _opens_phrase(clause: str) -> bool:
    """Whether a preposition stands in ``clause`` behind its last comma or "that", so that what follows depends on
    it."""
    words = _WORD.findall(clause.rsplit(" that ", 1)[-1].rsplit(",", 1)[-1].lower())
    return not _PREPOSITIONS.isdisjoint(words)


def _hangs(before: str, prepositions: Collection[str], between: Collection[str] | None) -> bool:
    """Whether one of ``prepositions`` leads to the name behind ``before``. Capitals may stand between, and before them
    one of the words ``between``; None for any word in small letters."""
    if not before.endswith(" "):
        return False
    words = before[:-1].split(" ")
    for _ in range(_TITLES + 1):
        word = words.pop() if words else ""
        if word.lstrip("(“\"‘'’—–-") in prepositions:
            return True
        if (word in between if between is not None else word.isalpha() and word.islower()) and words:
            return words[-1].lstrip("(“\"‘'’—–-") in prepositions
        if not _CAPITAL.fullmatch(word):
            return False
    return False
