"""Gathers what the readers send, document by document, into readings that can be stored whole."""

from collections import Counter
from dataclasses import dataclass, field, replace

import msgspec

from explorer.errors import DocumentError, LockedDocumentError
from explorer.extract.base import Facts
from explorer.extract.sandbox import (
    ChildFound,
    ChildUnread,
    Ended,
    Event,
    FactsFound,
    PageFound,
    Partly,
    StillLocked,
    Unlocked,
)
from explorer.jobs.enrich import Findings, findings_of, printed_of
from explorer.model.document import DocumentId, Kind, PageFlag, State
from explorer.model.entity import Detection
from explorer.store.intake import Reading, ReadPage

_REASONS = 20  # what is said of one file; more would hide the first
_UNSTAMPED = frozenset((Kind.SHEET, Kind.EMAIL))  # they come as they were made; a list of numbers is no stamp


@dataclass(slots=True)
class Gathering:
    """One document while its reader is at work."""

    media: str = ""
    reader: str = ""
    version: int = 0
    facts: Facts = field(default_factory=lambda: Facts(Kind.OTHER))
    pages: list[ReadPage] = field(default_factory=list)
    children: list[ChildFound | ChildUnread] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    until_ocr: set[str] = field(default_factory=set)  # those of the reasons that hold until pictures are read
    dates: list[str] = field(default_factory=list)
    password: str = field(default="", repr=False)  # that opened it
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that its reader has done with."""

    document: DocumentId
    reading: Reading
    children: tuple[ChildFound | ChildUnread, ...]
    error: DocumentError | None
    seconds: float = 0.0  # that its reader worked
    password: str = field(default="", repr=False)  # that opened it; kept in memory alone

    def with_reason(self, reason: str) -> "Finished":
        """The same, read in part for one more reason."""
        known = self.reading
        state = State.PARTIAL if known.state is State.READ else known.state
        return replace(self, reading=replace(known, state=state, reason=f"{known.reason} {reason}".strip()))


class Readings:
    """Takes events in any interleaving; gives each document once its reader has ended."""

    def __init__(self) -> None:
        self._open: dict[str, Gathering] = {}

    def take(self, event: Event) -> Finished | None:
        """Add one event; the finished document if it was its last."""
        if isinstance(event, Ended):
            return _finished(DocumentId(event.key), self._open.pop(event.key, Gathering()), event)
        gathering = self._open.setdefault(event.key, Gathering())
        if isinstance(event, FactsFound):
            gathering.media, gathering.reader, gathering.version = event.media, event.reader, event.version
            gathering.facts = event.facts
        elif isinstance(event, PageFound):
            _take_page(gathering, event)
        elif isinstance(event, Partly):
            gathering.reasons.append(event.reason)
            if event.until_ocr:
                gathering.until_ocr.add(event.reason)
        elif isinstance(event, Unlocked):
            gathering.password = event.password
        elif isinstance(event, StillLocked):
            gathering.is_locked = True
        else:
            gathering.children.append(event)
        return None


def _take_page(gathering: Gathering, event: PageFound) -> None:
    page = event.page
    try:
        findings = findings_of(page.extra)
    except msgspec.DecodeError:  # the reader was taken over or broke: its guesses are dropped, its page is kept
        findings = Findings()
    if findings.date:
        gathering.dates.append(findings.date)
    inside = len(page.text)
    gathering.pages.append(
        ReadPage(
            ordinal=page.ordinal,
            label=page.label,
            text=page.text,
            words=page.words,
            width=page.width,
            height=page.height,
            flags=page.flags,
            layers=page.layers,
            stamp=None if gathering.facts.kind in _UNSTAMPED else findings.stamp,
            language=findings.language,
            detections=tuple(Detection(*each) for each in findings.detections if 0 <= each[2] < each[3] <= inside),
            printed=printed_of(findings, inside),
        )
    )


def _finished(document: DocumentId, gathering: Gathering, ended: Ended) -> Finished:
    error = ended.error
    reasons = list(dict.fromkeys(gathering.reasons))[:_REASONS]
    state = State.PARTIAL if reasons else State.READ
    if error:
        kept = bool(gathering.children) or any(
            page.text or PageFlag.NEEDS_OCR in page.flags for page in gathering.pages
        )
        state = State.PARTIAL if kept else State.FAILED
        reasons.insert(0, f"{error} {error.advice()}".strip())
    facts = gathering.facts
    languages = Counter(page.language for page in gathering.pages if page.language)
    reading = Reading(
        document=document,
        media=gathering.media,
        kind=facts.kind,
        state=state,
        reason=" ".join(reasons),
        reader=gathering.reader,
        reader_version=gathering.version,
        title=facts.title,
        subject=facts.subject,
        sender=facts.sender,
        to=facts.to,
        cc=facts.cc,
        date=_date(facts, gathering.dates),
        message_id=facts.message_id,
        in_reply_to=facts.in_reply_to,
        references=facts.references,
        language=languages.most_common(1)[0][0] if languages else "",
        pages=() if state is State.FAILED else tuple(gathering.pages),
        is_locked=gathering.is_locked or isinstance(error, LockedDocumentError),
        reason_beside_ocr=" ".join(each for each in reasons if each not in gathering.until_ocr),
    )
    return Finished(document, reading, tuple(gathering.children), error, ended.seconds, gathering.password)


def _date(facts: Facts, dates: list[str]) -> str | None:
    """A message's own date; else the first date that the pages name; else what the file says of itself."""
    if facts.kind is Kind.EMAIL:
        return facts.date or None
    return (dates[0] if dates else facts.date) or None
