"""Holds a sentence's tree, with the mentions and dates on it, and reads the noun phrases in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xpkg.analysis.events.noun_phrases import NUMBERS, NounPhrase, noun_phrase_of
from xpkg.analysis.events.tree_repairs import mended
from xpkg.analysis.events.word_classes import HARD, QUOTES
from xpkg.lexicon import kinship, nouns, verb_classes
from xpkg.model import Kind, Mention, MentionForm, Span, TimeExpression
from xpkg.syntax.annotated import AnnotatedParse, annotate
from xpkg.syntax.arguments import subject
from xpkg.syntax.nominals import first_conjunct, modifier, prepositions
from xpkg.syntax.tree import ROOT, Parse, subtree, tokens_in
from xpkg.text.markers import PAGED

_MEASURES = nouns.having(nouns.Trait.MEASURE) | NUMBERS
_CONDITIONS = nouns.having(nouns.Trait.CONDITION)
_LINKING = verb_classes.having(verb_classes.Trait.LINKING)
_NAMING = verb_classes.having(verb_classes.Trait.NAMING)
_KIN = kinship.having(kinship.Trait.APPOSED)
_NOT_INSIDE = tuple(
    "acl:relcl appos conj cc parataxis punct dep discourse list orphan case mark nsubj cop aux obl advcl csubj expl "
    "obj".split()
)
"""What hangs on a noun and is no part of its phrase, also where the noun is a predicate."""
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X"))
_MARKER = re.compile(PAGED)
_NAMES_OF: Mapping[Kind | None, nouns.NounKind] = {
    Kind.ORGANIZATION: nouns.NounKind.BODY, Kind.PLACE: nouns.NounKind.PLACE
}  # fmt: skip
"""The kind of common noun that names of a kind explain."""
_QUOTED = 16
"""Words of a title in quotation marks at most."""


@dataclass(frozen=True, slots=True)
class SentenceTree(AnnotatedParse):
    """A sentence read, and what of it events are told by.

    ``owners`` has the index of the mention that a possessive pronoun is, by its first character; such are no noun
    phrases of their own. ``frames`` and ``factuality`` keep what has been read of a verb, for each verb is asked for
    once for each of its rows.
    """

    owners: Mapping[int, int] = field(default_factory=dict)
    entry: TimeExpression | None = None
    """The date of the entry of a chronicle that the sentence stands in."""
    frames: dict[tuple[int, bool], object] = field(default_factory=dict, compare=False, repr=False)
    factuality: dict[int, str | None] = field(default_factory=dict, compare=False, repr=False)
    when: tuple[tuple[int, TimeExpression], ...] = field(init=False, compare=False, repr=False)
    """The dates, each with the place of the token that heads it."""
    lows: frozenset[str] = field(init=False, compare=False, repr=False)
    """The words of the sentence in lower case."""
    proper: frozenset[int] = field(init=False, compare=False, repr=False)
    """The places of what the tagger takes for proper nouns, where it is written as such."""
    markers: frozenset[int] = field(init=False, compare=False, repr=False)
    """The places of tokens in citation markers ("[2]"), which are no words."""

    def __post_init__(self) -> None:
        upper = (at for at, tag in enumerate(self.parse.upos) if tag == "PROPN")
        proper = frozenset(at for at in upper if self.parse.tokens[at].text[:1].isupper())
        object.__setattr__(self, "proper", proper)
        object.__setattr__(self, "lows", frozenset(self.parse.words))
        object.__setattr__(self, "when", self.dates())
        object.__setattr__(self, "markers", frozenset(self._markers()))

    def _markers(self) -> Iterator[int]:
        if any(token.text == "[" for token in self.parse.tokens):
            for match in _MARKER.finditer(self.text, self.span.start, self.span.end):
                yield from tokens_in(self.parse, Span(*match.span()))

    @property
    def tree(self) -> Parse:
        """The tree of the sentence."""
        return self.parse

    def owner(self, place: int) -> int | None:
        """The index of the mention that a possessive pronoun at ``place`` is ("his" resignation)."""
        return self.owners.get(self.parse.tokens[place].start)

    def words_of(self, phrase: NounPhrase) -> tuple[str, ...]:
        """The words of ``phrase`` in lower case."""
        return self.parse.words[phrase.start : phrase.end]

    def dates_in(self, start: int, end: int) -> Iterator[tuple[int, TimeExpression]]:
        """The dates in the tokens ``start`` to ``end`` (exclusive), each with the place of its first token there."""
        seen: int | None = None
        for place in range(start, end):
            index = self.time_on[place]
            if index is not None and index != seen:
                seen = index
                yield place, self.times[index]

    def nominal(self, place: int) -> bool:
        """Whether the token at ``place`` can head a noun phrase."""
        return self.tree.upos[place] in _NOMINAL

    def kind(self, place: int) -> Kind | None:
        """The kind of the mention that the token at ``place`` is a part of."""
        mention = self.mention(place)
        return None if mention is None else mention.kind

    def human(self, place: int) -> bool:
        """Whether the noun at ``place`` means people or a body of them, by name or by its word."""
        meant = {nouns.NounKind.PERSON, nouns.NounKind.ROLE, nouns.NounKind.BODY}
        named = self.kind(place) in {Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP}
        return named or _somebody(self.tree.word(place)) or bool(meant & set(nouns.kinds_of(self.tree.word(place))))

    def phrases(self, head: int | None, *, predicate: bool = False) -> tuple[NounPhrase, ...]:
        """The noun phrase with the head at ``head``, and those that are joined to it; none for none.

        A ``predicate`` is not taken for whom it is said of.
        """
        if head is None:
            return ()
        heads = list(self._conjuncts(head))
        name = self._name(head)
        if name is not None:
            heads += list(self._conjuncts(name))[1:]  # "journalists Jane Doe and Richard Roe"
        heads = heads[self._is_trade(heads) :]
        meant = heads if predicate else dict.fromkeys(map(self.referent, heads))
        return tuple(phrase for each in meant if (phrase := self.phrase(each)) is not None)

    def _conjuncts(self, head: int) -> Iterator[int]:
        yield head
        yield from (each for each in self.tree.having(head, "conj") if self._joined(each))

    def _is_trade(self, heads: Sequence[int]) -> bool:
        """Whether the first of ``heads`` only says, with the second, what the person named there is: "retired general
        and director Jane Doe"; but "the general and Jane Doe"."""
        if len(heads) < 2 or self._named(heads[0]) or self.tree.having(heads[0], "det", "nmod:poss", "nummod"):
            return False
        name = self._name(heads[1]) if self.kind(heads[1]) is not Kind.PERSON else heads[1]
        described = name is not None and not self.tree.having(heads[1], "det") and self.first(heads[1]) < name
        return described and _somebody(self.tree.word(heads[0]))

    def _joined(self, place: int) -> bool:
        return self.nominal(place) and not self.tree.having(place, "nsubj", "cop", "aux")

    def referent(self, head: int) -> int:
        """Of whom the noun at ``head`` is said: "Jane Doe" for "woman" of "Jane Doe was the first woman to win", and of
        "Jane Doe, the first woman to win"; else ``head`` itself."""
        tree = self.tree
        if head in self.markers and tree.heads[head] != ROOT:
            return self.referent(tree.heads[head])  # a citation marker is no word
        if self._named(head) or tree.upos[head] == "PRON":
            return head
        if tree.relation(head) == "appos":
            host = tree.heads[head]
            other = self.kind(host) is Kind.PLACE and _somebody(tree.word(head))  # "a Strelsau, Ruritania, officer"
            return head if other else host
        first = first_conjunct(tree, head)
        if first != head and tree.having(first, "cop") and not tree.having(head, "nsubj", "cop"):
            return self.referent(first)  # "was a painter and | a politician who"
        own = tree.first(head, "nsubj")
        if tree.having(head, "cop") and own is not None:
            return head if tree.word(own) in {"it", "this", "that"} else own
        verb = tree.heads[head]
        if tree.relation(head) == "xcomp" and tree.word(verb) in _LINKING and (own := subject(tree, verb)) is not None:
            return own
        return head

    def _named(self, place: int) -> bool:
        index = self.mention_on[place]
        return index is not None and self.mentions[index].form is not MentionForm.NOMINAL

    def phrase(self, head: int) -> NounPhrase | None:
        """The noun phrase with the head at ``head``: a name as far as it goes, else the noun with what precedes it.

        Of "one official, Jane Doe" and "Secretary of State Jane Doe" it is the name. None for a date, and for what
        heads no noun phrase.
        """
        tree = self.tree
        named = self.mention_on[head] is not None
        dated = self.time_on[head] is not None
        if not named and (dated or not (self.nominal(head) or tree.upos[head] == "ADJ")):
            return None
        if (name := self._name(head)) is not None:
            return noun_phrase_of(self, *self.whole(name))
        start = self.first(head)
        if named:
            name_start, end = self.whole(head)
            return noun_phrase_of(self, min(start, name_start), end)
        if (title := self._title(start, head)) is not None:
            return title
        if (declared := self._declared(head)) is not None:
            return noun_phrase_of(self, start, declared + 1)
        if (counted := self._counted(head)) and self._partitive(head, counted - 1):
            return NounPhrase(start, counted, None, self.tree.word(head), ("person",))
        return noun_phrase_of(self, start, counted or self._sum(head) or self._name_end(head))

    def _name_end(self, head: int) -> int:
        """One past the last word of a name that is nobody's mention: "Duke | Albert", "the printer | Jan Mor"."""
        tree = self.tree
        beside = head + 1 in tree.having(head, "appos")
        last, titled = head, beside or tree.upos[head] == "PROPN" or _somebody(tree.word(head))
        for each in range(head + 1, len(tree)) if titled else ():
            part = tree.relation(each) in {"flat", "appos", "compound"} and head <= tree.heads[each]
            if tree.upos[each] != "PROPN" or not part or self.time_on[each] is not None:
                break
            last = each
        return last + 1

    def _sum(self, head: int) -> int:
        """One past the number behind a currency's sign: "£20 | million"; 0 for what is no such sum."""
        if self.tree.upos[head] != "SYM" and self.tree.xpos[head] != "$":
            return 0
        return max((each + 1 for each in self.tree.having(head, "nummod") if each > head), default=0)

    def first(self, head: int) -> int:
        """The place of the first token of the noun phrase with the head at ``head``."""
        tree = self.tree
        inside = frozenset(subtree(tree, head, _NOT_INSIDE))
        first = head
        while first - 1 in inside and self.low(first - 1) not in HARD and not self._dates_the_clause(first - 1):
            first -= 1
        return first

    def _dates_the_clause(self, place: int) -> bool:
        """Whether a date before a noun has a preposition of its own: "In 2012 inspectors", "On 9 and 16 May police"."""
        time = self.time_on[place]
        if time is None or prepositions(self.tree, place):
            return time is not None
        begin = self.time_on.index(time)
        return begin > 1 and self.time_on[begin - 2] is not None and self.tree.upos[begin - 1] == "CCONJ"

    def _counted(self, head: int) -> int:
        """One past the noun that a measure counts ("dozens of | people"); 0 for what is no measure."""
        tree = self.tree
        if not (tree.word(head) in _MEASURES or tree.word(head)[:1].isdigit()):
            return 0
        counted = modifier(tree, head, "of")
        if counted is None or counted < head or self.time_on[counted] is not None:
            return 0
        return self.whole(counted)[1] if self.mention_on[counted] is not None else counted + 1

    def _declared(self, head: int) -> int | None:
        """The bare noun behind "of" that alone tells what was declared: "a state | of emergency"."""
        said = modifier(self.tree, head, "of") if self.tree.word(head) in _CONDITIONS else None
        return said if said == head + 2 and self.mention_on[head] is None else None

    def _partitive(self, head: int, counted: int) -> bool:
        """Whether a number takes some out of those known: "three | of them"; they are not all of these."""
        number = self.tree.word(head) in NUMBERS or self.tree.word(head)[:1].isdigit()
        return number and self.tree.upos[counted] == "PRON" and self.kind(counted) in {Kind.PERSON, Kind.GROUP, None}

    def _name(self, head: int) -> int | None:
        """The place of a person's name that stands beside the noun at ``head`` for the same one."""
        tree = self.tree
        if self._named(head):
            return None
        beside = [*tree.having(head, "flat", "appos")]
        if _somebody(tree.word(head)):  # "Secretary of State Jane Doe", "the head of the bank, Jane Doe"
            beside += [each for each in tree.having(head, "nmod") if not tree.having(each, "case")]
            below = [each for each in tree.having(head, "nmod") if not _somebody(tree.word(each))]
            below = [each for each in below if self.kind(each) is not Kind.PERSON]
            beside += [each for noun in below for each in tree.having(noun, "appos")]
        beside += [
            each
            for noun in (head, *tree.having(head, "appos"))
            for verb in tree.having(noun, "acl")
            if tree.word(verb) in _NAMING
            for each in tree.having(verb, "xcomp", "obj")
        ]
        beside += [each for title in beside if not self._person(title) for each in tree.having(title, "flat", "appos")]
        own = self.mention_on[head]
        for index in (*beside, head + 1):
            if self._person(index) and self.mention_on[index] != own and self._besides(head, index):
                return index
        return next((each for each in tree.having(head, "appos") if self._same_kind(head, each)), None)

    def _same_kind(self, head: int, name: int) -> bool:
        """Whether the name behind a comma is one of what the noun means: "a German bank, | Acme Bank"."""
        if not self._named(name) or self.tree.upos[head] != "NOUN":
            return False
        meant = _NAMES_OF.get(self.kind(name))
        return meant is not None and meant in nouns.kinds_of(self.tree.word(head))

    def _person(self, index: int) -> bool:
        mention = self.mention_on[index] if index < len(self.tree) else None
        return mention is not None and self.mentions[mention].kind is Kind.PERSON

    def _besides(self, head: int, index: int) -> bool:
        """Whether the name at ``index`` can be that of the noun at ``head``. Right behind it, a name may also be an
        object of its own: "gave officers | Jane Doe’s phone"."""
        if index != head + 1:
            return True
        if self.tree.having(index, "case") or not _somebody(self.tree.word(head)):
            return False
        return self.tree.relation(index) in {"obj", "flat", "appos", "nmod"}

    def _title(self, start: int, index: int) -> NounPhrase | None:
        """The title in quotation marks around the words from ``start`` to ``index``: “Leak of papers”."""
        tree = self.tree
        first = max(0, start - _QUOTED)
        opened = next((at for at in range(start, first - 1, -1) if self.low(at) in QUOTES), None)
        if opened is None or not tree.tokens[index].text[0].isupper() or self.low(opened) == "”":
            return None
        if self.low(opened) == '"' and sum(self.low(at) == '"' for at in range(opened)) % 2:
            return None  # the mark that closes another quotation
        if not tree.tokens[opened + 1].text[0].isupper():
            return None
        for close in range(index + 1, min(index + _QUOTED, len(self.tree))):
            if self.low(close) in {"”", '"'}:
                return NounPhrase(opened + 1, close, None, "“”", ("document",)) if close - opened > 2 else None
        return None


def sentence_tree(
    text: str,
    tree: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    owners: Sequence[Mention] = (),
    entry: TimeExpression | None = None,
) -> SentenceTree:
    """``tree``, a sentence of ``text``, mended and with what of ``mentions`` and ``times`` stands in it.

    ``owners`` are the possessive pronouns of the text, ``entry`` the date of the entry of a chronicle it stands in.
    """
    found = annotate(text, mended(tree), mentions, times)
    by_start = {mention.span.start: len(mentions) + at for at, mention in enumerate(owners)}
    every = [*mentions, *owners] if owners else mentions
    return SentenceTree(text, found.parse, every, times, found.mention_on, found.time_on, by_start, entry)


def _somebody(noun: str) -> bool:
    """Whether a noun means a person by itself: "doctor", "head"."""
    return noun in _KIN or bool({nouns.NounKind.PERSON, nouns.NounKind.ROLE} & set(nouns.kinds_of(noun)))
