"""Claims as rows, in their order, each with its status in words and a shape."""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.model.claim import Claim, ClaimId, ClaimStatus, Stance
from explorer.model.ocr import LOOK

_NAME = re.compile(r"(?!(?:The|An?) )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
Index = QModelIndex | QPersistentModelIndex

# A shape for each status, so that colour is never alone.
STATUS_SHAPES = {
    ClaimStatus.DRAFT: "○",
    ClaimStatus.CHECKING: "◐",
    ClaimStatus.SUPPORTED: "●",
    ClaimStatus.CONTRADICTED: "✕",
    ClaimStatus.NOT_IN_RECORDS: "◇",
    ClaimStatus.NEEDS_CALL: "▲",
}
STANCE_SHAPES = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "−", Stance.CONTEXT: "○"}
CONTRARY = "▲ different values"


class ClaimRole(IntEnum):
    CLAIM = Qt.ItemDataRole.UserRole
    STANDING = Qt.ItemDataRole.UserRole + 1  # how it stands with the standard: words, and the role of their colour
    CONTRARY = Qt.ItemDataRole.UserRole + 2  # that something gives another value; empty if nothing does


def status_words(status: ClaimStatus) -> str:
    """A status as shown: "● Supported"."""
    return f"{STATUS_SHAPES[status]} {status.value.capitalize()}"


def passages_words(claim: Claim) -> str:
    """How much a claim rests on: "3 passages"."""
    count = len(claim.evidence)
    return "no passage yet" if not count else f"{count} passage" if count == 1 else f"{count:,} passages"


def names_in(text: str) -> list[str]:
    """The names in a claim, as far as capitals tell; the word that it begins with alone is none."""
    found = [match.group() for match in _NAME.finditer(text) if match.start() or " " in match.group()]
    return list(dict.fromkeys(found))


def doubt_words(claim: Claim) -> str:
    """What to do where a claim rests on words that an engine was not sure of; empty where it does not."""
    return f"▲ {LOOK}" if any(each.is_uncertain for each in claim.evidence) else ""


class ClaimsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claims: list[Claim] = []
        self._standings: Mapping[ClaimId, tuple[str, str]] = {}
        self._contrary: frozenset[ClaimId] = frozenset()

    def show(self, claims: Sequence[Claim], standings: Mapping[ClaimId, tuple[str, str]] | None = None) -> None:
        """Replace all rows; where the same claims only changed, rows stay where they are."""
        same = [each.id for each in claims] == [each.id for each in self._claims]
        if not same:
            self.beginResetModel()
        self._claims, self._standings = list(claims), standings or {}
        if not same:
            self.endResetModel()
        elif claims:
            self.dataChanged.emit(self.index(0), self.index(len(claims) - 1))

    def mark_contrary(self, claims: frozenset[ClaimId]) -> None:
        """Say which claims something seems to contradict."""
        if claims != self._contrary and self._claims:
            self._contrary = claims
            self.dataChanged.emit(self.index(0), self.index(len(self._claims) - 1))

    def row_of(self, claim: ClaimId) -> int:
        """The row of a claim; -1 if there is none."""
        return next((row for row, each in enumerate(self._claims) if each.id == claim), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._claims)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        claim = self._claims[index.row()]
        match role:
            case ClaimRole.CLAIM:
                return claim
            case ClaimRole.STANDING:
                return self._standings.get(claim.id)
            case ClaimRole.CONTRARY:
                return CONTRARY if claim.id in self._contrary else ""
            case Qt.ItemDataRole.DisplayRole:
                return claim.text
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{claim.text}, {claim.status.value}, {passages_words(claim)} {doubt_words(claim)}".rstrip()
                contrary = CONTRARY if claim.id in self._contrary else ""
                return ", ".join(filter(None, (said, self._standings.get(claim.id, ("",))[0], contrary)))
        return None
