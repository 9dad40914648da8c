"""Who read a page off its picture, how sure it was, and the other readings that are kept beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.gui.models.picture_words import reading_name, sureness, unsure_count
from explorer.gui.views.parts import LinkButton, TextLabel
from explorer.gui.views.picture_strip import key_of
from explorer.model.ocr import LAYER, KeptReading, OcrStanding


class ReadingView(QWidget):
    """Made anew for each page.

    Signals:
        asked: the id of an action, as in the catalog.
        use_asked: the engine whose reading is to count.
    """

    asked = Signal(str)
    use_asked = Signal(str)

    def __init__(self, standing: OcrStanding) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for kept in standing.readings:
            self._add(kept)
        unsure = len(standing.doubt.unsure) if standing.doubt else 0
        if unsure:
            self._link(unsure_count(unsure), "unsure.next", "needs_source")
        if len(standing.readings) > 1:
            self._link("Compare the readings", "picture.compare")
        if len([kept for kept in standing.readings if kept.engine != LAYER]) == 1:
            self._link("Read with the other engine", "picture.read_other")

    def _add(self, kept: KeptReading) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        name = TextLabel(("● " if kept.in_use else "○ ") + reading_name(kept), role="ink" if kept.in_use else "muted")
        line.addWidget(name)
        line.addStretch(1)
        self._column.addLayout(line)
        said = [sureness(kept), "shown and searched" if kept.in_use else "kept, not searched"]
        about = QHBoxLayout()
        about.setContentsMargins(14, 0, 0, 2)
        about.setSpacing(6)
        about.addWidget(TextLabel(" · ".join(filter(None, said)), role="muted", size=12))
        if not kept.in_use:
            use = LinkButton("Use", f"Show and search {reading_name(kept)} instead", size=12)
            use.setToolTip("Show and search this reading instead; Ctrl+Z goes back")
            use.clicked.connect(lambda: self.use_asked.emit(kept.engine))
            about.addWidget(use)
        about.addStretch(1)
        self._column.addLayout(about)

    def _link(self, words: str, action: str, role: str = "accent") -> None:
        key = key_of(action)
        line = QHBoxLayout()
        line.setSpacing(6)
        link = LinkButton(words, f"{words} ({key})", size=12, role=role)
        link.clicked.connect(lambda: self.asked.emit(action))
        line.addWidget(link)
        line.addWidget(TextLabel(key, role="faint", size=11))
        line.addStretch(1)
        self._column.addLayout(line)
