"""Finds in which state a store is: what of it is damaged, and what can still be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.store.manifest import OTHER_VERSION, Manifest
from xpkg.store.reading import (
    BUILT,
    COUNTS,
    CURRENT,
    DATABASE,
    IN_USE,
    KNOWN,
    MANIFEST,
    MANIFEST_COPY,
    SEARCH,
    WRITTEN,
    current_digest,
    is_store,
    read_manifest,
    snapshot_path,
    snapshots,
)
from xpkg.store.sealing import faults

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """The state in which a build finds a store.

    ``faults`` are told to a person, one a file. ``folder`` and ``manifest`` are those of the current snapshot, or of
    the newest where it is not known which is current (``certain`` is then false); the manifest is None where none can
    be read.
    ``damaged`` are the parts of the snapshot that are not as they were written.
    """

    folder: Path | None = None
    manifest: Manifest | None = None
    faults: tuple[str, ...] = ()
    damaged: frozenset[str] = frozenset()
    certain: bool = True

    @property
    def told(self) -> str:
        """The faults in a line."""
        more = f" and {len(self.faults) - _SHOWN} more" if len(self.faults) > _SHOWN else ""
        return "; ".join(self.faults[:_SHOWN]) + more

    @property
    def built(self) -> Path | None:
        """The database as the last build left it; None when there is none that is whole."""
        if self.manifest is None:
            return None
        return self._whole(DATABASE if not self.manifest.revision else BUILT)

    @property
    def database(self) -> Path | None:
        """The database as it stands, with what users wrote since; None when there is none that is whole."""
        return self._whole(DATABASE)

    @property
    def written(self) -> Path | None:
        """The N-Quads of what users had written when the last build was made; None where they are not whole."""
        return self._whole(WRITTEN)

    @property
    def counts(self) -> Path | None:
        """What the last build counted; None where it is not whole, or users have written since."""
        return self._whole(COUNTS) if self.manifest and not self.manifest.revision else None

    @property
    def known(self) -> Path | None:
        """What the last build concluded from; None where it is not whole, or users have written since."""
        return self._whole(KNOWN) if self.manifest and not self.manifest.revision else None

    @property
    def search(self) -> Path | None:
        """The full-text index of the last build; None where it is not whole, or users have written since."""
        return self._whole(SEARCH) if self.manifest and not self.manifest.revision else None

    def _whole(self, part: str) -> Path | None:
        if self.folder is None or self.manifest is None or part in self.damaged:
            return None
        path = self.folder / part
        return path if path.exists() else None


def inspect(store: Path, *, thoroughly: bool = False) -> Condition:
    """The state of the store in ``store``; every file of its current snapshot is looked at, ``thoroughly`` read."""
    digest = current_digest(store)
    if not is_store(store):
        return Condition()
    pointed = snapshot_path(store, digest) if digest else None
    if pointed is not None and pointed.is_dir():
        return inspect_snapshot(pointed, thoroughly=thoroughly)
    fault = f"{CURRENT} is damaged" if digest is None else f"the snapshot that {CURRENT} names is not there"
    found = {path: manifest for path in snapshots(store) if (manifest := readable(path)) is not None}
    if not found:
        return Condition(faults=(fault,), certain=False)
    newest = inspect_snapshot(max(found, key=lambda path: (found[path].number, path.name)), thoroughly=True)
    return Condition(newest.folder, newest.manifest, (fault, *newest.faults), newest.damaged, certain=False)


def inspect_snapshot(folder: Path, *, thoroughly: bool = False) -> Condition:
    """The state of the snapshot in ``folder``; those files are read that may have been written since, or all."""
    found, parts = [], set()
    manifests: list[Manifest] = []
    for name in (MANIFEST, MANIFEST_COPY):
        try:
            manifests.append(read_manifest(folder, name))
        except StoreError as error:
            found.append(OTHER_VERSION if str(error) == OTHER_VERSION else f"{name} is damaged")
    if not manifests:
        return Condition(folder, None, tuple(found))
    if not manifests[0].files:
        found.clear()  # of a layout that had neither a copy nor a record of the files
    if not (folder / IN_USE).exists():
        found.append(f"{IN_USE} is missing")
    for fault in faults(folder, manifests[0].files, untouched=not thoroughly):
        found.append(str(fault))
        parts.add(fault.part)
    return Condition(folder, manifests[0], tuple(found), frozenset(parts))


def readable(folder: Path) -> Manifest | None:
    """The manifest of the snapshot in ``folder``, or else its copy; None when neither can be read."""
    for name in (MANIFEST, MANIFEST_COPY):
        try:
            return read_manifest(folder, name)
        except StoreError:
            continue
    return None
