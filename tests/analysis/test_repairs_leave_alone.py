"""What looks like the example of a repair and is none: the repair by itself leaves it as it is."""

from __future__ import annotations

import pytest
from marked_text import candidates_of, text_of, told
from test_repairs import BY_NAME

from xpkg.analysis.attributions.repairs import run

LEFT_ALONE = {
    "cut-topic-of-quotation": [
        "<“The dam held,”> {Ann Low} [said], <and that was true>.",
        "{Ann Low} [said of] <the wall>: “It held.”",
        "<“The dam held,”> {Ann Low} [said], <“and the wall did not.”>",
    ],
    "drop-pointing-content": [
        "{Ann Low} [said] <that at the rally the guards had left>.",
        "{Ann Low} [said] <that, when the dam broke, the town slept>.",
        "{Ann Low} [repeated] <that claim at the rally>.",
        "{Ann Low} [said] <this is no dam>.",
        "{Ann Low} [denied] <that in May the dam broke>.",
        "{Ann Low} [said] <that as mayor she would know>.",
        "{Ann Low} [said] <that when he came she would know>.",
        "{Ann Low} [knows] <that to leave now would be wrong>.",
        "{Ann Low} [says] <that after the storm of 1990, Orm, an old man, was ready to go>.",
    ],
    "cut-time-before-source": [
        "{Last week's report} [said] <that the dam was safe>.",
        "{The Monday group} [said] <that the dam was safe>.",
        "{Two days of talks} [showed] <that the dam was safe>.",
        "{Today} [reported] <that the dam was safe>.",
    ],
    "cut-relative-of-source": [
        "<“The dam,”> {Ann Low}, who is ill, [said], <“is safe.”>",
        "<What was lost>, {Ann Low} [said], <was time>.",
        "{Ann Low}, <who is ill>, [said].",
    ],
    "cut-deed-from-cue": [
        "{Ann Low} [said and repeated] <that the dam was safe>.",
        "{Ann Low} [warned and said] <that the dam was old>.",
        "{The clerk} was sacked and [said] <that the dam was safe>.",
    ],
    "drop-thing-by-nobody": [
        "<The letter> [was read] by {Ann Low}.",
        "<Fraud> [was alleged] in May.",
        "<That the dam was old> [was said] in May.",
    ],
    "verb-of-relative-clause": [
        "<The plan> [was opposed] by {the court}, which found that the wall was wet.",
        "{Ann Low} [said] <that the wall was wet>.",
    ],
    "drop-open-content": [
        "{Ann Low} [did not say] <why>.",
        "<What we need is time>, {Ann Low} [said].",
        "<That>, {Ann Low} [said], <was not true>.",
    ],
    "cut-behind-words-on-document": [
        "She got {a letter} [saying] <that “the dam” was old>.",
        "{Ann Low} [said] <“the dam” was old>.",
    ],
    "cue-begins-with-name": [
        "{Mayor Low} [also denied] <it>.",
        "{Ann Low} [Says She Denied] <the charge>.",
        "{the mayor} [Never said] <that>.",
    ],
    "cut-source-of-next-sentence": ["<“The dam is old,”> [said] {Ann Low Jr.} Berg left."],
    "passive-subject-is-told": ["{Ann Low} [was worried] <that the dam was unsafe>.", "{Ann Low} [has said] <no>."],
    "cut-participle-in-cue": [
        "{Ann Low} [asked to say] <that the dam was safe>.",
        "{Ann Low} [is said to have said] <that the dam was safe>.",
    ],
    "cut-kicker": ["{Ann Low} [said]: <RISING TIDE: The harbour will close>.", "<The harbour: will it close>?"],
    "cut-time-of-saying": ["{Ann Low} [denied] <that he left on Tuesday>.", "{Ann Low} [opposed] <a vote on Tuesday>."],
    "join-within-clause": [
        "{Ann Low} [said] <that the dam>, Berg added, <was safe>.",
        "{Ann Low} [said] <that the dam was safe> and left <that it was old>.",
    ],
    "cut-aside-of-source": [
        "[According to] {the file}, <a number of which nobody spoke is missing>.",
        "[According to] {the file}, <the guards left>.",
        "{Ann Low} [said] <a copy of which she was proud, was lost>.",
    ],
    "cut-behind-pronoun": [
        "{Ann Low} [denied] <this was a letter>.",
        "{Ann Low} [denied] <this claim in court>.",
        "{Ann Low} [called] <it in a letter vital>.",
    ],
    "person-before-who": [
        "{The head of the guard who} [said] <that it was old>.",
        "She met {the guard} who [said] <that it was old>.",
        "{The report on the dam} which [said] <that it was old> was lost.",
    ],
    "join-at-comma": ["<“The dam,”> {Low} [said], <“will break.”>"],
    "subject-of-own-clause": [
        "{Ann Low, whose wife is ill}, [said] <that the dam was safe>.",
        "{A man who police said was armed} [told] her <that he was tired>.",
        "{Ann Low, who} [said] <that the dam was safe>, left.",
        "Nobody but {Ann Low} [said] <that the dam was safe>.",
        "PARIS - The mayor left, {Ann Low} [said].",
    ],
    "cut-dateline": ["{Ann Low of BERG} [said] <that the dam was safe>.", "{The Ministry (MOF)} [said] <so>."],
    "cut-block-lead": ["{Vice-chair Ann Low - a lawyer} [said] <that the dam was safe>."],
    "cut-clock-time": ["{20 workers} [said] <that the dam was safe>."],
    "cut-sentence-opener": ["{Butler and Low} [said] <that the dam was safe>."],
    "cut-time-behind-source": ["{The report, which was leaked on Monday} [said] <that the dam was safe>."],
    "cut-relative-pronoun": ["{The council} [said] <who left>.", "{It} [said] <that the dam was safe>."],
    "cut-trailing-comma": ["{Ann Low, the mayor} [said] <that the dam was safe>."],
    "no-evidence-is-content": [
        "{The board} [found no fault] <that it could mend>.",
        "{The board} [found] <no evidence>.",
    ],
    "half-quoted-source": ["{The weekly “River News”} [said] <that the bridge was closed>."],
    "cut-joined-verb": [
        "{1:Berg} [1:said] <1:that Low had called it mad and that {2:Moe} [2:urged] <2:mayors to vote>>.",
        "{12:Berg} [1:said] <1:that his deputy, Ann Moe, [2:had urged] <2:mayors to vote>>.",
    ],
    "add-judgement": ["{The board} [said] <that the dam had burst>, a wall that Ann Low painted."],
    "cut-judgement": ["{The board} [said] <that the dam had burst, a wall that Ann Low painted>."],
    "cut-next-verb-of-speaker": [
        "{Ann Low} [said] <that the dam was broken and left the town under water>.",
        "{Ann Low} [said] <that the guard was ill and left the room>.",
    ],
    "cut-citation-of-source": ["{The Ministry (MOF)} [said] <so>.", "{Ann Low (41)} [said] <that the dam was safe>."],
    "cut-citation-of-content": ["{Ann Low} [said] <that the dam burst (in 1982)>."],
    "source-of-own-sentence": ["{Ann Low} left. “Berg is ill,” [said] <in May>.", "{Low} left and [said] <so>."],
    "drop-conditional-saying": [
        "If it rains, {the mayor} [said], <the dam will break>.",
        "{The mayor} [would say] only <that the dam was safe>.",
    ],
    "level-of-perceived-saying": ["{Ann Low} [said] <that Berg wanted to say it was empty>."],
    "drop-discourse-marker": ["{I} [think], <the dam is old>.", "{You} [see] <that the dam is old>."],
    "speaker-around-aside": ["Judge Low, {I} [think], <was ill>.", "When Low left, {I} [said] <that it was safe>."],
    "cut-verb-before-thing": ["{Ann Low} [was quoted as saying] <that the dam was safe>."],
    "cut-clause-joined-above": [
        "{Ann Low} [said] <that the dam was old, but the road was not>.",
        "She left for a camp, which {the church} [describes as] <a retreat, but a poor one>.",
    ],
    "cut-comment-of-speaker": ["{Ann Low} [said] <that the dam, which he built, was safe>."],
    "drop-assault": ["{The minister} [attacked] <the plan>.", "{Guards} [attacked] <the mayor>."],
    "level-of-heard-saying": [
        "<“The dam is old,”> {Ann Low} [recalled].",
        "{Ann Low} [recalled] <him saying that the dam was old>.",
    ],
    "exchanged-roles-of-according": ["[According to] {Ann Low}, <the dam was safe>."],
    "cut-outer-clause": [
        "{Ann Low} [said] <that the dam, which she built, was safe>.",
        "<The dam>, {Ann Low} [said], <was safe>.",
        "{The union} [said] <that Low, who was arrested, was free>.",
    ],
    "level-of-inner-saying": [
        "{1:Police} [1:said] <1:that Ann Low told them that he had fled>.",
        "{Ann Low} [said] <“he had fled”>.",
    ],
    "level-of-inner-verb": [
        "{12:Ann Low} [1:said] <1:Berg had lied> and [2:told] her <2:that the dam was safe>.",
        "{12:The union} [1:said] <1:the firm hid the report> and [2:called for] <2:a strike>.",
    ],
    "drop-noun-of-role": [
        "{Human rights activists} [advocate] <a ban>.",
        "{The city council} [advocates] <a ban>.",
    ],
    "cut-joined-clause": [
        "{The report} [asserts] <Low directed and monitored the raids>.",
        "{Ann Low} [demanded] <an apology and a new trial>.",
        "{Ann Low} [said] <the dam was old and the town was poor>.",
    ],
    "cut-refusal-to-say-more": ["{The board} [confirmed] <that Low would not elaborate>."],
    "cut-author-comment": ["{Ann Low} [says] <the dam will hold, and she is not alone>."],
    "cut-others-agree": ["{Ann Low} [said] <the dam was safe, as had been shown>."],
    "cut-consequence": ["{The king} [said] <that they were free, which led to his fall>."],
    "cut-headline-as-clause": ["{The mayor} [defends] <the dam as villagers accuse guards>."],
    "cut-next-saying-of-speaker": ["{The board} [predicts] <that the river rises and advises people to leave>."],
    "quoted-as-saying": ["{Ann Low} [said] <as much>.", "<Ann Low> [was quoted] <in the paper>."],
    "collection-speaks": ["The Berg papers interest {letters} which [describe] <the life of a miner>."],
    "noun-behind-copula": ["{Ann Low, who was an engineer,} [warned] <of floods>."],
    "cut-expletive": ["<The dam> [is said] <to be safe>.", "<It> [is said] <to be safe>."],
    "cut-quotation-of-other-sentence": ["<“The dam is safe.”> {Ann Low} [said] <that it was new>."],
    "excepted-speaks-not": ["Everyone met {Ann Low}, who [said] <that the dam was safe>."],
    "headline-participle-is-told": ["{Guards} [told] <to leave the dam> were angry."],
    "drop-participle-of-patient": [
        "{The mayor} [has accused] <them of theft>.",
        "Ann Low, whom {she} [accused] <of theft>.",
    ],
    "apposed-thing-is-content": ["He met Ann Low, {the mayor} [denied] <it>."],
    "noun-of-participle": ["{The council} left the room [saying] <that the dam was unsafe>."],
    "thing-says-its-own": ["{The mayor} [said] <a report saying that police had lied was false>."],
    "subject-of-participle": [
        "{Ann Low} left, [alleging] <that the dam was unsafe>.",
        "A case [alleging] <fraud> came.",
    ],
    "source-is-agent-alone": ["<The plan> [was announced] by {Ann Low of Berg}."],
    "nobody-behind-there-is": ["{The board} [added] <that there was no suggestion>."],
    "cause-speaks-not": ["{The leak} [prompted criticism by] <the council>.", "{Low} [drew] <a map>."],
    "place-of-source": ["{A source} [says there] <that the dam is shut>."],
    "verb-in-name": ["{Ann Low of Berg}[:] <“The dam is shut.”>"],
    "joined-verb-of-relative": ["{Ann Low} cites the act, which condemns the cut, and [called for] <a new vote>."],
    "asked-asks-nothing": ["{Ann Low} [asked whether] <the dam was safe>."],
    "joined-verb-beside-according-to": ["Beside {Ann Low}, Berg spoke and [warned] <of storms>."],
    "cut-joined-relative": ["{1:Ann Low} [1:cited] <1:{2:the act}, which [2:condemns] <2:the cut>>."],
    "subject-of-nested-clause": [
        "{12:The union} [1:said] <1:it knew in May>, and [2:wrote] <2:that the dam was safe>."
    ],
    "drop-question-of-interview": ["A: {The mayor} [said] <that the dam was safe>."],
    "drop-question": ["Did it rain? {The mayor} [said] <that the dam was safe>.", "“Is it?” {Low} [asked] <“why”>."],
    "drop-supposition": ["{The mayor} [said] <that the dam was safe if it held>.", "{I} [might say] <that it is>."],
    "drop-offer-of-nothing": ["{Ann Low} [offered] <that she would go>."],
    "drop-visit": ["{The general} [called on] <the king to leave>."],
    "cited-as-saying": ["{The paper} [cited] <Ann Low as an expert on dams>."],
    "exchanged-roles": ["<“It is safe,”> [said] {Ann Low}."],
    "drop-summons": ["{Ann Low} [called] <“a gift”>.", "{Ann Low} [called] <the mayor a liar>."],
    "drop-judged-saying": ["{Ann Low} [was right to say] <that the dam was safe>."],
    "verb-behind-relative": ["{A man whose house burned} [came back and told] the court <that he was ill>."],
    "drop-wish-for-no-name": ["{An official} [asked] <not to be sent home>."],
    "drop-speech-to-come": ["{The dam} [is expected] <to hold>."],
    "drop-title-of-work": ["{Ann Low} [said] <the film titled “The Harbour” was good>."],
    "drop-naming": ["{The crew} [said] <the boat was renamed Hope>."],
    "drop-refusal": ["{The crew} [denied] <the charge>."],
    "drop-label": ["That is what {they} [called] <“help”>."],
    "drop-known-as": ["This is what {they} [described] <as barren>."],
    "drop-bare-mention": ["{The papers} [mention] <that Ann Low left>."],
    "drop-work-written": ["{Ann Low} [wrote] <that three books were lost>."],
    "drop-reaction": ["{The board} [responded] <that the storm was over>."],
    "clause-behind-according-to": [
        "<The wall fell>, [according to] {a report he wrote}.",
        "<The wall fell>, [according to] {his son}.",
    ],
    "name-behind-setting": [
        "In {a letter to Parata} [wrote] <that it was old>.",
        "In a letter {Ann Low} [wrote] <that it was old>.",
    ],
    "cut-main-verb-behind-participle": [
        "{Posters} were [saying] <that the wells were poisoned and people fled>.",
        "She got {a letter} [saying] <that the wells were poisoned>.",
    ],
    "drop-made-by": [
        "<The road is safe>, [assured] {the Senate}.",
        "<“The road”> [built] by {the Senate}.",
    ],
    "drop-receipt": [
        "{The office} [acknowledged] <its mistakes>.",
        "{The office} [acknowledged] <the letter was late>.",
        "{The office} [confirmed] <the letter>.",
    ],
    "drop-recognition": ["{Ann Low} [recognized] <that he was right>."],
    "drop-belief-in-somebody": [
        "{The court} [believed] <Ann Low was ill>.",
        "{The court} [believed] <the story>.",
        "{The court} [considers] <Ann Low guilty>.",
    ],
    "drop-deed": ["{The judge} [said] <Ann Low was jailed>."],
    "drop-dismissal": ["{The ministry} [dismissed] <the claim>.", "{The ministry} [dismissed] <him as a liar>."],
    "verb-joined-to-relative": ["{12:Ann Low} [1:said] <1:that she was ill> and [2:hoped] <2:to leave>."],
    "content-goes-on-behind-cue": ["<They want to leave>, {Ann Low} [said], and it rained."],
    "second-that-clause": ["{Ann Low} [said] <the door was locked>, and that was all."],
    "patient-of-judgement": ["The mayor [has been told of] <the flood>."],
    "subject-before-aside": ["Older appeals matter, {the board} [notes], <“they are lost”>."],
    "drop-label-of-nobody": [
        "{Police}[:] <The dam is safe>.",
        "{Ann Low}[:] <I am leaving the dam>.",
        "{Ann Low}[:] <“The dam is safe.”>",
    ],
    "cut-verb-of-subject": ["{Ann Low} [said] <that it fell>.", "It was {her} [warning] <that it would fall>."],
    "drop-silence": ["{The ministry} [returned] <calls to resign>."],
    "relative-pronoun-antecedent": ["{Ann Low} [said] <which dam was safe>."],
    "cut-content-dateline": ["<The dam is safe — for now>, {Ann Low} [said]."],
    "nobody-speaks": ["{Noah Low} [said] <that the dam was safe>.", "{No 10} [said] <that the dam was safe>."],
    "clauses-around-aside": ["The rain goes on, {Ann Low} [warned], <and the dam will break>."],
    "saying-is-denied": ["{Ann Low} [denied] <saying so>.", "{Ann Low} [denied having said] <that it was safe>."],
    "cut-other-sentence": [
        "<“It burst. We ran,”> {Ann Low} [said].",
        "<“It burst.”> {Ann Low} [said] <it was loud>.",
    ],
    "quotation-behind-source": [
        "<“He lied,”> [said] {Ann “Annie” Low}.",
        "<“He lied,”> [said] {the author of “The Dam”}.",
    ],
    "cut-quotation-of-next": [
        "<1:“She,”> [1:said] {1:Ann Low}, <1:“lied.”> <2:“He paid,”> [2:added] {2:Berg}.",
        "<12:“He paid,”> {12:Ann Low} [1:said] and [2:added].",
    ],
    "cut-verb-behind-clause": [
        "{Ann Low} [said] <that it was clear the dam was safe>.",
        "{Ann Low} [said] <that the man who was hurt was ill>.",
        "{Ann Low} [said] <that everyone she was with was ill>.",
    ],
    "cut-speaker-behind-content": ["{Low} [was urged] <to resign by the league>."],
    "cut-sentence-behind-quotation": ["{Ann Low} [said]: <“It was theft” and fraud>."],
    "subject-of-told-clause": ["{Ann Low} [told] me <that he lied>.", "{Ann Low} [said] the dam <was shut>."],
    "cut-saying-of-another": [
        "{Ann Low} [said] <that, while the mayor says it is safe, the wall leaks>.",
        "{Ann Low} [said] <that she slept while the dam burst>.",
        "{Ann Low} [said] <that she wept, while her son slept in the house>.",
    ],
    "cut-next-event": [
        "{Ann Low} [admitted] <that she had lied and the door was open>.",
        "{Ann Low} [admitted] <that the mayor had lied and the jury was sent home>.",
        "{Ann Low} [admitted] <that she had struck him and the man fled from her>.",
    ],
    "cut-date-before-source": ["{April Low} [said] <that the dam was safe>.", "{2 June} [said] <so>."],
    "level-of-quoted-object": ["{Ann Low} quoted the pilot, [saying] <that it was safe>."],
    "add-rest-of-open-quotation": [
        "{Ann Low} [said]: <“We left in May.”>\n\n“The dam was safe.”",
        "{Ann Low} [said]: <“We left in May.>\n\nThe dam was safe.",
    ],
    "drop-sight": [
        "{Ann Low} [sees] <a risk of war>.",
        "{Ann Low} [saw] <that the letter was old>.",
        "{Ann Low} [sees] <the law as a threat>.",
    ],
    "cut-behind-semicolon": [
        "{Ann Low} [said] <that the dam was old; the wall leaked>.",
        "{Ann Low} [said] <that she was tired; she had worked all night>.",
        "{Ann Low} [said] <that the dam was old; and that it leaked>.",
        "{Ann Low} [said] <“the dam will break; the mayor says so”>.",
    ],
    "cut-lead-of-content": [
        "{Ann Low} [asked] <was that the dam>?",
        "{Ann Low} [said] <*that* was old>.",
    ],
    "sides-of-put-in-saying": [
        "When the press came, {Ann Low} [noted], <the dam had broken>.",
        "On Monday, {Ann Low} [said], <the dam broke>.",
        "“The mayor,” {Ann Low} [said], <“promised that the dam would stay.”>",
        "Reporters, {Ann Low} [said], <and editors were there>.",
    ],
    "drop-participle-of-infinitive": [
        "{The court} ordered the paper to print a note, [ruling] <that Low was right>.",
        "{Ann Low} told the bank to wait, [saying] <that she was broke>.",
        "{Ann Low} promised her son to leave, [saying] <that she was ill>.",
    ],
    "caused-speaks": [
        "{Ann Low} asked the council to [say] <that the dam was safe>.",
        "{Ann Low} [let it be known] <that the dam was safe>.",
    ],
    "drop-asked-about": [
        "{Ann Low} [was quoted] <as saying that it was safe>.",
        "{Ann Low} [was asked] by Berg <to leave>.",
        "{Ann Low} [spoke about] <the dam>.",
    ],
    "cut-topic-of-label": [
        "{Ann Low}[:] <‘We met on Monday.’>",
        "{The President of the Board}[:] <‘It Must End’>",
    ],
    "told-subject-speaks-not": ["{Ann Low} [told] the council <that the dam was unsafe>."],
}
CASES = [(name, marked) for name, texts in LEFT_ALONE.items() for marked in texts]


def test_every_repair_has_a_text_that_it_leaves_alone() -> None:
    assert set(LEFT_ALONE) == set(BY_NAME)


@pytest.mark.parametrize(("name", "marked"), CASES, ids=[name for name, _ in CASES])
def test_the_repair_leaves_it_alone(name: str, marked: str) -> None:
    found = candidates_of(marked)
    kept, dropped = run(text_of(marked), (BY_NAME[name],), found)
    assert dropped == []
    assert told(kept) == told(found)
    assert not any(one.trail for one in kept)
