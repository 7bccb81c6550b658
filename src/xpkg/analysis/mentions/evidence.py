"""Weighs the signs that a row of capitals is a person's name: given name, title, role, apposition, verb of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.mentions.abbreviations import foreign
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, is_given, may_be_given
from xpkg.analysis.mentions.human_acts import acts_human
from xpkg.analysis.mentions.name_sentences import Line, begins_line
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import (
    ambiguous_names,
    calendar,
    document_nouns,
    name_particles,
    noun_kinds,
    organizations,
    other_names,
    places,
    publishing,
    sentence_openers,
    titles,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.gazetteer import country_codes
from xpkg.lexicon.plurals import singulars
from xpkg.lexicon.reporting import Frame, finite_forms, personal_forms

_SPEECH = personal_forms()

_CALENDAR = calendar.names()
_NATIVES_FINAL = other_names.having(other_names.Trait.NAME_FINAL)
_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_ORG_FINAL = organizations.names_having(organizations.Trait.NAME_FINAL)
_ORG_HEAD = organizations.heads()["for"]
_ADDRESSES = titles.having(titles.Trait.FORM_OF_ADDRESS)
_POSTNOMINAL = titles.having(titles.Trait.POSTNOMINAL)
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_PEOPLE = noun_kinds.human_nouns()
_DOCUMENTS = document_nouns.types()
_LANDS = country_codes()
_PLACE_FINAL = places.names_having(places.Trait.NAME_FINAL)
_ROLES = noun_kinds.person_nouns()
_SUFFIXES = name_particles.having(name_particles.Trait.SUFFIX)

ENOUGH = 3.0
"""Weight from which a row of capitals is a person."""

_LIFE = re.compile(r"\d{3,4}[-–]\d{2,4}")

_INITIAL = r"(?:[bcdfghjklmnpqrstvwxyz]|zh|ch|sh|ts|hs|kh|nh|ph|th|tr)?y?"
_SYLLABLES = re.compile(rf"(?:{_INITIAL}[aeiouü]{{1,3}}(?:ng|n|r)?(?=[bcdfghjklmnpqrstvwxyz]|$)){{1,3}}", re.I)
"""Syllables of Chinese given names, and of Korean and Vietnamese ones that sound like them."""
_HYPHENED = re.compile(
    rf"{_INITIAL}[aeiouü]{{1,3}}(?:[hklmprt]|ch|nh?|ng)?-{_INITIAL}[aeiouü]{{1,3}}[a-z]{{0,2}}", re.I
)
"""Two syllables that a hyphen joins: "Jae-myung", "Siu-ming"."""

_FAMILY_FIRST = ambiguous_names.east_asian_family_names()
_FAMILIES = ambiguous_names.east_asian_family_names(also_words=False)
_ARTICLES = having(Trait.ARTICLE)
_DEFINITE = having(Trait.ARTICLE, Trait.DEMONSTRATIVE) - {"that", "those"}
_GOES_ON = having(Trait.COORDINATOR, Trait.PREPOSITION, Trait.RELATIVE_PRONOUN)
_INVERTED = finite_forms(Frame.QUOTATION) | finite_forms(Frame.CLAUSE)
_LOCATIVE = having(Trait.LOCATIVE)
_PATRONYMICS = name_particles.having(name_particles.Trait.PATRONYMIC)
_WHO = having(Trait.RELATIVE_PRONOUN) - {"that", "which"}
_NEVER = other_names.having(other_names.Trait.NO_PERSON)
"""Words that stand in the names of everything but people."""


def is_two_syllables(word: str) -> bool:
    """Whether a word is two syllables with a hyphen, as given names of East Asia are written: "Min-jun"."""
    return _HYPHENED.fullmatch(word) is not None


def signs_of(line: Line, first: int, last: int, titled: bool, gazetteer: Gazetteer) -> dict[str, float]:
    """The weights for the words ``first`` to ``last`` of ``line``, by the name of the sign; some are negative."""
    words = line.words
    name = words[first:last]
    signs: dict[str, float] = {}
    if titled:
        signs["title"] = 3.0
    if len(name) > 1:
        head = name[0].text
        if is_given(head) or (len(head) == 2 and head[1] == "." and is_given(name[1].text)):
            signs["given"] = 3.0
        elif may_be_given(head):
            signs["given"] = 1.5
        elif head.endswith(".") and len(head) <= 4 and head not in ("U.S.", "U.N.", "U.K.", "E.U.", "D.C."):
            signs["initials"] = 2.0
        if any(len(word.text) == 2 and word.text[1] == "." for word in name[1:-1]):
            signs["initial"] = 2.0
        if name[-1].text in _SUFFIXES:
            signs["suffix"] = 3.0
        if any(word.text in _PARTICLES for word in name[1:-1]):
            signs["particle"] = 1.0
        if any(word.text[:3].lower() in ("al-", "el-") or word.text in _PATRONYMICS for word in name[1:]):
            signs["particle"] = 2.0
        if _eastern(name):
            signs["family first"] = 3.0 if head in _FAMILIES and not (may_be_given(head) or head in _OPENERS) else 2.0
        if name[-1].text in gazetteer.families or name[-1].text in family_names():
            signs["family"] = 1.5
    signs.update(_around(line, first, last))
    signs.update(_against(line, first, last, gazetteer))
    if "credit" in signs:
        signs.pop("adjective", None)  # "Editing by Austin French"
        signs.pop("capitals", None)  # "By ANN CARTER and Bo Ray"
    if len(name) == 2 and signs.get("apposition") == 3.0 and is_given(name[0].text):
        signs.pop("head", None)  # "Grace Church, a teacher, said"
        signs.pop("word", None)
    if len(name) == 2 and is_given(name[0].text) and addressed(words, first):
        signs.pop("head", None)  # "Dame Ruth Castle"
    if "family first" in signs and ("says" in signs or "said before" in signs) and not _words(name[1:]):
        signs.pop("word", None)  # "Song Ling said"
    family = len(name) == 2 and name[1].text in _FAMILY_FIRST and not line.titled and name[1].gap == " "
    if family and (titled or "given" in signs) and not _words(name[:1]):
        signs.pop("word", None)  # "Dr. Mei He": within a sentence a pronoun has no capital
    return signs


def addressed(words: Sequence[Word], first: int) -> bool:
    """Whether a form of address that no place is called by stands before word ``first``: not "in Sir Adam Street"."""
    if first == 0 or words[first - 1].text not in _ADDRESSES or words[first].gap not in (" ", ". "):
        return False
    return first == 1 or words[first - 2].text.lower() not in _DEFINITE | _LOCATIVE


def _eastern(name: Sequence[Word]) -> bool:
    """Whether ``name`` looks like "Zhao Liying", "Lee Jae-myung", "Nguyen Van Troi"."""
    if name[0].text not in _FAMILY_FIRST or not 2 <= len(name) <= 3:
        return False
    return all(_HYPHENED.fullmatch(word.text) or _SYLLABLES.fullmatch(_plain(word.text)) for word in name[1:])


def _plain(word: str) -> str:
    return word.replace("'", "").replace("-", "")


def _around(line: Line, first: int, last: int) -> dict[str, float]:
    """Signs in the words beside a name."""
    words = line.words
    signs: dict[str, float] = {}
    if last - first > 1 and credited(line, first):
        signs["credit"] = 3.0
    if first > 0:
        before, gap = words[first - 1], words[first].gap
        role = is_role(before.text)
        if role and gap == " ":
            signs["role before"] = 3.0
        elif role and gap == ", ":
            signs["role before"] = 2.0
        elif before.text in _INVERTED and gap == " ":
            signs["said before"] = 1.5
        elif before.text == "named" and gap == " ":
            signs["role before"] = 2.0
        elif before.text == "to" and gap == " " and first > 1 and words[first - 2].text.lower() == "according":
            signs["said before"] = 1.5
    if acts_human(words, last):
        signs["human"] = 1.5
    if _defined(words, last):
        signs["is a"] = 3.0
    if last < len(words):
        after, gap = words[last], words[last].gap
        if after.text in _POSTNOMINAL and gap == " " and last - first > 1 and not words[last - 1].possessive:
            signs["title"] = 3.0
        if after.text in _SPEECH and gap == " " and not words[last - 1].possessive:
            signs["says"] = 1.5
        if gap == ", ":
            if after.text in _WHO:
                signs["who"] = 2.5
            elif after.text.isdigit() and 2 <= len(after.text) <= 2 and words[last + 1 : last + 2]:
                signs["age"] = 3.0 if words[last + 1].gap.startswith(",") or words[last + 1].text == "of" else 0.0
            elif apposed(words, last):
                signs["apposition"] = 3.0
            elif after.text in ("a", "an"):
                signs["apposition"] = 1.0
        elif gap == " (" and (_day(words, last) or _LIFE.fullmatch(after.text)):
            signs["born"] = 3.0
        elif gap == " (" and foreign(after.text):
            signs["native"] = 2.0
    return signs


_MADE = publishing.having(publishing.Trait.CREDIT)


def credited(line: Line, first: int) -> bool:
    """Whether the words make the name a maker's of the text: "By Georgia Reed", "Reporting by Chad Poole"."""
    words = line.words
    if first == 0 or words[first - 1].text.lower() != "by" or words[first].gap != " ":
        return False
    return first == 1 or words[first - 2].text.lower() in _MADE


def _defined(words: Sequence[Word], place: int) -> bool:
    """Whether "was a French mathematician" follows, with or without a bracket before it, as encyclopaedias begin."""
    if place < len(words) and "(" in words[place].gap:
        place = next((at for at in range(place, min(place + 40, len(words))) if ")" in words[at].gap), len(words))
    led = place + 2 < len(words) and words[place].text in ("is", "was") and words[place + 1].text in _ARTICLES
    if not led:
        return False
    for step in range(place + 2, min(place + 9, len(words))):
        if words[step].gap != " " and words[step].gap != "-":
            return False
        if is_role(words[step].text):
            return True
    return False


def _day(words: Sequence[Word], place: int) -> bool:
    """Whether "(2 May 1872" or "(born 1872" begins at ``place``."""
    word, after = words[place].text, words[place + 1].text if place + 1 < len(words) else ""
    return word in _CALENDAR or word in ("born", "b", "c", "ca") or (word.isdigit() and after in _CALENDAR)


def apposed(words: Sequence[Word], place: int) -> bool:
    """Whether ", an expert on" or ", president of" begins at ``place``: a role before the next comma."""
    for step in range(place, min(place + 9, len(words))):
        word = words[step]
        if step > place and word.gap != " " and not word.gap.startswith("-"):
            return False
        if is_role(word.text):
            following = words[step + 1 : step + 2]
            # "…, officials said" is the next clause, not the name's apposition.
            return not (following and following[0].text in _SPEECH and step == place)
        if word.text == "its" or (step > place and (word.text in _GOES_ON or word.text in _SPEECH)):
            return False
    return False


def _against(line: Line, first: int, last: int, gazetteer: Gazetteer) -> dict[str, float]:
    words = line.words
    name = words[first:last]
    signs: dict[str, float] = {}
    if first > 0 and words[first - 1].text.lower() in _DEFINITE and words[first].gap == " ":
        signs["article"] = -3.0
    if first > 0 and words[first - 1].text in _LOCATIVE:
        signs["place before"] = -1.0
    tail = name[-1].text
    headed = tail in _ORG_FINAL or tail in _PLACE_FINAL or tail in _NATIVES_FINAL or name[0].text in _ORG_HEAD
    if len(name) > 1 and headed:
        signs["head"] = -2.5
    if _words(name):
        signs["word"] = -4.0
    if any(word.shouted and word.text not in _SUFFIXES and not word.text.endswith(".") for word in name):
        signs["capitals"] = -3.0
    others = name[1:-1] if is_given(name[0].text) else name[1:]  # Mark Cuban is a name
    if any(word.text in gazetteer.adjectives for word in others):
        signs["adjective"] = -3.0
    if len(name) > 1 and tail in _LANDS and not may_be_given(name[0].text):
        signs["land"] = -3.0  # "Statistics Canada"
    if len(name) == 2 and tail in _SUFFIXES and name[0].text.lower() in _DOCUMENTS:
        signs["head"] = -3.0  # "Article II"
    if len(name) > 1 and _is_plural(tail):
        signs["plural"] = -3.0  # "Baby Boomers"
    if sum(word.capital for word in name) > 4:
        signs["long"] = -3.0
    if len(name) == 1 and begins_line(line, first):
        signs["first"] = -1.0
    return signs


def _is_plural(word: str) -> bool:
    """Whether a word means several people and is no family name."""
    return word not in family_names() and not _PEOPLE.isdisjoint(singulars(word.lower()))


def _words(name: Sequence[Word]) -> bool:
    """Whether one of the words is none of a person's name."""
    return any(word.text in _NEVER or (word.text in _OPENERS and not may_be_given(word.text)) for word in name)


def is_role(word: str) -> bool:
    """Whether ``word`` says what somebody is: "lawyer", "spokesmen"."""
    word = word.lower()
    if word.endswith("men"):
        return word[:-2] + "an" in _ROLES
    return word in _ROLES or (word.endswith("s") and word[:-1] in _ROLES)
