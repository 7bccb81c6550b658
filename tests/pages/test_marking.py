"""Marks over a text: however they overlap, every character is there once, and no link is inside a link."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

import pytest

from xpkg.server.pages.marking import Mark, Node, nest_marks
from xpkg.server.pages.rendering import pieces


class Checked(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words, self.links, self.ids = "", set[str](), list[str]()
        self.feed(str(html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            assert "a" not in self.open
            self.links.add(given["href"] or "")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def marks(seed: int, text: str) -> list[Mark]:
    chance = random.Random(seed)
    found: dict[tuple[int, int], Mark] = {}
    for number in range(chance.randint(0, 14)):
        start = chance.randrange(len(text))
        end = chance.randint(start + 1, len(text))
        href = f"#h{number}" if chance.random() < 0.6 else None
        notes = ((f"#n{number}", "event", "Event"),) if chance.random() < 0.3 else ()
        found[start, end] = Mark(start, end, (f"m{number}",), href, "title", chance.randint(0, 3), notes=notes)
    return list(found.values())


@pytest.mark.parametrize("seed", range(300))
def test_overlapping_marks_are_nested(seed: int) -> None:
    text = 'A “𝟛 <b>” & "c"\n\n' * 4
    some = marks(seed, text)
    page = Checked(pieces(nest_marks(text, 0, len(text), some)))
    assert page.words == text
    assert sorted(page.ids) == sorted(f"char={mark.start},{mark.end}" for mark in some)
    # Every link is there: on its mark, or beside it where others lie inside.
    assert page.links == {mark.href for mark in some if mark.href} | {note[0] for mark in some for note in mark.notes}


@pytest.mark.parametrize("seed", range(50))
def test_an_excerpt_has_the_marks_that_overlap_it(seed: int) -> None:
    text = "abcdefghij" * 6
    some = marks(seed, text)
    parts = nest_marks(text, 20, 45, some)
    assert Checked(pieces(parts)).words == text[20:45]

    def laid(nodes: list[str | Node]) -> set[Mark]:
        return {mark for node in nodes if isinstance(node, Node) for mark in {node.mark} | laid(node.parts)}

    assert laid(parts) == {mark for mark in some if mark.start < 45 and mark.end > 20}


def test_pieces_of_one_mark_share_a_group_and_the_first_has_the_id() -> None:
    crossing = [Mark(0, 6, ("a",)), Mark(3, 9, ("b",))]
    html = str(pieces(nest_marks("abcdefghi", 0, 9, crossing), {(3, 9): 7}))
    assert html == (
        '<span id="char=0,6" class="a">abc<span id="char=3,9" class="b g7">def</span></span>'
        '<span class="b g7">ghi</span>'
    )
    assert re.findall('id="([^"]+)"', html) == ["char=0,6", "char=3,9"]
