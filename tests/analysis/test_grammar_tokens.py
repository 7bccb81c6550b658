"""Words, and what stands on them: names, dates, possessive pronouns."""

from __future__ import annotations

import pytest
from marked import at, marked, shallow_parse, whole

from xpkg.analysis.grammar.tokens import PossessivePronouns, SentenceWords
from xpkg.analysis.grammar.words import adverb, auxiliary, negated, past_like
from xpkg.analysis.grammar.written_words import written_words
from xpkg.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "China’s boat and the U.S.’s boat sank.",
            ["China", "’s", "boat", "and", "the", "U.S.", "’s", "boat", "sank", "."],
        ),
        ("They’ve left and she’ll go.", ["They", "’ve", "left", "and", "she", "’ll", "go", "."]),
        ("From 2011-2014, mid-2011 - late.", ["From", "2011", "-", "2014", ",", "mid-2011", "-", "late", "."]),
        ("Otto’s boat sank.", ["Otto", "’s", "boat", "sank", "."]),
        ("The boat cost $1,200.50 (or €900).", ["The", "boat", "cost", "$1,200.50", "(", "or", "€900", ")", "."]),
        ("Mrs. Vale met Gen. Brand.", ["Mrs.", "Vale", "met", "Gen.", "Brand", "."]),
        ("The U.S. and J. Holm agreed.", ["The", "U.S.", "and", "J.", "Holm", "agreed", "."]),
        ("A well-known 12-year-old left.", ["A", "well-known", "12-year-old", "left", "."]),
        ("It didn’t sink.[3] It swam.[4]: 5", ["It", "didn’t", "sink", ".", "It", "swam", "."]),
        ("Dr. Holm has a Ph.D. now", ["Dr.", "Holm", "has", "a", "Ph.D.", "now"]),
    ],
)
def test_what_is_one_word(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in written_words(text, tokenize(text))] == words


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (negated, ["not", "never", "isn’t", "couldn't", "without"], ["now", "ant", "night"]),
        (auxiliary, ["was", "has", "could", "did", "to", "wasn’t", "won't"], ["went", "today", "said"]),
        (adverb, ["quickly", "also", "again", "himself"], ["family", "july", "italy", "ally", "boat"]),
        (past_like, ["arrested", "wrote", "said", "sank"], ["red", "seed", "hundred", "boat", "need", "united"]),
    ],
)
def test_the_kind_of_a_word(rule: object, yes: list[str], no: list[str]) -> None:
    assert callable(rule)
    assert [word for word in yes if not rule(word)] == []
    assert [word for word in no if rule(word)] == []


def test_names_cover_their_tokens() -> None:
    read = shallow_parse("The <person:Ana Vale> who met <person:Otto Brand>, <place:Harrow>’s mayor, left.")
    names = [read.cut(start, end).cut(read.text) for start, end, _ in read.names()]
    assert names == ["Ana Vale", "Otto Brand", "Harrow"]
    assert read.whole(at(read, "Brand")) == (at(read, "Otto"), at(read, "Brand") + 1)
    assert read.low(at(read, "Harrow") + 1) == "'s"


def test_outside_the_sentence_stands_no_word() -> None:
    read = shallow_parse("They left.")
    assert (read.low(-1), read.low(len(read.tokens))) == ("", "")


def test_a_date_is_passed_as_a_whole() -> None:
    read = shallow_parse("They left on 4 May 2011 by boat.")
    assert read.low(read.past_dates(at(read, "4"))) == "by"
    assert read.past_dates(at(read, "by")) == at(read, "by")


@pytest.mark.parametrize(("words", "low"), [("Ana - who left - slept", "–"), ("a Harrow-born man", "")])
def test_a_hyphen_between_blanks_is_a_dash(words: str, low: str) -> None:
    assert ("–" in [token.low for token in shallow_parse(words).tokens]) is bool(low)


def test_the_longest_of_names_that_overlap_counts() -> None:
    given = marked("<organization:Bank of Harrow> closed.")
    short = marked("Bank of <place:Harrow> closed.")
    mentions = sorted((*given.mentions, *short.mentions), key=lambda mention: mention.span)
    read = SentenceWords(given.text, whole(given.text), mentions, ())
    assert {mentions[index].name for _, _, index in read.names()} == {"Bank of Harrow"}


def test_a_possessive_pronoun_stands_on_no_token_but_is_found() -> None:
    given = marked("They saw <pronoun:his> boat.")
    owners = PossessivePronouns(given.mentions, {given.mentions[0].span.start: 0})
    read = SentenceWords(given.text, whole(given.text), (), (), owners)
    assert read.owner(2) == 0
    assert read.owner(1) is None
    assert read.tokens[2].mention is None
