"""Documents of word processors and books, as a word processor wrote them, and what must not hang a build."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from xpkg.corpus import read_corpus
from xpkg.errors import InputError
from xpkg.readers import Given, packages, read_documents
from xpkg.readers.packages import Package, xml_of

pytest.importorskip("lxml")
pytest.importorskip("striprtf")
FILES = Path(__file__).parent / "files"
REPORT = [
    "Report on the Marigold",
    "The ferry Marigold sank on 4 March 2019 off Larkham. Ruth Amsel, the first officer, told investigators that the "
    "pumps had failed twice in the week before, and that the company’s representatives had answered neither of her "
    "letters about the difficulties.",
    "Northline Ferries denied this. Its chief executive, Maria Ortega, said that every warning was answered within a "
    "day, and that the company had replaced both pumps in February at considerable expense.",
    "Findings",
    "The board found that the maintenance records were incomplete. It said that the inspection in January had been "
    "carried out by an apprentice, who was not qualified for that responsibility.",
    "Thomas Brisk, who chairs the board, said on Friday that the findings were final. He asked the harbour authority "
    "to publish the correspondence between the company and the inspectors.",
    "The union welcomed the report. “We have waited two years for this,” said Ruth Amsel, who now leads it.",
]


@pytest.mark.parametrize(("suffix", "media_type", "path"), [
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "paragraph 2"),
    ("odt", "application/vnd.oasis.opendocument.text", "paragraph 2"),
    ("rtf", "application/rtf", "paragraph 2"),
    ("epub", "application/epub+zip", "OEBPS/sections/section0001.xhtml/html/body/p[2]"),
])  # fmt: skip
def test_one_report_in_four_formats(tmp_path: Path, suffix: str, media_type: str, path: str) -> None:
    data = (FILES / f"report.{suffix}").read_bytes()
    for name in (f"report.{suffix}", f"other.{suffix}", "report.bin"):  # the content tells the format
        (tmp_path / name).write_bytes(data)
        corpus = read_corpus([tmp_path / name])
        assert not corpus.problems
        (source,) = corpus.sources
        assert source.text.split("\n\n") == REPORT
        assert (source.metadata.title, source.metadata.creators) == ("Report on the Marigold", ("Joan Alder",))
        assert source.original is not None
        assert (source.original.file_name, source.original.media_type) == (name, media_type)
        assert source.parts[1].path == path


def package(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, **others: str) -> bytes:
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return package(**{"word__document.xml": xml, **others})


def words(data: bytes) -> list[tuple[str, str]]:
    (document,) = read_documents(data, Given("a.docx"))
    return [(piece.words, piece.type or "") for piece in document.pieces]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_what_a_word_file_holds() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0"><w:p>{run("line")}</w:p></w:footnote>'
        f'<w:footnote w:id="3"><w:p>{run("Alder, Joan (2021).")}</w:p></w:footnote></w:footnotes>'
    )
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>{run("Dam")}</w:p>'
        f"<w:p>{run('Ann Low ')}<w:del>{run('denied')}</w:del><w:ins>{run('said')}</w:ins>{run(' so.')}"
        '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
        f"<w:tbl><w:tr><w:tc><w:p>{run('Year')}</w:p></w:tc><w:tc><w:p>{run('2019')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert words(word(body, **{"word__styles.xml": styles, "word__footnotes.xml": notes})) == [
        ("Dam", "heading"), ("Ann Low said so.[3]", ""), ("Year | 2019", "paragraph"), ("[3] Alder, Joan (2021).", ""),
    ]  # fmt: skip


def test_entities_of_a_file_s_own_are_not_read() -> None:
    entities = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(InputError, match="entities of its own"):
        xml_of(f"{entities}<w>&b;</w>".encode(), "a.xml")
    with pytest.raises(InputError, match="entities of its own"):
        xml_of(b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///no/such/file">]><w>&a;</w>', "a.xml")
    assert xml_of(b"<!DOCTYPE w><w>a&amp;b</w>", "a.xml").text == "a&b"


def test_an_archive_that_grows_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = package(a="x" * 1_200_000)
    with pytest.raises(InputError, match=r"a\.docx: a is 1,200,000 bytes when unpacked; it is not read"):
        Package(data, "a.docx").read("a")
    monkeypatch.setattr(packages, "MOST_BYTES", 1_000)
    many = Package(package(a="x" * 600, b="y" * 600), "a.docx")
    assert len(many.read("a")) == 600
    with pytest.raises(InputError, match="more than 1,000 bytes when unpacked"):
        many.read("b")
    assert many.read("c") == b""


def test_a_damaged_archive_is_told() -> None:
    data = word(f"<w:p>{run('So.')}</w:p>")
    for broken in (data[:-30], data.replace(b"PK\x01\x02", b"PK\x09\x02")):
        with pytest.raises(InputError, match=r"^a\.docx: "):
            read_documents(broken, Given("a.docx"))
    with pytest.raises(InputError, match="no well-formed XML"):
        read_documents(package(**{"word__document.xml": "<w:document"}), Given("a.docx"))
    with pytest.raises(InputError, match="no text in it"):
        read_documents(word("<w:p/>"), Given("a.docx"))
