"""Writes the templates of citations as Wikipedia shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xpkg.lexicon.metadata_fields import Field, field_of

_MOST_AUTHORS = 30


def citation(given: Mapping[str, str], *, marks: bool) -> str:
    """A cited work: makers, date, title (in ``marks`` or without), where it appeared, numbers, dates of retrieval.

    >>> citation({"last": "Low", "first": "Ann", "date": "3 May 2021", "title": "Dam", "work": "Courier"}, marks=True)
    'Low, Ann (3 May 2021). "Dam". Courier.'
    """
    date = given.get("date") or given.get("year", "")
    makers = "; ".join(_makers(given))
    parts = []
    if makers:
        parts.append(f"{makers} ({date})" if date else makers)
    title = given.get("chapter") or given.get("title") or given.get("trans-title", "")
    whole = given.get("title", "") if given.get("chapter") else ""
    if title:
        parts.append(f'"{title}"' if marks or whole else title)
    parts += [words for words in (whole, *_where(given)) if words]
    if not makers and date:
        parts.append(date)
    parts += [f"{name}:{given[key]}" for key, name in (("doi", "doi"),) if given.get(key)]
    parts += [f"{name} {given[key]}" for key, name in (("isbn", "ISBN"), ("issn", "ISSN")) if given.get(key)]
    if archived := given.get("archive-date") or given.get("archivedate"):
        parts.append(f"Archived from the original on {archived}")
    if retrieved := given.get("access-date") or given.get("accessdate"):
        parts.append(f"Retrieved {retrieved}")
    return ". ".join(part.strip().rstrip(".") for part in parts) + "." if parts else ""


def _makers(given: Mapping[str, str]) -> list[str]:
    found = []
    for at in range(1, _MOST_AUTHORS):
        family = next((given[key] for key in _numbered(("last", "surname", "author"), at) if given.get(key)), "")
        first = next((given[key] for key in _numbered(("first", "given"), at) if given.get(key)), "")
        if not family:
            break
        found.append(f"{family}, {first}" if first else family)
    if not found and given.get("authors"):
        found.append(given["authors"])
    return found


def _numbered(names: Sequence[str], at: int) -> list[str]:
    return [f"{name}{at}" for name in names] + (list(names) if at == 1 else [])


def _where(given: Mapping[str, str]) -> list[str]:
    named = (key for key in given if key != "publisher" and field_of(key) is Field.PUBLISHER)
    container = given.get("work") or next((given[key] for key in named if given[key]), "")
    publisher = given.get("publisher", "") or given.get("agency", "")
    if publisher and given.get("location"):
        publisher = f"{given['location']}: {publisher}"
    volume, issue = given.get("volume", ""), given.get("issue") or given.get("number", "")
    pages = given.get("pages") or given.get("page", "")
    numbers = volume + (f" ({issue})" if volume and issue else "")
    if pages:
        numbers = f"{numbers}: {pages}" if numbers else f"p. {pages}"
    return [container, publisher, numbers]


def short(given: Sequence[str], named: Mapping[str, str]) -> str:
    """Makers, date and pages: "Low & Nye 2012, p. 14"."""
    makers, date = list(given[:-1]), given[-1] if given else ""
    joined = (
        f"{makers[0]} et al."
        if len(makers) > 3
        else " & ".join(filter(None, (", ".join(makers[:-1]), makers[-1])))
        if makers
        else ""
    )
    pages = named.get("pp") or named.get("p", "")
    where = f", {'pp' if named.get('pp') else 'p'}. {pages}" if pages else ""
    return f"{joined} {date}{where}".strip()
