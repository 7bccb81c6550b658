"""Finds the title that follows a noun for a document: in quotation marks, or after "titled"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.lexicon import verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Quotation, Span
from xpkg.syntax.annotated import AnnotatedParse

_PRONOUNS = having(Trait.SUBJECT_PRONOUN, Trait.OBJECT_PRONOUN) | {"who"}
_TITLING = verb_classes.having(verb_classes.Trait.TITLING)
_GOES_ON = rf",\s+(?:in\s+)?{alternation(having(Trait.RELATIVE_PRONOUN) | {'outlining', 'said', 'the'})}\b"
"""What follows a title after a comma and is no part of it."""
_TITLE_WORDS = re.compile(rf"[^.“”\"]*?(?=\.(?:\s|$)|{_GOES_ON}|\s*$)")
_LONGEST = 200


def find_title(
    sentence: AnnotatedParse, head: int, end: int, quotations: Sequence[Quotation], *, owned: bool
) -> tuple[str, Span] | None:
    """The title of the document whose noun stands at ``head`` and whose phrase ends before ``end``, and its place.

    It stands in ``quotations``, or goes from "titled" to the end of the sentence. ``owned``: the phrase has an article
    or an owner, so that a comma may part it from its title.
    """
    parse = sentence.parse
    called = next((at for at in range(head + 1, min(len(parse), end + 4)) if _calls(sentence, at)), None)
    last = called if called is not None else max(end - 1, head)
    for start in (parse.tokens[last].end, parse.tokens[head].end):
        if quoted := _quoted(sentence.text, start, quotations, called=called is not None, owned=owned):
            return quoted
    if called is not None and called + 1 < len(parse) and parse.tokens[called + 1].text[0].isupper():
        return _unquoted(sentence.text, parse.tokens[called + 1].start, sentence.span.end)
    return None


def _quoted(
    text: str, start: int, quotations: Sequence[Quotation], *, called: bool, owned: bool
) -> tuple[str, Span] | None:
    """The title in quotation marks that begins right behind ``start``."""
    for quotation in quotations:
        if quotation.level != 1 or not 0 <= quotation.span.start - start <= (3 if called else 2):
            continue
        words = quotation.inner.cut(text).strip(" ,.")
        gap = text[start : quotation.span.start].strip()
        titled = called or (_headline(words) and (not gap or (gap == "," and owned)))
        if titled and len(words) > 2:
            return " ".join(words.split()), quotation.inner
    return None


def _unquoted(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The title without quotation marks from ``start`` on, at most to the ``end`` of the sentence."""
    match, rest = _TITLE_WORDS.match(text, start, end), text[start:end]
    plain = match.group() if match and match.group().strip() else rest
    if "“" not in rest[: len(plain) + 2] and not _headline(plain):
        return None
    plain = re.split(rf"\.(?=\s|$)|{_GOES_ON}", rest)[0]
    if 3 < len(plain) <= _LONGEST and _headline(plain):
        return " ".join(plain.split()), Span(start, start + len(plain))
    return None


def _calls(sentence: AnnotatedParse, at: int) -> bool:
    """Whether a word gives the noun before it its title: not "what he called"."""
    plain = sentence.low(at - 1) not in _PRONOUNS and sentence.mention(at - 1) is None
    return sentence.low(at) in _TITLING and plain


def _headline(words: str) -> bool:
    """Whether most of the longer words are capitalized, as in a title."""
    long = [word for word in re.findall(r"[A-Za-z][\w’'-]*", words) if len(word) > 3]
    return (bool(long) and words[0] in "'‘") or sum(word[0].isupper() for word in long) >= max(1, 0.6 * len(long))
