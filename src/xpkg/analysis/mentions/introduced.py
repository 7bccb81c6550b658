"""Takes from people the names that a noun introduces as a body's or a thing's: "the firm Hale Orton"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xpkg.analysis.mentions.appositions import LEADS, NOUNS
from xpkg.analysis.mentions.firms import OFFICER
from xpkg.lexicon import nouns, reporting
from xpkg.lexicon.inflection import forms
from xpkg.lexicon.noun_kinds import human_nouns
from xpkg.model import BlockType, Kind, Mention, MentionForm, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.tree import ROOT, head_of, tokens_in

_METHOD = "tree:introduced"
_NOUNS = LEADS | (nouns.having(nouns.Trait.BEARS_NAME) - human_nouns())
"""Nouns that introduce the name of a body, and of a thing."""
_TELLING = frozenset(
    form for verb in reporting.verbs_having(reporting.VerbTrait.ADDRESSEE_OBJECT) for form in forms(verb)
)
_LONGEST = 1 + max(map(len, _NOUNS))
"""Characters before a name in which the noun must stand."""
_CAPITAL_BEFORE = re.compile(r"(?:\b[A-Z][\w.’'-]*|&) \Z")
_CAPITAL_BEHIND = re.compile(r" (?:& )?[A-Z]")
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_SUBJECTS = ("nsubj", "nsubj:pass")
_DESCRIBED = ("nmod:desc", "compound", "appos", "flat")


def with_introduced(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` without people whose names a noun introduces: those of bodies are bodies, those of things nothing.

    So are those that have what only bodies have. The name is the same elsewhere in the text, unless an authority file
    knows somebody by it.
    """
    told = {at: noun for at, mention in enumerate(mentions) if (noun := _introducing(text, mention))}
    bodies = {mention.name: mention.subtype for mention in mentions if mention.method == OFFICER}
    if not told and not bodies:
        return [*mentions]
    names = {mentions[at].name: noun for at, noun in sorted(told.items(), reverse=True)}
    whole = {mention.name for mention in mentions if mention.kind is Kind.PERSON and mention.name not in names}
    parts = {word for name in names for word in name.split()} - {word for name in whole for word in name.split()}
    found = []
    for at, mention in enumerate(mentions):
        unknown = mention.kind is Kind.PERSON and mention.form in _NAMES and mention.authority is None
        noun = told.get(at, names.get(mention.name, "") if unknown else "")
        if noun in LEADS:
            found.append(_as_body(mention, NOUNS[noun]))
        elif unknown and mention.name in bodies:
            found.append(_as_body(mention, bodies[mention.name]))
        elif not noun and not (unknown and mention.name in parts):
            found.append(mention)
    return sorted([*found, *_again(text, found, bodies)], key=lambda each: (each.span.start, -each.span.end))


def _again(text: Text, mentions: Sequence[Mention], bodies: Mapping[str, str]) -> Iterator[Mention]:
    """The other places where the names of ``bodies`` stand by themselves: "Zontek’s chairman … Zontek said"."""
    words = text.source.text
    taken = {at for mention in mentions for at in range(mention.span.start, mention.span.end)}
    story = [block.span for block in text.blocks if block.type is not BlockType.REFERENCE and block.in_story]
    for name, subtype in sorted(bodies.items()):
        for span in story:
            for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", words[span.start : span.end]):
                at = Span(span.start + match.start(), span.start + match.end())
                if not taken.intersection(range(at.start, at.end)) and not _in_a_longer_name(words, at):
                    yield Mention(at, Kind.ORGANIZATION, MentionForm.NAME, name, subtype=subtype, method=_METHOD)


def _in_a_longer_name(words: str, at: Span) -> bool:
    return bool(_CAPITAL_BEFORE.search(words, max(0, at.start - 40), at.start) or _CAPITAL_BEHIND.match(words, at.end))


def _as_body(mention: Mention, subtype: str) -> Mention:
    return replace(mention, kind=Kind.ORGANIZATION, subtype=subtype, gender=None, authority=None, method=_METHOD)


def _introducing(text: Text, mention: Mention) -> str:
    """The noun that introduces the name; the empty string where none does. One in capitals is a name itself."""
    if mention.kind is not Kind.PERSON or mention.form is not MentionForm.NAME or " " not in mention.name:
        return ""
    before = text.source.text[max(0, mention.span.start - _LONGEST) : mention.span.start]
    word = before.rstrip(" ").rpartition(" ")[2]  # "African Union Ann Low" is an office and whose it is
    if before[-1:] != " " or word not in _NOUNS:
        return ""
    parse = read(text).parse_of(mention.span)
    return word if parse is not None and _is_introduced(parse, mention) else ""


def _is_introduced(parse: Parse, mention: Mention) -> bool:
    """Whether the tree has the name beside the noun before it, rather than in a clause of its own.

    "The firm Hale Orton sued", but not "the firm Ann Low founded" nor "In the film Ann Low plays a nurse".
    """
    places = tokens_in(parse, mention.span)
    name, noun, behind = head_of(parse, mention.span), places.start - 1, places.stop
    if name is None or noun < 0:
        return False
    if any(_opens(parse, at, behind) for head in (noun, name) for at in parse.having(head, "acl")):
        return False
    if parse.relations[name] not in _SUBJECTS:
        return True
    verb = parse.heads[name]
    if parse.heads[noun] == name:
        return parse.relations[noun] in _DESCRIBED
    return parse.heads[noun] == verb and parse.relations[noun] in _SUBJECTS and not _told(parse, verb, noun)


def _opens(parse: Parse, verb: int, behind: int) -> bool:
    """Whether the clause of ``verb`` has the name for its subject: nothing stands between but what helps the verb."""
    return behind <= verb and all(parse.heads[at] == verb for at in range(behind, verb))


def _told(parse: Parse, verb: int, noun: int) -> bool:
    """Whether the noun is rather whom somebody told what follows: "She told the newspaper Ann Low was safe"."""
    teller = parse.heads[verb]
    if teller == ROOT or parse.relation(verb) != "ccomp" or parse.word(teller) not in _TELLING:
        return False
    return teller < noun
