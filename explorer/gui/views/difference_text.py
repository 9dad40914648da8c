"""What differs between a draft and its source, word by word: the draft's words struck out, the source's put in."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from explorer.gui.theme import theme
from explorer.gui.views.paint import colour, sized, watch_theme
from explorer.model.trace import Kept, Piece

_WASH = 46  # of 255: how much of a colour lies under words


class DifferenceText(QTextEdit):
    """As tall as its words need; received words are set as they are, never as markup."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: Sequence[Piece] = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        watch_theme(self, self._dress)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a difference."""
        self._pieces = pieces
        self.clear()
        cursor = QTextCursor(self.document())
        for at, piece in enumerate(pieces):
            if at:
                cursor.insertText(" ", QTextCharFormat())
            cursor.insertText(piece.text, _format(piece.kept))
        said = {Kept.EQUAL: "", Kept.DELETE: "draft only: ", Kept.INSERT: "source only: "}
        self.setAccessibleName("; ".join(f"{said[each.kept]}{each.text}" for each in pieces))
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _dress(self) -> None:
        self.setFont(sized(13))
        self.setStyleSheet(
            f"QTextEdit {{ background: transparent; border: none; padding: 0; color: {colour('ink').name()}; }}"
        )
        if self._pieces:
            self.show_pieces(self._pieces)


def _format(kept: Kept) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(sized(13))
    made.setForeground(colour("ink"))
    if kept is not Kept.EQUAL:
        wash = QColor(theme().differs if kept is Kept.DELETE else theme().supported)
        made.setForeground(wash)
        wash = QColor(wash)
        wash.setAlpha(_WASH)
        made.setBackground(wash)
        made.setFontStrikeOut(kept is Kept.DELETE)
    return made
