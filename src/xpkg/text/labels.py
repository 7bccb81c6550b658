"""Reads what may be the label of a speaker at the head of a line: "MR. DAHL:", "Q.", "Mr HARLOW (Eastmere):"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile

from xpkg.lexicon import abbreviations, name_particles, noun_kinds, occupations, speaker_labels, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Span, SpeakerLabel, TurnRole

_LABEL = speaker_labels.Trait
_QUESTION = speaker_labels.having(_LABEL.QUESTION)
_ANSWER = speaker_labels.having(_LABEL.ANSWER)
_FIELDS = speaker_labels.having(_LABEL.FIELD)
_TITLES = frozenset(map(str.lower, (*titles.titles_before_names(), *titles.forms_of_address())))
_PARTS = (
    noun_kinds.person_nouns()
    | occupations.having(occupations.Trait.POSITION, occupations.Trait.UNNAMED)
    | speaker_labels.having(_LABEL.SPEAKER)
)
_ADDRESS = frozenset(map(str.lower, titles.forms_of_address()))
_OFFICES = occupations.having(occupations.Trait.POSITION) | speaker_labels.having(_LABEL.SPEAKER)
_BEFORE_CAPITALS = frozenset(("Mc", "Ma", "De", "La", "O’", "O'"))
"""What is written small in a name that else stands in capitals: "McDONALD"."""
_LINKS = having(Trait.PREPOSITION, Trait.ARTICLE, Trait.COORDINATOR)
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)

_SMALL = _LINKS | _PARTICLES
_ENDING = ":.)]*_–—-"
_ONE_LETTER = ("Q", "A")
_STOPS_INSIDE = frozenset(
    map(str.lower, abbreviations.having(abbreviations.Trait.NEVER_LAST, abbreviations.Trait.JOINS))
)
_LONGEST = 160
"""Characters of a line in which its label ends."""
_MOST_WORDS = 8
_MOST_OF_OFFICE = 16
"""Words of an office with its holder in brackets: "The Secretary of State for Food, Farms and Fish (Ann Low):"."""
_SEAT_AND_PARTY = 2
"""Notes in brackets behind a member's name: "Paul Low (Eastmere) (Ind):"."""
_DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? )?"
_OPENING = re.compile(
    rf"(?:[\[(]?{_DAY}(?P<time>\d{{1,2}}:\d\d(?::\d\d)?)(?:[ \u202f]?[AaPp][Mm])?[\])]?[ \t–—-]*)?(?P<bold>\*\*|__)?"
)
"""A time before a label, in a chat with its day: "[12/03/2021, 10:14] Ann Low:"."""
_WORDS = re.compile(r"(?!\d)\w[\w.,’' \u00a0-]*")
_NOTES = re.compile(r"(?:[ \t,]*(?:[(\[][^()\[\]\n]{1,60}[)\]]|(?P<time>\d{1,2}:\d\d(?::\d\d)?)))*+[ \t]*+")
_COLON = re.compile(r":(?:\*\*|__)?(?!\S)|(?:\*\*|__):?(?!\S)")
_DASH = re.compile(r"[–—](?=\s|\w)|-{1,2}(?=\s)")
_STOP = re.compile(r"\.(?=[ \t]+\S)")
_STOP_AND_DASH = re.compile(r"\.[ \u00a0]?[–—](?=\s)")
"""How the European Parliament ends its labels: "Ann Low (PPE). – Mr President, ..."."""
_HOLDER = re.compile(
    r"(?P<name>[A-Z][\w.’' ]{2,40}?)(?:\*\*|__)? ?(?:--|[–—-]) ?[*_]{0,2}"
    r"(?P<office>[A-Z](?:[\w&.’' -]|, (?=[A-Z])){2,60}?)[*_]{0,2}(?::[*_]{0,2}(?!\S)|[ \t]*\Z)"
)
_HOLDER_BESIDE = re.compile(
    r"(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){1,3}), (?P<office>(?:[\w&’' -]|, (?=[A-Z])){2,60})"
    r"(?::|\.[ \u00a0]?[–—])(?!\S)"
)
"""What names an office in apposition: "Ann Low, President of the Commission. –", "Ann Low, chief executive:"."""
_MOST_STOPS = 4
"""Full stops in a label: "Hon. J. R. Dahl."."""
_ASKING = re.compile(r"(?P<bold>\*\*|__)?(?P<words>[A-Za-z]{6,11}|[QqAa])(?![A-Za-z])(?P<number>[ .]?\d{1,3})?")
_ASKING_MARK = re.compile(r"[.:)](?:\*\*|__)?(?!\S)|(?:\*\*|__)[.:]?(?!\S)|[ \u00a0]{2,}(?=\S)|\t(?=\S)")
_ASKING_BLANK = re.compile(r"[ \u00a0](?=[\"“‘(—\w-])")
_ASKING_WITHIN = re.compile(r"(?<=[.?!…\"”’)\]—-])[ \t\u00a0]+(?P<words>[QA])[.:](?=\s+[\"“‘(]?[A-Z])")
"""Several on one line: "Q. Where were you? A. At the depot."."""
_BY = re.compile(r"BY ")
_NAME = re.compile(r"[\w’'.-]+")
_LINE = re.compile(r"[^\n\r\u2028\u2029\f]+")
_NOTED = re.compile(r"[ \t,]*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line's head: its words, the notes behind these, and the mark that ends it."""

    start: int
    words: Span
    notes: str
    notes_start: int
    mark: str
    end: int
    timed: bool
    bold: bool


class Form(StrEnum):
    """How a label is written, the surest first."""

    ASKING = "asking"
    """ "Q." or "A."."""
    TITLED = "titled"
    """An office or part, or a name with a title, in capitals or with a mark that only labels have."""
    CAPITALS = "capitals"
    """A name in capitals."""
    PLAIN = "plain"
    """A name, or an office or part, as written in a sentence."""
    FIELD = "field"
    """What follows is said by nobody."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a label. ``key`` is the same for all labels of one speaker."""

    label: SpeakerLabel
    form: Form
    key: str
    colon: bool


def read_labels(text: str) -> list[Candidate]:
    """What may be labels in ``text``, in order: one a line, and "Q." and "A." behind a sentence as well.

    Those within a line count only where one stands at the head of a line, too.
    """
    found, within = [], []
    for match in _LINE.finditer(text):
        first, behind = match.span()
        head = text[first : min(behind, first + _LONGEST)].split(None, _MOST_OF_OFFICE)
        if head and _may_be_label(head) and (one := _read_label(text, text.index(head[0], first), behind)):
            found.append(one)
        within += [_asking_within(text, each) for each in _ASKING_WITHIN.finditer(text, first, behind)]
    if within and any(one.form is Form.ASKING for one in found):
        found = sorted([*found, *within], key=lambda one: one.label.span)
    return found


def _asking_within(text: str, found: re.Match[str]) -> Candidate:
    """The "Q." or "A." that stands behind a sentence on the same line."""
    words = Span(*found.span("words"))
    role = TurnRole.QUESTION if words.cut(text).lower() in _QUESTION else TurnRole.ANSWER
    return Candidate(SpeakerLabel(Span(words.start, found.end()), words, role), Form.ASKING, role.value, True)


def is_office_in_capitals(text: str, one: Candidate) -> bool:
    """Whether a label is an office or part in capitals: "THE PRESIDENT:", and not "THE VICTIM:"."""
    words = one.label.words.cut(text)
    return one.colon and words.isupper() and words.split()[-1].lower() in _OFFICES


def read_name(text: str, span: Span) -> SpeakerLabel | None:
    """The label that the words of ``span`` would be, a name with the titles before it; None where they are none."""
    opening = _OPENING.match(text, span.start, span.end)
    assert opening is not None
    one = _of_parts(text, _parts(text, span.start, opening, span.end, span.end), whole=False)
    return one.label if one is not None else None


def _read_label(text: str, start: int, end: int) -> Candidate | None:
    """The label at ``start``, where a line begins that ends at ``end``, if there may be one."""
    while text[end - 1].isspace():
        end -= 1
    limit = min(end, start + _LONGEST)
    if (asking := _read_asking(text, start, limit)) is not None:
        return asking
    opening = _OPENING.match(text, start, limit)
    assert opening is not None
    if not text[opening.end() : opening.end() + 1].isupper():
        return None
    if (held := _with_office(text, start, opening, end)) is not None:
        return held
    for form in (_STOP_AND_DASH, _COLON, _DASH):
        mark = form.search(text, opening.end(), limit)
        if mark and (one := _of_parts(text, _parts(text, start, opening, mark.start(), mark.end()), whole=False)):
            return one
    if limit == end and (one := _of_parts(text, _parts(text, start, opening, end, end), whole=True)):
        return one
    for stop in islice(_STOP.finditer(text, opening.end(), limit), _MOST_STOPS):
        one = _of_parts(text, _parts(text, start, opening, stop.start(), stop.end()), whole=False)
        if one is not None and one.form is Form.TITLED:
            return one
    return None


def _with_office(text: str, start: int, opening: re.Match[str], end: int) -> Candidate | None:
    """The label that names an office behind a dash or comma: "Ann Low -- Chief Executive", with a colon or not."""
    found = _HOLDER.match(text, opening.end(), end) or _HOLDER_BESIDE.match(text, opening.end(), end)
    if found is None or not any(word.lower() in _OFFICES for word in _NAME.findall(found["office"])):
        return None
    timed, bold = bool(opening["time"]), bool(opening["bold"])
    parts = _Parts(start, Span(*found.span("name")), "", found.end("name"), ":", found.end(), timed, bold)
    return _of_parts(text, parts, whole=False)


def _may_be_label(head: list[str]) -> bool:
    """Whether a line's words may begin with a label, at a glance: only capitals and small links before a mark."""
    for word in head:
        if word[0].islower() and word not in _SMALL:
            return False
        if word[-1] in _ENDING or word[0] in "([–—-" or word in _ONE_LETTER:
            return True
    return True


def _read_asking(text: str, start: int, limit: int) -> Candidate | None:
    """The "Q." or "A." at ``start``; the article "A" has a single blank behind it."""
    found = _ASKING.match(text, start, limit)
    if found is None or found["words"].lower() not in _QUESTION | _ANSWER:
        return None
    asks = found["words"].lower() in _QUESTION
    mark = _ASKING_MARK.match(text, found.end(), limit)
    if mark is None and found["words"] == "Q":
        mark = _ASKING_BLANK.match(text, found.end(), limit)
        mark = mark if mark and not text[mark.end()].islower() else None
    if mark is None:
        return None
    words = Span(*found.span("words"))
    role = TurnRole.QUESTION if asks else TurnRole.ANSWER
    return Candidate(SpeakerLabel(_span(text, start, mark.end(), words), words, role), Form.ASKING, role.value, True)


def _parts(text: str, start: int, opening: re.Match[str], mark: int, end: int) -> _Parts | None:
    """The parts of a label whose mark stands at ``mark`` to ``end``; None where the words are none of a label."""
    words = _WORDS.match(text, opening.end(), mark)
    if words is None:
        return None
    stop = words.end()
    while text[stop - 1] in " ,-\u00a0.":
        stop -= 1
    digits = _TIMED.search(text, opening.end(), stop) if _MINUTES.match(text, stop) else None
    stop = digits.start() if digits else stop
    notes = _NOTES.fullmatch(text, min(mark, stop + (text[stop : stop + 1] == ".")), mark)
    if notes is None or stop <= opening.end():
        return None
    timed = bool(opening["time"] or notes["time"])
    words_span, bold = Span(opening.end(), stop), bool(opening["bold"])
    return _Parts(start, words_span, notes.group(), notes.start(), text[mark:end], end, timed, bold)


_TIMED = re.compile(r"[ ,\u00a0]+\d{1,2}\Z")
"""The hours of a time that the words run into: "Ann Low 12" of "Ann Low 12:04"."""
_MINUTES = re.compile(r":\d\d")


def _of_parts(text: str, found: _Parts | None, *, whole: bool) -> Candidate | None:
    """What a line's head is; ``whole`` where it is all of the line."""
    if found is None:
        return None
    words = found.words
    if by := _BY.match(text, words.start, words.end):
        words = Span(by.end(), words.end)
    parts = [(match.start(), match.group().rstrip(".")) for match in _NAME.finditer(text, words.start, words.end)]
    most = _MOST_OF_OFFICE if "(" in found.notes else _MOST_WORDS
    if not 0 < len(parts) <= most or not all(word and _may_stand(word) for _, word in parts):
        return None
    noted = found.notes.strip() and _is_title(parts[0][1])
    if whole and not (found.timed or found.bold or parts[0][1].isupper() or noted):
        return None
    last = parts[-1][1].lower()
    if found.mark == "." and (last in _STOPS_INSIDE or len(last) == 1):
        return None  # "Former Gov. | Ann Low"
    article = parts[0][1].lower() == "the"
    titled = next((at for at, (_, word) in enumerate(parts[article:], article) if not _is_title(word)), len(parts))
    if titled == article and _ends_in_office([word for _, word in parts[article:]]) and _name_in(text, found):
        titled = len(parts)  # "The Parliamentary Under-Secretary of State for Ports (Ms Ann Low)"
    rest = parts[titled:]
    if titled == article and article:
        told = rest and rest[0][1][0].isupper() and ":" in found.mark
        return _field(text, found, words) if told else None  # "THE FACTS:", "The Ceann Comhairle:"
    if rest and not (titled and (rest[0][1].lower() in _LINKS - _PARTICLES or rest[0][1].isdigit())):
        if not _is_name(rest):
            return None
        name: Span | None = Span(rest[0][0], rest[-1][0] + len(rest[-1][1]))
    elif (titled == 1 and parts[0][1].lower() in _ADDRESS - _PARTS) or (found.mark == "." and not article):
        return None
    else:
        name = _name_in(text, found)
    role = TurnRole.NAMED if name else TurnRole.OFFICE
    label = SpeakerLabel(_span(text, found.start, found.end, words), words, role, name)
    form = _form([word for _, word in parts], titled - article, found)
    key = name.cut(text).split()[-1] if name else " ".join(word for _, word in parts[article:])
    return Candidate(label, form, key.casefold(), ":" in found.mark) if form else None


def _may_stand(word: str) -> bool:
    """Whether a word may stand in a label."""
    return word[0].isupper() or word[0].isdigit() or word in _PARTICLES or word in _LINKS


def _field(text: str, found: _Parts, words: Span) -> Candidate:
    """What no table has as a speaker: "THE FACTS:". Nobody says what follows."""
    label = SpeakerLabel(_span(text, found.start, found.end, words), words, TurnRole.OFFICE)
    return Candidate(label, Form.FIELD, words.cut(text).casefold(), True)


def _name_in(text: str, found: _Parts) -> Span | None:
    """The name in the notes behind an office: "The Minister for Health (Ann Low)"."""
    note = _NOTED.match(text, found.notes_start, found.notes_start + len(found.notes))
    if note is None:
        return None
    parts = [(match.start(), match.group().rstrip(".")) for match in _NAME.finditer(text, *note.span(1))]
    titled = list(takewhile(lambda part: _is_title(part[1]), parts[:-1]))
    parts = parts[len(titled) :]
    named = [part for part in parts if part[1] != "of"] if titled else parts  # "Baroness Low of Eastmere"
    return Span(parts[0][0], note.end(1)) if (titled or len(parts) > 1) and _is_name(named) else None


def _form(words: list[str], titled: int, found: _Parts) -> Form | None:
    """How a label of ``words``, the first ``titled`` of them titles, is written; None for one that is no label."""
    mark = found.mark
    notes = found.notes.count("(")
    shouted = any(len(word) > 1 and word.isupper() for word in words)
    if not titled and any(word.lower() in _FIELDS for word in words):
        return Form.FIELD if ":" in mark else None
    if titled and (shouted or ":" not in mark):
        return Form.TITLED
    if ":" in mark and notes >= (1 if titled else _SEAT_AND_PARTY):
        return Form.TITLED  # "Mr Paul Low (Eastmere):"
    if notes and _STOP_AND_DASH.match(mark + " "):
        return Form.TITLED
    if not titled and ":" not in mark and mark.strip(" *_"):
        return None  # "OSLO (Reuters) — "
    if shouted and all(_shouts(word) for word in words[titled:]):
        return Form.CAPITALS
    return Form.PLAIN if ":" in mark or found.timed else None


def _ends_in_office(words: list[str]) -> bool:
    """Whether the noun of a phrase, which stands before its first preposition, is an office."""
    head = list(takewhile(lambda word: word not in _LINKS, words))
    return bool(head) and _is_title(head[-1].split("-")[-1])


def _shouts(word: str) -> bool:
    return word.isupper() or word in _PARTICLES or (word[:2] in _BEFORE_CAPITALS and word[2:].isupper())


def _is_title(word: str) -> bool:
    low = word.lower()
    return low in _TITLES or low in _PARTS


def _is_name(parts: list[tuple[int, str]]) -> bool:
    words = [word for _, word in parts]
    if len(words) > 4 or words[0].isdigit() or words[-1].islower():
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words) and not any(word.isdigit() for word in words)


def _span(text: str, start: int, end: int, words: Span) -> Span:
    """All of a label, without the blanks behind it."""
    while end > words.end and text[end - 1] in " \t\u00a0":
        end -= 1
    return Span(start, end)
