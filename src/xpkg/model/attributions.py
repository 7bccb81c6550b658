"""Who says what: the candidates that an annotator proposes, the trail of what corrected them, the attributions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xpkg.model.findings import TimeExpression
from xpkg.model.sources import Span
from xpkg.model.ways import Method, SpeechAct


class Mode(StrEnum):
    """Whether the words are quoted."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    MIXED = "Mixed"


class Change(StrEnum):
    """What a repair did to a candidate: which part it changed, or that it dropped or added the whole of it."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    DROPPED = "dropped"
    ADDED = "added"


SURE = 0.85
"""The confidence from which a statement is shown without saying that its reading is uncertain."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of an attribution stand; the fields are those of `AttributionCandidate`."""

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One repair that changed a candidate: its parts before and after.

    ``before`` is None where the repair added the candidate, ``after`` where it dropped it. ``by`` is the method whose
    candidate took the place of another's; empty where the repair itself moved the parts.
    """

    repair: str
    before: Parts | None
    after: Parts | None
    by: str = ""

    def changes(self) -> tuple[Change, ...]:
        """What the repair changed, in the order of `Change`."""
        before, after = self.before, self.after
        if after is None:
            return (Change.DROPPED,)
        if before is None:
            return (Change.ADDED,)
        pairs = (
            (Change.SOURCE, before.source, after.source),
            (Change.CUE, before.cue, after.cue),
            (Change.CONTENT, before.content, after.content),
        )
        return tuple(change for change, old, new in pairs if old != new)


Trail = tuple[RepairStep, ...]


@dataclass(frozen=True, slots=True)
class AttributionCandidate:
    """What an annotator found: whose words, by which words, what. Its reading (mode, act, polarity, chain) comes after.

    ``method`` is how it was found, ``engine`` the pipeline or language model of such a method, ``confidence`` is 0 to
    1. ``source`` is the full noun phrase as it stands, the article with it. ``content`` holds several spans where the
    cue breaks it. ``trail`` are the repairs that changed it, in order.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    method: Method
    confidence: float = 1.0
    trail: Trail = ()
    engine: str = ""

    @property
    def found_by(self) -> str:
        """Its method as the graph names it: "spacy:NAME"."""
        return f"{self.method}:{self.engine}" if self.engine else str(self.method)

    @property
    def parts(self) -> Parts:
        """Its source, cue and content as they are now."""
        return Parts(self.source, self.cue, self.content)

    @property
    def is_dropped(self) -> bool:
        """Whether the last repair of its trail dropped it: then the text makes no such attribution."""
        return bool(self.trail) and self.trail[-1].after is None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying as the text has it: who (``source``), by which words (``cue``), what (``content``).

    ``source`` is None where the text names nobody. ``negated`` marks a saying that did not happen ("did not
    say"). ``act`` is what is done by it. ``parent`` indexes the attribution, in the same tuple, inside whose content
    this one lies. ``method`` (with its ``engine``) found it with the confidence ``given``; ``trail`` are the repairs
    that changed it since. ``confidence`` is the chance that it is right, as counted for the method and the trail.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    act: SpeechAct
    negated: bool = False
    method: Method = Method.MODEL
    confidence: float = 1.0
    parent: int | None = None
    addressee: Span | None = None
    date: TimeExpression | None = None  # of the saying: "said on Tuesday"
    trail: Trail = ()
    given: float = 1.0
    engine: str = ""
    set_off: bool = False  # direct without quotation marks: a turn of a transcript, a block quotation

    @property
    def found_by(self) -> str:
        """Its method as the graph names it: "spacy:NAME"."""
        return f"{self.method}:{self.engine}" if self.engine else str(self.method)
