"""The import graph of the package: no module imports, directly or through others, a module that imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import xpkg

ROOT = Path(xpkg.__file__).parent
Graph = Mapping[str, frozenset[str]]


def import_graph(root: Path) -> Graph:
    """The modules of the package in ``root``, each with those that it imports.

    Imports in functions and for types alone count, too. Who imports a module runs the ``__init__`` of its package as
    well, unless the importer is inside that package; so that is counted as an import.
    """
    files = {_name(path, root): path for path in root.rglob("*.py")}
    return {module: frozenset(_imported(module, path, files)) for module, path in files.items()}


def _name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__")


def _imported(module: str, path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path}: relative imports are not used here"
            assert not node.level, f"{path}: relative imports are not used here"
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in files else node.module for name in whole]
        else:
            continue
        for name in names:
            if name in files and name != module:
                yield name
                parts = name.split(".")
                packages = (".".join(parts[:count]) for count in range(1, len(parts)))
                yield from (each for each in packages if each != module and not f"{module}.".startswith(f"{each}."))


def circles(graph: Graph) -> list[list[str]]:
    """The sets of modules of ``graph`` that import each other in a circle, each sorted."""
    reached = {module: _reached(graph, module) for module in graph}
    together = {tuple(sorted(other for other in reached[module] if module in reached[other])) for module in graph}
    return sorted(list(circle) for circle in together if circle)


def _reached(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    waiting = [*graph[start]]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += graph[module]
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = import_graph(ROOT)
    assert "xpkg.server.pages" in graph["xpkg.server.page_adapter"]
    assert circles(graph) == []


def test_a_circle_is_found(tmp_path: Path) -> None:
    package = tmp_path / "made"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "low.py").write_text("def late() -> None:\n    from made.inner.part import x\n")
    (package / "inner" / "__init__.py").write_text("from made import high\n")
    (package / "inner" / "part.py").write_text("x = 1\n")
    (package / "high.py").write_text("from made.low import late\n")
    # Who imports a part of the inner package runs its __init__, which imports the one above.
    assert circles(import_graph(package)) == [["made.high", "made.inner", "made.low"]]
