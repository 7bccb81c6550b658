"""No regular expression of the package is of a kind that takes a time exponential in the length of a text."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import xpkg
from tests import ambiguity

PACKAGE = Path(xpkg.__file__).parent
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.stem != "__main__" and "training" not in path.parts]
def module_of(path: Path) -> ModuleType:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    return importlib.import_module(name)


def compiled(value: object, depth: int = 4) -> Iterator[tuple[str, int]]:
    """The expressions that ``value`` holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value.pattern, value.flags
    elif isinstance(value, dict) and depth:
        for each in (*value, *value.values()):
            yield from compiled(each, depth - 1)
    elif isinstance(value, (list, tuple, set, frozenset)) and depth:
        for each in value:
            yield from compiled(each, depth - 1)


def written(path: Path, module: ModuleType) -> Iterator[tuple[str, int]]:
    """The expressions in the calls of ``re``; what only a run can tell of one stands in it as a letter."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr != "escape":
            pattern = worked_out(node.args[0], module)
            if pattern is not None:
                yield pattern, 0


def worked_out(node: ast.expr, module: ModuleType) -> str | None:
    try:
        value = eval(compile(ast.Expression(node), "", "eval"), dict(vars(module)))  # our own source
    except NameError:
        if isinstance(node, ast.JoinedStr):
            parts = (part if isinstance(part, ast.Constant) else ast.Constant("x") for part in node.values)
            return "".join(str(part.value) for part in parts)
        return None
    return value if isinstance(value, str) else value.pattern if isinstance(value, re.Pattern) else None


def test_the_check_tells_kinds_apart() -> None:
    result = doctest.testmod(ambiguity)
    assert result.attempted == 2
    assert not result.failed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_expression_is_exponential(path: Path) -> None:
    module = module_of(path)
    found = dict.fromkeys((*compiled(dict(vars(module)), 5), *written(path, module)))
    bad = [pattern for pattern, flags in found if ambiguity.is_exponential(pattern, flags)]
    assert not bad


def test_expressions_are_found() -> None:
    found = {pattern for path in MODULES for pattern, _ in (*compiled(dict(vars(module_of(path))), 5),)}
    assert len(found) > 250
