"""The field that holds a claim's words. What is typed is given out once: when it is left, or two seconds after."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from explorer.gui.views.paint import sized

_PAUSE = 2000  # milliseconds after the last key


class ClaimText(QPlainTextEdit):
    """The claim's words.

    Signals:
        written: the words, trimmed, when they are other than those held and not empty.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._held = ""
        self.setAccessibleName("The claim, as it is to be published")
        self.setPlaceholderText("Type the sentence that is to be published.")
        self.setTabChangesFocus(True)
        self.setFont(sized(15))
        self.setFixedHeight(84)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)
        self.textChanged.connect(self._on_typed)

    def hold(self, text: str) -> None:
        """Show words that are kept elsewhere; what is being typed is not written over."""
        if self.toPlainText().strip() == self._held.strip() and self.toPlainText().strip() != text:
            self._held = text
            self.setPlainText(text)
        self._held = text

    def start(self, text: str) -> None:
        """Show another claim's words."""
        self._held = text
        self.setPlainText(text)
        self._timer.stop()

    def keep(self) -> None:
        """Give out what was typed, if anything was; an emptied field goes back to what it held."""
        self._timer.stop()
        text = self.toPlainText().strip()
        if not text and self._held:
            self.setPlainText(self._held)
        elif text and text != self._held:
            self._held = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another workspace is shown, or the case is being closed: what was typed must not wait any longer."""
        super().hideEvent(event)
        self.keep()

    def _on_typed(self) -> None:
        if self.toPlainText().strip() not in ("", self._held):
            self._timer.start()
