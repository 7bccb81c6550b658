"""Finds the files that are given, and those in folders that a reader reads."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from xpkg.corpus.manifest import MANIFEST
from xpkg.corpus.responses import SUFFIX
from xpkg.errors import InputError
from xpkg.readers import SUFFIXES

_SAVED_WITH = "_files"
"""What a browser calls the folder beside a page that it saved whole, after the page's name."""


def find_files(
    paths: Iterable[Path], problems: list[InputError], warnings: list[str], apart: Collection[str] = ()
) -> Iterator[tuple[Path, Path]]:
    """Every file to read with the folder that its name counts from. Links to folders are not followed: no loops.

    ``apart`` are the real paths of files that are there for something else, such as a table of metadata.
    """
    for path in paths:
        if path.is_dir():
            any_file = False
            for file in _inside(path, problems, warnings, apart):
                any_file = True
                yield file, path
            if not any_file:
                problems.append(InputError(f"{path}: no file in this folder that is read"))
        elif path.is_file():
            yield path, path.parent
        elif path.exists():
            problems.append(InputError(f"{path}: neither a file nor a folder"))
        else:
            problems.append(InputError(f"{path}: no such file or folder"))


def _inside(root: Path, problems: list[InputError], warnings: list[str], apart: Collection[str]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(InputError(f"{error.filename}: the folder cannot be read: {error.strerror}"))

    others: Counter[str] = Counter()
    for folder, folders, names in os.walk(root, onerror=unreadable):
        if "snapshots" in folders and {"current", "lock"} & set(names):
            folders.clear()  # a store of xpkg's own, perhaps the one that is built
            continue
        pages = {Path(name).stem for name in names}
        folders[:] = [each for each in folders if each.removesuffix(_SAVED_WITH) not in pages or each in pages]
        hidden = any(part.startswith(".") for part in Path(folder).relative_to(root).parts)
        for name in names:
            path = Path(folder, name)
            if name.endswith(SUFFIX) and name.removesuffix(SUFFIX) in names:
                continue
            if not name.lower().endswith(SUFFIXES):
                if not hidden and not name.startswith(".") and name != MANIFEST:
                    others[path.suffix.lower()] += 1
            elif not path.is_file():
                problems.append(InputError(f"{path}: a link to nothing, or no file"))
            elif os.path.realpath(path) not in apart:
                yield path
    if others:
        ordered = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
        counted = ", ".join(f"{number} {suffix or 'without a suffix'}" for suffix, number in ordered)
        warnings.append(f"{root}: {counted} not read: no reader takes files of such names from a folder")
