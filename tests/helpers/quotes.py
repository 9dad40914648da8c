"""Pages of invented sentences, and what can happen to a quotation of them."""

import random
import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate

from explorer.app.bench_corpus import vocabulary

_NAMES = ["Ames", "Lund", "Quist", "Sorrel", "Whitcomb", "Tarrow", "Fennick", "Oduya", "Brandt", "Castellan"]
_PLACES = ["Larkhaven", "Norrwick", "Eastmere", "Harbor Road", "Gullcrest", "Ferris Mills"]
_TITLES = ["Lt.", "Sgt.", "Capt.", "Chief", "Director", "Mayor"]
_MONTHS = ["January", "March", "June", "September", "November"]
_UNITS = ["miles", "hours", "tons", "percent", "gallons"]
_QUANTIFIERS = ["all", "most", "some", "few", "many", "several"]
_SUPERLATIVES = ["largest", "smallest", "oldest", "worst", "highest"]
_FORMS = [
    "{title} {name} told the board that {number} of {bigger} entries had not been reviewed by {month} {day}, {year}",
    "The center does not share {quantifier} of its files with the office in {place} unless {title} {name} signs",
    "It paid ${money} for the node, and the {superlative} bill, of ${bigger}, came from {place} in {month} {year}",
    "No officer may enter a name without {small} of the ten criteria, which {name} called the {superlative} rule",
    "The convoy went {number} {unit} beyond {place} before anyone, including {title} {name}, was told that it had left",
    "{quantifier} of the {number} agencies never answered the letter that {name} wrote on {day} {month} {year}",
    "About {percent}% of the {bigger} people in them were not charged, {title} {name} said, and {small} were children",
    "The agreement with {place} can’t end before {month} {day}, {year}, and its cost won’t fall below ${money} a year",
]


def sentence(dice: random.Random) -> str:
    """One invented sentence, full of what can be got wrong."""
    made = dice.choice(_FORMS).format(
        title=dice.choice(_TITLES), name=dice.choice(_NAMES), place=dice.choice(_PLACES), month=dice.choice(_MONTHS),
        unit=dice.choice(_UNITS), quantifier=dice.choice(_QUANTIFIERS), superlative=dice.choice(_SUPERLATIVES),
        number=dice.randint(11, 980), bigger=f"{dice.randint(1_000, 99_000):,}", day=dice.randint(1, 28),
        year=dice.randint(1994, 2018), money=f"{dice.randint(2, 900)}.{dice.randint(0, 9)} million",
        small=dice.choice(["two", "three", "four", "six"]), percent=dice.randint(2, 97),
    )  # fmt: skip
    return f"{made[0].upper()}{made[1:]}."


def page(dice: random.Random, sentences: int = 12) -> str:
    """A page of them, set in lines of about eighty characters."""
    return _set(" ".join(sentence(dice) for _ in range(sentences)))


def plain_page(dice: random.Random, words: int = 250) -> str:
    """A page of made words, as frequent as in real text, so that no two pages say the same."""
    names, weights = _frequencies()
    return _set(" ".join(dice.choices(names, cum_weights=weights, k=words)))


@cache
def _frequencies() -> tuple[list[str], list[float]]:
    names = vocabulary()
    return names, list(accumulate(1 / rank for rank in range(1, len(names) + 1)))


def _set(text: str) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 78:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def passage(dice: random.Random, text: str, least: int = 8, most: int = 24) -> str:
    """Some words of a page in a row, as a draft has them: on one line, and not cut within a number."""
    words = re.sub(r"(\d)\s(million|percent)\b", r"\1_\2", text).split()
    length = dice.randint(least, min(most, len(words)))
    first = dice.randrange(len(words) - length + 1)
    return " ".join(words[first : first + length]).replace("_", " ")


def _other(dice: random.Random, choices: list[str], than: str) -> str:
    return dice.choice([each for each in choices if each != than])


def _swap(pattern: str, change: Callable[[random.Random, str], str]) -> Callable[[random.Random, str], str | None]:
    def act(dice: random.Random, quote: str) -> str | None:
        found = list(re.finditer(pattern, quote))
        if not found:
            return None
        one = dice.choice(found)
        return quote[: one.start()] + change(dice, one.group()) + quote[one.end() :]

    return act


def _digit(dice: random.Random, text: str) -> str:
    at = dice.choice([at for at, char in enumerate(text) if char.isdigit()])
    return text[:at] + _other(dice, list("123456789"), text[at]) + text[at + 1 :]


def _without_inner(pattern: str) -> Callable[[random.Random, str], str | None]:
    """Leave a word out that stands neither first nor last: what is left of an edge is still a quotation."""

    def act(dice: random.Random, quote: str) -> str | None:
        words = quote.split(" ")
        inner = [at for at in range(1, len(words) - 1) if re.fullmatch(pattern, words[at])]
        if not inner:
            return None
        at = dice.choice(inner)
        return " ".join(words[:at] + words[at + 1 :])

    return act


def _with_word(word: str) -> Callable[[random.Random, str], str | None]:
    def act(dice: random.Random, quote: str) -> str | None:
        words = quote.split(" ")
        at = dice.randint(1, len(words) - 1)
        return " ".join([*words[:at], word, *words[at:]])

    return act


def _listed(choices: list[str]) -> Callable[[random.Random, str], str | None]:
    pattern = r"\b(?:" + "|".join(re.escape(each) for each in choices) + r")(?!\w)"
    return _swap(pattern, lambda dice, text: _other(dice, choices, text))


# What changes the meaning. Each gives None where the quotation has nothing of its kind.
WEIGHTY: dict[str, Callable[[random.Random, str], str | None]] = {
    "a digit": _swap(r"\d[\d,.]*\d|\d", _digit),
    "a decimal point dropped": _swap(r"\d\.\d", lambda dice, text: text.replace(".", "")),
    "a zero more": _swap(r"\b\d+\b(?![,.]\d)", lambda dice, text: text + "0"),
    "a number word": _listed(["two", "three", "four", "six", "ten"]),
    "a negation dropped": _without_inner(r"not|No|no|never|without"),
    "a negation put in": _with_word("not"),
    "a contraction turned": _swap(r"can’t|won’t", lambda dice, text: {"can’t": "can", "won’t": "will"}[text]),
    "a name": _listed(_NAMES),
    "a place": _listed(_PLACES),
    "a title": _listed(_TITLES),
    "a month": _listed(_MONTHS),
    "a unit": _listed(_UNITS),
    "money": _swap(r"\$(?=\d)", lambda dice, text: dice.choice(["€", "£", ""])),
    "percent dropped": _swap(r"%(?= )", lambda dice, text: ""),
    "million": _swap(r"\bmillion\b", lambda dice, text: "billion"),
    "a quantifier": _listed(_QUANTIFIERS),
    "a superlative": _listed(_SUPERLATIVES),
    "a hedge": _with_word("nearly"),
}


def _some(pattern: str, new: str) -> Callable[[random.Random, str], str]:
    def act(dice: random.Random, quote: str) -> str:
        return re.sub(pattern, lambda found: new if dice.random() < 0.5 else found.group(), quote)

    return act


def _hyphenated(dice: random.Random, quote: str) -> str:
    """A long word broken over two lines."""
    long = list(re.finditer(r"(?<![\w-])[a-z]{7,}(?![\w-])", quote))
    if not long:
        return quote
    one = dice.choice(long)
    at = one.start() + len(one.group()) // 2
    return f"{quote[:at]}-\n{quote[at:]}"


# What print and programs change.
TYPOGRAPHIC: dict[str, Callable[[random.Random, str], str]] = {
    "line breaks": _some(" ", "\n"),
    "more space": _some(" ", "  "),
    "no-break spaces": _some(" ", "\u00a0"),
    "thin spaces": _some(" ", "\u2009"),
    "curly marks": lambda dice, quote: quote.replace("'", "’"),
    "straight marks": lambda dice, quote: quote.replace("’", "'"),
    "upper case": lambda dice, quote: quote.upper(),
    "small first letter": lambda dice, quote: quote[0].swapcase() + quote[1:],
    "ligatures": lambda dice, quote: quote.replace("ffi", "ﬃ").replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "soft hyphens": lambda dice, quote: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", quote),
    "hyphen at a line's end": _hyphenated,
    "zero-width spaces": _some(" ", "\u200b "),
    "no comma in thousands": lambda dice, quote: re.sub(r"(?<=\d),(?=\d{3})", "", quote),
    "nested marks": lambda dice, quote: re.sub(r"\b(entries|officer|node|books|letter)\b", r"‘\1’", quote),
    "a comma at the end": lambda dice, quote: quote.rstrip(".,") + ",",
    "full-width figures": lambda dice, quote: quote.translate({48 + n: 0xFF10 + n for n in range(10)}),
}


def misread(dice: random.Random, text: str, share: float) -> str:
    """A share of the characters wrong as OCR makes them: mostly look-alikes, some dropped or doubled."""
    alike = dict(zip("oO0lI1ieacsSgqbhnumrtfvwyZzB8", "0Q0I1lljecaS59q6bnmuunfrltvyVzsZ82", strict=False))
    out = []
    for char in text:
        if char.isspace() or dice.random() >= share:
            out.append(char)
            continue
        kind = dice.random()
        if kind < 0.7:
            out.append(alike.get(char, dice.choice("abcdefghijklmnopqrstuvwxyz")))
        elif kind < 0.85:
            out.append(char + dice.choice("il.,'r"))
    return "".join(out)
