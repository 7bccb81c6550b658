"""Settles over a whole text what kind of thing a name means that no list has, by what stands beside it each time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.analysis.mentions.given_names import family_names, is_given, may_be_given
from xpkg.analysis.mentions.kind_signs import (
    BY_ITSELF,
    FIELD,
    NAMED_THING,
    OF_PLACES,
    WEAK,
    gender_beside,
    signs_beside,
    subtype_beside,
)
from xpkg.analysis.mentions.kind_weights import ENOUGH, GIVEN, SHORT, WHOLE, Told
from xpkg.analysis.mentions.name_rows import Row, joined, rows
from xpkg.analysis.mentions.name_sentences import Line
from xpkg.analysis.mentions.name_syntax import named
from xpkg.analysis.mentions.speakers import written_small
from xpkg.lexicon import name_particles, noun_kinds, organizations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.model import Kind, Mention, MentionForm, Span, Text
from xpkg.network.names import NameSpan
from xpkg.syntax import Parse, read
from xpkg.syntax.tree import head_of, tokens_in

METHOD = "tree:kind"
_DEFINED = 4.0
"""Weight of a noun in apposition that says what something is."""
_TAGGED = {"person": Kind.PERSON, "organization": Kind.ORGANIZATION, "place": Kind.PLACE}
_TELLING = frozenset({"pattern:apposed", "pattern:officer", "pattern:firm", "tree:introduced"})
"""Rules whose organizations are so wherever the text names them."""
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_HEADS = organizations.names_having(*organizations.Trait)
_NOUNS = concrete_nouns() | noun_kinds.human_nouns()
_AFTER_PEOPLE = "pattern:called-after"
_ACRONYM = 4
"""Letters at most of an acronym."""
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_IT = having(Trait.NEUTER)
_OPENING = 5
"""Code points at most before a name that opens its sentence: "The "."""
_TAIL = 2
"""Words at most that the short name of a body leaves out: "Tanaka" of "Tanaka Heavy Industries"."""


def with_settled_kinds(
    text: Text, lines: Sequence[Line], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> list[Mention]:
    """``mentions`` with the kinds that the whole text settles, and the names that only its signs show."""
    told = _gather(text, lines, mentions, gazetteer)
    _shorten(told, mentions, lines, gazetteer)
    kinds = {name: kind for name, each in told.items() if (kind := each.kind) is not None}
    found = [now for mention in mentions if (now := _settled(mention, told, kinds)) is not None]
    found = _with_tails(mentions, found)
    found = _with_wholes(text, found, [name for name in kinds if told[name].is_whole])
    taken = {at for mention in found for at in range(mention.span.start, mention.span.end)}
    for name, kind in kinds.items():
        for span in told[name].spans if _is_new(name, kind, told[name], gazetteer) else ():
            if taken.isdisjoint(range(span.start, span.end)):
                short = told[name].is_short or (kind is Kind.PERSON and " " not in name)
                written = written_small(name) if kind is Kind.PLACE and len(name) > _ACRONYM else name
                found.append(Mention(span, kind, _NAMES[short], written, gender=told[name].gender, method=METHOD))
                taken.update(range(span.start, span.end))
    subtypes = {name: each.subtype for name, each in told.items() if each.subtype}
    subtypes |= {m.name: m.subtype for m in reversed(found) if m.kind is Kind.ORGANIZATION and m.subtype}
    found = [_of_subtype(mention, subtypes.get(mention.name, "")) for mention in found]
    return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end))


def _is_open(mention: Mention) -> bool:
    """Whether no authority file knows what is named."""
    return mention.authority is None and mention.form in _NAMES and mention.kind in _TAGGED.values()


def _settled(mention: Mention, told: Mapping[str, Told], kinds: Mapping[str, Kind]) -> Mention | None:
    """``mention`` as what the text settles it is; None for what is no person and nothing else."""
    own = told.get(mention.name)
    if own is None or not _is_open(mention):
        return mention
    if mention.kind is Kind.ORGANIZATION:
        called = not NAMED_THING.isdisjoint(own.weights[None]) and not own.weight(Kind.ORGANIZATION)
        return None if called and mention.method not in _TELLING else mention
    kind = kinds.get(mention.name)
    if kind is None and mention.kind is Kind.PERSON:
        thing = own.weight(None)
        if not (thing >= ENOUGH and thing > own.weight(Kind.PERSON)) and not _doubted(mention, own):
            return mention
        kind = max((Kind.ORGANIZATION, Kind.PLACE), key=own.weight)
        if not own.weight(kind):
            return None
    if kind in (None, Kind.PERSON, mention.kind) or (kind is Kind.ORGANIZATION and _is_somebodys(mention, own)):
        return mention
    if mention.method.startswith("pattern:place") and own.weight(kind) <= ENOUGH:
        return mention  # "the Low Bridge, which joins"
    return replace(mention, kind=kind, form=_NAMES[own.is_short], gender=None, method=METHOD, subtype="")


def _is_somebodys(mention: Mention, told: Told) -> bool:
    """Whether it is short for somebody's full name, and nothing says in so many words that it is a body's."""
    short = mention.kind is Kind.PERSON and mention.form is MentionForm.SHORT and mention.method == "document"
    return short and told.weight(Kind.ORGANIZATION) < _DEFINED


def _doubted(mention: Mention, told: Told) -> bool:
    """Whether a person of whom the form of the name alone tells is something else for the tagger each time."""
    if mention.method != "pattern:person" or not told.tagged or Kind.PERSON in told.tagged:
        return False
    return told.weights[Kind.PERSON].keys() <= WEAK | {GIVEN}


def _with_tails(before: Sequence[Mention], after: list[Mention]) -> list[Mention]:
    """``after`` with the last words of names that are a body's after all: "Dinamo Ardia … Ardia", where nobody is."""
    people = {mention.name for mention in before if mention.kind is Kind.PERSON and " " in mention.name}
    still = {part for mention in after if mention.kind is Kind.PERSON for part in mention.name.split(" ")[1:]}
    lost = people - {mention.name for mention in after if mention.kind is Kind.PERSON}
    tails = {name.rsplit(" ", 1)[-1] for name in lost} - still
    if not tails:
        return after
    shorts = (MentionForm.SHORT, Kind.PERSON, "document")
    return [
        replace(m, kind=Kind.ORGANIZATION, gender=None, method=METHOD)
        if (m.form, m.kind, m.method) == shorts and m.name in tails else m
        for m in after
    ]  # fmt: skip


def _of_subtype(mention: Mention, subtype: str) -> Mention:
    own = mention.kind is Kind.ORGANIZATION and _is_open(mention) and not mention.subtype
    return replace(mention, subtype=subtype) if own and subtype else mention


def _with_wholes(text: Text, mentions: Sequence[Mention], wholes: Sequence[str]) -> list[Mention]:
    """``mentions`` with the names of ``wholes``, wherever they stand, in place of what stands in them."""
    new = [
        Mention(Span(match.start(), match.end()), Kind.ORGANIZATION, MentionForm.NAME, name, method=METHOD)
        for name in wholes
        for match in re.finditer(rf"\b{re.escape(name)}\b", text.source.text)
    ]
    taken = {at for mention in new for at in range(mention.span.start, mention.span.end)}
    return [m for m in mentions if taken.isdisjoint(range(m.span.start, m.span.end))] + new


def _is_new(name: str, kind: Kind, told: Told, gazetteer: Gazetteer) -> bool:
    """Whether a name that no rule has found is one: what an authority file knows must be of the kind."""
    bearers = gazetteer.bearers(name)
    if bearers and all(gazetteer.authority.entries[bearer.entry].kind is not kind for bearer in bearers):
        return False
    if kind is not Kind.PERSON:
        return True
    signs = told.weights[Kind.PERSON].keys()
    return not BY_ITSELF.isdisjoint(signs) or (GIVEN in signs and len(signs) > 1)


def _gather(text: Text, lines: Sequence[Line], mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, Told]:
    """What the signs beside all names say, by name."""
    told: dict[str, Told] = defaultdict(Told)
    syntax = read(text)
    for mention in mentions:
        if mention.method in _TELLING and mention.form is MentionForm.NAME:
            told[mention.name].weights[Kind.ORGANIZATION]["rule"] = ENOUGH
    place = 0
    for line, behind in zip_longest(lines, lines[1:]):
        parse = syntax.parse_at(line.words[0].start)
        resumed = behind is not None and behind.block is line.block and behind.words[0].text.lower() in _IT
        near = []
        while place < len(mentions) and mentions[place].span.start < line.words[-1].stop:
            near.append(mentions[place])
            place += 1
        if parse is None:
            continue
        plain = not (line.titled or line.shouted)
        own = [Row(mention.span, mention.name) for mention in near if _is_open(mention)]
        for row in rows(line, text.source.text, gazetteer.adjectives) if plain else ():
            inner = [mention.span for mention in near if mention.span.overlaps(row.span)]
            if not inner or _holds_place(row, near):
                own.append(row)
                told[row.name].wide |= bool(inner)
        tagged = {(name.first, name.last): name for name in parse.names}
        for row in own:
            _note(told[row.name], parse, row.span, tagged)
            if told[row.name].wide:
                told[row.name].weights[Kind.ORGANIZATION]["of a place"] = _of_place(row, told[row.name], near)
                told[row.name].weights[Kind.PERSON].pop(GIVEN, None)  # "the Texas Rangers"
            if resumed and row.span.start - line.words[0].start < _OPENING:
                told[row.name].weights[Kind.ORGANIZATION]["it"] = 0.5
                told[row.name].weights[None]["it"] = 1.0
        for row in joined(line, parse, text.source.text) if plain else ():
            if not any(m.span.overlaps(row.span) and (m.authority is not None or " " in m.name) for m in near):
                told[row.name].weights[Kind.ORGANIZATION][WHOLE] = 3.0
    return told


def _of_place(row: Row, told: Told, mentions: Sequence[Mention]) -> float:
    """What a place's name in it adds to a body's by its form; where the field stands before it, it must end it."""
    signs = told.weights[Kind.ORGANIZATION].keys() & OF_PLACES
    if signs == {FIELD}:
        return ENOUGH * any(m.span.end == row.span.end for m in mentions if row.span.contains(m.span))
    return float(bool(signs))


def _holds_place(row: Row, mentions: Sequence[Mention]) -> bool:
    """Whether a longer name has a place's in it, and nothing else that is named: "Signal Asia"."""
    inner = [mention for mention in mentions if mention.span.overlaps(row.span)]
    return all(m.kind is Kind.PLACE and m.span != row.span and row.span.contains(m.span) for m in inner)


def _note(told: Told, parse: Parse, span: Span, tagged: Mapping[tuple[int, int], NameSpan]) -> None:
    """Notes what the signs beside a name say, and the tagger."""
    inside, head = tokens_in(parse, span), head_of(parse, span)
    told.spans.append(span)
    if head is None:
        return
    name = named(parse, inside.start, inside.stop, head)
    told.subtype = told.subtype or subtype_beside(name)
    told.gender = told.gender or gender_beside(name)
    for sign in signs_beside(name):
        for each, weight in sign.weights.items():
            told.weights[each][sign.name] = weight
    opening, *others = (token.text for token in parse.tokens[name.first : name.last])
    initial = any(_INITIALS.fullmatch(each) for each in (opening, *others[:-1]))  # "Ann B. Low"
    if others and (_christened(f"{opening} ") or initial):
        told.weights[Kind.PERSON][GIVEN] = 2.0
    tag = tagged.get((name.first, name.last))
    kind = _TAGGED.get(tag.kind) if tag is not None else None
    if tag is not None and kind is not None:
        told.tagged[kind] += tag.confidence  # type: ignore[assignment]  # a counter of confidences
        told.best[kind] = max(told.best[kind], tag.confidence)


def _shorten(
    told: Mapping[str, Told], mentions: Sequence[Mention], lines: Sequence[Line], gazetteer: Gazetteer
) -> None:
    """Notes which names begin a body's: "Tanaka" beside "Tanaka Heavy Industries", where nobody is called so."""
    bodies = [m for m in mentions if m.kind is Kind.ORGANIZATION and m.method != _AFTER_PEOPLE]
    full = {mention.name for mention in bodies if mention.form is MentionForm.NAME}
    full |= {name for name, each in told.items() if each.kind is Kind.ORGANIZATION}
    known = {start for name in full for start in _starts(name)} & told.keys() - gazetteer.adjectives.keys()
    if not known:
        return
    small = {word.text for line in lines for word in line.words if word.text.islower()}
    full = {mention.name for mention in mentions if mention.kind is Kind.PERSON and " " in mention.name} - full
    people = {part for name in full for part in name.split(" ")}
    for name in known - people - _HEADS:
        each = told[name]
        word = name in family_names() or name.lower() in small or name.lower().removesuffix("s") in _NOUNS
        if word or _christened(name) or each.tagger is None or gazetteer.bearers(name):
            continue
        if not any(sign.startswith("lies") for sign in each.weights[Kind.PLACE]):
            each.weights[Kind.ORGANIZATION][SHORT] = (
                1.5 if each.tagger is Kind.PLACE else 3.5 if " " in name else ENOUGH
            )


def _christened(name: str) -> bool:
    """Whether a name begins with a given name, or is one: not "Van Rossum"."""
    opening = name.split(" ", 1)[0]
    return opening.lower() not in _PARTICLES and (is_given(opening) if " " in name else may_be_given(opening))


def _starts(name: str) -> list[str]:
    """What a body's name can be shortened to: not "Dale" of "Dale Pensioners’ Action Group"."""
    words = name.split(" ")
    ends = range(max(1, len(words) - _TAIL), len(words))
    return [" ".join(words[:end]) for end in ends if not any(word.endswith(("'", "’")) for word in words[end:])]
