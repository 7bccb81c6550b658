"""The pages of a store as files that need no server: made by the server's own pages, led by their own links."""

from __future__ import annotations

from xpkg.site.writing import Pages, write_site

__all__ = ["Pages", "write_site"]
