"""Counts how often each method and repair is right: ``python -m xpkg.training.confidence POLNEAR_FOLDER``.

The articles of fold 0, which the network has not learned from, are held aside; of the others it writes the table,
save the rows of what the network alone decides. On fold 0 it prints how well the confidence foretells what is right,
before and after. That is the Brier score: the mean squared difference, less is better. It also prints how many were
right of those with each tenth of confidence.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.confidence import TABLE, Counted, Table, confidence_of, table_of
from xpkg.analysis.attributions.decisions import Decision
from xpkg.analysis.attributions.interpretation import interpret
from xpkg.analysis.attributions.neural import annotator
from xpkg.analysis.attributions.repairs import REPAIRS, run
from xpkg.model import Attribution, AttributionCandidate, Method, Trail
from xpkg.training.articles import Article, read_articles
from xpkg.training.evaluation import is_right

_HELD = 0
"""The fold that is held aside."""
_OTHER_FORM = frozenset({"relative-pronoun-antecedent", "cut-relative-pronoun", "nobody-speaks", "excepted-speaks-not"})
"""Repairs whose speaker the corpus marks in another form ("which", "nobody"): judged by the source before them."""

_BY_HEART = frozenset(
    (
        *(Decision.KEEP_UNKNOWN_CUE, Decision.ADD_TRUSTED_RULE, Decision.ADD_PASSED_VERB, Decision.ADD_OUTER),
        *(Decision.ADD_PLAIN, Decision.ADD_CLAUSE, Decision.ADD_TOLD_BY, Decision.ADD_ORDER),
        *(Decision.ADD_DOCUMENT, Decision.ADD_IN_TITLE),
    )
)
"""Steps that depend on what the network finds or misses. Of the articles that it has learned from it knows by heart
what people marked: what it misses there, nobody marked."""
_UNMARKED = frozenset({Decision.ADD_NESTED})
"""Steps that lead to what the corpus does not mark: an attribution inside another's content."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An attribution and whether people marked it so. ``given`` is the confidence that its annotator gave it."""

    method: str
    given: float
    trail: Trail
    right: bool


def main(arguments: Sequence[str]) -> int:
    """Counts, writes the table and prints the scores."""
    parser = argparse.ArgumentParser(prog="python -m xpkg.training.confidence", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds text/NAME.txt and attributions/NAME.ann (brat standoff)")
    parser.add_argument("-o", "--output", type=Path, default=TABLE, help="the table to write")
    options = parser.parse_args(arguments)
    articles = read_articles(options.folder)
    if not articles:
        print(f"no articles with attributions in {options.folder}", file=sys.stderr)
        return 1
    aside, others = ([one for one in articles if (one.fold == _HELD) is held] for held in (True, False))
    by_rules, by_both = ([one for article in others for one in judge(article, by)] for by in (False, True))
    held_by = {both: [one for article in aside for one in judge(article, both)] for both in (False, True)}
    rows = count(by_rules, by_both, held_by[True])
    options.output.write_text("".join(_lines(rows)), encoding="utf-8")
    table = table_of(rows)
    for name, both in (("rules", False), ("network and rules", True)):
        held = held_by[both]
        for group, some in ((name, held), (f"{name}, with a trail", [one for one in held if one.trail])):
            scores = (brier(some, {}), brier(some, table))
            print(f"{group}\t{len(some)}\tBrier score {scores[0]:.3f} as given\t{scores[1]:.3f} as counted")
        for tenth, some in _by_tenth(held, table):
            print(f"{name}, {tenth:.1f}\t{len(some)}\t{sum(one.right for one in some) / len(some):.2f} right")
    return 0


def _by_tenth(judged: Iterable[Judged], table: Table) -> Iterator[tuple[float, list[Judged]]]:
    """What was judged by the confidence that it is shown with, cut to tenths, the surest first."""
    found: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        found[int(10 * confidence_of(one.method, one.given, one.trail, table) + 1e-9)].append(one)
    for tenth in sorted(found, reverse=True):
        yield tenth / 10, found[tenth]


def judge(article: Article, network: bool) -> Iterator[Judged]:
    """What the rules, or the ``network`` with them, find in ``article``, each with whether it is right.

    An attribution inside another's content is left out: the corpus marks none.
    """
    found = (annotator if network else patterns).annotate(article.text, article.mentions)
    kept, _ = run(article.text, REPAIRS, (one for one in found if not one.is_dropped))
    for one in interpret(article.text, article.mentions, tuple(kept)):
        if one.parent is None:
            yield Judged(one.method, one.given, one.trail, is_right(_as_marked(one), article))


def _as_marked(one: Attribution) -> AttributionCandidate:
    source = one.source
    for step in reversed(one.trail):
        if step.repair in _OTHER_FORM and step.before:
            source = step.before.source
    return AttributionCandidate(source, one.cue, one.content, one.method)


def count(by_rules: Iterable[Judged], by_both: Sequence[Judged], aside: Iterable[Judged] = ()) -> list[Counted]:
    """The rows for the rules, as they find by themselves, and for each repair among what both find.

    What the network decides by itself is counted in ``aside``, on articles that it has not learned from.

    What was expected of a rule is what it gave; of a repair, what is counted for the methods of those it changed.
    """
    rules = _rows((one.method, f"{one.given:.2f}", one.right, one.given) for one in by_rules)
    table = table_of(rules)
    plain = table_of(_rows((one.method, _tenth(one), one.right, one.given) for one in by_both if not one.trail))
    learned = _rows(
        (name, "", one.right, _expected(one, table, plain))
        for one in by_both
        for name in _steps(one) - _BY_HEART - _UNMARKED
    )
    unlearned = _rows(
        (name, "", one.right, confidence_of(one.method, one.given, (), table))
        for one in aside
        for name in _steps(one) & _BY_HEART
    )
    return [*rules, *learned, *unlearned]


def _steps(one: Judged) -> frozenset[str]:
    return frozenset(step.repair for step in one.trail)


def _tenth(one: Judged) -> str:
    return f"{one.given:.1f}"


def _expected(one: Judged, table: Table, plain: Table) -> float:
    """What a method is right by; of the network, where it found with the same confidence what nothing repaired."""
    row = plain.get((one.method, _tenth(one))) if one.method == Method.MODEL else None
    return row.share if row else confidence_of(one.method, one.given, (), table)


def _rows(cases: Iterable[tuple[str, str, bool, float]]) -> list[Counted]:
    n, right, expected = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for name, given, is_so, hoped in cases:
        n[name, given] += 1
        right[name, given] += is_so
        expected[name, given] += round(1000 * hoped)
    return [
        Counted(*key, n[key], right[key], round(expected[key] / n[key] / 10)) for key in sorted(n)
    ]  # fmt: skip


def brier(judged: Sequence[Judged], table: Table) -> float:
    """The mean squared difference between the confidence by ``table`` and what is right (1) or not (0)."""
    errors = [(confidence_of(one.method, one.given, one.trail, table) - one.right) ** 2 for one in judged]
    return sum(errors) / max(1, len(errors))


def _lines(rows: Iterable[Counted]) -> Iterator[str]:
    yield "# Written by python -m xpkg.training.confidence; a name with a given confidence is a rule, else a repair.\n"
    yield "name\tgiven\tn\tright\texpected_percent\n"
    for row in rows:
        yield f"{row.name}\t{row.given}\t{row.n}\t{row.right}\t{row.expected_percent}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
