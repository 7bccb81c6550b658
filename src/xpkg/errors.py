"""The errors that xpkg raises on purpose; each says what is at fault."""

from __future__ import annotations


class XpkgError(Exception):
    """Anything that xpkg reports to its user rather than as a fault of its own."""


class InputError(XpkgError):
    """A file that xpkg was given cannot be used; the message names it, and the line where there is one."""
