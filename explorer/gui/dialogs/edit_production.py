"""Changes what is known of a production."""

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.model.case import Production

_FIELDS = (
    ("name", "Production"),
    ("agency", "Agency"),
    ("request_number", "Request number"),
    ("received", "Date received"),
    ("note", "Note"),
)


class EditProductionDialog(QDialog):
    """``production()`` once accepted."""

    def __init__(self, parent: QWidget | None, production: Production) -> None:
        super().__init__(parent)
        self.setWindowTitle("Production")
        self.setMinimumWidth(420)
        self._before = production
        self._fields = {name: QLineEdit(getattr(production, name)) for name, _ in _FIELDS}
        form = QFormLayout()
        for name, label in _FIELDS:
            self._fields[name].setAccessibleName(label)
            form.addRow(label, self._fields[name])
        keep, leave = QPushButton("Keep changes"), QPushButton("Cancel")
        keep.setProperty("primary", True)
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addLayout(buttons)

    def production(self) -> Production:
        text = {name: field.text().strip() for name, field in self._fields.items()}
        return Production(self._before.id, **text)
