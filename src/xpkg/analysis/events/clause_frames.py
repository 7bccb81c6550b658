"""Reads the arguments of a verb from the tree: who does it, to whom, and what its prepositions lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.model import Kind
from xpkg.syntax.arguments import is_passive, object_of, passive_agent, subject
from xpkg.syntax.nominals import antecedent, first_conjunct, prepositions
from xpkg.syntax.tree import Parse

_CAUSATIVE = verb_classes.having(verb_classes.Trait.CAUSATIVE)
_RELATIVE = having(Trait.RELATIVE_PRONOUN)
_OPENERS = having(Trait.WH_WORD)
_CONJUNCTIONS = having(Trait.TEMPORAL_SUBORDINATOR)


@dataclass(frozen=True, slots=True)
class ClauseFrame:
    """The arguments of the verb at ``verb``, phrases of its sentence. ``predicates`` are what it says that somebody
    is made or called: "mayor" of "named her mayor"."""

    view: SentenceTree
    verb: int
    passive: bool
    subjects: tuple[NounPhrase, ...]
    objects: tuple[NounPhrase, ...]
    recipients: tuple[NounPhrase, ...]
    agents: tuple[NounPhrase, ...]
    predicates: tuple[NounPhrase, ...]

    def obliques(self, marks: Collection[str]) -> tuple[NounPhrase, ...]:
        """What the verb's prepositions among ``marks`` lead to, in order."""
        heads = oblique_heads(self.view.tree, self.verb, marks)
        return tuple(phrase for each in heads for phrase in self.view.phrases(each))


def oblique_heads(tree: Parse, verb: int, marks: Collection[str]) -> Iterator[int]:
    """The heads of the phrases with a preposition among ``marks`` that hang on the verb at ``verb``."""
    for each in tree.having(verb, "obl", "nmod"):
        found = prepositions(tree, each)
        if (found and found[0] in marks) or " ".join(found) in marks:
            yield each


def participle_passive(tree: Parse, verb: int) -> bool:
    """Whether the verb at ``verb`` is passive, also as the complement of another: "had him poisoned"."""
    if is_passive(tree, verb):
        return True
    bare = tree.xpos[verb] == "VBN" and not tree.having(verb, "aux", "nsubj", "obj")
    return bare and tree.relation(verb) in {"xcomp", "advcl", "ccomp"}


def frame_of(view: SentenceTree, verb: int, *, transitive: bool = False) -> ClauseFrame:
    """The arguments of the verb at ``verb``; ``transitive`` where it has no meaning without an object."""
    known = view.frames.get((verb, transitive))
    if isinstance(known, ClauseFrame):
        return known
    read = view.frames[verb, transitive] = _read_frame(view, verb, transitive=transitive)
    return read


def _read_frame(view: SentenceTree, verb: int, *, transitive: bool) -> ClauseFrame:
    tree = view.tree
    passive = participle_passive(tree, verb) or (transitive and _elliptic(tree, verb))
    agents = view.phrases(_agent(view, verb) or _causer(tree, verb)) if passive else ()
    named = [each for each in tree.having(verb, "xcomp") if view.nominal(each)]
    direct = _object(view, verb, passive=passive)
    indirect = tree.first(verb, "iobj")
    if indirect is None and direct is not None and (second := _second(view, verb, direct)) is not None:
        if role_of(tree.word(second)):
            named.append(second)  # "appointed Jane Doe judge"
        elif second in view.proper and view.human(direct) and view.kind(second) is not Kind.PERSON:
            direct = second  # "left the group the Sea Guard"
        else:
            indirect, direct = direct, second  # "awarded Jane Doe the prize"
    if direct is not None and (name := _before_office(view, direct)) is not None:
        named, direct = [*named, direct], name
    return ClauseFrame(
        view,
        verb,
        passive,
        view.phrases(_subject(tree, verb)),
        view.phrases(direct),
        view.phrases(indirect),
        agents,
        tuple(phrase for each in named for phrase in view.phrases(each, predicate=True)),
    )


def _elliptic(tree: Parse, verb: int) -> bool:
    """Whether a verb shares the auxiliary of the passive that it is joined to: "was arrested and | deported"."""
    if tree.relation(verb) != "conj" or tree.xpos[verb] != "VBD" or tree.having(verb, "nsubj", "obj", "aux", "ccomp"):
        return False
    return is_passive(tree, first_conjunct(tree, verb))


def _second(view: SentenceTree, verb: int, direct: int) -> int | None:
    """A second object of the verb, behind the first; not a name that only belongs to the first noun."""
    if view.tree.heads[direct] != verb:
        return None
    later = [each for each in view.tree.having(verb, "obj") if each > direct and view.nominal(each)]
    return next((each for each in later if view.phrase(each) != view.phrase(direct)), None)


def _before_office(view: SentenceTree, noun: int) -> int | None:
    """The person's name that the tree takes for a part of the office behind it: "named Jane Doe ambassador"."""
    tree = view.tree
    if not role_of(tree.word(noun)) or tree.having(noun, "det", "nmod:poss"):
        return None
    return next((each for each in tree.having(noun, "compound") if view.kind(each) is Kind.PERSON), None)


def _agent(view: SentenceTree, verb: int) -> int | None:
    """Who does what a passive verb tells; not what follows another preposition than "by"."""
    tree = view.tree
    found = passive_agent(tree, verb)
    if found is None or "by" not in prepositions(tree, found):
        return _agent_below(view, verb)
    behind = tree.having(found, "appos", "conj")
    whole = (each for each in behind if any(article < found for article in tree.having(each, "det")))
    return next(whole, found)  # "by a Springfield, Ill., officer"


def _causer(tree: Parse, verb: int) -> int | None:
    """Who had something done: "the duke" of "the duke had him poisoned"."""
    head = tree.heads[verb]
    caused = tree.relation(verb) in {"xcomp", "ccomp"} and tree.word(head) in _CAUSATIVE
    if not caused or tree.having(verb, "aux") or not tree.having(head, "obj"):
        return None
    return _subject(tree, head)


def _agent_below(view: SentenceTree, verb: int) -> int | None:
    """Whoever stands behind "by" where the tree hangs them on a date, a sum or a receiver: "was fined $3 million by the
    court", "was handed to the club by her son", "was appointed minister by Doe", "was hired as a clerk by the bank"."""
    tree = view.tree
    for place in _lowest(view, verb):
        measure = tree.upos[place] in {"NUM", "SYM"} or _dated(tree, place)
        office = tree.relation(place) == "xcomp" and view.nominal(place)
        to = prepositions(tree, place) == ("to",) and NounKind.DOCUMENT not in kinds_of(tree.word(place))
        office = office or (prepositions(tree, place) == ("as",) and view.nominal(place))
        site = view.kind(place) is Kind.PLACE or NounKind.PLACE in kinds_of(tree.word(place))
        for each in tree.having(place, "nmod", "obl") if (measure or office or to or site) and place > verb else ():
            if site and not view.human(each):
                continue
            if "by" in prepositions(tree, each) and tree.upos[each] in {"NOUN", "PROPN"}:
                return each
    return None


def _lowest(view: SentenceTree, verb: int) -> Iterator[int]:
    """What hangs on the verb, and the places that hang on places there: "at his home | in Strelsau by two men"."""
    tree = view.tree
    for each in tree.having(verb, "obl", "obj", "nmod", "xcomp"):
        yield each
        yield from (below for below in tree.having(each, "nmod") if view.kind(below) is Kind.PLACE)


def _dated(tree: Parse, place: int) -> bool:
    return bool(tree.having(place, "nummod", "nmod:unmarked")) and tree.upos[place] == "PROPN"


def _subject(tree: Parse, verb: int) -> int | None:
    """The subject; for a pronoun that opens a relative clause, whatever it stands for; for what somebody was the first
    to do, the noun before it."""
    if tree.relations[verb] == "acl" and tree.xpos[verb] in {"VB", "VBN"}:
        return tree.heads[verb]
    found = subject(tree, verb)
    if found is not None and tree.word(found) in _RELATIVE:
        return antecedent(tree, verb)
    return found if found is not None or tree.xpos[verb] != "VBD" else _after_conjunction(tree, verb)


def _after_conjunction(tree: Parse, verb: int) -> int | None:
    """The subject of a verb before which the tree takes a conjunction for a preposition: "after rebels killed"."""
    for each in range(verb - 1, -1, -1):
        if tree.upos[each] in {"VERB", "AUX"}:
            return None
        noun = tree.relation(each) in {"obl", "nmod"} and tree.upos[each] in {"NOUN", "PROPN"}
        if noun and set(prepositions(tree, each)) & _CONJUNCTIONS:
            return each
    return None


def _object(view: SentenceTree, verb: int, *, passive: bool) -> int | None:
    """The direct object; where a second verb stands between, the one that both share: "shot and killed him"."""
    tree = view.tree
    found = object_of(tree, verb)
    if found is not None or passive:
        return found
    if tree.relations[first_conjunct(tree, verb)] == "acl:relcl" and _lacks_object(tree, verb):
        return antecedent(tree, verb)  # "the town they left"
    if (bare := _bare(view, verb)) is not None:
        return bare
    second = next((each for each in tree.having(verb, "conj") if tree.upos[each] == "VERB"), None)
    if second is None or tree.having(second, "nsubj") or second - verb > 3 or tree.having(verb, "obl", "xcomp"):
        return None
    return tree.first(second, "obj")


def _bare(view: SentenceTree, verb: int) -> int | None:
    """What the tree takes for a circumstance though it has no preposition: "released on Monday more than 40 people"."""
    tree = view.tree
    if tree.having(verb, "ccomp", "xcomp"):
        return None
    for each in tree.having(verb, "obl"):
        dated = view.time_on[each] is not None
        if each > verb and tree.relations[each] == "obl" and not tree.having(each, "case") and not dated:
            return each
    return None


def _lacks_object(tree: Parse, verb: int) -> bool:
    """Whether a relative clause has a subject of its own and no pronoun, so that the noun before it is its object."""
    own = tree.first(verb, "nsubj")
    if own is None or tree.word(own) in _RELATIVE:
        return False
    places = (own, *tree.having(verb, "obl", "advmod", "obj", "ccomp", "xcomp"))
    words = {tree.word(at) for each in places for at in (each, *tree.dependents[each])}  # "whose boat sank"
    return words.isdisjoint(_RELATIVE | _OPENERS) and (
        not any(tree.relation(each) in {"obj", "ccomp", "xcomp"} for each in places)
    )
