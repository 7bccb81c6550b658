"""Leads what was found in the mended reading of a damaged text back to the characters that are stored."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from xpkg.model import Analysis, Mend, Source, Span, Token
from xpkg.text.mending import Reading

_T = TypeVar("_T")


def as_stored(analysis: Analysis, source: Source, reading: Reading, mends: tuple[Mend, ...]) -> Analysis:
    """``analysis`` of ``reading`` as one of ``source``: every span names the stored characters."""
    stored = _led_back(analysis, reading)
    return replace(stored, text=replace(stored.text, source=source, mends=mends))


def _led_back(value: _T, reading: Reading) -> _T:
    found: Any = value
    if isinstance(value, Span):
        found = reading.stored(value)
    elif isinstance(value, Token):
        span = reading.stored(Span(value.start, value.end))
        found = Token(span.start, span.end, value.text)
    elif isinstance(value, tuple):
        found = tuple(_led_back(each, reading) for each in value)
    elif is_dataclass(value) and not isinstance(value, (type, Enum, Source)):
        changed = {
            each.name: new
            for each in fields(value)
            if each.init and (new := _led_back(old := getattr(value, each.name), reading)) is not old
        }
        found = replace(value, **changed) if changed else value
    result: _T = found
    return result
