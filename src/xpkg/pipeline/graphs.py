"""Turns a source into its quads: all that stands in it, who is who, and the graph of both.

Importing this loads the whole analysis, which takes most of a second: a build leaves it to its workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pyoxigraph import Quad

from xpkg.analysis.attributions import ANNOTATORS, Annotator, read_attributions
from xpkg.analysis.documents import find_documents
from xpkg.analysis.events import find_happenings
from xpkg.analysis.events.eventualities import CERTAIN, with_plans
from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.mentions.gazetteer import gazetteer_of
from xpkg.analysis.positions import find_positions, with_departures, with_successions
from xpkg.analysis.references import parse_references
from xpkg.analysis.times import document_date, find_times, last_day
from xpkg.annotators import DEFAULT
from xpkg.collection import uncollected
from xpkg.coreference import complete, resolve
from xpkg.evidence import check_evidence
from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Authority, Source
from xpkg.pipeline.mended import as_stored
from xpkg.text import parse
from xpkg.text.mending import find_mends, read
from xpkg.validation import Graph, Report, prepare, validate


@uncollected()
def analyse(source: Source, authority: Authority, annotate: Annotator = ANNOTATORS[DEFAULT]) -> Analysis:
    """All that stands in ``source``, with who is who; ``annotate`` finds who says what.

    Damaged characters are read as what they were; every span names the stored ones. What a reader made needs no
    mending: the reader has seen to that.
    """
    if not source.parts and (mends := find_mends(source.text)):
        reading = read(source.text, mends)
        whole = replace(source, text=reading.text)
        return as_stored(_analyse(whole, authority, annotate), source, reading, mends)
    return _analyse(source, authority, annotate)


def _analyse(source: Source, authority: Authority, annotate: Annotator) -> Analysis:
    text = parse(source)
    times = find_times(text)
    references = parse_references(text)
    mentions = find_mentions(text, authority)
    reading = read_attributions(text, mentions, times, annotate)
    attributions = reading.attributions
    works = find_documents(text, mentions, times, authority)
    positions = find_positions(text, mentions, times, gazetteer_of(authority).lands())
    own = None if source.metadata.issued else document_date(text)
    identities = resolve(text, mentions, attributions, references, works, authority, positions)
    positions = with_successions(text, mentions, times, positions, identities)
    positions = with_departures(text, mentions, times, positions, identities)
    day = last_day(text)
    happenings = with_plans(find_happenings(text, mentions, times, works, attributions, identities), day)
    analysis = Analysis(
        text,
        times=times,
        mentions=mentions,
        references=references,
        works=works,
        attributions=attributions,
        positions=positions,
        events=tuple(event for event in happenings if event.factuality == CERTAIN),
        eventualities=tuple(event for event in happenings if event.factuality != CERTAIN),
        identities=identities,
        own_date=own.edtf if own else "",
        last_day=day,
        dropped=reading.dropped,
    )
    return complete(analysis, authority)


def graph_of(
    source: Source, authority: Authority, iris: Iris, annotate: Annotator = ANNOTATORS[DEFAULT]
) -> tuple[Quad, ...]:
    """The quads of one source. Raises EvidenceError when a passage does not match its text."""
    return analysis_and_graph(source, authority, iris, annotate)[1]


@uncollected()
def analysis_and_graph(
    source: Source, authority: Authority, iris: Iris, annotate: Annotator = ANNOTATORS[DEFAULT]
) -> tuple[Analysis, tuple[Quad, ...]]:
    """All that stands in one source, and its quads. Raises EvidenceError when a passage does not match its text."""
    analysis = analyse(source, authority, annotate)
    quads = tuple(map_source(analysis, iris, authority))
    check_evidence(quads)
    return analysis, quads


@lru_cache(maxsize=1)
def _around() -> Graph:
    return prepare(())  # the ontology, indexed once for all documents


@uncollected()
def check(graph: Sequence[Quad]) -> Report:
    """What is wrong with a source's graph, held against the shapes by itself."""
    return validate(graph, _around())
