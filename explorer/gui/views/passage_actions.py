"""What one does with chosen words and with pages. Each is one operation that can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.dialogs.cite_claim import CiteClaimDialog
from explorer.gui.dialogs.correct_text import CorrectTextDialog
from explorer.gui.dialogs.popup import PopupDialog
from explorer.gui.dialogs.tag_entity import TagEntityDialog
from explorer.gui.dialogs.tag_page import TagPageDialog
from explorer.gui.dialogs.write_note import WriteNoteDialog
from explorer.gui.services import WindowServices
from explorer.model.ocr import MACHINE_READ, UNSURE
from explorer.model.passage import PageRef, Passage, quote_with_citation


class PassageActions:
    """Acts on the words chosen in a view, else on its page; says what to choose where nothing is.

    Args:
        parent: what dialogs open over.
        page: the page now read.
        passage: the words chosen.
        around: where those stand on the screen.

    Attributes:
        unsure_left: how many words of little confidence a page has beside those of a passage; None where it has none.
        on_corrected: told once such words of a passage were put right.
    """

    def __init__(
        self,
        session: CaseSession,
        services: WindowServices,
        parent: QWidget,
        page: Callable[[], PageRef | None],
        passage: Callable[[], Passage | None],
        around: Callable[[], QRect],
    ) -> None:
        self._session, self._services, self._parent = session, services, parent
        self._page, self._passage, self._around = page, passage, around
        self.unsure_left: Callable[[Passage], int | None] = lambda _passage: None
        self.on_corrected: Callable[[Passage], None] = lambda _passage: None

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "passage.cite": self.cite,
            "passage.highlight": self.highlight,
            "passage.tag": self.tag,
            "passage.copy_quote": self.copy_quote,
            "passage.note": self.note,
            "passage.correct": self.correct,
            "page.tag": self.tag_page,
            "page.toggle_read": self.toggle_read,
            "page.copy_citation": self.copy_citation,
        }

    def highlight(self) -> None:
        """Highlight the words, or take their highlight off."""
        if (passage := self._chosen("highlight")) is None:
            return
        same = [each for each in self._session.annotating.highlights(passage.page) if _same(each.passage, passage)]
        if same:
            self._do(
                lambda: self._session.annotating.remove_highlight(same[0].id), "Highlight taken off. Ctrl+Z undoes it."
            )
        else:
            self._do(lambda: self._session.annotating.highlight(passage), "Highlighted. Ctrl+Z undoes it.")

    def tag(self) -> None:
        if (passage := self._chosen("tag")) is not None:
            self._open(TagEntityDialog(self._session, passage, self._parent))

    def cite(self) -> None:
        if (passage := self._chosen("cite")) is not None:
            self._open(CiteClaimDialog(self._session, passage, self._parent))

    def correct(self) -> None:
        """Put right words that an engine misread."""
        if (passage := self._chosen("put right")) is not None:
            left = self.unsure_left(passage)
            dialog = CorrectTextDialog(self._session, passage, self._parent, left)
            if left is not None:
                dialog.accepted.connect(lambda: self.on_corrected(passage))
            self._open(dialog)

    def note(self) -> None:
        """Note on the words, or without any on the page."""
        page = self._page()
        if page is not None:
            passage = self._passage() or Passage(page.document, page.ordinal, 0, 0, "")
            self._open(WriteNoteDialog(self._session, passage, self._parent))

    def tag_page(self) -> None:
        if (page := self._page()) is not None:
            self._open(TagPageDialog(self._session, page, self._parent))

    def toggle_read(self) -> None:
        page = self._page()
        if page is not None:
            is_read = not self._session.annotating.is_read(page)
            words = "Marked as read. Ctrl+Z undoes it." if is_read else "Marked as unread. Ctrl+Z undoes it."
            self._do(lambda: self._session.annotating.set_read(page, is_read), words)

    def copy_quote(self) -> None:
        if (passage := self._chosen("copy")) is not None:
            citation = self._session.reading.citation(passage.page)
            is_unsure = self._session.recognising.is_uncertain(passage)
            QGuiApplication.clipboard().setText(
                quote_with_citation(passage.quote, citation, MACHINE_READ if is_unsure else "")
            )
            self._services.say("Copied the quote with its citation." + (f" {UNSURE}" if is_unsure else ""))

    def copy_citation(self) -> None:
        if (page := self._page()) is not None:
            citation = str(self._session.reading.citation(page))
            QGuiApplication.clipboard().setText(citation)
            self._services.say(f"Copied: {citation}")

    def _chosen(self, verb: str) -> Passage | None:
        passage = self._passage()
        if passage is None:
            self._services.say(f"Select the words to {verb} first.")
        return passage

    def _do(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except ExplorerError as error:
            self._services.show_error(error)
        else:
            self._services.say(words)

    def _open(self, dialog: PopupDialog) -> None:
        dialog.said.connect(self._services.say)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_beside(self._around())


def _same(left: Passage, right: Passage) -> bool:
    return (left.start, left.end) == (right.start, right.end)
