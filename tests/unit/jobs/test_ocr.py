"""The background queue: in the wanted order, whole however it ends, and searchable at once."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.app.session import CaseSession
from explorer.errors import DamagedDocumentError, DocumentError, JobCancelledError, OcrUnavailableError
from explorer.extract.ocr_pool import OcrTask
from explorer.jobs import at_work
from explorer.jobs.at_work import AtWork
from explorer.jobs.job import JobContext, Progress
from explorer.jobs.ocr import OcrJob, Pool
from explorer.model.document import DocumentId
from explorer.model.ocr import OcrCounts
from explorer.model.passage import PageRef, Passage
from explorer.model.query import SearchRequest
from tests.helpers.ocr import MadePool, add_scan

A, B = "a" * 64, "b" * 64


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CaseSession]:
    with CaseSession.create(tmp_path / "made.casefile") as made:
        yield made


def scan(session: CaseSession, document: str, pages: int) -> list[PageRef]:
    return session._record.writer.run(lambda db: add_scan(db, document, [""] * pages))


def job(session: CaseSession, pool: Callable[[], Pool], **more: object) -> OcrJob:
    record = session._record
    return OcrJob(
        record.folder, record.writer, record.ask, session.searching.feed, record.changes.publish, pool,
        session.recognising.wishes, 2, **more,  # type: ignore[arg-type]  # whichever is given
    )  # fmt: skip


def said(task: OcrTask) -> str:
    return f"wombat {task.key[0]}{task.ordinal}"


def test_what_was_read_is_found_at_once(session: CaseSession) -> None:
    scan(session, A, 3)
    report = job(session, lambda: MadePool(said)).run(JobContext())
    assert report.counts == {"read": 3, "failed": 0}
    assert session.searching.search(SearchRequest("wombat")).pages == 3
    assert session.searching.search(SearchRequest("has:ocr")).pages == 3
    assert session.recognising.counts() == OcrCounts(read=3)


def test_nothing_to_read_starts_no_engine(session: CaseSession) -> None:
    def refuse() -> Pool:
        raise AssertionError("no page waits")

    assert job(session, refuse).run(JobContext()).counts == {"read": 0, "failed": 0}


def test_the_page_on_screen_is_read_first(session: CaseSession) -> None:
    scan(session, A, 3)
    scan(session, B, 3)
    session.recognising.wishes.look_at(PageRef(DocumentId(B), 2))
    pool = MadePool(said)
    job(session, lambda: pool).run(JobContext())
    assert [f"{document[0]}{page}" for document, page in pool.asked] == ["b2", "b1", "b3", "a1", "a2", "a3"]


def test_what_a_person_opens_meanwhile_goes_before_what_waits(session: CaseSession) -> None:
    scan(session, A, 40)
    scan(session, B, 2)

    def look(task: OcrTask) -> None:
        if task.ordinal == 2:
            session.recognising.wishes.look_at(PageRef(DocumentId(B), 2))

    pool = MadePool(said, look)
    job(session, lambda: pool).run(JobContext())
    assert pool.asked.index((B, 2)) < 8
    assert len(pool.asked) == 42


def test_a_page_that_cannot_be_read_stops_nothing(session: CaseSession) -> None:
    scan(session, A, 2)

    def damaged(task: OcrTask) -> str | DocumentError:
        return DamagedDocumentError("a.pdf", "it breaks off") if task.ordinal == 1 else said(task)

    report = job(session, lambda: MadePool(damaged)).run(JobContext())
    assert report.counts == {"read": 1, "failed": 1}
    assert [each.path for each in report.failures] == ["aaaa.pdf, p. 1"]
    assert "it breaks off" in report.failures[0].reason


def test_cancelled_it_keeps_what_it_read_and_goes_on_later(session: CaseSession) -> None:
    scan(session, A, 10)
    context = JobContext()
    pool = MadePool(said, lambda task: context.cancel() if task.ordinal == 4 else None)
    with pytest.raises(JobCancelledError):
        job(session, lambda: pool).run(context)
    assert pool.is_closed
    before = session.recognising.counts()
    assert before.read in (3, 4)
    assert before.waiting == 10 - before.read
    again = MadePool(said)
    job(session, lambda: again).run(JobContext())
    assert len(again.asked) == before.waiting
    assert session.searching.search(SearchRequest("wombat")).pages == 10


def test_it_waits_for_pages_that_are_still_being_added(session: CaseSession) -> None:
    scan(session, A, 1)
    fed = threading.Event()

    def add_more(task: OcrTask) -> None:
        if task.key == A:
            scan(session, B, 2)
            fed.set()

    report = job(session, lambda: MadePool(said, add_more), more_comes=lambda: not fed.is_set()).run(JobContext())
    assert report.counts["read"] == 3


def test_while_a_person_waits_for_other_work_it_takes_one_page_at_a_time(session: CaseSession) -> None:
    scan(session, A, 6)
    busy, free = MadePool(said), MadePool(said)
    job(session, lambda: busy, is_busy=lambda: True).run(JobContext())
    scan(session, B, 6)
    job(session, lambda: free).run(JobContext())
    assert (busy.most, free.most) == (1, 3)


def test_only_the_pages_asked_for_are_read_and_by_whom(session: CaseSession) -> None:
    scan(session, A, 3)
    pages = [PageRef(DocumentId(A), 2)]
    session.recognising.ask(pages, "rapidocr")
    job(session, lambda: MadePool(said), only=pages).run(JobContext())
    assert session.recognising.counts() == OcrCounts(read=1, waiting=2)
    assert session.recognising.readings(pages[0])[0].engine == "rapidocr"
    assert session.recognising.other_engine(pages[0]) == "tesseract"


def test_without_an_engine_every_page_goes_on_waiting(session: CaseSession) -> None:
    scan(session, A, 3)

    def none_here() -> Pool:
        raise OcrUnavailableError("none is installed")

    with pytest.raises(OcrUnavailableError):
        job(session, none_here).run(JobContext())
    assert session.recognising.counts() == OcrCounts(waiting=3)
    job(session, lambda: MadePool(said)).run(JobContext())
    assert session.recognising.counts() == OcrCounts(read=3)


def test_it_says_how_far_it_is(session: CaseSession) -> None:
    scan(session, A, 12)
    told: list[Progress] = []
    job(session, lambda: MadePool(said)).run(JobContext(told.append))
    assert (told[-1].done, told[-1].total, told[-1].unit) == (12, 12, "page")
    assert all(each.done <= each.total == 12 for each in told)


def test_a_corrected_word_is_found_and_undo_takes_it_back(session: CaseSession) -> None:
    (page,) = scan(session, A, 1)
    job(session, lambda: MadePool(lambda _: "wonbat seen")).run(JobContext())
    shown = session.reading.page_at(page)
    session.recognising.correct(Passage(page.document, 1, 0, 6, shown.text[:6]), "wombat")
    assert session.searching.search(SearchRequest("wombat")).pages == 1
    assert session.searching.search(SearchRequest("wonbat")).pages == 0
    assert session.history.undo_label() == "Correct “wonbat”"
    session.history.undo()
    assert session.searching.search(SearchRequest("wonbat")).pages == 1


def test_a_quotation_on_a_doubtful_word_says_so(session: CaseSession) -> None:
    (page,) = scan(session, A, 1)
    job(session, lambda: MadePool(lambda _: "wombat seen")).run(JobContext())
    passage = Passage(page.document, 1, 0, 6, "wombat")
    assert not session.recognising.is_uncertain(passage)
    db = session._record.writer
    db.run(lambda database: database.execute("UPDATE ocr_page SET confidences = x'1e5a'"))
    assert session.recognising.is_uncertain(passage)


def dies_at(session: CaseSession, *pages: PageRef) -> None:
    """Leave what a run leaves that died while engines were at these pages."""
    marks = AtWork(session._record.folder.cache / "recognising-now")
    for page in pages:
        marks.begin(f"{page.document} {page.ordinal}")
    assert marks._file is not None
    marks._file.close()


def test_a_page_at_hand_at_a_death_comes_last_and_alone(session: CaseSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "CALM_SECONDS", 0.05)
    pages = scan(session, A, 6)
    dies_at(session, pages[0])
    dies_at(session, pages[0], pages[1])
    job(session, lambda: MadePool(said), only=[]).run(JobContext())  # it counts the deaths
    outstanding: dict[int, int] = {}
    pool = MadePool(said, lambda task: outstanding.setdefault(task.ordinal, pool.outstanding))
    assert job(session, lambda: pool).run(JobContext()).counts == {"read": 6, "failed": 0}
    assert [page for _, page in pool.asked] == [3, 4, 5, 6, 1, 2]
    assert (outstanding[1], outstanding[2]) == (0, 0)


def test_a_page_at_hand_at_too_many_deaths_is_listed_and_the_others_are_read(
    session: CaseSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "CALM_SECONDS", 0.05)
    first, *_ = scan(session, A, 3)
    for _ in range(at_work.MOST_DEATHS):
        dies_at(session, first)
        job(session, lambda: MadePool(said), only=[]).run(JobContext())
    report = job(session, lambda: MadePool(said)).run(JobContext())
    assert report.counts == {"read": 2, "failed": 0}
    assert "ended 5 times" in report.failures[0].reason
    session.recognising.ask([first])
    assert job(session, lambda: MadePool(said)).run(JobContext()).counts["read"] == 1


def test_dying_in_the_calm_takes_all_suspicion_away(session: CaseSession, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_ = scan(session, A, 2)
    for _ in range(at_work.CALM_FROM):
        dies_at(session, first)
        job(session, lambda: MadePool(said), only=[]).run(JobContext())
    marks = AtWork(session._record.folder.cache / "recognising-now")
    assert not at_work.Calm(marks, 60.0).is_over(at_work.CALM_FROM)
    assert marks._file is not None
    marks._file.close()
    job(session, lambda: MadePool(said), only=[]).run(JobContext())
    found = session.recognising.state(first)
    assert found is not None
    assert found.tries == 0


def test_a_run_that_a_person_stops_holds_nothing_against_a_page(session: CaseSession) -> None:
    pages, context = scan(session, A, 2), JobContext()
    with pytest.raises(JobCancelledError):
        job(session, lambda: MadePool(said, lambda _: context.cancel())).run(context)
    states = [session.recognising.state(page) for page in pages]
    assert [each.tries for each in states if each] == [0, 0]
    assert not (session._record.folder.cache / "recognising-now").exists()
