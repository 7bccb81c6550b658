"""Words that are set off from who says them: block quotations, attributed statements, signed quotations, letters."""

from __future__ import annotations

import pytest

import xpkg
from xpkg.analysis.attributions.methods import SET_OFF
from xpkg.model import Mode


def direct(text: str) -> list[tuple[str, list[str]]]:
    """The speaker and the words of each direct statement."""
    return [
        (each.source.cut(text), [span.cut(text) for span in each.content])
        for each in xpkg.analyse(text).attributions
        if each.source is not None and each.mode is Mode.DIRECT
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Letter\n\nIn a letter to the council, Mayor Ruth Amsel wrote:\n\nI have failed it.\n\nThe council met.\n",
            [("Mayor Ruth Amsel", ["I have failed it."])],
        ),
        (
            "Row\n\nThe writer Paul Groff states:\n\n    Much of it was her work.\n    It was hard.\n\nIt rained.\n",
            [("The writer Paul Groff", ["Much of it was her work.", "It was hard."])],
        ),
        (
            "Row\n\nIt rained. Jonas Reed told the council:\n\n> I saw the water.\n>\n> I went home.\n\nIt ended.\n",
            [("Jonas Reed", ["I saw the water.", "I went home."])],
        ),
        (
            "Release\n\nThe following statement is attributable to Martin Hale, vice president:\n\n"
            "“Her work will serve every port.”\n\nThe firm has two ports.\n",
            [("Martin Hale, vice president", ["“Her work will serve every port.”"])],
        ),
        (
            "Statement attributable to the Spokesperson for the Secretary-General – on Larkham\n\n"
            "The Secretary-General condemns the attack.\n\nThe attack must end.\n",
            [("the Spokesperson for the Secretary-General",
              ["The Secretary-General condemns the attack.", "The attack must end."])],
        ),
        (
            "Praise\n\n“Ports matter to us all.” — Adele Whitlock (chair)\n",
            [("Adele Whitlock (chair)", ["“Ports matter to us all.”"])],
        ),
        (
            "A letter\n\nDear Ms Stone,\n\nYour report is wrong.\n\nI was not there.\n\n"
            "Yours sincerely,\n\nRuth Amsel\nMayor\n",
            [("Ruth Amsel", ["Your report is wrong.", "I was not there."])],
        ),
    ],
)  # fmt: skip
def test_words_that_are_set_off(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert direct(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Row\n\nThe council has three members:\n\nAnna Stone is the chair. I like her.\n",
        "Row\n\nHere is what we know:\n\nThe dam broke on Monday.\n",
        "Row\n\nMayor Ruth Amsel did three things:\n\nShe closed the dam. She left.\n",
        "Plan\n\nDear readers, we have moved.\n\nThe shop is open.\n",
        "Budget\n\nThe rest of the loss is attributable to changes in the forecast.\n\nThe council met.\n",
        "Budget\n\nThe statement says the loss is attributable to Anna Stone.\n\nThe council met.\n",
        "Row\n\nThe mayor wrote a book:\n\nThe Dam, 300 pages.\n",
    ],
)
def test_other_colons_set_nothing_off(text: str) -> None:
    assert not any(each.method in SET_OFF for each in xpkg.analyse(text).attributions)
