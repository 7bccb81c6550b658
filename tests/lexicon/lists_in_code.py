"""Finds in the code the word lists that belong into the lexicon; run as a program, it writes down what is left.

A list is a set, tuple, list or the keys of a dict; a string that is split; an alternation of a regular expression or
of a pattern in a ``match`` statement. It belongs into the lexicon where it holds three or more words of one family:
words that share a trait in a table, verbs of saying in whatever form, nouns of saying, irregular pasts.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import xpkg
from xpkg import lexicon
from xpkg.lexicon.inflection import gerund, participles, pasts, third_person
from xpkg.lexicon.irregular_verbs import irregular_participles, irregular_pasts
from xpkg.lexicon.reporting import reporting_nouns, reporting_verbs

PACKAGE = Path(xpkg.__file__).parent
LEFT = Path(__file__).parent / "lists_left_in_code.txt"
ENOUGH = 3
_OPEN_CLASSES = {"nouns", "document_nouns", "event_types", "speaker_labels"}
"""Tables of common nouns, which are also names of kinds and fields in code."""
_APART = ("lexicon/", "cli/", "server/")
"""The tables themselves, and rooms that read no text: their words are names of commands, fields and links."""
_SPLITTERS = {"word_set"}
"""Functions of the package that split the string that they are given."""
_ALTERNATIVES = re.compile(r"[\w’'.&-]+(?:\|[\w’'.&-]+)+")
_BARE = (ast.Name, ast.expr_context, ast.operator, ast.cmpop, ast.boolop, ast.unaryop, ast.arg, ast.alias)
"""Nodes that hold no words, more than half of all."""
_OPTIONAL = re.compile(r"\(\?:([^()]*)\)\?")
_MARKS = re.compile(r"\w\?|\[['’]+\]|\\b|\\s[+*]?|\\w[+*]?|\\")


@cache
def families() -> Mapping[str, frozenset[str]]:
    """The words of each family, in lower case, by a name for messages."""
    found: dict[str, set[str]] = {
        "nouns of saying": {form for row in reporting_nouns() for form in (row.noun, row.noun + "s")},
        "irregular pasts": set(irregular_pasts() | irregular_participles()),
        "verbs of saying": {
            form
            for row in reporting_verbs()
            for form in (
                row.lemma,
                third_person(row.lemma),
                gerund(row.lemma),
                *pasts(row.lemma),
                *participles(row.lemma),
            )
        },
    }
    for path in sorted(Path(lexicon.__file__).parent.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        header, *rows = (line.split("\t") for line in lines)
        if "traits" in header and path.stem not in _OPEN_CLASSES:
            at = header.index("traits")
            for row in rows:
                for trait in row[at].split() or [""]:
                    found.setdefault(f"{path.stem}: {trait}", set()).add(row[0])
    return {name: frozenset(words | {word.replace("’", "'") for word in words}) for name, words in found.items()}


def lists_in(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Each list of words in a module: the name under which it stands (that of a constant or function) and its words."""
    yield from _lists(tree, "")


def _lists(node: ast.AST, name: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        name = node.name
    elif not name and isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        name = ast.unparse(target)
    if name == "__all__":
        return  # names of code
    words = _words(node)
    if len(words) >= ENOUGH:
        yield name, words
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for part in (_OPTIONAL.sub("", node.value), *_OPTIONAL.findall(node.value)):
            for match in _ALTERNATIVES.finditer(_MARKS.sub("", part)):
                yield name, match.group().split("|")
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _BARE):
            yield from _lists(child, name)


def _words(node: ast.AST) -> list[str]:
    match node:
        case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            return _strings(parts)
        case ast.Dict(keys=keys):
            return _strings([key for key in keys if key is not None])
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return text.split()
        case ast.Call(func=ast.Name(id=function), args=[ast.Constant(value=str(text))]) if function in _SPLITTERS:
            return text.split()
        case ast.MatchOr(patterns=patterns):
            return _strings([one.value for one in patterns if isinstance(one, ast.MatchValue)])
    return []


def _strings(nodes: list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@cache
def _families_by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in families().items():
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def family_of(words: list[str]) -> str:
    """The family of which ``words`` hold three or more, or ""."""
    own = {word.lower().replace("_", " ") for word in words}
    counts = Counter(name for word in own for name in _families_by_word().get(word, ()))
    return min((name for name, count in counts.items() if count >= ENOUGH), default="")


def found_lists() -> Mapping[tuple[str, str], list[str]]:
    """The lists that belong into the lexicon, by module and name; of each, its words and their family."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if place.startswith(_APART):
            continue
        for name, words in lists_in(ast.parse(path.read_text(encoding="utf-8"))):
            if family := family_of(words):
                found.setdefault((place, name), []).append(f"{' '.join(words[:8])} ({family})")
    return found


def left() -> Counter[tuple[str, str]]:
    """What the file of lists still to be moved allows: how many under each module and name."""
    rows = (line.split("\t") for line in LEFT.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return Counter({(place, name): int(count) for place, name, count in rows})


if __name__ == "__main__":
    rows = (f"{place}\t{name}\t{len(lists)}\n" for (place, name), lists in sorted(found_lists().items()))
    LEFT.write_text("# Word lists still to be moved into the lexicon: module, name, how many.\n" + "".join(rows))
