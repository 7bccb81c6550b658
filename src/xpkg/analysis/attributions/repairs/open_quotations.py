"""Follows a quotation that is left open at the end of its paragraph through the paragraphs that go on with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair
from xpkg.model import AttributionCandidate, Span, Text


def _follow(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    outcome = {}
    for at, candidate in enumerate(candidates):
        if not candidate.content:
            continue
        rest = tuple(_rest(text, candidate.content[-1]))
        if rest and not any(part.overlaps(span) for one in candidates for part in one.content for span in rest):
            outcome[at] = (replace(candidate, content=(*candidate.content, *rest)),)
    return outcome


def _rest(text: Text, last: Span) -> Iterator[Span]:
    """The quotations that open the paragraphs behind ``last``, as long as the one before is left open."""
    here = next((one for one in text.quotations_over(last) if one.span.end == last.end and not one.closed), None)
    sentence = text.sentence_at(last.start)
    if here is None or sentence is None:
        return
    place = sentence.block
    if text.blocks[place].span.end > here.span.end:
        return
    for block in text.blocks[place + 1 :]:
        opened = next((one for one in text.quotations_over(block.span) if one.span.start == block.span.start), None)
        if opened is None:
            return
        yield opened.span
        if opened.closed:
            return


OPEN_QUOTATIONS = (
    Repair(
        "add-rest-of-open-quotation",
        _follow,
        Example(
            "{Ann Low} [spoke at the pier:]\n\n<“We left in May.>\n\n“The dam was safe.”",
            "{Ann Low} [spoke at the pier:]\n\n<“We left in May.>\n\n<“The dam was safe.”>",
        ),
    ),
)
"""What goes on behind the paragraph in which it begins."""
