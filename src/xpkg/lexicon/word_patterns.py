"""Compiles a regular expression in which classes of words stand by the names of their traits."""

from __future__ import annotations

import re
from functools import cache

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having

_CLASS = re.compile(r"<<([^<>]*)>>")


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    r"""``written``, where ``<<modal>>`` stands for the words of the closed classes that have the trait ``modal``.

    Between the brackets stand one or several traits, whose words are joined; ``-trait`` or ``-word`` leaves out,
    ``+word`` adds one. Contracted forms ("n’t") are left out. Raises ValueError for a name that is no trait.

    >>> bool(pattern(r"<<modal>>\s+<<be -is>>").fullmatch("would be"))
    True
    """
    return re.compile(expanded(written), flags)


def expanded(written: str) -> str:
    """``written`` with an alternation for each class, as a part of a longer expression."""
    return _CLASS.sub(lambda found: _alternation(found.group(1)), written)


@cache
def _alternation(classes: str) -> str:
    words: set[str] = set()
    for name in classes.split():
        if name.startswith("+"):
            words.add(name[1:])
        elif name.startswith("-"):
            words -= having(Trait(name[1:])) if name[1:] in set(Trait) else {name[1:]}
        else:
            words |= {word for word in having(Trait(name)) if word.replace(" ", "").isalpha()}
    return alternation(words)
