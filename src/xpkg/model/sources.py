"""A source as the corpus has it: its text, what is recorded about it, and the file that its text was made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source's text: code points ``start`` (inclusive) to ``end`` (exclusive).

    Raises ValueError when the span is empty or turned round: there is no evidence of length nought.

    >>> Span(0, 2).cut("Xi said")
    'Xi'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"not a span of text: {self.start},{self.end}")

    def cut(self, text: str) -> str:
        """The characters of ``text`` that this span names."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the corpus records about a source, never what the source says.

    ``issued`` is an EDTF level 1 string, ``retrieved`` the day on which the file was fetched, in the same form;
    ``language`` is a BCP 47 tag.
    """

    title: str
    publisher: str | None = None
    issued: str | None = None
    language: str = "en"
    kind: str | None = None
    rights: str | None = None
    origin: str | None = None
    url: str | None = None
    creators: tuple[str, ...] = ()
    retrieved: str | None = None


class BlockType(StrEnum):
    """The part that a block plays in its source."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    CONTRIBUTORS = "contributors"
    REFERENCE = "reference"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    FOOTNOTE = "footnote"
    PULL_QUOTE = "pull-quote"
    AUTHOR_BOX = "author-box"
    NEWSLETTER = "newsletter"
    COOKIE_NOTE = "cookie-note"
    PAYWALL_NOTE = "paywall-note"
    RELATED = "related"
    SHARE = "share"
    COMMENTS = "comments"
    ABOUT_FIRM = "about-firm"
    CONTACT = "contact"
    EDITORS_NOTES = "editors-notes"
    LEGAL_NOTE = "legal-note"
    TAGS = "tags"
    PAGER = "pager"

    @property
    def broad(self) -> BlockType:
        """What a block of this type is read as; itself, where there is nothing broader.

        >>> str(BlockType.DECK.broad), str(BlockType.NEWSLETTER.broad), str(BlockType.TITLE.broad)
        ('paragraph', 'boilerplate', 'title')
        """
        return _BROAD.get(self, self)


_BROAD = {
    **dict.fromkeys((BlockType.DECK, BlockType.LIST_ITEM, BlockType.TABLE_ROW), BlockType.PARAGRAPH),
    **dict.fromkeys((BlockType.BYLINE, BlockType.DATELINE), BlockType.CREDIT),
    BlockType.FOOTNOTE: BlockType.REFERENCE,
    **dict.fromkeys(
        (BlockType.PULL_QUOTE, BlockType.AUTHOR_BOX, BlockType.NEWSLETTER, BlockType.COOKIE_NOTE,
         BlockType.PAYWALL_NOTE, BlockType.RELATED, BlockType.SHARE, BlockType.COMMENTS, BlockType.ABOUT_FIRM,
         BlockType.CONTACT, BlockType.EDITORS_NOTES, BlockType.LEGAL_NOTE, BlockType.TAGS, BlockType.PAGER),
        BlockType.BOILERPLATE,
    ),
}  # fmt: skip


class Hyperlink(NamedTuple):
    """A link of the original: the words that it stands on, and the web address to which it leads."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a reader saw as one block of a document: where it stands in the text, and where it came from.

    ``type`` is None where the words and their neighbours have to tell it. ``page`` counts from 1; ``path`` is an XPath
    of the original, or what its format has in place of one. ``link`` is that of a reference to what it refers to;
    ``title`` is what it sets apart there as the title of that.
    """

    span: Span
    type: BlockType | None = None
    page: int | None = None
    path: str = ""
    link: Hyperlink | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a reader made a text from, by its name, media type and the SHA-256 of its bytes.

    ``reader`` names the reader with its version, and the library that it reads with.
    """

    file_name: str
    media_type: str
    sha256: str
    reader: str

    @property
    def spoken(self) -> bool:
        """Whether the format is one of what people say in turn: subtitles, chats.

        >>> Original("a.srt", "application/x-subrip", "", "subrip 1").spoken
        True
        """
        return bool({"webvtt", "subrip", "chat"} & self._readers)

    @property
    def posted(self) -> bool:
        """Whether the text is one that somebody sent or posted: a mail, a row of an export."""
        return bool({"mail", "mbox", "csv", "json", "xlsx", "ods"} & self._readers)

    @property
    def _readers(self) -> set[str]:
        """The names of the readers, without their versions."""
        return {words[0] for each in self.reader.split(";") if (words := each.split())}


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the corpus. ``name`` identifies it within the corpus, whatever it says.

    ``original`` and ``parts`` are there where a reader made the text; else the file itself is the text, in UTF-8.
    ``told_by`` says for a field of the metadata what told it: the manifest, a table, the document.
    """

    name: str
    text: str
    sha256: str
    metadata: Metadata
    original: Original | None = None
    parts: tuple[Part, ...] = ()
    told_by: tuple[tuple[str, str], ...] = ()
