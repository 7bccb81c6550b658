"""The links that sort a list, and the order that a list of statements or events is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.server.pages.addresses import Site

SortLink = tuple[str, str, bool]
"""The words of a link that sorts, its address, and whether the list is sorted so."""


def chosen(fields: Mapping[str, str], sorts: Mapping[str, str]) -> str:
    """The order that the form field ``sort`` asks for, one of ``sorts``; the list's own where it is none."""
    wanted = fields.get("sort", "")
    return wanted if wanted in sorts else ""


def links(site: Site, path: str, kept: Mapping[str, str], sorts: Mapping[str, str]) -> list[SortLink]:
    """A link for each of ``sorts`` to the list at ``path``, whose form has the fields ``kept``."""
    return [(words, site.page(path, {**kept, "sort": name}), name == kept["sort"]) for name, words in sorts.items()]
