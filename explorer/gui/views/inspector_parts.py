"""Lines and cards of the inspector: an entity with its verdict, a claim, a note, a page tag."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.gui.models.claims_model import doubt_words, passages_words, status_words
from explorer.gui.views.paint import colour, kind_look, sized, status_role, watch_theme
from explorer.gui.views.parts import ElidedLabel, ElidedLink, LinkButton, SmallButton, TextLabel
from explorer.model.annotation import Note
from explorer.model.claim import Claim
from explorer.model.entity import Entity, EntityState


class Card(QFrame):
    """A white box with a thin line; chosen with a click, Enter or Space.

    Signals:
        chosen: it was clicked or entered.
    """

    chosen = Signal()

    def __init__(self, *, can_choose: bool = True) -> None:
        super().__init__()
        self._can_choose = can_choose
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if can_choose else Qt.FocusPolicy.NoFocus)
        if can_choose:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 8, 10, 8)
        self.column.setSpacing(4)
        watch_theme(self, self._dress)

    def _dress(self) -> None:
        card, line, accent = (colour(role).name() for role in ("card", "line", "accent"))
        self.setStyleSheet(
            f"QFrame#card {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}"
            f"QFrame#card:focus {{ border-color: {accent}; }}" + self._hover(accent)
        )

    def _hover(self, accent: str) -> str:
        return f"QFrame#card:hover {{ border-color: {accent}; }}" if self._can_choose else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._can_choose and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._can_choose and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class EntityLine(QWidget):
    """An entity on the page; a suggested one can be confirmed or rejected right here.

    Signals:
        chosen, confirmed, rejected: the entity itself, or one of its two small buttons.
    """

    chosen = Signal()
    confirmed = Signal()
    rejected = Signal()

    def __init__(self, entity: Entity) -> None:
        super().__init__()
        shape, role = kind_look(entity.kind)
        is_suggested = entity.state is EntityState.SUGGESTED
        name = ElidedLink(f"{shape} {entity.name}", f"{entity.name}, {entity.kind}, {entity.state.value}", role=role)
        name.setToolTip(f"{entity.name} · {entity.kind} · {entity.pages:,} pages in {entity.documents:,} documents")
        name.clicked.connect(self.chosen)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 8, 0)
        line.setSpacing(0)
        line.addWidget(name, 1)
        if not is_suggested:
            line.addWidget(
                TextLabel(f"{entity.pages:,} {'page' if entity.pages == 1 else 'pages'}", role="muted", size=11)
            )
            line.addSpacing(6)
            return
        line.addWidget(TextLabel("suggested", role="muted", size=11))
        yes = SmallButton("✓", f"Confirm {entity.name}", "supported")
        no = SmallButton("✕", f"Reject {entity.name}", "differs")
        yes.clicked.connect(self.confirmed)
        no.clicked.connect(self.rejected)
        line.addWidget(yes)
        line.addWidget(no)


class ClaimCard(Card):
    """A claim that cites the page, with its status in a shape and words."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        doubt = doubt_words(claim)
        self.setAccessibleName(f"Claim: {claim.text}, {claim.status.value}, {passages_words(claim)} {doubt}".rstrip())
        self.column.addWidget(TextLabel(claim.text, weight=600, wraps=True))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(TextLabel(status_words(claim.status), role=status_role(claim.status), size=12))
        line.addWidget(ElidedLabel(f"· {passages_words(claim)}", role="muted", size=12), 1)
        self.column.addLayout(line)
        if doubt:
            self.column.addWidget(TextLabel(doubt, role="needs_source", size=12, wraps=True))


class Writing(QWidget):
    """A field for a few lines with its answer; Ctrl+Enter keeps, Escape drops.

    Signals:
        kept: the text, trimmed and not empty.
        dropped: nothing is to be written.
    """

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, text: str, answer: str, name: str) -> None:
        super().__init__()
        self._field = QPlainTextEdit(text)
        self._field.setAccessibleName(name)
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(72)
        self._field.setFont(sized(13))
        self._field.installEventFilter(self)
        keep, drop = QPushButton(answer), LinkButton("Leave it", size=12)
        keep.clicked.connect(self._keep)
        drop.clicked.connect(self.dropped)
        buttons = QHBoxLayout()
        buttons.addWidget(keep)
        buttons.addWidget(drop)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._field)
        column.addLayout(buttons)
        self.setFocusProxy(self._field)

    def eventFilter(self, _watched: object, event: object) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress:
            return False
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            return False
        return True

    def _keep(self) -> None:
        text = self._field.toPlainText().strip()
        if text:
            self.kept.emit(text)
        else:
            self.dropped.emit()


class NoteCard(Card):
    """A note with its day; can be edited in place or removed.

    Signals:
        edited: the new text. removed: it is to go.
    """

    edited = Signal(str)
    removed = Signal()

    def __init__(self, note: Note) -> None:
        super().__init__(can_choose=False)
        self._note = note
        if note.passage.quote:
            self.column.addWidget(ElidedLabel(f"“{' '.join(note.passage.quote.split())}”", role="muted", size=12))
        self._text = TextLabel(note.text, wraps=True)
        self.column.addWidget(self._text)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(ElidedLabel(note.written[:10], role="muted", size=11), 1)
        edit, remove = SmallButton("✎", "Edit this note"), SmallButton("✕", "Remove this note")
        edit.clicked.connect(self._on_edit)
        remove.clicked.connect(self.removed)
        line.addWidget(edit)
        line.addWidget(remove)
        self.column.addLayout(line)

    def _on_edit(self) -> None:
        self._text.hide()
        writing = Writing(self._note.text, "Keep note", "Text of the note")
        writing.kept.connect(self.edited)
        writing.dropped.connect(writing.deleteLater)
        writing.dropped.connect(self._text.show)
        self.column.insertWidget(self.column.count() - 1, writing)
        writing.setFocus()
