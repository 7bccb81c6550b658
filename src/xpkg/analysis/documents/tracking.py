"""Goes through a text and keeps account of its works: what is new, what was meant before, what is part of what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from xpkg.analysis.documents.document_phrases import EXTENT, DocumentPhrase, read_phrase
from xpkg.analysis.documents.filters import TrackedDocument, key_of, no_document
from xpkg.analysis.documents.makers import authors, label_of, made_by_subject
from xpkg.lexicon import document_nouns, modifiers, organizations, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.document_nouns import may_mean, type_of_name
from xpkg.model import Authority, Block, BlockType, Kind, Mention, MentionForm, Text, TimeExpression, Work
from xpkg.syntax import read
from xpkg.syntax.annotated import AnnotatedParse, annotate
from xpkg.syntax.clauses import is_conditional
from xpkg.syntax.tree import ancestors

_READ = (BlockType.TITLE, BlockType.PARAGRAPH, BlockType.TEASER, BlockType.CAPTION)
_CONTAINING = verb_classes.having(verb_classes.Trait.CONTAINING)
_PUBLISHERS = organizations.having(organizations.Trait.PUBLISHES)
_ADDS_NOTHING = modifiers.having(modifiers.Trait.ADDS_NOTHING)
_TYPES = document_nouns.types()
_COMMON = document_nouns.having(document_nouns.Trait.COMMON)
_GENERIC = document_nouns.having(document_nouns.Trait.GENERIC)
_COLLECTIVES = document_nouns.having(document_nouns.Trait.COLLECTIVE)
_PLURALS = document_nouns.having(document_nouns.Trait.PLURAL)
_OWN = having(Trait.POSSESSIVE_DETERMINER)
_IS = frozenset(word for word in having(Trait.BE) - having(Trait.NONFINITE) if word.isalpha())
_NONSPECIFIC = having(Trait.NONSPECIFIC)
_REMEMBERED = 300
"""Works last spoken of, among whom one is looked for that is meant again."""


def _is_supposed(sentence: AnnotatedParse, noun: int) -> bool:
    """Whether the noun at ``noun`` stands in a condition."""
    return any(is_conditional(sentence.parse, each) for each in ancestors(sentence.parse, noun))


class DocumentTracker:
    """Finds the works of one text; ``works()`` may be called once."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], times: Sequence[TimeExpression], authority: Authority
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._times = times
        self._authority = authority
        self._kept: list[TrackedDocument] = []
        self._by_name: dict[str, int] = {}
        self._spoken: dict[int, None] = {}  # in the order in which the works were last spoken of
        self._holder: int | None = None
        self._holder_block = -1

    def works(self) -> tuple[Work, ...]:
        """The works in order of first mention, a part after its whole where both begin together."""
        words = self._text.source.text
        for sentence, parse in zip(self._text.sentences, read(self._text).parses, strict=True):
            block = self._text.block_of(sentence)
            if block.type in _READ and len(parse):
                self._read(annotate(words, parse, self._mentions, self._times), block)
        order = sorted(range(len(self._kept)), key=lambda index: min(self._kept[index].mentions))
        place = {index: at for at, index in enumerate(order)}
        return tuple(self._finished(self._kept[index], place) for index in order)

    def _finished(self, kept: TrackedDocument, place: dict[int, int]) -> Work:
        return Work(
            label=kept.label,
            work_type=kept.work_type,
            mentions=tuple(sorted(set(kept.mentions))),
            title=kept.title,
            extent=kept.extent,
            date=kept.date if kept.date and kept.date.resolved else None,
            creators=tuple(sorted(set(kept.creators))),
            part_of=place[kept.part_of] if kept.part_of is not None else None,
            authority=kept.authority,
        )

    def _read(self, sentence: AnnotatedParse, block: Block) -> None:
        story = 0 if block.in_story else 1 + block.order
        quotations = [q for q in self._text.quotations_over(sentence.span) if q.span.start >= sentence.span.start][::-1]
        taken = [q.inner for q in quotations]
        tokens = sentence.parse.tokens
        documents = (each for each in sentence.names() if sentence.mentions[each[2]].kind is Kind.DOCUMENT)
        named = {start: (end, index) for start, end, index in documents}
        holder = self._holder if sentence.low(0) in {"they", "it"} and self._holder_block == block.order else None
        holding = False
        copula: tuple[int, int] | None = None  # work, token of "is": "The papers are a collection of …"
        skip = -1
        for at, low in enumerate(sentence.parse.words):
            if at < skip:
                continue
            if low in _CONTAINING and holder is not None:
                holding = True
            if at in named:
                end, index = named[at]
                work = self._name(sentence, index, story)
                holder = work
                if sentence.low(end) in _IS:
                    copula = (work, end)
                    after = tokens[end].end
                    if match := EXTENT.search(sentence.text, after, min(sentence.span.end, after + 60)):
                        self._kept[work].extent = self._kept[work].extent or " ".join(match.group(1).split())
                continue
            if (
                low not in _TYPES
                or sentence.mention_on[at] is not None
                or (not sentence.parse.tokens[at].text.islower() and at)
            ):
                continue
            phrase = read_phrase(sentence, at, quotations)
            inside_title = any(span.start <= tokens[at].start < span.end for span in taken) and not phrase.title
            if (inside_title and not phrase.definite) or no_document(sentence, at):
                continue
            found = self._phrase(phrase, story, holder if holding else None, copula)
            copula = None
            if found is not None:
                if not holding:
                    holder = found
                if phrase.noun in _COLLECTIVES and sentence.low(at + 1) == "of":
                    skip = max(skip, phrase.end)  # "a leak of documents": one work
                    continue
                skip = (
                    at + 1
                    if not phrase.title_span
                    else next(
                        (i for i, token in enumerate(sentence.parse.tokens) if token.start >= phrase.title_span.end),
                        len(sentence.parse),
                    )
                )

        self._holder, self._holder_block = holder, block.order
        for quotation in quotations:
            if (known := self._by_name.get(key_of(quotation.inner.cut(self._text.source.text)))) is not None:
                self._kept[known].mentions.append(quotation.inner)

    # -- named works

    def _name(self, sentence: AnnotatedParse, index: int, story: int) -> int:
        mention = sentence.mentions[index]
        key = (
            f"authority {mention.authority}"
            if mention.authority is not None
            else mention.name.lower().removeprefix("the ")
        )
        if key in self._by_name:
            kept = self._kept[self._by_name[key]]
            kept.mentions.append(mention.span)
            kept.story = story
            self._speak_of(self._by_name[key])
            return self._by_name[key]
        entry = self._authority.entries[mention.authority] if mention.authority is not None else None
        label = entry.label if entry else mention.name
        kind = type_of_name(label, mention.subtype or (entry.subtype if entry else ""))
        plural = label.lower().split()[-1] in _PLURALS
        kept = TrackedDocument(kind, label, label.lower().split()[-1], [mention.span], story,
                     authority=mention.authority, plural=plural)  # fmt: skip
        return self._keep(kept, key)

    def _keep(self, kept: TrackedDocument, key: str = "") -> int:
        self._kept.append(kept)
        if key:
            self._by_name[key] = len(self._kept) - 1
        self._speak_of(len(self._kept) - 1)
        return len(self._kept) - 1

    def _speak_of(self, index: int) -> None:
        """Notes that no work was spoken of since."""
        self._spoken.pop(index, None)
        self._spoken[index] = None

    # -- works introduced by a noun

    def _phrase(
        self, phrase: DocumentPhrase, story: int, whole: int | None, copula: tuple[int, int] | None
    ) -> int | None:
        sentence = phrase.sentence
        kind = self._kind(phrase)
        makers = self._makers(phrase)
        if copula and phrase.head > copula[1] and phrase.indefinite and phrase.head - copula[1] < 14:
            return self._meant(copula[0], phrase, story)
        if phrase.title and (known := self._by_name.get(key_of(phrase.title))) is not None:
            return self._meant(known, phrase, story)
        if not phrase.title and not (phrase.indefinite and phrase.determiner):
            known = self._known(phrase, kind, makers, story)
            if known is not None and whole is None:
                return self._meant(known, phrase, story)
        if phrase.noun == "publication":
            return None
        if phrase.determiner in _OWN and not phrase.title:
            return None
        dated = phrase.date and phrase.indefinite and (phrase.determiner or phrase.noun not in _COMMON)
        telling = bool(phrase.title or makers or dated or phrase.extent)
        common = phrase.noun in _COMMON and not phrase.leaked and whole is None
        told = telling or (phrase.topic and phrase.indefinite and not common) or (phrase.leaked and phrase.indefinite)
        told = told or (whole is not None and phrase.indefinite and (phrase.topic or not phrase.plain))
        made = made_by_subject(phrase)
        told = told or bool(made and phrase.determiner in {"a", "an"} and (not common or phrase.topic))
        if not told or _is_supposed(sentence, phrase.head) or phrase.determiner in _NONSPECIFIC:
            return None
        kept = TrackedDocument(kind, label_of(phrase), phrase.noun, [phrase.span], story, title=phrase.title,
                     extent=phrase.extent, date=phrase.date, part_of=whole, plural=phrase.noun in _PLURALS)  # fmt: skip
        kept.creators = [sentence.mentions[index].span for index in (*phrase.creators, *authors(sentence, made))]
        kept.makers = makers | {self._maker(sentence.mentions[index]) for index in made}
        if phrase.title_span:
            kept.mentions.append(phrase.title_span)
        return self._keep(kept, key_of(phrase.title))

    def _kind(self, phrase: DocumentPhrase) -> str:
        kind = _TYPES[phrase.noun]
        if kind == "document" and (phrase.leaked or {"leak"} & set(phrase.modifiers)):
            return "leak"
        subtypes = {phrase.sentence.mentions[index].subtype for index in phrase.creators}
        if phrase.noun in {"report", "reports"} and subtypes & _PUBLISHERS:
            return "article"
        return kind

    def _makers(self, phrase: DocumentPhrase) -> set[str]:
        return {
            self._maker(phrase.sentence.mentions[index])
            for index in phrase.creators
            if phrase.sentence.mentions[index].form is not MentionForm.PRONOUN
        }

    def _maker(self, mention: Mention) -> str:
        if mention.authority is not None:
            return f"authority {mention.authority}"
        return mention.name.split()[-1].lower()

    def _known(self, phrase: DocumentPhrase, kind: str, makers: set[str], story: int) -> int | None:
        """The work that the phrase means, if it points back to one: the one spoken of last that fits."""
        family = may_mean(kind)
        for index in islice(reversed(self._spoken), _REMEMBERED):
            kept = self._kept[index]
            if kept.story != story or kept.work_type not in family:
                continue
            if kind == "book" and phrase.noun != "book" and kept.authority is not None:
                continue
            if kind == "document" and phrase.noun not in _GENERIC and phrase.noun.rstrip("s") != kept.noun.rstrip("s"):
                continue
            if makers:
                if not (makers & (kept.makers | self._names_of(kept.makers))) and not self._same_maker(makers, kept):
                    continue
            elif not (phrase.definite and (phrase.plain or self._again(phrase, kept))):
                continue
            if phrase.date and kept.date and phrase.date.edtf != kept.date.edtf:
                continue
            if (
                (phrase.noun in _PLURALS) != kept.plural
                and kept.work_type != "leak"
                and kind not in {"leak", "document"}
            ):
                continue
            return index
        return None

    def _names_of(self, makers: set[str]) -> set[str]:
        return {
            entry.label.split()[-1].lower()
            for maker in makers
            if maker.startswith("authority ") and (entry := self._authority.entries[int(maker.split()[1])])
        }

    def _same_maker(self, makers: set[str], kept: TrackedDocument) -> bool:
        return bool(self._names_of(makers) & (kept.makers | self._names_of(kept.makers)))

    def _again(self, phrase: DocumentPhrase, kept: TrackedDocument) -> bool:
        """Whether what stands before the noun was said of the work already, or only that it was leaked."""
        words = set(phrase.modifiers) - _ADDS_NOTHING
        return words <= set(kept.label.lower().split()) and not (phrase.topic and not words)

    def _meant(self, index: int, phrase: DocumentPhrase, story: int) -> int:
        kept = self._kept[index]
        kept.mentions.append(phrase.span)
        kept.story = story
        self._speak_of(index)
        kept.extent = kept.extent or phrase.extent
        if kept.work_type == "document" and phrase.leaked:
            kept.work_type = "leak"
        if phrase.title and not kept.title:
            kept.title = phrase.title
            self._by_name[key_of(phrase.title)] = index
        for at in phrase.creators:
            maker = self._maker(phrase.sentence.mentions[at])
            if kept.creators and maker not in kept.makers and not self._same_maker({maker}, kept):
                kept.makers.add(maker)
                kept.creators.append(phrase.sentence.mentions[at].span)
        return index
