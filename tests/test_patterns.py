"""No regular expression of the package is of a kind that takes a time exponential in the length of a text, and which
can take its square is known.

`python -m tests.test_patterns` writes the list of these anew; each line that is new in it has to read a stretch of
bounded length (a line's head, a sentence of 2,000 characters), or be mended: `\\s*+` for `\\s*`, `[^x]*x` for `.*x`.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import xpkg

if sys.version_info >= (3, 14):
    pytest.skip("reads the private parser of regular expressions, known from 3.11 to 3.13", allow_module_level=True)

from tests import ambiguity

REVIEWED = Path(__file__).with_name("overlapping.txt")
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


@cache
def expressions(path: Path) -> dict[str, int]:
    """The expressions of a module, each with its flags."""
    module = module_of(path)
    return dict(written(path, module)) | dict(compiled(dict(vars(module)), 5))


def overlapping(path: Path) -> list[str]:
    """The lines of the list for a module."""
    name = path.relative_to(PACKAGE).as_posix()
    found = sorted(each for each, flags in expressions(path).items() if ambiguity.is_polynomial(each, flags))
    return [f"{name}\t{each!r}" for each in found]


def test_the_check_tells_kinds_apart() -> None:
    result = doctest.testmod(ambiguity)
    assert result.attempted == 4
    assert not result.failed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_expression_is_exponential(path: Path) -> None:
    assert not [each for each, flags in expressions(path).items() if ambiguity.is_exponential(each, flags)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_repeats_beside_its_like_is_reviewed(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    reviewed = [line for line in REVIEWED.read_text("utf-8").splitlines() if line.startswith(f"{name}\t")]
    assert overlapping(path) == reviewed


def test_the_review_has_no_module_that_is_gone() -> None:
    names = {path.relative_to(PACKAGE).as_posix() for path in MODULES}
    assert {line.split("\t")[0] for line in REVIEWED.read_text("utf-8").splitlines()} <= names


def test_expressions_are_found() -> None:
    found = {pattern for path in MODULES for pattern, _ in (*compiled(dict(vars(module_of(path))), 5),)}
    assert len(found) > 250


if __name__ == "__main__":
    REVIEWED.write_text("".join(f"{line}\n" for path in MODULES for line in overlapping(path)), "utf-8")
