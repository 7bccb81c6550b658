"""Annotators by name."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.annotators import DEFAULT, MAKERS, NAMES, OWN, Choice, annotator_of
from xpkg.cli import main
from xpkg.errors import AnnotatorError


def test_the_own_annotators_are_there_by_their_names() -> None:
    assert tuple(ANNOTATORS) == OWN
    for name, annotate in ANNOTATORS.items():
        assert annotator_of(Choice(name)) is annotate
    assert Choice().name == DEFAULT == next(iter(MAKERS))


@pytest.mark.parametrize("name", ["", "Rules", "rules:x", "spacy", "spacy:", "llm", "bert"])
def test_no_such_annotator(name: str) -> None:
    with pytest.raises(AnnotatorError):
        Choice(name)


def test_choices_that_find_other_claims_have_another_identity() -> None:
    choices = [Choice(), Choice("rules"), Choice("spacy:a"), Choice("spacy:b"), Choice("llm", "http://a/", "m"),
               Choice("llm", "http://b/", "m"), Choice("llm", "http://a/", "n")]  # fmt: skip
    assert len({choice.identity for choice in choices}) == len(choices)


def test_without_spacy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(AnnotatorError, match=r"pip install 'xpkg\[spacy\]'"):
        annotator_of(Choice("spacy:not_there"))
    told = CliRunner().invoke(main, ["build", "--annotator", "spacy:not_there_either"])
    assert told.exit_code == 1
    assert told.output.startswith("xpkg: the annotator spacy:not_there_either needs spaCy")


def test_help_lists_them() -> None:
    assert ", ".join(NAMES) in " ".join(CliRunner().invoke(main, ["build", "--help"]).output.split())
