"""What people read is plain: no sentence of a docstring or of README has more than 25 words."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "xpkg"
LONGEST = 25
_WORD = re.compile(r"[\w’'-]+")
_CODE = re.compile(r"``[^`]*``|`[^`]*`|:\w+:`[^`]*`|\[[^\]]*\]\([^)]*\)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?!\w\))")


def _sentences(prose: str) -> Iterator[str]:
    """The sentences of paragraphs; a piece of code, a quotation or a link counts as one word, as does an option."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-*] )", prose):
        plain = _QUOTED.sub("Q", _CODE.sub("C", paragraph))
        yield from (" ".join(each.split()) for each in _SENTENCE_END.split(plain) if each.strip())


def _prose(docstring: str) -> str:
    """A docstring without its examples, its indented blocks and the lines of its tables, which have gaps."""
    return re.sub(r"(?m)^(?: {4,}.*|.*\S {2,}\S.*|[│├└ ]+.*|>>> .*(?:\n(?!\n).*)*)$", "", docstring)


def _docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """The docstrings of a module: those of modules, classes and functions, and those that stand below a name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for each in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            value = each.value if isinstance(each, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield each.lineno, inspect.cleandoc(value.value)


def too_long(prose: str) -> list[str]:
    """The sentences of ``prose`` with more than ``LONGEST`` words."""
    return [each for each in _sentences(prose) if len(_WORD.findall(each)) > LONGEST]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_docstrings(path: Path) -> None:
    found = [f"{path.name}:{line}: {each}" for line, text in _docstrings(path) for each in too_long(_prose(text))]
    assert not found, "\n".join(found)


def test_a_long_sentence_is_seen() -> None:
    assert too_long("It rains. " + "so " * 26 + ".") != []
    assert too_long("It rains. " + "so " * 20 + "``a b c d e f g h``.") == []


def test_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "src/xpkg/GLOSSARY.md" in readme
    assert too_long(re.sub(r"(?m)^(?: {4}.*|\|.*|#.*)$", "", readme)) == []


def test_the_glossary_explains_each_word_once() -> None:
    rows = re.findall(r"(?m)^\| ([^|]+) \| ([^|]+) \|$", (PACKAGE / "GLOSSARY.md").read_text("utf-8"))
    terms = [term for term, _ in rows if term not in {"term", "---"}]
    assert len(terms) == len(set(terms)) > 40
    assert [meaning for _, meaning in rows if too_long(meaning)] == []
