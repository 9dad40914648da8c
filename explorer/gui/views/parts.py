"""Small widgets that the desks are made of: elided labels, section heads, links, empty places that teach."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.views.paint import colour, sized, watch_theme


class TextLabel(QLabel):
    """A label in one of the theme's sizes and colours; wraps if asked to."""

    def __init__(
        self, text: str = "", *, role: str = "ink", size: int = 13, weight: int = 400, wraps: bool = False
    ) -> None:
        super().__init__(text)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)  # names and quotes come from received files
        self.setFont(sized(size, weight))
        self.setWordWrap(wraps)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        watch_theme(self, self._dress)

    def set_role(self, role: str) -> None:
        """Take another of the theme's colours."""
        self._role = role
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"color: {colour(self._role).name()};")


class ElidedLabel(TextLabel):
    """One line that ends in "…" where there is no room; its tool tip holds the whole text."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "ink",
        size: int = 13,
        weight: int = 400,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, role=role, size=size, weight=weight)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), self._mode, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(colour(self._role))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)


class SectionHead(QToolButton):
    """A small head in capitals that folds what stands below it.

    Signals:
        toggled: whether the section is open (Qt's own).
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setText(title.upper())
        self.setCheckable(True)
        self.setChecked(True)
        self.setAutoRaise(True)
        self.setObjectName("sectionHead")
        self.setFont(sized(11, 600))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(26)
        self.toggled.connect(self._name)
        self._name(True)

    def _name(self, is_open: bool) -> None:
        self.setAccessibleName(f"{self._title}, {'open' if is_open else 'folded'}")
        self.setToolTip("Fold this section" if is_open else "Open this section")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour("accent") if self.hasFocus() else colour("muted"))
        line = self.rect().adjusted(14, 0, -14, 0)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.underMouse() or self.hasFocus() or not self.isChecked():
            sign = "▾" if self.isChecked() else "▸"
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), sign)


class LinkButton(QPushButton):
    """A button that looks like a link, for quiet answers."""

    def __init__(self, text: str, name: str = "", *, size: int = 13, role: str = "accent") -> None:
        super().__init__(text)
        self.setFlat(True)
        self.setObjectName("link")
        self.setFont(sized(size, 500))
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._role = role
        watch_theme(self, self._dress)

    def _dress(self) -> None:
        ink, wash = colour(self._role).name(), colour("accent_wash").name()
        self.setStyleSheet(
            f"QPushButton#link {{ color: {ink}; border: 1px solid transparent; border-radius: 5px;"
            f" background: transparent; padding: 2px 1px; text-align: left; min-height: 0; min-width: 0; }}"
            f"QPushButton#link:hover, QPushButton#link:pressed {{ background: {wash}; }}"
            f"QPushButton#link:focus {{ border-color: {ink}; }}"
        )


class ElidedLink(LinkButton):
    """A link that ends in "…" where there is no room; its spoken name is whole."""

    def __init__(self, text: str, name: str = "", *, size: int = 13, role: str = "accent") -> None:
        super().__init__(text, name, size=size, role=role)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 6
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class EmptyState(QWidget):
    """What an empty place says: what it is for, what to do first, and examples that can be clicked.

    Signals:
        example_chosen: the text of an example.
    """

    example_chosen = Signal(str)

    def __init__(self, title: str, text: str, examples: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._title = TextLabel(title, size=15, weight=600, wraps=True)
        self._text = TextLabel(text, role="muted", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 32, 20, 20)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(4)
        for example, meaning in examples:
            layout.addLayout(self._example(example, meaning))
        layout.addStretch(1)

    def say(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    def words(self) -> str:
        return f"{self._title.text()} {self._text.text()}"

    def _example(self, example: str, meaning: str) -> QVBoxLayout:
        button = LinkButton(example, f"Search for {example}: {meaning}")
        button.clicked.connect(lambda: self.example_chosen.emit(example))
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addWidget(button)
        row.addWidget(_indented(TextLabel(meaning, role="muted", size=11, wraps=True)))
        return row


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(2, 0, 0, 6)
    layout.addWidget(widget)
    return holder


class Separator(QFrame):
    """A line of one pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setObjectName("separator")
        watch_theme(self, self._dress)

    def _dress(self) -> None:
        self.setStyleSheet(f"QFrame#separator {{ background: {colour('line').name()}; border: none; }}")


class SmallButton(QToolButton):
    """A button with one sign and a spoken name."""

    def __init__(self, sign: str, name: str, role: str = "muted") -> None:
        super().__init__()
        self._role = role
        self.setText(sign)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAutoRaise(True)
        self.setFixedSize(24, 24)
        self.setObjectName("small")
        watch_theme(self, self._dress)

    def _dress(self) -> None:
        ink, wash, accent = (colour(role).name() for role in (self._role, "accent_wash", "accent"))
        self.setStyleSheet(
            f"QToolButton#small {{ color: {ink}; border: 1px solid transparent; border-radius: 5px; padding: 0;"
            f" background: transparent; }} QToolButton#small:hover {{ background: {wash}; }}"
            f"QToolButton#small:focus {{ border-color: {accent}; }}"
            "QToolButton#small::menu-indicator { image: none; }"
            f"QToolButton#small:disabled {{ color: transparent; }}"
        )


def emptied(layout: QLayout) -> None:
    """Take all widgets out of a layout; they go when Qt gets to it."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
