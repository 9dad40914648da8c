"""The small dialogs over the page: each writes one thing by keys alone, and keeps what was typed if it cannot."""

from typing import TypeVar

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.dialogs.cite_claim import CiteClaimDialog
from explorer.gui.dialogs.popup import PopupDialog
from explorer.gui.dialogs.tag_entity import TagEntityDialog
from explorer.gui.dialogs.tag_page import TagPageDialog
from explorer.gui.dialogs.write_note import WriteNoteDialog
from explorer.model.claim import Stance
from explorer.model.document import DocumentId
from explorer.model.entity import EntityState
from explorer.model.passage import PageRef, Passage
from tests.gui.page.conftest import passage

Each = TypeVar("Each", bound=PopupDialog)


def quoted(session: CaseSession, deck: DocumentId) -> Passage:
    return passage(session, PageRef(deck, 2), "gang member")


def shown(qtbot: QtBot, dialog: Each) -> Each:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_enter_tags_the_chosen_words(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, TagEntityDialog(session, quoted(session, deck)))
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    made = session.tagging.entities(state=EntityState.CONFIRMED)
    assert [(each.kind, each.name) for each in made] == [("person", "gang member")]


def test_a_number_with_alt_chooses_the_kind(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, TagEntityDialog(session, quoted(session, deck)))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.keyClick(dialog, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.kind() == "organisation")


def test_a_kind_of_ones_own_takes_the_place_of_the_chips(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, TagEntityDialog(session, quoted(session, deck)))
    dialog.own_kind.setText("Criterion")
    assert (dialog.kind(), any(chip.isChecked() for chip in dialog.chips.values())) == ("criterion", False)


def test_a_known_name_brings_its_kind(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    session.tagging.tag(quoted(session, deck), "organisation", "Gang Member")
    dialog = shown(qtbot, TagEntityDialog(session, quoted(session, deck)))
    assert dialog.kind() == "organisation"


def test_a_known_name_in_other_letters_is_that_entity(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    session.tagging.tag(quoted(session, deck), "organisation", "Gang Member")
    dialog = shown(qtbot, TagEntityDialog(session, passage(session, PageRef(deck, 4), "gang member")))
    dialog.submit()
    made = session.tagging.entities(state=EntityState.CONFIRMED)
    assert [(each.name, each.pages) for each in made] == [("Gang Member", 2)]


def test_an_entity_without_a_name_is_asked_for_one(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, TagEntityDialog(session, quoted(session, deck)))
    dialog.name.clear()
    dialog.submit()
    assert dialog.isVisible()
    assert "needs a name" in dialog.problem.text()


def test_what_is_typed_is_cited_for_as_a_new_claim(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, CiteClaimDialog(session, quoted(session, deck)))
    qtbot.keyClicks(dialog.words, "No conviction is needed")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert [(each.text, len(each.evidence)) for each in session.claiming.claims()] == [("No conviction is needed", 1)]


def test_a_claim_found_by_its_words_is_cited_for(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    claim = session.claiming.add("Federal agencies can filter on the flag")
    session.claiming.add("No conviction is needed")
    dialog = shown(qtbot, CiteClaimDialog(session, quoted(session, deck)))
    qtbot.keyClicks(dialog.words, "flag federal")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert [each.passage.quote for each in session.claiming.claim(claim).evidence] == ["gang member"]


def test_down_moves_to_the_next_claim(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    session.claiming.add("One")
    second = session.claiming.add("Two")
    dialog = shown(qtbot, CiteClaimDialog(session, quoted(session, deck)))
    qtbot.keyClick(dialog.words, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert len(session.claiming.claim(second).evidence) == 1


def test_the_stance_and_the_note_are_kept(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    claim = session.claiming.add("One")
    dialog = shown(qtbot, CiteClaimDialog(session, quoted(session, deck)))
    dialog.stances[Stance.CONTRADICTS].click()
    dialog.note.setText("ask the agency")
    dialog.submit()
    (evidence,) = session.claiming.claim(claim).evidence
    assert (evidence.stance, evidence.note) == (Stance.CONTRADICTS, "ask the agency")


def test_nothing_typed_and_no_claims_writes_nothing(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, CiteClaimDialog(session, quoted(session, deck)))
    dialog.submit()
    assert (dialog.isVisible(), session.claiming.claims()) == (True, [])


def test_enter_keeps_a_note(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, WriteNoteDialog(session, quoted(session, deck)))
    qtbot.keyClicks(dialog.text, "who approves it?")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert [each.text for each in session.annotating.notes(PageRef(deck, 2))] == ["who approves it?"]


def test_shift_enter_begins_a_line(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, WriteNoteDialog(session, quoted(session, deck)))
    qtbot.keyClicks(dialog.text, "one")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.text, "two")
    assert len(dialog.text.toPlainText().split()) == 2


def test_a_page_is_tagged(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, TagPageDialog(session, PageRef(deck, 1)))
    qtbot.keyClicks(dialog.tag, "key document")
    qtbot.keyClick(dialog.tag, Qt.Key.Key_Return)
    assert [each.tag for each in session.annotating.tags(PageRef(deck, 1))] == ["key document"]


def test_a_tag_typed_again_is_taken_off(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    session.annotating.tag_page(PageRef(deck, 1), "key document")
    dialog = shown(qtbot, TagPageDialog(session, PageRef(deck, 1)))
    dialog.tag.setText("Key document")
    dialog.submit()
    assert session.annotating.tags(PageRef(deck, 1)) == []


def test_escape_writes_nothing(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    dialog = shown(qtbot, TagPageDialog(session, PageRef(deck, 1)))
    qtbot.keyClicks(dialog.tag, "key document")
    qtbot.keyClick(dialog.tag, Qt.Key.Key_Escape)
    assert session.annotating.tags(PageRef(deck, 1)) == []


def test_what_was_done_is_said(qtbot: QtBot, session: CaseSession, deck: DocumentId) -> None:
    session.claiming.add("One")
    dialog = shown(qtbot, CiteClaimDialog(session, quoted(session, deck)))
    with qtbot.waitSignal(dialog.said) as told:
        dialog.submit()
    assert told.args == ["Cited. Ctrl+Z undoes it."]
