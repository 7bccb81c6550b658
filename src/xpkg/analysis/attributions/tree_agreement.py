"""Decides whether the tree of its sentence bears out what the rules alone have found."""

from __future__ import annotations

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.lexicon import document_nouns, kinship, noun_kinds, nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.lexicon.reporting import Frame
from xpkg.model import AttributionCandidate, Kind, Span, SpeechAct, Text
from xpkg.syntax import Parse
from xpkg.syntax.arguments import is_participle, is_passive, oblique, own_subject
from xpkg.syntax.clauses import is_conditional, is_question, modality, negation
from xpkg.syntax.finiteness import PRESENT_OR_PAST
from xpkg.syntax.nominals import first_conjunct
from xpkg.syntax.tree import lies_in, tokens_in

OF_THINGS = frozenset(
    (
        *(SpeechAct.DENIES, SpeechAct.ACCUSES, SpeechAct.ADMITS),
        *(SpeechAct.CRITICIZES, SpeechAct.PRAISES, SpeechAct.ASKS, SpeechAct.AGREES, SpeechAct.DEMANDS),
    )
)
"""Acts that a noun alone can be the object of, and that are always an act of saying."""
OF_DEEDS = frozenset({SpeechAct.PROMISES, SpeechAct.WARNS})
"""Acts of which an infinitive tells the content: "promised to pay", "threatened to leave"."""
_SAYING = frozenset(SpeechAct) - {SpeechAct.THINKS}
_DOCUMENTS = nouns.with_plurals(nouns.Trait.UTTERANCE) | document_nouns.types().keys()
_DENYING = having(Trait.NEGATIVE)
_OF_QUOTATIONS = frozenset((Frame.QUOTATION, Frame.SET_OFF_QUOTATION))
_PERSONAL = having(Trait.SUBJECT_PRONOUN) & having(Trait.FEMININE, Trait.MASCULINE)
_PEOPLE = noun_kinds.person_nouns() | frozenset(kinship.genders())


def is_plain_saying(text: Text, candidate: AttributionCandidate, quoted: bool) -> bool:
    """Whether somebody is the subject of the cue's verb and the content its complement: "**Low said** it was safe".

    A name or a noun for people tells who it is. The text asserts the saying: without a modal, a negation, a condition
    or a question. In ``quoted`` words only a verb that means no more than that something was said will do.
    """
    found = predicate(text, candidate)
    return found is not None and _says(text, *found, candidate, frozenset((SpeechAct.SAYS,)) if quoted else _SAYING)


def is_plain_claim(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether it is a plain saying outside of quoted words that claims, admits or denies: "Low **alleges** he fled"."""
    found = predicate(text, candidate)
    if found is None or text.touches_quotation(candidate.cue[0]):
        return False
    return _says(text, *found, candidate, OF_THINGS)


def is_plain_request(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether somebody asks somebody for something, outside of quoted words: "Low **asked** the council for help"."""
    found = predicate(text, candidate)
    if found is None or candidate.source is None or text.touches_quotation(candidate.cue[0]):
        return False
    parse, verb = found
    form, own, wanted = verb_forms().get(parse.word(verb)), _subject(parse, verb), oblique(parse, verb, "for")
    if form is None or own is None or wanted is None or parse.xpos[verb] not in PRESENT_OR_PAST | {"VBN"}:
        return False
    asked = parse.first(verb, "iobj", "obj")
    if asked is None or form.verb.act is not SpeechAct.ASKS or not _holds(parse, own, (candidate.source,)):
        return False
    somebody = parse.upos[asked] in {"PROPN", "PRON"} or _is_somebody(parse, asked)
    asserted = not (is_passive(parse, verb) or modality(parse, verb) or is_question(parse, verb))
    plain = negation(parse, verb) is None and not is_conditional(parse, verb)
    return somebody and asserted and plain and _holds(parse, wanted, candidate.content)


def _subject(parse: Parse, verb: int) -> int | None:
    """The subject of the verb at ``verb``, or of the one that "and" joins it to: "**Low** urged calm and **asked** for
    help"."""
    own = own_subject(parse, verb)
    if own is not None or parse.relation(verb) != "conj" or parse.xpos[verb] not in PRESENT_OR_PAST:
        return own
    return own_subject(parse, first_conjunct(parse, verb))


def _says(text: Text, parse: Parse, verb: int, candidate: AttributionCandidate, acts: frozenset[SpeechAct]) -> bool:
    """Whether the verb at ``verb`` asserts one of ``acts``, with source and content of ``candidate`` as its own."""
    used = parse.relation(verb) == "xcomp" and parse.word(parse.heads[verb]) == "used"  # "used to say"
    form, own = verb_forms().get(parse.word(verb)), own_subject(parse, parse.heads[verb] if used else verb)
    if form is None or own is None or candidate.source is None or form.verb.act not in acts:
        return False
    if not (parse.upos[own] == "PROPN" or _is_somebody(parse, own)) or not _holds(parse, own, (candidate.source,)):
        return False
    if parse.word(own) in _PERSONAL and text.touches_quotation(candidate.cue[0]):
        return False
    if is_passive(parse, verb) or is_participle(parse, verb) or (parse.xpos[verb] == "VB" and not used):
        return False
    if modality(parse, verb) or negation(parse, verb) is not None or is_question(parse, verb):
        return False
    said = parse.first(verb, "ccomp")
    if said is not None and begins_with_verb(parse, tokens_in(parse, candidate.content[0])[0]):
        return False  # "a list that he said was lost"
    denied = form.verb.act is SpeechAct.DENIES and parse.first(verb, "iobj") is not None  # "denied her a hearing"
    if said is None and form.verb.act in OF_THINGS and not denied and parse.word(own) not in _PERSONAL:
        said = parse.first(verb, "obj", "iobj", "obl:unmarked")  # "demanded a ten-hour day" reads as a time
    if said is None and form.verb.act in OF_DEEDS:
        said = parse.first(verb, "xcomp")
    return said is not None and _holds(parse, said, candidate.content) and not is_conditional(parse, verb)


def begins_with_verb(parse: Parse, at: int) -> bool:
    """Whether the word at ``at`` is a verb, and no part of "according to"."""
    return parse.upos[at] in {"AUX", "VERB"} and parse.relation(at) != "case"


def _is_somebody(parse: Parse, at: int) -> bool:
    """Whether a noun or pronoun means people or a body: "she", "a spokesman", "the committee"."""
    word = parse.word(at)
    body = NounKind.BODY in kinds_of(word) or noun_kinds.kinds().get(word) is Kind.ORGANIZATION
    return _speaks(parse, at) or body or (parse.upos[at] == "PRON" and word in _PERSONAL)


def is_done_to(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the content is the object of the cue's verb, a thing that it is done to: "shared **the article**"."""
    return _is_thing(text, candidate, "obj")


def is_undergone(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the content is what the verb of a passive cue is done to: "**the letter** was read by Low"."""
    return _is_thing(text, candidate, "nsubj:pass")


def _is_thing(text: Text, candidate: AttributionCandidate, relation: str) -> bool:
    """Whether the content is a noun phrase that the cue's verb has by ``relation``."""
    found = predicate(text, candidate)
    if found is None or len(candidate.content) != 1:
        return False
    parse, verb = found
    thing = parse.first(verb, relation)
    return thing is not None and parse.upos[thing] in {"NOUN", "PROPN"} and _holds(parse, thing, candidate.content)


def is_done_in_passive(text: Text, candidate: AttributionCandidate) -> bool:
    """The same of a verb that reports no more than quotations: "was read", "was ignored", and not "was denied"."""
    found = predicate(text, candidate) if is_undergone(text, candidate) else None
    form = verb_forms().get(found[0].word(found[1])) if found else None
    return found is not None and (form is None or form.verb.frames <= _OF_QUOTATIONS)


def _speaks(parse: Parse, noun: int) -> bool:
    """Whether a noun means somebody: "a spokesman", "my mother", "critics"."""
    word = parse.word(noun)
    return parse.upos[noun] == "NOUN" and (word in _PEOPLE or word.removesuffix("s") in _PEOPLE)


def is_saying_of_document(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the cue is a participle right behind a noun for a document: "got **an email warning** her that ...".

    The words are enough: the tree often takes the participle for a noun.
    """
    if candidate.source is None or len(candidate.cue) != 1:
        return False
    source, cue = candidate.source.cut(text.source.text).lower(), candidate.cue[0]
    form = verb_forms().get(cue.cut(text.source.text).lower())
    *before, noun = source.split()
    behind = text.source.text[candidate.source.end : cue.start].isspace()
    participle = form is not None and Inflection.GERUND in form.kinds
    return behind and participle and noun in _DOCUMENTS and not _DENYING & {*before}


def _holds(parse: Parse, at: int, spans: tuple[Span, ...]) -> bool:
    return any(lies_in(parse, at, span) for span in spans)
