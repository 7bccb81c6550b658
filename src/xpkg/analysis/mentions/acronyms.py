"""Finds organizations by the form of one word: "PolitiFact", and acronyms in their context: "the DRX said"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import is_given
from xpkg.analysis.mentions.name_sentences import Found, Line
from xpkg.lexicon import body_verbs, name_particles, organizations, other_names, titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.reporting import personal_forms
from xpkg.model import Kind, MentionForm

_HONORIFICS = titles.forms_of_address()
_TITLES = titles.titles_before_names()
_SPEECH = personal_forms()
_LEADING = having(Trait.PARTICIPANT)
_NO_BODIES = other_names.having(other_names.Trait.NO_BODY)
_CAMEL = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]+[A-Za-z]*")
_CALLED = body_verbs.having(body_verbs.Trait.NAMES)
_BODIES = organizations.apposed_subtypes().keys()
_FAMILIES = tuple(sorted(name_particles.having(name_particles.Trait.PREFIX)))


def find_camels(line: Line) -> Iterator[Found]:
    """ "PolitiFact", "SolarCity": capitals inside a word are an organization's, where they are no family's
    ("MacDonald")."""
    for place, word in enumerate(line.words):
        text = word.text
        if _CAMEL.fullmatch(text) and not text.startswith(_FAMILIES) and word.gap.strip() in ("", ",", "(", "“"):
            before = line.words[place - 1].text if place else ""
            if before in _CALLED and line.words[max(0, place - 2)].text not in _BODIES:
                continue  # "a program called RustStop"
            if not (is_given(before) or before in _TITLES or before in _HONORIFICS):
                yield Found(place, place + 1, Kind.ORGANIZATION, MentionForm.NAME, "pattern:camel")


def find_acronyms(line: Line, gazetteer: Gazetteer) -> Iterator[Found]:
    """Capitals that nobody explains, where only an organization can stand: "DRX's offices", "of the DRX", "DRX
    said"."""
    words = line.words
    for place, word in enumerate(words):
        text = word.text
        letters = text.replace("-", "").replace(".", "")
        if not (3 <= len(letters) <= 8 and letters.isalpha() and text.isupper()) or text in _NO_BODIES:
            continue
        if gazetteer.bearers(text):
            continue
        before = words[place - 1] if place and word.gap == " " else None
        after = words[place + 1] if place + 1 < len(words) and words[place + 1].gap == " " else None
        if (before is not None and (before.shouted or before.capital)) or (after is not None and after.shouted):
            continue
        led = before is not None and (before.text.lower() == "the" or before.text in _LEADING)
        says = after is not None and after.text in _SPEECH
        if word.possessive or says or (led and (after is None or not after.capital)):
            yield Found(place, place + 1, Kind.ORGANIZATION, MentionForm.NAME, "pattern:acronym")
