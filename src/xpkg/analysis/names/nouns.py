"""Finds pronouns and nouns with "the" that can stand for something named elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.names.lines import Line
from xpkg.analysis.names.triggers import NOMINALS, PRONOUNS, SPEECH
from xpkg.model import Gender, Kind, Mention, MentionForm, Span

_DETERMINERS = frozenset("the The this This that That".split())
_NEXT = frozenset(
    """
    is was are were be been being has had have will would could can may might must should shall does did do and or but
    that which who whose to in on at by for from with as after before during since when while if because than said
    says told also then now later still not never itself himself herself yesterday today already often again only
    about against over under into through until although though where how why plans wants hopes needs
    """.split()
)
_GENDERS = {
    "king": Gender.MASCULINE, "queen": Gender.FEMININE, "prince": Gender.MASCULINE, "princess": Gender.FEMININE,
    "pope": Gender.MASCULINE, "congressman": Gender.MASCULINE, "congresswoman": Gender.FEMININE,
    "spokesman": Gender.MASCULINE, "spokeswoman": Gender.FEMININE, "chairman": Gender.MASCULINE,
    "chairwoman": Gender.FEMININE, "businessman": Gender.MASCULINE, "businesswoman": Gender.FEMININE,
    "actress": Gender.FEMININE,
}  # fmt: skip


def find_nouns(line: Line) -> Iterator[Mention]:
    """The pronouns and nominals of ``line``, without regard to what they stand for."""
    words = line.words
    if line.shouted:
        return
    for place, word in enumerate(words):
        lower = word.text.lower() if word.text.isascii() and not word.shouted else word.text
        if lower in PRONOUNS:
            kind, gender = PRONOUNS[lower]
            yield Mention(Span(word.start, word.end), kind, MentionForm.PRONOUN, lower, gender=gender, method="pronoun")
        elif word.text in _DETERMINERS and place + 1 < len(words):
            yield from _nominal(line, place + 1)


def _nominal(line: Line, place: int) -> Iterator[Mention]:
    """A head noun straight after the article, where no further noun makes it a mere modifier."""
    words = line.words
    word = words[place]
    # "the Chinese ministry", "the New York newspaper" name by themselves; "the then-president" is somebody else's.
    if word.gap != " " or word.text not in NOMINALS:
        return
    if place + 1 < len(words):
        after = words[place + 1]
        joined = after.gap == " " and not word.possessive
        fits = after.text in _NEXT or after.text in SPEECH or after.text.endswith("ed") or after.text.endswith("ly")
        if joined and not fits:
            return
        if joined and after.text == "of":
            return
    kind = NOMINALS[word.text]
    yield Mention(
        Span(word.start, word.end),
        kind,
        MentionForm.NOMINAL,
        word.text,
        gender=_GENDERS.get(word.text) if kind is Kind.PERSON else None,
        method="nominal",
    )
