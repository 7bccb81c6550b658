"""Finds words that are set off from who says them: block quotations, statements "attributable to", signed letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.analysis.attributions.patterns.items import Item, ItemKind, items_of, span_of
from xpkg.analysis.attributions.patterns.speakers import subject_of
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind, find_cues
from xpkg.analysis.attributions.patterns.word_classes import AUXILIARIES, is_mark
from xpkg.analysis.attributions.span_trimming import without_dateline
from xpkg.lexicon import letter_formulas
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import HEARER_FRAMES, SPEECH_FRAMES, reporting_nouns
from xpkg.model import AttributionCandidate, Block, BlockType, Method, Sentence, Span, SpeechAct, Text

_LONGEST_LEAD = 14
"""Items between the cue and the colon: "wrote in a letter to the board on Monday:"."""
_LEADING = (BlockType.TITLE, BlockType.HEADING, BlockType.PARAGRAPH, BlockType.CAPTION)
_WORDS = (BlockType.PARAGRAPH, BlockType.CAPTION)
_OBJECTS = having(Trait.DETERMINER, Trait.OBJECT_PRONOUN) | {"that"}
"""What opens an object of the verb: "wrote **a** book:"."""
_FIRST_PERSON = having(Trait.FIRST_PERSON, Trait.FIRST_PERSON_PLURAL)
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = '“"„«”'
_SAYINGS = alternation({form for row in reporting_nouns() for form in (row.noun, f"{row.noun}s")} | {"following"})
_ATTRIBUTABLE = re.compile(
    rf"\b{_SAYINGS}\b[^.:\n]{{0,60}}? attributable to (?P<who>[^:\n]{{2,160}}?)"
    r"(?:\s[–—-]\s[^:\n]{1,80}|,? on [^:\n,]{3,60})?(?P<mark>:?)\Z",
    re.I,
)
_FORMULA = letter_formulas.Trait
_OPENING = re.compile(rf"{alternation(letter_formulas.having(_FORMULA.OPENING))}\b[^.!?\n]{{0,80}}\Z", re.I)
_CLOSING = re.compile(rf"{alternation(letter_formulas.having(_FORMULA.CLOSING))}\s*[,.]?", re.I)
_LONGEST_SIGNATURE = 80


def find_set_off(text: Text) -> tuple[AttributionCandidate, ...]:
    """The candidates of ``text`` whose words are set off in paragraphs of their own, without marks."""
    found = [*_block_quotations(text), *_letters(text)]
    return tuple(sorted(found, key=lambda one: one.content[0]))


def _block_quotations(text: Text) -> Iterator[AttributionCandidate]:
    last = {sentence.block: sentence for sentence in text.sentences}
    for block, following in zip(text.blocks, text.blocks[1:], strict=False):
        sentence = last.get(block.order)
        if sentence is None or block.type not in _LEADING or following.type not in _WORDS:
            continue
        if text.turn_at(block.span.start) is not None:
            continue
        lead = _ATTRIBUTABLE.search(text.source.text, sentence.span.start, sentence.span.end)
        if lead is not None and (lead["mark"] or block.type is not BlockType.PARAGRAPH):
            content = _statement(text, block, quoted=_is_quoted(text, following))
            source = Span(*lead.span("who"))
            cue = Span(source.start - len("attributable to "), source.start - 1)
            if content:
                yield AttributionCandidate(source, (cue,), content, Method.ATTRIBUTABLE, 0.9)
        elif text.source.text[sentence.span.end - 1] == ":" and not _is_quoted(text, following):
            told = _lead(text, sentence)
            content = _block_of_words(text, block) if told else ()
            if told and content:
                yield AttributionCandidate(told[0], (told[1],), content, Method.BLOCK_QUOTATION, 0.85)


def _lead(text: Text, sentence: Sentence) -> tuple[Span, Span] | None:
    """Who speaks in the sentence that ends with a colon, and the cue: "{The mayor} [wrote] to the board:"."""
    items = items_of(text.source.text, sentence.tokens, without_dateline(text, sentence.span))
    cues = [cue for cue in find_cues(items) if cue.kind is CueKind.FINITE]
    if not cues or any(item.kind is ItemKind.QUOTATION for item in items):
        return None
    cue = cues[-1]
    if not cue.form.frames & SPEECH_FRAMES or cue.form.act is SpeechAct.THINKS or not _leads(items, cue):
        return None
    source = subject_of(items, cue, (), [])
    return (span_of(items, source), span_of(items, (cue.start, cue.end))) if source else None


def _leads(items: Sequence[Item], cue: Cue) -> bool:
    """Whether nothing but where, when and to whom stands between the cue and the colon."""
    between = items[cue.end : -1]
    return (
        is_mark(items[-1], ":")
        and len(between) <= _LONGEST_LEAD
        and not any(item.low in AUXILIARIES and not item.capital for item in between)
        and (bool(cue.form.frames & HEARER_FRAMES) or not any(item.low in _OBJECTS for item in between[:1]))
    )


def _block_of_words(text: Text, lead: Block) -> tuple[Span, ...]:
    """The paragraphs that a colon leads to: those with the same indent, or one, and those that go on with "I"."""
    indent = _indent(text, lead)
    following = text.blocks[lead.order + 1 :]
    set_in = _indent(text, following[0])
    found: list[Span] = []
    for block in following:
        if block.type not in _WORDS or _is_quoted(text, block) or not block.in_story:
            break
        if set_in > indent and _indent(text, block) != set_in:
            break
        if set_in <= indent and found and not _says_i(text, block.span):
            break
        if (words := _bare(text, block.span)) is not None:
            found.append(words)
    return tuple(found)


def _statement(text: Text, lead: Block, *, quoted: bool) -> tuple[Span, ...]:
    """The paragraphs of a statement: in marks, as long as they are left open; without, to its end."""
    found: list[Span] = []
    for block in text.blocks[lead.order + 1 :]:
        blank = not any(map(str.isalnum, block.span.cut(text.source.text)))
        if block.type not in _WORDS or not block.in_story or blank or _is_quoted(text, block) != quoted:
            break
        if not quoted:
            found.append(block.span)
            continue
        marks = [one for one in text.quotations_over(block.span) if one.span.start == block.span.start]
        if not marks:
            break
        found.append(marks[-1].span)
        if marks[-1].closed:
            break
    return tuple(found)


def _letters(text: Text) -> Iterator[AttributionCandidate]:
    """The letters: from the line that addresses the reader to the signature below the closing formula."""
    opened: int | None = None
    for place, block in enumerate(text.blocks):
        words = block.span.cut(text.source.text)
        if _OPENING.match(words):
            opened = place
        elif opened is not None and (closing := _CLOSING.match(words)) is not None:
            signature = _signature(text, place, closing.end())
            content = tuple(each.span for each in text.blocks[opened + 1 : place] if each.type in _WORDS)
            if signature is not None and content:
                cue = Span(block.span.start, block.span.start + len(closing.group().rstrip(" ,.")))
                yield AttributionCandidate(signature, (cue,), content, Method.LETTER, 0.9)
            opened = None


def _signature(text: Text, place: int, behind: int) -> Span | None:
    """The name below, or behind, the closing formula of the block ``place``."""
    block = text.blocks[place]
    rest = block.span.cut(text.source.text)[behind:]
    if rest.strip():
        start = block.span.start + behind + len(rest) - len(rest.lstrip())
        name = Span(start, block.span.end)
    elif place + 1 < len(text.blocks):
        name = text.blocks[place + 1].span
    else:
        return None
    line = text.source.text[name.start : name.end].split("\n")[0].rstrip(" ,.")
    named = 0 < len(line) <= _LONGEST_SIGNATURE and line[0].isupper()
    return Span(name.start, name.start + len(line)) if named else None


def _is_quoted(text: Text, block: Block) -> bool:
    return text.source.text[block.span.start] in _QUOTES


def _indent(text: Text, block: Block) -> int:
    line = text.source.text.rfind("\n", 0, block.span.start) + 1
    return block.span.start - line + (text.source.text[block.span.start] == ">")


def _bare(text: Text, span: Span) -> Span | None:
    """``span`` without the sign before a quoted line; None where nothing else is on it."""
    words = span.cut(text.source.text)
    bare = words.lstrip("> ")
    return Span(span.end - len(bare), span.end) if bare else None


def _says_i(text: Text, span: Span) -> bool:
    return any(word.lower() in _FIRST_PERSON for word in _WORD.findall(span.cut(text.source.text)))
