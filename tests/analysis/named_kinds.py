"""The kinds of names in made-up sentences, as rules, tagger and signs together find them."""

from __future__ import annotations

from xpkg.analysis.mentions import find_mentions
from xpkg.model import Authority, AuthorityEntry, Kind, Mention, MentionForm, Metadata, Source
from xpkg.text import parse

BODY, PERSON, PLACE = Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE
AUTHORITY = Authority(
    (
        AuthorityEntry(Kind.PLACE, "Valmora", subtype="country", adjectives=("Valmoran",)),
        AuthorityEntry(Kind.PLACE, "Corvinia", subtype="country", adjectives=("Corvinian",)),
        *(AuthorityEntry(Kind.PLACE, name, subtype="city") for name in ("Kestrel", "Ardia", "Tessary")),
        AuthorityEntry(Kind.ORGANIZATION, "Green Crescent", subtype="ngo"),
        AuthorityEntry(Kind.ORGANIZATION, "Seawatch", subtype="ngo"),
        AuthorityEntry(Kind.ORGANIZATION, "Labour Party", short=("Labour",), subtype="party"),
        AuthorityEntry(Kind.GROUP, "Lakelanders", adjectives=("Lakelander",)),
    )
)


def mentions(words: str) -> list[Mention]:
    """The names in ``words`` in order."""
    text = parse(Source("t", f"A headline\n\n{words}\n", "0", Metadata("")))
    forms = (MentionForm.NAME, MentionForm.SHORT)
    return [each for each in find_mentions(text, AUTHORITY) if each.form in forms]


def kinds(words: str) -> dict[str, Kind]:
    """The names in ``words`` with their kinds."""
    return {each.name: each.kind for each in mentions(words)}
