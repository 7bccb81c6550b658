"""A build of what was built is seen at once, and whatever has changed is seen, too."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg import inputs
from xpkg.corpus import MANIFEST
from xpkg.corpus.responses import SUFFIX

Run = Callable[..., Result]
STORIES = {
    "a": "A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over.\n",
    "b": "A bridge opens\n\nThe Ministry of Transport said the bridge would open.\n",
}


@pytest.fixture
def built(texts: Path, tmp_path: Path, xpkg: Run) -> Path:
    """A store of the texts, a link and a table, which lie beside it."""
    (texts / "manifest.toml").write_text('["a.txt"]\ntitle = "A strike"\n')
    (texts / "picture.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "table.csv").write_text("file,author\na.txt,Ann Low\nb.txt,Bo Ek\n")
    (tmp_path / "linked.txt").write_text("A dam\n\nThe dam is new, Ann Low said.\n")
    (texts / "c.txt").symlink_to(tmp_path / "linked.txt")
    assert run(tmp_path, xpkg).exit_code == 0
    return tmp_path / "db"


def run(folder: Path, xpkg: Run, *more: object) -> Result:
    given = (folder / "texts", "--metadata", folder / "table.csv", "--store", folder / "db")
    return xpkg("build", *given, "--annotator", "rules", *more)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """An entry for each build that looks at the texts."""
    found: list[object] = []
    from xpkg.api import prepare

    def looking(*given: object, **options: object) -> object:
        found.append(given)
        return prepare(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("xpkg.api.prepare", looking)
    return found


def written(store: Path) -> dict[Path, tuple[int, int, int]]:
    """What tells of each file whether it was written; the time when it was read tells nothing."""
    found = {path: path.stat() for path in store.rglob("*")}
    return {path: (each.st_ino, each.st_size, each.st_mtime_ns) for path, each in found.items()}


def test_what_was_built_is_not_looked_at_again(built: Path, tmp_path: Path, xpkg: Run, looked: list[object]) -> None:
    before = written(built)
    result = run(tmp_path, xpkg)
    assert not looked
    assert result.exit_code == 0
    assert written(built) == before
    (built / "inputs.json").unlink()
    assert run(tmp_path, xpkg).output == result.output
    assert looked
    assert "picture" not in result.output
    assert "1 .jpg not read" in result.output
    assert "3 sources, 0 analysed" in result.output


def longer(folder: Path) -> None:
    (folder / "texts" / "a.txt").write_text(STORIES["a"] + "It rained.\n")


def secretly(folder: Path) -> None:
    path = folder / "texts" / "b.txt"
    before = path.stat()
    path.write_text(STORIES["b"].replace("bridge", "tunnel"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def there_and_back(folder: Path) -> None:
    """What may have been read in between is not known."""
    path = folder / "texts" / "b.txt"
    before = path.stat()
    time.sleep(0.02)
    path.write_text("Another\n\nThe dam broke, Bo Ek said.\n")
    path.write_text(STORIES["b"])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def one_more(folder: Path) -> None:
    (folder / "texts" / "inside").mkdir()
    (folder / "texts" / "inside" / "d.txt").write_text("A mayor resigns\n\nMayor Olga Brandt resigned.\n")


def one_of_another_kind(folder: Path) -> None:
    (folder / "texts" / "film.mov").write_bytes(b"")


def renamed(folder: Path) -> None:
    (folder / "texts" / "a.txt").rename(folder / "texts" / "e.txt")


def recorded(folder: Path) -> None:
    (folder / "texts" / "manifest.toml").write_text('["a.txt"]\ntitle = "The strike"\n')


def tabled(folder: Path) -> None:
    (folder / "table.csv").write_text("file,author\na.txt,Ann Lee\nb.txt,Bo Ek\n")


def led_elsewhere(folder: Path) -> None:
    (folder / "other.txt").write_text("A dam\n\nThe dam is old, Ann Low said.\n")
    (folder / "texts" / "c.txt").unlink()
    (folder / "texts" / "c.txt").symlink_to(folder / "other.txt")


def damaged(folder: Path) -> None:
    [path] = (folder / "db" / "snapshots").glob("*/search.sqlite")
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def gone(folder: Path) -> None:
    next((folder / "db" / "snapshots").glob("*/oxigraph/*.sst")).unlink()


def another_program(folder: Path) -> None:
    inputs.program.cache_clear()
    (folder / "new-1.0.dist-info").mkdir()


CHANGES = (longer, secretly, there_and_back, one_more, one_of_another_kind, renamed, recorded, tabled, led_elsewhere,
           damaged, gone, another_program)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("built")
def test_every_change_is_seen(
    change: Callable[[Path], None], tmp_path: Path, xpkg: Run, looked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    change(tmp_path)
    run(tmp_path, xpkg)
    assert looked


def test_what_lies_beside_is_called_as_the_corpus_calls_it() -> None:
    assert (inputs._MANIFEST, inputs._HEADERS) == (MANIFEST, SUFFIX)


def test_what_lies_beside_a_file_counts_with_it(texts: Path, tmp_path: Path, xpkg: Run, looked: list[object]) -> None:
    given = ("build", texts / "a.txt", "--annotator", "rules", "--store", tmp_path / "db")
    for name in ("manifest.toml", "a.txt.headers"):
        xpkg(*given)
        looked.clear()
        xpkg(*given)
        assert not looked
        (texts / name).write_text('["a.txt"]\ntitle = "The strike"\n')
        xpkg(*given)
        assert looked, name


@pytest.mark.usefixtures("built")
def test_other_options_are_another_build(tmp_path: Path, xpkg: Run, looked: list[object]) -> None:
    for more in ("--strict",), ("--text-timeout", "9"), ("--add",):
        looked.clear()
        run(tmp_path, xpkg, *more)
        assert looked, more


def test_a_problem_is_told_each_time(texts: Path, tmp_path: Path, xpkg: Run, looked: list[object]) -> None:
    (texts / "bad.pdf").write_bytes(b"no such file")
    given = ("build", texts, "--annotator", "rules", "--store", tmp_path / "db")
    first = xpkg(*given)
    looked.clear()
    again = xpkg(*given)
    assert not looked
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert "bad.pdf: called .pdf" in again.output
    assert again.output.splitlines()[:-1] == first.output.splitlines()[:-1]
