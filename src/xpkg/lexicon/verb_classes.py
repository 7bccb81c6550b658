"""Verb forms by what they do with their complements, and a few adjectives that govern as verbs do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a verb form."""

    BEFORE_BARE_NOUN = "before_bare_noun"
    """A present that may stand right before a noun without an article: "shows documents"."""
    CAUSATIVE = "causative"
    """Makes somebody do or be something: "led him to"."""
    COERCIVE = "coercive"
    """In the passive it means that somebody did what follows unwillingly: "was forced to"."""
    CONTAINING = "containing"
    """Its subject holds its object: "the files include"."""
    DEPICTING = "depicting"
    """Behind a document it opens the document's matter: "a report describing"."""
    DITRANSITIVE = "ditransitive"
    """Takes two objects, and its passive may keep one: "lent her a car", "was fined a hundred crowns"."""
    DOCUMENT_MADE = "document_made"
    """A participle behind a document for how it was made: "a report compiled by"."""
    EQUATIVE = "equative"
    """A form of "be" or "become" that says what somebody is."""
    IMPLICATIVE = "implicative"
    """What its infinitive or gerund tells did happen: "managed to leave", "were forced to", "began leaving"."""
    OUTCOME = "outcome"
    """An infinitive behind it may tell what came of it: "rose to become mayor", "went on to found"."""
    IMPERSONAL = "impersonal"
    """With "it" as its subject it is often impersonal: "it seems that"."""
    LINKING = "linking"
    """Joins the subject to what it became or seemed: "remained"."""
    MAKES_DOCUMENT = "makes_document"
    """A past whose subject made its object: "wrote", "issued"."""
    NAMING = "naming"
    """Between a noun and its name: "a driver named"."""
    PERCEPTION = "perception"
    """What its object is seen or heard to do, or to undergo, happened: "saw him being taken", "was heard shouting"."""
    RESULTATIVE = "resultative"
    """The participle behind its object tells what happened to it: "had him poisoned", "found her murdered"."""
    TITLING = "titling"
    """Between a document and its title: "a book entitled"."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A row of the table: a form in lower case and what is true of it."""

    form: str
    traits: frozenset[Trait]


@cache
def verb_classes() -> tuple[VerbForm, ...]:
    """The rows of ``verb_classes.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("verb_classes", VerbForm)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, in lower case.

    >>> "entitled" in having(Trait.TITLING), "forced" in having(Trait.COERCIVE, Trait.TITLING)
    (True, True)
    """
    return frozenset(row.form for row in verb_classes() if row.traits & set(traits))
