"""Trees written by hand, in the guidelines of Universal Dependencies for English."""

from __future__ import annotations

from xpkg.syntax.tree import ROOT, Parse
from xpkg.text.tokens import Token

TAGS = {
    "PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "AUX": "VBD", "PRON": "PRP", "DET": "DT", "ADP": "IN", "ADJ": "JJ",
    "ADV": "RB", "SCONJ": "IN", "CCONJ": "CC", "PART": "TO", "PUNCT": ".", "NUM": "CD",
}  # fmt: skip


def tree(*lines: str) -> Parse:
    """The parse of lines ``form UPOS[/XPOS] head relation``; heads count from 1, and 0 is the root."""
    rows = [line.split() for line in lines]
    tokens, start = [], 0
    for form, *_ in rows:
        tokens.append(Token(start, start + len(form), form))
        start += len(form) + 1
    tags = [row[1].partition("/") for row in rows]
    return Parse(
        tuple(tokens),
        tuple(upos for upos, _, _ in tags),
        tuple(xpos or TAGS[upos] for upos, _, xpos in tags),
        tuple(int(row[2]) - 1 if row[2] != "0" else ROOT for row in rows),
        tuple(row[3] for row in rows),
    )


def at(parse: Parse, form: str, number: int = 1) -> int:
    """The place of the ``number``th token that reads ``form``."""
    return [place for place, token in enumerate(parse.tokens) if token.text == form][number - 1]


def words(parse: Parse, places: int | tuple[int, ...] | None) -> str | None:
    """The tokens at ``places``, with blanks between; None for None."""
    if places is None:
        return None
    return " ".join(parse.tokens[place].text for place in ((places,) if isinstance(places, int) else places))
