"""What the clause around a date tells of the time that it speaks of: what is to come, what is past, what was before."""

from __future__ import annotations

import re

from xpkg.analysis.times.sequence import Tie, looks_back, tie_of
from xpkg.lexicon import factuality_cues, light_verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import third_person
from xpkg.lexicon.reporting import SPEECH_FRAMES, Frame, finite_forms, reporting_verbs
from xpkg.model import Block, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.tree import ancestors, starting_at, token_at

_INTENDING = [
    form
    for verb in reporting_verbs()
    if Frame.INFINITIVE in verb.frames
    for form in (verb.lemma, third_person(verb.lemma))
]
_UNTIL = having(Trait.TERMINATIVE) & having(Trait.SUBORDINATOR)
_SCHEDULING = factuality_cues.having(factuality_cues.Trait.SCHEDULING)
_PROSPECTIVE = factuality_cues.having(factuality_cues.Trait.PROSPECTIVE) | {"planning"}
_FUTURE = re.compile(
    rf"\b(?:{alternation(having(Trait.FUTURE))}|"
    rf"{alternation(having(Trait.BE))} {alternation(_PROSPECTIVE)} (?:to|for)|"
    rf"{alternation(_SCHEDULING)} (?:for|(?:[^,;]{{1,40}} )?{alternation(_UNTIL)})|"
    rf"(?:is|are) to [a-z]+|scheduled|upcoming|{alternation(_INTENDING)} to|ahead of|next)\b"
)
_OPENS = frozenset(form for form in light_verbs.having(light_verbs.Trait.OPENS) if form.endswith("s"))
_AGENDA = re.compile(
    rf"(?<!\d )\b(?:holds|meets|votes|faces|hosts|convenes|{alternation(_OPENS)}|kicks off|takes place|"
    r"goes to the polls|go to the polls|gets under way)\b"
)
"""Present forms that, with a weekday, express a plan: "the state holds its caucuses on Saturday"."""
_PAST = frozenset(("VBD", "VBN"))
_HAD = having(Trait.HAVE) & {"had", "'d"}
_SAYING = finite_forms(*SPEECH_FRAMES) | {"scheduled"}
"""Past forms that do not show the time of the event."""
_FUTURE_AFTER = re.compile(r",?(?: \S+){1,6}? (?:will|is set to|is due to|are set to)\b")
_OPENING = having(Trait.RELATIVE_PRONOUN) | having(Trait.SUBORDINATOR) - having(Trait.PREPOSITION) | {"after", "but"}
_CLAUSE = re.compile(rf"[.;:?!]|,? {alternation(_OPENING)} ")
BEFORE_DATES = having(Trait.DATING_ADVERB, Trait.TEMPORAL, Trait.TEMPORAL_SUBORDINATOR) | {"mid"}
"""What stands before a date that dates its sentence."""
YEAR_AHEAD = re.compile(
    rf"[^.;!?\n]{{0,160}}?\b{alternation(BEFORE_DATES)}\s(?:[A-Z]\w+\.? )?(?:\d\d?,? )?(?:1\d|20)\d\d\b"
)


_OPENERS = having(Trait.TEMPORAL) | {"and", "but"}


def speaks_of_the_future(words: str, start: int, end: int, block: Block) -> bool:
    """Whether the clause of the date from ``start`` to ``end`` (characters of ``words``) looks ahead."""
    clause = clause_before(words, start, block)
    if _FUTURE.search(clause) or _AGENDA.search(clause):
        return True
    opens = not clause.strip() or clause.strip().lower() in {"on", "and on", "but on"}
    return opens and bool(_FUTURE_AFTER.match(words[end : end + 80]))


def tells(text: Text, start: int, end: int, block: Block) -> bool:
    """Whether the words in the clause of a date refer to the past, or explicitly to the future.

    Those before it count, and those behind it where it opens the sentence.
    """
    words = text.source.text
    clause = clause_before(words, start, block)
    if clause.strip().lower() in {"in", "on"}:
        clause = clause_after(words, end, block)
        return bool(_FUTURE.search(clause)) or _is_past(text, end, end + len(clause))
    return bool(_FUTURE.search(clause)) or _is_past(text, start - len(clause), start)


def is_past_at(text: Text, start: int) -> bool:
    """Whether the verb of the clause of the date at ``start`` is past: "took part in Tuesday's raids"."""
    parse = read(text).parse_at(start)
    place = None if parse is None else token_at(parse, start)
    if parse is None or place is None:
        return False
    verb = next((each for each in ancestors(parse, place) if is_clause(parse, each)), None)
    if verb is None or parse.word(verb) in _SAYING:
        return False
    return any(parse.xpos[each] == "VBD" for each in (verb, *parse.having(verb, "aux", "cop")))


def has_been_before(text: Text, start: int) -> bool:
    """Whether the verb of the clause of the date at ``start`` is in the past perfect, however far before it."""
    parse = read(text).parse_at(start)
    place = None if parse is None else token_at(parse, start)
    if parse is None or place is None:
        return False
    verb = next((each for each in ancestors(parse, place) if is_clause(parse, each)), None)
    return verb is not None and any(parse.word(each) in _HAD for each in parse.having(verb, "aux"))


def is_determined(text: Text, start: int) -> bool:
    """Whether "that" at ``start`` is no conjunction: "bought it that November", not "said that November was cold"."""
    parse = read(text).parse_at(start)
    place = None if parse is None else token_at(parse, start)
    if parse is None or place is None:
        return False
    beside = (place - 1, min(place + 2, len(parse) - 1))
    return parse.xpos[place] != "IN" and place > 0 and all(parse.upos[each] not in {"VERB", "AUX"} for each in beside)


def _is_past(text: Text, start: int, end: int) -> bool:
    """Whether a past that shows the time of something stands in the characters ``start`` to ``end`` of a sentence."""
    blanks = end - start - len(text.source.text[start:end].lstrip())
    parse = read(text).parse_at(start + blanks)
    if parse is None:
        return False
    places = range(starting_at(parse.tokens, start), starting_at(parse.tokens, end))
    past = (at for at in places if parse.xpos[at] in _PAST and parse.relation(at) != "amod")
    return any(parse.word(at) not in _SAYING and not _is_infinitive(parse, at) for at in past)


def _is_infinitive(parse: Parse, at: int) -> bool:
    """Whether a participle is only of what is to be: "to be held"."""
    return any(parse.word(each) in {"to", "be"} for each in parse.having(at, "aux", "mark"))


def clause_before(words: str, start: int, block: Block) -> str:
    """The words of the clause of ``start`` that stand before it, at most 90 characters."""
    before = words[max(block.span.start, start - 90) : start]
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def clause_after(words: str, end: int, block: Block) -> str:
    """The words of the clause of ``end`` that stand behind it, at most 90 characters."""
    after = words[end : min(block.span.end, end + 90)]
    cut = _CLAUSE.search(after)
    return after[: cut.start()] if cut else after


def had_been(words: str, start: int, end: int, block: Block) -> bool:
    """Whether the clause looks back from another one: "who had been warned in March, resigned in 2014"."""
    return looks_back(_around(words, start, end, block))


def tie_to(words: str, previous: int, start: int, end: int, block: Block) -> Tie:
    """How the clause of the date from ``start`` to ``end`` stands to the date that ends at ``previous``."""
    return tie_of(words[previous:start], _around(words, start, end, block))


def _around(words: str, start: int, end: int, block: Block) -> str:
    """The words of the clause of a date, before it and behind it. What stands behind a comma is of another clause where
    the date does not open its own: "found burned on 3 August, had been sold"."""
    before, after = clause_before(words, start, block), clause_after(words, end, block)
    opens = not before.strip() or before.strip().lower() in _OPENERS
    return f"{before} {after}" if opens or not after.startswith(",") else before
