"""Negative findings: words that were searched for and not found, how, and over what."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from explorer.model.passage import PageRef

FindingId = NewType("FindingId", str)


class Variant(StrEnum):
    """How a word or a name is searched for. Upper and lower case and accents never make a difference."""

    WRITTEN = "as written"
    FORMS = "other forms"  # plurals and other forms of the stem; of several words, in any order and near each other
    FUZZY = "one letter off"
    OCR = "letters read wrong"  # rn for m, 1 for l: what reading pictures makes of letters
    BROKEN = "broken in two"  # by a line's end or a stray space
    JOINED = "written together"  # of several words


@dataclass(frozen=True, slots=True)
class Asked:
    """One query that was asked and the number of pages that hold what it means."""

    term: str
    variant: Variant
    query: str
    pages: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the case held when it was searched. ``stamp`` changes with every file and every page that is read."""

    files: int
    pages: int  # that hold text, all of it searched
    blank_pages: int
    unread_pages: int  # pictures whose words are not read
    unread_files: int  # not read at all, or not yet
    partial_files: int
    ocr_pages: int  # of those with text: read off pictures, where words may be misread
    stamp: str

    def words(self) -> str:
        """What was searched and what could not be: "418 pages of 37 files; 3 pages could not be read"."""
        said = [f"{_count(self.pages, 'page')} of {_count(self.files, 'file')}"]
        if self.ocr_pages:
            said.append(f"{self.ocr_pages:,} of them {'was' if self.ocr_pages == 1 else 'were'} read off pictures")
        gaps = (
            (self.unread_pages, "page", "could not be read"),
            (self.unread_files, "file", "could not be read"),
            (self.partial_files, "file", "could be read in part only"),
        )
        missing = [f"{_count(number, one)} {how}" for number, one, how in gaps if number]
        return "; ".join([*said, *(missing or ["nothing was unreadable"])])


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that holds what was searched for: what stands there, and by which query it was found first."""

    page: PageRef
    citation: str
    term: str
    variant: Variant
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """The answer of a search for nothing. Only where ``hits`` is empty can it become a finding."""

    terms: tuple[str, ...]
    queries: tuple[Asked, ...]
    except_words: tuple[str, ...]
    coverage: Coverage
    engine: str
    hits: tuple[FoundPage, ...]  # the first ones, in the order in which pages were read
    pages: int  # that hold any of it


@dataclass(frozen=True, slots=True)
class Finding:
    """A certificate that words were searched for and stand nowhere; stale once the case holds other pages."""

    id: FindingId
    terms: tuple[str, ...]
    queries: tuple[Asked, ...]
    except_words: tuple[str, ...]  # near to what was searched for, and other words by a person's account
    coverage: Coverage
    engine: str
    searched: str  # ISO 8601, UTC
    by: str
    note: str
    is_stale: bool

    def words(self) -> str:
        """The finding in a sentence."""
        terms = ", ".join(f"“{term}”" for term in self.terms)
        return (
            f"We searched for {terms} and variants ({_count(len(self.queries), 'query', 'queries')}) over "
            f"{self.coverage.words()}: 0 hits."
        )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
