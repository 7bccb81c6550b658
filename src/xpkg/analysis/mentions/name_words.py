"""The words that tell what kind of thing a name names: titles, roles, heads of bodies and of places."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.model import Gender, Kind

HONORIFICS: Mapping[str, Gender | None] = {
    "Mr": Gender.MASCULINE, "Mrs": Gender.FEMININE, "Ms": Gender.FEMININE, "Miss": Gender.FEMININE,
    "Madame": Gender.FEMININE, "Madam": Gender.FEMININE, "Sir": Gender.MASCULINE, "Lady": Gender.FEMININE,
    "Lord": Gender.MASCULINE, "Dame": Gender.FEMININE, "Don": None, "Mx": None, "Mister": Gender.MASCULINE,
    "Señor": Gender.MASCULINE, "Monsieur": Gender.MASCULINE, "Herr": Gender.MASCULINE, "Frau": Gender.FEMININE,
    "King": Gender.MASCULINE, "Queen": Gender.FEMININE, "Prince": Gender.MASCULINE, "Princess": Gender.FEMININE,
    "Pope": Gender.MASCULINE, "Emperor": Gender.MASCULINE, "Empress": Gender.FEMININE, "Father": Gender.MASCULINE,
    "Brother": Gender.MASCULINE, "Sister": Gender.FEMININE, "Sheikh": Gender.MASCULINE, "Sheikha": Gender.FEMININE,
    "Imam": Gender.MASCULINE, "Ayatollah": Gender.MASCULINE, "Congressman": Gender.MASCULINE,
    "Congresswoman": Gender.FEMININE, "Councilman": Gender.MASCULINE, "Councilwoman": Gender.FEMININE,
    "Assemblyman": Gender.MASCULINE, "Assemblywoman": Gender.FEMININE, "Chairman": Gender.MASCULINE,
    "Chairwoman": Gender.FEMININE, "Spokesman": Gender.MASCULINE, "Spokeswoman": Gender.FEMININE,
    "Businessman": Gender.MASCULINE, "Duke": Gender.MASCULINE, "Duchess": Gender.FEMININE,
}  # fmt: skip
"""Words that stand before a person's name, with the gender that they give."""

TITLES = frozenset(
    """
    Dr Prof Rt Sen Sens Rep Reps Gov Gen Lt Col Capt Cpl Sgt Maj Cmdr Adm Rev Hon Pres Supt Det Insp Amb Atty Pvt Brig
    Doctor Professor Senator Senators Representative Governor General Lieutenant Colonel Captain Corporal Sergeant
    Major Commander Admiral Reverend President Presidents Superintendent Detective Inspector Ambassador Attorney
    Officer Private Brigadier Vice Deputy Prime Minister Premier Chancellor Secretary Undersecretary Chief Justice
    Judge Magistrate Speaker Leader Majority Minority Whip Chair Chairperson Director Commissioner Councillor
    Councilor Mayor Sheriff Bishop Archbishop Cardinal Rabbi Pastor Patriarch Marshal Coach Candidate Nominee
    Democrat Republican Spokesperson Analyst Journalist Reporter Correspondent Editor Author Economist Envoy
    Consul Counselor Counsel Solicitor Treasurer Ex Former Acting Interim Then First Second Minister Ministers
    Secretary-General Secretary-general CEO CFO COO Founder Co-founder Strategist Adviser Advisor Aide Manager
    Lawmaker Congressmember Activist Scholar Historian Dean Provost Principal Comptroller Auditor Ombudsman
    Alderman Alderwoman Selectman Supervisor Registrar Administrator Coordinator Rear
    Executive Managing Assistant Associate Senior Junior Foreign Defense Defence Interior Finance Home Health Justice
    Trade Education Labor Labour Energy Environment Agriculture Transport Press Party National Security State
    Intelligence Police Army Navy Supreme Grand Crown District Circuit County City Court Superior Municipal Campaign
    Board Committee Bureau Network Company
    """.split()
)
"""Capitalised words of offices that stand before a name; the last rows stand there only with another."""

MEMBERS = frozenset("MP MPs MEP MSP MLA MPP TD QC KC".split())
"""Letters of an office that stand before a name or behind it: "Labour MP Ann Carter", "Ann Carter MP"."""

STRONG = frozenset(
    "Sen Sens Rep Reps Gov Dr Prof Senator Senators Representative Governor President Secretary Judge Mayor Professor "
    "Doctor Chancellor Premier Minister Ambassador Sheriff Detective Sergeant Sgt Lt Capt Col Bishop Archbishop "
    "Cardinal Rabbi Pastor Councillor Congressman Congresswoman".split()
)
"""Titles after which a single capitalised word is a name."""

OFFICE_ONLY = frozenset(
    "Foreign Defense Defence Interior Finance Home Health Trade Education Labor Labour Energy Environment Agriculture "
    "Transport Press Party National Security State Intelligence Police Army Navy Supreme Grand Crown First Second "
    "Executive Managing Assistant Associate Senior Junior Majority Minority Then Ex Former Acting Interim District "
    "Circuit County City Court Superior Municipal Campaign Board Committee Bureau Network Company".split()
)
"""Of these, the words that need a title after them before they say that a person follows."""

ROLES = frozenset(
    """
    activist actor actress adviser advisor advocate aide ambassador analyst anchor archbishop artist astronomer
    athlete attorney author ballplayer banker biographer biologist bishop blogger boss broadcaster businessman
    businesswoman candidate captain cardinal chairman chairperson chairwoman chair chancellor chef chemist chief
    cleric co-author co-chair co-founder co-host coach colleague columnist comedian commander commentator
    commissioner composer congressman congresswoman consul consultant contributor convert coordinator
    correspondent councillor councilman councilwoman counsel counselor creator critic dean defendant defector
    delegate democrat deputy donor designer detective developer diplomat director dissident doctor economist editor
    educator engineer entrepreneur envoy ex-president ex-wife ex-husband executive expert father fellow filmmaker
    footballer founder general geographer geologist governor guard guest head heir helmsman historian host husband
    imam incumbent inspector investigator investor inventor journalist judge lawmaker lawyer leader lecturer
    legislator liaison librarian lieutenant lobbyist manager mathematician mayor mediator member minister
    missionary mogul moderator mother musician neighbor nominee novelist nurse officer official ombudsman operative
    opponent organizer owner painter partner pastor person philosopher photographer physician physicist pianist
    pilot player playwright poet policeman policewoman politician pollster premier presenter president prince
    princess principal producer professor programmer prosecutor psychiatrist psychologist publisher quarterback
    rabbi rapper realtor refugee reporter representative republican researcher resident rival scholar scientist
    secretary senator sergeant sheriff singer sister sociologist solicitor son songwriter soldier speaker
    spokesman spokesperson spokeswoman star strategist student supervisor supporter surgeon survivor suspect
    teacher technician theologian therapist treasurer tycoon undersecretary veteran vice-president vicar
    victim volunteer voter widow wife winner witness worker writer whistleblower brother daughter cousin uncle aunt
    anthropologist archaeologist architect astronaut bassist boxer cosmonaut cricketer dancer dictator drummer emperor
    empress explorer geneticist golfer guitarist gymnast illustrator jurist king linguist logician monarch mountaineer
    naturalist navigator neurologist neuroscientist nobleman noblewoman nun philanthropist physiologist queen
    revolutionary ruler saint screenwriter sculptor skier socialite spy statesman suffragette suffragist sultan swimmer
    theorist virologist vocalist warlord wrestler zoologist jihadist militant imam mufti general
    nephew niece grandson granddaughter grandfather grandmother girlfriend boyfriend fiancé fiancée friend frontman
    plumber baker farmer driver carpenter electrician mechanic waiter waitress butcher tailor barber hairdresser cleaner
    janitor shopkeeper grocer cashier clerk postman bricklayer welder roofer gardener fisherman miner labourer laborer
    pensioner retiree employee trucker herder merchant vendor paramedic firefighter accountant dentist
    pharmacist veterinarian midwife barrister notary translator interpreter curator tenant caretaker cabinetmaker
    constable referee neighbour rapporteur predecessor successor auditor registrar bailiff steward chaplain treasurer
    """.split()
)
"""What a person is said to be, in small letters beside the name."""

SPEECH = frozenset(
    """
    said says told tells wrote writes added adds argued argues tweeted tweets claimed claims stated states explained
    explains noted notes insisted insists warned warns acknowledged acknowledges admitted admits asked asks replied
    replies responded declared declares announced announces denied denies suggested suggests testified recalled
    recalls quipped joked conceded concedes continued continues concluded concludes complained complains commented
    predicted predicts pledged promised vowed urged urges observed observes remarked contended contends
    believes believed thinks thought called calls described describes criticized accused
    """.split()
)
"""Verbs of which a person's name is the subject more than anything else's."""

ORG_FINAL = frozenset(
    """
    University College Institute Ministry Department Agency Bureau Board Council Committee Commission Association
    Federation Foundation Party Union Congress Parliament Court Corporation Corp Inc Ltd LLC PLC Company Co Bank Fund
    Times Post News Journal Herald Tribune Gazette Chronicle Weekly Observer Telegraph Examiner Inquirer Dispatch
    Sentinel Register Globe Bulletin Courier Beacon Network Radio Television Church Academy
    Society Organization Organisation Authority Administration Guard Police Brigade Alliance Coalition Front Movement
    League Trust Museum Library Hospital Airlines Airways Motors Industries Holdings Associates Studios
    Entertainment Technologies Laboratories Senate Assembly Watch Forum Initiative Caucus Secretariat
    Tribunal Embassy Consulate Corps Greens Conference Consortium Syndicate Cooperative Cartel Militia
    Army Navy Force Forces Group PAC Seminary Orchestra Symphony Ensemble Conservatory Service Services
    Partners Capital Ventures Insurance Pharmaceuticals Software Magazine Review Quarterly Publishing Publishers
    Records Pictures Productions Polytechnic Synod Diocese Archdiocese Constabulary Legislature Knesset Club Office
    Fellowship Brotherhood Resistance Headquarters Commissariat Politburo Directorate Regiment Battalion Battery
    Government Press Daily Standard Mirror Argus Star Mercury Echo
    Medical Labs Systems Solutions Communications Media Airline Railway Railroad Schools School
    Brothers Bros Bakery Builders Brewery Breweries Supermarkets Garage Logistics Construction Contractors Properties
    Realty Foods Consultants Solicitors
    """.split()
)
"""Last words of a body's name."""

UNION_FINAL = frozenset("Workers Steelworkers Autoworkers Teamsters Mineworkers Nurses Teachers".split())
"""Last words of a union's name, after "United" and the like."""

WEAK_FINAL = frozenset(
    "Office Service Services Front Movement Force Forces Group Forum Capital Review Club Guard Register Globe Trust "
    "Company Watch Media School Schools Battery Resistance Medical Records Court Union Conference Initiative "
    "Standard Mirror Star Mercury Echo Post Times News Police Congress Administration Army Navy".split()
)
"""Of these, the words that are no name after a mere sentence-first word, and no name alone."""

ORG_HEAD = frozenset(
    """
    University Institute Ministry Department Bank Council Committee Center Centre Office Board Bureau College
    Academy Association Federation Union Organization Organisation Foundation Court Commission Church Museum Society
    Alliance Coalition Party Fund League Chamber Secretariat Consulate Consulate-General Embassy Government Library
    Friends Daughters Sons Knights Agency House Authority Administration School Conference Confederation Congress
    Front Movement Brotherhood Army Initiative Campaign Americans Citizens Doctors Reporters Physicians Lawyers
    Scientists Veterans Parents Students Mothers Partnership Project Command Division Diocese Archdiocese Hospital
    Journal Campaign Network Institution Directorate Faculty
    """.split()
)
"""First words of a body's name of the form "X of Y", "X for Y"."""

GENERIC = frozenset(
    """
    National Supreme Central State Federal High Interior Foreign Defense Defence Finance Health Education Justice Labor
    Labour Public Civil Criminal Constitutional Electoral Election Elections Security Intelligence Police Army Navy Air
    Emergency Coast Border Immigration Customs Home Affairs Trade Commerce Energy Environment Transport Agriculture
    Royal Presidential Military Armed Regional Provincial Local City Municipal District County Special Anti-Corruption
    Human Rights Press General Attorney Prosecutor Prosecutors Office Service Services Ministry Department Agency Bureau
    Council Committee Commission Court Parliament Assembly Congress Senate Bank Authority Administration Force Forces
    Guard Directorate Secretariat Board Chamber House Opposition Party Government Cabinet Information Culture
    Tourism Planning Development Housing Water Statistics Tax Revenue Investigation Investigations Fire Rescue
    Upper Lower Appeals Appeal Legislative Executive Judicial of and for the on
    """.split()
)
"""Words of which alone the names of bodies consist that many lands have: "Interior Ministry", "Supreme Court"."""

ALONE = frozenset(
    "Parliament Bureau Ministry Department Agency Commission Committee Council Court Party Foundation Institute "
    "Association Union Federation Company University Army Church Fund Bank Board Authority Guild Coalition Academy "
    "League Front Secretariat Embassy Tribunal Legislature Assembly Administration".split()
)
"""Heads that name a body by themselves after "the", once it was named in full."""

PLACE_FINAL = frozenset(
    """
    County Province City Island Islands River Street Avenue Road Square Airport Bay Sea Ocean Valley Peninsula
    Prefecture District Village Town Strait Straits Desert Mountain Mountains Hills Lake Park Beach Harbor Harbour
    Heights Forest Canal Boulevard Bridge Plateau Region Territory Oblast Canyon Falls Creek Coast Plaza Township
    Parish Gardens Springs Basin Cape Hall Tower Stadium Terrace Blvd Turnpike Highway Minster Hotel Place Lodge Inn
    Resort Casino Mall Market Pier Reservoir Dam Estate Estates Manor Castle Abbey Priory Arena Towers
    Theater Theatre Auditorium Cemetery Station Palace Cathedral Temple Mosque
    """.split()
)
"""Last words of a place's name."""

PLACE_HEAD = frozenset("Lake Mount Mt Fort Ft Port Cape Gulf Bay Isle Strait River Saint St San Santa Camp".split())
"""First words of a place's name ("Mount Kenya", "Gulf of Oman")."""

PARTICLES = frozenset(
    "de del della di da dos das do du van von der den zu zur ten ter bin ibn bint al el la le los las y e i abu ould "
    "af av op 't".split()
)
"""Small words inside a person's name."""

SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV V".split())

NATIVES_FINAL = frozenset("Act Treaty Agreement Convention Declaration Olympics Games Award Prize War Day".split())
"""Last words of what is neither person, body nor place: laws, events, prizes."""

OPENERS = frozenset(
    """
    The A An This That These Those It Its He His She Her They Their We Our You Your I My In On At By For From To Of With
    And But Or Nor So Yet If When While As Although Though Because Since Until Unless Before After During Despite
    Under Over Between Among Against About According Also Still Even Just Only Not No Yes Never Now Then There Here
    What Which Who Whom Whose Where Why How Whether Some Many Most Several Few All Both Each Every Any Another Other
    Such More Less Much One Two Three Four Five Six Seven Eight Nine Ten Once Twice First Second Third Last Next
    Meanwhile However Moreover Furthermore Nevertheless Instead Indeed Perhaps Maybe Later Earlier Recently Today
    Yesterday Tomorrow Tonight Following Citing Asked Speaking Addressing Responding Reputed Along Amid Across Without
    Within Like Unlike Near Inside Outside Throughout Through Behind Beyond Above Below Around Per Via Than Too Very
    Additional Photo Image Officials Police People Experts Critics Analysts Sources Authorities Human Other Further
    Given Being Having Had Has Have Is Are Was Were Be Been Do Does Did Can Could Will Would May Might Must Shall Should
    Let Get Got Make Made Take Took See Look Read Watch Listen Click Please Thank Thanks Sorry Well Oh Okay OK Hello
    Born Based Rather Neither Either Whatever Whoever Wherever Whenever Anyone Everyone Someone Nobody Nothing
    Everything Something Previously Currently Finally Eventually Ultimately Again Ever Always Often Sometimes Usually
    Nearly Almost Roughly Approximately Overall Part Out Off Up Down Back Away Together Half Prior Due Thus Hence
    Former New Old Big Great Good Bad Best Worst Young High Low Local Federal Foreign International Global Public
    Private Political Social Economic Military Senior Top Chief Key Major Minor Early Late Full Total Abstract Text
    Update Breaking Exclusive Opinion Editorial Analysis Watch Report Reports Statement Story Video Audio Caption
    Republican Democratic Democrat Conservative Liberal Progressive Evangelical
    Leaked Document Documents Map Source Sources Finalist Section Chapter Figure Table Note See Contents
    """.split()
)
"""Capitalised words that begin a sentence and are no part of a name there."""

CALENDAR = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun "
    "Christmas Easter Thanksgiving Halloween Ramadan Hanukkah Passover Winter Spring Summer Autumn Fall".split()
)

CAUTIOUS = frozenset(
    """
    Dawn Fortune Memorial Commons Commonwealth Journal Nature Science Post Quad Renaissance Shell Time Times Telegram
    Apple Amazon Meta Nike Sputnik Laws Reforma Roma PA PC Target Star Sun Express Forbes Vox Vice Slate Mother Salon
    Tories Independent Economist Telegraph Standard Stranger Atlantic People Bild Mail Globe Herald Hill Treasury
    Pentagon's Republicans's Order Karens Antara MAC MIT Lega Memorial Journal Spectator Observer Print Punch
    Cabinet Home Defense Interior Exchange Orange Oracle Gap Visa Chase Mobile Reading Nice Split Bath Orange Order
    Christian Muslim's GAO BIS PAN CHP
    """.split()
)
"""Names of the authority that are words or other names as well: each needs a sign beside it."""

NOMINALS: Mapping[str, Kind] = {
    **dict.fromkeys(
        "ministry newspaper paper party bureau government company agency group university institute organization "
        "organisation committee commission council court department foundation association union bank board magazine "
        "outlet network broadcaster firm think-tank regime administration campaign corporation institution army "
        "navy militia parliament embassy consulate daily tabloid website charity watchdog senate congress "
        "airline publisher journal federation alliance coalition regulator police tribunal hospital museum church "
        "school college center centre fund club team nonprofit".split(),
        Kind.ORGANIZATION,
    ),
    **dict.fromkeys(
        "president minister senator governor mayor secretary spokesman spokeswoman spokesperson professor official "
        "congressman congresswoman ambassador premier chancellor lawmaker leader candidate nominee director chairman "
        "chairwoman judge prosecutor lawyer attorney general king queen prince princess pope cardinal bishop "
        "businessman billionaire businesswoman author journalist reporter singer actor actress scientist scholar "
        "analyst activist economist historian writer editor columnist expert doctor sheriff colonel "
        "frontrunner front-runner mogul democrat republican".split(),
        Kind.PERSON,
    ),
    **dict.fromkeys("country nation region province city island state county town territory".split(), Kind.PLACE),
    **dict.fromkeys("minority".split(), Kind.GROUP),
}
"""Nouns that, after "the", can stand for something named before."""

PRONOUNS: Mapping[str, tuple[Kind, Gender | None]] = {
    **dict.fromkeys("he him his himself".split(), (Kind.PERSON, Gender.MASCULINE)),
    **dict.fromkeys("she her hers herself".split(), (Kind.PERSON, Gender.FEMININE)),
    **dict.fromkeys("it its itself".split(), (Kind.ORGANIZATION, None)),
    **dict.fromkeys("they them their theirs themselves".split(), (Kind.GROUP, None)),
}
"""Pronouns with the kind and gender of what they mostly stand for."""

SUBTYPES: Mapping[str, str] = {
    "University": "university", "College": "university", "Ministry": "ministry", "Party": "party",
    "Times": "newspaper", "News": "newspaper", "Examiner": "newspaper", "Star": "newspaper", "Inquirer": "newspaper",
    "Courier": "newspaper", "Observer": "newspaper", "Telegraph": "newspaper", "Globe": "newspaper",
    "Sentinel": "newspaper", "Register": "newspaper", "Bulletin": "newspaper", "Dispatch": "newspaper",
    "Standard": "newspaper", "Mirror": "newspaper", "Argus": "newspaper", "Weekly": "newspaper",
    "Post": "newspaper", "Herald": "newspaper", "Tribune": "newspaper", "Gazette": "newspaper",
    "Chronicle": "newspaper", "Daily": "newspaper", "Journal": "newspaper", "Institute": "institute",
    "Court": "court", "Bank": "bank", "Army": "military", "Navy": "military", "Guard": "military",
    "Police": "police", "Inc": "company", "Corp": "company", "Ltd": "company", "Company": "company",
    "Group": "company", "Department": "ministry", "Bureau": "agency", "Agency": "agency", "Council": "body",
    "Committee": "body", "Commission": "body", "Union": "union", "Church": "religious body",
    "County": "county", "Province": "province", "City": "city", "Island": "island", "River": "water",
}  # fmt: skip
"""What a head says of the thing that it names; a label only, no claim of the text."""
