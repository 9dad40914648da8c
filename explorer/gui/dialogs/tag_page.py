"""Puts a tag on a page, or takes one off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from explorer.app.session import CaseSession
from explorer.errors import InputError
from explorer.gui.dialogs.popup import PopupDialog
from explorer.gui.views.parts import TextLabel
from explorer.model.passage import PageRef


class TagPageDialog(PopupDialog):
    """Enter tags the page; a tag that the page has already is taken off."""

    def __init__(self, session: CaseSession, page: PageRef, parent: QWidget | None = None) -> None:
        super().__init__("Tag this page", "", "Tag", parent)
        self._session, self._page = session, page
        self._present = [each.tag for each in session.annotating.tags(page)]
        self.tag = QLineEdit()
        self.tag.setAccessibleName("Tag")
        self.tag.setPlaceholderText("key document, ask the agency …")
        completer = QCompleter(session.annotating.all_tags(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.tag.setCompleter(completer)
        self.tag.textChanged.connect(self._name_verb)
        if self._present:
            present = f"Has: {', '.join(self._present)}. Type one of these again to take it off."
            self.body.addWidget(TextLabel(present, role="muted", size=11, wraps=True))
        self.body.addWidget(self.tag)
        self.tag.setFocus()

    def write(self) -> str:
        tag = " ".join(self.tag.text().split())
        if not tag:
            raise InputError("A tag needs a name", "Type one, such as “key document”.")
        if (present := self._tag_present(tag)) is not None:
            self._session.annotating.untag_page(self._page, present)
            return f"Took “{present}” off this page. Ctrl+Z undoes it."
        known = next((each for each in self._session.annotating.all_tags() if each.casefold() == tag.casefold()), tag)
        self._session.annotating.tag_page(self._page, known)
        return f"Tagged this page “{known}”. Ctrl+Z undoes it."

    def _tag_present(self, tag: str) -> str | None:
        return next((each for each in self._present if each.casefold() == tag.casefold()), None)

    def _name_verb(self, text: str) -> None:
        self.keep.setText("Take off" if self._tag_present(" ".join(text.split())) else "Tag")
