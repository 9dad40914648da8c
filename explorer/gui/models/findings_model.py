"""Negative findings as rows, the newest first, stale ones said."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.model.finding import Finding, FindingId

Index = QModelIndex | QPersistentModelIndex


class FindingRole(IntEnum):
    FINDING = Qt.ItemDataRole.UserRole


def finding_state(finding: Finding) -> tuple[str, str]:
    """How a finding stands in a shape and words, and the role of their colour."""
    if finding.is_stale:
        return "▲ Stale: search again", "needs_source"
    return f"○ 0 hits on {finding.coverage.pages:,} pages", "muted"


class FindingsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []

    def show(self, findings: Sequence[Finding]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._findings = list(findings)
        self.endResetModel()

    def row_of(self, finding: FindingId) -> int:
        """The row of a finding; -1 if there is none."""
        return next((row for row, each in enumerate(self._findings) if each.id == finding), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        finding = self._findings[index.row()]
        match role:
            case FindingRole.FINDING:
                return finding
            case Qt.ItemDataRole.DisplayRole:
                return ", ".join(finding.terms)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{', '.join(finding.terms)}, {finding_state(finding)[0]}, {finding.searched[:10]}"
        return None
