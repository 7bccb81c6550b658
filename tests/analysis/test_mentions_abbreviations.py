"""What stands in brackets after a name: its acronym, or the name in its own script with the tag of that."""

from __future__ import annotations

import pytest

from xpkg.analysis.mentions.abbreviations import acronym_after, foreign, native_after, tag_of


@pytest.mark.parametrize(
    ("name", "behind", "acronym"),
    [
        ("Bureau of Fair Trade", " (BFT) said", "BFT"),
        ("Bureau of Fair Trade", "(BFT) said", "BFT"),
        ("Bureau of Fair Trade", " (the BFT) said", "BFT"),
        ("Bureau of Fair Trade", " (also called “BFT”) said", "BFT"),
        ("Bureau of Fair Trade", " (BoFT) said", "BoFT"),
        ("Norbury Growers Association", " (NGAs) said", "NGAs"),
        # One letter may be another's, two may not, and the first is the name's.
        ("Bureau of Fair Trade", " (BFX) said", "BFX"),
        ("Bureau of Fair Trade", " (BXZ) said", None),
        ("Bureau of Fair Trade", " (XFT) said", None),
        # No acronym, or not at once.
        ("Bureau of Fair Trade", " (Kestrel) said", None),
        ("Bureau of Fair Trade", " (a body) said", None),
        ("Bureau of Fair Trade", " said (BFT)", None),
        ("Bureau of Fair Trade", " said", None),
    ],
)
def test_acronyms(name: str, behind: str, acronym: str | None) -> None:
    found = acronym_after(name + behind, len(name), name)
    assert (found[0] if found else None) == acronym
    if found:
        assert (name + behind)[found[1] : found[2]] == acronym


@pytest.mark.parametrize(
    ("behind", "native"),
    [
        (" (林沛元), a clerk", "林沛元"),
        ("（林沛元）", "林沛元"),
        (" (Chinese: 林沛元)", "林沛元"),
        (" (林沛元; 1950)", "林沛元"),
        (" (Иван Петров)", "Иван Петров"),
        (" (Lin)", None),
        (" (1950)", None),
        (" left", None),
        (" ()", None),
    ],
)
def test_names_in_their_own_script(behind: str, native: str | None) -> None:
    found = native_after("Lin Peiyuan" + behind, 11)
    assert (found[0] if found else None) == native
    if found:
        assert ("Lin Peiyuan" + behind)[found[1] : found[2]] == native


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("全國", "zh-Hant"),
        ("全国", "zh-Hans"),
        ("王勇智", "zh"),
        ("かな漢字", "ja"),
        ("한글", "ko"),
        ("Иван", "ru"),
        ("Київ", "uk"),
        ("Ўладзімір", "be"),
        ("محمد", "ar"),
        ("پکن", "fa"),
        ("شىنجاڭ ئۇيغۇر", "ug"),
        ("Αθήνα", "el"),
        ("བོད", "bo"),
        ("123", "und"),
    ],
)
def test_tags(name: str, tag: str) -> None:
    assert tag_of(name) == tag


def test_other_names_decide_what_one_leaves_open() -> None:
    assert tag_of("王勇智", ["全國"]) == "zh-Hant"
    assert tag_of("王勇智", ["全国"]) == "zh-Hans"
    assert tag_of("王勇智", ["勇"]) == "zh"


@pytest.mark.parametrize(("name", "other"), [("習近平", True), ("Xi", False), ("Xi 習", False), ("7", False)])
def test_other_scripts(name: str, other: bool) -> None:
    assert foreign(name) is other
