"""Reads what a text puts in brackets after a name: its acronym, or the name in its own script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_BRACKET = re.compile(r"\s?[(（]([^()（）\n]{1,60})[)）]")
_ACRONYM = re.compile(
    r"(?:or |the |formerly |also |called ){0,2}[“\"']?([A-Z][A-Za-z]*[A-Z][A-Za-z&-]*s?|[A-Z][A-Z0-9&/-]+)[”\"']?"
)
_LABELLED = re.compile(r"[^\W\d_][\w ]*: *(.+)")

_SCRIPTS = (
    ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"), ("CYRILLIC", "ru"), ("ARABIC", "ar"),
    ("HEBREW", "he"), ("GREEK", "el"), ("THAI", "th"), ("DEVANAGARI", "hi"), ("ARMENIAN", "hy"), ("GEORGIAN", "ka"),
    ("TIBETAN", "bo"), ("MYANMAR", "my"), ("KHMER", "km"), ("LAO", "lo"), ("BENGALI", "bn"), ("TAMIL", "ta"),
    ("MONGOLIAN", "mn"), ("ETHIOPIC", "am"), ("SINHALA", "si"), ("GUJARATI", "gu"), ("GURMUKHI", "pa"),
    ("TELUGU", "te"), ("KANNADA", "kn"), ("MALAYALAM", "ml"),
)  # fmt: skip


def acronym_after(text: str, end: int, name: str) -> tuple[str, int, int] | None:
    """The acronym in brackets after the name that ends at ``end``, with its start and end; None when there is none.

    >>> acronym_after("Bureau of Fair Trade (BFT) said", 20, "Bureau of Fair Trade")
    ('BFT', 22, 25)
    """
    match = _BRACKET.match(text, end)
    inner = _ACRONYM.fullmatch(match.group(1)) if match is not None else None
    if match is None or inner is None:
        return None
    acronym = inner.group(1)
    letters = [letter for letter in acronym.upper() if letter.isalpha()]
    initials = {word[0].upper() for word in re.split(r"[\s-]+", name) if word}
    if len(letters) < 2 or letters[0] not in initials:
        return None
    if sum(letter in name.upper() for letter in letters) < len(letters) - 1:
        return None
    start = match.start(1) + inner.start(1)
    return acronym, start, start + len(acronym)


def native_after(text: str, end: int) -> tuple[str, int, int] | None:
    """The name in another script in brackets after the name that ends at ``end``, with its start and end."""
    match = _BRACKET.match(text, end)
    if match is None:
        return None
    inner, start = match.group(1), match.start(1)
    labelled = _LABELLED.fullmatch(inner)
    if labelled is not None:
        inner, start = labelled.group(1), start + labelled.start(1)
    cut = re.match(r"[^,;:/]+", inner)
    if cut is None:
        return None
    name = cut.group().strip()
    start += cut.group().index(name)
    if not name or not foreign(name):
        return None
    return name, start, start + len(name)


def foreign(name: str) -> bool:
    """Whether every letter of ``name`` is of a script other than Latin.

    >>> foreign("習近平"), foreign("Xi"), foreign("7")
    (True, False, False)
    """
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and not any(_script(letter) == "LATIN" for letter in letters)


def tag_of(name: str, others: Iterable[str] = ()) -> str:
    """A BCP 47 tag for ``name`` by its script; what Han characters leave open, ``others`` of the document decide.

    A guess from writing alone: Cyrillic counts as Russian and Arabic as Arabic unless a letter says otherwise.

    >>> tag_of("全國"), tag_of("全国"), tag_of("王勇智", ["全國"]), tag_of("王勇智"), tag_of("Київ")
    ('zh-Hant', 'zh-Hans', 'zh-Hant', 'zh', 'uk')
    """
    scripts = Counter(tag for letter in name if (tag := _tag(letter)))
    for tag in ("ja", "ko"):
        if scripts[tag]:
            return tag
    if not scripts:
        return "und"
    tag = max(scripts, key=lambda each: (scripts[each], each))
    if tag == "zh":
        for each in (name, "".join(others)):
            forms = Counter(_form(letter) for letter in each)
            if forms["Hant"] != forms["Hans"]:
                return "zh-Hant" if forms["Hant"] > forms["Hans"] else "zh-Hans"
    if tag == "ru":
        lower = name.lower()
        tag = "be" if "ў" in lower else "uk" if any(letter in lower for letter in "іїєґ") else "ru"
    if tag == "ar":
        telling = (("ug", "ۇۆۈېە"), ("ur", "ٹڈڑے"), ("fa", "پچژگی"))
        tag = next((each for each, letters in telling if any(letter in name for letter in letters)), tag)
    return tag


def _form(letter: str) -> str:
    """Whether a Han character is in the older standard of one form only: Big5 traditional, GB 2312 simplified."""
    if not "\u4e00" <= letter <= "\u9fff":
        return ""
    traditional, simplified = _encodes(letter, "big5"), _encodes(letter, "gb2312")
    return "" if traditional == simplified else "Hant" if traditional else "Hans"


def _encodes(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _tag(letter: str) -> str:
    script = _script(letter)
    return next((tag for name, tag in _SCRIPTS if script == name), "")
