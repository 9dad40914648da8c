"""Words that change what is said where they differ: negations, quantities, dates, money, units, titles."""

import re

from explorer.model.trace import Matter

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[$€£¥%‰]")
_NAME = re.compile(r"\b[A-Z][^\W\d_]+(?:['’]s)?")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEGATIONS = _set(
    "no not never none nobody nothing neither nor nowhere without cannot hardly scarcely barely rarely seldom lack "
    "lacks  lacked lacking refuse refused refuses deny denied denies fail failed fails unless except despite  nicht "
    "kein keine keinen keiner keines nie niemals ohne pas jamais sans aucun aucune nunca sin nadie ninguno ninguna "
    "non "
)
_NUMBER_WORDS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen  eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
    "thousands million  millions billion billions trillion dozen dozens half halves third thirds quarter quarters "
    "fifth sixth seventh eighth  ninth tenth first second once twice thrice double triple single couple pair "
)
_DATES = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug  sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs "
    "fri sat sun  today yesterday tomorrow day days daily week weeks weekly month months monthly year years yearly "
    "annual annually  decade decades century centuries morning noon afternoon evening night midnight spring summer "
    "autumn fall winter  a.m p.m am pm bc ad "
)
_MONEY = _set(
    "$ € £ ¥ dollar dollars cent cents euro euros pound pounds yen usd eur gbp chf franc francs peso pesos rupee "
    "rupees "
)
_UNITS = _set(
    "% ‰ percent percentage pct point points mile miles km kilometre kilometres kilometer kilometers metre metres "
    "meter  meters foot feet inch inches yard yards acre acres hectare hectares ton tons tonne tonnes kg kilogram "
    "kilograms gram  grams mg lb lbs ounce ounces litre litres liter liters gallon gallons barrel barrels hour "
    "hours minute minutes second  seconds degree degrees celsius fahrenheit watt watts kilowatt megawatt mph kph "
    "byte bytes "
)
_QUANTIFIERS = _set(
    "all every each any some many most much few fewer several both either half more less least enough only always "
    "often  sometimes usually mostly mainly nearly almost about around approximately roughly exactly at least under "
    "over above  below majority minority entire entirely whole wholly partly partially completely total totally "
    "must shall should may  might can could would will probably possibly certainly allegedly "
)
_AMOUNTS = _set(
    "all every everybody everyone each any some somebody someone many most few several both either half nobody none "
    "no more less fewer never always often sometimes "
)
_TITLES = _set(
    "mr mrs ms miss dr prof professor sir dame lord lady rev sgt sergeant lt lieutenant capt captain maj major col "
    "colonel  gen general cpl corporal pvt det detective insp inspector supt superintendent chief deputy sheriff "
    "officer trooper  commander commissioner judge justice senator sen representative rep governor gov mayor "
    "president vice minister  secretary director ambassador councilman councilwoman attorney solicitor counsel "
    "chair chairman chairwoman "
)
_IRREGULAR = _set("best worst most least first last only sole largest biggest highest lowest top ever ")
_SUPERLATIVE = re.compile(r"[a-z]{3,}est")
_NOT_SUPERLATIVE = _set(
    "interest arrest request test west rest nest guest forest harvest protest contest invest suggest honest "
    "modest  manifest digest conquest inquest attest detest quest chest crest quest behest earnest priest tempest "
    "unrest vest zest  northwest southwest midwest "
)
_NO_NAMES = _set(
    "he she it they we you his her its their our your him them us the this that these those who which what one my me "
    "mine hers theirs ours there here and but or so if in on at by for from to of as a an "
)
_HEDGES = _set(
    "nearly almost about around approximately roughly only just merely alleged allegedly supposed supposedly purported "
    "reportedly suspected accused possible possibly probably potential potentially former acting deputy some few most "
    "many apparently seemingly attempted proposed would-be "
)
_NOT_ENDING = re.compile(r"n['’]t$")


def words_of(text: str) -> list[str]:
    """Words and signs of a text, small."""
    return [each.replace("’", "'").casefold() for each in _WORD.findall(text)]


def has_negation(text: str) -> bool:
    return any(_is_negation(word) for word in words_of(text))


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or bool(_NOT_ENDING.search(word))


def is_title(text: str) -> bool:
    """Whether a text is a title, such as "Sgt." """
    return text.strip('(“"').rstrip(".").casefold() in _TITLES


def numbers_of(text: str) -> frozenset[str]:
    """Numbers in figures or words, thousands joined."""
    figures = {each.replace(",", "") for each in _NUMBER.findall(text)}
    return frozenset(figures | {word for word in words_of(text) if word in _NUMBER_WORDS})


def is_hedge(text: str) -> bool:
    """Whether a text is one or two words, one of which limits what stands beside it: nearly, alleged."""
    words = words_of(text)
    return 0 < len(words) <= 2 and not _HEDGES.isdisjoint(words)


def puts_in_amount(put_in: str, replaced: str) -> bool:
    """Whether nothing but a word such as all, some or only is put in, which was not among the words replaced."""
    words = set(words_of(put_in))
    limits = (_AMOUNTS | _HEDGES) - {"former", "acting", "deputy"}
    return bool(words) and words <= limits and not words <= set(words_of(replaced))


def is_another_name(put_in: str, replaced: str) -> bool:
    """Whether a name stands where there was another: [Quist] for Lund; a title or a pronoun is no name."""
    ours, theirs = _names(put_in), _names(replaced)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _names(text: str) -> frozenset[str]:
    """Words with a capital, but for titles and the small words that begin a sentence."""
    found = {word.removesuffix("'s").removesuffix("’s") for word in _NAME.findall(text)}
    return frozenset(word.casefold() for word in found if word.casefold() not in _TITLES | _NO_NAMES)


def is_another_amount(put_in: str, replaced: str) -> bool:
    """Whether a number or a quantifier is put in where others stood."""
    return any(of(put_in) and of(replaced) - of(put_in) for of in (numbers_of, _amounts))


def _amounts(text: str) -> frozenset[str]:
    return frozenset(words_of(text)) & _AMOUNTS


def matter_of(word: str, raw: str, *, begins_sentence: bool = False) -> Matter:
    """What kind of thing a word that differs is; ``raw`` is the word as written."""
    if _is_negation(word):
        return Matter.NEGATION
    if word in _MONEY or any(sign in raw for sign in "$€£¥"):
        return Matter.MONEY
    if any(char.isdigit() for char in word) or word in _NUMBER_WORDS:
        return Matter.NUMBER
    if word in _TITLES and (raw[:1].isupper() or word not in {"general", "major", "second", "may"}):
        return Matter.TITLE
    if word in _DATES and (raw[:1].isupper() or word not in {"may", "march", "second"}):
        return Matter.DATE
    if word in _UNITS:
        return Matter.UNIT
    if word in _IRREGULAR or (_SUPERLATIVE.fullmatch(word) and word not in _NOT_SUPERLATIVE):
        return Matter.SUPERLATIVE
    if word in _QUANTIFIERS:
        return Matter.QUANTIFIER
    if raw[:1].isupper() and not begins_sentence:
        return Matter.NAME
    return Matter.WORDS
