"""Searches with their exact answers. Each is built together with the test that decides it, over the maker's own texts.

Words and phrases are quoted, so that stemming plays no part. Tokens: NFKC, case-folded, runs of word characters.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from sample_docs.maker.story import CITY, TOWN
from sample_docs.maker.truth import Made, every


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as a search sees it; ``ordinal`` is None where the program sets the text into pages itself."""

    made: Made
    ordinal: int | None
    text: str

    @property
    def bates(self) -> str:
        return self.made.bates[self.ordinal - 1] if self.ordinal and self.made.bates else ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A query and what decides whether a page answers it."""

    query: str
    test: Callable[[Leaf], bool]


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def holds(text: str, words: str) -> bool:
    """Whether the words stand in the text one after the other."""
    return f" {' '.join(tokens(words))} " in f" {' '.join(tokens(text))} "


def phrase(words: str) -> Ask:
    return Ask(f'"{words}"', lambda leaf: holds(leaf.text, words))


def prefix(start: str) -> Ask:
    return Ask(f"{start}*", lambda leaf: any(token.startswith(start) for token in tokens(leaf.text)))


def both(*asks: Ask) -> Ask:
    return Ask(" ".join(ask.query for ask in asks), lambda leaf: all(ask.test(leaf) for ask in asks))


def either(*asks: Ask) -> Ask:
    return Ask(f"({' OR '.join(ask.query for ask in asks)})", lambda leaf: any(ask.test(leaf) for ask in asks))


def without(ask: Ask) -> Ask:
    return Ask(f"NOT {ask.query}", lambda leaf: not ask.test(leaf))


def kind(name: str) -> Ask:
    return Ask(f"kind:{name}", lambda leaf: leaf.made.kind == name)


def production(name: str) -> Ask:
    return Ask(f'production:"{name}"', lambda leaf: leaf.made.production == name)


def fact(field: str, word: str) -> Ask:
    return Ask(f"{field}:{word}", lambda leaf: word.casefold() in str(leaf.made.facts.get(field, "")).casefold())


def bates(first: str, last: str) -> Ask:
    return Ask(f"bates:{first}..{last}", lambda leaf: first <= leaf.bates <= last)


def dated(first: str, last: str) -> Ask:
    return Ask(f"date:{first}..{last}", lambda leaf: first <= str(leaf.made.facts.get("date", ""))[:10] <= last)


def exemption(code: str) -> Ask:
    return Ask(
        f'exemption:"{code}"',
        lambda leaf: any(r.page == leaf.ordinal and r.exemption == code for r in leaf.made.redactions),
    )


SEARCHES = (
    phrase("gang member"),
    phrase("no conviction is needed"),
    phrase("federal partners can filter"),
    phrase("4TR 91K"),
    phrase("413-555-0117"),
    phrase("single field interview"),
    phrase("two of ten criteria are sufficient"),
    phrase("nobody looked for a conviction"),
    phrase("rather not repeat the figure"),
    phrase("The 2016 count is on paper only"),
    phrase("Never filled since delivery"),
    phrase("No officer reviews code 18"),
    phrase("does not undertake to enforce"),
    phrase("one search in five"),
    phrase("Will the standing filter return persons"),
    phrase("Ordinance 2016-40"),
    phrase("Norrwick"),
    phrase("helicopter"),
    prefix("convict"),
    either(phrase("interview cards"), phrase("gang books")),
    both(phrase("gang member"), kind("slides")),
    both(phrase("officer safety"), either(phrase("wanted"), phrase("missing"))),
    both(phrase("at least three letters"), phrase("reason")),
    both(phrase("field interview"), kind("pdf"), production(TOWN.name)),
    both(phrase("Interior Corridor Task Force"), without(kind("pdf"))),
    both(phrase("conviction"), fact("from", "whitcomb")),
    both(phrase("conviction"), kind("email"), dated("2018-01-10", "2018-01-17")),
    both(fact("subject", "FW"), production(CITY.name)),
    both(phrase("federal"), bates("MSP-000374", "MSP-000401")),
    bates("MSP-000417", "MSP-000418"),
    both(exemption("(b)(7)(C)"), kind("pdf")),
)


def leaves(files: list[Made]) -> list[Leaf]:
    """Every page that can be searched; a duplicate counts at its first place alone."""
    return [
        Leaf(made, None if made.is_flowing else number, text)
        for made in every(files)
        if not made.duplicate_of
        for number, text in enumerate(made.pages, start=1)
    ]


def _answers(ask: Ask, leaf: Leaf) -> bool:
    """Whether the page answers. Where pages are not known, one paragraph has to hold all that is asked."""
    answers = ask.test(leaf)
    if leaf.ordinal is None:
        parts = [Leaf(leaf.made, None, part) for part in re.split(r"\n\s*\n", leaf.text)]
        if answers != any(ask.test(part) for part in parts):
            raise ValueError(f"{ask.query} depends on where {leaf.made.path} is cut into pages")
    return answers


def search_rows(files: list[Made]) -> list[dict[str, object]]:
    """The searches and their exact answers, in order."""
    pages = leaves(files)
    return [
        {"query": ask.query, "pages": [[leaf.made.path, leaf.ordinal] for leaf in pages if _answers(ask, leaf)]}
        for ask in SEARCHES
    ]
