"""The language of the pages: their words from a catalogue of gettext, or as they stand in the program, in English.

What makes a page is run ``speaking`` a language; ``gettext`` and its kin give the words of that one. A catalogue is
a file ``LANGUAGE/LC_MESSAGES/xpkg.mo`` in a folder of the user's or in that of this package, made from ``xpkg.pot``.
"""

from __future__ import annotations

import gettext as catalogues
import hashlib
import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from xpkg.errors import InputError
from xpkg.sparql.wording import message
from xpkg.vocab import XPKG

__all__ = [
    "ENGLISH", "FOLDER", "TEMPLATE", "Language", "concept", "find_language", "gettext", "message", "ngettext",
    "pgettext", "speaking", "spoken",
]  # fmt: skip

FOLDER = Path(__file__).parent / "words"
"""The catalogues that come along, and the template that all are made from."""
TEMPLATE = FOLDER / "xpkg.pot"
DOMAIN = "xpkg"
_TAG = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)
_PLACE = re.compile(r"%(?:\((\w+)\)s|.)?")
_MARKUP = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages: its tag (BCP 47), the direction of its writing, and its words.

    ``digest`` is that of the catalogue, so that pages are not taken for those of another.
    """

    tag: str = "en"
    direction: str = "ltr"
    words: catalogues.NullTranslations = field(default_factory=catalogues.NullTranslations, compare=False)
    digest: str = ""

    @property
    def english(self) -> bool:
        """Whether the words are those of the program."""
        return not self.digest


ENGLISH = Language()
_SPOKEN: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def spoken() -> Language:
    """The language of the page that is made."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """All words are those of ``language`` within this."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def gettext(words: str) -> str:
    """``words`` in the language of the page."""
    language = _SPOKEN.get()
    return words if language is ENGLISH else language.words.gettext(words)


def ngettext(one: str, many: str, number: int) -> str:
    """``one`` or ``many`` in the language of the page, in the form that it has for ``number``."""
    return _SPOKEN.get().words.ngettext(one, many, number)


def pgettext(context: str, words: str) -> str:
    """``words`` in the language of the page, as they are meant in ``context``."""
    language = _SPOKEN.get()
    return words if language is ENGLISH else language.words.pgettext(context, words)


def concept(iri: str, label: str) -> str:
    """The ``label`` of ``iri`` in the language of the page, where that is a concept of the ontology."""
    if _SPOKEN.get() is ENGLISH or not iri.startswith(XPKG.iri):
        return label
    return pgettext(iri.removeprefix(XPKG.iri), label)


def find_language(tag: str, folder: str = "") -> Language:
    """The language ``tag``; its catalogue is in ``folder``, or else in that of this package.

    Raises InputError for what is no tag, where there is no catalogue, and for one that would spoil a page.
    """
    if not _TAG.fullmatch(tag):
        raise InputError(f"{tag!r} is no tag of a language; one is like fr or pt-BR")
    return _found(tag, folder)


@lru_cache(maxsize=8)
def _found(tag: str, folder: str) -> Language:
    path = next((path for path in _places(tag, folder) if path.is_file()), None)
    if path is None and tag.lower().partition("-")[0] == "en":
        return ENGLISH
    if path is None:
        wanted = Path(folder or "FOLDER") / tag / "LC_MESSAGES" / f"{DOMAIN}.mo"
        raise InputError(
            f"{wanted}: there is no such catalogue of words; make one from {TEMPLATE}, and give its folder with --words"
        )
    try:
        data = path.read_bytes()
        with path.open("rb") as file:
            words = catalogues.GNUTranslations(file)
        faults = [*_faults(_messages(words))]
    except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise InputError(f"{path}: no catalogue of gettext: {error}; make it with msgfmt or Poedit") from error
    if faults:
        raise InputError(f"{path}: {faults[0]}; mend that message and make the file again")
    direction = words.pgettext("direction of writing", "ltr")
    return Language(tag, "rtl" if direction == "rtl" else "ltr", words, hashlib.sha256(data).hexdigest()[:10])


def _places(tag: str, folder: str) -> Iterator[Path]:
    """Where the catalogue may be: that of the language in its land before that of the language alone."""
    primary = tag.partition("-")[0]
    for root in (*([Path(folder)] if folder else []), FOLDER):
        for name in dict.fromkeys((tag, tag.replace("-", "_"), primary)):
            yield root / name / "LC_MESSAGES" / f"{DOMAIN}.mo"


def _messages(words: catalogues.GNUTranslations) -> Mapping[str | tuple[str, int], str]:
    found: Mapping[str | tuple[str, int], str] = getattr(words, "_catalog", {})  # the library has no other way to list
    return found


def _faults(messages: Mapping[str | tuple[str, int], str]) -> Iterator[str]:
    """What would spoil a page: places for values, and markup, that the message does not have itself."""
    many = {key[0]: key[0] for key in messages if isinstance(key, tuple)}
    for key, told in messages.items():
        whole = key[0] if isinstance(key, tuple) else key
        original = many.get(whole, whole).rpartition("\x04")[2]
        if not original:
            continue
        shown = original if len(original) < 60 else original[:59] + "…"
        places = set(_PLACE.findall(original)) - {""}
        if places and (wrong := [found[0] for found in _PLACE.finditer(told) if not _fits(found, places)]):
            yield f"“{shown}” is translated with {wrong[0]!r}, which it has no value for"
        extra = Counter(_MARKUP.findall(told)) - Counter(_MARKUP.findall(original))
        if extra or re.search("[<>]", _MARKUP.sub("", told)):
            yield f"“{shown}” is translated with markup that it does not have itself"


def _fits(found: re.Match[str], places: set[str]) -> bool:
    return found[1] in places or found[0] == "%%"
