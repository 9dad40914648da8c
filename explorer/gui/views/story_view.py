"""The story as it is to be read: its statements underlined by what is known of them, the chosen one washed."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from explorer.gui.models.story_marks import StoryMark
from explorer.gui.theme import theme
from explorer.gui.views.paint import colour, sized, watch_theme
from explorer.model.draft import Statement

_SERIF = ("Source Serif 4", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif")
_HEAD = 90  # characters; a shorter first paragraph is the story's title
_SIDE = 30  # pixels beside the text
_LEADING = 138.0  # percent


class StoryView(QTextEdit):
    """Shows; changes nothing.

    Signals:
        chosen: the number of the statement that was clicked.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._text, self._is_plain = "", True
        self._statements: Sequence[Statement] = ()
        self._marks: Sequence[StoryMark] = ()
        self._current: int | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAcceptDrops(False)
        self.setAccessibleName("The story")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        watch_theme(self, self._dress)

    def show_story(self, text: str, statements: Sequence[Statement]) -> None:
        """Show a version's text."""
        self._text, self._statements, self._marks, self._current = text, statements, (), None
        self._is_plain = max(text, default="") <= "\uffff"
        self.setPlainText("")
        self._set_text()

    def show_marks(self, marks: Sequence[StoryMark]) -> None:
        """Underline the statements, in their order."""
        self._marks = marks
        self._paint()

    def choose(self, number: int | None) -> None:
        """Wash a statement, and bring it into view."""
        self._current = number
        self._paint()
        found = next((each for each in self._statements if each.n == number), None)
        if found is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._place(found.end))
            self.setTextCursor(cursor)
            cursor.setPosition(self._place(found.start))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _set_text(self) -> None:
        cursor = QTextCursor(self.document())
        body = QTextBlockFormat()
        body.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        body.setBottomMargin(12)
        lines = self._text.split("\n")
        for at, line in enumerate(lines):
            if at:
                cursor.insertBlock(body)
            cursor.setBlockFormat(body)
            cursor.insertText(line, self._format(is_title=at == 0 and len(line) <= _HEAD and len(lines) > 2))
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setMargin(_SIDE)
        shape.setTopMargin(20)
        frame.setFrameFormat(shape)

    def _format(self, *, is_title: bool) -> QTextCharFormat:
        font = QFont(sized(20 if is_title else 15, 600 if is_title else 400))
        font.setFamilies(_SERIF)
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(colour("ink"))
        return made

    def _paint(self) -> None:
        """Lay the marks over the text; sentences first, so that a quotation's own line is on top."""
        held = [(each, mark) for each, mark in zip(self._statements, self._marks, strict=False)]
        held.sort(key=lambda each: each[0].start - each[0].end)
        selections = []
        for statement, mark in held:
            for start, end in statement.spans:
                selections.append(self._selection(start, end, mark, is_current=statement.n == self._current))
        self.setExtraSelections(selections)

    def _selection(self, start: int, end: int, mark: StoryMark, *, is_current: bool) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        style = QTextCharFormat.UnderlineStyle
        made.format.setUnderlineStyle(style.SingleUnderline if mark.is_whole else style.DotLine)
        made.format.setUnderlineColor(colour(mark.role))
        if is_current:
            made.format.setBackground(QColor(theme().hit))
            made.format.setForeground(colour("ink"))
        return made

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            number = self.statement_at(event.position().toPoint())
            if number is not None:
                self.chosen.emit(number)

    def statement_at(self, point: QPoint) -> int | None:
        """The statement that stands at a point of the viewport; the shortest where several do."""
        at = self._character(self.cursorForPosition(point).position())
        there = [each for each in self._statements if any(start <= at <= end for start, end in each.spans)]
        return min(there, key=lambda each: each.end - each.start).n if there else None

    def _place(self, at: int) -> int:
        """Where Qt counts a character of the text: in units of UTF-16."""
        return at if self._is_plain else len(self._text[:at].encode("utf-16-le", "surrogatepass")) // 2

    def _character(self, place: int) -> int:
        if self._is_plain:
            return place
        units = self._text.encode("utf-16-le", "surrogatepass")[: 2 * place]
        return len(units.decode("utf-16-le", "surrogatepass"))

    def _dress(self) -> None:
        card, ink = colour("card").name(), colour("ink").name()
        self.setStyleSheet(f"QTextEdit {{ background: {card}; color: {ink}; border: none; padding: 0; }}")
        if self._text:
            current, marks = self._current, self._marks
            self.setPlainText("")
            self._set_text()
            self._marks, self._current = marks, current
            self._paint()
