"""How a text, a passage or a statement is cited: in words, and for reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from xpkg.export.bibliography import Work, bibtex, csl, date_parts, ris, work_of
from xpkg.iris import is_web_address
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.dates import readable
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.structured_data import script_json
from xpkg.vocab import DCTERMS

_LONGEST_QUOTE = 150
"""Characters of a text fragment, behind which only its beginning and end are named."""
_ENDS = 60
_ZOTERO_TYPES = {
    "article-newspaper": "newspaperArticle", "report": "report", "speech": "presentation", "legislation": "statute",
    "personal_communication": "letter", "dataset": "dataset", "hearing": "hearing", "webpage": "webpage",
    "entry-encyclopedia": "encyclopediaArticle",
}  # fmt: skip
"""The types of Zotero by those of CSL; what it has no type for is a document."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation. ``words`` are in the notes style of the Chicago manual, ``context`` is a COinS (OpenURL) string.

    ``permalink`` opens the passage, ``data`` is schema.org as JSON-LD, and ``meta`` are the names and contents of
    ``<meta>`` elements that reference managers read.
    """

    words: str
    permalink: str
    formats: tuple[tuple[str, str], ...]
    context: str
    data: str
    meta: tuple[tuple[str, str], ...]


def citation(reader: GraphReader, document: Thing, passage: str = "", quoted: str = "") -> Citation:
    """How ``document`` is cited, or its ``passage`` (an IRI) with the words ``quoted``."""
    reader.learn_names_of([document], DCTERMS.creator, DCTERMS.publisher)
    work = work_of(document, reader.name)
    place = place_in(passage)
    permalink = reader.site.absolute(passage or document.iri) + _fragment(quoted)
    plain = permalink.partition(":~:")[0]  # in print nobody reads the words of a passage in percent signs
    told = work
    if place:
        note = f"characters {place[1]}-{place[2]}: {' '.join(quoted.split())}"
        key = f"{work.key}-{place[1]}"
        told = replace(work, key=key, fields={"url": plain, **work.fields, "note": note})
    formats = (
        ("BibTeX", bibtex(told)),
        ("RIS", ris(told).replace("\r\n", "\n")),
        ("CSL-JSON", json.dumps([csl(told)], ensure_ascii=False, indent=1)),
    )
    words = _words(work, place, plain)
    return Citation(words, permalink, formats, _coins(work, plain), _schema(work, permalink), tuple(_meta(work)))


def _fragment(quoted: str) -> str:
    """The text fragment (``:~:text=``) by which a browser finds the words on the page."""
    words = " ".join(quoted.split())
    if not words:
        return ""
    if len(words) <= _LONGEST_QUOTE:
        return f":~:text={_escaped(words)}"
    start, end = words[:_ENDS].rsplit(" ", 1)[0], words[-_ENDS:].split(" ", 1)[-1]
    return f":~:text={_escaped(start)},{_escaped(end)}"


def _escaped(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")  # a hyphen is part of the fragment's own grammar


def _words(work: Work, place: tuple[str, int, int] | None, permalink: str) -> str:
    issued = readable(work.issued) if work.issued else ""
    where = gettext("characters %(first)s to %(last)s") % {"first": place[1], "last": place[2]} if place else ""
    address = work.fields.get("url", "") or permalink
    parts = [", ".join(work.creators), f"“{work.title}”", work.publisher, issued, where, address]
    return ", ".join(part for part in parts if part) + "."


def _coins(work: Work, permalink: str) -> str:
    """The work as a context object: articles and books in their own formats, all else with its type in Dublin Core."""
    if work.kind == "article-journal":
        told = [("rft.genre", "article"), ("rft.atitle", work.title), ("rft.jtitle", work.publisher)]
    elif work.kind == "book":
        told = [("rft.genre", "book"), ("rft.btitle", work.title), ("rft.pub", work.publisher)]
    else:  # the format of journals would make a journal's article of it
        within = "rft.source" if work.kind.startswith(("article", "entry")) else "rft.publisher"
        told = [("rft.type", _ZOTERO_TYPES.get(work.kind, "document")), ("rft.title", work.title)]
        told.append((within, work.publisher))
    form = {"article-journal": "journal", "book": "book"}.get(work.kind, "dc")
    maker = "rft.creator" if form == "dc" else "rft.au"
    url = work.fields.get("url", "")
    pairs = [
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"), *told,
        *((maker, each) for each in work.creators), ("rft.date", _day(work)),
        ("rft_id", url if is_web_address(url) else permalink),
        ("rft_id", f"info:doi/{work.fields['doi']}" if "doi" in work.fields else ""),
    ]  # fmt: skip
    return urlencode([(name, value) for name, value in pairs if value])


def _day(work: Work) -> str:
    parts = date_parts(work.issued)
    return "-".join(f"{number:02}" for number in parts[0]) if len(parts) == 1 else ""


def _meta(work: Work) -> list[tuple[str, str]]:
    """The tags of Highwire Press, which Zotero and Google Scholar read, and OpenGraph's."""
    pairs = [
        ("citation_title", work.title), *(("citation_author", maker) for maker in work.creators),
        ("citation_publication_date", _day(work).replace("-", "/")), ("citation_publisher", work.publisher),
        ("citation_doi", work.fields.get("doi", "")), ("citation_issn", work.fields.get("issn", "")),
    ]  # fmt: skip
    return [(name, value) for name, value in pairs if value]


_SCHEMA_TYPES = {"article-journal": "ScholarlyArticle", "article-newspaper": "NewsArticle", "book": "Book"}


def _schema(work: Work, permalink: str) -> str:
    """The work in schema.org's terms, as JSON that may stand in a script element."""
    data: Mapping[str, Any] = {
        "@context": "https://schema.org", "@type": _SCHEMA_TYPES.get(work.kind, "CreativeWork"), "@id": work.iri,
        "name": work.title, "author": [{"@type": "Thing", "name": maker} for maker in work.creators],
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else None,
        "datePublished": _day(work), "url": work.fields.get("url", "") or permalink.partition("#")[0],
    }  # fmt: skip
    kept = {name: value for name, value in data.items() if value}
    return script_json(kept)
