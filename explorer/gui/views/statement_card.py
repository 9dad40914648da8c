"""The chosen statement: its words, what the trace found, what differs, and what a person does with it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.models.trace_words import chip, remarks
from explorer.gui.views.difference_text import DifferenceText
from explorer.gui.views.inspector_parts import Card
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLabel, ElidedLink, LinkButton, TextLabel, emptied
from explorer.gui.views.token_ticks import TokenTicks
from explorer.model.draft import StatementKind
from explorer.model.kept_draft import MarkKind, Standing
from explorer.model.passage import PageRef
from explorer.model.trace import Match, Trace, Verdict

_MARKS = (
    (MarkKind.INTERVIEW, "From an interview"),
    (MarkKind.OPINION, "Opinion"),
    (MarkKind.ASK, "Ask somebody"),
)
_MARK_WORDS = {**dict(_MARKS), MarkKind.CHECKED: "Checked"}
_OTHERS = 6  # further matches shown
_LONGEST = 220  # characters of another match


class StatementCard(QScrollArea):
    """Shows and asks; does nothing itself.

    Signals:
        accepted: the match at hand is to be linked.
        unlinked: a LinkId that is to go.
        wording_wanted: the source's words are to stand in the draft.
        match_chosen: the index of another match.
        opened: the page is to be shown in Read.
        marked: a MarkKind, or None for none.
        kept: what was said of it before holds for its new words.
        struck: a token's number, from 0, and whether it is struck off.
    """

    accepted = Signal()
    unlinked = Signal(str)
    wording_wanted = Signal()
    match_chosen = Signal(int)
    opened = Signal()
    marked = Signal(object)
    kept = Signal()
    struck = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("statementCard")
        self.setMinimumWidth(250)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(10)
        inside = QWidget()
        inside.setObjectName("statementInside")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)
        self.setWidget(inside)
        self.tokens: TokenTicks | None = None
        watch_theme(self, self._dress)

    def clear(self) -> None:
        """Show nothing."""
        emptied(self._column)
        self.tokens = None

    def show_statement(
        self,
        standing: Standing,
        trace: Trace | None,
        match: int,
        citations: Mapping[PageRef, str],
        tokens: Sequence[str],
        history: Sequence[str],
        pages: int,
    ) -> None:
        """Show a statement.

        Args:
            match: the index of the match at hand.
            citations: of all pages that its matches and links name.
            tokens: the words of its checkable tokens.
            history: what people did to it, a line each, the newest last.
            pages: how many pages were looked through.
        """
        self.clear()
        self._add(self._quote_card(standing, trace, match, citations, pages))
        if standing.again:
            self._add(self._again_card(standing))
        for link in standing.links:
            self._add(
                self._link_card(link.id, link.passage.quote, citations.get(link.passage.page, ""), holds=link.holds)
            )
        self._add_tokens(standing, tokens)
        if trace is not None:
            self._add_others(trace, match, citations)
        if history:
            self._head("History")
            for line in history:
                self._add(TextLabel(line, role="muted", size=12, wraps=True))
        self.verticalScrollBar().setValue(0)

    # Its parts

    def _quote_card(
        self, standing: Standing, trace: Trace | None, at: int, citations: Mapping[PageRef, str], pages: int
    ) -> QWidget:
        statement = standing.kept.statement
        card = Card(can_choose=False)
        card.column.setContentsMargins(12, 10, 12, 12)
        card.column.setSpacing(7)
        said, role = chip(statement.kind, trace)
        head = QHBoxLayout()
        head.addWidget(TextLabel(f"Statement {statement.n}", role="muted", size=12))
        head.addWidget(ElidedLabel(f"· {said}", role=role, size=12, weight=600), 1)
        head.addWidget(TextLabel("J / K", role="faint", size=11))
        card.column.addLayout(head)
        words = f"“{statement.text}”" if statement.kind is StatementKind.QUOTE else statement.text
        card.column.addWidget(TextLabel(words, size=14, weight=600, wraps=True))
        if statement.speaker:
            card.column.addWidget(TextLabel(f"The draft names {statement.speaker}", role="muted", size=12, wraps=True))
        if trace is not None and trace.matches:
            self._add_match(card, trace, at, citations, pages)
        elif trace is not None:
            card.column.addWidget(
                TextLabel(f"Nothing like it stands on any of {pages:,} pages.", role="muted", size=12, wraps=True)
            )
        if standing.mark is not None:
            by = f" · {standing.mark.by}" if standing.mark.by else ""
            card.column.addWidget(
                TextLabel(f"● {_MARK_WORDS[standing.mark.kind]}{by}", role="muted", size=12, wraps=True)
            )
        card.column.addWidget(self._buttons(standing, trace, at))
        return card

    def _add_match(self, card: Card, trace: Trace, at: int, citations: Mapping[PageRef, str], pages: int) -> None:
        match = trace.matches[at]
        best = "Best match" if at == 0 else f"Match {at + 1} of {len(trace.matches)}"
        card.column.addWidget(TextLabel(f"{best} in {pages:,} pages · {match.score:.0f} %", role="muted", size=12))
        for page in dict.fromkeys(each.page for each in match.passages):
            citation = citations.get(page, "The page is no longer in the case")
            link = ElidedLink(citation, f"Open {citation}", size=12)
            link.setToolTip(citation)
            link.clicked.connect(self.opened)
            card.column.addWidget(link)
        if trace.verdict is Verdict.EXACT and not match.uncertain and at == 0:
            pass  # the words are those above
        elif match.diff:
            difference = DifferenceText()
            difference.show_pieces(match.diff)
            card.column.addWidget(difference)
        else:
            card.column.addWidget(TextLabel(f"“{_short(match.source_text)}”", size=13, wraps=True))
        for words, role in remarks(match):
            card.column.addWidget(TextLabel(words, role=role, size=12, wraps=True))

    def _buttons(self, standing: Standing, trace: Trace | None, at: int) -> QWidget:
        holder, row, second = QWidget(), QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(second)
        match = trace.matches[at] if trace and trace.matches else None
        if match is not None and trace is not None:
            is_same = trace.stands and not match.uncertain
            accept = QPushButton("Accept" if is_same else "Link anyway")
            accept.setToolTip("You looked: the statement stands on this passage (A)")
            accept.setDefault(is_same)
            accept.setProperty("primary", is_same)
            accept.clicked.connect(self.accepted)
            row.addWidget(accept)
            if (
                standing.kept.statement.kind is StatementKind.QUOTE
                and trace.verdict is Verdict.DIFFERS
                and match.matters
            ):
                use = QPushButton("Use source wording")
                use.setToolTip("Writes a new version of the draft with the source’s words (S)")
                use.clicked.connect(self.wording_wanted)
                row.addWidget(use)
            row.addStretch(1)
            if len(trace.matches) > 1:
                following = QPushButton("Next match")
                following.setToolTip("The next place that is like it (G)")
                following.clicked.connect(lambda: self.match_chosen.emit((at + 1) % len(trace.matches)))
                second.addWidget(following)
        mark = QPushButton("Mark…")
        mark.setToolTip("From an interview, opinion, ask somebody (L)")
        mark.clicked.connect(lambda: self.ask_mark(mark.mapToGlobal(QPoint(0, mark.height()))))
        second.addWidget(mark)
        second.addStretch(1)
        return holder

    def ask_mark(self, point: QPoint | None = None) -> None:
        """Ask what is to be said of the statement."""
        menu = QMenu(self)
        for kind, words in _MARKS:
            menu.addAction(words, self._marker(kind))
        menu.addSeparator()
        menu.addAction("Take the mark away", self._marker(None))
        menu.popup(point or self.mapToGlobal(QPoint(20, 60)))

    def _marker(self, kind: MarkKind | None) -> Callable[[], None]:
        return lambda: self.marked.emit(kind)

    def _again_card(self, standing: Standing) -> QWidget:
        card = Card(can_choose=False)
        card.column.addWidget(
            TextLabel(
                "▲ Reworded since it was checked: check again", role="needs_source", size=12, weight=600, wraps=True
            )
        )
        if standing.change:
            difference = DifferenceText()
            difference.show_pieces(standing.change)
            card.column.addWidget(difference)
        keep = QPushButton("It still holds")
        keep.setToolTip("What was said of it holds for these words too")
        keep.clicked.connect(self.kept)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addStretch(1)
        card.column.addLayout(row)
        return card

    def _link_card(self, link: str, quote: str, citation: str, *, holds: bool) -> QWidget:
        card = Card(can_choose=False)
        card.column.addWidget(TextLabel("✓ Accepted: stands on", role="supported", size=12, weight=600))
        card.column.addWidget(TextLabel(f"“{_short(' '.join(quote.split()))}”", size=13, wraps=True))
        card.column.addWidget(ElidedLabel(citation, role="muted", size=12))
        if not holds:
            card.column.addWidget(
                TextLabel(
                    "▲ The page was read anew and these words no longer stand there.",
                    role="needs_source",
                    size=12,
                    wraps=True,
                )
            )
        undo = LinkButton("Take the link away", size=12)
        undo.clicked.connect(lambda: self.unlinked.emit(link))
        card.column.addWidget(undo)
        return card

    def _add_tokens(self, standing: Standing, tokens: Sequence[str]) -> None:
        if not standing.kept.statement.tokens:
            return
        self._head(f"To strike off: {standing.open_tokens} of {len(standing.struck)} open")
        self.tokens = TokenTicks(standing, tokens)
        self.tokens.struck.connect(self.struck)
        self._add(self.tokens)

    def _add_others(self, trace: Trace, at: int, citations: Mapping[PageRef, str]) -> None:
        others = [(index, each) for index, each in enumerate(trace.matches) if index != at][:_OTHERS]
        if not others:
            return
        self._head("Other matches")
        for index, match in others:
            self._add(self._other(index, match, citations))

    def _other(self, index: int, match: Match, citations: Mapping[PageRef, str]) -> QWidget:
        card = Card()
        card.setAccessibleName(f"Match {index + 1}: {match.source_text}")
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(citations.get(match.passages[0].page, ""), role="accent", size=12), 1)
        head.addWidget(TextLabel(f"{match.score:.0f} %", role="muted", size=11))
        card.column.addLayout(head)
        card.column.addWidget(TextLabel(f"“{_short(match.source_text)}”", size=12, wraps=True))
        for words, role in remarks(match):
            card.column.addWidget(TextLabel(words, role=role, size=11, wraps=True))
        card.chosen.connect(lambda: self.match_chosen.emit(index))
        return card

    def _head(self, words: str) -> None:
        self._column.addSpacing(4)
        self._add(TextLabel(words.upper(), role="muted", size=11, weight=600))

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _dress(self) -> None:
        self.setStyleSheet(
            f"QScrollArea#statementCard, QWidget#statementInside {{ background: {colour('window').name()}; }}"
        )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
