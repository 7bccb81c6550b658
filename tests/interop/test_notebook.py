"""The guide for notebooks, run by a real Jupyter kernel: each block prints what stands below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from outside import library

GUIDE = Path(__file__).parents[2] / "docs" / "notebook.md"
_BLOCKS = re.compile(r"```python\n(.*?)```(?:\s*```text\n(.*?)```)?", re.DOTALL)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # not of our making
def test_each_block_prints_what_the_guide_says(tmp_path: Path) -> None:
    blocks = _BLOCKS.findall(GUIDE.read_text("utf-8"))
    assert len(blocks) == GUIDE.read_text("utf-8").count("```python") > 4
    library("ipykernel")
    nbformat, nbclient = library("nbformat").v4, library("nbclient")
    cells = [nbformat.new_code_cell(code) for code, _ in blocks]
    views = ["analysis", "table", "ortega", "ortega.statements[0]"]
    cells[-1:-1] = [nbformat.new_code_cell(name) for name in views]
    book = nbformat.new_notebook(cells=cells)
    kernel = {"kernel_name": "python3", "resources": {"metadata": {"path": str(tmp_path)}}, "timeout": 120}
    nbclient.NotebookClient(book, **kernel).execute()
    shown = book.cells[-1 - len(views) : -1]
    for cell, (_, expected) in zip([*book.cells[: -1 - len(views)], book.cells[-1]], blocks, strict=True):
        printed = "".join(each["text"] for each in cell["outputs"] if each["output_type"] == "stream")
        assert printed == expected
    for cell in shown:
        [output] = cell["outputs"]
        assert "Ortega" in output["data"]["text/html"]
    assert "<mark>" in shown[-1]["outputs"][0]["data"]["text/html"]
