"""What a cue tells of that has no verb of saying: that something is said, what is in a mind, or only a deed."""

from __future__ import annotations

from xpkg.analysis.attributions.cue_lexicon import noun_acts
from xpkg.analysis.attributions.cue_syntax import is_attitude, predicate
from xpkg.analysis.attributions.cue_words import is_against, words_of_cue
from xpkg.lexicon import verbs
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_triggers import Part
from xpkg.lexicon.word_senses import Sense, senses
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import read
from xpkg.syntax.finiteness import is_finite
from xpkg.syntax.tree import head_of, token_at

_UNHEEDING = verbs.forms_having(verbs.Trait.UNHEEDING)
_OPENS_CLAUSE = having(Trait.WH_WORD) | {"that"}


def sense_of_cue(text: Text, candidate: AttributionCandidate) -> Sense | None:
    """What the verb of the cue tells of, or one of its other words: "**resent**", "took a firm **stance** on".

    None where all of them tell of deeds or things: "introduced", "voted for".
    """
    found = predicate(text, candidate)
    if found is not None:
        parse, verb = found
        following = parse.word(verb + 1) if verb + 1 < len(parse) else ""
        told, word = senses(Part.VERB), parse.word(verb)
        if word in _UNHEEDING:
            return None
        if sense := told.get(f"{word} {following}", told.get(word)):
            return sense
    nouns = senses(Part.NOUN)
    return next((nouns[word] for word in reversed(words_of_cue(text, candidate)) if word in nouns), None)


def is_deed(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether nothing tells that something is said or thought: neither the cue, nor a clause or quotation behind it."""
    if sense_of_cue(text, candidate) is not None or is_attitude(text, candidate):
        return False
    if is_against(words_of_cue(text, candidate)):
        return False
    quoted = any(text.touches_quotation(span) for span in candidate.content)
    return not quoted and not any(_is_told(text, span) for span in candidate.content)


def _is_told(text: Text, span: Span) -> bool:
    """Whether ``span`` is a clause: "he left", "whether to go".

    Or a noun of saying heads it, as the speaker's or with a clause: "her belief", "the accusation that he left".
    """
    parse = read(text).parse_of(span)
    top = head_of(parse, span) if parse is not None else None
    if parse is None or top is None:
        return True
    first = token_at(parse, span.start)
    opened = first is not None and parse.word(first) in _OPENS_CLAUSE
    if opened or is_finite(parse, top, helped=True):
        return True
    if parse.word(top) not in noun_acts():
        return False
    own = any(parse.xpos[each] == "PRP$" for each in parse.having(top, "nmod"))
    return own or any(is_finite(parse, each, helped=True) for each in parse.having(top, "acl"))
