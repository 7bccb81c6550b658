"""Trains the attribution model: ``python -m xpkg.training POLNEAR_FOLDER -o MODEL.npz``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.neural.decoding import find_candidates, find_signed_claims
from xpkg.analysis.attributions.neural.rows import ROW
from xpkg.analysis.attributions.neural.runtime import SIGNS, Network, network_from
from xpkg.training.articles import Article, read_articles
from xpkg.training.calibration import fit
from xpkg.training.evaluation import is_right, measure
from xpkg.training.learner import Attributor, Settings, learn
from xpkg.training.progress import say
from xpkg.training.samples import samples

_SHORT = 48
"""Tokens at most of the short rows, which it learns from as much as from whole ones: a text may be one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Reads the articles, learns, writes the model, and prints scores when some articles were held aside."""
    parser = argparse.ArgumentParser(prog="python -m xpkg.training", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds text/NAME.txt and attributions/NAME.ann (brat standoff)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model file to write")
    parser.add_argument("--hold", type=int, help="hold this fold (0 to 4) of the articles aside, and score on it")
    parser.add_argument("--start", type=Path, help="a model to learn on from")
    parser.add_argument("--calibration", type=Path, help="a model whose confidence this one has, where none is held")
    parser.add_argument("--epochs", type=float, default=Settings().epochs)
    parser.add_argument("--rate", type=float, default=Settings().rate, help="how fast it learns at most")
    parser.add_argument("--agree", type=float, default=Settings().agree, help="how much two readings must agree")
    parser.add_argument("--seed", type=int, default=1, help="draws the first weights, the order of rows, the dropout")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    articles = read_articles(options.folder)
    if not articles:
        print(f"no articles with attributions in {options.folder}", file=sys.stderr)
        return 1
    learned_from = [article for article in articles if article.fold != options.hold]
    data = [[one for article in learned_from for one in samples(article, most)] for most in (ROW, _SHORT)]
    say(f"{len(data[0])} rows, {len(data[1])} short ones")
    settings = Settings(epochs=options.epochs, rate=options.rate, agree=options.agree)
    torch.manual_seed(options.seed)
    model = Attributor(settings, data[0][0].states.shape[1])
    if options.start:
        model.start_from(options.start.read_bytes())
    weights = learn(settings, model, data, options.seed, say)
    calibration = np.eye(SIGNS, dtype=np.float32)[-1]  # every candidate has the same confidence
    if options.calibration:
        calibration = network_from(options.calibration.read_bytes()).calibration
    if options.hold is not None:
        aside = [article for article in articles if article.fold == options.hold]
        network = network_from(model.archive(weights, calibration))
        calibration = _calibrate(network, aside)
        _print_scores(network, aside)
    options.output.write_bytes(model.archive(weights, calibration))
    return 0


def _calibrate(network: Network, articles: Sequence[Article]) -> NDArray[np.float32]:
    signs, right = [], []
    for article in articles:
        hints = patterns.annotate(article.text, article.mentions)
        for candidate, sign in find_signed_claims(network, article.text, hints, article.mentions):
            signs.append(sign)
            right.append(is_right(candidate, article))
    return fit(np.array(signs, dtype=np.float32), np.array(right, dtype=np.float32))


def _print_scores(network: Network, articles: Sequence[Article]) -> None:
    for name, group in _groups(articles):
        found = [
            find_candidates(network, one.text, patterns.annotate(one.text, one.mentions), one.mentions) for one in group
        ]
        scores = measure(group, found)
        print(name, len(group), *(f"{role} {score}" for role, score in scores.items()), sep="\t")


def _groups(articles: Sequence[Article]) -> Iterator[tuple[str, list[Article]]]:
    """All articles, then those of each publisher (the name up to the first underscore)."""
    yield "all", list(articles)
    publishers = sorted({article.name.partition("_")[0] for article in articles})
    for publisher in publishers:
        yield publisher, [article for article in articles if article.name.partition("_")[0] == publisher]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
