"""Where a command's output does not arrive: one line and status 1, and nothing that was there is lost."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.cli.streams import standard_streams
from xpkg.errors import OutputError
from xpkg.store import current_digest

Run = Callable[..., Result]
XPKG = f'"{sys.executable}" -m xpkg.cli'
WRITERS = ["export --graph links", "stats", "query denials --format csv", "show 'Xi Jinping'"]


def shell(script: str, store: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", f"{script} --store '{store}'"], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", WRITERS)
def test_a_closed_output_is_one_line(seeds: Path, command: str) -> None:
    result = subprocess.run(
        ["sh", "-c", f"{XPKG} {command} --store '{seeds}' >&-"], stderr=subprocess.PIPE, text=True, check=False
    )
    assert result.stderr == "xpkg: standard output cannot be written: it is closed\n"
    assert result.returncode == 1


def test_a_full_output_is_one_line(seeds: Path, tmp_path: Path) -> None:
    # A file that may not grow stands for a disk that is full.
    script = f"ulimit -f 1; {XPKG} export --store '{seeds}' > '{tmp_path / 'out'}'"
    result = subprocess.run(["sh", "-c", script], stderr=subprocess.PIPE, text=True, check=False)
    assert result.stderr == "xpkg: standard output cannot be written: File too large\n"
    assert result.returncode == 1


@pytest.mark.parametrize("command", WRITERS)
def test_a_reader_who_has_enough_hears_no_complaint(seeds: Path, command: str) -> None:
    process = subprocess.Popen(
        ["sh", "-c", f"exec {XPKG} {command} --store '{seeds}'"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        said = process.stderr.read()
    process.wait()
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


def test_without_any_stream_a_build_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Row\n\nThe minister said that the dam was safe.\n")
    store = tmp_path / "db"
    script = f"{XPKG} build '{tmp_path / 'a.txt'}' --annotator rules --store '{store}' <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", script], check=False).returncode == 0
    assert current_digest(store)


def test_the_streams_are_as_they_were() -> None:
    before = sys.stdin, sys.stdout, sys.stderr
    with pytest.raises(OutputError), standard_streams():
        raise OutputError("x")
    assert before == (sys.stdin, sys.stdout, sys.stderr)


def test_a_pipe_is_written_into(seeds: Path, xpkg: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    result = xpkg("export", "--graph", "links", "-o", pipe, "--store", seeds)
    reader.join(30)
    assert result.exit_code == 0
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert got[0].decode() == xpkg("export", "--graph", "links", "--store", seeds).stdout


def test_a_link_stays_a_link(seeds: Path, xpkg: Run, tmp_path: Path) -> None:
    real, link, dangling = tmp_path / "real.ttl", tmp_path / "link.ttl", tmp_path / "dangling.ttl"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    dangling.symlink_to(tmp_path / "new.ttl")
    for path in (link, dangling):
        assert xpkg("export", "--graph", "links", "-o", path, "--store", seeds).exit_code == 0
        assert path.is_symlink()
    assert real.read_bytes() == (tmp_path / "new.ttl").read_bytes() != b"old"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling.ttl", "link.ttl", "new.ttl", "real.ttl"]


def test_a_file_that_cannot_be_finished_stays_as_it_was(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "out.ttl").write_text("old")
    result = shell(f"ulimit -f 1; {XPKG} export -o '{tmp_path / 'out.ttl'}'", seeds)
    assert result.returncode == 1
    assert result.stderr == f"xpkg: {tmp_path / 'out.ttl'}: cannot be written: File too large\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.ttl"]
    assert (tmp_path / "out.ttl").read_text() == "old"


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/proc/self/fd/1"])
def test_standard_output_has_other_names(seeds: Path, tmp_path: Path, name: str) -> None:
    if name != "-" and not Path(name).exists():
        name = "-"  # a system without these names
    plain = shell(f"{XPKG} export --graph links", seeds).stdout
    out = tmp_path / "out.ttl"
    out.write_text("# before\n")
    assert shell(f"{XPKG} export --graph links -o {name} >> '{out}'", seeds).returncode == 0
    assert out.read_text() == "# before\n" + plain


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Path:
    """A store of one short text; not to be written."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "a.txt").write_text("Row\n\nThe minister said that the dam was safe.\n")
    assert xpkg("build", folder / "a.txt", "--annotator", "rules", "--store", folder / "db").exit_code == 0
    return folder / "db"


@pytest.mark.parametrize("blocks", [1, 40, 600])
def test_a_full_disk_is_one_line_and_leaves_the_store(small: Path, tmp_path: Path, blocks: int) -> None:
    """Files that cannot grow past some size, each with another part of the build that does not end."""
    text, store = tmp_path / "a.txt", shutil.copytree(small, tmp_path / "db")
    before = current_digest(store)
    text.write_text("Row\n\nThe minister denied that the dam was safe.\n")
    result = shell(f"ulimit -f {blocks}; {XPKG} build '{text}' --annotator rules", store)
    if result.returncode == 0:
        assert current_digest(store) != before
        return
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    assert "cannot be written" in result.stderr
    assert current_digest(store) == before
    assert shell(f"{XPKG} query -e 'ASK {{}}'", store).returncode == 0
    assert not list(store.glob("snapshots/building-*"))
