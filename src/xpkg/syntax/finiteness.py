"""Whether a word is a finite verb: one that shows tense or mood."""

from __future__ import annotations

from xpkg.syntax.tree import Parse

PRESENT_OR_PAST = frozenset(("VBD", "VBP", "VBZ"))
"""The Penn tags of finite verbs that are no modals."""
_FINITE = PRESENT_OR_PAST | {"MD"}
_VERBS = frozenset(("VERB", "AUX"))
_HELPERS = ("aux", "cop")


def is_finite(parse: Parse, at: int, *, helped: bool = False) -> bool:
    """Whether the word at ``at`` is a finite verb: "said", "is", "may"; not "saying", "to say".

    With ``helped`` also a participle, infinitive or predicate whose auxiliary or copula is one: "is **said**", "may
    **say**", "was **ill**".
    """
    places = (at, *parse.having(at, *_HELPERS)) if helped else (at,)
    return any(parse.xpos[each] in _FINITE and parse.upos[each] in _VERBS for each in places)
