"""Small texts with what their graphs must and must not say: `python tests/bench/truth.py [-v] [FOLDER]` counts.

The texts lie in ``tests/analysis/truth``. With ``-v`` each check that fails is shown.

A file holds cases of one kind. A case is ``=== NAME``, the text, ``---``, and a line a check: a key and its fields, set
off by `` | ``; a field ``*`` fits all; ``A // B`` is one or the other. See ``CHECKS``.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Triple

from xpkg.authority import load_authority
from xpkg.iris import DEFAULT_BASE, Iris
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.graphs import graph_of
from xpkg.resources import folder

FOLDER = Path(__file__).parents[1] / "analysis" / "truth"
Values = Mapping[str, tuple[str, ...]]
"""The values of one subject by the last part of each property."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its checks, each a key with its fields."""

    kind: str
    name: str
    text: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """What a text's graph says, by subject."""

    text: str
    subjects: Mapping[str, Values]

    def of_class(self, name: str) -> list[Values]:
        return [each for each in self.subjects.values() if name in each.get("type", ())]

    def labels(self, iris: tuple[str, ...]) -> tuple[str, ...]:
        """The names of what ``iris`` stand for."""
        return tuple(
            label for iri in iris if (it := self.subjects.get(iri)) for label in (it["label"] + it.get("altLabel", ()))
        )

    def denoted(self, words: str, which: int) -> tuple[str, ...]:
        """The names of what the occurrence number ``which`` (from 1) of ``words`` denotes."""
        start = [found.start() for found in re.finditer(rf"\b{re.escape(words)}(?!\w)", self.text)][which - 1]
        own = f"#char={start},{start + len(words)}"
        return tuple(
            label
            for iri, values in self.subjects.items()
            if iri.endswith(own)
            for label in self.labels(values.get("denotes", ()))
        )


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, rest = part.partition("\n")
        text, _, checks = rest.partition("\n---\n")
        lines = [line for line in checks.split("\n") if line.strip()]
        assert lines, f"{path.name}: {head} has no check"
        yield Case(path.stem, head.strip(), text.rstrip("\n") + "\n", tuple(lines))


def graph(text: str, authority: Authority) -> Graph:
    """The graph of ``text``."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph_of(Source("t", text, digest, Metadata("t", language="en")), authority, Iris(DEFAULT_BASE)):
        assert not isinstance(quad.subject, Triple)
        assert not isinstance(quad.object, Triple)
        value = quad.object.value
        name = re.split(r"[#/]", quad.predicate.value)[-1]
        found[quad.subject.value][name].append(re.split(r"[#/]", value)[-1] if name == "type" else value)
    return Graph(text, {iri: {key: tuple(each) for key, each in found[iri].items()} for iri in found})


def _plain(words: str) -> str:
    """``words`` without capitals, marks of quotation and other punctuation, and without a leading "that" or "to"."""
    words = re.sub(r"(?<=\w)-\n(?=\w)", "", words.replace("’", "'").lower())
    words = re.sub(r"[“”„«»‹›\"…,;:!?`]|(?<!\w)['‘]|'(?!\w)|\.(?!\w)", " ", words)
    return re.sub(r"^(that|to) ", "", " ".join(words.split()))


def _fits(field: str, values: tuple[str, ...], *, part: bool = False) -> bool:
    """Whether ``field`` is one of ``values``, or a part of one."""
    if field == "*":
        return True
    wanted = [_plain(each) for each in field.split("//")]
    found = [_plain(each) for each in values]
    return any(each in other if part else each == other for each in wanted for other in found)


def _speaks(graph: Graph, each: Values, field: str, *, part: bool = False) -> bool:
    """Whether ``field`` is who speaks: a name; in quotation marks the words of the text; "nobody" for no speaker."""
    own = each.get("speakerText", ())
    if field == "nobody":
        return not own and "speaker" not in each
    named = graph.labels(each.get("speaker", ()))
    for words in _alternatives(field):
        if words.startswith('"'):
            if _fits(_bare(words), tuple(map(_bare, own))):
                return True
        elif _fits(words, (*named, *own) if part else named, part=part):
            return True
    return False


def _alternatives(field: str) -> Iterator[str]:
    """The alternatives of ``field``; quotation marks around several are set around each."""
    inside = False
    for each in field.split("//"):
        words = each.strip()
        quoted = inside or words.startswith('"')
        inside = quoted and not words.endswith('"')
        yield '"' + words.strip('"') if quoted else words


def _bare(words: str) -> str:
    """``words`` without marks of quotation and a leading article."""
    return re.sub(r"(?i)^(the|an?) ", "", words.strip('"'))


def _act(each: Values, field: str) -> bool:
    return field == "*" or any(act.endswith(f"#act-{field}") for act in each.get("speechAct", ()))


SURE = 0.8
"""From what chance of being right on a statement counts as sure."""


def _says(
    graph: Graph, speaker: str, content: str, act: str = "*", *, negated: bool = False, surely: bool = False
) -> bool:
    return any(
        _speaks(graph, each, speaker)
        and (not surely or float(each["confidence"][0]) >= SURE)
        and _fits(content, each.get("content", ()))
        and _act(each, act)
        and ("true" in each.get("negated", ())) == negated
        for each in graph.of_class("Statement")
    )


def _says_not(graph: Graph, speaker: str, content: str = "*", act: str = "*") -> bool:
    return not any(
        _speaks(graph, each, speaker, part=True)
        and _fits(content, each.get("content", ()), part=True)
        and _act(each, act)
        and "negated" not in each
        for each in graph.of_class("Statement")
    )


def _entity(graph: Graph, kind: str, name: str) -> bool:
    return any(name in each.get("label", ()) + each.get("altLabel", ()) for each in graph.of_class(kind.capitalize()))


def _no_entity(graph: Graph, kind: str, part: str) -> bool:
    return not any(part in label for each in graph.of_class(kind.capitalize()) for label in each.get("label", ()))


def _denotes(graph: Graph, mention: str, *wanted: str) -> bool:
    words, _, which = mention.partition("@")
    found = graph.denoted(words.strip(), int(which or 1))
    return all(
        not found
        if each == "?"
        else each[1:] not in found
        if each.startswith("!")
        else not found or each[:-1] in found
        if each.endswith("?")
        else each in found
        for each in wanted
    )


def _happens(graph: Graph, kind: str, *roles: str) -> bool:
    return any(
        kind == "*" or any(each.endswith(f"#event-{kind}") for each in event.get("eventType", ()))
        for event in graph.of_class("Event")
        if all(_has(graph, event, role) for role in roles)
    )


def _has(graph: Graph, event: Values, role: str) -> bool:
    key, _, value = role.partition("=")
    if key in {"date", "label"}:
        return value in event.get(key, ())
    if key == "words":  # of somebody without a name
        return value in event.get("participantText", ())
    return value in graph.labels(event.get(key, ()))


def _holds(graph: Graph, holder: str, role: str, *rest: str) -> bool:
    return any(
        _fits(holder, graph.labels(each.get("holder", ()))) and _fits(role, each.get("role", ()), part=True)
        for each in graph.of_class("Position")
        if all(_tells(graph, each, field) for field in rest)
    )


def _tells(graph: Graph, position: Values, field: str) -> bool:
    """Whether a position has its organization or place by name, its start or end; "end=" is one without an end."""
    key, _, value = field.partition("=")
    found = position.get(key, ())
    return value in (found if key in {"start", "end", "former"} else graph.labels(found)) if value else not found


CHECKS: Mapping[str, Callable[..., bool]] = {
    "says": _says,  # SPEAKER | CONTENT [| ACT]: there is such a statement, which is not negated
    "says not": lambda graph, *fields: _says(graph, *fields, negated=True),  # there is one that is negated
    "sure": lambda graph, *fields: _says(graph, *fields, surely=True),  # there is one of which xpkg is sure
    "nobody says": _says_not,  # SPEAKER [| PART [| ACT]]: there is none, by whose name or words have the field
    "is": _entity,  # KIND | NAME
    "no": _no_entity,  # KIND | PART: there is none whose name has the part
    "denotes": _denotes,  # WORDS[@NUMBER] | NAME, !NAME (not that), NAME? (that or open), ? (open)
    "event": _happens,  # TYPE [| agent=NAME | patient=NAME | words=UNNAMED | date=EDTF …]
    "no event": lambda graph, *fields: not _happens(graph, *fields),
    "position": _holds,  # HOLDER | PART OF THE ROLE [| organization=NAME | end=EDTF | former= …]
    "no position": lambda graph, *fields: not _holds(graph, *fields),
    "creator": lambda graph, name: any(
        name in graph.labels(each.get("creator", ())) for each in graph.of_class("Document")
    ),
}


def failures(case: Case, authority: Authority) -> list[str]:
    """The checks of ``case`` that do not hold."""
    made = graph(case.text, authority)
    found = []
    for check in case.checks:
        key, _, rest = check.partition(": ")
        if not CHECKS[key](made, *(field.strip() for field in rest.split(" | "))):
            found.append(check)
    return found


def main(arguments: list[str]) -> int:
    """Prints the counts."""
    authority = load_authority(folder("data") / "authority")
    paths = [Path(each) for each in arguments if not each.startswith("-")] or [FOLDER]
    whole = texts = held = checks = 0
    for path in sorted(file for each in paths for file in ([each] if each.is_file() else each.glob("*.txt"))):
        own = [0, 0, 0, 0]
        for case in read_cases(path):
            failed = failures(case, authority)
            own = [
                own[0] + (not failed),
                own[1] + 1,
                own[2] + len(case.checks) - len(failed),
                own[3] + len(case.checks),
            ]
            if "-v" in arguments:
                for each in failed:
                    print(f"  {path.stem}/{case.name}: {each}")
        print(f"{path.stem:24} texts {own[0]:3} of {own[1]:3}   checks {own[2]:3} of {own[3]:3}")
        whole, texts, held, checks = whole + own[0], texts + own[1], held + own[2], checks + own[3]
    print(f"{'all':24} texts {whole:3} of {texts:3}   checks {held:3} of {checks:3}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
