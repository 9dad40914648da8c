"""The words by which something checkable is told: numbers spelled out, months, titles, quantifiers, places. English."""

MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WHOLE_MONTHS = "January|February|April|June|July|August|September|October|November|December"
WEEKDAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNITS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALES = "hundred|thousand|million|billion|trillion"
_ONE = rf"(?:one|{_UNITS}|{_TENS})"
# "one" counts only where it is a number: "one in six", "one hundred", "one-third".
SPELLED = (
    rf"(?:(?:{_TENS})[- ](?:one|{_UNITS})|{_UNITS}|{_TENS}|(?:an?|one|several|few) (?:{_SCALES}|dozen)|"
    rf"one(?= (?:in|of|out|per)\b|[- ](?:third|quarter|half|fifth|sixth|tenth)))"
    rf"(?:[- ](?:and )?(?:{_ONE}|{_SCALES}|dozen)\b){{0,6}}"
)
FRACTIONS = (
    r"(?:(?:an?|one|two|three|four|five|nine)[- ])?(?:half|halves|thirds?|quarters?|fifths?|sixths?|tenths?)(?= of\b)|"
    r"(?:two|three|four|five|nine)-(?:halves|thirds|quarters|fifths|sixths|tenths)|one-(?:half|third|quarter|fifth)|"
    r"twice|thrice|double[ds]?|tripled?|halved|half"
)
ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:twent|thirt|fort|fift)ieth"
CURRENCIES = (
    "dollars?|cents?|euros?|pounds?(?: sterling)?|pence|francs?|yen|kronor|kroner?|rupees?|pesos?|roubles?|"
    "rubles?|USD|EUR|GBP"
)
UNITS = (
    r"(?: ?%| ?‰| ?°[CF]?| ?percent\b| per ?cent\b| percentage points?\b|-?(?:fold|plus)\b| ?(?:km|kg|mph|m²|"
    r"sq\. ?ft)\b)"
)
TITLES = (
    r"(?:(?:Lt|Sgt|Capt|Cpt|Col|Gen|Maj|Cpl|Det|Insp|Supt|Ofc|Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Cmdr|Adm|"
    r"Fr|Dep)\b\.?|Sergeant|Lieutenant|Captain|Colonel|General|Major|Corporal|Detective|Inspector|Superintendent|"
    r"Officer|Deputy|Trooper|Chief|Sheriff|Judge|Justice|Senator|Representative|Governor|Mayor|Director|Secretary|"
    r"Ambassador|Professor|Attorney|Agent|Commissioner|President|Minister|Councilman|Councilwoman|Councillor|"
    r"Alderman|Commander|Marshal|Sir|Dame|Lord|Lady)"
)
ROLES = (
    "director|manager|chief|attorney|counsel|solicitor|spokes(?:man|woman|person)|president|secretary|deputy|analyst|"
    "administrator|coordinator|commissioner|engineer|clerk|mayor|sergeant|lieutenant|captain|colonel|detective|professor|"
    "superintendent|investigator|consultant|executive|inspector|advis[eo]r|governor|senator|judge|sheriff|minister|"
    "prosecutor|treasurer|chair(?:man|woman|person)?|liaison"
)
QUANTIFIERS = (
    "all|every|everyone|everybody|everything|each|none|nobody|no one|nothing|never|always|only|first|last|final|sole|"
    "solely|entire|entirely|whole|any|anyone|anybody|most|mostly|least|fewest|best|worst|more than|less than|"
    "fewer than|at least|at most|up to|majority|minority|nearly|almost|unprecedented|unique|"
    "record(?=-(?:high|low|breaking))|several|"
    "dozens|scores of|hundreds|thousands|millions|billions|many|few|much of|no longer|without exception|biggest"
)
_NOT_SUPERLATIVE_WORDS = """
arrest attest behest best bequest blest breast chest conquest contest crest detest digest
dishonest divest earnest est everest fest forest gest guest harvest honest ingest inquest infest interest invest
jest lest manifest midwest modest molest nest northwest pest priest protest quest request rest retest southwest
suggest tempest test unrest vest west wrest zest
"""
NOT_SUPERLATIVE = frozenset(_NOT_SUPERLATIVE_WORDS.split())
PLACES = (
    r"(?:[Ss]treet|St\b\.?|[Rr]oad|Rd\b\.?|[Aa]venue|Ave\b\.?|"
    r"[Bb]oulevard|Blvd\b\.?|[Ll]ane|Ln\b\.?|[Dd]rive|"
    r"[Hh]ighway|Hwy\b\.?|Square|Court|Place|Parkway|Pike|Terrace)"
)
NAMED_PLACES = "County|Street|Road|Avenue|Boulevard|Square|Island|River|Lake|Bay"
PLACE_KINDS = (
    "city|town|village|county|state|province|district|borough|port|island|isle|republic|parish|township|"
    "territory|region"
)
# Words that begin a sentence with a capital letter and name nobody.
_NO_NAMES_WORDS = """
a an the this that these those and but or nor so yet for if when while where why who whom whose what which how as at
by in on of off to up from with without within into onto over under after before since until till because although
though once during despite beside besides between among against about across along around near behind below above
beyond through throughout toward towards upon it its he him his she her hers they them their theirs we us our ours you
your yours i me my mine one two three four five six seven eight nine ten no not yes none nobody nothing never always
every everyone each all any some most many much more less few fewer several both either neither other others another
such same only even also too then there here now still just again later earlier yesterday today tomorrow meanwhile
however instead indeed moreover therefore thus hence otherwise perhaps maybe is are was were be been being has have
had do does did will would can could shall should may might must let asked told said says say according officials
police officers records documents people residents critics supporters lawyers attorneys agents reporters editors
federal state local city county public officer draft sample note table figure page section chapter part photo
photograph image caption
"""
NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
