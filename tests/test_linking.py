"""The links are a valid SSSOM set, and each leads from an entry of the authority files to one Wikidata item."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from xpkg.authority import curie_of, load_authority
from xpkg.errors import InputError
from xpkg.linking import COLUMNS, read_links

DATA = Path(__file__).parent.parent / "data"
FILE = DATA / "links" / "wikidata.sssom.tsv"
HEAD = "# mapping_set_id: https://example.org/set\n# license: https://example.org/free\n# curie_map:\n"
ROW = (
    "xpkgid:person/xi-jinping-14de1edaca", "Xi Jinping", "skos:exactMatch", "wd:Q15031", "Xi Jinping",
    "semapv:ManualMappingCuration", "0.9", "https://example.org/list",
)  # fmt: skip


def written(folder: Path, *rows: tuple[str, ...], head: str = HEAD, columns: tuple[str, ...] = COLUMNS) -> Path:
    file = folder / "set.sssom.tsv"
    file.write_text(head + "\n".join("\t".join(row) for row in (columns, *rows)) + "\n", encoding="utf-8")
    return file


def test_the_links_are_of_the_authority_files() -> None:
    authority = load_authority(DATA / "authority")
    entries = {curie_of(entry).removeprefix("xpkgid:"): entry.label for entry in authority.entries}
    links = read_links(FILE)
    assert links
    for link in links:
        assert entries.get(link.subject) == link.subject_label
        assert link.source.startswith("https://")


def test_one_thing_has_one_exact_match_and_no_two_things_share_one() -> None:
    exact = [link for link in read_links(FILE) if link.predicate == "skos:exactMatch"]
    for ends in (Counter(link.subject for link in exact), Counter(link.object for link in exact)):
        assert [end for end, times in ends.items() if times > 1] == []


def test_the_rows_are_in_order() -> None:
    rows = [(link.subject, link.object) for link in read_links(FILE)]
    assert rows == sorted(rows)


def test_a_row_is_a_link(tmp_path: Path) -> None:
    (link,) = read_links(written(tmp_path, ROW))
    assert (link.subject, link.object) == ("person/xi-jinping-14de1edaca", "http://www.wikidata.org/entity/Q15031")
    assert link.confidence == 0.9


def test_a_set_that_sssom_py_wrote_is_read() -> None:
    """What one value fits stands in the header, which is folded and quoted YAML; more columns; cells are quoted."""
    one, other = read_links(Path(__file__).parent / "links" / "as-sssom-py-writes.sssom.tsv")
    assert (one.subject_label, one.confidence) == ('Ana "Bé" Belo', 0.9)
    assert one.justification == other.justification == "semapv:ManualMappingCuration"
    assert (one.object, other.object) == ("http://www.wikidata.org/entity/Q42", "http://www.wikidata.org/entity/Q43")
    assert one.source == other.source == "https://example.org/list"


def test_a_cell_goes_before_the_header(tmp_path: Path) -> None:
    (link,) = read_links(written(tmp_path, ROW, head=HEAD + "# confidence: 0.1\n"))
    assert link.confidence == 0.9


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("subject_id", "xpkgid:person/Xi", "line 5: 'xpkgid:person/Xi' is no xpkgid:KIND/SLUG-HASH"),
        ("object_id", "wd:P31", "is no Wikidata item"),
        ("object_id", "wd:Q0", "is no Wikidata item"),
        ("predicate_id", "owl:sameAs", "the predicate is one of"),
        ("mapping_justification", "sure", "is a term of semapv"),
        ("see_also", "", "where the pair was verified"),
        ("confidence", "1.5", "a number from 0 to 1"),
        ("confidence", "high", "a number from 0 to 1"),
    ],
)
def test_a_row_that_is_no_link_is_refused(tmp_path: Path, column: str, value: str, message: str) -> None:
    row = tuple(value if name == column else cell for name, cell in zip(COLUMNS, ROW, strict=True))
    with pytest.raises(InputError, match=message):
        read_links(written(tmp_path, row))


def test_a_file_that_is_no_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no license"):
        read_links(written(tmp_path, ROW, head=HEAD.replace("# license: https://example.org/free\n", "")))
    with pytest.raises(InputError, match=r"line 4: the columns are .*; subject_id is in neither"):
        read_links(written(tmp_path, ROW, columns=("subject", *COLUMNS[1:])))
    with pytest.raises(InputError, match="line 5: 7 cells"):
        read_links(written(tmp_path, ROW[:-1]))
    with pytest.raises(InputError, match="line 6: this link stands on line 5 already"):
        read_links(written(tmp_path, ROW, ROW))
    with pytest.raises(InputError, match="the header is no YAML"):
        read_links(written(tmp_path, ROW, head=HEAD + "# comment: [\n"))
    with pytest.raises(InputError, match="is no list of prefixes"):
        read_links(written(tmp_path, ROW, head=HEAD + "#   - wd\n"))
    with pytest.raises(InputError, match="cannot be read"):
        read_links(tmp_path / "nowhere.tsv")
