"""The nouns that say what office, post or trade somebody has."""

from __future__ import annotations

_OFFICES = (
    "president chairman chairwoman chairperson chair director secretary minister governor mayor senator congressman "
    "congresswoman representative lawmaker legislator delegate commissioner ambassador envoy consul diplomat chief "
    "head leader boss whip speaker king queen emperor empress pope bishop archbishop cardinal imam rabbi pastor "
    "priest dean professor lecturer researcher fellow scholar academic scientist historian economist sociologist "
    "psychologist physicist mathematician chemist biologist analyst expert specialist strategist pollster "
    "consultant adviser advisor counselor counsel attorney lawyer prosecutor judge justice solicitor magistrate "
    "sheriff commander general admiral colonel captain lieutenant sergeant major brigadier marshal chancellor "
    "premier prime-minister vice-president treasurer spokesman spokeswoman spokesperson editor journalist reporter "
    "correspondent columnist anchor host writer author novelist poet playwright artist painter sculptor architect "
    "composer musician singer actor actress filmmaker producer officer official manager administrator executive ceo "
    "cfo coo founder co-founder cofounder owner publisher coach trainer captain member trustee chaplain rector "
    "principal superintendent teacher engineer doctor physician nurse surgeon activist organizer campaigner "
    "dissident candidate nominee contender coordinator aide deputy assistant undersecretary under-secretary "
    "vice-chairman inspector detective agent ombudsman auditor councilman councilwoman councillor councilor "
    "alderman peer baron duke prince princess sultan emir sheikh shah tsar ruler dictator translator interpreter "
    "photographer cinematographer designer curator librarian archivist geologist anthropologist astronomer linguist "
    "philosopher theologian missionary explorer inventor entrepreneur businessman businesswoman banker investor "
    "financier industrialist footballer striker goalkeeper midfielder defender quarterback pitcher swimmer boxer "
    "skier racer driver pilot astronaut cosmonaut ranger soldier veteran whistleblower mp mep mla"
)
ROLES = frozenset(_OFFICES.split())
PLURALS = {role + "s": role for role in ROLES} | {
    "spokesmen": "spokesman",
    "spokeswomen": "spokeswoman",
    "spokespeople": "spokesperson",
    "chairmen": "chairman",
    "congressmen": "congressman",
    "actresses": "actress",
    "coaches": "coach",
    "attorneys": "attorney",
}
SHORTENED = {
    "sen": "Senator",
    "rep": "Representative",
    "gov": "Governor",
    "gen": "General",
    "prof": "Professor",
    "col": "Colonel",
    "lt": "Lieutenant",
    "sgt": "Sergeant",
    "capt": "Captain",
    "adm": "Admiral",
    "pres": "President",
    "amb": "Ambassador",
    "rev": "Reverend",
    "maj": "Major",
    "cmdr": "Commander",
    "supt": "Superintendent",
    "sens": "Senator",
    "reps": "Representative",
    "gov.": "Governor",
}
"""Titles as they stand shortened before a name. "Mr." and "Dr." are no offices."""
ENDED = frozenset("former ex then then- late onetime one-time erstwhile ousted deposed previous past retired".split())
FRESH = frozenset("new current incoming newly acting longtime long-time veteran prominent top-ranking then".split())
"""Words before a role that tell of its holder and not of the role; "acting" stays with the role."""


def role_of(word: str) -> str:
    """The role that a lower-case word names, in the singular; the empty string for none.

    >>> role_of("journalists"), role_of("secretary"), role_of("tree")
    ('journalist', 'secretary', '')
    """
    if word in ROLES:
        return word
    if word in PLURALS:
        return PLURALS[word]
    tail = word.rpartition("-")[2]
    return word if tail in ROLES and tail != word else ""
