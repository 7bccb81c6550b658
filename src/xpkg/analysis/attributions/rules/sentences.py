"""Makes the claims of one sentence: which words are the source, the cue and the content of each verb of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xpkg.analysis.attributions.lexicon import verb_forms
from xpkg.analysis.attributions.rules.cues import Cue, find_cues
from xpkg.analysis.attributions.rules.items import Item
from xpkg.analysis.attributions.rules.phrases import phrase_end, subject_left, subject_right
from xpkg.analysis.attributions.rules.words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    OBJECT_PRONOUNS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    ends_inside,
    is_adverb,
    is_dash,
    is_mark,
)
from xpkg.model import Claim, Span

_STOPS = frozenset({".", "?", "!", "…", "..."})


@dataclass(frozen=True, slots=True)
class Found:
    """A claim in items: source ``[a, b)``, cue, contents, and how it was found."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    rule: str
    confidence: float
    direct: bool = False


def claims_of(items: Sequence[Item], *, quoted: bool = False, headline: bool = False) -> tuple[Claim, ...]:
    """The claims of one sentence; ``quoted`` for one that stands inside a quotation, ``headline`` for a title."""
    found: list[Found] = [*_according(items)]
    cues = find_cues(items, headline=headline)
    subjects: list[tuple[int, tuple[int, int]]] = []
    for number, cue in enumerate(cues):
        taken = max((one.cue[1] for one in found if one.cue[0] <= cue.verb < one.cue[1]), default=-1)
        if taken >= 0:
            continue
        following = cues[number + 1].start if number + 1 < len(cues) else len(items)
        if one := _claim(items, cue, cues[:number], following, subjects):
            if quoted and not _safe_inside(one, cue):
                continue
            found.append(one)
            if one.source:
                subjects.append((cue.verb, one.source))
    if not found:
        found += _colon(items)
    return tuple(_as_claim(items, one) for one in sorted(_apart(found), key=lambda one: one.cue))


def _apart(found: Sequence[Found]) -> list[Found]:
    """``found`` with no content running into the saying that closes the sentence: "..., the paper reported"."""
    closing = [one for one in found if one.rule in {"after-content", "inverted", "according-to"} and one.source]
    apart = []
    for one in found:
        content = one.content
        for other in closing:
            limit = min(other.content[0][1], min(other.cue[0], other.source[0]) if other.source else other.cue[0])
            if other is not one and other.content[0][0] <= one.cue[0] < limit:
                content = tuple((a, min(b, limit)) for a, b in content if a < limit)
        if content:
            apart.append(replace(one, content=content))
    return apart


def _safe_inside(found: Found, cue: Cue) -> bool:
    return found.source is not None and (cue.form.act not in {"thinks"} or found.rule == "verb-that")


def follows_quotation(items: Sequence[Item]) -> bool:
    """Whether a sentence is the "Ann Low asked" of the quotation before it."""
    for cue in find_cues(items[:12]):
        if cue.kind == "finite" and cue.form.frames & set("snqt"):
            after = items[cue.end] if cue.end < len(items) else None
            return subject_left(items, cue.start) == (0, cue.start) and (
                after is None or (after.low != "that" and not is_mark(after, ":") and _at_end(items, cue.end))
            )
    return False


def _as_claim(items: Sequence[Item], found: Found) -> Claim:
    def span(part: tuple[int, int]) -> Span:
        return Span(items[part[0]].start, items[part[1] - 1].end)

    return Claim(
        span(found.source) if found.source else None,
        (span(found.cue),),
        tuple(span(part) for part in found.content),
        f"rules/{found.rule}",
        found.confidence,
    )


# ------------------------------------------------------------------ verbs


def _claim(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], following: int, subjects: list[tuple[int, tuple[int, int]]]
) -> Found | None:
    frames = cue.form.frames
    if cue.kind == "passive":
        return _passive(items, cue)
    if inverted := _inverted(items, cue):
        return inverted
    source = _subject(items, cue, before, subjects)
    if source is None and cue.kind != "ing":
        return None
    right = _right(items, cue)
    if source is not None and cue.kind == "finite" and frames & set("snqt"):
        left = _left(items, cue, source, right)
        if left:
            return left
    if right is None or source is None:
        return None
    (start, end), rule, confidence = right
    if cue.start and items[cue.start - 1].low in {"and", "or"} and not subjects and rule not in _STRONG:
        return None
    if end <= start:
        return None
    group = (cue.start, _cue_end(items, cue, start))
    return Found(source, group, ((start, end),), rule, confidence)


_STRONG = frozenset({"verb-that", "verb-quote", "told-that", "told-quote", "told-to", "particle", "verb-of", "verb-as"})


def _cue_end(items: Sequence[Item], cue: Cue, start: int) -> int:
    """The colon before the content belongs to the cue."""
    if start > cue.end and is_mark(items[start - 1], ":") and start - 1 == cue.end:
        return start
    return cue.end


def _subject(
    items: Sequence[Item], cue: Cue, before: Sequence[Cue], subjects: list[tuple[int, tuple[int, int]]]
) -> tuple[int, int] | None:
    lead = items[cue.start - 1] if cue.start else None
    if cue.kind in {"ing", "infinitive"}:
        if subjects:
            return subjects[-1][1]
        return _main_subject(items, cue)
    joined = lead is not None and (lead.low in {"and", "but", "or", "then"} or (is_mark(lead, ",") and bool(before)))
    if joined and subjects:
        at, source = subjects[-1]
        if cue.start == cue.verb and (verb_forms()[items[at].low].kinds ^ verb_forms()[items[cue.verb].low].kinds) & {
            "s"
        }:
            return None  # "said that the papers expose ... and shows": another verb's subject
        if not any(items[i].low in {"while", "who"} for i in range(at, cue.start)):
            return source
    if joined and lead is not None and lead.low in {"and", "but", "then"}:
        return _main_subject(items, cue)
    return subject_left(items, cue.start)


def _main_subject(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """The subject of the sentence's first verb, for a participle that says nothing of its own subject."""
    start = 0
    if items and items[0].kind == "w" and items[0].low in PREPOSITIONS | OPENERS:
        comma = next((at for at in range(cue.start) if is_mark(items[at], ",")), None)
        start = comma + 1 if comma is not None else 0
    at = start
    while at < cue.start and at < start + 14:
        item = items[at]
        if item.low in AUXILIARIES and at > start:
            return subject_left(items, at, start)
        if (
            item.kind == "w"
            and not item.capital
            and at > start
            and (item.low.endswith("ed") or item.low in _COMMON_PAST)
        ):
            end = at
            while end > start and is_adverb(items[end - 1]):
                end -= 1
            return subject_left(items, end, start)
        at += 1
    return None


_COMMON_PAST = frozenset(
    "took gave made went came held sent wrote met spoke said told left ran stood got put led won lost".split()
)


def _inverted(items: Sequence[Item], cue: Cue) -> Found | None:
    """ "..., said Ann Low, an expert on ..."."""
    if cue.start == 0 or not cue.form.frames & set("snq") or cue.kind != "finite" or cue.start != cue.verb:
        return None
    lead = items[cue.start - 1]
    after_quote = lead.kind == "q"
    if not (after_quote or is_mark(lead, ",") or is_dash(lead)) or (cue.start < 3 and not after_quote):
        return None
    source = subject_right(items, cue.end)
    if source is None:
        return None
    rest = source[1]
    if not after_quote and rest < len(items) and items[rest].low == "that":
        return None
    if not after_quote and not _speaker_only(items, source, rest):
        return None
    start = _content_start(items, cue.start - 1)
    contents = [(start, _trim(items, start, cue.start))]
    contents += _taken_up(items, rest)
    return Found(source, (cue.verb, cue.end), tuple(contents), "inverted", 0.95 if after_quote else 0.85, after_quote)


def _speaker_only(items: Sequence[Item], source: tuple[int, int], rest: int) -> bool:
    """Whether a verb between comma and noun phrase is inverted: nothing that could be its clause follows."""
    if items[source[0]].low in PRONOUNS | {"some", "others", "many", "there"} or not _at_end(items, rest):
        return False
    for at in range(*source):
        item = items[at]
        if is_mark(item, ","):
            return True
        if (
            item.kind == "w"
            and not item.capital
            and (item.low in AUXILIARIES or ((form := verb_forms().get(item.low)) is not None and "past" in form.kinds))
        ):
            return False
    return not any(item.low.endswith("ed") and not item.capital for item in items[source[0] : source[1]])


def _at_end(items: Sequence[Item], at: int) -> bool:
    """Whether nothing but time, place and setting stands from ``at`` to the end or to the next clause."""
    while at < len(items):
        item = items[at]
        if (item.kind == "p" and item.low in _STOPS | {";", ":", ","}) or is_dash(item):
            return True
        if item.kind == "q":
            return False
        if item.kind == "w" and (
            item.low in PREPOSITIONS | TIME_NOUNS | _LOOSE or item.low.isdigit() or is_adverb(item)
        ):
            at = _adverbial_end(items, at)
            continue
        return False
    return True


_LOOSE = frozenset("last this next earlier early late again to".split())


def _adverbial_end(items: Sequence[Item], at: int) -> int:
    """The end of the adverbial that begins at ``at``."""
    first = items[at]
    if is_adverb(first) or first.low in TIME_NOUNS:
        return at + 1
    at += 1
    while at < len(items):
        item = items[at]
        if item.kind in "pq":
            break
        if item.low in PREPOSITIONS or item.low in TIME_NOUNS or item.low == "that" or item.low in PRONOUNS:
            break
        if item.low in AUXILIARIES:
            break
        at += 1
    return at


def _content_start(items: Sequence[Item], end: int) -> int:
    """Where content that ends before ``end`` begins: after an earlier saying or a dash, else with the sentence."""
    if items[end].kind == "q" or is_dash(items[end]):
        at = end
        while at > 0 and not (is_dash(items[at - 1]) or is_mark(items[at - 1], ";")):
            at -= 1
        return at
    return 0


def _trim(items: Sequence[Item], start: int, end: int) -> int:
    while end > start + 1 and items[end - 1].kind == "p" and items[end - 1].low in ",;:—–--":
        end -= 1
    return end


def _taken_up(items: Sequence[Item], at: int) -> list[tuple[int, int]]:
    """The quotation that goes on after "he said," in the same sentence."""
    seen = at
    while seen < len(items) and seen < at + 8:
        item = items[seen]
        if item.kind == "q":
            lead = items[seen - 1]
            if (lead.kind == "p" and lead.low in ",.:;") or is_dash(lead):
                return [(seen, content_end(items, seen))]
            return []
        if item.kind == "w" and (item.low in verb_forms() or item.low in {"and", "but", "as", "to", "of"}):
            return []
        seen += 1
    return []


def _left(
    items: Sequence[Item], cue: Cue, source: tuple[int, int], right: tuple[tuple[int, int], str, float] | None
) -> Found | None:
    """Content to the left of its subject: ""...," Ann Low said" and "The camps are real, Ann Low said"."""
    if source[0] < 1:
        return None
    lead = items[source[0] - 1]
    after_quote = lead.kind == "q"
    after = cue.end
    if is_mark(lead, ",") and source[0] >= 2:
        if items[source[0] - 2].kind == "q":
            after_quote = True
    elif not (after_quote or is_dash(lead)):
        return None
    if after < len(items) and items[after].low in {"that", ":"}:
        return None
    first = items[0]
    if not after_quote:
        if first.kind == "w" and first.low in PREPOSITIONS | SUBORDINATORS - {"that"}:
            if not _stands_alone(items, after):
                return None
            if sum(is_mark(item, ",") for item in items[: source[0]]) < 2:
                return None
        if source[0] < 4:
            return None
        if not _stands_alone(items, after) and not (after < len(items) and is_mark(items[after], ",")):
            return None
    elif (right is not None and right[1] in {"verb-that"}) or (
        right is not None
        and right[1] == "verb-quote"
        and not (is_mark(items[right[0][0] - 1], ",:") or _stands_alone(items, after))
    ):
        return None
    start = _content_start(items, source[0] - 1) if after_quote or is_dash(lead) else 0
    start = _skip_openers(items, start, source[0])
    contents = [(start, _trim(items, start, source[0]))]
    contents += _taken_up(items, after) if after_quote else _resumed(items, after)
    return Found(
        source, (cue.start, cue.end), tuple(contents), "after-content", 0.95 if after_quote else 0.85, after_quote
    )


def _skip_openers(items: Sequence[Item], start: int, end: int) -> int:
    if start + 2 < end and items[start].kind == "w" and items[start].low in {"but", "and", "meanwhile"}:
        return start + (2 if is_mark(items[start + 1], ",") else 1)
    return start


def _stands_alone(items: Sequence[Item], at: int) -> bool:
    return _at_end(items, at)


def _resumed(items: Sequence[Item], at: int) -> list[tuple[int, int]]:
    """The rest of a sentence that "X said" between two commas interrupts."""
    if not (at + 3 < len(items) and is_mark(items[at], ",")):
        return []
    first = items[at + 1]
    if first.kind == "q":
        return [(at + 1, content_end(items, at + 1))]
    if first.low.endswith("ing") or first.low in {
        "as",
        "while",
        "but",
        "and",
        "after",
        "before",
        "who",
        "which",
        "when",
        "although",
        "though",
        "according",
        "in",
        "on",
        "because",
        "with",
        "so",
    }:
        return []
    return [(at + 1, content_end(items, at + 1))]


# ------------------------------------------------------------------ what follows the verb


def _right(items: Sequence[Item], cue: Cue) -> tuple[tuple[int, int], str, float] | None:
    """The content after the verb, with the rule and its confidence."""
    frames, at = cue.form.frames, cue.end
    if at >= len(items):
        return None
    if cue.particle:
        return _object(items, cue, at, "particle", 0.8)
    if is_mark(items[at], ",:") and at + 1 < len(items) and items[at + 1].kind == "q" and frames & set("sqte"):
        return (at + 1, content_end(items, at + 1)), "verb-quote", 0.95
    if is_mark(items[at], ":") and frames & set("sqt") and at + 2 < len(items):
        return (at + 1, content_end(items, at + 1)), "verb-colon", 0.85
    if items[at].kind == "q" and frames & set("sqtoc"):
        return (at, content_end(items, at)), "verb-quote", 0.95
    if frames & set("snt") and items[at].low == "that":
        return (at, content_end(items, at)), "verb-that", 0.92
    if frames & {"t", "u"}:
        return _told(items, cue, at)
    if cue.form.lemma == "ask" and items[at].low in {"if", "whether", "why", "how", "what", "who", "when", "where"}:
        return (at, content_end(items, at)), "verb-whether", 0.85
    if frames & set("snq") and (late := _late(items, at, frames)):
        return late
    if "i" in frames and items[at].low == "to" and at + 1 < len(items):
        return (at, content_end(items, at)), "verb-to", 0.8
    if "s" in frames and _clause(items, at):
        return (at, content_end(items, at)), "verb-clause", 0.8
    if "n" in frames and items[at].low in PRONOUNS - {"you"} and _clause(items, at):
        return (at, content_end(items, at)), "verb-clause", 0.7
    if "f" in frames and any(item.low in {"of", "for"} for item in items[at : at + 14]):
        return _object(items, cue, at, "verb-of", 0.85)
    if "a" in frames and any(item.low == "as" for item in items[at : at + 18]):
        return _object(items, cue, at, "verb-as", 0.85)
    if "c" in frames and _complement(items, at):
        return _object(items, cue, at, "verb-complement", 0.8)
    if "o" in frames:
        return _object(items, cue, at, "verb-object", 0.65)
    return None


def _object(
    items: Sequence[Item], cue: Cue, at: int, rule: str, confidence: float
) -> tuple[tuple[int, int], str, float] | None:
    if items[at].kind == "p" or items[at].low in AUXILIARIES | {"and", "or", "but", "than"}:
        return None
    if (
        rule == "verb-object"
        and items[at].kind == "w"
        and items[at].low in PREPOSITIONS | SUBORDINATORS - {"that", "what", "how", "why"}
    ):
        return None
    return (at, content_end(items, at)), rule, confidence


def _told(items: Sequence[Item], cue: Cue, at: int) -> tuple[tuple[int, int], str, float] | None:
    """ "told the Times that ...", "urged China to ...", "asked him: "..."": past the person told."""
    frames = cue.form.frames
    limit = min(len(items), at + 16)
    for here in range(at, limit):
        item = items[here]
        if item.kind == "q" and "t" in frames | ({"t"} if "q" in frames else set()):
            return (here, content_end(items, here)), "told-quote", 0.92
        if is_mark(item, ":") and here + 1 < len(items):
            return (here + 1, content_end(items, here + 1)), "told-quote", 0.9
        if item.low == "that" and "t" in frames and here > at:
            return (here, content_end(items, here)), "told-that", 0.92
        if item.low == "to" and "u" in frames and here > at:
            return (at, content_end(items, at)), "told-to", 0.85
        if item.low in {"about", "of"} and here > at and cue.form.lemma in {"tell", "remind", "warn", "inform"}:
            return (here + 1, content_end(items, here + 1)), "told-about", 0.6
        if item.kind == "p" and item.low in _STOPS | {";", ","}:
            break
        if (
            here > at
            and "t" in frames
            and item.kind == "w"
            and (
                item.low in PRONOUNS - {"who", "you"}
                or (item.low in DETERMINERS and here > at + 1)
                or item.low in {"if", "how", "why", "what", "whether"}
            )
        ):
            return (here, content_end(items, here)), "told-clause", 0.75
    if cue.form.lemma in {"urge", "demand"} or "s" in frames or ("o" in frames and cue.form.lemma != "ask"):
        if "s" in frames and _clause(items, at):
            return (at, content_end(items, at)), "verb-clause", 0.75
        return _object(items, cue, at, "verb-object", 0.65)
    return None


def _late(items: Sequence[Item], at: int, frames: frozenset[str]) -> tuple[tuple[int, int], str, float] | None:
    """ "said on Monday that ...", "said in a statement: ..." ."""
    here = at
    limit = min(len(items), at + 14)
    if (
        here < len(items)
        and items[here].kind == "w"
        and not (items[here].low in PREPOSITIONS | TIME_NOUNS | _LOOSE or is_adverb(items[here]))
    ):
        return None
    while here < limit:
        item = items[here]
        if item.low == "that" and here > at:
            if frames & {"s", "n"}:
                return (here, content_end(items, here)), "verb-that", 0.9
            return None
        if is_mark(item, ":,") and here + 1 < len(items) and items[here + 1].kind == "q":
            return (here + 1, content_end(items, here + 1)), "verb-quote", 0.9
        if is_mark(item, ":") and here + 2 < len(items):
            return (here + 1, content_end(items, here + 1)), "verb-colon", 0.8
        if item.kind == "p":
            return None
        if item.kind == "q":
            return None
        if (
            here > at
            and "s" in frames
            and _clause(items, here)
            and item.low in PRONOUNS | {"there"} | DETERMINERS
            and (items[here - 1].low in TIME_NOUNS)
        ):
            return (here, content_end(items, here)), "verb-clause", 0.75
        here += 1
    return None


def _clause(items: Sequence[Item], at: int) -> bool:
    """Whether a clause may begin at ``at``: a subject, not a stop or a preposition's phrase."""
    if at + 1 >= len(items) or items[at].kind not in "wq":
        return False
    word = items[at].low
    if word in OBJECT_PRONOUNS - {"it", "you"} or word in {"and", "or", "but", "so", "than"}:
        return False
    if word in {"if", "whether", "when", "while", "because", "although", "there", "what", "how"}:
        return True
    if word in PREPOSITIONS or (word in TIME_NOUNS and not items[at].capital):
        return False
    return word not in ADVERBS - {"now", "still", "even", "all", "both"} and word != "to"


def _complement(items: Sequence[Item], at: int) -> bool:
    """Whether "called" is followed by what somebody or something is called."""
    window = items[at : at + 14]
    stop = next((i for i, item in enumerate(window) if item.kind == "p" and item.low not in "'’$&"), len(window))
    window = window[:stop]
    if any(item.kind == "q" for item in window):
        return True
    if len(window) < 2:
        return False
    if window[0].low in OBJECT_PRONOUNS and window[1].low not in PREPOSITIONS:
        return True
    return any(item.low in {"a", "an"} for item in window[1:])


def content_end(items: Sequence[Item], start: int) -> int:
    """Where content that begins at ``start`` ends: with its clause, before another's saying, or with the sentence."""
    at = start
    while at < len(items):
        item = items[at]
        if item.kind == "p":
            rest = items[at + 1] if at + 1 < len(items) else None
            if rest is None or (item.low in _STOPS and at == len(items) - 1):
                return at
            if item.low in {";"}:
                return at
            if (
                item.low in _STOPS
                and rest.kind in "wq"
                and (rest.capital or rest.kind == "q")
                and items[at - 1].kind == "q"
            ):
                return at
            if is_mark(item, ","):
                if _other_saying(items, at + 1):
                    return at
                joins = rest.low == "and" and at + 2 < len(items) and items[at + 2].low == "that"
                if at > start and items[at - 1].kind == "q" and rest.low in _AFTER_QUOTE and not joins:
                    return at
            if is_dash(item) and _other_saying(items, at + 1):
                return at
        elif item.kind == "q" and at > start and ends_inside(item) and at + 1 < len(items):
            rest = items[at + 1]
            if rest.kind == "w" and (rest.low in _AFTER_QUOTE or _other_saying(items, at + 1)):
                return at + 1
        elif item.kind == "q" and at == start and at + 1 < len(items):
            rest = items[at + 1]
            if ends_inside(item) and (rest.kind == "w"):
                return at + 1
        elif (
            item.low in {"and", "but"}
            and at > start + 1
            and not _in_relative(items, start, at)
            and _joined_saying(items, at + 1)
        ):
            return at if not is_mark(items[at - 1], ",") else at - 1
        at += 1
    return at


def _in_relative(items: Sequence[Item], start: int, at: int) -> bool:
    """Whether a relative clause about a person runs up to ``at``: its verbs are not the speaker's."""
    for here in range(at - 1, start, -1):
        if items[here].kind == "p":
            return False
        if items[here].low == "who":
            return True
    return False


_AFTER_QUOTE = frozenset(
    "adding saying referring while but before after as when though although according in during and noting citing "
    "who which he she they".split()
)


def _other_saying(items: Sequence[Item], at: int) -> bool:
    """Whether what follows a comma leaves the content: "adding ...", "according to ...", "while Omar called ..."."""
    if at >= len(items) or items[at].kind != "w":
        return False
    word = items[at].low
    if word == "according":
        return True
    form = verb_forms().get(word)
    if form and "ing" in form.kinds and form.verb.frames & set("snqtca"):
        return True
    if word in {"referring", "citing", "though", "although"}:
        return True
    if word in {"while", "but", "and", "whereas"}:
        return any(
            (one := verb_forms().get(item.low)) is not None and bool(one.kinds & {"past", "s"}) and not item.capital
            for item in _until_comma(items, at + 1, 9)
        )
    if word not in {"who", "which", "where", "when", "whose"}:
        ahead = _until_comma(items, at, 16)
        for here, item in enumerate(ahead[1:-1], start=1):
            one = verb_forms().get(item.low)
            if one and "s" in one.verb.frames and one.kinds & {"past", "s"} and ahead[here + 1].low == "that":
                return True
    if word in PRONOUNS or items[at].capital or word == "the":
        # "..., Ann Low said" closes the content of another
        return any(
            (one := verb_forms().get(item.low)) is not None and one.verb.lemma in {"say", "add"} and "past" in one.kinds
            for item in _until_comma(items, at + 1, 6)
        )
    return False


def _until_comma(items: Sequence[Item], at: int, width: int) -> Sequence[Item]:
    end = at
    while end < len(items) and end < at + width and items[end].kind in "wr":
        end += 1
    return items[at:end]


def _joined_saying(items: Sequence[Item], at: int) -> bool:
    """ "and stated ...": a second finite verb of saying with the same subject."""
    while at < len(items) and is_adverb(items[at]):
        at += 1
    if at >= len(items) or items[at].kind != "w" or items[at].capital:
        return False
    form = verb_forms().get(items[at].low)
    return (
        form is not None
        and "past" in form.kinds
        and "part" in form.kinds | {"part"}
        and items[at].low not in _WEAK_JOIN
    )


_WEAK_JOIN = frozenset("read found showed saw knew felt thought supported backed projected attacked wanted".split())


# ------------------------------------------------------------------ passives and phrases


def _passive(items: Sequence[Item], cue: Cue) -> Found | None:
    """ "was described as ...", "were told to ...", "is expected to ...": the agent after "by", if the text has one."""
    subject = subject_left(items, cue.start)
    if subject is None or items[subject[0]].low in {"who", "which"}:
        return None
    end = content_end(items, cue.end)
    agent = None
    for at in range(cue.end, min(end, cue.end + 3)):
        if items[at].low == "by" and at + 1 < end:
            agent = (at + 1, phrase_end(items, at + 1, appositions=False))
            break
    frames, rest = cue.form.frames, cue.end
    if rest >= end:
        return None
    word = items[rest].low
    if frames & {"u", "t"} and word in {"to", "that"}:
        return Found(agent, (cue.start, cue.end), ((rest, end),), "passive-told", 0.75)
    if (
        ("f" in frames and word == "of")
        or ("a" in frames and word == "as")
        or (cue.form.lemma in {"expect", "report"} and word == "to")
    ):
        return Found(agent, (cue.start, cue.end), (subject, (rest, end)), "passive", 0.7)
    if "c" in frames and items[rest].kind == "q":
        return Found(agent, (cue.start, cue.end), (subject, (rest, end)), "passive", 0.7)
    if (
        agent
        and agent[0] == rest + 1
        and frames & set("oac")
        and cue.form.act in {"praises", "criticizes", "denies", "demands"}
    ):
        return Found(agent, (cue.start, cue.end), (subject,), "passive-by", 0.7)
    return None


def _according(items: Sequence[Item]) -> list[Found]:
    """ "According to X, P", "P, according to X" and "X, according to Y, does P"."""
    found = []
    for at in range(len(items) - 2):
        if items[at].low == "according" and items[at + 1].low == "to":
            end = phrase_end(items, at + 2, appositions=at > 0 or _described(items, at + 2))
            if at == 0 and end >= len(items) - 1:
                end = phrase_end(items, at + 2, appositions=False)
            if end <= at + 2:
                continue
            content: list[tuple[int, int]] = []
            opening = (
                at == 0
                or items[at - 1].low in {"and", "but", "that"}
                or (is_mark(items[at - 1], ",") and at < 4 and items[0].low in OPENERS | PREPOSITIONS)
            )
            if opening:
                if end + 1 < len(items):
                    content = [(end + 1, content_end(items, end + 1))]
            else:
                stop = _trim(items, 0, at)
                start = 0
                content = [(start, stop)]
                if end + 2 < len(items) and is_mark(items[end], ",") and _resumes(items, end + 1):
                    content.append((end + 1, content_end(items, end + 1)))
            content = [(a, b) for a, b in content if b > a]
            if content:
                found.append(Found((at + 2, end), (at, at + 2), tuple(content), "according-to", 0.92))
    return found


def _described(items: Sequence[Item], at: int) -> bool:
    """Whether "Ann Low, a teacher who was there," stands at ``at``: an apposition that a second comma closes."""
    commas = [here for here in range(at, min(len(items), at + 24)) if is_mark(items[here], ",")]
    return len(commas) > 1 and items[commas[0] + 1].low in {"a", "an", "who", "which"}


def _resumes(items: Sequence[Item], at: int) -> bool:
    return (
        items[at].kind == "w"
        and items[at].low not in {"who", "which", "while", "but", "and", "as", "in", "with"}
        and not (items[at].low.endswith("ing"))
    )


def _colon(items: Sequence[Item]) -> list[Found]:
    """ "Clinton: "Our goal is ..."": a short name, a colon, a quotation."""
    for at in range(1, min(len(items) - 1, 9)):
        if is_mark(items[at], ":") and items[at + 1].kind == "q" and items[0].kind == "w":
            words = items[:at]
            if all(item.kind in "wr" for item in words) and items[0].capital:
                return [Found((0, at), (at, at + 1), ((at + 1, content_end(items, at + 1)),), "name-colon", 0.75)]
        if items[at].kind == "p" and not is_mark(items[at], ","):
            break
    return []
