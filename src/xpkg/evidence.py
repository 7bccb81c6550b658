"""Cuts every passage again from its source and compares: nothing without evidence."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.errors import EvidenceError
from xpkg.vocab import NIF, XPKG

_READ = frozenset(
    term.value for term in (NIF.anchorOf, NIF.referenceContext, NIF.beginIndex, NIF.endIndex, XPKG.text)
)


def check_evidence(quads: Iterable[Quad]) -> int:
    """The number of passages in ``quads``, all right. Raises EvidenceError at the first whose text does not match."""
    values: dict[str, dict[str, str]] = {}
    for quad in quads:
        name = quad.predicate.value
        if name in _READ and isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
            values.setdefault(quad.subject.value, {})[name] = quad.object.value
    checked = 0
    for iri in sorted(values):
        passage = values[iri]
        if NIF.anchorOf.value not in passage:
            continue
        text = values.get(passage.get(NIF.referenceContext.value, ""), {}).get(XPKG.text.value)
        if text is None:
            raise EvidenceError(f"{iri}: the passage's source is not in the graph")
        start, end = int(passage[NIF.beginIndex.value]), int(passage[NIF.endIndex.value])
        if text[start:end] != passage[NIF.anchorOf.value] or not iri.endswith(f"#char={start},{end}"):
            raise EvidenceError(f"{iri}: characters {start} to {end} do not say {passage[NIF.anchorOf.value]!r}")
        checked += 1
    return checked
