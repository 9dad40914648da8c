"""Line icons from ``resources/icons``, drawn in a colour of the theme."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.resources import resource_folder

_SIZE = 64  # drawn once at four times the usual size, so that any screen scales it down


def icon(name: str, colour: str) -> QIcon:
    """The icon of that name in a colour."""
    source = (resource_folder() / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    pixmap = QPixmap(_SIZE, _SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, _SIZE, _SIZE))
    painter.end()
    return QIcon(pixmap)
