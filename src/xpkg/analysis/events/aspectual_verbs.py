"""Finds the verb that says of a noun's happening that it took place, began or was held: "talks with the club began"."""

from __future__ import annotations

from xpkg.analysis.events.assertion import asserts
from xpkg.analysis.events.circumstances import dates_of
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.lexicon import event_types, light_verbs
from xpkg.model import TimeExpression
from xpkg.syntax.arguments import is_passive
from xpkg.syntax.tree import ROOT

_BEGINS = light_verbs.having(light_verbs.Trait.BEGINS)
_OCCURS = light_verbs.having(light_verbs.Trait.OCCURS)
_BRINGS_ABOUT = light_verbs.having(light_verbs.Trait.BRINGS_ABOUT)
_DATED_BY_BEGINNING = event_types.having(event_types.Trait.DATED_BY_BEGINNING)


def taken_place(view: SentenceTree, at: int, event_type: str) -> TimeExpression | None:
    """The date that such a verb gives to the happening of the noun at the index ``at``.

    None where there is no such verb, or where it asserts nothing or gives no date. The tree is asked, for an apposition
    or a relative clause may stand between the two: "a strike that began in May", "talks with Doe, the owner, were
    held".
    """
    place = view.place(at)
    if place is None:
        return None
    tree = view.tree
    verbs = [tree.heads[place]] if tree.relation(place) == "nsubj" and tree.heads[place] != ROOT else []
    verbs += [*tree.having(place, "acl:relcl")]
    for verb in verbs:
        if tree.upos[verb] != "VERB" or not _tells(view, verb, event_type) or not asserts(tree, verb):
            continue
        if dates := dates_of(view, verb):
            return dates[0]
    return None


def _tells(view: SentenceTree, verb: int, event_type: str) -> bool:
    tree = view.tree
    word = tree.word(verb)
    if is_passive(tree, verb):
        return word in _BRINGS_ABOUT
    particle = light_verbs.light_verbs()[word].particle if word in light_verbs.light_verbs() else ""
    if particle and not any(tree.word(each) == particle for each in tree.dependents[verb]):
        return False
    begins = word in _BEGINS and event_type in _DATED_BY_BEGINNING
    return begins or (word in _OCCURS and not tree.having(verb, "obj"))
