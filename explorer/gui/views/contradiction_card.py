"""Two statements that give different values, side by side. A suggestion until a person confirms or dismisses it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from explorer.gui.models.claim_beside import PairShown, SideShown
from explorer.gui.views.inspector_parts import Card
from explorer.gui.views.parts import ElidedLabel, ElidedLink, LinkButton, TextLabel
from explorer.model.contradiction import ContradictionState


class ContradictionCard(Card):
    """
    Signals:
        settled: a ContradictionState, as a person says.
        opened: a PageRef and the span to light on it.
    """

    settled = Signal(object)
    opened = Signal(object, object)

    def __init__(self, pair: PairShown) -> None:
        super().__init__(can_choose=False)
        self._pair = pair
        found = pair.found
        is_confirmed = found.state is ContradictionState.CONFIRMED
        said = "✕ They contradict each other" if is_confirmed else "▲ Different values"
        self.setAccessibleName(f"{said}: {found.about}: {found.one.value} and {found.other.value}")
        self.column.setContentsMargins(14, 10, 14, 12)
        self.column.setSpacing(8)
        self.column.addWidget(
            ElidedLabel(f"{said} · {found.about}", role="differs" if is_confirmed else "needs_source", weight=600)
        )
        beside = QHBoxLayout()
        beside.setSpacing(18)
        for shown in pair.sides:
            beside.addLayout(self._side(shown), 1)
        self.column.addLayout(beside)
        if found.note:
            self.column.addWidget(TextLabel(f"Note: {found.note}", size=12, wraps=True))
        self.column.addLayout(self._answers(is_confirmed))

    def _side(self, shown: SideShown) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(TextLabel(shown.side.value, size=15, weight=600))
        column.addWidget(TextLabel(shown.side.text, wraps=True))
        if shown.page is None:
            column.addWidget(TextLabel(shown.where, role="muted", size=12))
        else:
            link = ElidedLink(shown.where, f"Open {shown.where}", size=12)
            link.setToolTip(shown.where)
            link.clicked.connect(lambda: self.opened.emit(shown.page, shown.span))
            column.addWidget(link)
        column.addStretch(1)
        return column

    def _answers(self, is_confirmed: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(14)
        if is_confirmed:
            self._answer(line, "Take that back", ContradictionState.SUGGESTED)
        else:
            self._answer(line, "They contradict each other", ContradictionState.CONFIRMED)
        self._answer(line, "No contradiction", ContradictionState.DISMISSED)
        line.addStretch(1)
        return line

    def _answer(self, line: QHBoxLayout, text: str, state: ContradictionState) -> None:
        button = LinkButton(text, f"{text}: {self._pair.found.about}", size=12)
        button.clicked.connect(lambda: self.settled.emit(state))
        line.addWidget(button)
