"""Finds the ontology and the owner's corpus: in the installed package, or in the checkout of an editable install."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """The folder ``data`` or ``ontology`` that came with xpkg. Raises FileNotFoundError when it is in neither place."""
    here = Path(__file__).parent
    for candidate in (here / "_resources" / name, here.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"xpkg was installed without its folder {name!r}")
