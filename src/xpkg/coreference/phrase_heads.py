"""Finds the heads of a phrase that names who speaks: the mentions that it denotes, not those of its modifiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from xpkg.lexicon import closed_classes, noun_kinds, numbers, occupations, organizations, titles
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.dwelling import dwelling_words
from xpkg.lexicon.reporting import reporting_verbs
from xpkg.model import Kind, Mention, MentionForm, Span

_HONORIFICS = titles.forms_of_address()
_MEMBERS = titles.having(titles.Trait.POSTNOMINAL)
_ALSO_OF_BODIES = occupations.having(occupations.Trait.ALSO_OF_BODIES)
_BODY_NOUNS = frozenset(organizations.apposed_subtypes())
_NOMINALS = noun_kinds.kinds()
_OFFICE_ONLY = titles.having(titles.Trait.MODIFIER)
_HUMAN_NOUNS = noun_kinds.human_nouns()
_ROLES = noun_kinds.person_nouns()
_TITLES = titles.titles_before_names()

_CLOSED = closed_classes.Trait
_CUT = closed_classes.having(_CLOSED.PREPOSITION, _CLOSED.RELATIVE_PRONOUN)
"""Words at which the head of a noun phrase has ended."""

_TOKEN = re.compile(r"[^\s,;:()“”\"]+|[,;:()]")
_SAYING = frozenset(verb.lemma for verb in reporting_verbs())
"""Verbs that an annotator may have left at the end of a phrase."""
_NO_NOUNS = closed_classes.having(_CLOSED.DETERMINER, _CLOSED.VERB_GROUP_ADVERB, _CLOSED.COORDINATOR)
_DASHES = frozenset(("—", "–", "-", "--"))
_OPENS_APPOSITION = _DASHES | {",", "("}
_OWNERS = closed_classes.having(_CLOSED.POSSESSIVE_DETERMINER)
_COORDINATORS = closed_classes.having(_CLOSED.COORDINATOR) - {"but"}
_BODIES = (Kind.PLACE, Kind.ORGANIZATION)
_LINKS = closed_classes.having(_CLOSED.ROLE_COMPLEMENT)
_LINK = alternation(_LINKS)
_APPOSED = re.compile(rf"(?:One of )?[^,]*?([^\W\d_]+) {_LINK} [^,]+, (?:[A-Z][\w’']*\.? )*?[^,]+")
_OF_WHOLE = re.compile(rf" {_LINK} ")
_TOLD_OF = re.compile(r"The ([^\W\d_]++) who (?P<clause>[^,]++), [^,]++")
"""Whom a clause tells of."""
_DETERMINERS = closed_classes.having(_CLOSED.ARTICLE, _CLOSED.POSSESSIVE_DETERMINER)
_ONE = re.compile(rf"(?i:{alternation(_DETERMINERS)}) (?:[a-z-]+ ){{0,3}}?([a-z-]+)(?:, | \(| [–—-]{{1,2}} )")
_ORDINALS = numbers.values(numbers.NumberType.ORDINAL)
_CARDINALS = tuple(word for word in numbers.values(numbers.NumberType.CARDINAL) if word != "one")
_ONE_OF = frozenset({"one", "another"})
_SOME = closed_classes.having(_CLOSED.QUANTIFIER) & closed_classes.having(_CLOSED.PLURAL)
_PARTITIVE = re.compile(
    rf"(?i:(?P<one>{alternation(_ONE_OF)}|the (?:other|{alternation(_ORDINALS)}|[a-z]{{2,12}}est))"
    rf"|{alternation(_SOME)}|{alternation(_CARDINALS)})"
    rf"(?: (?:of|among) (?P<whole>[^,;:()“”\"\n–—]{{1,80}}))?(?:, | [–—-]{{1,2}} )"
)
"""The head of "One of the nurses, Ann Carter", "Another, the nurse Ann Carter": it stands for one or some of others."""
_AND = re.compile(rf",? {alternation(_COORDINATORS)} ")
_PLACE = r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}"
_SEAT = re.compile(rf"(?:(?:[Tt]he|An?|an?) )?{_PLACE}(?:, {_PLACE})?-{alternation(dwelling_words())} ")
"""Where who speaks is based: "The Austin, Texas-based charity Open Hands"."""
_LONGEST_ROLE = 2
"""Words before the noun of a role: "the retired fire | officer"."""


class PhraseHeads:
    """Reads the phrases of ``source`` by the mentions in them, which are in order."""

    def __init__(self, source: str, mentions: Sequence[Mention]) -> None:
        self._source = source
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def of(self, phrase: Span) -> list[int]:
        """The mentions that are heads of ``phrase``, read from its start to where their modifiers begin."""
        if (match := _PARTITIVE.match(self._source, phrase.start, phrase.end)) is not None:
            return self._parts(match, phrase)
        numbers = {self._mentions[number].span.start: number for number in self._inside(phrase)}
        heads: list[int] = []
        head: int | None = None
        at, word = self._start(phrase), ""
        while at < phrase.end:
            number = numbers.get(at)
            if number is not None:
                mention = self._mentions[number]
                at = mention.span.end
                at += self._source[at : at + 1] == "."  # of "Jr."
                head, word = number, ""
                if mention.form is MentionForm.NOMINAL and self._source[at : at + 1] == ",":
                    # "The interior minister, Ann Carter,": the name beside a noun is surer than one named before.
                    apposed = self._apposed(at + 1, phrase, mention.name.split(" ")[-1].lower())
                    if apposed is not None:
                        return [*heads, apposed, *self._joined(apposed, phrase)]
                if self._source[at : at + 2] in ("’s", "'s", "’ ", "' ") or mention.name in _OWNERS:
                    at += 0 if mention.name in _OWNERS else 2
                    head = number if at >= phrase.end else None
                continue
            match = _TOKEN.match(self._source, at, phrase.end)
            if match is None:
                at += 1
                continue
            token, after = match.group(), match.end()
            if token == "(" and at == phrase.start:
                pass
            elif token == "(" and head is not None and (close := self._source.find(")", after, phrase.end)) > 0:
                after = close + 1  # "Ann Carter (Ky.) and …"
            elif (
                token in _OPENS_APPOSITION
                and head is None
                and (_is_role(word) or word in _NOMINALS or self._one(phrase))
            ):
                apposed = self._apposed(after, phrase, word)
                return heads if apposed is None else [*heads, apposed, *self._joined(apposed, phrase)]
            elif token in _LINKS and head is None and (held := self._office(token, word, after, phrase)) is not None:
                at = self._mentions[held].span.start
                continue
            elif token in _MEMBERS and head is not None:
                pass  # "Ann Carter MP"
            elif token in _COORDINATORS:
                heads += [] if head is None else [head]
                head = None
            elif token == "," and head is not None and self._next_in_list(after, phrase):
                heads, head = [*heads, head], None
            elif token in _CUT and head is None and not heads and (final := self._final(phrase)) is not None:
                return [final]
            elif token in ",;:()" or token in _CUT or token in _DASHES or self._is_participle(token, word, after):
                break
            elif head is None or token not in _SAYING or self._source[after : phrase.end].strip():
                head, word = None, token
            at = after
        if head is not None and self._ends_firm(head, phrase):
            return heads
        if head is not None and not (self._mentions[head].kind in _BODIES and self._indefinite(phrase)):
            heads.append(head)
        return heads

    def _ends_firm(self, number: int, phrase: Span) -> bool:
        """Whether a place of several words ends another name: "President Zontek | North America"."""
        mention = self._mentions[number]
        if mention.kind is not Kind.PLACE or " " not in mention.name:
            return False
        before = self._source[phrase.start : mention.span.start].split()
        return len(before) > 1 and before[-1][0].isupper() and before[-2] in _TITLES

    def _is_participle(self, token: str, word: str, after: int) -> bool:
        """Whether a clause opens behind the noun ``word``: "a report | naming Ann Low", "the man | accusing Low".

        It is none in "calling himself Low", "the acting mayor, Ann Low", "a housing officer".
        """
        if not token.islower() or not token.endswith("ing") or not word.islower() or word in _NO_NOUNS:
            return False
        following = _TOKEN.match(self._source, after + 1)
        return following is not None and (following.group()[0].isupper() or following.group() in _DETERMINERS)

    def _indefinite(self, phrase: Span) -> bool:
        """Whether "a" opens the phrase: "a US think tank" cut short is not the US."""
        return self._source[phrase.start : phrase.end].lower().startswith(("a ", "an ", "another ", "one "))

    def _start(self, phrase: Span) -> int:
        """Where the reading of ``phrase`` begins: behind where who speaks is based."""
        seat = _SEAT.match(self._source, phrase.start, phrase.end)
        return phrase.start if seat is None else seat.end()

    def _parts(self, match: re.Match[str], phrase: Span) -> list[int]:
        """ "One of them, the nurse Ann Carter", "Two of the firms, Acme and Beta": the names behind the comma.

        None where their number or kind is not that of the words before it.
        """
        named = [
            number
            for number in self.of(Span(match.end(), phrase.end))
            if self._mentions[number].form in (MentionForm.NAME, MentionForm.SHORT)
        ]
        if (len(named) == 1) is not (match["one"] is not None):
            return []
        noun = _OF_WHOLE.split(match["whole"] or "")[0].split(" ")[-1].lower()  # "the heads of the league"
        kind = _NOMINALS.get(noun, _NOMINALS.get(noun.removesuffix("s"), Kind.PERSON))
        return named if all(self._mentions[number].kind is kind for number in named) else []

    def _joined(self, apposed: int, phrase: Span) -> list[int]:
        """ "The mayor, Ann Carter, and her deputy, Jan Kubis": the heads of what is joined to the noun of the name."""
        match = _AND.match(self._source, self._mentions[apposed].span.end, phrase.end)
        return [] if match is None else self.of(Span(match.end(), phrase.end))

    def _one(self, phrase: Span) -> bool:
        """Whether the phrase is "the auditor, Ann Carter": one noun with the full name that ends it."""
        match = _ONE.match(self._source, phrase.start, phrase.end)
        if match is None or (match.group(1).endswith("s") and match.group(1) not in _HUMAN_NOUNS):
            return False  # of several
        return any(
            self._mentions[number].span.start == match.end()
            and self._mentions[number].form is MentionForm.NAME
            and not self._source[self._mentions[number].span.end : phrase.end].strip(" .,)—–-")
            for number in self._inside(phrase)
        )

    def _next_in_list(self, at: int, phrase: Span) -> bool:
        """Whether a name follows the comma as the next of a list that "and" closes."""
        rest = self._source[at : phrase.end]
        if not re.search(rf"(?:^|\s){alternation(_COORDINATORS)} ", rest):
            return False
        named = (n for n in self._inside(phrase) if self._mentions[n].span.start >= at)
        number = next(named, None)
        if number is None or self._mentions[number].form not in (MentionForm.NAME, MentionForm.SHORT):
            return False
        span = self._mentions[number].span
        lead, tail = self._source[at : span.start].split(), self._source[span.end : phrase.end]
        titles = all(word[0].isupper() or _is_role(word) for word in lead)
        return titles and bool(re.match(rf"\.?(?:,| {alternation(_COORDINATORS)} |$)", tail))

    def _apposed(self, at: int, phrase: Span, word: str) -> int | None:
        """ "one official, Jan Kubis": the name after the comma, where the head is a role."""
        for number in self._inside(phrase):
            mention = self._mentions[number]
            if mention.span.start >= at and mention.form in (MentionForm.NAME, MentionForm.SHORT):
                kind = Kind.ORGANIZATION if _NOMINALS.get(word) is Kind.ORGANIZATION else Kind.PERSON
                either = word in _ALSO_OF_BODIES | _BODY_NOUNS and mention.kind in (Kind.ORGANIZATION, Kind.PERSON)
                if mention.kind is not kind and not either:
                    continue
                gap = self._source[at : mention.span.start].strip().removeprefix("the ")
                if gap in ("", "the") or all(word[:1].isupper() for word in gap.split()) or _is_described(gap):
                    return number
        return None

    def _final(self, phrase: Span) -> int | None:
        """ "The chairman of the board, Ann Carter,", "A lab in Lodz, Zontek,": who ends it after its only comma."""
        words = phrase.cut(self._source).rstrip(" ,—-")
        match = (_APPOSED.fullmatch(words) or _told_of(words)) if words.count(",") == 1 else None
        if match is None or (match.group(1).endswith("s") and not words.startswith("One of ")):
            return None
        kind = Kind.ORGANIZATION if match.group(1) in _BODY_NOUNS else Kind.PERSON
        for number in self._inside(phrase):
            mention = self._mentions[number]
            if mention.kind is kind and mention.form is not MentionForm.PRONOUN:
                before = self._source[phrase.start : mention.span.start]
                after = self._source[mention.span.end : phrase.end]
                if not after.strip(" .,—-") and re.search(r", (?:[A-Z][\w’']*\.? ){0,3}$", before):
                    return number
        return None

    def _office(self, link: str, word: str, at: int, phrase: Span) -> int | None:
        """ "Secretary of State Ann Carter", "Ambassador to the European Union Ann Carter": the person to whom nothing
        but capitals leads from after "of" or "to"; not "Aide to President Ann Carter"."""
        if link != "of" and not (word[:1].isupper() and _is_role(word)):
            return None
        for number in self._inside(phrase):
            mention = self._mentions[number]
            if mention.span.start > at and mention.kind is Kind.PERSON and mention.form is not MentionForm.PRONOUN:
                between = self._source[at : mention.span.start]
                if re.fullmatch(r" (?:the )?(?:[A-Z][\w.]* (?:(?:and|of|for|the) )*){1,6}", between) is None:
                    return None
                last = between.split()[-1].rstrip(".")
                titled = last in _TITLES - _OFFICE_ONLY or last in _HONORIFICS
                return number if link == "of" or not titled else None
        return None

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


def _told_of(words: str) -> re.Match[str] | None:
    """ "The woman who hired her, Ann Carter", but not "The woman who hired her son, Jan Kubis"."""
    match = _TOLD_OF.fullmatch(words)
    return None if match is None or _is_role(match["clause"].split()[-1]) else match


def _is_described(words: str) -> bool:
    """Whether ``words`` say again what the one is whose name follows: "her sister, the | lawyer | Ann Carter"."""
    *before, noun = words.split()
    return (
        _is_role(noun)
        and len(before) <= _LONGEST_ROLE
        and not _CUT & {*before}
        and not any(mark in words for mark in ",;:()")
    )


def _is_role(word: str) -> bool:
    word = word.lower()
    return word in _ROLES or word.rstrip("s") in _ROLES
