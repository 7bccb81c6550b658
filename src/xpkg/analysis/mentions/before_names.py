"""Finds where the name of a person begins: behind openers, titles, trades, offices and bodies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xpkg.analysis.mentions.evidence import is_role, signs_of
from xpkg.analysis.mentions.gazetteer import Gazetteer, Match
from xpkg.analysis.mentions.given_names import family_names, is_given, may_be_given
from xpkg.analysis.mentions.name_sentences import Line, begins_line, is_calendar, is_opener, is_participle
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import (
    ambiguous_names,
    calendar,
    modifiers,
    noun_kinds,
    occupations,
    organizations,
    sentence_openers,
    titles,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Gender, Kind

_CALENDAR = calendar.names()
HONORIFICS = titles.forms_of_address()
"""What stands before a name as "Mr" does, with the gender that it gives."""
MEMBERS = titles.having(titles.Trait.POSTNOMINAL)
"""What stands behind the name of a member, or before it: "MP"."""
OFFICE_ONLY = titles.having(titles.Trait.MODIFIER)
"""Words of an office that say nothing without its title: "State"."""
_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_STRONG = titles.titles_before_surnames()
_RANKS = titles.having(titles.Trait.RANK) | occupations.titles_having(occupations.Trait.RANK)
TITLES = titles.titles_before_names()
"""What stands before a name as its title or as part of one."""
_DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")
_CALLING = re.compile(r"(?:ist|ian|crat|can|ive|ant|ent|eer|[^aeiou]er|or|man|woman|partisan)s?$")
"""Endings of words for what somebody is."""
_HEADLINE = 12
"""Words of a headline in which its last title is looked for."""
_BEFORE_TITLES = modifiers.having(modifiers.Trait.FORMER) | {"co", "vice"}
_ENDS_FIRM = organizations.names_having(organizations.Trait.NAME_FINAL, organizations.Trait.LEGAL_FORM)
_TRADES = occupations.having(occupations.Trait.TRADE)
_HUMAN_NOUNS = noun_kinds.human_nouns()
_PERSON_NOUNS = noun_kinds.person_nouns()
_OFFICE_LINKS = having(Trait.PREPOSITION)
_OFFICE_WORDS = 5
"""Words of an office within which its title must stand: "Ambassador to the European | Union"."""
_PARTISAN = titles.having(titles.Trait.ATTRIBUTE)
"""What stands before the name or title of a politician and is no part of it."""
_OPENING = ambiguous_names.having(ambiguous_names.Trait.OPENS_SENTENCE)
"""Given names that open sentences as words too."""
_PAIR = 2
_SPEECH = personal_forms()
_GIVEN_MONTHS = ambiguous_names.having(ambiguous_names.Trait.MONTH)
_TELLING = ("is a", "who", "age", "born", "native", "human", "says")
"""Signs that make such a word a name."""
_LEADS_DATE = {word.capitalize() for word in having(Trait.PREPOSITION) & having(Trait.TEMPORAL)} - {
    word.capitalize() for word in having(Trait.SUBORDINATOR, Trait.TEMPORAL_SUBORDINATOR)
}
"""What opens a sentence with a date, and never with a clause."""
_FINITE = having(Trait.BE, Trait.DO, Trait.HAVE, Trait.MODAL) | irregular_pasts()


def begin_name(
    line: Line, place: int, last: int, matches: Mapping[int, Match], gazetteer: Gazetteer
) -> tuple[int, bool, Gender | None]:
    """Past what stands before a name: openers, titles, nationalities, and organizations with a title after them."""
    words = line.words
    gender = None
    start, place = place, _past_field(words, place, last, matches, gazetteer)
    titled = place > start
    if line.titled:
        # "Judge Sentences Mayor Ann Carter", "Lawmakers Applaud President Ann Carter": the last title begins the name.
        end = min(last - 2, place + _HEADLINE)
        titles = (at for at in range(end, place, -1) if _calls_holder(words, at, last) and words[at + 1].text.isalpha())
        place = next(titles, place)
    while place < last:
        word = words[place]
        match = matches.get(place)
        if word.text in MEMBERS and place + 1 < last:
            titled, place = True, place + 1
        elif word.text in HONORIFICS and place + 1 < last:
            titled, gender = True, gender or HONORIFICS[word.text]
            place += 1
        elif place + 2 < last and may_be_given(word.text) and _rank(words[place + 1].text):
            titled, place = True, place + 2  # "Lance Corporal Ann Carter"
        elif titled and (firm := matches.get(place + 1)) is not None and _is_branch(firm, gazetteer):
            place = firm.last  # "President Ascom North America | Ann Carter"
        elif _titles(word.text) and word.text not in HONORIFICS and not _christens(words, place, last):
            # "State Senator", but not "State" alone: an office word counts with a title after it.
            if word.text not in OFFICE_ONLY or (titled and place + 1 < last):
                titled = True
            place += 1
            if place < last and words[place - 1].text == "State" and words[place].text not in TITLES:
                titled = True
        elif _opens_name(line, place, last, gazetteer):
            break
        elif (
            (is_opener(line, place) and (match is None or match.last - match.first < 2))
            or (is_calendar(word) and not _christened(words, place, last))
            or (match is None and is_participle(line, place))
        ):
            titled = False
            place += 1
        elif word.text in gazetteer.adjectives or (word.text in _PARTISAN and place + 2 < last):
            place += 1
        elif (
            match is not None
            and match.last < last
            and kind_of_entry(match, gazetteer) is not Kind.PERSON
            and (match.last - match.first > 1 or _titles(words[match.last].text) or not may_be_given(word.text))
            and (
                _titles(words[match.last].text)
                or _calls(words[match.last].text)
                or is_given(words[match.last].text)
                or words[match.last].text in gazetteer.adjectives
            )
        ):
            place = match.last
        elif word.shouted and len(word.text) > 2 and place + 2 < last and not word.text.endswith("."):
            place += 1  # an organization's letters
        elif _formerly(word.text):
            titled, place = True, place + 1
        elif place + 2 < last and is_role(word.text) and not may_be_given(word.text):
            place += 1
        elif place + 1 < last and _trade(line, place, last):
            titled, place = True, place + 1
        elif (title := _title_behind(words, place, last)) > place:
            place = title  # "Larkham Mayor Ann Carter"
        elif place + 2 < last and _calls(word.text) and is_given(words[place + 1].text):
            place += 1  # "Scientologist Ann Carter", "Pan-democrat Gary Fan"
        else:
            break
    return place, titled, gender


def _past_field(
    words: Sequence[Word], place: int, last: int, matches: Mapping[int, Match], gazetteer: Gazetteer
) -> int:
    """Past the field of an office before ``place``: "Chief of Staff | Ann Carter", "Envoy to France | Yalira Zorvane".

    A given name or a place ends it; where neither does, or there is no office, it is ``place`` itself."""
    if not in_office(words, place):
        return place
    match = matches.get(place)
    if match is not None and match.last < last - 1 and kind_of_entry(match, gazetteer) is Kind.PLACE:
        return match.last
    return next((at for at in range(place, last - 1) if is_given(words[at].text)), place)


def _calls_holder(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a word of a headline says what the one is whose name follows: "Mayor Carter", "Poet Ann Carter"."""
    text = words[at].text
    if text in _STRONG:
        return True
    return at + 3 == last and text.lower() in _PERSON_NOUNS and not _is_family(text)


def _trade(line: Line, place: int, last: int) -> bool:
    """Whether a word that begins its sentence only says what somebody is: "Witness Brandvold", "Footman Ivo Brandvold".

    The rarer words of the dictionary are so before a full name alone."""
    text = line.words[place].text
    if not begins_line(line, place) or line.titled:
        return False
    if may_be_given(text):
        return text.lower() in _TRADES and place + 2 < last and _christened_after(line.words, place + 1, last)
    if text in family_names() and not (place + 2 < last and may_be_given(line.words[place + 1].text)):
        return False  # "Baker Brandvold", but "Baker Ann Brandvold"
    return text.lower() in (_HUMAN_NOUNS if place + 2 < last else _PERSON_NOUNS)


def _christened_after(words: Sequence[Word], place: int, last: int) -> bool:
    """Whether a given name, or what is no family name, follows a trade: "Baker | Ruta Brandvold". No firm does."""
    after = words[place].text
    return (may_be_given(after) or after not in family_names()) and words[last - 1].text not in _ENDS_FIRM


def _is_family(word: str) -> bool:
    return word in family_names() or may_be_given(word)


def _title_behind(words: Sequence[Word], place: int, last: int) -> int:
    """Where a title with a name after it stands behind what is no given name: "Larkham | Mayor Ann Carter"."""
    for at in range(place, min(last - 1, place + _OFFICE_WORDS)):
        if at > place and words[at].text in _STRONG and words[at + 1].text not in TITLES:
            return at
        if at > place and at + 3 == last and is_role(words[at].text) and not _is_family(words[at].text):
            return at + 1  # "Chief Fire Officer Ann Carter"
        if is_given(words[at].text) or words[at].text.endswith("."):
            return place
    return place


def in_office(words: Sequence[Word], place: int) -> bool:
    """Whether the words before ``place`` are an office that goes on: "Chief of |", "Envoy to the |"."""
    at = place - 1
    if at > 0 and words[at].text == "the" and words[at].gap == " ":
        at -= 1
    if at < 1 or words[at].text not in _OFFICE_LINKS or words[place].gap != " ":
        return False
    for back in range(at - 1, max(-1, at - 1 - _OFFICE_WORDS), -1):
        word = words[back]
        office = word.text.rpartition("-")[2]  # "Under-Secretary"
        if _titles(word.text) or _titles(office) or (word.capital and is_role(office)):
            return True
        if not word.capital and word.text not in _OFFICE_LINKS and word.text != "and":
            return False
    return False


def _christened(words: Sequence[Word], place: int, last: int) -> bool:
    """Whether a month is a given name here: "Jan Novak", "June Carter".

    Never before a number, another month or a title ("On 2 June Mr Sy"), nor behind a day ("On 2 June Carter said"),
    nor where a preposition would have a clause: "In August | Carter met".
    """
    if words[place].text not in _GIVEN_MONTHS or place + 1 >= last:
        return False
    if place and words[place].gap == " " and _DAY.fullmatch(words[place - 1].text):
        return False
    if place and words[place].gap == " " and words[place - 1].text in _LEADS_DATE and _has_verb(words, last):
        return False
    after = words[place + 1].text
    if after in _CALENDAR and place == 0 and last == _PAIR < len(words) and words[last].text in _SPEECH:
        return True  # "April May said"
    other = after in HONORIFICS or after in _CALENDAR or after in _OPENERS
    return after.replace("-", "").isalpha() and not other


def _opens_name(line: Line, place: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a word that opens its sentence is a given name: "Will Kerrigan said", "Per Dahl (b. 1931)".

    It is none in "Will Kerrigan resign?", "Per Kerrigan, the vote was late"."""
    words = line.words
    if words[place].text not in _OPENING or not is_opener(line, place) or place + 1 >= last:
        return False
    after = words[place + 1]
    other = after.text in _CALENDAR or after.text in _OPENERS or after.text in gazetteer.adjectives
    if not after.text.isalpha() or other:
        return False
    signs = signs_of(line, place, last, False, gazetteer)
    if any(signs.get(sign) for sign in _TELLING) or signs.get("apposition", 0.0) > 1.0:
        return True
    return _has_verb(words, last)


def _has_verb(words: Sequence[Word], last: int) -> bool:
    """Whether a finite verb stands right behind a name that ends before word ``last``."""
    verb = words[last] if last < len(words) and words[last].gap == " " and not words[last - 1].possessive else None
    return verb is not None and (verb.text in _FINITE or (verb.text.islower() and verb.text.endswith("ed")))


def _christens(words: Sequence[Word], place: int, last: int) -> bool:
    """Whether a title is a given name here: "Dean Holbrook", but not "Dean Ann Carter"."""
    if not is_given(words[place].text) or place + 1 >= last:
        return False
    return not (place + 2 < last and is_given(words[place + 1].text))


def _formerly(word: str) -> bool:
    return "-" in word and word.split("-", maxsplit=1)[0].lower() in _BEFORE_TITLES


def _titles(word: str) -> bool:
    return word in TITLES or word in HONORIFICS or ("-" in word and all(part in TITLES for part in word.split("-")))


def _calls(word: str) -> bool:
    return bool(_CALLING.search(word)) and not may_be_given(word)


def _rank(word: str) -> bool:
    return word in _RANKS and not may_be_given(word)


def _is_branch(match: Match, gazetteer: Gazetteer) -> bool:
    """Whether a place of several words ends a firm's name: nobody is called after one."""
    return match.last - match.first > 1 and kind_of_entry(match, gazetteer) is Kind.PLACE


def kind_of_entry(match: Match, gazetteer: Gazetteer) -> Kind:
    return gazetteer.authority.entries[match.bearers[0].entry].kind
