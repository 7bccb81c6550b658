"""Names: what is found, how far it reaches, what is left alone."""

from __future__ import annotations

import doctest
import time
from pathlib import Path

import pytest

import xpkg.analysis.mentions.abbreviations
import xpkg.analysis.mentions.words
from xpkg.analysis.mentions import find_mentions
from xpkg.authority import load_authority
from xpkg.model import Authority, Kind, Mention, MentionForm, Metadata, Source
from xpkg.text import parse

ROOT = Path(__file__).parent.parent.parent
NAMED = (MentionForm.NAME, MentionForm.SHORT)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(ROOT / "data" / "authority")


def mentions(text: str, authority: Authority) -> tuple[Mention, ...]:
    return find_mentions(parse(Source("t", text, "0", Metadata("t"))), authority)


def names(text: str, authority: Authority, kind: Kind | None = None) -> list[str]:
    return [m.name for m in mentions(text, authority) if m.form in NAMED and kind in (None, m.kind)]


@pytest.mark.parametrize("module", [xpkg.analysis.mentions.words, xpkg.analysis.mentions.abbreviations])
def test_doctests(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The deal is off, said Marta Oleksy, a lawyer for the miners.", ["Marta Oleksy"]),
        ("Mr. de Villiers and Ms. Oyelaran-Smith left early.", ["de Villiers", "Oyelaran-Smith"]),
        ("Sen. Robert J. Haverford Jr. was not told.", ["Robert J. Haverford Jr"]),
        ("Miguel de la Fuente said no. Fuente went home.", ["Miguel de la Fuente", "Fuente"]),
        ("One official, Zhao Kelin (趙克林), was dismissed. Zhao had objected.", ["Zhao Kelin", "Zhao"]),
        ("Foreign Minister Tomas Brandvold said so; Brandvold’s party agreed.", ["Tomas Brandvold", "Brandvold"]),
        (
            "The mayor, Anna Stone, said Mt. Harlow was safe, but Harlow Mount said it was not.",
            ["Anna Stone", "Harlow Mount"],
        ),
        ("Officials were told. Several Ministers asked. Monday Morning came.", []),
        ("The Marlow Tower in Camden Road was sold on Sunday.", []),
        ("Yau Wai-ching spoke. Yau was late, and so was Lam Siu-ming.", ["Yau Wai-ching", "Yau", "Lam Siu-ming"]),
        ("Dean Holbrook built a pump. Holbrook, an inventor, sold it.", ["Dean Holbrook", "Holbrook"]),
        ("Ann Holbrook is a dean. The students met Dean Holbrook.", ["Ann Holbrook", "Holbrook"]),
        ("The students met Dean Paul Carter at noon.", ["Paul Carter"]),
        ("They met in Sharon, Connecticut, and left. A barn in Clinton, Iowa, burned.", []),
        ("A sister of his was born near Sharon and later lived in Clinton.", []),
        ("Ariel Sharon was ill. A letter from Sharon came.", ["Ariel Sharon", "Sharon"]),
        ("A letter from Obama came.", ["Obama"]),
        # The labels of a box of facts.
        (
            "Born Ann Maria Carter\nMay 4, 1960\nOccupation Actress, singer\nSpouse Paul Holm\nCitizenship Polish",
            ["Ann Maria Carter", "Paul Holm"],
        ),
        # A participle at the head of a sentence is no given name.
        ("Marta Oleksy, a lawyer, spoke. Backing Oleksy, the party left.", ["Marta Oleksy", "Oleksy"]),
        ("Austin is a city in Texas, but Austin Kerrigan, who lives there, is a nurse.", ["Austin Kerrigan"]),
        ("Mr Justice Hallowes ruled on Friday. Lord Justice Pennick agreed.", ["Hallowes", "Pennick"]),
        ("Oluwadunke Fasheyi MP said it was not.", ["Oluwadunke Fasheyi"]),
        ("Labour MP Anna Bergmann said so. The Rt Hon Temuri Ashbolt agreed.", ["Anna Bergmann", "Temuri Ashbolt"]),
        ("Ambassador to France Iñaki Etxegarro said he would leave.", ["Iñaki Etxegarro"]),
        ("Head of Research Tshering Wangyal said it was early.", ["Tshering Wangyal"]),
        ("Secretary of State for Work and Pensions Baurzhan Ospanov resigned.", ["Baurzhan Ospanov"]),
        ("The Head of Research said it was early. The Secretary of State for Health denied it.", []),
        (
            "Reporting by Chad Poole; Additional reporting by Mary Holland in London; Editing by Austin French",
            ["Chad Poole", "Mary Holland", "Austin French"],
        ),
        # In capitals they are named as elsewhere.
        ("CARL DUFF, president of Greystone Builders, said it was a lie. DUFF was arrested.", ["Carl Duff", "Duff"]),
        ("NOMVELISI DHLAMKO, a teacher, told the court that she was ill.", ["Nomvelisi Dhlamko"]),
        ("Court Frees Activist Nomvelisi Dhlamko After Long Trial", ["Nomvelisi Dhlamko"]),
        ("The Justice Department sued. Justice was done. Mr Justice wept.", []),
    ],
)
def test_people(text: str, people: list[str], authority: Authority) -> None:
    assert names(text, authority, Kind.PERSON) == people


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("It was checked by the Institute for Harbour Safety in Hull.", ["Institute for Harbour Safety"]),
        ("The Northfield Teachers Association sued.", ["Northfield Teachers Association"]),
        ("It bought shares of Lindqvist Corp yesterday.", ["Lindqvist Corp"]),
        ("The Ministry of Roads and Bridges (MRB) paid. The MRB was late.", ["Ministry of Roads and Bridges", "MRB"]),
        ("The Tibet regional government denied it.", ["Tibet regional government"]),
        ("The court erred under Fed. R. Evid. 404. The Federal Reserve met.", ["Federal Reserve"]),
        ("The party of the evening was a success. Times are hard. Time flies.", []),
        ("President Xi Jinping met the press.", []),
    ],
)
def test_bodies(text: str, bodies: list[str], authority: Authority) -> None:
    found = names(text, authority, Kind.ORGANIZATION)
    assert [name for name in bodies if not any(name in each for each in found)] == []
    assert len(found) >= len(bodies)
    assert bodies or not found


def test_an_adjective_is_no_mention_of_its_place(authority: Authority) -> None:
    assert names("Chinese goods fill the shops.", authority) == []
    assert names("China’s goods fill the shops of Tibet.", authority) == ["China", "Tibet"]


def test_the_chinese_government_is_a_body_and_china_a_place(authority: Authority) -> None:
    found = {(m.name, m.kind) for m in mentions("The Chinese government said that China’s exports rose.", authority)}
    assert found == {("Chinese government", Kind.ORGANIZATION), ("China", Kind.PLACE)}


def test_what_stands_in_brackets_belongs_to_the_name(authority: Authority) -> None:
    found = mentions("The Bureau of Coastal Security (BCS) dismissed Lin Peiyuan (林沛元), a clerk.", authority)
    body = next(m for m in found if m.kind is Kind.ORGANIZATION and m.form is MentionForm.NAME)
    person = next(m for m in found if m.kind is Kind.PERSON)
    assert body.acronym == "BCS"
    assert person.native == (("zh", "林沛元"),)


def test_spans_leave_out_articles_titles_and_possessives(authority: Authority) -> None:
    text = "The New York Times’s story names President Xi Jinping’s aide."
    assert [m.span.cut(text) for m in mentions(text, authority)] == ["New York Times", "Xi Jinping"]


def test_pronouns_and_nouns_are_marked(authority: Authority) -> None:
    text = "She said the ministry would ask him. The ministry building is old."
    found = [(m.name, m.form) for m in mentions(text, authority)]
    assert found == [("she", MentionForm.PRONOUN), ("ministry", MentionForm.NOMINAL), ("him", MentionForm.PRONOUN)]


def test_every_mention_is_cut_from_its_text(authority: Authority) -> None:
    for path in sorted((ROOT / "data").glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        found = mentions(text, authority)
        assert found
        for mention in found:
            cut = " ".join(mention.span.cut(text).split())
            assert cut.lower() == mention.name.lower() if mention.form is MentionForm.PRONOUN else cut == mention.name


def test_ten_thousand_words_take_a_moment(authority: Authority) -> None:
    text = (ROOT / "data" / "taipei-times-xinjiang-leak.txt").read_bytes().decode("utf-8-sig")
    parsed = parse(Source("t", "\n".join([text] * 9), "0", Metadata("t")))
    find_mentions(parsed, authority)  # the lexicon is built once for an authority
    start = time.process_time()
    find_mentions(parsed, authority)
    assert time.process_time() - start < 1.0  # a tenth of it on a quiet machine


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Greenwatch, an environmental group, sued. Then Greenwatch left.", ["Greenwatch", "Greenwatch"]),
        ("It was sold to Brightmoor, a Dutch firm that makes lamps.", ["Brightmoor"]),
        ("In Lodzka, a company, Brightmoor, was sold.", ["Brightmoor"]),
        ("The newspaper Dagbladin said so. A lab in Lodzka, Biocorva, left.", ["Dagbladin", "Biocorva"]),
        ("The company Carter founded was sold. The poet Brightmoor sang.", []),
        ("Greenwatch, a former mayor, sued. Ann Carter, a company’s head, left.", []),
        ("The Caucus of Rank and File Growers, a group of farmers, met.", []),
        ("The Teachers’ Union of Valberg met. The Teachers’ friends left.", ["Teachers’ Union of Valberg"]),
    ],
)
def test_bodies_by_what_stands_beside(text: str, bodies: list[str], authority: Authority) -> None:
    assert names(text, authority, Kind.ORGANIZATION) == bodies
