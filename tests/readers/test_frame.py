"""How files become sources: by content, with their original, safe against what would hang a build."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xpkg.cli import main
from xpkg.corpus import Corpus, Reading, read_corpus
from xpkg.errors import InputError
from xpkg.readers import READERS
from xpkg.readers.gzipped import unpacked
from xpkg.text import blocks_of_source

Run = Callable[..., Result]
STORY = "Café closes\n\nAna Bélo said on Monday that the café was closed.\n"


def read(path: Path, data: bytes, encoding: str = "") -> Corpus:
    path.write_bytes(data)
    return read_corpus([path], Reading(encoding))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
def test_a_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    data = STORY.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    (source,) = read(tmp_path / "a.txt", data).sources
    assert (source.name, source.text) == ("a", STORY)
    if encoding == "utf-8-sig":
        assert source.original is None, "the file is the text"
    else:
        assert source.original is not None
        assert source.original.media_type == "text/plain"
        assert source.original.reader.startswith("text 1; decoded from utf-")


def test_an_encoding_is_used_where_the_text_is_not_utf8(tmp_path: Path) -> None:
    corpus = read(tmp_path / "a.txt", STORY.encode("cp1252"))
    (problem,) = corpus.problems
    assert str(problem) == (
        f"{tmp_path}/a.txt, line 1, byte 3: not UTF-8; save the file as UTF-8, or name its encoding, "
        "as in --encoding windows-1252"
    )
    assert corpus.unread == ("a",)
    (source,) = read(tmp_path / "a.txt", STORY.encode("cp1252"), encoding="windows-1252").sources
    assert source.text == STORY
    (source,) = read(tmp_path / "a.txt", STORY.encode(), encoding="windows-1252").sources
    assert source.text == STORY, "UTF-8 is UTF-8 all the same"
    (source,) = read(tmp_path / "a.txt", STORY.encode("utf-16-le"), encoding="utf-16-le").sources
    assert source.text == STORY


def test_an_unknown_encoding_is_wrong_usage(xpkg: Run, tmp_path: Path) -> None:
    result = xpkg("build", tmp_path, "--encoding", "nonsense", "--store", tmp_path / "db")
    assert result.exit_code == 2
    assert "no encoding is called 'nonsense'" in result.stderr


def test_a_packed_text_is_the_text(tmp_path: Path) -> None:
    data = gzip.compress(STORY.encode(), mtime=0)
    (source,) = read(tmp_path / "a.txt.gz", data).sources
    assert (source.name, source.text, source.metadata.title) == ("a.txt.gz", STORY, "Café closes")
    assert source.original is not None
    assert source.original.file_name == "a.txt.gz"
    assert source.original.reader == "gzip 1; text 1; decoded from utf-8"


def test_a_packed_file_may_not_be_a_bomb(tmp_path: Path) -> None:
    data = gzip.compress(b"a" * 5_000, mtime=0)
    assert unpacked(data, "a.gz") == b"a" * 5_000
    with pytest.raises(InputError, match="more than 4,999 bytes when unpacked"):
        unpacked(data, "a.gz", 4_999)
    with pytest.raises(InputError, match="cut off"):
        unpacked(data[:20], "a.gz")
    with pytest.raises(InputError, match="damaged"):
        unpacked(b"\x1f\x8b\x08\x00" + b"\xff" * 40, "a.gz")
    nested = STORY.encode()
    for _ in range(7):
        nested = gzip.compress(nested, mtime=0)
    (problem,) = read(tmp_path / "a.gz", nested).problems
    assert "files in files in files, more than 4 deep" in str(problem)


def test_a_damaged_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "c.txt.gz").write_bytes(zlib.compress(b"no gzip"))
    corpus = read(tmp_path / "a.txt.gz", b"\x1f\x8b\x08\x00 not packed at all")
    corpus = read_corpus([tmp_path])
    assert [source.name for source in corpus.sources] == ["b"]
    assert corpus.unread == ("a.txt.gz", "c.txt.gz")
    assert all(str(problem).startswith(str(tmp_path)) for problem in corpus.problems)
    assert all("\n" not in str(problem) for problem in corpus.problems)


def test_what_is_called_a_document_and_is_none_is_told(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx", "a.epub", "a.txt.gz"):
        (problem,) = read(tmp_path / name, b"Ann Low said so.\n").problems
        assert str(problem).startswith(f"{tmp_path / name}: called .")
        assert "damaged, or something else" in str(problem)


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    page = (
        '---\ntitle: "Dam is safe: board"\nauthor: [Ana Bélo, Bo Nye]\ndate: 2021-03-03\nlang: en-GB\n'
        "publisher: The Larkham Courier\nurl: nonsense\n---\n\n# Dam is *safe*\n\nAna Bélo said that the\n"
        "[dam](http://x.example) was **safe**.\n\n## Reactions\n\n- Bo Nye agreed.\n\n| who | what |\n|---|---|\n"
        "| Nye | yes |\n\n```\ncode = 1\n```\n"
    )
    (source,) = read(tmp_path / "dam.md", page.encode()).sources
    assert source.name == "dam.md"
    assert source.text == (
        "Dam is safe\n\nAna Bélo said that the dam was safe.\n\nReactions\n\nBo Nye agreed.\n\nwho | what\n\n"
        "Nye | yes\n\ncode = 1"
    )
    about = source.metadata
    assert (about.title, about.creators, about.issued) == ("Dam is safe: board", ("Ana Bélo", "Bo Nye"), "2021-03-03")
    assert (about.language, about.publisher, about.url) == ("en-GB", "The Larkham Courier", None)
    assert dict(source.told_by)["issued"] == "front matter"
    assert [(part.type and part.type.value, part.path) for part in source.parts] == [
        ("title", "line 10"), (None, "line 12"), ("heading", "line 15"), (None, "line 17"), ("paragraph", "line 19"),
        ("paragraph", "line 21"), ("boilerplate", "line 23"),
    ]  # fmt: skip


def test_references_of_markdown_keep_their_links(tmp_path: Path) -> None:
    page = (
        "# Dam is safe\n\nAnn Low said that the dam was safe.[1] Bo Nye denied it.[2]\n\n## References\n\n"
        '[1] Low, Ann (3 May 2019). ["The *dam*"](https://courier.example/dam). The Larkham Courier.\n\n'
        "[2] Nye, Bo (4 May 2019). [Water](water.md). The Orm Post. <https://orm.example/water>\n"
    )
    (source,) = read(tmp_path / "dam.md", page.encode()).sources
    found = [block.link for block in blocks_of_source(source) if block.number]
    assert found == [('"The dam"', "https://courier.example/dam"),
                     ("https://orm.example/water", "https://orm.example/water")]  # fmt: skip


def test_the_manifest_is_trusted_more_than_the_document(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text('["dam.md"]\ntitle = "The dam"\n')
    page = b"---\ntitle: Dam\ndate: 2021-03-03\n---\nThe dam is safe, Ana Low said.\n"
    (source,) = read(tmp_path / "dam.md", page).sources
    assert (source.metadata.title, source.metadata.issued) == ("The dam", "2021-03-03")
    assert dict(source.told_by) == {"title": "manifest", "issued": "front matter"}


def test_a_build_says_where_each_block_came_from(xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "dam.md").write_text("# Dam is safe\n\nAna Low said on Monday that the dam was safe.\n")
    for _ in range(2):
        built = xpkg("build", tmp_path / "dam.md", "--store", tmp_path / "db", "--annotator", "rules")
        assert built.exit_code == 0, built.output
    assert "0 analysed" in built.stderr
    found = xpkg("export", "--graph", "dam.md", "--format", "turtle", "--store", tmp_path / "db").stdout
    assert 'xpkg:originPath "line 3"' in found
    assert 'xpkg:fileName "dam.md"' in found
    assert 'xpkg:mediaType "text/markdown"' in found
    before = xpkg("export", "--format", "nquads", "--store", tmp_path / "db").stdout
    (tmp_path / "other.txt").write_text("Another story\n\nBo Nye said that it rained.\n")
    added = xpkg("build", tmp_path / "other.txt", "--add", "--store", tmp_path / "db", "--annotator", "rules")
    assert "2 sources, 1 analysed, 1 as it was" in added.stderr
    after = xpkg("export", "--format", "nquads", "--store", tmp_path / "db").stdout
    graph = "/graph/document/dam-md-"
    assert [line for line in after.splitlines() if graph in line] == [
        line for line in before.splitlines() if graph in line
    ]


def test_standard_input_is_read(tmp_path: Path) -> None:
    for data in (STORY.encode(), gzip.compress(STORY.encode(), mtime=0)):
        store = str(tmp_path / "db")
        result = CliRunner().invoke(main, ["build", "-", "--store", store, "--annotator", "rules"], input=data)
        assert result.exit_code == 0, result.output
        assert "1 source, 1 analysed" in result.stderr


def test_every_reader_has_a_name_a_version_and_a_media_type_of_its_own() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
    for reader in READERS:
        assert reader.version >= 1
        assert reader.media_type.count("/") == 1
        assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in reader.suffixes)
