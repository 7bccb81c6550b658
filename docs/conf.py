"""Makes the documentation's site: ``sphinx-build -W docs public``, with the extra 'docs'.

Nothing is written twice. Its pages are the chapters of README, the guide for notebooks, the help of the commands, the
catalogue of questions, the ontology, and the notes on design that lie beside the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version as version_of
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from sphinx.application import Sphinx

from xpkg.catalogue import catalogue
from xpkg.resources import folder
from xpkg.vocab import OWL, RDF, RDFS, SKOS, XPKG

ROOT = Path(__file__).parent.parent
MADE = Path(__file__).parent / "made"
"""The pages that are made anew by each run."""

project = "xpkg"
author = "The authors of xpkg"
version = release = version_of("xpkg")
extensions = ["myst_parser", "sphinx_click", "sphinx.ext.autodoc"]
exclude_patterns = ["notebook.md", "made/start.md"]  # parts of other pages
html_theme = "furo"
html_title = "xpkg"
html_show_copyright = False
html_last_updated_fmt = None
html_copy_source = False
myst_heading_anchors = 3
suppress_warnings = [
    "myst.xref_missing", "myst.header",  # README names chapters of its own, which are pages here
    "misc.highlighting_failure",  # Pygments does not know all paths of SPARQL
]  # fmt: skip
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
pygments_style = "default"


def setup(app: Sphinx) -> None:
    """Makes the pages before Sphinx reads its sources."""
    MADE.mkdir(exist_ok=True)
    for name, text in pages():
        path = MADE / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def pages() -> Iterator[tuple[str, str]]:
    """Name and text of each page that is made."""
    chapters = dict(_chapters((ROOT / "README.md").read_text("utf-8")))
    start = chapters.pop("xpkg")
    yield "start", start.replace("docs/picture.png", "picture.png")
    five = "Your own texts in five minutes"
    commands = chapters.pop("Commands")
    own, _, rest = commands.partition("\n### ")
    parts = dict(_chapters("\n## " + rest.replace("\n### ", "\n## ")))
    yield "own_texts", f"# {five}\n{chapters.pop(five)}" + _parts(parts, "Files that are read", "Fetching", "Building")
    yield "commands", f"# Commands\n{own}\n{_CLICK}"
    python = parts.pop("In Python")
    yield "python", f"# In Python\n{python}\n{(ROOT / 'docs' / 'notebook.md').read_text('utf-8')}\n{_API}".replace(
        "\n# ", "\n## "
    )
    yield "questions", "\n".join(_questions())
    yield "ontology", "\n".join(_ontology())
    design = ROOT / "src" / "xpkg"
    yield "design", "# Design notes\n\n" + "\n".join(
        path.read_text("utf-8").replace("\n#", "\n##").replace("# ", "## ", 1)
        for path in (design / "GLOSSARY.md", design / "server" / "DIALECT.md", design / "server" / "THREATS.md")
    )
    chapters.pop("Glossary", None)
    rest_of = "".join(f"\n## {title}\n{text}" for title, text in parts.items() if title not in _OWN)
    yield "guide_more", "# Further commands and settings\n" + rest_of
    for title, text in chapters.items():
        yield "guide_" + re.sub(r"\W+", "_", title.lower()).strip("_"), f"# {title}\n" + text.replace("\n### ", "\n## ")


_OWN = ("Files that are read", "Fetching", "Building")
_CLICK = "```{click} xpkg.cli:main\n:prog: xpkg\n:nested: full\n```\n"
_API = "## Reference\n\n```{eval-rst}\n.. automodule:: xpkg.api\n   :members:\n```\n"


def _chapters(text: str) -> Iterator[tuple[str, str]]:
    """The chapters of a text by title; what stands before the first goes by the name of the program."""
    parts = re.split(r"(?m)^## (.+)\n", "\n" + text)
    yield "xpkg", parts[0]
    yield from zip(parts[1::2], parts[2::2], strict=True)


def _parts(parts: dict[str, str], *names: str) -> str:
    return "".join(f"\n## {name}\n{parts[name]}" for name in names)


def _questions() -> Iterator[str]:
    yield "# Questions\n\n`xpkg query NAME` asks them; `--set NAME=VALUE` chooses a value.\n"
    for each in catalogue():
        if each.kind == "question":
            yield f"## {each.title}\n\n`{each.name}`: {each.description}\n"
            yield from (f"- `--set {one.name}={one.default!r}`" for one in each.parameters)
            yield f"\n```sparql\n{each.text.strip()}\n```\n"


def _ontology() -> Iterator[str]:
    about: dict[NamedNode, dict[NamedNode, list[str]]] = {}
    for triple in parse(path=folder("ontology") / "xpkg.ttl", format=RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(XPKG.iri):
            value = triple.object.value if isinstance(triple.object, (NamedNode, Literal)) else ""
            about.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(value)
    yield f"# The ontology\n\nTerms of `{XPKG.iri}`.\n"
    for title, kinds in (("Classes", [OWL.Class]), ("Properties", [OWL.ObjectProperty, OWL.DatatypeProperty]),
                         ("Concepts", [SKOS.Concept])):  # fmt: skip
        yield f"## {title}\n"
        for node in sorted(about, key=str):
            said = about[node]
            if {kind.value for kind in kinds} & set(said.get(RDF.type, [])):
                words = said.get(RDFS.comment) or said.get(SKOS.definition) or said.get(SKOS.prefLabel) or [""]
                yield f"`xpkg:{node.value.removeprefix(XPKG.iri)}`\n: {words[0]}\n"
