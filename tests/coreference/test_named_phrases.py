"""Phrases that denote nothing as a whole: what they mean is what their heads name, or nothing that is named."""

from __future__ import annotations

import pytest

from xpkg.coreference.named_phrases import NamedThings
from xpkg.model import Kind, Span

KINDS = {
    "Ann Low": Kind.PERSON, "Bo Reed": Kind.PERSON, "Orm Gazette": Kind.ORGANIZATION, "US": Kind.PLACE,
    "Ministry of Dams": Kind.ORGANIZATION, "Dams": Kind.GROUP, "guide": Kind.DOCUMENT, "report": Kind.DOCUMENT,
}  # fmt: skip


def heads(phrase: str) -> list[str]:
    """The words that name what ``phrase`` means, which stands between other words."""
    text = f"It rained. {phrase}, it was said."
    spans = {Span(text.index(name), text.index(name) + len(name)): kind for name, kind in KINDS.items() if name in text}
    things = NamedThings(text, {span: frozenset((kind,)) for span, kind in spans.items()})
    return [span.cut(text) for span in things.heads(Span(11, 11 + len(phrase)))]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the Orm Gazette", ["Orm Gazette"]),
        ("Ann Low and Bo Reed", ["Ann Low", "Bo Reed"]),
        ("both Ann Low and Bo Reed,", ["Ann Low", "Bo Reed"]),
        ("the Ministry of Dams (MOD), Ann Low", ["Ministry of Dams", "Ann Low"]),
        # Of two that begin alike, or lie in each other, the longest.
        ("the Ministry of Dams", ["Ministry of Dams"]),
        # What hangs on a document or person is not meant.
        ("a report from the Ministry of Dams", ["report"]),
        ("Ann Low of the Orm Gazette", ["Ann Low"]),
        ("the Orm Gazette of Valberg", []),
        # Other words tell whom it means.
        ("a spokesman for the Ministry of Dams", []),
        ("Ann Low, its former head", []),
        ("Ann Low's brother", []),
        # The article of a noun that the phrase has lost; a document is named so.
        ("a US", []),
        ("a guide", ["guide"]),
        ("somebody", []),
    ],
)
def test_heads(phrase: str, expected: list[str]) -> None:
    assert heads(phrase) == expected


def test_names_that_touch_are_no_list() -> None:
    text = "Ann LowBo Reed"
    things = NamedThings(text, {Span(0, 7): frozenset((Kind.PERSON,)), Span(7, 14): frozenset((Kind.PERSON,))})
    assert things.heads(Span(0, 14)) == ()


def test_what_denotes_two_kinds_is_no_document() -> None:
    text = "a guide"
    things = NamedThings(text, {Span(2, 7): frozenset((Kind.DOCUMENT, Kind.PERSON))})
    assert things.heads(Span(0, 7)) == ()
