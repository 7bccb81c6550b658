"""Cuts text into tokens as Universal Dependencies does for English: clitics apart, abbreviations whole.

The conventions are those of the treebanks EWT and GUM. Hyphenated words are three tokens (``long``, ``-``, ``term``),
unless the first part is a prefix that is no word (``non-fiction``). Contractions are two:
``can|not``, ``gon|na``, ``do|n't``, ``China|’s``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.lexicon import abbreviations, word_parts
from xpkg.model import Token

__all__ = ["Token", "continues_word", "tokenize"]

_APOSTROPHE = "['’ʼ]"
_TOP = "com|org|net|gov|edu|mil|int|info|biz|co|io|tv|uk|ca|au|de|fr|cn|ru|in|jp|eu|us|ch|nl|ie|nz|za|il|it|es|se|no"
_LETTER = r"[^\W\d_]"
_PART = r"[\w\u0300-\u036f\u00ad\u200d]"
"""What stands inside a word: letters, digits, accents written apart, soft hyphens."""
_PREFIXES = "|".join(
    f"[{prefix[0]}{prefix[0].upper()}]{prefix[1:]}" for prefix in sorted(word_parts.having(word_parts.Trait.PREFIX))
)
_UNITS = word_parts.having(word_parts.Trait.UNIT)
_FIRST = {word: len(first) for word, first in word_parts.contractions().items()}
"""Contractions without an apostrophe, by the length of their first part."""
_LONGEST_CONTRACTION = max(map(len, _FIRST))
_KEEPS_STOP = frozenset(map(str.lower, abbreviations.having(abbreviations.Trait.KEEPS_STOP)))
_KEEPS_STOP_INSIDE = abbreviations.having(abbreviations.Trait.KEEPS_STOP_INSIDE)
_SMALL_INITIALS = frozenset("bcdmprv")
"""Of "born", "circa", "died", "married", "page", "reigned", "versus"."""
_NEVER_LAST = frozenset(map(str.lower, abbreviations.having(abbreviations.Trait.NEVER_LAST)))

_NUMBER = r"\d++(?:,\d{3}(?!\d))*+(?:[.:]\d++)*+"
_PATTERN = re.compile(
    rf"""
    (?P<word>{_LETTER}++(?=[\s,;!?)\]"”]|\Z))
  | (?P<address>(?:https?://|ftp://|www\.|mailto:|doi:(?=\d))[^\s<>"“”«»]++)
  | (?P<mail>[\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}+)
  | (?P<site>(?:[A-Za-z0-9][\w-]{{0,62}}\.){{1,6}}(?:{_TOP})(?![\w-]|\.\w)(?:/[^\s<>"“”«»]*+)?+)
  | (?P<whole>
        (?<![\w-])(?:\+?\d{{1,2}}-)?(?:\d{{3}}-)?\d{{3}}-\d{{4}}(?![\w-])           # a telephone number
      | \d{{4}}-\d\d-\d\d(?!\w)
      | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/])
      | (?<!\w)(?:1\d\d|\d)0{_APOSTROPHE}s(?!\w)
      | {_APOSTROPHE}(?:\d\ds?|em|n|tis|twas|til|cause|round)(?!\w)
      | (?<![\w.])\.\d++(?!\.?\w)
      | (?:Ph\.|(?<!\w){_LETTER}\.)(?:{_LETTER}{{1,2}}\.|{_LETTER}(?!{_PART}))++ # U.S., Ph.D., a.m.
      | (?<!\w)[@\#]{_LETTER}\w*+
      | [\w-]{{1,64}}\.(?:docx?|xlsx?|pdf|txt|html?|jpe?g|png|gif|pptx?|csv|zip|mp3)(?!\w)
      | \+\d[\d-]*+
      | [A-Z]{{1,3}}\$ | ``
      | (?:\.{{2}}|…)[.…]*+ | -{{2,}}+ | —{{2,}}+ | [!?]{{2,}}+ | (?<![\w)])[:;=]-?[()DP](?![\w)])
      | ''(?!\w) | <{{2,}}+ | >{{2,}}+ | \*{{2,}}+ | ={{2,}}+ | ~{{2,}}+ | \+{{2,}}+ | \#{{2,}}+
    )
  | (?P<number>{_NUMBER}(?P<unit>{_LETTER}(?:{_PART})*+)?+(?:{_APOSTROPHE}s(?!\w))?+)
  | (?P<mixed>(?:(?<![\w-])(?-i:{_PREFIXES})[-‐‑](?={_LETTER}{{2}}))?+{_PART}++(?:['’ʼ&]{_PART}++)*+)
  | (?P<clitic>(?<=\S){_APOSTROPHE}(?:s|m|d|ll|ve|re)(?!\w)|`s(?!\w))
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLITIC = re.compile(r"(?:n['’ʼ]t|['’ʼ](?:s|m|d|ll|ve|re)|`s)\Z", re.IGNORECASE)
_TRAILING = ".,;:!?'’)]}…"


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of a sentence, ``text[start:end]``, in order. All but blanks is in one of them.

    >>> [token.text for token in tokenize("The U.S. can't pay $3.5m.")]
    ['The', 'U.S.', 'ca', "n't", 'pay', '$', '3.5', 'm', '.']
    """
    end = len(text) if end is None else end
    return tuple(Token(a, b, text[a:b]) for a, b in _cuts(text, start, end))


def continues_word(left: Token, right: Token, possessive: bool = False) -> bool:
    """Whether ``right`` is written as one word with ``left``: a clitic, or the second half of ``cannot``.

    A lone apostrophe does so only where it is known to be ``possessive`` ("the voters' choice").
    """
    if left.end != right.start or not left.text[-1].isalnum():
        return False
    if len(right.text) == 1:
        return possessive and right.text in "'’ʼ"
    if _CLITIC.fullmatch(right.text):
        return True
    return _FIRST.get((left.text + right.text).lower()) == len(left.text)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the tokens of ``text[start:end]``."""
    at = start
    match = _PATTERN.match
    while True:
        while at < end and text[at].isspace():
            at += 1
        if at >= end:
            return
        found = match(text, at, end)
        stop = found.end() if found else at + 1
        kind = found.lastgroup if found else None
        if kind == "word":
            middle = _FIRST.get(text[at:stop].lower()) if stop - at <= _LONGEST_CONTRACTION else None
            ends: tuple[int, ...] = (at + middle, stop) if middle else (stop,)
        elif kind == "mixed":
            ends = _word_ends(text, at, stop, end)
        elif kind in {"address", "site"}:
            while text[stop - 1] in _TRAILING and not (text[stop - 1] == ")" and "(" in text[at:stop]):
                stop -= 1
            ends = (stop,)
        elif found and kind in {"number", "unit"}:
            ends = _number_ends(text, found, at == start, end)
        elif kind == "whole" and stop == end and stop - at == 2 and text[at].isalpha() and text[at + 1] == ".":
            ends = (at + 1, stop)  # a single letter, and the full stop of the sentence
        else:
            ends = (stop,)
        for stop in ends:
            yield at, stop
            at = stop


def _word_ends(text: str, at: int, stop: int, end: int) -> tuple[int, ...]:
    """Where the tokens of the word ``text[at:stop]`` end: clitics are apart, an abbreviation's full stop is in it."""
    word = text[at:stop]
    if text.startswith(".", stop) and stop < end and _keeps_stop(word, text, stop + 1, end):
        return (stop + 1,)
    cut = _CLITIC.search(word)
    if cut and cut.start():
        middle = at + cut.start()
        inner = _CLITIC.search(text[at:middle])
        if inner and inner.start():  # would|n't|'ve
            return (at + inner.start(), middle, stop)
        return (middle, stop)
    split = _FIRST.get(word.lower())
    return (at + split, stop) if split else (stop,)


def _keeps_stop(word: str, text: str, after: int, end: int) -> bool:
    """Whether the full stop before ``after`` belongs to ``word``, an abbreviation or initial."""
    last = after >= end or not any(character.isalnum() for character in text[after : min(end, after + 3)])
    if text.startswith(".", after):
        return False
    low = word.lower()
    if len(word) == 1 and word.isalpha():
        return not last and (word.isupper() or word in _SMALL_INITIALS)
    if word in _KEEPS_STOP_INSIDE or low in _KEEPS_STOP_INSIDE:
        return not last
    if low in _KEEPS_STOP:
        return not (last and low in _NEVER_LAST)
    return False


def _number_ends(text: str, found: re.Match[str], first: bool, end: int) -> tuple[int, ...]:
    """Where the tokens of a number end: a unit and a possessive behind it are apart.

    The number of a list's item keeps its full stop, where it comes ``first`` in its sentence.
    """
    at, stop = found.span()
    unit = found.start("unit")
    tail = _CLITIC.search(text, at, stop)
    middle = tail.start() if tail else stop
    if unit < 0 and first and text.startswith(". ", stop) and stop + 2 < end:
        return (stop + 1,)
    apart = (unit,) if unit > 0 and text[unit:middle].lower() in _UNITS else ()
    return (*apart, middle, stop) if tail else (*apart, stop)
