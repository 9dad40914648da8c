"""Two readings of one page side by side, what differs lit in both, to choose which one counts."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.models.picture_words import reading_name, sureness
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import SmallButton, TextLabel
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.ocr import LAYER, KeptReading, ReadingDiff, engine_words
from explorer.model.passage import PageRef

_SIZE = (860, 560)  # pixels


class ReadingText(QTextEdit):
    """A reading as it stands, with stretches lit; the current one is lit most and underlined."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(QFont("serif", self.font().pointSize() + 1))
        self._text = ""
        self._spans: list[Span] = []
        self._current = -1

    def show_text(self, text: str, spans: list[Span]) -> None:
        self.setPlainText(text)
        self._text, self._spans, self._current = text, spans, -1
        self.light()

    def show_place(self, at: int) -> None:
        """Make a stretch the current one and bring it into view."""
        self._current = at
        self.light()
        self.setTextCursor(self._cursor(self._spans[at][0], self._spans[at][0]))
        self.ensureCursorVisible()

    def light(self) -> None:
        marks = []
        for at, (start, end) in enumerate(self._spans):
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(QColor(colour("hit_current" if at == self._current else "hit")))
            look.setFontUnderline(at == self._current)
            mark.format = look
            mark.cursor = self._cursor(start, end)
            marks.append(mark)
        self.setExtraSelections(marks)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        """A cursor over characters; Qt counts those beyond the first 65,536 twice."""
        text = self._text
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor


class CompareReadingsDialog(QDialog):
    """
    Signals:
        place_asked: the PageRef and the span of its text that is now compared, to be shown on the page.
    """

    place_asked = Signal(object, object)

    def __init__(self, session: CaseSession, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self.page: PageRef | None = None
        self._diff: ReadingDiff | None = None
        self._at = -1
        self.setWindowTitle("Readings of this page")
        self.setObjectName("compareReadings")
        self.resize(*_SIZE)
        self.shown, self.other = ReadingText("What the page shows"), ReadingText("The other reading")
        self.choice, self.count = QComboBox(), TextLabel(role="muted", size=12)
        self.name, self.sure = TextLabel(weight=600), TextLabel(role="muted", size=12)
        self.choice.setAccessibleName("The other reading")
        self.before, self.after = SmallButton("‹", "Previous difference (P)"), SmallButton("›", "Next difference (N)")
        self.before.setShortcut("P")
        self.after.setShortcut("N")
        self.use = QPushButton()
        self._lay_out()
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.choice.activated.connect(lambda _row: self._compare())
        self.choice.currentIndexChanged.connect(self._name_use)
        self.use.clicked.connect(self.use_other)
        services.changes.changed.connect(self._on_changed)
        watch_theme(self, self._dress)

    def show_page(self, page: PageRef) -> None:
        """Compare the readings of a page."""
        self.page = page
        self.load()
        self.show()
        self.after.setFocus()

    def load(self) -> None:
        """Take in what the page shows and what is kept beside it."""
        if self.page is None:
            return
        kept = self._session.recognising.readings(self.page)
        used = next((each for each in kept if each.in_use), None)
        self.name.setText(f"● {reading_name(used)}" if used else "")
        doubt = self._session.recognising.doubt(self.page)
        sure = sureness(used, doubt.percent if doubt else None) if used else ""
        self.sure.setText(" · ".join(filter(None, (sure, "shown and searched" if used else ""))))
        others = sorted((each for each in kept if not each.in_use), key=lambda each: each.engine == LAYER)
        self.choice.clear()
        for each in others:
            self.choice.addItem(_choice_words(each), each.engine)
        self.use.setEnabled(bool(others))
        self._compare()

    def step(self, direction: int) -> None:
        """Go to the next difference (1) or the one before (-1), round the ends."""
        if self._diff is None or not self._diff.places:
            return
        self._at = (self._at + direction) % len(self._diff.places) if self._at >= 0 else min(direction, 0)
        self._at %= len(self._diff.places)
        self.shown.show_place(self._at)
        self.other.show_place(self._at)
        self._say_count()
        self.place_asked.emit(self.page, self._diff.places[self._at][0])

    def use_other(self) -> None:
        """Let the other reading count from now on."""
        engine = self.choice.currentData()
        if self.page is None or engine is None:
            return
        try:
            self._session.recognising.use(self.page, engine)
        except ExplorerError as error:
            self._services.show_error(error)
        else:
            self._services.say("This page shows the other reading now, and searches find it. Ctrl+Z goes back.")

    def _name_use(self) -> None:
        engine = self.choice.currentData()
        self.use.setText(f"Use {engine_words(engine)}" if engine else "Use the other reading")

    def _compare(self) -> None:
        engine, page, compare = self.choice.currentData(), self.page, self._session.recognising.compare
        if engine is None or page is None:
            self._show(None)
            return
        self._services.tasks.run(
            lambda: compare(page, engine), self._show, self._services.show_error, key="compare readings"
        )

    def _show(self, diff: ReadingDiff | None) -> None:
        self._diff, self._at = diff, -1
        self.shown.show_text(diff.shown if diff else "", [ours for ours, _ in diff.places] if diff else [])
        self.other.show_text(diff.other if diff else "", [theirs for _, theirs in diff.places] if diff else [])
        for button in (self.before, self.after):
            button.setEnabled(bool(diff and diff.places))
        self._say_count()

    def _say_count(self) -> None:
        count = len(self._diff.places) if self._diff else 0
        if self._diff is None:
            self.count.setText("There is one reading only. Ctrl+Alt+O has the other engine read this page.")
        elif not count:
            self.count.setText("Both readings hold the same words.")
        elif self._at < 0:
            self.count.setText(f"They differ in {count:,} place{'' if count == 1 else 's'}.")
        else:
            self.count.setText(f"Difference {self._at + 1:,} of {count:,}")

    def _on_changed(self, change: ChangeSet) -> None:
        if RecordKind.DOCUMENTS in change.kinds and self.isVisible():
            self.load()

    def _lay_out(self) -> None:
        self.use.setAutoDefault(False)
        self.use.setToolTip("Show and search it instead; Ctrl+Z goes back")
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        left, right, both, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addWidget(self.sure, 1)
        left.addLayout(head)
        left.addWidget(self.shown, 1)
        right.addWidget(self.choice)
        right.addWidget(self.other, 1)
        both.setSpacing(14)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        keys = TextLabel("P  N", role="faint", size=11)
        for widget in (self.before, self.after, keys, self.count):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.use)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(10)
        whole.addLayout(both, 1)
        whole.addLayout(foot)
        self.choice.setMinimumHeight(28)
        self.name.setMinimumHeight(28)
        self.setTabOrder(self.choice, self.shown)

    def _dress(self) -> None:
        card, panel, line = (colour(role).name() for role in ("card", "panel", "line"))
        self.setStyleSheet(
            f"QDialog#compareReadings {{ background: {panel}; }}"
            f"QTextEdit {{ background: {card}; border: 1px solid {line}; border-radius: 8px; padding: 8px; }}"
        )
        for text in (self.shown, self.other):
            text.light()


def _choice_words(kept: KeptReading) -> str:
    return " · ".join(filter(None, (reading_name(kept), sureness(kept), "kept, not searched")))


def _units(text: str) -> int:
    """How long a text is as Qt counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
