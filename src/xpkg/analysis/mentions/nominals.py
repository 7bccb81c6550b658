"""Finds pronouns and nouns with "the" that can stand for something named elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xpkg.analysis.mentions.name_sentences import Line
from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import noun_kinds, occupations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts
from xpkg.lexicon.reporting import Frame, finite_forms, personal_forms
from xpkg.model import Gender, Kind, Mention, MentionForm, Span

_SPEECH = personal_forms()

_NOMINALS = noun_kinds.kinds()

_DETERMINERS = having(Trait.DEMONSTRATIVE) | {"the"}
_PRONOUNS: Mapping[str, tuple[Kind, Gender | None]] = {
    **dict.fromkeys(having(Trait.MASCULINE), (Kind.PERSON, Gender.MASCULINE)),
    **dict.fromkeys(having(Trait.FEMININE), (Kind.PERSON, Gender.FEMININE)),
    **dict.fromkeys(having(Trait.NEUTER), (Kind.ORGANIZATION, None)),
    **dict.fromkeys(having(Trait.THIRD_PERSON_PLURAL), (Kind.GROUP, None)),
}
"""Pronouns with the kind and gender of what they mostly stand for."""
_OF_OTHERS = having(Trait.LOCATIVE, Trait.ROLE_COMPLEMENT)
_NEXT = irregular_pasts() | finite_forms(Frame.INFINITIVE) | {"today", "yesterday"} | having(
    Trait.BE, Trait.COORDINATOR, Trait.DO, Trait.HAVE, Trait.MODAL, Trait.NEGATOR, Trait.PREPOSITION,
    Trait.REFLEXIVE_PRONOUN, Trait.RELATIVE_PRONOUN, Trait.SUBORDINATOR, Trait.VERB_GROUP_ADVERB, Trait.WH_WORD,
)  # fmt: skip
"""What may follow a noun that is no mere modifier."""
_OFFICES = occupations.titles_having(occupations.Trait.CAPITALIZED_ALONE)
"""Offices that many write with a capital though no name follows: "the President", "the Prime Minister"."""


def _noun_kind(words: Sequence[Word], place: int) -> Kind | None:
    """What the noun at ``place`` can stand for; an office in capitals only where no further capital follows."""
    text = words[place].text
    if text not in _OFFICES:
        return _NOMINALS.get(text)
    after = words[place + 1 : place + 2]
    return None if after and after[0].capital and after[0].gap.strip() in ("", ".") else Kind.PERSON


_GENDERS = occupations.genders()


def find_nouns(line: Line) -> Iterator[Mention]:
    """The pronouns and nominals of ``line``, without regard to what they stand for."""
    words = line.words
    if line.shouted:
        return
    for place, word in enumerate(words):
        lower = word.text.lower() if word.text.isascii() and not word.shouted else word.text
        if lower in _PRONOUNS:
            kind, gender = _PRONOUNS[lower]
            yield Mention(Span(word.start, word.end), kind, MentionForm.PRONOUN, lower, gender=gender, method="pronoun")
        elif word.text.lower() in _DETERMINERS and place + 1 < len(words):
            yield from _nominal(line, place + 1)


def _modified(words: Sequence[Word], place: int) -> bool:
    """Whether two modifiers before a person's noun begin at ``place``: "Republican presidential candidate"."""
    if place + 2 >= len(words) or words[place + 2].gap != " ":
        return False
    first, second = words[place], words[place + 1]
    blocked = first.possessive or second.possessive or first.text in _NEXT or second.text in _NEXT
    known = first.text in _NOMINALS or second.text in _NOMINALS
    joined = first.gap == second.gap == " "
    return joined and not blocked and not known and _NOMINALS.get(words[place + 2].text) is Kind.PERSON


def _predicate(words: Sequence[Word], begin: Word) -> bool:
    """Whether the article stands after a verb of being: "became the nominee" names nobody new."""
    at = next(index for index, each in enumerate(words) if each.start == begin.start)
    return at > 1 and words[at - 2].text in _BEING


def _is_accused(words: Sequence[Word], begin: Word) -> bool:
    """Whether a verb with "of" stands before the article: "accused the | ministry of hiding it"."""
    at = next(index for index, each in enumerate(words) if each.start == begin.start)
    return at > 1 and words[at - 2].text in _ACCUSING


_ACCUSING = finite_forms(Frame.OBJECT_OF)
_BEING = having(Trait.BE) | {"as", "become", "became", "becoming", "becomes"}


def _nominal(line: Line, place: int) -> Iterator[Mention]:
    """A head noun straight after the article, where no further noun makes it a mere modifier."""
    words = line.words
    begin = words[place]
    # "the Chinese ministry" names by itself; "the former president", "the Ohio senator" may be somebody named before.
    paired = [each.text for each in words[place : place + 2]] == ["task", "force"] and words[place + 1].gap == " "
    place += paired
    while (
        place + 1 < len(words)
        and words[place].gap == words[place + 1].gap == " "
        and not words[place].possessive
        and words[place].text not in _NEXT
        and _noun_kind(words, place + 1) is Kind.PERSON
        and (_noun_kind(words, place) in (None, Kind.PERSON))
    ) or _modified(words, place):
        place += 1
    word = words[place]
    kind = Kind.ORGANIZATION if paired else _noun_kind(words, place)
    if word.gap != " " or kind is None:
        return
    if place + 1 < len(words):
        after = words[place + 1]
        joined = after.gap == " " and not word.possessive
        fits = after.text in _NEXT or after.text in _SPEECH or after.text.endswith("ed") or after.text.endswith("ly")
        if joined and not fits:
            return
        if joined and after.text == "of" and not (begin.gap == " " and _is_accused(words, begin)):
            return
    if kind is Kind.PERSON and place + 1 < len(words) and words[place + 1].text in _OF_OTHERS:
        return
    if _predicate(words, begin):
        return
    name = " ".join(each.text for each in words if begin.start <= each.start < word.start)
    name = f"{name} {word.text.lower()}".strip()
    yield Mention(
        Span(begin.start, word.end),
        kind,
        MentionForm.NOMINAL,
        name,
        gender=_GENDERS.get(word.text.lower()) if kind is Kind.PERSON else None,
        method="nominal",
    )
