"""Says how a word of a table is written in a name."""

from __future__ import annotations


def capitalized(word: str) -> str:
    """``word`` with a first capital, unless it has capitals of its own.

    >>> capitalized("ministry"), capitalized("co-founder"), capitalized("PAC")
    ('Ministry', 'Co-founder', 'PAC')
    """
    return word[:1].upper() + word[1:] if word.islower() else word
