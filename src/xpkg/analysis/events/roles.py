"""Gives the subject and the objects of a verb their parts in the happening that it tells."""

from __future__ import annotations

from xpkg.analysis.events.drafts import Draft
from xpkg.analysis.events.lexicon import Trigger
from xpkg.analysis.grammar.lines import Line, Phrase
from xpkg.model import Kind

_OF_PEOPLE = frozenset("attack death birth marriage arrest imprisonment conviction punishment".split())
"""Verbs of these types say by themselves that their object is somebody, whatever the noun."""
_IDIOMS = frozenset(
    (label, head)
    for label, heads in (
        ("Painting", "picture portrait"),
        ("Writing", "history"),
        ("Closure", "door"),
        ("Opening", "door eyes"),
        ("Victory", "endorsement support backing praise applause approval respect hearts reprieve spin"),
        ("Loss", "track sight touch ground sleep"),
        ("Construction", "case trust"),
        ("Launch", "tirade"),
        ("Entry", "fray"),
    )
    for head in heads.split()
)
"""What a verb and its object mean together, which is not what they say."""
_TWO = frozenset("they couple pair two".split())
_TO_COME = frozenset("next upcoming future potential possible proposed planned".split())
_UNDERGOERS = frozenset(("death", "birth", "disaster"))


def take_passive(draft: Draft, subject: tuple[Phrase, ...], limit: int) -> bool:
    """Whether the verb in the passive says that something happened to ``subject``, which is given its part then."""
    line, row, end = draft.line, draft.row, draft.trigger[1]
    fitting = [phrase for phrase in subject if fits(line, phrase, row)]
    if not fitting:
        return False
    given = line.phrase_after(end, limit) if row.event_type == "award" else ()
    draft.parts += [("recipient" if given else "patient", phrase) for phrase in fitting]
    draft.parts += [("patient", phrase) for phrase in given[:1]]
    for at in range(end, min(limit, len(line.tokens))):
        if line.low(at) == "by" and line.tokens[at].mention is None and line.tokens[at].time is None:
            if not (at + 1 < len(line.tokens) and line.tokens[at + 1].time is not None):
                draft.parts += [("agent", each) for each in line.phrase_after(at + 1, limit) if _acts(line, each)]
            break
    if "to_place" in row.objects:
        _destination(draft, limit)
    return True


def _acts(line: Line, phrase: Phrase) -> bool:
    """Whether what stands after "by" can do something: not "by voting", "by 12 votes"."""
    if _of_a_place(line, phrase):
        return False
    return phrase.mention is not None or not (phrase.head.endswith("ing") or "vote" in phrase.kinds)


def take_active(draft: Draft, subject: tuple[Phrase, ...], limit: int) -> bool:
    """Whether the verb says that ``subject`` did something to what stands before token ``limit``; both get their
    parts then."""
    line, row, end = draft.line, draft.row, draft.trigger[1]
    shared = line.phrase_after(end, limit) or second_object(line, end)
    if "office" in row.needs and (named := line.person_at(end)):
        shared = (named,)  # "named Jane Doe ambassador"
    objects = [phrase for phrase in shared if fits(line, phrase, row)]
    if objects and objects[-1].end < len(line.tokens) and _governs(line, objects[-1].end):
        objects = []  # "announced it would …": what follows is a clause of its own
    if any((row.label, phrase.head) in _IDIOMS for phrase in objects):
        return False
    documents = any("document" in phrase.kinds for phrase in subject)
    if "to_place" in row.objects and not objects:
        if not _destination(draft, limit):
            return False
    elif "from_body" in row.objects:
        source = next((at for at in range(end, min(limit, end + 6)) if line.low(at) == "from"), None)
        if source is None or not (schools := line.phrase_after(source + 1, limit)):
            return False
        draft.parts += [("participant", phrase) for phrase in schools]
    elif row.event_type == "marriage" and not objects and _couple(subject):
        draft.parts += [("patient", phrase) for phrase in subject]
        return True
    elif not objects and ("none" not in row.objects or (row.event_type == "leak" and not documents)):
        return False
    elif not objects and line.phrase_after(end, limit) and row.event_type != "death":
        return False  # an object of another kind: the word means something else
    if row.event_type == "meeting" and not objects:
        objects = _met_with(draft, limit)
        if not objects and len(subject) < 2:
            return False
    if not subject:
        return False
    undergoes = (not objects and row.event_type in _UNDERGOERS) or (not objects and row.event_type in {"end", "leak"})
    given = row.words != ("awarded",) and (row.event_type == "award" or "degree" in row.objects)
    undergoes = undergoes or row.words == ("became",) or row.label in {"Coming to power", "Abdication"}
    part = "recipient" if given else "patient" if undergoes else "agent"
    draft.parts += [(part, phrase) for phrase in subject]
    role = "participant" if row.label == "Meeting" else "patient"
    office = "role" in row.objects
    draft.parts += [
        (role, each) for each in objects if not office or "role" not in each.kinds or each.mention is not None
    ]
    return True


def _couple(subject: tuple[Phrase, ...]) -> bool:
    return len(subject) > 1 or any(phrase.head in _TWO for phrase in subject)


def _governs(line: Line, at: int) -> bool:
    return line.finite(at) and not line.low(at).endswith("ed")


def _met_with(draft: Draft, limit: int) -> list[Phrase]:
    line = draft.line
    for at in range(draft.trigger[1], min(limit, draft.trigger[1] + 6)):
        if line.low(at) == "with":
            return [phrase for phrase in line.phrase_after(at + 1, limit)
                    if phrase.mention is not None or {"person", "body"} & set(phrase.kinds)]  # fmt: skip
    return []


def _destination(draft: Draft, limit: int) -> bool:
    """The place that somebody comes to."""
    line = draft.line
    for at in range(draft.trigger[1] - 1, min(limit, draft.trigger[1] + 6)):
        if line.low(at) in {"to", "in", "into", "at", "for"} and at + 1 < len(line.tokens):
            for phrase in line.phrase_after(at + 1, limit)[:1]:
                if phrase.mention is not None and line.mentions[phrase.mention].kind is Kind.PLACE:
                    draft.place = line.mentions[phrase.mention].span
                    return True
    return False


def _of_a_place(line: Line, phrase: Phrase) -> bool:
    """Whether a place's name only opens a longer phrase: "by a Springfield, Ill., officer"."""
    index = phrase.mention
    return index is not None and line.mentions[index].kind is Kind.PLACE and line.low(phrase.start) in {"a", "an"}


def fits(line: Line, phrase: Phrase, row: Trigger) -> bool:
    """Whether a verb of this ``row`` can do to such a thing what the row says."""
    if _of_a_place(line, phrase) or (row.event_type == "other" and phrase.head == "it"):
        return False
    if phrase.head in {"who", "which", "that"}:
        return False
    kinds = set(phrase.kinds)
    if row.label == "Capture" and "place" in kinds:
        return False  # "captured Ohio": an election, as often as not
    words = {token.low for token in line.tokens[phrase.start : phrase.end]}
    if words & _TO_COME or (row.words == ("elected",) and words == {"officials"}):
        return False
    if "any" in row.objects:
        return True
    if "unknown" in kinds:
        counted = (
            "person" in row.objects and row.event_type != "kidnapping" and any(word[:1].isdigit() for word in words)
        )
        return counted or "unknown" in row.objects or (row.event_type in _OF_PEOPLE and "person" in row.objects)
    if row.form == "past" and row.event_type == "release" and "document" in kinds and phrase.mention is None:
        return False
    if not kinds & row.objects and not (
        row.event_type == "kidnapping" and "thing" in kinds and phrase.mention is not None
    ):
        return False
    return not (kinds == {"role"} and "role" not in row.objects)


def second_object(line: Line, end: int) -> tuple[Phrase, ...]:
    """The object that a second verb after "and" shares with the one that ends at ``end``."""
    second = end + 1
    if line.low(end) not in {"and", "or"} or second >= len(line.tokens) or not line.finite(second):
        return ()
    return line.phrase_after(second + 1, line.right(second))
