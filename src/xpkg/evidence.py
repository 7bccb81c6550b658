"""Cuts every passage again from its source and compares: nothing without evidence."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.errors import EvidenceError
from xpkg.vocab import NIF, XPKG

_WORDS, _SOURCE, _START, _END, _TEXT = (
    term.value for term in (NIF.anchorOf, NIF.referenceContext, NIF.beginIndex, NIF.endIndex, XPKG.text)
)
_READ = {NamedNode(name): name for name in (_WORDS, _SOURCE, _START, _END, _TEXT)}


def check_evidence(quads: Iterable[Quad]) -> int:
    """The number of passages in ``quads``, all right. Raises EvidenceError at the first whose text does not match."""
    values: dict[str, dict[str, str]] = {}
    for subject, predicate, term, _ in quads:
        name = _READ.get(predicate)
        if name is not None and isinstance(subject, NamedNode) and isinstance(term, (NamedNode, Literal)):
            values.setdefault(subject.value, {})[name] = term.value
    checked = 0
    for iri in sorted(values):
        passage = values[iri]
        if _WORDS not in passage:
            continue
        text = values.get(passage.get(_SOURCE, ""), {}).get(_TEXT)
        if text is None:
            raise EvidenceError(f"{iri}: the passage's source is not in the graph")
        start, end = int(passage[_START]), int(passage[_END])
        if text[start:end] != passage[_WORDS] or not iri.endswith(f"#char={start},{end}"):
            raise EvidenceError(f"{iri}: characters {start} to {end} do not say {passage[_WORDS]!r}")
        checked += 1
    return checked
