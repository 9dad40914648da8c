"""Use cases of reading pages off their pictures: the queue, both engines' readings, and words that people put right."""

import os
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.analyze.reading_diff import differences
from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.app.settings import Settings
from explorer.errors import InputError, OcrUnavailableError
from explorer.extract.ocr_pool import EngineInfo, OcrPool, engines
from explorer.jobs.ocr import OcrJob
from explorer.jobs.ocr_wishes import OcrWishes
from explorer.jobs.passwords import Passwords
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import PageId
from explorer.model.ocr import (
    LAYER,
    KeptReading,
    OcrCounts,
    OcrPage,
    OcrStanding,
    OcrState,
    PageDoubt,
    ReadingDiff,
    touches,
)
from explorer.model.passage import PageRef, Passage
from explorer.store import corrections, documents, ocr_queue, reading_choice, recognition
from explorer.store.doubt import doubts

ENGINES = ("tesseract", "rapidocr")


@dataclass(frozen=True, slots=True)
class OcrSetup:
    """How pages are read. ``engine`` is "auto" or a name; ``workers`` of 0 is one for each processor."""

    engine: str = "auto"
    languages: tuple[str, ...] = ()  # ISO 639-1; none: what the engine takes by itself
    tessdata: Path | None = None  # Tesseract's language data, where the system's is not meant
    workers: int = 0


def setup_of(settings: Settings) -> OcrSetup:
    """How this person wants pages to be read."""
    tessdata = settings["ocr.tessdata"].strip()
    return OcrSetup(
        settings["ocr.engine"],
        languages_of(settings["ocr.languages"]),
        Path(tessdata).expanduser() if tessdata else None,
        settings["ocr.workers"],
    )


def languages_of(text: str) -> tuple[str, ...]:
    """The languages that somebody typed, as "en, fr"."""
    return tuple(dict.fromkeys(part.lower() for part in re.split(r"[\s,;+]+", text) if part))


class Recognising:
    """Everything about pages that are pictures. Any thread may call it."""

    def __init__(
        self, record: Record, searching: Searching, is_busy: Callable[[], bool], passwords: Passwords | None = None
    ) -> None:
        self._record, self._searching, self._is_busy, self._passwords = record, searching, is_busy, passwords
        self._engines: dict[Path | None, tuple[EngineInfo, ...]] = {}
        self._lock = threading.Lock()
        self.wishes = OcrWishes()

    def job(
        self,
        setup: OcrSetup | None = None,
        only: Sequence[PageRef] | None = None,
        more_comes: Callable[[], bool] = lambda: False,
    ) -> OcrJob:
        """A job that reads what waits, or some pages of it; it is not started yet."""
        record, chosen = self._record, setup or OcrSetup()
        return OcrJob(
            record.folder,
            record.writer,
            record.ask,
            self._searching.feed,
            record.changes.publish,
            lambda: self._pool(chosen),
            self.wishes,
            workers_of(chosen),
            engine=chosen.engine,
            languages=chosen.languages,
            only=only,
            more_comes=more_comes,
            is_busy=self._is_busy,
            passwords=self._passwords,
        )

    def _pool(self, setup: OcrSetup) -> OcrPool:
        known = {each.name for each in self.engines(setup.tessdata)}
        if not known:
            raise OcrUnavailableError("no engine for that is installed")
        if setup.engine != "auto" and setup.engine not in known:
            raise OcrUnavailableError(f"the engine “{setup.engine}” is not installed, or lacks its language data")
        return OcrPool(workers_of(setup), tessdata=setup.tessdata)

    def engines(self, tessdata: Path | None = None) -> tuple[EngineInfo, ...]:
        """What can be used on this machine; takes about a second the first time."""
        with self._lock:
            if not self._engines.get(tessdata):
                self._engines[tessdata] = engines(tessdata)
            return self._engines[tessdata]

    def counts(self) -> OcrCounts:
        return self._record.ask(ocr_queue.counts)

    def failures(self) -> list[tuple[str, OcrPage]]:
        """Pages that could not be read, each with its path and label."""
        return self._record.ask(ocr_queue.failures)

    def state(self, page: PageRef) -> OcrPage | None:
        """Where a page stands; None if no engine ever was to read it."""
        return self._record.ask(ocr_queue.page_state, page)

    def place_in_line(self, page: PageRef) -> int:
        """How many waiting pages come before this one, and itself; 0 if it does not wait."""
        shown, wanted = self.wishes.order()
        return self._record.ask(ocr_queue.place_in_line, page, shown, wanted)

    def readings(self, page: PageRef) -> list[KeptReading]:
        """All readings of a page, the one it shows first; empty where no engine read it."""
        return self._record.ask(recognition.readings, page)

    def standing(self, page: PageRef, *, with_line: bool = True) -> OcrStanding:
        """All that is known of a page as a picture; its place in a long line takes a while."""
        state = self.state(page)
        is_waiting = with_line and state is not None and state.state is OcrState.WAITING
        return OcrStanding(
            page,
            state.state if state else None,
            state.reason if state else "",
            self.place_in_line(page) if is_waiting else 0,
            self.counts().waiting if is_waiting else 0,
            tuple(self.readings(page)),
            self.doubt(page),
        )

    def compare(self, page: PageRef, engine: str) -> ReadingDiff:
        """What a page shows beside another reading of it.

        Raises:
            InputError: that engine has not read the page.
        """
        found = next((each.reading for each in self.readings(page) if each.engine == engine), None)
        if found is None:
            raise InputError(f"“{engine}” has not read this page", "Have it read first (Ctrl+Alt+O).")
        shown = self._record.ask(documents.page_at, page.document, page.ordinal).text
        return ReadingDiff(shown, found.text, differences(shown, found.text))

    def other_engine(self, page: PageRef) -> str:
        """The engine whose reading a page does not show."""
        used = self._record.ask(recognition.engine_in_use, page)
        return ENGINES[1] if used is None or used[0] == ENGINES[0] else ENGINES[0]

    def doubt(self, page: PageRef) -> PageDoubt | None:
        """How sure the engine was of a page; None where its words were not read off a picture."""
        held = self._record.ask(documents.page_at, page.document, page.ordinal)
        return self._record.ask(doubts, [held.id]).get(held.id)

    def unsure(self, page: PageRef) -> tuple[tuple[int, int], ...]:
        """The words of a page that the engine was not sure of and nobody has put right, in reading order."""
        doubt = self.doubt(page)
        return doubt.unsure if doubt else ()

    def is_uncertain(self, passage: Passage) -> bool:
        """Whether a quotation rests on a word that the engine was not sure of."""
        return touches(self.unsure(passage.page), passage.start, passage.end)

    def ask(self, pages: Sequence[PageRef], engine: str = "", languages: Sequence[str] = ()) -> None:
        """Have pages read, or read again; start a job for it.

        Raises:
            InputError: there is no such engine.
        """
        if engine not in ("", "auto", *ENGINES):
            raise InputError(f"There is no OCR engine “{engine}”", "Use auto, tesseract or rapidocr.")
        wanted = "" if engine == "auto" else engine
        self._record.writer.run(lambda db: ocr_queue.ask(db, pages, wanted, languages))
        self._publish(pages)

    def ask_all(self) -> None:
        """Have every page of paper read, also where it holds text."""
        self._record.writer.run(ocr_queue.ask_all)

    def ask_failed(self) -> None:
        """Have those tried again that could not be read."""
        self._record.writer.run(ocr_queue.ask_failed)

    def use(self, page: PageRef, engine: str) -> None:
        """Show another of a page's readings; ``LAYER`` is what the page held before any engine read it. Undo goes back.

        Raises:
            InputError: that engine has not read the page.
        """
        self._record.change(reading_choice.choose, page, engine)

    def use_own_text(self, page: PageRef) -> None:
        """Show the words that the file itself holds for the page."""
        self.use(page, LAYER)

    def correct(self, passage: Passage, text: str) -> str:
        """Put words in place of a passage of a recognised page; undo takes them back."""
        return self._record.change(corrections.correct, passage, text)

    def page_now(self, page: PageId) -> PageId:
        """The id that a page has now."""
        return self._record.ask(documents.current_page, page)

    def _publish(self, pages: Sequence[PageRef]) -> None:
        documents_of = tuple(dict.fromkeys(page.document for page in pages))
        self._record.changes.publish(ChangeSet("", frozenset({RecordKind.DOCUMENTS}), documents_of))


def workers_of(setup: OcrSetup) -> int:
    """How many pages are read at once: as was set, else one for each processor."""
    return setup.workers or os.cpu_count() or 2
