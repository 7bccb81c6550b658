"""Where each page of a static site lies, and which addresses have one: links are relative, so a folder can be moved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from xpkg.server.pages import is_page
from xpkg.server.pages.addresses import ONTOLOGY, Site
from xpkg.vocab import NAMESPACES

UNLINKED = "about:unlinked"
"""The target of links that a site without a server has no file for. ``rewriting`` takes them out again."""
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; form-action 'self' "
    "file:; base-uri 'none'"
)
"""The security policy of the pages; ``file:`` is for those that are opened without a web server."""
_SAFE = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_LONGEST = 120
_TOGETHER = (
    {"speaker", "about"}, {"from", "to"}, {"sort", "down"}, {"example", "view"}, {"verdict", "of"},
)  # fmt: skip
"""Form fields that a kept page may have together; else it has one, as pages for all combinations have no end."""
_DOWNLOADS = ("csv", "json")
DATA = ".ttl"
_OTHER_DATA = (".jsonld", ".nt", ".rdf")
"""What only a server writes of a thing."""
_SECTIONS = {"speaker": "said", "about": "about"}
"""The section of a thing's page that begins the list of statements with it in this field."""
_SORTED_PAGES = 10


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its path and its form fields, in order of name."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of the form fields that narrow or sort."""
        return frozenset(name for name, _ in self.fields) - {"page"}

    @property
    def file(self) -> str:
        """Where the page lies in the folder of the site.

        >>> Address("people", (("page", "2"),)).file
        'people/page-2.html'
        >>> Address("id/person/ana-1").file, Address("").file, Address("id/person/ana-1.ttl").file
        ('id/person/ana-1.html', 'index.html', 'id/person/ana-1.ttl')
        """
        path = "/".join(_safe(part) for part in self.path.split("/"))
        if not self.fields:
            return path if path.endswith((DATA, ".css", ".svg", ".js")) else f"{path or 'index'}.html"
        values = dict(self.fields)
        if self.path == "sparql":
            return f"data/{_digest(values['query'])}.{values['format']}"
        words = "--".join(_safe(f"{name}-{_short(value)}" if len(value) < _LONGEST else name, value)
                          for name, value in self.fields)  # fmt: skip
        return f"{path or 'index'}/{_safe(words)}.html"


def _path_of(iri: str) -> str:
    return "id/" + iri.rsplit("/id/", 1)[-1]


def _short(value: str) -> str:
    return value.rsplit("/id/", 1)[-1].replace("/", "-") if "/id/" in value else value


def _safe(words: str, whole: str = "") -> str:
    """``words`` as the name of a file anywhere; with a digest where that loses something."""
    if not words or (_SAFE.fullmatch(words) and len(words) <= _LONGEST > len(whole) and ".." not in words):
        return words
    kept = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-")
    return f"{kept}-{_digest(words + whole)}" if kept else _digest(words + whole)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


@dataclass(slots=True)
class Plan:
    """What the site has. ``things`` are the paths of what has a page, ``sources`` those of the texts among them.

    ``pictured`` are those with pictures of their own: of one statement or two a picture tells nothing. ``queries``
    are the texts of the queries shown, with their names. ``wanted`` are the addresses that pages lead to, as met;
    ``missing`` are the paths of things that pages name and that have no page.
    """

    things: Collection[str]
    sources: Collection[str] = ()
    pictured: Collection[str] = ()
    queries: Mapping[str, str] = field(default_factory=dict)
    wanted: dict[Address, None] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def has(self, address: Address, here: Address) -> bool:
        """Whether the site has the page or file ``address``, to which ``here`` leads."""
        path, names = address.path, address.names
        plain = not here.names and not here.path.startswith("id/")
        if path == "sparql":
            values = dict(address.fields)
            shown = here.path == "query" or plain
            return shown and bool(values.get("query")) and values.get("format") in _DOWNLOADS
        if path.endswith(DATA):
            return not names and (path == "ontology.ttl" or path.removesuffix(DATA) in self.things)
        if path.startswith(("id/", "graph/")):
            if path not in self.things and not path.endswith(_OTHER_DATA):
                self.missing.add(path)
            return path in self.things and not names
        if not is_page(path) and path not in ("about", "graph.trig", "graph.ttl"):
            return False
        values = dict(address.fields)
        if path == "query" and "query" in names:
            return plain
        if names & {"at", "zoom", "names", "without", "new"}:
            return False
        if path in ("map", "timeline", "network") and "with" in names and _path_of(values["with"]) not in self.pictured:
            return False
        if names & {"sort", "down"} and int(values.get("page", "1")) > _SORTED_PAGES:
            return False
        if path == "search":
            return not names
        return len(names) <= 1 or names in _TOGETHER


@dataclass(frozen=True, slots=True)
class StaticSite(Site):
    """The site as the page ``here`` sees it; ``public_url`` is where it will stand on the web, or empty."""

    plan: Plan = field(default_factory=lambda: Plan(()))
    here: Address = Address("")

    @property
    def live(self) -> bool:
        """No server answers."""
        return False

    @property
    def policy(self) -> str:
        """What the page may load."""
        return POLICY

    def page(self, path: str, fields: Mapping[str, str | int | None] | None = None) -> str:
        """The relative address of the page's file, which is then wanted; UNLINKED where the site has none."""
        if path.startswith("static/") or path in ("graph.trig", "graph.ttl", "feed.atom"):
            return self._to(path)
        asked = sorted((name, str(value)) for name, value in (fields or {}).items() if value not in (None, ""))
        if path == "query" and (name := self.plan.queries.get(str((fields or {}).get("query", "")))):
            asked = [("example", name)]
        elif path == "statements" and len(asked) == 1 and (section := _SECTIONS.get(asked[0][0])):
            thing = _path_of(asked[0][1])
            if thing in self.plan.things and thing not in self.plan.sources and thing != self.here.path:
                return f"{self.page(thing)}#{section}"
        address = Address(path, tuple(asked))
        if not self.plan.has(address, self.here):
            return UNLINKED
        self.plan.wanted.setdefault(address)
        return self._to(address.file)

    def local(self, iri: str) -> str | None:
        """The relative address of a thing, graph, passage or term; None where the site has no page of it."""
        whole, _, fragment = iri.partition("#")
        anchor = f"#{quote(fragment, safe='=,-._~:/')}" if fragment else ""
        if iri == ONTOLOGY or iri.startswith(NAMESPACES["xpkg"]):
            return self.page("ontology") + anchor
        if not whole.startswith((f"{self.base}id/", f"{self.base}graph/")):
            return None
        found = self.page(whole.removeprefix(self.base))
        return None if found == UNLINKED else found + anchor

    def href(self, iri: str) -> str | None:
        """As for a server; what is under the base and has no page here is UNLINKED."""
        if (here := self.local(iri)) is not None:
            return here
        if iri.startswith((f"{self.base}id/", f"{self.base}graph/")):
            return UNLINKED
        return Site.href(self, iri)

    def data(self, iri: str, ending: str) -> str | None:
        """The file with what is said of ``iri`` as Turtle; UNLINKED for other formats."""
        if not iri.startswith(self.base):
            return UNLINKED
        return self.page(f"{iri.removeprefix(self.base).partition('#')[0]}.{ending}")

    def absolute(self, iri: str) -> str:
        """The address on the web of ``iri``, where the site was told its own; else the IRI."""
        here = self.local(iri) if self.public_url else None
        return self.public_url + here.removeprefix("../" * self._depth) if here else iri

    @property
    def _depth(self) -> int:
        return self.here.file.count("/")

    def _to(self, file: str) -> str:
        return "../" * self._depth + quote(file)
