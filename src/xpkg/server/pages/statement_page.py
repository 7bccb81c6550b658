"""The page of a statement: its words in their context, who reports it, what supports it, what disagrees with it."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from xpkg.server.pages import cards
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.citing import citation
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.marking import Mark, Node, nest_marks
from xpkg.server.pages.rendering import Page, render
from xpkg.server.pages.source_texts import source_text
from xpkg.vocab import DCTERMS, XPKG

_OUTER = "SELECT DISTINCT ?s WHERE { ?s xpkg:embeds $thing }"
_DISAGREE = """SELECT DISTINCT ?s ?why WHERE { ?s xpkg:disagreesWith|^xpkg:disagreesWith $thing
OPTIONAL { ?why xpkg:between $thing ; xpkg:between ?s } } ORDER BY ?s ?why"""
_SAME_WORDS = """SELECT DISTINCT ?s ?utterance WHERE {
?utterance xpkg:occursAs $thing ; xpkg:occursAs ?s FILTER(?s != $thing) } ORDER BY ?s"""
_EVENTS = "SELECT DISTINCT ?s WHERE { ?s $term $thing . ?s a xpkg:Event } ORDER BY ?s LIMIT 100"
_LONGEST_CHAIN = 8


def page(reader: GraphReader, thing: Thing) -> Page:
    """The page of the statement ``thing``."""
    node = NamedNode(thing.iri)
    [card] = cards.statements(reader, [thing.iri])
    chain = _chain(reader, thing.iri)
    same = reader.rows(_SAME_WORDS, thing=node)
    against = reader.rows(_DISAGREE, thing=node)
    events = [row.text("s") for row in reader.rows(_EVENTS, thing=node, term=XPKG.accordingTo)]
    terms = (XPKG.addressee, XPKG.about, XPKG.supportedBy, XPKG.speechAct, XPKG.mode)
    reader.learn_names_of([thing], *terms)
    source = reader.thing(card.source)
    return render(
        "statement.html", reader, title=_title(reader, card), card=card, thing=thing, here="statements",
        chain=cards.statements(reader, chain), publishers=source.all(DCTERMS.publisher),
        issued=source.one(DCTERMS.issued), about=thing.all(XPKG.about), addressees=thing.all(XPKG.addressee),
        act=thing.one(XPKG.speechAct), mode=thing.one(XPKG.mode), methods=thing.all(XPKG.method),
        repairs=_in_order(thing.all(XPKG.repairedBy)),
        works=cards.documents(reader, thing.all(XPKG.supportedBy)), places=_in_context(reader, thing),
        embedded=cards.statements(reader, thing.all(XPKG.embeds)),
        disagreeing=cards.statements(reader, dict.fromkeys(row.text("s") for row in against)),
        reasons=sorted({row.text("why") for row in against} - {""}),
        same=cards.statements(reader, dict.fromkeys(row.text("s") for row in same)),
        citation=citation(reader, source, card.passage or thing.one(XPKG.evidence), card.content),
        utterances=sorted({row.text("utterance") for row in same}), events=cards.events(reader, events),
    )  # fmt: skip


def _title(reader: GraphReader, card: cards.StatementCard) -> str:
    named = f" {gettext('and')} ".join(reader.name(iri) for iri in card.speakers)
    who = named or card.speaker_text or gettext("Nobody named")
    return f"{who}: {card.content}" if len(card.content) < 70 else f"{who}: {card.content[:70].rsplit(' ', 1)[0]} …"


def _in_order(repairs: Sequence[str]) -> list[str]:
    """The repairs without their numbers, in the order of these."""
    numbered = (repair.partition(" ") for repair in repairs)
    return [told for _, told in sorted((int(number), told) for number, _, told in numbered)]


def _chain(reader: GraphReader, iri: str) -> list[str]:
    """The statements in which ``iri`` is embedded, the outermost first."""
    chain: list[str] = []
    at = iri
    while len(chain) < _LONGEST_CHAIN:
        outer = [row.text("s") for row in reader.rows(_OUTER, thing=NamedNode(at))]
        if not outer or outer[0] in chain:
            break
        at = outer[0]
        chain.insert(0, at)
    return chain


def _in_context(reader: GraphReader, thing: Thing) -> list[tuple[str, list[str | Node]]]:
    """The sentences of the statement with speaker, cue and content marked, each with the IRI of its first passage."""
    marks: list[Mark] = []
    source = thing.one(XPKG.statedIn)
    for term, name, rank in (
        (XPKG.contentPassage, "content", 0), (XPKG.sourcePassage, "speaker", 1), (XPKG.cuePassage, "cue", 2),
    ):  # fmt: skip
        for iri in thing.all(term):
            if (place := place_in(iri)) and place[0] == source:
                marks.append(Mark(place[1], place[2], (name,), rank=rank, passage=False))
    text = source_text(reader, source) if marks else None
    if text is None:
        return []
    passages: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda each: each.start):
        start, end = text.around(mark.start, min(mark.end, len(text.text)))
        if passages and start <= passages[-1][1] + 3:
            passages[-1] = (passages[-1][0], max(end, passages[-1][1]))
        else:
            passages.append((start, end))
    return [
        (f"{source}#char={_first(marks, start)}", nest_marks(text.text, start, end, marks)) for start, end in passages
    ]


def _first(marks: list[Mark], start: int) -> str:
    mark = min((each for each in marks if each.start >= start), key=lambda each: (each.start, each.end))
    return f"{mark.start},{mark.end}"
