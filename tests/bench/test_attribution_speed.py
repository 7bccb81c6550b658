"""How long finding who says what takes, against the time of cutting the same text into sentences."""

from __future__ import annotations

import time
from collections.abc import Callable

from xpkg.analysis.attributions.neural.annotator import annotate
from xpkg.model import Metadata, Source
from xpkg.text import parse

PARAGRAPH = (
    "The harbour master, Ola Berg, said that no ship would be turned away. “We have room for all of them,” he told "
    "the council on Monday. According to the port’s own figures, traffic fell by a tenth last year. Ferry companies "
    "denied that they had been warned, and called for an inquiry into the closure of the northern quay.\n\n"
)


def _shortest(work: Callable[[], object], tries: int = 3) -> float:
    times = []
    for _ in range(tries):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_attributions_take_a_bounded_multiple_of_the_time_of_sentences() -> None:
    source = Source("made-up", PARAGRAPH * 40, "0" * 64, Metadata(""))
    text = parse(source)
    annotate(text, ())  # the model is read once
    words = len(source.text.split())
    taken = _shortest(lambda: annotate(text, ()))
    ratio = taken / _shortest(lambda: parse(source), tries=5)
    print(f"{words / taken:.0f} words a second, {ratio:.1f} times as long as sentences")
    # Measured 20,000 to 30,000 words a second and a ratio of 25 to 45.
    assert ratio < 120
