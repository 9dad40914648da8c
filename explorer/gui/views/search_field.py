"""The search field: a magnifier, the query, the filters in force as chips, and the key that finds everything else."""

import re
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from explorer.gui.icons import icon
from explorer.gui.theme import font, theme, themes
from explorer.gui.tips import plain_tip

_CHIP = 120  # pixels that a chip's word may have
_TEXT = 280  # pixels that chips leave for the query
_WORDS, _MARKED_WORDS = 8, 5  # from which pasted words are a quotation; in quotation marks
_FIELD = re.compile(r"[a-z]{2,10}:\S")
_PASTE = QKeySequence.StandardKey.Paste


def is_quotation(text: str) -> bool:
    """Whether words are a sentence to be traced rather than a query: many, and with none of a query's signs."""
    words = text.split()
    has_marks = text[:1] in "“„«‘" or text.startswith('"')
    is_query = any(word in ("OR", "NOT", "AND") or word.startswith("-") or _FIELD.match(word) for word in words)
    return not is_query and len(words) >= (_MARKED_WORDS if has_marks else _WORDS)


class QueryField(QLineEdit):
    """The field itself.

    Signals:
        history_asked: Down was pressed.
        left: Escape was pressed in an empty field.
        quotation_pasted: a sentence rather than a query was pasted; its words.
    """

    history_asked = Signal()
    left = Signal()
    quotation_pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pasted = " ".join(QGuiApplication.clipboard().text().split()) if event.matches(_PASTE) else ""
        if is_quotation(pasted):
            self.quotation_pasted.emit(pasted)
        elif event.key() == Qt.Key.Key_Down:
            self.history_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SearchField(QWidget):
    """
    Signals:
        filter_removed: facet and value of a chip that was closed.
        command_asked: the hint at its right was clicked.
    """

    filter_removed = Signal(str, str)
    command_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("searchBox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(260)
        self.setMaximumWidth(760)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._filters: list[tuple[str, str]] = []
        self.field, self._glass = QueryField(), QLabel()
        self.field.setAccessibleName("Search this case")
        self.field.setAccessibleDescription("Words, phrases in quotation marks, and fields such as kind:slides")
        self.field.setFrame(False)
        self._hint = QPushButton("Ctrl K")
        self._hint.setObjectName("hint")
        self._hint.setFont(font(11))
        self._hint.setAccessibleName("Commands, entities and documents")
        self._hint.setToolTip("Commands, entities, documents… (Ctrl+K)")
        self._hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint.clicked.connect(self.command_asked)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(10, 0, 7, 0)
        inside.setSpacing(7)
        inside.addWidget(self._glass)
        inside.addWidget(self.field, 1)
        inside.addLayout(self._chips)
        inside.addWidget(self._hint)
        themes.changed.connect(self._dress)
        self._dress()

    def set_filters(self, filters: Mapping[str, Iterable[str]]) -> None:
        """Show a chip for each chosen value of a facet."""
        self._filters = [(facet, value) for facet, values in filters.items() for value in sorted(values)]
        self._fill()

    def _fill(self) -> None:
        """As many chips as leave room for the query; the others behind one that counts them."""
        while (item := self._chips.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        room, shown = self.width() - _TEXT, 0
        for number, (facet, value) in enumerate(self._filters):
            chip = self._chip(facet, value)
            room -= chip.sizeHint().width() + 4
            if room < 0 and number < len(self._filters):
                chip.deleteLater()
                break
            self._chips.addWidget(chip)
            shown += 1
        if rest := self._filters[shown:]:
            self._chips.addWidget(self._rest(rest, is_all=shown == 0))

    def _chip(self, facet: str, value: str) -> QToolButton:
        shown = value or f"no {facet}"
        chip = _chip(f"{shown}", f"Remove filter {facet} {shown}")
        chip.setToolTip(plain_tip(f"{facet}: {shown}. Click to remove this filter."))
        chip.clicked.connect(lambda _checked=False: self.filter_removed.emit(facet, value))
        return chip

    def _rest(self, rest: Sequence[tuple[str, str]], *, is_all: bool) -> QToolButton:
        """One chip for the filters that have no room, with a menu of them."""
        word = f"{len(rest)} {'filter' if len(rest) == 1 else 'filters'}" if is_all else f"+{len(rest)}"
        chip = _chip(word, f"{len(rest)} more filters", has_sign=False)
        menu = QMenu(chip)
        for facet, value in rest:
            remove = menu.addAction(f"{facet}: {value or 'none'}  ✕".replace("&", "&&"))
            remove.triggered.connect(lambda _on=False, of=facet, each=value: self.filter_removed.emit(of, each))
        chip.clicked.connect(lambda _on=False: menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2))))
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._filters and event.oldSize().width() != event.size().width():
            self._fill()

    def _dress(self) -> None:
        colours = theme()
        self._glass.setPixmap(icon("search", colours.muted).pixmap(16, 16))
        self.setStyleSheet(
            f"#searchBox {{ background: {colours.card}; border: 1px solid {colours.line}; border-radius: 8px; }}"
            f"#searchBox QLineEdit, #searchBox QLineEdit:focus {{ border: none; background: transparent;"
            f" padding: 4px 0; }}"
            f"#hint {{ color: {colours.faint}; border: 1px solid {colours.line}; border-radius: 5px; padding: 1px 6px;"
            f" background: {colours.panel}; min-height: 14px; }} #hint:hover {{ border-color: {colours.faint}; }}"
            f"#chip {{ background: {colours.accent_wash}; color: {colours.accent}; border-radius: 9px;"
            f" padding: 2px 8px; }}"
            f"#chip:focus, #chip:hover {{ border: 1px solid {colours.accent}; }}"
        )


def _chip(word: str, name: str, *, has_sign: bool = True) -> QToolButton:
    chip = QToolButton()
    chip.setObjectName("chip")
    chip.setFont(font(11))
    shown = chip.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, _CHIP)
    chip.setText(f"{shown}  ✕" if has_sign else shown)
    chip.setAccessibleName(name)
    return chip
