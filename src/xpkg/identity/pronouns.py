"""Decides whom "he", "she" and "it" stand for: by gender, sentence, part of the sentence, and who is speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from xpkg.identity.registry import Registry
from xpkg.identity.stories import Stories
from xpkg.identity.unnamed import Rivals, find_strangers, find_unnamed
from xpkg.model import Attribution, Gender, Kind, Mention, MentionForm, Mode, Span, Text

_REACH = 4
"""Sentences back in which a pronoun looks for its bearer."""

_NAMED_WITHIN = 12
"""Sentences back in which the bearer must have been called by a name or noun: a row of pronouns proves nothing."""

_MARGIN = 2.0
"""By how much the best bearer must outdo the next one."""

_OFTEN = 4
"""Names of somebody in the document from which on he may be meant though no sentence near is about him."""

_LEAST = -5.0
"""Score below which nobody is better than anybody."""

_LED = re.compile(r"\b(?:of|in|on|at|by|for|from|to|with|about|against|under|into|than|as|like)\b[^,]*$", re.IGNORECASE)
_HUNG = re.compile(
    r"\b(?:of|in|on|at|by|for|from|to|with|about|against|under|into|than|as|like) (?:the |an? )?"
    r"(?:[A-Z][\w.’'-]* ){0,3}$"
)
_LOOSE = re.compile(
    r"\b(?:of|in|on|at|for|from|with|about|against|under|into|than|as|like) (?:[a-z]+ )?(?:[A-Z][\w.’'-]* ){0,3}$"
)
"""What leads to a name that is no rival of the subject: neither "by" nor "to"."""
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


_NOTHING_OWNED = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$|(?:to|in|on|at|by|for|from|with|about|into|and|but|or|as|that|because|when|while|after|before|"
    r"if|than|is|was|had|has|again|away|back|up|down|out|off|over|not|the|an?|who|how|what|why|where|right|yesterday|"
    r"today|on|during|through|against|until|since) )"
)


class Pronouns:
    """The pronouns of one document, taken in order, so that each can lead to the next."""

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        of: dict[int, int],
        registry: Registry,
        stories: Stories,
    ) -> None:
        self._source = text.source.text
        self._mentions = mentions
        self._attributions = attributions
        self._of = of
        self._registry = registry
        self._stories = stories
        self._starts = [mention.span.start for mention in mentions]
        self._count = Counter(of.values())
        self._in_source = self._sources()
        self._subjects = self._subject_numbers()
        begins = frozenset(sentence.span.start for sentence in text.sentences)
        strangers = find_strangers(self._source, [mention.span for mention in mentions])
        self._rivals = Rivals(sorted((*find_unnamed(self._source, begins), *strangers), key=lambda each: each.span))
        self._by_start = {mention.span.start: number for number, mention in enumerate(mentions)}
        # gender -> where such a pronoun last stayed without bearer, and who cannot have been meant there
        self._doubted: dict[Gender | None, tuple[int, frozenset[int]]] = {}
        self._told = frozenset(registry.genders)  # whose gender something else than a pronoun told
        self._named_at: dict[int, int] = {}

    def resolve(self) -> None:
        """Adds to ``of`` the pronouns that have a bearer."""
        for number, mention in enumerate(self._mentions):
            if mention.form is not MentionForm.PRONOUN:
                if number in self._of:
                    self._named_at[self._of[number]] = mention.span.start
                continue
            if mention.kind is Kind.PERSON:
                place = self._someone(number)
            elif mention.kind is Kind.ORGANIZATION:
                place = self._something(number, (Kind.ORGANIZATION, Kind.PLACE))
            else:
                place = self._something(number, (Kind.GROUP,))
            if place is not None:
                self._of[number] = place
                self._registry.gender(place, mention.gender)

    # ------------------------------------------------------------------ people

    def _someone(self, number: int) -> int | None:
        pronoun = self._mentions[number]
        at = pronoun.span.start
        sentence, story, quote = self._stories.sentence(at), self._stories.story(at), self._stories.quoted(at)
        shut = self._speakers_around(number) | self._spoken_of(number)
        told = self._tellers_around(number)
        objective = self._objective(pronoun)
        best: dict[int, float] = {}
        last: dict[int, int] = {}
        leading: set[int] = set()
        for other in range(number - 1, -1, -1):
            mention = self._mentions[other]
            back = sentence - self._stories.sentence(mention.span.start)
            if back > _REACH or self._stories.story(mention.span.start) != story:
                break
            place = self._of.get(other)
            if place is None or mention.kind is not Kind.PERSON or place in shut:
                continue
            if back == 0 and objective and self._same_clause(mention.span.end, at):
                continue
            gender = self._registry.genders.get(place)
            if gender is not None and pronoun.gender is not None and gender is not pronoun.gender:
                continue
            score = -2.5 * back + (0.0 if gender is not None else -1.0)
            score += 2.0 if other in self._subjects else 0.0
            score += 1.5 if other in self._in_source else 0.0
            score += 2.5 if place in told else 0.0
            score -= 1.0 if self._possessive(mention) and mention.form is not MentionForm.PRONOUN else 0.0
            score += 0.5 if mention.form is MentionForm.PRONOUN else 0.0
            if self._acts(mention):
                score += 1.0
                if back == 0 and self._source[pronoun.span.start - 2 : pronoun.span.start] == ", ":
                    score += 1.5  # "While X was away, he …"
            if self._bracketed(mention, pronoun):
                score -= 2.5
            inside = self._stories.quoted(mention.span.start)
            if inside is not None and inside != quote:
                score -= 2.5
            score += min(self._count[place], 6) * 0.2
            score -= (number - other) * 0.02
            best[place] = max(best.get(place, _LEAST - 1), score)
            last.setdefault(place, other)
            if back == 0 or mention.form is MentionForm.PRONOUN or self._leads(other):
                leading.add(place)
        if not best:
            return self._ahead(number, shut)
        place = max(best, key=lambda each: (best[each], -each))
        aside = place not in leading and self._count[place] < _OFTEN
        aside = aside or self._contested(number, place, last)
        even = self._even(best, place, self._own_subject(number, place))
        if best[place] < _LEAST or aside or even or self._doubtful(pronoun, place, last[place]):
            self._doubted[pronoun.gender] = (at, shut)
            return None
        return place

    def _leads(self, number: int) -> bool:
        """Whether a sentence or clause is about this mention, rather than it hanging on a preposition."""
        mention = self._mentions[number]
        if number in self._subjects or number in self._in_source or self._acts(mention):
            return True
        before = self._source[max(0, mention.span.start - 60) : mention.span.start]
        return not self._possessive(mention) and _HUNG.search(before) is None

    def _contested(self, number: int, place: int, last: Mapping[int, int]) -> bool:
        """Whether somebody else who fits was named since in the pronoun's own sentence.

        "Ann told Mary that she was ill", "Ann helped Mary with her case": either may be meant. Only who hangs on a
        preposition or possesses a thing is outdone by the subject ("Ann went to Mary's house, where she slept").
        """
        pronoun = self._mentions[number]
        sentence = self._stories.sentence(pronoun.span.start)
        leads = self._leads(last[place])
        for other, at in last.items():
            mention = self._mentions[at]
            if other == place or at < last[place] or self._stories.sentence(mention.span.start) != sentence:
                continue
            before = self._source[max(0, mention.span.start - 60) : mention.span.start]
            hung = _LOOSE.search(before) is not None and pronoun.name in ("he", "she")
            if not (leads and (hung or self._possessive(mention))):
                return True
        return False

    def _own_subject(self, number: int, place: int) -> bool:
        """Whether the pronoun's own sentence is about ``place``: its first person, by name, and the verb follows."""
        sentence = self._stories.sentence(self._mentions[number].span.start)
        for other in range(number - 1, -1, -1):
            mention = self._mentions[other]
            if self._stories.sentence(mention.span.start) != sentence:
                return False
            if self._of.get(other) == place and other in self._subjects and self._acts(mention):
                return True
        return False

    def _even(self, best: Mapping[int, float], place: int, subject: bool) -> bool:
        """Whether another named person fits nearly as well; hardly one beside the sentence's own ``subject``."""
        margin = _MARGIN / 4 if subject else _MARGIN
        return any(score > best[place] - margin for other, score in best.items() if other != place)

    def _doubtful(self, pronoun: Mention, place: int, last: int) -> bool:
        """Whether the pronoun may as well mean somebody without a name, or the bearer was named too long ago.

        ``last`` is the number of the bearer's last mention. A wrong bearer can harm a person: in doubt, none.
        """
        at, mention = pronoun.span.start, self._mentions[last]
        sentence, where = self._stories.sentence(at), self._stories.sentence(mention.span.start)
        named = self._named_at.get(place)
        if named is None or sentence - self._stories.sentence(named) > _NAMED_WITHIN:
            return True
        quote = self._stories.quoted(at)
        doubted, others = self._doubted.get(pronoun.gender, (-1, frozenset()))
        if doubted > mention.span.start and not (place in others and place in self._told):
            return True
        since = mention.span.end
        if where == sentence and mention.form is MentionForm.PRONOUN and self._objective(mention):
            since = self._begin(sentence)  # "The driver asked him for his coat": whose coat is not told
        for rival in self._rivals.between(since, at, pronoun.gender):
            number = self._by_start.get(rival.span.start)
            owner = self._of.get(number) if number is not None else None
            inside = self._stories.quoted(rival.span.start)
            if owner == place or self._resolved(rival.span) or (inside is not None and inside != quote):
                continue
            if self._objective(pronoun) and self._same_clause(rival.span.end, at):
                continue  # "his father asked him": not the father
            if rival.subject or (where < sentence == self._stories.sentence(rival.span.start)):
                return True
        return False

    def _resolved(self, span: Span) -> bool:
        """Whether the words ``span`` stand for somebody named: "the senator" after a senator's name."""
        first = bisect_left(self._starts, span.start)
        for number in range(first, len(self._mentions)):
            if self._mentions[number].span.start >= span.end:
                return False
            if self._mentions[number].form is MentionForm.NOMINAL and number in self._of:
                return True
        return False

    def _ahead(self, number: int, shut: frozenset[int]) -> int | None:
        """The subject to come: "Known for his temper, Xi …"."""
        pronoun = self._mentions[number]
        sentence = self._stories.sentence(pronoun.span.start)
        for other in range(number + 1, min(number + 4, len(self._mentions))):
            mention = self._mentions[other]
            if self._stories.sentence(mention.span.start) != sentence:
                return None
            place = self._of.get(other)
            between = self._source[pronoun.span.end : mention.span.start]
            if place is None or mention.kind is not Kind.PERSON or place in shut:
                continue
            gender = self._registry.genders.get(place)
            if gender not in (None, pronoun.gender) or pronoun.name not in ("his", "her", "he", "she"):
                return None
            return place if re.search(r", (?:[A-Z]\w+\.? ){0,2}$", between) and "“" not in between else None
        return None

    def _objective(self, pronoun: Mention) -> bool:
        """Whether the pronoun is the object of its clause: "him", and "her" where nothing follows that is hers."""
        if pronoun.name != "her":
            return pronoun.name == "him"
        return _NOTHING_OWNED.match(self._source, pronoun.span.end) is not None

    def _same_clause(self, start: int, end: int) -> bool:
        between = self._source[start:end]
        return not _BOUNDARY.search(between) and not between.startswith(("'s", "’s"))

    def _acts(self, mention: Mention) -> bool:
        """Whether a verb follows at once: the mention is the subject of its clause."""
        return _ACTS.match(self._source, mention.span.end) is not None

    def _bracketed(self, mention: Mention, pronoun: Mention) -> bool:
        """Whether the mention stands in brackets that were closed before the pronoun."""
        close = self._source.find(")", mention.span.end, min(pronoun.span.start, mention.span.end + 200))
        if close < 0:
            return False
        between = self._source[mention.span.end : close]
        return "(" not in between and "\n" not in between

    def _possessive(self, mention: Mention) -> bool:
        return self._source[mention.span.end : mention.span.end + 2] in ("'s", "’s")

    # ------------------------------------------------------------------ bodies, places, groups

    def _something(self, number: int, kinds: tuple[Kind, ...]) -> int | None:
        """The subject of the sentence, or of the one before when the pronoun opens its own; nothing else is safe."""
        pronoun = self._mentions[number]
        at = pronoun.span.start
        sentence, story, quote = self._stories.sentence(at), self._stories.story(at), self._stories.quoted(at)
        if quote is not None:
            return None
        opens = False
        for other in range(number - 1, -1, -1):
            mention = self._mentions[other]
            back = sentence - self._stories.sentence(mention.span.start)
            if back > 1 or self._stories.story(mention.span.start) != story:
                return None
            if back == 1 and not opens:
                opens = self._opens(pronoun)
                if not opens:
                    return None
            if other in self._subjects and other in self._of:
                place = self._of[other]
                return place if self._registry.entities[place].kind in kinds else None
        return None

    def _opens(self, pronoun: Mention) -> bool:
        return pronoun.name in ("it", "they") and self._source[pronoun.span.start].isupper()

    # ------------------------------------------------------------------ who is subject, who speaks

    def _sources(self) -> frozenset[int]:
        """The mentions that stand in the source phrase of an attribution."""
        found = set()
        for attribution in self._attributions:
            if attribution.source is not None:
                first = bisect_left(self._starts, attribution.source.start)
                for number in range(first, len(self._mentions)):
                    if self._mentions[number].span.start >= attribution.source.end:
                        break
                    found.add(number)
                    break
        return frozenset(found)

    def _subject_numbers(self) -> frozenset[int]:
        """The first mention of each sentence outside quotations, where only small words or titles stand before it and
        no preposition leads to it."""
        found = set()
        seen: set[int] = set()
        for number, mention in enumerate(self._mentions):
            sentence = self._stories.sentence(mention.span.start)
            if sentence in seen or self._stories.quoted(mention.span.start) is not None:
                continue
            before = self._source[self._begin(sentence) : mention.span.start]
            clause = re.split(r"[,;:—”\"]\s", before)[-1]
            if self._possessive(mention) or _LED.search(clause) or _VERB.search(clause):
                continue
            seen.add(sentence)
            found.add(number)
        return frozenset(found)

    def _begin(self, sentence: int) -> int:
        return self._stories.start(sentence)

    def _speakers_around(self, number: int) -> frozenset[int]:
        """Who cannot be meant: the speaker of the direct words in which the pronoun stands."""
        span = self._mentions[number].span
        quote = self._stories.quoted(span.start)
        found = set()
        if quote is not None:
            for attribution in self._attributions:
                if attribution.mode is not Mode.INDIRECT and any(part.overlaps(quote) for part in attribution.content):
                    found |= self._speakers(attribution)
        return frozenset(found)

    def _spoken_of(self, number: int) -> frozenset[int]:
        """Who cannot be meant either: whom the words that "he" says call by name ("he said Ann Carter was ill")."""
        span = self._mentions[number].span
        found = set()
        for attribution in self._attributions:
            if attribution.source != span:
                continue
            for part in attribution.content:
                for other in range(bisect_left(self._starts, part.start), bisect_left(self._starts, part.end)):
                    mention = self._mentions[other]
                    named = mention.form in (MentionForm.NAME, MentionForm.SHORT) and mention.kind is Kind.PERSON
                    told = mention.span.start > span.start or self._stories.quoted(mention.span.start) is not None
                    if named and told and other in self._of:
                        found.add(self._of[other])
        return frozenset(found)

    def _tellers_around(self, number: int) -> frozenset[int]:
        """Who is likely meant: the speaker in whose indirect words the pronoun stands ("X said that he …")."""
        span = self._mentions[number].span
        found = set()
        if self._stories.quoted(span.start) is None:
            for attribution in self._attributions:
                source = attribution.source
                if source is None or source.end > span.start:
                    continue
                if any(part.contains(span) for part in attribution.content):
                    found |= self._speakers(attribution)
        return frozenset(found)

    def _speakers(self, attribution: Attribution) -> set[int]:
        if attribution.source is None:
            return set()
        first = bisect_left(self._starts, attribution.source.start)
        for number in range(first, len(self._mentions)):
            if self._mentions[number].span.start >= attribution.source.end:
                break
            if number in self._of:
                return {self._of[number]}
        return set()
