"""Who did it and to whom it was done, told actively, passively, by relative clauses, by nouns and by causatives."""

from __future__ import annotations

import pytest

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.graphs import analyse

OPENING = "A headline\n\nKASSEL, 4 May 2019 - Maria Novak and Ivo Grubor live in Kassel. "
_UNDERGOES = {"patient", "participant", "recipient"}


@pytest.mark.parametrize(
    ("sentence", "event_type", "agent", "patient"),
    [
        ("Maria Novak was arrested by Ivo Grubor in 2018.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("The arrest of Maria Novak by Ivo Grubor in 2018 shocked many.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("Ivo Grubor's arrest of Maria Novak in 2018 shocked many.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("Maria Novak's arrest by Ivo Grubor in 2018 shocked many.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("Maria Novak's arrest in 2018 shocked many.", "arrest", "", "Maria Novak"),
        ("Ivo Grubor had Maria Novak arrested in 2018.", "arrest", "", "Maria Novak"),
        ("Maria Novak, whom Ivo Grubor arrested in 2018, was freed.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("Ivo Grubor, who arrested Maria Novak in 2018, resigned.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("Maria Novak, who was arrested by Ivo Grubor in 2018, was freed.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("The officer who arrested Maria Novak in 2018 was Ivo Grubor.", "arrest", "", "Maria Novak"),
        ("It was Ivo Grubor who arrested Maria Novak in 2018.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("Arrested by Ivo Grubor in 2018, Maria Novak lost her post.", "arrest", "Ivo Grubor", "Maria Novak"),
        ("The invasion of Poland by Germany in 1939 began the war.", "military-operation", "Germany", "Poland"),
        ("Germany's invasion of Poland in 1939 began the war.", "military-operation", "Germany", "Poland"),
        ("The German invasion of Poland in 1939 began the war.", "military-operation", "", "Poland"),
        ("The invasion of Poland in 1939 began the war.", "military-operation", "", "Poland"),
        ("Poland was invaded by Germany in 1939.", "military-operation", "Germany", "Poland"),
        ("Poland, which Germany invaded in 1939, fell.", "military-operation", "Germany", "Poland"),
        ("The attack by Germany on Poland in 1939 began the war.", "attack", "Germany", "Poland"),
        ("The attack on Poland in 1939 began the war.", "attack", "", "Poland"),
        ("Sanctions against Russia by Norway in 2014 hurt trade.", "sanction", "Norway", "Russia"),
        ("Russia was sanctioned by Norway in 2014.", "sanction", "Norway", "Russia"),
        ("Norway's sanctions on Russia in 2014 hurt trade.", "sanction", "Norway", "Russia"),
        ("Maria Novak's murder by Ivo Grubor in 2018 shocked many.", "killing", "Ivo Grubor", "Maria Novak"),
        ("The murder of Maria Novak in 2018 shocked many.", "killing", "", "Maria Novak"),
        ("Maria Novak got fired by Ivo Grubor in 2018.", "removal", "Ivo Grubor", "Maria Novak"),
        ("Maria Novak was made director by Ivo Grubor in 2018.", "appointment", "Ivo Grubor", "Maria Novak"),
        ("Ivo Grubor was replaced by Maria Novak as mayor in 2018.", "appointment", "", ""),
        ("Maria Novak was seen being beaten by Ivo Grubor in 2018.", "mistreatment", "Ivo Grubor", "Maria Novak"),
        ("Maria Novak was questioned by Ivo Grubor in 2018.", "interrogation", "Ivo Grubor", "Maria Novak"),
        ("The interrogation of Maria Novak by Ivo Grubor in 2018 ended.", "interrogation", "Ivo Grubor", "Maria Novak"),
        ("Maria Novak was handed over to Ivo Grubor by Norway in 2018.", "transfer", "Norway", "Maria Novak"),
        ("The extradition of Maria Novak from Norway to Russia in 2018 was legal.", "extradition", "", "Maria Novak"),
        ("Norway extradited Maria Novak to Russia in 2018.", "extradition", "Norway", "Maria Novak"),
        ("Maria Novak's release by Norway in 2018 surprised Ivo Grubor.", "release", "Norway", "Maria Novak"),
        ("Maria Novak was abducted in 2018 by men loyal to Ivo Grubor.", "kidnapping", "men", "Maria Novak"),
        ("Ivo Grubor was sued by Maria Novak in 2018.", "lawsuit", "Maria Novak", "Ivo Grubor"),
        ("Maria Novak, accused of fraud, was tried by a court in Kassel in 2018.", "trial", "court", "Maria Novak"),
        ("In 2018 Ivo Grubor was shot dead by Maria Novak.", "killing", "Maria Novak", "Ivo Grubor"),
        ("The shooting of Ivo Grubor by Maria Novak in 2018 shocked many.", "attack", "Maria Novak", "Ivo Grubor"),
        ("Ivo Grubor, poisoned by Maria Novak in 2018, survived.", "attack", "Maria Novak", "Ivo Grubor"),
        ("Maria Novak visited Ivo Grubor in prison in 2018.", "visit", "Maria Novak", "Ivo Grubor"),
        ("Ivo Grubor was visited by Maria Novak in 2018.", "visit", "Maria Novak", "Ivo Grubor"),
        ("Ivo Grubor ordered the arrest of Maria Novak in 2018.", "arrest", "", "Maria Novak"),
        ("Ivo Grubor was given a medal in 2018.", "award", "", "Ivo Grubor"),
        ("Norway gave Ivo Grubor a medal in 2018.", "award", "Norway", "Ivo Grubor"),
    ],
)  # fmt: skip
def test_nobody_changes_places(sentence: str, event_type: str, agent: str, patient: str) -> None:
    """Empty for nobody who is asked for here."""
    words = f"{OPENING}{sentence}\n"
    found = analyse(Source("t", words, "0", Metadata("")), Authority(()), ANNOTATORS["rules"]).events
    told = [
        [(part.role, part.span.cut(words)) for part in each.participants]
        for each in found
        if each.event_type == event_type
    ]
    assert told
    does = [name for parts in told for role, name in parts if role == "agent"]
    undergoes = [name for parts in told for role, name in parts if role in _UNDERGOES]
    assert any(agent in name for name in does) or not agent
    assert any(patient in name for name in undergoes) or not patient
    assert not patient or not any(patient in name for name in does)
    assert agent not in undergoes
