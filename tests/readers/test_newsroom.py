"""What else lies in a newsroom's folders: slides, spreadsheets, posts, pictures; and what no reader takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.annotators import DEFAULT
from xpkg.corpus import read_corpus
from xpkg.errors import InputError, NoTextError
from xpkg.model import Authority
from xpkg.pipeline.graphs import analyse
from xpkg.readers import Given, read_documents, reader_of
from xpkg.readers.facts import first
from xpkg.readers.pdf import ocr

pytest.importorskip("lxml")
pytest.importorskip("openpyxl")
pytest.importorskip("striprtf")
FILES = Path(__file__).parent / "files"


def pieces(name: str) -> list[tuple[str, str]]:
    (document,) = read_documents((FILES / name).read_bytes(), Given(name))
    return [(str(piece.type or ""), piece.words) for piece in document.pieces]


@pytest.mark.parametrize("name", ["slides.pptx", "slides.odp"])
def test_slides(name: str) -> None:
    (document,) = read_documents((FILES / name).read_bytes(), Given(name))
    assert [(piece.page, str(piece.type or ""), piece.words) for piece in document.pieces] == [
        (1, "title", "What the dam cost"),
        (1, "", "Ola Berg"),
        (2, "heading", "The cost"),
        (2, "", "The dam cost twelve million crowns more than planned."),
        (2, "", "The mayor denied this."),
        (3, "heading", "What we ask"),
        (3, "", "Ola Berg said that the council should publish every bill."),
        (3, "", "Berg told reporters later that she expected no reply."),
    ]
    assert first(document.facts, "title") == "What the dam cost"


@pytest.mark.parametrize("name", ["statements.xlsx", "statements.ods"])
def test_spreadsheets(name: str) -> None:
    data = (FILES / name).read_bytes()
    with pytest.raises(NoTextError, match=r"which column has the text.*Date, Speaker, Statement, Source"):
        read_documents(data, Given(name))
    found = read_documents(data, Given(name, text_column="Statement"))
    assert [each.pieces[0].words for each in found] == [
        "There is one set of books, and I deny that it was hidden.",
        "The mayor kept two sets of books, the auditors found.",
    ]
    assert [first(each.facts, "issued") for each in found] == ["2021-05-03", "2021-05-04"]
    assert first(found[1].facts, "publisher") == "Audit"


def test_notes_and_tables_of_rtf() -> None:
    """LibreOffice and pandoc write them in two ways."""
    board, council = pieces("board.rtf"), pieces("council.rtf")
    assert board[0] == ("heading", "Report of the harbour board")
    assert board[1][1].endswith("nobody had checked the papers of the ship.[1]")
    assert ("table-row", "Kestrel | Harbour Lines | Valid until 2024") in board
    assert board[-1] == ("footnote", "[1] Low, Ann (2020). Ships of the north. Leeds: Quay Press, p. 22.")
    assert ("heading", "What was paid") in council
    assert ("table-row", "Falk Brothers | Said to be planning | 4,100,000") in council
    assert council[-1] == ("footnote", "[2] Minutes of the council, 2 May 2021.")


def test_notes_and_tables_of_a_book() -> None:
    found = pieces("council.epub")
    assert ("table-row", "Orm Water | The wall | 7,000,000") in found
    assert ("list-item", "The gates were never inspected.") in found
    assert found[-1] == ("footnote", "[2] Minutes of the council, 2 May 2021.")
    assert any(words.endswith("than was planned.[1]") for _, words in found)


POSTS = [
    {"id": 1, "date": "2021-05-03", "from": "Jonas Falk", "text": ["I ", {"type": "bold", "text": "deny"}, " it."]},
    {"id": 2, "date": "2021-05-03", "from": "Ola Berg", "text": "RT @falk: I deny that it was hidden."},
]  # fmt: skip


def test_posts_are_of_who_wrote_them(tmp_path: Path) -> None:
    """A text in stretches is whole; "I" is the author, but not in what another wrote."""
    (tmp_path / "posts.json").write_text(json.dumps({"name": "Orm", "messages": POSTS}))
    one, other = read_corpus([tmp_path / "posts.json"]).sources
    assert (one.text, one.metadata.creators) == ("I deny it.", ("Jonas Falk",))
    speakers = []
    for source in (one, other):
        analysis = analyse(source, Authority(()), ANNOTATORS[DEFAULT])
        denotes = dict(analysis.identities.denotes)
        speakers.append([
            analysis.identities.entities[denotes[each.source]].label
            for each in analysis.attributions if each.source in denotes
        ])  # fmt: skip
    assert speakers == [["Jonas Falk"], []]


def test_lines_below_a_letter_stand_for_themselves() -> None:
    mail = b"From: Ann Low <a@orm.example>\nTo: b@orm.example\nSubject: Minutes\n\nDear Tom,\n\nthe mayor said that the bills\nwere lost.\n\nYours,\nRuth Castle\nClerk of the council\n"  # noqa: E501
    (document,) = read_documents(mail, Given("a.eml"))
    assert [piece.words for piece in document.pieces[1:]] == [
        "Dear Tom,", "the mayor said that the bills\nwere lost.", "Yours,", "Ruth Castle", "Clerk of the council",
    ]  # fmt: skip


@pytest.mark.parametrize(("head", "told"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an older Word, Excel, PowerPoint or Outlook: save it"),
    (b"GIF89a\0\0", "a picture: put its words in a PDF"),
    (b"ID3\x03\0", "sound or film: read its transcript"),
    (b"PK\x03\x04\0\0photos", "an archive of files: unpack it"),
    (b"BEGIN:VCALENDAR\r\nVERSION:2.0", "a calendar or address book"),
    (b"% a comment\n\\documentclass[a4paper]{article}\n", "LaTeX, whose commands would be read as words"),
])  # fmt: skip
def test_what_no_reader_takes(head: bytes, told: str) -> None:
    with pytest.raises(InputError, match=f"^a.x: .*{told}"):
        reader_of(head, "a.x")


def test_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without tesseract it is told."""
    monkeypatch.setattr(ocr, "installed", lambda: "")
    with pytest.raises(InputError, match=r"^scan.png: a picture; install tesseract"):
        read_documents(b"\x89PNG\r\n\x1a\n", Given("scan.png"))
