"""Finds what is said before its speaker: "..., said Ann Low" and "..., Ann Low said"."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.apposed_roles import is_name_with_role
from xpkg.analysis.attributions.patterns.content_extent import at_end, content_end, content_start, taken_up, trimmed
from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.match import Match
from xpkg.analysis.attributions.patterns.phrase_extent import subject_right
from xpkg.analysis.attributions.patterns.verbal_cues import Cue, CueKind
from xpkg.analysis.attributions.patterns.word_classes import (
    ADJUNCT_OPENERS,
    AUXILIARIES,
    COORDINATORS,
    OPENERS,
    PRONOUNS,
    SUBORDINATORS,
    WH_RELATIVES,
    is_adverb,
    is_dash,
    is_mark,
)
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.reporting import WITHOUT_HEARER, Frame
from xpkg.model import Method, SpeechAct

_OF_NO_PERSON = frozenset((SpeechAct.PREDICTS, SpeechAct.ADMITS))
"""Acts whose object is hardly ever a person: who stands behind the verb is the speaker ("…, predicts Ann Low")."""


def inverted(items: Sequence[Item], cue: Cue) -> Match | None:
    """ "..., said Ann Low, an expert on ..."."""
    if (
        cue.start == 0
        or not cue.form.frames & WITHOUT_HEARER
        or cue.kind is not CueKind.FINITE
        or cue.start != cue.verb
    ):
        return None
    last = cue.start - 1
    if (
        is_mark(items[last], ",")
        and items[last - 1].kind is ItemKind.QUOTATION
        and content_start(items, last - 1) == last - 1
    ):
        last -= 1  # "“The dam is old”, said Ann Low"
    lead = items[last]
    after_quote = lead.kind is ItemKind.QUOTATION
    if not (after_quote or is_mark(lead, ",") or is_dash(lead)) or (cue.start < 3 and not after_quote):
        return None
    source = subject_right(items, cue.end)
    if source is None:
        return None
    rest = source[1]
    if not after_quote and rest < len(items) and items[rest].low == "that":
        return None
    of_things = Frame.OBJECT in cue.form.frames and cue.form.act not in _OF_NO_PERSON
    if not after_quote and (
        of_things or cue.form.act is SpeechAct.REPORTS or not _speaker_only(items, source, rest)
    ):
        return None
    start = content_start(items, last)
    if not after_quote and is_name_with_role(items, start, last):
        return None
    contents = [(start, trimmed(items, start, cue.start))]
    contents += taken_up(items, rest)
    return Match(
        source, (cue.verb, cue.end), tuple(contents), Method.INVERTED, 0.95 if after_quote else 0.85, after_quote
    )


def _speaker_only(items: Sequence[Item], source: tuple[int, int], rest: int) -> bool:
    """Whether a verb between comma and noun phrase is inverted: nothing that could be its clause follows."""
    if items[source[0]].low in PRONOUNS | {"there"} or not at_end(items, rest):
        return False
    for at in range(*source):
        item = items[at]
        if is_mark(item, ","):
            return True
        if (
            item.kind is ItemKind.WORD
            and not item.capital
            and (
                item.low in AUXILIARIES
                or ((form := verb_forms().get(item.low)) is not None and Inflection.PAST in form.kinds)
            )
        ):
            return False
    return not any(item.low.endswith("ed") and not item.capital for item in items[source[0] : source[1]])


def before_speaker(
    items: Sequence[Item], cue: Cue, source: tuple[int, int], right: tuple[tuple[int, int], Method, float] | None
) -> Match | None:
    """Content to the left of its subject: ""...," Ann Low said" and "The camps are real, Ann Low said"."""
    if source[0] < 1:
        return None
    lead = items[source[0] - 1]
    after_quote = lead.kind is ItemKind.QUOTATION
    after = _past_hearer(items, cue)
    if _closes_according(items, source[0] - 1):
        return None
    if is_mark(lead, ",") and source[0] >= 2:
        if items[source[0] - 2].kind is ItemKind.QUOTATION:
            after_quote = True
    elif not (after_quote or is_dash(lead)):
        return None
    if after < len(items) and items[after].low in {"that", ":"}:
        return None
    first = items[0]
    if not after_quote:
        if first.kind is ItemKind.WORD and first.low in ADJUNCT_OPENERS | SUBORDINATORS - {"that"}:
            if not at_end(items, after):
                return None
            if sum(is_mark(item, ",") for item in items[: source[0]]) < 2:
                return None
        if source[0] < (2 if _between_commas(items, source, after) else 4):
            return None
        if not at_end(items, after) and not (after < len(items) and is_mark(items[after], ",")):
            return None
    elif (right is not None and right[1] in {Method.VERB_THAT}) or (
        right is not None
        and right[1] == Method.VERB_QUOTE
        and not (is_mark(items[right[0][0] - 1], ",:") or at_end(items, after))
    ):
        return None
    start = content_start(items, source[0] - 1)
    start = _skip_openers(items, start, source[0])
    contents = [(start, trimmed(items, start, source[0]))]
    if after_quote:
        contents += taken_up(items, after)
    else:
        contents += _resumed(items, after) or _left_open(items, contents[0], after)
    return Match(
        source, (cue.start, cue.end), tuple(contents), Method.AFTER_CONTENT, 0.95 if after_quote else 0.85, after_quote
    )


def _past_hearer(items: Sequence[Item], cue: Cue) -> int:
    """Where the one told ends, in "The dam is old, Ann Low told | the council | , and ..."; else the end of the cue."""
    if Frame.HEARER_CLAUSE not in cue.form.frames or cue.end >= len(items) or items[cue.end].kind is not ItemKind.WORD:
        return cue.end
    stop = next(
        (at for at in range(cue.end, min(len(items), cue.end + 6)) if items[at].kind is not ItemKind.WORD), None
    )
    if stop is None or not is_mark(items[stop], ",."):
        return cue.end
    if any(item.low in AUXILIARIES | SUBORDINATORS | {"to"} for item in items[cue.end : stop]):
        return cue.end
    return stop


def _closes_according(items: Sequence[Item], comma: int) -> bool:
    """Whether the comma ends "according to ...": what follows is said by that source."""
    for at in range(comma - 1, max(0, comma - 12), -1):
        if items[at].kind is ItemKind.MARK:
            return items[at + 1].low == "according"
    return False


def _between_commas(items: Sequence[Item], source: tuple[int, int], after: int) -> bool:
    """Whether "Ann Low said in a letter" stands between two commas, and what is said around them."""
    comma = next((at for at in range(after, min(len(items) - 1, after + 9)) if is_mark(items[at], ",")), None)
    if comma is None or not is_mark(items[source[0] - 1], ",") or items[comma + 1].kind is ItemKind.QUOTATION:
        return False
    aside = comma == after or (items[after].low in having(Trait.TEMPORAL) and at_end(items, after))
    return aside and not all(_opens(item) for item in items[: source[0] - 1])


_GO_ON = having(Trait.HAVE, Trait.MODAL) - {"having"}


def _opens(item: Item) -> bool:
    return item.kind is not ItemKind.WORD or item.low in OPENERS | {"well", "yes", "no"} or is_adverb(item)


def _skip_openers(items: Sequence[Item], start: int, end: int) -> int:
    if start + 2 < end and items[start].kind is ItemKind.WORD and items[start].low in {"but", "and", "meanwhile"}:
        return start + (2 if is_mark(items[start + 1], ",") else 1)
    return start


def _left_open(items: Sequence[Item], content: tuple[int, int], at: int) -> list[tuple[int, int]]:
    """The rest of "The council, Ann Low said in a letter, knew of it", where the words before have no verb."""
    before = items[slice(*content)]
    if len(before) > 6 or any(item.low in AUXILIARIES or item.low.endswith("ed") for item in before):
        return []
    comma = next((here for here in range(at, min(len(items), at + 9)) if is_mark(items[here], ",")), None)
    return _resumed(items, comma) if comma is not None and at_end(items, at) else []


def _resumed(items: Sequence[Item], at: int) -> list[tuple[int, int]]:
    """The rest of a sentence that "X said" between two commas interrupts."""
    if not (at + 3 < len(items) and is_mark(items[at], ",")):
        return []
    first = items[at + 1]
    if first.kind is ItemKind.QUOTATION:
        return [(at + 1, content_end(items, at + 1))]
    if first.low in {"and", "but"} and items[at + 2].low in _GO_ON:
        return [(at + 1, content_end(items, at + 1))]  # "the dam is old, Low said, and would break"
    if first.low.endswith("ing") or first.low in ADJUNCT_OPENERS | COORDINATORS | WH_RELATIVES:
        return []
    return [(at + 1, content_end(items, at + 1))]
