"""The messages of a conversation, one below the other. Only what is in sight is laid out, however many there are."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.gui.models.conversation_rows import Row, RowKind, spoken, tip_words
from explorer.gui.views.conversation_paint import RowPainter
from explorer.gui.views.paint import colour, watch_theme

_TOP = 8  # pixels above the first card
_OWN_KEYS = frozenset(
    {Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)


class ConversationList(QAbstractScrollArea):
    """``J``/``K`` go from message to message, Enter opens one at its page, Right and Left unfold and fold its layers.

    Signals:
        opened: the Target of a row.
        fold_asked: turn, part (-1 for all of the turn), and whether to show them (None: the other way round).
        turn_changed: the turn that is current now.
        wanted: the first turn in sight whose letter has not been read.
        left: Esc was pressed.
    """

    opened = Signal(object)
    fold_asked = Signal(int, int, object)
    turn_changed = Signal(int)
    wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = RowPainter()
        self._turns: list[Sequence[Row]] = []
        self._read: set[int] = set()  # turns whose letters are here
        self._rows: list[Row] = []
        self._first: list[int] = []  # the row that each turn begins with
        self._heights: list[float] = []
        self._exact: list[bool] = []
        self._tops: list[float] = [0.0]
        self._current = 0
        self._under: int | None = None  # the row whose active place is under the pointer
        self._seen = 0  # the first row in sight when it was last painted
        self._moving = False
        self._pinned: int | None = None  # the turn that stays at the top until somebody scrolls
        self.setAccessibleName("Messages of the conversation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        watch_theme(self, self._dress)

    # What is shown

    def show_turns(self, turns: Sequence[Sequence[Row]], read: set[int], current: int) -> None:
        """Show other rows from the turn that is current."""
        self._turns, self._read, self._current = list(turns), set(read), current
        self._lay_out()
        self.go_to(current)

    def replace_turns(self, changed: dict[int, Sequence[Row]], read: set[int]) -> None:
        """Show other rows for some turns; what is in sight stays where it is."""
        at = self._row_at(self.verticalScrollBar().value())
        turn = self._rows[at].turn if self._rows else 0
        inside = at - self._first[turn] if self._rows else 0
        offset = self.verticalScrollBar().value() - self._tops[at]
        self._read = set(read)
        for number in sorted(changed, reverse=True):
            self._splice(number, changed[number])
        self._settle()
        row = min(self._first[turn] + inside, len(self._rows) - 1) if self._rows else 0
        if self._pinned is not None:
            self._go_to_row(self._first[self._pinned])
        else:
            self._scroll_to(self._tops[row] + offset)
        if self._current in changed:
            self._tell()

    @property
    def current_turn(self) -> int:
        return self._current

    def go_to(self, turn: int) -> None:
        """Make a turn current and bring its head to the top."""
        if 0 <= turn < len(self._first):
            self._become(turn)
            self._pinned = turn
            self._go_to_row(self._first[turn])

    def rows_of(self, turn: int) -> Sequence[Row]:
        return self._turns[turn]

    def place_of(self, row: Row) -> QRectF:
        """Where a row stands in the viewport."""
        return self._box(self._rows.index(row))

    # Geometry

    def _lay_out(self) -> None:
        self._rows = [row for rows in self._turns for row in rows]
        self._heights, self._exact = [], []
        self._guess(0, 0)
        self._settle()

    def _splice(self, turn: int, rows: Sequence[Row]) -> None:
        start = self._first[turn]
        end = start + len(self._turns[turn])
        self._turns[turn] = rows
        self._rows[start:end] = rows
        self._guess(start, end, rows)

    def _guess(self, start: int, end: int, rows: Sequence[Row] | None = None) -> None:
        """Heights that are good enough to scroll by, for rows that were not laid out yet."""
        width = self.viewport().width()
        rows = self._rows if rows is None else rows
        self._heights[start:end] = [self._painter.estimate(row, width) for row in rows]
        self._exact[start:end] = [row.kind is not RowKind.TEXT for row in rows]

    def _settle(self) -> None:
        self._first = list(accumulate(map(len, self._turns), initial=0))[:-1]
        self._under, self._seen = None, 0
        self._add_up()

    def _add_up(self) -> None:
        self._tops = list(accumulate(self._heights, initial=float(_TOP)))
        bar, room = self.verticalScrollBar(), self.viewport().height()
        self._moving = True
        bar.setRange(0, max(round(self._tops[-1]) - room, 0))
        bar.setPageStep(room)
        self._moving = False

    def _row_at(self, y: float) -> int:
        return max(min(bisect_right(self._tops, y) - 1, len(self._rows) - 1), 0)

    def _box(self, row: int) -> QRectF:
        top = self._tops[row] - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), self._heights[row])

    def _measure(self) -> None:
        """Lay out what is in sight; rows that come into sight from above push nothing down."""
        bar, room, width = self.verticalScrollBar(), self.viewport().height(), self.viewport().width()
        for _ in range(4):
            at, left, grown = self._row_at(bar.value()), float(room), 0.0
            left += bar.value() - self._tops[at] if self._rows else 0.0
            changed = False
            while at < len(self._rows) and left > 0:
                if not self._exact[at]:
                    height = self._painter.height(self._rows[at], width)
                    grown += height - self._heights[at] if at < self._seen else 0.0
                    changed |= height != self._heights[at]
                    self._heights[at], self._exact[at] = height, True
                left -= self._heights[at]
                at += 1
            if not changed:
                break
            self._add_up()
            self._scroll_to(bar.value() + grown)
        self._seen = self._row_at(bar.value())

    def _scroll_to(self, y: float) -> None:
        self._moving = True
        self.verticalScrollBar().setValue(round(y))
        self._moving = False
        self.viewport().update()

    def _go_to_row(self, row: int) -> None:
        if not self._rows:
            self.viewport().update()
            return
        for _ in range(3):  # what is laid out on the way may move it
            self._scroll_to(self._tops[row] - _TOP)
            self._seen = self._row_at(self.verticalScrollBar().value())
            self._measure()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._measure()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), colour("panel"))
        at, wanted = self._row_at(self.verticalScrollBar().value()), -1
        while at < len(self._rows) and (box := self._box(at)).top() < self.viewport().height():
            row = self._rows[at]
            self._painter.paint(painter, row, box, row.turn == self._current, at == self._under)
            if wanted < 0 and row.turn not in self._read and row.kind is not RowKind.END:
                wanted = row.turn
            at += 1
        painter.end()
        if wanted >= 0:
            self.wanted.emit(wanted)

    # Moving and choosing

    def _become(self, turn: int) -> None:
        if turn != self._current:
            self._current = turn
            self.viewport().update()
            self.turn_changed.emit(turn)
        self._tell()

    def _tell(self) -> None:
        if self._turns:
            self.setAccessibleDescription(spoken(self._turns[self._current]))

    def _on_scrolled(self) -> None:
        if not self._moving:
            self._pinned = None
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._hit(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
            words = tip_words(self._rows[at]) if at is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()  # keys of this list are not the program's while it has the focus
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_J | Qt.Key.Key_Down:
                self.go_to(min(self._current + 1, len(self._turns) - 1))
            case Qt.Key.Key_K | Qt.Key.Key_Up:
                self.go_to(max(self._current - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._turns:
                    self.opened.emit(self._turns[self._current][0].target)
            case Qt.Key.Key_Right:
                self.fold_asked.emit(self._current, -1, True)
            case Qt.Key.Key_Left:
                self.fold_asked.emit(self._current, -1, False)
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep() - 48)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._turns) - 1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._active_at(event.position())
        if under != self._under:
            self._under = under
            hand = Qt.CursorShape.PointingHandCursor if under is not None else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._rows:
            return
        at = self._hit(event.position())
        if at is None:
            return
        row, self._pinned = self._rows[at], None
        self._become(row.turn)
        if self._active_at(event.position()) is None:
            return
        if row.kind is RowKind.FOLD:
            self.fold_asked.emit(row.turn, row.part, None)
        else:
            self.opened.emit(row.target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._hit(event.position())
        if at is not None and self._rows[at].kind is RowKind.TEXT:
            self.opened.emit(self._rows[at].target)

    def _hit(self, at: QPointF) -> int | None:
        y = at.y() + self.verticalScrollBar().value()
        return self._row_at(y) if self._rows and _TOP <= y < self._tops[-1] else None

    def _active_at(self, at: QPointF) -> int | None:
        row = self._hit(at)
        return row if row is not None and self._painter.active(self._rows[row], self._box(row)).contains(at) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._heights, self._exact = [], []
            self._guess(0, 0)
        self.replace_turns({}, self._read)

    def _dress(self) -> None:
        self.viewport().update()


def _is_own(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier) and (
        event.key() in _OWN_KEYS
    )
