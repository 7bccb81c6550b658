"""Mappers turn values into triples: none reads a text to decide what is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import xpkg.mappers

FOLDER = Path(xpkg.mappers.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
READERS = ("re", "xpkg.analysis", "xpkg.coreference", "xpkg.text.parsing")
"""What a module would read a text with."""


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def cut_otherwise(tree: ast.Module) -> Iterator[int]:
    """Lines on which a text is sliced, but for ``Span.cut``: ``text[a:b]``, ``source.text[a:]``, ``self.text[:b]``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
            if name in ("text", "source_text"):
                yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_mapper_reads_no_text(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    readers = [name for name in imported(tree) if any(name == each or name.startswith(f"{each}.") for each in READERS)]
    assert not readers
    assert not list(cut_otherwise(tree))


def test_a_slice_of_a_text_is_found() -> None:
    assert list(cut_otherwise(ast.parse("a = text[1:2]\nb = self.text[3:]\nc = spans[1:]"))) == [1, 2]
    assert list(imported(ast.parse("import re\nfrom xpkg.analysis import words"))) == ["re", "xpkg.analysis"]
