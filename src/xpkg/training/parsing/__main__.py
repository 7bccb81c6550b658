"""Trains the tagger and parser: ``python -m xpkg.training.parsing UD_FOLDER NEWS_FOLDER -o parser.npz``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from xpkg.corpus import read_corpus
from xpkg.network.parser import parser_from
from xpkg.text import parse
from xpkg.text.tokens import tokenize
from xpkg.training.parsing.examples import encode_trees, make_inventory
from xpkg.training.parsing.learning import measure, think
from xpkg.training.parsing.scoring import score
from xpkg.training.parsing.steps import StudentSettings, TeacherSettings, distil, teach
from xpkg.training.parsing.student import Student
from xpkg.training.parsing.teacher import Teacher
from xpkg.training.parsing.treebank import read_trees, split_documents
from xpkg.training.parsing.vocabulary import make_vocabulary
from xpkg.training.progress import say

_SHORTEST, _LONGEST = 2, 120


def main(arguments: Sequence[str]) -> int:
    """Reads trees and news, trains a teacher and then the network, writes it, and prints its scores."""
    parser = argparse.ArgumentParser(prog="python -m xpkg.training.parsing", description=__doc__)
    parser.add_argument("treebanks", type=Path, help="holds ewt-train.conllu, ewt-dev.conllu and gum-train/*.conllu")
    parser.add_argument("news", type=Path, help="a folder of .txt files, which the teacher reads for the student")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file of weights to write")
    parser.add_argument("--teacher-steps", type=int, default=TeacherSettings().steps)
    parser.add_argument("--steps", type=int, default=StudentSettings().steps)
    parser.add_argument("--size", type=int, default=160, help="cells of a layer in each direction")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1, help="draws the first weights, the order of steps, the dropout")
    parser.add_argument("--all", action="store_true", help="learn from the documents held aside, too; no scores then")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)  # more wait for one another longer than they work
    torch.manual_seed(options.seed)
    learned, aside = split_documents(options.treebanks / "gum-train")
    trees = list(read_trees([options.treebanks / "ewt-train.conllu", *learned, *(aside if options.all else ())]))
    names = make_inventory(trees)
    gold = encode_trees(trees, names)
    # the genres of GUM are nearer to what xpkg reads than the weblogs, letters and reviews of EWT
    twice = gold + encode_trees(list(read_trees([*learned, *(aside if options.all else ())])), names)
    news = read_news(options.news)
    say(f"{len(trees)} trees, {len(news)} sentences of news")
    teacher = Teacher(len(names.upos), len(names.xpos), len(names.relations))
    teach(TeacherSettings(steps=options.teacher_steps), teacher, gold, options.seed, say)
    dev = list(read_trees([options.treebanks / "ewt-dev.conllu"]))
    held = list(read_trees(aside))
    say(f"teacher, EWT dev: {measure(teacher, dev, names)}")
    if not options.all:
        say(f"teacher, GUM held aside: {measure(teacher, held, names)}")
    soft = think(teacher, news, say)
    vocabulary, vectors = make_vocabulary([tree.words for tree in trees] + news)
    student = Student(vocabulary, vectors, names, options.size, options.layers)
    weights = distil(StudentSettings(steps=options.steps), student, twice, soft, options.seed, say)
    data = student.archive(weights)
    options.output.write_bytes(data)
    network = parser_from(data)
    print("EWT dev", score(network, dev), sep="\t")
    if not options.all:
        print("GUM held aside", score(network, held), sep="\t")
    return 0


def read_news(folder: Path) -> list[tuple[str, ...]]:
    """The sentences of the texts in ``folder``, as words; each once, in the order of the texts' names."""
    found: dict[tuple[str, ...], None] = {}
    for source in read_corpus((folder,)).sources:
        for sentence in parse(source).sentences:
            words = tuple(token.text for token in tokenize(source.text, sentence.span.start, sentence.span.end))
            if _SHORTEST <= len(words) <= _LONGEST:
                found.setdefault(words)
    return list(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
