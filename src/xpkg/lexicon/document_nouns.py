"""Nouns for documents: the kind of document that each means, and what else is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, TypeAlias

from xpkg.concepts import concepts
from xpkg.lexicon.loading import OneOf, load


def _types() -> tuple[str, ...]:
    return ("", *concepts()["document"])


DocumentType: TypeAlias = Annotated[str, OneOf(_types)]
"""The notation of a type of documents, "speech" for xpkg:document-speech, or the empty string for none."""


class Trait(StrEnum):
    """What can be true of a noun for documents."""

    ACT = "act"
    """Also what is done with a film, a prisoner or a gas: a document only by the company that the noun keeps."""
    COLLECTIVE = "collective"
    """Many documents at once: "a trove of"."""
    COMMON = "common"
    """Too common to mean a document of its own unless a title or a maker is given."""
    FINDINGS = "findings"
    """What an organization says in it is its own; a person may speak in that of another."""
    GENERIC = "generic"
    """May mean any document again: "the papers"."""
    PLURAL = "plural"
    SPOKEN = "spoken"
    """Who says something in it has made it."""


@dataclass(frozen=True, slots=True)
class DocumentNoun:
    """A row of the table: a noun in lower case, singular and plural apart."""

    noun: str
    type: DocumentType
    type_of_names: DocumentType
    traits: frozenset[Trait]


@dataclass(frozen=True, slots=True)
class TypeOfDocuments:
    """A row of ``document_types.tsv``."""

    type: DocumentType
    may_mean: frozenset[DocumentType]


@cache
def document_nouns() -> tuple[DocumentNoun, ...]:
    """The rows of ``document_nouns.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("document_nouns", DocumentNoun)


@cache
def types() -> Mapping[str, str]:
    """The type of the document that a noun in a text means, by noun.

    >>> types()["memo"], types()["bill"], "tree" in types()
    ('document', 'law', False)
    """
    return {row.noun: row.type for row in document_nouns() if row.type}


@cache
def types_of_names() -> Mapping[str, str]:
    """The type of the document that a name means, by its last word in lower case.

    >>> types_of_names()["act"], types_of_names()["papers"]
    ('law', 'leak')
    """
    return {row.noun: row.type_of_names for row in document_nouns() if row.type_of_names}


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several.

    >>> "keynote" in having(Trait.SPOKEN), "trove" in having(Trait.COLLECTIVE)
    (True, True)
    """
    return frozenset(row.noun for row in document_nouns() if row.traits & set(traits))


@cache
def _meanings() -> Mapping[str, frozenset[str]]:
    return {row.type: row.may_mean for row in load("document_types", TypeOfDocuments)}


def may_mean(document_type: str) -> frozenset[str]:
    """The types of documents that a noun for one of this type may mean again.

    >>> sorted(may_mean("study")), sorted(may_mean("letter"))
    (['report', 'study'], ['letter'])
    """
    return _meanings().get(document_type, frozenset((document_type,)))


def type_of_name(name: str, subtype: str) -> str:
    """The type of the document that a name means, by its subtype or else its last word; "document" when neither shows
    it.

    >>> type_of_name("Seaside Act", ""), type_of_name("Ruritania Papers", "leak"), type_of_name("Ode", "")
    ('law', 'leak', 'document')
    """
    known = types_of_names()
    return known.get(subtype) or known.get(name.lower().split()[-1], "document")
