"""The line above the page: which document, which hit, which page, how large, and its citation."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from explorer.app.searching import HitGroup
from explorer.gui.models.hits_model import badge
from explorer.gui.views.paint import colour, sized, watch_theme
from explorer.gui.views.parts import ElidedLabel, SmallButton, TextLabel
from explorer.model.document import Document, PageOutline

HEIGHT = 36  # pixels
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_NAME_LEAST, _LABEL_MOST = 150, 190  # pixels; a name gets less only where all else is gone
_SIDE, _GAP = 14, 8


class _Chip(TextLabel):
    """A few letters in a thin frame, or on a block."""

    def __init__(self, name: str, *, framed: bool) -> None:
        self._framed = framed
        super().__init__(role="muted" if framed else "ink", size=11, weight=400 if framed else 600)
        self.setAccessibleName(name)
        self.setObjectName("chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _dress(self) -> None:
        look = f"background: {colour('card').name()}; border: 1px solid {colour('line').name()};"
        block = f"background: {colour('line').name()}; border: none;"
        ink = colour("muted" if self._framed else "ink").name()
        self.setStyleSheet(f"color: {ink}; {look if self._framed else block} border-radius: 4px; padding: 1px 4px;")


class PageHeader(QFrame):
    """One line; where there is little room, the least needed leave it first.

    Signals:
        hit_asked: 1 for the next hit, -1 for the one before.
        zoom_asked: a factor, or "width" or "page".
        citation_asked: the citation of the page is wanted.
    """

    hit_asked = Signal(int)
    zoom_asked = Signal(object)
    citation_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageHeader")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name = ElidedLabel(weight=600, mode=Qt.TextElideMode.ElideMiddle)
        self.kind, self.hash = _Chip("Kind", framed=False), _Chip("SHA-256", framed=True)
        self.before, self.after = SmallButton("‹", "Previous hit (P)"), SmallButton("›", "Next hit (N)")
        self.hit, self.key = TextLabel(), _Chip("Key of the next hit", framed=True)
        self.key.setText("N")
        self.drawn = _Chip("Who drew this page", framed=True)
        self.place, self.bates = ElidedLabel(role="muted"), TextLabel(role="muted", size=11)
        self.zoom, self.cite = QToolButton(), QPushButton("Copy citation")
        self._dress_buttons()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._row.setSpacing(_GAP)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._stepper = QWidget()
        self._steps = QHBoxLayout(self._stepper)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(1)
        for part in (self.before, self.hit, self.after, self.key):
            self._steps.addWidget(part)
        self._drawn_by = ""
        self._shows: dict[QWidget, bool] = {}
        for widget in self._widgets():
            self._row.addWidget(widget)
        self._row.insertStretch(3, 1)
        self._row.setStretchFactor(self.name, 0)
        self.show_standing("")
        watch_theme(self, self._dress)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, HEIGHT)

    def show_document(self, document: Document) -> None:
        """Name another document."""
        self.name.setText(document.name)
        self.name.setToolTip(document.path)
        self.kind.setText(badge(HitGroup(document.id, document.name, document.kind, document.date, "", ())))
        sha = document.sha256
        self.hash.setText(f"sha256 {sha[:4]}…{sha[-2:]}" if sha else "")
        self.hash.setToolTip(f"SHA-256 {sha}\nThe original is kept byte for byte." if sha else "")
        self._fit()

    def show_page(self, page: PageOutline, row: int, count: int) -> None:
        """Name the page now read: the ``row``-th (from 1) of ``count``."""
        self.place.setText(page_place(page.label, row, count))
        self.place.setAccessibleName(f"{page.label}, page {row:,} of {count:,}")
        self.bates.setText(page.bates or "")
        self.bates.setAccessibleName(f"Bates number {page.bates}" if page.bates else "")
        self._fit()

    def show_drawn_by(self, words: str, about: str = "") -> None:
        """Say whose drawing of the page is shown, and more of it in a tip; empty where there is one drawing only."""
        self._drawn_by = words
        self.drawn.setToolTip(about)
        self._fit()

    def show_standing(self, standing: str) -> None:
        """Say which hit this is; empty hides the stepper."""
        self._standing = standing
        self._fit()

    def show_zoom(self, zoom: float) -> None:
        """Say how large pages are; 1.0 is the size of paper."""
        self.zoom.setText(f"{round(zoom * 100)} % ▾")
        self.zoom.setAccessibleName(f"Zoom, {round(zoom * 100)} per cent")
        self._fit()

    def _widgets(self) -> tuple[QWidget, ...]:
        left = (self.name, self.kind, self.hash)
        return (*left, self.drawn, self._stepper, self.place, self.bates, self.zoom, self.cite)

    def _dress_buttons(self) -> None:
        self.before.clicked.connect(lambda: self.hit_asked.emit(-1))
        self.after.clicked.connect(lambda: self.hit_asked.emit(1))
        self.cite.clicked.connect(lambda: self.citation_asked.emit())
        self.cite.setToolTip("Copy the citation of this page (Ctrl+Shift+C)")
        self.cite.setAccessibleName("Copy citation")
        menu = QMenu(self.zoom)
        for zoom in _ZOOMS:
            menu.addAction(f"{round(zoom * 100)} %").triggered.connect(self._asker(zoom))
        menu.addSeparator()
        menu.addAction("Fit width\tW").triggered.connect(self._asker("width"))
        menu.addAction("Fit page\tShift+W").triggered.connect(self._asker("page"))
        self.zoom.setMenu(menu)
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setObjectName("zoom")
        for button in (self.zoom, self.cite):
            button.setFont(sized(13))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cite.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _asker(self, zoom: float | str) -> Callable[[], None]:
        return lambda: self.zoom_asked.emit(zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show all there is to show, then leave out chips, then words, until the line holds."""
        self._shows = dict.fromkeys(self._widgets(), True)
        self._shows[self._stepper] = bool(self._standing)
        self.key.show()
        for label in (self.hash, self.bates, self.kind, self.drawn):
            self._shows[label] = bool(label.text())
        self.hit.setText(self._standing)
        self.drawn.setText(self._drawn_by)
        self.cite.setText("Copy citation")
        for shorten in (self._without(self.hash), self._without(self.bates), self.key.hide, self._short_cite,
                        self._without(self.kind), self._short_drawn, self._short_hit):  # fmt: skip
            if self._needed() <= self.width():
                break
            shorten()
        for widget, shown in self._shows.items():
            widget.setVisible(shown)
        room = self.width() - (self._needed() - self._name_width())
        self.name.setFixedWidth(max(min(self.name.sizeHint().width() + 2, room), 24))
        self.place.setFixedWidth(self._place_width())

    def _without(self, chip: QWidget) -> Callable[[], None]:
        return lambda: self._shows.update({chip: False})

    def _short_cite(self) -> None:
        self.cite.setText("Copy")

    def _short_drawn(self) -> None:
        """Whose drawing it is never leaves the line."""
        self.drawn.setText(self._drawn_by.removeprefix("Drawn by ").removesuffix("'s drawing"))

    def _short_hit(self) -> None:
        self.hit.setText(self._standing.removeprefix("hit ").replace(" of ", "/"))

    def _name_width(self) -> int:
        return min(self.name.sizeHint().width() + 2, _NAME_LEAST)

    def _place_width(self) -> int:
        most = _LABEL_MOST if self.width() > 560 else _LABEL_MOST // 2
        return min(self.place.sizeHint().width() + 2, most)

    def _needed(self) -> int:
        """Pixels that what is shown takes, with a name of which enough can be read."""
        self._steps.invalidate()  # else it gives the width that it had with other words
        shown = [widget for widget, is_shown in self._shows.items() if is_shown]
        fixed = sum(each.sizeHint().width() for each in shown if each not in (self.name, self.place))
        return fixed + self._name_width() + self._place_width() + _GAP * (len(shown) + 1) + 2 * _SIDE

    def _dress(self) -> None:
        panel, card, line, accent = (colour(role).name() for role in ("panel", "card", "line", "accent"))
        self.setStyleSheet(
            f"QFrame#pageHeader {{ background: {panel}; border: none; border-bottom: 1px solid {line}; }}"
            f"QToolButton#zoom {{ background: {card}; border: 1px solid {line}; border-radius: 7px;"
            f" padding: 3px 8px; }}"
            f"QToolButton#zoom:focus {{ border-color: {accent}; }}"
            f"QToolButton#zoom::menu-indicator {{ image: none; width: 0; }}"
            f"QPushButton {{ padding: 3px 10px; min-height: 16px; }}"
        )


def page_place(label: str, row: int, count: int) -> str:
    """How the line names a page: "Slide 14 / 31"; a label without the number has it added."""
    named = "Page " + label[3:] if label.startswith("p. ") else label[:1].upper() + label[1:]
    if label.split()[-1:] == [str(row)]:
        return f"{named} / {count:,}"
    return f"{named} · {row:,} / {count:,}" if count > 1 and label else (named or f"{row:,} / {count:,}")
