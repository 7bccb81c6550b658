"""The text of a source with its blocks, and the sentences around a passage of it, found as in a build."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from xpkg.model import Block, Span
from xpkg.text.quotations import find_quotations
from xpkg.text.sentences import find_sentences


@dataclass(slots=True)
class SourceText:
    """The text of a source with its blocks in order. Its sentences are found on demand, as in the build."""

    text: str
    blocks: tuple[Block, ...]
    _sentences: dict[int, tuple[Span, ...]] = field(default_factory=dict)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentences that contain the characters ``start`` to ``end`` (code points, exclusive)."""
        first, last = self._sentence(start), self._sentence(end - 1)
        return min(start, first.start) if first else start, max(end, last.end) if last else end

    def _sentence(self, at: int) -> Span | None:
        index = bisect_right(self.blocks, at, key=lambda block: block.span.start) - 1
        if index < 0:
            return None
        if index not in self._sentences:
            block = self.blocks[index]
            # The next block shows whether a quotation that is not closed here continues there.
            quotations = find_quotations(self.text, self.blocks[index : index + 2])
            self._sentences[index] = tuple(each.span for each in find_sentences(self.text, (block,), quotations))
        sentences = self._sentences[index]
        place = bisect_right(sentences, at, key=lambda span: span.start) - 1
        return sentences[place] if place >= 0 else None
