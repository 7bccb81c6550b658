"""Writes parses as CoNLL-U, so that tools for treebanks can read and score them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xpkg.syntax.tree import Parse
from xpkg.text.tokens import continues_word


def to_conllu(name: str, parses: Sequence[Parse]) -> Iterator[str]:
    """The lines of a document called ``name``.

    A word that is written as one but read as several (``don't``) has a line for the range of its tokens. ``# text`` has
    one blank where the source has one or more of any kind. ``start_char`` and ``end_char`` count code points of the
    source, the end exclusive. The sentences are numbered from 1; each part of a sentence that quotes several is one.
    """
    name = re.sub(r"[\s/]", "_", name)  # an identifier has neither
    yield f"# newdoc id = {name}"
    number = 0
    for parse in parses:
        for start, end in pairwise([*parse.parts, len(parse)]):
            number += 1
            yield f"# sent_id = {name}-{number}"
            yield from _sentence(parse, start, end)
            yield ""


def _sentence(parse: Parse, start: int, end: int) -> Iterator[str]:
    """The lines of the tokens ``start`` to ``end`` (exclusive) of ``parse``."""
    tokens = parse.tokens[start:end]
    last = len(tokens) - 1
    tight = [left.end == right.start for left, right in pairwise(tokens)] + [False]
    blanks = ["" if close or at == last else " " for at, close in enumerate(tight)]
    yield "# text = " + "".join(token.text + blank for token, blank in zip(tokens, blanks, strict=True))
    covered = -1
    for at, token in enumerate(tokens):
        if at > covered:
            until = at
            while until < last and continues_word(
                tokens[until], tokens[until + 1], parse.xpos[start + until + 1] == "POS"
            ):
                until += 1
            if until > at:
                covered = until
                form = "".join(each.text for each in tokens[at : until + 1])
                place = _place(token.start, tokens[until].end, tight[until])
                yield _line(f"{at + 1}-{until + 1}", form, "_", "_", "_", "_", place)
        head = parse.heads[start + at]
        inside = start <= head < end
        yield _line(
            str(at + 1), token.text, parse.upos[start + at], parse.xpos[start + at],
            str(head - start + 1) if inside else "0", parse.relations[start + at] if inside else "root",
            _place(token.start, token.end, tight[at] and at > covered),
        )  # fmt: skip


def _line(number: str, form: str, upos: str, xpos: str, head: str, relation: str, misc: str) -> str:
    return "\t".join((number, form, "_", upos, xpos, "_", head, relation, "_", misc))


def _place(start: int, end: int, tight: bool) -> str:
    offsets = f"start_char={start}|end_char={end}"
    return f"SpaceAfter=No|{offsets}" if tight else offsets
