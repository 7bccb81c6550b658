"""Relations: who is introduced by what he or she is to somebody, with the gender that it tells and whose it is."""

from __future__ import annotations

import pytest

from tests.coreference.stories import mentions_in
from xpkg.coreference.kinship import find_relations
from xpkg.model import Gender

HE, SHE = Gender.MASCULINE, Gender.FEMININE


def relations(marked: str) -> list[tuple[str, Gender | None, str]]:
    """The name, the gender and the first word of the owner of each relation."""
    text, mentions = mentions_in(marked)
    return [
        (
            mentions[number].name,
            relation.gender,
            "" if relation.owner is None else text[relation.owner :].split()[0],
        )
        for number, relation in find_relations(text, mentions).items()
    ]


@pytest.mark.parametrize(
    ("marked", "gender", "owner"),
    [
        ("He met his older sister, [Zelka Holm], today.", SHE, "his"),
        ("He met [Zelka Holm], his older sister, today.", SHE, "his"),
        ("Her brother [Zelka Holm] was late.", HE, "Her"),
        ("Reed’s wife, [Zelka Holm], was late.", SHE, "Reed’s"),
        ("My aunt [Zelka Holm] was late.", SHE, "My"),
        ("The widow, [Zelka Holm], was late.", SHE, ""),
        ("A plumber, [Zelka Holm], was late.", None, ""),
        ("[Zelka Holm] was a woman who sang.", SHE, ""),
        ("[Zelka Holm] became the queen of song.", SHE, ""),
        # A spokesman or chairman may be a woman.
        ("The chairman, [Zelka Holm], was late.", None, ""),
        ("Its chairwoman [Zelka Holm] was late.", None, None),
    ],
)
def test_relations(marked: str, gender: Gender | None, owner: str | None) -> None:
    assert relations(marked) == ([] if owner is None else [("Zelka Holm", gender, owner)])


@pytest.mark.parametrize(
    "marked",
    [
        "He met his sister. [Zelka Holm] was late.",
        "He met his sister and [Zelka Holm].",
        "He spoke to the friends of the house, [Zelka Holm] said.",
        # No noun for a person.
        "He sold his house, [Zelka Holm], to us.",
        # Somebody's: the one who sang is not she.
        "[Zelka Holm] was a woman’s name.",
        # The clause goes on behind the name, which the text has called so before.
        "[Zelka Holm] sang. According to his wife, [Holm] was late.",
        # No person, no name.
        "His bank, the [Orm Bank/o], was late. His sister, [she], too.",
    ],
)
def test_no_relation(marked: str) -> None:
    assert relations(marked) == []


def test_a_short_name_is_introduced_the_first_time_alone() -> None:
    assert relations("His sister, [Zelka], came. His sister, [Zelka], left.") == [("Zelka", SHE, "His")]
