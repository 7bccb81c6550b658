"""Reads happenings that a verb tells: who did what to whom, actively or passively."""

from __future__ import annotations

from xpkg.analysis.events.clauses import Group
from xpkg.analysis.events.drafts import Draft, date_of, dates_in, place_of
from xpkg.analysis.events.lexicon import Trigger
from xpkg.analysis.events.lines import Line, Phrase
from xpkg.analysis.events.words import HARD, MODALS, PREPOSITIONS
from xpkg.model import Kind, TimeExpression

_FINDINGS = frozenset("report reports study survey findings poll analysis review".split())
_OF_PEOPLE = frozenset("attack death birth marriage arrest imprisonment conviction punishment".split())
"""Verbs of these types say by themselves that their object is somebody, whatever the noun."""
_ARTICLES = frozenset("a an the his her its their my your our".split())
_PARTICLES = frozenset("up down out off away over on".split())
_WANTING = frozenset(
    "want wants wanted wanting need needs needed get gets getting have has had having like likes prefer prefers order "
    "ordered see demand demands demanded".split()
)
"""Before a noun and a participle they tell what is to be done: "wants her removed"."""
_TWO = frozenset("they couple pair two".split())
_TO_COME = frozenset("next upcoming future potential possible proposed planned".split())
_UNDERGOERS = frozenset(("death", "birth", "disaster"))


def read_verb(line: Line, at: int, row: Trigger) -> Draft | None:
    """The happening that the verb at ``at`` tells, or None where it does not say that something happened."""
    width = len(row.words)
    end = at + width
    group = line.group(at)
    if line.low(at - 1) in _ARTICLES or (width == 1 and row.event_type == "other" and line.low(end) in _PARTICLES):
        return None  # "gave it a shot", "opened up a lead"
    if (
        not group.assertive
        or line.conditional(at)
        or (row.form == "past" and line.adjectival(at) and not group.auxiliaries)
    ):
        return None
    if row.form == "participle" and not group.auxiliaries and line.low(end) != "by" and "passive" not in row.needs:
        return None
    if row.form == "ing":
        return _participial(line, at, row)
    behind = end
    while behind < len(line.tokens) and line.tokens[behind].time is not None:
        behind += 1
    if row.event_type == "other" and line.low(behind).endswith("ing") and line.tokens[behind].mention is None:
        return None  # "began targeting", "began on Monday training"
    if (
        row.event_type == "other"
        and line.low(end) == "to"
        and not (end + 1 < len(line.tokens) and line.tokens[end + 1].mention)
    ):
        return None  # "began to change"
    passive = _passive(line, group, end, row)
    if passive and not group.auxiliaries and any(line.low(back) in MODALS for back in range(max(0, at - 6), at)):
        return None  # "would sign the law passed by the council"
    if passive is None or ("passive" in row.needs and not (passive and group.auxiliaries)):
        return None
    draft = Draft(line, row, (at, end), method=f"verb {line.tokens[at].low}, {'passive' if passive else 'active'}")
    reduced = passive and not group.auxiliaries and line.low(group.start - 1) not in {"and", "or"}
    subject = line.adjacent(group.start) if reduced else line.phrase_before(group.start)
    if reduced and subject and line.low(subject[0].start - 1) in _WANTING:
        return None  # "wants Jane Doe removed"
    if passive and row.words == ("met",) and line.low(end) != "by":
        return None  # "was met with jeers"
    limit = line.right(end - 1)
    found = _take_passive(draft, subject, limit) if passive else _take_active(draft, subject, limit)
    if not found:
        return None
    _circumstances(draft, subject[0].start if reduced and subject else line.left(at), limit)
    return None if "placed" in row.needs and not (draft.date or draft.place) else draft


def _passive(line: Line, group: Group, end: int, row: Trigger) -> bool | None:
    """Whether the verb is passive; None where it is neither (a present state, a bare participle that says nothing)."""
    words = [line.low(index) for index in range(group.start, group.verb)]
    if group.passive:
        return (
            None if words and words[0] in {"is", "are", "am"} and "being" not in words and "been" not in words else True
        )
    if group.auxiliaries:
        return False
    following = line.low(end)
    if row.finite or _nominative(line, group.start):
        return False  # "wrote", "he announced" are no participles
    if following == "by" and not row.intransitive:
        return True
    if row.intransitive:
        return False
    dated = end < len(line.tokens) and line.tokens[end].time is not None
    bare = dated or not following or following in PREPOSITIONS or following in HARD or following in {",", "and", ")"}
    if following in {"and", "or"} and _second_object(line, end):
        return False  # "shot and killed him"
    if bare and not line.phrase_after(end, line.right(end - 1)):
        if _contact(line, group.start):
            return None  # "the lawsuit Jane Doe announced on Monday"
        return None if row.form == "past" and not _follows_a_noun(line, group.start) else True
    return False


def _nominative(line: Line, at: int) -> bool:
    """Whether a pronoun that can only be a subject stands before ``at``."""
    return at > 0 and line.low(at - 1) in {"he", "she", "they", "we", "i"}


def _contact(line: Line, at: int) -> bool:
    """Whether a person's name stands before ``at`` as the subject of a clause that hangs on the noun before it."""
    index = line.tokens[at - 1].mention if at else None
    return index is not None and line.mentions[index].kind is Kind.PERSON and line.low(at) != "by"


def _second_object(line: Line, end: int) -> tuple[Phrase, ...]:
    """The object that a second verb after "and" shares with the one that ends at ``end``."""
    second = end + 1
    if line.low(end) not in {"and", "or"} or second >= len(line.tokens) or not line.finite(second):
        return ()
    return line.phrase_after(second + 1, line.right(second))


def _follows_a_noun(line: Line, at: int) -> bool:
    return at > 0 and (
        line.tokens[at - 1].mention is not None or line.nounlike(at - 1) or line.low(at - 1) in {",", "”", '"', ")"}
    )


def _take_passive(draft: Draft, subject: tuple[Phrase, ...], limit: int) -> bool:
    line, row, end = draft.line, draft.row, draft.trigger[1]
    fitting = [phrase for phrase in subject if _fits(line, phrase, row)]
    if not fitting:
        return False
    given = line.phrase_after(end, limit) if row.event_type == "award" else ()
    draft.parts += [("recipient" if given else "patient", phrase) for phrase in fitting]
    draft.parts += [("patient", phrase) for phrase in given[:1]]
    for at in range(end, min(limit, len(line.tokens))):
        if line.low(at) == "by" and line.tokens[at].mention is None and line.tokens[at].time is None:
            if not (at + 1 < len(line.tokens) and line.tokens[at + 1].time is not None):
                draft.parts += [("agent", phrase) for phrase in line.phrase_after(at + 1, limit) if _acts(phrase)]
            break
    if "to_place" in row.objects:
        _destination(draft, limit)
    return True


def _acts(phrase: Phrase) -> bool:
    """Whether what stands after "by" can do something: not "by voting", "by 12 votes"."""
    return phrase.mention is not None or not (phrase.head.endswith("ing") or "vote" in phrase.kinds)


def _take_active(draft: Draft, subject: tuple[Phrase, ...], limit: int) -> bool:
    line, row, end = draft.line, draft.row, draft.trigger[1]
    shared = line.phrase_after(end, limit) or _second_object(line, end)
    objects = [phrase for phrase in shared if _fits(line, phrase, row)]
    if objects and objects[-1].end < len(line.tokens) and _governs(line, objects[-1].end):
        objects = []  # "announced it would …": what follows is a clause of its own
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
    undergoes = undergoes or row.label in {"Appointment", "Coming to power", "Abdication"}  # "became mayor"
    part = "recipient" if given else "patient" if undergoes else "agent"
    draft.parts += [(part, phrase) for phrase in subject]
    role = "participant" if row.event_type == "meeting" else "patient"
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
        if line.low(at) in {"to", "in", "into", "at"} and at + 1 < len(line.tokens):
            for phrase in line.phrase_after(at + 1, limit)[:1]:
                if phrase.mention is not None and line.mentions[phrase.mention].kind is Kind.PLACE:
                    draft.place = line.mentions[phrase.mention].span
                    return True
    return False


def _fits(line: Line, phrase: Phrase, row: Trigger) -> bool:
    if phrase.head in {"who", "which", "that"}:
        return False
    kinds = set(phrase.kinds)
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


def _participial(line: Line, at: int, row: Trigger) -> Draft | None:
    """A happening told beside the main one: ", killing 12 people"; only with people counted or named."""
    before = line.low(at - 1)
    if before != "," or row.intransitive or row.event_type not in {"attack", "arrest", "kidnapping", "detention"}:
        return None
    limit = line.right(at)
    draft = Draft(line, row, (at, at + len(row.words)), method=f"participle {line.tokens[at].low}", confidence=0.8)
    draft.parts += [
        ("patient", phrase) for phrase in line.phrase_after(draft.trigger[1], limit) if _fits(line, phrase, row)
    ]
    if not draft.parts or not draft.named():
        return None
    main = next((index for index in range(at - 1, -1, -1) if line.finite(index)), None)
    if main is None or not line.group(main).assertive or line.conditional(main):
        return None
    _circumstances(draft, line.left(at, over_verbs=True), limit)
    return draft


def _circumstances(draft: Draft, left: int, right: int) -> None:
    line = draft.line
    at = draft.trigger[0]
    taken = [phrase for _, phrase in draft.parts]
    resumed = line.resumed(draft.trigger[1] - 1)
    later = next(dates_in(line, resumed, min(resumed + 4, len(line.tokens))), None) if resumed else None
    draft.date = date_of(line, at, left, right) or (later[1] if later else None) or _shared_date(line, at)
    if draft.place is None:
        draft.place = place_of(line, draft.trigger[1], right, taken) or place_of(
            line, left, _fronted(line, left, at), taken
        )
    last = max([right, draft.trigger[1], later[0] + 1 if later and draft.date is later[1] else 0])
    draft.evidence = line.cut(min([left, *(phrase.start for phrase in taken)]), last)
    objects = [phrase for role, phrase in draft.parts if role == "patient"]
    publication = draft.row.event_type == "publication" and any(phrase.head in _FINDINGS for phrase in objects)
    draft.event_type = "report" if publication else _type_of(draft)
    statement = draft.row.event_type == "publication" and any(
        phrase.head in {"statement", "statements"} for phrase in objects
    )
    draft.event_type = "statement" if statement else draft.event_type


def _type_of(draft: Draft) -> str:
    """The type of the row; but a killing by nobody, or by no person or body, is told as a death, not as an attack."""
    row = draft.row
    if row.label not in {"Killing", "Wounding"}:
        return row.event_type
    acts = any({"person", "body", "place", "unknown"} & set(phrase.kinds) for phrase in draft.with_role("agent"))
    return "attack" if acts else "death" if row.label == "Killing" else "other"


def _shared_date(line: Line, at: int) -> TimeExpression | None:
    """The date before the first of two verbs with one subject: "she on Monday met him and signed"."""
    start = line.group(at).start
    shares = line.low(start - 1) in {"and", "then"} and not line.group(at).auxiliaries
    previous = line.verb_left_of(start - 1) if shares else None
    if previous is None:
        return None
    first = line.group(previous).start
    dates = [time for _, time in dates_in(line, line.left(previous), first)]
    return dates[-1] if dates else None


def _fronted(line: Line, left: int, at: int) -> int:
    """One past a phrase with a preposition that opens the clause: "In Paris, …"."""
    if line.low(left) not in PREPOSITIONS:
        return left
    for here in range(left, at):
        if line.low(here) == ",":
            return here
    return left
