"""Parts what one verb tells of several objects, each with its own date: "bought a mill in 1968 and a bank in 1972"."""

from __future__ import annotations

from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.model import TimeExpression


def gapped(view: SentenceTree, at: int) -> tuple[tuple[TimeExpression, tuple[NounPhrase, ...]], ...]:
    """The date and the object of each happening that the verb at the index ``at`` tells; none where it tells but one.

    Each object must be followed by a date of its own before the next one.
    """
    verb, tree = at, view.tree
    first = tree.first(verb, "obj")
    if first is None:
        return ()
    joined = [*tree.having(first, "conj"), *tree.having(verb, "conj")]
    listed = [each for each in tree.having(first, "appos") if tree.having(each, "conj")]  # "the title, the cup and"
    joined += [*listed, *(each for other in listed for each in tree.having(other, "conj"))]
    apart = (each for each in joined if each > first and view.nominal(each) and not tree.having(each, "nsubj"))
    objects = sorted((first, *apart))
    if len(objects) < 2:
        return ()
    found = []
    for each, after in zip(objects, [*objects[1:], _next_verb(view, objects[-1])], strict=True):
        date = next((time for place, time in view.when if each < place < after and time.resolved), None)
        phrase = view.phrase(each)
        if date is None or phrase is None:
            return ()
        found.append((date, (phrase,)))
    return tuple(found)


def _next_verb(view: SentenceTree, place: int) -> int:
    """The place of the next verb behind ``place``, or one past the last token."""
    tree = view.tree
    return next((each for each in range(place + 1, len(tree)) if tree.upos[each] in {"VERB", "AUX"}), len(tree))
