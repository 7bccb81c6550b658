"""The words of the closed classes (pronouns, determiners, auxiliaries, prepositions, adverbs) by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a word of a closed class; a word that has two readings has the traits of both."""

    ADJUNCT_OPENER = "adjunct_opener"
    """Opens what tells when, where, why or by whom something was done, as it does behind a participle."""
    ADJUNCT_PARTICIPLE = "adjunct_participle"
    """Opens an adjunct before the subject: "asked about it, the mayor"; "according to" is one, too."""
    AFFILIATION = "affiliation"
    """A preposition between a person and the body that he belongs to: "of", "with"."""
    ALSO_NOUN = "also_noun"
    """Is as often a noun, a name or the mark of a possessive: "will", "May", "’s"."""
    APPROXIMATOR = "approximator"
    """Stands before a number and makes it a round or least one: "more than 30", "about 30"."""
    ARTICLE = "article"
    BE = "be"
    """A form of "be", contracted ones too."""
    CIRCUMSTANTIAL = "circumstantial"
    """Opens what tells the condition, the cause or a contrast, and not when or where."""
    CLAUSAL = "clausal"
    """A preposition that leads to what belongs to the clause, not to the noun before it: "during"."""
    CLAUSE_OPENER = "clause_opener"
    """Opens a clause nearly wherever it stands; "as" and "since" open phrases as often."""
    CONDITIONAL = "conditional"
    """Opens a clause that only supposes, or asks."""
    CONNECTIVE = "connective"
    """May stand before a subject and is no part of it: "than he did", "so he left"."""
    COORDINATOR = "coordinator"
    DATING_ADVERB = "dating_adverb"
    """Stands before a date: "early May", "last Monday"."""
    DEICTIC_TIME = "deictic_time"
    """Tells when, by the day on which it is said: "yesterday"."""
    DEMONSTRATIVE = "demonstrative"
    DETERMINER = "determiner"
    """May open a noun phrase: articles, possessives, demonstratives, quantifiers and small numbers."""
    DIRECTIONAL = "directional"
    """A preposition that may lead to where something goes or comes from."""
    DO = "do"
    """A form of the auxiliary "do"."""
    FEMININE = "feminine"
    """A personal pronoun for a woman, in any of its forms."""
    FIRST_PERSON = "first_person"
    """A form of "I"."""
    FUTURE = "future"
    """A modal of what is to come."""
    GERUND_APART = "gerund_apart"
    """With a gerund it tells of what is done at another time or for another cause: "jailed for robbing"."""
    GET_PASSIVE = "get_passive"
    """A form of "get" that makes a passive: "got arrested"."""
    GOAL = "goal"
    """A preposition that leads to where something moves."""
    HAVE = "have"
    """A form of the auxiliary "have", contracted ones too."""
    HYPOTHETICAL = "hypothetical"
    """A modal that tells of what might or ought to be."""
    INDEFINITE = "indefinite"
    """Brings in something new: "a", "another"."""
    INDEFINITE_PRONOUN = "indefinite_pronoun"
    LOCATIVE = "locative"
    """A preposition that tells where."""
    MASCULINE = "masculine"
    """A personal pronoun for a man, in any of its forms."""
    MODAL = "modal"
    NECESSITY = "necessity"
    """A modal auxiliary that tells what must or ought to be."""
    NEGATIVE = "negative"
    """A determiner or preposition that denies what follows it."""
    NEGATIVE_SUBJECT = "negative_subject"
    """As a subject, or before one, it tells that nobody did it."""
    NEGATOR = "negator"
    """An adverb or conjunction that denies its clause."""
    NEUTER = "neuter"
    """A personal pronoun for a thing, in any of its forms."""
    NONFINITE = "nonfinite"
    """A form of an auxiliary that is no finite verb."""
    NONSPECIFIC = "nonspecific"
    """A determiner with which a noun means no one thing: "any report"."""
    NUMERAL = "numeral"
    OBJECT_ADVERB = "object_adverb"
    """May stand right behind an object: "told her again"."""
    OBJECT_PREPOSITION = "object_preposition"
    """May stand between a verb and what it acts on: "agree on", "look into"."""
    OBJECT_PRONOUN = "object_pronoun"
    OBLIQUE = "oblique"
    """A preposition that may lead to an object of a verb: "listened to him", "voted for him"."""
    ORDINAL = "ordinal"
    PARTICIPANT = "participant"
    """A preposition that may lead to a person or body who takes part in what is told."""
    PARTICIPLE_COMPLEMENT = "participle_complement"
    """Leads from a passive participle to what belongs to it: "accused of", "called for by"."""
    PARTICLE = "particle"
    """Behind a verb it changes what the verb means: "open up", "carry out"."""
    PLURAL = "plural"
    """Takes the form of a verb that a plural takes: "they say", "I say"."""
    POSSESSIVE_DETERMINER = "possessive_determiner"
    POSSESSIVE_PRONOUN = "possessive_pronoun"
    POSTNOMINAL_ADVERB = "postnominal_adverb"
    """May close a noun phrase: "the report online"."""
    POSSIBILITY = "possibility"
    """A modal auxiliary that tells what can or may be."""
    PREDICTION = "prediction"
    """A modal auxiliary that tells what will or would be."""
    PREPOSITION = "preposition"
    PRESENT = "present"
    """A present form of "be", with which a participle tells a state."""
    QUANTIFIER = "quantifier"
    QUANTITY = "quantity"
    """May follow an approximator as a number does: "nearly all", "about half"."""
    REFLEXIVE_PRONOUN = "reflexive_pronoun"
    RELATIVE_PRONOUN = "relative_pronoun"
    REPORT_SETTING = "report_setting"
    """Leads from a verb of saying to where, when or how it is said: "denied in a letter"."""
    RESTRICTIVE = "restrictive"
    """An adverb that narrows down what is said: "not only"."""
    ROLE_COMPLEMENT = "role_complement"
    """A preposition between a role and its body, place or matter: "head of", "adviser to"."""
    SEMI_MODAL = "semi_modal"
    """Takes an infinitive with "to" as a modal takes a bare one: "ought to"."""
    SENTENCE_ADVERB = "sentence_adverb"
    """May open a sentence, before its subject: "Meanwhile, the council"."""
    SEQUENTIAL = "sequential"
    """Tells that something happened after what was told before: "later"."""
    STANDS_ALONE = "stands_alone"
    """May be a subject by itself, of people too: "some said"; personal pronouns aside."""
    SUBJECT_PRONOUN = "subject_pronoun"
    SUBORDINATOR = "subordinator"
    TEMPORAL = "temporal"
    """A preposition that stands before a date."""
    TEMPORAL_SUBORDINATOR = "temporal_subordinator"
    """Tells when, by a clause or (as a preposition) a date: "after", "until"."""
    TERMINATIVE = "terminative"
    """A preposition that may lead to the end of a stretch of time."""
    THIRD_PERSON = "third_person"
    """A personal pronoun that stands for somebody or something told of."""
    THIRD_PERSON_PLURAL = "third_person_plural"
    """A form of "they"."""
    TOPIC = "topic"
    """A preposition between a document and its matter: "a report on"."""
    VAGUE_NUMBER = "vague_number"
    """A quantifier for a number of things that it leaves open."""
    VERB_GROUP_ADVERB = "verb_group_adverb"
    """May stand between the parts of a verb group: "was later jailed", "have all left"."""
    WH_WORD = "wh_word"
    """A word that opens a question, direct or indirect."""
    WITHIN_EVENT = "within_event"
    """Sets one happening within another: "in a speech", "during a visit"."""


@dataclass(frozen=True, slots=True)
class ClosedClassWord:
    """A row of the table: a word in lower case and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def closed_class_words() -> tuple[ClosedClassWord, ...]:
    """The rows of ``closed_classes.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("closed_classes", ClosedClassWord)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words, in lower case, that have one of ``traits`` or several; one with an apostrophe in both writings.

    >>> sorted(having(Trait.ARTICLE))
    ['a', 'an', 'the']
    >>> "don't" in having(Trait.DO, Trait.MODAL), "don’t" in having(Trait.DO), "can" in having(Trait.DO)
    (True, True, False)
    """
    words = [row.word for row in closed_class_words() if row.traits & set(traits)]
    return frozenset(words) | {word.replace("’", "'") for word in words}
