"""The refusal of a query or update that this program does not run."""

from __future__ import annotations


class RefusedError(ValueError):
    """The query or update may not run here; ``status`` is the HTTP status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
