"""The kinds of thing that plain nouns of public affairs mean."""

from __future__ import annotations

from collections.abc import Mapping


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
        "whistleblower informant spy spies him survivor survivors rescuer rescuers firefighter firefighters defendant "
        "defendants voter voters prosecutor prosecutors investigator investigators inspector inspectors guard guards "
        "bodyguard bodyguards lawmaker legislators deputies delegates MPs mps assailant assailants insurgent "
        "insurgents guerrillas extremists jihadists bombers bomber sniper mob smugglers traffickers pirates sailors "
        "tourist tourists pilgrims farmers settlers missionaries scientists engineers nurses doctors drivers aid "
        "successor pair couple twins baby infant companions crewmembers ministers councillors"
    ),
    "role": _words(
        "president chairman chairwoman chair director secretary minister governor mayor senator commissioner "
        "ambassador chief head leader king queen emperor pope bishop archbishop professor judge justice general "
        "commander captain chancellor speaker treasurer prime vice deputy attorney spokesman spokeswoman "
        "representative pastor abbot vicar sheriff marshal premier regent viceroy superintendent producer "
        "conductor curator partner trustee member dean editor officer coach manager administrator envoy chaplain "
        "rector principal"
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
    "sentence": _words("sentence sentences term terms imprisonment"),
    "charges": _words("charges charge case indictment lawsuit lawsuits suit appeal complaint"),
    "tally": _words("percent unanimously"),
    "post": _words("post position seat leadership office commission membership chairmanship presidency job"),
    "declared": _words("war independence emergency law victory ceasefire truce winner candidacy curfew"),
    "weapon": _words(
        "missile missiles rocket rockets shell shells rounds artillery torpedo torpedoes warhead warheads shots "
        "gunfire fire grenade grenades drones warship bombers jets tanks"
    ),
    "troops": _words("troops soldiers forces marines paratroopers warships"),
    "degree": _words(
        "degree degrees doctorate ph.d ph.d. phd b.a m.a b.a. m.a. b.s. m.s. j.d. ll.b. diploma bachelor master mba m.d"
    ),
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
