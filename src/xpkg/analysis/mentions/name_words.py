"""Verbs of saying in the forms of which a name is the subject, and the personal pronouns."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.model import Gender, Kind

SPEECH = frozenset(
    """
    said says told tells wrote writes added adds argued argues tweeted tweets claimed claims stated states explained
    explains noted notes insisted insists warned warns acknowledged acknowledges admitted admits asked asks replied
    replies responded declared declares announced announces denied denies suggested suggests testified recalled
    recalls quipped joked conceded concedes continued continues concluded concludes complained complains commented
    predicted predicts pledged promised vowed urged urges observed observes remarked contended contends
    believes believed thinks thought called calls described describes criticized accused
    """.split()
)
"""Verbs of which a person's name is the subject more than anything else's."""

PRONOUNS: Mapping[str, tuple[Kind, Gender | None]] = {
    **dict.fromkeys("he him his himself".split(), (Kind.PERSON, Gender.MASCULINE)),
    **dict.fromkeys("she her hers herself".split(), (Kind.PERSON, Gender.FEMININE)),
    **dict.fromkeys("it its itself".split(), (Kind.ORGANIZATION, None)),
    **dict.fromkeys("they them their theirs themselves".split(), (Kind.GROUP, None)),
}
"""Pronouns with the kind and gender of what they mostly stand for."""
