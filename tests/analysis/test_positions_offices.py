"""Offices that a verb gives, ends or passes on, and since when and until when they are held."""

from __future__ import annotations

import pytest
from happenings import KNOWN

from xpkg.model import Metadata, Source
from xpkg.pipeline.graphs import analyse

JANE, ROE = "Jane Doe", "Richard Roe"
Held = tuple[str, str, bool, str, str]


def positions(sentence: str) -> list[Held]:
    words = f"A headline about it\n\nJane Doe and Richard Roe are known. {sentence}"
    found = analyse(Source("t", words, "0", Metadata("", issued="2020-07-15")), KNOWN).positions
    for each in found:
        assert each.evidence.contains(each.holder)
        assert each.evidence.contains(each.role_span)
    edtf = [[time.edtf if time else "" for time in (each.start, each.end)] for each in found]
    return [
        (each.holder.cut(words), each.role, each.former, start, end)
        for each, (start, end) in zip(found, edtf, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jane Doe lost her seat and became director of Acme Bank in 1953.", [(JANE, "director", False, "1953", "")]),
        ("Jane Doe was an engineer and politician who served as minister of transport from 1946 to 1951.",
         [(JANE, "engineer", False, "", ""), (JANE, "politician", False, "", ""),
          (JANE, "minister of transport", False, "1946", "1951")]),
        ("Jane Doe replaced Richard Roe as chief executive of Acme Bank on 1 May 2017.",
         [(JANE, "chief executive", False, "2017-05-01", ""), (ROE, "chief executive", True, "", "2017-05-01")]),
        ("Jane Doe resigned as chairman of Acme Bank in January 2018.", [(JANE, "chairman", True, "", "2018-01")]),
        ("Jane Doe stepped down as mayor in 2014.", [(JANE, "mayor", True, "", "2014")]),
        ("Jane Doe was director of Acme Bank until 1953.", [(JANE, "director", False, "", "1953")]),
        ("Jane Doe has been director of Acme Bank since 2010.", [(JANE, "director", False, "2010", "")]),
        ("Jane Doe, director of Acme Bank since 2010, spoke.", [(JANE, "director", False, "2010", "")]),
        ("From 2010 to 2014 Jane Doe was director of Acme Bank.", [(JANE, "director", False, "2010", "2014")]),
        ("Jane Doe, 58, a surgeon at Acme Bank, spoke.", [(JANE, "surgeon", False, "", "")]),
        ("The judge, Jane Doe, dismissed the charge in March 2017.", [(JANE, "judge", False, "", "")]),
        ("Judge Jane Doe dismissed the charge.", [(JANE, "Judge", False, "", "")]),
        ("Jane Doe was replaced as mayor in May 2016 by Richard Roe.",
         [(JANE, "mayor", True, "", "2016-05"), (ROE, "mayor", False, "2016-05", "")]),
        ("The bank's founder and chairman, Richard Roe, resigned.",
         [(ROE, "founder", False, "", ""), (ROE, "chairman", False, "", "")]),
        ("The city attorney, Jane Doe, and police chief Richard Roe were in court.",
         [(JANE, "city attorney", False, "", ""), (ROE, "police chief", False, "", "")]),
        ("Jane Doe was secretary of Acme Bank from 1979 to 1983 and Minister for Foreign Affairs from 1988 to 1993.",
         [(JANE, "secretary", False, "1979", "1983"), (JANE, "Minister for Foreign Affairs", False, "1988", "1993")]),
        ("In 1970 Jane Doe was named deputy director of Acme Bank, and in 1973 its director.",
         [(JANE, "deputy director", False, "1970", ""), (JANE, "director", False, "1973", "")]),
        ("A founding member of Acme Bank, Jane Doe was elected in 1928.", [(JANE, "founding member", False, "", "")]),
        ("Its owner, the poet Jane Doe, left.", [(JANE, "owner", False, "", ""), (JANE, "poet", False, "", "")]),
        ("He was led away for questioning, a spokeswoman for the firm, Jane Doe, said.",
         [(JANE, "spokeswoman", False, "", "")]),
        ("Outside court Detective Inspector Jane Doe spoke.", [(JANE, "Detective Inspector", False, "", "")]),
        ("Jane Doe rose through the ranks to become director of Acme Bank in 2005.",
         [(JANE, "director", False, "2005", "")]),
        ("Jane Doe went to Strelsau to become a painter.", []),
        ("Through a spokeswoman, Jane Doe declined to speak.", []),
        ("Jane Doe is to be sworn in as finance minister on Monday.", []),
        ("Jane Doe was mayor until 2005. Richard Roe took over from her on 4 May 2005.",
         [(JANE, "mayor", False, "", "2005"), (ROE, "mayor", False, "2005-05-04", "")]),
        ("Jane Doe presided over Acme Bank between 1984 and 1987.", [(JANE, "head", False, "1984", "1987")]),
        ("Jane Doe is managing director of Acme Bank.", [(JANE, "managing director", False, "", "")]),
        ("The mayor of the town is Jane Doe.", [(JANE, "mayor", False, "", "")]),
        ("Jane Doe, who served as the minister's adviser between 2012 and 2014, left.",
         [(JANE, "adviser", False, "2012", "2014")]),
        ("Jane Doe, professor emeritus of law at Acme Bank, left.",
         [(JANE, "professor emeritus of law", False, "", "")]),
        ("Jane Doe was the editor-in-chief of the journal from 1998 to 2010.",
         [(JANE, "editor-in-chief", False, "1998", "2010")]),
        ("So did Jane Doe, a reporter, and Richard Roe, formerly of Acme Bank, now its counsel.",
         [(JANE, "reporter", False, "", "")]),  # not the counsel
    ],
)  # fmt: skip
def test_who_held_what_and_when(sentence: str, expected: list[Held]) -> None:
    assert positions(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Doe did not become director of Acme Bank in 1953.",
        "Did Jane Doe become director of Acme Bank in 1953?",
        "Jane Doe may be appointed director of Acme Bank.",
        "Jane Doe refused to resign as director.",
    ],
)
def test_who_did_not(sentence: str) -> None:
    assert positions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jane Doe left Acme Bank, whose director she had been from 1990 to 1995.",
         (JANE, "director", True, "1990", "1995")),
        ("Acme Bank, whose chairman Richard Roe is, failed.", (ROE, "chairman", False, "", "")),
        ("Richard Roe has been acting director of Acme Bank since 2012.", (ROE, "acting director", False, "2012", "")),
        ("In 1986 Jane Doe recalled Richard Roe and appointed him minister of justice.",
         (ROE, "minister of justice", False, "1986", "")),
    ],
)  # fmt: skip
def test_less_usual_ways_to_tell_an_office(sentence: str, expected: Held) -> None:
    assert [(role, *rest) for _, role, *rest in positions(sentence)] == [expected[1:]]


def test_who_is_accredited_where() -> None:
    for sentence, land in [
        ("Jane Doe was named ambassador to Ruritania in 1976.", "Ruritania"),
        ("Jane Doe served as permanent envoy to Acme Bank from 1976.", "Acme Bank"),
    ]:
        words = f"A headline about it\n\n{sentence}"
        (found,) = analyse(Source("t", words, "0", Metadata("", issued="2020-07-15")), KNOWN).positions
        where = found.place or found.organization
        assert where is not None
        assert where.cut(words) == land


def test_a_name_before_brackets_is_the_subject() -> None:
    sentence = "Jane Anna Doe (Czech: Jana Doeová; 4 March 1938 – 27 November 2014) was a Czech jurist and diplomat."
    words = f"Jane Anna Doe\n\n{sentence}"
    found = analyse(Source("t", words, "0", Metadata("")), KNOWN).positions
    assert [(each.holder.cut(words), each.role) for each in found] == [
        ("Jane Anna Doe", "Czech jurist"),
        ("Jane Anna Doe", "diplomat"),
    ]


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Her father, Richard Roe, was a judge and her mother, Ann, is a nurse.", ["judge"]),
        ("Richard Roe was a judge and is now a senator.", ["judge", "senator"]),
        ("Richard Roe is unqualified to be president.", []),
        ("Richard Roe is ready to be mayor of Strelsau.", []),
    ],
)
def test_whose_office_it_is_not(sentence: str, roles: list[str]) -> None:
    assert [role for _, role, *_ in positions(sentence)] == roles


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("Jane Doe was mayor of Strelsau from 2004 to 2007 and 2009 to 2012.", ["2004 2007", "2009 2012"]),
        ("Jane Doe, mayor of Strelsau in 2004–2007 and 2009–2012, died.", ["2004 2007", "2009 2012"]),
        ("Jane Doe (mayor of Strelsau, 2004–2007 and 2009–2012) died.", ["2004 2007", "2009 2012"]),
        ("Jane Doe served as mayor of Strelsau from 2004 to 2007 and again from 2009 to 2012.",
         ["2004 2007", "2009 2012"]),
        ("Jane Doe was minister of health of Ruritania 2004-2007.", ["2004 2007"]),
        ("Jane Doe, painter and mayor, 1931–2020, was loved.", [" ", " "]),
        ("Strelsau’s mayor from 1998 to 2006, Jane Doe, wants it back.", ["1998 2006"]),
        ("The mayor of Strelsau, Jane Doe, resigned on 4 May 2017.", [" 2017-05-04"]),
        ("The president of the Sailing Union, Jane Doe, resigned in May 2017.", [" 2017-05"]),
    ],
)  # fmt: skip
def test_each_stretch_of_an_office(sentence: str, terms: list[str]) -> None:
    assert [f"{start} {end}" for _, _, _, start, end in positions(sentence)] == terms


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Jane Doe was the 12th mayor of Strelsau.", ["mayor"]),
        ("Jane Doe, the 3rd governor of Hentzau, died.", ["governor of Hentzau"]),
        ("As the 14th president of Ruritania, Jane Doe opened the bridge.", ["president"]),
        ("As the president of the society, Jane Doe signed the treaty.", ["president"]),
        ("Jane Doe was the 2nd secretary of the embassy.", ["2nd secretary"]),
        ("Her driver, Richard Roe, lost a leg.", ["driver"]),
        ("The ferry’s captain, Richard Roe, was jailed.", ["captain"]),
        ("Jane Doe and her husband, a captain, left.", []),
    ],
)
def test_ranks_by_number_and_roles_that_say_little(sentence: str, roles: list[str]) -> None:
    assert [role for _, role, *_ in positions(sentence)] == roles
