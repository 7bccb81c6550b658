"""Finds who says what: an annotator makes claims (source, cue, content), their reading makes attributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.interpretation import interpret
from xpkg.analysis.attributions.neural import annotator
from xpkg.analysis.attributions.repairs.coordination import coordinate
from xpkg.analysis.attributions.repairs.filters import sound
from xpkg.model import Attribution, AttributionCandidate, Mention, Text, TimeExpression

Annotator = Callable[[Text, tuple[Mention, ...]], tuple[AttributionCandidate, ...]]

ANNOTATORS: Mapping[str, Annotator] = {
    "model": annotator.annotate,
    "rules": patterns.annotate,
}
"""What can find claims, by the name that a user chooses it by; the first is the default."""


def find_attributions(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...] = (),
    annotate: Annotator = annotator.annotate,
) -> tuple[Attribution, ...]:
    """The attributions of ``text`` in order of their first character; ``times`` date them."""
    return interpret(text, mentions, sound(text, coordinate(text, annotate(text, mentions))), times)
