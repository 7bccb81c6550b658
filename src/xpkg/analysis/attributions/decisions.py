"""Names what is done where the network and the rules find different things."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """What is done where the network and the rules differ; its value stands in the trail of the candidate."""

    RULE_OVER_UNSURE = "rule-over-unsure-network"
    RULE_FOR_PASSIVE = "rule-for-passive"
    """In a passive the rules know the addressee."""
    RULE_OVER_BOTH_SIDES = "rule-over-words-on-both-sides"
    """The network takes plain words before the speaker and others behind the cue for one content."""
    RULE_IN_SENTENCE = "rule-in-sentence-of-cue"
    """All that the network takes for content stands in another sentence."""
    RULE_OVER_GAP = "rule-over-gap-before-speaker"
    """The network leaves words over between the content and the speaker behind it."""
    RULE_FOR_WHOLE_CLAUSE = "rule-for-whole-clause"
    """Beside "according to" the rules take the whole clause."""
    RULE_OVER_OPEN_END = "rule-over-open-relative"
    """The network's content ends with a relative pronoun."""
    RULE_BEHIND_PASSED_VERB = "rule-behind-passed-verb"
    """The network takes the speaker of a verb that it passed over for that of the next."""
    DROP_BEHIND_PASSED_VERB = "drop-behind-passed-verb"
    RULE_INSIDE_OUTER = "rule-inside-outer-content"
    """The network's parts stand only partly inside the content that holds their cue."""
    CUT_OUTSIDE_OUTER = "cut-outside-outer-content"
    DROP_OUTSIDE_OUTER = "drop-outside-outer-content"
    ADD_OPEN_QUOTATION = "add-paragraphs-of-open-quotation"
    CUT_WORDS_BEFORE = "cut-words-before-speaker"
    DROP_UNSURE = "drop-unsure"
    DROP_IN_HEADING = "drop-in-heading"
    DROP_LONE_RULE = "drop-rule-not-trusted-alone"
    ADD_TRUSTED_RULE = "add-trusted-rule"
    ADD_PASSED_VERB = "add-passed-verb"
    """A verb that the network passed over between a speaker and the cue that it gave him."""
    ADD_OUTER = "add-outer-saying"
    """An attribution that contains one that the network saw."""
    ADD_NESTED = "add-nested-saying"
    ADD_ORDER = "add-order"
    ADD_IN_TITLE = "add-saying-in-title"
