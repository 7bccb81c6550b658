"""Digests of all that a graph is made from: what has the same key need not be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from xpkg.model import Authority, Link, Source
from xpkg.resources import folder

_NOT_MAKING = ("cli", "server", "readers", "corpus", "publication", "__pycache__")
"""Parts of the program that have no say in what a graph holds. What readers have to say stands in the sources."""


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Of the program's own files, ontology, shapes and the RDF library: another version may read a text otherwise."""
    package = Path(__file__).parent.parent
    files = [
        path
        for path in sorted(package.rglob("*"))
        if path.is_file() and not {*_NOT_MAKING, "_resources"} & set(path.relative_to(package).parts)
    ]
    files += sorted(folder("ontology").glob("*.ttl")) + sorted(folder("shapes").glob("*.ttl"))
    digest = hashlib.sha256(version("pyoxigraph").encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def authority_digest(authority: Authority) -> str:
    """Of every entry and judgement, in order."""
    return _digest(repr(each) for each in (*authority.entries, *authority.judgements))


def source_key(source: Source, common: str) -> str:
    """Of a source with what the corpus records about it; ``common`` stands for what all sources share."""
    made = (repr(source.original),) if source.original else ()  # its bytes and its reader say what the parts are
    return _digest((common, source.name, source.sha256, repr(source.metadata), *made))


def shared_key(common: str, links: Iterable[Link]) -> str:
    """Of what the graphs of no one source are made from besides the sources."""
    queries = (path.read_text("utf-8") for path in sorted(folder("queries").rglob("*.rq")))  # the description has them
    return _digest((common, *map(repr, links), *queries))


def common_key(*parts: str) -> str:
    """Of what all sources share: program, authority, base, annotator."""
    return _digest((program_digest(), *parts))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()
