"""Names are looked for in made-up sentences, with an authority of made-up things: no test asks the real files."""

from __future__ import annotations

from xpkg.analysis.mentions import Gazetteer, gazetteer_of, join_mentions
from xpkg.analysis.mentions.name_sentences import Line, lines_of
from xpkg.model import Authority, AuthorityEntry, Gender, Kind, Mention, MentionForm, Metadata, Source, Text
from xpkg.text import parse

AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.PLACE, "Valmora", subtype="country", adjectives=("Valmoran",)),
        AuthorityEntry(Kind.PLACE, "Kestrel", aliases=("City of Kestrel",), subtype="city"),
        AuthorityEntry(Kind.PLACE, "Sharon", subtype="city"),
        AuthorityEntry(Kind.ORGANIZATION, "The Kestrel Gazette", short=("Gazette",), subtype="newspaper"),
        AuthorityEntry(Kind.ORGANIZATION, "Nature", subtype="journal"),
        AuthorityEntry(Kind.ORGANIZATION, "Independent", subtype="newspaper"),
        AuthorityEntry(Kind.ORGANIZATION, "Orange", subtype="company"),
        AuthorityEntry(Kind.ORGANIZATION, "Ministry of Roads", subtype="ministry", kin="Valmora"),
        AuthorityEntry(Kind.ORGANIZATION, "Stanmoor", subtype="company"),
        AuthorityEntry(Kind.ORGANIZATION, "NRDX", subtype="company"),
        AuthorityEntry(Kind.GROUP, "Lakelanders", adjectives=("Lakelander",)),
        AuthorityEntry(Kind.PERSON, "Ilse Varga", short=("Varga",), gender=Gender.FEMININE, titles=("President",)),
        AuthorityEntry(Kind.PERSON, "Rudi Clinton", short=("Clinton",), gender=Gender.MASCULINE),
    )
)
NAMED = (MentionForm.NAME, MentionForm.SHORT)


def text_of(words: str) -> Text:
    """``words`` as a document without a title of its own."""
    return parse(Source("t", words, "0", Metadata("t")))


def mentions(words: str) -> tuple[Mention, ...]:
    """Everything that the rules by themselves find in ``words``."""
    text = text_of(words)
    return join_mentions(text, lines_of(text), AUTHORITY)


def names(words: str, kind: Kind | None = None) -> list[str]:
    """The names and short names in ``words``, of one kind or of all."""
    return [each.name for each in mentions(words) if each.form in NAMED and kind in (None, each.kind)]


def people(words: str) -> list[str]:
    """The names of people in ``words``."""
    return names(words, Kind.PERSON)


def bodies(words: str) -> list[str]:
    """The names of organisations in ``words``."""
    return names(words, Kind.ORGANIZATION)


def places(words: str) -> list[str]:
    """The names of places in ``words``."""
    return names(words, Kind.PLACE)


def line(words: str) -> Line:
    """The first sentence of ``words``."""
    return lines_of(text_of(words))[0]


def runs(read: Line) -> list[str]:
    """The rows of capitals of ``read``, as words."""
    return [" ".join(word.text for word in read.words[first:last]) for first, last in read.runs]


def gazetteer() -> Gazetteer:
    """The names of the made-up authority."""
    return gazetteer_of(AUTHORITY)
