"""The learned annotator on a text made up for this test, and on texts made to break it."""

from __future__ import annotations

import hashlib

import pytest

from xpkg.analysis.attributions.neural.annotator import annotate
from xpkg.analysis.attributions.neural.rows import ROW, make_rows
from xpkg.model import AttributionCandidate, Metadata, Source, Span, Text
from xpkg.text import parse

ARTICLE = """Harbour plan draws anger

The transport minister, Ana Lindqvist, said on Tuesday that the new harbour would be finished by spring.

“We have kept every promise that we made to the fishermen,” she told reporters. “Nobody will lose a licence.”

Peter Okoro, a spokesman for the fishermen’s union, accused the ministry of hiding the figures. He called for an \
independent inquiry.

The ministry denied that it had hidden anything.

"The numbers," Lindqvist added, "are there for everyone to read."

The ferry leaves the old quay every morning at seven. Its crew wears blue coats.
"""

EXPECTED: list[tuple[str | None, str, list[str]]] = [
    ("The transport minister, Ana Lindqvist,", "said", ["that the new harbour would be finished by spring"]),
    ("she", "told", ["“We have kept every promise that we made to the fishermen,”", "“Nobody will lose a licence.”"]),
    ("Peter Okoro, a spokesman for the fishermen’s union,", "accused", ["the ministry of hiding the figures"]),
    ("He", "called for", ["an independent inquiry"]),
    ("The ministry", "denied", ["that it had hidden anything"]),
    ("Lindqvist", "added", ['"The numbers,"', '"are there for everyone to read."']),
]


def _parse(words: str) -> Text:
    return parse(Source("made-up", words, hashlib.sha256(words.encode()).hexdigest(), Metadata("")))


def _told(claims: tuple[AttributionCandidate, ...], words: str) -> list[tuple[str | None, str, list[str]]]:
    return [
        (
            claim.source.cut(words) if claim.source else None,
            " ".join(span.cut(words) for span in claim.cue),
            [span.cut(words) for span in claim.content],
        )
        for claim in claims
    ]


def test_who_says_what_in_a_made_up_article() -> None:
    def bare(told: list[tuple[str | None, str, list[str]]]) -> list[tuple[str, str, list[str]]]:
        marks = ' .,"“”'
        return [((who or "").strip(marks), cue, [part.strip(marks) for part in parts]) for who, cue, parts in told]

    assert bare(_told(annotate(_parse(ARTICLE), ()), ARTICLE)) == bare(list(EXPECTED))


def test_the_same_text_gives_the_same_claims() -> None:
    assert annotate(_parse(ARTICLE), ()) == annotate(_parse(ARTICLE), ())


def test_a_claim_says_how_sure_it_is() -> None:
    claims = annotate(_parse(ARTICLE), ())
    assert all(0 < claim.confidence < 1 and claim.method for claim in claims)
    assert all(claim.confidence > 0.5 for claim in claims)


def test_names_follow_the_text() -> None:
    changed = ARTICLE.replace("Ana Lindqvist", "Tove Marklund-Ek").replace("Lindqvist", "Marklund-Ek")
    sources = {(source or "").strip(",") for source, _, _ in _told(annotate(_parse(changed), ()), changed)}
    assert {"The transport minister, Tove Marklund-Ek", "Marklund-Ek"} <= sources


def test_references_make_no_claims() -> None:
    words = (
        ARTICLE
        + "\nReferences\n\n"
        + '1. ^ Berg, Ola (2 May 2021). "Minister says harbour is safe". The Coast. Retrieved 3 May 2021.\n'
        + '2. ^ Holm, Eva (4 May 2021). "Union says it was misled". The Coast. Retrieved 5 May 2021.\n'
    )
    start = words.index("References")
    assert all(span.end <= start for claim in annotate(_parse(words), ()) for span in (*claim.cue, *claim.content))


@pytest.mark.parametrize(
    "words",
    [
        "x",
        "“",
        "\n\n \n\n.\n",
        "“He said she said he said. " * 60,
        "said " * 1000,
        "a" * 70_000,
        "𝒳𝒴 said “🙂🙂” \u2029\u2029 “ ” '' `` said: 'no'",
        "He\u00a0said:\u2028“Nobody”\u202f— said.\n\n" * 40,
    ],
)
def test_odd_texts_give_spans_of_the_text(words: str) -> None:
    text = _parse(words)
    for claim in annotate(text, ()):
        parts = [*claim.cue, *claim.content, *([claim.source] if claim.source else [])]
        assert all(0 <= part.start < part.end <= len(words) for part in parts)
        assert not any(a.overlaps(b) for at, a in enumerate(parts) for b in parts[at + 1 :])


def test_no_word_of_the_text_is_left_unread() -> None:
    words = ARTICLE + "He said this and that and more. " * 300
    rows = make_rows(_parse(words))
    assert all(len(row.words) <= ROW for row in rows)
    read = {at for row in rows for start, end in zip(row.starts, row.ends, strict=True) for at in range(start, end)}
    assert read == {at for at, letter in enumerate(words) if not letter.isspace()}


def test_citation_markers_are_no_words() -> None:
    words = "Mara Venn said[3] that the bridge was closed.[4][5] The bridge opened in 1931."
    (claim,) = annotate(_parse(words), ())
    assert claim.source == Span(0, 9)
    assert claim.content[0].cut(words).rstrip(".") == "that the bridge was closed"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = _parse(
        "“The harbour is closed to all ships until the spring,” Ana Lindqvist told reporters on Monday.\n\n"
        "“We hope that the fishermen will understand why the council had to act so soon.”\n"
    )
    (said,) = (one for one in annotate(text, ()) if not one.is_dropped)
    assert [span.cut(text.source.text)[:13] for span in said.content] == ["“The harbour ", "“We hope that"]


def test_an_answer_is_not_the_asker_s() -> None:
    text = _parse(
        "“Will the harbour be closed to all ships until the spring?” Ana Lindqvist asked the council on Monday.\n\n"
        "“We hope that the fishermen will understand why the council had to act so soon.”\n"
    )
    asked = [claim for claim in annotate(text, ()) if claim.source is not None]
    assert all(len(claim.content) == 1 for claim in asked)
