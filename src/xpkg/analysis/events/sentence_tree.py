"""Holds a sentence's words, with the mentions and dates on them, beside its dependency tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from xpkg.analysis.events.tree_repairs import mended
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.noun_phrases import NUMBERS
from xpkg.analysis.grammar.words import QUOTES
from xpkg.lexicon import kinship, nouns, verb_classes
from xpkg.model import Kind, MentionForm, Span, TimeExpression
from xpkg.syntax.arguments import subject
from xpkg.syntax.nominals import first_conjunct, modifier
from xpkg.syntax.tree import ROOT, Parse, head_of, subtree

_MEASURES = nouns.having(nouns.Trait.MEASURE) | NUMBERS
_LINKING = verb_classes.having(verb_classes.Trait.LINKING)
_NAMING = verb_classes.having(verb_classes.Trait.NAMING)
_KIN = kinship.having(kinship.Trait.APPOSED)
_NOT_INSIDE = tuple(
    "acl:relcl appos conj cc parataxis punct dep discourse list orphan case mark nsubj cop aux obl advcl csubj expl "
    "obj".split()
)
"""What hangs on a noun and is no part of its phrase, also where the noun is a predicate."""
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X"))
_QUOTED = 16
"""Words of a title in quotation marks at most."""


class SentenceTree:
    """A sentence in both forms. A *place* is that of a token in ``tree``, an *index* that of a word in ``words``."""

    def __init__(self, words: ShallowParse, tree: Parse) -> None:
        self.words = words
        self.tree = tree = mended(tree)
        starts = [word.start for word in words.tokens]
        self._index = [max(0, bisect_right(starts, token.start) - 1) for token in tree.tokens]
        self._heads: dict[int, int | None] = {}
        self.frames: dict[tuple[int, bool], object] = {}
        """What `clause_frames` has read of a verb, for each verb is asked for once for each of its rows."""
        self.factuality: dict[int, str | None] = {}
        self.lows = frozenset(word.low for word in words.tokens)
        self.dates = tuple(self._dates())
        words.proper = self._proper()

    def index(self, place: int) -> int:
        """The index of the word that the token at ``place`` is a part of."""
        return self._index[place]

    def place(self, index: int) -> int | None:
        """The place of the token that heads the word at ``index``."""
        word = self.words.tokens[index]
        return head_of(self.tree, Span(word.start, word.end))

    def nominal(self, place: int) -> bool:
        """Whether the token at ``place`` can head a noun phrase."""
        return self.tree.upos[place] in _NOMINAL

    def _proper(self) -> frozenset[int]:
        """The indices of words that the tagger takes for proper nouns, where they are written as such."""
        places = range(len(self.tree.tokens))
        proper = (each for each in places if self.tree.upos[each] == "PROPN")
        return frozenset(at for at in map(self.index, proper) if self.words.tokens[at].word[:1].isupper())

    def kind(self, place: int) -> Kind | None:
        """The kind of the mention that the token at ``place`` is a part of."""
        index = self.words.tokens[self.index(place)].mention
        return None if index is None else self.words.mentions[index].kind

    def _dates(self) -> Iterator[tuple[int, TimeExpression]]:
        """The dates of the sentence with the place of the head of each."""
        seen: set[int] = set()
        for word in self.words.tokens:
            if word.time is None or word.time in seen:
                continue
            seen.add(word.time)
            time = self.words.times[word.time]
            head = head_of(self.tree, time.span)
            if head is not None:
                yield head, time

    def phrases(self, head: int | None, *, predicate: bool = False) -> tuple[NounPhrase, ...]:
        """The noun phrase with the head at ``head``, and those that are joined to it; none for none.

        A ``predicate`` is not taken for whom it is said of.
        """
        if head is None:
            return ()
        heads = list(self._conjuncts(head))
        name = self._name(head)
        if name is not None and (place := self.place(name)) is not None:
            heads += list(self._conjuncts(place))[1:]  # "journalists Jane Doe and Richard Roe"
        meant = heads if predicate else dict.fromkeys(map(self.referent, heads))
        return tuple(phrase for each in meant if (phrase := self.phrase(each)) is not None)

    def _conjuncts(self, head: int) -> Iterator[int]:
        yield head
        yield from (each for each in self.tree.having(head, "conj") if self._joined(each))

    def _joined(self, place: int) -> bool:
        return self.nominal(place) and not self.tree.having(place, "nsubj", "cop", "aux")

    def referent(self, head: int) -> int:
        """Of whom the noun at ``head`` is said: "Jane Doe" for "woman" of "Jane Doe was the first woman to win", and of
        "Jane Doe, the first woman to win"; else ``head`` itself."""
        tree = self.tree
        marker = tree.tokens[head].start >= self.words.tokens[self.index(head)].end
        if marker and tree.heads[head] != ROOT:
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
        index = self.words.tokens[self.index(place)].mention
        return index is not None and self.words.mentions[index].form is not MentionForm.NOMINAL

    def phrase(self, head: int) -> NounPhrase | None:
        """The noun phrase with the head at ``head``: a name as far as it goes, else the noun with what precedes it.

        Of "one official, Jane Doe" and "Secretary of State Jane Doe" it is the name. None for a date, and for what
        heads no noun phrase.
        """
        words, tree = self.words, self.tree
        index = self.index(head)
        word = words.tokens[index]
        if word.mention is None and (word.time is not None or not (self.nominal(head) or tree.upos[head] == "ADJ")):
            return None
        if (name := self._name(head)) is not None:
            return words.phrase(*words.whole(name))
        start = self.index(self._first(head))
        if word.mention is not None:
            name_start, end = words.whole(index)
            return words.phrase(min(start, name_start), end)
        if (title := self._title(start, index)) is not None:
            return title
        return words.phrase(start, self._counted(head) or self._sum(head) or self._name_end(head))

    def _name_end(self, head: int) -> int:
        """One past the last word of a name that is nobody's mention: "Duke | Albert", "the printer | Jan Mor"."""
        tree = self.tree
        beside = head + 1 in tree.having(head, "appos")
        last, titled = head, beside or tree.upos[head] == "PROPN" or _somebody(tree.word(head))
        for each in range(head + 1, len(tree)) if titled else ():
            part = tree.relation(each) in {"flat", "appos", "compound"} and head <= tree.heads[each]
            if tree.upos[each] != "PROPN" or not part or self.words.tokens[self.index(each)].time is not None:
                break
            last = each
        return self.index(last) + 1

    def _sum(self, head: int) -> int:
        """One past the number behind a currency's sign: "£20 | million"; 0 for what is no such sum."""
        if self.tree.upos[head] != "SYM" and self.tree.xpos[head] != "$":
            return 0
        return max((self.index(each) + 1 for each in self.tree.having(head, "nummod") if each > head), default=0)

    def _first(self, head: int) -> int:
        """The place of the first token of the noun phrase with the head at ``head``."""
        tree = self.tree
        inside = frozenset(subtree(tree, head, _NOT_INSIDE))
        first = head
        while first - 1 in inside and not self._dates_the_clause(first - 1):
            first -= 1
        return first

    def _dates_the_clause(self, place: int) -> bool:
        """Whether a date before a noun has a preposition of its own: "In 2012 inspectors"."""
        dated = self.words.tokens[self.index(place)].time is not None
        return dated and bool(self.tree.having(place, "case"))

    def _counted(self, head: int) -> int:
        """One past the noun that a measure counts ("dozens of | people"); 0 for what is no measure."""
        words, tree = self.words, self.tree
        if not (tree.word(head) in _MEASURES or tree.word(head)[:1].isdigit()):
            return 0
        counted = modifier(tree, head, "of")
        if counted is None or counted < head or words.tokens[self.index(counted)].time is not None:
            return 0
        index = self.index(counted)
        return words.whole(index)[1] if words.tokens[index].mention is not None else index + 1

    def _name(self, head: int) -> int | None:
        """The index of a person's name that stands beside the noun at ``head`` for the same one."""
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
        own = self.words.tokens[self.index(head)].mention
        for index in (*map(self.index, beside), self.index(head) + 1):
            if self._person(index) and self.words.tokens[index].mention != own and self._besides(head, index):
                return index
        return None

    def _person(self, index: int) -> bool:
        mention = self.words.tokens[index].mention if index < len(self.words.tokens) else None
        return mention is not None and self.words.mentions[mention].kind is Kind.PERSON

    def _besides(self, head: int, index: int) -> bool:
        """Whether the name at ``index`` can be that of the noun at ``head``. Right behind it, a name may also be an
        object of its own: "gave officers | Jane Doe’s phone"."""
        if index != self.index(head) + 1:
            return True
        place = self.place(index)
        if place is None or self.tree.having(place, "case") or not _somebody(self.tree.word(head)):
            return False
        return self.tree.relation(place) in {"obj", "flat", "appos", "nmod"}

    def _title(self, start: int, index: int) -> NounPhrase | None:
        """The title in quotation marks around the words from ``start`` to ``index``: “Leak of papers”."""
        words = self.words
        first = max(0, start - _QUOTED)
        opened = next((at for at in range(start, first - 1, -1) if words.low(at) in QUOTES), None)
        if opened is None or not words.tokens[index].word[0].isupper() or words.low(opened) == "”":
            return None
        if words.low(opened) == '"' and sum(words.low(at) == '"' for at in range(opened)) % 2:
            return None  # the mark that closes another quotation
        if not words.tokens[opened + 1].word[0].isupper():
            return None
        for close in range(index + 1, min(index + _QUOTED, len(words.tokens))):
            if words.low(close) in {"”", '"'}:
                return NounPhrase(opened + 1, close, None, "“”", ("document",)) if close - opened > 2 else None
        return None


def _somebody(noun: str) -> bool:
    """Whether a noun means a person by itself: "doctor", "head"."""
    return noun in _KIN or bool({nouns.NounKind.PERSON, nouns.NounKind.ROLE} & set(nouns.kinds_of(noun)))
