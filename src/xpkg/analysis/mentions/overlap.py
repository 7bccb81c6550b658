"""Chooses, among the candidates of a sentence that overlap, the names."""

from __future__ import annotations

from xpkg.analysis.mentions.candidates import Sight, name_of
from xpkg.analysis.mentions.document_evidence import Clues
from xpkg.analysis.mentions.extended_bodies import METHOD as EXTENDED
from xpkg.analysis.mentions.filters import TITLED, is_called, is_negated, is_torn, read_match
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.name_sentences import Found, Line
from xpkg.lexicon import ambiguous_names, sentence_openers, titles
from xpkg.model import Kind, MentionForm

_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_CHRISTENED = ambiguous_names.having(ambiguous_names.Trait.TITLE)
_TITLES = titles.titles_before_names()


def choose(
    sight: Sight, accepted: frozenset[str], tails: frozenset[str], clues: Clues, gazetteer: Gazetteer
) -> list[Found]:
    """The candidates of a line that do not overlap, the longer before the shorter."""
    line = sight.line
    pool: list[tuple[int, int, Found]] = []
    for match in sight.matches.values():
        found = read_match(line, match, tails, clues, gazetteer)
        if found is not None:
            pool.append((found.length, 3, found))
    for found in sight.bodies:
        weak = found.kind is Kind.PLACE
        pool.append((found.length, 1 if weak else 2, found))
    for candidate in sight.people:
        name = name_of(line, candidate.first, candidate.last)
        length = candidate.last - candidate.first
        if length == 2 and line.words[candidate.first].text in _CHRISTENED and _of_another(name, accepted):
            shorter = Found(candidate.first + 1, candidate.last, Kind.PERSON, MentionForm.SHORT, TITLED)
            pool.append((1, 4, shorter))
        elif length > 1 and name in accepted and not is_negated(candidate):
            found = Found(candidate.first, candidate.last, Kind.PERSON, MentionForm.NAME, "pattern:person")
            pool.append((length, 3 if candidate.signs.get("apposition") == 3.0 else 2, found))
        elif is_called(sight, candidate, tails, gazetteer):
            found = Found(candidate.first, candidate.last, Kind.PERSON, MentionForm.SHORT, TITLED)
            pool.append((length, 4, found))
    pool = _prune(line, pool, gazetteer)
    pool.sort(key=lambda each: (-each[0], -each[1], each[2].first))
    taken: set[int] = set()
    chosen = []
    for _, _, found in pool:
        if any(place in taken for place in range(found.first, found.last)):
            continue
        if is_torn(sight, found, pool, clues, gazetteer):
            continue
        taken.update(range(found.first, found.last))
        chosen.append(found)
    return sorted(chosen, key=lambda found: found.first)


def _of_another(name: str, accepted: frozenset[str]) -> bool:
    """Whether the document names somebody else in full with that family name: "Ann Holbrook" before "Dean Holbrook"."""
    first, last = name.split(" ")
    return any(other.endswith(f" {last}") and first not in other.split(" ") for other in accepted)


def _prune(line: Line, pool: list[tuple[int, int, Found]], gazetteer: Gazetteer) -> list[tuple[int, int, Found]]:
    """Leaves out patterns that only put an opener, a title or an adjective before an authority's name."""
    known = {found.last: found for _, rank, found in pool if rank == 3 and found.length > 1}
    kept = []
    for length, rank, found in pool:
        inner = known.get(found.last) if found.method != EXTENDED else None
        if rank == 2 and inner is not None and inner.first > found.first and inner.kind is found.kind:
            extra = line.words[found.first : inner.first]
            if all(w.text in _OPENERS or w.text in _TITLES or w.text in gazetteer.adjectives for w in extra):
                continue
        kept.append((length, rank, found))
    return kept
