"""Subtitles and chats: what people say in turn, each line with its time."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.annotators import DEFAULT
from xpkg.corpus import read_corpus
from xpkg.model import Authority, BlockType
from xpkg.pipeline.graphs import analyse
from xpkg.readers import Given, read_documents, reader_of

SRT = """1
00:00:01,000 --> 00:00:04,000
CHAIR: The hearing is open.
Mr. Falk, did you see the bills?

2
00:00:04,500 --> 00:00:07,000
FALK: I saw some of them. I deny
that I hid any

3
00:00:07,200 --> 00:00:09,000
of them from the council.

4
00:00:10,000 --> 00:00:12,000
[applause]

5
00:00:12,500 --> 00:00:15,000
<i>CHAIR: Thank you.</i>
"""
VTT = """WEBVTT
Language: en

STYLE
::cue { color: white }

NOTE made by hand

intro
00:01.000 --> 00:04.000 align:start
<v Maria Ortega>The hearing is open &amp; public.</v>

00:04.500 --> 00:07.000
<v Jonas Falk>I deny that I hid any

00:07.200 --> 00:09.000
<v Jonas Falk>of the bills.
"""
ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000
the<00:00:00.400><c> council</c><00:00:00.800><c> hid</c>

00:00:02.000 --> 00:00:02.010
the council hid

00:00:02.010 --> 00:00:04.000
the council hid
the<00:00:02.400><c> cost</c>

00:00:04.000 --> 00:00:04.010
the cost
"""
DASHES = """1
00:00:01,000 --> 00:00:02,000
- Was it open?
- It was not.

2
00:00:02,500 --> 00:00:03,000
>> Nobody told me.

3
00:01:00,000 --> 00:01:02,000
Much later it rained.
"""
CHAT = """[13/05/2021, 10:01:12] Ann Low: The auditors say that the council hid the cost.
[13/05/2021, 10:02:40] Ruth Castle: I deny that.
There is one set of books.
[14/05/2021, 10:03:01] Ann Low: <Media omitted>
"""
ANDROID = """5/13/21, 10:01 AM - Messages are end-to-end encrypted.
5/13/21, 10:02 AM - Ann Low: Who said so?
5/13/21, 10:05 AM - +47 555 0199: Nobody did: it was in the minutes.
"""


def read(text: str, name: str) -> list[tuple[str, str]]:
    (document,) = read_documents(text.encode(), Given(name))
    return [(piece.path, piece.words) for piece in document.pieces]


def test_what_one_speaker_says_goes_over_lines_and_times() -> None:
    assert read(SRT, "a.srt") == [
        ("00:00:01,000", "CHAIR: The hearing is open. Mr. Falk, did you see the bills?"),
        ("00:00:04,500", "FALK: I saw some of them. I deny that I hid any of them from the council."),
        ("00:00:10,000", "[applause]"),
        ("00:00:12,500", "CHAIR: Thank you."),
    ]
    (document,) = read_documents(SRT.encode(), Given("a.srt"))
    assert document.pieces[2].type is BlockType.BOILERPLATE


def test_voices_of_webvtt() -> None:
    assert read(VTT, "a.vtt") == [
        ("00:01.000", "Maria Ortega: The hearing is open & public."),
        ("00:04.500", "Jonas Falk: I deny that I hid any of the bills."),
    ]


def test_lines_that_roll_up_are_read_once() -> None:
    assert [words for _, words in read(ROLLING, "a.vtt")] == ["the council hid the cost"]


def test_another_speaker_without_a_name() -> None:
    assert [words for _, words in read(DASHES, "a.srt")] == [
        "Was it open?", "It was not.", "Nobody told me.", "Much later it rained.",
    ]  # fmt: skip


def test_a_chat() -> None:
    assert reader_of(CHAT.encode(), "chat.txt").name == "chat"
    (document,) = read_documents(CHAT.encode(), Given("chat.txt"))
    assert [(piece.words, piece.type) for piece in document.pieces] == [
        ("Ann Low: The auditors say that the council hid the cost.", None),
        ("Ruth Castle: I deny that. There is one set of books.", None),
        ("<Media omitted>", BlockType.BOILERPLATE),
    ]
    assert [(fact.field, fact.value) for fact in document.facts] == [("issued", "2021-05-13")]
    (other,) = read_documents(ANDROID.encode(), Given("chat.txt"))
    assert [piece.words for piece in other.pieces if not piece.type] == [
        "Ann Low: Who said so?", "+47 555 0199: Nobody did: it was in the minutes.",
    ]  # fmt: skip
    assert [fact.value for fact in other.facts] == ["2021-05-13"]


@pytest.mark.parametrize("text", [
    "10 May 2021, 10:01 - the ferry sank.\nNobody said why.\n",
    "On 13/05/2021, 10:01 she said: no.\nOn 14/05/2021 he agreed.\n",
])  # fmt: skip
def test_what_is_no_chat(text: str) -> None:
    assert reader_of(text.encode(), "a.txt").name == "text"


@pytest.mark.parametrize(("name", "text"), [("a.vtt", VTT), ("a.srt", SRT), ("a.txt", CHAT)])
def test_who_says_i(name: str, text: str, tmp_path: Path) -> None:
    """The format tells that labels are those of speakers, however seldom each comes."""
    (tmp_path / name).write_text(text)
    (source,) = read_corpus([tmp_path / name]).sources
    analysis = analyse(source, Authority(()), ANNOTATORS[DEFAULT])
    denotes = dict(analysis.identities.denotes)
    said = [
        (analysis.identities.entities[denotes[each.source]].label, each.content[0].cut(source.text))
        for each in analysis.attributions
        if each.source in denotes
    ]
    name = "Ruth Castle" if text is CHAT else "Falk" if text is SRT else "Jonas Falk"
    assert [each for each in said if each[1].startswith(("that", "I "))], said
    assert {who for who, words in said if words.startswith(("that", "I "))} == {name}
