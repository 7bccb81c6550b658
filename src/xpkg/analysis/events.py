"""Finds the happenings of a text: what, when, where, who took which part."""

from __future__ import annotations

from xpkg.model import Event, Mention, Text, TimeExpression


def find_events(text: Text, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...]) -> tuple[Event, ...]:
    """The events of ``text``, in order of their triggers."""
    return ()
