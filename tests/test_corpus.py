"""What is read from files and folders, and what is said of what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.corpus import read_corpus
from xpkg.store import open_snapshot

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("[a\n", "at line 1"),
        ('["a.txt"]\ntitle = "x"\n["b.txt"]\ntitle = "y"\n', "table 'b.txt': no such file"),
        ('["a.txt"]\ntitle = ' + "[" * 20_000 + "]" * 20_000, "manifest.toml: a value is nested too deep"),
        ('["a.txt"]\ntitle = ' + "9" * 5_000, "manifest.toml: "),
        ('["a.txt"]\ntitle = "\udcff"', "manifest.toml: "),
    ],
)
def test_a_fault_that_may_cost_a_text_is_said(xpkg: Run, tmp_path: Path, manifest: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("A text. It is short.")
    (tmp_path / "manifest.toml").write_text(manifest, "utf-8", "surrogateescape")
    result = xpkg("build", tmp_path, "--store", tmp_path / "db")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert message in result.stderr
    assert all(len(line) < 400 for line in result.stderr.splitlines())


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ('publisher = "x"\n', "line 1, table 'a.txt': no title; it is called 'A text. It is short.'"),
        ('title = " "\n', "line 1, table 'a.txt': 'title' ignored: it is empty"),
        ('title = "x"\nyear = "1"\n', "line 1, table 'a.txt': unknown key 'year' ignored"),
        ('title = "x"\nissued = "yesterday"\n', "'issued' ignored: no date like"),
        ('title = "x"\nissued = 10:00:00\n', "'issued' ignored: not text"),
        ('title = "x"\nissued = 2021\n', "'issued' ignored: not text"),
        ('title = "x"\nurl = "not a url"\n', "'url' ignored: no http(s) address"),
        ('title = "x"\nlanguage = "en us"\n', "'language' ignored: no language tag"),
        ("title = 3\n", "'title' ignored: not text in quotation marks: 3"),
        ("title = " + "[" * 200 + "]" * 200 + "\n", "'title' ignored: not text in quotation marks: [["),
        (f'title = "x"\norigin = "{"y" * 90_000}"\n', "'origin' ignored: 90,000 characters; 2,000 at most"),
        ('title = "x"\npublisher = " "\n', "'publisher' ignored: it is empty"),
        ('title = "x"\ncreators = "Jane Doe"\n', "'creators' ignored: not a list of texts"),
        ('title = "x"\ncreators = [" "]\n', "'creators' ignored: it is empty"),
    ],
)
def test_a_bad_field_of_the_manifest_costs_that_field_alone(tmp_path: Path, manifest: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("A text. It is short.")
    (tmp_path / "manifest.toml").write_text(f'["a.txt"]\n{manifest}rights = "free"\n')
    corpus = read_corpus([tmp_path])
    (warning,) = corpus.warnings
    assert message in warning
    assert len(warning) < 400
    assert "\n" not in warning
    (source,) = corpus.sources
    assert source.metadata.rights == "free", "what is good in the table counts"
    assert source.metadata.title in ("x", "A text. It is short.")
    assert not corpus.problems


def test_a_key_outside_the_tables_is_ignored_with_a_word(xpkg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text. It is short.")
    (tmp_path / "manifest.toml").write_text('title = "x"\n')
    result = xpkg("build", tmp_path, "--annotator", "rules", "--store", tmp_path / "db")
    assert result.exit_code == 0, "a warning is no error"
    assert "warning: " in result.stderr
    assert "manifest.toml: 'title' ignored: it stands outside the tables" in result.stderr
    with open_snapshot(tmp_path / "db") as snapshot:
        assert [source.metadata.title for source in snapshot.manifest().sources] == ["A text. It is short."]


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("2021-03-03", "2021-03-03"),
        ("2021-03-03T10:00:00Z", "2021-03-03"),
        ("2021-03-03 10:00:00.25+02:00", "2021-03-03"),
        ('"2021-03-03T23:59:00-05:00"', "2021-03-03"),
        ('"2021-03-03T10:00Z/2021-03-04T10:00Z"', "2021-03-03/2021-03-04"),
        ('"2021-03"', "2021-03"),
        ('"2021-05-30/.."', "2021-05-30/.."),
    ],
)
def test_dates_of_toml_and_times_of_day_are_dates(tmp_path: Path, written: str, issued: str) -> None:
    (tmp_path / "a.txt").write_text("A text. It is short.")
    (tmp_path / "manifest.toml").write_text(f'["a.txt"]\ntitle = "x"\nissued = {written}\n')
    corpus = read_corpus([tmp_path])
    assert not corpus.warnings
    assert [source.metadata.issued for source in corpus.sources] == [issued]


def test_what_a_folder_has_beside_texts_is_counted(xpkg: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    others = ("b.png", "c.PNG", "d.zip", ".hidden", ".git/x.png", "more/e.png", "more/README", "manifest.toml")
    for name in ("a.txt", *others):
        (texts / name).parent.mkdir(parents=True, exist_ok=True)
        (texts / name).write_text("" if name.endswith("toml") else "A text. It is short.")
    for _ in range(2):  # the second time the store lies in the folder
        result = xpkg("build", texts, "--annotator", "rules", "--store", texts / "db")
        assert result.exit_code == 0
        warnings = [line for line in result.stderr.splitlines() if line.startswith("xpkg: warning: ")]
        (told,) = warnings
        assert f"{texts}: 3 .png, 1 without a suffix, 1 .zip not read" in told


@pytest.mark.parametrize("name", [
    "a.txt", "A.TXT", "a.text", "minutes", "minutes.2019", "Dr. Smith speaks", "a.rst", "a.html",
])  # fmt: skip
def test_a_text_is_read_whatever_its_name_looks_like(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Anna Brown said that it rained.\n")
    assert len(read_corpus([tmp_path / name]).sources) == 1
