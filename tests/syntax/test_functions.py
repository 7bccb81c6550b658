"""What the functions over a tree tell, on trees written by hand."""

from __future__ import annotations

import pytest
from trees import at, tree, words

from xpkg.model import Span
from xpkg.syntax.arguments import (
    agent,
    complement_clause,
    is_passive,
    object_of,
    oblique,
    passive_agent,
    patient,
    subject,
)
from xpkg.syntax.clauses import (
    Modality,
    clause,
    is_conditional,
    is_question,
    modality,
    negation,
)
from xpkg.syntax.nominals import (
    antecedent,
    apposition,
    conjuncts,
    modifier,
    name_of,
    noun_phrase,
    possessor,
    prepositions,
)
from xpkg.syntax.tree import Parse, head_of, span_of, subtree, token_at

SAID = tree(
    "Ann PROPN 6 nsubj", "Low PROPN 1 flat", ", PUNCT 5 punct", "a DET 5 det", "teacher NOUN 1 appos",
    "said VERB 0 root", "that SCONJ 11 mark", "the DET 9 det", "dam NOUN 11 nsubj", "was AUX 11 cop",
    "safe ADJ 6 ccomp", ". PUNCT 6 punct",
)  # fmt: skip
PUT_IN = tree(
    "The DET 2 det", "dam NOUN 7 nsubj", ", PUNCT 5 punct", "Low PROPN 5 nsubj", "said VERB 7 parataxis",
    "was AUX 7 cop", "safe ADJ 0 root", ". PUNCT 7 punct",
)  # fmt: skip
HELD = tree(
    "Two NUM 2 nummod", "men NOUN 6 nsubj:pass", "were AUX 6 aux:pass", "not PART/RB 6 advmod", "ever ADV 6 advmod",
    "held VERB/VBN 0 root", "by ADP 9 case", "the DET 9 det", "police NOUN 6 obl:agent", "or CCONJ 11 cc",
    "charged VERB/VBN 6 conj", "in ADP 13 case", "Larkham PROPN 11 obl", ". PUNCT 6 punct",
)  # fmt: skip
ARREST = tree(
    "China PROPN 3 nmod:poss", "’s PART/POS 1 case", "arrest NOUN 9 nsubj", "of ADP 5 case", "Low PROPN 3 nmod",
    "and CCONJ 7 cc", "Reed PROPN 5 conj", "was AUX 9 cop", "wrong ADJ 0 root",
)  # fmt: skip
ASKED = tree(
    "She PRON 2 nsubj", "asked VERB 0 root", "him PRON 2 obj", "to PART 5 mark", "leave VERB/VB 2 xcomp",
    "and CCONJ 7 cc", "promised VERB 2 conj", "Reed PROPN 7 obj", "to PART 10 mark", "stay VERB/VB 7 xcomp",
)  # fmt: skip
WHO = tree(
    "The DET 2 det", "guard NOUN 8 nsubj", "who PRON/WP 4 nsubj", "shot VERB 2 acl:relcl", "Reed PROPN 4 obj",
    ", PUNCT 2 punct", "never ADV/RB 8 advmod", "spoke VERB 0 root", "to ADP 11 case", "the DET 11 det",
    "court NOUN 8 obl",
)  # fmt: skip
THEY_LEFT = tree(
    "The DET 2 det", "town NOUN 5 nsubj", "they PRON 4 nsubj", "left VERB 2 acl:relcl", "burned VERB 0 root",
)  # fmt: skip
ACCUSED = tree(
    "An DET 2 det", "officer NOUN 6 nsubj", "accused VERB/VBN 2 acl", "of ADP 5 case", "theft NOUN 3 obl",
    "fled VERB 0 root", ", PUNCT 8 punct", "leaving VERB/VBG 6 advcl", "Larkham PROPN 8 obj",
)  # fmt: skip
DID_SHE = tree(
    "Did AUX 3 aux", "she PRON 3 nsubj", "say VERB/VB 0 root", "so ADV 3 advmod", "? PUNCT 3 punct",
)  # fmt: skip
WHAT_DID = tree(
    "What PRON/WP 4 obj", "did AUX 4 aux", "Low PROPN 4 nsubj", "say VERB/VB 0 root",
)  # fmt: skip
NEVER_HAD = tree(
    "Never ADV/RB 4 advmod", "had AUX 4 aux", "she PRON 4 nsubj", "said VERB/VBN 0 root", "so ADV 4 advmod",
)  # fmt: skip
HAD_SHE = tree(
    "Had AUX 3 aux", "she PRON 3 nsubj", "known VERB/VBN 7 advcl", ", PUNCT 3 punct", "she PRON 7 nsubj",
    "might AUX/MD 7 aux", "speak VERB/VB 0 root", "or CCONJ 9 cc", "write VERB/VB 7 conj",
)  # fmt: skip
NOBODY = tree(
    "No DET 2 det", "minister NOUN 3 nsubj", "spoke VERB 0 root", ", PUNCT 6 punct", "nobody PRON/NN 6 nsubj",
    "wrote VERB 3 conj", "if SCONJ 9 mark", "asked VERB/VBN 9 advcl", "asked VERB/VBN 6 advcl",
)  # fmt: skip
GAVE = tree(
    "Low PROPN 2 nsubj", "gave VERB 0 root", "Reed PROPN 2 iobj", "a DET 5 det", "letter NOUN 2 obj",
    "and CCONJ 7 cc", "told VERB 2 conj", "reporters NOUN/NNS 7 obj", "it PRON 10 nsubj", "rained VERB 7 ccomp",
)  # fmt: skip


@pytest.mark.parametrize(
    ("parse", "verb", "who"),
    [
        (SAID, "said", "Ann"),
        (SAID, "safe", "dam"),
        (PUT_IN, "said", "Low"),
        (HELD, "held", "men"),
        (HELD, "charged", "men"),
        (ASKED, "leave", "him"),  # the object of the verb above
        (ASKED, "promised", "She"),
        (ASKED, "stay", "She"),  # a promise is about one's own doing
        (WHO, "shot", "guard"),  # the antecedent, not "who"
        (WHO, "spoke", "guard"),
        (THEY_LEFT, "left", "they"),
        (ACCUSED, "accused", "officer"),
        (ACCUSED, "leaving", "officer"),
        (HAD_SHE, "write", "she"),
    ],
)
def test_subject(parse: Parse, verb: str, who: str | None) -> None:
    assert words(parse, subject(parse, at(parse, verb))) == who


def test_no_subject_is_guessed() -> None:
    town = tree("The DET 2 det", "town NOUN 0 root", "to PART 4 mark", "leave VERB/VB 2 acl")
    assert subject(town, at(town, "leave")) is None
    left = tree("The DET 2 det", "town NOUN 0 root", "left VERB/VBD 2 acl:relcl")
    assert subject(left, at(left, "left")) is None
    rains = tree("It PRON 2 expl", "seems VERB/VBZ 0 root", "wet ADJ 2 xcomp")
    assert subject(rains, at(rains, "seems")) is None


@pytest.mark.parametrize(
    ("parse", "verb", "whom", "doer"),
    [
        (HELD, "held", "men", "police"),
        (HELD, "charged", "men", None),
        (WHO, "shot", "Reed", "guard"),
        (GAVE, "gave", "letter", "Low"),
        (ACCUSED, "accused", "officer", None),
        (ACCUSED, "leaving", "Larkham", "officer"),
    ],
)
def test_who_did_it_to_whom(parse: Parse, verb: str, whom: str | None, doer: str | None) -> None:
    place = at(parse, verb)
    assert words(parse, patient(parse, place)) == whom
    assert words(parse, agent(parse, place)) == doer


def test_voice() -> None:
    assert is_passive(HELD, at(HELD, "held"))
    assert is_passive(HELD, at(HELD, "charged"))  # the auxiliary is shared
    assert is_passive(ACCUSED, at(ACCUSED, "accused"))
    assert not is_passive(WHO, at(WHO, "shot"))
    assert passive_agent(WHO, at(WHO, "shot")) is None


def test_objects() -> None:
    gave, told = at(GAVE, "gave"), at(GAVE, "told")
    assert words(GAVE, object_of(GAVE, gave)) == "letter"
    assert words(GAVE, complement_clause(GAVE, told)) == "rained"
    assert words(WHO, oblique(WHO, at(WHO, "spoke"), "to")) == "court"
    assert oblique(WHO, at(WHO, "spoke"), "in") is None


def test_nominals() -> None:
    assert words(SAID, apposition(SAID, 0)) == "teacher"
    assert words(SAID, name_of(SAID, 0)) == "Ann Low"
    arrest, low = at(ARREST, "arrest"), at(ARREST, "Low")
    assert words(ARREST, possessor(ARREST, arrest)) == "China"
    assert prepositions(ARREST, at(ARREST, "China")) == ()
    assert words(ARREST, modifier(ARREST, arrest, "of")) == "Low"
    assert words(ARREST, conjuncts(ARREST, low)) == words(ARREST, conjuncts(ARREST, at(ARREST, "Reed"))) == "Low Reed"
    assert words(WHO, antecedent(WHO, at(WHO, "shot"))) == "guard"
    assert antecedent(WHO, at(WHO, "spoke")) is None


@pytest.mark.parametrize(
    ("parse", "noun", "phrase"),
    [
        (SAID, "Ann", "Ann Low"),
        (WHO, "guard", "The guard"),
        (ARREST, "arrest", "China ’s arrest of Low and Reed"),
        (ARREST, "Low", "Low"),
        (HELD, "police", "the police"),
    ],
)
def test_noun_phrase(parse: Parse, noun: str, phrase: str) -> None:
    assert words(parse, noun_phrase(parse, at(parse, noun))) == phrase


@pytest.mark.parametrize(
    ("parse", "verb", "by"),
    [
        (HELD, "held", "not"),
        (HELD, "charged", "not"),  # shared with the verb before
        (WHO, "spoke", "never"),
        (WHO, "shot", None),
        (NEVER_HAD, "said", "Never"),
        (NOBODY, "spoke", "minister"),
        (NOBODY, "wrote", "nobody"),
        (SAID, "said", None),
    ],
)
def test_negation(parse: Parse, verb: str, by: str | None) -> None:
    assert words(parse, negation(parse, at(parse, verb))) == by


def test_modality() -> None:
    assert modality(HAD_SHE, at(HAD_SHE, "speak")) is Modality.POSSIBILITY
    assert modality(HAD_SHE, at(HAD_SHE, "write")) is Modality.POSSIBILITY
    assert modality(HAD_SHE, at(HAD_SHE, "known")) is None
    assert modality(SAID, at(SAID, "said")) is None


def test_questions_and_conditions() -> None:
    assert is_question(DID_SHE, at(DID_SHE, "say"))
    assert is_question(WHAT_DID, at(WHAT_DID, "say"))
    assert not is_question(NEVER_HAD, at(NEVER_HAD, "said"))
    assert not is_question(SAID, at(SAID, "said"))
    assert not is_question(HAD_SHE, at(HAD_SHE, "known"))
    assert is_conditional(HAD_SHE, at(HAD_SHE, "known"))
    assert is_conditional(NOBODY, at(NOBODY, "asked", 2))
    assert not is_conditional(SAID, at(SAID, "safe"))


def test_clauses() -> None:
    assert words(SAID, clause(SAID, at(SAID, "said"))) == "Ann Low , a teacher said ."
    assert words(HELD, clause(HELD, at(HELD, "charged"))) == "or charged in Larkham"


def test_ways_through_the_tree() -> None:
    assert words(SAID, subtree(SAID, at(SAID, "safe"))) == "that the dam was safe"
    assert words(SAID, subtree(SAID, 0, ("appos",))) == "Ann Low"
    assert span_of(SAID, (0, 1)) == Span(0, 7)
    with pytest.raises(ValueError, match="no tokens"):
        span_of(SAID, ())
    assert token_at(SAID, 5) == 1
    assert token_at(SAID, 7) == 2  # the blank before it
    assert token_at(SAID, 1000) is None
    assert head_of(SAID, Span(0, 19)) == 0
    assert SAID.root == at(SAID, "said")
    assert SAID.having(5, "nsubj", "ccomp") == (0, 10)
    assert HELD.first(5, "nsubj") == HELD.first(5, "nsubj:pass") == 1
    assert HELD.first(5, "nsubj:outer") is None
