"""The figures above the story: how many statements there are, and how far each is."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.models.story_marks import StoryCounts
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLabel, TextLabel

_FIGURES = (
    ("statements", "in all", "ink"),
    ("accepted", "accepted", "supported"),
    ("to_accept", "to accept", "accent"),
    ("no_match", "differ", "differs"),
    ("no_source", "missing", "needs_source"),
)


class StoryCountsBar(QWidget):
    """One figure over its words, five times."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("storyCounts")
        self._figures: dict[str, TextLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        for name, words, role in _FIGURES:
            figure = TextLabel("0", role=role, size=20, weight=600)
            self._figures[name] = figure
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(figure)
            column.addWidget(ElidedLabel(words, role="muted", size=11))
            row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        watch_theme(self, self._dress)

    def show_counts(self, counts: StoryCounts) -> None:
        """Show how far a story is."""
        said = []
        for name, words, _ in _FIGURES:
            value = getattr(counts, name)
            self._figures[name].setText(f"{value:,}")
            said.append(f"{value:,} {words}")
        self.setAccessibleName(", ".join(said))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())

    def _dress(self) -> None:
        self.setStyleSheet(f"QWidget#storyCounts {{ background: {colour('panel').name()}; }}")
