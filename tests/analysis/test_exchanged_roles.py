"""The subject of a verb of saying speaks, and its object is said; an adjective tells what somebody thinks."""

from __future__ import annotations

import pytest
from marked_text import candidates_of, text_of, told

import xpkg
from xpkg.analysis.attributions.repairs import run
from xpkg.analysis.attributions.repairs.exchanged_roles import EXCHANGED_ROLES

_CUES = {"claimed", "denied"}


@pytest.mark.parametrize(
    ("words", "speaker", "said"),
    [
        (
            "The Kordan Front, meanwhile, claimed responsibility for the bombing in Ashford, which killed three.",
            "The Kordan Front",
            "responsibility for the bombing in Ashford",
        ),
        (
            "The Varga group, however, claimed responsibility for shooting down the plane, which it said fell in Orel.",
            "The Varga group",
            "responsibility for shooting down the plane",
        ),
        (
            "The army, for its part, denied any knowledge of the camp.",
            "The army",
            "any knowledge of the camp",
        ),
    ],
)  # fmt: skip
def test_who_claims_and_what(words: str, speaker: str, said: str) -> None:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    found = next(one for one in xpkg.analyse(text).attributions if one.cue[0].cut(text).split()[0] in _CUES)
    assert found.source is not None
    assert found.source.cut(text).startswith(speaker)
    assert f"{found.cue[0].cut(text)} {found.content[0].cut(text)}".partition(" ")[2].startswith(said)


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("<The survey of June> [surprised] {the pollster Ann Low}.", ""),
        ("<Part of the fault>, [say] {experts like Ann Low}.", ""),
        ("<Ann Low> [emailed] {supporters} on Monday.", "{Ann Low} [emailed] <supporters> on Monday."),
    ],
)
def test_only_who_can_speak_takes_the_place_of_another(marked: str, after: str) -> None:
    kept, _ = run(text_of(marked), EXCHANGED_ROLES, candidates_of(marked))
    assert told(kept) == told(candidates_of(after or marked))


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("Mayor Ilse Brandt has been eager to close the port.", "thinks"),
        ("Mayor Ilse Brandt was confident that the port would close.", "thinks"),
        ("Mayor Ilse Brandt was quick to point out that the port was closed.", "says"),
    ],
)
def test_an_adjective_is_no_word_of_saying(words: str, act: str) -> None:
    text = f"News of the day\n\n{words}\n\nThe council meets on Friday.\n"
    assert [str(one.act) for one in xpkg.analyse(text).attributions] in ([act], [])
