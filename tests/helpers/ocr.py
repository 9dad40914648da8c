"""Makes pages that wait for an engine, readings, and engines that read what they are told."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from explorer.app.session import CaseSession
from explorer.errors import DocumentError
from explorer.extract.ocr_pool import OcrDone, OcrTask
from explorer.jobs.enrich import findings_on
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import DocumentId, Kind, PageFlag, State, pack_words
from explorer.model.ocr import OcrReading
from explorer.model.page_words import PageWords
from explorer.model.passage import PageRef
from explorer.store import intake, recognition
from explorer.store.intake import Reading, ReadPage
from tests.helpers.cases import place, words_of


def add_scan(db: Database, document: str, texts: Sequence[str], *, path: str = "", reason: str = "") -> list[PageRef]:
    """A document of pictures; ``texts`` are what stands on them as text, such as a stamp."""
    intake.register(db, [place(document, path or f"{document[:4]}.pdf")])
    pages = tuple(
        ReadPage(
            ordinal=number,
            label=f"p. {number}",
            text=text,
            words=pack_words(words_of(text), 612, 792),
            width=612,
            height=792,
            flags=frozenset({PageFlag.NEEDS_OCR}),
        )
        for number, text in enumerate(texts, 1)
    )
    said = f"{reason} They need OCR.".strip()
    made = Reading(
        DocumentId(document),
        "application/pdf",
        Kind.PDF,
        State.PARTIAL,
        said,
        "maker",
        1,
        pages,
        reason_beside_ocr=reason,
    )
    intake.store_reading(db, made)
    return [PageRef(DocumentId(document), number) for number in range(1, len(texts) + 1)]


def reading(text: str, engine: str = "tesseract", percent: int = 90) -> OcrReading:
    """A reading whose words stand on one line."""
    words = words_of(text)
    return OcrReading(engine, "1.0", ("en",), 200, text, words, bytes([percent]) * len(words))


class MadePool:
    """Engines that read what they are told, one page after the other, in the order of asking.

    Args:
        say: what a page says, or why it cannot be read.
        on_read: called with each page as it is handed out.
    """

    def __init__(
        self,
        say: Mapping[tuple[str, int], str | DocumentError] | Callable[[OcrTask], str | DocumentError],
        on_read: Callable[[OcrTask], None] = lambda _: None,
    ) -> None:
        self._say, self._on_read = say, on_read
        self._tasks: deque[OcrTask] = deque()
        self.asked: list[tuple[str, int]] = []
        self.most = 0  # how many tasks ever waited at once
        self.is_closed = False
        self.began: Callable[[OcrTask], None] = lambda _: None
        self.ended: Callable[[OcrTask], None] = lambda _: None

    @property
    def outstanding(self) -> int:
        return len(self._tasks)

    def submit(self, task: OcrTask) -> None:
        self._tasks.append(task)
        self.asked.append((task.key, task.ordinal))
        self.most = max(self.most, len(self._tasks))

    def next_event(self, timeout: float) -> OcrDone | None:
        if not self._tasks:
            return None
        task = self._tasks.popleft()
        self.began(task)
        self._on_read(task)
        self.ended(task)
        said = self._say(task) if callable(self._say) else self._say[task.key, task.ordinal]
        if isinstance(said, DocumentError):
            return OcrDone(task.key, task.ordinal, None, said)
        engine = "rapidocr" if task.engine == "rapidocr" else "tesseract"
        return OcrDone(task.key, task.ordinal, reading(said, engine), None)

    def close(self) -> None:
        self.is_closed = True


def doubted(text: str, doubtful: Sequence[str], engine: str = "tesseract") -> OcrReading:
    """A reading whose engine was sure of all words but some."""
    made = reading(text, engine)
    percents = bytes(30 if text[each.start : each.end] in doubtful else 90 for each in made.words)
    return replace(made, confidences=percents)


def keep_reading(session: CaseSession, page: PageRef, made: OcrReading) -> None:
    """Keep a reading as the job does: the page shows it, the index holds it, and whoever listens hears of it."""
    change = session.recognising._record.writer.run(lambda db: recognition.store_reading(db, page, made, findings_on))
    if change is None:
        raise AssertionError("there is no such page")
    feed = session.searching.feed(lambda: None)
    if change.old != change.new:
        feed.forget([change.old])
    feed.add([PageWords(change.new, change.text, kind=change.kind)])
    feed.finish()
    session.changes.publish(ChangeSet("", frozenset({RecordKind.DOCUMENTS}), (page.document,)))
