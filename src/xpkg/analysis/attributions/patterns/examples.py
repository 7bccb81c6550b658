"""An example of each pattern: a sentence with its source, cue and content marked, ``{source} [cue] <content>``."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.model import Method

EXAMPLES: Mapping[Method, str] = {
    Method.AFTER_CONTENT: "<The dam is old>, {Ann Low} [said] on Monday.",
    Method.INVERTED: "<“The dam is old,”> [said] {Ann Low, an engineer}.",
    Method.ACCORDING_TO: "<The dam is old>, [according to] {Ann Low}.",
    Method.VERB_QUOTE: "{Ann Low} [said], <“The dam is old.”>",
    Method.VERB_COLON: "{Ann Low} [said:] <the dam is old>.",
    Method.VERB_THAT: "{Ann Low} [said] <that the dam was old>.",
    Method.VERB_CLAUSE: "{Ann Low} [said] <the dam was old>.",
    Method.VERB_WHETHER: "{Ann Low} [asked] <whether the dam was old>.",
    Method.VERB_TO: "{Ann Low} [vowed] <to mend the dam>.",
    Method.VERB_OF: "{Ann Low} [accused] <the board of neglect>.",
    Method.VERB_AS: "{Ann Low} [described] <the dam as a danger>.",
    Method.VERB_COMPLEMENT: "{Ann Low} [called] <the dam a danger>.",
    Method.VERB_OBJECT: "{Ann Low} [praised] <the new dam>.",
    Method.PARTICLE: "{Ann Low} [called for] <a new dam>.",
    Method.TOLD_QUOTE: "{Ann Low} [told] the council, <“The dam is old.”>",
    Method.TOLD_THAT: "{Ann Low} [told] the council <that the dam was old>.",
    Method.TOLD_TO: "{Ann Low} [urged] <the council to mend the dam>.",
    Method.TOLD_ABOUT: "{Ann Low} [reminded] the council of <its promise>.",
    Method.TOLD_CLAUSE: "{Ann Low} [told] the council <she would leave>.",
    Method.PASSIVE: "<The dam> [was described] <as a danger>.",
    Method.PASSIVE_TOLD: "The council [was told] <to mend the dam>.",
    Method.PASSIVE_BY: "<The new dam> [was praised] by {Ann Low}.",
    Method.NAME_COLON: "{Ann Low}[:] <“The dam is old.”>",
    Method.AS_TOLD: "As {Ann Low} [told] the paper, <the dam is old>.",
    Method.NOUN_WAS: "{The mayor's} [answer was:] <“The dam is old.”>",
    Method.NOUN_THAT: "The paper printed {Ann Low's} [claim] <that the dam was old>.",
    Method.HEARD: "The court [heard] <that the dam was old>.",
    Method.ASIDE: "{Ann Low}, after [denying] <the charge>, has left the board.",
    Method.IN_WORDS: "<The mine>, in {Ann Low's} [words], <is “a grave with a gate”>.",
    Method.SIGNED: "<“The dam will fall in a year.”> [—] {Ann Low}",
    Method.HEADLINE: "<Old dam is safe>, {engineer} [says]",
}
"""By the method that finds it; that of a headline stands in one."""
