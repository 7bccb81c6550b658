"""References in the styles that people write; whoever and whatever they name is invented."""

from __future__ import annotations

import pytest

from xpkg.analysis.references import parse_references
from xpkg.corpus import source_of
from xpkg.model import Block, BlockType, Reference, Text
from xpkg.text import parse

STORY = "Dam of Orm\n\nThe dam of Orm broke in March, and the valley was under water for weeks.\n\n"
OF_STYLES: dict[str, list[tuple[str, str, list[str], str, str]]] = {
    "AMA": [
        ("Ruskin KJ, Low AB. Seepage in earth dams. J Dam Eng. 2016;12(3):5-9. doi:10.1000/orm.7",
         "Seepage in earth dams", ["K. J. Ruskin", "A. B. Low"], "J Dam Eng", "2016"),
        ("Low AB, Nye B, Orr C, et al. Warnings and the state. Sea Rev. 2015;7(2):12-34.",
         "Warnings and the state", ["A. B. Low", "B. Nye", "C. Orr"], "Sea Rev", "2015"),
        ("Pell D. After the Flood. 2nd ed. Sea Press; 1991.", "After the Flood", ["D. Pell"], "Sea Press", "1991"),
        ("Orm Dam Board. Dam safety. Orm Board. Published March 3, 2021. Accessed March 5, 2021. https://orm.example/1",
         "Dam safety", ["Orm Dam Board"], "Orm Board", "2021-03-03"),
    ],
    "Vancouver": [
        ("Ruskin KJ, Low AB. Seepage in earth dams. J Dam Eng. 2016 May;12(3):5-9.",
         "Seepage in earth dams", ["K. J. Ruskin", "A. B. Low"], "J Dam Eng", "2016"),
        ("Low A, editor. Floods of the North. Larkham: Sea Press; 2014. 340 p.",
         "Floods of the North", ["A. Low"], "Sea Press", "2014"),
    ],
    "APA": [
        ("Ruskin, K. J., & Low, A. B. (2016). Seepage in earth dams. Journal of Dam Engineering, 12(3), 5–9.",
         "Seepage in earth dams", ["K. J. Ruskin", "A. B. Low"], "Journal of Dam Engineering", "2016"),
        ("Orm Dam Board. (2019). The safety of earth dams (Report No. 12). https://orm.example/r",
         "The safety of earth dams", ["Orm Dam Board"], "", "2019"),
        ("Low, A., Nye, B., & Orr, C. (n.d.). What the board knew. Orm Today. Retrieved March 5, 2021, from "
         "https://orm.example/3", "What the board knew", ["A. Low", "B. Nye", "C. Orr"], "Orm Today", ""),
        ("Low, A. (2014). The third flood. In B. Nye & C. Orr (Eds.), Floods of the north (pp. 1–20). Sea Press.",
         "The third flood", ["A. Low"], "Floods of the north", "2014"),
    ],
    "MLA": [
        ("Alder, Joan. “Dam Breaks at Orm.” The Larkham Courier, 3 Mar. 2021, p. 4.",
         "Dam Breaks at Orm", ["Joan Alder"], "The Larkham Courier", "2021-03-03"),
        ("Low, Ann, and Bo Nye. The Waters of Orm. 2nd ed., Sea Press, 2012.",
         "The Waters of Orm", ["Ann Low", "Bo Nye"], "Sea Press", "2012"),
    ],
    "Chicago": [
        ("Bo Nye, The Long Wall (Larkham: Sea Press, 1987), 45.", "The Long Wall", ["Bo Nye"], "Sea Press", "1987"),
        ("Ann Low and Bo Nye, The Waters of Orm, 2nd ed. (Larkham: Sea Press, 2012), 12–14.",
         "The Waters of Orm", ["Ann Low", "Bo Nye"], "Sea Press", "2012"),
        ("Dora Pell, “Warnings and the State” (PhD diss., University of Larkham, 2008), 44.",
         "Warnings and the State", ["Dora Pell"], "University of Larkham", "2008"),
        ("Alder, Joan. 2021. “Dam Breaks at Orm.” The Larkham Courier, March 3, 2021.",
         "Dam Breaks at Orm", ["Joan Alder"], "The Larkham Courier", "2021"),
        ("Nye, Bo. 1987. The Long Wall. Larkham: Sea Press.", "The Long Wall", ["Bo Nye"], "Sea Press", "1987"),
    ],
    "Harvard": [
        ("Nye, B. (1987) The Long Wall. Larkham: Sea Press.", "The Long Wall", ["B. Nye"], "Sea Press", "1987"),
        ("Ruskin, K.J. and Low, A.B. (2016) 'Seepage in earth dams', Journal of Dam Engineering, 12(3), pp. 5–9.",
         "Seepage in earth dams", ["K.J. Ruskin", "A.B. Low"], "Journal of Dam Engineering", "2016"),
        ("Orm Dam Board (2019) The safety of earth dams. Available at: https://orm.example/r (Accessed: 5 March 2021).",
         "The safety of earth dams", ["Orm Dam Board"], "", "2019"),
    ],
    "OSCOLA": [
        ("Low v Orm Dam Board [2011] EWCA Civ 12, [2011] 2 WLR 34 [45].", "Low v Orm Dam Board", [], "", "2011"),
        ("Orm Dam Act 1975, s 4(2).", "Orm Dam Act 1975", [], "", "1975"),
        ("Bo Nye, The Long Wall (Sea Press 1987) 45.", "The Long Wall", ["Bo Nye"], "Sea Press", "1987"),
        ("Kay Ruskin, ‘Seepage and the Law’ (2016) 12 Dam LR 5, 9.", "Seepage and the Law", ["Kay Ruskin"], "", "2016"),
        ("Case C–176/03 Larkham v Council [2005] ECR I-7879.", "Case C–176/03 Larkham v Council", [], "", "2005"),
    ],
    "Bluebook": [
        ("Low v. Orm Dam Bd., 410 U.S. 113, 120 (1973).", "Low v. Orm Dam Bd.", [], "", "1973"),
        ("Orm Dam Safety Act of 1975, Pub. L. No. 94-12, 89 Stat. 26.", "Orm Dam Safety Act of 1975", [], "", "1975"),
        ("Kay Ruskin, Seepage and the Law, 12 Dam L. Rev. 5, 9 (2016).",
         "Seepage and the Law", ["Kay Ruskin"], "", "2016"),
        ("Joan Alder, Dam Breaks at Orm, Larkham Courier, Mar. 3, 2021, at A4.",
         "Dam Breaks at Orm", ["Joan Alder"], "Larkham Courier", "2021-03-03"),
    ],
    "IEEE": [
        ("K. J. Ruskin and A. B. Low, “Seepage in earth dams,” J. Dam Eng., vol. 12, no. 3, pp. 5–9, May 2016.",
         "Seepage in earth dams", ["K. J. Ruskin", "A. B. Low"], "J. Dam Eng", "2016-05"),
        ("B. Nye, The Long Wall, 2nd ed. Larkham: Sea Press, 1987.", "The Long Wall", ["B. Nye"], "Sea Press", "1987"),
    ],
    "without a maker": [
        ("Handbook of Weirs. Orm Press. 1999.", "Handbook of Weirs", [], "Orm Press", "1999"),
        ("“Dam Safety.” Orm Board, 3 Mar. 2021, www.orm.example/1.", "Dam Safety", [], "Orm Board", "2021-03-03"),
    ],
}  # fmt: skip


def seen(heading: str, lines: list[str]) -> Text:
    return parse(source_of("dam", f"{STORY}{heading}\n\n" + "\n".join(lines) + "\n"))


def listed(text: Text) -> list[Block]:
    return [block for block in text.blocks if block.type is BlockType.REFERENCE]


def row(each: Reference) -> tuple[str, list[str], str, str]:
    return each.title, [author.name for author in each.authors], each.container or each.publisher, each.issued


@pytest.mark.parametrize("style", OF_STYLES)
@pytest.mark.parametrize(("heading", "number"), [("References", "{}. "), ("Endnotes", "[{}] "), ("Works Cited", "")])
def test_each_style_gives_its_works(style: str, heading: str, number: str) -> None:
    rows = OF_STYLES[style]
    text = seen(heading, [number.format(at) + each[0] for at, each in enumerate(rows, start=1)])
    assert [row(each) for each in parse_references(text)] == [each[1:] for each in rows]
    assert len(listed(text)) == len(rows)


@pytest.mark.parametrize("short", [
    "Ibid., 16.", "Id. at 46.", "ibid [46].", "Nye, The Long Wall, 50.", "Nye, Long Wall, pp. 50–51.", "Nye (n 1) 50.",
    "Nye, supra note 1, at 50.",
])  # fmt: skip
def test_a_short_note_stands_for_the_work_before(short: str) -> None:
    text = seen("Notes", ["1. Bo Nye, The Long Wall (Larkham: Sea Press, 1987), 45.", f"2. {short}"])
    found = [(each.number, each.title) for each in parse_references(text)]
    assert found == [(1, "The Long Wall"), (2, "The Long Wall")]


@pytest.mark.parametrize("short", ["Ibid., 16.", "Nye, The Long Wall, 50.", "Nye (n 4) 50."])
def test_a_short_note_without_its_work_stands_for_none(short: str) -> None:
    text = seen("Notes", ["1. See the annex, which was never printed.", f"2. {short}", "3. Ask the board."])
    assert parse_references(text) == ()


@pytest.mark.parametrize("line", [
    "The board was then called the Orm Water Trust. It was dissolved in 1999.",
    "Low and Nye were both of the council, which met in 2012, and neither spoke.",
    "Ann Low, the engineer, said in 2019 that the dam was old.",
    "This figure is of the census of 2001. Others count more.",
])  # fmt: skip
def test_a_note_that_explains_is_no_work(line: str) -> None:
    text = seen("Notes", [f"1. {line}", "2. Bo Nye, The Long Wall (Larkham: Sea Press, 1987), 45."])
    assert [each.number for each in parse_references(text)] == [2]


def test_lists_under_several_headings_go_on_counting() -> None:
    lines = ["1. ^ Nye 1987, p. 3.", "", "Bibliography", "", "Nye, Bo (1987). The Long Wall. Larkham: Sea Press.", "",
             "Further reading", "", "Low, Ann. The Waters of Orm. Sea Press, 2012.", "", "External links", "",
             "The board of the dam"]  # fmt: skip
    text = seen("References", lines)
    assert [(each.number, each.title) for each in parse_references(text)] == [
        (1, "The Long Wall"), (2, "The Long Wall"), (3, "The Waters of Orm"),
    ]  # fmt: skip
    assert len(listed(text)) == 3


def test_an_address_alone_is_its_work() -> None:
    (found,) = parse_references(seen("References", ["1. ^ https://orm.example/dam", "2. ^ See above."]))
    assert (found.number, found.title, found.url) == (1, "https://orm.example/dam", "https://orm.example/dam")
