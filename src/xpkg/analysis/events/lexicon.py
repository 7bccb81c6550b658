"""Reads the words that name happenings (``triggers.tsv``) and the nouns that tell what kind of thing a phrase is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon: what a word says happened, and what it needs beside it to say so.

    ``form`` is "past", "participle", "ing" or "noun"; ``finite`` marks a past that is no participle ("wrote");
    ``label`` and ``link`` name the event ("Release", "of"); ``objects`` are the kinds of thing that a verb's object
    (or a passive's subject) may be; ``needs`` what else must be there.
    """

    event_type: str
    form: str
    words: tuple[str, ...]
    label: str
    link: str
    objects: frozenset[str]
    needs: frozenset[str]
    finite: bool = False

    @property
    def intransitive(self) -> bool:
        """Whether the verb may stand without an object."""
        return bool(self.objects & {"none", "to_place", "from_body"})


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """The rows by the first word of each form, in the order of the file, longer forms first."""
    found: dict[str, list[Trigger]] = {}
    lines = (files(__package__) / "triggers.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        cells = line.split("\t") + [""] * 7
        event_type, part, forms, label, link, objects, needs = cells[:7]
        shapes = dict(_forms(part, forms.split()))
        for form, words in _forms(part, forms.split()):
            finite = form == "past" and "participle" in shapes
            row = Trigger(event_type, form, words, label, link, _set(objects), _set(needs), finite)
            found.setdefault(words[0], []).append(row)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


def _set(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split(",") if part)


def _forms(part: str, forms: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if part == "noun":
        for form in forms:
            yield "noun", tuple(form.split("_"))
        return
    lemma = tuple(forms[0].split("_"))
    if len(forms) == 2:
        raise ValueError(f"a verb has one form or three: {forms}")
    past, participle = (
        (tuple(forms[1].split("_")), tuple(forms[2].split("_"))) if len(forms) == 3 else (regular(lemma),) * 2
    )
    yield "past", past
    if participle != past:
        yield "participle", participle
    yield "ing", (_ing(lemma[0], past[0]), *lemma[1:])


def regular(lemma: tuple[str, ...]) -> tuple[str, ...]:
    """The regular past of a verb, whose first word bends.

    >>> regular(("die",)), regular(("deny",)), regular(("round", "up"))
    (('died',), ('denied',), ('rounded', 'up'))
    """
    verb = lemma[0]
    if verb.endswith("e"):
        past = verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past = verb[:-1] + "ied"
    else:
        past = verb + "ed"
    return (past, *lemma[1:])


def _ing(verb: str, past: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return verb[:-1] + "ing"
    doubled = verb + verb[-1]
    return (doubled if past.startswith(doubled) else verb) + "ing"


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


NOUNS: Mapping[str, frozenset[str]] = {
    "person": _words(
        "people person persons man men woman women child children boy girl boys girls inmate inmates prisoner "
        "prisoners detainee detainees official officials officer officers soldier soldiers troops civilian "
        "civilians police policeman policemen militant militants suspect suspects terrorist terrorists journalist "
        "journalists reporter reporters activist activists student students teacher teachers worker workers lawyer "
        "lawyers leader leaders member members minister ministers president governor mayor senator lawmaker "
        "lawmakers politician politicians candidate candidates judge judges general commander director chief "
        "executive aide aides adviser advisers ambassador diplomat diplomats protester protesters demonstrators "
        "refugee refugees migrant migrants immigrants hostage hostages victim victims resident residents citizen "
        "citizens villagers family families son daughter father mother brother sister wife husband parents others "
        "dissident dissidents rebel rebels fighter fighters gunman gunmen attacker attackers shooter robber robbers "
        "thief thieves monk monks priest bishop pastor employee employees staff nurse doctor pilot driver "
        "passengers crew miners fishermen animals accomplice criminals manager secretary spokesman spokeswoman "
        "editor writer author artist actor singer player coach Muslims Americans Christians Jews leadership rioters "
        "patients nun teenager teenagers teen dozens hundreds thousands him her them me us himself herself "
        "whistleblower informant spy spies him"
    ),
    "role": _words(
        "president chairman chairwoman chair director secretary minister governor mayor senator commissioner "
        "ambassador chief head leader king queen emperor pope bishop archbishop professor judge justice general "
        "commander captain chancellor speaker treasurer prime vice deputy attorney spokesman spokeswoman "
        "representative member dean editor officer coach manager administrator envoy chaplain rector principal"
    ),
    "document": _words(
        "report reports statement statements document documents paper papers file files letter letters book books "
        "study studies video videos ad ads advertisement list guidelines guidance memo memos memorandum article "
        "articles story stories data transcript transcripts email emails e-mail e-mails tape tapes album film movie "
        "documentary figures findings results poll survey photo photos photograph photographs images picture "
        "pictures footage recording recordings novel poem poems essay essays op-ed editorial account magazine "
        "newspaper analysis work works manifesto message messages communique cable cables note notes excerpts "
        "version text texts edition series song single records taxes returns memoir diary confession testimony "
        "manuscript memoirs speech speeches clip clips tweet tweets trailer podcast research review column "
        "interview screenshot thesis dictionary"
    ),
    "law": _words(
        "law laws bill bills act legislation resolution resolutions treaty agreement deal pact order decree "
        "amendment measure measures budget constitution ordinance rule rules regulation regulations charter "
        "convention accord statute ban referendum executive provision provisions proposal"
    ),
    "court": _words("ruling conviction convictions decision verdict sentence sentences ban law"),
    "agreement": _words("agreement deal pact contract treaty accord memorandum declaration petition letter pledge"),
    "plan": _words(
        "plan plans measures measure sanctions campaign candidacy program programme programs policy policies "
        "strategy initiative initiatives changes proposal proposals support resignation agreement deal budget "
        "reforms bid results winner winners appointment intention decision launch creation partnership ceasefire "
        "truce crackdown package restrictions ban investigation cuts curbs tariffs steps fund project retirement "
        "engagement"
    ),
    "event": _words(
        "meeting summit conference convention debate rally forum event dinner gathering session talks congress assembly"
    ),
    "vote": _words(
        "election elections primary primaries caucus caucuses vote nomination seat presidency race contest "
        "referendum majority re-election caucuses straw"
    ),
    "award": _words(
        "prize award medal Prize Award Medal Pulitzer Nobel Oscar Grammy Emmy scholarship fellowship title championship"
    ),
    "declared": _words("war independence emergency law victory ceasefire truce winner candidacy curfew"),
    "weapon": _words(
        "missile missiles rocket rockets shell shells rounds artillery torpedo torpedoes warhead warheads shots "
        "gunfire fire grenade grenades drones warship bombers jets tanks"
    ),
    "troops": _words("troops soldiers forces marines paratroopers warships"),
    "degree": _words("degree degrees doctorate ph.d phd b.a m.a diploma bachelor master mba m.d"),
    "body": _words(
        "company companies party parties government group groups organization organisation organizations newspaper "
        "firm bank agency committee commission council parliament army militia union school university club band "
        "team church foundation institute society association network coalition court congress senate house "
        "senators board crowd audience nation supporters delegates reporters"
    ),
    "place": _words(
        "city town village country region province district island camp camps area territory border base airport "
        "station headquarters hospital school schools embassy consulate mosque church temple building house home "
        "hotel capital street square bridge port neighborhood office offices compound prison ground site"
    ),
    "thing": _words(
        "ferry boats ships trains buses airliner airplane plane tanker vessel volcano dam pipeline bridge vehicle "
        "vehicles convoy car cars truck plane aircraft jet helicopter drone ship ships boat train bus missile "
        "satellite target targets positions infrastructure network networks servers computers account accounts "
        "system systems website websites pipeline depot center centre facility facilities information details "
        "secrets name names"
    ),
}
"""Head nouns, in the plain words of public affairs, by the kind of thing that they mean."""
