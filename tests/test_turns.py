"""Transcripts: the turns of their speakers, who speaks in each, and texts that only look like one."""

from __future__ import annotations

import doctest

import pytest

import xpkg
import xpkg.analysis.mentions.speakers
from xpkg.corpus import source_of
from xpkg.iris import Iris
from xpkg.model import Analysis, Attribution, Authority, Kind, Mode, Turn
from xpkg.pipeline.graphs import check, graph_of

HEARING = """Hearing on the Tolwin dam

CHAIRMAN REYES: The committee will come to order. We begin with the company.

MR. DAHL: We followed every rule. My office wrote to you in March.

We have the letter here. (Laughter.) Nobody has read it.

SEN. STONE (interrupting): I do not believe you. Who told you that?
"""
PRESS = """Remarks by President Harlow in a press conference

3:14 P.M. EDT

THE PRESIDENT:  Good afternoon.  I signed the bill this morning.

Governor Stone was told that the money would come.

Q    Thank you, Mr. President.  Did you speak to the governor?

THE PRESIDENT:  I did.  She told me that the dam was safe.

END  3:40 P.M. EDT
"""


def spoken(text: str) -> list[tuple[str, str]]:
    """The speaker of each turn that is a statement, "?" for nobody known, and the first words of it."""
    analysis = xpkg.analyse(text)
    return [
        (speaker(analysis, each), each.content[0].cut(text)[:14].strip())
        for each in analysis.attributions
        if each.method == "rules/turn"
    ]


def speaker(analysis: Analysis, attribution: Attribution) -> str:
    found = [number for span, number in analysis.identities.denotes if span == attribution.source]
    return analysis.identities.entities[found[0]].label if found else "?"


def turns(text: str) -> tuple[Turn, ...]:
    return xpkg.analyse(text).text.turns


def test_doctests() -> None:
    result = doctest.testmod(xpkg.analysis.mentions.speakers)
    assert result.attempted
    assert not result.failed


def test_a_turn_is_one_statement_with_a_passage_a_paragraph() -> None:
    analysis = xpkg.analyse(HEARING)
    dahl = next(each for each in analysis.attributions if speaker(analysis, each) == "Dahl")
    assert [span.cut(HEARING) for span in dahl.content] == [
        "We followed every rule. My office wrote to you in March.",
        "We have the letter here.",
        "Nobody has read it.",
    ]
    assert (dahl.mode, dahl.act, dahl.negated) == (Mode.DIRECT, "says", False)
    assert [span.cut(HEARING) for span in (dahl.source, *dahl.cue) if span] == ["MR. DAHL", ":"]


def test_first_persons_are_the_speaker_and_others_are_not() -> None:
    analysis = xpkg.analyse(HEARING)
    denoted = {
        span.cut(HEARING): analysis.identities.entities[number].label for span, number in analysis.identities.denotes
    }
    assert (denoted["My"], denoted["I"]) == ("Dahl", "Stone")
    text = HEARING.replace("My office", "He said that he was ill. My office")
    analysis = xpkg.analyse(text)
    assert not any(span.cut(text) == "He" for span, _ in analysis.identities.denotes)


def test_reported_speech_in_a_turn_is_inside_it() -> None:
    analysis = xpkg.analyse(PRESS)
    inner = next(each for each in analysis.attributions if each.source and each.source.cut(PRESS) == "She")
    assert inner.parent is not None
    outer = analysis.attributions[inner.parent]
    assert (outer.method, speaker(analysis, outer)) == ("rules/turn", "Harlow")


def test_an_unnamed_question_is_no_statement_and_a_named_one_asks() -> None:
    assert spoken(PRESS) == [("Harlow", "Good afternoon"), ("Harlow", "I did.  She to")]
    text = HEARING + "\nMR. DAHL: Did the minister say so?\n"
    analysis = xpkg.analyse(text)
    assert [each.act for each in analysis.attributions if each.method == "rules/turn"] == ["says"] * 3 + ["asks"]
    assert not any("minister" in each.source.cut(text) for each in analysis.attributions if each.source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a parliament
            "Debates of 12 March 2019\n\nMr HARLOW (Eastmere) (3.14 pm): I move that this bill be read.\n\n"
            "Ms DUNSTAN: That is not true.\n\nHON. J. SAUKER.- I thank the Minister.\n",
            [("Harlow", "I move that th"), ("Dunstan", "That is not tr"), ("J. Sauker", "I thank the Mi")],
        ),
        (  # a parliament whose chair has no name
            "Debates\n\nMr HARLOW (Eastmere) (3.14 pm): I move that this bill be read.\n\n"
            "The DEPUTY SPEAKER: Order!\n\nHON. J. SAUKER.- I thank the Minister.\n",
            [("Harlow", "I move that th"), ("?", "Order!"), ("J. Sauker", "I thank the Mi")],
        ),
        (  # a parliament with names on lines of their own
            "Assembly\n\nDr Ama Boakye (Eastmere)\n\nThe clinic has no doctor. We have asked for one.\n\n"
            "Mr Tom Reilly (Northcove) (Lab)\n\nI hear what she says.\n",
            [("Ama Boakye", "The clinic has"), ("Tom Reilly", "I hear what sh")],
        ),
        (  # a court, with questions and answers on one line
            "Examination of Igor Balan\n\nQ. Where were you? A. At the depot. I was ill. Q. Why?\n\nA. I had a cold.\n",
            [("Igor Balan", "At the depot."), ("Igor Balan", "I had a cold.")],
        ),
        (  # a paper that asks
            "We met Lucia Ferrante in her kitchen.\n\nHARBOUR NEWS: Why did you leave?\n\n"
            "LUCIA FERRANTE: They threatened my son.\n\nHARBOUR NEWS: Will you go back?\n\nFERRANTE: Never.\n",
            [("Harbour News", "Why did you le"), ("Lucia Ferrante", "They threatene"),
             ("Harbour News", "Will you go ba"), ("Lucia Ferrante", "Never.")],
        ),
        (  # a parliament that names the minister behind the office
            "Debates\n\nMr Speaker: Order. I call the Minister.\n\n"
            "The Minister for Health (Ruth Amsel): I am glad.\n\n"
            "Dan Poole (Larkham) (Lab): Will she resign?\n\nRuth Amsel: I will not.\n",
            [("?", "Order. I call"), ("Ruth Amsel", "I am glad."), ("Dan Poole", "Will she resig"),
             ("Ruth Amsel", "I will not.")],
        ),
        (  # a hearing as printed, hard-wrapped
            "HEARING\n\n    Senator Warnock. The committee will come to order. I welcome our\n"
            "witnesses, who have come a long way to be here today.\n"
            "    Mr. Dahl. Thank you, Mr. Chairman. We followed every rule that there\n"
            "was, and my office wrote to you in March.\n    Senator Warnock. I do not recall it.\n",
            [("Warnock", "The committee"), ("Dahl", "Thank you, Mr."), ("Warnock", "I do not recal")],
        ),
        (  # an assembly
            "The President: I give the floor to Kenya.\n\nMs. Okafor (Kenya): We thank you.\n\n"
            "Mr. Brandvold (Norway) (spoke in French): My country will not.\n\nThe President: I thank Norway.\n",
            [("?", "I give the flo"), ("Okafor", "We thank you."), ("Brandvold", "My country wil"),
             ("?", "I thank Norway")],
        ),
        (  # a court
            "Examination of Jonas Reed\n\nBY MS. DELMONTE:\n\nQ. Where were you?\n\nA. I was at the dam.\n\n"
            "MR. POOLE: Objection, Your Honor.\n\nTHE COURT: Overruled. You may answer.\n",
            [("Jonas Reed", "I was at the d"), ("Poole", "Objection, You"), ("?", "Overruled. You")],
        ),
        (  # a briefing, whose head has the full names
            "Briefing by Secretary Lena Okafor and General John Kerrigan\n\nMS. OKAFOR: I have a few things.\n\n"
            "GENERAL KERRIGAN: We sent two ships.\n\nQUESTION: Why?\n\nMS. OKAFOR: I cannot say.\n",
            [("Lena Okafor", "I have a few t"), ("John Kerrigan", "We sent two sh"), ("Lena Okafor", "I cannot say.")],
        ),
        (  # an interview with names
            "A talk with Ida Moll\n\nIda Moll is the mayor. She spoke to Max Brun.\n\nMax Brun: Why did you leave?\n\n"
            "Ida Moll: I was tired.\n\nBrun: Who lied?\n\nMoll: The chairman did.\n",
            [("Max Brun", "Why did you le"), ("Ida Moll", "I was tired."), ("Max Brun", "Who lied?"),
             ("Ida Moll", "The chairman d")],
        ),
        (  # an interview whose questions are in bold
            "Interview with Hanna Brod\n\n**Did the company lie to you?**\n\nYes. I believed them.\n\n"
            "**What did you do then?**\n\nI wrote to the minister.\n",
            [("Hanna Brod", "Yes. I believe"), ("Hanna Brod", "I wrote to the")],
        ),
        (  # questions in capitals
            "Interview with Hanna Brod\n\nDID THE COMPANY WARN YOU?\n\nNo. I saw nobody.\n\n"
            "WHAT DO YOU WANT?\n\nI want the truth.\n",
            [("Hanna Brod", "No. I saw nobo"), ("Hanna Brod", "I want the tru")],
        ),
        (  # questions alone have a label
            "Five questions for Ruth Amsel\n\nQ: Why did you resign?\n\nI was ill.\n\n"
            "Q: Will you come back?\n\nNo. I am done.\n",
            [("Ruth Amsel", "I was ill."), ("Ruth Amsel", "No. I am done.")],
        ),
        (  # a podcast with times
            "Podcast\n\n[00:04] Lena Okafor: Welcome. I am here with Peter Meyden.\n\n"
            "[00:15] Peter Meyden: Thank you.\n\n[00:20] Lena Okafor: You wrote a book.\n",
            [("Lena Okafor", "Welcome. I am"), ("Peter Meyden", "Thank you."), ("Lena Okafor", "You wrote a bo")],
        ),
        (  # labels on lines of their own
            "Podcast\n\nLENA OKAFOR\nWelcome. I am glad.\n\nPETER MEYDEN\nThank you.\n\n"
            "LENA OKAFOR\nYou wrote a book.\n\nPETER MEYDEN\nI did.\n",
            [("Lena Okafor", "Welcome. I am"), ("Peter Meyden", "Thank you."), ("Lena Okafor", "You wrote a bo"),
             ("Peter Meyden", "I did.")],
        ),
        (  # a statement, whose head names who makes it
            "STATEMENT OF ANNA STONE\n\nI, Anna Stone, worked at the plant. The guards took my phone.\n\nAnna Stone\n",
            [("Anna Stone", "I, Anna Stone,")],
        ),
        (  # another
            "Witness statement of Mr Femi Ade, driver\n\nThe road was wet. I saw the car.\n",
            [("Femi Ade", "The road was w")],
        ),
        (  # offices in capitals, once each
            "Remarks\n\nTHE PRESIDENT: We have signed it. (Applause.)\n\nTHE VICE PRESIDENT: I am glad.\n",
            [("?", "We have signed"), ("?", "I am glad.")],
        ),
        (  # two people in full, once each
            "The sea\n\nAnna Holt: We measured it.\n\nPeter Quist: I agree.\n",
            [("Anna Holt", "We measured it"), ("Peter Quist", "I agree.")],
        ),
        (  # a speech has one label
            "Speech of the mayor\n\nMAYOR AMSEL: I came here in 1990. We had nothing.\n\nWe built the school.\n",
            [("Amsel", "I came here in")],
        ),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)  # fmt: skip
def test_formats(text: str, expected: list[tuple[str, str]]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dam breaks\n\nUPDATE: The council met.\n\nI was there, said Jonas Reed.\n\nNOTE: We regret the error.\n",
        "Plum cake\n\nIngredients: two eggs.\n\nMethod: Beat them. You may add milk.\n\nNote: You can use pears.\n",
        "The new tram\n\nPros: It is fast. You can sit.\n\nCons: It is dear.\n\nPros: It is clean.\n",
        "OSLO: The mayor resigned.\n\nBERLIN: We know the minister.\n\nPARIS: The president left.\n",
        "What we know\n\nTHE VICTIM: We know his name.\n\nTHE SUSPECT: You can see him.\n\nTHE WEAPON: Nobody knows.\n",
        "Fact check\n\nTHE CLAIM: “I built it,” said President Harlow.\n\nTHE FACTS: We checked it.\n",
        "Row\n\nThe mayor was clear: the dam is safe. I asked twice.\n\nRemember: you must boil the water.\n",
        "Story\n\nA man came to the house. I saw him.\n\nA woman followed. We talked.\n",
        "Mayor Low: “We are safe”\n\nMayor Ann Low said on Monday: “We are safe. I know it.”\n",
        "Race\n\nWASHINGTON (AP) — I will run, she said.\n\nFormer Iowa Gov. Ann Low will not.\n\n"
        "Sen. Bo Ray may. We asked.\n",
        "Letters\n\nWe were cheated, I think.\n\nDr Ama Boakye (Eastmere)\n\nI was not.\n\n"
        "Mr Tom Reilly (Northcove)\n\nMy son was.\n",
        "Speech by Mayor Amsel\n\nI heard her. Mayor Ruth Amsel said on Monday that we were wrong.\n",
        "Testimony of Igor Balan\n\n“I was beaten,” he said. The court met on Monday.\n",
        "Statement by the Ministry of Works\n\nWe regret it. I am told so.\n",
        "Prizes\n\nAnna Holt: first prize.\n\nPeter Quist: second prize.\n",
        "Two plans\n\nI prefer Plan A. We all do. Vitamin A. You know it.\n",
        "Ruth Amsel\n\nBorn: May 3, 1960\nParty: Labour\nSpouse: Dan Poole\nParty: None\n",
    ],
)  # fmt: skip
def test_what_is_no_transcript_has_no_turns(text: str) -> None:
    assert turns(text) == ()


def test_a_label_names_a_body_or_a_person() -> None:
    asked = "HARBOUR NEWS: Why?\n\nLENA BANK: I was ill.\n\nHARBOUR NEWS: Who are you?\n\nMS. BANK: I do not know.\n"
    text = "Talk\n\n" + asked
    kinds = {entity.label: entity.kind for entity in xpkg.analyse(text).identities.entities}
    assert kinds == {"Harbour News": Kind.ORGANIZATION, "Lena Bank": Kind.PERSON}


def test_what_nobody_says_ends_a_turn() -> None:
    text = HEARING + "\nNOTE: This text was corrected.\n\nIt is complete.\n"
    (*_, last) = turns(text)
    assert [span.cut(text) for span in last.content] == ["I do not believe you. Who told you that?"]


def test_narration_behind_a_transcript_is_no_part_of_it() -> None:
    text = (
        "Row in the council\n\nThe mayor met the council on Monday. This is what was said.\n\n"
        "MAYOR AMSEL: I was late.\n\nMR. POOLE: You were. I saw it.\n\nThe council met again in May.\n"
    )
    assert [span.cut(text) for span in turns(text)[-1].content] == ["You were. I saw it."]


def test_the_graph_of_a_transcript_conforms() -> None:
    letter = "Dear Ms Stone,\n\nYour report is wrong.\n\nYours sincerely,\n\nRuth Amsel\n"
    for text in (HEARING, PRESS, letter):
        quads = graph_of(source_of("hearing", text), Authority(), Iris())
        assert check(quads).conforms
        assert any("set off" in str(quad) for quad in quads)
