"""Watches which snapshot of the store is the current one."""

from __future__ import annotations

import os
from pathlib import Path

from xpkg.store import current_digest
from xpkg.store.reading import CURRENT


class SnapshotWatcher:
    """``current`` is the digest of the current snapshot of ``store_dir`` at the last check; '' without a store.

    Where ``fixed`` is not empty it stands for all snapshots, and there is no store.
    """

    def __init__(self, store_dir: Path, fixed: str = "") -> None:
        self._fixed = fixed
        self._store_dir, self._pointer = store_dir, store_dir / CURRENT
        self._stamp = (0, 0)
        self.current = ""

    def check(self, *, force: bool = False) -> bool:
        """Whether another snapshot has become current. Reads the pointer file if it changed, or with ``force``."""
        if self._fixed:
            changed, self.current = self.current != self._fixed, self._fixed
            return changed
        try:
            found = os.stat(self._pointer)
        except OSError:
            return False
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp == self._stamp and not force:
            return False
        digest = current_digest(self._store_dir)
        if digest is None:
            return False
        self._stamp = stamp
        changed, self.current = digest != self.current, digest
        return changed
