"""A picture of a widget as it would look on a screen, for documentation and for looking at one's own work."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from explorer.gui.theme import set_scheme


def portrait(widget: QWidget, path: Path, size: tuple[int, int] | None = None, scheme: str = "") -> None:
    """Save what a widget shows as PNG.

    Args:
        size: width and height in pixels; as it is, if none is given.
        scheme: "light" or "dark"; as it is, if none is given.
    """
    if scheme:
        set_scheme(scheme)
    if size:
        widget.resize(QSize(*size))
    widget.ensurePolished()
    QApplication.processEvents()
    widget.grab().save(str(path), "PNG")
