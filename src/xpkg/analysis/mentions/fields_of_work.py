"""Tells the words of a body's name that say what it works on: "Institute of Snow and Ice"."""

from __future__ import annotations

import re

from xpkg.lexicon import organizations
from xpkg.lexicon.event_classes import concrete_nouns

TOPICS = organizations.names_having(organizations.Trait.TOPIC)
_FIELDS = organizations.names_having(organizations.Trait.FIELD)


def is_field(word: str) -> bool:
    """Whether a word of a name is a common noun, and so what somebody works on: "Snow", "Ethics", but not "Norbury"."""
    small = word.lower()
    known = word in TOPICS or word in _FIELDS or not concrete_nouns().isdisjoint((small, small.removesuffix("s")))
    return known or _SCIENCE.search(word) is not None


_SCIENCE = re.compile(r"[a-z](?:ics|logy|graphy|nomy|icine|tory|ture|tion|sity|ence|ship|ment)$")


ABSTRACT = re.compile(r"[a-z](?:ity|ing|ism|[ae]ncy|ness)$")
