"""The texts of the sources of a store, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Store

from xpkg.vocab import XPKG


class StoredTexts(Mapping[str, str]):
    """The text of each source by its IRI, taken out of the store as it is asked for: a corpus is not held."""

    def __init__(self, database: Store) -> None:
        self._database = database
        self._last = ("", "")

    def __getitem__(self, source: str) -> str:
        if source != self._last[0]:
            found = self._database.quads_for_pattern(NamedNode(source), XPKG.text, None)
            text = next((quad.object.value for quad in found if isinstance(quad.object, Literal)), None)
            if text is None:
                raise KeyError(source)
            self._last = (source, text)
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        seen = {quad.subject.value for quad in self._database.quads_for_pattern(None, XPKG.text, None)
                if isinstance(quad.subject, NamedNode)}  # fmt: skip
        return iter(sorted(seen))

    def __len__(self) -> int:
        return sum(1 for _ in self)
