"""Pictures of pages: asked for as pages come into view, kept while there is room, forgotten oldest first."""

import contextlib
import logging
import math
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from explorer.app.reading import PagePicture
from explorer.errors import ExplorerError
from explorer.model.document import DocumentId, Page, PageId, PageOutline, Word
from explorer.model.passage import PageRef

ROOM = 120_000_000  # bytes of pictures kept
_MOST_PIXELS = 16_000_000  # of one picture; beyond it a page is drawn coarser and scaled up

_log = logging.getLogger(__name__)


class PageSource(Protocol):
    """What the page view asks of the case; ``explorer.app.reading.Reading`` is one."""

    def outline(self, document: DocumentId) -> list[PageOutline]: ...

    def page(self, page: PageId) -> Page: ...

    def words(self, page: PageId) -> tuple[Word, ...]: ...

    def picture(self, page: PageRef, dpi: float, *, urgent: bool = True) -> "Future[PagePicture]": ...


@dataclass(frozen=True, slots=True)
class PictureKey:
    page: PageRef
    dpi: float


@dataclass(frozen=True, slots=True)
class _Asked:
    future: "Future[PagePicture]"
    urgent: bool


def fitting_dpi(width: float, height: float, dpi: float) -> float:
    """The dots an inch to draw a page of so many points with: what is asked, or what one picture may take."""
    most = 72 * math.sqrt(_MOST_PIXELS / max(width * height, 1.0))
    return round(min(dpi, most), 2)


class PagePictures(QObject):
    """The pictures of pages, and the requests under way.

    Signals:
        arrived: a PictureKey whose picture or failure is now here; on the GUI thread.
    """

    arrived = Signal(object)
    _landed = Signal(object, object)  # emitted on whichever thread finishes a request

    def __init__(self, source: PageSource, parent: QObject | None = None, room: int = ROOM) -> None:
        super().__init__(parent)
        self._source = source
        self._room = room
        self._held = 0  # bytes
        self._images: OrderedDict[PictureKey, QImage] = OrderedDict()
        self._failures: dict[PictureKey, str] = {}
        self._asked: dict[PictureKey, _Asked] = {}
        self._landed.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def exact(self, key: PictureKey) -> QImage | None:
        """The picture at just these dots an inch."""
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def nearest(self, key: PictureKey) -> QImage | None:
        """The picture, or meanwhile the sharpest one of the same page at other dots an inch."""
        image = self.exact(key)
        if image is not None:
            return image
        others = [other for other in self._images if other.page == key.page]
        return self._images[max(others, key=lambda other: other.dpi)] if others else None

    def failure(self, key: PictureKey) -> str:
        """Why this page cannot be drawn; empty if it can, or may yet."""
        return self._failures.get(key, "")

    def want(self, visible: Sequence[PictureKey], neighbours: Sequence[PictureKey]) -> None:
        """Ask for what is not here, and give up requests for anything else.

        The renderer draws the newest urgent request first, so the first visible page is asked for last.
        """
        wanted = {*visible, *neighbours}
        for key in [key for key in self._asked if key not in wanted]:
            self._give_up(key)
        for key in neighbours:
            self._ask(key, urgent=False)
        for key in reversed(visible):
            self._ask(key, urgent=True)

    @property
    def is_idle(self) -> bool:
        """Whether no request is under way."""
        return not self._asked

    def take_from(self, source: PageSource) -> None:
        """Ask another source from now on; what the one before drew is forgotten, and what it still draws unheeded."""
        self.forget_requests()
        self._asked.clear()
        self._images.clear()
        self._held = 0
        self._source = source

    def forget_requests(self) -> None:
        """Give up every request, and let pages that failed be tried again."""
        self._failures.clear()
        for key in list(self._asked):
            self._give_up(key)

    def _ask(self, key: PictureKey, *, urgent: bool) -> None:
        if key in self._images or key in self._failures:
            return
        asked = self._asked.get(key)
        if asked and (asked.urgent or not urgent or not self._give_up(key)):
            return
        try:
            future = self._source.picture(key.page, key.dpi, urgent=urgent)
        except ExplorerError as error:
            self._failures[key] = _reason(error)
            self.arrived.emit(key)
            return
        self._asked[key] = _Asked(future, urgent)
        future.add_done_callback(lambda done: self._land(key, done))

    def _give_up(self, key: PictureKey) -> bool:
        """Cancel a request; one that is being drawn goes on, since its picture comes anyway."""
        if not self._asked[key].future.cancel():
            return False
        del self._asked[key]
        return True

    def _land(self, key: PictureKey, future: "Future[PagePicture]") -> None:
        with contextlib.suppress(RuntimeError):  # the window closed while the page was drawn
            self._landed.emit(key, future)

    def _take(self, key: PictureKey, future: "Future[PagePicture]") -> None:
        asked = self._asked.get(key)
        if asked is None or asked.future is not future:
            return
        del self._asked[key]
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._keep(key, _image(future.result()))
        else:
            self._failures[key] = _reason(error)
        self.arrived.emit(key)

    def _keep(self, key: PictureKey, image: QImage) -> None:
        self._images[key] = image
        self._held += image.sizeInBytes()
        while self._held > self._room and len(self._images) > 1:
            _, oldest = self._images.popitem(last=False)
            self._held -= oldest.sizeInBytes()


def _image(picture: PagePicture) -> QImage:
    """A copy in the format that paints fastest; the copy also outlives the picture's bytes."""
    rows = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB888)
    return rows.convertToFormat(QImage.Format.Format_RGB32)


def _reason(error: BaseException) -> str:
    if isinstance(error, ExplorerError):
        return f"{error}\n{error.advice()}".strip()
    _log.error("a page could not be drawn: %s", type(error).__name__)
    return "This page could not be drawn. Its text can still be searched and quoted."
