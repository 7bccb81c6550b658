"""Drops candidates in which nothing is said: the title of a work, a name, a refused visa, an act, a dismissal."""

from __future__ import annotations

import re
from collections.abc import Callable

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.filters import before, content_of, cue_of, whole
from xpkg.analysis.attributions.repairs.repair import Example, Repair, RepairFunction
from xpkg.analysis.events.triggers import triggers
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import event_types, noun_kinds, nouns, numbers
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS
from xpkg.lexicon.nouns import NounKind, kinds_of
from xpkg.lexicon.reporting import VerbTrait
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, Method, SpeechAct, Text
from xpkg.syntax.tree import lies_in, span_of, subtree

_WORK = (
    r"(?:letters?|books?|novels?|poems?|plays?|songs?|diary|diaries|memoirs?|essays?|articles?|stor(?:y|ies)|columns?|"
    r"reports?|stud(?:y|ies)|papers?|thesis|histor(?:y|ies)|biograph(?:y|ies)|scripts?|screenplays?|reviews?|"
    r"chapters?|e-?mails?|memos?|pamphlets?|textbooks?|bills?|laws?|checks?|music|lyrics)"
)
_FINITE = expanded(r"(?:<<be have do modal -nonfinite>>|\w+n['’]t)")
_FINITE_WORD = re.compile(rf"\b{_FINITE}\b")
_WROTE = re.compile(r"\b(?:co-?)?(?:writ(?:es?|ten|ing)|wrote)$", re.I)
_COUNTED = having(Trait.DETERMINER) | frozenset(numbers.values(numbers.NumberType.CARDINAL)) | {"other"}
_WORK_OBJECT = re.compile(
    rf"(?:(?:{alternation(_COUNTED)}|\d+|dozens of|hundreds of)\s+)+"
    rf"(?:[\w’'-]+\s+){{0,3}}?{_WORK}\b(?!['’]s?\b)(?!\s+{_FINITE}\b)",
    re.I,
)
_REACTED = re.compile(r"\b(?:respond|react)(?:s|ed|ing)?(?:\s+to)?$", re.I)
_ANSWERED = re.compile(r"\banswer(?:s|ed|ing)?$", re.I)
_QUESTION = pattern(r"(?:<<article possessive_determiner demonstrative>>\s+)?(?:[\w’'-]+\s+){0,2}?questions?\b", re.I)
_RECOGNIZED = re.compile(r"\brecogni[sz](?:es?|ed|ing)$", re.I)
_TITLED = re.compile(r"\b(?:(?:en|sub)?titled|headlined)$", re.I)
_GIVES_NAME = re.compile(r"\b(?:re|nick|sur)?named$|\bchristened$", re.I)
_LABELLED = re.compile(r"\blabell?ed$", re.I)
_SHORT_QUOTATION = re.compile(r"[“\"‘'][\w’'-]+(?:\s+[\w’'-]+){0,5}[”\"’']")
_REFUSED = pattern(r"\b<<be -am>>\s+(?:\w+\s+)?denied$", re.I)
_CLAUSE = pattern(r"\b(?:<<wh_word conditional -relative_pronoun +that +by>>|saying)\b|:", re.I)
_DISMISSED = re.compile(r"\bdismiss(?:es|ed|ing)?$", re.I)
_AS = re.compile(r"\bas\b", re.I)
_PERSON = re.compile(r"[A-Z][\w-]+(?:\s+[A-Z][\w.-]*){1,2}(?!['’\w])(?!\s+[A-Z])")
_PHRASE_END = pattern(r"\s+(?:<<role_complement oblique -to +after +over>>|who|and)\s|[,;.]")
_STAFF = nouns.with_plurals(nouns.Trait.WORKFORCE) | {"him"}
_BEFORE_COURT = frozenset("case cases lawsuit lawsuits suit suits charge charges indictment indictments".split())
_COURT = re.compile(rf"\b{alternation(nouns.with_plurals(nouns.Trait.ADJUDICATOR))}\b", re.I)
_MENTIONS = re.compile(r"\bmention(?:s|ed|ing)?$", re.I)
_BARE_NAME = re.compile(r"(?:[A-Z][\w’'.-]*+\s*+)+(?:,\s+(?:the|an?|who)\b[^“\"]*)?$")
_DEEDS = event_types.having(event_types.Trait.GRAVE) & event_types.having(
    event_types.Trait.OF_PEOPLE, event_types.Trait.TOLD_BESIDE
)
"""Types of events that are done to a person, by verbs that say nothing else."""
_OBJECT_PRONOUN = pattern(r"\b<<relative_pronoun -whose +what>>\s+\Z")
"""Before the subject of a relative clause: its object is what the pronoun stands for."""
_PEOPLE = noun_kinds.person_nouns()
_SOMEBODY = having(Trait.OBJECT_PRONOUN) & having(Trait.FEMININE, Trait.MASCULINE)
_DONE_TO = frozenset((NounKind.PLACE, NounKind.THING))
_ADMITTING = frozenset((SpeechAct.ADMITS, SpeechAct.AGREES))
_LETTERS = nouns.with_plurals(nouns.Trait.APPROACH) & nouns.with_plurals(nouns.Trait.UTTERANCE)
_NEAR = 120
"""Characters before a part that show what governs it."""


def _unquoted(is_none: Callable[[Text, AttributionCandidate], bool]) -> RepairFunction:
    """A filter of those with a cue and a content that holds no quoted word: what is quoted was said."""

    def unquoted(text: Text, candidate: AttributionCandidate) -> bool:
        return is_none(text, candidate) and not any(
            True for span in candidate.content for _ in text.quotations_over(span)
        )

    return whole(unquoted)


def _stands_behind(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the content stands right behind the cue."""
    end, start = candidate.cue[-1].end, candidate.content[0].start
    return start >= end and not text.source.text[end:start].strip()


def _is_title_of_work(text: Text, candidate: AttributionCandidate) -> bool:
    """ "a book **titled** “The Harbour”": the title of a work, which nobody says."""
    return bool(_TITLED.search(candidate.cue[-1].cut(text.source.text)))


def _is_naming(text: Text, candidate: AttributionCandidate) -> bool:
    """ "They **named** | the boat Hope"."""
    return _stands_behind(text, candidate) and bool(_GIVES_NAME.search(cue_of(text, candidate)))


def _is_refusal(text: Text, candidate: AttributionCandidate) -> bool:
    """ "They **were denied** | visas": what one does not get."""
    refused = _stands_behind(text, candidate) and _REFUSED.search(cue_of(text, candidate))
    return bool(refused and not _CLAUSE.match(content_of(text, candidate)))


def _is_label(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The last was a print **called** “The Harbour”": a name that a thing has."""
    short = _stands_behind(text, candidate) and _SHORT_QUOTATION.match(content_of(text, candidate))
    return bool(short and (_LABELLED.search(cue_of(text, candidate)) or _is_called(text, candidate)))


def _is_called(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether it is the name of the thing before the cue; in "what they called “help”" they say it."""
    cue, source = candidate.cue[0], candidate.source
    if (
        source is None
        or cue_of(text, candidate).lower() != "called"
        or text.source.text[source.end : cue.start].strip()
    ):
        return False
    return not _OBJECT_PRONOUN.search(before(text, source))


def _is_known_as(text: Text, candidate: AttributionCandidate) -> bool:
    """ "cows **described** | as barren": what something is known as."""
    if candidate.source is None or not _stands_behind(text, candidate):
        return False
    form = verb_forms().get(cue_of(text, candidate).lower())
    if form is None or not form.kinds & PAST_FORMS or not re.match(r"as\b", content_of(text, candidate)):
        return False
    return not _OBJECT_PRONOUN.search(before(text, candidate.source))


def _is_bare_mention(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The papers **mention** | Ann Low, a clerk": whom a text names."""
    content = content_of(text, candidate)
    named = (
        _MENTIONS.search(cue_of(text, candidate)) and _stands_behind(text, candidate) and not _CLAUSE.search(content)
    )
    return bool(named and _BARE_NAME.match(content))


def _behind(text: Text, candidate: AttributionCandidate) -> str | None:
    """The first content behind the cue."""
    behind = next((span for span in candidate.content if span.start >= candidate.cue[-1].end), None)
    return behind.cut(text.source.text) if behind else None


def _is_work_written(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Low **wrote** | three books"."""
    cue, words, behind = candidate.cue[-1], text.source.text, _behind(text, candidate)
    if not _WROTE.search(cue.cut(words)) or not _WORK_OBJECT.match(words[cue.end : cue.end + _NEAR].lstrip()):
        return False
    return not _CLAUSE.search(behind) if behind is not None else candidate.method == Method.INVERTED


def _is_reaction(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The board **responded to** | the storm": a thing that is answered, and not what is said."""
    behind = _behind(text, candidate)
    if behind is None or len(candidate.content) != 1 or _CLAUSE.search(behind):
        return False
    cue = candidate.cue[-1].cut(text.source.text)
    return bool(_REACTED.search(cue) or (_ANSWERED.search(cue) and _QUESTION.match(behind)))


def _is_assault(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Rebels **attacked** | the village": that is done to a place or a thing, and not said of it."""
    found = predicate(text, candidate)
    if found is None:
        return False
    parse, verb = found
    form, thing = verb_forms().get(parse.word(verb)), parse.first(verb, "obj")
    if form is None or form.verb.act is not SpeechAct.CRITICIZES or VerbTrait.SELDOM_REPORTS not in form.verb.traits:
        return False
    return thing is not None and not _DONE_TO.isdisjoint(kinds_of(parse.word(thing)))


def _is_recognition(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Low **recognized** | his voice"."""
    behind = _behind(text, candidate)
    if behind is None or _CLAUSE.search(behind) or _FINITE_WORD.search(behind):
        return False
    return bool(_RECOGNIZED.search(candidate.cue[-1].cut(text.source.text)))


def _is_deed(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The judge | sentenced | Low to two years": what is done to somebody is an event, and nothing said."""
    cue = candidate.cue[-1].cut(text.source.text).lower().split()
    if not cue or cue[-1] in verb_forms() or _CLAUSE.match(content_of(text, candidate)):
        return False
    return any(
        each.words == (cue[-1],) and each.event_type in _DEEDS and each.objects == {"person"}
        for each in triggers().get(cue[-1], ())
    )


def _is_dismissal(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The ministry | dismissed | its director", "the court | dismissed | the case": no denial."""
    words, content = text.source.text, content_of(text, candidate)
    behind = candidate.content[0].start == candidate.cue[-1].end + 1
    if (
        not behind
        or not _DISMISSED.search(candidate.cue[-1].cut(words))
        or _AS.search(content)
        or _CLAUSE.search(content)
    ):
        return False
    if _PERSON.match(content):
        return True
    first = _PHRASE_END.split(content, maxsplit=1)[0].split()
    head = first[-1].lower() if first else ""
    if head in _BEFORE_COURT:
        return candidate.source is not None and bool(_COURT.search(candidate.source.cut(words)))
    return head in _STAFF or bool(role_of(head))


def _is_belief_in(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The court **believed** | Ann Low", "her": that is what somebody thinks of her, and nothing said."""
    found = predicate(text, candidate)
    if found is None or len(candidate.content) != 1 or not _stands_behind(text, candidate):
        return False
    parse, verb = found
    form, who = verb_forms().get(parse.word(verb)), parse.first(verb, "obj", "iobj")
    if form is None or form.verb.act is not SpeechAct.THINKS or who is None or parse.having(verb, "ccomp", "xcomp"):
        return False
    named = parse.upos[who] == "PROPN" or parse.word(who) in _SOMEBODY or parse.word(who) in _PEOPLE
    phrase = span_of(parse, subtree(parse, who, ("punct",)))
    return named and candidate.content[0].end <= phrase.end


def _is_receipt(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The office **acknowledged** | the letter", "receipt of it": that it has come, and nothing admitted."""
    found = predicate(text, candidate)
    if found is None or not _stands_behind(text, candidate):
        return False
    parse, verb = found
    form, thing = verb_forms().get(parse.word(verb)), parse.first(verb, "obj")
    if form is None or form.verb.act not in _ADMITTING or thing is None or parse.first(verb, "ccomp") is not None:
        return False
    come = parse.word(thing) in _LETTERS and form.verb.act is SpeechAct.ADMITS
    return come or parse.word(thing) in nouns.having(nouns.Trait.RECEIVING)


def _is_made_by(text: Text, candidate: AttributionCandidate) -> bool:
    """ "A commission **appointed** by the Senate": the participle tells of the noun before it, and nothing is said."""
    found = predicate(text, candidate)
    if found is None or len(candidate.content) != 1 or candidate.content[0].end > candidate.cue[0].start:
        return False
    parse, verb = found
    of_noun = parse.relation(verb) == "acl" and parse.xpos[verb] == "VBN"
    return of_noun and parse.word(verb) not in verb_forms() and lies_in(parse, parse.heads[verb], candidate.content[0])


OF_THINGS = (
    Repair(
        "drop-title-of-work",
        whole(_is_title_of_work),
        Example("{Ann Low} made a film [titled] <“The Harbour”>.", "Ann Low made a film titled “The Harbour”."),
    ),
    Repair(
        "drop-naming",
        whole(_is_naming),
        Example("{The crew} [renamed] <the boat Hope>.", "The crew renamed the boat Hope."),
    ),
    Repair(
        "drop-refusal",
        whole(_is_refusal),
        Example("{The crew} [were denied] <visas>.", "The crew were denied visas."),
    ),
    Repair(
        "drop-label",
        whole(_is_label),
        Example("{The last was a print} [called] <“The Harbour”>.", "The last was a print called “The Harbour”."),
    ),
    Repair(
        "drop-known-as",
        whole(_is_known_as),
        Example("{The fields} [known] <as barren> were sold.", "The fields known as barren were sold."),
    ),
    Repair(
        "drop-bare-mention",
        whole(_is_bare_mention),
        Example("{The papers} [mention] <Ann Low, a clerk>.", "The papers mention Ann Low, a clerk."),
    ),
    Repair(
        "drop-work-written",
        _unquoted(_is_work_written),
        Example("{Ann Low} [wrote] <three books about the river>.", "Ann Low wrote three books about the river."),
    ),
    Repair(
        "drop-reaction",
        _unquoted(_is_reaction),
        Example("{The board} [responded to] <the storm>.", "The board responded to the storm."),
    ),
    Repair(
        "drop-assault",
        _unquoted(_is_assault),
        Example("{Guards} [attacked] <the village>.", "Guards attacked the village."),
    ),
    Repair(
        "drop-recognition",
        _unquoted(_is_recognition),
        Example("{Ann Low} [recognized] <his voice>.", "Ann Low recognized his voice."),
    ),
    Repair(
        "drop-belief-in-somebody",
        _unquoted(_is_belief_in),
        Example("{The court} [believed] <Ann Low>.", "The court believed Ann Low."),
    ),
    Repair(
        "drop-deed",
        _unquoted(_is_deed),
        Example("{The judge} [sentenced] <Ann Low to two years>.", "The judge sentenced Ann Low to two years."),
    ),
    Repair(
        "drop-receipt",
        _unquoted(_is_receipt),
        Example("{The office} [acknowledged] <the letter>.", "The office acknowledged the letter."),
    ),
    Repair(
        "drop-made-by",
        _unquoted(_is_made_by),
        Example(
            "<A commission> [appointed] by {the Senate} went home.", "A commission appointed by the Senate went home."
        ),
    ),
    Repair(
        "drop-dismissal",
        _unquoted(_is_dismissal),
        Example("{The ministry} [dismissed] <its director>.", "The ministry dismissed its director."),
    ),
)
"""Each drops one kind of candidate in which nothing is said."""
