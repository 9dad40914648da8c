"""The settings, from their one table, and the keys of every action. What is set holds at once; there is no "apply"."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.app.settings import SETTINGS, Setting, Settings, Value
from explorer.errors import InputError
from explorer.gui.dialogs.keys_page import KeysPage


class SettingsDialog(QDialog):
    """Two pages: general, keys."""

    def __init__(self, parent: QWidget | None, settings: Settings) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.resize(600, 520)
        self._settings = settings
        self._says = QLabel()
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._says.setWordWrap(True)
        self._says.setProperty("role", "problem")
        self.fields = {setting.key: self._field(setting) for setting in SETTINGS}
        self.keys = KeysPage(settings)
        self.keys.refused.connect(self._says.setText)
        pages = QTabWidget()
        pages.setDocumentMode(True)
        pages.tabBar().setDrawBase(False)
        pages.addTab(self._general(), "General")
        pages.addTab(self.keys, "Keys")
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(pages, 1)
        layout.addWidget(self._says)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _general(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(14, 16, 14, 14)
        form.setVerticalSpacing(12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for setting in SETTINGS:
            field = self.fields[setting.key]
            if setting.kind is bool:
                form.addRow(field)
            else:
                form.addRow(setting.text, field)
        return page

    def _field(self, setting: Setting) -> QWidget:
        """The control for a setting, at its present value."""
        value = self._settings[setting.key]
        if setting.kind is bool:
            box = QCheckBox(setting.text)
            box.setChecked(value)
            box.toggled.connect(lambda checked: self._set(setting.key, checked))
            return box
        if setting.kind is int:
            number = QSpinBox()
            number.setRange(setting.least, setting.most)
            number.setSuffix(f" {setting.unit}" if setting.unit else "")
            number.setValue(value)
            number.lineEdit().setTextMargins(6, 0, 0, 0)
            number.setAccessibleName(setting.text)
            number.valueChanged.connect(lambda chosen: self._set(setting.key, chosen))
            return number
        choice = QComboBox()
        choice.setAccessibleName(setting.text)
        for each, word in setting.choices:
            choice.addItem(word, each)
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.connect(lambda _row: self._set(setting.key, choice.currentData()))
        return choice

    def _set(self, key: str, value: Value) -> None:
        try:
            self._settings.set(key, value)
            self._says.clear()
        except InputError as problem:
            self._says.setText(f"{problem} {problem.advice()}")
