"""Source phrases: whose the heads are, and what only hangs on them."""

from __future__ import annotations

import pytest

from tests.coreference.stories import given, marked_view, mentions_in, says
from xpkg.coreference.phrase_heads import PhraseHeads
from xpkg.coreference.source_phrases import SourcePhrases, resolve_source_phrases
from xpkg.model import Mode, Span


def heads(marked: str) -> list[str]:
    """The heads of the phrase that stands between bars, by their words."""
    view = marked_view(marked.replace("|", ""))
    plain, _ = mentions_in(marked)
    start = plain.index("|")
    phrase = Span(start, plain.index("|", start + 1) - 1)
    found = PhraseHeads(view.source, view.mentions).of(phrase)
    return [view.mentions[number].span.cut(view.source) for number in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("|[Rosa Vidal]| spoke.", ["Rosa Vidal"]),
        ("|The late Senator [Rosa Vidal]| spoke.", ["Rosa Vidal"]),
        ("|[Rosa Vidal], a friend of [Jan Kubis],| spoke.", ["Rosa Vidal"]),
        ("|[Rosa Vidal] of the [Orm Gazette/o]| spoke.", ["Rosa Vidal"]),
        ("|[Rosa Vidal] MP| spoke.", ["Rosa Vidal"]),
        ("|[Rosa Vidal] (Orm)| spoke.", ["Rosa Vidal"]),
        # What the head possesses, serves or is about speaks; the name does not.
        ("|[Rosa Vidal]’s lawyer| spoke.", []),
        ("|[her] lawyer| spoke.", []),
        ("|A spokesman for the [Orm Gazette/o]| spoke.", []),
        ("|Aides to [Rosa Vidal]| spoke.", []),
        ("|A report naming [Rosa Vidal]| spoke.", []),
        ("|The woman accusing [Rosa Vidal]| spoke.", []),
        ("|A man calling himself [Rosa Vidal]| spoke.", ["Rosa Vidal"]),
        ("|The acting mayor [Rosa Vidal]| spoke.", ["Rosa Vidal"]),
        ("|A housing officer, [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|The [Orm/p] reporter| spoke.", []),
        ("|A [Orm/p]| spoke.", []),
        # Lists.
        ("|[Rosa Vidal] and [Jan Kubis]| spoke.", ["Rosa Vidal", "Jan Kubis"]),
        ("|[Rosa Vidal], [Jan Kubis] and [Bo Reed]| spoke.", ["Rosa Vidal", "Jan Kubis", "Bo Reed"]),
        ("|[Rosa Vidal] or Senator [Jan Kubis]| spoke.", ["Rosa Vidal", "Jan Kubis"]),
        ("|[Rosa Vidal], who met [Jan Kubis] and [Bo Reed],| spoke.", ["Rosa Vidal"]),
        # A name beside a role.
        ("|One official, [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|The bellringer, [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|The head of the league, [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|One of the heads of the league, [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|The heads of the league, [Rosa Vidal],| spoke.", []),
        ("|The [minister/n], [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|Secretary of State [Rosa Vidal]| spoke.", ["Rosa Vidal"]),
        ("|Ambassador to the European Union [Rosa Vidal]| spoke.", ["Rosa Vidal"]),
        ("|Aide to President [Rosa Vidal]| spoke.", []),
        ("|The mayor, [Rosa Vidal], and her deputy, [Jan Kubis],| spoke.", ["Rosa Vidal", "Jan Kubis"]),
        ("|The mayor, [Rosa Vidal], and a spokesman for [Jan Kubis]| spoke.", ["Rosa Vidal"]),
        # One or some of others.
        ("|One of them, the nurse [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|Another, 30-year-old crane operator [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|The youngest of the four, [Rosa Vidal],| spoke.", ["Rosa Vidal"]),
        ("|Two of the witnesses, [Rosa Vidal] and [Jan Kubis],| spoke.", ["Rosa Vidal", "Jan Kubis"]),
        ("|One of the newspapers, the [Orm Gazette/o],| spoke.", ["Orm Gazette"]),
        ("|One of them, a friend of [Rosa Vidal],| spoke.", []),
        ("|One of the nurses, at the [Orm Clinic/o],| spoke.", []),
        ("|Two of the witnesses, [Rosa Vidal],| spoke.", []),
        # A verb that was left at the end of the phrase.
        ("|[Rosa Vidal] say| so.", ["Rosa Vidal"]),
        ("|[Rosa Vidal] fans| spoke.", []),
    ],
)
def test_heads(marked: str, expected: list[str]) -> None:
    assert heads(marked) == expected


@pytest.mark.parametrize(
    ("marked", "word", "label"),
    [
        ("It was [Rosa Vidal], who spoke.", "who", "Rosa Vidal"),
        ("It was [Rosa Vidal] (Orm), who spoke.", "who", "Rosa Vidal"),
        ("It was [Rosa Vidal], a lawyer in [Orm/p], who spoke.", "who", "Rosa Vidal"),
        ("It was the [Orm Gazette/o], which spoke.", "which", "Orm Gazette"),
        ("It was [Rosa Vidal] and the man who spoke.", "who", None),
        ("It was [Rosa Vidal]. A man who spoke left.", "who", None),
    ],
)
def test_a_relative_pronoun_means_what_stands_before_it(marked: str, word: str, label: str | None) -> None:
    view = marked_view(marked)
    resolution = given(view, [mention.name for mention in view.mentions])
    phrases = SourcePhrases(view.source, view.mentions, resolution.entity_of)
    start = view.source.index(f" {word} ") + 1
    found = phrases.bearers(Span(start, start + len(word)))
    assert [resolution.entities.label(entity) for entity in found] == ([] if label is None else [label])


def test_i_am_whoever_speaks_the_words() -> None:
    marked = "[Rosa Vidal] said: “And I think that it rains.”"
    said = says(marked, "Rosa Vidal", "“And I think that it rains.”", Mode.DIRECT)
    inner = says(marked, "I", "that it rains")
    view = marked_view(marked, said, inner)
    decisions = resolve_source_phrases(view, given(view, ["Rosa Vidal"]))
    assert inner.source is not None
    assert said.source is not None
    assert decisions.phrases == {said.source: (0,), inner.source: (0,)}
    alone = marked_view(marked, inner)
    assert not resolve_source_phrases(alone, given(alone, ["Rosa Vidal"])).phrases


def test_both_of_a_list_are_denoted_once() -> None:
    marked = "[Rosa Vidal], [Jan Kubis] and [Vidal] said that it rains."
    view = marked_view(marked, says(marked, "Rosa Vidal, Jan Kubis and Vidal", "that it rains"))
    decisions = resolve_source_phrases(view, given(view, ["Rosa Vidal", "Jan Kubis", "Rosa Vidal"]))
    assert list(decisions.phrases.values()) == [(0, 1)]
