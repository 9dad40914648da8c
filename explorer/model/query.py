"""The query tree, and what a search takes and gives. Nothing here knows an engine.

The language is that of the command line's manual: words are ANDed, "phrases", OR, NOT, parentheses, prefix*, wil?card,
word~1, "two words"~10, and field:value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from explorer.model.document import Kind, PageId, PlaceId


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All parts."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Pages that the part does not match."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Everything:
    """All pages: what a search with filters and no words means."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed; widened to its stem's other forms unless exact (quoted)."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words, unstemmed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A prefix* or a wil?card, unstemmed."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word with up to ``distance`` letters changed, added or dropped."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Near:
    """All words within ``distance`` words of each other, in any order."""

    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """A filter by a fact other than words: ``field`` is one of FIELDS, values are inclusive ends of a range."""

    field: str
    value: str = ""  # for a single value
    low: str = ""  # for a range; empty is open
    high: str = ""


Query = AnyOf | AllOf | NoneOf | Everything | Term | Phrase | Pattern | Fuzzy | Near | Field

FIELDS = (
    "kind",
    "name",
    "from",
    "to",
    "subject",
    "production",
    "date",
    "bates",
    "entity",
    "tag",
    "exemption",
    "lang",
    "has",
    "is",
)
HAS_VALUES = ("redaction", "hidden", "ocr", "attachment", "notes")
IS_VALUES = ("cited", "read", "unread", "duplicate")
FACETS = ("production", "kind", "year", "sender", "tag", "flag")


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked. ``filters`` maps a facet to the values chosen in it: ORed within one facet, ANDed between them."""

    query: str
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    limit: int = 50
    offset: int = 0
    facets: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a page's text with the spans to be lit, as offsets into ``text``."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One page that a query matches."""

    page: PageId
    document: PlaceId
    name: str
    kind: Kind
    ordinal: int
    label: str
    bates: str | None
    citation: str
    date: str | None
    production: str
    score: float
    snippet: Snippet
    flags: tuple[str, ...] = ()  # "cited", "hidden text", "notes", "hidden slide" …, as shown beside the label
    is_uncertain: bool = False  # what was found rests on words read off a picture with little confidence


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One part of an answer: ``pages`` and ``documents`` count all matches, ``hits`` is the part asked for."""

    query: str
    pages: int
    documents: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    unsearched: int = 0  # pages of the case that could not be searched because they hold no text yet
    notices: tuple[str, ...] = ()  # what was cut short and why: "prefix a* was widened to its 200 commonest words"
