"""Measures tokens, sentences and trees against CoNLL-U files: python tests/bench/trees.py FILE-OR-FOLDER… [--fifth].

Of a folder, ``--fifth`` takes every fifth document by name: those that the parser was not trained on. "words" are
scores with the words and sentences of the treebank, "text" those from plain text, as F1 (CoNLL 2018: plain relations,
punctuation counts). Paragraphs of the treebank are parted by an empty line.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from xpkg.model import Metadata, Source
from xpkg.network.parser import load_parser, read_sentences
from xpkg.syntax import Parse, parse
from xpkg.text import parse as parse_source
from xpkg.training.parsing.scoring import compare, score
from xpkg.training.parsing.treebank import Tree, read_trees


class Word(NamedTuple):
    """A word with its place in the text; ``head`` is the place of its head, None for a root."""

    place: tuple[int, int]
    upos: str
    head: tuple[int, int] | None
    relation: str


class Document(NamedTuple):
    """A document of a treebank as plain text, with its words and the places of its sentences."""

    text: str
    words: list[Word]
    sentences: list[tuple[int, int]]


def read_document(path: Path) -> Document:
    """The text of a CoNLL-U file, and where its words and sentences stand in it."""
    text = ""
    words: list[Word] = []
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        own = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
        if text:
            text += "\n\n" if any(line.startswith("# newpar") for line in lines) else " "
        places = list(_places(own, rows, len(text)))
        text += own
        numbered = [row for row in rows if row[0].isdecimal()]
        for place, row in zip(places, numbered, strict=True):
            head = int(row[6])
            words.append(Word(place, row[3], places[head - 1] if head else None, row[7].partition(":")[0]))
        sentences.append((places[0][0], places[-1][1]))
    return Document(text, words, sentences)


def _places(text: str, rows: Sequence[Sequence[str]], start: int) -> Iterator[tuple[int, int]]:
    """The place of each word; the words of a range that are not written one behind the other share its place."""
    at = 0
    inside: list[tuple[int, int]] = []
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            at = text.index(row[1], at)
            parts = [each[1] for each in rows if each[0].isdecimal() and first <= int(each[0]) <= last]
            end = at + len(row[1])
            if "".join(parts) == row[1]:
                for part in parts:
                    inside.append((start + at, start + at + len(part)))
                    at += len(part)
            else:
                inside = [(start + at, start + end)] * len(parts)
            at = end
        elif row[0].isdecimal():
            if inside:
                yield inside.pop(0)
                continue
            at = text.index(row[1], at)
            yield start + at, start + at + len(row[1])
            at += len(row[1])


def found_words(parses: Sequence[Parse]) -> tuple[list[Word], list[tuple[int, int]]]:
    """The words and sentences of parses; a part of a sentence that quotes several counts as one."""
    words: list[Word] = []
    sentences = []
    for one in parses:
        places = [(token.start, token.end) for token in one.tokens]
        for start, end in pairwise([*one.parts, len(one)]):
            sentences.append((places[start][0], places[end - 1][1]))
            for at in range(start, end):
                inside = start <= one.heads[at] < end
                head = places[one.heads[at]] if inside else None
                words.append(
                    Word(places[at], one.upos[at], head, one.relations[at].partition(":")[0] if inside else "root")
                )
    return words, sentences


def count(document: Document) -> Counter[str]:
    """How many tokens, sentences, tags, heads and relations of a document are found in its plain text."""
    source = Source("document", document.text, "0" * 64, Metadata("document"))
    begin = time.process_time()
    words, sentences = found_words(parse(parse_source(source)))
    seconds = time.process_time() - begin
    known = {word.place: word for word in document.words}
    counts = Counter(gold=len(document.words), found=len(words), microseconds=int(seconds * 1e6))
    counts.update(gold_sentences=len(document.sentences), found_sentences=len(sentences))
    counts["sentences"] = len(set(document.sentences) & set(sentences))
    for word in words:
        gold = known.get(word.place)
        if gold is not None:
            right = gold.head == word.head
            counts["tokens"] += 1
            counts["UPOS"] += gold.upos == word.upos
            counts["UAS"] += right
            counts["LAS"] += right and gold.relation == word.relation
    return counts


def main(arguments: Sequence[str]) -> None:
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    groups: dict[str, list[Path]] = {}
    for path in paths:
        files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
        chosen = files[4::5] if "--fifth" in arguments else files
        groups["all"] = groups.get("all", []) + chosen
        for file in chosen if path.is_dir() else ():
            genre = file.stem.split("_")[1] if "_" in file.stem else file.stem
            groups.setdefault(genre, []).append(file)
    parser = load_parser()
    for name, files in groups.items():
        trees: list[Tree] = list(read_trees(files))
        print(name, "words", len(files), "documents", score(parser, trees), f"whole {whole(trees):.1f}", sep="\t")
        if name == "all":
            print(name, "relations", *(f"{key} {share:.1f}" for key, share, _ in relations(trees)), sep="\t")
        counts = sum((count(read_document(file)) for file in files), Counter[str]())
        words = counts["gold"] + counts["found"]
        shares = [f"{key} {200 * counts[key] / words:.2f}" for key in ("tokens", "UPOS", "UAS", "LAS")]
        both = counts["gold_sentences"] + counts["found_sentences"]
        shares.append(f"sentences {200 * counts['sentences'] / both:.2f}")
        print(name, "text", *shares, f"{counts['found'] / counts['microseconds'] * 1e6:.0f} words/s", sep="\t")


def relations(trees: Sequence[Tree], least: int = 40) -> list[tuple[str, float, int]]:
    """The F1 of each relation (with subtype, and with the right head) that occurs ``least`` times, and how often."""
    gold, found, right = Counter[str](), Counter[str](), Counter[str]()
    for tree, reading in zip(trees, read_sentences(load_parser(), [tree.words for tree in trees]), strict=True):
        gold.update(tree.relations)
        found.update(reading.relations)
        rows = zip(tree.heads, tree.relations, reading.heads, reading.relations, strict=True)
        right.update(name for head, name, other, own in rows if head == other + 1 and name == own)
    common = sorted((name for name, count in gold.items() if count >= least), key=lambda name: -gold[name])
    return [(name, 200 * right[name] / (gold[name] + found[name]), gold[name]) for name in common]


def whole(trees: Sequence[Tree]) -> float:
    """The share of sentences, in per cent, whose heads and plain relations are all right."""
    readings = read_sentences(load_parser(), [tree.words for tree in trees])
    return 100 * sum(compare([pair]).las == 1 for pair in zip(trees, readings, strict=True)) / len(trees)


if __name__ == "__main__":
    main(sys.argv[1:])
