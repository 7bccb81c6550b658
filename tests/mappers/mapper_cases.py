"""Reads a mapper case: a made-up text beside what an analysis is said to have found in it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from xpkg.analysis.events.event_sources import find_sources
from xpkg.authority import as_entity, load_authority
from xpkg.coreference import complete
from xpkg.model import (
    Analysis,
    Attribution,
    Author,
    Authority,
    Entity,
    Event,
    EventMethod,
    Gender,
    Identities,
    Kind,
    Mention,
    MentionForm,
    Metadata,
    Method,
    Mode,
    Participant,
    Position,
    Reference,
    Source,
    Span,
    SpeechAct,
    TimeExpression,
    Work,
)
from xpkg.text import parse

Table = dict[str, Any]


class Case:
    """``text.txt`` and ``analysis.toml`` of one folder. A span is written as its words, ``words#2`` the second time."""

    def __init__(self, folder: Path) -> None:
        text = (folder / "text.txt").read_text("utf-8")
        self.tables: Table = tomllib.loads((folder / "analysis.toml").read_text("utf-8"))
        metadata = Metadata(**{"title": "A made-up text", **self.tables.get("metadata", {})})
        self.words = text
        self.text = parse(Source(folder.name, text, hashlib.sha256(text.encode()).hexdigest(), metadata))
        self.authority = load_authority(folder) if list(folder.glob("*.tsv")) else Authority()

    def span(self, words: str) -> Span:
        """The span of ``words``. Raises ValueError when they do not stand so often in the text."""
        match = re.fullmatch(r"(?s)(.*?)(?:#(\d+))?", words)
        assert match is not None
        start = -1
        for _ in range(int(match[2] or 1)):
            start = self.words.index(match[1], start + 1)
        return Span(start, start + len(match[1]))

    def maybe(self, table: Table, key: str) -> Span | None:
        """The span at ``key``, if there is one."""
        return self.span(table[key]) if key in table else None

    def spans(self, table: Table, key: str) -> tuple[Span, ...]:
        """The spans at ``key``."""
        return tuple(self.span(words) for words in table.get(key, ()))

    def time(self, table: Table) -> TimeExpression | None:
        """The date of ``table``: words, EDTF, first and last day."""
        if "date" not in table:
            return None
        words, edtf, earliest, latest = table["date"]
        return TimeExpression(self.span(words), edtf, earliest or None, latest or None, bool(edtf))

    def analysis(self) -> Analysis:
        """What the case says was found."""
        mentions: list[Mention] = []
        entities: list[Entity] = []
        denotes: list[tuple[Span, int]] = []
        for index, table in enumerate(self.tables.get("entity", ())):
            kind = Kind(table["kind"])
            native = tuple((tag, name) for tag, name in table.get("native", ()))
            own = Entity(
                kind,
                table["label"],
                table.get("phrase", ""),
                aliases=tuple(table.get("aliases", ())),
                subtype=table.get("subtype", ""),
            )
            known = (each for each in map(as_entity, self.authority.entries) if each.label == own.label)
            entities.append(next(known, own))
            for form in MentionForm:
                for words in table.get(form.value, ()):
                    span = self.span(words)
                    name = span.cut(self.words)
                    introduced = native if span == self.span(table.get("introduced", words)) else ()
                    acronym = table.get("acronym", "")
                    mentions.append(Mention(span, kind, form, name, introduced, acronym, Gender.FEMININE, "made up"))
                    denotes.append((span, index))
            denotes += [(self.span(words), index) for words in table.get("phrases", ())]
        attributions = tuple(map(self.attribution, self.tables.get("attribution", ())))
        events = map(self.event, self.tables.get("event", ()))
        found = Analysis(
            self.text,
            mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
            references=tuple(map(self.reference, self.tables.get("reference", ()))),
            works=tuple(map(self.work, self.tables.get("work", ()))),
            attributions=attributions,
            positions=tuple(map(self.position, self.tables.get("position", ()))),
            events=tuple(
                replace(event, according_to=find_sources(event, attributions, self.words)) for event in events
            ),
            identities=Identities(tuple(entities), tuple(sorted(denotes))),
        )
        return complete(found, self.authority)

    def attribution(self, table: Table) -> Attribution:
        """An attribution."""
        return Attribution(
            self.maybe(table, "source"),
            self.spans(table, "cue"),
            self.spans(table, "content"),
            Mode(table["mode"]),
            SpeechAct(table["act"]),
            table.get("negated", False),
            Method.MODEL,
            table.get("confidence", 1.0),
            table.get("parent"),
            self.maybe(table, "addressee"),
            self.time(table),
        )

    def event(self, table: Table) -> Event:
        """An event."""
        parts = tuple(Participant(role, self.span(words)) for role, words in table.get("participants", ()))
        return Event(
            table["label"],
            table["type"],
            self.span(table["trigger"]),
            self.spans(table, "evidence"),
            self.time(table),
            self.maybe(table, "place"),
            parts,
            EventMethod.ACTIVE,
            table.get("confidence", 1.0),
        )

    def position(self, table: Table) -> Position:
        """A position."""
        return Position(
            self.span(table["holder"]),
            table["role"],
            self.span(table["evidence"]),
            self.span(table["role"]),
            self.maybe(table, "organization"),
            self.maybe(table, "place"),
            self.time(table),
            table.get("former", False),
        )

    def work(self, table: Table) -> Work:
        """A work."""
        return Work(
            table["label"],
            table["type"],
            self.spans(table, "mentions"),
            table.get("title", ""),
            table.get("extent", ""),
            self.time(table),
            self.spans(table, "creators"),
            table.get("part_of"),
            table.get("authority"),
        )

    def reference(self, table: Table) -> Reference:
        """A reference, found by its number among the blocks."""
        (block,) = (block for block in self.text.blocks if block.number == table["number"])
        rest = {key: table[key] for key in ("issued", "retrieved", "doi", "issn", "volume", "url") if key in table}
        return Reference(
            table["number"],
            block.span,
            table["title"],
            self.span(table["title"]),
            authors=tuple(
                Author(name, self.span(words), Kind(kind), tag, kind == "group")
                for name, words, kind, tag in table.get("authors", ())
            ),
            container=table.get("container", "").split("#")[0],
            container_span=self.maybe(table, "container"),
            publisher=table.get("publisher", ""),
            publisher_span=self.maybe(table, "publisher"),
            **rest,
        )
