"""Reads the phrase around a noun that means a document: what stands before and after it, and what that shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xpkg.analysis.grammar.adjuncts import dates_in
from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import (
    ARTICLES,
    DETERMINERS,
    HARD,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    auxiliary,
    past_like,
)
from xpkg.lexicon import document_nouns, organizations, verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm, Quotation, Span, TimeExpression

_INDEFINITE = having(Trait.INDEFINITE, Trait.NUMERAL) | {"several", "many"}
_DEFINITE = having(Trait.DEMONSTRATIVE) | {"the"}
_OWN = having(Trait.POSSESSIVE_DETERMINER)
_MAKERS = frozenset(("by", "from"))
_DEPICTING = verb_classes.having(verb_classes.Trait.DEPICTING)
_TOPICS = having(Trait.TOPIC) | _DEPICTING
_CLAUSAL = having(Trait.CLAUSAL)
_MADE = verb_classes.having(verb_classes.Trait.DOCUMENT_MADE)
_AFTER_MADE = having(Trait.ADJUNCT_OPENER) | {"to"}
_BEFORE_BARE_NOUN = verb_classes.having(verb_classes.Trait.BEFORE_BARE_NOUN)
_TITLING = verb_classes.having(verb_classes.Trait.TITLING)
_COLLECTIONS = document_nouns.having(document_nouns.Trait.COLLECTIVE) | {"set", "collection", "page", "pages", "words"}
_PUBLISHERS = organizations.having(organizations.Trait.PUBLISHES)
_TYPES = document_nouns.types()
_APPROXIMATOR = alternation(having(Trait.APPROXIMATOR))
EXTENT = re.compile(
    rf"\b((?:{_APPROXIMATOR} (?:(?:{_APPROXIMATOR}|to) )?)?\d[\d,]*[ -](?:pages?|words?))\b",
    re.I,
)
_GOES_ON = rf",\s+(?:in\s+)?{alternation(having(Trait.RELATIVE_PRONOUN) | {'outlining', 'said', 'the'})}\b"
"""What follows a title after a comma and is no part of it."""
_TITLE_WORDS = re.compile(rf"[^.“”\"]*?(?=\.(?:\s|$)|{_GOES_ON}|\s*$)")


@dataclass(slots=True)
class DocumentPhrase:
    """A noun that means a document, with its surroundings. Positions are tokens of ``parse``."""

    parse: ShallowParse
    head: int
    noun: str
    start: int
    end: int
    determiner: str = ""
    creators: list[int] = field(default_factory=list)  # mentions
    topic: bool = False
    plain: bool = True  # nothing stands between determiner and noun
    date: TimeExpression | None = None
    extent: str = ""
    title: str = ""
    title_span: Span | None = None
    leaked: bool = False
    modifiers: tuple[str, ...] = ()

    @property
    def definite(self) -> bool:
        """Whether "the", "this" … points back to something known."""
        return self.determiner in _DEFINITE

    @property
    def indefinite(self) -> bool:
        """Whether "a", "several" or nothing before a plural brings in something new."""
        return self.determiner in _INDEFINITE or not self.determiner

    @property
    def span(self) -> Span:
        """The noun with what stands before it, without the article."""
        return self.parse.cut(self.start, self.head + 1)

    @property
    def whole(self) -> Span:
        """The noun with what stands before and after it, without the article."""
        return self.parse.cut(self.start, max(self.end, self.head + 1))


def read_phrase(parse: ShallowParse, head: int, quotations: Sequence[Quotation]) -> DocumentPhrase:
    """The phrase round the noun at ``head``."""
    found = DocumentPhrase(parse, head, parse.low(head), head, head + 1)
    _leftwards(found)
    _rightwards(found)
    _title(found, quotations)
    words = found.parse.text[parse.tokens[max(0, found.start - 8)].start : parse.tokens[found.end - 1].end]
    if match := EXTENT.search(words):
        found.extent = " ".join(match.group(1).split())
    return found


def _leftwards(found: DocumentPhrase) -> None:
    parse, at = found.parse, found.head
    modifiers: list[str] = []
    while at > 0:
        token = parse.tokens[at - 1]
        if token.mention is not None:
            mention = parse.mentions[token.mention]
            if mention.kind in (Kind.ORGANIZATION, Kind.PERSON) and mention.form is not MentionForm.NOMINAL:
                if at == found.head or parse.low(at) == "'s" or parse.low(at + 1) == "'s":
                    found.creators = [token.mention] if token.mention not in found.creators else found.creators
            elif mention.kind is Kind.DOCUMENT and at == found.head:
                found.topic = True
            if mention.form is MentionForm.PRONOUN:
                found.determiner = found.determiner or token.low
            at -= 1
            found.plain = False
            continue
        if token.time is not None:
            found.date = found.date or parse.times[token.time]
            at -= 1
            found.plain = False
            continue
        low = token.low
        if low == "'s":
            found.determiner = "'s"
            at -= 1
            continue
        if low in _INDEFINITE | _DEFINITE | _OWN | DETERMINERS:
            found.determiner = found.determiner or low
            found.start = at
            break
        if low == "of" and parse.low(at - 2) in _COLLECTIONS:
            found.determiner, at = "", at - 1
            while (
                at > 0
                and (parse.nounlike(at - 1) or parse.low(at - 1)[:1].isdigit())
                and parse.low(at - 1) not in _DEFINITE
            ):
                at -= 1
            found.determiner = parse.low(at - 1) if parse.low(at - 1) in _DEFINITE | _INDEFINITE else ""
            found.start = found.start if found.start < found.head else found.head - len(modifiers)
            break
        stop = (
            low in PREPOSITIONS
            or low in HARD
            or low in SUBORDINATORS
            or auxiliary(low)
            or low in {",", "and", "or", "(", '"'}
        )
        if (
            stop
            or low in {"“", "”"}
            or (past_like(low) and not parse.adjectival(at - 1))
            or not low[0].isalnum()
            or low in _BEFORE_BARE_NOUN
            or low in _TYPES
        ):
            break
        modifiers.insert(0, low)
        at -= 1
        found.plain = False
    if found.start == found.head and found.determiner in {"", "'s", *_OWN}:
        found.start = at
    found.modifiers = tuple(modifiers)
    found.leaked = bool({"leaked", "leak"} & set(modifiers))
    while found.start < found.head and parse.low(found.start) in DETERMINERS:
        found.start += 1


def _rightwards(found: DocumentPhrase) -> None:
    parse, at = found.parse, found.head + 1
    limit = parse.right(found.head)
    for _ in range(4):
        if at >= limit or parse.tokens[at].mention is not None:
            break
        if parse.low(at) in _MADE and parse.low(at + 1) in _AFTER_MADE:
            found.leaked = found.leaked or parse.low(at) == "leaked"
            if parse.low(at) == "obtained":
                break
            at += 1
        low = parse.low(at)
        if low not in PREPOSITIONS | _DEPICTING:
            break
        if at + 1 < limit and (time := parse.tokens[at + 1].time) is not None:
            found.date = found.date or parse.times[time]
            at += 1
            while at < limit and parse.tokens[at].time is not None:
                at += 1
            found.end = at
            continue
        phrases = parse.phrase_after(at + 1, limit)
        if not phrases:
            if low in _TOPICS and at + 1 < limit and parse.low(at + 1).endswith("ing"):
                found.topic = True
                found.end = min(limit, at + 6)
            break
        other = next((number for number, phrase in enumerate(phrases) if number and phrase.head in _TYPES), None)
        phrases = phrases[:other]  # "speeches by Jane Doe and a guide": two works
        if low in _CLAUSAL:
            break
        if parse.low(at - 1) != "leaked":  # who leaks a document, or loses it, has not made it
            _takes(found, low, [phrase.mention for phrase in phrases if phrase.mention is not None])
        at = max(at + 1, *(phrase.end for phrase in phrases))
        found.end = at
    if found.date is None:
        found.date = next((time for _, time in dates_in(parse, found.head + 1, min(limit, found.end + 2))), None)


def _takes(found: DocumentPhrase, preposition: str, named: list[int]) -> None:
    """What a phrase after the noun gives: the authors ("by", "from", "in" a newspaper), or the matter."""
    parse = found.parse
    makers = [each for each in named if parse.mentions[each].kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)]
    printed = bool(makers) and preposition in {"in", "at"} and parse.mentions[makers[0]].subtype in _PUBLISHERS
    if (preposition in _MAKERS and makers) or printed:
        found.creators += [each for each in makers if each not in found.creators]
    elif preposition in _TOPICS:
        found.topic = True


def _title(found: DocumentPhrase, quotations: Sequence[Quotation]) -> None:
    """The title that follows: in quotation marks, or after "titled" up to the end of the sentence."""
    parse = found.parse
    text = parse.text
    after = parse.tokens[found.head].end
    called = next(
        (at for at in range(found.head + 1, min(len(parse.tokens), found.end + 4)) if _calls(parse, at)), None
    )
    begin = (
        parse.tokens[called].end
        if called is not None
        else parse.tokens[found.end - 1].end
        if found.end > found.head + 1
        else after
    )
    for start in (begin, after):
        for quotation in quotations:
            if quotation.level == 1 and 0 <= quotation.span.start - start <= (2 if called is None else 3):
                words = quotation.inner.cut(text).strip(" ,.")
                gap = text[start : quotation.span.start].strip()
                titled = called is not None or (
                    _headline(words) and (not gap or (gap == "," and found.determiner in ARTICLES | _OWN | {"'s"}))
                )
                if titled and len(words) > 2:
                    found.title = " ".join(words.split())
                    found.title_span = quotation.inner
                    return
    if called is not None and called + 1 < len(parse.tokens) and parse.tokens[called + 1].word[0].isupper():
        start = parse.tokens[called + 1].start
        match = _TITLE_WORDS.match(text, start, parse.span.end)
        rest = text[start : parse.span.end]
        plain = match.group() if match and match.group().strip() else rest
        if "“" in rest[: len(plain) + 2] or _headline(plain):
            plain = re.split(rf"\.(?=\s|$)|{_GOES_ON}", rest)[0]
            if 3 < len(plain) <= 200 and _headline(plain):
                found.title = " ".join(plain.split())
                found.title_span = Span(start, start + len(plain))


def _calls(parse: ShallowParse, at: int) -> bool:
    """Whether a word gives the noun before it its title: not "what he called"."""
    return parse.low(at) in _TITLING and parse.low(at - 1) not in PRONOUNS and parse.tokens[at - 1].mention is None


def _headline(words: str) -> bool:
    """Whether most of the longer words are capitalized, as in a title."""
    long = [word for word in re.findall(r"[A-Za-z][\w’'-]*", words) if len(word) > 3]
    return (bool(long) and words[0] in "'‘") or sum(word[0].isupper() for word in long) >= max(1, 0.6 * len(long))
