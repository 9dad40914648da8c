"""A production in the Sources workspace: its name and what is known of it; a click changes that."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import TextLabel
from explorer.model.case import Production


class ProductionCard(QPushButton):
    """A button with several lines."""

    def __init__(self, production: Production, documents: int, pages: int) -> None:
        super().__init__()
        self.setObjectName("production")
        self.setAccessibleName(f"Edit production {production.name}")
        self.setToolTip("Click to change what is known of this production")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 10, 12, 10)
        lines.setSpacing(3)
        known = " · ".join(
            part
            for part in (
                production.agency if production.agency != production.name else "",
                f"request {production.request_number}" if production.request_number else "",
                f"received {production.received}" if production.received else "",
            )
            if part
        )
        lines.addWidget(TextLabel(production.name, weight=600, wraps=True))
        if known:
            lines.addWidget(TextLabel(known, role="muted", size=11, wraps=True))
        lines.addWidget(TextLabel(f"{documents:,} documents · {pages:,} pages", role="muted", size=11, wraps=True))
        if production.note:
            lines.addWidget(TextLabel(production.note, size=11, wraps=True))
        for label in self.findChildren(TextLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        watch_theme(self, self._dress)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def _dress(self) -> None:
        card, line, accent, wash = (colour(role).name() for role in ("card", "line", "accent", "accent_wash"))
        self.setStyleSheet(
            f"#production {{ background: {card}; border: 1px solid {line}; border-radius: 8px; padding: 0; }}"
            f"#production:hover {{ background: {wash}; }} #production:focus {{ border: 1px solid {accent}; }}"
        )
