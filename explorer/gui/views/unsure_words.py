"""Goes from one word of little confidence to the next on the page at hand, to look at the picture and put it right."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from explorer.app.session import CaseSession
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.page_view import PageView
from explorer.model.passage import PageRef, Passage

_NONE = "No word of this page was read with little confidence."
_LAST = "No more words of little confidence {} on this page."


class UnsureWords(QObject):
    """
    Args:
        view: where the words are chosen.
        page: the page now read.
        correct: opens what puts the chosen words right.
    """

    def __init__(
        self,
        session: CaseSession,
        services: WindowServices,
        view: PageView,
        page: Callable[[], PageRef | None],
        correct: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._session, self._services, self._view, self._page, self._correct = session, services, view, page, correct
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(correct)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"unsure.next": lambda: self.step(1), "unsure.previous": lambda: self.step(-1)}

    def left(self, passage: Passage) -> int | None:
        """How many such words a page has beside those of a passage; None where the passage holds none of them."""
        spans = self._session.recognising.unsure(passage.page)
        others = [span for span in spans if span[1] <= passage.start or span[0] >= passage.end]
        return len(others) if len(others) < len(spans) else None

    def step(self, direction: int) -> None:
        """Choose the next such word (1) or the one before (-1); says so where there is none."""
        page = self._page()
        if page is None:
            return
        spans = self._session.recognising.unsure(page)
        chosen = self._view.selection()
        here = chosen if chosen and chosen.page == page else None
        found = beside(spans, here, direction)
        if found is None:
            self._services.say(_LAST.format("below" if direction > 0 else "above") if spans else _NONE)
            return
        self._view.show_words(page.ordinal, found)

    def go_on(self, corrected: Passage) -> None:
        """Choose the next one after words that were put right just now, and offer it for the same."""
        page = corrected.page
        found = next((each for each in self._session.recognising.unsure(page) if each[0] >= corrected.start), None)
        if found is None or self._page() != page:
            self._services.say(f"Put right. {_LAST.format('below')}")
            return
        self._view.show_words(page.ordinal, found)
        self._soon.start()  # once the dialog that is closing is gone


def beside(spans: tuple[Span, ...], chosen: Passage | None, direction: int) -> Span | None:
    """The span after the chosen words (1) or before them (-1); from nowhere the first, or the last."""
    if direction > 0:
        return next((each for each in spans if chosen is None or each[0] >= chosen.end), None)
    return next((each for each in reversed(spans) if chosen is None or each[1] <= chosen.start), None)
