"""Ends what is said at a semicolon behind which the text itself goes on, or somebody else speaks."""

from __future__ import annotations

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.clause_bounds import tells_time
from xpkg.analysis.attributions.repairs.content_end import cut_at
from xpkg.analysis.attributions.repairs.repair import Example, Repair
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse
from xpkg.syntax.arguments import complement_clause, own_subject
from xpkg.syntax.tree import lies_in, subtree


def _behind(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where another clause begins: "said that oil had leaked | ; green groups put it at 900".

    Its verb is one of saying with a subject of its own. Or what is said is told as past or to come ("had", "would"),
    and the clause behind it as plain past.
    """
    found = predicate(text, candidate)
    if found is None:
        return None
    parse, verb = found
    for mark in range(verb + 1, len(parse) - 1):
        if parse.tokens[mark].text != ";" or not lies_in(parse, mark, last):
            continue
        head = _next_head(parse, mark)
        own = None if head is None else own_subject(parse, head)
        if head is None or own is None:
            continue
        says = parse.word(head) in verb_forms() and parse.upos[own] in {"NOUN", "PROPN"}
        said = complement_clause(parse, verb)
        shifted = said is not None and _is_shifted(parse, said) and not _is_shifted(parse, head)
        if says or (shifted and parse.word(own) not in having(Trait.FEMININE, Trait.MASCULINE)):
            return parse.tokens[mark].start
    return None


def _next_head(parse: Parse, mark: int) -> int | None:
    """The verb of the clause behind the semicolon at ``mark``, which begins with its subject."""
    for at in range(mark + 1, len(parse)):
        own = own_subject(parse, at)
        if own is not None and own > mark and tells_time(parse, at):
            first = next(each for each in subtree(parse, own) if parse.upos[each] != "PUNCT")
            return at if first == mark + 1 else None
    return None


def _is_shifted(parse: Parse, at: int) -> bool:
    """Whether the verb at ``at`` has "had" or a modal: what is told after somebody's words mostly has."""
    helpers = parse.having(at, "aux")
    return any(parse.xpos[each] == "MD" or parse.word(each) in having(Trait.HAVE) for each in helpers)


SEMICOLONS = (
    Repair(
        "cut-behind-semicolon",
        cut_at(_behind),
        Example(
            "{The guard} [said] <that oil had leaked; green groups put it at 900 tonnes>.",
            "{The guard} [said] <that oil had leaked>; green groups put it at 900 tonnes.",
        ),
    ),
)
"""What stands behind a semicolon and is not said."""
