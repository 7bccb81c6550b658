"""Finds by the tree alone who plainly says what, where neither the network nor the rules for words saw it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.tree_agreement import OF_DEEDS, OF_THINGS, begins_with_verb, is_plain_saying
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import Frame, ReportingVerb
from xpkg.model import AttributionCandidate, BlockType, Method, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.tree import span_of, subtree

_FRAMES = frozenset({Frame.CLAUSE, Frame.HEARER_CLAUSE})
_NEUTER = having(Trait.NEUTER, Trait.DEMONSTRATIVE)
_GROUP = ("aux", "advmod")
"""What stands with a verb before it."""
_FUSED = frozenset(("what", "all"))
"""What opens "what Low said", "all that Low said"."""
_IS = having(Trait.BE) - having(Trait.NONFINITE)
_HEARER = 5
"""Tokens behind the verb within which "was" must come."""
_SURE = 0.8


def find_plain_clauses(text: Text, cues: Container[int]) -> Iterator[AttributionCandidate]:
    """ "A guard who asked not to be named **said** the gate was open": the verbs of saying with subject and clause.

    So are those that take up what was said ("Low **denied** it") and those that promise ("Low **promised** to pay").

    ``cues`` are the code points of the cues that are known; a verb there is left out, and so are headlines.
    """
    forms = verb_forms()
    for sentence in text.sentences:
        if text.block_of(sentence).type is not BlockType.PARAGRAPH:
            continue
        parse = read(text).parse_at(sentence.span.start)
        if parse is None:
            continue
        for verb, token in enumerate(parse.tokens):
            if parse.upos[verb] != "VERB" or token.start in cues or (form := forms.get(parse.word(verb))) is None:
                continue
            if (cleft := _cleft(parse, verb, form.verb)) is not None and not text.touches_quotation(cleft.cue[0]):
                yield cleft
            elif (found := _candidate(parse, verb, form.verb)) is not None:
                quoted = text.touches_quotation(found.cue[0])
                if is_plain_saying(text, found, quoted):
                    yield found


def _candidate(parse: Parse, verb: int, saying: ReportingVerb) -> AttributionCandidate | None:
    """What the verb at ``verb`` says behind it, and its subject before it."""
    own, taken_up = own_subject(parse, verb), parse.first(verb, "obj")
    clause = parse.first(verb, "ccomp") if saying.frames & _FRAMES else None
    if clause is None and saying.act in OF_DEEDS:
        clause = parse.first(verb, "xcomp")
    if own is None:
        return None
    if clause is None and saying.act in OF_THINGS and taken_up == verb + 1 and parse.word(taken_up) in _NEUTER:
        return _found(parse, own, verb, span_of(parse, [taken_up]), Method.VERB_CLAUSE)
    if clause is None or not own < verb < clause:
        return None
    words = [at for at in subtree(parse, clause, ("parataxis",)) if at > verb]
    while words and parse.upos[words[-1]] == "PUNCT" and parse.tokens[words[-1]].text in ".,;:":
        words.pop()
    while words and parse.upos[words[0]] == "PUNCT" and parse.tokens[words[0]].text in ",:":
        words.pop(0)
    if len(words) < 2 or parse.upos[words[0]] == "PUNCT" or begins_with_verb(parse, words[0]):
        return None  # "a list that he said **was** lost"
    method = Method.VERB_THAT if parse.word(words[0]) == "that" else Method.VERB_CLAUSE
    return _found(parse, own, verb, span_of(parse, words), method)


def _cleft(parse: Parse, verb: int, saying: ReportingVerb) -> AttributionCandidate | None:
    """ "What Low **said** was that it was old", "All that she told us was that ...": what stands behind "was".

    The tree is of no help here: it takes "was" for a part of the clause behind it.
    """
    own = own_subject(parse, verb)
    if own is None or own > verb or not saying.frames & _FRAMES:
        return None
    first = next((at for at in subtree(parse, own) if parse.word(at) not in _FUSED | {"that"}), own)
    before = [parse.word(at) for at in range(max(0, first - 2), first)]
    opens = next((word for word in reversed(before) if word != "that"), "")
    copula = next((at for at in range(verb + 1, min(verb + _HEARER, len(parse) - 2)) if parse.upos[at] == "AUX"), None)
    if opens not in _FUSED or copula is None or parse.word(copula) not in _IS or parse.word(copula + 1) != "that":
        return None
    hearer = range(verb + 1, copula)
    if hearer and Frame.HEARER_CLAUSE not in saying.frames:
        return None
    words = list(range(copula + 1, len(parse)))
    while words and parse.upos[words[-1]] == "PUNCT":
        words.pop()
    found = _found(parse, own, verb, span_of(parse, words), Method.VERB_THAT) if len(words) > 2 else None
    if found is None or found.source is None:
        return None
    return replace(found, source=Span(parse.tokens[first].start, found.source.end))


def _found(parse: Parse, own: int, verb: int, content: Span, method: Method) -> AttributionCandidate | None:
    cue = span_of(parse, [*(each for each in parse.having(verb, *_GROUP) if own < each < verb), verb])
    source = whole_phrase(parse, own, cue)
    return None if source is None else AttributionCandidate(source, (cue,), (content,), method, _SURE)
