"""The links after sssom-py has read and written them are the same links."""

from __future__ import annotations

from pathlib import Path

import pytest
from outside import library

from xpkg.linking import read_links
from xpkg.resources import folder


@pytest.mark.filterwarnings("ignore")  # not of our making
def test_what_sssom_py_writes_is_read_back(tmp_path: Path) -> None:
    own = folder("data") / "links" / "wikidata.sssom.tsv"
    library("sssom")
    written = tmp_path / "written.sssom.tsv"
    with written.open("w", encoding="utf-8") as file:
        library("sssom.writers").write_table(library("sssom.parsers").parse_sssom_table(own), file)
    assert "\n# mapping_date:" in written.read_text("utf-8")  # a column of the file that it read
    assert sorted(map(str, read_links(written))) == sorted(map(str, read_links(own)))
    assert len(read_links(own)) > 100
