"""Finds happenings that bear a name of their own: wars, battles, revolutions, games, named attacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"(?:[A-Z][\w’'.-]+|\d{1,2}(?:st|nd|rd|th))"
_HEADS = {
    "attack": "Massacre|Massacres|Bombing|Bombings|Assassination",
    "military-operation": "War|Wars|Offensive|Invasion|Blockade",
    "protest": "Uprising|Revolution|Rebellion|Revolt|Riots|Protests",
    "meeting": "Summit",
    "other": "Olympics|Olympic Games|Games|World Cup|Holocaust|Famine|Genocide|Crisis|Referendum",
    "disaster": "Earthquake|Flood|Hurricane|Eruption",
}
_BY_HEAD = {head: event_type for event_type, heads in _HEADS.items() for head in heads.split("|")}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PATTERNS = (
    re.compile(
        rf"\b(?:(?P<y>(?:1[5-9]|20)\d\d) )?(?:{_NAME} )+(?P<h>{'|'.join(_BY_HEAD)})\b(?! (?:Act|Department|Office|"
        rf"[A-Z]\w+))"
    ),
    re.compile(r"\b(?P<h>World War) (?:I{1,3}|One|Two)\b"),
    re.compile(rf"\b(?P<h>Battle|Siege|Treaty|Massacre) of (?:the )?{_NAME}(?: {_NAME})?"),
    re.compile(
        rf"\b(?:{_MONTHS}) \d{{1,2}},? (?:terror(?:ist)? )?(?P<h>attacks?|bombings?|massacre|coup|uprising)\b|"
        rf"\b9/11 (?P<h2>attacks?)\b"
    ),
)
_OF = {
    "Battle": "military-operation", "Siege": "military-operation", "World War": "military-operation",
    "Massacre": "attack", "coup": "removal", "uprising": "protest",
}  # fmt: skip
_NO_NAME = re.compile(
    r"(?:The|Prisoner|Prisoners|Star|Hunger|Video|Cold|Major|Minor|Global|In|After|During|Since|Before|His|Her|Their)\b"
)


def find_named(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and event type of each happening named in a stretch of text."""
    reached = start
    for match in sorted(
        (m for p in _PATTERNS for m in p.finditer(text, start, end)), key=lambda m: (m.start(), -m.end())
    ):
        if match.start() < reached:
            continue
        head = match["h"] or match.groupdict().get("h2") or "attack"
        kind = _OF.get(head) or _BY_HEAD.get(head) or ("attack" if head[0].islower() else "")
        begin = match.start()
        while opener := _NO_NAME.match(text, begin):
            if opener.group() == "Cold":
                break
            begin = opener.end() + 1
        if kind and begin < match.end() and text[begin : match.end()] not in _BY_HEAD:
            reached = match.end()
            yield begin, begin + len(text[begin:reached].rstrip(".’'-")), kind
