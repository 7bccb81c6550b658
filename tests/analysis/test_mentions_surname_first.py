"""People in lists that put the family name first."""

from __future__ import annotations

import pytest
from named import bodies, people, places

from xpkg.analysis.attributions import find_attributions
from xpkg.analysis.mentions import find_mentions
from xpkg.coreference import resolve
from xpkg.model import Authority, Kind, Metadata, Source
from xpkg.text import parse


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Present: Alder, Joan; Brisk, Thomas R.; Corrigan, Mary (chair).",
         ["Joan Alder", "Thomas R. Brisk", "Mary Corrigan"]),
        ("Apologies: de Villiers, Anna; Okoro, Grace Ann", ["Anna de Villiers", "Grace Ann Okoro"]),
        ("Holm, Peter; Zorvane, Yalira; Brisk, Paul", ["Peter Holm", "Yalira Zorvane", "Paul Brisk"]),
        ("ALDER, Joan; O'SHEA, Tom. The clerk asked. Ms Alder left.", ["Joan Alder", "Tom O'Shea", "Alder"]),
        # The family name alone, and the initial with it, are theirs.
        ("Alder, Joan; Brisk, Thomas. The clerk asked. Brisk left. J. Alder said no.",
         ["Joan Alder", "Thomas Brisk", "Brisk", "J. Alder"]),
    ],
)  # fmt: skip
def test_a_list_of_people(words: str, found: list[str]) -> None:
    assert people(words) == found


@pytest.mark.parametrize(
    "words",
    [
        # One alone is no list; no given name is known; it is places that are listed; a sentence between.
        "The members were told of Alder, Joan.",
        "It rained in Brandl, Qorvash; in Teb, Urmanta.",
        "They met in Kestrel, Valmora; Sharon, Valmora; and Holt, Valmora.",
        "The vote was late, Monday; the road, closed.",
        "In Kestrel, Ann left; in Sharon, the bus was late.",
    ],
)
def test_what_is_no_such_list(words: str) -> None:
    assert not {"Joan Alder", "Qorvash Brandl", "Valmora Kestrel", "Ann Kestrel"} & {
        *people(words), *bodies(words), *places(words)
    }  # fmt: skip


def test_who_is_listed_is_the_one_who_speaks() -> None:
    words = "Present: Alder, Joan; Brisk, Thomas R.; Corrigan, Mary (chair).\n\nJ. Alder asked why. Ms Corrigan left."
    text = parse(Source("t", words, "0", Metadata("t")))
    mentions = find_mentions(text, Authority())
    found = resolve(text, mentions, find_attributions(text, mentions), (), (), Authority())
    labels = sorted(entity.label for entity in found.entities if entity.kind is Kind.PERSON)
    assert labels == ["Joan Alder", "Mary Corrigan", "Thomas R. Brisk"]
