"""Reads in the tree what stands beside a name: the noun before it, its apposition, its relative clause."""

from __future__ import annotations

from typing import NamedTuple

from xpkg.analysis.mentions.appositions import NOUNS
from xpkg.lexicon import kinship, noun_kinds, nouns, organizations, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind
from xpkg.syntax import Parse
from xpkg.syntax.finiteness import PRESENT_OR_PAST
from xpkg.syntax.tree import subtree

_INDEFINITE = having(Trait.ARTICLE) - {"the"}
_DETERMINERS = having(Trait.ARTICLE, Trait.POSSESSIVE_DETERMINER)
HUMAN = noun_kinds.human_nouns()
BODIES = (
    frozenset(NOUNS)
    | organizations.having(organizations.Trait.APPOSED)
    | {noun for noun, kind in noun_kinds.kinds().items() if kind is Kind.ORGANIZATION}
) - nouns.having(nouns.Trait.BEARS_NAME)  # "the journal Language"
"""Nouns that say beside a name that a body bears it."""
TITLES = frozenset(word.lower() for word in (*titles.titles_before_names(), *titles.forms_of_address()))
_KIN = kinship.genders().keys()
_LOOSE = ("appos", "parataxis", "nsubj", "nsubj:pass")
"""How a noun may hang on a verb before the name that it stands in apposition to."""
_GOES_ON = having(Trait.COORDINATOR) | {'"', "“"}


class Named(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) of a sentence that are a name; ``head`` is the token that heads them.

    ``behind`` is the noun of the apposition behind it, ``ahead`` the noun right before it; empty where there is none.
    """

    parse: Parse
    first: int
    last: int
    head: int
    behind: str = ""
    ahead: str = ""

    def before(self, back: int = 1) -> str:
        """A word before the name, in lower case."""
        return self.parse.word(self.first - back) if self.first >= back else ""

    def after(self, ahead: int = 0) -> str:
        """A word behind the name, in lower case."""
        at = self.last + ahead
        return self.parse.word(at) if at < len(self.parse) else ""

    @property
    def governor(self) -> int:
        """The head of the name, or ROOT."""
        return self.parse.heads[self.head]

    @property
    def is_long(self) -> bool:
        """Whether it has more words than one."""
        return self.last - self.first > 1

    def holds(self, at: int) -> bool:
        """Whether the token at ``at`` is one of the name."""
        return self.first <= at < self.last


def _listed(parse: Parse, noun: int) -> bool:
    """Whether "and" goes on behind the phrase: "a barracks in Lodz, a mill in Brezno, and a camp"."""
    behind = subtree(parse, noun)[-1] + 1
    joined = parse.relation(noun) == "conj" or parse.first(noun, "conj") is not None
    return joined or any(parse.upos[at] == "CCONJ" for at in range(behind, min(behind + 3, len(parse))))


def _goes_on_behind(parse: Parse, noun: int, determiner: str) -> bool:
    """Whether the noun is no apposition's, as a verb or another noun follows: "to Esther, the church wrote"."""
    at = noun + 1
    if at >= len(parse):
        return False
    if parse.upos[at] == "PUNCT":
        return parse.tokens[at].text[0] in "“\"'‘"
    if determiner == "the":
        return parse.upos[at] not in ("ADP", "PRON", "SCONJ")
    return parse.upos[at] in ("NOUN", "PROPN", "AUX") or parse.xpos[at] in PRESENT_OR_PAST


def named(parse: Parse, first: int, last: int, head: int) -> Named:
    """A name with the nouns beside it."""
    name = Named(parse, first, last, head)
    return name._replace(behind=noun_behind(name), ahead=noun_before(name))


def noun_behind(name: Named) -> str:
    """The noun of the apposition behind the name: "firm" of "Zontek, a small firm that he owns"; or of "is a firm"."""
    parse = name.parse
    at = name.last + 1 + (name.after() == "'s")  # "St. Brendan's, a hospital"
    if at < len(parse) and parse.word(at - 1) == "," and parse.word(at) in _DETERMINERS:
        noun = parse.heads[at]
        if noun < at or parse.upos[noun] != "NOUN":
            return ""
        if (whole := _hyphened(parse, at, noun)) in BODIES:
            return whole
        held = parse.relation(noun) == "appos" and name.holds(parse.heads[noun])
        loose = (
            parse.word(noun) not in HUMAN
            and parse.word(at) in _INDEFINITE
            and parse.relation(noun) in _LOOSE
        )
        if _goes_on_behind(parse, noun, parse.word(at)) or (parse.word(noun) not in HUMAN and _listed(parse, noun)):
            return ""
        return parse.word(noun) if held or (loose and parse.heads[noun] < name.last) else ""
    if at != name.last + 1:
        return ""
    noun = name.governor
    defined = noun > at and name.after() in ("is", "was") and name.after(1) in _INDEFINITE
    if defined and parse.relations[name.head] == "nsubj" and parse.heads[at] == noun and parse.upos[noun] == "NOUN":
        return parse.word(noun)
    return ""


def _hyphened(parse: Parse, first: int, noun: int) -> str:
    """The word that hyphens make of a noun and what stands before or behind it: "start-up"; empty where none do."""
    for at in (noun - 1, noun + 1):
        if first < at < len(parse) - 1 and parse.tokens[at].text == "-":
            return f"{parse.word(at - 1)}-{parse.word(at + 1)}"
    return ""


def noun_before(name: Named) -> str:
    """The noun right before the name: "daily" of "the daily Dagen"; not one in whose place another clause begins."""
    parse, at = name.parse, name.first - 1
    if at > 0 and parse.word(at) in TITLES and parse.tokens[at].text[0].isupper():
        at -= 1  # "the ferry Princess Amalia"
    elif at < 0 or parse.tokens[at].end + 1 != parse.tokens[name.first].start:
        return ""
    if parse.upos[at] not in ("NOUN", "ADJ"):
        return ""
    if belongs(name) or goes_on(name):
        return ""  # "a weekly Spanish-English publication"
    if parse.relations[name.head] in ("nsubj", "nsubj:pass"):
        start = min(subtree(parse, at))
        led = parse.upos[start] == "ADP" or (start > 0 and parse.upos[start - 1] == "ADP")
        if led or parse.heads[at] not in (name.head, name.governor):
            return ""  # "told the paper Ann Low was safe", "the firm Low founded", "In the film Ann Low plays"
    return parse.word(at)


def several_before(name: Named) -> bool:
    """Whether several of a trade have the one name: "the solicitors Finch Reed", "her solicitors, Finch Reed,"."""
    parse, at = name.parse, name.first - 1
    at -= parse.word(at) == "," if at > 0 else 0
    if at < 0 or parse.xpos[at] != "NNS" or name.after() in _GOES_ON or parse.having(name.head, "conj"):
        return False
    noun = parse.word(at).removesuffix("s")
    beside = parse.relation(name.head) in ("appos", "flat") and name.governor == at
    if noun == parse.word(at) or noun not in HUMAN or noun in _KIN or not (beside or at == name.first - 1):
        return False
    if parse.relation(at) == "nmod":
        return False  # "one of the miners, Ann Low, said"
    return not _names_more(parse, name.last)


def is_set_off(name: Named) -> bool:
    """Whether such a noun is that of known people: "her solicitors, Finch Reed,", "the auditors Finch Reed"."""
    if not several_before(name):
        return False
    return name.before() == "," or name.parse.first(name.first - 1, "det", "nmod:poss") is not None


def _names_more(parse: Parse, at: int) -> bool:
    """Whether "and" leads to another name before the next verb: "the poets Ann Low of Lodz and Bo Reed"."""
    for place in range(at, len(parse) - 1):
        if parse.upos[place] in ("VERB", "AUX"):
            return False
        if parse.upos[place] == "CCONJ" and parse.tokens[place + 1].text[0].isupper():
            return True
    return False


def has_verb(name: Named) -> bool:
    """Whether a finite verb stands within it, so that it is a headline: "Clinton Cash Debunks Hillary"."""
    parse = name.parse
    return any(parse.xpos[at] in ("VBZ", "VBD") for at in range(name.first + 1, name.last - 1))


def relative(name: Named, word: str) -> int | None:
    """The verb of the relative clause with ``word`` that tells of the name."""
    parse = name.parse
    if name.after() != "," or name.after(1) != word:
        return None
    heads = (name.head, name.first - 1) if name.first else (name.head,)
    return next((verb for head in heads for verb in parse.having(head, "acl") if verb > name.last), None)


def belongs(name: Named) -> bool:
    """Whether the name is a part of what a noun behind it means: "the Ann Low trial"."""
    return name.parse.relation(name.head) == "compound" and name.governor >= name.last


def goes_on(name: Named) -> bool:
    """Whether a noun follows to which the name belongs: "staff at Cancun airport"."""
    return name.last < len(name.parse) and name.parse.upos[name.last] == "NOUN"
