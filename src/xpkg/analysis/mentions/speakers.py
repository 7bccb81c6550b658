"""Finds the people of a transcript: those whom its labels name, and the words with which they speak of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.analysis.mentions.candidates import Sight
from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, is_given
from xpkg.analysis.mentions.name_sentences import Found
from xpkg.lexicon import name_particles, organizations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Mention, MentionForm, Span, Text

METHOD = "label"
"""Of a name in the label of a turn: a person, unless the label names the paper or the broadcaster that asks."""
_BODY = organizations.Trait
_BODIES = organizations.names_having(_BODY.NAME_FINAL, _BODY.LEGAL_FORM)
_SUFFIXES = name_particles.having(name_particles.Trait.SUFFIX)
_FIRST_PERSON = having(Trait.FIRST_PERSON)
_MOST_INITIALS = 4
_VOWELS = frozenset("AEIOUY")
_SCOTTISH = re.compile(r"Mc(?=[A-Z]{2})|MC(?=[A-Z]{2})")


def labelled(text: Text, sight: Sight, gazetteer: Gazetteer) -> list[Found] | None:
    """The name in the label that ``sight`` is; None where it is no label, empty where it has no name."""
    words = sight.line.words
    label = text.label_at(words[0].start)
    if label is None or words[-1].start >= label.span.end:
        return None
    if label.name is None:
        return []
    places = [at for at, word in enumerate(words) if label.name.start <= word.start < label.name.end]
    if not places:
        return []
    titled = label.name.start > label.words.start
    name = [written_small(words[at].text) for at in places]
    if not titled and _names_body(name, [words[at].text for at in places], gazetteer):
        return [Found(places[0], places[-1] + 1, Kind.ORGANIZATION, MentionForm.NAME, METHOD)]
    form = MentionForm.NAME if len(places) > 1 else MentionForm.SHORT
    return [Found(places[0], places[-1] + 1, Kind.PERSON, form, METHOD)]


def _names_body(name: Sequence[str], written: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a label is the name of a body: "HARBOUR NEWS", "BBC"; somebody with a given name is a person."""
    if len(name) > 1 and name[-1] in _BODIES and not is_given(name[0]):
        return True
    kinds = {
        gazetteer.authority.entries[each.entry].kind
        for words in (name, written)
        for each in gazetteer.bearers(" ".join(words))
    }
    return kinds == {Kind.ORGANIZATION}


def written_small(name: str) -> str:
    """A name in capitals as it is written in a sentence.

    >>> written_small("RUTH O’BRIEN"), written_small("J. R. McDONALD"), written_small("Ann Low")
    ('Ruth O’Brien', 'J. R. McDonald', 'Ann Low')
    """
    return " ".join(_small(word) for word in name.split(" "))


def is_initials(name: str) -> bool:
    """Whether the name in a label is only initials: no name that many have, short, or without a vowel.

    >>> [name for name in ("HZ", "TLC", "BW", "LI", "LOW", "Low", "KIM") if is_initials(name)]
    ['HZ', 'TLC', 'BW']
    """
    if not name.isalpha() or not name.isupper() or not 2 <= len(name) <= _MOST_INITIALS:
        return False
    known = name.capitalize() in family_names() or is_given(name.capitalize())
    return not known and (len(name) == 2 or not _VOWELS.intersection(name))


def _small(word: str) -> str:
    if (scottish := _SCOTTISH.match(word)) is not None:
        return "Mc" + word[scottish.end() :].capitalize()
    if word in _SUFFIXES or not word.isupper() or len(word.strip(".")) < 2 or "." in word[:-1]:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def find_first_persons(text: Text) -> Iterator[Mention]:
    """The forms of "I" in the turns of a transcript, outside the words that these quote."""
    for turn in text.turns:
        for span in turn.content:
            quoted = [each.span for each in text.quotations_over(span) if not each.span.contains(span)]
            for token in text.tokens_over(span):
                here = Span(token.start, token.end)
                if token.text.lower() not in _FIRST_PERSON or not span.contains(here):
                    continue
                if not any(each.contains(here) for each in quoted):
                    yield Mention(here, Kind.PERSON, MentionForm.PRONOUN, token.text.lower(), method="pronoun")


def names_of(founds: Sequence[Sequence[Found]], sights: Sequence[Sight]) -> tuple[frozenset[str], frozenset[str]]:
    """The names that labels give, as written in a sentence: full ones, and those by which somebody is called."""
    full, short = set(), set()
    for sight, several in zip(sights, founds, strict=True):
        for found in several:
            if found.method == METHOD and found.kind is Kind.PERSON:
                words = [written_small(word.text) for word in sight.line.words[found.first : found.last]]
                short.add(words[-1])
                if len(words) > 1:
                    full.add(" ".join(words))
    return frozenset(full), frozenset(short)
