"""Cuts sentences into words and knows the closed classes: auxiliaries, prepositions, subordinators, common pasts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xpkg.text.markers import PAGED

_SHORTENED = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Prof|Col|Lt|Sgt|Capt|Adm|Rev|Maj|Cmdr|Pres|Amb|St|Jr|Sr|Inc|Corp|Co|Ltd|No|"
    "vs|v|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec"
)
_TOKEN = re.compile(
    rf"{PAGED}|[$€£¥]\s?\d[\d,.]*|\b(?:{_SHORTENED})\.|\bPh\.?D\.?|\b[A-Z]\.(?=\s[A-Z])|(?:[A-Z]\.){{2,}}|"
    r"\d+(?:-[^\W\d_]+)+|\d[\d,.]*\d|\d|[^\W\d_][^\W_]*(?:[’'-][^\W_]+)*|[^\w\s]"
)


def word_set(words: str) -> frozenset[str]:
    """The words of a list that blanks part."""
    return frozenset(words.split())


BE = word_set("was were is are am been being be got get")
HAVE = word_set("has have had having")
MODALS = word_set("will would could can may might should shall must ’ll 'll cannot won’t wouldn’t couldn’t can’t")
NEGATIONS = word_set("not never neither nor without no hardly")
ADVERBS = word_set(
    "online also then later soon still even just once twice first again already ever since yet now recently together "
    "almost nearly only all both each either thus therefore instead nevertheless however meanwhile himself herself "
    "themselves itself once-again ago afterward afterwards famously back quietly always often well-nigh"
)
PREPOSITIONS = word_set(
    "of in on at by for from with to into onto over under about against between among during through throughout "
    "after before since until till within without across along around near inside outside toward towards upon via "
    "per amid despite behind beyond following including concerning regarding beside besides like as than off up "
    "down out above below beneath opposite alongside"
)
SUBORDINATORS = word_set(
    "that which who whom whose when while because although though if whether where whereas unless whenever wherever "
    "why how what until till lest"
)
CONJUNCTIONS = word_set("and or but &")
QUOTES = word_set("“ ” \" ‘ ’ ' « » ``")
QUANTIFIERS = word_set("more than at least over about nearly some up around almost fewer less roughly approximately")
HARD = word_set("; : — – ― ‒ ? ! .")
DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any no each every another both all several "
    "many most more few two three four five six seven eight nine ten other such one"
)
PRONOUNS = word_set("he she it they we i you who him her them us me")
PASTS = word_set(
    "said told was were had did made took gave came went saw knew thought found got became began left felt put "
    "brought held wrote stood heard let meant set met ran paid sat spoke lay led read grew lost fell sent built "
    "understood drew broke spent cut rose drove bought wore chose won shot struck shut sold sought taught threw "
    "fought flew hit kept caught hung swore bore fled rode sang sank slept stole swept tore woke ate drank bit blew "
    "dug froze hid quit cost beat bound spread split thrust burst dealt forbade overthrew withdrew underwent oversaw "
    "overtook shook swam sprang says tells shows calls has does makes argues believes "
    "claims adds notes wants"
)
"""Finite forms that do not end in -ed; the last row are presents that news writing is full of."""
_NO_PAST = word_set(
    "need indeed speed seed feed breed weed greed hundred sacred naked rugged wicked kindred united embed bed red "
    "shed sped exceed proceed succeed agreed-upon based so-called related"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its place in the source; ``mention`` indexes the mention that covers it."""

    start: int
    end: int
    word: str
    low: str
    mention: int | None = None
    time: int | None = None


def cut(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Start, end and word of each token of a stretch of text, citation markers left out.

    >>> [word for _, _, word in cut("The U.S. didn’t pay 1,200.50 more.[12]", 0, 38)]
    ['The', 'U.S.', 'didn’t', 'pay', '1,200.50', 'more', '.']
    """
    found: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text, start, end):
        words = match.group()
        if words[0] == "[" and len(words) > 1:
            continue
        if words.endswith(("’s", "'s")) and len(words) > 2:
            found.append((match.start(), match.end() - 2, words[:-2]))
            found.append((match.end() - 2, match.end(), "’s"))
        else:
            found.append((match.start(), match.end(), words))
    return found


def negated(word: str) -> bool:
    """Whether a lower-case word denies its clause."""
    return word in NEGATIONS or word.endswith(("n’t", "n't"))


def auxiliary(word: str) -> bool:
    """Whether a lower-case word can stand in a verb group before the verb."""
    return (
        word in BE
        or word in HAVE
        or word in MODALS
        or word in {"do", "does", "did", "to"}
        or word.endswith(("n’t", "n't"))
    )


def adverb(word: str) -> bool:
    """Whether a lower-case word may stand between the parts of a verb group."""
    return word in ADVERBS or (
        word.endswith("ly") and word not in {"family", "july", "italy", "assembly", "ally", "only"}
    )


def past_like(word: str) -> bool:
    """Whether a lower-case word looks like a finite verb of telling; participles look the same."""
    return word in PASTS or (word.endswith("ed") and len(word) > 3 and word not in _NO_PAST)
