"""The page, or in its place the conversation that its message belongs to; Esc goes from the one to the other."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget

from explorer.app.session import CaseSession
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.conversation import ConversationView
from explorer.gui.views.page_desk import PageDesk
from explorer.model.passage import PageRef


class PageOrConversation(QStackedWidget):
    """Two views of one message. The conversation is made when it is first asked for."""

    def __init__(self, session: CaseSession, services: WindowServices, page_desk: PageDesk) -> None:
        super().__init__()
        self._session, self._services, self._page_desk = session, services, page_desk
        self.conversation: ConversationView | None = None
        self._query = ""
        self.addWidget(page_desk)
        self.setMinimumWidth(page_desk.minimumWidth())
        self.setFocusProxy(page_desk)

    @property
    def is_conversation(self) -> bool:
        """Whether the conversation is in front."""
        return self.conversation is not None and self.currentWidget() is self.conversation

    @property
    def is_settled(self) -> bool:
        """Whether all that is in sight is there."""
        if self.is_conversation and self.conversation is not None:
            return self.conversation.is_settled
        return self._page_desk.view.is_settled

    def open_page(self, page: PageRef, span: Span | None = None) -> None:
        """Show a page, with a passage lit."""
        self.show_page()
        self._page_desk.open_page(page, span)

    def set_query(self, query: str, filters: Mapping[str, frozenset[str]]) -> None:
        """Light another query, on pages and in conversations."""
        self._query = query
        self._page_desk.set_query(query, filters)
        if self.conversation is not None:
            self.conversation.set_query(query)

    def read_conversation(self) -> None:
        """Show the conversation of the message on the page, from that message; back to the page if it is shown."""
        if self.is_conversation:
            self.leave()
            return
        page = self._page_desk.current_page()
        if page is None:
            return
        if self.conversation is None:
            self.conversation = ConversationView(self._session, self._services)
            self.conversation.left.connect(self.leave)
            self.conversation.opened.connect(self._open)
            self.conversation.set_query(self._query)
            self.addWidget(self.conversation)
        chosen = self._page_desk.current_passage()
        here = chosen is not None and chosen.page == page
        self.setCurrentWidget(self.conversation)
        self.setFocusProxy(self.conversation)
        self.conversation.show_message(page, chosen.start if here and chosen is not None else 0)
        self.conversation.setFocus()

    def show_page(self) -> None:
        """Put the page in front."""
        self.setCurrentWidget(self._page_desk)
        self.setFocusProxy(self._page_desk)

    def leave(self) -> None:
        """Go back to the page."""
        self.show_page()
        self._page_desk.setFocus()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of the page do; what is done to a page is done to one that is seen."""
        found = {action: self._seen(act) for action, act in self._page_desk.handlers().items()}
        return {**found, "page.conversation": self.read_conversation}

    def _seen(self, act: Callable[[], None]) -> Callable[[], None]:
        def do() -> None:
            if self.is_conversation:
                self.show_page()
            act()

        return do

    def _open(self, target: tuple[PageRef, Span | None]) -> None:
        self.open_page(*target)
        self._page_desk.setFocus()
