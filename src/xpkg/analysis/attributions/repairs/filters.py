"""Drops candidates that are none: what is only asked, supposed, named, done or written, and nothing said."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.factuality import is_supposed
from xpkg.analysis.attributions.questions import is_asked, stands_in_interview_question
from xpkg.analysis.attributions.repairs.repair import Example, Repair, RepairFunction, drop
from xpkg.analysis.attributions.speech_acts import is_silence
from xpkg.analysis.positions.role_nouns import roles_having
from xpkg.lexicon import verbs
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait as ClosedTrait
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.occupations import Trait
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import opens_adjunct
from xpkg.syntax.clauses import is_conditional
from xpkg.syntax.tree import head_of, lies_in, tokens_in

_UNNAMED = re.compile(r"\bon (?:the )?condition (?:of anonymity|that)\b", re.I)
_WANTS_NO_NAME = re.compile(
    r"(?:not\s+)?to\s+be\s+(?:further\s+)?(?:named|identified|quoted\s+by\s+name)\b|(?:for\s+)?anonymity\b", re.I
)
_OFFERS = re.compile(r"\b(?:offer|giv|gave|provid)(?:s|es|ed|ing|e|en)?$", re.I)
_DUE = pattern(r"\b<<be -nonfinite>>\s+(?:\w+ly\s+)?expected$", re.I)
_OF_WHOM = re.compile(r"\b(?:who|which)\s+\Z")
_CALLED_ON = pattern(r"(?:(?:<<have -nonfinite>>|also|(?:then|later))\s+)*call(?:s|ed|ing)?\s+(?:up)?on\b", re.I)
_ASKS_FOR = re.compile(r"\b(?:to|for|that|not)\b|[“\":]")
_CALLS = pattern(r"(?:(?:<<have -nonfinite>>|also|(?:then|later))\s+)*call(?:s|ed|ing)?", re.I)
_COURTESY = re.compile(
    expanded(r"\bto\s+(?:pay\s+<<possessive_determiner>>\s+respects|say\s+(?:goodbye|farewell)|offer\s+condolences|")
    + rf"{alternation(verbs.having(verbs.Trait.COURTESY))})\b"
)
_FUSED = having(ClosedTrait.WH_WORD)
_HYPOTHETICAL = having(ClosedTrait.HYPOTHETICAL)
_ROLES = roles_having(Trait.POSITION, Trait.APPOSED)
_NEAR = 120
"""Code points before a part that show what governs it."""


def whole(is_none: Callable[[Text, AttributionCandidate], bool]) -> RepairFunction:
    """A filter of the candidates that have a cue and a content."""
    return drop(lambda text, candidate: bool(candidate.cue and candidate.content) and is_none(text, candidate))


def cue_of(text: Text, candidate: AttributionCandidate) -> str:
    """The words of the first part of the cue."""
    return candidate.cue[0].cut(text.source.text)


def content_of(text: Text, candidate: AttributionCandidate) -> str:
    """The words of the first part of the content."""
    return candidate.content[0].cut(text.source.text)


def before(text: Text, span: Span) -> str:
    """The words in front of ``span``, up to 120 code points, that show what governs it."""
    return text.source.text[max(0, span.start - _NEAR) : span.start]


def _is_offer_of_nothing(text: Text, candidate: AttributionCandidate) -> bool:
    """ "**offered** | no proof": that is not said."""
    return bool(
        _OFFERS.search(cue_of(text, candidate)) and re.match(r"(?:no|little|few)\b", content_of(text, candidate))
    )


def _is_wish_for_no_name(text: Text, candidate: AttributionCandidate) -> bool:
    """ "**asked** | not to be named", "**requested** | anonymity": how somebody speaks."""
    return bool(_WANTS_NO_NAME.match(content_of(text, candidate)) or _UNNAMED.search(cue_of(text, candidate)))


def _is_speech_to_come(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Low, who **is expected** | to speak": nobody says that he expects it."""
    return bool(_DUE.search(cue_of(text, candidate)) and _OF_WHOM.search(before(text, candidate.cue[0])))


def _is_visit(text: Text, candidate: AttributionCandidate) -> bool:
    """ "The army chief called on him at home": without "to", "for" or a quotation nothing is asked of him."""
    words = text.source.text
    called = _CALLED_ON.match(words, candidate.cue[0].start)
    if called is None or candidate.content[0].start < candidate.cue[0].start:
        return False
    rest = words[called.end() : candidate.content[-1].end]
    return not _ASKS_FOR.search(rest) or bool(_COURTESY.search(rest))


def _is_summons(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Ida Low **called** | the police", "him at home": nobody is called anything, as nothing but whom follows."""
    if not _CALLS.fullmatch(cue_of(text, candidate)) or len(candidate.content) > 1:
        return False
    found = predicate(text, candidate)
    if found is None or candidate.content[0].start < candidate.cue[0].end:
        return False
    if text.touches_quotation(candidate.content[0]):
        return False  # "which she called “a gift”"
    parse, verb = found
    words = [at for at in tokens_in(parse, candidate.content[0]) if parse.upos[at] != "PUNCT"]
    inside = list(takewhile(lambda at: not opens_adjunct(parse, at, verb), words))
    if len(inside) == 1:
        alone = len(words) > 1 or _is_rung(parse, verb, inside[0])
        return alone and parse.relation(inside[0]) in {"obj", "iobj"} and parse.upos[inside[0]] == "PRON"
    alone = len(inside) > 1 and (parse.upos[inside[0]] == "DET" or parse.relation(inside[0]) == "nmod:poss")
    return alone and all(parse.upos[at] in {"ADJ", "NOUN"} for at in inside[1:]) and parse.upos[inside[-1]] == "NOUN"


def _is_rung(parse: Parse, verb: int, whom: int) -> bool:
    """Whether nothing but "me" or "her" hangs on "called": not "what they called her", "they called her mad"."""
    somebody = parse.word(whom) in having(ClosedTrait.OBJECT_PRONOUN) - having(ClosedTrait.NEUTER)
    more = parse.having(verb, "xcomp", "ccomp", "obj", "obl:unmarked")
    return somebody and set(more) <= {whom} and parse.relations[verb] != "acl:relcl"


def _is_noun_of_role(text: Text, candidate: AttributionCandidate) -> bool:
    """ "Human rights | advocate | Ann Low": the source is a part of the noun that is taken for a verb."""
    found = read(text).token(candidate.cue[-1].start)
    head = None if found is None or candidate.source is None else head_of(found[0], candidate.source)
    if found is None or head is None:
        return False
    parse, noun = found
    named = parse.upos[noun] == "NOUN" and parse.word(noun) in _ROLES
    return named and head in parse.having(noun, "compound", "amod", "nmod")


def _is_only_judged(text: Text, candidate: AttributionCandidate) -> bool:
    """ "It would be wrong | to say | that the dam was safe": that is judged, and nobody says it."""
    found = predicate(text, candidate)
    if found is None:
        return False
    parse, verb = found
    marked = any(parse.word(each) == "to" for each in parse.having(verb, "mark"))
    return marked and parse.relation(verb) == "csubj" and parse.xpos[verb] == "VB"


def _is_conditional_saying(text: Text, candidate: AttributionCandidate) -> bool:
    """ "If asked, the mayor **would say** | that it was safe": that depends on a condition."""
    found = predicate(text, candidate)
    if found is None:
        return False
    parse, verb = found
    cue = Span(candidate.cue[0].start, candidate.cue[-1].end)
    depends = any(
        parse.word(each) in _HYPOTHETICAL or (parse.xpos[each] == "MD" and lies_in(parse, each, cue))
        for each in parse.having(verb, "aux")
    )
    return depends and any(is_conditional(parse, each) for each in parse.having(verb, "advcl"))


def _is_left_open(text: Text, candidate: AttributionCandidate) -> bool:
    """ "It is less than | what | Low | said": the text does not tell what that is."""
    behind = candidate.content[-1].end <= candidate.cue[0].start
    return behind and all(span.cut(text.source.text).lower() in _FUSED for span in candidate.content)


FILTERS = (
    Repair(
        "drop-question-of-interview",
        whole(lambda text, candidate: stands_in_interview_question(text, candidate.cue[0])),
        Example("Q: {The mayor} [said] <that the dam was safe>.", "Q: The mayor said that the dam was safe."),
    ),
    Repair(
        "drop-question",
        whole(is_asked),
        Example("Did {the mayor} [say] <that the dam was safe>?", "Did the mayor say that the dam was safe?"),
    ),
    Repair(
        "drop-supposition",
        whole(is_supposed),
        Example(
            "If {the mayor} [said] <that the dam was safe>, the town would laugh.",
            "If the mayor said that the dam was safe, the town would laugh.",
        ),
    ),
    Repair(
        "drop-conditional-saying",
        whole(_is_conditional_saying),
        Example(
            "If asked, {the mayor} [would say] <that the dam was safe>.",
            "If asked, the mayor would say that the dam was safe.",
        ),
    ),
    Repair(
        "drop-open-content",
        whole(_is_left_open),
        Example("It is less than <what> {Ann Low} [said].", "It is less than what Ann Low said."),
    ),
    Repair(
        "drop-judged-saying",
        whole(_is_only_judged),
        Example(
            "{It} [would be wrong to say] <that the dam was safe>.", "It would be wrong to say that the dam was safe."
        ),
    ),
    Repair(
        "drop-offer-of-nothing",
        whole(_is_offer_of_nothing),
        Example("{Ann Low} [offered] <no proof of her charge>.", "Ann Low offered no proof of her charge."),
    ),
    Repair(
        "drop-visit",
        whole(_is_visit),
        Example("{The general} [called on] <the king at home>.", "The general called on the king at home."),
    ),
    Repair(
        "drop-summons",
        whole(_is_summons),
        Example("{Ann Low} [called] <the police>.", "Ann Low called the police."),
    ),
    Repair(
        "drop-noun-of-role",
        whole(_is_noun_of_role),
        Example(
            "{Human rights} [advocate] <Ann Low> was arrested on Monday.",
            "Human rights advocate Ann Low was arrested on Monday.",
        ),
    ),
    Repair(
        "drop-wish-for-no-name",
        whole(_is_wish_for_no_name),
        Example("{An official} [asked] <not to be named>.", "An official asked not to be named."),
    ),
    Repair(
        "drop-speech-to-come",
        whole(_is_speech_to_come),
        Example("{Ann Low}, who [is expected] <to speak>, is ill.", "Ann Low, who is expected to speak, is ill."),
    ),
)
"""Each drops one kind of candidate that is no attribution."""

SILENCE = (
    Repair(
        "drop-silence",
        drop(is_silence),
        Example("{The ministry} [did not return] <calls>.", "The ministry did not return calls."),
    ),
)
