"""One conversation read as one: who wrote what to whom, in order, each message opened at its page."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.conversation_index import FoundTurn
from explorer.app.session import CaseSession
from explorer.gui.models.conversation_rows import Row, conversation_words, indents, turn_rows
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.conversation_list import ConversationList
from explorer.gui.views.conversation_reader import ConversationReader
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLabel, EmptyState, LinkButton, Separator
from explorer.model.conversation import Conversation
from explorer.model.letter import Letter
from explorer.model.passage import PageRef

_AT_ONCE = 60  # turns
_SHOW, _FOLD = "Unfold all", "Fold all"


class ConversationView(QWidget):
    """
    Signals:
        opened: a page, and a passage of it or None, as one tuple.
        left: the page is to be shown again.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, session: CaseSession, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = ConversationReader(session, services, self)
        self._conversation: Conversation | None = None
        self._indents: list[int] = []
        self._letters: dict[int, Letter | None] = {}
        self._hits: dict[PageRef, tuple[Span, ...]] = {}
        self._query = ""
        self._unfolded: set[tuple[int, int]] = set()
        self._shows_all = False
        self._waiting: list[int] = []  # turns to show anew
        self._soon = QTimer(self, singleShot=True, interval=0)
        self.list = ConversationList()
        self._subject, self._detail = ElidedLabel(size=15, weight=600), ElidedLabel(role="muted", size=12)
        self._back = LinkButton("‹ Page", "Back to the page, Esc", size=12)
        self._all = LinkButton(_SHOW, "Show or fold all quoted layers, signatures and small print", size=12)
        self._empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._lay_out()
        self._back.clicked.connect(lambda _=False: self.left.emit())
        self._all.clicked.connect(lambda _=False: self._show_all(not self._shows_all))
        self.list.left.connect(self.left)
        self.list.opened.connect(self.opened)
        self.list.wanted.connect(self._reader.want)
        self.list.fold_asked.connect(self._fold)
        self._soon.timeout.connect(self._renew_some)
        self._reader.found.connect(self._on_found)
        self._reader.missed.connect(self._on_missed)
        self._reader.read.connect(self._on_read)
        self._reader.lit.connect(self._on_lit)
        self._reader.failed.connect(services.show_error)

    def _lay_out(self) -> None:
        self.setObjectName("conversation")
        self._back.setToolTip("Back to the page (Esc)")
        self._all.setToolTip("Quoted layers, signatures and small print of all messages; of one: Right and Left")
        title, head = QVBoxLayout(), QHBoxLayout()
        title.setSpacing(2)
        title.addWidget(self._subject)
        title.addWidget(self._detail)
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(14)
        head.addWidget(self._back)
        head.addLayout(title, 1)
        head.addWidget(self._all)
        for page in (self.list, self._empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        watch_theme(self, self._dress)

    # What others ask

    def show_message(self, page: PageRef, start: int = 0) -> None:
        """Show the conversation of a message, from that message on.

        Args:
            start: a place in the page's text, where several messages are printed on it.
        """
        if self._conversation is None:
            self._say_empty("Looking for the conversation…", "")
        self._reader.ask(page, start)

    def set_query(self, query: str) -> None:
        """Light another query's hits."""
        if query == self._query:
            return
        self._query, self._hits = query, {}
        self._reader.search_for(query)
        if self._conversation is not None:
            self._renew(self._letters)
            self._reader.light(self._letters.values())

    @property
    def conversation(self) -> Conversation | None:
        """What is shown."""
        return self._conversation

    @property
    def is_settled(self) -> bool:
        """Whether all that is in sight has been read."""
        return self._reader.is_idle and (self._conversation is not None or "…" not in self._empty.words())

    def words(self) -> str:
        """What the head says and, where there is no conversation, the empty place."""
        empty = self._empty.words() if self._stack.currentWidget() is self._empty else ""
        return f"{self._subject.text()} {self._detail.text()} {empty}".strip()

    # What arrives

    def _on_found(self, found: FoundTurn, is_refresh: bool) -> None:
        current = found.turn
        if self._conversation is not None and is_refresh:
            if found.conversation == self._conversation:
                return
            current = _turn_like(self._conversation, self.list.current_turn, found)
        if self._conversation != found.conversation:
            self._letters, self._hits, self._unfolded, self._waiting = {}, {}, set(), []
            self._conversation, self._indents = found.conversation, indents(found.conversation)
        subject, detail = conversation_words(found.conversation)
        self._subject.setText(subject)
        self._detail.setText(detail)
        self._all.show()
        self._stack.setCurrentWidget(self.list)
        self.list.show_turns([self._rows(at) for at in range(len(self._indents))], set(self._letters), current)
        self._reader.want(current)

    def _on_missed(self) -> None:
        self._say_empty(
            "This page is no message", "Mail is read as conversations, also where it was printed into a document."
        )

    def _say_empty(self, title: str, text: str) -> None:
        self._conversation, self._waiting = None, []
        self._subject.setText("")
        self._detail.setText("")
        self._all.hide()
        self._empty.say(title, text)
        self._stack.setCurrentWidget(self._empty)

    def _on_read(self, letters: dict[int, Letter | None]) -> None:
        self._letters.update(letters)
        if self._shows_all:
            self._unfolded.update(key for at in letters for key in self._folds_of(at))
        self._renew(letters)

    def _on_lit(self, hits: dict[PageRef, tuple[Span, ...]]) -> None:
        self._hits.update(hits)
        held = {page for page, spans in hits.items() if spans}
        self._renew(
            [at for at, each in self._letters.items() if each and any(part.page in held for part in each.parts)]
        )

    # Folding

    def _fold(self, turn: int, part: int, shows: bool | None) -> None:
        keys = self._folds_of(turn) if part < 0 else {(turn, part)}
        wanted = keys if (shows if shows is not None else not keys <= self._unfolded) else set()
        if (self._unfolded & keys) != wanted:
            self._unfolded = (self._unfolded - keys) | wanted
            self._renew([turn])

    def _show_all(self, shows: bool) -> None:
        self._shows_all = shows
        self._all.setText(_FOLD if shows else _SHOW)
        self._unfolded = {key for at in self._letters for key in self._folds_of(at)} if shows else set()
        self._renew(self._letters)

    def _folds_of(self, turn: int) -> set[tuple[int, int]]:
        letter = self._letters.get(turn)
        return {(turn, at) for at, part in enumerate(letter.parts) if part.voice is not None} if letter else set()

    def _renew(self, turns: Iterable[int]) -> None:
        """Show turns anew: those near the current one now, the rest a portion at a time."""
        near = sorted(turns, key=lambda at: abs(at - self.list.current_turn))
        self._waiting = list(dict.fromkeys((*near, *self._waiting)))
        self._renew_some()

    def _renew_some(self) -> None:
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        self.list.replace_turns({at: self._rows(at) for at in now}, set(self._letters))
        if self._waiting:
            self._soon.start()

    def _rows(self, at: int) -> list[Row]:
        assert self._conversation is not None
        letter, hits = self._letters.get(at), self._hits
        return list(turn_rows(self._conversation, at, self._indents[at], letter, self._unfolded, hits))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reader.is_watching = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reader.is_watching = False

    def _dress(self) -> None:
        self.setStyleSheet(f"QWidget#conversation {{ background: {colour('panel').name()}; }}")


def _turn_like(shown: Conversation, turn: int, found: FoundTurn) -> int:
    """The turn that was current before more of the conversation arrived."""
    copies = shown.turns[turn].copies[:1]
    same = (at for at, each in enumerate(found.conversation.turns) if copies and each.copies[:1] == copies)
    return next(same, found.turn)
