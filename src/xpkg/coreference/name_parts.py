"""Finds the parts of a name that can stand for the whole, and the names that are generic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.mentions.family_names import family_names
from xpkg.lexicon import closed_classes, organizations
from xpkg.model import Kind, Mention, MentionForm

_CLOSED = closed_classes.Trait
_SMALL = closed_classes.having(_CLOSED.ARTICLE, _CLOSED.COORDINATOR, _CLOSED.PREPOSITION)
_GENERIC = organizations.names_having(organizations.Trait.GENERIC)
_LEGAL_FORMS = organizations.names_having(organizations.Trait.LEGAL_FORM)

_LONGEST = 12
"""Words of a name that others can have too."""


def parts_of(name: str, first: int) -> Iterator[str]:
    """The shorter forms of ``name``: every run of words that begins at word ``first`` or behind it. A run has a dozen
    words at most.

    >>> list(parts_of("Brig Daily News", 1))
    ['Daily', 'Daily News', 'News']
    """
    words = name.split(" ")
    for start in range(first, len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            yield " ".join(words[start:end])


def is_generic(mention: Mention) -> bool:
    """Whether the name is one that an organization of any country can have ("Interior Ministry")."""
    words = mention.name.split(" ")
    return mention.kind is Kind.ORGANIZATION and all(word in _GENERIC or word in _SMALL for word in words)


def shortened_names(mentions: Sequence[Mention]) -> frozenset[tuple[Kind, str]]:
    """The parts of full names by which others may be meant: any of an organization's name, and the end of any other.

    Of an organization's these are parts behind its first word, and the name without its legal form: "Low & Hay Ltd".
    """
    names = {
        (mention.kind, mention.name)
        for mention in mentions
        if mention.form is MentionForm.NAME and not mention.method.startswith("pattern:government")
    }
    parts = {
        (kind, part)
        for kind, name in names
        for part in parts_of(name, 1)
        if kind is Kind.ORGANIZATION or name.endswith(f" {part}")
    }
    firms = (name.rpartition(" ") for kind, name in names if kind is Kind.ORGANIZATION)
    parts |= {(Kind.ORGANIZATION, name) for name, _, form in firms if form.rstrip(".") in _LEGAL_FORMS}
    people = (name for kind, name in names if kind is Kind.PERSON)
    return frozenset(parts | {(Kind.PERSON, part) for name in people for part in family_names(name)})
