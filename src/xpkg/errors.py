"""The errors that xpkg shows a person: one line saying what, where, and what to do.

XpkgError
├── InputError     a source or manifest that cannot be read
│   └── NoTextError    a table or an export in which no column is known to have the texts
├── LexiconError   a table of the lexicon with something wrong in it; its message begins with file and line
├── EvidenceError  a passage whose text is not what its source says there
├── StoreError     no store, or one that cannot be used
│   └── StoreBusyError  another process is writing it
├── QueryError     a query that cannot be run
├── FormatError    an answer or a graph that the format asked for cannot hold
├── OutputError    standard output, or a file that was asked for, cannot be written
├── AnnotatorError an annotator that is not installed, or a language model that does not answer
│   └── AnswerError    what a language model answers about one text cannot be used
├── FetchError     an address that cannot or may not be fetched
├── ServiceError   a service that was asked does not answer, or not as it should
└── NonconformanceError  a graph that breaks the shapes; its message is the report, exit status 3
"""

from __future__ import annotations


class XpkgError(Exception):
    """An error whose message is fit to be shown as it is."""


class InputError(XpkgError):
    """A source or manifest that cannot be read."""


class NoTextError(InputError):
    """A table or an export in which no column is known to have the texts: perhaps it has none."""


class LexiconError(XpkgError):
    """A table of the lexicon that is not as it should be; the message begins with its file and line."""


class EvidenceError(XpkgError):
    """A passage whose text is not what its source says there."""


class StoreError(XpkgError):
    """No store, or one that cannot be used."""


class StoreBusyError(StoreError):
    """Another process is writing the store; it can be tried again."""


class QueryError(XpkgError):
    """A query that cannot be run."""


class FormatError(XpkgError):
    """An answer or a graph that the format asked for cannot hold."""


class OutputError(XpkgError):
    """What was asked for cannot be written where it should go."""


class AnnotatorError(XpkgError):
    """An annotator that is not there, or that does not do what it should."""


class AnswerError(AnnotatorError):
    """An answer about one text that cannot be used; the other texts may fare better."""


class ServiceError(XpkgError):
    """A service that was asked for candidates of links, or to take graphs, does not answer, or not as it should."""


class FetchError(XpkgError):
    """An address that cannot be fetched, or may not be; the message begins with it."""


class NonconformanceError(XpkgError):
    """A graph that breaks the shapes; the message is the report."""


def is_damage(error: BaseException) -> bool:
    """Whether the engine says with ``error`` that it cannot read the files of its database.

    It raises what Python has for other things, or ends in a panic, for which Python has no class to import.
    """
    if type(error).__name__ == "PanicException":
        return True
    return isinstance(error, (OSError, RuntimeError)) and str(error).startswith(("Corruption", "IO error"))
