"""Namesakes: a name that somebody famous shares is nobody's until the text says whose; two of one name stay two."""

from __future__ import annotations

from pathlib import Path

import pytest

from xpkg.authority import load_authority
from xpkg.model import Analysis, Authority, Kind, Metadata, Source, Span
from xpkg.pipeline.graphs import analyse
from xpkg.resources import folder


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(Path(folder("data")) / "authority")


def read(text: str, authority: Authority) -> Analysis:
    return analyse(Source("story", text, "0", Metadata("t")), authority)


def known(text: str, authority: Authority) -> set[str]:
    """The labels of the things of the authority files that the text denotes, places aside."""
    found = read(text, authority).identities
    entities = (found.entities[place] for _, place in found.denotes)
    return {entity.label for entity in entities if entity.known and entity.kind is not Kind.PLACE}


def bearers(text: str, authority: Authority) -> list[tuple[str, str | None]]:
    """Each named mention of a person with the label of its bearer, in order."""
    analysis = read(text, authority)
    denotes: dict[Span, int] = dict(analysis.identities.denotes)
    return [
        (
            mention.span.cut(text),
            analysis.identities.entities[denotes[mention.span]].label if mention.span in denotes else None,
        )
        for mention in analysis.mentions
        if mention.kind is Kind.PERSON and mention.form in ("name", "short")
    ]


@pytest.mark.parametrize(
    "text",
    [
        # an age, a trade, a town
        "Merkel, 34, a baker from Larkham, told researchers that she was beaten.",
        "“They took my phone,” said Hasina, 19.",
        "Anwar, aged 51, of Larkham, was arrested in 2012.",
        "Netanyahu (43) was hurt on Monday.",
        "Zelensky, a teacher from Kyiv, said the school was closed. The Government of Ukraine denied it.",
        "The driver, Pence, was hurt. Pence, of Larkham, was killed.",
        "Resident Macron said he was tired. His neighbour Lula denied it.",
        "Altman, who works in a bakery, said it was late.",
        # a rank or title of another
        "Sgt Trump arrested Macron on 3 May 2015.",
        "Judge Ginsburg sentenced Cruz to two years.",
        "Coach Blair was arrested in 2012. Captain Haley was killed in 2013.",
        "Councillor Cruz said the dam was safe. Pastor Bennett denied it.",
        "Mayor Cruz of Larkham said it was late.",
        "Detective Obama asked for help. Brother Anwar denied it. Father Lula left.",
        "Nigerian President Trump said the talks were good.",
        "The club president, Trump, said the match was off. Student president Biden left.",
        "Deputy President Xi said it was late.",
        # another gender
        "Mrs Trump said she was ill. Ms. Biden denied it.",
        "Altman said she saw it.",
        # not a name of somebody's own
        "Sharon (not her real name) said she was beaten.",
        "Obama, whose name has been changed, was arrested in 2012.",
        "A farmer called Morrison was arrested in 2012. A plumber named Putin was hurt.",
        "A man known only as Modi was arrested in 2012. A Mr Turnbull left.",
        "His wife, Sharon, said it was late.",
        # a firm
        "Morrison & Sons said that the barn was empty.",
        "Modi and Sons Ltd said that the barn was empty.",
        "Pence & Cruz said that the barn was empty. Trump Brothers denied it.",
        # nothing at all
        "Obama said the dam was safe. Trump was arrested in 2012.",
        "Lula was killed in 2018. Mandela was born in 1990.",
        # full names of everyday people
        "Scott Morrison, 34, a plumber from Larkham, was arrested in 2012. Morrison said he was sorry.",
        "Sgt Mike Johnson said it was late. Nurse Theresa May denied it.",
        "A man called Tony Blair said it was late.",
        "Theresa May, 41, a dentist from Larkham, was fined on Monday. May said she was sorry.",
        "Narendra Modi (52), from Ulverton, sold the yard. Boris Johnson, a car dealer in Larkham, denied it.",
        "Scott Morrison, 34, of Larkham, was hurt. Greta Thunberg, a student from Larkham, sang.",
        "Mandela, the school caretaker, said it was late. Nixon, a retired miner, died in 2012.",
        "Witness Merkel said she was ill. Chef Macron said it was late. Referee Abe was hurt.",
        "President Trump of the Larkham Rowing Club said it was late. Prime Minister Modi of Larkham School left.",
        "The Obama family left. Kids named Obama and Biden left. Merkel’s bakery was closed.",
    ],
)
def test_no_famous_namesake(text: str, authority: Authority) -> None:
    people = {entry.label for entry in authority.entries if entry.kind is Kind.PERSON}
    assert not known(text, authority) & people


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("President Xi said the plan was ready. Xi left on Monday.", {"Xi Jinping"}),
        ("Xi left on Monday. Chinese President Xi said the plan was ready.", {"Xi Jinping"}),
        ("Chancellor Merkel met President Macron in Berlin. Merkel left.", {"Angela Merkel", "Emmanuel Macron"}),
        ("U.S. President Trump met Russia’s President Putin.", {"Donald Trump", "Vladimir Putin"}),
        ("Vice President Pence said it was late. Former President Trump denied it.", {"Mike Pence", "Donald Trump"}),
        ("Sen. Cruz said it was late. Senator Rubio denied it.", {"Ted Cruz", "Marco Rubio"}),
        ("The president, Obama, said the plan was late.", {"Barack Obama"}),
        ("Prime Minister Anwar of Malaysia denied it.", {"Anwar Ibrahim"}),
        ("Prime Minister Hasina said it was late.", {"Sheikh Hasina"}),
        ("The officials protected party leaders, including Mr. Xi, from the law.", {"Xi Jinping"}),
        ("Obama left. The Obama administration said the plan was late.", {"Barack Obama"}),
        ("Scott Morrison spoke in Canberra. Morrison said it was late.", {"Scott Morrison"}),
        ("Morrison said it was late. Later Scott Morrison spoke in Canberra.", {"Scott Morrison"}),
        ("Greta Thunberg, 16, a Swedish activist, spoke. Thunberg said it was late.", {"Greta Thunberg"}),
        ("Hillary Clinton was ill. Biden denied it.", {"Joe Biden", "Hillary Clinton"}),
        ("Malala Yousafzai, a student from Pakistan, spoke. Narendra Modi, 73, left.",
         {"Malala Yousafzai", "Narendra Modi"}),
        ("The New York Times reported the leak. NYTimes said it was late.", {"The New York Times"}),
    ],
)  # fmt: skip
def test_an_office_or_the_context_tells_the_bearer(text: str, labels: set[str], authority: Authority) -> None:
    assert known(text, authority) == labels


def test_who_is_named_anew_is_another(authority: Authority) -> None:
    found = bearers("Benjamin Netanyahu spoke. Netanyahu left. A plumber, also named Netanyahu, was hurt.", authority)
    assert [label for _, label in found] == ["Benjamin Netanyahu", "Benjamin Netanyahu", "Netanyahu"]


def test_a_rank_parts_a_namesake_from_the_one_named_in_full(authority: Authority) -> None:
    found = bearers("Prime Minister Scott Morrison spoke. Morrison left. Sgt Morrison was hurt.", authority)
    assert found == [
        ("Scott Morrison", "Scott Morrison"),
        ("Morrison", "Scott Morrison"),
        ("Morrison", "Morrison"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Independent candidate said it was late. Independent voters denied it.",
        "Time is short, the mayor said. Time will tell. Nature took its course.",
        "The Nation is divided. The Sun rose. The Hill was steep.",
        "The Guardian of the child said it was late.",
        "Science tells us nothing. Fortune smiled. Dawn said it was late.",
        "He left the Post on Monday. An Economist said so. The Spectator was hurt.",
        "The Times said so. The Post denied it.",
        "The student Senate voted on Monday. The state Supreme Court denied it.",
        "The Congress of Larkham Clubs met. Congress said it was late.",
        "The Supreme Court of Kenya ruled. The Supreme Court said it was late.",
        "The Security Council of the club met. The General Assembly of Ohio voted.",
    ],
)
def test_no_body_or_work_by_an_ordinary_word(text: str, authority: Authority) -> None:
    assert known(text, authority) == set()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("He told The Hill it was late. She writes for The Atlantic.", {"The Hill", "The Atlantic"}),
        ("Time magazine said so. In The Independent, he said so.", {"Time", "The Independent"}),
        ("The Washington Post called. Then the Post rang again.", {"The Washington Post"}),
        ("The U.S. Congress met in Ohio. The Senate voted.", {"United States Congress", "United States Senate"}),
        ("The United Nations met. The Security Council voted.", {"United Nations", "United Nations Security Council"}),
        ("The EPA said the water in Ohio was clean.", {"Environmental Protection Agency"}),
    ],
)
def test_bodies_that_the_text_tells(text: str, labels: set[str], authority: Authority) -> None:
    assert known(text, authority) == labels


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Pike & Sons said that the barn was empty.", "Pike & Sons"),
        ("The barn of Pike and Daughters was empty.", "Pike and Daughters"),
        ("Larkham denied that Marks & Spencer had paid.", "Marks & Spencer"),
        ("Holm & Reed Solicitors said it was late.", "Holm & Reed Solicitors"),
    ],
)
def test_an_ampersand_makes_a_firm(text: str, firm: str, authority: Authority) -> None:
    found = read(text, authority)
    assert [(m.kind, m.name) for m in found.mentions if m.form == "name" and m.kind is not Kind.PLACE] == [
        (Kind.ORGANIZATION, firm)
    ]


def test_two_full_names_beside_an_ampersand_are_two_people(authority: Authority) -> None:
    names = [name for name, _ in bearers("Ann Carter & Paul Reed said it was late.", authority)]
    assert names == ["Ann Carter", "Paul Reed"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # two: generations, middle names, initials, two of one sentence, kin
        (
            "John Kerrigan Sr. was mayor. John Kerrigan Jr. was arrested. John Kerrigan denied it. Kerrigan left.",
            ["John Kerrigan Sr", "John Kerrigan Jr", None, None],
        ),
        ("Paul Reed III was born in 1950. Paul Reed II died in 1960.", ["Paul Reed III", "Paul Reed II"]),
        ("George H. W. Harlow won. George W. Harlow lost.", ["George H. W. Harlow", "George W. Harlow"]),
        ("George H.W. Harlow won. George W. Harlow lost.", ["George H.W. Harlow", "George W. Harlow"]),
        (
            "John A. Kerrigan won. John B. Kerrigan lost. John Kerrigan left.",
            ["John A. Kerrigan", "John B. Kerrigan", None],
        ),
        ("J. R. Brisk was elected. T. R. Brisk was convicted.", ["J. R. Brisk", "T. R. Brisk"]),
        ("Mohammed Reza Karimi won. Mohammed Ali Karimi lost.", ["Mohammed Reza Karimi", "Mohammed Ali Karimi"]),
        ("Mary Kerrigan and Mary B. Kerrigan are cousins.", ["Mary Kerrigan", "Mary B. Kerrigan"]),
        ("George Harlow won. His son, George W. Harlow, lost.", ["George Harlow", "George W. Harlow"]),
        ("Joe Kerrigan met Joseph Kerrigan.", ["Joe Kerrigan", "Joseph Kerrigan"]),
        ("J. Alder said so. Joan Alder left. John Alder died.", [None, "Joan Alder", "John Alder"]),
        ("George W. Bush met George H. W. Bush.", ["George W. Bush", "George H. W. Bush"]),
        ("John B. Bolton was convicted of fraud in 2003.", ["John B. Bolton"]),
        ("John Kerry Jr. was convicted of fraud in 2003.", ["John Kerry Jr"]),
        # one: variants of a name
        ("Robert J. Haverford Jr. spoke. Bob Haverford left.", ["Robert J. Haverford Jr", "Robert J. Haverford Jr"]),
        ("John Kerrigan Jr. spoke. John Kerrigan left.", ["John Kerrigan Jr", "John Kerrigan Jr"]),
        ("Ann B. Carter spoke. Ann Carter left. Carter died.", ["Ann B. Carter", "Ann B. Carter", "Ann B. Carter"]),
        ("Ann Carter spoke. Ann Beatrice Carter left. Ann B. Carter died.", ["Ann Carter"] * 3),
        ("J. Alder said so. Joan Alder left.", ["J. Alder", "J. Alder"]),
        ("J.R. Brisk was killed. J. R. Brisk said so.", ["J.R. Brisk", "J.R. Brisk"]),
        ("F. Scott Holm spoke. Scott Holm left.", ["F. Scott Holm", "F. Scott Holm"]),
        ("William Brisk spoke. Bill Brisk left.", ["William Brisk", "William Brisk"]),
        ("Andrés Manuel López Obrador spoke. Andrés López Obrador left.", ["Andrés Manuel López Obrador"] * 2),
        ("Senator John F. Kerry spoke.", ["John Kerry"]),
        ("The White House said Barack H. Obama was ill.", ["Barack Obama"]),
        # the younger, the elder
        (
            "John Kerrigan Sr. won. John Kerrigan Jr. lost. The elder Kerrigan died. The younger Kerrigan left.",
            ["John Kerrigan Sr", "John Kerrigan Jr", "John Kerrigan Sr", "John Kerrigan Jr"],
        ),
        ("Anna Kerrigan won. The younger Kerrigan was arrested.", ["Anna Kerrigan", None]),
        # given names that are words
        ("Anna Kerrigan spoke. Will Kerrigan said it was late.", ["Anna Kerrigan", "Will Kerrigan"]),
        ("Anna Kerrigan spoke. May Kerrigan denied it.", ["Anna Kerrigan", "May Kerrigan"]),
        ("Rosa Dahl spoke. Per Dahl (b. 1931) was a miner.", ["Rosa Dahl", "Per Dahl"]),
        ("Can Demir was arrested in 2012. Will Holm, a farmer, left.", ["Can Demir", "Will Holm"]),
        ("Anna Kerrigan spoke. Will Kerrigan resign?", ["Anna Kerrigan", "Anna Kerrigan"]),
        ("Anna Kerrigan spoke. May Kerrigan rest in peace.", ["Anna Kerrigan", "Anna Kerrigan"]),
        ("Anna Kerrigan spoke. Per Kerrigan, the vote was late.", ["Anna Kerrigan", "Anna Kerrigan"]),
    ],
)  # fmt: skip
def test_namesakes_stay_apart_and_variants_come_together(
    text: str, found: list[str | None], authority: Authority
) -> None:
    assert [label for _, label in bearers(text, authority)] == found


def test_mr_and_ms_of_one_surname_are_two(authority: Authority) -> None:
    analysis = read("Mr. Kelin left. Ms. Kelin stayed. Kelin was arrested in 2012.", authority)
    places = [place for span, place in analysis.identities.denotes if span.cut(analysis.text.source.text) == "Kelin"]
    assert len(places) == len(set(places)) == 2


def test_birth_and_arrest_go_to_the_right_person(authority: Authority) -> None:
    text = "Family row\n\nRosa Dahl was a nurse. Per Dahl (b. 1931) was a miner. Per Dahl was arrested on 3 May 1970."
    assert [event.label for event in read(text, authority).events] == [
        "Birth of Per Dahl (1931)",
        "Arrest of Per Dahl (1970-05-03)",
    ]


def parts(text: str, authority: Authority) -> list[dict[str, str | None]]:
    """Of each event, who has which part; None for a part whose bearer is open."""
    analysis = read("Court report\n\n" + text, authority)
    denotes = dict(analysis.identities.denotes)
    entities = analysis.identities.entities
    return [
        {part.role: entities[denotes[part.span]].label if part.span in denotes else None for part in event.participants}
        for event in analysis.events
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Judge Jonas Reed was late. He sentenced him to two years.", [{"agent": "Jonas Reed"}]),
        (
            "Karl Wendt removed Dan Poole in 2012. He imprisoned him in 2013.",
            [{"agent": "Karl Wendt", "patient": "Dan Poole"}, {"agent": "Karl Wendt", "patient": "Dan Poole"}],
        ),
        ("Xu Wei was a baker. Xu sued Xu in 2012.", [{"agent": "Xu Wei", "patient": None}]),
        ("Xu Wei was a baker. Xu was arrested by Xu in 2012.", [{"agent": None, "patient": "Xu Wei"}]),
        ("Google sued Google in 2012.", [{"agent": "Google", "patient": None}]),
        ("Anna Stone was late. She sued Stone in 2012.", [{"agent": None, "patient": "Anna Stone"}]),
        ("Anna Stone was late. Stone sued her in 2012.", [{"agent": "Anna Stone"}]),
        ("Karl Wendt met Dan Poole. Poole was sued by him in 2012.", [
            {"agent": "Karl Wendt", "participant": "Dan Poole"}, {"agent": "Karl Wendt", "patient": "Dan Poole"},
        ]),
        ("Karl Wendt left. Wendt said Dan Poole sued him in 2012.", [{"agent": "Dan Poole", "patient": "Karl Wendt"}]),
    ],
)  # fmt: skip
def test_nobody_is_subject_and_object_of_a_clause(
    text: str, found: list[dict[str, str | None]], authority: Authority
) -> None:
    told = [{role: who for role, who in each.items() if who} for each in parts(text, authority)]
    assert told == [{role: who for role, who in each.items() if who} for each in found]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Karl Wendt was late. Wendt said Wendt was ill.", "Wendt", "Karl Wendt"),
        ("Karl Wendt hoped that Wendt would win.", "Wendt", "Karl Wendt"),
        ("Karl Wendt sued himself in 2012.", "himself", "Karl Wendt"),
        ("Paul Carter agreed that his father would teach him.", "him", "Paul Carter"),
        ("Karl Wendt’s lawyer sued Wendt.", "Wendt", "Karl Wendt"),
        ("Karl Wendt was late. Wendt said the dog bit him.", "him", "Karl Wendt"),
    ],
)
def test_one_bearer_twice_where_the_clause_allows_it(text: str, words: str, label: str, authority: Authority) -> None:
    identities = read(text, authority).identities
    start = text.rindex(words)
    place = dict(identities.denotes)[Span(start, start + len(words))]
    assert identities.entities[place].label == label


def test_nobody_tells_himself(authority: Authority) -> None:
    text = "Court report\n\nKarl Wendt was late. Wendt told Wendt that it was over."
    analysis = read(text, authority)
    (told,) = analysis.attributions
    denotes = dict(analysis.identities.denotes)
    assert told.source in denotes
    assert told.addressee not in denotes


@pytest.mark.parametrize(
    "text",
    [
        "Mohamed el-Dari was arrested. El-Dari denied it. Mr. el-Dari was freed. Dari left.",
        "Samir al-Qadi said the road was closed. Al-Qadi left. Qadi was arrested in 2013.",
        "Pieter van der Meulen said it was late. Van der Meulen left. Mr. van der Meulen was jailed.",
        "Mr. van der Meulen was jailed. Pieter van der Meulen left.",
        "Ana de la Cruz said it was late. De la Cruz left.",
    ],
)
def test_a_family_name_with_a_particle_is_one_persons(text: str, authority: Authority) -> None:
    found = bearers(text, authority)
    assert len(found) > 1
    assert len({label for _, label in found}) == 1


def test_a_noun_that_fits_two_of_one_sentence_stays_open(authority: Authority) -> None:
    text = "The Food Agency met the Water Agency. The agency said it was late."
    spans = {span.start for span, _ in read(text, authority).identities.denotes}
    assert text.index("agency") not in spans
    text = "The Food Agency met the Water Agency. The Food Agency left. The agency said it was late."
    spans = {span.start for span, _ in read(text, authority).identities.denotes}
    assert text.index("agency") in spans


def test_what_somebody_is_called_is_his_until_another_bears_it(authority: Authority) -> None:
    words = "Ivo Meklar, called Gradnok, led the revolt. Gradnok was shot in May. The poet Alojz Gradnok was later."
    assert bearers(words, authority) == [
        ("Ivo Meklar", "Ivo Meklar"), ("Gradnok", "Ivo Meklar"), ("Gradnok", "Ivo Meklar"),
        ("Alojz Gradnok", "Alojz Gradnok"),
    ]  # fmt: skip


def test_a_part_of_a_hyphened_family_name_is_short_for_it(authority: Authority) -> None:
    words = "Alcide Broussel-Nkem was found guilty in March. “Judge Broussel took the money,” said Ann Prather."
    assert ("Broussel", "Alcide Broussel-Nkem") in bearers(words, authority)
