"""Cuts what is said where it runs on into what the author or somebody else says of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import Form, verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Repair, RepairFunction, each
from xpkg.analysis.attributions.speech_acts import act_of
from xpkg.analysis.attributions.tree_agreement import is_saying_of_document
from xpkg.lexicon import verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PRESENT_FORMS, Inflection
from xpkg.lexicon.reporting import Frame
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, BlockType, Span, SpeechAct, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import opens_adjunct
from xpkg.syntax.finiteness import is_finite
from xpkg.syntax.tree import tokens_in

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AUXILIARY = expanded("<<be have do modal -nonfinite>>")
_FINITE = re.compile(rf"\b(?:{_AUXILIARY}|{expanded('<<relative_pronoun wh_word +if>>')}|\w+n['’]t)\b|[“\"‘:]", re.I)
"""What shows that a clause or a quotation stands in a content: its verbs may be its own."""
_NO_MORE = re.compile(
    expanded(r",?\s+(?:and|but)\s+<<modal do>>(?:\s+not|n['’]t)\s+(?:immediately\s+|further\s+)?")
    + rf"{alternation(verbs.having(verbs.Trait.DISCLOSING))}\b"
)
"""That the speaker said no more: "confirmed that it was closed | but would not elaborate"."""
_OWN_VIEW = pattern(
    r",\s+<<coordinator -or -nor +yet>>\s+<<third_person -her -him -them>>\s+<<be have do -nonfinite>>\b"
)
_SO_DOES = pattern(r",\s+as\s+<<have do -nonfinite +was +were>>\s+(?!(?:been|not)\b)")
"""That others say so too: "called for a ban | , as has the union"."""
_CONSEQUENCE = re.compile(
    expanded(
        r",\s+(?:which|a\s+(?:move|step|decision)\s+(?:that|which))\s+"
        r"(?:(?:\w+ly|<<sequential +also +soon>>|then|in\s+turn)\s+)?(?:<<have -nonfinite>>\s+)?"
    )
    + rf"{alternation(verbs.forms_having(verbs.Trait.CAUSATIVE))}\b"
)
"""What followed from what was said: the author reports it."""
_AS_CLAUSE = re.compile(r"\s+as\s+(?=[\w’'-]+(?:\s+[\w’'-]+){0,3}?\s+(?P<verb>[a-z]+)\b)")
_ALSO = re.compile(r",?\s+(?:and|but)\s+(?:also\s+)?(?P<verb>[a-z]+)\b")
_PERFECT = re.compile(r"(?:has|have)\s")
_MODAL = pattern(r"\b<<hypothetical future -shall>>\b")
_OBJECT = pattern(r"\s+(?!<<adjunct_opener coordinator +with +to>>\b)[\w’'-]")
_TO_ACT = frozenset((SpeechAct.DEMANDS, SpeechAct.ORDERS, SpeechAct.PROPOSES, SpeechAct.PROMISES))
_TO_TAKE_UP = frozenset(
    (
        *(SpeechAct.DENIES, SpeechAct.ADMITS, SpeechAct.AGREES, SpeechAct.REFUSES),
        *(SpeechAct.CRITICIZES, SpeechAct.PRAISES, SpeechAct.OPPOSES, SpeechAct.SUPPORTS),
    )
)
_NEUTER = having(Trait.NEUTER, Trait.DEMONSTRATIVE)
_RELATIVE = having(Trait.RELATIVE_PRONOUN, Trait.WH_WORD)
_BY = re.compile(r"\s+by\s+\Z")
_OTHER_TENSE = pattern(r"\b(?:<<modal -shall>>|(?:was|were)|(?:had|did))\b")


def cut_at(end_of: Callable[[Text, AttributionCandidate, Span], int | None]) -> RepairFunction:
    """A repair that ends the last content, where it stands behind the cue, at the code point that ``end_of`` gives.

    Quoted words are never cut.
    """

    def cut(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
        if not candidate.cue or not candidate.content or candidate.content[-1].start < candidate.cue[-1].end:
            return candidate
        last = candidate.content[-1]
        end = end_of(text, candidate, last)
        if end is None or end <= last.start or _is_quoted(text, end):
            return candidate
        kept = text.source.text[last.start : end].rstrip(" ,")
        if not kept:
            return candidate
        return replace(candidate, content=(*candidate.content[:-1], Span(last.start, last.start + len(kept))))

    return each(cut)


def _is_quoted(text: Text, at: int) -> bool:
    """Whether the character before ``at`` and the one at it stand in one quotation."""
    return any(one.span.start < at for one in text.quotations_over(Span(at, at + 1)))


def _form(candidate: AttributionCandidate, words: str) -> Form | None:
    """The first verb of saying of the cue."""
    cue = (match.group().lower() for span in candidate.cue for match in _WORD.finditer(span.cut(words)))
    return next((verb_forms()[word] for word in cue if word in verb_forms()), None)


def _own_view(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """ "believes the dam will hold | , and he is not alone": a thought ends with its clause."""
    found = _OWN_VIEW.search(text.source.text, last.start, last.end)
    return found.start() if found and act_of(text, candidate) == "thinks" else None


def _no_more(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    found = _NO_MORE.search(text.source.text, last.start, last.end)
    return found.start() if found else None


def _so_does(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    found = _SO_DOES.search(text.source.text, last.start, last.end)
    return found.start() if found else None


def _consequence(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """ "ordered their release | , which led to his fall"."""
    found = _CONSEQUENCE.search(text.source.text, last.start, last.end)
    if found is None or _FINITE.search(text.source.text, last.start, found.start()):
        return None
    return found.start()


def _headline(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """ "Mayor defends dam | as villagers accuse guards": in a headline "as" opens another clause."""
    sentence = text.sentence_at(last.start)
    if sentence is None or text.block_of(sentence).type is not BlockType.TITLE:
        return None
    form = _form(candidate, text.source.text)
    if form is None or form.verb.frames & {Frame.OBJECT_AS}:
        return None
    for found in _AS_CLAUSE.finditer(text.source.text, last.start, last.end):
        verb = verb_forms().get(found["verb"])
        if verb and verb.kinds & PRESENT_FORMS:
            return found.start()
    return None


def _also(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """ "predicts that the river will rise | and advises people to leave": the verbs of the speaker agree in tense."""
    words, form = text.source.text, _form(candidate, text.source.text)
    if form is None:
        return None
    present = form.kinds == {Inflection.PRESENT} or bool(_PERFECT.match(candidate.cue[0].cut(words)))
    for found in _ALSO.finditer(words, last.start, last.end):
        verb = verb_forms().get(found["verb"])
        if not present:
            told = (
                verb is not None
                and Inflection.PAST in verb.kinds
                and form.kinds & {Inflection.PAST}
                and verb.verb.act in _TO_ACT
            )
            if told and _OBJECT.match(words, found.end()) and _MODAL.search(words, last.start, found.start()):
                return found.start()
            continue
        plain = (
            verb is not None
            and verb.kinds == {Inflection.PRESENT}
            and verb.verb.bare
            and bool(verb.verb.frames & {Frame.CLAUSE, Frame.HEARER_INFINITIVE, Frame.HEARER_CLAUSE})
        )
        if plain and _OTHER_TENSE.search(words, last.start, found.start()):
            return found.start()
    return None


def _words_on_document(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the words that stand on a thing end: "posters reading “Stay home” | hung in the street"."""
    words = next((one for one in text.quotations_over(last) if one.span.start == last.start and one.closed), None)
    if words is None or words.span.end >= last.end or not is_saying_of_document(text, candidate):
        return None
    return words.span.end


def _next_sentence(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the next sentence begins behind a quotation: "Low disagreed: “It was theft.” | Berg left"."""
    words = next((one for one in text.quotations_over(last) if one.span.start == last.start and one.closed), None)
    if words is None or words.span.end >= last.end or len(candidate.content) > 1:
        return None
    sentence = text.sentence_at(last.end - 1)
    return words.span.end if sentence is not None and sentence.span.start >= words.span.end else None


def _by_speaker(text: Text, candidate: AttributionCandidate, last: Span) -> int | None:
    """Where the one who speaks is told: "was urged to resign | by the league"."""
    source = candidate.source
    if source is None or not last.contains(source):
        return None
    found = _BY.search(text.source.text, last.start, source.start)
    return found.start() if found else None


def _behind_pronoun(text: Text, candidate: AttributionCandidate, span: Span) -> int | None:
    """Where "it" or "this", the object of a verb that takes it up, is followed by where or when that is done."""
    found = predicate(text, candidate)
    if found is None:
        return None
    parse, verb = found
    words = tokens_in(parse, span)
    form = verb_forms().get(parse.word(verb))
    if form is None or form.verb.act not in _TO_TAKE_UP or len(words) < 2 or words[0] not in parse.having(verb, "obj"):
        return None
    beside = parse.word(words[1]) != "as" and opens_adjunct(parse, words[1], verb)  # "hailed it as a feat"
    taken_up = parse.word(words[0]) in _NEUTER and beside
    return parse.tokens[words[0]].end if taken_up else None


def _is_bare_participle(parse: Parse, at: int) -> bool:
    """Whether a verb that the tree takes for a participle may be a past form: no auxiliary leads to it."""
    alone = parse.upos[at] == "VERB" and parse.xpos[at] == "VBN" and not parse.having(at, "aux")
    return alone and parse.upos[at - 1] in {"VERB", "ADJ", "NOUN", "PROPN"}


def _main_verb(text: Text, candidate: AttributionCandidate, span: Span) -> int | None:
    """Where the verb of the sentence follows the words on a thing: "posters warning that it was poisoned | appeared".

    The participle right behind its noun is no main verb, so one in the content is where no other stands.
    """
    parse = read(text).parse_of(candidate.cue[-1])
    own = tokens_in(parse, candidate.cue[-1]) if parse is not None else ()
    if parse is None or not own or candidate.source is None or len(candidate.content) > 1:
        return None
    verb, words = own[-1], tokens_in(parse, span)
    form = verb_forms().get(parse.word(verb))
    if form is None or Inflection.GERUND not in form.kinds or candidate.source.end + 1 != candidate.cue[0].start:
        return None
    if not words or parse.word(words[0]) != "that":
        return None
    finite = [at for at in range(len(parse)) if at != verb and is_finite(parse, at)]
    if not finite or not all(at in words for at in finite):
        return None
    rest = finite[1:] or [at for at in words if at > finite[0] + 1 and _is_bare_participle(parse, at)]
    if not rest:
        return None
    between = range(words[1], rest[0])
    if any(parse.upos[at] in {"CCONJ", "SCONJ", "PUNCT"} or parse.word(at) in _RELATIVE for at in between):
        return None
    main = {rest[0], parse.heads[rest[0]]} if parse.upos[rest[0]] == "AUX" else {rest[0]}
    return None if any(parse.heads[at] in main for at in between) else parse.tokens[rest[0]].start


OF_CONTENT_END = (
    Repair(
        "cut-main-verb-behind-participle",
        cut_at(_main_verb),
        Example(
            "{Posters} [warning] <that the wells were poisoned appeared overnight>.",
            "{Posters} [warning] <that the wells were poisoned> appeared overnight.",
        ),
    ),
    Repair(
        "cut-behind-pronoun",
        cut_at(_behind_pronoun),
        Example("{Ann Low} [denied] <this in a letter>.", "{Ann Low} [denied] <this> in a letter."),
    ),
    Repair(
        "cut-speaker-behind-content",
        cut_at(_by_speaker),
        Example(
            "Low [was urged] <to resign by {the league}>.",
            "Low [was urged] <to resign> by {the league}.",
        ),
    ),
    Repair(
        "cut-refusal-to-say-more",
        cut_at(_no_more),
        Example(
            "{The board} [confirmed] <that the dam was shut but would not elaborate>.",
            "{The board} [confirmed] <that the dam was shut> but would not elaborate.",
        ),
    ),
    Repair(
        "cut-behind-words-on-document",
        cut_at(_words_on_document),
        Example(
            "She got {a letter} [saying] <“the dam is old” and wept>.",
            "She got {a letter} [saying] <“the dam is old”> and wept.",
        ),
    ),
    Repair(
        "cut-sentence-behind-quotation",
        cut_at(_next_sentence),
        Example(
            "{Ann Low} [disagreed]: <“It was theft.” Berg left>.",
            "{Ann Low} [disagreed]: <“It was theft.”> Berg left.",
        ),
    ),
    Repair(
        "cut-author-comment",
        cut_at(_own_view),
        Example(
            "{Ann Low} [believes] <the dam will hold, and she is not alone>.",
            "{Ann Low} [believes] <the dam will hold>, and she is not alone.",
        ),
    ),
    Repair(
        "cut-others-agree",
        cut_at(_so_does),
        Example(
            "{Ann Low} [called for] <a new dam, as has the union>.",
            "{Ann Low} [called for] <a new dam>, as has the union.",
        ),
    ),
    Repair(
        "cut-consequence",
        cut_at(_consequence),
        Example(
            "{The king} [ordered] <their release, which led to his fall>.",
            "{The king} [ordered] <their release>, which led to his fall.",
        ),
    ),
    Repair(
        "cut-headline-as-clause",
        cut_at(_headline),
        Example(
            "{Mayor} [defends] <dam as villagers accuse guards>",
            "{Mayor} [defends] <dam> as villagers accuse guards",
            headline=True,
        ),
    ),
    Repair(
        "cut-next-saying-of-speaker",
        cut_at(_also),
        Example(
            "{The board} [predicts] <that the river will rise and advises people to leave>.",
            "{The board} [predicts] <that the river will rise> and advises people to leave.",
        ),
    ),
)
"""What follows the content in the words of the author or of another speaker."""
