"""Decides the subject of a participle: "a letter | saying" is said by the letter, "an officer | accused of" by nobody.

A noun phrase and a participle behind it look like a subject and its verb. Where the verb needs an object and has none
("accused of", "told to"), the noun is the one accused or told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import Form, lacks_object, verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.patterns.items import Item, ItemKind, items_within, span_of
from xpkg.analysis.attributions.patterns.speakers import AUTHORING, DOCUMENTS, document_before, person_before
from xpkg.analysis.attributions.repairs.clause_subjects import whole_phrase
from xpkg.analysis.attributions.repairs.main_verbs import main_saying, verb_behind
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, RepairFunction, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS, Inflection
from xpkg.lexicon.nouns import NounKind, kinds_of, of_kind
from xpkg.lexicon.reporting import HEARER_FRAMES, THAT_FRAMES, Frame
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, BlockType, Span, SpeechAct, Text
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.nominals import prepositions

_LAST_WORD = pattern(r"(?P<word>[a-z]+)(?:\s+<<participle_complement +to>>)?$")
_NEXT = pattern(r"\s+(?P<word><<participle_complement -with +to>>|not\s+to)\b(?P<be>\s+(?:be|have)\b)?")
_IN_HEADLINES = frozenset({"ask", "warn"})
"""Verbs that a headline uses so, too: "Minister asked to step down"."""
_SUBJECTS = pattern(r"\b<<subject_pronoun -it -you>>$", re.I)
_OPENS_RELATIVE = pattern(r"\b(?:<<relative_pronoun wh_word -whose -whether +whatever>>|whose\s+\w+)\s+\Z", re.I)
_BEHIND_NOUN = re.compile(r"(?P<word>[\w’'-]+)\s+\Z")
_LEADS_NOUN = having(Trait.ARTICLE, Trait.PREPOSITION, Trait.COORDINATOR, Trait.SUBORDINATOR) | {"former", "ex-"}
_AUXILIARY = pattern(r"\b<<be have do>>\s+(?:\w+ly\s+|also\s+|not\s+)*\Z", re.I)
_JUDGING = frozenset(
    (
        *(SpeechAct.CRITICIZES, SpeechAct.PRAISES, SpeechAct.SUPPORTS),
        *(SpeechAct.OPPOSES, SpeechAct.DENIES, SpeechAct.REFUSES),
    )
)
"""Acts whose object is a thing: what it says in its turn is no part of it."""
_NEAR = 160
"""Characters from the head of its sentence to the noun that its subject is said to be."""
_IS_THING = pattern(
    r"(?!(?:there|here|it|this|that)\b)(?P<subject>[^,;:]{1,80}?)\s+<<be -nonfinite>>\s+(?:<<article>>\s)?"
    r"(?:[^,;:]*\sof\s[^,;:]*)?\Z",
    re.I,
)
""" "The Berg papers are | (a collection of) letters | describing": the letters are those papers."""
_THING_AND_NAME = pattern(
    r"(?P<thing>an?\s+(?:[a-z]+\s+)?(?P<noun>[a-z]+))\s+"
    r"(?P<name>(?:<<possessive_determiner -my -our -your +the>>\s+[\w’'-]+|[A-Z][\w’'.-]*)(?:\s+[A-Z][\w’'.-]*){0,3})"
)
_BEARERS = of_kind(NounKind.PERSON, NounKind.ROLE, NounKind.BODY)
_CAN_SAY = frozenset((NounKind.PERSON, NounKind.ROLE, NounKind.BODY, NounKind.DOCUMENT, NounKind.LAW))
_RELATIVE = having(Trait.RELATIVE_PRONOUN)


def _before_cue(mend: Callable[[Text, AttributionCandidate], AttributionCandidate | None]) -> RepairFunction:
    """A repair of candidates whose source stands before the cue, or who have none."""

    def guarded(text: Text, candidate: AttributionCandidate) -> AttributionCandidate | None:
        applies = candidate.cue and (candidate.source is None or candidate.source.end <= candidate.cue[0].start)
        return mend(text, candidate) if applies else candidate

    return each(guarded)


def _without_headline_noun(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    if (
        candidate.source is None
        or not (_is_title(text, candidate) and _is_told(text, candidate))
        or not _undergone(text, candidate)
    ):
        return candidate
    return replace(candidate, source=None)


def _unless_undergone(text: Text, candidate: AttributionCandidate) -> AttributionCandidate | None:
    if _is_title(text, candidate) and _is_told(text, candidate):
        return candidate
    return main_saying(text, candidate) if _undergone(text, candidate) else candidate


def _without_thing(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ ", a prospect | Low | denied": the clause before is what she denies, and the thing is not the source."""
    words, source = text.source.text, candidate.source
    if source is None or not words.endswith(", ", 0, source.start):
        return candidate
    form, found = _form(text, candidate), _THING_AND_NAME.fullmatch(source.cut(words))
    if form is None or Frame.OBJECT not in form.verb.frames or found is None:
        return candidate  # "..., a farmer Ann Low said"
    if found["noun"] in _BEARERS:
        return candidate
    thing = Span(source.start, source.start + found.end("thing"))
    return replace(candidate, source=Span(source.start + found.start("name"), source.end), content=(thing,))


def _of_thing(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "received a letter | saying": the letter says; "arrested a man | claiming": the man claims."""
    words, source, cue = text.source.text, candidate.source, candidate.cue[0]
    last = cue.cut(words).split()[-1]
    form = verb_forms().get(last)
    if form is None or Inflection.GERUND not in form.kinds or candidate.content[0].start < cue.start:
        return candidate
    start = cue.end - len(last)
    if source is not None and source.end + 1 == start and (carried := _carried(words, source)) != source:
        return replace(candidate, source=carried, cue=(Span(start, cue.end), *candidate.cue[1:]))
    items = _items(text, start)
    at = next((here for here, item in enumerate(items) if item.start == start), 0)
    owner = (document_before(items, at) or person_before(items, at)) if at else None
    if owner is None and (noun := _modified(text, candidate)) is not None:
        return replace(candidate, source=noun, cue=(Span(start, cue.end), *candidate.cue[1:]))
    if owner is None:
        heard = source is not None and source.end + 1 == start and words.endswith(" to ", 0, source.start)
        return replace(candidate, source=None) if heard else candidate  # "sent a letter to | the council | saying"
    beside = source is not None and source.end == items[owner[1] - 1].end
    if source is not None and not beside and source.cut(words).split()[-1] in DOCUMENTS:
        return candidate
    thing = source if beside and source and source.start >= items[owner[0]].start else span_of(items, owner)
    head = items[0].start
    if named := _IS_THING.match(words, head, thing.start) if thing.start - head <= _NEAR else None:
        thing = Span(named.start("subject"), named.end("subject"))
    return replace(candidate, source=thing, cue=(Span(start, cue.end), *candidate.cue[1:]))


def _carried(words: str, thing: Span) -> Span:
    """Of "a van with | a leaflet" the leaflet: it says so, and not what it lies in."""
    before, _, behind = thing.cut(words).rpartition(" with ")
    if not before or behind.split()[-1] not in DOCUMENTS or before.split()[-1] in DOCUMENTS:
        return thing
    return Span(thing.end - len(behind), thing.end)


def _modified(text: Text, candidate: AttributionCandidate) -> Span | None:
    """The noun that the tree has the participle modify, where it can say something: "full of signs | reading"."""
    found = predicate(text, candidate)
    if found is None or found[0].relations[found[1]] != "acl" or " " in candidate.cue[0].cut(text.source.text):
        return None
    parse, verb = found
    noun = parse.heads[verb]
    speaks = parse.word(noun) in DOCUMENTS or not _CAN_SAY.isdisjoint(kinds_of(parse.word(noun)))
    if not speaks or any(parse.tokens[at].text == "," for at in range(noun, verb)):
        return None
    if parse.word(parse.heads[noun]) in AUTHORING or {"in", "with"}.intersection(prepositions(parse, noun)):
        return None  # "wrote a letter saying", "resigned in a letter saying": it is the writer who says so
    return whole_phrase(parse, noun, candidate.cue[0])


def _items(text: Text, at: int) -> tuple[Item, ...]:
    sentence = text.sentence_at(at)
    return items_within(text, sentence.span) if sentence else ()


def _without_what_things_say(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    cues = {candidate.cue[0].end for candidate in candidates if candidate.cue}
    found = {at: _without_others(text, candidate, cues) for at, candidate in enumerate(candidates)}
    return {at: tuple(mended) for at, mended in found.items() if mended != [candidates[at]]}


def _without_others(text: Text, candidate: AttributionCandidate, cues: Set[int]) -> list[AttributionCandidate]:
    """ "condemned | a report saying that ...": what the report says the one who condemns it does not say.

    What it says is a candidate of its own, if it is none yet: ``cues`` are where those of the others end.
    """
    form = _form(text, candidate)
    if (
        not candidate.content
        or form is None
        or form.verb.act not in _JUDGING
        or candidate.content[0].start < candidate.cue[0].end
    ):
        return [candidate]
    items, last = _items(text, candidate.cue[0].start), candidate.content[-1]
    for at, item in enumerate(items):
        if item.start < candidate.cue[-1].end or item.end >= last.end or item.kind is not ItemKind.WORD:
            continue
        saying = verb_forms().get(item.low)
        if item.low in _RELATIVE:
            break
        if saying is None or Inflection.GERUND not in saying.kinds or not saying.verb.frames & THAT_FRAMES:
            continue
        owner = document_before(items, at)
        if owner is None or items[owner[0]].start < candidate.cue[-1].end:
            break
        thing, said = span_of(items, owner), Span(items[at + 1].start, last.end)
        outer = replace(candidate, content=(thing,))
        inner = replace(candidate, source=thing, cue=(Span(item.start, item.end),), content=(said,))
        return [outer] if item.end in cues else [outer, inner]
    return [candidate]


def _form(text: Text, candidate: AttributionCandidate) -> Form | None:
    last = _LAST_WORD.search(candidate.cue[0].cut(text.source.text).lower()) if candidate.cue else None
    return verb_forms().get(last["word"]) if last else None


def _is_title(text: Text, candidate: AttributionCandidate) -> bool:
    sentence = text.sentence_at(candidate.cue[0].start)
    return sentence is not None and text.block_of(sentence).type is BlockType.TITLE


def _is_told(text: Text, candidate: AttributionCandidate) -> bool:
    form = _form(text, candidate)
    return form is not None and bool(form.verb.frames & HEARER_FRAMES)


def _undergone(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the noun before the cue undergoes what the cue says: "an officer accused of", "suspects told to"."""
    words, cue = text.source.text, candidate.cue[0]
    own = cue.cut(words)
    last = _LAST_WORD.search(own.lower())
    form = verb_forms().get(last["word"]) if last else None
    if last is None or form is None or not form.kinds & PAST_FORMS:
        return False
    verb = cue.start + last.start("word")
    if _AUXILIARY.search(words, max(0, verb - 40), verb):
        return False
    if candidate.source is None and own[: last.start("word")].strip():
        return False
    following = _NEXT.match(words, verb + len(last["word"]))
    if following is None:
        return False
    link = following["word"].split()[-1]
    goes_on = _is_title(text, candidate) or verb_behind(text, candidate) is not None
    asked = link == "to" and form.verb.lemma in _IN_HEADLINES and goes_on
    if not asked and not lacks_object(form, link, being=following["be"] is not None):
        return False
    return not _in_relative(text, candidate, verb)


def _in_relative(text: Text, candidate: AttributionCandidate, verb: int) -> bool:
    """Whether the object stands before the subject: "whom | the mayor | accused of", "the man | she | accused of"."""
    words, source = text.source.text, candidate.source
    tree = predicate(text, candidate)
    if tree is not None and tree[0].relations[tree[1]] == "acl:relcl":
        own = own_subject(*tree)
        return own is not None and tree[0].word(own) not in having(Trait.RELATIVE_PRONOUN)
    if source is None or words[source.end : verb].strip(" ,"):
        return False  # another noun stands right before the participle
    if _SUBJECTS.search(source.cut(words)):
        return True
    sentence = text.sentence_at(source.start)
    before = words[max(sentence.span.start if sentence else 0, source.start - 80) : source.start]
    if _OPENS_RELATIVE.search(before):
        return True
    found = _BEHIND_NOUN.search(before)
    if found is None:
        return False
    word = found["word"].lower()
    return not (word in _LEADS_NOUN or word.endswith(("ed", "ing")) or word in verb_forms())


OF_PARTICIPLES = (
    Repair(
        "headline-participle-is-told",
        _before_cue(_without_headline_noun),
        Example("{Guards} [told] <to leave the dam>", "Guards [told] <to leave the dam>", headline=True),
    ),
    Repair(
        "drop-participle-of-patient",
        _before_cue(_unless_undergone),
        Example(
            "{A former officer} [accused of] <giving secrets to Ruritania> was arrested.",
            "A former officer accused of giving secrets to Ruritania was arrested.",
        ),
    ),
    Repair(
        "apposed-thing-is-content",
        _before_cue(_without_thing),
        Example(
            "He said others had seen Low leave, {a prospect Low} [denied] <earlier>.",
            "He said others had seen Low leave, <a prospect> {Low} [denied] earlier.",
        ),
    ),
    Repair(
        "noun-of-participle",
        _before_cue(_of_thing),
        Example(
            "{The council} received a letter [saying] <that the dam was unsafe>.",
            "The council received {a letter} [saying] <that the dam was unsafe>.",
        ),
    ),
    Repair(
        "thing-says-its-own",
        _without_what_things_say,
        Example(
            "{1:The mayor} [1:condemned] <1:a report saying that police had lied>.",
            "{1:The mayor} [1:condemned] <1:{2:a report}> [2:saying] <2:that police had lied>.",
        ),
    ),
)
"""Whose the words of a participle are."""
