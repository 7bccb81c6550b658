"""Gives the names of a sentence other letters, so that a network learns them from what stands round them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xpkg.analysis.mentions.given_names import family_names
from xpkg.lexicon import ambiguous_names, name_particles, occupations, organizations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.given_names import given_names
from xpkg.text.tokens import tokenize
from xpkg.training.names.marked import Marked, Name

_CONSONANTS = ("b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "y", "z",
               "sh", "ch", "kh", "th", "br", "kr", "st", "tr", "mb", "nd", "ng", "dz", "zh", "ts", "q", "x", "gr",
               "sz")  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "a", "e", "i", "o", "aa", "ai", "ei", "ou", "ia", "é", "ö", "ü", "á")
_CODAS = ("", "", "", "n", "r", "l", "s", "m", "k", "t", "ng", "sh", "x", "ff", "z", "ć")
_ENDS = ("ville", "ton", "burg", "grad", "abad", "stan", "ford", "shire", "ovo", "ia", "land", "pur", "mouth", "heim")
_SMALL = having(Trait.ARTICLE, Trait.COORDINATOR, Trait.PREPOSITION)
_ORDER = 3
"""Letters that decide, together, on the next one of a made-up name."""


class Inventor:
    """Draws names: of the lists, of letters that follow one another as in these, and of free syllables."""

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random
        self.given, self.families = sorted(given_names()), sorted(family_names())
        self.eastern = sorted(ambiguous_names.east_asian_family_names())
        self.particles = sorted(name_particles.having(name_particles.Trait.PARTICLE))
        self.heads = sorted(organizations.names_having(organizations.Trait.NAME_FINAL))
        self.roles = sorted(occupations.titles_having(occupations.Trait.TITLE_BEFORE_NAME))
        self.letters = {kind: _letters(names) for kind, names in (("g", self.given), ("f", self.families))}

    def chance(self, share: float) -> bool:
        """True in ``share`` of all cases."""
        return bool(self.random.random() < share)

    def one(self, choices: Sequence[str]) -> str:
        """One of ``choices``."""
        return choices[int(self.random.integers(len(choices)))]

    def syllables(self, least: int = 2, most: int = 4) -> str:
        """A word of free syllables."""
        count = int(self.random.integers(least, most))
        word = "".join(self.one(_CONSONANTS) * self.chance(0.85) + self.one(_VOWELS) for _ in range(count))
        return (word + self.one(_CODAS)).capitalize()

    def spelled(self, kind: str) -> str:
        """A word whose letters follow one another as in the list of given ("g") or family names ("f")."""
        state, out = "^" * _ORDER, ""
        while len(out) < 14:
            following, shares = self.letters[kind][state]
            letter = following[int(np.searchsorted(shares, self.random.random()))]
            if letter == "$":
                break
            out += letter
            state = (state + letter)[-_ORDER:]
        return out if len(out) > 1 else self.syllables()

    def word(self, kind: str) -> str:
        """A given name ("g") or a family name ("f")."""
        which = self.random.random()
        if which < 0.4:
            return self.one(self.given if kind == "g" else self.families)
        return self.spelled(kind) if which < 0.75 else self.syllables()

    def person(self, length: int) -> tuple[str, ...]:
        """The tokens of a name; a family name alone where ``length`` is 1."""
        family = self.word("f")
        if length == 1:
            if self.chance(0.06):
                family = self.one(self.eastern)
            return _tokens(f"al-{family}" if self.chance(0.02) else family)
        if self.chance(0.08):
            parts = [self.syllables(1, 2) for _ in range(1 + self.chance(0.7))]
            last = "-".join([parts[0], *(part.lower() for part in parts[1:])]) if self.chance(0.5) else " ".join(parts)
            return _tokens(f"{self.one(self.eastern)} {last}")
        given = self.word("g")
        if self.chance(0.03):
            given = f"{given}-{self.word('g')}"
        if self.chance(0.04):
            family = f"{family}-{self.word('f')}"
        which = self.random.random()
        middle = ""
        if length > 2 or which < 0.2:
            middle = f"{self.one('ABCDEFGHIJKLMNOPRSTW')}." if which < 0.1 else self.word("g")
            if which > 0.6:
                middle = self.one(self.particles) if which > 0.8 else self.word("f")
                middle += f" {self.word('f')}" if which > 0.95 else ""
        if self.chance(0.02):
            given = ". ".join(self.one("ABCDEFGHJKLMNPRST") for _ in range(1 + self.chance(0.5))) + "."
        family = f"al-{family}" if self.chance(0.03) else f"O'{family}" if self.chance(0.01) else family
        return _tokens(" ".join(part for part in (given, middle, family) if part))

    def acronym(self) -> str:
        """Some capitals, dotted or not."""
        letters = [self.one("ABCDEFGHIJKLMNOPRSTUVW") for _ in range(int(self.random.integers(2, 6)))]
        return "".join(f"{letter}." for letter in letters) if self.chance(0.2) else "".join(letters)

    def thing(self) -> str:
        """A made-up word that could be anything."""
        return self.spelled("f") if self.chance(0.5) else self.syllables()

    def body(self, common: Sequence[str]) -> tuple[str, ...]:
        """A made-up organization; ``common`` are words of which it may be made."""
        head, other = self.one(self.heads), self.one(common).capitalize()
        which = self.random.random()
        if which < 0.35:
            return _tokens(f"{self.thing()} {head}")
        if which < 0.7:
            return _tokens(f"{self.thing()} {other} {head}")
        return _tokens(f"{head} for {other} {self.one(common).capitalize()}" if which < 0.85 else f"{other} {head}")

    def place(self) -> str:
        """A made-up place."""
        return (self.syllables(1, 3) if self.chance(0.5) else self.thing()) + self.one(_ENDS) * self.chance(0.4)


def _letters(names: Sequence[str]) -> dict[str, tuple[list[str], np.ndarray[tuple[int], np.dtype[np.float64]]]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        state = "^" * _ORDER
        for letter in [*name, "$"]:
            counts[state][letter] += 1
            state = (state + letter)[-_ORDER:]
    return {
        state: (list(own), np.cumsum(np.array(list(own.values())) / own.total()) - 1e-12)
        for state, own in counts.items()
    }


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(name))


def disguise(marked: Marked, inventor: Inventor, common: Sequence[str], seldom: frozenset[str]) -> Marked:
    """``marked`` with some of its names made up.

    ``common`` are words in small letters of which bodies may be made; ``seldom`` are those of which a name keeps none.
    """
    changed: dict[tuple[str, ...], tuple[str, ...] | None] = {}
    for name in sorted(marked.names, key=lambda name: (name.first - name.last, name.first)):
        words = marked.words[name.first : name.last]
        if words not in changed:
            other = changed[words] = _other(words, name, inventor, common, seldom)
            if name.kind == "person" and len(words) > 1:
                changed.setdefault(words[-1:], None if other is None else other[-1:])  # the family name alone
    for at in range(len(marked.names) - 1, -1, -1):
        first, last, _ = marked.names[at]
        found = changed[marked.words[first:last]]
        if found is not None:
            marked = marked.spliced(first, last, found)
    if marked.names and inventor.chance(0.04):
        marked = _in_office(marked, inventor, common)
    return _in_capitals(marked, inventor)


def _other(
    words: tuple[str, ...], name: Name, inventor: Inventor, common: Sequence[str], seldom: frozenset[str]
) -> tuple[str, ...] | None:
    """Another name in the place of ``words``, or None where it stays."""
    if name.kind == "person":
        return inventor.person(len(words)) if inventor.chance(0.4) else None
    if name.kind == "organization":
        if len(words) == 1:
            if words[0].replace(".", "").isupper():
                return (inventor.acronym(),) if inventor.chance(0.35) else None
            return (inventor.thing(),) if inventor.chance(0.25) else None
        if inventor.chance(0.15):
            return inventor.body(common)
        if inventor.chance(0.3):
            return tuple(inventor.thing() if word.lower() in seldom and word[0].isupper() else word for word in words)
    if name.kind == "place" and len(words) == 1 and inventor.chance(0.3):
        return (inventor.place(),)
    return None


def _in_office(marked: Marked, inventor: Inventor, common: Sequence[str]) -> Marked:
    """An office before the person who opens the sentence: "Head of Pipelines Ann Carter said"."""
    name = marked.names[0]
    if name.kind != "person" or name.first > 0:
        return marked
    link = inventor.one(("of", "for", "of"))
    topic = inventor.one(common).capitalize()
    if inventor.chance(0.3):
        topic += f" and {inventor.one(common).capitalize()}"
    return marked.spliced(0, 0, (inventor.one(inventor.roles), link, *topic.split(" ")))


def _in_capitals(marked: Marked, inventor: Inventor) -> Marked:
    """The sentence as it is, or in capitals, or with a capital to each word as headlines have."""
    which = inventor.random.random()
    if which < 0.025:
        return replace(marked, words=tuple(word.upper() for word in marked.words))
    if which < 0.06:
        small = _SMALL if which < 0.05 else frozenset()
        words = [word if word in small or not word.islower() else word.capitalize() for word in marked.words]
        return replace(marked, words=tuple(words))
    if which < 0.07:
        inside = {at for name in marked.names if name.kind == "person" for at in range(name.first, name.last)}
        words = [word.upper() if at in inside else word for at, word in enumerate(marked.words)]
        return replace(marked, words=tuple(words))
    return marked
