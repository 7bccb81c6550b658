"""Keeps what is written as XML well-formed, where the engine's writers do not; what XML cannot hold is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import IO, cast
from xml.parsers import expat

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from xpkg.errors import FormatError

# XML 1.0, production 2: no other control character than tab, line feed and carriage return, no U+FFFE, no U+FFFF.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_WIDEST = 2  # bytes of a forbidden character that may still lack its end
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ANY = NamedNode("https://example.org/")


class XmlStream:
    """A binary file for the engine to write XML to; what comes out is well-formed.

    A carriage return becomes a character reference, since readers take a raw one for a line feed. ``write`` raises
    FormatError at a character that XML 1.0 has no way to write; nothing is replaced or left out.
    """

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._before = output, b""

    @property
    def file(self) -> IO[bytes]:
        """The stream as the engine takes it: it calls ``write`` and ``flush`` alone."""
        return cast("IO[bytes]", self)

    def write(self, data: bytes) -> int:
        """Pass ``data`` on."""
        data = bytes(data)
        if found := _FORBIDDEN.search(self._before + data):
            raise FormatError(f"XML cannot hold the character U+{ord(found[0].decode()):04X}")
        self._before = (self._before + data)[-_WIDEST:]
        # In the engine's XML a carriage return stands nowhere but in the text of a literal.
        self._output.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Nothing: the engine calls it."""


def write_rdf_xml(triples: Iterable[Triple], output: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Writes ``triples`` as RDF/XML. Raises FormatError when that cannot hold them; part may be written by then."""
    try:
        serialize(_named(triples), XmlStream(output).file, format=RdfFormat.RDF_XML, prefixes=dict(prefixes))
    except FormatError as error:
        raise FormatError(f"{error}; use turtle, ntriples or jsonld") from None


def _named(triples: Iterable[Triple]) -> Iterator[Triple]:
    """``triples``, those held back whose property or class the engine would write as no XML name."""
    for triple in triples:
        if not _has_name(triple.predicate):
            raise FormatError(f"RDF/XML has no name for the property {triple.predicate}")
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode) and not _has_name(triple.object, True):
            raise FormatError(f"the engine's RDF/XML has no name for the class {triple.object}")
        yield triple


@lru_cache(maxsize=4096)
def _has_name(term: NamedNode, is_class: bool = False) -> bool:
    """Whether an XML parser finds ``term`` in what the engine writes for it.

    It does not where no end of the IRI is an XML name (``…/2020``). Nor does it where the name is one only since the
    fifth edition of XML 1.0, which not all parsers follow.
    """
    triple = Triple(_ANY, _TYPE, term) if is_class else Triple(_ANY, term, Literal(""))
    names: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: names.extend((name, *attributes.values()))
    try:
        parser.Parse(serialize([triple], format=RdfFormat.RDF_XML) or b"", True)
    except (expat.ExpatError, OSError):
        return False
    return term.value in (name.replace(" ", "") for name in names)
