"""Tells the language of a text: English by its commonest words, others by py3langid; the analysis reads English."""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from typing import TYPE_CHECKING

from xpkg.errors import OutputError
from xpkg.lexicon.common_words import common_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
"""The BCP 47 tag of a text of which only this is known: that it is not English."""
_FEWEST_LETTERS = 12
_CLEAR = 12.0
"""In logarithms of chances: how much likelier a language must be than English where the words tell too little."""
_CLEARER = 4.0
"""How much likelier it must be than the next: names alone are of no language."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_ENGLISH = common_words(english_alone=True)
"""Common in English prose, about one word in eight, and rare in other languages."""
_FREQUENT = common_words()
"""With the words of small talk, which a short text has even where it has none of the others."""
_FEWEST = 40  # words: a line or two of names tells nothing
_SEEN = 20_000
"""Characters from the beginning are enough for the model."""
_READ = 2_000  # words from the beginning are enough
_SHARE = 0.02
"""Of the words: far below all but English headlines, far above what other languages have of these by chance."""
_SHARE_OF_FREQUENT = 0.06
"""Of the words: a fifth in English prose; Polish "to" and French "on" are not so frequent."""


def language_of(text: str) -> str:
    """The BCP 47 tag of the language of ``text``; ``und`` where it is not English, and no more is clear.

    >>> language_of("The mayor said that the bridge was safe."), language_of("Le maire annonce la fermeture du pont")
    ('en', 'fr')

    Raises OutputError where there is no room to unpack the model that tells the languages apart.
    """
    told = _by_words(text)
    if told == "en" and len(_WORD.findall(text, 0, _SEEN)) >= _FEWEST:
        return told
    return _by_model(text[:_SEEN], told)


def contradicts(tag: str, language: str, text: str) -> bool:
    """Whether ``text``, which its words show to be of ``language``, cannot be of the language that ``tag`` names.

    Sites have one setting for all of their pages. Only English against another language counts: neighbours such as
    Danish and Norwegian are easily taken for each other. A text of a few words says nothing against its site.

    >>> contradicts("en-US", "de", "Der Bürgermeister sagte, die Brücke sei sicher. " * 8)
    True
    """
    told = tag.partition("-")[0].lower()
    one_is_english = told != language and "en" in (told, language) and language != UNDETERMINED
    return one_is_english and len(_WORD.findall(text, 0, _SEEN)) >= _FEWEST


def _by_model(text: str, otherwise: str) -> str:
    """What the model takes for the language of ``text``, where that is clear, else ``otherwise``."""
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return otherwise
    ranks = _ranks(text)
    (first, chance), (_, second) = ranks[0], ranks[1]
    if otherwise == UNDETERMINED:
        return str(first) if first != "en" and chance - second >= _CLEARER else otherwise
    english = next((each for name, each in ranks if name == "en"), chance)
    return str(first) if chance - english >= _CLEAR and chance - second >= _CLEARER else otherwise


def _ranks(text: str) -> list[tuple[str, float]]:
    """The languages that the model knows, the likeliest first, with the logarithms of their chances.

    Raises OutputError where there is no room to unpack the model.
    """
    try:
        found: list[tuple[str, float]] = _model().rank(text)
    except OSError as error:
        place, why = tempfile.gettempdir(), error.strerror or error
        message = f"{place}: the model that tells languages cannot be written there, where it is unpacked: {why}"
        raise OutputError(message) from error
    return found


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # takes a second to load; most texts do not need it

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def forget_model() -> None:
    """Gives back the seventy megabytes that the model takes; it is loaded again when a text needs it."""
    _model.cache_clear()


def _by_words(text: str) -> str:
    """``en``, or ``und`` where the words are those of some other language."""
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_READ), strict=False)]
    letters = sum(map(len, words))
    if letters and sum(len(word) for word in words if _LATIN.fullmatch(word)) < letters / 2:
        return UNDETERMINED
    if len(words) < _FEWEST:
        return "en"
    for common, share in ((_ENGLISH, _SHARE), (_FREQUENT, _SHARE_OF_FREQUENT)):
        if sum(word in common for word in words) >= share * len(words):
            return "en"
    return UNDETERMINED
