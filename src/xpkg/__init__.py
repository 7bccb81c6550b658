"""xpkg: texts about public affairs as a knowledge graph whose every assertion leads back to its characters.

>>> import xpkg
>>> analysis = xpkg.analyse("A quiet day\\n\\nAnn Low said that the dam was safe.\\n")
>>> len(analysis.attributions)
1

What stands in ``__all__`` is the library's public face; the modules beneath may change between versions.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xpkg.answers import Table
    from xpkg.api import BuildResult, Graph, analyse, build, open  # noqa: A004 - the library's own word
    from xpkg.errors import XpkgError
    from xpkg.model import Analysis
    from xpkg.things import Thing

    __version__: str

__all__ = ["Analysis", "BuildResult", "Graph", "Table", "Thing", "XpkgError", "__version__", "analyse", "build", "open"]

_PLACES = {
    "Analysis": "xpkg.model",
    "BuildResult": "xpkg.api",
    "Graph": "xpkg.api",
    "Table": "xpkg.answers",
    "Thing": "xpkg.things",
    "XpkgError": "xpkg.errors",
    "analyse": "xpkg.api",
    "build": "xpkg.api",
    "open": "xpkg.api",
}
"""Where each name is made; it is imported when it is first asked for, so that ``import xpkg`` costs nothing."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("xpkg")
    if name not in _PLACES:
        raise AttributeError(f"module 'xpkg' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
