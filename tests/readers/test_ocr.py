"""Scans: read by tesseract where it is installed, told plainly where it is not."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pytest

from xpkg.corpus import read_corpus
from xpkg.errors import InputError
from xpkg.readers import Given, read_documents
from xpkg.readers.pdf import ocr

pdfium = pytest.importorskip("pypdfium2")
FILES = Path(__file__).parent / "files"


def scan(pages: int = 1) -> bytes:
    """The first pages of a report as pictures alone, as a scanner makes them."""
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(FILES / "report.pdf") as report:
        for number in range(pages):
            width, height = report[number].get_size()
            picture = pdfium.PdfImage.new(made)
            picture.set_bitmap(report[number].render(scale=200 / 72))
            picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
            page = made.new_page(width, height)
            page.insert_obj(picture)
            page.gen_content()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_scan_is_told_where_nothing_can_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(InputError, match="a scan, as it seems; install tesseract and they are read"):
        list(read_documents(scan(), Given("scan.pdf")))


def _program(folder: Path, script: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


TABLE = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
WORDS = [("The", 96.5), ("dam", 91.0), ("was", 90.0), ("safe.", 82.5)]


def test_what_the_program_says_is_read_and_who_read_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        f"5\t1\t1\t1\t1\t{at}\t{100 + 90 * at}\t200\t80\t40\t{sure}\t{word}" for at, (word, sure) in enumerate(WORDS)
    ]
    (tmp_path / "table.tsv").write_text("\n".join([TABLE, *rows]) + "\n")
    _program(tmp_path, f'[ "$1" = --version ] && echo "tesseract 9.9" || (cat > /dev/null; cat {tmp_path}/table.tsv)')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (document,) = read_documents(scan(), Given("scan.pdf"))
    assert [(piece.words, piece.page) for piece in document.pieces] == [("The dam was safe.", 1)]
    assert document.reader.endswith("; tesseract 9.9: 1 page, mean word confidence 90")
    assert document.warnings == (
        "1 page, mean word confidence 90: read from pictures by tesseract 9.9, whose words may be wrong",
    )


@pytest.mark.parametrize("script", ["exit 1", "cat > /dev/null; echo nonsense", "kill -9 $$"])
def test_a_program_that_fails_costs_the_scan_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    _program(tmp_path, f'[ "$1" = --version ] && echo "tesseract 9.9" && exit 0\n{script}')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(InputError, match=r"a scan, as it seems; tesseract 9\.9 found no words"):
        list(read_documents(scan(), Given("scan.pdf")))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_as_tesseract_reads_it(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan())
    shutil.copy(FILES / "report.pdf", tmp_path / "report.pdf")
    report, seen = read_corpus([tmp_path]).sources
    words = set(report.text.split())
    assert len(words & set(seen.text.split())) > 0.4 * len(words), "one page of the report"
    assert seen.original is not None
    assert f"tesseract {ocr.installed()}: 1 page, mean word confidence " in seen.original.reader
