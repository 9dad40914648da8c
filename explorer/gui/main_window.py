"""The window's layout: start page or case, and within a case bar, rail, workspaces and status line. No behaviour."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from explorer.gui.views.banner import Banner
from explorer.gui.views.jobs_panel import JobsPanel
from explorer.gui.views.rail import Rail
from explorer.gui.views.start_page import StartPage
from explorer.gui.views.status_line import StatusLine
from explorer.gui.views.top_bar import TopBar

WORKSPACES = (
    ("read", "Read"), ("sources", "Sources"), ("entities", "Entities"), ("claims", "Claims"), ("draft", "Draft"),
)  # fmt: skip


class MainWindow(QMainWindow):
    """
    Signals:
        paths_dropped: files and folders were dropped on an open case.
        closing: the window is about to close.
    """

    paths_dropped = Signal(list)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Casefile")
        self.setMinimumSize(900, 560)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.start_page, self.top_bar, self.banner = StartPage(), TopBar(), Banner()
        self.rail, self.status_line, self.jobs_panel = Rail(WORKSPACES), StatusLine(), JobsPanel()
        self.workspaces = QStackedWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self._case_page())
        self.setCentralWidget(self._pages)
        if not self.menuBar().isNativeMenuBar():
            self.menuBar().hide()  # the rail's last button shows the menus; every action is in the palette too

    def show_start(self) -> None:
        self.setWindowTitle("Casefile")
        self._pages.setCurrentIndex(0)

    def show_case(self, title: str) -> None:
        self.setWindowTitle(f"{title} – Casefile")
        self._pages.setCurrentIndex(1)

    @property
    def is_showing_case(self) -> bool:
        return self._pages.currentIndex() == 1

    def layout_text(self) -> str:
        """Size and place, as text that can be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restore_layout(self, text: str) -> None:
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii")))

    def _case_page(self) -> QWidget:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.workspaces, 1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)
        layout.addWidget(self.jobs_panel)
        layout.addWidget(self.status_line)
        return page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.is_showing_case and event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.paths_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
