"""The annotator over a spaCy parse, on parses made by hand: no pipeline needs to be installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from xpkg.annotators import Choice, annotator_of
from xpkg.annotators.dependency import claims_of
from xpkg.errors import AnnotatorError
from xpkg.model import Metadata, Source
from xpkg.text import parse

spacy = pytest.importorskip("spacy", reason="the extra 'spacy' is not installed")


def doc_of(*rows: str) -> Any:
    """A parse from rows of word, part of speech, head (from 1, 0 for the root) and relation."""
    from spacy.tokens import Doc

    cells = [row.split() for row in rows]
    words = [cell[0] for cell in cells]
    spaces = [at + 1 < len(words) and words[at + 1] not in {",", "."} for at in range(len(words))]
    heads = [int(cell[2]) - 1 if cell[2] != "0" else at for at, cell in enumerate(cells)]
    return Doc(spacy.blank("en").vocab, words=words, spaces=spaces, pos=[cell[1] for cell in cells], heads=heads,
               deps=[cell[3] for cell in cells])  # fmt: skip


CASES = [
    (
        ["Ann PROPN 2 compound", "Low PROPN 4 nsubj", "has AUX 4 aux", "denied VERB 0 ROOT", "that SCONJ 7 mark",
         "water NOUN 7 nsubjpass", "lost VERB 4 ccomp", ". PUNCT 4 punct"],
        ("Ann Low", "has denied", ["that water lost"]),
    ),
    (
        ["Water NOUN 2 nsubj", "rose VERB 0 ROOT", ", PUNCT 2 punct", "the DET 5 det", "board NOUN 6 nsubj",
         "said VERB 2 parataxis", ", PUNCT 2 punct", "in ADP 2 prep", "May PROPN 8 pobj", ". PUNCT 2 punct"],
        ("the board", "said", ["Water rose", "in May"]),
    ),
    (
        ["Ann PROPN 2 nsubj", "called VERB 0 ROOT", "for ADP 2 prep", "a DET 5 det", "dam NOUN 3 pobj",
         ". PUNCT 2 punct"],
        ("Ann", "called for", ["a dam"]),
    ),
    (
        ["According VERB 7 prep", "to ADP 1 prep", "Ann PROPN 2 pobj", ", PUNCT 7 punct", "the DET 6 det",
         "dam NOUN 7 nsubj", "holds VERB 0 ROOT", ". PUNCT 7 punct"],
        ("Ann", "According to", ["the dam holds"]),
    ),
    (
        ["The DET 2 det", "plan NOUN 4 nsubjpass", "was AUX 4 auxpass", "praised VERB 0 ROOT", "by ADP 4 agent",
         "Ann PROPN 5 pobj", ". PUNCT 4 punct"],
        None,
    ),
    (["The DET 2 det", "report NOUN 3 nsubj", "lies VERB 0 ROOT", "there ADV 3 advmod", ". PUNCT 3 punct"], None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_a_parse(rows: list[str], expected: tuple[str, str, list[str]] | None) -> None:
    doc = doc_of(*rows)
    found = list(claims_of(doc, 100, "spacy:hand"))
    told = [
        (
            doc.text[one.source.start - 100 : one.source.end - 100] if one.source else "",
            doc.text[one.cue[0].start - 100 : one.cue[0].end - 100],
            [doc.text[span.start - 100 : span.end - 100] for span in one.content],
        )
        for one in found
    ]
    assert told == ([expected] if expected else [])


def test_a_pipeline_that_is_installed(tmp_path: Path) -> None:
    """A pipeline on disk whose one component parses every text alike: the first word is the subject of the second."""
    from spacy.language import Language

    @Language.component("test_parser")
    def test_parser(doc: Any) -> Any:
        for token in doc:
            token.pos_ = "VERB" if token.i == 1 else "NOUN"
            token.dep_ = {0: "nsubj", 1: "ROOT"}.get(token.i, "ccomp" if token.i == 2 else "dep")
            token.head = doc[1] if token.i <= 2 else doc[2]
        return doc

    pipeline = spacy.blank("en")
    pipeline.add_pipe("test_parser")
    pipeline.to_disk(tmp_path / "own")
    body = "A head for the story\n\nThe river rose.\n\nAnn said water rose.\n\nThe end came in May.\n"
    text = parse(Source("dam", body, "0", Metadata("")))
    (claim,) = annotator_of(Choice(f"spacy:{tmp_path / 'own'}"))(text, ())
    assert claim.source is not None
    assert (claim.source.cut(body), claim.cue[0].cut(body), claim.content[0].cut(body)) == ("Ann", "said", "water rose")


def test_a_pipeline_without_a_parser(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    text = parse(Source("dam", "A head\n\nAnn said so.\n\nMay came.\n", "0", Metadata("")))
    with pytest.raises(AnnotatorError, match="no dependency parser"):
        annotator_of(Choice(f"spacy:{tmp_path / 'bare'}"))(text, ())


def test_a_pipeline_that_is_not_there() -> None:
    with pytest.raises(AnnotatorError, match="no spaCy pipeline"):
        annotator_of(Choice("spacy:not_there_at_all"))
