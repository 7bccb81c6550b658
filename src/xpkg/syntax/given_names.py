"""Mends the reading of a sentence that opens with a given name that is a modal as well: "Will Low promised to pay"."""

from __future__ import annotations

from dataclasses import replace

from xpkg.network.parser import Reading

_FINITE = frozenset({"VBD", "VBZ"})
"""Tags of verbs that no modal governs."""


def with_given_name(reading: Reading) -> Reading:
    """``reading`` with its first token as the name that it is, where a modal would stand before a finite verb.

    The last name behind it is then a part of that name.
    """
    if len(reading.xpos) < 3 or reading.xpos[0] != "MD" or reading.upos[1] != "PROPN":
        return reading
    verb = reading.heads[0]
    if verb < 0 or reading.xpos[verb] not in _FINITE or reading.heads[1] != verb or reading.relations[1] != "nsubj":
        return reading
    heads = tuple(0 if head == 1 else head for head in reading.heads)
    names = tuple(name._replace(first=0) if name.first == 1 else name for name in reading.names)
    return replace(
        reading,
        upos=("PROPN", *reading.upos[1:]),
        xpos=("NNP", *reading.xpos[1:]),
        heads=(verb, 0, *heads[2:]),
        relations=("nsubj", "flat", *reading.relations[2:]),
        names=names,
    )
