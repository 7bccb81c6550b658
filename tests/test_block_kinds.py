"""What blocks are more closely, by their words and places; texts, people and sites are invented."""

from __future__ import annotations

import sys
from itertools import repeat

import pytest

from xpkg.model import Block, BlockType, Metadata, Part, Source, Span
from xpkg.text import blocks_of_source

K = BlockType
STORY = (
    "The dam of Orm held on Sunday night, although the river had risen by two metres within a day.",
    "Ann Low, who leads the fire brigade, said that her people had carried sand all night and would go on.",
    "“We have never seen so much water in a single night, and nobody slept,” said Bo Nye, the mayor of Orm.",
    "The ministry wants to have the dam looked at before the winter, a spokesman said on Monday in Larkham.",
)


def blocks(*lines: str) -> dict[str, Block]:
    text = "\n\n".join(lines)
    found = blocks_of_source(Source("dam", text, "0", Metadata(lines[0])))
    return {block.span.cut(text): block for block in found}


def around(line: str, at: int = 2) -> Block:
    """The block of ``line`` that stands in the story."""
    return blocks("Dam of Orm holds", *STORY[:at], line, *STORY[at:])[line]


def test_the_head_of_a_story() -> None:
    head = ("Dam of Orm holds", "Hundreds carried sand through the night, and the mayor praises them",
            "By Ann Low and Bo Nye", "3 March 2021")  # fmt: skip
    found = blocks(*head, *STORY)
    assert [found[line].kind for line in head] == [None, K.DECK, K.BYLINE, K.DATELINE]
    assert [found[line].in_story for line in head] == [True, True, False, False], "who and when is not told by it"
    assert found[head[1]].type is K.PARAGRAPH, "a deck is read"


@pytest.mark.parametrize(
    "line",
    ["Published: March 3, 2021", "Wednesday, 3 March 2021", "2021-03-03", "Updated 3 May 2021 at 10:15 GMT"],
)
def test_date_lines(line: str) -> None:
    assert blocks("Dam of Orm holds", line, *STORY)[line].kind is K.DATELINE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up for our newsletter and get the news of Orm at six.", K.NEWSLETTER),
        ("Get our free daily briefing delivered to your inbox", K.NEWSLETTER),
        ("We use cookies to improve this site.", K.COOKIE_NOTE),
        ("By continuing to browse you agree to our use of cookies.", K.COOKIE_NOTE),
        ("Already a subscriber? Log in.", K.PAYWALL_NOTE),
        ("You've reached your limit of free articles.", K.PAYWALL_NOTE),
        ("This article is for subscribers.", K.PAYWALL_NOTE),
        ("Read more: the flood of 1954", K.RELATED),
        ("Related: How dams break", K.RELATED),
        ("Share this story", K.SHARE),
        ("Share your story with us", K.SHARE),
        ("Follow the Orm Courier on Twitter, Facebook and YouTube.", K.SHARE),
        ("Leave a comment", K.COMMENTS),
        ("Follow our live coverage of the flood at courier.example/flood", K.SHARE),
        ("Tags: dam, flood, Ann Low, the fire brigade of Orm and its people", K.TAGS),
        ("Categories: Water", K.TAGS),
        ("Page 2 of 3", K.PAGER),
        ("1 2 3 4 … 9 Next", K.PAGER),
        ("Continued on page 7", K.PAGER),
        ("“We have never seen so much water in a single night”", K.PULL_QUOTE),
        ("We have never seen so much water in a single night — Bo Nye", K.PULL_QUOTE),
    ],
)
def test_what_stands_beside_the_story(line: str, kind: BlockType) -> None:
    found = around(line)
    assert (found.kind, found.type, found.in_story) == (kind, K.BOILERPLATE, False)


@pytest.mark.parametrize("line", ["Share", "SHARE", "Print", "Share Tweet Email", "Facebook | WhatsApp", "12 Comments",
                                  "Save", "Tweet (7)", "Advertisement"])  # fmt: skip
def test_a_bare_line_of_buttons_is_no_heading(line: str) -> None:
    found = around(line)
    assert (found.type, found.in_story) == (K.BOILERPLATE, False)


@pytest.mark.parametrize(
    "line",
    [
        "“We use cookies to catch children,” said the witch, and the judge of Orm did not laugh at all.",
        "Comments that the mayor made on Monday angered the fire brigade, whose people had not slept.",
        "Nobody slept.",
        "Posted in the valley, the guards of the dam had nothing to eat",
        "Tagged with a red band, the boats were counted one by one, a guard said.",
        "Page 2 of the report says that the dam was never looked at.",
        "Follow the money, said the mayor, and on Twitter he showed where it had gone after the flood.",
        "Share prices of the firm that built the dam fell by a tenth on Monday, the exchange said.",
        "Bo Nye is the mayor of Orm, and a reporter of the Courier asked him about the night.",
    ],
)
def test_what_is_of_the_story(line: str) -> None:
    found = around(line)
    assert found.in_story
    assert found.kind is None


def test_who_wrote_it_is_told_behind_it() -> None:
    box = "Ann Low is a reporter for the Courier. She has written about water for ten years."
    found = blocks("Dam of Orm holds", "By Ann Low", *STORY, box)[box]
    assert (found.kind, found.in_story) == (K.AUTHOR_BOX, False)
    assert blocks("Dam of Orm holds", "By Cy Orr", *STORY, box)[box].in_story, "she may be of the story"
    found = blocks("Dam of Orm holds", *STORY, "About the author", box)[box]
    assert found.kind is K.AUTHOR_BOX


@pytest.mark.parametrize("boxes", [
    ["Dr Tom Brisk is a professor of hydrology at the University of Larkham."],
    ["Tom Brisk is the author of “Water in the Valley”. He lives in Larkham."],
    ["Tom van der Brisk is a senior lecturer in law at Larkham College. His book on dams is out in May."],
    ["Tom Brisk is an economist. Contact: tom@brisk.example"],
    ["Tom Brisk is also a columnist for the Courier. Follow him on Twitter @tombrisk."],
    ["Tom Brisk and Ruth Castle are researchers at the Institute for Rivers. Their book is out."],
    ["Tom Brisk is a lawyer with Castle & Sons.", "Ruth Castle is a historian. Her books have been read in ten lands."],
    ["Tom Brisk is a journalist and the author of Dams.", "He can be reached at tom@brisk.example"],
])  # fmt: skip
def test_who_is_told_of_behind_the_story_alone_wrote_it(boxes: list[str]) -> None:
    found = blocks("Dam of Orm holds", *STORY, *boxes)
    assert {(found[line].kind, found[line].in_story) for line in boxes} == {(K.AUTHOR_BOX, False)}
    assert all(found[line].in_story for line in STORY)


def test_who_is_told_of_behind_what_somebody_writes_of_himself() -> None:
    box = "Tom Brisk is a historian."
    own = "I grew up below the dam, and my father built it. When I was a child nobody asked me about it."
    said = f"“{own}”, Bo Nye said."
    assert blocks("Dam of Orm holds", *STORY, own, box)[box].kind is K.AUTHOR_BOX
    assert blocks("Dam of Orm holds", *STORY, said, box)[box].in_story


@pytest.mark.parametrize("line", [
    "Bo Nye is a professor at the University of Larkham, and his book on dams is out in May.",
    "Tom Brisk is a farmer in Orm.",
    "Tom Brisk is the mayor of Orm.",
    "Tom Brisk is a nurse at Orm Hospital. He lost his house in the flood.",
    "Tom Brisk is a teacher at Orm School. “We slept in the gym,” he said.",
    "Tom Brisk was a professor at the University of Larkham.",
    "Tom Brisk is a friend of the mayor, and the book of the guests has his name.",
    "Tom Brisk is a professor at Larkham. The police want to speak with him.",
])  # fmt: skip
def test_who_is_told_of_last_may_be_of_the_story(line: str) -> None:
    assert blocks("Dam of Orm holds", *STORY, line)[line].in_story


BEHIND = {
    "a firm": (["About Orm Dams", "Orm Dams builds dams in three lands. It has 300 people."], "ff"),
    "in capitals, with a mark": (["ABOUT THE ORM WATER BOARD:", "The Board (OWB) looks after dams."], "ff"),
    "on one line": (["About Orm Dams: Orm Dams has built dams since 1950. See www.ormdams.example."], "f"),
    "two": (["About Orm Dams", "Founded in 1950, Orm Dams builds dams.", "About the Orm Water Board",
             "The Orm Water Board owns the dam."], "ffff"),
    "without a heading": (["Orm Water is a leading builder of dams. It has 300 people.", "Press office: 020 7946 0000"],
                          "fc"),
    "notes": (["-ENDS-", "Notes to editors", "1. Ann Low said in 2019 that the dam would hold.",
               "Media contact: Joan Alder, +47 22 33 44 55"], " nnc"),
    "the end in signs": (["# # #", "Media Contacts", "Joan Alder", "Head of Communications, Orm Dams",
                          "joan@ormdams.example"], " cccc"),
    "the end in figures": (["- 30 -", "For media inquiries, contact Bo Nye at 613-555-0142."], " c"),
    "only the end": (["ENDS"], " "),
    "what lies ahead": (["Note on Forward-Looking Statements", "This release has forward-looking statements. Orm Dams "
                         "believes that they are right.", "They may be wrong.", "Investor Relations:",
                         "ir@ormdams.example"], "lllcc"),
    "what lies ahead, without a heading": (["Certain statements in this release are forward-looking statements."], "l"),
    "an offer": (["Get the Courier through your door for a year. Click here for more."], "r"),
    "who wrote it": (["Ann Low's book on dams is out now. Follow her on Twitter @annlow."], "s"),
}  # fmt: skip
OF_THE_STORY = {
    "a heading": ["About the flood", STORY[2], STORY[3]],
    "a heading with a name": ["About Orm Dams", "The mayor said that he had known nothing, and the police found more."],
    "what is said of a firm": ["About Orm Dams", "Orm Dams builds dams. “It is the worst firm,” said Bo Nye."],
    "a name": ["Orm Water is a firm that nobody trusts, the mayor said on Monday."],
    "contact": ["Contact", "The crew said that it had made contact with the guard at nine, and nobody answered."],
    "a sign between parts": ["###", *STORY, *STORY, "The mayor went home."],
    "the end of a chapter": ["The end", "The mayor said that he would go to court."],
    "more": ["For more than a year the mayor has said that the dam is too old, and he has asked the ministry twice."],
    "who asks": ["For more information the mayor asked the ministry, and the ministry said that it had none."],
    "a quotation": ["“We make no forward-looking statements,” said Bo Nye, and Ann Low laughed about it."],
    "a link in what is said": ["Bo Nye told the Courier that it was over. Click here for more."],
}
LETTERS = {"f": K.ABOUT_FIRM, "c": K.CONTACT, "n": K.EDITORS_NOTES, "l": K.LEGAL_NOTE, "r": K.RELATED, "s": K.SHARE,
           " ": None}  # fmt: skip


@pytest.mark.parametrize("case", BEHIND)
def test_what_stands_behind_the_story(case: str) -> None:
    lines, kinds = BEHIND[case]
    story = [line.replace("dam of Orm", "dam that Orm Water built") for line in STORY]
    found = blocks("Dam of Orm holds", *story, "Orm Water was glad of it, the mayor said.", *lines)
    assert [found[line].kind for line in lines] == [LETTERS[letter] for letter in kinds]
    assert {(found[line].type, found[line].in_story) for line in lines} == {(K.BOILERPLATE, False)}
    assert all(found[line].in_story for line in story)


@pytest.mark.parametrize("case", OF_THE_STORY)
def test_what_ends_a_story_and_is_of_it(case: str) -> None:
    found = blocks("Dam of Orm holds", *STORY, *OF_THE_STORY[case])
    assert all(found[line].in_story for line in OF_THE_STORY[case])


def calls(*lines: str) -> int:
    """How many calls of functions it takes to see the blocks of ``lines``: a generator's next step is one, too."""
    found = 0

    def count(*_: object) -> None:
        nonlocal found
        found += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        blocks(*lines)
    finally:
        sys.setprofile(before)
    return found


@pytest.mark.parametrize("line", [
    "Dam {} of Orm held on Sunday night, and nobody of the village slept before the dawn.",
    "Nobody of the village of Orm slept, and on Sunday night it was dam {} that held.",
])  # fmt: skip
def test_each_paragraph_is_held_against_few(line: str) -> None:
    few, many = (
        calls("Dam of Orm holds", *map(line.format, range(size)), *repeat("Notes", size)) for size in (200, 800)
    )
    assert many < 5 * few, "four times the blocks"


def test_lists_and_tables() -> None:
    items = ("• Sand for the dam", "• Boats for the valley", "• Soup for all")
    rows = ("Village | Houses | People", "Orm | 12 | 40", "Nether Orm | 7 | 21")
    found = blocks("Dam of Orm holds", *STORY[:2], *items, STORY[2], *rows, STORY[3])
    assert {found[line].kind for line in items} == {K.LIST_ITEM}
    assert {found[line].kind for line in rows} == {K.TABLE_ROW}
    assert all(found[line].in_story for line in (*items, *rows))


def test_what_a_reader_saw_stands() -> None:
    text = "Dam holds\n\nSign up for our newsletter at six.\n\nIt rained."
    spans = (Span(0, 9), Span(11, 45), Span(47, 57))
    parts = tuple(Part(span, kind) for span, kind in zip(spans, (K.TITLE, K.PARAGRAPH, K.BYLINE), strict=True))
    found = blocks_of_source(Source("dam", text, "0", Metadata("Dam holds"), parts=parts))
    assert [(block.type, block.kind, block.in_story) for block in found] == [
        (K.TITLE, None, True), (K.PARAGRAPH, None, True), (K.CREDIT, K.BYLINE, False)
    ]  # fmt: skip
