"""Sentences of our own with the syntax that they have; places in the text; CoNLL-U."""

from __future__ import annotations

import pytest

from xpkg.model import Metadata, Source
from xpkg.syntax import Parse, parse
from xpkg.syntax.conllu import to_conllu
from xpkg.text import parse as parse_source


def read(text: str) -> tuple[Parse, ...]:
    return parse(parse_source(Source("harbour", text, "0" * 64, Metadata("harbour"))))


def arc(one: Parse, word: str) -> tuple[str, str]:
    """The relation of ``word`` and its head's word."""
    at = [token.text for token in one.tokens].index(word)
    head = one.heads[at]
    return one.relations[at], one.tokens[head].text if head >= 0 else ""


@pytest.mark.parametrize(
    ("sentence", "word", "relation", "head"),
    [
        ("Mara Venn said the bridge was shut.", "said", "root", ""),
        ("Mara Venn said the bridge was shut.", "Mara", "nsubj", "said"),
        ("Mara Venn said the bridge was shut.", "shut", "ccomp", "said"),
        ("Mara Venn told us that the mayor had resigned.", "resigned", "ccomp", "told"),
        ("The council sacked the mayor of Ardia.", "mayor", "obj", "sacked"),
        ("The mayor was sacked by the council on Monday.", "mayor", "nsubj:pass", "sacked"),
        ("The mayor was sacked by the council on Monday.", "council", "obl:agent", "sacked"),
        ("The mayor, who had led the town for years, wept.", "led", "acl:relcl", "mayor"),
        ("She did not sign the letter.", "not", "advmod", "sign"),
        ("Anna Brown and Piet Orm left the town.", "Piet", "conj", "Anna"),
        ("They want to build a harbour.", "build", "xcomp", "want"),
        ("The town’s harbour was sold.", "town", "nmod:poss", "harbour"),
        ("Leeds, England-based Orbis sued the town.", "Orbis", "nsubj", "sued"),
        ("Leeds, England-based Orbis sued the town.", "Leeds", "compound", "based"),
        ("The loan came from Baden, Switzerland-based Orbis.", "from", "case", "Orbis"),
        ("On Monday, Leeds, England-based Orbis sued the town.", "Orbis", "nsubj", "sued"),
        ("Leeds, England, sued the town.", "Leeds", "nsubj", "sued"),
    ],
)
def test_arcs(sentence: str, word: str, relation: str, head: str) -> None:
    (one,) = read(f"{sentence}\n")[-1:]
    assert arc(one, word) == (relation, head)


def test_tokens_stand_in_the_text() -> None:
    text = "Harbour shut\n\nMara Venn can’t say  why\u00a0it shut. “We don't know,” said Piet Orm.\n"
    parses = read(text)
    assert len(parses) == 3
    for one in parses:
        assert all(text[token.start : token.end] == token.text for token in one.tokens)
        assert len(one) == len(one.heads)


def test_a_text_of_blanks_has_no_parses() -> None:
    assert read("\n \n") == ()


def test_conllu() -> None:
    text = "Piet’s men don't  know.\n"
    (one,) = read(text)
    lines = list(to_conllu("harbour", [one]))
    assert lines[:3] == ["# newdoc id = harbour", "# sent_id = harbour-1", "# text = Piet’s men don't know."]
    assert lines[-1] == ""
    rows = [line.split("\t") for line in lines[3:-1]]
    assert [(row[0], row[1], row[9]) for row in rows] == [
        ("1-2", "Piet’s", "start_char=0|end_char=6"),
        ("1", "Piet", "start_char=0|end_char=4"),
        ("2", "’s", "start_char=4|end_char=6"),
        ("3", "men", "start_char=7|end_char=10"),
        ("4-5", "don't", "start_char=11|end_char=16"),
        ("4", "do", "start_char=11|end_char=13"),
        ("5", "n't", "start_char=13|end_char=16"),
        ("6", "know", "SpaceAfter=No|start_char=18|end_char=22"),
        ("7", ".", "start_char=22|end_char=23"),
    ]
    assert all(len(row) == 10 for row in rows)
    assert [row[7] for row in rows if row[6] == "0"] == ["root"]


def test_a_sentence_that_quotes_several_is_read_in_parts() -> None:
    text = "“It rained all day. We left the harbour,” Mara Venn told the council.\n"
    (one,) = read(text)
    starts = [one.tokens[at].text for at in one.parts]
    assert starts == ["“", "We"]
    assert [relation for relation, head in zip(one.relations, one.heads, strict=True) if head == -1] == ["root"]
    assert arc(one, "rained") == ("parataxis", one.tokens[one.heads.index(-1)].text)
    assert one.heads.index(-1) >= one.parts[1]
    lines = list(to_conllu("harbour", [one]))
    assert [line for line in lines if line.startswith("# text")] == [
        "# text = “It rained all day.",
        "# text = We left the harbour,” Mara Venn told the council.",
    ]
    assert sum(line.split("\t")[6:8] == ["0", "root"] for line in lines) == 2


@pytest.mark.parametrize("text", ["“What?” Mara asked.", "“Go.” She left.", "Mr. Orm met J. K. Venn."])
def test_what_goes_on_behind_a_closing_mark_is_no_part(text: str) -> None:
    assert all(one.parts == (0,) for one in read(text + "\n"))


def test_the_name_of_a_document_becomes_one_word() -> None:
    lines = list(to_conllu("a b/c", read("Mara left.\n")))
    assert lines[0] == "# newdoc id = a_b_c"
    assert lines[1] == "# sent_id = a_b_c-1"
