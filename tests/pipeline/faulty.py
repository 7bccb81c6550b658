"""The command line with a fault of ours in it: what becomes of a text depends on its first word.

Run as a program, or :func:`start` given to the processes that read texts in the place of their own.
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pyoxigraph import Quad

from xpkg.cli import main
from xpkg.errors import EvidenceError
from xpkg.model import Analysis, Source
from xpkg.pipeline import sources
from xpkg.pipeline.graphs import analysis_and_graph as read
from xpkg.vocab import XPKG

MARKS = "XPKG_TEST_MARKS"
"""The variable of the environment with the folder where it is marked that a text was read."""
begin = sources._start


def marked(name: str) -> bool:
    """Whether this was asked before."""
    mark = Path(os.environ[MARKS], name)
    there = mark.exists()
    mark.touch()
    return there


def analysis_and_graph(source: Source, *others: Any) -> tuple[Analysis, tuple[Quad, ...]]:
    """What stands in a text, and its graph, or what its first word asks for."""
    match source.text.split()[0]:
        case "SPIN":
            Path(os.environ[MARKS], "spins").write_text(str(os.getpid()))
            re.match(r"(a+)+$", "a" * 60 + "b")
        case "SLEEP":
            time.sleep(1_000)
        case "EAT":
            eaten = []
            while True:
                eaten.append(bytearray(10_000_000))
        case "EXIT":
            os._exit(9)
        case "ONCE" if not marked("once"):
            os.kill(os.getpid(), signal.SIGKILL)
        case "AGAIN" if not marked("again"):
            return read(source, *others)
        case "FAIL" | "AGAIN":
            raise IndexError("a fault\nof \x1b[31mours")
        case "RECURSE":
            return analysis_and_graph(source)
        case "SPOIL":
            raise EvidenceError("characters 1 to 2 do not say 'so'")
        case "BREAK":
            analysis, quads = read(source, *others)
            return analysis, tuple(quad for quad in quads if quad.predicate != XPKG.mode)
    return read(source, *others)


def start(common: sources.Common) -> None:
    """What a process that reads texts is told at its start, and the fault."""
    begin(common)
    patch("xpkg.pipeline.graphs.analysis_and_graph", analysis_and_graph).start()


if __name__ == "__main__":
    from tests.pipeline import faulty  # the module of this name, which the processes import, too
    from tests.store.small_ontology import PLACE, few_terms

    sources._start = faulty.start
    patch(PLACE, few_terms).start()  # as in the tests' own process
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests behind a shell has it ignored
    main()
