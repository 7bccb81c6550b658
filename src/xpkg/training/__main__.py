"""Trains the attribution model: ``python -m xpkg.training POLNEAR_FOLDER -o MODEL.npz``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions.decoding import find_signed_claims
from xpkg.analysis.attributions.network import Network, network_from
from xpkg.training.archive import NEUTRAL, pack
from xpkg.training.articles import Article, read_articles
from xpkg.training.batches import count_words, make_batch
from xpkg.training.calibration import fit
from xpkg.training.evaluation import is_right, measure
from xpkg.training.learner import Settings, first_weights, learn
from xpkg.training.vectors import word_vectors

_DIMENSIONS = 64


def main(arguments: Sequence[str]) -> int:
    """Reads the articles, learns, writes the model, and prints scores when some articles were held aside."""
    parser = argparse.ArgumentParser(prog="python -m xpkg.training", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds text/NAME.txt and attributions/NAME.ann (brat standoff)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model file to write")
    parser.add_argument("--hold", type=int, help="hold this fold (0 to 4) of the articles aside, and score on it")
    parser.add_argument("--members", type=int, default=2, help="networks in the ensemble")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--calibration", type=Path, help="a model trained with --hold, whose calibration is taken over")
    options = parser.parse_args(arguments)
    articles = read_articles(options.folder)
    if not articles:
        print(f"no articles with attributions in {options.folder}", file=sys.stderr)
        return 1
    learned_from = [article for article in articles if article.fold != options.hold]
    vocabulary = count_words(learned_from)
    words, vectors = word_vectors(vocabulary.rare, _DIMENSIONS)
    names = {"vector_words": words, "words": vocabulary.words, "suffixes": vocabulary.suffixes}
    table = np.vstack([np.zeros((1, _DIMENSIONS), dtype=np.float32), vectors])
    bare = network_from(pack(names, table, []))
    data = make_batch(bare, learned_from)
    members = []
    settings = Settings(epochs=options.epochs)
    for seed in range(1, options.members + 1):
        _say(f"network {seed} of {options.members}, {len(data[0])} rows of {len(learned_from)} articles")
        weights = first_weights(settings, _DIMENSIONS, len(vocabulary.words), len(vocabulary.suffixes), seed)
        members.append(learn(settings, bare.vectors, weights, data, seed, _say))
    calibration = network_from(options.calibration.read_bytes()).calibration if options.calibration else NEUTRAL
    if options.hold is not None:
        aside = [article for article in articles if article.fold == options.hold]
        network = network_from(pack(names, table, members))
        calibration = _calibrate(network, aside)
        _print_scores(network, aside)
    options.output.write_bytes(pack(names, table, members, calibration))
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _calibrate(network: Network, articles: Sequence[Article]) -> NDArray[np.float32]:
    signs, right = [], []
    for article in articles:
        for claim, sign in find_signed_claims(network, article.text):
            signs.append(sign)
            right.append(is_right(claim, article))
    return fit(np.array(signs, dtype=np.float32), np.array(right, dtype=np.float32))


def _print_scores(network: Network, articles: Sequence[Article]) -> None:
    for name, group in _groups(articles):
        found = [[claim for claim, _ in find_signed_claims(network, article.text)] for article in group]
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
