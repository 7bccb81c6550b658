"""Reads the phrase around a noun that means a document: what stands before and after it, and what that shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xpkg.analysis.documents.document_titles import find_title
from xpkg.lexicon import document_nouns, organizations, verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm, Quotation, Span, TimeExpression
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.arguments import object_of, own_subject
from xpkg.syntax.finiteness import is_finite
from xpkg.syntax.tree import ROOT

_ARTICLES = having(Trait.ARTICLE)
_DETERMINERS = having(Trait.DETERMINER)
_PREPOSITIONS = having(Trait.PREPOSITION)
_NOUNLIKE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "ADV"))
_OUTSIDE = frozenset(("ADP", "SCONJ", "AUX", "CCONJ", "PRON", "PUNCT", "SYM", "PART", "INTJ"))
"""Parts of speech that no modifier of a noun has."""
_RELATIVE = frozenset(("WDT", "WP", "WRB", "WP$"))
_CLOSES = frozenset("; : — – ― ? ! .".split())
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
_COLLECTIONS = document_nouns.having(document_nouns.Trait.COLLECTIVE) | {"set", "collection", "page", "pages", "words"}
_PUBLISHERS = organizations.having(organizations.Trait.PUBLISHES)
_TYPES = document_nouns.types()
_APPROXIMATOR = alternation(having(Trait.APPROXIMATOR))
EXTENT = re.compile(
    rf"\b((?:{_APPROXIMATOR} (?:(?:{_APPROXIMATOR}|to) )?)?\d[\d,]*[ -](?:pages?|words?))\b",
    re.I,
)


@dataclass(slots=True)
class DocumentPhrase:
    """A noun that means a document, with its surroundings. Places are those of tokens of ``sentence``."""

    sentence: AnnotatedParse
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
        return self.sentence.cut(self.start, self.head + 1)

    @property
    def whole(self) -> Span:
        """The noun with what stands before and after it, without the article."""
        return self.sentence.cut(self.start, max(self.end, self.head + 1))


def read_phrase(sentence: AnnotatedParse, head: int, quotations: Sequence[Quotation]) -> DocumentPhrase:
    """The phrase round the noun at ``head``."""
    found = DocumentPhrase(sentence, head, sentence.low(head), head, head + 1)
    _leftwards(found)
    _rightwards(found)
    owned = found.determiner in _ARTICLES | _OWN | {"'s"}
    if title := find_title(sentence, head, found.end, quotations, owned=owned):
        found.title, found.title_span = title
    words = sentence.cut(max(0, found.start - 8), found.end).cut(sentence.text)
    if match := EXTENT.search(words):
        found.extent = " ".join(match.group(1).split())
    return found


def _leftwards(found: DocumentPhrase) -> None:
    sentence, at = found.sentence, found.head
    modifiers: list[str] = []
    while at > 0:
        low, mention = sentence.low(at - 1), sentence.mention(at - 1)
        if mention is not None:
            _takes_before(found, at)
            at -= 1
            found.plain = False
            continue
        if (time := sentence.time_on[at - 1]) is not None:
            found.date = found.date or sentence.times[time]
            at -= 1
            found.plain = False
            continue
        if low == "'s":
            found.determiner = "'s"
            at -= 1
            continue
        if low in _INDEFINITE | _DEFINITE | _OWN | _DETERMINERS:
            found.determiner = found.determiner or low
            found.start = at
            break
        if low == "of" and sentence.low(at - 2) in _COLLECTIONS:
            found.determiner = _determiner_of_collection(sentence, at - 1)
            found.start = found.start if found.start < found.head else found.head - len(modifiers)
            break
        if low == "-" and at > 1 and sentence.parse.tokens[at - 2].end == sentence.parse.tokens[at - 1].start:
            at -= 1
            continue
        if _ends_before(sentence, at - 1):
            break
        modifiers.insert(0, low)
        at -= 1
        found.plain = False
    if found.start == found.head and found.determiner in {"", "'s", *_OWN}:
        found.start = at
    found.modifiers = tuple(modifiers)
    found.leaked = bool({"leaked", "leak"} & set(modifiers))
    while found.start < found.head and sentence.low(found.start) in _DETERMINERS:
        found.start += 1


def _takes_before(found: DocumentPhrase, at: int) -> None:
    """What the mention right before the token at ``at`` is for the document: its maker, its matter or its owner."""
    sentence = found.sentence
    mention, index = sentence.mention(at - 1), sentence.mention_on[at - 1]
    if mention is None or index is None:
        return
    if mention.kind in (Kind.ORGANIZATION, Kind.PERSON) and mention.form is not MentionForm.NOMINAL:
        if at == found.head or sentence.low(at) == "'s" or sentence.low(at + 1) == "'s":
            found.creators = [index] if index not in found.creators else found.creators
    elif mention.kind is Kind.DOCUMENT and at == found.head:
        found.topic = True
    if mention.form is MentionForm.PRONOUN:
        found.determiner = found.determiner or sentence.low(at - 1)


def _determiner_of_collection(sentence: AnnotatedParse, of: int) -> str:
    """What stands before a collection whose "of" is at ``of``: "a" of "a set of 12 documents"."""
    at = of
    while at > 0 and sentence.low(at - 1) not in _DEFINITE and (
        sentence.parse.upos[at - 1] in _NOUNLIKE and sentence.time_on[at - 1] is None
    ):  # fmt: skip
        at -= 1
    return sentence.low(at - 1) if sentence.low(at - 1) in _DEFINITE | _INDEFINITE else ""


def _ends_before(sentence: AnnotatedParse, place: int) -> bool:
    """Whether the token at ``place`` is no modifier of the noun behind it."""
    parse, low = sentence.parse, sentence.low(place)
    verb = parse.upos[place] == "VERB" and parse.relation(place) not in {"amod", "compound"}
    return verb or parse.upos[place] in _OUTSIDE or low in _BEFORE_BARE_NOUN or low in _TYPES or not low[0].isalnum()


def _rightwards(found: DocumentPhrase) -> None:
    sentence, at = found.sentence, found.head + 1
    limit = _clause_end(sentence, found.head)
    for _ in range(4):
        if at >= limit or sentence.mention_on[at] is not None:
            break
        if sentence.low(at) in _MADE and sentence.low(at + 1) in _AFTER_MADE:
            found.leaked = found.leaked or sentence.low(at) == "leaked"
            if sentence.low(at) == "obtained":
                break
            at += 1
        low = sentence.low(at)
        if low not in _PREPOSITIONS | _DEPICTING:
            break
        if at + 1 < limit and (time := sentence.time_on[at + 1]) is not None:
            found.date = found.date or sentence.times[time]
            at += 1
            while at < limit and sentence.time_on[at] is not None:
                at += 1
            found.end = at
            continue
        heads = _governed(sentence, at, limit)
        if not heads:
            if low in _TOPICS and at + 1 < limit and sentence.parse.xpos[at + 1] == "VBG":
                found.topic = True
                found.end = min(limit, at + 6)
            break
        other = next((number for number, head in enumerate(heads) if number and sentence.low(head) in _TYPES), None)
        heads = heads[:other]  # "speeches by Jane Doe and a guide": two works
        if low in _CLAUSAL:
            break
        if sentence.low(at - 1) != "leaked":  # who leaks a document, or loses it, has not made it
            _takes(found, low, [index for head in heads if (index := sentence.named(head)) is not None])
        at = max(at + 1, *(_end_of(sentence, head) for head in heads))
        found.end = at
    if found.date is None:
        after = sentence.time_on[found.head + 1 : min(limit, found.end + 2)]
        found.date = next((sentence.times[time] for time in after if time is not None), None)


def _governed(sentence: AnnotatedParse, at: int, limit: int) -> list[int]:
    """The heads of the noun phrases that a preposition or participle at ``at`` governs, before ``limit``."""
    parse = sentence.parse
    governed = object_of(parse, at) if parse.upos[at] == "VERB" else parse.heads[at]
    if parse.relation(at) == "mark" and governed not in {None, ROOT}:
        governed = own_subject(parse, parse.heads[at])  # "a script for officials to use"
    if at + 1 < len(parse) and parse.upos[at + 1] == "ADP":
        return []  # "from inside the party"
    if governed is None or not at < governed < limit or parse.upos[governed] in {"VERB", "AUX"}:
        return []
    return [each for each in (governed, *parse.having(governed, "conj")) if each < limit]


def _end_of(sentence: AnnotatedParse, head: int) -> int:
    """One past the noun at ``head``, or past the name that it is a part of or that stands beside it."""
    index = sentence.named(head)
    return head + 1 if index is None else sentence.whole(sentence.mention_on.index(index))[1]


def _clause_end(sentence: AnnotatedParse, head: int) -> int:
    """The first place behind ``head`` that belongs to another clause, or is a mark that ends one."""
    parse = sentence.parse
    for at in range(head + 1, len(parse)):
        if sentence.mention_on[at] is not None:
            continue
        gerund = at + 1 < len(parse) and parse.xpos[at + 1] == "VBG"  # "a guide to answering"
        opens = is_finite(parse, at) or parse.xpos[at] in _RELATIVE or (parse.upos[at] == "SCONJ" and not gerund)
        if opens or sentence.low(at) in _CLOSES:
            return at
    return len(parse)


def _takes(found: DocumentPhrase, preposition: str, named: list[int]) -> None:
    """What a phrase after the noun gives: the authors ("by", "from", "in" a newspaper), or the matter."""
    sentence = found.sentence
    makers = [each for each in named if sentence.mentions[each].kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)]
    printed = bool(makers) and preposition in {"in", "at"} and sentence.mentions[makers[0]].subtype in _PUBLISHERS
    if (preposition in _MAKERS and makers) or printed:
        found.creators += [each for each in makers if each not in found.creators]
    elif preposition in _TOPICS:
        found.topic = True
