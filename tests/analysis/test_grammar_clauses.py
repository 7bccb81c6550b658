"""Where clauses begin and end, whether they only suppose, and what the verbs in them assert."""

from __future__ import annotations

import pytest
from marked import at, shallow_parse


def _clause(sentence: str, verb: str) -> str:
    read = shallow_parse(sentence)
    index = at(read, verb)
    return read.cut(read.left(index), read.right(index)).cut(read.text)


@pytest.mark.parametrize(
    ("sentence", "verb", "clause"),
    [
        ("Ana resigned because Otto fled.", "resigned", "Ana resigned"),
        ("Ana resigned because Otto fled.", "fled", "Otto fled"),
        ("She read the letter; Otto fled.", "fled", "Otto fled"),
        ("She read the letter – Otto fled.", "read", "She read the letter"),
        ("Ana was arrested in 2001, but charges were dropped.", "arrested", "Ana was arrested in 2001,"),
        ("Ana was arrested in 2001, but charges were dropped.", "dropped", "charges were dropped"),
        ("Ana slept before he launched the ship.", "launched", "he launched the ship"),
        ("Ana slept once he launched the ship.", "launched", "he launched the ship"),
        ("In 2007 she left, and in 2008, she ended the strike.", "left", "In 2007 she left,"),
        ("In 2007 she left, and in 2008, she ended the strike.", "ended", "in 2008, she ended the strike"),
    ],
)
def test_a_clause_ends_where_another_begins(sentence: str, verb: str, clause: str) -> None:
    assert _clause(sentence, verb) == clause


@pytest.mark.parametrize(
    ("sentence", "verb", "clause"),
    [
        ("Ana arrested and charged Otto on Monday.", "arrested", "Ana arrested and charged Otto on Monday"),
        ("A driver named <person:Otto Brand> fled in 2011.", "fled", "A driver named Otto Brand fled in 2011"),
        ("She signed the report released on Monday.", "signed", "She signed the report released on Monday"),
        ("Born in 1901, she moved to <place:Harrow>.", "moved", "she moved to Harrow"),
        ("Raised in 1901, she moved to <place:Harrow>.", "moved", "she moved to Harrow"),
        ("After leaving the bank, she moved to <place:Harrow>.", "moved", "she moved to Harrow"),
        ("She read the vow of <person:Ana Vale> calling for peace.", "read", "She read the vow of Ana Vale"),
        ("She met <person:Ana Vale> following the strike.", "met", "She met Ana Vale following the strike"),
    ],
)
def test_what_belongs_to_a_clause(sentence: str, verb: str, clause: str) -> None:
    assert _clause(sentence, verb) == clause


@pytest.mark.parametrize(
    ("sentence", "verb", "supposes"),
    [
        ("If Ana resigned, they would vote.", "resigned", True),
        ("Unless Ana resigned, they would vote.", "resigned", True),
        ("They asked whether Ana resigned.", "resigned", True),
        ("They asked whether she had paid and resigned.", "resigned", True),
        ("Should Ana be elected, they would vote.", "elected", True),
        ("In the event of an attack launched at night, they would flee.", "launched", True),
        ("Ana resigned, although they voted.", "resigned", False),
        ("They said that Ana resigned.", "resigned", False),
        ("If they voted, fine; Ana resigned.", "resigned", False),
    ],
)
def test_a_clause_that_only_supposes(sentence: str, verb: str, supposes: bool) -> None:
    read = shallow_parse(sentence)
    assert read.conditional(at(read, verb)) is supposes


@pytest.mark.parametrize(
    ("sentence", "apart"),
    [
        ("She was jailed before killing Otto.", True),
        ("She was jailed for robbing banks.", True),
        ("She was jailed without seeing a judge.", True),
        ("She was accused of robbing banks.", True),
        ("She was fond of robbing banks.", False),
        ("She was jailed for 12 years.", False),
        ("She slept for a king.", False),
    ],
)
def test_a_gerund_tells_of_something_else(sentence: str, apart: bool) -> None:
    read = shallow_parse(sentence)
    assert any(read.by_doing(index) for index in range(len(read.tokens))) is apart


@pytest.mark.parametrize(
    ("sentence", "verb", "group", "passive", "assertive"),
    [
        ("Ana resigned.", "resigned", "resigned", False, True),
        ("Ana had quickly resigned.", "resigned", "had quickly resigned", False, True),
        ("Ana was arrested.", "arrested", "was arrested", True, True),
        ("Ana has been arrested.", "arrested", "has been arrested", True, True),
        ("Ana got arrested.", "arrested", "got arrested", True, True),
        ("Ana is being arrested.", "arrested", "is being arrested", True, True),
        ("Ana was arrested and charged.", "charged", "charged", True, True),
        ("Ana was not arrested.", "arrested", "was not arrested", True, False),
        ("Ana wasn’t arrested.", "arrested", "wasn’t arrested", False, False),
        ("Ana never resigned.", "resigned", "never resigned", False, False),
        ("Ana did not resign.", "resign", "did not resign", False, False),
        ("Ana will be arrested.", "arrested", "will be arrested", True, False),
        ("Ana may have resigned.", "resigned", "may have resigned", False, False),
        ("Ana is to be arrested.", "arrested", "is to be arrested", True, False),
        ("Ana failed to be elected.", "elected", "to be elected", True, False),
        ("They led him to be arrested.", "arrested", "to be arrested", True, True),
        ("She was the first woman to be elected.", "elected", "to be elected", True, True),
        ("Be arrested.", "arrested", "Be arrested", True, False),
        ("They’ve arrested Ana.", "arrested", "’ve arrested", False, True),
        ("She’ll be arrested.", "arrested", "’ll be arrested", True, False),
        ("She’d be arrested.", "arrested", "’d be arrested", True, False),
        ("She’d arrested Ana.", "arrested", "’d arrested", False, True),
    ],
)
def test_a_verb_with_its_auxiliaries(sentence: str, verb: str, group: str, passive: bool, assertive: bool) -> None:
    read = shallow_parse(sentence)
    found = read.group(at(read, verb))
    assert read.cut(found.start, found.verb + 1).cut(read.text) == group
    assert (found.passive, found.assertive) == (passive, assertive)


@pytest.mark.parametrize(
    ("sentence", "word", "finite", "adjectival"),
    [
        ("Ana signed the treaty.", "signed", True, False),
        ("Ana wrote it.", "wrote", True, False),
        ("The leaked documents are old.", "leaked", False, True),
        ("The newly appointed officials left.", "appointed", False, True),
        ("They spoke of recently freed miners.", "freed", False, True),
        ("The attacks that killed people ended.", "killed", True, False),
        ("Flooding killed 20 miners.", "killed", True, False),
        ("They said that retired judges left.", "retired", False, True),
        ("She gave the last signed copy.", "signed", False, True),
    ],
)
def test_a_participle_before_its_noun_is_no_finite_verb(
    sentence: str, word: str, finite: bool, adjectival: bool
) -> None:
    read = shallow_parse(sentence)
    index = at(read, word)
    assert (read.finite(index), read.adjectival(index)) == (finite, adjectival)


@pytest.mark.parametrize(
    ("sentence", "joined", "verb"),
    [
        ("She rose and fell.", "and", "rose"),
        ("She became known and fell.", "and", "became"),
        ("She hoped to be elected and fell.", "and", "elected"),
        ("She hoped to be elected, and fell.", "and", "hoped"),
        ("The ship; and fell.", "and", None),
    ],
)
def test_the_verb_that_another_is_joined_to(sentence: str, joined: str, verb: str | None) -> None:
    read = shallow_parse(sentence)
    found = read.verb_left_of(at(read, joined))
    assert (None if found is None else read.tokens[found].word) == verb


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("He agreed to be seen.", "be"),
        ("They need a hundred boats.", "hundred"),
        ("<person:Ted Shed> left.", "Shed"),
        ("They sail on a red boat.", "red"),
        ("Having slept, she left.", "Having"),
    ],
)
def test_what_only_looks_finite(sentence: str, word: str) -> None:
    read = shallow_parse(sentence)
    assert not read.finite(at(read, word))
