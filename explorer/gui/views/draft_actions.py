"""What a person does with the statement at hand. Only this makes anything accepted, and each can be undone."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.services import WindowServices
from explorer.model.draft import StatementKind
from explorer.model.kept_draft import DraftVersion, LinkId, MarkKind, Standing
from explorer.model.passage import PageRef
from explorer.model.trace import Match


class AtHand(Protocol):
    """What the workspace has at hand."""

    version: DraftVersion | None

    @property
    def standing(self) -> Standing | None: ...

    @property
    def match(self) -> Match | None: ...


class DraftActions(QObject):
    """
    Signals:
        name_wanted: what is to be done needs the name of who does it; a function that takes it.
    """

    name_wanted = Signal(object)

    def __init__(self, session: CaseSession, services: WindowServices, at_hand: AtHand) -> None:
        super().__init__()
        self._session, self._services, self._hand = session, services, at_hand

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "draft.accept": self.accept,
            "draft.open": self.open_page,
            "draft.wording": self.use_wording,
            "draft.sign": self.sign,
        }

    def accept(self) -> None:
        """Link the match at hand to the chosen statement: a person looked."""
        version, standing, match = self._hand.version, self._hand.standing, self._hand.match
        if version is None or standing is None or match is None:
            self._services.say("There is no passage to accept for this statement.")
            return
        if not version.draft:
            self._services.say("Pasted words are not kept. O opens the page; C cites the passage there.")
            return
        there = {each.passage for each in standing.links}
        fresh = [each for each in match.passages if each not in there]
        if fresh and not self._do(lambda: self._session.drafting.link_all(version.draft, standing.kept.id, fresh)):
            return
        self._services.say("Accepted: the statement stands on this passage. Ctrl+Z takes it back.")

    def unlink(self, link: str) -> None:
        self._do(lambda: self._session.drafting.unlink(LinkId(link)))

    def open_page(self) -> None:
        """Show the match's page in Read."""
        match = self._hand.match
        if match is not None:
            passage = match.passages[0]
            self._services.open_page(passage.page, (passage.start, passage.end))

    def use_wording(self) -> None:
        """Write a new version of the draft, in which the source's words stand."""
        version, standing, match = self._hand.version, self._hand.standing, self._hand.match
        if version is None or standing is None or match is None or not version.draft:
            return
        statement = standing.kept.statement
        if statement.kind is not StatementKind.QUOTE:
            self._services.say("Only a quotation can take its source’s wording.")
            return
        words = match.source_text + _closing(statement.text)
        if self._do(lambda: self._session.drafting.use_wording(version.draft, standing.kept.id, words)):
            self._services.say("A new version of the draft has the source’s words. Ctrl+Z takes it back.")

    def mark(self, kind: MarkKind | None) -> None:
        """Say of the statement what no page can; None takes it back."""
        version, standing = self._hand.version, self._hand.standing
        if version is None or standing is None or not version.draft:
            return
        drafting = self._session.drafting
        if kind is None:
            self._do(lambda: drafting.unmark(standing.kept.id))
        else:
            self._do(lambda: drafting.mark(version.draft, standing.kept.id, kind))

    def keep(self) -> None:
        """Let what was said of a reworded statement hold for its new words."""
        version, standing = self._hand.version, self._hand.standing
        if version is not None and standing is not None and version.draft:
            self._do(lambda: self._session.drafting.keep(version.draft, standing.kept.id))

    def strike(self, token: int, is_on: bool) -> None:
        """Strike a token off by name, or open it again."""
        version, standing = self._hand.version, self._hand.standing
        if version is None or standing is None or not version.draft:
            return
        checking = self._session.checking_off
        if is_on:
            self.name_wanted.emit(
                lambda name: self._do(lambda: checking.strike(version.draft, standing.kept.id, [token], name))
            )
        else:
            self._do(lambda: checking.open_again(version.draft, standing.kept.id, [token]))

    def sign(self) -> None:
        """Sign the draft as checked."""
        version = self._hand.version
        if version is not None and version.draft:
            self.name_wanted.emit(lambda name: self._do(lambda: self._session.checking_off.sign(version.draft, name)))

    def copy_citation(self) -> None:
        match = self._hand.match
        if match is not None:
            QGuiApplication.clipboard().setText(self.citation(match.passages[0].page))
            self._services.say("The citation is on the clipboard.")

    def citation(self, page: PageRef) -> str:
        """How a page is cited, even if it is gone."""
        try:
            return str(self._session.reading.citation(page))
        except ExplorerError:
            return "The page is no longer in the case"

    def _do(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except ExplorerError as problem:
            self._services.show_error(problem)
            return False
        return True


def _closing(words: str) -> str:
    """The punctuation that a draft's quotation ends with."""
    return words[len(words.rstrip(".,;:!?")) :]
