"""Documents and jobs as lists: true to what they are given, at any length."""

import time
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.errors import InputError
from explorer.gui.case_jobs import CaseJobs, JobEntry
from explorer.gui.models.documents_model import Column, DocumentsModel
from explorer.gui.models.failures_model import FailuresModel
from explorer.gui.views.documents_table import DocumentsTable
from explorer.gui.views.jobs_panel import JobsPanel
from explorer.gui.views.parts import TextLabel
from explorer.jobs.job import Failure, JobContext, JobReport, Progress
from explorer.jobs.runner import JobRunner
from explorer.model.document import Document, DocumentId, Kind, PlaceId, State

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def document(number: int, state: State = State.READ, *, name: str = "", reason: str = "", same: str = "") -> Document:
    name = name or f"file {number}.pdf"
    content = DocumentId(same or f"{number:064x}")
    return Document(
        PlaceId(f"{number:012x}"), content, f"box/{name}", name, Kind.PDF, state, reason, None, 1, number, None, None
    )


THREE = (
    document(1, name="beta.pdf"),
    document(2, State.FAILED, name="alpha.pdf", reason="“alpha.pdf” is locked"),
    document(3, State.PARTIAL, name="gamma.pdf", reason="page 2 is damaged"),
)


def names(model: DocumentsModel) -> list[str]:
    return [model.document(row).name for row in range(model.rowCount())]


def test_the_models_keep_qts_rules() -> None:
    documents, failures = DocumentsModel(), FailuresModel()
    testers = [QAbstractItemModelTester(model, FATAL) for model in (documents, failures)]
    documents.show(THREE)
    documents.keep("box", only_problems=True)
    documents.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    documents.show(())
    failures.show((Failure("a", "failed", "why"),))
    assert testers


def test_only_what_was_not_read_in_full_is_kept_on_wish() -> None:
    model = DocumentsModel()
    model.show(THREE)
    model.keep(only_problems=True)
    assert names(model) == ["alpha.pdf", "gamma.pdf"]


def test_all_words_are_looked_for_in_path_and_reason() -> None:
    model = DocumentsModel()
    model.show(THREE)
    model.keep("LOCKED alpha")
    assert names(model) == ["alpha.pdf"]


def test_sorting_by_pages_is_by_number_and_can_be_given_up() -> None:
    model = DocumentsModel()
    model.show([document(each) for each in (9, 100, 20)])
    model.sort(Column.PAGES, Qt.SortOrder.DescendingOrder)
    assert [model.document(row).pages for row in range(3)] == [100, 20, 9]
    model.sort(-1)
    assert [model.document(row).pages for row in range(3)] == [9, 100, 20]


def test_copies_of_one_document_are_counted() -> None:
    model = DocumentsModel()
    model.show([document(1, same="a"), document(2, State.DUPLICATE, same="a"), document(3)])
    assert [model.index(row, Column.COPIES).data() for row in range(3)] == ["2", "2", ""]


def test_fifty_thousand_documents_are_filtered_while_one_types() -> None:
    model = DocumentsModel()
    model.show([document(each) for each in range(50_000)])
    begun = time.perf_counter()
    model.keep("file 4999")
    assert time.perf_counter() - begun < 0.5
    assert model.rowCount() == 15


def test_a_row_that_is_chosen_stays_chosen_when_more_come(qtbot: QtBot) -> None:
    table = DocumentsTable(DocumentsModel())
    qtbot.addWidget(table)
    table.show_documents(THREE)
    table.view.selectRow(2)
    table.show_documents((document(7, name="before.pdf"), *THREE))
    assert table.view.currentIndex().row() == 3


def test_enter_opens_the_chosen_row(qtbot: QtBot) -> None:
    table = DocumentsTable(DocumentsModel())
    qtbot.addWidget(table)
    table.show_documents(THREE)
    table.view.selectRow(1)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args[0].row() == 1


@dataclass
class Steps:
    """A job that reports a step, or ends as it was told."""

    title: str = "Adding box"
    ends: BaseException | None = None
    seen: list[JobEntry] = field(default_factory=list)

    def run(self, context: JobContext) -> JobReport:
        context.report(Progress("Reading", 1, 2, "file"))
        if self.ends:
            raise self.ends
        return JobReport(self.title, counts={"seen": 2, "pages": 3}, failures=(Failure("b.pdf", "failed", "locked"),))


@pytest.fixture
def runner() -> JobRunner:
    return JobRunner()


def test_jobs_end_in_their_order_and_keep_their_reports(qtbot: QtBot, runner: JobRunner) -> None:
    jobs = CaseJobs(runner.start)
    first, second = jobs.start(Steps("first")), jobs.start(Steps("second"))
    qtbot.waitUntil(lambda: jobs.current is None)
    assert [each.report.title for each in (first, second) if each.report] == ["first", "second"]
    assert first.progress == Progress("Reading", 1, 2, "file")
    runner.close()


def test_a_problem_ends_a_job_and_is_told(qtbot: QtBot, runner: JobRunner) -> None:
    jobs = CaseJobs(runner.start)
    with qtbot.waitSignal(jobs.failed) as failed:
        entry = jobs.start(Steps(ends=InputError("There is no such folder", "Choose another")))
    assert str(failed.args[0]) in entry.problem
    assert jobs.current is None
    runner.close()


def test_the_panel_lists_what_could_not_be_read(qtbot: QtBot, runner: JobRunner) -> None:
    jobs, panel = CaseJobs(runner.start), JobsPanel()
    qtbot.addWidget(panel)
    jobs.start(Steps())
    qtbot.waitUntil(lambda: jobs.current is None)
    panel.show_jobs(jobs.entries)
    assert panel.failures.as_text() == "failed\tb.pdf\tlocked"
    runner.close()


def test_a_job_is_paused_and_cancelled_from_the_panel(qtbot: QtBot) -> None:
    panel, entry = JobsPanel(), JobEntry("Adding box", progress=Progress("Reading", 1, 9, "file"))
    qtbot.addWidget(panel)
    panel.show_jobs([entry])
    for word, signal in (("Pause", panel.pause_asked), ("Cancel", panel.cancel_asked)):
        button = next(each for each in panel.findChildren(QPushButton) if each.text() == word)
        with qtbot.waitSignal(signal) as asked:
            button.click()
        assert asked.args == [entry]


def test_an_empty_panel_says_what_it_is_for(qtbot: QtBot) -> None:
    panel = JobsPanel()
    qtbot.addWidget(panel)
    assert "Nothing is under way" in panel.words()


def test_a_reason_beside_its_name_does_not_repeat_it() -> None:
    model = DocumentsModel()
    model.show((document(1, State.FAILED, name="alpha.pdf", reason="“alpha.pdf” is locked with a password."),))
    assert model.index(0, Column.REASON).data() == "It is locked with a password."


def test_the_whole_reason_of_the_chosen_document_stands_below_the_table(qtbot: QtBot) -> None:
    table = DocumentsTable(DocumentsModel())
    qtbot.addWidget(table)
    table.show()
    table.show_documents(THREE)
    table.view.selectRow(2)
    shown = [each.text() for each in table.findChildren(TextLabel) if "page 2 is damaged" in each.text()]
    assert len(shown) == 1
    assert "gamma.pdf" in shown[0]
    table.only_problems.setChecked(True)
    table.resize(700, 500)
    assert table.view.isColumnHidden(Column.PATH)
    table.resize(1200, 500)
    assert not table.view.isColumnHidden(Column.PATH)
