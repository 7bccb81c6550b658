"""Finds organizations and places by the words of their names: "University of X", "X Party", "X County"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.mentions.acronyms import find_acronyms, find_camels
from xpkg.analysis.mentions.fields_of_work import ABSTRACT, TOPICS, is_field
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import is_given, may_be_given
from xpkg.analysis.mentions.name_sentences import Found, Line, begins_line, is_calendar, is_opener
from xpkg.analysis.mentions.places import find_place, find_settlements
from xpkg.analysis.mentions.state_bodies import find_state_bodies
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import noun_kinds, organizations, other_names, places, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm

_HONORIFICS = titles.forms_of_address()
_NATIVES_FINAL = other_names.having(other_names.Trait.NAME_FINAL)
_OFFICE_ONLY = titles.having(titles.Trait.MODIFIER)
_FIELD_FINAL = organizations.names_having(organizations.Trait.FIELD_FINAL)
_ORG_FINAL = organizations.names_having(organizations.Trait.NAME_FINAL)
_ORG_HEAD = organizations.heads()["for"]
_SUBTYPES = organizations.subtypes()
_TITLES = titles.titles_before_names()
_UNION_FINAL = organizations.names_having(organizations.Trait.UNION_FINAL)
_WEAK_FINAL = organizations.names_having(organizations.Trait.WEAK_FINAL)

_ARTICLES = having(Trait.ARTICLE)
_CONNECTS = organizations.heads()
"""First words of names by what may follow: "Council on …"."""
_GO_ON = frozenset(_CONNECTS) - {"against", "to"}
_LOCAL = organizations.having(organizations.Trait.LEVEL_OF_GOVERNMENT)


def find_bodies(line: Line, runs: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Found]:
    """The organizations and places of ``line`` that the words of their names show."""
    words = line.words
    for first, last in runs:
        first = _skip_openers(line, first, last)
        if first >= last:
            continue
        if not line.titled:
            begin = _owner_before(words, first)
            begin = _partner_before(line, begin, gazetteer) if last - first > 1 else begin
            yield from _bodies(line, begin, last, gazetteer)
        yield from find_place(line, first, last)
    if line.titled or line.shouted:
        return
    yield from _governments(line, gazetteer)
    yield from find_state_bodies(line, gazetteer)
    yield from find_camels(line)
    yield from find_acronyms(line, gazetteer)
    yield from find_settlements(line, runs, gazetteer)
    for first, last in runs:
        begin = _skip_openers(line, first, last)
        for place in range(begin, last):
            if words[place].text in _ORG_HEAD:
                while (
                    begin < place
                    and words[begin].text not in _OF_BODIES
                    and (words[begin].text in _HONORIFICS or words[begin].text in _TITLES)
                ):
                    begin += 1
                yield from _of(line, _owner_before(words, begin) if begin == place else begin, place)


def _skip_openers(line: Line, first: int, last: int) -> int:
    words = line.words
    while first < last and (
        (is_opener(line, first) and words[first].text not in _OF_BODIES) or is_calendar(words[first])
    ):
        first += 1
    return first


_OF_BODIES = organizations.names_having(organizations.Trait.OPENS_NAME)
"""Words that begin sentences, and the names of organizations too."""
_PARTISAN = titles.having(titles.Trait.ATTRIBUTE)
_CHAMBERS = organizations.names_having(organizations.Trait.CHAMBER)
_NO_BODIES = other_names.having(other_names.Trait.NO_BODY)


def _bodies(line: Line, first: int, last: int, gazetteer: Gazetteer) -> Iterator[Found]:
    words = line.words
    while first < last - 1 and (
        words[first].text in _HONORIFICS or (words[first].text in _TITLES and words[first].text not in _OFFICE_ONLY)
    ):
        first += 1
    if last - first == 2 and words[first].text == "Daily":
        yield Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, "pattern:daily", subtype="newspaper")
        return
    heads = [place for place in range(first, last) if _heads(words, place, first, last)]
    if not heads:
        return
    head = heads[-1]
    before = range(first, max(first + 1, head - 1))  # "Larkham General Hospital"
    if any(words[place].text in _TITLES and words[place].text not in _OFFICE_ONLY for place in before):
        return
    body = head + 1
    if words[head].text in _CONNECTS["of"]:
        found = next(_of(line, first, head), None)
        if found is not None:
            yield found
            return
    name = " ".join(word.text for word in words[first:body])
    if body - first < 2 or words[body - 1].text in _NATIVES_FINAL or name in _NO_BODIES:
        return
    if body - first == 2 and words[head].text in _CHAMBERS and _of_party(words[first].text, gazetteer):
        return  # "a Democratic Senate" is the Senate with another majority
    if words[head].text in _WEAK_FINAL and body - first == 2 and begins_line(line, first) and first == 0:
        return
    if words[first].text in gazetteer.adjectives and body - first == 2 and words[head].text in _WEAK_FINAL:
        return
    yield _found(first, _with_field(line, head) or body, "pattern:body-final", words[head].text)


def _of_party(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word says of a chamber which party has it: "Republican", "GOP"."""
    bearers = (gazetteer.authority.entries[each.entry] for each in gazetteer.bearers(word))
    return word in _PARTISAN or any(entry.subtype == "party" for entry in bearers)


def _with_field(line: Line, head: int) -> int:
    """Where the name ends whose head a preposition of its own leads on from: "Working Group | on Arms"; 0 for none."""
    words = line.words
    if head + 2 >= len(words) or words[head].possessive or words[head + 1].gap != " ":
        return 0
    link = words[head + 1].text
    return _object(line, head + 2, False) if link == "on" and words[head].text in _CONNECTS[link] else 0


def _heads(words: tuple[Word, ...], place: int, first: int, last: int) -> bool:
    """Whether word ``place`` can end an organization's name."""
    text = words[place].text
    if words[place].shouted and place > first and words[place - 1].shouted:
        text = text.capitalize()  # "the DUNMERE TENANTS UNION"
    if text == "Press" and place + 1 < last:
        return words[place + 1].text not in _TITLES
    if text in _FIELD_FINAL:
        field = words[place - 1].text
        return place > first + 1 and (is_field(field) or ABSTRACT.search(field) is not None)
    united = words[first].text in ("United", "Amalgamated", "International")
    return text in _ORG_FINAL or (united and text in _UNION_FINAL)


def _of(line: Line, first: int, head: int) -> Iterator[Found]:
    """An organization "Head of Something": the rest runs over capitals joined by blanks, "and", "of", "the"."""
    words = line.words
    place = head + 1
    if place >= len(words) or words[head].possessive:
        return
    link = words[place].text
    if words[place].gap != " " or words[head].text not in _CONNECTS.get(link, ()):
        return
    end = _object(line, place + 1, words[head].text in _TOPICAL)
    while end and end < len(words) - 1 and words[end].text in _GO_ON and words[end].gap == " ":
        further = _object(line, end + 1, False)
        if not further or words[end - 1].possessive:
            break
        end = further
    if end:
        yield _found(first, end, "pattern:body-of", words[head].text)


def _object(line: Line, place: int, topical: bool) -> int:
    """Where the capitals after "of" end; 0 when there are none. ``topical``: "and" joins two topics of one
    organization."""
    words = line.words
    if place < len(words) and words[place].text in _ARTICLES and words[place].gap == " ":
        place += 1
    start = place
    while place < len(words) and words[place].capital and words[place].gap in (" ", "\xa0", " & "):
        if place > start and words[place - 1].possessive and not is_owner(words[place - 1].text):
            return place
        if is_calendar(words[place]) or (place > start and _person_begins(words, place)):
            break
        place += 1
        rest = words[place : place + 2]
        if (
            len(rest) == 2
            and rest[0].text in ("and", "&")
            and rest[0].gap == rest[1].gap == " "
            and rest[1].capital
            and rest[1].text not in _ORG_HEAD
            and (
                words[place - 1].text in TOPICS
                or words[place - 1].text.endswith(("al", "ic", "ive"))
                or (topical and not (rest[1].shouted or may_be_given(rest[1].text)))
                or (is_field(words[place - 1].text) and is_field(rest[1].text))
            )
            and not words[place - 1].possessive
        ):
            place += 1
        elif _lists_topics(words, place):
            place += 2  # "Housing, Energy and | Transport"
    return place if place > start else 0


def _lists_topics(words: tuple[Word, ...], place: int) -> bool:
    """Whether the comma before word ``place`` parts two fields of one organization, of which "and" joins a third."""
    rest = words[place : place + 3]
    if len(rest) < 3 or rest[0].gap != ", " or rest[1].text != "and" or not (rest[2].gap == " " and rest[2].capital):
        return False
    return all(is_field(word) for word in (words[place - 1].text, rest[0].text, rest[2].text))


def _person_begins(words: tuple[Word, ...], place: int) -> bool:
    """Whether a name of a person follows the organization's own: "University of Texas Ann Carter"."""
    after = words[place + 1 : place + 2]
    return is_given(words[place].text) and bool(after) and after[0].capital and after[0].gap == " "


_TOPICAL = organizations.names_having(organizations.Trait.TOPICAL)


def is_owner(word: str) -> bool:
    """Whether an organization can be named after them: several people of one trade."""
    return word in _OWNERS or (word.endswith("s") and word[:-1].lower() in _HUMAN_NOUNS)


_HUMAN_NOUNS = noun_kinds.human_nouns()
_SAINTS = places.names_having(places.Trait.SAINT)
_OWNERS = organizations.names_having(organizations.Trait.OWNER)


def _owner_before(words: tuple[Word, ...], first: int) -> int:
    """Where a name begins of which word ``first`` would be the first but for an owner: "Lodz Teachers' Union"."""
    before = words[first - 1] if first else None
    if (
        first > 1
        and before is not None
        and before.possessive
        and words[first - 2].text in _SAINTS
        and words[first].gap == " "
    ):
        return first - 2  # "St Brigid's Hospital"
    if before is None or not (
        before.possessive and before.capital and is_owner(before.text) and words[first].gap == " "
    ):
        return first
    first -= 1
    while first > 1 and words[first - 1].capital and words[first].gap == " " and not words[first - 1].possessive:
        first -= 1
    if first > 2 and words[first - 1].text == "and" and words[first - 2].capital and words[first - 3].text == "the":
        return first - 2  # "the Oil and Dock Workers' Union"
    return first


def _partner_before(line: Line, first: int, gazetteer: Gazetteer) -> int:
    """Where a name begins of which "and" is a part: "the Skarna Search and | Rescue Society"."""
    words = line.words
    if first < 3 or words[first - 1].text != "and" or not words[first - 2].capital or words[first].gap != " ":
        return first
    start = first - 2
    while start > 1 and words[start - 1].capital and words[start].gap == " " and not words[start - 1].possessive:
        start -= 1
    own = words[start : first - 1]
    known = bool(gazetteer.bearers(" ".join(word.text for word in own)))
    known |= any(gazetteer.bearers(word.text) or word.text in gazetteer.adjectives for word in own)
    whole = any(word.text in _ORG_FINAL or word.text in _TITLES or word.possessive for word in own)
    joined = words[start].gap == words[first - 1].gap == " " and words[start - 1].text == "the"
    return start if joined and not (known or whole) else first


def _governments(line: Line, gazetteer: Gazetteer) -> Iterator[Found]:
    """ "the Xinjiang regional government": a place that stands as it is before the word."""
    words = line.words
    for place, word in enumerate(words):
        if word.text != "government" or place == 0:
            continue
        before = place - 1
        if words[before].text in _LOCAL and before > 0 and word.gap == " ":
            before -= 1
        if words[before].possessive or words[before + 1].gap != " ":
            continue
        for first in range(max(0, before - 3), before + 1):
            match = gazetteer.longest(words, first)
            if (
                match is not None
                and match.last == before + 1
                and gazetteer.authority.entries[match.bearers[0].entry].kind is Kind.PLACE
            ):
                yield Found(
                    first, place + 1, Kind.ORGANIZATION, MentionForm.NAME, "pattern:government", subtype="government"
                )
                break


def _found(first: int, last: int, method: str, head: str) -> Found:
    return Found(first, last, Kind.ORGANIZATION, MentionForm.NAME, method, subtype=_SUBTYPES.get(head, ""))
