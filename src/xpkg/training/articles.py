"""Reads articles with attributions in brat's standoff format, as PolNeAR has them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from xpkg.analysis.mentions import find_mentions
from xpkg.authority import load_authority
from xpkg.model import Mention, Metadata, Source, Text
from xpkg.resources import folder as shipped
from xpkg.text import parse


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution that people marked: (start, end) code points, ends exclusive."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions. ``fold`` is 0 to 4, a function of the name."""

    name: str
    text: Text
    golds: tuple[Gold, ...]
    fold: int
    mentions: tuple[Mention, ...] = ()


def read_articles(folder: Path) -> list[Article]:
    """The articles of ``folder``/text/NAME.txt with ``folder``/attributions/NAME.ann, in order of name."""
    articles = []
    authority = load_authority(shipped("data") / "authority")
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = folder / "attributions" / f"{path.stem}.ann"
        if annotations.exists():
            words = path.read_bytes().decode("utf-8")
            source = Source(path.stem, words, hashlib.sha256(words.encode()).hexdigest(), Metadata(""))
            fold = int(hashlib.sha256(path.stem.encode()).hexdigest(), 16) % 5
            golds = parse_annotations(annotations.read_text(encoding="utf-8"))
            text = parse(source)
            articles.append(Article(path.stem, text, golds, fold, find_mentions(text, authority)))
    return articles


def parse_annotations(lines: str) -> tuple[Gold, ...]:
    """The attributions of a brat file: ``T`` lines hold the spans, ``E`` lines tie them together."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in lines.split("\n"):
        if line.startswith("T"):
            key, info, _ = (*line.split("\t"), "", "")[:3]
            _, _, offsets = info.partition(" ")
            if offsets:
                spans[key] = [(int(a), int(b)) for a, b in (part.split() for part in offsets.split(";"))]
        elif line.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
            for part in line.split("\t", 1)[1].split(" ")[1:]:
                role, _, key = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in parts:
                    parts[role] += spans.get(key, [])
            if parts["content"]:
                found.append(Gold(tuple(parts["source"]), tuple(parts["cue"]), tuple(parts["content"])))
    return tuple(found)
