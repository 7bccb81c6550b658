"""Identity: short names, nouns, pronouns and source phrases lead to the right bearer, or to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.analysis.mentions import find_mentions
from xpkg.authority import load_authority
from xpkg.coreference import resolve
from xpkg.model import Attribution, Authority, Identities, Kind, Metadata, Mode, Source, Span, SpeechAct
from xpkg.text import parse

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(ROOT / "data" / "authority")


def identities(text: str, authority: Authority, *sources: str, publisher: str | None = None) -> Identities:
    parsed = parse(Source("story", text, "0", Metadata("t", publisher=publisher)))
    mentions = find_mentions(parsed, authority)
    attributions = tuple(
        Attribution(_span(text, source), (), (Span(0, 1),), Mode.INDIRECT, SpeechAct.SAYS) for source in sources
    )
    return resolve(parsed, mentions, attributions, (), (), authority)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def bearer(text: str, words: str, authority: Authority, publisher: str | None = None) -> str | None:
    """The label of the entity that the last occurrence of ``words`` denotes."""
    found = identities(text, authority, publisher=publisher)
    start = text.rindex(words)
    place = dict(found.denotes).get(Span(start, start + len(words)))
    return found.entities[place].label if place is not None else None


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Marta Oleksy met Jan Kubis. Later Oleksy sang.", "Oleksy", "Marta Oleksy"),
        ("Zhao Kelin, an official, met Zhao Fei, a clerk. Mr. Kelin left.", "Kelin", "Zhao Kelin"),
        ("Ann Carter and her husband Paul Carter came. Ms. Carter spoke.", "Carter", "Ann Carter"),
        ("Ann Carter and her husband Paul Carter came. Mr. Carter spoke.", "Carter", "Paul Carter"),
        ("Robert Haverford spoke. Robert J. Haverford Jr. left.", "Robert J. Haverford Jr", "Robert Haverford"),
        ("The Washington Post called. Then the Post rang again.", "Post", "The Washington Post"),
        ("The Guardian was first. The newspaper said so.", "newspaper", "The Guardian"),
        ("Marta Oleksy was late. She said nothing.", "She", "Marta Oleksy"),
        ("Marta Oleksy met Paul Carter. He said nothing.", "He", "Paul Carter"),
        ("Senator Paul Carter met Marta Oleksy, a lawyer. The senator was ill.", "senator", "Paul Carter"),
        ("The Bureau of Coastal Security (BCS) paid. The BCS was late.", "BCS", "Bureau of Coastal Security"),
        ("The Bureau of Coastal Security paid. The bureau was late.", "bureau", "Bureau of Coastal Security"),
        ("A ministry paid. The ministry was late.", "ministry", None),
        ("Marta Oleksy was late. He said nothing.", "He", None),
    ],
)
def test_bearers(text: str, words: str, label: str | None, authority: Authority) -> None:
    assert bearer(text, words, authority) == label


@pytest.mark.parametrize(
    ("text", "phrase", "label"),
    [
        ("Marta Oleksy, a friend of Jan Kubis, said so.", "Marta Oleksy, a friend of Jan Kubis", "Marta Oleksy"),
        ("A spokesman for the Chinese government said so.", "A spokesman for the Chinese government", None),
        ("Officials at the Justice Department said so.", "Officials at the Justice Department", None),
        ("One official, Zhao Kelin, said so.", "One official, Zhao Kelin,", "Zhao Kelin"),
        ("Marta Oleksy’s lawyer said so.", "Marta Oleksy’s lawyer", None),
        ("A US think tank said so.", "A US think tank", None),
        ("The Chinese government said so.", "The Chinese government", "Government of China"),
        ("Chinese government spokesman Zhao Kelin said so.", "Chinese government spokesman Zhao Kelin", "Zhao Kelin"),
        ("The Chinese government spoke.", "The Chinese", None),
        ("Secretary of State Marta Oleksy said so.", "Secretary of State Marta Oleksy", "Marta Oleksy"),
        ("The head of the league, Marta Oleksy, said so.", "The head of the league, Marta Oleksy,", "Marta Oleksy"),
        ("An unnamed member of the Chinese government said so.", "An unnamed member of the Chinese government", None),
        ("The Kenyan transport minister, Jan Kubis, said so.", "The Kenyan transport minister, Jan Kubis", "Jan Kubis"),
        ("President Ann Holm fell. The president, Jan Kubis, said so.", "The president, Jan Kubis", "Jan Kubis"),
        ("It was Marta Oleksy, who said so.", "who", "Marta Oleksy"),
        ("It was Marta Oleksy, a lawyer at Yale who said so.", "who", "Marta Oleksy"),
        ("Yale was closed. Her rival, Jan Kubis, said so. Marta Oleksy left.", "Her rival, Jan Kubis,", "Jan Kubis"),
    ],
)
def test_source_phrases(text: str, phrase: str, label: str | None, authority: Authority) -> None:
    found = identities(text, authority, phrase)
    place = dict(found.denotes).get(_span(text, phrase))
    assert (found.entities[place].label if place is not None else None) == label


@pytest.mark.parametrize(
    "phrase",
    [
        "Marta Oleksy and Jan Kubis",
        "lawyers Marta Oleksy and Jan Kubis at The New York Times",
        "Marta Oleksy, Jan Kubis and others",
    ],
)
def test_every_bearer_of_a_list_is_denoted(phrase: str, authority: Authority) -> None:
    text = f"{phrase} said so."
    found = identities(text, authority, phrase)
    places = [place for span, place in found.denotes if span == _span(text, phrase)]
    assert [found.entities[place].label for place in places] == ["Marta Oleksy", "Jan Kubis"]


def test_a_ministry_belongs_to_the_land_that_is_spoken_of(authority: Authority) -> None:
    text = "Voters in Kyiv and Lviv were calm. The Ministry of Defense thanked Ukraine’s mayors."
    assert bearer(text, "Ministry of Defense", authority) == "Ministry of Defence of Ukraine"


def test_a_paper_at_home_means_its_own_ministry(authority: Authority) -> None:
    text = "The Ministry of Foreign Affairs (MOFA) protested."
    label = bearer(text, "Ministry of Foreign Affairs", authority, "Taipei Times")
    assert label == "Ministry of Foreign Affairs of Taiwan"


def test_bodies_that_every_land_has_are_told_apart_by_their_land(authority: Authority) -> None:
    text = "Syria’s Border Guard fired first. The Turkish Border Guard fired back. The Border Guard said so."
    found = identities(text, authority)
    guards = [(entity.label, entity.phrase) for entity in found.entities if entity.label.endswith("Border Guard")]
    assert guards == [("Border Guard", "Syria"), ("Turkish Border Guard", "")]
    last = dict(found.denotes)[Span(text.rindex("Border"), text.rindex("Border") + 12)]
    assert found.entities[last].label == "Turkish Border Guard"


def test_a_single_unknown_name_stays_with_its_source(authority: Authority) -> None:
    found = identities("Mr. Brandvold came. Nobody knew him.", authority)
    person = next(entity for entity in found.entities if entity.kind is Kind.PERSON)
    assert (person.label, person.phrase) == ("Brandvold", "story")


def test_spans_are_sorted_and_entities_exist(authority: Authority) -> None:
    text = (ROOT / "data" / "wikipedia-xinjiang-papers.txt").read_bytes().decode("utf-8-sig")
    found = identities(text, authority)
    assert list(found.denotes) == sorted(found.denotes)
    assert {place for _, place in found.denotes} == set(range(len(found.entities)))


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        # Somebody without a name, of whom the sentence speaks, may be the one: nobody is taken.
        ("Minister Paul Carter spoke of the flood. The driver fled the town. Later he was shot.", "he", None),
        ("Paul Carter spoke early. There was no news of the driver or what moved him.", "him", None),
        ("Paul Carter said the driver sped up as he passed the gate.", "he", None),
        ("Marta Oleksy spoke first. A woman then came in. She shouted.", "She", None),
        ("Paul Carter spoke first. A reporter for a daily was there. He left.", "He", None),
        ("Paul Carter spoke first. Someone laughed. He left.", "He", None),
        # The one after whom nobody was named stays doubtful for the next pronoun as well.
        ("Paul Carter spoke. The suspect ran off. He fell. He was then caught.", "He", None),
        # Not a rival: of the other gender, the bearer by another word, named beside, or what the bearer is.
        ("Paul Carter spoke first. A woman then came in. He left.", "He", "Paul Carter"),
        ("Senator Paul Carter spoke. The senator was ill. He left.", "He", "Paul Carter"),
        ("Paul Carter was a driver. He left.", "He", "Paul Carter"),
        ("Paul Carter, a driver, spoke first. He left.", "He", "Paul Carter"),
        ("The driver, Paul Carter, spoke first. He left.", "He", "Paul Carter"),
        ("Paul Carter spoke of the driver. He then left.", "He", "Paul Carter"),
        ("The driver fled. Paul Carter spoke first. He left.", "He", "Paul Carter"),
        # The name beside a noun is its bearer, whoever held the office before.
        ("President Ann Holm fell. The president, Jan Kubis, rose.", "president", "Jan Kubis"),
        # Two named people fit as well: nobody.
        ("Paul Carter and Peter Holm spoke. He left.", "He", None),
        # Only hung on a preposition in another sentence, and named but once.
        ("The house was sold by Paul Carter. He was shot there.", "He", None),
        # Somebody else named since in the same sentence, who does not hang on a preposition.
        ("Ann Carter told Mary Holm that she was ill.", "she", None),
        ("Paul Carter raised funds to help Peter Holm with his case.", "his", None),
        ("Paul Carter went with Peter Holm to the town where he was shot.", "he", "Paul Carter"),
        ("Paul Carter quoted Peter Holm’s book when he spoke.", "he", "Paul Carter"),
        # "That" before "his father" points to nobody.
        ("Paul Carter agreed that his father was ill. He left.", "his", "Paul Carter"),
        ("Paul Carter agreed on the condition that his father would teach him.", "him", "Paul Carter"),
        # An unnamed person behind adjectives, behind "my", behind a possessor.
        ("Ann Carter wept. A lonely, young woman then lost her house.", "her", None),
        ("Ann Carter wept. I was told that my mum had left because she was ill.", "she", None),
        ("Ann Carter wept. Peter Holm’s elder sister laughed. She left.", "She", None),
        # Acts as people do, but was not found as a name.
        ("Paul Carter spoke first. Zorvane was born there. He left.", "He", None),
    ],
)
def test_no_bearer_is_better_than_a_wrong_one(text: str, words: str, label: str | None, authority: Authority) -> None:
    assert bearer(text, words, authority) == label


def test_a_row_of_pronouns_ends_without_a_name(authority: Authority) -> None:
    story = "Paul Carter was ill." + " He rested." * 20
    found = identities(story, authority)
    spans = {span for span, _ in found.denotes}
    pronouns = [Span(at, at + 2) for at in range(len(story)) if story.startswith("He ", at)]
    assert [span in spans for span in pronouns] == [True] * 12 + [False] * 8


def test_a_doubt_in_somebodys_words_is_not_about_the_speaker(authority: Authority) -> None:
    text = "Paul Carter said, “The driver fled as they sought him.” He left."
    parsed = parse(Source("story", text, "0", Metadata("t")))
    words, carter = _span(text, "The driver fled as they sought him."), _span(text, "Paul Carter")
    said = Attribution(carter, (), (words,), Mode.DIRECT, SpeechAct.SAYS)
    found = resolve(parsed, find_mentions(parsed, authority), (said,), (), (), authority)
    denotes = dict(found.denotes)
    assert _span(text, "him") not in denotes
    assert denotes[_span(text, "He")] == denotes[carter]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        # An office that two in the story hold, or that its sentence opens with.
        ("President Rosa Vidal spoke. The president of Acme Bank, Tom Hart, was sued. The president left.",
         "president", None),
        ("The mayor of Valberg, Anna Lindqvist, spoke.\n\nPeter Novak wrote to the mayor.\n\nCouncil member Jonas Berg "
         "criticized the mayor.", "mayor", "Anna Lindqvist"),
        # One family name, two bearers: neither, unless one was called by it before the other came.
        ("Tom Hart and his wife, Jane Hart, live in Leeds. Hart was arrested.", "Hart", None),
        ("Tom Hart was arrested. Hart denied it. His wife, Jane Hart, wept. “I am innocent,” Hart said.", "Hart",
         "Tom Hart"),
        # Both named in full again and again: the bare name stays open, however often one of them was named.
        ("Tom Hart met Jane Hart. Hart was ill. Tom Hart spoke. Jane Hart left. Hart slept.", "Hart", None),
        # The one who has the name alone after it was first used, while the other keeps the full one.
        ("Tom Hart met Jane Hart. Hart was ill. Then Jane Hart left. Hart slept.", "Hart", "Tom Hart"),
        # "She" right behind the name.
        ("Tom Hart met Jane Hart. Later Hart said she was ill.", "Hart", "Jane Hart"),
        # Families and people with a nickname inside their names.
        ("Tom Hart spoke. The Hart family left.", "Hart", None),
        ("Tom Hart spoke. So did Karl \"Kit\" Hart.", "Hart", None),
    ],
)  # fmt: skip
def test_of_two_bearers_none_is_guessed(text: str, words: str, label: str | None, authority: Authority) -> None:
    assert bearer(text, words, authority) == label


def test_nobody_calls_himself_by_name(authority: Authority) -> None:
    for name, expected in (("Carter", "Jan Kubis"), ("Ludwig", "Paul Carter")):
        text = f"Jan Kubis met Paul Carter. Carter was ill. He said {name} was weak."
        parsed = parse(Source("story", text, "0", Metadata("t")))
        he = _span(text, "He")
        said = Attribution(he, (), (_span(text, f"{name} was weak"),), Mode.INDIRECT, SpeechAct.SAYS)
        found = resolve(parsed, find_mentions(parsed, authority), (said,), (), (), authority)
        place = dict(found.denotes).get(he)
        assert (found.entities[place].label if place is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("President Paul Carter met reporters. The Russian president was angry.", "Russian president", None),
        ("Russian President Paul Carter met reporters. The Russian president was angry.", "Russian president",
         "Paul Carter"),
        ("President Paul Carter of Russia met reporters. The Russian president left.", "Russian president",
         "Paul Carter"),
        ("Sen. Mary Holm (R-Ohio) spoke. The Iowa senator did not. The Ohio senator left.", "Ohio senator",
         "Mary Holm"),
        ("Sen. Mary Holm (R-Ohio) spoke. The Iowa senator did not.", "Iowa senator", None),
        # In capitals, where no name follows.
        ("President Paul Carter met reporters. The President smiled.", "President", "Paul Carter"),
        ("Jan Kubis, undersecretary to the prime minister, spoke. The prime minister left.", "prime minister", None),
        # A town is the one just named, or that of which the whole text speaks.
        ("Warsaw was free. Lyon was not. The city was rebuilt.", "city", "Lyon"),
        ("Warsaw was free. Lyon and Ohio were not. The city was rebuilt.", "city", None),
    ],
)  # fmt: skip
def test_nouns_with_names_before_them(text: str, words: str, label: str | None, authority: Authority) -> None:
    assert bearer(text, words, authority) == label


def test_a_family_name_alone_is_somebody_where_it_acts_as_people_do(authority: Authority) -> None:
    text = (
        "Zorvane’s paper was read. Zorvane died in May. Friends say Zorvane was arrested twice. Paul Carter praised "
        "the paper. Zorvane returned to the town. He left."
    )
    assert bearer(text, "He", authority) == "Zorvane"
    text = "Born in Lodz, Zorvane went to France. Zorvane taught there. He was ill. That winter Zorvane returned."
    assert bearer(text, "He", authority) == "Zorvane"
    found = identities("Zorvane grew. The mines of Zorvane closed. Near Zorvane a dam broke.", authority)
    assert all(entity.kind is not Kind.PERSON for entity in found.entities)


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        # Whoever is introduced as his is not he, and not the one who asks him either.
        ("Peter Holm was ill. Reporters asked Paul Carter about his brother, Peter Holm.", "his", "Paul Carter"),
        ("Paul Carter spoke. Then his brother, Peter Holm, asked him to leave.", "him", "Paul Carter"),
        # What somebody is to another tells a gender; so does a noun behind the name.
        ("Zorvane’s wife, Jorvane Zelk, spoke. He left.", "He", None),
        ("Jorvane Zelk, an actress, met Paul Carter. She left.", "She", "Jorvane Zelk"),
        ("Jorvane Zelk was the first woman to speak. Ann Carter, with Zelk, wept. He left.", "He", None),
        # The words before a comma belong to the sentence, not to the name behind it.
        ("Ann Carter came. According to her husband, Carter, who was ill, left. She wept.", "She", "Ann Carter"),
        # A relation of the same family name who came later is not the one who was called by it before.
        ("Zorvane said he was ill. Later Zorvane married. His wife, Marta Zorvane, wept. Then Zorvane died.", "Zorvane",
         "Zorvane"),
    ],
)  # fmt: skip
def test_relations(text: str, words: str, label: str | None, authority: Authority) -> None:
    assert bearer(text, words, authority) == label


def test_what_the_text_puts_in_brackets_is_meant(authority: Authority) -> None:
    text = "Marta Oleksy met Ann Carter. She [Ann Carter] was ill."
    assert bearer(text, "She", authority) == "Ann Carter"
    assert bearer("Marta Oleksy was ill. She (Paul Carter said so) left.", "She", authority) == "Marta Oleksy"


def test_words_that_nobody_is_told_to_speak_are_of_the_one_quoted_before(authority: Authority) -> None:
    text = "Paul Carter of the union spoke. “It is bad,” Peter Holm said. “He is a good man.”"
    parsed = parse(Source("story", text, "0", Metadata("t")))
    said = Attribution(_span(text, "Peter Holm"), (), (_span(text, "It is bad,"),), Mode.DIRECT, SpeechAct.SAYS)
    found = resolve(parsed, find_mentions(parsed, authority), (said,), (), (), authority)
    place = dict(found.denotes).get(_span(text, "He"))
    assert place is None or found.entities[place].label != "Peter Holm"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It rained. He left.", "nobody who can be meant is named near before it"),
        ("Paul Carter and Peter Holm spoke. He left.", "Paul Carter and Peter Holm may be meant alike"),
        ("Paul Carter spoke first. Someone laughed. He left.", "“Someone” may be meant, or Paul Carter"),
        ("The house was sold by Paul Carter. He was shot there.",
         "of Paul Carter the sentences before it speak only in passing"),
        ("Paul Carter spoke." + " He rested." * 20, "Paul Carter was named too long before it"),
    ],
)  # fmt: skip
def test_a_pronoun_left_open_has_a_reason(text: str, reason: str, authority: Authority) -> None:
    assert reason in {why for _, why in identities(text, authority).unresolved}


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Greenwatch, an environmental group, sued. It was founded in May.", "It", "Greenwatch"),
        ("Greenwatch, an environmental group, sued. Its director was ill.", "Its", "Greenwatch"),
        ("Facebook said that it removed the post.", "it", "Facebook"),
        # Nothing is meant, or what the subject did something with.
        ("Facebook paid. It was late in May.", "It", None),
        ("Facebook paid. It turned out that the post was gone.", "It", None),
        ("Facebook found the post and removed it.", "it", None),
        # The sentence is of a person, or opens with where it was written.
        ("On Tuesday, Senate Majority Leader Paul Carter said that it had failed.", "it", None),
        ("PARIS, May 4 — The newspaper of Paul Carter said it would pay.", "it", None),
    ],
)
def test_it_is_the_subject_or_nothing(text: str, words: str, label: str | None, authority: Authority) -> None:
    assert bearer(text, words, authority) == label


def test_a_headline_names_in_short_what_the_story_names_in_full(authority: Authority) -> None:
    text = "Tribune says mayor lied\n\nThe Valberg Tribune said on Monday that the mayor lied. The Tribune was sued."
    found = dict(identities(text, authority).denotes)
    assert found[Span(0, 7)] == found[_span(text, "Valberg Tribune")]
    assert bearer(text, "Tribune", authority) == "Valberg Tribune"
    text = "NWA wants a new dam\n\nThe National Water Agency (NWA) wants a dam. It rained."
    found = dict(identities(text, authority).denotes)
    assert found[Span(0, 3)] == found[_span(text, "National Water Agency")]


def test_apostrophes_tell_nobody_apart(authority: Authority) -> None:
    text = "The Teachers’ Union of Valberg met. The Teachers' Union of Valberg left."
    assert bearer(text, "Teachers' Union of Valberg", authority) == "Teachers’ Union of Valberg"
