"""Says in words how each way of finding a claim works, for those who ask why something was found."""

from __future__ import annotations

from collections.abc import Mapping

METHODS: Mapping[str, str] = {
    "model": "the network that learned from articles marked by people",
    "rules/after-content": "a verb of saying, its speaker before it and what is said before both",
    "rules/inverted": "a verb of saying after what is said, its speaker behind it",
    "rules/according-to": "“according to” with the speaker behind it",
    "rules/verb-quote": "a verb of saying with its subject, a quotation behind it",
    "rules/verb-colon": "a verb of saying with its subject, a colon behind it",
    "rules/verb-that": "a verb of saying with its subject, “that” and a clause behind it",
    "rules/verb-clause": "a verb of saying with its subject, a clause without “that” behind it",
    "rules/verb-whether": "a verb of asking with its subject, the question behind it",
    "rules/verb-to": "a verb of promising or wanting with its subject, “to” behind it",
    "rules/verb-of": "a verb of accusing with its subject, somebody and “of” behind it",
    "rules/verb-as": "a verb of describing with its subject, something and “as” behind it",
    "rules/verb-complement": "a verb of naming with its subject, something and what it is called behind it",
    "rules/verb-object": "a verb of praise, blame or the like with its subject and its object",
    "rules/particle": "a verb that with its particle means a saying (“called for”), with its subject",
    "rules/told-quote": "a verb of telling with its subject, the one told, and a quotation",
    "rules/told-that": "a verb of telling with its subject, the one told, and “that”",
    "rules/told-to": "a verb of urging with its subject, the one urged, and “to”",
    "rules/told-about": "a verb of telling with its subject, the one told, and “about” or “of”",
    "rules/told-clause": "a verb of telling with its subject, the one told, and a clause",
    "rules/passive": "a verb of saying in the passive: what is said is its subject",
    "rules/passive-told": "a verb of telling in the passive: its subject is told",
    "rules/passive-by": "a verb of saying in the passive, its speaker after “by”",
    "rules/name-colon": "a name, a colon and a quotation",
    "rules/as-told": "“as … told …,” with its speaker, what is said behind it",
    "rules/noun-was": "somebody’s answer, words or the like, “was”, and a quotation",
    "rules/noun-that": "somebody’s claim, warning or the like, and “that” with a clause",
    "rules/judged": "what is said, “a claim that” or the like, and another who denies or praises it",
    "rules/heard": "what a court, a jury or an inquiry heard: nobody is named as the speaker",
    "rules/aside": "“after denying …,” or the like beside the subject of another verb",
    "rules/in-words": "“in …’s words” beside a quotation",
    "rules/signed": "a quotation, a dash and a name",
    "rules/headline": "a headline that names who says it by a role",
    "spacy": "the dependency parse of a spaCy pipeline",
    "llm": "a language model's answer, every part of it found word for word in the text",
}
"""What the method of each candidate means; one with a colon ("spacy:NAME") is explained by what stands before it."""


def explain_method(method: str) -> str:
    """How claims of this ``method`` are found; empty for a method that has no explanation.

    >>> explain_method("spacy:some_pipeline")
    'the dependency parse of a spaCy pipeline'
    """
    return METHODS.get(method) or METHODS.get(method.partition(":")[0], "")
