"""Words that say how real is what stands beside them: a fact, denied, feared, planned, made up, prevented."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of such a word."""

    ATTRIBUTIVE_PLAN = "attributive_plan"
    """Before a noun it says that it is still to come: "the planned merger"."""
    ATTRIBUTIVE_HEARSAY = "attributive_hearsay"
    """Before a noun it says that others say so: "the alleged murder"."""
    ATTRIBUTIVE_ATTEMPT = "attributive_attempt"
    """Before a noun it says that somebody tried: "the attempted murder"."""
    ABORTIVE = "abortive"
    """Before a noun for what somebody undergoes it means that this did not happen: "the attempted murder"."""
    ACCOUNT = "account"
    """A noun for what reports events: "reports that"."""
    ANTICIPATORY = "anticipatory"
    """Before the name of an event it means that this was still to come, or only wished for."""
    APPEAL = "appeal"
    """With "for" or "on" it asks for what follows: "calls for a strike"."""
    APPROXIMATIVE = "approximative"
    """Right before a verb it means that this did not quite happen: "nearly died"."""
    CAME_TO_NOTHING = "came_to_nothing"
    """A verb or participle that says of an event that it did not come about."""
    CLAIM = "claim"
    """A noun for what somebody holds to be true."""
    CONATIVE = "conative"
    """Before "to" it means that somebody tried: "attempted to flee"; whether it came about is left open, or denied."""
    FACTIVE = "factive"
    """Leaves what follows standing even where it is negated itself: "did not know that", "no doubt that"."""
    FICTION = "fiction"
    """A noun for a work in which things only happen to characters."""
    FICTIONAL = "fictional"
    """An adjective for what is made up."""
    HEARSAY = "hearsay"
    """Leaves open whether it is so: "allegedly"."""
    HYPOTHESIS = "hypothesis"
    """A noun whose clause with "that" is only thought, hoped or feared."""
    IRREALIS = "irrealis"
    """Near a noun it means that this is only supposed, asked for, feared or to come."""
    NEGATIVE_IMPLICATIVE = "negative_implicative"
    """Before "to" it means that what follows did not happen, or not so far: "failed to", "has yet to"."""
    NONVERIDICAL = "nonveridical"
    """What stands in the clause with "that" under it is not asserted: "denied that", "it is unlikely that"."""
    OPPOSES_OBJECT = "opposes_object"
    """Its object did not happen where that is "an" or "any"; "they opposed the invasion" leaves it standing."""
    PREVENTS_OBJECT = "prevents_object"
    """What it takes as object did not happen, or not so far: "escaped assassination", "awaiting the verdict"."""
    PROSPECTIVE = "prospective"
    """Before "to" it means that what follows is still to come, or may never: "due to", "agreed to"."""
    REFUTES_SUBJECT = "refutes_subject"
    """Said of a claim, it denies the claim: "the report was fabricated"."""
    RESCHEDULED = "rescheduled"
    """Said of an event, it means that it did not happen, or not then: "was postponed"."""
    SCHEDULING = "scheduling"
    """With "for" or "until" it says of an event when it is to be: "the trial | set for 4 April"."""
    UNREALIZED = "unrealized"
    """What is said of an event that was none, or none so far: "was a hoax", "is imminent"."""


@dataclass(frozen=True, slots=True)
class FactualityCue:
    """A row of the table: a word in lower case and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def factuality_cues() -> tuple[FactualityCue, ...]:
    """The rows of ``factuality_cues.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("factuality_cues", FactualityCue)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, in lower case.

    >>> "unlikely" in having(Trait.NONVERIDICAL), "unlikely" in having(Trait.FACTIVE)
    (True, False)
    """
    return frozenset(row.word for row in factuality_cues() if row.traits & set(traits))
