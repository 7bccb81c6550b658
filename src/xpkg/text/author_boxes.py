"""Finds what is told behind a story of somebody whom the story does not name: who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from xpkg.lexicon import closed_classes, name_particles, occupations, publishing
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_notes import asks_to_follow

_MOST = 3
"""Blocks at the end in which writers are told of."""
_LONGEST = 90
"""Words of such a block."""
_FEWEST_BEFORE = 60
"""Words of the story before them."""
_SAID = re.compile(r"[\"“«][^\"”»]{1,400}?[.,!?][\"”»]")
"""A quotation with a sign of its own: somebody speaks."""
_QUOTED = re.compile(r"[\"“«][^\"”»]*+[\"”»]?")
_FEWEST_OWN = 3
"""Words such as "I" and "my", outside quotation marks, in a story that its writer tells."""
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*")
_JOINED = re.compile(r",\s(?:and\s)?|\sand\s")
_SENTENCES = re.compile(r"(?<=[a-z)\d][.!?])\s+(?=[^\W\d_a-z])")
_REACHED = re.compile(r"[^\s@]{1,60}@[^\s@]{2,60}\.\w{2,}|(?<!\w)@\w{2,30}|https?://|\bwww\.", re.I)
"""An address, a handle on a network or a site."""
_BOOK = re.compile(r"\b(?:author|editor)s?\sof\s\W?[^\W_a-z]|\b[Bb]ooks?\b")


@cache
def _first() -> re.Pattern[str]:
    """The sentence that opens a box: "Dr Ann Low is a senior lecturer at …", "Ann Low and Bo Nye are reporters …"."""
    particle = alternation(name_particles.having(name_particles.Trait.PARTICLE))
    word = r"[^\W\d_a-z][\w.’'-]*"
    name = rf"(?:{word}\s)(?:(?:{particle}|{word})\s){{0,3}}?{word}"
    small = alternation(closed_classes.having(closed_classes.Trait.PREPOSITION))
    work = publishing.having(publishing.Trait.BESIDE_MEDIUM) | occupations.having(
        occupations.Trait.POSITION, occupations.Trait.CALLING
    )
    return re.compile(
        rf"(?P<names>{name}(?:,\s{name})*(?:,?\sand\s{name})?),?\s(?:is|are)\s(?:\w+ly\s|also\s)?(?:(?:an?|the)\s)?"
        rf"(?:(?!(?:{small})\b)[\w’'-]+,?\s){{0,5}}?(?i:{alternation(work)})s?\b"
    )


@cache
def _body() -> re.Pattern[str]:
    """Where somebody works, behind the occupation: "at Larkham College"; a mayor "of Orm" may be of the story."""
    trait = closed_classes.Trait
    small = closed_classes.having(trait.AFFILIATION) - closed_classes.having(trait.BEFORE_POSSESSIVE)
    return re.compile(rf",?\s(?:{alternation(small)})\s(?:the\s)?[A-Z]")


@cache
def _own_words() -> re.Pattern[str]:
    own = closed_classes.having(closed_classes.Trait.FIRST_PERSON)
    return re.compile(rf"(?<!\w)(?i:{alternation(own)})(?!\w)")


@cache
def _further() -> re.Pattern[str]:
    """How a further sentence of a box opens: it tells of somebody's present, or of what is somebody's."""
    personal = alternation(closed_classes.having(closed_classes.Trait.SUBJECT_PRONOUN))
    owned = alternation(closed_classes.having(closed_classes.Trait.POSSESSIVE_DETERMINER))
    present = r"(?!(?:was|did)\b)(?:are|have|can|[a-z]+s)\b"
    name = r"(?:[^\W\d_a-z][\w.’'-]*\s){0,2}(?P<name>[^\W\d_a-z][\w.’'-]*)"
    return re.compile(rf"(?i:{owned})\s|(?:(?i:{personal})|{name})\s(?:\w+ly\s|also\s)?{present}")


def author_boxes(story: Sequence[str]) -> int:
    """The place among the blocks ``story`` where those begin that tell of its writers; its end where none do.

    Such blocks tell what somebody is whom nothing before them names, and go on about the same people in the present.
    An address, a book or the body that somebody works for stands in them, or the story says "I" of itself.
    """
    for at in range(max(2, len(story) - _MOST), len(story)):
        if _first().match(story[at]) and _tells_of_writers(story[at:], " ".join(story[:at])):
            return at
    return len(story)


def _tells_of_writers(blocks: Sequence[str], before: str) -> bool:
    if len(before.split()) < _FEWEST_BEFORE or any(
        len(each.split()) > _LONGEST or _SAID.search(each) for each in blocks
    ):
        return False
    known = {*_NAME.findall(before)}
    families: set[str] = set()
    signed = len(_own_words().findall(_QUOTED.sub("", before))) >= _FEWEST_OWN
    for sentence in (each for block in blocks for each in _SENTENCES.split(block.strip())):
        signed = signed or bool(_REACHED.search(sentence) or _BOOK.search(sentence) or asks_to_follow(sentence))
        if match := _first().match(sentence):
            told = {name.split()[-1] for name in _JOINED.split(match["names"])}
            if told & known:
                return False
            families |= told
            signed = signed or bool(_body().search(sentence, match.end()))
        elif match := _further().match(sentence):
            if match["name"] and match["name"] not in families:
                return False
        elif not (_REACHED.search(sentence) or asks_to_follow(sentence)):
            return False
    return signed
