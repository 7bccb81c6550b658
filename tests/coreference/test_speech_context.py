"""Who speaks around a pronoun: whom it cannot mean, and whom it likely means."""

from __future__ import annotations

from tests.coreference.stories import given, marked_view, says
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.speech_context import SpeechContext
from xpkg.model import Attribution, Mode


def context(marked: str, labels: list[str | None], *said: Attribution) -> tuple[DocumentView, SpeechContext, list[str]]:
    view = marked_view(marked, *said)
    resolution = given(view, labels)
    labels_of = [entity.label for entity in resolution.entities.entities]
    return view, SpeechContext(view.mentions, said, resolution.entity_of, view.scopes, view.source), labels_of


def excluded(marked: str, labels: list[str | None], *said: Attribution) -> set[str]:
    """Whom the last mention cannot mean."""
    view, speech, names = context(marked, labels, *said)
    return {names[entity] for entity in speech.excluded(view.mentions[-1].span)}


def test_who_speaks_the_direct_words_is_not_meant_in_them() -> None:
    marked = "[Ann Carter] said: “The dam and [she] fell.”"
    said = says(marked, "Ann Carter", "“The dam and she fell.”", Mode.DIRECT)
    assert excluded(marked, ["Ann Carter", None], said) == {"Ann Carter"}
    assert excluded(marked, ["Ann Carter", None]) == set()  # nobody is told to speak


def test_words_that_nobody_is_told_to_speak_go_on_from_those_before() -> None:
    marked = "“It fell,” said [Ann Carter]. “Then [she] left.”"
    said = says(marked, "Ann Carter", "“It fell,”", Mode.DIRECT)
    assert excluded(marked, ["Ann Carter", None], said) == {"Ann Carter"}
    taken_up = "“It fell,” said [Ann Carter]. The town called it “the dam that [she] built”."
    said = says(taken_up, "Ann Carter", "“It fell,”", Mode.DIRECT)
    assert excluded(taken_up, ["Ann Carter", None], said) == set()
    far = "“It fell,” said [Ann Carter]. It rained. It snowed. It froze. “Then [she] left.”"
    said = says(far, "Ann Carter", "“It fell,”", Mode.DIRECT)
    assert excluded(far, ["Ann Carter", None], said) == set()


def test_who_is_called_by_name_in_indirect_words_does_not_speak_them() -> None:
    marked = "[Bo Reed] met us. It rained, and [he] said [Carter] was ill."
    view, speech, names = context(marked, ["Bo Reed", None, "Ann Carter"], says(marked, "he", "Carter was ill"))
    assert {names[entity] for entity in speech.excluded(view.mentions[1].span)} == {"Ann Carter"}


def test_a_pronoun_in_indirect_words_likely_means_the_speaker() -> None:
    marked = "[Ann Carter] said that [she] was ill. [She] left."
    said = says(marked, "Ann Carter", "that she was ill")
    view, speech, names = context(marked, ["Ann Carter", None, None], said)
    inner, outer = (mention.span for mention in view.mentions[1:])
    assert {names[entity] for entity in speech.speakers(inner)} == {"Ann Carter"}
    assert speech.speakers(outer) == frozenset()
    assert speech.sources == {0}


def test_a_speaker_behind_the_words_is_not_taken_yet() -> None:
    marked = "That [she] was ill [Ann Carter] said."
    view, speech, _ = context(marked, [None, "Ann Carter"], says(marked, "Ann Carter", "That she was ill"))
    assert speech.speakers(view.mentions[0].span) == frozenset()
