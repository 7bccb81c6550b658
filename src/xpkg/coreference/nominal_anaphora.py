"""Decides what "the ministry", "the newspaper", "the senator" stand for: the last such thing named in that story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from xpkg.analysis.mentions.gazetteer import Gazetteer
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTable
from xpkg.coreference.noun_uses import NounUses, is_introduced
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon import closed_classes, modifiers, noun_kinds, referring_nouns, titles
from xpkg.lexicon.alternation import alternation
from xpkg.model import Kind, Mention, MentionForm

_ROLES = noun_kinds.person_nouns()
_TITLES = titles.titles_before_names()

_NOUN = referring_nouns.Trait
_EVERYWHERE = referring_nouns.having(_NOUN.OF_EVERY_COUNTRY)
_SPEAKERS_OWN = referring_nouns.having(_NOUN.SPEAKERS_OWN)
_TOO_GENERAL = referring_nouns.having(_NOUN.TOO_GENERAL)
_OTHER_OFFICE = modifiers.having(modifiers.Trait.OTHER_OFFICE)
_PREPOSITION = alternation(closed_classes.having(closed_classes.Trait.PREPOSITION))

_FAR = 12
"""Sentences: a noun points to nothing named longer ago, unless the story has but one such thing."""

_COMPANY = "company"
_IN_NAMES = referring_nouns.having(referring_nouns.Trait.IN_NAMES)
"""The subtype of bodies that a text calls a company or a firm again and again, though it names them once."""

_OFTEN = 3
"""Namings from which on a place can be what a text is about."""

_AROUND = 50
"""Code points on either side of a name in which the country or party of its entity may stand."""

_REMEMBERED = 300
"""Entities named last, among which a noun is looked up."""
_STOPS = re.compile(r"[,;:“”\"()\n]|(?<![A-Z][a-z])(?<!Gov|Sen|Rep|Gen)\. ")
_OPENING_TITLE = re.compile(r"(?:(?:^|[\n.!?“] ?)The|(?:^|[\s“(])[A-Z][^\W\d_]+[’']s?) ([a-z][^,.;“”\"\n]{2,50}), $")
"""An office with its holder's name behind a comma, that opens its sentence or is somebody's: "The mayor of Leeds, Anna
Brown, …", "Kenya's president, Anna Brown, …"."""
_APPOSED = re.compile(r", (?:who (?:is|was) )?((?:an?|the)?[^,.;“”\"]{3,70})[,.]")
_DETERMINERS = alternation(closed_classes.having(closed_classes.Trait.DETERMINER))
_OPENED = re.compile(rf"(?:{_DETERMINERS}) ", re.I)
"""What opens an apposition behind a name between commas; else the verb follows: "the mayor, Ann Low, | met him"."""
_RELATIVE = alternation(closed_classes.having(closed_classes.Trait.RELATIVE_PRONOUN))
_LEADS_ON = re.compile(rf" (?:{_PREPOSITION}|{_RELATIVE}) ")
"""What ends an apposition: "Ann Low, a clerk **of** the mayor"; "Ann Low, **to** whom the mayor wrote" is none."""
_ROLE_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def resolve_nominals(view: DocumentView, resolution: Resolution) -> Decisions:
    """The nominals that stand for something named; those that stand for nothing, or might stand for two, are left
    out."""
    mentions, scopes, entities = view.mentions, view.scopes, resolution.entities
    entity_of = dict(resolution.entity_of)
    found = {}
    roles: dict[int, set[str]] = defaultdict(set)
    beside: dict[int, str] = defaultdict(str)  # what stands around a person's names, for "the Ohio senator"
    last_seen: dict[int, int] = {}  # entity -> number of its last mention
    nouns = NounUses()
    main = _main_place(entity_of, entities)
    story = 0
    for number, mention in enumerate(mentions):
        here = scopes.story(mention.span.start)
        if here != story:
            last_seen, nouns, story = {}, NounUses(), here
        if mention.form is MentionForm.NOMINAL and number not in entity_of:
            if mention.name in _SPEAKERS_OWN and scopes.quoted(mention.span.start) is not None:
                continue  # in quoted words "the country" is the speaker's own
            named = _beside(view.source, number, mentions)
            if named is not None:
                entity = entity_of.get(named)
            else:
                entity = _antecedent(mention, last_seen, view, entities, roles, nouns)
                if entity is not None and not _fits_land(mention, beside[entity], view.gazetteer, entities):
                    entity = None
            if named is not None and entity is not None and mention.kind is Kind.PERSON:
                roles[entity] |= {word.lower() for word in mention.name.split(" ")}
            if not scopes.headline(mention.span.start):  # a headline names nobody before the noun
                nouns.note(number, mention, entity if named is not None else None)
            if mention.kind is Kind.PLACE and entity not in (_last_place(last_seen, entities), main):
                entity = None  # "the city" is the one just named, or the one that the whole text is about
            if entity is not None:
                entity_of[number] = found[number] = entity
                last_seen[entity] = number
        elif number in entity_of:
            entity = entity_of[number]
            nouns.first.setdefault(entity, number)
            last_seen.pop(entity, None)
            last_seen[entity] = number
            if mention.kind is Kind.PERSON and mention.form in (MentionForm.NAME, MentionForm.SHORT):
                roles[entity] |= _roles(view.source, mention)
                beside[entity] += _around(view.source, mention) + "\n"
    return Decisions(found)


def resolve_early_heads(view: DocumentView, resolution: Resolution) -> Decisions:
    """The organizations whose full name comes after its last word: "Tribune says …" in a headline. Only where the
    story names one organization so behind it."""
    named: dict[tuple[str, Kind, int], set[int]] = defaultdict(set)
    heads: dict[int, int] = {}
    for number in range(len(view.mentions) - 1, -1, -1):
        mention = view.mentions[number]
        story = view.scopes.story(mention.span.start)
        entity = resolution.entity_of.get(number)
        if mention.method == "pattern:head" and entity is None:
            found = named[mention.name, mention.kind, story]
            if len(found) == 1:
                heads[number] = next(iter(found))
        elif mention.form is MentionForm.NAME and entity is not None and " " in mention.name:
            named[mention.name.rsplit(" ", 1)[1], mention.kind, story].add(entity)
    return Decisions(dict(sorted(heads.items())))


def _last_place(last_seen: Mapping[int, int], entities: EntityTable) -> int | None:
    """The place named last."""
    remembered = islice(reversed(last_seen), _REMEMBERED)
    return next((entity for entity in remembered if entities.kind(entity) is Kind.PLACE), None)


def _main_place(entity_of: Mapping[int, int], entities: EntityTable) -> int | None:
    """The place that the document names most; None where two are even or none is named often."""
    ranked = Counter(entity for entity in entity_of.values() if entities.kind(entity) is Kind.PLACE).most_common(2)
    even = not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1])
    return None if even or ranked[0][1] < _OFTEN else ranked[0][0]


def _around(source: str, mention: Mention) -> str:
    """What stands right before a name in its sentence, and after it behind a comma or bracket or "of"."""
    before = source[max(0, mention.span.start - _AROUND) : mention.span.start]
    after = source[mention.span.end : mention.span.end + _AROUND]
    beside = re.match(r"(?:,| \(| of )[^.;:”\"\n]*", after)
    return re.split(r"[.!?]\s|\n", before)[-1] + (beside.group() if beside is not None else "")


def _fits_land(mention: Mention, beside: str, gazetteer: Gazetteer, entities: EntityTable) -> bool:
    """Whether each name or adjective before a noun also stands beside a name of its supposed antecedent.

    "The Russian president" is not the last president named: "Russian", or "Russia", must stand beside that one.
    """
    if mention.kind is not Kind.PERSON:
        return True
    for word in mention.name.split(" ")[:-1]:
        if not word[0].isupper() or word.lower() in _ROLES:
            continue
        land = gazetteer.adjectives.get(word)
        names = (word,) if land is None else (word, *entities.authority.entries[land].names)
        if not any(re.search(rf"\b{re.escape(name)}\b", beside) for name in names):
            return False
    return True


def _beside(source: str, number: int, mentions: Sequence[Mention]) -> int | None:
    """The person or body whose name stands between commas after the noun: "the minister, Ann Carter, said"."""
    mention = mentions[number]
    after = mentions[number + 1] if number + 1 < len(mentions) else None
    if after is None or after.form not in (MentionForm.NAME, MentionForm.SHORT):
        return None
    if mention.kind is not after.kind or mention.kind not in (Kind.PERSON, Kind.ORGANIZATION):
        return None
    between = source[mention.span.end : after.span.start]
    closed = source[after.span.end : after.span.end + 1] in (",", ".", ";")
    return number + 1 if between == ", " and closed else None


def _roles(source: str, mention: Mention) -> set[str]:
    """The small and capital words of office that stand beside a person's name."""
    before = source[max(0, mention.span.start - 60) : mention.span.start]
    near = re.search(r"((?:[A-Z][\w'’.-]*|[a-z-]+) ){1,4},? ?$", before)
    words = set()
    if near is not None:
        # Only what runs straight up to the name, and back no further than a comma or full stop.
        tail = _STOPS.split(before)[-1] if before[-2:] != ", " else ""
        words |= {word.lower() for word in _of_one(_ROLE_WORDS.findall(tail)[-3:])}
    after = source[mention.span.end : mention.span.end + 90]
    if after.startswith(",") and (title := _OPENING_TITLE.search(before)):
        words |= {word.lower() for word in _ROLE_WORDS.findall(re.split(rf" {_PREPOSITION} ", title.group(1))[0])}
    apposed = _APPOSED.match(after)
    if apposed is not None and (before[-2:] != ", " or _OPENED.match(apposed.group(1))):
        own = _LEADS_ON.split(f" {apposed.group(1)}")[0]
        words |= {word.lower() for word in _ROLE_WORDS.findall(own)}
    return words | {titles.expansions()[word] for word in words if word in titles.expansions()}


def _of_one(words: list[str]) -> list[str]:
    """``words`` before a name less an office of somebody else: "Judge Sentences | Mayor" in a headline."""
    for at in range(len(words) - 2, 0, -1):
        other = words[at][0].isupper() and words[at] not in _TITLES and words[at].lower() not in _ROLES
        if other and words[at - 1].lower() in _ROLES:
            return words[at + 1 :]
    return words


def _antecedent(
    mention: Mention,
    last_seen: Mapping[int, int],
    view: DocumentView,
    entities: EntityTable,
    roles: Mapping[int, set[str]],
    nouns: NounUses,
) -> int | None:
    """The entity that a nominal stands for, among those of ``last_seen`` with the numbers of their last mentions."""
    *modifiers, noun = mention.name.lower().split(" ")
    scopes = view.scopes
    sentence = scopes.sentence(mention.span.start)
    subtypes = referring_nouns.subtypes().get(noun, frozenset())
    found: list[int] = []
    for number in islice(reversed(last_seen), _REMEMBERED):
        entity = entities.entities[number]
        seen = view.mentions[last_seen[number]]
        if entity.kind is not mention.kind or seen.span.overlaps(mention.span):
            continue
        if mention.kind is Kind.PERSON:
            known = entities.genders.get(number)
            if mention.gender is not None and known is not None and known is not mention.gender:
                continue
            if noun in roles.get(number, ()) and _agree(modifiers, roles[number]):
                found.append(number)
        elif mention.kind is Kind.GROUP:
            return number if sentence - scopes.sentence(seen.span.start) <= 1 else None
        elif entity.subtype in subtypes or _names_itself(noun, entity.label):
            found.append(number)
    if not found and mention.kind is Kind.ORGANIZATION and subtypes and noun not in _IN_NAMES:
        unsorted = _of_no_known_sort(mention, last_seen, view, entities, _FAR if _COMPANY in subtypes else 1)
        found = nouns.named(mention) or [number for number in unsorted if nouns.may_mean(mention, number)]
    if modifiers and len(found) > 1:
        # Several can be meant: only what stands beside just one of them decides.
        fitting = [number for number in found if all(word in roles[number] for word in modifiers)]
        found = fitting if len(fitting) == 1 else []
    if not found or (mention.kind is Kind.PERSON and len(found) > 1):
        return None  # of two who hold such an office neither is guessed
    if mention.kind is Kind.ORGANIZATION and _together(found[:2], last_seen, view):
        return None
    seen = view.mentions[last_seen[found[0]]]
    near = sentence - scopes.sentence(seen.span.start)
    if near and is_introduced(noun, view.source, seen.span.end, mention.span.start):
        return None
    if noun in _EVERYWHERE:
        # Every country has one, and any may be meant: only the one of this very paragraph, or the story's only one.
        same = scopes.block(seen.span.start) == scopes.block(mention.span.start)
        return found[0] if same or (len(found) == 1 and near <= _FAR) else None
    return found[0] if near <= _FAR or len(found) == 1 else None


def _of_no_known_sort(
    mention: Mention, last_seen: Mapping[int, int], view: DocumentView, entities: EntityTable, reach: int
) -> list[int]:
    """The one body of no known sort that the last ``reach`` sentences name, and no other body: "Zontek sued. The firm
    said"."""
    sentence = view.scopes.sentence(mention.span.start)
    near = [
        number
        for number in islice(reversed(last_seen), _REMEMBERED)
        if entities.kind(number) is Kind.ORGANIZATION
        and sentence - view.scopes.sentence(view.mentions[last_seen[number]].span.start) <= reach
    ]
    one = entities.entities[near[0]] if len(near) == 1 else None
    return near if one is not None and not one.subtype and not one.known else []


def _together(two: Sequence[int], last_seen: Mapping[int, int], view: DocumentView) -> bool:
    """Whether two that a noun fits alike were last named in one sentence: "The Food Agency met the Water Agency"."""
    sentences = [view.scopes.sentence(view.mentions[last_seen[each]].span.start) for each in two]
    return len(sentences) > 1 and len(set(sentences)) == 1


def _agree(modifiers: Sequence[str], roles: set[str]) -> bool:
    """Whether nobody takes a former holder, or the deputy, for the holder of an office, nor the other way round."""
    return all((word in roles) == (word in modifiers) for word in _OTHER_OFFICE)


def _names_itself(noun: str, label: str) -> bool:
    """Whether the label has the noun as one of its own words: "bureau" in "National Security Bureau".

    One that is too general has to be the last of several: "the group" is the Orm Media Group.
    """
    words = label.lower().split()
    return noun in (words if noun not in _TOO_GENERAL else words[2:][-1:])
