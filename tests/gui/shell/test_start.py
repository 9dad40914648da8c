"""The start page, the dialogs before a case, and what is remembered."""

from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from explorer.app.recent import Memory
from explorer.gui.dialogs.add_documents import AddDocumentsDialog
from explorer.gui.dialogs.new_case import NewCaseDialog
from explorer.gui.models.documents_model import DocumentsModel
from explorer.gui.views.start_page import StartPage
from explorer.model.document import Document, DocumentId, Kind, PlaceId, State


def test_recent_cases_are_listed_newest_first_and_only_while_they_exist(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "config")
    for name in ("one", "two"):
        folder = tmp_path / f"{name}.casefile"
        folder.mkdir()
        (folder / "case.sqlite").touch()
        memory.remember_case(folder, name)
    assert [case.title for case in Memory(tmp_path / "config").recent_cases()] == ["two", "one"]
    (tmp_path / "two.casefile" / "case.sqlite").unlink()
    assert [case.title for case in memory.recent_cases()] == ["one"]


def test_a_memory_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text("{broken")
    assert Memory(tmp_path).recent_cases() == []


def test_a_recent_case_is_opened_by_one_press(qtbot: QtBot, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "config")
    folder = tmp_path / "a.casefile"
    folder.mkdir()
    (folder / "case.sqlite").touch()
    memory.remember_case(folder, "A")
    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent(memory.recent_cases())
    (row,) = [each for each in page.findChildren(type(page._buttons[0][0])) if each.objectName() == "recent"]
    with qtbot.waitSignal(page.case_chosen) as chosen:
        row.click()
    assert chosen.args == [str(folder)]


def test_a_new_case_needs_a_title_and_a_free_place(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewCaseDialog(None, tmp_path)
    qtbot.addWidget(dialog)
    assert not dialog._make.isEnabled()
    dialog._title.setText("Fusion / Center")
    assert dialog._make.isEnabled()
    assert dialog.path().parent == tmp_path
    dialog.path().mkdir()
    dialog._check()
    assert not dialog._make.isEnabled()


def test_documents_are_added_with_what_is_known_of_them(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = AddDocumentsDialog(None)
    qtbot.addWidget(dialog)
    assert not dialog._add.isEnabled()
    dialog._put([tmp_path, tmp_path])
    dialog._fields["agency"].setText("State Police")
    dialog._fields["received"].setText("last March")
    assert not dialog._add.isEnabled()
    dialog._fields["received"].setText("2018-03-02")
    assert dialog._add.isEnabled()
    assert dialog.paths() == [tmp_path]
    assert dialog.details().name == "State Police 2018-03-02"


def document(name: str, state: State) -> Document:
    return Document(PlaceId(name), DocumentId(name), name, name, Kind.PDF, state, "", None, 1, 1, None, None)


def test_the_table_of_documents_is_a_sound_model(qtbot: QtBot) -> None:
    model = DocumentsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([document("a.pdf", State.READ), document("b.pdf", State.FAILED)])
    assert model.rowCount() == 2
    model.show([])
    assert model.rowCount() == 0
