"""``xpkg parse``: CoNLL-U on standard output, what goes wrong on standard error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
TEXT = "Harbour shut\n\nMara Venn can’t say why it shut.\n\n“We don't know,” said Piet Orm of the town’s council.\n"


def test_parse_prints_conllu_whose_offsets_cut_the_text(tmp_path: Path, xpkg: Run) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, "utf-8")
    result = xpkg("parse", tmp_path / "harbour.txt")
    assert result.exit_code == 0
    sentences = result.stdout.split("\n\n")
    assert sentences.pop() == ""
    first = "# newdoc id = harbour\n# sent_id = harbour-1\n# text = Harbour shut\n1\tHarbour\t_\t"
    assert sentences[0].startswith(first)
    for sentence in sentences:
        for row in (line.split("\t") for line in sentence.splitlines() if not line.startswith("#")):
            places = dict(pair.split("=") for pair in row[9].split("|"))
            assert TEXT[int(places["start_char"]) : int(places["end_char"])] == row[1]
        assert sum(line.split("\t")[6:7] == ["0"] for line in sentence.splitlines()) == 1


def test_parse_reads_folders_in_the_order_of_names(tmp_path: Path, xpkg: Run) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} is shut.\n", "utf-8")
    documents = [line for line in xpkg("parse", tmp_path).stdout.splitlines() if line.startswith("# newdoc")]
    assert documents == ["# newdoc id = a", "# newdoc id = b"]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path, xpkg: Run) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "b.txt").write_text("The harbour is shut.\n", "utf-8")
    result = xpkg("parse", tmp_path / "a.txt", tmp_path / "b.txt")
    assert result.exit_code == 1
    assert "# newdoc id = b" in result.stdout
    assert "a.txt" in result.stderr
    assert "Traceback" not in result.stderr
