"""Line icons from ``resources/icons``, drawn in a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.resources import resource_folder

_SIZE = 64  # drawn once at four times the usual size, so that any screen scales it down


def icon(name: str, colour: str) -> QIcon:
    """The icon of that name in a colour."""
    return QIcon(QPixmap.fromImage(_drawn(name, colour)))


def program_icon() -> QIcon:
    """The program's own sign: a page with a ticked line, on the accent."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(QPixmap.fromImage(_picture((resource_folder() / "casefile.svg").read_bytes(), side)))
    return made


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str) -> QImage:
    source = (resource_folder() / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return _picture(source.encode(), _SIZE)


def _picture(source: bytes, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image
