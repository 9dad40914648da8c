"""Who read a page off its picture, how sure it was, and the other readings that are kept beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.gui.models.picture_words import reading_name, sureness, unsure_count
from explorer.gui.views.parts import ElidedLabel, LinkButton, TextLabel
from explorer.gui.views.picture_strip import key_of
from explorer.model.ocr import LAYER, KeptReading, OcrStanding

_LINE = 20  # pixels; a link has no least height of its own


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
        for kept in sorted(standing.readings, key=lambda each: (not each.in_use, each.engine == LAYER)):
            percent = standing.doubt.percent if kept.in_use and standing.doubt else int(kept.reading.confidence)
            self._add(kept, sureness(kept, percent))
        unsure = len(standing.doubt.unsure) if standing.doubt else 0
        if unsure:
            self._link(unsure_count(unsure), "unsure.next", "needs_source")
        if len(standing.readings) > 1:
            self._link("Compare readings", "picture.compare")
        if len([kept for kept in standing.readings if kept.engine != LAYER]) == 1:
            self._link("Read with the other engine", "picture.read_other")

    def _add(self, kept: KeptReading, sure: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        shape, means = ("●", "shown and searched") if kept.in_use else ("○", "kept, not searched")
        line.addStrut(_LINE)
        name = ElidedLabel(f"{shape} {reading_name(kept)}", role="ink" if kept.in_use else "muted")
        name.setAccessibleName(", ".join(filter(None, (reading_name(kept), sure, means))))
        line.addWidget(name, 1)
        if sure:
            line.addWidget(TextLabel(sure, role="muted", size=11))
        if not kept.in_use:
            use = LinkButton("Use", f"Show and search {reading_name(kept)} instead", size=12)
            use.setToolTip("Show and search this reading instead; Ctrl+Z goes back")
            use.clicked.connect(lambda: self.use_asked.emit(kept.engine))
            line.addWidget(use)
        self._column.addLayout(line)

    def _link(self, words: str, action: str, role: str = "accent") -> None:
        key = key_of(action)
        line = QHBoxLayout()
        line.setSpacing(6)
        link = LinkButton(words, f"{words} ({key})", size=12, role=role)
        line.addStrut(_LINE)
        link.clicked.connect(lambda: self.asked.emit(action))
        line.addWidget(link)
        line.addWidget(ElidedLabel(key, role="faint", size=11), 1)
        self._column.addLayout(line)
