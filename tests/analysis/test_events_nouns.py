"""How a noun that names a happening stands in its sentence: its verb, what depends on it, when and where it was."""

from __future__ import annotations

import pytest
from marked import happened, marked

from xpkg.analysis.events.noun_frames import Slot, noun_frame
from xpkg.analysis.events.sentence_tree import SentenceTree, sentence_tree
from xpkg.analysis.events.tree_repairs import mended
from xpkg.analysis.times import find_times
from xpkg.model import Metadata, Source
from xpkg.syntax import Parse, read
from xpkg.text import parse
from xpkg.text.tokens import tokenize


def _tree(words: str) -> Parse:
    (tree,) = read(parse(Source("t", marked(words).text, "0", Metadata("")))).parses
    return tree


def _view(words: str) -> SentenceTree:
    given = marked(words)
    text = parse(Source("t", given.text, "0", Metadata("", issued="2015-11-11")))
    (tree,) = read(text).parses
    return sentence_tree(given.text, tree, given.mentions, find_times(text))


@pytest.mark.parametrize(
    ("sentence", "noun", "slot", "verb", "start"),
    [
        ("The army launched an attack.", "attack", Slot.OBJECT, "launched", "an"),
        ("The army launched a series of raids.", "raids", Slot.OBJECT, "launched", "a"),
        ("The army launched raids and attacks.", "attacks", Slot.OBJECT, "launched", "attacks"),
        ("The army conducted what it called exercises.", "exercises", Slot.OBJECT, "conducted", "exercises"),
        ("The strike began in May.", "strike", Slot.SUBJECT, "began", "the"),
        ("Sanctions were imposed in May.", "sanctions", Slot.PASSIVE_SUBJECT, "imposed", "sanctions"),
        ("They slept during the siege.", "siege", Slot.OBLIQUE, "slept", "the"),
    ],
)
def test_what_a_noun_is_to_its_verb(sentence: str, noun: str, slot: Slot, verb: str, start: str) -> None:
    view = _view(sentence)
    at = next(place for place in range(len(view.tree)) if view.low(place) == noun)
    frame = noun_frame(view, at)
    assert (frame.slot, view.low(frame.start)) == (slot, start)
    assert frame.verb is not None
    assert view.low(frame.verb) == verb


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Last week’s trial of <person:Ana Vale> was short.", "2015-11-02/2015-11-08"),
        ("The trial of <person:Ana Vale> in 2011 was short.", "2011"),
        ("The trial in 2011 of <person:Ana Vale> was short.", "2011"),
        ("The trial of <person:Ana Vale> began in 2011.", "2011"),
        ("The trial of <person:Ana Vale>, which began in 2011, was short.", "2011"),
        ("The trial of <person:Ana Vale> before the 2014 election was short.", ""),
        ("The trial of <person:Ana Vale> since 2011 was short.", ""),
    ],
)
def test_when_the_happening_of_a_noun_was(sentence: str, expected: str) -> None:
    dates = [date for kind, date, _ in happened(sentence) if kind == "trial"]
    assert dates == [expected]


@pytest.mark.parametrize(
    ("sentence", "kind", "roles"),
    [
        ("In a 2011 speech to officials, <person:Ana Vale> called for peace.", "speech",
         {"agent": "Ana Vale", "recipient": "officials"}),
        ("In a speech made after rebels took the town in 2011, <person:Ana Vale> called for peace.", "speech",
         {"agent": "Ana Vale"}),
        ("The mayor, <person:Otto Brand>, gave a speech on 4 May 2011 in which he called it a lie.", "speech",
         {"agent": "Otto Brand"}),
        ("The harbour spokesman <person:Otto Brand> gave a speech in 2011.", "speech", {"agent": "Otto Brand"}),
        ("They heard of the arrest of retired general and director <person:Otto Brand> in 2011.", "arrest",
         {"patient": "Otto Brand"}),
        ("They heard of the arrest of the general and <person:Otto Brand> in 2011.", "arrest",
         {"patient": "general", "patient ": "Otto Brand"}),
        ("<organization:Tarn Bank> issued a joint statement with <place:Ostland> in 2011.", "statement",
         {"agent": "Tarn Bank", "participant": "Ostland"}),
        ("It ended after a clerk and his wife carried out a shooting in <place:Harrow> in 2011.", "attack",
         {"agent": "clerk", "agent ": "wife"}),
    ],
)  # fmt: skip
def test_who_takes_part_in_the_happening_of_a_noun(sentence: str, kind: str, roles: dict[str, str]) -> None:
    found = [parts for event_type, _, parts in happened(sentence) if event_type == kind]
    assert len(found) == 1
    assert set(found[0]) == {role.strip() for role in roles}
    assert set(found[0].values()) <= set(roles.values())


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("<person:Ana Vale> condemned the attack in <place:Harrow> in 2011.", True),
        ("<person:Ana Vale> wanted to launch an attack in <place:Harrow> in 2011.", False),
        ("In last week’s debate in <place:Harrow>, <person:Ana Vale> will face <person:Otto Brand>.", False),
        ("In last week’s debate in <place:Harrow>, <person:Ana Vale> faced <person:Otto Brand>.", True),
        ("They have no plan to fill the void after the attack in <place:Harrow> in 2011.", True),
        ("They called the election in <place:Harrow> in 2011 unfair.", True),
        ("The threat of an attack in <place:Harrow> in 2011 was small.", False),
        ("They would vote in the referendum in <place:Harrow> in 2017.", False),
    ],
)
def test_what_is_presupposed_stands_whatever_governs_it(sentence: str, told: bool) -> None:
    kinds = {"attack", "meeting", "election"}
    assert bool([kind for kind, _, _ in happened(sentence) if kind in kinds]) is told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("They attended the 2012 Harrow Games.", True),
        ("They left town to enlist in the Harrow War.", True),
        ("It began shortly after the Harrow War, they called to say.", True),
        ("They plan to attend the Harrow Games.", False),
    ],
)
def test_a_named_happening_is_ahead_only_where_it_is_what_is_planned(sentence: str, told: bool) -> None:
    assert bool(happened(sentence)) is told


def test_a_citation_marker_is_no_word() -> None:
    found = happened("They have a daughter, <person:Ana Vale> [3] (b. March 2009), and a son.")
    assert [(kind, date) for kind, date, _ in found] == [("birth", "2009-03")]


def test_a_sum_of_money_is_one_object() -> None:
    ((_, _, roles),) = happened("In 2011 <person:Ana Vale> paid $8 million for it.")
    assert roles["patient"] == "$8 million"


def test_that_is_no_pronoun_where_the_verb_has_an_object() -> None:
    tree = mended(_tree("The theory that police arrested Otto Brand in 2011 is old."))
    assert (tree.relations[2], tree.relations[4], tree.word(tree.heads[4])) == ("mark", "acl", "theory")


def test_what_stands_behind_a_conjunction_is_the_subject() -> None:
    tree = Parse(
        tokenize("It ended after rebels took it."),
        ("PRON", "VERB", "ADP", "NOUN", "VERB", "PRON", "PUNCT"),
        ("PRP", "VBD", "IN", "NNS", "VBD", "PRP", "."),
        (1, -1, 3, 4, 1, 4, 1),
        ("nsubj", "root", "case", "obl", "conj", "obj", "punct"),
    )
    found = mended(tree)
    assert found.relations[2:5] == ("mark", "nsubj", "advcl")
    assert found.heads[2:5] == (4, 4, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "The boat that they left sank.",
        "It ended after the war and they left.",
        "She is the daughter of the mayor Otto Brand.",
    ],
)
def test_trees_that_need_no_mending(sentence: str) -> None:
    tree = _tree(sentence)
    assert mended(tree) is tree
