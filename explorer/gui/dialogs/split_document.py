"""Shows where a long file seems to hold other documents, to be accepted, changed or added to."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.theme import font
from explorer.gui.views.parts import TextLabel
from explorer.model.part import Boundary, Part

_PAGE = Qt.ItemDataRole.UserRole
_SOME = "A document begins on each page that is ticked. The file stays as it is; its pages are cited as before."
_NONE = "Nothing in this file tells of more documents than one. Add the pages on which one begins."


class SplitDialog(QDialog):
    """``starts()`` once accepted.

    Signals:
        page_asked: a page's ordinal, to be looked at.
    """

    page_asked = Signal(int)

    def __init__(
        self, parent: QWidget | None, name: str, pages: int, found: Sequence[Boundary], parts: Sequence[Part]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Split this file into documents")
        self.setMinimumSize(560, 420)
        self.list, self.page, self.add = QListWidget(), QSpinBox(), QPushButton("Add")
        self.list.setAccessibleName("Pages on which a document may begin")
        self.list.setProperty("framed", True)
        kept = {part.first for part in parts} - {1}
        reasons = {each.ordinal: f"{each.confidence:.0%}: {'; '.join(each.reasons)}" for each in found}
        for ordinal in sorted(kept | set(reasons)):
            self._put(ordinal, reasons.get(ordinal, "added by hand"), is_ticked=ordinal in kept or not kept)
        self.list.itemActivated.connect(lambda item: self.page_asked.emit(item.data(_PAGE)))
        self.list.itemChanged.connect(lambda _item: self._count())
        self.page.setRange(2, max(pages, 2))
        self.page.setAccessibleName("Page on which a document begins")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        head = TextLabel(name)
        head.setFont(font(15, 600))
        self.count = TextLabel(role="muted")
        for part in (head, TextLabel(_SOME if reasons or kept else _NONE, wraps=True), self.list):
            layout.addWidget(part)
        layout.addLayout(_row([QLabel("Also before page"), self.page, self.add]))
        layout.addWidget(self.count)
        layout.addLayout(self._buttons())
        self._count()

    def starts(self) -> tuple[int, ...]:
        """The ticked pages, in order; none joins the file again."""
        ticked = (item for item in self._items() if item.checkState() is Qt.CheckState.Checked)
        return tuple(sorted(item.data(_PAGE) for item in ticked))

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.list.item(row) for row in range(self.list.count()))

    def _put(self, ordinal: int, words: str, *, is_ticked: bool) -> None:
        item = QListWidgetItem(f"Page {ordinal}: {words}")
        item.setData(_PAGE, ordinal)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _add(self) -> None:
        """Tick the page that was named, adding it where it is not listed."""
        ordinal = self.page.value()
        for item in self._items():
            if item.data(_PAGE) == ordinal:
                item.setCheckState(Qt.CheckState.Checked)
                return
        self._put(ordinal, "added by hand", is_ticked=True)
        self._count()

    def _count(self) -> None:
        parts = len(self.starts()) + 1
        self.count.setText(f"{parts:,} documents" if parts > 1 else "One document: the file stays whole.")

    def _buttons(self) -> QHBoxLayout:
        self.keep, leave = QPushButton("Split here"), QPushButton("Cancel")
        self.keep.setProperty("primary", True)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = _row([])
        row.addWidget(leave)
        row.addWidget(self.keep)
        return row


def _row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
