"""The links are a valid SSSOM set, and each leads from an entry of the authority files to one Wikidata item."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from xpkg.authority import curie_of, load_authority
from xpkg.errors import InputError
from xpkg.iris import Iris
from xpkg.linking import read_links, settled
from xpkg.mappers import map_links
from xpkg.model import Link

DATA = Path(__file__).parent.parent.parent / "data"
FILE = DATA / "links" / "wikidata.sssom.tsv"
COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
    "see_also",
)  # fmt: skip
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


def test_one_thing_has_one_exact_match_and_no_two_things_share_one() -> None:
    exact = [link for link in read_links(FILE) if link.predicate == "skos:exactMatch"]
    for ends in (Counter(link.subject for link in exact), Counter(link.object for link in exact)):
        assert [end for end, times in ends.items() if times > 1] == []


_PINNED = re.compile(
    r"https://github\.com/[\w.-]+/[\w.-]+/blob/[0-9a-f]{40}/\S+"
    r"|https://unpkg\.com/(?:@[\w-]+/)?[\w-]+@\d+\.\d+\.\d+/\S+"
    r"|https://pypi\.org/project/[\w-]+/\d+\.\d+(?:\.\d+)?/"
)


def test_each_row_cites_a_commit_or_the_version_of_a_package() -> None:
    """A branch moves, and with it what a source says."""
    assert _PINNED.fullmatch("https://github.com/a/b/blob/main/x.json") is None
    assert _PINNED.fullmatch("https://github.com/a/b/blob/1e0d2f3/x.json") is None, "short commits become ambiguous"
    for link in read_links(FILE):
        assert link.confidence is not None
        for source in link.source.split("|"):
            assert _PINNED.fullmatch(source), f"{link.subject_label}: {source}"


def test_the_rows_are_in_order() -> None:
    rows = [(link.subject, link.object) for link in read_links(FILE)]
    assert rows == sorted(rows)


def test_a_row_is_a_link(tmp_path: Path) -> None:
    (link,) = read_links(written(tmp_path, ROW))
    assert (link.subject, link.object) == ("person/xi-jinping-14de1edaca", "http://www.wikidata.org/entity/Q15031")
    assert link.confidence == 0.9


def test_a_set_that_sssom_py_wrote_is_read() -> None:
    """What one value fits stands in the header, which is folded and quoted YAML; more columns; cells are quoted."""
    one, other = read_links(Path(__file__).parent / "as-sssom-py-writes.sssom.tsv")
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
        ("see_also", "", "no see_also says where the pair was verified, no author_id by whom"),
        ("mapping_justification", "", "no mapping_justification"),
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
    with pytest.raises(InputError, match=r"the columns are .*; subject_id is in neither"):
        read_links(written(tmp_path, ROW, columns=("thing", *COLUMNS[1:])))
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
    with pytest.raises(InputError, match=r"line 6: .* has an exact match on line 5"):
        read_links(written(tmp_path, ROW, (*ROW[:3], "wd:Q42", *ROW[4:])))


NAMED = ("subject_id", "predicate_modifier", "predicate_id", "object_id", "mapping_justification", "author_id")


def judged(folder: Path, name: str, *rows: tuple[str, str, str]) -> tuple[Link, ...]:
    """The links of a set of judgements, each a modifier, a predicate and an object."""
    told = [
        ("xpkgid:person/xi-jinping-14de1edaca", modifier, predicate, target, "semapv:ManualMappingCuration", "orcid:0")
        for modifier, predicate, target in rows
    ]
    (folder / name).mkdir()
    return read_links(written(folder / name, *told, columns=NAMED))


def held(*sets: tuple[Link, ...]) -> list[tuple[str, str]]:
    return [(link.predicate, link.object.rsplit("/", 1)[1]) for link in settled(sets)]


def test_a_row_may_say_that_a_link_does_not_hold(tmp_path: Path) -> None:
    (link,) = judged(tmp_path, "a", ("Not", "skos:exactMatch", "wd:Q1"))
    assert link.negated
    assert link.confidence is None
    assert link.origin == "set.sssom.tsv, line 5"
    with pytest.raises(ValueError, match="does not hold"):
        [*map_links([link], [Iris().under(link.subject)], Iris())]


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ([("Not", "skos:exactMatch", "wd:Q1")], [("skos:closeMatch", "Q2")]),
        ([("Not", "skos:closeMatch", "wd:Q2")], [("skos:exactMatch", "Q1")]),
        ([("", "skos:closeMatch", "wd:Q1")], [("skos:closeMatch", "Q1"), ("skos:closeMatch", "Q2")]),
        ([("", "skos:exactMatch", "wd:Q3")], [("skos:closeMatch", "Q2"), ("skos:exactMatch", "Q3")]),
        ([("", "skos:exactMatch", "sssom:NoTermFound")], []),
        ([("Not", "skos:exactMatch", "wd:Q9")], [("skos:exactMatch", "Q1"), ("skos:closeMatch", "Q2")]),
        ([], [("skos:exactMatch", "Q1"), ("skos:closeMatch", "Q2")]),
    ],
)
def test_a_later_set_goes_first(tmp_path: Path, later: list[tuple[str, str, str]], left: list[tuple[str, str]]) -> None:
    first = judged(tmp_path, "first", ("", "skos:exactMatch", "wd:Q1"), ("", "skos:closeMatch", "wd:Q2"))
    assert held(first, judged(tmp_path, "second", *later)) == left


def test_what_a_later_set_takes_back_a_still_later_one_gives_again(tmp_path: Path) -> None:
    link = ("", "skos:exactMatch", "wd:Q1")
    sets = [judged(tmp_path, "a", link), judged(tmp_path, "b", ("Not", *link[1:])), judged(tmp_path, "c", link)]
    assert held(*sets[:2]) == []
    assert held(*sets) == [("skos:exactMatch", "Q1")]
