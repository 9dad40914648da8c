"""Choosing words by keys alone: F7 puts a caret on a word, arrows move it, Shift and arrows extend; Ctrl+C copies."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from explorer.gui.views.page_pictures import PageSource
from explorer.gui.views.page_selection import PageWords, Selection, Span, WordDesk

_MARGIN = 24  # pixels kept between the caret and the edge of the viewport
_ACROSS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def beside_line(words: PageWords, span: Span, step: int) -> Span | None:
    """The word below (step 1) or above (step -1) a span's end, nearest to it across; None beyond the page's print."""
    here = next((word.box for word in reversed(words.words) if word.end <= span[1]), None)
    if here is None:
        return None
    middle = (here.y0 + here.y1) / 2
    # A line is beyond ours where our middle is outside it, so that print of uneven height counts as one line.
    beyond = [each for each in words.words if (each.box.y0 > middle if step > 0 else each.box.y1 < middle)]
    if not beyond:
        return None
    nearest = min(beyond, key=lambda each: step * (each.box.y0 + each.box.y1)).box
    line = [each for each in beyond if each.box.y0 < nearest.y1 and each.box.y1 > nearest.y0]
    across = (here.x0 + here.x1) / 2
    found = min(line, key=lambda each: max(each.box.x0 - across, across - each.box.x1, 0.0))
    return found.start, found.end


class CaretDesk(WordDesk):
    """A desk whose words can be chosen without a pointer. The caret is a chosen word, so it is marked as one."""

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._has_caret = False

    def has_caret(self) -> bool:
        """Whether arrows move a caret."""
        return self._has_caret

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_F7:
            self._toggle()
        elif self._has_caret and self._moved_by(event):
            self._bring_into_view()
        else:
            if event.key() == Qt.Key.Key_Escape:
                self._has_caret = False
            super().keyPressEvent(event)

    def _copy(self) -> None:
        chosen = self.selection()
        if chosen:
            QGuiApplication.clipboard().setText(chosen.quote)

    def _toggle(self) -> None:
        """Put the caret on the words chosen, else on the first word in view; or take it away."""
        self._has_caret = not self._has_caret and self.ordinals() > 0
        if self._has_caret and self._selection is None:
            row = self._current
            page = self._rect(row)
            span = self._span_at(row, QPointF(page.left(), max(page.top(), 0.0)))
            if span:
                self._choose(Selection(row, span, span))

    def _moved_by(self, event: QKeyEvent) -> bool:
        """Whether a key was one of the caret's."""
        step_across, step_down = _ACROSS.get(Qt.Key(event.key())), _DOWN.get(Qt.Key(event.key()))
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        chosen = self._selection
        if chosen is None or others or (step_across is None and step_down is None):
            return False
        words = self._on(chosen.row)
        if step_across is not None:
            head = words.beside(chosen.head, step_across)
        else:
            head = beside_line(words, chosen.head, step_down or 1)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._choose(chosen.drawn_to(head) if head else chosen)
        elif head:
            self._choose(Selection(chosen.row, head, head))
        else:
            self._turn_page(chosen.row, step_across or step_down or 1)
        return True

    def _turn_page(self, row: int, step: int) -> None:
        """Go on at the first word of the next page that has any, or at the last word of one before."""
        row += step
        while 0 <= row < self.ordinals():
            words = self._on(row)
            if words.words:
                span = words.span(0 if step > 0 else len(words.words) - 1)
                self._choose(Selection(row, span, span))
                return
            row += step

    def _bring_into_view(self) -> None:
        if self._selection is None:
            return
        head, row = self._selection.head, self._selection.row
        around, view = self.selection_rect(), self.viewport().rect().adjusted(0, _MARGIN, 0, -_MARGIN)
        forward = head == (head[0], self._selection.span[1])
        edge = around.bottom() if forward else around.top()
        past = max(edge - view.bottom(), 0) + min(edge - view.top(), 0)
        if past:
            self._scroll_to(self._offset().x(), self._offset().y() + past)
        self._become(row)
