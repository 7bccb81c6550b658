"""Gives a verb of saying the subject of its own clause, by the tree of its sentence, where another was taken."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.analysis.attributions.span_trimming import without_dateline
from xpkg.lexicon import noun_kinds
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import ROOT, Parse
from xpkg.syntax.arguments import is_participle, is_passive, own_subject
from xpkg.syntax.nominals import antecedent, apposition, first_conjunct, noun_phrase
from xpkg.syntax.tree import ancestors, head_of, lies_in, span_of, subtree, token_at, tokens_in

_PEOPLE = noun_kinds.person_nouns()
_SPEAKS = frozenset({"NOUN", "PROPN", "PRON"})
_TELLS = frozenset({"conj", "nmod", "acl"})
_BESIDE = ("cc", "mark", "case", "punct", "discourse", "parataxis", "dep", "advmod")
"""What hangs on a noun and names nobody."""


def _own_subject(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the subject of its verb as the source, where that is another than was taken.

    Only the verb's own subject counts: which verb "and" joins another to is often wrong in the tree.
    """
    source, found = candidate.source, predicate(text, candidate)
    if found is None:
        return candidate
    parse, verb = found
    if source is None:
        return _with_subject(text, candidate, parse, verb)
    inside = _of_relative(parse, source, candidate.cue[0])
    if inside is not None:
        own = own_subject(parse, verb)
        other = any(parse.relation(at) == "nsubj" and parse.heads[at] != verb for at in tokens_in(parse, inside))
        if own is None or not other or lies_in(parse, own, inside):
            return replace(candidate, source=inside)
        named = _named(parse, own, candidate.cue[0]) if lies_in(parse, own, source) else None
        return candidate if named is None else replace(candidate, source=named)
    own = _misjoined_subject(parse, verb) or _subject_of_source(parse, verb, source)
    if own is None and not is_passive(parse, verb) and not is_participle(parse, verb):
        own = _last_subject(parse, verb)
    if own is None or not _is_open(text, candidate, parse, own):
        return candidate
    phrase = _phrase(parse, own, source, candidate.cue[0])
    return candidate if phrase is None else replace(candidate, source=phrase)


def _misjoined_subject(parse: Parse, verb: int) -> int | None:
    """The noun that the tree joins to the object before a comma: "She denied the charge, and a judge | told ...".

    It stands right before the verb, which has no subject of its own.
    """
    if own_subject(parse, verb) is not None or parse.relation(verb) != "conj":
        return None
    for at in range(verb):
        link = parse.first(at, "cc") if parse.relation(at) == "conj" and parse.heads[at] < at else None
        if link is None or link == 0 or parse.tokens[link - 1].text != "," or parse.upos[at] not in _SPEAKS:
            continue
        last = max(subtree(parse, at))
        helpers = (*parse.having(verb, "aux", "advmod"), verb)
        if parse.relation(parse.heads[at]) in {"obj", "obl"} and last + 1 == min(each for each in helpers if each > at):
            return at
    return None


def _last_subject(parse: Parse, verb: int) -> int | None:
    """The subject of the verb at ``verb``; the last one, where a phrase before it is taken for another."""
    return next((each for each in reversed(parse.having(verb, "nsubj")) if not _is_pronoun(parse, each)), None)


def _with_subject(text: Text, candidate: AttributionCandidate, parse: Parse, verb: int) -> AttributionCandidate:
    """``candidate``, which has no source, with the subject of its verb or of the one that "and" joins it to.

    Where a repair has found that nobody is named, it stays so.
    """
    joined = parse.relation(verb) == "conj" and is_passive(parse, first_conjunct(parse, verb))
    if joined or is_passive(parse, verb) or is_participle(parse, verb) or parse.xpos[verb] == "VB":
        return candidate  # "was arrested and told that ..." has no subject that tells
    if any(step.before and step.before.source for step in candidate.trail):
        return candidate
    own = _last_subject(parse, verb)
    if own is None and parse.relation(verb) == "conj":
        own = _last_subject(parse, first_conjunct(parse, verb))
    if own is None or not _is_open(text, candidate, parse, own) or parse.tokens[own].end > candidate.cue[0].start:
        return candidate
    return replace(candidate, source=whole_phrase(parse, own, candidate.cue[0]))


def _of_relative(parse: Parse, source: Span, cue: Span) -> Span | None:
    """The noun phrase behind a relative pronoun in ``source``, where no verb follows it there: "the man who | Low"."""
    inside = tokens_in(parse, source)
    pronoun = next((at for at in reversed(inside) if _is_pronoun(parse, at)), None)
    if pronoun is None or source.end > cue.start:
        return None
    behind = [at for at in inside if at > pronoun and parse.upos[at] != "PUNCT"]
    nouns = [at for at in behind if parse.upos[at] in _SPEAKS]
    if not nouns or parse.upos[behind[0]] == "ADP" or any(parse.upos[at] in {"VERB", "AUX"} for at in behind):
        return None
    if parse.word(pronoun) == "whose":
        found = _named(parse, parse.heads[pronoun], cue)
        return None if found == source else found
    return span_of(parse, behind)


def _is_pronoun(parse: Parse, at: int) -> bool:
    """Whether the token at ``at`` is a relative or question word, and no determiner ("that man")."""
    return parse.upos[at] != "DET" and parse.word(at) in having(Trait.RELATIVE_PRONOUN, Trait.WH_WORD)


def _subject_of_source(parse: Parse, verb: int, source: Span) -> int | None:
    """The subject of the verb that heads ``source``, where "and" joins the verb at ``verb`` to that: of "police
    arrested Low and | said" the police."""
    head = head_of(parse, source)
    if head is None or parse.upos[head] != "VERB" or first_conjunct(parse, verb) != first_conjunct(parse, head):
        return None
    return own_subject(parse, head)


def _is_open(text: Text, candidate: AttributionCandidate, parse: Parse, own: int) -> bool:
    """Whether the noun at ``own`` can be the source: it is no relative pronoun and stands in no other part."""
    place = parse.tokens[own]
    span = Span(place.start, place.end)
    if parse.upos[own] not in _SPEAKS or _is_pronoun(parse, own):
        return False
    if any(part.contains(span) for part in (*candidate.cue, *candidate.content)) or text.touches_quotation(span):
        return False
    sentence = text.sentence_at(span.start)
    return sentence is not None and without_dateline(text, sentence.span).contains(span)


def _phrase(parse: Parse, own: int, source: Span, cue: Span) -> Span | None:
    """The phrase of the subject at ``own``; None where ``source`` is that already, or stands nearer by the verb."""
    place, head = parse.tokens[own], head_of(parse, source)
    if head is None or _is_excepted(parse, source):
        return None
    if source.start <= place.start and place.end <= source.end:
        return _named(parse, own, cue) if head in ancestors(parse, own) else None
    between = source.end <= place.start < cue.start or cue.end <= place.start < source.start
    if between or _is_part(parse, head, own):
        whole = whole_phrase(parse, own, cue)
        return whole if whole is None or not source.contains(whole) else None
    return None


def _is_excepted(parse: Parse, source: Span) -> bool:
    """Whether ``source`` is the "Low" of "nobody but Low"."""
    first = token_at(parse, source.start)
    return first is not None and first > 0 and parse.word(first - 1) in having(Trait.EXCEPTIVE)


def _is_part(parse: Parse, at: int, noun: int) -> bool:
    """Whether the token at ``at`` only tells more of ``noun``: joined to it, or in a phrase or clause behind it."""
    while at != noun:
        if parse.heads[at] == noun:
            return parse.relation(at) in _TELLS
        if parse.heads[at] == ROOT:
            return False
        at = parse.heads[at]
    return False


def _named(parse: Parse, own: int, cue: Span) -> Span | None:
    """The phrase of the noun at ``own``; of "whose wife, Ann Low" the name, by which she is known."""
    places = noun_phrase(parse, own)
    if parse.word(places[0]) == "whose" and (name := apposition(parse, own)) is not None:
        places = noun_phrase(parse, name)
    return _before(parse, places, own, cue)


def whole_phrase(parse: Parse, own: int, cue: Span) -> Span | None:
    """The phrase of the noun at ``own`` with all that tells of it: "the officer accused of passing papers"."""
    if parse.word(subtree(parse, own)[0]) == "whose":
        return _named(parse, own, cue)
    return _before(parse, subtree(parse, own, _BESIDE), own, cue)


def _before(parse: Parse, places: tuple[int, ...], own: int, cue: Span) -> Span | None:
    """The stretch of ``places`` on the side of ``cue`` where the noun at ``own`` stands, without marks at its ends."""
    leads = parse.tokens[own].end <= cue.start
    kept = [at for at in places if (parse.tokens[at].end <= cue.start) is leads and parse.upos[at] != "PUNCT"]
    return span_of(parse, kept) if kept else None


def _who(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "The dismissal of **the engineer** who warned": "who" means the person nearest before it."""
    source, found = candidate.source, predicate(text, candidate)
    if source is None or found is None:
        return candidate
    parse, verb = found
    noun, head, own = antecedent(parse, verb), head_of(parse, source), parse.first(verb, "nsubj")
    if noun is None or head is None or head == noun or not lies_in(parse, noun, source):
        return candidate
    if own is None or parse.word(own) != "who" or _is_person(parse, head) or not _is_person(parse, noun):
        return candidate
    named = _named(parse, noun, candidate.cue[0])
    return candidate if named is None else replace(candidate, source=named)


def _is_person(parse: Parse, at: int) -> bool:
    return parse.upos[at] == "PROPN" or parse.word(at) in _PEOPLE or parse.word(at).removesuffix("s") in _PEOPLE


CLAUSE_SUBJECTS = (
    Repair(
        "person-before-who",
        each(_who),
        Example(
            "She ordered {the arrest of the guard} who [said] <that the dam was old>.",
            "She ordered the arrest of {the guard} who [said] <that the dam was old>.",
        ),
    ),
    Repair(
        "subject-of-own-clause",
        each(_own_subject),
        Example(
            "{Otto Low}, whose wife [called] <the mayor a liar>, resigned on Monday.",
            "Otto Low, {whose wife} [called] <the mayor a liar>, resigned on Monday.",
        ),
    ),
)
