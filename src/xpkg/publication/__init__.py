"""Publishes the graphs of a store in another store, which speaks the Graph Store Protocol.

client    puts and deletes one graph over HTTP
record    remembers which state of each graph an address has
sending   sends what has changed
"""

from __future__ import annotations

from xpkg.publication.client import Credentials, GraphStore
from xpkg.publication.sending import Published, publish

__all__ = ["Credentials", "GraphStore", "Published", "publish"]
