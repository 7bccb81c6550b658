"""The rules on kinds of sentences that are seldom in newspapers: documents that say, passives, headlines, asides."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions import find_attributions, patterns
from xpkg.analysis.attributions.methods import METHODS
from xpkg.model import Attribution, Metadata, Source
from xpkg.text import parse

Told = tuple[str, str, str]


def _read(words: str, title: str = "News from the river town") -> tuple[tuple[Attribution, ...], list[Told]]:
    body = f"{title}\n\nThe town lies on a river.\n\n{words}\n\nThe town has two bridges and a mill.\n"
    found = find_attributions(parse(Source("t", body, "0", Metadata(""))), (), (), patterns.annotate)
    told = [
        (
            one.source.cut(body) if one.source else "",
            " ".join(span.cut(body) for span in one.cue),
            " … ".join(span.cut(body) for span in one.content),
        )
        for one in found
    ]
    assert all(one.method in METHODS for one in found)
    return found, told


CASES = [
    # who speaks where the phrase has a role, a name, a clause of its own
    ("According to the club's coach, Ann Low, the boat was old.", "the club's coach, Ann Low", "the boat was old"),
    ("According to Ann Low, who led the work, the dam was old.", "Ann Low, who led the work", "the dam was old"),
    ("According to Low the boat was sold in May.", "Low", "the boat was sold in May"),
    ("Neither Ann Low nor Bo Lind said the dam was old.", "", "the dam was old"),
    ("Both Ann Low and Bo Lind said the dam was old.", "Both Ann Low and Bo Lind", "the dam was old"),
    ("The paper quoted Ann Low as saying that the dam was old.", "Ann Low", "that the dam was old"),
    ("According to the Herald, the minister, Ann Low, ordered a search of the dam.", "the minister, Ann Low",
     "a search of the dam"),
    ("According to the Ministry of Works over 300 homes have been lost in a flood near Berg, Norway.",
     "the Ministry of Works", "over 300 homes have been lost in a flood near Berg, Norway"),
    ("The town has a wall which, according to the Herald, the board and the mayor have both criticised.",
     "the Herald", "the board and the mayor have both criticised"),
    ("According to Berg News, quoting a letter from the board, the dam was old.",
     "Berg News, quoting a letter from the board", "the dam was old"),
    # documents that say
    ("A letter to the council warning of floods was never answered.", "A letter to the council", "floods"),
    ("A sign reading “Danger: deep water” hung on the gate.", "A sign", "“Danger: deep water”"),
    ("Ann Low wrote a letter to the council asking for help.", "Ann Low", "help"),
    ("The site explains, in simple words, that the dam is old.", "The site", "that the dam is old"),
    # passives
    ("It is alleged that the mayor took money.", "", "that the mayor took money"),
    ("The mayor is said to have taken money.", "", "The mayor … to have taken money"),
    ("The mayor has been accused by the board of taking money.", "the board", "The mayor … of taking money"),
    ("The council was warned by Ann Low that the dam was old.", "Ann Low", "that the dam was old"),
    ("Bo Lind was arrested and told that he could not leave.", "", "that he could not leave"),
    # nouns of saying, names beside a quotation
    ("Her verdict was blunt: “It will fall in a year.”", "Her", "“It will fall in a year.”"),
    ("His last words to his brother were: “Do not cry.”", "His", "“Do not cry.”"),
    ("The mine, in Ann Low's words, is “a grave with a gate”.", "Ann Low's", "The mine … is “a grave with a gate”"),
    ("“The dam will fall in a year.” — Ann Low", "Ann Low", "“The dam will fall in a year.”"),
    ("The paper repeated Ann Low's claim that the dam was old.", "Ann Low's", "that the dam was old"),
    ("Reports that Bo Lind had fled were denied by his office.", "his office", "Reports that Bo Lind had fled"),
    ("They asked for the passage of the Clean River Act, which condemns the mine.", "the Clean River Act", "the mine"),
    # whose verb it is
    ("Bo Lind noted that the mayor, Ann Low, had promised in May that it would be built.", "the mayor, Ann Low",
     "that it would be built"),
    ("Bo Lind noted that the mayor, who resigned in May, had promised that it would be built.",
     "Bo Lind", "that the mayor, who resigned in May, had promised that it would be built"),
    ("Bo Lind said Ann Low, the mayor, had promised a new road.", "Ann Low, the mayor", "a new road"),
    ("The board paid for a study which concluded that the dam was old.", "a study", "that the dam was old"),
    ("He read a report that found that the dam was old.", "a report", "that the dam was old"),
    ("Union leader Ann Low, who has called for a strike, wrote that all was well.", "Ann Low", "a strike"),
    ("Union leader Ann Low, who has called for a strike, wrote that all was well.",
     "Union leader Ann Low, who has called for a strike", "that all was well"),
    ("The files, which the paper said it had found in May, fill a room.", "the paper", "it had found in May"),
    ("Bo Lind said he was ill, a claim which Ann Low called absurd.", "Bo Lind", "he was ill"),
    ("The work left him, in his own words, “mad with grief”.", "his", "“mad with grief”"),
    # asides and clauses
    ("The dam – which Ann Low calls “a grave” – is old.", "Ann Low", "“a grave”"),
    ("The board, Ann Low said in a letter, knew of the cracks.", "Ann Low", "The board … knew of the cracks"),
    ("Bo Lind said that, according to Ann Low, the dam was old.", "Ann Low", "the dam was old"),
    ("Bo Lind said Ann Low had told him that the dam was old.", "Ann Low", "that the dam was old"),
    ("The paper said that two clerks, speaking in private, said all was well.", "two clerks",
     "all was well"),
    ("This fact, Ann Low argues, changes the whole matter.", "Ann Low", "This fact … changes the whole matter"),
    ("As Ann Low told the paper, the dam is old.", "Ann Low", "the dam is old"),
    ("Ann Low said under the new law, dams must be closed.", "Ann Low", "under the new law, dams must be closed"),
    ("Ann Low speculated that the dam was old.", "Ann Low", "that the dam was old"),
    ("The guild describes it as a school, but critics say it is a camp.", "The guild", "it as a school"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "source", "content"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_saying_is_found(words: str, source: str, content: str) -> None:
    assert (source, content) in [(who, what) for who, _, what in _read(words)[1]]


@pytest.mark.parametrize(
    "words",
    [
        "The prices rose according to size.",
        "The clerks were paid according to the old system.",
        "They stood before Ann Low's alleged tomb.",
        "Bo Lind was joking around and that was all.",
        "Families in the valley who fear the river moved.",
        "He wanted to leave and say goodbye.",
        "People believe in the songs that bring them here.",
        "What Ann Low said is untrue.",
        "The board made a proposal that would please Ann Low's friends.",
    ],
)
def test_what_only_looks_like_a_saying(words: str) -> None:
    told = _read(words)[1]
    assert not [one for one in told if one[1] not in {"wanted"}]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Dam cracks are old, engineer says", ("engineer", "says", "Dam cracks are old")),
        ("Engineer: Dam cracks are old", ("Engineer", ":", "Dam cracks are old")),
        ("‘No cracks,’ says dam chief", ("dam chief", "says", "‘No cracks,’")),
        ("Dam unsafe – report", ("report", "–", "Dam unsafe")),
        ("Mayor denies dam claims", ("Mayor", "denies", "dam claims")),
    ],
)
def test_a_headline_names_its_speaker_without_an_article(title: str, told: Told) -> None:
    assert _read("The dam is old.", title)[1] == [told]


@pytest.mark.parametrize("title", ["Floods: the river rises", "River town – a walk", "A mill, no report"])
def test_a_headline_that_says_nothing(title: str) -> None:
    assert _read("The dam is old.", title)[1] == []


def test_a_quoted_sentence_takes_no_other_in() -> None:
    words = "Ann Low wrote, “The dam is old.” To “let go” in the guild is to name a bridge that is new."
    assert ("Ann Low", "wrote", "“The dam is old.”") in _read(words)[1]


def test_a_colon_leads_to_the_next_paragraph() -> None:
    assert _read("Ann Low said:\n\n“It will fall in a year. Nobody cares.”")[1] == [
        ("Ann Low", "said:", "“It will fall in a year. Nobody cares.”")
    ]
