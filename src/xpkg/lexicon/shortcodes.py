"""Shortcodes of WordPress: marks in square brackets that its exports keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What a shortcode holds."""

    CAPTION = "caption"
    """The caption of a picture: "[caption width="300"]The dam[/caption]"."""
    ASIDE = "aside"
    """What is no text: an address, the words of a button. It may stand alone: "[gallery]"."""


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A row of the table: the name of a shortcode, and what it holds."""

    name: str
    trait: Trait


@cache
def shortcodes() -> Mapping[str, Trait]:
    """The shortcodes that hold no words of the story, by name. Raises LexiconError for a faulty table.

    >>> str(shortcodes()["embed"])
    'aside'
    """
    return {row.name: row.trait for row in load("shortcodes", Shortcode)}
