"""Finds the mentions that are arguments of one verb, in the dependency tree: subject, objects, agent.

One entity is never both subject and object of a verb without a reflexive (Binding Theory, principle B). Nor does a
pronoun as subject mean somebody whom its clause names behind it (principle C)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xpkg.lexicon import closed_classes
from xpkg.model import Mention, MentionForm, Sentence, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import is_passive, passive_agent, subject
from xpkg.syntax.nominals import conjuncts, prepositions
from xpkg.syntax.tree import head_of, subtree

_CLOSED = closed_classes.Trait
_REFLEXIVE = closed_classes.having(_CLOSED.REFLEXIVE_PRONOUN)
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_BESIDE = ("conj", "parataxis")
"""Relations of clauses that do not depend on the one that they hang on."""
_DISJOINT = closed_classes.having(_CLOSED.DISJOINT_OBLIQUE)


class ClauseArguments:
    """The mentions of one document by the verbs whose arguments they are; each sentence is read when first needed."""

    def __init__(self, text: Text, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._by_sentence: dict[int, list[int]] | None = None
        self._pairs: dict[int, tuple[tuple[int, int], ...]] = {}

    def pairs(self, sentence: Sentence) -> tuple[tuple[int, int], ...]:
        """The numbers of subject and object of each verb of ``sentence``."""
        start = sentence.span.start
        if start not in self._pairs:
            self._pairs[start] = tuple(dict.fromkeys(self._found(sentence)))
        return self._pairs[start]

    def others(self, number: int) -> frozenset[int]:
        """The other arguments of the verbs of which the mention ``number`` is one."""
        sentence = self._text.sentence_at(self._mentions[number].span.start)
        pairs = () if sentence is None else self.pairs(sentence)
        return frozenset(other for pair in pairs if number in pair for other in pair if other != number)

    def named_behind(self, number: int) -> frozenset[int]:
        """The names behind the pronoun ``number`` in the clause of which it is the subject: "He met | Lund's brother".

        A clause that hangs on it counts ("He left when | Lund came"). One joined to it or set beside it does not ("He
        was ill, Lund said"), nor do quoted words ("He held up a sign: “Vote for Lund”").
        """
        at = self._mentions[number].span
        sentence = self._text.sentence_at(at.start)
        parse = read(self._text).parse_at(at.start)
        place = head_of(parse, at) if parse is not None and sentence is not None else None
        if parse is None or sentence is None or place is None or parse.relation(place) != "nsubj":
            return frozenset()
        top = parse.heads[place]
        inside = frozenset(subtree(parse, top, _BESIDE)) - {top}
        found = []
        for other in self._numbers(sentence):
            mention = self._mentions[other]
            head = head_of(parse, mention.span) if mention.form in _NAMES and mention.span.start >= at.end else None
            quoted = any(not one.span.contains(at) for one in self._text.quotations_over(mention.span))
            if head in inside and not quoted:
                found.append(other)
        return frozenset(found)

    def _found(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        parse = read(self._text).parse_at(sentence.span.start)
        numbers = self._numbers(sentence)
        if parse is None or len(numbers) < 2:
            return
        heads = _heads(parse, self._mentions, numbers)
        for verb in range(len(parse)):
            if parse.upos[verb] != "VERB":
                continue
            own = subject(parse, verb)
            acting = conjuncts(parse, own) if own is not None else ()
            for one in (place for place in _with_names(parse, acting) if place in heads):
                for other in _with_names(parse, _objects(parse, verb)):
                    if other in heads and heads[one] != heads[other] and not self._reflexive(heads[other]):
                        yield heads[one], heads[other]

    def _numbers(self, sentence: Sentence) -> Sequence[int]:
        if self._by_sentence is None:
            self._by_sentence = {}
            for number, mention in enumerate(self._mentions):
                within = self._text.sentence_at(mention.span.start)
                if within is not None:
                    self._by_sentence.setdefault(within.span.start, []).append(number)
        return self._by_sentence.get(sentence.span.start, ())

    def _reflexive(self, number: int) -> bool:
        return self._mentions[number].name.lower() in _REFLEXIVE


def _heads(parse: Parse, mentions: Sequence[Mention], numbers: Sequence[int]) -> Mapping[int, int]:
    """The mentions by the place of their head; of two with one head, the longer. Where a name begins within a longer
    noun phrase ("the mayor Reed"), the phrase's head stands for it as well."""
    found: dict[int, int] = {}
    for number in sorted(numbers, key=lambda each: mentions[each].span.end - mentions[each].span.start):
        place = head_of(parse, mentions[number].span)
        if place is None:
            continue
        found[place] = number
        if mentions[number].form is not MentionForm.PRONOUN and parse.relation(place) in ("flat", "compound"):
            head = parse.heads[place]
            if parse.upos[head] in ("PROPN", "NOUN") and parse.relation(place) == "flat":
                found.setdefault(head, number)
    return found


def _with_names(parse: Parse, places: Iterable[int]) -> Iterator[int]:
    """``places``, each with the name that stands beside it: "the minister, | Jane Doe,".

    Behind "of" the parser mostly sets it beside the nearer noun: "the head of the school, | Jane Doe,".
    """
    for each in places:
        yield each
        yield from parse.having(each, "appos")
        for inner in parse.having(each, "nmod"):
            if parse.upos[inner] == "NOUN":
                yield from parse.having(inner, "appos")


def _objects(parse: Parse, verb: int) -> Iterator[int]:
    """The places of the objects of the verb at ``verb``, direct, indirect and with "to"; or of its agent."""
    found = [*parse.having(verb, "obj", "iobj")]
    if is_passive(parse, verb):
        agent = passive_agent(parse, verb)
        found = [agent] if agent is not None else []
    found += [each for each in parse.having(verb, "obl") if _DISJOINT.intersection(prepositions(parse, each))]
    for each in found:
        yield from conjuncts(parse, each)
