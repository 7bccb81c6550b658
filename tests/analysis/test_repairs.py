"""Each repair's example: what it does there by itself, that all repairs together do no other, and none without it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from marked_text import candidates_of, parts_after, text_of, told

from xpkg.analysis.attributions.repairs import EMPTY_SUBJECTS, OF_NETWORK, REPAIRS, Repair, run
from xpkg.model import AttributionCandidate, Change

ORDER = (*OF_NETWORK, *REPAIRS, *EMPTY_SUBJECTS)


def test_each_repair_has_a_name_of_its_own() -> None:
    names = [repair.name for repair in dict.fromkeys(ORDER)]  # some stand in two tuples
    assert sorted(set(names)) == sorted(names)


BY_NAME = {repair.name: repair for repair in ORDER}
each_repair = pytest.mark.parametrize("repair", BY_NAME.values(), ids=BY_NAME)


def _run(repair: Repair, order: Sequence[Repair]) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    example = repair.example
    return run(text_of(example.before, example.headline), order, candidates_of(example.before, example.headline))


def test_a_name_means_one_repair() -> None:
    assert all(BY_NAME[repair.name] is repair for repair in ORDER)
    assert all(name == name.lower() and " " not in name for name in BY_NAME)


@each_repair
def test_the_repair_does_what_its_example_says(repair: Repair) -> None:
    """Alone and with all others, and not without it; in one test, so that the example is read once."""
    kept, dropped = _run(repair, (repair,))
    assert told(kept) == parts_after(repair.example)
    _assert_trail_tells(repair, kept, dropped)
    kept, dropped = _run(repair, ORDER)
    assert told(kept) == parts_after(repair.example)
    assert repair.name in {step.repair for one in (*kept, *dropped) for step in one.trail}
    kept, _ = _run(repair, [one for one in ORDER if one is not repair])
    assert told(kept) != parts_after(repair.example)


def _assert_trail_tells(
    repair: Repair, kept: Sequence[AttributionCandidate], dropped: Sequence[AttributionCandidate]
) -> None:
    found = candidates_of(repair.example.before, repair.example.headline)
    changed = [one for one in (*kept, *dropped) if one.trail]
    assert changed
    for one in changed:
        (step,) = one.trail
        assert step.repair == repair.name
        assert step.before in {each.parts for each in found} | {None}
        assert step.after == (None if one in dropped else one.parts)
        assert step.changes()
        assert (step.changes() == (Change.DROPPED,)) is (one in dropped)
