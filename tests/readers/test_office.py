"""Documents of word processors and books, as a word processor wrote them, and what must not hang a build."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from xpkg.corpus import read_corpus
from xpkg.errors import InputError
from xpkg.model import BlockType
from xpkg.readers import Given, packages, read_documents
from xpkg.readers.packages import Package, xml_of
from xpkg.text import parse

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
            stored = zipfile.ZIP_STORED if name == "mimetype" else None  # so that it can be read in the file's bytes
            archive.writestr(name.replace("___", "/_").replace("__", "/"), text, stored)
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
        f'<w:footnote w:id="2"><w:p>{run("Nobody.")}</w:p></w:footnote>'
        f'<w:footnote w:id="3"><w:p>{run("Alder, Joan (2021).")}</w:p></w:footnote></w:footnotes>'
    )
    ends = (
        f'<w:endnotes {W}><w:endnote w:id="1"><w:p>{run("She wrote ")}</w:p><w:p>{run("it in May.")}</w:p>'
        "</w:endnote></w:endnotes>"
    )
    parts = {"word__styles.xml": styles, "word__footnotes.xml": notes, "word__endnotes.xml": ends}
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>{run("Dam")}</w:p>'
        f"<w:p>{run('Ann Low ')}<w:del>{run('denied')}</w:del><w:ins>{run('said')}</w:ins>{run(' so.')}"
        '<w:r><w:footnoteReference w:id="3"/></w:r><w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
        '<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
        f"<w:tbl><w:tr><w:tc><w:p>{run('Year')}</w:p></w:tc><w:tc><w:p>{run('2019')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert words(word(body, **parts)) == [
        ("Dam", "heading"), ("Ann Low said so.[1][i]", ""), ("Year | 2019", "table-row"),
        ("[1] Alder, Joan (2021).", "footnote"), ("[i] She wrote it in May.", "footnote"),
    ]  # fmt: skip


def test_references_keep_their_links() -> None:
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def targets(url: str) -> str:
        return f'<Relationships><Relationship Id="r1" Target="{url}" TargetMode="External"/></Relationships>'

    def linked(text: str) -> str:
        return f'<w:hyperlink xmlns:r="{rel}" r:id="r1">{run(text)}</w:hyperlink>'

    note = f'<w:footnote w:id="1"><w:p>{run("Alder, Joan: ")}{linked("The dam")}{run(" (2021).")}</w:p></w:footnote>'
    parts = {
        "word___rels__document.xml.rels": targets("https://orm.example/water"),
        "word___rels__footnotes.xml.rels": targets("https://courier.example/dam"),
        "word__footnotes.xml": f"<w:footnotes {W}>{note}</w:footnotes>",
    }
    body = f'<w:p>{run("It held")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:p>[1] {linked("Water")}</w:p>'
    (document,) = read_documents(word(body, **parts), Given("a.docx"))
    assert [piece.link for piece in document.pieces] == [
        None, ("Water", "https://orm.example/water"), ("The dam", "https://courier.example/dam")
    ]  # fmt: skip


def table(*rows: list[str]) -> str:
    told = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in told)}</w:tbl>"


def par(text: str, more: str = "") -> str:
    return f"<w:p>{more}{run(text)}</w:p>"


def test_boxes_lists_and_tables_of_a_word_file() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{par('A box of')}{par('its own.')}</w:txbxContent></w:pict></w:r>"
    item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    inner = table([par("3"), par("4")])
    body = (
        f"<w:p>{run('The dam ')}{box}{run('is safe.')}</w:p>"
        + table([par("Ann Low said so.")], [par("Bo Nye") + par("did not.")])  # for the page's sake
        + table([par("Year"), par("2019")], [par("Dams"), par("Old:") + inner])
        + par("First, the wall.", item)
    )
    assert words(word(body)) == [
        ("The dam is safe.", ""), ("A box of", ""), ("its own.", ""), ("Ann Low said so.", ""), ("Bo Nye", ""),
        ("did not.", ""), ("Year | 2019", "table-row"), ("Dams | Old: 3 4", "table-row"),
        ("First, the wall.", "list-item"),
    ]  # fmt: skip


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def test_what_an_opendocument_text_holds() -> None:
    def note(kind: str, text: str) -> str:
        told = f"<t:note-citation>?</t:note-citation><t:note-body>{text}</t:note-body>"
        return f'<t:note t:note-class="{kind}">{told}</t:note>'

    link = '<t:a xmlns:x="http://www.w3.org/1999/xlink" x:href="https://courier.example/dam">(2021)</t:a>'
    body = (
        '<s:style s:name="P1" s:parent-style-name="Title"/><t:p t:style-name="P1">Dam</t:p>'
        f"<t:p>Ann Low{note('footnote', f'<t:p>Alder, Joan {link}.</t:p>')} said<t:s/>so."
        f"{note('endnote', '<t:p>She wrote</t:p><t:p>it in May.</t:p>')} Nobody asked.</t:p>"
        "<b:table><b:table-row><b:table-cell><t:p>Year</t:p></b:table-cell><b:table-cell><t:p>2019</t:p></b:table-cell>"
        "</b:table-row></b:table><t:list><t:list-item><t:p>First<d:frame><d:text-box><t:p>A box.</t:p></d:text-box>"
        "</d:frame>, the wall.</t:p></t:list-item></t:list>"
    )
    spaces = {"t": "text", "d": "drawing", "s": "style", "b": "table"}
    told = " ".join(f'xmlns:{short}="{OFFICE}{name}:1.0"' for short, name in spaces.items())
    content = f"<d {told}>{body}</d>"
    data = package(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})
    assert words(data) == [
        ("Dam", "title"), ("Ann Low[1] said so.[i] Nobody asked.", ""), ("Year | 2019", "table-row"),
        ("First, the wall.", "list-item"), ("A box.", ""),
        ("[1] Alder, Joan (2021).", "footnote"), ("[i] She wrote it in May.", "footnote"),
    ]  # fmt: skip
    (document,) = read_documents(data, Given("a.odt"))
    assert [piece.link for piece in document.pieces if piece.link] == [("(2021)", "https://courier.example/dam")]


def test_notes_are_notes_of_the_text(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="7"><w:p>{run("Alder, Joan (2021). Dams.")}</w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = f"<w:p>{run('Dams')}</w:p><w:p>{run('The dam is new, Ann Low said.')}{mark}</w:p>"
    (tmp_path / "a.docx").write_bytes(word(body, **{"word__footnotes.xml": notes}))
    (source,) = read_corpus([tmp_path]).sources
    text = parse(source)
    assert [(block.kind, block.number) for block in text.blocks[2:]] == [(BlockType.FOOTNOTE, 1)]
    (marker,) = text.markers
    assert (marker.number, marker.anchor.cut(source.text)) == (1, "The dam is new, Ann Low said.")


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


@pytest.mark.parametrize(("line", "day", "teller"), [
    ("3 March 2021", "2021-03-03", "date line"), ("A report", "2024-05-06", "file made"),
])  # fmt: skip
def test_a_day_that_the_text_gives_goes_before_that_of_the_file(
    tmp_path: Path, line: str, day: str, teller: str
) -> None:
    made = '<c xmlns:d="http://purl.org/dc/terms/"><d:created>2024-05-06T10:00:00Z</d:created></c>'
    body = "".join(f"<w:p>{run(each)}</w:p>" for each in ("Dams", line, "The dam is new, Ann Low said. It rained."))
    (tmp_path / "a.docx").write_bytes(word(body, **{"docProps__core.xml": made}))
    (source,) = read_corpus([tmp_path]).sources
    assert (source.metadata.issued, dict(source.told_by)["issued"]) == (day, teller)
