"""Blocks, sentences, quotations and markers, on the corpus and on altered and unlike texts."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from xpkg.corpus import read_corpus
from xpkg.model import BlockType, Metadata, Source, Text
from xpkg.text import parse
from xpkg.text.sentences import find_inner_ends

DATA = Path(__file__).parent.parent / "data"
STORY, ARTICLE, EXTRACT = (
    (DATA / name).read_bytes().decode()
    for name in (
        "taipei-times-xinjiang-leak.txt",
        "wikipedia-xinjiang-papers.txt",
        "wikipedia-xinjiang-papers-extract.txt",
    )
)


def seen(text: str) -> Text:
    return parse(Source("t", text, hashlib.sha256(text.encode()).hexdigest(), Metadata("")))


def sentences(text: str) -> list[str]:
    return [sentence.span.cut(text) for sentence in seen(text).sentences]


def quoted(text: str) -> list[str]:
    return [quotation.inner.cut(text) for quotation in seen(text).quotations]


@pytest.mark.parametrize("text", [STORY, ARTICLE, EXTRACT])
def test_every_character_lies_in_at_most_one_block(text: str) -> None:
    spans = [block.span for block in seen(text).blocks]
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert len(covered) == sum(span.end - span.start for span in spans)
    left = "".join(c for at, c in enumerate(text) if at not in covered).replace("[edit]", "")
    assert not left.strip()


def test_the_closing_teasers_are_no_part_of_the_story() -> None:
    blocks = seen(STORY).blocks
    assert [block.order for block in blocks if not block.in_story] == [23, 24, 25, 26]
    assert {block.type for block in blocks if not block.in_story} == {BlockType.TEASER}


def test_teasers_are_told_without_the_sign_off() -> None:
    altered = STORY.replace("Additional reporting by the Guardian\n", "")
    assert sum(block.type is BlockType.TEASER for block in seen(altered).blocks) == 4


@pytest.mark.parametrize("heading", ["Related stories", "Read more", "More from The Ardia Post", "Most read:"])
def test_what_stands_under_a_heading_for_other_stories_is_beside_the_story(heading: str) -> None:
    text = (
        "Mayor of Ardia resigns\n\nAnna Brown resigned on Monday after a vote in the council of the town.\n\n"
        f"She had led it for ten years.\n\n{heading}\n\nLake dries up\n\nThe lake of Orm dried up yesterday.\n\n"
        'References\n\n1. ^ Brown, Anna (2001). "A Town". The Ardia Post.\n'
    )
    blocks = seen(text).blocks
    assert [block.span.cut(text) for block in blocks if not block.in_story] == [
        heading, "Lake dries up", "The lake of Orm dried up yesterday.",
    ]  # fmt: skip
    assert [block.type for block in blocks if not block.in_story][1:] == [BlockType.TEASER] * 2


def test_a_link_inside_the_story_ends_nothing() -> None:
    text = (
        "Mayor resigns\n\nAnna Brown resigned on Monday.\n\nRead more: The lake that dried up\n\n"
        "She had led the town for ten years.\n"
    )
    assert [block.span.cut(text) for block in seen(text).blocks if not block.in_story] == [
        "Read more: The lake that dried up"
    ]


@pytest.mark.parametrize("links", [
    "Read More", "Read more\n\nLake of Orm dries up", "Related stories\n\nBoat sinks\n\nDog",
])  # fmt: skip
def test_the_story_goes_on_behind_links_that_stand_in_it(links: str) -> None:
    before = "Mayor of Ardia resigns\n\nAnna Brown resigned on Monday after a vote in the council of the town.\n\n"
    after = (
        "Brown had led the town for ten years, and most of its people liked her for the new bridge.\n\n"
        "“She did what she could,” said Peter Moss, who had voted for her twice and would have done so again.\n\n"
        "The council of Ardia will meet on Friday, and it is to choose a mayor from among the three who asked for it.\n"
    )
    text = f"{before}{links}\n\n{after}"
    blocks = seen(text).blocks
    assert [block.span.cut(text) for block in blocks if not block.in_story] == links.split("\n\n")
    assert [block.order for block in blocks] == list(range(len(blocks)))
    assert sum(block.type is BlockType.PARAGRAPH for block in blocks) == 4


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("LONDON, May 12, 2022 - Anna Brown resigned on Monday.", BlockType.PARAGRAPH),
        ("LONDON - Anna Brown resigned on Monday.", BlockType.PARAGRAPH),
        ("Anna Brown, who had led the town for ten years, resigned on Monday.", BlockType.PARAGRAPH),
        ("Anna Brown resigns as mayor of a town that she had led for ten years", BlockType.TITLE),
        ("Goodbye, mayor.", BlockType.TITLE),
        ("Live - Anna Brown resigns", BlockType.TITLE),
    ],
)
def test_a_first_line_that_tells_the_story_is_no_title(first: str, kind: BlockType) -> None:
    text = f"{first}\n\nThe council of the town of Ardia will choose another mayor on Friday, its speaker said.\n"
    assert seen(text).blocks[0].type is kind


def test_a_text_without_a_headline_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mayor.txt"
    path.write_text("LONDON, May 12, 2022 - Anna Brown resigned on Monday.\n\nShe had led the town.\n")
    assert read_corpus([path]).sources[0].metadata.title == "mayor"
    path.write_text("Anna Brown resigns\n\nShe had led the town.\n")
    assert read_corpus([path]).sources[0].metadata.title == "Anna Brown resigns"


def test_a_story_that_is_cut_off_keeps_its_end() -> None:
    altered = STORY[: STORY.index("Additional reporting")].rstrip()[:-60]
    assert all(block.in_story for block in seen(altered).blocks)


def test_references_and_markers_of_the_article() -> None:
    text = seen(ARTICLE)
    assert [b.number for b in text.blocks if b.type is BlockType.REFERENCE] == list(range(1, 44))
    assert len(text.markers) == 75
    assert all(marker.sentence is not None for marker in text.markers)


@pytest.mark.parametrize(
    ("words", "markers"),
    [
        ("Anna Brown resigned.[2]: 44 She left the town.", ["[2]: 44"]),
        ("Anna Brown resigned.[2]: 12–14, 20 [3] She left the town.", ["[2]: 12–14, 20", "[3]"]),
        ("Anna Brown resigned[2]:\u200944[13] and left.", ["[2]:\u200944", "[13]"]),
        ("Anna Brown gave the count[2]: 44 people had left.", ["[2]"]),
        ("Anna Brown gave the share:[2] 44 people had left.", ["[2]"]),
    ],
)
def test_pages_belong_to_their_marker(words: str, markers: list[str]) -> None:
    text = f"Mayor resigns\n\n{words}\n"
    assert [marker.span.cut(text) for marker in seen(text).markers] == markers
    assert next(marker.number for marker in seen(text).markers) == 2
    assert len(sentences(text)) == (3 if "She" in words else 2)


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2003", "\u200a\ufeff", "\ufeff\u2003\ufeff", "\x1f", "\x85"])
def test_a_line_of_blanks_of_any_kind_is_a_blank_line(blank: str) -> None:
    text = f"Harbour\n{blank}\n{blank}\nThe quay is closed.\n{blank}"
    assert [block.span.cut(text) for block in seen(text).blocks] == ["Harbour", "The quay is closed."]


@pytest.mark.parametrize("link", ["[edit]", " \t[ edit ]", "  [edit source]", "[ edit\u00a0 source ] "])
def test_a_heading_ends_before_its_edit_link(link: str) -> None:
    text = f"The port\n\nOla Berg opened the quay.\n\nThe harbour{link}\n\nThe quay is closed.\n"
    assert "The harbour" in [block.span.cut(text) for block in seen(text).blocks]


def test_headings_lose_their_edit_link() -> None:
    text = seen(ARTICLE)
    headings = [b.span.cut(ARTICLE) for b in text.blocks if b.type is BlockType.HEADING]
    assert "United Kingdom" in headings
    assert not any("[edit]" in heading for heading in headings)


def test_markers_at_the_head_of_a_line_support_the_sentence_before() -> None:
    text = seen(EXTRACT)
    assert len(text.markers) == 20
    by_number = {m.number: m for m in text.markers}
    assert by_number[16].anchor.cut(EXTRACT).startswith("Ramzy and Buckley state")
    assert by_number[2].sentence is None


def test_a_broken_pair_does_not_swallow_the_document() -> None:
    assert max(q.span.end - q.span.start for q in seen(EXTRACT).quotations) < 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Xi met Sen. Lee. They left.", ["Mr. Xi met Sen. Lee.", "They left."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("He left the U.S. The senator stayed.", ["He left the U.S.", "The senator stayed."]),
        ("See No. 5 of J. R. Smith. It is good.", ["See No. 5 of J. R. Smith.", "It is good."]),
        ("They read Doe v. Roe. Sens. Lee and Ray sat.", ["They read Doe v. Roe.", "Sens. Lee and Ray sat."]),
        ("Ann (b. May 1909) and Bo (née; d. 19) sat. Go.", ["Ann (b. May 1909) and Bo (née; d. 19) sat.", "Go."]),
        ("It rose.[1][2] He fell.[3]", ["It rose.[1][2]", "He fell.[3]"]),
        ("“It rose. It fell,” he said. Then he left.", ["“It rose. It fell,” he said.", "Then he left."]),
        ('She said "no."[4] He said "yes."', ['She said "no."[4]', 'He said "yes."']),
        ("The harbour shut. [14]\n\nMara left. [2] [3]\n", ["The harbour shut. [14]", "Mara left. [2] [3]"]),
        ("2. The harbour shut. It rained.\n", ["2. The harbour shut.", "It rained."]),
        ("Orm wrote it (Venn 2011, p. 12) and left.\n", ["Orm wrote it (Venn 2011, p. 12) and left."]),
        ("The report (para. 12) says so. It rained.", ["The report (para. 12) says so.", "It rained."]),
        ("It broke Art. 5 of the pact. He left.", ["It broke Art. 5 of the pact.", "He left."]),
        ("Secs. 4 and 5, Doc. 14 and Apt. 3 apply. He left.", ["Secs. 4 and 5, Doc. 14 and Apt. 3 apply.", "He left."]),
        ("It erred under Fed. R. Evid. 404(b). He left.", ["It erred under Fed. R. Evid. 404(b).", "He left."]),
        ("See Fed. R. Crim. P. 8 and S. Res. 12. It holds.", ["See Fed. R. Crim. P. 8 and S. Res. 12.", "It holds."]),
        ("The Rt. Hon. Ann Low sat. She left.", ["The Rt. Hon. Ann Low sat.", "She left."]),
        ("Mt. Orm is safe, approx. 3 km off. He left.", ["Mt. Orm is safe, approx. 3 km off.", "He left."]),
        ("It cost $3 bn. The mayor paid.", ["It cost $3 bn.", "The mayor paid."]),
        ("He praised the art. The mayor left.", ["He praised the art.", "The mayor left."]),
        ("He trusted the Fed. Prices rose.", ["He trusted the Fed.", "Prices rose."]),
        ("She chose Plan B. The farmers left.", ["She chose Plan B.", "The farmers left."]),
        ("John B. Kerrigan sat. E. A. Poe wrote.", ["John B. Kerrigan sat.", "E. A. Poe wrote."]),
        ("He said no. They left at 3 p.m. Tuesday.", ["He said no.", "They left at 3 p.m. Tuesday."]),
    ],
)
def test_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and ''yes'' and \"maybe\".", ["no", "yes", "maybe"]),
        ("It is the students' view, 'tis said.", []),
        ("“He called it ‘awful’ twice,” she said.", ["He called it ‘awful’ twice,", "awful"]),
        ('He said "it is late. Then he left.', ["it is late."]),
        ("“We go on.\n“And on,” he said.", ["We go on.", "And on,"]),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


DENIED = "The mayor of Ardia denied on Monday that she had known of\nthe letter from the harbour board.\n"
LONGER = (
    "The mayor of Ardia denied on Monday that she had known of\nthe letter that the harbour board sent her in\n"
    "March, when the first boat sank.\n"
)
WAITS = "The board said it would wait for the report by the court\nof audit before it says more.\n"
FLEET = (
    "Albatross, built at the yard of Ardia in 1998 by a cousin\n",
    "Barnacle, bought from the port of Strelsau in the year 2004\n",
    "Cormorant, on loan from the navy since the flood of 2011\n",
)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(("Mayor denies it\n\n", DENIED), id="two lines"),
        pytest.param(("Mayor denies it\n", LONGER, WAITS), id="no blank lines"),
        pytest.param(("Mayor denies it\n", "The mayor denied it on Monday.\n", "The board waits.\n"), id="a line each"),
        pytest.param(FLEET, id="a list"),
    ],
)
def test_a_few_hard_wrapped_lines_are_one_paragraph(parts: tuple[str, ...]) -> None:
    text = "".join(parts)
    assert [block.span.cut(text) for block in seen(text).blocks] == [part.strip() for part in parts]


SENTENCE = "The harbour of Oslo was closed, the mayor said, and nobody knew for how long. "
LONG = {
    "plain sentences": SENTENCE * 200,
    "no full stop": SENTENCE.replace(".", "") * 200,
    "no comma": SENTENCE.replace(".", "").replace(",", "") * 200,
    "no blank": "x" * 9000,
    "quoted": "“" + SENTENCE * 200 + "”",
    "a reference": "A title\n\nReferences\n1. ^ " + SENTENCE * 200 + "\n2. ^ " + SENTENCE,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_blocks_and_sentences_are_no_longer_than_can_be_read(text: str) -> None:
    found = seen(text)
    assert max(block.span.end - block.span.start for block in found.blocks) <= 4000
    assert max(sentence.span.end - sentence.span.start for sentence in found.sentences) <= 2000
    assert [block.order for block in found.blocks] == list(range(len(found.blocks)))
    kept = "".join(block.span.cut(text) for block in found.blocks)
    assert "".join(kept.split()) == "".join(text.split())
    kept = "".join(sentence.span.cut(text) for sentence in found.sentences)
    assert len("".join(kept.split())) >= len("".join(text.split())) - 10  # marks at the head of a block


def test_a_long_paragraph_is_cut_between_its_sentences_and_outside_quotation_marks() -> None:
    text = (SENTENCE + f"“{SENTENCE}Nobody.” ") * 100
    assert {block.span.cut(text)[-8:] for block in seen(text).blocks} == {"Nobody.”"}
    assert {sentence for sentence in sentences(text) if not sentence.startswith("“")} == {SENTENCE.strip()}


@pytest.mark.parametrize("run", ["." * 3000, ". " * 1500, "…" * 3000, "...”" * 800, " " * 200_000, "\u2003" * 200_000])
def test_a_run_of_dots_or_blanks_ends_in_time_that_grows_with_its_length(run: str) -> None:
    text = f"Contents\n\nThe first chapter tells of the harbour {run} 12 and of the town.\n\nAnother line of it."
    assert sentences(text)[-1] == "Another line of it."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“It rained. We left,” she said.", ["“It rained.", " We left,” she said."]),
        ("“What? We never left,” she said.", ["“What?", " We never left,” she said."]),
        ("“What?” she asked.", ["“What?” she asked."]),
        ("“Mr. Orm left. [4] He was late,” she said.", ["“Mr. Orm left. [4]", " He was late,” she said."]),
        ("She said “it rained”.", ["She said “it rained”."]),
    ],
)
def test_sentences_end_inside_a_quotation(text: str, parts: list[str]) -> None:
    (sentence,) = seen(text + "\n").sentences
    ends = [sentence.span.start, *find_inner_ends(text, sentence), sentence.span.end]
    assert [text[start:end] for start, end in pairwise(ends)] == parts


def test_sentences_hold_their_tokens() -> None:
    text = "“We’re off. It’s late,” Dr. Holm said.\n\nThey can’t stay."
    sentences = parse(Source("t", text, "0", Metadata("t"))).sentences
    assert [[token.text for token in each.tokens] for each in sentences] == [
        ["“", "We", "’re", "off", ".", "It", "’s", "late", ",", "”", "Dr.", "Holm", "said", "."],
        ["They", "ca", "n’t", "stay", "."],
    ]
    for each in sentences:
        assert all(token.text == text[token.start : token.end] for token in each.tokens)
        assert each.span.start == each.tokens[0].start
        assert each.span.end == each.tokens[-1].end
