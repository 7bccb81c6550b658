"""Chooses, over a whole document, which candidates are names, and spreads what one sentence tells to the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from xpkg.analysis.names.bodies import find_bodies
from xpkg.analysis.names.given import FAMILY_FIRST, family_names, gender_of, is_given
from xpkg.analysis.names.introductions import acronym_after, native_after, tag_of
from xpkg.analysis.names.lexicon import Lexicon, Match
from xpkg.analysis.names.lines import Found, Line, begins_line, is_calendar, is_opener, runs_of
from xpkg.analysis.names.people import ENOUGH, Candidate, find_people
from xpkg.analysis.names.triggers import (
    ALONE,
    CAUTIOUS,
    HONORIFICS,
    NATIVES_FINAL,
    OPENERS,
    PARTICLES,
    SPEECH,
    STRONG,
    SUBTYPES,
    SUFFIXES,
    TITLES,
)
from xpkg.model import Gender, Kind, Mention, MentionForm, Span, Text

_SHARED = ("says", "said before", "role before", "title", "apposition", "who", "age", "born", "native", "list")
"""Signs that hold for a name wherever in the document it stands."""

_CARDINAL = frozenset("North South East West Northern Southern Eastern Western Central".split())


@dataclass(slots=True)
class _Sight:
    """A line with its candidates."""

    line: Line
    runs: list[tuple[int, int]]
    matches: dict[int, Match]
    bodies: list[Found]
    people: list[Candidate]


@dataclass(slots=True)
class Search:
    """The search through one document: ``read`` each line, then take the ``mentions``."""

    text: Text
    lexicon: Lexicon
    _sights: list[_Sight] = field(default_factory=list)
    _signs: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    _genders: dict[str, Gender] = field(default_factory=dict)
    _alone: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _singly: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _articled: set[str] = field(default_factory=set)
    _small: set[str] = field(default_factory=set)
    _tails: set[str] = field(default_factory=set)

    def read(self, line: Line) -> None:
        """Gathers what ``line`` alone tells."""
        runs = list(runs_of(line))
        matches = self._matches(line)
        bodies = list(find_bodies(line, runs, self.lexicon))
        people = find_people(line, runs, matches, self.lexicon, _families(self.lexicon))
        self._sights.append(_Sight(line, runs, matches, bodies, people))
        self._small.update(word.text for word in line.words if word.text.islower())
        if not line.titled:
            for first, last in runs:
                word = line.words[first]
                if last - first == 1 and not (first in matches and not matches[first].bearers[0].short):
                    if first and line.words[first - 1].text.lower() in ("the", "a", "an"):
                        self._articled.add(word.text)
                    elif not begins_line(line, first) or first == 0:
                        self._singly[word.text] += 1
        for candidate in people:
            name = _name(line, candidate.first, candidate.last)
            if candidate.last - candidate.first == 1:
                told = candidate.titled or candidate.signs.get("says") or candidate.signs.get("said before")
                if told and not line.titled:
                    self._alone[name] += 1
                continue
            if line.titled or line.shouted:
                continue
            for sign in _SHARED:
                weight = candidate.signs.get(sign, 0.0)
                self._signs[name][sign] = max(weight, self._signs[name].get(sign, 0.0))
            if candidate.gender is not None:
                self._genders.setdefault(name, candidate.gender)

    def _matches(self, line: Line) -> dict[int, Match]:
        """The authority's names in ``line`` by their first word, the longest at each."""
        found: dict[int, Match] = {}
        end = 0
        for place, word in enumerate(line.words):
            if place < end:
                continue
            match = self.lexicon.longest(line.words, place)
            dateline = line.shouted or (place == 0 and line.opening)
            alone = match is None and (dateline or len(word.text) > 5)
            if word.shouted and len(word.text) > 2 and (alone or _shouts(line, place + 1)):
                other = self.lexicon.longest(line.words, place, shouted=True)
                if other is not None and all(each.shouted for each in line.words[other.first : other.last]):
                    match = other if match is None or other.last > match.last else match
            if match is not None:
                found[place] = match
                # A single word may begin a longer name that is none of the authority's: later words stay open.
                end = match.last if match.last - match.first > 1 else place + 1
        return found

    # ------------------------------------------------------------------ choice

    def mentions(self) -> list[Mention]:
        """The names of all lines, those of people spread over the document."""
        accepted = self._accepted()
        self._tails = {name.split(" ")[-1] for name in accepted}
        chosen = [self._choose(sight, accepted) for sight in self._sights]
        known = self._known(chosen)
        acronyms: dict[str, Mention] = {}
        natives = self._natives(chosen)
        mentions: list[Mention] = []
        for sight, founds in zip(self._sights, chosen, strict=True):
            founds = [*founds, *self._singles(sight, founds, known)]
            founds += _campaigns(sight.line, founds)
            for found in founds:
                mention = self._mention(sight.line, found, natives)
                mentions.append(mention)
                if mention.acronym:
                    acronyms.setdefault(mention.acronym, mention)
        mentions.extend(self._acronyms(mentions, acronyms))
        mentions.extend(self._inner(mentions))
        return mentions

    def _accepted(self) -> dict[str, float]:
        """The rows of capitals that are people by what the whole document says of them."""
        weights: dict[str, float] = {}
        for sight in self._sights:
            if sight.line.shouted:
                continue
            for candidate in sight.people:
                if candidate.last - candidate.first < 2:
                    continue
                name = _name(sight.line, candidate.first, candidate.last)
                tail = name.split(" ")[-1]
                signs = dict(candidate.signs)
                for sign, weight in self._signs.get(name, {}).items():
                    signs[sign] = max(signs.get(sign, 0.0), weight)
                if self._alone.get(tail):
                    signs["alone"] = 2.0
                elif self._singly.get(tail, 0) > 1 and tail not in self._articled:
                    signs["singly"] = 1.0
                weight = sum(signs.values())
                if sight.line.titled:
                    weight -= 2.0
                weights[name] = max(weights.get(name, -9.0), weight)
        accepted = {name: weight for name, weight in weights.items() if weight >= ENOUGH}
        full = set(accepted) | self._known_people()
        ends = {" ".join(name.split(" ")[1:]) for name in full if name.count(" ") > 1}
        return accepted | {name: ENOUGH for name in weights if name in ends and name not in accepted}

    def _known_people(self) -> set[str]:
        """The authority's people whom the document names in full."""
        entries = self.lexicon.authority.entries
        return {
            _name(sight.line, match.first, match.last)
            for sight in self._sights
            for match in sight.matches.values()
            if match.last - match.first > 1 and entries[match.bearers[0].entry].kind is Kind.PERSON
        }

    def _choose(self, sight: _Sight, accepted: dict[str, float]) -> list[Found]:
        """The candidates of a line that do not overlap, the longer before the shorter."""
        line = sight.line
        pool: list[tuple[int, int, Found]] = []
        for match in sight.matches.values():
            found = self._from_match(line, match)
            if found is not None:
                pool.append((found.length, 3, found))
        for found in sight.bodies:
            weak = found.kind is Kind.PLACE
            pool.append((found.length, 1 if weak else 2, found))
        for candidate in sight.people:
            name = _name(line, candidate.first, candidate.last)
            length = candidate.last - candidate.first
            if length > 1 and name in accepted and not _negated(candidate):
                found = Found(candidate.first, candidate.last, Kind.PERSON, MentionForm.NAME, "pattern:person")
                pool.append((length, 2, found))
            elif self._called(sight, candidate):
                found = Found(candidate.first, candidate.last, Kind.PERSON, MentionForm.SHORT, "pattern:title")
                pool.append((length, 4, found))
        pool = self._prune(line, pool)
        pool.sort(key=lambda each: (-each[0], -each[1], each[2].first))
        taken: set[int] = set()
        chosen = []
        for _, _, found in pool:
            if any(place in taken for place in range(found.first, found.last)):
                continue
            if self._torn(sight, found, pool):
                continue
            taken.update(range(found.first, found.last))
            chosen.append(found)
        return sorted(chosen, key=lambda found: found.first)

    def _called(self, sight: _Sight, candidate: Candidate) -> bool:
        """Whether one word beside a title is a name: "Mr. Brandvold", "his wife, Jane,", not "General Electric"."""
        line, place = sight.line, candidate.first
        if candidate.titled and line.words[place].text in PARTICLES:
            return True
        if candidate.last - place == 1 and candidate.signs.get("role before") == 2.0 and _christian(line, candidate):
            return True
        if candidate.last - place > 1 or not candidate.titled or candidate.weight < ENOUGH - 1:
            return False
        text, title = line.words[place].text, line.words[place - 1].text if place else ""
        match = sight.matches.get(place)
        if not _nameable(line, place) or text in self.lexicon.adjectives or title in ("Republican", "Democrat"):
            return False
        if match is not None and self.lexicon.authority.entries[match.bearers[0].entry].kind is not Kind.PERSON:
            return title in ("Mr", "Mrs", "Ms", "Miss", "Dr")
        return title in STRONG or title in HONORIFICS or text in family_names() or text in self._tails

    def _prune(self, line: Line, pool: list[tuple[int, int, Found]]) -> list[tuple[int, int, Found]]:
        """Leaves out patterns that only put an opener, a title or an adjective before an authority's name."""
        known = {found.last: found for _, rank, found in pool if rank == 3 and found.length > 1}
        kept = []
        for length, rank, found in pool:
            inner = known.get(found.last)
            if rank == 2 and inner is not None and inner.first > found.first and inner.kind is found.kind:
                extra = line.words[found.first : inner.first]
                if all(w.text in OPENERS or w.text in TITLES or w.text in self.lexicon.adjectives for w in extra):
                    continue
            kept.append((length, rank, found))
        return kept

    def _from_match(self, line: Line, match: Match) -> Found | None:
        """A match as a candidate, or None where the words there hardly mean the authority's thing."""
        words = line.words
        word = words[match.first]
        entries = self.lexicon.authority.entries
        short = all(bearer.short for bearer in match.bearers)
        entry = entries[match.bearers[0].entry]
        name = words[match.first].text
        if match.last - match.first == 1:
            doubtful = name in CAUTIOUS or (entry.kind is not Kind.PLACE and name in self.lexicon.adjectives)
            if entry.kind is not Kind.PERSON and name in self._tails and not _placed(line, match):
                return None
            if (
                is_calendar(word)
                or is_opener(line, match.first)
                or (begins_line(line, match.first) and name.lower() in self._small and not word.shouted)
                or (doubtful and not self._vouched(line, match))
                or (line.titled and short and entry.kind is not Kind.PERSON)
                or name.islower()
            ):
                return None
        form = MentionForm.SHORT if short else MentionForm.NAME
        bearers = tuple(bearer.entry for bearer in match.bearers)
        return Found(match.first, match.last, entry.kind, form, "authority", bearers, short, entry.subtype)

    def _vouched(self, line: Line, match: Match) -> bool:
        """Whether something beside an everyday word says that it is a name here."""
        words = line.words
        entry = self.lexicon.authority.entries[match.bearers[0].entry]
        name = words[match.first].text
        before = words[match.first - 1].text if match.first else ""
        joined = words[match.first].gap == " "
        after = words[match.last] if match.last < len(words) else None
        if line.titled or line.shouted:
            return False
        if words[match.first].shouted and len(name) < 5:
            return entry.kind is not Kind.ORGANIZATION or not begins_line(line, match.first)
        place = match.first - 1
        beside = joined and place >= 0 and words[place].capital and not begins_line(line, place)
        if beside or (after is not None and after.gap == " " and after.capital):
            return False
        if entry.subtype in ("newspaper", "magazine", "website", "broadcaster", "news agency", "journal"):
            if joined and before in ("the", "The", "told", "by", "for", "at", "to"):
                alone = after is None or after.gap != " "
                says = after is not None and (after.text in SPEECH or after.text in _MEDIA)
                return alone or says or (before in ("the", "The", "told") and name not in self.lexicon.adjectives)
            return bool(after is not None and after.gap == " " and (after.text in SPEECH or after.text in _MEDIA))
        if entry.kind is Kind.GROUP:
            return True
        if words[match.first].possessive:
            return True
        if begins_line(line, match.first):
            return False
        led = joined and before in ("the", "told", "by", "at", "from", "with", "like", "and")
        return led or (after is not None and after.text in SPEECH)

    def _torn(self, sight: _Sight, found: Found, pool: list[tuple[int, int, Found]]) -> bool:
        """Whether ``found``, a single word, was torn out of a longer row of capitals that nothing explains."""
        if found.length > 1 or found.kind is Kind.PLACE or found.method == "pattern:title":
            return False
        words = sight.line.words
        word = words[found.first]
        if found.kind is not Kind.PERSON and word.text not in CAUTIOUS and found.kind is not Kind.GROUP:
            return False
        run = next((run for run in sight.runs if run[0] <= found.first < run[1]), None)
        if run is None:
            return False
        starts = {other.first for _, rank, other in pool if other is not found and rank >= 2}
        ends = {other.last for _, rank, other in pool if other is not found and rank >= 2}
        before = found.first - 1
        if before >= run[0] and before + 1 not in ends:
            text = words[before].text
            explained = (
                text in TITLES or text in HONORIFICS or text in self.lexicon.adjectives or is_opener(sight.line, before)
                or is_calendar(words[before]) or text in ("Republican", "Democratic", "Democrat")
            )  # fmt: skip
            if not explained and not (before == 0 and text.lower() in self._small):
                return True
        after = found.last
        if after < run[1] and after not in starts and not word.possessive:
            text = words[after].text
            if found.kind is Kind.GROUP and not is_given(word.text):
                return False
            return text not in SUFFIXES and not is_calendar(words[after])
        return False

    # ------------------------------------------------------------------ what one name gives to others

    def _known(self, chosen: list[list[Found]]) -> dict[str, set[str]]:
        """The single words by which the document can call its people, each with the full names that it may mean."""
        known: dict[str, set[str]] = defaultdict(set)
        for sight, founds in zip(self._sights, chosen, strict=True):
            for found in founds:
                if found.kind is not Kind.PERSON or found.length < 2 or found.form is not MentionForm.NAME:
                    continue
                name = _name(sight.line, found.first, found.last)
                parts = [part for part in name.split(" ") if part not in SUFFIXES]
                known[parts[-1]].add(name)
                if parts[0] in FAMILY_FIRST or is_given(parts[0]):
                    known[parts[0]].add(name)
                if len(parts) > 2 and parts[-2] in PARTICLES:
                    known[" ".join(parts[-2:])].add(name)
        return known

    def _singles(self, sight: _Sight, founds: list[Found], known: dict[str, set[str]]) -> Iterator[Found]:
        """Single words of a line by which somebody known is called."""
        line = sight.line
        words = line.words
        taken = {place for found in founds for place in range(found.first, found.last)}
        for first, last in sight.runs:
            for place in range(first, last):
                word = words[place]
                if place in taken or not word.capital:
                    continue
                text = word.text
                begins = begins_line(line, place)
                if text in known and _nameable(line, place) and not (text in OPENERS and begins):
                    word_too = begins and text.lower() in self._small and not self._alone.get(text)
                    if not word_too and self._free(sight, place, taken):
                        yield Found(place, place + 1, Kind.PERSON, MentionForm.SHORT, "document")
                elif (
                    text in ALONE
                    and place > 0
                    and words[place - 1].text in ("the", "The")
                    and word.gap == " "
                    and last - first == 1
                    and not line.titled
                ):
                    kind, form = Kind.ORGANIZATION, MentionForm.NOMINAL
                    yield Found(place, place + 1, kind, form, "pattern:head", subtype=SUBTYPES.get(text, ""))
        for place in range(len(words) - 1):
            pair = f"{words[place].text} {words[place + 1].text}"
            if pair in known and words[place].text in PARTICLES and place not in taken and place + 1 not in taken:
                yield Found(place, place + 2, Kind.PERSON, MentionForm.SHORT, "document")

    def _free(self, sight: _Sight, place: int, taken: set[int]) -> bool:
        """Whether no unexplained capital stands beside word ``place``."""
        words = sight.line.words
        run = next(run for run in sight.runs if run[0] <= place < run[1])
        before, after = place - 1, place + 1
        if before >= run[0] and before not in taken:
            text = words[before].text
            if not (
                text in TITLES or text in HONORIFICS or text in self.lexicon.adjectives or is_opener(sight.line, before)
                or is_calendar(words[before]) or sight.line.titled or (before == 0 and text.lower() in self._small)
                or text in ("Republican", "Democratic", "Democrat")
            ):  # fmt: skip
                return False
        if after < run[1] and after not in taken and not words[place].possessive and not sight.line.titled:
            return words[after].text in SUFFIXES
        return True

    def _natives(self, chosen: list[list[Found]]) -> list[str]:
        text = self.text.source.text
        found = []
        for sight, founds in zip(self._sights, chosen, strict=True):
            for each in founds:
                native = native_after(text, sight.line.words[each.last - 1].stop)
                if native is not None:
                    found.append(native[0])
        return found

    def _mention(self, line: Line, found: Found, natives: list[str]) -> Mention:
        words = line.words
        first, last = words[found.first], words[found.last - 1]
        text = self.text.source.text
        name = re.sub(r"\s+", " ", text[first.start : last.end])
        native: tuple[tuple[str, str], ...] = ()
        acronym = ""
        if not last.possessive:
            script = native_after(text, last.stop)
            if script is not None:
                native = ((tag_of(script[0], natives), script[0]),)
            elif found.kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP):
                short = acronym_after(text, last.stop, name)
                acronym = short[0] if short is not None else ""
        gender = None
        if found.kind is Kind.PERSON:
            gender = self._gender(line, found, name)
        return Mention(
            Span(first.start, last.end),
            found.kind,
            found.form,
            name,
            native=native,
            acronym=acronym,
            gender=gender,
            method=found.method,
            subtype=found.subtype,
            authority=found.bearers[0] if len(found.bearers) == 1 else None,
        )

    def _gender(self, line: Line, found: Found, name: str) -> Gender | None:
        words = line.words
        place = found.first - 1
        while place >= max(0, found.first - 3):
            title = words[place].text
            if title not in TITLES and title not in HONORIFICS:
                break
            gender = HONORIFICS.get(title)
            if gender is not None:
                return gender
            place -= 1
        if name in self._genders:
            return self._genders[name]
        if len(found.bearers) == 1:
            return self.lexicon.authority.entries[found.bearers[0]].gender
        head = name.split(" ", maxsplit=1)[0]
        if " " in name and head not in FAMILY_FIRST:
            return gender_of(head)
        return None

    def _acronyms(self, mentions: list[Mention], acronyms: dict[str, Mention]) -> Iterator[Mention]:
        """The other places where an acronym stands that the document itself explains."""
        if not acronyms:
            return
        at = {mention.span.start for mention in mentions}
        for sight in self._sights:
            for word in sight.line.words:
                bearer = acronyms.get(word.text)
                if bearer is not None and word.start not in at:
                    span = Span(word.start, word.end)
                    how = "document:acronym"
                    yield Mention(span, bearer.kind, MentionForm.SHORT, word.text, method=how, subtype=bearer.subtype)

    def _inner(self, mentions: list[Mention]) -> Iterator[Mention]:
        """The places inside longer names: "China's" in "China's Ministry of Education", the land of its government."""
        text = self.text.source.text
        for mention in mentions:
            if mention.kind is not Kind.ORGANIZATION or mention.form is not MentionForm.NAME:
                continue
            match = re.match(r"(.+?)[’']s? ", text[mention.span.start : mention.span.end])
            if match is not None:
                end = mention.span.start + match.end(1)
            elif mention.method == "pattern:government":
                end = mention.span.end
                while end > mention.span.start and not self._place(text[mention.span.start : end]):
                    end = text.rfind(" ", mention.span.start, end)
                if end <= mention.span.start:
                    continue
            else:
                continue
            index = self._place(text[mention.span.start : end])
            if index is not None:
                entry = self.lexicon.authority.entries[index]
                yield Mention(
                    Span(mention.span.start, end), Kind.PLACE, MentionForm.NAME, text[mention.span.start : end],
                    method="authority", subtype=entry.subtype, authority=index,
                )  # fmt: skip

    def _place(self, name: str) -> int | None:
        for bearer in self.lexicon.bearers(name):
            if self.lexicon.authority.entries[bearer.entry].kind is Kind.PLACE and not bearer.short:
                return bearer.entry
        return None


_MEDIA = frozenset(
    "reported reports magazine newspaper reporter columnist editor interview article poll investigation journalist "
    "editorial report published revealed".split()
)


def _shouts(line: Line, place: int) -> bool:
    """Whether the word at ``place`` is in capitals and follows at once."""
    return place < len(line.words) and line.words[place].shouted and line.words[place].gap == " "


def _christian(line: Line, candidate: Candidate) -> bool:
    """Whether a given name alone stands between commas after a role: "his wife, Jane, said"."""
    place = candidate.last
    closed = place < len(line.words) and line.words[place].gap.startswith(",")
    return closed and is_given(line.words[candidate.first].text) and not line.words[candidate.first].possessive


def _campaigns(line: Line, founds: list[Found]) -> list[Found]:
    """ "the Carter campaign", "the Carter administration": bodies called after a person."""
    words = line.words
    found = []
    for each in founds:
        if each.kind is Kind.PERSON and each.last < len(words):
            word = words[each.last]
            if word.gap == " " and word.text in ("campaign", "administration"):
                kind, form = Kind.ORGANIZATION, MentionForm.NAME
                found.append(Found(each.first, each.last + 1, kind, form, "pattern:called-after", subtype=word.text))
    return found


def _placed(line: Line, match: Match) -> bool:
    """Whether a preposition of place leads to the name, or capitals stand beside it."""
    words = line.words
    before = words[match.first - 1] if match.first else None
    if before is not None and words[match.first].gap == " " and before.text in ("in", "to", "from", "near", "at", "of"):
        return before.text != "of" and not words[match.first].possessive
    return words[match.first].gap == ", " and before is not None and before.capital


def _nameable(line: Line, place: int) -> bool:
    word = line.words[place]
    return (
        len(word.text) > 1
        and word.text[0].isupper()
        and not is_calendar(word)
        and word.text not in TITLES
        and word.text not in HONORIFICS
        and word.text not in NATIVES_FINAL
        and not (word.shouted and len(word.text) > 3 and not line.shouted)
        and not word.text.endswith(".")
    )


def _negated(candidate: Candidate) -> bool:
    """Whether something where it stands speaks against a person, whatever the rest of the document says."""
    return any(candidate.signs.get(sign, 0.0) < -2.0 for sign in ("word", "head", "adjective", "long"))


def _name(line: Line, first: int, last: int) -> str:
    return " ".join(word.text for word in line.words[first:last])


_FAMILIES: list[tuple[Lexicon, frozenset[str]]] = []


def _families(lexicon: Lexicon) -> frozenset[str]:
    """The last words of the authority's people."""
    if not _FAMILIES or _FAMILIES[0][0] is not lexicon:
        people = (entry.label for entry in lexicon.authority.entries if entry.kind is Kind.PERSON)
        _FAMILIES[:] = [(lexicon, frozenset(label.split(" ")[-1] for label in people if " " in label))]
    return _FAMILIES[0][1]
