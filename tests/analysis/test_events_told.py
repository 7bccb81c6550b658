"""Small texts, each with the types, dates, agents and patients of what they tell to have happened."""

from __future__ import annotations

import pytest
from happenings import events, parts

TOLD = [
    # the date of a "when" behind a stretch is its end; "the year" means the date before it again
    ("Jane Doe ruled from 1532 to 1561, when she was murdered by Richard Roe.",
     ["killing 1561 Richard Roe > she"]),
    ("Jane Doe was mayor from 1998 to 2004, when she was arrested.", ["arrest 2004 > she"]),
    ("Jane Doe won the medal in 1964 and moved to Strelsau in 1966, the year she married Richard Roe.",
     ["award 1964 > medal", "transfer 1966 Jane Doe", "marriage 1966 > Richard Roe"]),
    # what stands before the first of two clauses; of two dates there nothing is said of the second clause
    ("On 9 June and 2 July 1998 gunners fired on ships; a nurse, Jane Doe, was killed in the second attack.",
     ["attack 1998-06-09 gunners > ships", "attack 1998-07-02 gunners > ships", "death - > Jane Doe"]),
    ("In 2010 a dam burst and Jane Doe drowned.", ["death 2010 > Jane Doe"]),
    # a date set off at the end of its clause
    ("Jane Doe founded its chief town, Kallion, about 740 BC.", ["creation -0739~ Jane Doe > Kallion"]),
    # a finer date of the clause
    ("The 2007 Moren earthquake hit Strelsau on 13 February 2007.", ["disaster 2007-02-13"]),
    # who stands behind "by" below what somebody is made
    ("Jane Doe was hired as a clerk by Acme Bank in 1912.", ["appointment 1912 Acme Bank > Jane Doe"]),
    ("In 1961 Richard Roe made Jane Doe governor.", ["appointment 1961 Richard Roe > Jane Doe"]),
    ("In 1961 the vote made Jane Doe governor.", []),
    # a past that the tree takes for an adjective
    ("Jane Doe, the head of the clinic, treated villagers and was detained on 15 January 2010.",
     ["detention 2010-01-15 > Jane Doe"]),
    # to a place that nothing else tells of
    ("The family moved to Helmsund in 1891.", ["transfer 1891 family"]),
    ("The debate moved to Helmsund in 1891.", []),
    # towns fall to somebody, prices do not
    ("The town fell to the rebels in May 2011.", ["defeat 2011-05 > town"]),
    ("The price of bread fell in May 2011.", []),
    # by what it is done to
    ("Jane Doe attended the peace congress in 1905.", ["visit 1905 Jane Doe > peace congress"]),
    ("Jane Doe attended school in Strelsau in 1905.", ["education 1905 Jane Doe > school"]),
    ("Jane Doe collected the moss in 1869.", ["receipt 1869 Jane Doe > moss"]),
    ("Jane Doe took silver in Strelsau in 2005.", ["victory 2005 Jane Doe > silver"]),
    ("Jane Doe took her doctorate in 1909.", ["award 1909 > doctorate"]),
    ("Firemen pulled 23 people from the mud on 3 May 2007.", ["rescue 2007-05-03 Firemen > 23 people"]),
    ("The club received 3 million kroner on 9 May 2009.", ["payment 2009-05-09 > 3 million kroner"]),
    ("A tsunami flooded the harbour in 2007.", ["disaster 2007 tsunami > harbour"]),
    ("Peasants revolted in 1821.", ["riot 1821 Peasants"]),
    ("The ship arrived in May 2001.", ["arrival 2001-05 ship"]),
    # who has a name right before "who", where another is told of behind
    ("The pupil of Richard Roe, who died in May 1984, Jane Doe was known for her books.",
     ["death 1984-05 > Richard Roe"]),
    ("Jane Doe (c. 347 – 30 September 420) was a priest.", ["birth 0347~ > Jane Doe", "death 0420-09-30 > Jane Doe"]),
    ("In 1687 and 1689 Jane Doe took part in expeditions, being made a general.",
     ["other 1687 Jane Doe > expeditions", "other 1689 Jane Doe > expeditions", "appointment - > Jane Doe"]),
    ("Jane Doe was promoted by brevet to major in 1783.", ["appointment 1783 > Jane Doe"]),
    ("The mill was destroyed by fire in 1783.", ["damage 1783 fire > mill", "disaster 1783"]),
    ("Jane Doe had captured 1,944 delegates.", []),
    ("Jane Doe rallied supporters in May 2011.", []),
    ("Jane Doe’s design played a key role in 1996.", []),
    ("Jane Doe recovered and died on 4 May 1996.", ["death 1996-05-04 > Jane Doe"]),
    ("Police recovered the painting in 1996.", ["discovery 1996 Police > painting"]),
    ("Jane Doe was arrested after leaving its group the Sea Guard in May 2010.",
     ["arrest - > Jane Doe", "departure 2010-05 Jane Doe > Sea Guard"]),
    ("Jane Doe was awarded the Order of Merit in 1966 but declined it.",
     ["award 1966 > Order", "rejection - Jane Doe > it"]),
    ("Jane Doe declined an interview on 3 May 1999.", ["rejection 1999-05-03 Jane Doe > interview"]),
    ("Sales declined in 1999.", []),
    ("Acme Bank was privatised by the state in 1996.", ["sale 1996 state > Acme Bank"]),
    ("Ruritania nationalised Acme Bank in 1951.", ["seizure 1951 Ruritania > Acme Bank"]),
    ("A storm came on 3 May 2001, drowning 27 passengers.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_what_happened_when_and_to_whom(sentence: str, expected: list[str]) -> None:
    told = []
    for event in events(sentence):
        roles = parts(event, sentence)
        date = event.date.edtf if event.date else "-"
        agent, patient = roles.get("agent", ""), roles.get("patient", "")
        words = [event.event_type, date, *([agent] if agent else []), *([">", patient] if patient else [])]
        told.append(" ".join(words))
    assert sorted(told) == sorted(expected)


def test_what_may_be_to_come_in_a_text_without_a_day() -> None:
    assert events("The Nov. 8 election worries them. The convention this summer worries them.", None) == ()
    (debate,) = events("The debate last week was loud.", None)
    assert debate.event_type == "meeting"
