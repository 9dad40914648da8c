"""The newsroom's standard on a claim: each check with who made it and when. Ticking asks; only people make checks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from explorer.gui.models.claim_beside import mark_words
from explorer.gui.views.paint import sized
from explorer.gui.views.parts import ElidedLabel, SmallButton, TextLabel, emptied
from explorer.model.standard import Assessment, CheckLine, CheckState

_KEYS = 9  # checks that have a key of their own


class StandardBox(QWidget):
    """
    Signals:
        check_made: a check's name, and who made it.
        check_taken_back: the id of a check as it was made.
        standard_chosen: the newsroom's standard is to be read from a file.
        standard_saved: it is to be written to a file, to be changed.
        standard_dropped: the program's own is to hold again.
    """

    check_made = Signal(str, str)
    check_taken_back = Signal(str)
    standard_chosen = Signal()
    standard_saved = Signal()
    standard_dropped = Signal()

    def __init__(self, person: str) -> None:
        super().__init__()
        self._assessment: Assessment | None = None
        self._head = ElidedLabel(role="muted", size=11, weight=600)
        self.person = QLineEdit(person)
        self.person.setAccessibleName("Who makes the check")
        self.person.setToolTip("Whoever makes the check; each is kept with their name")
        self.person.setFont(sized(12))
        self.person.setMaximumWidth(130)
        self.person.setMinimumWidth(90)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addWidget(self._chooser())
        head.addStretch(1)
        head.addWidget(TextLabel("Checked by", role="muted", size=12))
        head.addWidget(self.person)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._rows)

    def _chooser(self) -> QToolButton:
        menu = QMenu(self)
        for text, signal in (
            ("Use the newsroom’s file…", self.standard_chosen),
            ("Save this standard as a file…", self.standard_saved),
            ("Go back to the program’s own", self.standard_dropped),
        ):
            menu.addAction(text).triggered.connect(signal)
        button = SmallButton("⋯", "Change the standard")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def show_assessment(self, assessment: Assessment) -> None:
        """Show how a claim stands now."""
        self._assessment = assessment
        count = len(assessment.lines)
        checks = "1 check" if count == 1 else f"{count} checks"
        self._head.setText(f"Standard: {assessment.standard}, {checks}, {assessment.needed} needed".upper())
        focused = next((n for n, box in enumerate(self.boxes()) if box.hasFocus()), -1)
        emptied(self._rows)
        for number, line in enumerate(assessment.lines, 1):
            self._rows.addWidget(self._row(number, line))
        if 0 <= focused < count:
            self.boxes()[focused].setFocus()

    def boxes(self) -> list[QCheckBox]:
        """The boxes that are shown, in order."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        rows = [row for item in items if item is not None and (row := item.widget()) is not None]
        return [box for row in rows if isinstance(box := row.findChild(QCheckBox), QCheckBox)]

    def toggle(self, number: int) -> None:
        """Make or take back a check by its number, from 1; nothing if there is none."""
        lines = self._assessment.lines if self._assessment else ()
        if 0 < number <= len(lines):
            self._on_clicked(lines[number - 1])

    def make_next(self) -> bool:
        """Make the first check that is open; says whether there was one."""
        for line in self._assessment.lines if self._assessment else ():
            if line.state is not CheckState.CHECKED:
                self._on_clicked(line)
                return True
        return False

    def _row(self, number: int, line: CheckLine) -> QWidget:
        needed = " (required)" if line.is_required else ""
        box = QCheckBox(line.check.text + needed)
        box.setFont(sized(13))
        box.setChecked(line.state is CheckState.CHECKED)
        box.setAccessibleName(f"{line.check.text}, {line.state.value}")
        box.clicked.connect(lambda: self._on_clicked(line))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(box)
        row.addWidget(_said(line), 1)
        if number <= _KEYS:
            box.setToolTip(f"Key {number} in the list of claims")
            row.addWidget(TextLabel(str(number), role="faint", size=11))
        return holder

    def _on_clicked(self, line: CheckLine) -> None:
        if line.state is CheckState.CHECKED and line.mark is not None:
            self.check_taken_back.emit(line.mark.id)
        else:
            self.check_made.emit(line.check.name, self.person.text())
        if self._assessment is not None:  # as it is until it is done
            for box, each in zip(self.boxes(), self._assessment.lines, strict=True):
                box.setChecked(each.state is CheckState.CHECKED)


def _said(line: CheckLine) -> TextLabel:
    """Who made a check and when, or why it does not count."""
    if line.mark is None:
        return TextLabel("", role="muted", size=12)
    who = mark_words(line.mark.at, line.mark.by)
    note = f" · {line.mark.note}" if line.mark.note else ""
    if line.state is CheckState.AGAIN:
        return TextLabel(f"▲ Check again: changed since {who}{note}", role="needs_source", size=12, wraps=True)
    if line.problem:
        return TextLabel(f"▲ Does not count: {line.problem}", role="needs_source", size=12, wraps=True)
    return TextLabel(f"{who}{note}", role="muted", size=12, wraps=True)
