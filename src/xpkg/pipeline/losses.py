"""Says what a build would let go of, and lets nothing go without a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.model import Source
from xpkg.store import Manifest

_SHOWN = 5
"""Names in a line; the others are counted."""


def refuse_losses(
    store: Path, old: Manifest | None, sources: Iterable[Source], without: Iterable[str], *, replace: bool
) -> None:
    """Raises StoreError when ``old`` has sources that are neither among ``sources`` nor named in ``without``.

    A text under another name is no loss. ``replace`` says that these may go.
    """
    if old is None or replace:
        return
    names, texts = set(without), set()
    for source in sources:
        names.add(source.name)
        texts.add(source.sha256)
    if going := [each.name for each in old.sources if each.name not in names and each.sha256 not in texts]:
        raise StoreError(
            f"{store}: this build would let go of {listed(going, 'source')}; nothing was built. Keep them with --add, "
            "take one out with --remove NAME, or let them all go with --replace"
        )


def listed(names: Sequence[str], what: str) -> str:
    """``names``, sorted, as many as a line has room for, with their number.

    >>> listed(["b", "a"], "source"), listed(["a"], "graph")
    ('2 sources (a, b)', '1 graph (a)')
    """
    shown = ", ".join(sorted(names)[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} {what}{'' if len(names) == 1 else 's'} ({shown}{more})"
