"""Which pieces of evidence are one source: the same file, nearly the same page, one thread, a quotation, one author.

A chain makes one source, too: what quotes a page and what repeats it come from one hand (disjoint sets after Tarjan,
"Efficiency of a good but not linear set union algorithm", 1975). It only ever says that sources are not independent;
whether two that are not tied here truly are, people find out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from explorer.analyze.near_duplicates import ALIKE, Hashes, candidates, likeness, shingles, sketch
from explorer.analyze.quoted import voices
from explorer.model.claim import EvidenceId
from explorer.model.independence import Bond, Independence, SourceGroup, Tie

_RUN, _LEAST = 8, 5  # words in a row that show a quotation; of a shorter passage all, but not fewer than these
_THE_SAME = 0.9  # likeness of copies; two filled forms of one kind are less alike
_MOST = 400  # pieces of evidence that are compared with each other; a claim rests on a handful
_MOST_QUOTING = 80  # of these, whose words are looked for on each other's pages
_MOST_PAGES = 300  # of one file
_MOST_RUNS = 400  # of one passage
_LONGEST = 200_000  # characters of a page
_WORD = re.compile(r"\w+")
_MARKED = re.compile(r"[“\"«„]([^“”\"«»„]{20,2000})[”\"»“]")


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of evidence and what is known of where it comes from."""

    evidence: EvidenceId
    document: str
    ordinal: int
    quote: str
    page_text: str
    place: str = ""  # "p. 3 of Policy.pdf"
    thread: str = ""  # the same for all messages of a thread; empty if it stands in none
    thread_name: str = ""
    addresses: frozenset[str] = frozenset()  # who sent it
    author: str = ""  # as the file says, which may be anybody who once had the program
    supports: bool = True
    others: tuple[tuple[str, str], ...] = ()  # the other pages of its file: where, and their text


def independence(sources: Sequence[Source]) -> Independence:
    """The evidence by source, each source in the order of its first piece."""
    ties = list(_ties(sources[:_MOST]))
    groups, certain = _joined(sources, ties), _joined(sources, [tie for tie in ties if tie.is_certain])
    supporting = {each.evidence for each in sources if each.supports}
    return Independence(tuple(groups), _count(groups, supporting), _count(certain, supporting), len(supporting))


def _count(groups: Iterable[SourceGroup], supporting: set[EvidenceId]) -> int:
    return sum(not supporting.isdisjoint(group.evidence) for group in groups)


def _joined(sources: Sequence[Source], ties: Iterable[Tie]) -> list[SourceGroup]:
    """Sets of what hangs together, each with the ties that joined it."""
    above = {each.evidence: each.evidence for each in sources}

    def root(key: EvidenceId) -> EvidenceId:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    holding = []
    for tie in ties:
        one, other = root(tie.one), root(tie.other)
        if one != other:
            above[one] = other
            holding.append(tie)
    members: dict[EvidenceId, list[EvidenceId]] = {}
    for each in sources:
        members.setdefault(root(each.evidence), []).append(each.evidence)
    return [
        SourceGroup(tuple(group), tuple(tie for tie in holding if root(tie.one) == key))
        for key, group in members.items()
    ]


def _ties(sources: Sequence[Source]) -> Iterator[Tie]:
    """Why pieces are not independent, the plainest reasons first, in the order of the evidence."""
    pairs = list(combinations(sources, 2))
    pages = [_Page(each) for each in sources[:_MOST_QUOTING]]
    quoted = [tie for one, other in combinations(pages, 2) if (tie := _quotation(one, other))]
    yield from (tie for one, other in pairs if (tie := _same_file(one, other)))
    yield from (tie for tie in quoted if tie.bond is Bond.QUOTES)
    yield from _near_duplicates(sources)
    yield from _copies(sources)
    yield from (tie for one, other in pairs if (tie := _same_thread(one, other)))
    yield from (tie for one, other in pairs if (tie := _same_author(one, other)))
    yield from (tie for tie in quoted if tie.bond is Bond.WORDS)


def _same_file(one: Source, other: Source) -> Tie | None:
    if one.document != other.document:
        return None
    page = "the same page" if one.ordinal == other.ordinal else "the same file"
    return _tie(one, other, Bond.FILE, f"{page}: {other.place}", f"{page}: {one.place}")


def _near_duplicates(sources: Sequence[Source]) -> Iterator[Tie]:
    found = {n: shingles(each.page_text[:_LONGEST]) for n, each in enumerate(sources)}
    told = [n for n, hashes in found.items() if len(hashes)]
    if not told:
        return
    for first, second in sorted(candidates(np.stack([sketch(found[n]) for n in told]))):
        one, other = told[first], told[second]
        like = likeness(found[one], found[other])
        if like >= ALIKE and sources[one].document != sources[other].document:
            said = f"nearly the same page ({like:.0%}) as "
            left, right = sources[one], sources[other]
            of_one, of_other = said + right.place, said + left.place
            yield _tie(left, right, Bond.NEAR_DUPLICATE, of_one, of_other, is_certain=like >= _THE_SAME)


@lru_cache(2_000)
def _shingled(text: str) -> Hashes:
    """A page's shingles; kept, because the same files are cited again and again."""
    return shingles(text)


def _copies(sources: Sequence[Source]) -> Iterator[Tie]:
    """Where two releases of one file are cited on different pages, each page stands in the other file, too."""
    if len({each.document for each in sources}) < 2:
        return
    pages = {each.evidence: _shingled(each.page_text[:_LONGEST]) for each in sources}
    others = {
        each.document: [(place, _shingled(text[:_LONGEST])) for place, text in each.others[:_MOST_PAGES]]
        for each in sources
    }
    for one, other in combinations(sources, 2):
        if one.document == other.document:
            continue
        for cited, beside in ((one, other), (other, one)):
            found = pages[cited.evidence]
            like, place = max(
                ((likeness(found, each), place) for place, each in others[beside.document]), default=(0.0, "")
            )
            if like >= ALIKE:
                of_cited = f"its page stands nearly the same ({like:.0%}) on {place}"
                of_beside = f"the same file holds nearly the page ({like:.0%}) {cited.place}"
                yield _tie(cited, beside, Bond.NEAR_DUPLICATE, of_cited, of_beside, is_certain=like >= _THE_SAME)
                break


def _same_thread(one: Source, other: Source) -> Tie | None:
    if not one.thread or one.thread != other.thread:
        return None
    name = f"the same thread as {{}}{f': {one.thread_name}' if one.thread_name else ''}"
    return _tie(one, other, Bond.THREAD, _filled(name, other.place), _filled(name, one.place))


def _filled(text: str, place: str) -> str:
    return text.replace("{}", place, 1)


def _same_author(one: Source, other: Source) -> Tie | None:
    if both := sorted(one.addresses & other.addresses):
        said = f"the same author ({both[0]}) as "
        return _tie(one, other, Bond.AUTHOR, said + other.place, said + one.place)
    author = _author(one.author)
    if author and author == _author(other.author):
        said = f"the same author by the files’ own account ({one.author.strip()}) as "
        return _tie(one, other, Bond.AUTHOR, said + other.place, said + one.place, is_certain=False)
    return None


_NOBODY = frozenset(
    (
        *("user", "admin", "administrator", "owner", "unknown", "author", "default", "customer", "guest", "scanner"),
        *("microsoft office user", "windows user", "valued customer", "authorized user", "system", "anonymous"),
    )
)


def _author(name: str) -> str:
    """The name as it is compared; empty for what programs write where they know nobody."""
    folded = " ".join(name.casefold().split())
    return "" if folded in _NOBODY or len(folded) < 3 else folded


class _Page:
    """A page's words, and those of its passage."""

    def __init__(self, source: Source) -> None:
        self.source = source
        text = source.page_text[:_LONGEST]
        self.words = _spaced(text)
        self.said = _WORD.findall(source.quote.casefold())
        layers = [text[span.start : span.end] for span in voices(text) if span.depth]
        self.quoted = [_spaced(each) for each in (*layers, *_MARKED.findall(text))]

    def runs(self) -> Iterator[str]:
        """Runs of words of the passage that are long enough to tell."""
        if len(self.said) < _LEAST:
            return
        length = min(_RUN, len(self.said))
        for at in range(min(len(self.said) - length + 1, _MOST_RUNS)):
            yield f" {' '.join(self.said[at : at + length])} "


def _quotation(one: _Page, other: _Page) -> Tie | None:
    """Whether one page says what the other's passage says."""
    runs = [run for page, beside in ((one, other), (other, one)) for run in page.runs() if run in beside.words]
    if not runs:
        return None
    for quoter, source in ((other, one), (one, other)):
        if _quotes(quoter, runs) and not _quotes(source, runs):
            left, right = quoter.source, source.source
            return _tie(left, right, Bond.QUOTES, f"quotes {right.place}", f"is quoted on {left.place}")
    left, right = one.source, other.source
    is_quoted = _quotes(one, runs)
    said = "quotes the same words as " if is_quoted else "the same words stand on "
    bond = Bond.QUOTES if is_quoted else Bond.WORDS
    return _tie(left, right, bond, said + right.place, said + left.place, is_certain=is_quoted)


def _quotes(page: _Page, runs: Sequence[str]) -> bool:
    return any(run in quoted for run in runs for quoted in page.quoted)


def _tie(one: Source, other: Source, bond: Bond, of_one: str, of_other: str, *, is_certain: bool = True) -> Tie:
    return Tie(one.evidence, other.evidence, bond, of_one, of_other, is_certain)


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
