"""Authority files: what a row says, and what is wrong with one, with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal

from xpkg.authority import FILES, as_entity, curie_of, load_authority
from xpkg.errors import InputError
from xpkg.iris import Iris
from xpkg.linking import read_links
from xpkg.mappers import map_authority
from xpkg.model import Authority, AuthorityEntry, Gender, Kind
from xpkg.resources import folder
from xpkg.vocab import DCTERMS

HEADER = "label\tphrase\tgender\taliases\tshort\tnative\n"


def write(path: Path, name: str, text: str) -> Path:
    path.mkdir(exist_ok=True)
    (path / name).write_text(text, encoding="utf-8")
    return path


def test_a_row_is_an_identity(tmp_path: Path) -> None:
    row = "Marta Oleksy\tlawyer\tf\tM. Oleksy|Marta Oleksyova\tOleksy\tuk:Марта Олексій\n"
    (entry,) = load_authority(write(tmp_path, "people.tsv", HEADER + row)).entries
    assert (entry.kind, entry.label, entry.phrase, entry.gender) == (
        Kind.PERSON, "Marta Oleksy", "lawyer", Gender.FEMININE,
    )  # fmt: skip
    assert entry.aliases == ("M. Oleksy", "Marta Oleksyova")
    assert entry.short == ("Oleksy",)
    assert entry.native == (("uk", "Марта Олексій"),)


def test_short_names_are_no_names_of_the_entity(tmp_path: Path) -> None:
    row = "Marta Oleksy\t\tf\tM. Oleksy\tOleksy\t\n"
    entity = as_entity(load_authority(write(tmp_path, "people.tsv", HEADER + row)).entries[0])
    assert entity.known
    assert entity.aliases == ("M. Oleksy",)


def test_the_iri_is_that_of_the_identity(tmp_path: Path) -> None:
    rows = "Marta Oleksy\t\t\t\t\t\nMarta Oleksy\tsinger\t\t\t\t\n"
    first, second = load_authority(write(tmp_path, "people.tsv", HEADER + rows)).entries
    assert curie_of(first).startswith("xpkgid:person/marta-oleksy-")
    assert curie_of(first) != curie_of(second)


def test_files_are_numbered_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, "places.tsv", "label\nBrezno\n")
    write(tmp_path, "people.tsv", "label\nMarta Oleksy\n")
    assert [entry.label for entry in load_authority(tmp_path).entries] == ["Marta Oleksy", "Brezno"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name\nX\n", "line 1: unknown column 'name'"),
        ("phrase\nX\n", "line 1: the header needs 'label'"),
        ("label\tlabel\nX\tY\n", "each column once"),
        ("label\tphrase\nX\n", "line 2: 1 cells, the header has 2"),
        ("label\tphrase\n\tX\n", "line 2: no label"),
        ("label\nX\nX\n", "line 3: 'X' stands on line 2 already"),
        ("label\tgender\nX\tw\n", "gender is 'f', 'm' or nothing, not 'w'"),
        ("label\taliases\nX\tX\n", "'X' is the label already"),
        ("label\taliases\tshort\nX\tY\tY\n", "both an alias and a short name: Y"),
        ("label\taliases\nX\tY|Y\n", "an empty or repeated part in aliases"),
        ("label\taliases\nX\tY|\n", "an empty or repeated part in aliases"),
        ("label\tnative\nX\tУ\n", "a native name is TAG:NAME"),
        ("label\tnative\nX\tgibberish:У\n", "a native name is TAG:NAME"),
        ("label\nX \n", "blanks at an end, doubled or unusual"),
        ("label\nX\u00a0Y\n", "blanks at an end, doubled or unusual"),
        ("label\tsource\nX\t\n", "line 2: no source: say where it is stated"),
        ("label\tsource\nX\tWikidata 12\n", "a source in Wikidata is 'Wikidata Q…', not 'Wikidata 12'"),
        ("label\tsource\nX\tQ12\n", "a source in Wikidata is 'Wikidata Q…', not 'Q12'"),
    ],
)
def test_what_is_no_entry(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        load_authority(write(tmp_path, "people.tsv", text))
    assert why in str(caught.value)
    assert "people.tsv" in str(caught.value)


def test_a_body_belongs_to_a_place_that_is_there(tmp_path: Path) -> None:
    write(tmp_path, "places.tsv", "label\nBrezno\n")
    write(tmp_path, "organizations.tsv", "label\tkin\nCity Library\tBrno\n")
    with pytest.raises(InputError, match=r"organizations.tsv, line 2: kin 'Brno' is no place"):
        load_authority(tmp_path)


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no authority files here"):
        load_authority(tmp_path)


def test_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_bytes(b"label\n\xff\n")
    with pytest.raises(InputError, match=r"not UTF-8 \(byte 6\)"):
        load_authority(tmp_path)


def test_the_files_that_come_with_xpkg() -> None:
    entries = load_authority(folder("data") / "authority").entries
    assert {entry.kind for entry in entries} == set(FILES.values())
    iris = [curie_of(entry) for entry in entries]
    assert len(set(iris)) == len(iris)


def test_each_row_that_comes_with_xpkg_names_its_source() -> None:
    entries = load_authority(folder("data") / "authority").entries
    links = read_links(folder("data") / "links" / "wikidata.sssom.tsv")
    pairs = {(link.subject, link.object.rsplit("/", 1)[1]) for link in links}
    for entry in entries:
        assert entry.source, entry.label
        if entry.source.startswith("Wikidata "):
            assert (curie_of(entry).removeprefix("xpkgid:"), entry.source.split(" ")[1]) in pairs, entry.label


def test_no_ministry_of_a_state_that_has_none() -> None:
    entries = load_authority(folder("data") / "authority").entries
    labels = {entry.label for entry in entries if entry.subtype == "ministry"}
    assert "Ministry of Defence of Ukraine" in labels
    for land in ("Costa Rica", "Iceland", "Liechtenstein", "Nauru", "Samoa"):
        assert f"Ministry of Defence of {land}" not in labels


def test_the_source_of_a_row_stands_in_the_graph() -> None:
    iris = Iris()
    entry = AuthorityEntry(Kind.ORGANIZATION, "Orm Guild", source="Register of guilds, Orm")
    node = iris.entity(as_entity(entry))
    quads = tuple(map_authority(Authority((entry,)), {node}, iris))
    assert [quad.object for quad in quads if quad.predicate == DCTERMS.source] == [Literal("Register of guilds, Orm")]
