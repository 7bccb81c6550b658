"""Finds the turns of a transcript: decides by the whole text whether its lines begin with labels of speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xpkg.lexicon import speaker_labels
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.given_names import given_names
from xpkg.model import Block, BlockType, Span, SpeakerLabel, Turn, TurnRole
from xpkg.text.labels import Candidate, Form, is_office_in_capitals, read_labels
from xpkg.text.statement_heads import read_statement_head, swears

_INTERLOCUTORS = having(Trait.FIRST_PERSON, Trait.FIRST_PERSON_PLURAL, Trait.SECOND_PERSON)
_FIRST_PERSON = having(Trait.FIRST_PERSON, Trait.FIRST_PERSON_PLURAL)
_FIELDS = speaker_labels.having(speaker_labels.Trait.FIELD)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_HEARD = 400
"""Characters behind a label in which signs of speech are looked for."""
_SPOKEN = 0.3
"""The share of turns, at least, that have such a sign where the labels alone do not tell."""
_LATEST_SOLE = 0.4
"""The share of the text within which the only label of a speech stands."""
_DIRECTION = re.compile(r"[(\[](?=[A-Z])[^()\[\]]{2,80}[)\]]|\*(?=[A-Za-z])[^*]{2,40}\*")
"""What a transcript notes in brackets: "(Laughter.)", "[Applause]"."""
_BEFORE_DIRECTION = re.compile(r"(?:^|[.!?…,:;—–-][\"”’']?|\A)\s*\Z")
_SPOKEN_IN = (BlockType.PARAGRAPH, BlockType.CAPTION)
_TYPED = re.compile(
    r"^[ \t]*+(?P<bold>\*\*|__)?(?P<words>[A-Z\"“‘][^\n\r*_]{2,400}\?[\"”’]?)(?:\*\*|__)?[ \t\r]*+$", re.M
)
"""A line that is a question."""
_LINE_ENDS = ("", "\n", "\r")
_DASHES = "–—"
_NEXT_LINE = re.compile(r"\s*+([^\n\r]++)")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a transcript in order, and where what nobody says begins ("NOTE:").

    ``questions`` are lines that ask by their type alone: in bold or in capitals. ``heads`` are labels that are the
    head of the text as well: "STATEMENT OF ANN LOW".
    """

    labels: tuple[SpeakerLabel, ...] = ()
    breaks: frozenset[int] = frozenset()
    questions: tuple[Span, ...] = ()
    heads: tuple[SpeakerLabel, ...] = ()

    def starts(self) -> frozenset[int]:
        """Where a turn, or what ends one, begins."""
        return frozenset((*(each.span.start for each in self.labels), *(each.start for each in self.questions)))


def find_labels(text: str) -> Labels:
    """The labels of ``text``, if it is a transcript: a kind of label must recur, or be one that nothing else has."""
    found = read_labels(text)
    if found and not text[: found[0].label.span.start].strip() and not _comes_again(text, found):
        del found[0]  # "Mayor Low: “We are safe”" is a headline
    accepted = _accepted(text, found)
    if accepted:
        kept = {one.label.span.start for one in accepted}
        breaks = frozenset(
            one.label.span.start
            for one in found
            if one.label.span.start not in kept
            and one.colon
            and (one.form is Form.FIELD or one.form in (Form.TITLED, Form.CAPITALS))
        )
        return Labels(tuple(one.label for one in accepted), breaks)
    if questions := _typed_questions(text):
        return Labels(questions=questions)
    head = read_statement_head(text)
    return Labels(heads=(head,)) if head else Labels()


def _accepted(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Those of ``found`` that are labels."""
    asking = [one for one in found if one.form is Form.ASKING]
    named = [one for one in found if one.form not in (Form.ASKING, Form.FIELD)]
    roles = Counter(one.label.role for one in asking)
    questions, answers = roles[TurnRole.QUESTION], roles[TurnRole.ANSWER]
    counts = Counter(one.key for one in named)
    chosen: dict[Span, Candidate] = {}  # by where the label stands
    for group in _groups(named) if named else ():
        if len(group) + questions < 2 and not (group and group[0].form is Form.TITLED):
            continue
        told = [one for one in group if counts[one.key] > 1 or _is_named(text, one, found)]
        if _are_labels(text, told, counts, questions, found) or (len(told) == 1 and _is_sole(text, told[0])):
            chosen |= {one.label.span: one for one in told}
        elif not chosen:
            chosen = {one.label.span: one for one in _people_in_full(text, group, found)}
    if chosen or (questions and answers):
        chosen |= {one.label.span: one for one in named if one.colon and _is_full(text, one.label)}
    if questions and (answers or chosen or questions >= 2):
        asked = (one for one in asking if answers or chosen or one.label.role is TurnRole.QUESTION)
        chosen |= {one.label.span: one for one in asked}
    return [chosen[span] for span in sorted(chosen)]


def _comes_again(text: str, found: Sequence[Candidate]) -> bool:
    """Whether the first line of a text has a label that no headline has, or that comes again in the same words."""
    first = found[0]
    words = first.label.words.cut(text)
    noted = first.form is Form.TITLED and "(" in first.label.span.cut(text)
    dashed = text[first.label.span.end - 1] in _DASHES
    if noted or dashed or words.isupper() or first.form is Form.ASKING:
        return True
    return any(one.label.words.cut(text) == words for one in found[1:])


def _groups(named: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The labels that are written in one way, the surest first; those alone on their lines come last."""
    alone = {id(one) for one in named if not one.colon and one.label.span.end == one.label.words.end}
    inline = [one for one in named if id(one) not in alone]
    for form in (Form.TITLED, Form.CAPITALS, Form.PLAIN):
        yield [one for one in inline if one.form is form]
    yield [one for one in inline if one.form in (Form.TITLED, Form.CAPITALS, Form.PLAIN)]
    yield [one for one in named if id(one) in alone]


def _are_labels(
    text: str, group: Sequence[Candidate], counts: Mapping[str, int], questions: int, found: Sequence[Candidate]
) -> bool:
    """Whether all of ``group`` are labels: there are several, and what follows them is speech.

    Where no title, no "Q." and no capitals tell it, one must come again and another be somebody else's. Offices alone
    must come again, too.
    """
    if not group or not _speak(text, group, found):
        return False
    again = any(counts[one.key] > 1 for one in group)
    keys = {one.key for one in group}
    if all(one.form is Form.TITLED for one in group):
        named = sum(one.label.name is not None for one in group)
        if named + questions >= 2 and named:
            return not _are_signatures(text, group)
        if len(keys) >= 2 and all(is_office_in_capitals(text, one) for one in group):
            return True
    if any(one.form is Form.PLAIN or not one.colon for one in group):
        return again and len(group) + questions >= 3 and len(keys) + bool(questions) >= 2
    return len(group) + questions >= 2 and (again or questions > 0 or any(one.label.name for one in group))


def _people_in_full(text: str, group: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The labels with a given and a family name, of two people or more, where half of them speak behind their own."""
    full = [one for one in group if one.colon and _is_given_and_family(text, one.label)]
    enough = len({one.key for one in full}) >= 2 and 2 * len(full) > len(group)
    return full if enough and 2 * sum(_speak(text, [one], found) for one in full) >= len(full) else []


def _is_given_and_family(text: str, label: SpeakerLabel) -> bool:
    words = label.name.cut(text).split() if label.name else []
    return len(words) > 1 and words[0] in given_names()


def _are_signatures(text: str, group: Sequence[Candidate]) -> bool:
    """Whether titled names alone on their lines are signed below what they say: it begins above the first."""
    ends = (text[one.label.span.end : one.label.span.end + 1] in _LINE_ENDS and not one.colon for one in group)
    return all(ends) and _says_i(text, Span(0, group[0].label.span.start))


def _is_full(text: str, label: SpeakerLabel) -> bool:
    """Whether a label that stands among others names somebody in full, by title or with notes: it is one of them."""
    name = label.name
    if name is None:
        return True
    return " " in name.cut(text) or name.start > label.words.start or label.span.end > label.words.end + 1


def _speak(text: str, some: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """Whether what follows ``some`` of the labels reads as speech: it has "I", "we" or "you", or asks."""
    starts = [one.label.span.start for one in found]
    heard = 0
    for one in some:
        at = bisect_left(starts, one.label.span.end)
        stop = min(one.label.span.end + _HEARD, starts[at] if at < len(starts) else len(text))
        words = text[one.label.span.end : stop]
        heard += "?" in words or any(word.lower() in _INTERLOCUTORS for word in _WORD.findall(words))
    return heard >= _SPOKEN * len(some)


def _is_sole(text: str, one: Candidate) -> bool:
    """Whether a text is the speech of the one whose label it has once: "THE PRESIDENT: Thank you ..."."""
    span = one.label.span
    if one.form is not Form.TITLED or not one.colon or span.start > _LATEST_SOLE * len(text):
        return False
    words = [word.lower() for word in _WORD.findall(text[span.end : span.end + _HEARD])]
    return sum(word in _FIRST_PERSON for word in words) >= 2


def _is_named(text: str, one: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a label tells an office or part, or a name that stands elsewhere in the text as names do."""
    name = one.label.name
    if name is None or one.label.words.start != name.start or one.form is Form.TITLED:
        return True
    last = name.cut(text).split()[-1]
    shown = re.compile(rf"(?:\b[A-Z][\w.’'-]*|[a-z,]) (?:{re.escape(last)}|{re.escape(last.capitalize())})\b")
    within = [other.label.span for other in found]
    return any(not any(span.overlaps(Span(*match.span())) for span in within) for match in shown.finditer(text))


def _typed_questions(text: str) -> tuple[Span, ...]:
    """The lines of an interview that are questions by their type: in bold, or in capitals."""
    asked = [match.end() for match in _TYPED.finditer(text) if match["bold"] or match["words"].isupper()]
    if len(asked) < 2:
        return ()
    questions = [Span(*match.span("words")) for match in _TYPED.finditer(text) if match.end() in asked]
    behind = [_NEXT_LINE.match(text, end) for end in asked]
    answers = [match.group(1) for match in behind if match and not _TYPED.match(text, match.start(1))]
    heard = sum(any(word.lower() in _FIRST_PERSON for word in _WORD.findall(answer)) for answer in answers)
    return tuple(questions) if answers and 2 * heard >= len(answers) else ()


def find_turns(text: str, blocks: Sequence[Block], labels: Labels) -> tuple[Turn, ...]:
    """The turns that ``labels`` open, in order of text.

    A turn goes on over the paragraphs that follow. It ends at the next label, at a heading, at what nobody says, and
    before a paragraph that speaks of its speaker by name. Where other paragraphs lead to the transcript, some may
    follow it, too: the last turn then goes on only while somebody says "I" or "we".
    """
    by_start = {each.span.start: each for each in (*labels.heads, *labels.labels)}
    if not by_start and not labels.questions:
        return ()
    asked = {_line_start(text, each): each for each in labels.questions}
    heads = [*by_start, *asked]
    last = max(heads)
    told = any(block.type is BlockType.PARAGRAPH and block.span.end <= min(heads) for block in blocks)
    answered = any(each.role is not TurnRole.QUESTION for each in labels.labels)
    found: list[Turn] = []
    current: Turn | None = None
    for block in blocks:
        start, end = block.span.start, block.span.end
        if start in by_start or start in asked:
            found += [current] if current else []
            label = by_start.get(start)
            role = label.role if label else TurnRole.QUESTION
            span = Span(label.span.end, end) if label and label.span.end < end else asked.get(start)
            current = Turn(role, tuple(_spoken(text, span)) if span else (), label)
            continue
        ends = start in labels.breaks or block.type not in _SPOKEN_IN or not block.in_story
        if ends or (current and (_tells_of(text, current, block.span) or _is_field(text, block.span))):
            found += [current] if current else []
            current = None
        elif current and start > last and told and current.content and not _says_i(text, block.span):
            found.append(current)
            current = None
        elif current and current.role is TurnRole.QUESTION and not answered and current.content:
            found.append(current)
            current = Turn(TurnRole.ANSWER, tuple(_spoken(text, block.span)))
        elif current and (block.type is BlockType.PARAGRAPH or not current.content):
            current = Turn(current.role, (*current.content, *_spoken(text, block.span)), current.label)
    found += [current] if current else []
    return tuple(turn for turn in found if turn.content or turn.label)


def _says_i(text: str, span: Span) -> bool:
    return any(word.lower() in _FIRST_PERSON for word in _WORD.findall(span.cut(text)))


def _line_start(text: str, question: Span) -> int:
    at = question.start
    while at and text[at - 1] in "*_":
        at -= 1
    return at


def _tells_of(text: str, turn: Turn, span: Span) -> bool:
    """Whether a paragraph speaks of the one whose turn it would go on with, by name, and not as "I, Ann Low"."""
    if turn.label is None or turn.label.name is None:
        return False
    last = turn.label.name.cut(text).split()[-1]
    name = re.compile(rf"\b(?:{re.escape(last)}|{re.escape(last.capitalize())})\b")
    return any(not swears(text, span.start, match.start()) for match in name.finditer(text, span.start, span.end))


def _is_field(text: str, span: Span) -> bool:
    """Whether a paragraph opens with a word in capitals that tells what it is: "END 3.15 P.M."."""
    first = _WORD.match(text, span.start, span.end)
    return first is not None and first.group().isupper() and first.group().lower() in _FIELDS


def _spoken(text: str, span: Span) -> Iterator[Span]:
    """``span`` without the stage directions, blanks and signs of bold type around its words."""
    at = span.start
    for match in _DIRECTION.finditer(text, span.start, span.end):
        if not _BEFORE_DIRECTION.search(text[at : match.start()]):
            continue
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield Span(start, end)
