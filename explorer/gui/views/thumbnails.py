"""The strip of small pages: where one is in a document, and where its hits are."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.gui.views.page_pictures import PagePictures, PageSource, PictureKey
from explorer.gui.views.paint import colour, sized, watch_theme
from explorer.model.document import DocumentId, PageOutline
from explorer.model.passage import PageRef

WIDTH = 72  # pixels
_DPI = 12.0
_ROOM = 12_000_000  # bytes of pictures: about 300 small pages
_PAGE, _HIGHEST, _LOWEST = 52, 74, 30  # pixels: a small page's width, its greatest and least height
_BETWEEN = 10  # pixels between small pages
_SETTLE = 60  # milliseconds from a move until pictures are asked for, so that a drag of the bar asks for few
_MARK = (6, 3)  # pixels of the mark of a page with hits

_Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.outlines: Sequence[PageOutline] = ()
        self.hits: frozenset[int] = frozenset()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.outlines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        page = self.outlines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{page.ordinal:,}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{page.label}, has hits" if page.ordinal in self.hits else page.label
        return None

    def fill(self, outlines: Sequence[PageOutline]) -> None:
        self.beginResetModel()
        self.outlines = outlines
        self.endResetModel()


class _SmallPage(QStyledItemDelegate):
    """Draws a small page with its number, the current one framed."""

    def __init__(self, strip: "Thumbnails") -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(_PAGE, self._strip.cell)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        outline = self._strip.outlines()[index.row()]
        cell = QRectF(option.rect)
        page = _sheet(outline, cell, self._strip.cell - _BETWEEN)
        is_current = index.row() == self._strip.currentIndex().row()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(page, Qt.GlobalColor.white)
        if (image := self._strip.picture(outline)) is not None:
            painter.drawImage(page, image, _shown(image, page))
        _number(painter, page, f"{outline.ordinal:,}")
        painter.setPen(QPen(colour("accent" if is_current else "line"), 2 if is_current else 1))
        painter.drawRect(page)
        if outline.ordinal in self._strip.hits():
            painter.fillRect(QRectF(cell.right() - _MARK[0], page.top() + 6, *_MARK), colour("hit_current"))
        painter.restore()


def _sheet(outline: PageOutline, cell: QRectF, high: int) -> QRectF:
    """A page's rectangle: all are as wide; of a long one, such as a sheet or a chat, the top is shown."""
    shape = max(outline.height, 1.0) / max(outline.width, 1.0)
    left = cell.left() + (WIDTH - _PAGE) / 2
    tall = min(_PAGE * shape, high)
    return QRectF(round(left) + 0.5, round(cell.top() + _BETWEEN / 2) + 0.5, _PAGE, max(round(tall), 12))


def _shown(image: QImage, page: QRectF) -> QRectF:
    """The part of a page's picture that its rectangle has room for."""
    return QRectF(0, 0, image.width(), min(image.height(), image.width() * page.height() / page.width()))


def _number(painter: QPainter, page: QRectF, text: str) -> None:
    """The page's number on a plate at its foot, so that it can be read on any picture."""
    painter.setFont(sized(11))
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(text) + 6
    plate = QRectF(page.left(), page.bottom() - metrics.height(), wide, metrics.height())
    painter.fillRect(plate, colour("card"))
    painter.setPen(colour("muted"))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)


class Thumbnails(QListView):
    """Asks only for pictures of the pages in view, so that the length of a document does not matter.

    Signals:
        page_chosen: the ordinal of a page that was clicked, or reached by key.
    """

    page_chosen = Signal(int)

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages(self)
        self._document: DocumentId | None = None
        self._is_quiet = False
        self.cell = _HIGHEST + _BETWEEN
        self._pictures = PagePictures(source, self, _ROOM)
        self._pictures.arrived.connect(self._repaint)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._want)
        self.setModel(self._pages)
        self.setItemDelegate(_SmallPage(self))
        self.setUniformItemSizes(True)
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pages")
        self.setObjectName("thumbnails")
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.selectionModel().currentChanged.connect(self._on_current)
        watch_theme(self, self._dress)

    def open(self, document: DocumentId, outlines: Sequence[PageOutline]) -> None:
        """Show a document's pages."""
        self._document = document
        self._pictures.forget_requests()
        first = outlines[0] if outlines else None
        shape = first.height / max(first.width, 1.0) if first else 1.0
        self.cell = int(min(max(_PAGE * shape, _LOWEST), _HIGHEST)) + _BETWEEN
        self._is_quiet = True
        self._pages.hits = frozenset()
        self._pages.fill(list(outlines))
        self._is_quiet = False
        self._moved()

    def renew(self, outlines: Sequence[PageOutline]) -> None:
        """Take in the same pages, whose words or flags are others now."""
        self._pages.outlines = list(outlines)
        self._repaint()

    def outlines(self) -> Sequence[PageOutline]:
        return self._pages.outlines

    def hits(self) -> frozenset[int]:
        """The pages marked."""
        return self._pages.hits

    def show_hits(self, ordinals: Collection[int]) -> None:
        """Mark the pages that hold hits."""
        self._pages.hits = frozenset(ordinals)
        self._repaint()

    def show_current(self, ordinal: int) -> None:
        """Frame a page and bring it into view, without choosing it."""
        row = next((row for row, page in enumerate(self._pages.outlines) if page.ordinal == ordinal), None)
        if row is None:
            return
        self._is_quiet = True
        self.setCurrentIndex(self._pages.index(row, 0))
        self._is_quiet = False
        self._repaint()

    def picture(self, outline: PageOutline) -> QImage | None:
        return self._pictures.nearest(self._key(outline)) if self._document is not None else None

    def _key(self, outline: PageOutline) -> PictureKey:
        assert self._document is not None
        return PictureKey(PageRef(self._document, outline.ordinal), _DPI)

    def _want(self) -> None:
        if self._document is None or not self._pages.outlines or not self.isVisible():
            return
        top = self.verticalScrollBar().value()
        rows = range(max(top // self.cell, 0), min((top + self.height()) // self.cell + 1, len(self._pages.outlines)))
        self._pictures.want((), [self._key(self._pages.outlines[row]) for row in rows])

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.page_chosen.emit(self._pages.outlines[current.row()].ordinal)

    def _moved(self) -> None:
        self._settle.start()

    def _repaint(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._moved()

    def _dress(self) -> None:
        panel, line = colour("panel").name(), colour("line").name()
        self.setStyleSheet(
            f"QListView#thumbnails {{ background: {panel}; border: none; border-left: 1px solid {line}; }}"
            f"QListView#thumbnails::item {{ padding: 0; }}"
        )
