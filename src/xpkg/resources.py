"""Finds and reads what comes with xpkg: in the installed package, or in the checkout of an editable install."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from xpkg.errors import InputError


def folder(name: str) -> Path:
    """The folder ``data`` or ``ontology`` that came with xpkg. Raises FileNotFoundError when it is in neither place."""
    here = Path(__file__).parent
    for candidate in (here / "_resources" / name, here.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"xpkg was installed without its folder {name!r}")


def read_turtle(path: Path) -> Iterator[Quad]:
    """The triples of a Turtle file, blank nodes renamed, since those of two files may bear one name.

    Raises InputError, with the file and what the parser says, where it is no Turtle.
    """
    try:
        yield from parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    except SyntaxError as error:
        raise InputError(f"{path}: not Turtle: {error}") from error
