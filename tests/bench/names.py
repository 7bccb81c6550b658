"""Measures names and pronouns against GUM documents (WebAnno TSV): python tests/bench/names.py FOLDER [PART] [-v].

``--fifth`` takes the documents alone that the name tagger was not trained on: every fifth by name of those in FOLDER of
UD English GUM's train part, given as ``--fifth=FOLDER``.

Names: a found name counts where a named span of the same kind holds it; a named span counts as found where such a name
lies in it. Pronouns: he, she and their forms, right where their bearer's names lie in the pronoun's own chain.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from xpkg.analysis.attributions import find_attributions
from xpkg.analysis.mentions import find_mentions
from xpkg.authority import load_authority
from xpkg.coreference import resolve
from xpkg.lexicon import noun_kinds, sentence_openers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Authority, Kind, Mention, MentionForm, Metadata, Source
from xpkg.resources import folder
from xpkg.text import parse
from xpkg.training.parsing.treebank import split_documents

OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
PRONOUNS = having(Trait.MASCULINE, Trait.FEMININE, Trait.NEUTER, Trait.THIRD_PERSON_PLURAL)
NOMINALS = noun_kinds.kinds()
KINDS = {"person": Kind.PERSON, "organization": Kind.ORGANIZATION, "place": Kind.PLACE}
SMALL = frozenset("of and the for de van von der di da la le al el bin - & 's ’s , . in at".split())
TIGHT_AFTER = frozenset("( [ “ ‘ $ # /".split())
TIGHT_BEFORE = frozenset(") ] ” ’ , . ; : ? ! % / 's ’s n't ’d 'd 'll ’ll 're ’re 've ’ve 'm ’m".split())


@dataclass
class Gold:
    """A span of the gold with its kind and chain."""

    start: int
    end: int
    kind: str
    chain: str
    words: list[str] = field(default_factory=list)

    def named(self) -> bool:
        """Whether every word but small ones has a capital."""
        words = self.words[1:] if self.words[0].lower() in ("the", "a", "an") else self.words
        content = [word for word in words if word not in SMALL]
        lower = content[0].lower() if content else ""
        if len(content) == 1 and (content[0] in OPENERS or lower in PRONOUNS or lower in NOMINALS):
            return False
        return bool(content) and all(word[0].isupper() for word in content) and any(len(word) > 1 for word in content)


def read(path: Path) -> tuple[str, list[Gold]]:
    """The text of a document with usual blanks, and its spans."""
    text = ""
    spans: dict[str, Gold] = {}
    links: list[tuple[str, str]] = []
    at_token: dict[str, list[str]] = {}
    tight = True
    quotes = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#Text="):
            text = text.rstrip(" ") + ("\n\n" if text else "")
            tight, quotes = True, 0
            continue
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0][:1].isdigit():
            continue
        token = cells[2]
        closing = token == '"' and quotes % 2 == 1
        quotes += token == '"'
        owned = token == "'" and text.endswith("s") and " '" not in text[-200:]  # "Curtis ' paper"
        if not (tight or token in TIGHT_BEFORE or closing or owned or (token == "-" and not text.endswith(" "))):
            text += " "
        start = len(text)
        text += token
        tight = token in TIGHT_AFTER or (token == '"' and not closing) or token == "-"
        names = []
        for part in cells[3].split("|"):
            match = re.fullmatch(r"([a-z]+)(?:\[(\d+)\])?", part)
            if match is None:
                continue
            key = match.group(2) or f"t{cells[0]}"
            span = spans.setdefault(key, Gold(start, 0, match.group(1), key))
            span.end = len(text)
            span.words.append(token)
            names.append(key)
        at_token[cells[0]] = names
        for kind, link in zip(cells[8].split("|"), cells[9].split("|"), strict=False):
            match = re.fullmatch(r"([\d-]+)(?:\[(\d+)_(\d+)\])?", link)
            if match is not None and kind in ("coref", "ana", "appos", "pred", "cata"):
                left = match.group(3) if match.group(3) not in (None, "0") else f"t{cells[0]}"
                right = match.group(2) if match.group(2) not in (None, "0") else f"t{match.group(1)}"
                links.append((left, right))
    parent = {key: key for key in spans}

    def top(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for left, right in links:
        if left in parent and right in parent:
            parent[top(left)] = top(right)
    for key, span in spans.items():
        span.chain = top(key)
    return text, list(spans.values())


def measure(path: Path, authority: Authority, score: Counter[str], show: bool) -> None:
    """Adds one document to ``score``."""
    text, gold = read(path)
    parsed = parse(Source(path.stem, text, "0", Metadata(path.stem)))
    mentions = find_mentions(parsed, authority)
    found = resolve(parsed, mentions, find_attributions(parsed, mentions), (), (), authority)
    named = [span for span in gold if span.kind in KINDS and span.named()]
    ours = [m for m in mentions if m.form in (MentionForm.NAME, MentionForm.SHORT) and m.kind in KINDS.values()]
    chains: dict[int, Counter[str]] = defaultdict(Counter)
    denotes = dict(found.denotes)
    for mention in ours:
        holders = [span for span in gold if span.start <= mention.span.start and mention.span.end <= span.end]
        right = [span for span in holders if KINDS.get(span.kind) is mention.kind]
        score[f"{mention.kind} found"] += 1
        score[f"{mention.kind} right"] += bool(right)
        if show and not right:
            print(f"  + {mention.kind:12} {mention.name!r} ({mention.method}) in", _near(text, mention))
        if right and mention.span in denotes:
            chains[denotes[mention.span]][min(right, key=lambda span: span.end - span.start).chain] += 1
    for span in named:
        kind = KINDS[span.kind]
        score[f"{kind} gold"] += 1
        hit = any(m.kind is kind and span.start <= m.span.start and m.span.end <= span.end for m in ours)
        score[f"{kind} recalled"] += hit
        if show and not hit:
            around = text[max(0, span.start - 30) : span.end + 30].replace("\n", " ")
            print(f"  - {kind:12} {text[span.start : span.end]!r} in", around)
    with_name = {span.chain for span in named}
    for mention in mentions:
        if mention.form is not MentionForm.PRONOUN or mention.kind is not Kind.PERSON:
            continue
        spans = [span for span in gold if (span.start, span.end) == (mention.span.start, mention.span.end)]
        if not spans:
            continue
        chain = spans[0].chain
        score["pronoun gold"] += chain in with_name
        if mention.span in denotes:
            score["pronoun found"] += 1
            counted = chains[denotes[mention.span]].most_common(1)
            score["pronoun right"] += bool(counted) and counted[0][0] == chain
            if show and not (counted and counted[0][0] == chain):
                print(f"  ? {mention.name} -> {found.entities[denotes[mention.span]].label} in", _near(text, mention))
        elif show and chain in with_name:
            print(f"  ! {mention.name} unresolved in", _near(text, mention))


def _near(text: str, mention: Mention) -> str:
    return text[max(0, mention.span.start - 60) : mention.span.end + 40].replace("\n", " ")


def main(arguments: list[str]) -> int:
    """Prints precision and recall by kind."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    parts = [argument for argument in arguments[1:] if not argument.startswith("-")]
    part = parts[0] if parts else ""
    treebank = next((Path(each.removeprefix("--fifth=")) for each in arguments if each.startswith("--fifth=")), None)
    aside = {path.stem for path in split_documents(treebank)[1]} if treebank else None
    authority = load_authority(folder("data") / "authority")
    score: Counter[str] = Counter()
    for path in sorted(Path(arguments[0]).glob(f"*{part}*.tsv" if part else "*.tsv")):
        if aside is not None and path.stem not in aside:
            continue
        if "-v" in arguments:
            print(path.stem)
        measure(path, authority, score, "-v" in arguments)
    for kind in (*KINDS.values(), "pronoun"):
        found, right, gold = score[f"{kind} found"], score[f"{kind} right"], score[f"{kind} gold"]
        recalled = score[f"{kind} recalled"] if kind != "pronoun" else right
        precision, recall = right / max(found, 1), recalled / max(gold, 1)
        print(f"{kind:13} precision {precision:.3f} of {found:5}   recall {recall:.3f} of {gold:5}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
