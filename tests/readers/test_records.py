"""Files with many texts, or with a text in an envelope: mail, feeds, tables, exports, archives."""

from __future__ import annotations

import gzip
import json
import mailbox
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from xpkg.corpus import Reading, read_corpus
from xpkg.corpus.documents import joined
from xpkg.errors import InputError
from xpkg.model import BlockType, Source
from xpkg.readers import Document, Given, read_documents

pytest.importorskip("trafilatura")
FILES = Path(__file__).parent / "files"


def read(data: bytes, name: str, column: str = "") -> tuple[Document, ...]:
    return read_documents(data, Given(name, text_column=column))


def story(document: Document) -> list[str]:
    return [piece.words for piece in document.pieces if piece.type is not BlockType.BOILERPLATE]


def facts(document: Document) -> dict[str, str]:
    return {fact.field: fact.value for fact in reversed(document.facts)}


def sources(path: Path, **how: str) -> tuple[Source, ...]:
    corpus = read_corpus([path], Reading(text_column=how.get("column", "")))
    assert not corpus.problems
    return corpus.sources


def message(text: str, subject: str = "The dam") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Joan Alder <joan@courier.example>"
    mail["To"] = "desk@courier.example"
    mail["Subject"] = subject
    mail["Date"] = "Wed, 03 Mar 2021 10:00:00 +0000"
    mail.set_content(text)
    return mail


TEXT = (
    "Dear desk,\n\nAnn Low said that the dam\nwas safe – “quite safe”.\n\nOn Tue, 2 Mar 2021 Bo Nye wrote:\n\n"
    "> Is the dam safe?\n> I doubt it.\n\n-- \nJoan Alder\nThe Larkham Courier\n"
)


def test_a_message() -> None:
    mail = message(TEXT)
    mail.add_attachment(b"%PDF-1.7 no text of the message", maintype="application", subtype="pdf", filename="a.pdf")
    (document,) = read(mail.as_bytes(), "a.eml")
    assert story(document) == ["The dam", "Dear desk,", "Ann Low said that the dam\nwas safe – “quite safe”."]
    assert facts(document) == {"title": "The dam", "creators": "Joan Alder", "issued": "2021-03-03"}
    paths = [piece.path for piece in document.pieces]
    assert paths[:3] == ["header Subject", "line 1 of the text", "line 3 of the text"]
    assert [piece.words for piece in document.pieces][4] == "Is the dam safe?\nI doubt it."


def test_a_message_in_html_alone(tmp_path: Path) -> None:
    mail = message("x")
    body = "<p>Ann Low said on Monday that the dam was safe, whatever the mayor of Larkham might say.</p>"
    body += "<p>She had seen it herself, and so had the board of the town.</p>"
    mail.set_content(f"<html><body>{body}</body></html>", subtype="html")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    (source,) = sources(tmp_path / "a.eml")
    assert source.text.startswith("The dam\n\nAnn Low said on Monday")
    assert source.original is not None
    assert source.original.media_type == "message/rfc822"


def test_a_mailbox_has_a_source_for_each_message(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "desk.mbox")
    box.add(message("Ann Low said that the dam was safe.\n\nFrom here one can see it.\n"))
    box.add(message("Bo Nye denied it.\n", "Re: The dam"))
    box.close()
    found = sources(tmp_path / "desk.mbox")
    assert [source.name for source in found] == ["desk.mbox/message-1", "desk.mbox/message-2"]
    assert found[0].text.endswith("From here one can see it.")
    assert found[1].metadata.title == "Re: The dam"


def test_a_page_that_a_browser_saved_as_one_file() -> None:
    (source,) = sources(FILES / "harbour.mhtml")
    (page,) = sources(FILES / "harbour.html")
    assert source.text == page.text
    assert source.metadata.url == "https://courier.example/harbour"
    assert source.original is not None
    assert source.original.media_type == "multipart/related"
    assert source.original.reader.startswith("mhtml 1; html 6 (trafilatura ")


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Larkham Courier</title><language>en</language>
<item><title>Dam is safe &amp;amp; sound</title><link>https://courier.example/dam</link>
<dc:creator>Joan Alder</dc:creator><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Ann Low said that the dam was <b>safe</b>.</p><p>Bo Nye denied it.</p>]]>
</content:encoded></item>
<item><title>Ferry sinks</title><author>desk@courier.example (Tom Brisk)</author>
<description>A ferry sank.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
<entry><title>Dam is safe</title><link href="https://courier.example/dam"/>
<published>2021-03-03T10:00:00Z</published><author><name>Joan Alder</name></author>
<content type="html">&lt;p&gt;Ann Low said so.&lt;/p&gt;</content></entry></feed>"""


def test_feeds() -> None:
    dam, ferry = read(RSS.encode(), "feed.xml")
    assert story(dam) == ["Dam is safe & sound", "Ann Low said that the dam was safe.", "Bo Nye denied it."]
    assert facts(dam) == {
        "title": "Dam is safe & sound", "url": "https://courier.example/dam", "creators": "Joan Alder",
        "issued": "2021-03-03", "publisher": "The Larkham Courier", "language": "en",
    }  # fmt: skip
    assert (story(ferry), facts(ferry)["creators"]) == (["Ferry sinks", "A ferry sank."], "Tom Brisk")
    (entry,) = read(ATOM.encode(), "feed.atom")
    assert story(entry) == ["Dam is safe", "Ann Low said so."]
    assert (facts(entry)["issued"], facts(entry)["creators"]) == ("2021-03-03", "Joan Alder")
    assert entry.pieces[1].path == "entry 1, content/html/body/p"
    assert [each.media_type for each in (dam, entry)] == ["application/rss+xml", "application/atom+xml"]


def test_an_export_with_shortcodes() -> None:
    """As WordPress exports its posts: marks in square brackets stand among the words."""
    post = (
        '<p>[caption id="a_1" width="300"]<img src="d.jpg"> The dam in May[/caption]</p>'
        '<p>[dropcap]A[/dropcap]nn Low [sic] said that the dam was safe.[1]</p><p>[gallery ids="1,2"]</p>'
        "<p>[embed]https://video.example/7[/embed] Bo Nye [the mayor] denied it.</p>"
        "<p>[button link=”https://courier.example” type=”big”]Send us yours[/button]</p>"
    )
    feed = RSS.replace("<p>Bo Nye denied it.</p>", post)
    (dam, _) = read(feed.encode(), "feed.xml")
    text, parts = joined(dam.pieces)
    assert text.split("\n\n")[2:] == ["The dam in May", "Ann Low [sic] said that the dam was safe.[1]",
                                      "Bo Nye [the mayor] denied it."]  # fmt: skip
    assert parts[2].type is BlockType.CAPTION


def test_a_table_with_a_column_of_texts(tmp_path: Path) -> None:
    table = "id,Title,Date,Authors,Body\n"
    table += 'd1,Dam is safe,2021-03-03,"Joan Alder; Tom Brisk","Ann Low said so.\n\nNye did not."\n'
    table += "d2,Ferry sinks,,,A ferry sank.\nd3,Nothing,,,\n"
    (tmp_path / "texts.csv").write_text(table)
    found = sources(tmp_path / "texts.csv")
    assert [source.name for source in found] == ["texts.csv/d1", "texts.csv/d2"]
    assert found[0].text == "Dam is safe\n\nAnn Low said so.\n\nNye did not."
    assert (found[0].metadata.issued, found[0].metadata.title) == ("2021-03-03", "Dam is safe")
    assert [part.path for part in found[0].parts] == ["row 2", "row 2, Body", "row 2, Body"]


@pytest.mark.parametrize(("text", "name"), [
    (json.dumps([{"headline": "Dam", "text": "Ann Low said so."}]), "a.json"),
    (json.dumps({"total": 1, "articles": [{"headline": "Dam", "text": "Ann Low said so."}]}), "a.json"),
    (json.dumps({"headline": "Dam", "text": "Ann Low said so."}), "a.json"),
    ('{"headline": "Dam", "text": "Ann Low said so."}\n{"headline": "Dam", "text": ""}\n', "a.jsonl"),
    ("headline\ttext\nDam\tAnn Low said so.\n", "a.tsv"),
    ("headline;text\nDam;Ann Low said so.\n", "a.csv"),
])  # fmt: skip
def test_exports(text: str, name: str) -> None:
    (document,) = read(text.encode(), name)
    assert story(document) == ["Dam", "Ann Low said so."]


def test_the_column_of_the_text_has_to_be_known() -> None:
    with pytest.raises(InputError, match=r"which column has the text\? \(--text-column; there are a, b\)"):
        read(b"a,b\n1,2\n", "a.csv")
    with pytest.raises(InputError, match="no column 'c'; there are a, b"):
        read(b"a,b\n1,2\n", "a.csv", "c")
    (document,) = read(b"a,b\n1,Ann Low said so.\n", "a.csv", "b")
    assert story(document) == ["Ann Low said so."]
    with pytest.raises(InputError, match=r"a\.json: nested too deep"):
        read(b"[" * 100_000 + b"]" * 100_000, "a.json")
    with pytest.raises(InputError, match=r"a\.json: no JSON"):
        read(b"{nothing", "a.json")


def test_a_table_of_other_things_in_a_folder_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text("Dam is safe\n\nAnn Low said so.\n")
    (tmp_path / "prices.csv").write_text("good,price\nbread,2\n")
    corpus = read_corpus([tmp_path])
    assert [source.name for source in corpus.sources] == ["dam"]
    assert not corpus.problems
    assert len(corpus.warnings) == 1
    assert "which column has the text?" in corpus.warnings[0]
    assert read_corpus([tmp_path / "prices.csv"]).problems, "who names a file wants it read"


def test_a_web_archive() -> None:
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders")
    for packed in (False, True):
        out = BytesIO()
        archive = writer.WARCWriter(out, gzip=packed, warc_version="WARC/1.0")
        for url, kind, body in (
            ("https://courier.example/harbour", "text/html; charset=utf-8", (FILES / "harbour.html").read_bytes()),
            ("https://courier.example/x.png", "image/png", b"no page"),
            ("https://courier.example/frame", "text/html", b"<html><script>x()</script></html>"),
        ):
            told = headers.StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            record = archive.create_warc_record(url, "response", payload=BytesIO(body), http_headers=told)
            archive.write_record(record)
            record.raw_stream.close()
        (document,) = read(out.getvalue(), "a.warc.gz" if packed else "a.warc")
        assert document.name == "record 1"
        assert facts(document)["url"] == "https://courier.example/harbour"
        assert story(document)[0] == "Ferry company denies safety claims"


def test_files_in_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "harbour.html.gz").write_bytes(gzip.compress((FILES / "harbour.html").read_bytes(), mtime=0))
    (source,) = sources(tmp_path / "harbour.html.gz")
    assert source.metadata.publisher == "The Larkham Courier"
    assert source.original is not None
    assert source.original.media_type == "application/gzip"
