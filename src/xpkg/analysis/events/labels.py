"""Gives an event a short, neutral label in the words of the text."""

from __future__ import annotations

import re

from xpkg.analysis.events.event_cluster import EventCluster
from xpkg.analysis.events.eventualities import CERTAIN
from xpkg.analysis.events.triggers import Form
from xpkg.lexicon import closed_classes, event_types
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.event_triggers import ObjectKind, Trait

_UNDERGONE = event_types.having(event_types.Trait.UNDERGONE)
_PREPOSITION = alternation(closed_classes.having(closed_classes.Trait.PREPOSITION))
_GOES_ON = re.compile(rf" {_PREPOSITION}\b|$")
_BOUNDARY = re.compile(r"\b")


def label_of(whole: EventCluster) -> str:
    """Short, neutral, in the words of the text: "Release of 40 prisoners by Jane Doe in Ruritania (1987)". What did
    not happen, or may not have, says so first."""
    name = _name_of(whole)
    return name if whole.draft.factuality == CERTAIN else f"{whole.draft.factuality}: {name}"


def _name_of(whole: EventCluster) -> str:
    draft = whole.draft
    if draft.label:
        head = draft.label
        return head + _date(whole, head)
    row = draft.row
    agents, patients = _names(whole, "agent"), _names(whole, "patient")
    others, recipients = _names(whole, "participant"), _names(whole, "recipient")
    name = " ".join(row.words).capitalize() if row.form is Form.NOUN and row.words else row.label
    spans = [span for role, _, span, _ in whole.parts if role == "participant"]
    meeting = row.form is Form.NOUN and row.event_type == "meeting"
    if meeting and not agents and spans and max(spans) < whole.triggers[0]:
        name, others = draft.words, ""  # "Labour conference"
    words = [name if agents or patients or others or not draft.words else draft.words]
    if others and not (agents or patients) and row.form is Form.NOUN and row.event_type == "military-operation":
        words, others = [f"{others} {name.lower()}"], ""  # "Ruritania's invasion": by it or of it is not clear
    undergone = row.event_type in _UNDERGONE or (row.intransitive and row.event_type != "publication")
    if patients:
        words = [named_after(name, row.link or "of", patients)]
    elif row.event_type == "meeting" and others:
        between = "between" if " and " in others else "with"
        words += ["of" if agents else between, f"{agents} and {others}" if agents else others]
        agents, others = "", ""
    elif agents and undergone and row.link not in {"by", "in"}:
        words += ["of", agents]
        agents = ""
    if agents:
        words += ["by", agents]
    if others:
        through = row.link if row.complement and not patients else "from" if row.event_type == "education" else "with"
        words += [through, others]
    if recipients:
        words += ["by" if Trait.WON_BY_RECIPIENT in row.traits else "to", recipients]
    if whole.place_name and whole.place_name not in " ".join(words):
        visited = row.event_type == "visit" and row.form is Form.NOUN
        to_place = visited or (ObjectKind.TO_PLACE in row.objects and Trait.AT_PLACE not in row.traits)
        words += ["to" if to_place else "in", whole.place_name]
    head = " ".join(words)
    return head + _date(whole, head)


def named_after(name: str, link: str, patients: str) -> str:
    """A label's beginning; the type is not repeated where the name has it already.

    >>> named_after("Leak", "of", "papers"), named_after("Leak", "of", "“Huge leak of papers”")
    ('Leak of papers', 'Huge leak of papers')
    >>> named_after("Publication", "of", "publication by the port"), named_after("Speech", "of", "Speech Club")
    ('Publication by the port', 'Speech of Speech Club')
    """
    bare = patients.strip(' “”"')
    if _has(bare.lower(), name.lower()):
        return bare[:1].upper() + bare[1:]
    return f"{name} {link} {patients}"


def _has(words: str, own: str) -> bool:
    """Whether ``own`` stands in ``words`` before "of", or before any preposition or nothing more at their beginning."""
    if words.startswith(own) and _GOES_ON.match(words, len(own)):
        return True
    at = words.find(f"{own} of ")
    while at >= 0 and not _BOUNDARY.match(words, at):
        at = words.find(f"{own} of ", at + 1)
    return at >= 0


def _names(whole: EventCluster, role: str) -> str:
    names = list(dict.fromkeys(name for part, _, _, name in whole.parts if part == role and name))
    if len(names) > 3:
        return ", ".join(names[:3]) + " and others"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _date(whole: EventCluster, head: str) -> str:
    if whole.date is None or not whole.date.edtf:
        return ""
    date = (
        whole.date.edtf.strip("[]{}")
        .replace(",", " or ")
        .replace("~", "")
        .replace("/", " to ")
        .replace(" to ..", " on")
    )
    date = date.replace("X", "0s") if date.endswith("X") and date.count("X") == 1 else date
    return "" if date in head else f" ({date})"
