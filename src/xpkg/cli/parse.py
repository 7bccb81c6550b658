"""``xpkg parse``: the syntax of texts, as CoNLL-U."""

from __future__ import annotations

from pathlib import Path

import click

from xpkg.cli.terminal import data_output, say
from xpkg.corpus import read_corpus
from xpkg.network.parser import load_parser
from xpkg.syntax import parse as parse_text
from xpkg.syntax.conllu import to_conllu
from xpkg.text import parse as parse_source


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def parse(paths: tuple[Path, ...]) -> None:
    """Print the sentences of FILE... with their tokens, parts of speech, heads and relations, as CoNLL-U.

    A folder stands for the texts in it. Tags and relations are those of Universal Dependencies, with the Penn
    treebank's tags beside them; MISC has each token's place in the text (code points, end exclusive).

    \b
    Examples:
      xpkg parse harbour.txt
    """
    corpus = read_corpus(paths)
    output = data_output()
    parser = load_parser()  # by itself: CoNLL-U has no place for the names that the tagger finds
    for source in corpus.sources:
        parses = parse_text(parse_source(source), parser)
        output.writelines(f"{line}\n".encode() for line in to_conllu(source.name, parses))
    for problem in corpus.problems:
        say(f"xpkg: {problem}")
    if corpus.problems:
        raise click.exceptions.Exit(1)
