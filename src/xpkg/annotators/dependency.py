"""The annotator that reads the dependency parse of a spaCy pipeline which the user has installed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from typing import Any

from xpkg.analysis.attributions import Annotator
from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.errors import AnnotatorError
from xpkg.lexicon.reporting import Frame, ReportingVerb
from xpkg.model import AttributionCandidate, BlockType, Mention, Method, Span, Text

_SPEAKING = (BlockType.TITLE, BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.TEASER)
_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "nsubj:pass"})
_AGENTS = frozenset({"agent", "obl:agent"})
_CLAUSES = frozenset({"ccomp", "xcomp", "ccomp:pmod"})
_OBJECTS = frozenset({"dobj", "obj", "oprd"})
_OF_THE_CUE = frozenset({"aux", "auxpass", "aux:pass", "neg", "advmod"})
CONFIDENCE = 0.75

Token = Any
"""A spaCy token: spaCy is not there for those who do not use it, so its types are not either."""


def annotate_by_parse(pipeline: str) -> Annotator:
    """An annotator over the parses of the installed spaCy pipeline ``pipeline``.

    Raises AnnotatorError when spaCy or the pipeline is not installed; the annotator, when the pipeline does not parse.
    """
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise AnnotatorError(f"the annotator spacy:{pipeline} needs spaCy: pip install 'xpkg[spacy]'") from error
    try:
        parse = spacy.load(pipeline)
    except OSError as error:
        raise AnnotatorError(
            f"no spaCy pipeline {pipeline!r} is installed: python -m spacy download {pipeline}"
        ) from error

    def annotate(text: Text, mentions: tuple[Mention, ...]) -> tuple[AttributionCandidate, ...]:
        claims: list[AttributionCandidate] = []
        for block in text.blocks:
            if block.type in _SPEAKING:
                doc = parse(block.span.cut(text.source.text))
                if not doc.has_annotation("DEP"):
                    raise AnnotatorError(f"the spaCy pipeline {pipeline!r} does not parse: it has no dependency parser")
                claims += claims_of(doc, block.span.start, pipeline)
        return tuple(sorted(claims, key=lambda claim: min((*claim.cue, *claim.content))))

    return annotate


def claims_of(doc: Any, offset: int, pipeline: str) -> Iterator[AttributionCandidate]:
    """The claims of a parsed ``doc`` whose first character is code point ``offset`` of its source."""
    for token in doc:
        if token.lower_ == "according":
            parts = _according(token)
        else:
            form = verb_forms().get(token.lower_)
            parts = _saying(token, form.verb) if form and token.pos_ in {"VERB", "AUX", ""} else None
        if parts:
            source, cue, content = parts
            yield AttributionCandidate(
                _span(source, offset) if source else None,
                (_span(cue, offset),),
                tuple(_span(each, offset) for each in content),
                Method.SPACY,
                CONFIDENCE,
                engine=pipeline,
            )


Tokens = Sequence[Token]
Parts = tuple[Tokens | None, Tokens, list[Tokens]]


def _span(tokens: Tokens, offset: int) -> Span:
    return Span(offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1].text))


def _saying(verb: Token, lexical: ReportingVerb) -> Parts | None:
    source = _source(verb)
    passive = any(child.dep_ in _PASSIVE_SUBJECTS for child in verb.children)
    particle = next((c for c in verb.children if c.i == verb.i + 1 and c.lower_ in lexical.particles), None)
    if particle is None and not lexical.bare:
        return None
    content = _content(verb, particle, lexical)
    if not content or (source is None and not passive):
        return None
    start = verb.i
    before = {child.i for child in verb.children if child.dep_ in _OF_THE_CUE}
    while start - 1 in before:
        start -= 1
    return source, verb.doc[start : (particle.i if particle is not None else verb.i) + 1], content


def _source(verb: Token) -> Tokens | None:
    """The subject of ``verb``, of the verb it is joined to where it has none; its agent in the passive."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.lower_ not in {"it", "there"}:
            return _phrase(child)
    for child in verb.children:
        if child.dep_ in _AGENTS:
            inner = next((each for each in child.children if each.dep_ == "pobj"), None)
            return _phrase(inner) if inner is not None else _phrase(child, without=("case",))
    if any(child.dep_ in _PASSIVE_SUBJECTS for child in verb.children):
        return None
    if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.head.i != verb.i:
        return _source(verb.head)
    return None


def _phrase(head: Token, without: Sequence[str] = ()) -> Tokens:
    """The whole phrase of ``head``, punctuation at its ends left out."""
    skipped = {each.i for child in head.children if child.dep_ in without for each in child.subtree}
    inside = sorted(each.i for each in head.subtree if each.i not in skipped)
    return _trimmed(head.doc, inside[0], inside[-1])


def _trimmed(doc: Any, first: int, last: int) -> Tokens:
    while first < last and doc[first].text in {",", ";", ":", "—", "–", "-"}:
        first += 1
    while first < last and doc[last].text in {",", ";", ":", "—", "–", "-", "."}:
        last -= 1
    tokens: Tokens = doc[first : last + 1]
    return tokens


def _content(verb: Token, particle: Token | None, lexical: ReportingVerb) -> list[Tokens]:
    clause = next((child for child in verb.children if child.dep_ in _CLAUSES), None)
    if clause is not None:
        return [_phrase(clause)]
    if particle is not None:
        behind = next((child for child in particle.children if child.dep_ in {"pobj", "pcomp"}), None)
        return [_phrase(behind)] if behind is not None else []
    if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and "parataxis" in {c.dep_ for c in verb.head.children}):
        return _around(verb)
    if lexical.frames & {Frame.OBJECT, Frame.OBJECT_AS, Frame.OBJECT_COMPLEMENT, Frame.OBJECT_OF}:
        behind = [child for child in verb.children if child.dep_ in _OBJECTS | {"prep", "obl"} and child.i > verb.i]
        if any(child.dep_ in _OBJECTS for child in behind):
            first = min(each.i for child in behind for each in child.subtree)
            last = max(each.i for child in behind for each in child.subtree)
            return [_trimmed(verb.doc, first, last)]
    return []


def _around(inner: Token) -> list[Tokens]:
    """The clause that ``inner`` and its own words interrupt, in its one or two pieces."""
    own = {each.i for each in inner.subtree}
    rest = sorted(each.i for each in inner.head.subtree if each.i not in own)
    pieces: list[list[int]] = []
    for at in rest:
        if pieces and pieces[-1][-1] == at - 1:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    wordy = [piece for piece in pieces if any(inner.doc[at].text[:1].isalnum() for at in piece)]
    return [_trimmed(inner.doc, piece[0], piece[-1]) for piece in wordy]


def _according(token: Token) -> Parts | None:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None:
        return None
    named = next((child for child in to.children if child.dep_ == "pobj"), None)
    if named is None and to.dep_ in {"fixed", "mwe"}:  # Universal Dependencies: "according to" marks its noun
        source, around = _phrase(token.head, without=("case",)), _around(token.head)
    elif named is not None:
        source, around = _phrase(named), _around(token)
    else:
        return None
    return (source, token.doc[token.i : to.i + 1], around) if around else None
