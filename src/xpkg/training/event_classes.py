"""Makes the table of event classes of the files of WordNet: ``python -m xpkg.training.event_classes FOLDER``."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.loading import read

_TABLES = Path(__file__).parent.parent / "lexicon"
_NONE = "none"
_CONCRETE = {
    5: "animal", 6: "artifact", 8: "body", 13: "food", 14: "group", 15: "location", 17: "object",
    18: "person", 20: "plant", 21: "possession", 27: "substance",
}  # fmt: skip
"""The lexicographer's files of nouns for things, people and places."""
_OWNED = frozenset((6, 17, 21))
"""Those of what is made, found or owned."""
_PERSON = 18
_SHORT = 3
"""Letters of words that are mostly abbreviations where they were never met in a text."""
_LOW_USAGE = ("ethnic_slur", "disparagement", "obscenity")
"""The domains of usage of words that have no place in a table of things and people."""
_SENSES = {10: "communication", 32: "communication", 9: "mind", 12: "mind", 31: "mind", 37: "mind"}
"""The files of nouns and verbs of saying, and of knowing and feeling."""
_COMMON = 2
"""The senses of a word, the most common first, that are looked at for one of these."""
_STIRS, _TELLS = 10, 26
"""WordNet's frames "Something ----s somebody" (whom it stirs is the object) and "Somebody ----s that CLAUSE"."""
_FRAME = re.compile(r" \+ (\d\d) ")
_ABOUT_CLASSES = (
    "The types of happenings that verbs and nouns tell which have no row of their own in event_triggers.tsv.",
    "Made by xpkg.training.event_classes of WordNet 3.1; see WORDNET.md. Not to be edited: edit event_anchors.tsv.",
)
_ABOUT_PEOPLE = (
    "Nouns of one word for people, by their initial: all senses are of people, or the first of those met in texts is.",
    "Made by xpkg.training.event_classes of WordNet 3.1; see WORDNET.md. Not to be edited: edit occupations.tsv.",
)
_ABOUT_NOUNS = (
    "Nouns for things, people and places, by the lexicographer's file of their first sense.",
    "Made by xpkg.training.event_classes of WordNet 3.1; see WORDNET.md. Not to be edited.",
)
_ABOUT_SENSES = (
    "Verbs and nouns that tell of saying (communication) or of knowing, wanting and feeling (mind) in a common sense.",
    "Made by xpkg.training.event_classes of WordNet 3.1; see WORDNET.md. Not to be edited: edit reporting_verbs.tsv.",
)


@dataclass(frozen=True, slots=True)
class Synset:
    """A set of synonyms: the number of its lexicographer's file, the offsets of its hypernyms and of its usages.

    ``words`` are the synonyms as they are written: "Aristotle", "baker". ``frames`` are the numbers of a verb's frames.
    """

    file: int
    above: tuple[str, ...]
    usage: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    frames: frozenset[int] = frozenset()


def read_synsets(path: Path) -> Mapping[str, Synset]:
    """The synsets of a ``data`` file of WordNet by their offsets."""
    found = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        head = line.split(" | ")[0]
        fields = head.split()
        at = 4 + 2 * int(fields[3], 16)
        pointers = [fields[at + 1 + 4 * each : at + 3 + 4 * each] for each in range(int(fields[at]))]
        above, usage = (tuple(to for kind, to in pointers if kind in kinds) for kinds in ({"@", "@i"}, {";u"}))
        frames = frozenset(map(int, _FRAME.findall(head)))
        found[fields[0]] = Synset(int(fields[1]), above, usage, tuple(fields[4:at:2]), frames)
    return found


def read_index(path: Path) -> Mapping[str, tuple[tuple[str, ...], int]]:
    """The offsets of each lemma's senses, the most common first, and how many of them were met in tagged text."""
    found = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        senses = int(fields[2])
        found[fields[0]] = (tuple(fields[-senses:]), int(fields[-senses - 1]))
    return found


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row of ``event_anchors.tsv``: words of one type; ``below`` where the type holds for what is below them."""

    type: str
    part: str
    below: bool
    words: tuple[str, ...]


def classify_verbs(folder: Path, anchors: Sequence[Anchor]) -> dict[str, str]:
    """The type of each verb of one word: its own anchor's, that of its synonyms, or one of a sense above.

    Of a verb that has no anchor the first sense counts. Verbs with several senses that were never met in tagged text
    are left out: which sense comes first is a guess there.
    """
    synsets, index = read_synsets(folder / "data.verb"), read_index(folder / "index.verb")
    own = {word: anchor for anchor in anchors if anchor.part == "verb" for word in anchor.words}
    at = {index[word][0][0]: anchor for word, anchor in own.items() if word in index}
    found = {word: anchor.type for word, anchor in own.items() if "_" not in word}
    for verb, (senses, met) in index.items():
        if verb not in found and verb.isalpha() and (met or len(senses) == 1):
            found[verb] = _nearest(senses[0], synsets, at)
    return {verb: kind for verb, kind in found.items() if kind not in {"", _NONE}}


def _nearest(offset: str, synsets: Mapping[str, Synset], at: Mapping[str, Anchor]) -> str:
    """The type of the nearest anchor at ``offset`` or above it; empty where there is none."""
    waiting, seen = [offset], {offset}
    while waiting:
        here = waiting.pop(0)
        if here in at:
            return at[here].type if here == offset or at[here].below else ""
        above = [each for each in synsets[here].above if each not in seen]
        seen.update(above)
        waiting.extend(above)
    return ""


def categories(folder: Path) -> Iterator[tuple[str, str]]:
    """Each noun that was met in tagged text with the lexicographer's file of its first sense, if that is of things.

    Of the others those are taken whose senses are all of things that somebody makes or owns: "laptop", "assets". Those
    whose first sense WordNet marks as a slur or the like are left out.
    """
    synsets, index = read_synsets(folder / "data.noun"), read_index(folder / "index.noun")
    low = _low(index)
    for noun, (senses, met) in index.items():
        if low.intersection(synsets[senses[0]].usage):
            continue
        first = synsets[senses[0]].file
        files = {synsets[sense].file for sense in senses if noun in synsets[sense].words}  # "Villa" is a name
        owned = bool(files) and len(noun) > _SHORT and files <= _OWNED and first in _OWNED
        if noun.isalpha() and noun.islower() and (owned or (met and first in _CONCRETE)):
            yield noun, _CONCRETE[first]


def _low(index: Mapping[str, tuple[tuple[str, ...], int]]) -> frozenset[str]:
    """The synsets of the domains of usage that have no place in a table."""
    return frozenset(offset for name in _LOW_USAGE if name in index for offset in index[name][0])


def people(folder: Path) -> Iterator[str]:
    """The nouns of one word for people; a name ("Aristotle") is none, nor what is a slur in any sense."""
    synsets, index = read_synsets(folder / "data.noun"), read_index(folder / "index.noun")
    low = _low(index)
    for noun, (offsets, met) in index.items():
        senses = [synsets[offset] for offset in offsets if noun in synsets[offset].words]
        if not (noun.isalpha() and senses) or any(low.intersection(sense.usage) for sense in senses):
            continue
        if all(sense.file == _PERSON for sense in (senses[:1] if met else senses)):
            yield noun


def senses(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """The words of ``part`` ("verb", "noun") that tell of saying or of the mind in one of their two first senses.

    A verb may have a particle ("brush off"). One whose subject stirs somebody's mind ("surprise") is left out. So are
    words never met in tagged text, save verbs that have no other senses, and words of which most senses are such.
    """
    synsets, index = read_synsets(folder / f"data.{part}"), read_index(folder / f"index.{part}")
    low = _low(read_index(folder / "index.noun"))
    for word, (offsets, met) in index.items():
        own = [synsets[offset] for offset in offsets]
        base, particle = word.partition("_")[::2]
        plain = not particle or particle in having(Trait.PARTICLE) if part == "verb" else word in own[0].words
        such = sum(one.file in _SENSES for one in own)
        known = met or such == len(own) > (part == "noun") or 2 * such > len(own) > 1
        first = next((one for one in own[:_COMMON] if one.file in _SENSES), None)
        if not (base.isalpha() and plain and known) or first is None or low.intersection(own[0].usage):
            continue
        stirs = _STIRS in first.frames and _TELLS not in first.frames
        if _SENSES[first.file] != "mind" or not stirs:
            yield word.replace("_", "-"), _SENSES[first.file]


def _table(path: Path, notes: Sequence[str], columns: str, rows: Iterable[str]) -> None:
    path.write_text("\n".join([*(f"# {note}" for note in notes), columns, *rows, ""]), encoding="utf-8")


def main(folder: Path) -> None:
    """Writes the tables of WordNet's files in ``folder``: classes of events, concrete nouns, people and senses."""
    anchors = read(Path(__file__).with_name("event_anchors.tsv"), Anchor, key=("type", "part"))
    by_type: dict[tuple[str, str], list[str]] = defaultdict(list)
    for verb, kind in classify_verbs(folder, anchors).items():
        by_type[kind, "verb"].append(verb)
    for anchor in anchors:
        if anchor.part == "noun":
            by_type[anchor.type, "noun"] += anchor.words
    rows = (f"{kind}\t{part}\t{' '.join(sorted(words))}" for (kind, part), words in sorted(by_type.items()))
    _table(_TABLES / "event_classes.tsv", _ABOUT_CLASSES, "type\tpart\twords", rows)
    by_category: dict[str, list[str]] = defaultdict(list)
    for noun, category in categories(folder):
        by_category[category].append(noun)
    nouns = (f"{category}\t{' '.join(sorted(words))}" for category, words in sorted(by_category.items()))
    _table(_TABLES / "concrete_nouns.tsv", _ABOUT_NOUNS, "category\twords", nouns)
    by_initial: dict[str, list[str]] = defaultdict(list)
    for noun in people(folder):
        by_initial[noun[0]].append(noun)
    persons = (f"{initial}\t{' '.join(sorted(words))}" for initial, words in sorted(by_initial.items()))
    _table(_TABLES / "person_nouns.tsv", _ABOUT_PEOPLE, "initial\twords", persons)
    by_sense: dict[tuple[str, str], list[str]] = defaultdict(list)
    for part in ("noun", "verb"):
        for word, sense in senses(folder, part):
            by_sense[sense, part].append(word)
    told = (f"{sense}\t{part}\t{' '.join(sorted(words))}" for (sense, part), words in sorted(by_sense.items()))
    _table(_TABLES / "word_senses.tsv", _ABOUT_SENSES, "sense\tpart\twords", told)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
