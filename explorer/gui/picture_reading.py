"""Pages that are pictures, in the window: they are read in the background, first those that a person looks at."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from explorer.app.recognising import setup_of
from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.errors import ExplorerError, OcrUnavailableError
from explorer.gui.case_jobs import JobEntry
from explorer.gui.dialogs.compare_readings import CompareReadingsDialog
from explorer.gui.models.picture_words import ReadingPace, strip_words
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.picture_strip import PictureStrip
from explorer.jobs.ocr import OcrJob
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import DocumentId
from explorer.model.ocr import UNSURE, OcrCounts, OcrStanding, OcrState, touches
from explorer.model.passage import PageRef, Passage
from explorer.model.query import SearchResult

KEY = "ocr.on"
_PAUSE = 5000  # milliseconds after which it is said anew how far the line is
_REMEDY = (  # shorter than the problem's own words, which the window says once, above
    "No engine for that is usable here: install Tesseract with its language data, or name the data’s folder in"
    " Settings."
)


class PictureReading(QObject):
    """Starts the reading of pictures when some wait, and says what comes first.

    Args:
        session: the open case.
        services: the window's.
        settings: whether and how pictures are read.
        start: runs a job in the background.
        page: the page now read.
        strip: says of a page where it stands in line.
    """

    def __init__(
        self,
        session: CaseSession,
        services: WindowServices,
        settings: Settings,
        start: Callable[[OcrJob], JobEntry],
        page: Callable[[], PageRef | None],
        strip: PictureStrip,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._services, self._settings, self._start, self._page = (
            session,
            services,
            settings,
            start,
            page,
        )
        self._entry: JobEntry | None = None
        self._problem = ""  # why no picture can be read here; that was said once
        self._strip = strip
        self._compared: CompareReadingsDialog | None = None
        self._again = QTimer(self, singleShot=True, interval=_PAUSE)
        self._again.timeout.connect(self._say_standing)
        services.changes.changed.connect(self._on_changed)
        settings.watch(lambda key: self._on_setting() if key.startswith("ocr.") else None)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "picture.read": self.read_now,
            "picture.read_other": self.read_with_other,
            "picture.compare": self.compare,
        }

    def close(self) -> None:
        """The case is let go."""
        self._again.stop()
        if self._compared is not None:
            self._compared.close()
            self._compared.deleteLater()

    def look_for_work(self) -> None:
        """Read what waits, unless that is under way already, or not wished."""
        if self._settings[KEY] and not self._problem and not self._is_running:
            self._services.tasks.run(self._session.recognising.counts, self._begin_if_waiting, key="ocr")

    def on_ended(self, entry: JobEntry) -> None:
        """A job ended: what it added may hold pictures."""
        if entry is not self._entry:
            self.look_for_work()
        self._say_standing()

    def on_failed(self, problem: ExplorerError) -> None:
        if isinstance(problem, OcrUnavailableError):
            self._problem = _REMEDY
            self._say_standing()

    def on_page(self, page: PageRef | None) -> None:
        """A page came on screen: it is read before the others."""
        if page is not None:
            self._session.recognising.wishes.look_at(page)
        self._say_standing()

    def on_answer(self, result: SearchResult) -> None:
        """A search was answered: documents that it found are read before those that it did not."""
        places = list(dict.fromkeys(hit.document for hit in result.hits))
        reading, wishes = self._session.reading, self._session.recognising.wishes

        def found() -> list[DocumentId]:
            return [reading.document(place).document for place in places]

        self._services.tasks.run(found, wishes.find, key="ocr wishes")

    def on_selection(self, passage: Passage | None) -> None:
        """Words were chosen: say if the engine was not sure of them."""
        if passage is not None:
            unsure = self._session.recognising.unsure

            def say(spans: tuple[Span, ...]) -> None:
                if words := unsure_words(passage, spans):
                    self._services.say(words)

            self._services.tasks.run(lambda: unsure(passage.page), say, key="ocr unsure")

    def read_now(self) -> None:
        """Read the page at hand before all others, again if it was read before."""
        self._read("")

    def read_with_other(self) -> None:
        """Read the page at hand once more with the engine whose reading it does not show; both are kept."""
        page = self._page()
        if page is not None:
            self._services.tasks.run(lambda: self._session.recognising.other_engine(page), self._read)

    def compare(self) -> None:
        """Show what the page's readings differ in."""
        page = self._page()
        if page is None:
            return
        if self._compared is None:
            self._compared = CompareReadingsDialog(self._session, self._services, self._services.parent)
            self._compared.place_asked.connect(self._services.open_page)
        self._compared.show_page(page)

    def _read(self, engine: str) -> None:
        page = self._page()
        if page is None:
            return
        recognising = self._session.recognising

        def ask() -> int:
            state = recognising.state(page)
            if engine or state is None or state.state is not OcrState.WAITING:
                recognising.ask([page], engine)
            recognising.wishes.look_at(page)
            return recognising.place_in_line(page)

        def begin(place: int) -> None:
            self._services.say(f"This page is read off its picture: number {max(place, 1):,} in line.")
            self._problem = ""
            if not self._is_running:
                self._begin()
            self._say_standing()

        self._services.tasks.run(ask, begin, self._services.show_error)

    @property
    def _is_running(self) -> bool:
        return self._entry is not None and not self._entry.has_ended

    def _begin_if_waiting(self, counts: OcrCounts) -> None:
        if counts.waiting and not self._is_running:
            self._begin()

    def _begin(self) -> None:
        self._entry = self._start(self._session.recognising.job(setup_of(self._settings)))

    def _on_setting(self) -> None:
        self._problem = ""
        self.look_for_work()
        self._say_standing()

    def _on_changed(self, change: ChangeSet) -> None:
        if RecordKind.DOCUMENTS in change.kinds:
            self._say_standing()

    def _say_standing(self) -> None:
        """Say of the page on screen where it stands in line, now and again while it does."""
        page, standing = self._page(), self._session.recognising.standing
        if page is None:
            self._strip.say("", "")
        else:
            self._services.tasks.run(lambda: standing(page), self._show_standing, key="ocr standing")

    def _show_standing(self, standing: OcrStanding) -> None:
        if standing.page == self._page():
            self._strip.say(*strip_words(standing, self._pace()))
            if standing.state is OcrState.WAITING and self._is_running:
                self._again.start()

    def _pace(self) -> ReadingPace:
        entry = self._entry if self._is_running else None
        progress = entry.progress if entry else None
        is_known = progress is not None and progress.seconds_left is not None
        rate = progress.rate if progress is not None and is_known else 0.0
        return ReadingPace(
            self._settings[KEY], entry is not None, entry is not None and entry.is_paused, rate, self._problem
        )


def unsure_words(passage: Passage, spans: tuple[Span, ...]) -> str:
    """What to say of chosen words, given those of little confidence on their page; empty where they are none."""
    span = passage.start, passage.end
    if span in spans:
        at = f"Word {spans.index(span) + 1:,} of {len(spans):,} that were read with little confidence here"
        return f"{at}: look at the picture. U goes on, Ctrl+Shift+X puts it right."
    return UNSURE if touches(spans, *span) else ""
