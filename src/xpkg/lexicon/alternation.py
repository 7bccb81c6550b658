"""Writes the words of a table as an alternation of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    r"""A group that matches one of ``words``, the longest that fits: no boundary is asked on either side.

    A blank in a word matches any white space, an apostrophe either apostrophe. Raises ValueError for no words: an
    empty group would match everywhere.

    >>> alternation({"as", "as if", "can't"})
    "(?:as\\s+if|can['’]t|as)"
    """
    forms = {_pattern(word): len(word) for word in words}
    if not forms or "" in forms:
        raise ValueError("an alternation of no words")
    return f"(?:{'|'.join(sorted(forms, key=lambda form: (-forms[form], form)))})"


def _pattern(word: str) -> str:
    parts = (re.sub("['’]", "['’]", re.escape(part)) for part in word.split())
    return r"\s+".join(parts)
