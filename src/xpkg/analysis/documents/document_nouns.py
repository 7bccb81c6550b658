"""The nouns that mean documents, with the kind of document and what may later be called what."""

from __future__ import annotations

from collections.abc import Mapping

_TYPES = {
    "leak": "leak leaks trove cache",
    "document": "document documents papers files file memo memos memorandum dossier records transcript transcripts "
    "complaint affidavit petition brief filing indictment contract diary diaries manuscript minutes note notes "
    "email emails e-mail e-mails",
    "speech": "speech speeches remarks address keynote sermon lecture eulogy",
    "directive": "directive directives decree decrees ordinance edict order orders instruction instructions",
    "guide": "guide guides script scripts handbook handbooks manual manuals guidelines guidance playbook",
    "article": "article articles story stories piece op-ed editorial publication column essay essays interview "
    "exposé expose",
    "report": "report reports analysis assessment audit findings",
    "study": "study studies survey paper poll thesis dissertation",
    "statement": "statement statements declaration communique communiqué manifesto proclamation",
    "press-release": "release",
    "letter": "letter letters",
    "book": "book books memoir memoirs novel novels biography autobiography textbook treatise",
    "confession": "confession confessions",
    "law": "act bill bills law laws legislation statute amendment constitution",
    "resolution": "resolution resolutions",
    "agreement": "treaty agreement pact accord accords",
    "testimony": "testimony deposition",
    "dataset": "dataset database",
}
TYPE: Mapping[str, str] = {noun: kind for kind, nouns in _TYPES.items() for noun in nouns.split()}
"""The kind of document that a noun means, by the notations of xpkg:DocumentTypes."""

FAMILY: Mapping[str, frozenset[str]] = {
    "leak": frozenset(("leak", "document")),
    "document": frozenset(("leak", "document")),
    "article": frozenset(("article", "report")),
    "report": frozenset(("report", "article", "study")),
    "study": frozenset(("study", "report")),
    "law": frozenset(("law", "resolution")),
    "agreement": frozenset(("agreement",)),
    "guide": frozenset(("guide",)),
    "directive": frozenset(("directive",)),
}
"""Which kinds of work "the documents", "the report" may mean that were named before; else only the same kind."""
NEEDS_MORE = frozenset(
    "order orders address story stories piece note notes files file records papers paper release column brief law "
    "laws act remarks findings analysis assessment instruction instructions notes guidance interview survey poll "
    "minutes complaint agreement contract email emails e-mail e-mails amendment legislation bill bills".split()
)
"""Nouns too common to be a work of their own unless a title or a maker is given."""
SUBTYPES: Mapping[str, str] = {
    "leak": "leak",
    "law": "law",
    "report": "report",
    "agreement": "agreement",
    "statement": "statement",
    "book": "book",
    "treaty": "agreement",
    "bill": "law",
    "act": "law",
    "constitution": "law",
    "resolution": "resolution",
    "speech": "speech",
    "article": "article",
    "journal": "journal",
    "study": "study",
    "letter": "letter",
    "declaration": "statement",
    "convention": "agreement",
    "dataset": "dataset",
    "directive": "directive",
    "guide": "guide",
    "testimony": "testimony",
}
"""The kind of document by the subtype of the authority files."""
_BY_LAST_WORD = {
    "act": "law",
    "bill": "law",
    "law": "law",
    "code": "law",
    "constitution": "law",
    "amendment": "law",
    "treaty": "agreement",
    "accord": "agreement",
    "accords": "agreement",
    "agreement": "agreement",
    "protocol": "agreement",
    "convention": "agreement",
    "pact": "agreement",
    "declaration": "statement",
    "resolution": "resolution",
    "report": "report",
    "papers": "leak",
    "files": "leak",
    "cables": "leak",
    "leaks": "leak",
    "list": "document",
}


def type_of_name(name: str, subtype: str) -> str:
    """The kind of document that a name means, by its subtype or else its last word; "document" when neither tells.

    >>> type_of_name("Seaside Act", ""), type_of_name("Ruritania Papers", "leak"), type_of_name("Ode", "")
    ('law', 'leak', 'document')
    """
    return SUBTYPES.get(subtype) or _BY_LAST_WORD.get(name.lower().split()[-1], "document")
