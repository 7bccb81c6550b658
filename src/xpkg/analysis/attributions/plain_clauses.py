"""Finds by the tree alone who plainly says what, where neither the network nor the rules for words saw it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.tree_agreement import is_plain_saying
from xpkg.lexicon.reporting import Frame
from xpkg.model import AttributionCandidate, BlockType, Method, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.tree import span_of, subtree

_FRAMES = frozenset({Frame.CLAUSE, Frame.HEARER_CLAUSE})
_GROUP = ("aux", "advmod")
"""What stands with a verb before it."""
_SURE = 0.8


def find_plain_clauses(text: Text, cues: Container[int]) -> Iterator[AttributionCandidate]:
    """ "A guard who asked not to be named **said** the gate was open": the verbs of saying with subject and clause.

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
            if form.verb.frames & _FRAMES and (found := _candidate(parse, verb)) is not None:
                quoted = any(True for _ in text.quotations_over(found.cue[0]))
                if is_plain_saying(text, found, quoted):
                    yield found


def _candidate(parse: Parse, verb: int) -> AttributionCandidate | None:
    """The clause of the verb at ``verb`` behind it, and its subject before it."""
    own, clause = own_subject(parse, verb), parse.first(verb, "ccomp")
    if own is None or clause is None or not own < verb < clause:
        return None
    words = [at for at in subtree(parse, clause, ("parataxis",)) if at > verb]
    while words and parse.upos[words[-1]] == "PUNCT" and parse.tokens[words[-1]].text in ".,;:":
        words.pop()
    while words and parse.upos[words[0]] == "PUNCT" and parse.tokens[words[0]].text in ",:":
        words.pop(0)
    if len(words) < 2 or parse.upos[words[0]] == "PUNCT":
        return None
    cue = span_of(parse, [*(each for each in parse.having(verb, *_GROUP) if own < each < verb), verb])
    source = whole_phrase(parse, own, cue)
    that = parse.word(words[0]) == "that"
    method = Method.VERB_THAT if that else Method.VERB_CLAUSE
    content = span_of(parse, words)
    return None if source is None else AttributionCandidate(source, (cue,), (content,), method, _SURE)
