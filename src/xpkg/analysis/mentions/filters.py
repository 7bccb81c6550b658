"""Doubts a candidate where it stands: an everyday word, a place that is a surname here, a piece of a longer name."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.mentions.candidates import Sight, explained, nameable
from xpkg.analysis.mentions.document_evidence import Clues
from xpkg.analysis.mentions.evidence import ENOUGH, credited, is_role
from xpkg.analysis.mentions.gazetteer import Gazetteer, Match
from xpkg.analysis.mentions.given_names import family_names, is_given, may_be_given
from xpkg.analysis.mentions.impersonal_subjects import is_done
from xpkg.analysis.mentions.name_sentences import Found, Line, begins_line, is_calendar, is_opener
from xpkg.analysis.mentions.people import Candidate
from xpkg.lexicon import ambiguous_names, dwelling, name_particles, organizations, publishing, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, MentionForm

TITLED = "pattern:title"
"""The method that finds one word behind a title or a form of address: "Prince Osmund", "Mr. Dahl"."""
_SPEECH = personal_forms()

_CAUTIOUS = ambiguous_names.having(ambiguous_names.Trait.KNOWN_NAME)
_HONORIFICS = titles.forms_of_address()
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_STRONG = titles.titles_before_surnames()
_SUFFIXES = name_particles.having(name_particles.Trait.SUFFIX)

_MEDIA = publishing.having(publishing.Trait.BESIDE_MEDIUM)
"""What stands beside a medium: "Time magazine", "a Fortune reporter"."""


_ADDRESSES = titles.having(titles.Trait.FORM_OF_ADDRESS)
_DETERMINERS = having(Trait.DETERMINER) - {"that"}
_LEADING = having(Trait.PARTICIPANT)
_WHERE = having(Trait.LOCATIVE, Trait.DIRECTIONAL) | {"of"}
_DWELL = dwelling.dwelling_words()
"""What stands before "in", "at", "from" and a place."""


def read_match(line: Line, match: Match, tails: frozenset[str], clues: Clues, gazetteer: Gazetteer) -> Found | None:
    """A match as a candidate, or None where the words there hardly mean the authority's thing."""
    words = line.words
    word = words[match.first]
    entries = gazetteer.authority.entries
    short = all(bearer.short for bearer in match.bearers)
    entry = entries[match.bearers[0].entry]
    name = words[match.first].text
    led = match.first > 1 and word.gap == " " and words[match.first - 1].text in ("of", "for")
    if led and entry.subtype in _PUBLISHED and is_role(words[match.first - 2].text):
        return None  # "Minister of Foreign Affairs" is no journal's
    if match.last - match.first == 1:
        doubtful = name in _CAUTIOUS or (entry.kind is not Kind.PLACE and name in gazetteer.adjectives)
        if entry.subtype in _PUBLISHED and not word.shouted and _of_something(line, match, gazetteer):
            return None
        if entry.kind is not Kind.PERSON and name in tails and not _placed(line, match):
            return None
        if entry.kind is Kind.PERSON and _located(line, match, name in tails or bool(clues.alone.get(name)), gazetteer):
            return None
        if (
            is_calendar(word)
            or is_opener(line, match.first)
            or (begins_line(line, match.first) and name.lower() in clues.small and not word.shouted)
            or (doubtful and not _vouched(line, match, gazetteer))
            or (line.titled and short and entry.kind is not Kind.PERSON)
            or name.islower()
        ):
            return None
    form = MentionForm.SHORT if short else MentionForm.NAME
    bearers = tuple(bearer.entry for bearer in match.bearers)
    return Found(match.first, match.last, entry.kind, form, "authority", bearers, short, entry.subtype)


def is_called(sight: Sight, candidate: Candidate, tails: frozenset[str], gazetteer: Gazetteer) -> bool:
    """Whether one word beside a title is a name: "Mr. Brandvold", "his wife, Jane,", not "General Electric"."""
    line, place = sight.line, candidate.first
    if candidate.titled and line.words[place].text in _PARTICLES:
        return True
    if candidate.last - place == 1 and candidate.signs.get("role before") == 2.0 and _christian(line, candidate):
        return True
    if candidate.last - place > 1 or not candidate.titled or candidate.weight < ENOUGH - 1:
        return False
    text, title = line.words[place].text, line.words[place - 1].text if place else ""
    match = sight.matches.get(place)
    if not nameable(line, place) or text in gazetteer.adjectives or title in ("Republican", "Democrat"):
        return False
    if match is not None and gazetteer.authority.entries[match.bearers[0].entry].kind is not Kind.PERSON:
        return title in _ADDRESSES or title == "Dr"
    return title in _STRONG or title in _HONORIFICS or text in family_names() or text in tails


def is_torn(
    sight: Sight, found: Found, pool: Sequence[tuple[int, int, Found]], clues: Clues, gazetteer: Gazetteer
) -> bool:
    """Whether ``found``, a single word, was torn out of a longer row of capitals that nothing explains."""
    words = sight.line.words
    if found.kind is Kind.PLACE and found.length == 1:
        return _persons_own(sight.line, found)
    if found.length > 1 or found.kind is Kind.PLACE or found.method == TITLED:
        return False
    word = words[found.first]
    body = found.kind is Kind.ORGANIZATION and word.text not in _CAUTIOUS
    if body and (found.method != "authority" or sight.line.titled or word.shouted):
        return False
    run = next((run for run in sight.runs if run[0] <= found.first < run[1]), None)
    if run is None:
        return False
    starts = {other.first for _, rank, other in pool if other is not found and rank >= 2}
    ends = {other.last for _, rank, other in pool if other is not found and rank >= 2}
    before = found.first - 1
    if before >= run[0] and before + 1 not in ends:
        small = before == 0 and words[before].text.lower() in clues.small
        if not small and words[before].text != "The" and not explained(sight.line, before, gazetteer):
            return True
    if body:
        return False  # "a Toyota Hilux", but not "Caleta Honda"
    after = found.last
    if after < run[1] and after not in starts and not word.possessive:
        text = words[after].text
        if found.kind is Kind.GROUP and not is_given(word.text):
            return False
        return text not in _SUFFIXES and not is_calendar(words[after])
    return False


_CREDITS = 12
"""Words within which a list of makers names the next."""


def _persons_own(line: Line, found: Found) -> bool:
    """Whether a place's name is part of a person's in a credit: "By Georgia Reed", "reporting by Mary Holland".

    A list of makers counts as well: "and Paris Lees"."""
    words, place = line.words, found.first
    if not any(credited(line, at) for at in range(max(1, place - _CREDITS), place + 1)):
        return False
    after = words[place + 1] if place + 1 < len(words) else None
    opens = after is not None and after.joins(words[place]) and after.capital and may_be_given(words[place].text)
    before = words[place - 1] if place else None
    closes = before is not None and words[place].joins(before) and before.capital and may_be_given(before.text)
    return opens or closes


def is_negated(candidate: Candidate) -> bool:
    """Whether something where it stands speaks against a person, whatever the rest of the document says."""
    return any(candidate.signs.get(sign, 0.0) < -2.0 for sign in ("word", "head", "adjective", "long"))


def _vouched(line: Line, match: Match, gazetteer: Gazetteer) -> bool:
    """Whether something beside an everyday word says that it is a name here."""
    words = line.words
    entry = gazetteer.authority.entries[match.bearers[0].entry]
    name = words[match.first].text
    before = words[match.first - 1].text if match.first else ""
    joined = words[match.first].gap == " "
    after = words[match.last] if match.last < len(words) else None
    if line.titled or line.shouted:
        return False
    if words[match.first].shouted and len(name) < 5:
        return entry.kind is not Kind.ORGANIZATION or not begins_line(line, match.first)
    place = match.first - 1
    beside = joined and before != "The" and place >= 0 and words[place].capital and not begins_line(line, place)
    if beside or (after is not None and after.gap == " " and after.capital):
        return False
    if entry.subtype in _PUBLISHED:
        return _published(line, match)
    if entry.kind is Kind.GROUP:
        return True
    if words[match.first].possessive:
        return True
    acts = after is not None and after.gap == " " and is_done(after.text)
    if begins_line(line, match.first):
        return entry.subtype == "party" and acts  # "Labour abstained"
    led = joined and (before in _LEADING or before in ("the", "told", "and"))
    return led or (after is not None and after.text in _SPEECH)


_PUBLISHED = organizations.having(organizations.Trait.PUBLISHES)
"""Sorts of things that say and print."""


def _of_something(line: Line, match: Match, gazetteer: Gazetteer) -> bool:
    """Whether "of" follows: "The Guardian of the child" is no newspaper, "The Guardian of London" is one."""
    after = line.words[match.last] if match.last < len(line.words) else None
    if after is None or after.text != "of" or after.gap != " " or line.words[match.last - 1].possessive:
        return False
    place = gazetteer.longest(line.words, match.last + 1) if match.last + 1 < len(line.words) else None
    return place is None or gazetteer.authority.entries[place.bearers[0].entry].kind is not Kind.PLACE


def _published(line: Line, match: Match) -> bool:
    """Whether an everyday word is the name of a medium: "told The Hill", "Time reported", not "The Hill was steep"."""
    words, place = line.words, match.first
    before = words[place - 1].text if place and words[place].gap == " " else ""
    after = words[match.last] if match.last < len(words) and words[match.last].gap == " " else None
    told = after is not None and after.text in _MEDIA
    says = told or (after is not None and after.text in _SPEECH)
    if before == "The" and not begins_line(line, place - 1):
        return True
    if may_be_given(words[place].text) or (not before and begins_line(line, place)):
        return told or before.lower() in _MEDIA  # "Dawn said", "Nature tells us": somebody, or the thing itself
    if before in _LEADING or before in ("The", "the", "told"):
        return says or before == "told" or (after is None and before != "The")
    return says and before.lower() not in _DETERMINERS


def _located(line: Line, match: Match, met: bool, gazetteer: Gazetteer) -> bool:
    """Whether a person's short name is a place's here, or may be: "Sharon, Connecticut", "born near Sharon".

    ``met``: the document names such a person otherwise.
    """
    words, place = line.words, match.first
    before = words[place - 1].text.lower() if place and words[place].gap == " " else ""
    led = before in _WHERE
    if not words[place].possessive and match.last < len(words) and words[match.last].gap == ", ":
        land = gazetteer.longest(words, match.last)
        if land is not None and gazetteer.authority.entries[land.bearers[0].entry].kind is Kind.PLACE:
            after = words[land.last] if land.last < len(words) else None
            closed = after is None or not after.gap.startswith(" ") or words[land.last - 1].possessive
            listed = after is not None and after.text in ("and", "or")
            if closed and not listed and (led or not met):
                return True
    if met or not led or words[place].possessive:
        return False
    verb = words[place - 2].text if place > 1 else ""
    return before == "near" or verb in _DWELL or (before in ("in", "at") and may_be_given(words[place].text))


def _placed(line: Line, match: Match) -> bool:
    """Whether a preposition of place leads to the name, or capitals stand beside it."""
    words = line.words
    before = words[match.first - 1] if match.first else None
    if before is not None and words[match.first].gap == " " and before.text in _WHERE:
        return before.text != "of" and not words[match.first].possessive
    speaks = match.last < len(words) and words[match.last].gap == " " and words[match.last].text in _SPEECH
    return words[match.first].gap == ", " and before is not None and before.capital and not speaks


def _christian(line: Line, candidate: Candidate) -> bool:
    """Whether a given name alone stands between commas after a role: "his wife, Jane, said"."""
    place = candidate.last
    closed = place < len(line.words) and line.words[place].gap.startswith(",")
    return closed and is_given(line.words[candidate.first].text) and not line.words[candidate.first].possessive
