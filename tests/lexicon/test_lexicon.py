"""The tables of the lexicon: they load, quickly, are in order, and name what the ontology names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

import xpkg
from xpkg import lexicon
from xpkg.concepts import concepts
from xpkg.errors import LexiconError
from xpkg.lexicon import (
    document_nouns,
    event_names,
    event_types,
    factuality_cues,
    light_verbs,
    lookalikes,
    modifiers,
    nouns,
    verb_classes,
)
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_complements import complements
from xpkg.lexicon.event_triggers import Need, ObjectKind, Part, TriggerRow, trigger_rows
from xpkg.lexicon.event_triggers import Trait as TriggerTrait
from xpkg.lexicon.irregular_verbs import irregular_participles, irregular_pasts, irregular_verbs
from xpkg.lexicon.loading import read
from xpkg.lexicon.reporting import Frame, reporting_nouns, reporting_verbs
from xpkg.model import SpeechAct

FOLDER = Path(lexicon.__file__).parent
IN_THEIR_OWN_ORDER = {"event_complements", "event_triggers"}
"""Tables in which an earlier row goes before a later one."""
TABLES_OF_TRAITS = (
    document_nouns,
    event_names,
    event_types,
    factuality_cues,
    light_verbs,
    lookalikes,
    modifiers,
    nouns,
    verb_classes,
)


def complement_needs() -> set[Need]:
    return {need for each in complements() for need in each.row.needs}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_rows_are_sorted_by_their_first_cell(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    keys = [line.split("\t")[0] for line in lines[1:]]
    assert keys
    assert keys == sorted(keys) or path.stem in IN_THEIR_OWN_ORDER


def test_speech_acts_are_those_of_the_ontology() -> None:
    assert {member.value for member in SpeechAct} == set(concepts()["act"])


@pytest.mark.parametrize(
    ("members", "used"),
    [
        (Trait, {trait for trait in Trait if having(trait)}),
        *((table.Trait, {trait for trait in table.Trait if table.having(trait)}) for table in TABLES_OF_TRAITS),
        (nouns.NounKind, {kind for kind in nouns.NounKind if nouns.of_kind(kind)}),
        (light_verbs.SubjectRole, {row.subject for row in light_verbs.light_verbs().values()}),
        (Frame, {frame for row in reporting_verbs() for frame in row.frames}),
        (ObjectKind, {kind for row in trigger_rows() for kind in row.objects}),
        (TriggerTrait, {trait for row in trigger_rows() for trait in row.traits}),
        (Need, {need for row in trigger_rows() for need in row.needs} | complement_needs()),
    ],
)
def test_each_trait_is_some_words(members: type[StrEnum], used: set[StrEnum]) -> None:
    assert set(members) - used == set()


def test_a_verb_of_saying_has_a_frame_or_a_particle() -> None:
    assert [row.lemma for row in reporting_verbs() if not row.frames and not row.particles] == []


def test_a_noun_of_saying_is_no_plural_of_another() -> None:
    nouns = {row.noun for row in reporting_nouns()}
    assert [noun for noun in nouns if noun + "s" in nouns] == []


def test_irregular_forms() -> None:
    assert {"said", "wrote", "read", "burnt"} <= irregular_pasts()
    assert {"said", "written", "read"} <= irregular_participles()
    assert not {"wrote", "written"} & (irregular_pasts() & irregular_participles())
    assert "refer" in irregular_verbs()
    assert not {"referred", "admitted"} & irregular_pasts()


def test_an_alternation_prefers_the_longest_and_knows_both_apostrophes() -> None:
    pattern = re.compile(alternation({"no", "no one", "a.m.", "can't"}))
    assert [match.group() for match in pattern.finditer("no  one no can't can’t a.m. axmx")] == [
        "no  one",
        "no",
        "can't",
        "can’t",
        "a.m.",
    ]
    with pytest.raises(ValueError, match="no words"):
        alternation([])


def test_the_command_line_loads_no_table() -> None:
    code = "import sys, xpkg.cli; print([name for name in sys.modules if name.startswith('xpkg.lexicon')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_type_of_events_that_the_ontology_does_not_know_is_told_with_file_and_line(tmp_path: Path) -> None:
    table = (FOLDER / "event_triggers.tsv").read_text(encoding="utf-8")
    table = table.replace("\nattack\tverb\tbomb", "\natack\tverb\tbomb")
    faulty = tmp_path / "event_triggers.tsv"
    faulty.write_text(table, encoding="utf-8")
    line = table.split("\natack\t")[0].count("\n") + 2
    with pytest.raises(LexiconError, match=rf"\Aevent_triggers.tsv:{line}: type: unknown 'atack'; known: "):
        read(faulty, TriggerRow, key=("type", "part", "forms", "objects", "needs"))


def test_a_trigger_that_is_a_verb_has_one_form_or_three() -> None:
    assert [row.forms for row in trigger_rows() if row.part is Part.VERB and len(row.forms) not in {1, 3}] == []


def test_code_names_no_type_of_events_that_the_ontology_does_not_know() -> None:
    asked: set[str] = set()
    for path in (Path(xpkg.__file__).parent / "analysis" / "events").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("event_type"):
                values = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
                asked |= {value for value in values if isinstance(value, str)}
    assert asked
    assert asked - set(event_types.event_types()) == set()
