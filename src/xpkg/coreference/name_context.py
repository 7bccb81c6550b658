"""Reads the words beside a name: the office of a known person, the occupation or rank of somebody else, or nothing."""

from __future__ import annotations

import re
from enum import Enum

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.unnamed_people import PEOPLE
from xpkg.lexicon import (
    closed_classes,
    kinship,
    modifiers,
    noun_kinds,
    occupations,
    organizations,
    referring_nouns,
    sentence_openers,
    titles,
)
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.reporting import CLAUSE_FRAMES, Frame, finite_forms
from xpkg.model import AuthorityEntry, Gender, Kind, Mention

_HONORIFICS = titles.forms_of_address()
_NOMINALS = noun_kinds.kinds()
_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_TITLES = titles.titles_before_names()

_AROUND = 90
"""Code points read on either side of a name."""

_CLOSED = closed_classes.Trait
_OCCUPATION = occupations.Trait
_HEADS = occupations.titles_having(_OCCUPATION.HEAD_OF_STATE)
"""Titles of those who lead a state: it, and its government, are named after them."""

_RANKS = occupations.titles_having(_OCCUPATION.RANK) | titles.having(titles.Trait.RANK)
"""Titles of other occupations: even beside a full name they indicate a namesake."""

_NEUTRAL = titles.having(titles.Trait.FORM_OF_ADDRESS) - _RANKS
"""Forms of address that say nothing of an office."""

_LEADING = (
    closed_classes.having(_CLOSED.ARTICLE, _CLOSED.COORDINATOR, _CLOSED.SUBORDINATOR, _CLOSED.PREPOSITION)
    | modifiers.having(modifiers.Trait.CURRENT, modifiers.Trait.FORMER)
    | {"mr", "old", "outgoing"}
)
"""Small words that may stand before a title and change nothing of it."""

_BODIES = frozenset(noun for noun, kind in _NOMINALS.items() if kind is Kind.ORGANIZATION) | modifiers.having(
    modifiers.Trait.SMALLER_BODY
)
"""Organizations with a president of their own: "club president Trump"."""

_MODIFIERS = frozenset(word.capitalize() for word in _LEADING)
_ADDRESS = alternation(_NEUTRAL)
_ARTICLE = alternation(closed_classes.having(_CLOSED.ARTICLE))
_THEIR = alternation(closed_classes.having(_CLOSED.POSSESSIVE_DETERMINER))
_BEING = alternation(closed_classes.having(_CLOSED.BE))
_PREPOSITION = alternation(closed_classes.having(_CLOSED.PREPOSITION))
_SOME = alternation(closed_classes.having(_CLOSED.ARTICLE, _CLOSED.QUANTIFIER, _CLOSED.NUMERAL) | {"certain"})

_KIN = alternation(kinship.having(kinship.Trait.AFTER_FAMILY_NAME))
_SAID_SO = re.compile(
    r"(?:\b(?:nicknamed|surnamed|dubbed|alias|(?:known|identified) (?:only |to \w+ )?(?:as|by)|"
    rf"(?:by|of) the (?:name|surname) of|name (?:is|was)|{_SOME} {_ADDRESS}\.?|"
    rf"an?(?:other)? certain|the other|{_KIN})"
    rf"|\b(?i:{_SOME}) (?:[\w-]+ ){{1,3}}(?:called|named)|, (?:also )?(?:called|named))"
    r" [“\"'‘]?$",
)
"""What comes before the name of somebody new: "a man called", "a Mr."."""

_UNREAL = re.compile(
    rf"[,“”\"’'\s]*\(?[,\s]*(?:not {_THEIR} (?:real|true|own|full) name|(?:the|{_THEIR}) (?:real )?name "
    rf"(?:has been|{_BEING}) |(?:a |an )?(?:pseudonym|alias|assumed name)|name changed|whose (?:real )?name)",
)
_AGED = re.compile(
    r"(?:,| \(|, aged| \(aged|, age|, now) ?\d{1,3}\b(?! \w+ ago)"
    r"|, in (?:his|her) (?:\w+[ -])?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b"
)
_NEW = re.compile(
    r"(?:,|,? \()? ?(?:(?<=[,(] )(?:an?|one of|who (?:(?:is|was) (?:an?|from)|works?|worked|lives?|lived|runs?|owns?)) "
    r"|(?:from|of) (?:the )?[A-Z]|\((?:an?|aged) )"
)
"""What follows a name that has just come in: "Altman, a nurse", "Cruz, of Larkham", "Blair from Larkham"."""

_HOME = re.compile(
    r"(?:(?:, (?:aged )?\d{1,3}| \((?:aged )?\d{1,3}\))(?:, an?(?: [\w’'-]+){1,4})?|, an?(?: [\w’'-]+){1,4})"
    r"(?P<home>,? from (?:the )?[A-Z])"
    r"|(?:, (?:aged )?\d{1,3}| \((?:aged )?\d{1,3}\))(?P<town>,? of (?:the )?[A-Z])"
)
"""The town of somebody whom a text introduces: "Bob Brown, 43, of Larkham", "Bob Brown, a student from Larkham"."""

_PARTNERS = alternation(organizations.names_having(organizations.Trait.PARTNER))
_FIRM = re.compile(rf" ?(?:&|\+| and {_PARTNERS}\b)")
_APPOSED = re.compile(rf", (?:(?:the|{_THEIR}) )?((?:[\w’'-]+ ){{0,5}}?[\w’'-]+)(?= (?:who|{_PREPOSITION})\b|[,.;)])")
_SAYS, _TELLS = alternation(finite_forms(*CLAUSE_FRAMES)), alternation(finite_forms(Frame.HEARER_CLAUSE))
_THEN = re.compile(rf",?[^.;:“”\"\n,]{{0,12}}\b(?:{_SAYS}|{_TELLS} \w+(?: \w+)?)(?: that)? (s?he)\b")
_NOUN = referring_nouns.Trait
_CALLED_AFTER = re.compile(rf"(?:['’]s)? {alternation(referring_nouns.having(_NOUN.CALLED_AFTER_HOLDER))}\b")
_INCLUDING = alternation({"including", "such as", "like", "among them"})
_AMONG = re.compile(
    rf"\b([\w-]+) {alternation(referring_nouns.having(_NOUN.LEADERS))}(?:,| \()? ?{_INCLUDING} (?:{_ADDRESS}\.? )?$"
)
_STATES = modifiers.having(modifiers.Trait.PUBLIC_AFFAIRS)
_LAST = re.compile(r"(?:^|[\s(“\"‘'—–-])([\w.’'-]+)[\s-]*$")


_TRADES = occupations.having(_OCCUPATION.TRADE)
_LOCAL = occupations.titles_having(_OCCUPATION.LOCAL_RANK) | titles.having(titles.Trait.LOCAL_RANK)
_EVERYDAY = re.compile(
    rf"(?:, \d{{1,3}})?(?:,| \() ?(?:{_ARTICLE} )?(?:[\w’'-]+ ){{0,3}}?"
    rf"{alternation(_TRADES)}(?=[,.;)]| (?:who|{_PREPOSITION})\b)"
)
_CALLING = re.compile(r"(?:\w+ )?(\w+)\.?,? $")
"""The last two words before a name."""
_LONGEST = 40
"""Code points that these take at most."""


class Fit(Enum):
    """What the words beside a short name say about the entity that it may refer to."""

    FITS = "an office of the bearer's own"
    OPEN = "nothing"
    AGAINST = "somebody else"


class NameContext:
    """The words beside the names of one document."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self._entries = view.authority.entries

    def fit(self, mention: Mention, entry: AuthorityEntry) -> Fit:
        """What the words beside a name say of its being the entry's."""
        before, after = self._before(mention), self._after(mention)
        if _SAID_SO.search(before) and not _CALLED_AFTER.match(after):
            return Fit.AGAINST
        if _UNREAL.match(after) or _AGED.match(after) or _FIRM.match(after):
            return Fit.AGAINST
        if before.endswith((" & ", " + ")) or self._other_gender(mention, entry, after):
            return Fit.AGAINST
        office = self._office(before, entry)
        told_more = office is Fit.FITS and after.startswith((", who ", " who "))  # "President Obama, who worked"
        if _NEW.match(after) and not told_more and not self._of_land(after, entry):
            return Fit.AGAINST
        apposed = self._apposed(after, entry)
        if Fit.AGAINST in (office, apposed):
            return Fit.AGAINST
        if Fit.FITS in (office, apposed) or (_HEADS.intersection(entry.titles) and self._leads(before, after, entry)):
            return Fit.FITS
        return Fit.OPEN

    def is_other(self, mention: Mention, entry: AuthorityEntry) -> bool:
        """Whether the words beside the name indicate another person, whoever is named in full: "Sgt Bolton", "a
        plumber, also named Bolton", "Bolton & Sons"."""
        before, after = self._before(mention), self._after(mention)
        if _everyday(before, after) or _FIRM.match(after):
            return True
        last = _LAST.search(before)
        if not entry.titles or last is None or last.group(1).rstrip(".") not in _RANKS:
            return False
        return self._office(before, entry) is not Fit.FITS

    def office(self, mention: Mention) -> str:
        """The last word of the office or rank right before a name: "President"; empty before "Mr." or no title."""
        last = _LAST.search(self._before(mention))
        word = last.group(1).rstrip(".") if last is not None else ""
        return word if word in _TITLES and word not in _NEUTRAL else ""

    def is_everyday(self, mention: Mention, entry: AuthorityEntry) -> bool:
        """Whether the words beside a full name indicate a person who is in no authority file: "Bob Brown, 43, a
        plumber", "Bob Brown, 43, of Larkham"."""
        after = self._after(mention)
        home = _HOME.match(after)
        if home is not None:
            lands = self._lands_behind(after[home.start("home" if home["home"] else "town") :])
            if not lands or (entry.kin and entry.kin not in lands):
                return True
        return _everyday(self._before(mention), after)

    def other_gender(self, mention: Mention, entry: AuthorityEntry) -> bool:
        """Whether the title, or "he" or "she" behind it, gives the name another gender than the entry's."""
        return self._other_gender(mention, entry, self._after(mention))

    def _before(self, mention: Mention) -> str:
        start = self._view.scopes.start(self._view.scopes.sentence(mention.span.start))
        return self._view.source[max(start, mention.span.start - _AROUND) : mention.span.start].replace("\n", " ")

    def _after(self, mention: Mention) -> str:
        return self._view.source[mention.span.end : mention.span.end + _AROUND]

    def _office(self, before: str, entry: AuthorityEntry) -> Fit:
        """Whether the title before the name is the entry's: "Chinese President", but not "club president"."""
        words = re.sub(r"\b(?:Mr|Mrs|Ms)\.? $", "", before).rstrip(" ").rstrip(",.") if before.endswith(" ") else ""
        for title in sorted(entry.titles, key=len, reverse=True):
            lead = words[: -len(title)]
            if words[-len(title) :].lower() == title.lower() and not lead[-1:].isalnum():
                return self._lead(lead, entry)
        last = _LAST.search(before.removesuffix(", ") + " ") if before.endswith(", ") else _LAST.search(before)
        word = last.group(1).rstrip(".") if last is not None and before.endswith(" ") else ""
        if not word or word in _NEUTRAL:
            return Fit.OPEN
        titled = (word in _TITLES or word in _HONORIFICS) and not before.endswith(", ")
        calling = word.lower() in PEOPLE and word not in self._view.gazetteer.families
        return Fit.AGAINST if titled or calling else Fit.OPEN

    def _lead(self, before: str, entry: AuthorityEntry) -> Fit:
        """Whether what stands before a title leaves it the entry's own."""
        last = _LAST.search(before)
        word = last.group(1) if last is not None else ""
        word = re.sub(r"['’]s?$", "", word)
        if not word or word.lower() in _LEADING or word in _MODIFIERS:
            return Fit.FITS
        land = self._land(before, word)
        if land is not None:
            return Fit.FITS if land == entry.kin else Fit.AGAINST
        if word.lower() in ("vice", "deputy", "assistant", "co", "sub", "under") or word.lower() in _BODIES:
            return Fit.AGAINST
        if word[0].isupper() and word not in _OPENERS:
            return Fit.AGAINST
        return Fit.FITS

    def _land(self, before: str, word: str) -> str | None:
        """The country that the last words of ``before`` speak of: "Chinese", "U.S.", "New Zealand's"."""
        lexicon = self._view.gazetteer
        two = re.search(r"([A-Z][\w.]+ [A-Z][\w.]+)(?:['’]s?)?[\s-]*$", before)  # "New Zealand's"
        for words in (two.group(1) if two is not None else "", word):
            if words in lexicon.adjectives:
                return _country(self._entries[lexicon.adjectives[words]])
            for bearer in lexicon.bearers(words) if words else ():
                if self._entries[bearer.entry].kind is Kind.PLACE:
                    return _country(self._entries[bearer.entry])
        return None

    def _of_land(self, after: str, entry: AuthorityEntry) -> bool:
        """Whether "of Malaysia" behind the name is the entry's own country, or a place in it."""
        return bool(entry.kin) and entry.kin in self._lands_behind(after)

    def _lands_behind(self, after: str) -> list[str]:
        """The country of the place behind a name: "of Malaysia", "from Paris"."""
        match = re.match(r",? (?:of|from) (?:the )?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})", after)
        words = match.group(1).rstrip(".").split(" ") if match is not None else []
        tries = (" ".join(words[:end]) for end in range(len(words), 0, -1))
        return [land for words in tries if (land := self._land("", words)) is not None]

    def _apposed(self, after: str, entry: AuthorityEntry) -> Fit:
        """Whether the words between commas after the name are an office of the entry, or another occupation."""
        match = _APPOSED.match(after)
        words = match.group(1) if match is not None else ""
        if not words or (words[0].isupper() and words.split(" ")[0] in _OPENERS):
            return Fit.OPEN
        for title in entry.titles:
            lead = words[: -len(title)]
            if words[-len(title) :].lower() == title.lower() and not lead[-1:].isalnum():
                return self._lead(lead, entry)
        noun = words.split(" ")[-1].lower()
        return Fit.AGAINST if noun in PEOPLE and noun not in ("who", "president", "leader") else Fit.OPEN

    def _leads(self, before: str, after: str, entry: AuthorityEntry) -> bool:
        """Whether a government is named after the person, or it stands among leaders: "party leaders, including Xi"."""
        if _CALLED_AFTER.match(after):
            return self._lead(re.sub(r"\b[Tt]he $", "", before), entry) is not Fit.AGAINST
        match = _AMONG.search(before)
        if match is None:
            return False
        word = match.group(1)
        return word.lower() in _STATES or self._land(before[: match.end(1)], word) == entry.kin

    def _other_gender(self, mention: Mention, entry: AuthorityEntry, after: str) -> bool:
        told = mention.gender
        match = _THEN.match(after)
        if match is not None:
            told = Gender.MASCULINE if match.group(1) == "he" else Gender.FEMININE
        return told is not None and entry.gender is not None and told is not entry.gender


def _everyday(before: str, after: str) -> bool:
    """Whether the words before and after a name indicate a person who is in no authority file."""
    if _SAID_SO.search(before) or _UNREAL.match(after) or _EVERYDAY.match(after):
        return True
    calling = _CALLING.search(before, max(0, len(before) - _LONGEST))
    if calling is None:
        return False
    both, last = calling.group().rstrip(" ,.").lower(), calling.group(1)
    return last in _LOCAL or last.lower() in _TRADES or both in _TRADES


def _country(entry: AuthorityEntry) -> str:
    return entry.kin or entry.label
