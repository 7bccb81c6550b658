"""Reads the entries of a chronicle: "May 2014 - Police arrest Ann Low" tells what happened, and on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from xpkg.analysis.events.triggers import Form, triggers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import pasts, third_person
from xpkg.model import Text, TimeExpression, Token
from xpkg.syntax.tree import Parse
from xpkg.text.datelines import entries_of

_PRESENT = frozenset(("VBZ", "VBP"))
_TOLD = frozenset(("root", "parataxis", "conj", "advcl"))
"""Relations of the clauses whose present tense is that of the entry."""
_BE = having(Trait.BE) & having(Trait.PRESENT)


def entry_dates(text: Text, times: Sequence[TimeExpression]) -> Mapping[int, TimeExpression]:
    """The date of each block that is an entry of a chronicle, by the block's index."""
    by_start = {time.span.start: time for time in times if time.edtf}
    starts = {number: text.blocks[number].span.start for number in entries_of(text)}
    return {number: by_start[start] for number, start in starts.items() if start in by_start}


def told_as_past(parse: Parse) -> Parse:
    """``parse`` with the present tense of its main clauses as the past that it stands for: "are killed", "resigns"."""
    present = {at for at, tag in enumerate(parse.xpos) if tag in _PRESENT}
    told = {at for at in range(len(parse)) if parse.relation(at) in _TOLD and not _is_told_of(parse, at)}
    changed = {at for at in present if (at if parse.relation(at) != "aux" else parse.heads[at]) in told}
    if not changed:
        return parse
    tags = tuple("VBD" if at in changed else tag for at, tag in enumerate(parse.xpos))
    return replace(parse, xpos=tags, tokens=tuple(_past(each, at in changed) for at, each in enumerate(parse.tokens)))


def _is_told_of(parse: Parse, at: int) -> bool:
    """Whether a clause is joined to one that is itself no main clause: "a man who | lies and steals"."""
    head = parse.heads[at]
    return parse.relation(at) == "conj" and head >= 0 and parse.relation(head) not in _TOLD


def _past(token: Token, changed: bool) -> Token:
    return token._replace(text=_pasts().get(token.text.lower(), token.text)) if changed else token


@cache
def _pasts() -> Mapping[str, str]:
    """The past of each present form of "be" and of the verbs that tell happenings: "resigns", "are"."""
    bases = {row.words[0] for rows in triggers().values() for row in rows if row.form is Form.BASE}
    found = {form: pasts(base)[0] for base in bases for form in (base, third_person(base))}
    was, were = pasts("be")
    return found | {word: were if word == "are" else was for word in _BE}
