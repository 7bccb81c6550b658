"""Puts files and folders in place in one step, so that none is ever there half written."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from io import BufferedWriter
from pathlib import Path
from typing import IO

from xpkg.errors import OutputError


def write_file(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Makes the file ``path`` what ``write`` writes, in one step: it is never there half written.

    A link stays one: the file that it leads to is written. A device, a pipe or a socket is written *into*. Raises
    OutputError when the system does not take it.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with target.open("wb", buffering=0) as device, BufferedWriter(device) as output:
                write(output)
        else:
            _replace(target, write)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _replace(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as output:
            write(output)
            output.flush()
            os.fsync(output.fileno())
        Path(name).chmod(mode)  # mkstemp's is for its owner alone
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_folder(path: Path, write: Callable[[Path], None], by: str = "export") -> None:
    """Makes the folder ``path`` what ``write`` puts into an empty one, in one step, for the command ``by``.

    What is there already must be a folder that is empty or was written for the same command. Else it stays as it
    was, and OutputError is raised. Raises OutputError when the system does not take what is written, too.
    """
    mark = f".xpkg-{by}"
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_dir():
        raise OutputError(f"{path}: this format is a folder of files, and a file is there; name a folder with -o")
    if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        raise OutputError(f"{path}: has files that no {by} wrote; name an empty or a new folder with -o")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name[:100]}.", dir=target.parent))
        try:
            write(aside)
            says = f"This folder was written by xpkg {by}. The next {by} to it replaces all of it.\n"
            (aside / mark).write_text(says, "utf-8")
            umask = os.umask(0)
            os.umask(umask)
            aside.chmod(0o777 & ~umask)  # mkdtemp's is for its owner alone
            _put_in_place(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _put_in_place(aside: Path, target: Path) -> None:
    if not target.exists():
        aside.replace(target)
        return
    before = Path(tempfile.mkdtemp(prefix=f".{target.name[:100]}.", dir=target.parent))
    target.replace(before)  # onto an empty folder: one step
    try:
        aside.replace(target)
    except OSError:
        before.replace(target)
        raise
    shutil.rmtree(before, ignore_errors=True)
