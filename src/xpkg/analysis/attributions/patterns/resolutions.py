"""Finds the sayings of a resolution: its body stands in a line of its own, each paragraph below opens with a verb."""

from __future__ import annotations

import re
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.reporting import VerbTrait
from xpkg.model import AttributionCandidate, Block, BlockType, Method, Span, Text, Token

_SURE = 0.9
_LONGEST_BODY = 10
"""Words of the line that names the body: "The Council of Ministers of the River Commission,"."""
_SMALL = alternation(having(Trait.PREPOSITION, Trait.ARTICLE, Trait.COORDINATOR))
_BODY = re.compile(rf"(?P<body>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|{_SMALL})){{1,9}}),\s*")
_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[–—•*-])\s+")
_POINT = re.compile(r"\((?:[a-z]|[ivx]{1,4})\) ")
_READ = (BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.HEADING)
_FORMS = frozenset((Inflection.PRESENT, Inflection.GERUND))
_BEFORE_VERB = 3
"""Words before the verb at most: "Also strongly | condemns"."""
_ADVERBS = having(Trait.LINKING_ADVERB, Trait.VERB_GROUP_ADVERB) | {"also", "again"}
_FEELING = re.compile(rf"with (?:\w+ )?[a-z]+(?= (?:{alternation(having(Trait.DETERMINER))}|that)\b)")
"""What the body adds to its verb: "noting **with concern** the report"."""
_LEAST = 2
"""Paragraphs that open so; a single one is no resolution."""


def find_resolved(text: Text) -> tuple[AttributionCandidate, ...]:
    """The candidates of the paragraphs below a line such as "The General Assembly,", which have no subject.

    So are "Noting with concern the report," and "1. Condemns the detention;". The source is the body, the cue the verb
    with what belongs to it, and the content the rest, without the mark at its end. What stands behind a colon goes on
    over the points below: "(a) To release them;".
    """
    body: Span | None = None
    found: list[AttributionCandidate] = []
    listing = False
    for block in text.blocks:
        if (named := _body(text, block)) is not None:
            body = named
        elif body is not None and block.type in _READ:
            words = block.span.cut(text.source.text)
            if listing and found and _POINT.match(words):
                found[-1] = replace(found[-1], content=(*found[-1].content, _without_mark(text, block.span)))
                continue
            clause = _clause(text, block, body)
            found += [clause] if clause else []
            listing = clause is not None and words.endswith(":")
    return tuple(found) if len(found) >= _LEAST else ()


def _body(text: Text, block: Block) -> Span | None:
    """The name of the body that the line is, with a comma."""
    words = block.span.cut(text.source.text)
    found = _BODY.fullmatch(words) if words.endswith(",") and len(words.split()) <= _LONGEST_BODY else None
    return Span(block.span.start, block.span.start + found.end("body")) if found else None


def _clause(text: Text, block: Block, body: Span) -> AttributionCandidate | None:
    """The candidate of a paragraph that opens with its verb."""
    source = text.source.text
    number = _NUMBER.match(source, block.span.start, block.span.end)
    start = number.end() if number else block.span.start
    tokens = [token for token in text.tokens_over(block.span) if token.start >= start]
    at = next((at for at, token in enumerate(tokens[: _BEFORE_VERB + 1]) if _says(token)), None)
    if at is None or not tokens[0].text[0].isupper() or not all(_leads(each) for each in tokens[:at]):
        return None
    end = tokens[at].end
    if at + 1 < len(tokens) and tokens[at + 1].text in verb_forms()[tokens[at].text.lower()].verb.particles:
        end = tokens[at + 1].end  # "calls | upon"
    feeling = _FEELING.match(source, end + 1, block.span.end)
    cue = Span(tokens[0].start, feeling.end() if feeling else end)
    rest = _without_mark(text, block.span)
    if cue.end + 1 >= rest.end:
        return None
    return AttributionCandidate(body, (cue,), (Span(cue.end + 1, rest.end),), Method.RESOLUTION, _SURE)


def _without_mark(text: Text, span: Span) -> Span:
    return Span(span.start, span.start + len(span.cut(text.source.text).rstrip(";,.: ")))


def _says(token: Token) -> bool:
    form = verb_forms().get(token.text.lower())
    return form is not None and bool(form.kinds & _FORMS) and VerbTrait.SELDOM_REPORTS not in form.verb.traits


def _leads(token: Token) -> bool:
    word = token.text.lower()
    return word in _ADVERBS or word.endswith("ly")
