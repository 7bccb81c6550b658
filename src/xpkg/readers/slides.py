"""Reads slides (PowerPoint, OpenDocument): each slide is a page with its title, lines, tables and notes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Given, Piece, Reader
from xpkg.readers.word_processing import Elements, Walk, property_facts

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_MAIN = b"ppt/presentation.xml"
_MIME = b"mimetypeapplication/vnd.oasis.opendocument.presentation"
_PPTX = Elements(
    paragraphs=frozenset({"p"}), table="tbl", row="tr", cell="tc", text="t",
    gone=frozenset({"fld", "Fallback", "rPr", "pPr", "tblPr", "aside"}), letters={"br": " ", "tab": " "},
)  # fmt: skip
_ODP = Elements(
    paragraphs=frozenset({"p", "h"}), table="table", row="table-row", cell="table-cell",
    gone=frozenset({"annotation", "page-number", "date", "time", "footer", "header", "aside"}),
    letters={"s": " ", "tab": " ", "line-break": " "},
)  # fmt: skip
_TITLES = frozenset({"title", "ctrTitle"})
_ASIDE = frozenset({"dt", "ftr", "sldNum", "sldImg", "hdr", "date-time", "footer", "page-number", "header", "page"})
"""Places of a slide for what all slides have."""
_PROPERTIES = {"title": "title", "creator": "creators", "initial-creator": "creators", "created": "issued",
               "creation-date": "issued", "language": "language"}  # fmt: skip


def _read_pptx(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml(_MAIN.decode())
    if tree is None:
        return
    targets = _targets(package, _MAIN.decode())
    pieces: list[Piece] = []
    identifiers = (each.get(f"{_R}id", "") for each in tree.iter() if local(each) == "sldId")
    for page, part in enumerate((targets.get(each, "") for each in identifiers), start=1):
        slide = package.xml(part) if part else None
        if slide is None:
            continue
        notes = next((each for each in _targets(package, part).values() if "notesSlide" in each), "")
        pieces += _slide(slide, _PPTX, page, _pptx_place)
        if notes and (told := package.xml(notes)) is not None:
            pieces += _slide(told, _PPTX, page, _pptx_place)
    if pieces:
        yield Document(_with_title(pieces), tuple(property_facts(package.xml("docProps/core.xml"), _PROPERTIES)))


def _targets(package: Package, part: str) -> dict[str, str]:
    """The parts to which the relations of a part lead, by their ids."""
    folder, name = posixpath.split(part)
    tree = package.xml(f"{folder}/_rels/{name}.rels")
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/")
        for each in (tree if tree is not None else ())
    }


def _read_odp(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml("content.xml")
    slides = [each for each in tree.iter() if local(each) == "page"] if tree is not None else []
    pieces = [piece for page, slide in enumerate(slides, start=1) for piece in _slide(slide, _ODP, page, _odp_place)]
    if pieces:
        yield Document(_with_title(pieces), tuple(property_facts(package.xml("meta.xml"), _PROPERTIES)))


def _slide(slide: Any, elements: Elements, page: int, place_of: Any) -> Iterator[Piece]:
    for shape in [*slide.iter()]:
        if place_of(shape) in _ASIDE:
            shape.tag = "aside"

    def type_of(paragraph: Any) -> BlockType | None:
        places = {place_of(each) for each in paragraph.iterancestors()}
        return BlockType.HEADING if places & _TITLES else None

    for piece in Walk(elements, type_of, _no_note).pieces(slide):
        yield replace(piece, page=page)


def _no_note(element: Any) -> tuple[str, Iterable[Any]]:
    return "", ()


def _pptx_place(element: Any) -> str:
    """What the place of a shape on a slide is for: a title, a page number."""
    if local(element) not in ("sp", "pic"):
        return ""
    return next((each.get("type", "body") for each in element.iter() if local(each) == "ph"), "")


def _odp_place(element: Any) -> str:
    return element.get(f"{_PRESENTATION}class", "") if local(element) in ("frame", "page-thumbnail") else ""


def _with_title(pieces: list[Piece]) -> tuple[Piece, ...]:
    """``pieces``, the title of the first slide being that of all."""
    first = pieces[0]
    return (replace(first, type=BlockType.TITLE) if first.type is BlockType.HEADING else first, *pieces[1:])


PPTX = Reader("pptx", 1, "application/vnd.openxmlformats-officedocument.presentationml.presentation", (".pptx",),
              lambda data, name: holds(data, _MAIN), _read_pptx, "lxml")  # fmt: skip
ODP = Reader("odp", 1, "application/vnd.oasis.opendocument.presentation", (".odp",),
             lambda data, name: holds(data[:200], _MIME), _read_odp, "lxml")  # fmt: skip
