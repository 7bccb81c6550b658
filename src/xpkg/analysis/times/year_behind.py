"""Finds the year of a date that a later one of its sentence names: "charged on 17 June and tried on 9 July 2019"."""

from __future__ import annotations

from xpkg.analysis.times.calendar import When
from xpkg.analysis.times.readings import absolute_readings, longest
from xpkg.model import Text
from xpkg.syntax import Parse, read
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.tree import ancestors, subtree, token_at

_PAST = frozenset(("VBD", "VBN"))


def date_behind(text: Text, start: int, since: int) -> When | None:
    """The day or month with its year of a verb joined to that of the date at ``start``, with the same subject.

    None where the date before, which ends at ``since``, stands in the same sentence.
    """
    parse = read(text).parse_at(start)
    place = None if parse is None else token_at(parse, start)
    if parse is None or place is None or since > parse.tokens[0].start:
        return None
    verb = _clause(parse, place)
    if verb is None or parse.xpos[verb] not in _PAST:
        return None
    for joined in parse.having(verb, "conj"):
        if joined < place or parse.xpos[joined] not in _PAST or parse.having(joined, "nsubj"):
            continue
        begin, end = parse.tokens[joined].start, parse.tokens[max(subtree(parse, joined))].end
        for first, _, when in longest(absolute_readings(text.source.text[begin:end])):
            at = token_at(parse, begin + first)
            if "-" in when.edtf and "/" not in when.edtf and at is not None and _clause(parse, at) == joined:
                return when
    return None


def _clause(parse: Parse, place: int) -> int | None:
    return next((each for each in ancestors(parse, place) if is_clause(parse, each)), None)
