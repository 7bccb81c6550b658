"""Maps acts of saying: who, by which words, what, and who reports it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import Triple, boolean, concept, share, told_by, typed
from xpkg.model import Attribution, Span
from xpkg.trails import deciders, tell_step
from xpkg.vocab import RDFS, XPKG

_LABEL_LENGTH = 120


def map_statements(naming: Naming) -> Iterator[Triple]:
    """Every attribution as a statement; what it says is its content, never a fact of the graph."""
    attributions = naming.analysis.attributions
    for attribution, node in zip(attributions, naming.statements, strict=True):
        yield from _statement(attribution, node, naming)
        if attribution.parent is not None:
            yield naming.statements[attribution.parent], XPKG.embeds, node
            for reporter in naming.denoted(attributions[attribution.parent].source):
                yield node, XPKG.reportedBy, reporter


def parts(attribution: Attribution) -> tuple[Span, ...]:
    """The spans of an attribution in order of text."""
    source = (attribution.source,) if attribution.source else ()
    return tuple(sorted({*source, *attribution.cue, *attribution.content}))


def _statement(attribution: Attribution, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    spans = parts(attribution)
    content = naming.cut(attribution.content)
    yield from typed(node, "statement")
    yield node, XPKG.statedIn, naming.source
    yield node, RDFS.label, Literal(_label(attribution, content, naming))
    if attribution.source:
        yield node, XPKG.speakerText, Literal(attribution.source.cut(naming.text))
        yield from naming.passages(node, XPKG.sourcePassage, (attribution.source,))
        for speaker in naming.denoted(attribution.source):
            yield node, XPKG.speaker, speaker
    else:
        yield node, XPKG.withoutSpeaker, boolean(True)
    if attribution.cue:
        yield node, XPKG.cue, Literal(naming.cut(attribution.cue))
        yield from naming.passages(node, XPKG.cuePassage, attribution.cue)
    yield node, XPKG.content, Literal(content)
    yield from naming.passages(node, XPKG.contentPassage, attribution.content)
    for span in attribution.content if attribution.set_off else ():
        yield naming.passage(span), XPKG.method, Literal("set off")
    yield node, XPKG.mode, XPKG[attribution.mode.value]
    yield node, XPKG.speechAct, concept("act", attribution.act)
    if attribution.negated:
        yield node, XPKG.negated, boolean(True)
    for addressee in naming.denoted(attribution.addressee):
        yield node, XPKG.addressee, addressee
    for thing in naming.mentioned(attribution.content):
        yield node, XPKG.about, thing
    in_story = naming.in_story(spans[0])
    yield from told_by(node, attribution.date, naming.source, naming.analysis.last_day if in_story else "")
    yield from naming.passages(node, XPKG.evidence, naming.sentences(spans))
    yield node, XPKG.inStory, boolean(in_story)
    yield node, XPKG.confidence, share(attribution.confidence)
    for method in sorted(set(deciders(attribution.found_by, attribution.trail).values()) - {""}):
        yield node, XPKG.method, Literal(method)
    for number, step in enumerate(attribution.trail, start=1):
        yield node, XPKG.repairedBy, Literal(f"{number} {step.repair}: {tell_step(naming.text, step)}")


def _label(attribution: Attribution, content: str, naming: Naming) -> str:
    """Who, by which words, what: without the cue, "Doe: the allegations" would not tell that Doe denies them."""
    who = naming.cut((attribution.source,)).rstrip(" ,;") if attribution.source else "nobody named"
    cue = f" ({naming.cut(attribution.cue)})" if attribution.cue else ""
    words = f"{who}{cue}: {content}"
    return words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1].rsplit(" ", 1)[0] + "…"
