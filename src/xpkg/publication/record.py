"""Remembers, in a file beside a store, which state of each graph the store at an address has."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from xpkg.errors import StoreBusyError, StoreError

_FOLDER = "published"


class PublicationRecord:
    """The graphs at ``url`` that were sent from the store in ``folder``, each with the digest of what was sent.

    The digest is '' where it is not known: while a graph is on its way, and if the program ended then. The file has
    one line of JSON for each change, written before and after. So a kill at any moment leaves it right. One process
    writes it at a time. Raises StoreError where it cannot be written, StoreBusyError where another process has it.
    """

    def __init__(self, folder: Path, url: str) -> None:
        self.path = folder / _FOLDER / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.jsonl"
        self._url = url
        try:
            self.path.parent.mkdir(exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise StoreBusyError(f"{folder}: another process is publishing this store at {url}") from error
        self.graphs = self._read()
        self._rewrite()

    def _read(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.path.read_bytes().splitlines():
            try:
                told = json.loads(line)
                graph, digest = told["graph"], told["digest"]
            except (ValueError, KeyError, TypeError):
                continue  # the first line, and one that a power cut has torn
            if digest is None:
                found.pop(graph, None)
            elif isinstance(graph, str) and isinstance(digest, str):
                found[graph] = digest
        return found

    def _rewrite(self) -> None:
        """Write the file anew with one line for each graph, in one step; the lock stays on a file that is used."""
        aside = self.path.with_suffix(".new")
        try:
            file = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
            fcntl.flock(file, fcntl.LOCK_EX)
            lines = [{"url": self._url}, *({"graph": g, "digest": d} for g, d in sorted(self.graphs.items()))]
            data = "".join(json.dumps(line) + "\n" for line in lines).encode()
            while data:
                data = data[os.write(file, data) :]
            os.fsync(file)
            aside.rename(self.path)
        except OSError as error:
            raise self._unwritable(error) from error
        os.close(self._file)
        self._file = file

    def begin(self, graph: str) -> None:
        """``graph`` is about to be changed: what the other store has of it is not known from now on."""
        self._write(graph, "")

    def sent(self, graph: str, digest: str) -> None:
        """The other store has ``graph`` in the state ``digest``."""
        self._write(graph, digest)

    def removed(self, graph: str) -> None:
        """The other store has ``graph`` no more."""
        self._write(graph, None)

    def _write(self, graph: str, digest: str | None) -> None:
        line = json.dumps({"graph": graph, "digest": digest}) + "\n"
        try:
            if os.write(self._file, line.encode()) != len(line):
                raise OSError(0, "the line is not whole")
            os.fsync(self._file)
        except OSError as error:
            raise self._unwritable(error) from error
        if digest is None:
            self.graphs.pop(graph, None)
        else:
            self.graphs[graph] = digest

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(f"{self.path}: what was published cannot be written down: {error.strerror or error}")

    def close(self) -> None:
        """Let another process publish."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
