"""Addresses of pages: where the page of an IRI is on this site, and which other IRIs may be linked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from pyoxigraph import Literal

from xpkg.iris import DEFAULT_BASE
from xpkg.vocab import NAMESPACES

_PASSAGE = re.compile(r"#char=(\d{1,15}),(\d{1,15})\Z")
_SAFE = "/:@!$&'()*+,;=~-._%"
ONTOLOGY = NAMESPACES["xpkg"].rstrip("#")


@dataclass(frozen=True, slots=True)
class Site:
    """A site with the base IRI ``base`` of its graph, reached at ``public_url``.

    Addresses are absolute paths, so they are right behind any proxy that keeps the path.
    """

    base: str = DEFAULT_BASE
    public_url: str = "/"

    @property
    def live(self) -> bool:
        """Whether a server answers: forms can be sent, and everything is to be had in every format."""
        return True

    @property
    def root(self) -> str:
        """The path of the site; ends in ``/``."""
        path = urlsplit(self.public_url).path
        return quote(path if path.endswith("/") else path + "/", safe=_SAFE)

    def page(self, path: str, fields: Mapping[str, str | int | None] | None = None) -> str:
        """The address of the page ``path``, with those of ``fields`` that have a value."""
        asked = {name: value for name, value in (fields or {}).items() if value not in (None, "")}
        return self.root + quote(path, safe=_SAFE) + ("?" + urlencode(asked) if asked else "")

    def local(self, iri: str) -> str | None:
        """The path on this site of a thing or graph under the base, of a passage or of a term; None for others."""
        if iri == ONTOLOGY or iri.startswith(NAMESPACES["xpkg"]):
            term = iri.removeprefix(ONTOLOGY)
            return f"{self.root}ontology{quote(term, safe=_SAFE + '#')}"
        if not iri.startswith((f"{self.base}id/", f"{self.base}graph/")):
            return None
        path, _, fragment = iri.removeprefix(self.base).partition("#")
        return self.root + quote(path, safe=_SAFE) + (f"#{quote(fragment, safe=_SAFE)}" if fragment else "")

    def href(self, iri: str) -> str | None:
        """The target of a link to ``iri``: its page here, or the IRI itself if it is http(s); None: no link."""
        if (here := self.local(iri)) is not None:
            return here
        try:
            scheme = urlsplit(iri).scheme.lower()
        except ValueError:
            return None
        return iri if scheme in ("http", "https") else None

    def data(self, iri: str, ending: str) -> str | None:
        """The target of a link to ``iri`` as data, in the format of the file ``ending``."""
        return f"{self.href(iri)}.{ending}"

    def absolute(self, iri: str) -> str:
        """The address of ``iri`` on this site, with its host where that is known; else the IRI."""
        root = self.public_url
        here = self.local(iri) if root.startswith(("http://", "https://")) else None
        return root[: root.index("/", 8)] + here if here else iri

    def opened(self, iri: str) -> str:
        """``iri``, an expression of SPARQL for an IRI of the graph, as one for the address that opens it here."""
        root = self.public_url if self.public_url.startswith(("http://", "https://")) else self.base
        return f"CONCAT({Literal(root)}, STRAFTER({iri}, {Literal(self.base)}))"

    def kind(self, iri: str) -> str:
        """The kind of thing in the path of an IRI under the base, such as ``person``; empty for other IRIs."""
        path = iri.removeprefix(f"{self.base}id/") if iri.startswith(f"{self.base}id/") else ""
        return path.partition("/")[0] if "/" in path else ""

    def iri(self, path: str) -> str | None:
        """The IRI of the thing or graph whose page is ``path`` (without the root); None for other pages."""
        return self.base + path if re.fullmatch(r"(?:id/[a-z]+|graph)/[^\s<>\"{}|\\^`?#]+", path) else None


def place_in(iri: str) -> tuple[str, int, int] | None:
    """Source, start and end (code points) of a passage's IRI; None for other IRIs.

    >>> place_in("https://example.org/id/document/a#char=3,8")
    ('https://example.org/id/document/a', 3, 8)
    """
    found = _PASSAGE.search(iri)
    return (iri[: found.start()], int(found[1]), int(found[2])) if found else None
