"""The ways in which a candidate is found, and in words how each works, for those who ask why something was found."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.model import Method

SET_OFF = frozenset((Method.TURN, Method.BLOCK_QUOTATION, Method.ATTRIBUTABLE, Method.LETTER))
"""What these find is said in the very words that stand there, though without quotation marks."""

METHODS: Mapping[Method, str] = {
    Method.MODEL: "the network that learned from articles marked by people",
    Method.AFTER_CONTENT: "a verb of saying, its speaker before it and what is said before both",
    Method.INVERTED: "a verb of saying after what is said, its speaker behind it",
    Method.ACCORDING_TO: "“according to” with the speaker behind it",
    Method.VERB_QUOTE: "a verb of saying with its subject, a quotation behind it",
    Method.VERB_COLON: "a verb of saying with its subject, a colon behind it",
    Method.VERB_THAT: "a verb of saying with its subject, “that” and a clause behind it",
    Method.VERB_CLAUSE: "a verb of saying with its subject, a clause without “that” behind it",
    Method.VERB_WHETHER: "a verb of asking with its subject, the question behind it",
    Method.VERB_TO: "a verb of promising or wanting with its subject, “to” behind it",
    Method.VERB_OF: "a verb of accusing with its subject, somebody and “of” behind it",
    Method.VERB_AS: "a verb of describing with its subject, something and “as” behind it",
    Method.VERB_COMPLEMENT: "a verb of naming with its subject, something and what it is called behind it",
    Method.VERB_OBJECT: "a verb of praise, blame or the like with its subject and its object",
    Method.PARTICLE: "a verb that with its particle means a saying (“called for”), with its subject",
    Method.TOLD_QUOTE: "a verb of telling with its subject, the one told, and a quotation",
    Method.TOLD_THAT: "a verb of telling with its subject, the one told, and “that”",
    Method.TOLD_TO: "a verb of urging with its subject, the one urged, and “to”",
    Method.TOLD_ABOUT: "a verb of telling with its subject, the one told, and “about” or “of”",
    Method.TOLD_CLAUSE: "a verb of telling with its subject, the one told, and a clause",
    Method.PASSIVE: "a verb of saying in the passive: what is said is its subject",
    Method.PASSIVE_TOLD: "a verb of telling in the passive: its subject is told",
    Method.PASSIVE_BY: "a verb of saying in the passive, its speaker after “by”",
    Method.NAME_COLON: "a name, a colon and a quotation",
    Method.AS_TOLD: "“as … told …,” with its speaker, what is said behind it",
    Method.NOUN_WAS: "somebody’s answer, words or the like, “was”, and a quotation",
    Method.NOUN_THAT: "somebody’s claim, warning or the like, and “that” with a clause",
    Method.JUDGED: "what is said, “a claim that” or the like, and another who denies or praises it",
    Method.HEARD: "what a court, a jury or an inquiry heard: nobody is named as the speaker",
    Method.ASIDE: "“after denying …,” or the like beside the subject of another verb",
    Method.IN_WORDS: "“in …’s words” beside a quotation",
    Method.SIGNED: "a quotation, a dash and a name",
    Method.HEADLINE: "a headline that names who says it by a role",
    Method.TURN: "a speaker’s label in a transcript and what follows it up to the next label",
    Method.BLOCK_QUOTATION: "a verb of saying, a colon, and paragraphs without quotation marks that are set off",
    Method.ATTRIBUTABLE: "“attributable to” somebody, and the statement that follows",
    Method.LETTER: "a letter from its address to its closing formula, and the name below that",
    Method.RESOLUTION: "a paragraph of a resolution that opens with its verb, and the body in the line above",
    Method.SPACY: "the dependency parse of a spaCy pipeline",
    Method.LLM: "a language model's answer, every part of it found word for word in the text",
}
"""What each method means."""


def explain_method(method: Method) -> str:
    """How candidates of this ``method`` are found.

    >>> explain_method(Method.SPACY)
    'the dependency parse of a spaCy pipeline'
    """
    return METHODS[method]
