"""Trains the attribution model: ``python -m xpkg.training POLNEAR_FOLDER -o MODEL.npz``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.neural.decoding import find_candidates, find_signed_claims
from xpkg.analysis.attributions.neural.runtime import Network, network_from
from xpkg.training.archive import mean_of, pack
from xpkg.training.articles import Article, read_articles
from xpkg.training.batches import count_words, make_batch
from xpkg.training.calibration import fit
from xpkg.training.evaluation import is_right, measure
from xpkg.training.learner import Settings, first_weights, learn
from xpkg.training.progress import say
from xpkg.training.syntax import tell_syntax
from xpkg.training.vectors import word_vectors

_DIMENSIONS = 64


def main(arguments: Sequence[str]) -> int:
    """Reads the articles, learns, writes the model, and prints scores when some articles were held aside."""
    parser = argparse.ArgumentParser(prog="python -m xpkg.training", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds text/NAME.txt and attributions/NAME.ann (brat standoff)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model file to write")
    parser.add_argument("--hold", type=int, help="hold this fold (0 to 4) of the articles aside, and score on it")
    parser.add_argument("--members", type=int, default=1, help="networks in the ensemble")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--rate", type=float, default=Settings().rate, help="how fast it learns at most")
    parser.add_argument("--agree", type=float, default=Settings().agree, help="how much two readings must agree")
    parser.add_argument("--seed", type=int, default=1, help="draws the first weights, the order of rows, the dropout")
    parser.add_argument("--start", type=Path, nargs="+", help="a model to learn on from, or several whose mean it is")
    options = parser.parse_args(arguments)
    articles = read_articles(options.folder)
    if not articles:
        print(f"no articles with attributions in {options.folder}", file=sys.stderr)
        return 1
    learned_from = [article for article in articles if article.fold != options.hold]
    start = mean_of(options.start) if options.start else _begin(learned_from)
    say("the grammar of the articles is looked up")
    data = [*make_batch(start, learned_from), tell_syntax(learned_from)]
    settings = Settings(epochs=options.epochs, rate=options.rate, agree=options.agree)
    members = []
    for number in range(options.members):
        say(f"network {number + 1} of {options.members}, {len(data[0])} rows of {len(learned_from)} articles")
        sizes = (start.vectors.shape[1], len(start.word_of), len(start.suffix_of))
        seed = options.seed + number
        weights = first_weights(settings, *sizes, seed=seed)
        if start.members:
            weights |= start.members[number % len(start.members)]
        members.append(learn(settings, start.vectors, weights, data, seed, say))
    names = {"vector_words": start.vector_of, "words": start.word_of, "suffixes": start.suffix_of}
    calibration = start.calibration
    if options.hold is not None:
        aside = [article for article in articles if article.fold == options.hold]
        network = network_from(pack(names, start.vectors, members))
        calibration = _calibrate(network, aside)
        _print_scores(network, aside)
    options.output.write_bytes(pack(names, start.vectors, members, calibration))
    return 0


def _begin(articles: Sequence[Article]) -> Network:
    """A network that knows the words of ``articles`` and nothing else."""
    vocabulary = count_words(articles)
    words, vectors = word_vectors(vocabulary.rare, _DIMENSIONS)
    table = np.vstack([np.zeros((1, _DIMENSIONS), dtype=np.float32), vectors])
    names = {"vector_words": words, "words": vocabulary.words, "suffixes": vocabulary.suffixes}
    return network_from(pack(names, table, []))


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
