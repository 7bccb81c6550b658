"""Makes facts of what formats record about their documents: names of fields, dates, lists of authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from xpkg.lexicon import occupations, organizations, publishing
from xpkg.lexicon.metadata_fields import Field, field_of
from xpkg.readers.reader import Fact

FILE_MADE = "file made"
"""What is said to have told the day on which somebody began the file: weaker than any day that the text gives."""
_BY = re.compile(r"(?:^|\s)by\b:?\s++", re.I)
_JOINED = re.compile(r"\s*+;\s*+|\s++(?:and|&)\s++|,\s++(?:and\s++)?", re.I)
_AND = re.compile(r"(?:;|\s(?:and|&))\s++(?P<name>(?:(?!,|;|\s(?:and|&)\s).)++)", re.I)
"""Who made a text with others: "By Ann Low and the Larkham Press". A body behind a comma is whom they work for."""
_INVERTED = re.compile(r"[^,]{2,40},\s[^,]{1,40}")
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?")
_OFFICES = occupations.having(occupations.Trait.POSITION) | publishing.having(
    publishing.Trait.BESIDE_MEDIUM, publishing.Trait.STAFF
)
_SECOND = re.compile(r"(?<=\w\s)([^\W\d_]{3,})\.\s.*$")
"""What follows a full stop behind a name: "Ann Low. Larkham Press"."""
_LETTERS = 3
"""Capitals with which the name of a medium begins: "CNN Business". Initials are fewer."""
_BODIES = organizations.names_having(organizations.Trait.NO_SURNAME)
_BARE = ("title", "publisher", "issued", "creators", "language", "kind", "rights", "origin", "url", "retrieved")


def facts_of(record: Mapping[str, object], teller: str) -> Iterator[Fact]:
    """The facts in ``record``, whose keys are known by common names; lists give one fact for each value."""
    for key, value in record.items():
        field = field_of(str(key))
        if field is None or field.value not in _BARE:
            continue
        for each in value if isinstance(value, (list, tuple)) else (value,):
            words = _words(each)
            if not words:
                continue
            if field is Field.CREATORS:
                yield from (Fact("creators", name, teller) for name in names_in(words))
            else:
                yield Fact(field.value, day_of(words) if field in (Field.ISSUED, Field.RETRIEVED) else words, teller)


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def names_in(byline: str) -> tuple[str, ...]:
    """The people of a by-line or an author's field, each by itself; the bodies that made it with them, or alone.

    >>> names_in("By Ann Low and Bo Nye"), names_in("Low, Ann"), names_in("Ann Low, Bo Nye & Cy Orr")
    (('Ann Low', 'Bo Nye'), ('Ann Low',), ('Ann Low', 'Bo Nye', 'Cy Orr'))
    >>> names_in("Ann Low, Larkham Press Agency"), names_in("By the Larkham Press Agency"), names_in("Staff Writer")
    (('Ann Low',), ('the Larkham Press Agency',), ())
    >>> names_in("By Ann Low and the Larkham Press Agency")
    ('Ann Low', 'the Larkham Press Agency')
    """
    plain = _BY.sub("", " ".join(byline.split()), count=1).partition("|")[0].strip(" ,;")
    plain = _SECOND.sub(r"\1", plain)
    if _INVERTED.fullmatch(plain) and " " not in plain.partition(",")[0] and not _is_no_person(plain.partition(",")[2]):
        family, given = plain.split(",", 1)
        return (f"{given.strip()} {family}",)
    names = tuple(dict.fromkeys(_in_small_letters(each.strip(" ,;")) for each in _JOINED.split(plain)))
    people = tuple(each for each in names if each and not _is_no_person(each))
    beside = {_in_small_letters(match["name"].strip(" ,;")) for match in _AND.finditer(plain)}
    return tuple(each for each in names if each in people or (is_body(each) and (not people or each in beside)))


def _in_small_letters(name: str) -> str:
    """``name`` as names are written, where it is all in capitals and no abbreviation."""
    return name.title() if name.isupper() and " " in name else name


def _is_no_person(name: str) -> bool:
    """Whether it is an office ("AP Business Writer"), a body by its words, its web address or its initials."""
    words = name.split()
    if not words:
        return True
    last = words[-1].lower()
    return bool(
        last in _OFFICES
        or "." in last.rstrip(".")
        or (len(words) == 1 and name.isupper())
        or (words[0].isupper() and len(words[0]) >= _LETTERS and words[0].isalpha() and not name.isupper())
        or any(word in _BODIES for word in words)
    )


def is_body(name: str) -> bool:
    """Whether words of ``name`` or its capitals show that it is a body: a news agency, a desk with a name.

    >>> is_body("Larkham Press Agency"), is_body("AFP"), is_body("Ann Low"), is_body("Staff Writer")
    (True, True, False, False)
    """
    words = name.split()
    if not words or words[-1].lower() in _OFFICES or "." in words[-1].rstrip("."):
        return False
    return (len(words) == 1 and len(name) > 1 and name.isupper()) or any(word in _BODIES for word in words)


def day_of(words: str) -> str:
    """The day of a date in a common form, as ISO 8601; ``words`` themselves where it is in none.

    >>> day_of("2021-03-03T10:00:00Z"), day_of("Wed, 03 Mar 2021 10:00:00 +0000"), day_of("3 March 2021")
    ('2021-03-03', '2021-03-03', '2021-03-03')
    """
    if match := _DAY.search(words):
        return match.group()
    if match := _COMPACT.fullmatch(words.strip()):
        return "-".join(match.groups())
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError):
        pass
    for form in _FORMS:
        try:
            return datetime.strptime(" ".join(words.split()).strip(" ."), form).date().isoformat()
        except ValueError:
            continue
    return words.strip()


_FORMS = ("%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d", "%B %d %Y", "%A, %B %d, %Y",
          "%A, %d %B %Y")  # fmt: skip
"""Forms in which the order of day and month is plain; "03/04/2021" is in none of them."""


def first(facts: Iterable[Fact], field: str) -> str:
    """The value of the first of ``facts`` about ``field``, the empty string where there is none."""
    return next((fact.value for fact in facts if fact.field == field), "")
