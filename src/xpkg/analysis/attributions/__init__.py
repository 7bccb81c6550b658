"""Finds who says what: an annotator makes claims (source, cue, content), their reading makes attributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xpkg.analysis.attributions import learned, rules
from xpkg.analysis.attributions.coordination import coordinate
from xpkg.analysis.attributions.reading import read_claims
from xpkg.analysis.attributions.soundness import sound
from xpkg.model import Attribution, Claim, Mention, Text, TimeExpression

Annotator = Callable[[Text, tuple[Mention, ...]], tuple[Claim, ...]]

ANNOTATORS: Mapping[str, Annotator] = {
    "model": learned.annotate,
    "rules": rules.annotate,
}
"""What can find claims, by the name that a user chooses it by; the first is the default."""


def find_attributions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...] = (),
    annotate: Annotator = learned.annotate,
) -> tuple[Attribution, ...]:
    """The attributions of ``text`` in order of their first character; ``times`` date them."""
    return read_claims(text, mentions, sound(text, coordinate(text, annotate(text, mentions))), times)
