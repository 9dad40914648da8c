"""What the small dialogs over the page share: keyboard first, closed by Escape, problems said where one types."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import TextLabel

_LONGEST_QUOTE = 160  # letters
_GAP = 10  # pixels between the words and the dialog


class PopupDialog(QDialog):
    """A frameless dialog that writes what it was made for by itself.

    Signals:
        said: what was done, for the status line.
    """

    said = Signal(str)

    def __init__(self, title: str, quote: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setObjectName("popup")
        self.setModal(True)
        self.setFixedWidth(440)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.hint = TextLabel("Enter keeps it, Esc leaves it", role="faint", size=11)
        self.problem = TextLabel(role="differs", size=11, wraps=True)
        self.problem.hide()
        self.keep, leave = QPushButton(verb), QPushButton("Cancel")
        self.keep.setProperty("primary", True)
        self.keep.setDefault(True)
        leave.setAutoDefault(False)
        self.keep.clicked.connect(self.submit)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for widget in (self.hint, leave, self.keep):
            foot.addWidget(widget)
        foot.insertStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(8)
        whole.addWidget(TextLabel(title, size=15, weight=600))
        if quote:
            whole.addWidget(TextLabel(f"“{shortened(quote)}”", role="muted", wraps=True))
        whole.addLayout(self.body)
        whole.addWidget(self.problem)
        whole.addLayout(foot)
        watch_theme(self, self._dress)

    def submit(self) -> None:
        """Write what was typed, say so and close; or say here what is wrong and keep what was typed."""
        try:
            words = self.write()
        except ExplorerError as error:
            self.problem.setText(f"{error} {error.advice()}".strip())
            self.problem.show()
            return
        self.said.emit(words)
        self.accept()

    def write(self) -> str:
        """Do it. Returns what to say of it."""
        raise NotImplementedError

    def show_beside(self, around: QRect) -> None:
        """Open below a rectangle of the screen, or above it where there is no room."""
        self.adjustSize()
        room, size = self.screen().availableGeometry(), self.sizeHint()
        top = around.bottom() + _GAP
        if top + size.height() > room.bottom():
            top = max(around.top() - _GAP - size.height(), room.top())
        left = min(max(around.left(), room.left()), room.right() - self.width())
        self.move(left, top)
        self.open()

    def _dress(self) -> None:
        card, line = colour("card").name(), colour("line").name()
        self.setStyleSheet(f"QDialog#popup {{ background: {card}; border: 1px solid {line}; }}")


def shortened(quote: str) -> str:
    """A quote on a line or two."""
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
