"""What validation found, as a value, and as text, as a SHACL report in Turtle, and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from xpkg.validation.graph import Node, Term
from xpkg.vocab import NAMESPACES

SH = "http://www.w3.org/ns/shacl#"
_VALUE_LENGTH = 80  # of a value shown in a sentence


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong.

    ``focus`` is the node at fault, ``value`` what it has and should not have (None where something is missing).
    ``start`` and ``end`` are the characters of ``document`` in question (code points, end exclusive; None where no
    passage is known). ``component`` is the local name of the SHACL constraint component.
    """

    focus: Node
    path: NamedNode | None
    message: str
    shape: NamedNode
    value: Term | None = None
    document: NamedNode | None = None
    start: int | None = None
    end: int | None = None
    severity: str = "Violation"
    component: str = "SPARQLConstraintComponent"


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, in order of document and characters. ``titles`` names the documents for readers."""

    violations: tuple[Violation, ...] = ()
    titles: tuple[tuple[NamedNode, str], ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def order(violation: Violation) -> tuple[str, int, int, str, str, str, str, str]:
    """The key by which reports are sorted: document, characters, node, then what is wrong with it."""
    return (
        violation.document.value if violation.document else "",
        -1 if violation.start is None else violation.start,
        -1 if violation.end is None else violation.end,
        str(violation.focus),
        violation.shape.value,
        violation.path.value if violation.path else "",
        violation.component,
        str(violation.value),
    )


def merge(*reports: Report) -> Report:
    """One report of several, each violation once."""
    violations = {violation: None for report in reports for violation in report.violations}
    titles = {title: None for report in reports for title in report.titles}
    return Report(tuple(sorted(violations, key=order)), tuple(sorted(titles, key=lambda title: title[0].value)))


def compact(term: Term) -> str:
    """A term as a reader likes to see it: prefixed name, words in quotation marks, or the IRI."""
    if isinstance(term, NamedNode):
        for prefix, iri in NAMESPACES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
        return term.value
    if isinstance(term, Literal):
        words = term.value if len(term.value) <= _VALUE_LENGTH else term.value[: _VALUE_LENGTH - 1] + "…"
        return f"“{words}”"
    return "a blank node" if isinstance(term, BlankNode) else str(term)


def to_text(report: Report) -> str:
    """One line a violation: document, characters, sentence, value found, node. Empty when it conforms."""
    titles = dict(report.titles)
    lines: list[str] = []
    for violation in report.violations:
        where = "no document"
        if violation.document is not None:
            where = titles.get(violation.document, violation.document.value)
        if violation.start is not None and violation.end is not None:
            where += f", characters {violation.start}-{violation.end}"
        path = f" {compact(violation.path)}" if violation.path else ""
        found = "" if violation.value in (None, violation.focus) else f" Found: {compact(violation.value)}."
        lines.append(f"{where}: {violation.message}{found} [{compact(violation.focus)}{path}]\n")
    return "".join(lines)


def to_turtle(report: Report) -> str:
    """The report as a SHACL validation report; the characters in question as NIF offsets of each result."""
    conforms = "true" if report.conforms else "false"
    lines = [f"@prefix sh: <{SH}> .", f"@prefix nif: <{NAMESPACES['nif']}> .", ""]
    lines += ["[] a sh:ValidationReport ;", f"    sh:conforms {conforms}"]
    for violation in report.violations:
        lines[-1] += " ;"
        inside = [
            "a sh:ValidationResult",
            f"sh:resultSeverity sh:{violation.severity}",
            f"sh:focusNode {violation.focus}",
            f"sh:resultMessage {Literal(violation.message, language='en')}",
            f"sh:sourceShape {violation.shape}",
            f"sh:sourceConstraintComponent sh:{violation.component}",
        ]
        if violation.path:
            inside.append(f"sh:resultPath {violation.path}")
        if violation.value is not None:
            inside.append(f"sh:value {violation.value}")
        if violation.document:
            inside.append(f"nif:referenceContext {violation.document}")
        if violation.start is not None and violation.end is not None:
            inside.append(f"nif:beginIndex {violation.start} ; nif:endIndex {violation.end}")
        lines.append("    sh:result [\n        " + " ;\n        ".join(inside) + "\n    ]")
    return "\n".join(lines) + " .\n"


def to_json(report: Report) -> str:
    """The report as JSON: ``conforms`` and ``violations``, each with the fields of :class:`Violation`."""
    titles = dict(report.titles)
    found = [
        {
            "document": violation.document.value if violation.document else None,
            "title": titles.get(violation.document) if violation.document else None,
            "start": violation.start,
            "end": violation.end,
            "message": violation.message,
            "focus": _plain(violation.focus),
            "path": violation.path.value if violation.path else None,
            "value": None if violation.value is None else _plain(violation.value),
            "shape": violation.shape.value,
            "severity": violation.severity,
            "component": violation.component,
        }
        for violation in report.violations
    ]
    return json.dumps({"conforms": report.conforms, "violations": found}, ensure_ascii=False, indent=2) + "\n"


def _plain(term: Term) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)
