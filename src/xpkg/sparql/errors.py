"""The refusal of a query or update that this program does not run."""

from __future__ import annotations

from xpkg.sparql.wording import Wording


class RefusedError(ValueError):
    """The query or update may not run here; ``status`` is the HTTP status that says so, ``wording`` why."""

    def __init__(self, status: int, message: str | Wording) -> None:
        self.wording = message if isinstance(message, Wording) else Wording("%(message)s", {"message": message})
        super().__init__(self.wording.told())
        self.status = status
