"""The syntax of a text's sentences, in the terms of Universal Dependencies."""

from __future__ import annotations

from xpkg.syntax.parsing import Parse, parse

__all__ = ["Parse", "parse"]
