"""Writes the sources and the works that they cite for reference managers: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

from pyoxigraph import NamedNode

from xpkg.export.records import Records
from xpkg.vocab import BIBO, CITO, DCTERMS, SCHEMA, XPKG

_PARTS = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_PARTS_OF = ("article", "entry")
"""What appears in something larger, which its publisher names."""
_SEASONS = range(21, 25)  # of EDTF, spring to winter
_TEX = {character: "\\" + character for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"
}  # fmt: skip
_CSL_TYPES = {
    "document-book": "book", "document-report": "report", "document-study": "report", "document-speech": "speech",
    "document-law": "legislation", "document-letter": "personal_communication", "document-dataset": "dataset",
    "document-agreement": "treaty", "document-testimony": "hearing",
}  # fmt: skip
"""The types of CSL by the concepts of ``xpkg:DocumentTypes``."""
_BIBTEX_TYPES = {"article-journal": "article", "article-newspaper": "article", "book": "book", "report": "techreport"}
_RIS_TYPES = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "book": "BOOK", "report": "RPRT", "hearing": "HEAR",
    "entry-encyclopedia": "ENCYC", "legislation": "STAT", "personal_communication": "PCOMM",
    "dataset": "DATA", "webpage": "ELEC",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """What a reference says. ``kind`` is its type in CSL; ``creators`` and ``publisher`` are names as they stand."""

    iri: str
    key: str
    kind: str
    title: str
    creators: tuple[str, ...]
    publisher: str
    issued: str
    fields: dict[str, str]


def works(records: Records) -> Iterator[Work]:
    """The sources, then what they cite, each once, by IRI."""
    cited: set[str] = set()
    for source in records.sources:
        record = records.record(source.iri)
        cited.update(record.all(CITO.cites))
        yield work_of(record, records.name)
    for iri in sorted(cited - {source.iri for source in records.sources}):
        yield work_of(records.record(iri), records.name)


class Described(Protocol):
    """A document with the values of its properties, as ``Record`` has them."""

    @property
    def iri(self) -> str:
        """Its IRI."""

    def all(self, term: NamedNode, /) -> Sequence[str]:
        """The values of ``term``."""

    def one(self, term: NamedNode, /) -> str:
        """The first of them; empty where there is none."""


def work_of(record: Described, name: Callable[[str], str]) -> Work:
    """The reference of one document; ``name`` gives the names of its makers by their IRIs."""
    fields = {
        field: record.one(term)
        for field, term in (
            ("url", SCHEMA.url), ("doi", BIBO.doi), ("isbn", BIBO.isbn), ("issn", BIBO.issn),
            ("volume", BIBO.volume), ("issue", BIBO.issue), ("pages", BIBO.pages),
        )
    }  # fmt: skip
    fields = {field: value for field, value in fields.items() if value}
    types = [iri.rpartition("#")[2] for iri in record.all(XPKG.documentType)]
    publisher = next(map(name, record.all(DCTERMS.publisher)), "")
    return Work(
        record.iri,
        record.iri.rpartition("/")[2],
        _kind(record.one(DCTERMS.type), types, fields, publisher),
        record.one(DCTERMS.title) or name(record.iri),
        tuple(map(name, record.all(DCTERMS.creator))),
        publisher,
        record.one(DCTERMS.issued),
        fields,
    )


def _kind(genre: str, types: list[str], fields: dict[str, str], publisher: str) -> str:
    if "encyclop" in genre:  # as the manifest says of a source, in its user's words
        return "entry-encyclopedia"
    if "isbn" in fields:
        return "book"
    if known := [_CSL_TYPES[each] for each in types if each in _CSL_TYPES]:
        return known[0]
    if "doi" in fields or "volume" in fields:
        return "article-journal"
    if publisher and ("issn" in fields or {"document-article", "document-source"} & {*types}):
        return "article-newspaper"
    return "webpage" if "url" in fields else "document"


def date_parts(edtf: str) -> list[list[int]]:
    """The date or the two dates of an interval as CSL has them; empty where CSL cannot say it.

    >>> date_parts("2019-11-16"), date_parts("2019-11/2020"), date_parts("2019-11~")
    ([[2019, 11, 16]], [[2019, 11], [2020]], [])
    """
    found = [_PARTS.match(part) for part in edtf.split("/")]
    if not all(found):
        return []
    dates = [[int(number) for number in each.groups() if number] for each in found if each]
    return [] if any(len(date) > 1 and date[1] in _SEASONS for date in dates) else dates


def csl(work: Work) -> dict[str, Any]:
    """The work as a CSL-JSON item. Names are literal: nothing tells which part of them is the family's."""
    item: dict[str, Any] = {"id": work.key, "type": work.kind, "title": work.title}
    if work.creators:
        item["author"] = [{"literal": name} for name in work.creators]
    if work.publisher:
        item["container-title" if work.kind.startswith(_PARTS_OF) else "publisher"] = work.publisher
    if work.issued:
        parts = date_parts(work.issued)
        item["issued"] = {"date-parts": parts} if parts else {"literal": work.issued}
    called = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pages": "page"}
    return item | {called.get(name, name): value for name, value in work.fields.items()}


def bibtex(work: Work) -> str:
    """The work as a BibTeX entry in UTF-8; names and titles are kept as they stand by braces."""
    parts = date_parts(work.issued)
    date = parts[0] if len(parts) == 1 else []
    holder = "journal" if work.kind.startswith("article") else "publisher"
    if _BIBTEX_TYPES.get(work.kind) == "techreport":
        holder = "institution"
    fields = {
        "title": f"{{{_tex(work.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.creators),
        holder: _tex(work.publisher),
        "date": _tex(work.issued),  # EDTF, which biblatex reads; BibTeX reads the next three
        "year": str(date[0]) if date else "",
        "month": str(date[1]) if date[1:] else "",
        "day": str(date[2]) if date[2:] else "",
        **{("number" if name == "issue" else name): _tex(value) for name, value in work.fields.items()},
    }
    for name in ("url", "doi"):
        if name in work.fields:
            fields[name] = work.fields[name].replace("{", "%7B").replace("}", "%7D")
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX_TYPES.get(work.kind, 'misc')}{{{work.key},\n{lines}}}\n"


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in " ".join(words.split()))


def ris(work: Work) -> str:
    """The work as a RIS record."""
    parts = date_parts(work.issued)
    date = parts[0] if len(parts) == 1 else []
    lines = [("TY", _RIS_TYPES.get(work.kind, "GEN")), ("ID", work.key), ("TI", work.title)]
    lines += [("AU", name) for name in work.creators]
    if date:
        lines += [("PY", f"{date[0]}"), ("DA", "/".join(f"{number:02}" for number in date))]
    elif work.issued:
        lines += [("DA", f"///{work.issued}")]  # the fourth part is free text
    lines.append(("T2" if work.kind.startswith(_PARTS_OF) else "PB", work.publisher))
    tags = {"note": "N1", "url": "UR", "doi": "DO", "isbn": "SN", "issn": "SN", "volume": "VL", "issue": "IS",
            "pages": "SP"}  # fmt: skip
    lines += [(tags[name], value) for name, value in work.fields.items()]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def write_csl(records: Records, output: IO[bytes]) -> None:
    """A JSON array of CSL items, one a line."""
    for number, work in enumerate(works(records)):
        output.write(b",\n" if number else b"[\n")
        output.write(json.dumps(csl(work), ensure_ascii=False).encode())
    output.write(b"\n]\n" if records.sources else b"[]\n")


def write_bibtex(records: Records, output: IO[bytes]) -> None:
    """A BibTeX file in UTF-8."""
    _write(bibtex, records, output, "\n")


def write_ris(records: Records, output: IO[bytes]) -> None:
    """A RIS file in UTF-8."""
    _write(ris, records, output, "\r\n")


def _write(entry: Callable[[Work], str], records: Records, output: IO[bytes], between: str) -> None:
    for number, work in enumerate(works(records)):
        output.write(((between if number else "") + entry(work)).encode())
