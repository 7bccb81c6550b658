"""Trains the name tagger: ``python -m xpkg.training.names UD_FOLDER NEWS_FOLDER -o names.npz``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from xpkg.authority import load_authority
from xpkg.network.names import tagger_from
from xpkg.network.parser import load_parser
from xpkg.resources import folder
from xpkg.training.names.gold import read_gold
from xpkg.training.names.head import NameHead
from xpkg.training.names.learning import Settings, learn, measure
from xpkg.training.names.silver import read_silver
from xpkg.training.parsing.treebank import split_documents
from xpkg.training.progress import say


def main(arguments: Sequence[str]) -> int:
    """Reads a treebank and news, teaches the head, writes it, and prints its scores on what was held aside."""
    options = argparse.ArgumentParser(prog="python -m xpkg.training.names", description=__doc__)
    options.add_argument("treebanks", type=Path, help="holds gum-train/*.conllu")
    options.add_argument("news", type=Path, help="a folder of .txt files, whose names are marked by machine")
    options.add_argument("-o", "--output", type=Path, required=True, help="the file of weights to write")
    options.add_argument("--steps", type=int, default=Settings().steps)
    options.add_argument("--seed", type=int, default=1, help="draws the first weights, the steps, the made-up names")
    chosen = options.parse_args(arguments)
    torch.set_num_threads(1)  # more wait for one another longer than they work
    torch.manual_seed(chosen.seed)
    learned, aside = split_documents(chosen.treebanks / "gum-train")
    gold, held = list(read_gold(learned)), list(read_gold(aside))
    silver = read_silver(chosen.news, load_authority(folder("data") / "authority"), say)
    say(f"{len(gold)} sentences of the treebank, {len(silver)} of news")
    parser = load_parser()
    head = NameHead(parser)
    data = head.archive(learn(Settings(steps=chosen.steps), parser, head, gold, silver, chosen.seed, say))
    chosen.output.write_bytes(data)
    for least in (0.0, 0.6, 0.7, 0.8, 0.9):
        found = measure(tagger_from(data), parser, held, least)
        print(least, *(f"{kind} {score}" for kind, score in found.items()), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
