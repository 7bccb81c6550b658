"""Says what a build would let go of, and lets nothing go without a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.model import Source
from xpkg.store import Condition

_SHOWN = 5
"""Names in a line; the others are counted."""


def refuse_unknown(store: Path, old: Condition, *, add: bool, replace: bool) -> None:
    """Raises StoreError where damage leaves it unknown what the store has, or takes away what is to be kept.

    A build from all texts mends what ``add`` cannot; ``replace`` builds even where nobody knows what goes.
    """
    if old.manifest is None and old.folder is not None and not replace:
        raise StoreError(
            f"{store}: {old.told}; nobody can tell what would go, and nothing was built. "
            "Build it from all its texts with --replace"
        )
    if not add or not old.faults or (old.built is not None and old.certain):
        return
    sources = f" would lose {listed([each.name for each in old.manifest.sources], 'source')}" if old.manifest else ""
    raise StoreError(
        f"{store}: damaged ({old.told}): --add{sources or ' has nothing to add to'}; nothing was built. "
        "Build it from all its texts, without --add"
    )


def losses(
    old: Condition,
    sources: Iterable[Source],
    without: Iterable[str],
    removed: Sequence[str],
    unreadable: Sequence[str],
    given: Sequence[str] = (),
) -> str:
    """What goes where ``sources`` are built and ``without`` taken out, in a line; empty when that is nothing.

    A text under another name is no loss. ``removed`` are the built graphs that users took something out of, ``given``
    the files that say who is who.
    """
    names, texts = set(without), set()
    for source in sources:
        names.add(source.name)
        texts.add(source.sha256)
    had = old.manifest.sources if old.manifest else ()
    told = list(unreadable)
    if going := [each.name for each in had if each.name not in names and each.sha256 not in texts]:
        told.insert(0, f"{listed(going, 'source')} would go: --add keeps them, --remove NAME takes one out")
    if missing := set(old.manifest.given if old.manifest else ()) - set(given):
        kept = "--authority, --judgements, --links keep it"
        told.append(f"what {listed([*missing], 'file')} told of who is who would go: {kept}")
    if removed:
        told.append(f"what users took out of {listed(removed, 'built graph')} would come back")
    return "; ".join(told)


def refuse_losses(store: Path, told: str) -> None:
    """Raises StoreError when ``told`` says what would be lost."""
    if told:
        raise StoreError(f"{store}: nothing was built, as {told}; --replace builds all the same")


def listed(names: Sequence[str], what: str) -> str:
    """``names``, sorted, as many as a line has room for, with their number.

    >>> listed(["b", "a"], "source"), listed(["a"], "graph")
    ('2 sources (a, b)', '1 graph (a)')
    """
    shown = ", ".join(sorted(names)[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} {what}{'' if len(names) == 1 else 's'} ({shown}{more})"
