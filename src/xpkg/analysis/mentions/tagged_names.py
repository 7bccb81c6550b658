"""Adds the names that the name tagger alone finds, and doubts those that it alone does not find."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from xpkg.analysis.mentions.candidates import Sight, name_of, nameable
from xpkg.analysis.mentions.document_evidence import Clues
from xpkg.analysis.mentions.evidence import apposed
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, may_be_given
from xpkg.analysis.mentions.human_acts import acts_human
from xpkg.analysis.mentions.name_sentences import Found, Line, begins_date, is_calendar, is_opener
from xpkg.lexicon import abbreviations, document_nouns, kinship, noun_kinds, occupations, other_names, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, MentionForm, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import head_of, token_at

METHOD = "network:name"
_WEAK = frozenset({"pattern:person", "pattern:camel", "pattern:acronym"})
"""What these rules find and the tagger does not is wrong more often than right; of other rules it is the reverse."""
_ACTING = ("says", "said before", "human")
"""Signs that somebody speaks or does what only people do."""
_KINDS = {"person": Kind.PERSON, "organization": Kind.ORGANIZATION, "place": Kind.PLACE}
_ENOUGH = {Kind.PERSON: 0.75, Kind.ORGANIZATION: 0.8, Kind.PLACE: 0.8}
"""Confidence of the surest mention from which a name is taken, by kind."""
_ALONE = 0.8
"""Confidence from which a single word that acts as people do is a person where it nowhere speaks."""
_SPOKEN = 0.3
"""Confidence from which a person of two words or more is one where it speaks."""
_SPEECH = personal_forms()
_SPOKEN_GAP = re.compile(r" (?:[–—-]+ )?")
_PEOPLE = noun_kinds.person_nouns()
_CALLED = (_PEOPLE | kinship.genders().keys()) - occupations.having(occupations.Trait.ALSO_OF_BODIES)
_OF = having(Trait.AGENTIVE) | {"of"}
_DOCUMENTS = document_nouns.types()
_DASH = re.compile(r"\s[–—-]+\s")
"""What parts a dateline from the name behind it: "DUNMERE - IDRIS VANN"."""
_ABBREVIATED = abbreviations.having(abbreviations.Trait.KEEPS_STOP)
_ARTICLES = having(Trait.ARTICLE)
_IMPERSONAL = having(Trait.ARTICLE, Trait.DEMONSTRATIVE, Trait.DIRECTIONAL, Trait.LOCATIVE) - {"that", "by", "with"}
"""What stands before no person's name that is a single word: "the Galileo", "in Brezno"."""
_NO_PERSON = other_names.having(other_names.Trait.NO_PERSON)
_BEFORE = titles.titles_before_names() | frozenset(titles.forms_of_address())


_NO_NAME_PARTS = frozenset(("VERB", "ADJ", "ADV"))


class Tagged(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a line that the tagger takes for a name.

    ``kind`` is None for what is neither a person nor an organization nor a place. ``speaks``: it says something, does
    what only people do, has made a document, or what stands beside it says what somebody is. ``opened``: by its part of
    speech, the word before it belongs to no name: "Imagine | Ann Carter".
    """

    first: int
    last: int
    kind: Kind | None
    confidence: float
    speaks: bool
    opened: bool = False


def tagged_names(text: Text, lines: Sequence[Line]) -> list[list[Tagged]]:
    """What the tagger takes for names in each of ``lines``, in their words."""
    syntax = read(text)
    found: list[list[Tagged]] = []
    for line in lines:
        parse = syntax.parse_at(line.words[0].start)
        found.append([] if parse is None else in_words(line, parse))
    return found


def in_words(line: Line, parse: Parse) -> list[Tagged]:
    """The names that the tagger has found in ``parse``, in the words of ``line``, without articles and titles."""
    starts = [word.start for word in line.words]
    found = []
    for name in parse.names:
        span = Span(parse.tokens[name.first].start, parse.tokens[name.last - 1].end)
        first = max(0, bisect_right(starts, span.start) - 1)
        if line.words[first].stop <= span.start:
            first += 1
        last = first
        while last < len(starts) and starts[last] < span.end:
            last += 1
        if last - first > 1 and begins_date(line.words, last - 1):
            last -= 1
        kind = _KINDS.get(name.kind)
        first = next((at for at in reversed(range(first + 1, last)) if _DASH.search(line.words[at].gap)), first)
        while first < last - 1 and _passed(line, first, kind):
            first += 1
        if first < last:
            first = next((at + 1 for at in reversed(range(first, last - 2)) if _calls(line, at)), first)
            acts = _speaks(parse, span) or acts_human(line.words, last) or apposed(line.words, last)
            acts = acts or _before_speech(line, last)
            speaks = kind is Kind.PERSON and (acts or _makes(line, first))
            found.append(Tagged(first, last, kind, name.confidence, speaks, _opened(parse, line.words[first].start)))
    return found


def _opened(parse: Parse, start: int) -> bool:
    """Whether the token before the one at ``start`` is a verb, adjective or adverb, or ends a compound of nouns."""
    at = token_at(parse, start)
    if not at:
        return False
    compound = at > 2 and parse.tokens[at - 2].text == "-" and parse.upos[at - 1] == "NOUN"
    return compound or parse.upos[at - 1] in _NO_NAME_PARTS


def _calls(line: Line, place: int) -> bool:
    """Whether a word inside a tagged name says what somebody is: "Mourn Poet | Ann Carter"."""
    text = line.words[place].text
    return text.lower() in _PEOPLE and not (may_be_given(text) or text in family_names())


def _before_speech(line: Line, last: int) -> bool:
    """Whether a verb of saying follows the name, behind a dash also: "the nurse - Ann Low - said"."""
    if last == len(line.words) or line.words[last].text not in _SPEECH:
        return False
    return _SPOKEN_GAP.fullmatch(line.words[last].gap) is not None


def _passed(line: Line, place: int, kind: Kind | None) -> bool:
    """Whether a word that begins a tagged name is an article or, before a person, a title."""
    word = line.words[place]
    if word.text.lower() in _ARTICLES:
        return True
    return kind is Kind.PERSON and word.text in _BEFORE


def _makes(line: Line, place: int) -> bool:
    """Whether the name at word ``place`` is that of who has made a document: "STATEMENT OF ANN LOW"."""
    words = line.words
    return place > 1 and words[place - 1].text.lower() in _OF and words[place - 2].text.lower() in _DOCUMENTS


def _speaks(parse: Parse, span: Span) -> bool:
    """Whether the name is the subject of a verb of saying, follows "according to", or is what a person is called."""
    head = head_of(parse, span)
    if head is None:
        return False
    if parse.relations[head] == "appos" and parse.word(parse.heads[head]) in _CALLED:
        return True  # "her sister, Shirin, ..."
    if parse.relations[head] == "nsubj":
        return parse.word(parse.heads[head]) in _SPEECH
    return "according" in prepositions(parse, head)


def add_tagged(
    sights: Sequence[Sight], chosen: Sequence[Sequence[Found]], tagged: Sequence[Sequence[Tagged]],
    clues: Clues, gazetteer: Gazetteer,
) -> list[list[Found]]:  # fmt: skip
    """``chosen`` with the tagger's names where the rules have chosen nothing that overlaps."""
    told: dict[str, _Told] = defaultdict(_Told)
    free: list[list[Tagged]] = []
    for sight, founds, names in zip(sights, chosen, tagged, strict=True):
        taken = {place for found in founds for place in range(found.first, found.last)}
        own = [each for each in names if taken.isdisjoint(range(each.first, each.last))]
        free.append([each for each in own if _possible(sight, each, gazetteer)])
        for each in free[-1]:
            told[name_of(sight.line, each.first, each.last)].add(each)
    for name, seen in told.items():
        if " " in name and clues.alone.get(name.rsplit(" ", 1)[-1]):
            seen.spoken = max(seen.spoken, seen.best[Kind.PERSON])  # "They met Yalira Zorvane. Zorvane warned"
    kinds = {name: kind for name, each in told.items() if (kind := each.kind(" " in name)) is not None}
    impersonal = _impersonal(sights, {name.rsplit(" ", 1)[-1] for name in kinds})
    for name, kind in list(kinds.items()):
        tail = name.rsplit(" ", 1)[-1]
        acting = " " in name or told[name].spoken >= _ENOUGH[kind] or clues.human.get(name, 0) > 0
        if kind is Kind.PERSON and (tail in impersonal or not acting or not _called(told.get(tail))):
            del kinds[name]
    return [
        sorted([*founds, *_as_found(sight.line, names, kinds)], key=lambda found: found.first)
        for sight, founds, names in zip(sights, chosen, free, strict=True)
    ]


@dataclass(slots=True)
class _Told:
    """What the tagger says of all mentions of one name."""

    sums: Counter[Kind | None] = field(default_factory=Counter)
    best: dict[Kind | None, float] = field(default_factory=lambda: defaultdict(float))
    spoken: float = 0.0

    def add(self, name: Tagged) -> None:
        """Notes one mention."""
        self.sums[name.kind] += name.confidence  # type: ignore[assignment]
        self.best[name.kind] = max(self.best[name.kind], name.confidence)
        if name.speaks:
            self.spoken = max(self.spoken, name.confidence)

    def kind(self, full: bool) -> Kind | None:
        """The kind that the name has, or None where the tagger is not sure enough. ``full``: it has several words."""
        kind = max(self.sums, key=lambda each: (self.sums[each], str(each)))
        if kind is None:
            return None
        if kind is not Kind.PERSON:
            return kind if self.best[kind] >= _ENOUGH[kind] else None
        sure = self.best[kind] >= _ENOUGH[kind] if full else self.best[kind] >= _ALONE
        return kind if sure or self.spoken >= (_SPOKEN if full else _ENOUGH[kind]) else None


def _impersonal(sights: Sequence[Sight], words: set[str]) -> set[str]:
    """Those of ``words`` that stand somewhere as no person's name does: "the Galileo", "in Brezno"."""
    found = set()
    for sight in sights if words else ():
        for before, word in pairwise(sight.line.words):
            if word.text in words and word.gap == " " and before.text.lower() in _IMPERSONAL:
                found.add(word.text)
    return found


def _called(alone: _Told | None) -> bool:
    """Whether nothing speaks against somebody whose last name the tagger saw ``alone``, as a place's or a body's."""
    return alone is None or max(alone.sums, key=lambda each: alone.sums[each]) is Kind.PERSON


def _as_found(line: Line, names: Sequence[Tagged], kinds: dict[str, Kind]) -> list[Found]:
    found = []
    for each in names:
        kind = kinds.get(name_of(line, each.first, each.last))
        if kind is not None:
            short = kind is Kind.PERSON and each.last - each.first == 1
            form = MentionForm.SHORT if short else MentionForm.NAME
            found.append(Found(each.first, each.last, kind, form, METHOD))
    return found


def _possible(sight: Sight, name: Tagged, gazetteer: Gazetteer) -> bool:
    """Whether the words can be a name at all, and are none that the rules know and have passed over."""
    words = sight.line.words[name.first : name.last]
    if not (words[0].capital or words[0].text[0].islower()) or not words[-1].capital:
        return False
    if name.kind is Kind.PERSON and (
        any(word.possessive for word in words[:-1]) or words[0].text in _NO_PERSON  # "Radio Larkham"
    ):
        return False
    if all(is_calendar(word) or word.text.isdigit() for word in words):
        return False
    text = " ".join(word.text for word in words)
    if gazetteer.bearers(text) or any(character.isdigit() for character in text):
        return False
    joined = text.split("-")
    if len(joined) > 1 and all(gazetteer.bearers(each) for each in joined):
        return False  # "the EU-Turkey deal": what is between two is neither
    if len(words) > 1:
        return True
    if text in _ABBREVIATED:
        return False
    known = text in gazetteer.adjectives or is_opener(sight.line, name.first)
    return nameable(sight.line, name.first) and not known


def drop_doubtful(
    sights: Sequence[Sight], chosen: Sequence[Sequence[Found]], tagged: Sequence[Sequence[Tagged]]
) -> list[list[Found]]:
    """``chosen`` without what the rules see on weak grounds, and the tagger nowhere in the text.

    That are people without a title, bodies that only their capitals show, and places of the authority files. Who has a
    given name and speaks, or acts as people do, is a person all the same.
    """
    touched: dict[str, bool] = defaultdict(bool)
    bodies = _bodies(sights, tagged)
    for sight in sights:
        for each in sight.people:
            if each.signs.get("given") and any(sign in each.signs for sign in _ACTING):
                touched[name_of(sight.line, each.first, each.last)] = True
    for sight, founds, names in zip(sights, chosen, tagged, strict=True):
        inside = {place for each in names for place in range(each.first, each.last)}
        for found in founds:
            touched[name_of(sight.line, found.first, found.last)] |= not inside.isdisjoint(
                range(found.first, found.last)
            )
    return [
        [
            _as_body(found) if name_of(sight.line, found.first, found.last) in bodies else found
            for found in founds
            if (not _doubted(found) or touched[name_of(sight.line, found.first, found.last)])
            and not _begins_person(sight.line, found, names)
        ]
        for sight, founds, names in zip(sights, chosen, tagged, strict=True)
    ]  # fmt: skip


def _bodies(sights: Sequence[Sight], tagged: Sequence[Sequence[Tagged]]) -> frozenset[str]:
    """Names of several words that end in a plural and that the tagger has for organizations each time."""
    told: dict[str, set[Kind | None]] = defaultdict(set)
    for sight, names in zip(sights, tagged, strict=True):
        for each in names:
            told[name_of(sight.line, each.first, each.last)].add(each.kind)
    return frozenset(name for name, kinds in told.items() if kinds == {Kind.ORGANIZATION} and _is_plural(name))


def _is_plural(name: str) -> bool:
    """Whether a name ends in two nouns for things, the last in the plural: "Holm Paper Mills"."""
    words = name.lower().split(" ")
    return len(words) > 2 and {words[-2], words[-1].removesuffix("s")} <= concrete_nouns() and words[-1].endswith("s")


def _as_body(found: Found) -> Found:
    return replace(found, kind=Kind.ORGANIZATION, subtype="company") if found.method == "pattern:person" else found


def _begins_person(line: Line, found: Found, names: Sequence[Tagged]) -> bool:
    """Whether the name of a country is somebody's given name: "Jordan | Zorvane lost"."""
    if found.kind is not Kind.PLACE or found.length > 1 or not may_be_given(line.words[found.first].text):
        return False
    return any(
        each.kind is Kind.PERSON and each.first == found.first and each.last > found.last
        and each.confidence >= _ENOUGH[Kind.PERSON]
        for each in names
    )  # fmt: skip


def _doubted(found: Found) -> bool:
    return found.method in _WEAK or (found.method == "authority" and found.kind is Kind.PLACE)
