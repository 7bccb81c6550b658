"""Word lists of the grammar around a verb of saying, and small questions about items."""

from __future__ import annotations

from xpkg.analysis.attributions.patterns.items import Item

BE = frozenset("is was are were be been being am 's 're isn't wasn't aren't weren't".split())
AUXILIARIES = BE | frozenset(
    "has have had having did does do will would can could may might must should shall cannot "
    "hasn't haven't hadn't didn't doesn't don't won't wouldn't can't couldn't shouldn't "
    "hasn’t 'd 've 'll".replace("’", "'").split()
)
NEGATIONS = frozenset("not never n't neither nor hardly".split())
ADVERBS = frozenset(
    "also again already always often once later earlier then now still even just first further soon recently since "
    "ever instead previously quickly simply twice famously reportedly only once long all both too ultimately "
    "sometimes thus rather merely flatly".split()
)
_NOT_ADVERBS = frozenset(
    "family ally allies supply reply fly july italy only assembly early daily weekly poly lily sally "
    "kelly billy emily bully molly holly likely elderly friendly".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any no each every both all many several most "
    "few other another such one two three four five six seven eight nine ten more".split()
)
PRONOUNS = frozenset("he she they it i we you who".split())
LONE_SOURCES = PRONOUNS | frozenset(
    "some others many few one somebody someone anyone everyone everybody nobody both several most none this that these "
    "those which people police".split()
)
PREPOSITIONS = frozenset(
    "in on at after during by for with under despite among before since through throughout of from to into upon about "
    "against around over within without amid following while when as if because although though until unless whereas "
    "once where given according besides besides like unlike including regarding concerning via per speaking asked "
    "responding citing writing".split()
)
SUBORDINATORS = frozenset(
    "that because when if while as after before although though since until unless whether where why how what but than "
    "so whereas even".split()
)
OPENERS = frozenset(
    "however meanwhile then still later earlier and but so also yet or instead indeed perhaps moreover nevertheless "
    "nonetheless afterward afterwards additionally furthermore separately finally first second today yesterday "
    "now once again here there plus thus similarly likewise recently".split()
)
TIME_NOUNS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight morning afternoon "
    "evening night week month year weekend day january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
STOPS = frozenset({".", "?", "!", "…", "..."})
SETTINGS = frozenset(
    "statement interview interviews speech news email e-mail phone telephone tweet twitter facebook report letter "
    "conference briefing post release note telephone response television hearing debate rally message "
    "remarks press memo blog column appearance".split()
)
"""Where somebody says something: "in a statement", "during an interview"."""
LOOSE = frozenset("last this next earlier early late again to".split())
"""Words that open an adverbial of time, or stand loose between verb and clause."""
OBJECT_PRONOUNS = frozenset("him her them it me us you himself herself themselves itself".split())
RELATIVES = frozenset("who which whose whom that".split())

APPOSITIVE_HEADS = frozenset(
    "a an the who whose which whom former now then one himself herself author chairman chairwoman chair president "
    "director founder head leader professor spokesman spokeswoman spokesperson secretary chief editor member senior "
    "deputy vice executive co-founder minister mayor governor senator analyst expert foreign jr. sr. both formerly "
    "currently known and including an".split()
)
"""What an apposition begins with."""


def is_word(item: Item) -> bool:
    return item.kind == "w"


def is_adverb(item: Item) -> bool:
    """Whether ``item`` can stand between auxiliary and verb."""
    word = item.low
    if item.kind != "w":
        return False
    return (
        word in ADVERBS
        or word in NEGATIONS
        or (len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS and not item.capital)
    )


def is_mark(item: Item, marks: str) -> bool:
    """Whether ``item`` is one of the punctuation ``marks``, written one beside the other."""
    return item.kind == "p" and item.low in marks


def is_dash(item: Item) -> bool:
    return item.kind == "p" and item.low in {"-", "--", "—", "–", "---"}


def ends_inside(quotation: Item) -> bool:
    """Whether the quoted words end with a stop or a comma of their own, so that another clause begins after them."""
    return quotation.low.rstrip("\"”’'»` ")[-1:] in {",", ".", "?", "!", "…", "-", "—"}
