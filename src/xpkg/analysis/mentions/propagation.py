"""Spreads the names found: short forms, acronyms, organizations named after people, places inside names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xpkg.analysis.mentions.appositions import RELATED
from xpkg.analysis.mentions.candidates import Sight, explained, name_of, nameable
from xpkg.analysis.mentions.document_evidence import Clues, surname
from xpkg.analysis.mentions.family_names import family_names
from xpkg.analysis.mentions.filters import TITLED
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import is_given, may_be_given
from xpkg.analysis.mentions.name_sentences import Found, Line, begins_line, is_opener
from xpkg.analysis.mentions.state_bodies import METHOD as STATE_BODY
from xpkg.analysis.mentions.surname_first import METHOD as SURNAME_FIRST
from xpkg.analysis.mentions.surname_first import in_order
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import ambiguous_names, kinship, name_particles, noun_kinds, organizations, sentence_openers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, Mention, MentionForm, Span

_SPEECH = personal_forms()

_FAMILY_FIRST = ambiguous_names.east_asian_family_names()
_ALONE = organizations.names_having(organizations.Trait.STANDS_ALONE)
_FINAL = organizations.names_having(organizations.Trait.NAME_FINAL)
_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_ARTICLES = having(Trait.ARTICLE)
_PRONOUNS = having(Trait.SUBJECT_PRONOUN)
_SUBTYPES = noun_kinds.subtypes()
_LEGAL = organizations.names_having(organizations.Trait.LEGAL_FORM)
_SHORTEST_FIRM = 2
"""Words of a firm's name, its legal form among them, of which the rest alone may be anybody's: "Low Ltd"."""
_WITH_TWO_FAMILIES = 3
"""Words of a name with a given name and two family names."""
_SUFFIXES = name_particles.having(name_particles.Trait.SUFFIX)


@dataclass(frozen=True, slots=True)
class ShortNames:
    """What the document's names can be shortened to: ``people`` to a word (or two that begin with a particle).
    Organizations are shortened to the last word of their name (``ends``); ``bodies`` are names that are ambiguous
    alone."""

    people: frozenset[str]
    ends: frozenset[str]
    bodies: frozenset[str]
    tails: frozenset[str] = frozenset()
    """The last words of all names of organizations."""
    heads: frozenset[str] = frozenset()
    """The first words of names of organizations that nothing but what they do tells of: "Skylark" of "Skylark Air"."""
    spoken: frozenset[str] = frozenset()
    """Given names that are words as well: alone they are short names where they speak alone."""


def short_names(sights: Sequence[Sight], chosen: Sequence[Sequence[Found]]) -> ShortNames:
    """The short names that the full names of a document allow."""
    known: set[str] = set()
    spoken: set[str] = set()
    ends: set[str] = set()
    bodies: set[str] = set()
    related: set[str] = set()
    tails: set[str] = set()
    heads: set[str] = set()
    full: set[str] = set()
    persons: set[str] = set()
    for sight, founds in zip(sights, chosen, strict=True):
        for found in founds:
            if found.kind is Kind.ORGANIZATION and found.length > 1 and found.form is MentionForm.NAME:
                end = sight.line.words[found.last - 1].text
                tails.add(end)
                full.add(name_of(sight.line, found.first, found.last))
                if end in _LEGAL and found.length > _SHORTEST_FIRM:
                    full.add(name_of(sight.line, found.first, found.last - 1))  # "Harbour Line Ltd … Harbour Line"
                if end in _SUBTYPES or end in _ALONE or end in _FINAL:
                    ends.add(end)
            if found.method == "pattern:apposed":
                bodies.add(name_of(sight.line, found.first, found.last))
                if found.length > 1 and nameable(sight.line, found.first):
                    heads.add(sight.line.words[found.first].text)
            if found.method == RELATED:
                related.add(name_of(sight.line, found.first, found.last))
            if found.method == TITLED and found.length == 1:
                known.add(sight.line.words[found.first].text)  # "Prince Osmund … Osmund"
            if found.kind is not Kind.PERSON or found.length < 2 or found.form is not MentionForm.NAME:
                continue
            persons.add(name_of(sight.line, found.first, found.last))
            words = sight.line.words[found.first : found.last]
            parts = in_order(words) if found.method == SURNAME_FIRST else [word.text for word in words]
            parts = [part for part in parts if part not in _SUFFIXES]
            known.add(parts[-1])
            if len(parts) == _WITH_TWO_FAMILIES and is_given(parts[0]) and _is_second(parts[1]):
                known.add(parts[1])  # "Wilmer Quispe Ayala … Quispe"
            if parts[0] in _FAMILY_FIRST or is_given(parts[0]):
                known.add(parts[0])
            elif may_be_given(parts[0]):
                spoken.add(parts[0])
            if len(parts) > 2 and parts[-2] in _PARTICLES:
                known.add(" ".join(parts[-2:]))
            known.update(family_names(" ".join(parts)))
    bodies |= (related - known) | (full - persons)
    shorts = frozenset(word for word in heads - known if not may_be_given(word))
    return ShortNames(frozenset(known), frozenset(ends), frozenset(bodies), frozenset(tails), shorts, frozenset(spoken))


def _is_second(word: str) -> bool:
    """Whether the middle word of a name can be a family name: no given name, initial or particle."""
    return word[0].isupper() and word.isalpha() and len(word) > 1 and not may_be_given(word)


def is_persons(found: Found, line: Line, known: ShortNames) -> bool:
    """Whether what looks like an acronym, a body or a country is a person's name: "HARGREAVES said", "said Jordan"."""
    name = name_of(line, found.first, found.last)
    if found.method in ("pattern:acronym", RELATED):
        return name in known.people
    speaks = _says(line.words, found.first) or _said_before(line.words, found.first)
    return found.kind is Kind.PLACE and found.length == 1 and name in known.spoken and speaks


def singles(
    sight: Sight, founds: Sequence[Found], known: ShortNames, clues: Clues, gazetteer: Gazetteer
) -> Iterator[Found]:
    """Single words of a line that name a known person."""
    line = sight.line
    words = line.words
    taken = {place for found in founds for place in range(found.first, found.last)}
    for first, last in sight.runs:
        for place in range(first, last):
            word = words[place]
            if place in taken or not word.capital:
                continue
            text = word.text
            begins = begins_line(line, place)
            shouted = word.shouted and text in known.people
            speaks = last - first == 1 and (_says(words, place) or _said_before(words, place))
            named = speaks and (text in known.people or text in known.spoken) and text.lower() not in _PRONOUNS
            sure = named and not _articled(words, place)  # "May said", "Prince denied it"
            called = text in known.people or sure or _surname(sight, place, clues, gazetteer)
            if called and (shouted or sure or nameable(line, place)) and (sure or not (text in _OPENERS and begins)):
                word_too = begins and text.lower() in clues.small and not (clues.alone.get(text) or sure)
                if not word_too and _free(sight, place, taken, clues, gazetteer):
                    yield Found(place, place + 1, Kind.PERSON, MentionForm.SHORT, "document")
            elif speaks and text in known.heads and nameable(line, place):
                yield Found(place, place + 1, Kind.ORGANIZATION, MentionForm.SHORT, "document")
            elif text in known.tails and _articled(words, place) and _says(words, place) and nameable(line, place):
                kind, form = Kind.ORGANIZATION, MentionForm.SHORT  # "the Daily Clarion ... The Clarion said"
                yield Found(place, place + 1, kind, form, "document")
            elif (text in known.ends or text in _ALONE) and _by_head(words, first, place, last):
                kind, form = Kind.ORGANIZATION, MentionForm.NOMINAL
                yield Found(place, place + 1, kind, form, "pattern:head", subtype=_SUBTYPES.get(text, ""))
        begin = first + (last - first > 1 and is_opener(line, first))
        if name_of(line, begin, last) in known.bodies and begin not in taken:
            yield Found(begin, last, Kind.ORGANIZATION, MentionForm.NAME, "document")
    reached = 0
    for place, word in enumerate(words):
        if place < reached or place in taken:
            continue
        if word.text.lower() not in _PARTICLES and (word.text[0].isupper() or word.text not in known.people):
            continue
        last = _particled(words, place, known)
        if last > place and taken.isdisjoint(range(place, last)):
            yield Found(place, last, Kind.PERSON, MentionForm.SHORT, "document")
        reached = last


def _says(words: Sequence[Word], place: int) -> bool:
    """Whether a verb of saying follows word ``place``."""
    return place + 1 < len(words) and words[place + 1].gap == " " and words[place + 1].text in _SPEECH


def _said_before(words: Sequence[Word], place: int) -> bool:
    """Whether a verb of saying stands right before word ``place``, behind a quotation: "…,” said Jordan"."""
    quoted = place > 0 and words[place].gap == " " and words[place - 1].text in _SPEECH
    return quoted and words[place - 1].gap.strip(" ,.!?")[:1] in ("”", '"', "’", "'", "»", "“")


def _articled(words: Sequence[Word], place: int) -> bool:
    return place > 0 and words[place - 1].text.lower() in _ARTICLES


def _particled(words: Sequence[Word], place: int, known: ShortNames) -> int:
    """The end of a family name with its particles that begins at word ``place``: "van der Meulen", "el-Dari"."""
    if words[place].text in known.people and words[place].text[0].islower():
        return place + 1
    if words[place].text.lower() not in _PARTICLES:
        return place
    ends = (end for end in range(min(place + 4, len(words)), place + 1, -1))
    return next((end for end in ends if " ".join(word.text for word in words[place:end]) in known.people), place)


def called_after(line: Line, founds: Sequence[Found]) -> list[Found]:
    """ "the Carter campaign", "the Carter administration": organizations named after a person."""
    words = line.words
    found = []
    for each in founds:
        if each.kind is Kind.PERSON and each.last < len(words):
            word = words[each.last]
            if word.gap == " " and word.text in ("campaign", "administration"):
                kind, form = Kind.ORGANIZATION, MentionForm.NAME
                found.append(Found(each.first, each.last + 1, kind, form, "pattern:called-after", subtype=word.text))
    return found


def acronyms_of(sights: Sequence[Sight], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The other places where an acronym stands that the document itself explains."""
    acronyms: dict[str, Mention] = {}
    for mention in mentions:
        if mention.acronym:
            acronyms.setdefault(mention.acronym, mention)
    at = {mention.span.start for mention in mentions}
    for sight in sights:
        for word in sight.line.words:
            bearer = acronyms.get(word.text)
            if bearer is not None and word.start not in at:
                span = Span(word.start, word.end)
                how = "document:acronym"
                yield Mention(span, bearer.kind, MentionForm.SHORT, word.text, method=how, subtype=bearer.subtype)


_BEHIND_BODY = re.compile(r" (?:of(?: the)?|in) ")
"""What leads from a body of a state to its country or town."""


def inner_places(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """The places inside longer names: "China's" in "China's Ministry of Education", the country of its government."""
    for mention in mentions:
        if mention.kind is not Kind.ORGANIZATION or mention.form is not MentionForm.NAME:
            continue
        start = mention.span.start
        match = re.match(r"(.+?)[’']s? ", text[start : mention.span.end])
        if mention.method == STATE_BODY:
            tail = _BEHIND_BODY.search(text, start, mention.span.end)
            start, end = (tail.end() if tail else start), mention.span.end
        elif match is not None:
            end = start + match.end(1)
        elif mention.method == "pattern:government":
            end = mention.span.end
            while end > mention.span.start and _place(text[mention.span.start : end], gazetteer) is None:
                end = text.rfind(" ", mention.span.start, end)
            if end <= mention.span.start:
                continue
        else:
            continue
        index = _place(text[start:end], gazetteer)
        if index is not None:
            entry = gazetteer.authority.entries[index]
            yield Mention(
                Span(start, end), Kind.PLACE, MentionForm.NAME, text[start:end],
                method="authority", subtype=entry.subtype, authority=index,
            )  # fmt: skip


def _surname(sight: Sight, place: int, clues: Clues, gazetteer: Gazetteer) -> bool:
    """Whether word ``place`` is a family name that the document never gives in full ("Zorvane died")."""
    text = sight.line.words[place].text
    other = text in gazetteer.adjectives or text in _SUBTYPES or text in _ALONE or text in _OPENERS
    return not other and not gazetteer.bearers(text) and surname(text, clues)


_KIN = kinship.having(kinship.Trait.AFTER_FAMILY_NAME)
"""What is named by a family name that then names nobody alone."""


def _free(sight: Sight, place: int, taken: set[int], clues: Clues, gazetteer: Gazetteer) -> bool:
    """Whether no unexplained capital stands beside word ``place``."""
    words = sight.line.words
    run = next(run for run in sight.runs if run[0] <= place < run[1])
    before, after = place - 1, place + 1
    if words[place].gap in ('" ', "” ") and before and words[before].gap in (' "', " “") and words[before - 1].capital:
        return False  # Ann "Annie" Carter is somebody else
    if after < len(words) and words[after].gap == " " and words[after].text in _KIN and not words[place].possessive:
        return False  # "the Carter family"
    if before >= run[0] and before not in taken:
        small = before == 0 and words[before].text.lower() in clues.small
        if not (small or sight.line.titled or explained(sight.line, before, gazetteer)):
            return False
    if after < run[1] and after not in taken and not words[place].possessive and not sight.line.titled:
        return words[after].text in _SUFFIXES
    return True


def _by_head(words: Sequence[Word], first: int, place: int, last: int) -> bool:
    """Whether word ``place`` of a run stands for an organization by the last word of its name: "the Tribune", "The
    Tribune".

    Where a line opens with it, a verb of saying must follow: "Tribune says"."""
    if place == first == 0 and last == 1:
        return last < len(words) and words[last].text in _SPEECH and not words[0].possessive
    alone = last - first == 1 or (place == first + 1 == last - 1 and words[first].text == "The")
    return alone and place > 0 and words[place - 1].text in ("the", "The") and words[place].gap == " "


def _place(name: str, gazetteer: Gazetteer) -> int | None:
    for bearer in gazetteer.bearers(name):
        if gazetteer.authority.entries[bearer.entry].kind is Kind.PLACE and not bearer.short:
            return bearer.entry
    return None
