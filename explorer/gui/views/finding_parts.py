"""What a negative finding is shown with: the form that asks, the table of queries, the pages that hold something."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.views.inspector_parts import Card
from explorer.gui.views.paint import sized
from explorer.gui.views.parts import ElidedLink, LinkButton, TextLabel
from explorer.model.finding import Asked, Finding, FoundPage, Variant

STALE = "▲ Stale: files or pages were added or read since. Search again before relying on it."
_HEADS = ("Searched for", "How", "Query", "Pages")
_TERM = 150  # pixels
_ROWS = 12  # that are shown without scrolling


class FindingForm(QWidget):
    """
    Signals:
        asked: the terms, the words to leave out, and who searches.
    """

    asked = Signal(list, list, str)

    def __init__(self, person: str) -> None:
        super().__init__()
        self.terms, self.excepted, self.person = QPlainTextEdit(), QLineEdit(), QLineEdit(person)
        self.button = QPushButton("Search everywhere")
        self._lay_out()
        self.button.clicked.connect(self.ask)

    def _lay_out(self) -> None:
        self.terms.setAccessibleName("Names or words, one in each line")
        self.terms.setPlaceholderText("Names or words, one in each line")
        self.terms.setTabChangesFocus(True)
        self.terms.setFont(sized(15))
        self.terms.setFixedHeight(96)
        self.excepted.setAccessibleName("Near words that are others")
        self.excepted.setPlaceholderText("Near words that are others, with commas between them")
        self.person.setAccessibleName("Who searches")
        self.person.setFixedWidth(170)
        self.button.setProperty("primary", True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(TextLabel("Searched by", role="muted", size=12))
        line.addWidget(self.person)
        line.addStretch(1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(TextLabel("Search for what is not there", size=15, weight=600))
        said = (
            "Each name is searched for as written, in other forms, with one letter off, as pictures are misread, "
            "broken in two and written together. If no page holds any of it, that is kept with what was searched."
        )
        column.addWidget(TextLabel(said, role="muted", wraps=True))
        column.addWidget(self.terms)
        column.addWidget(self.excepted)
        column.addLayout(line)

    def ask(self) -> None:
        """Give out what is to be searched for."""
        terms = [line for line in self.terms.toPlainText().splitlines() if line.strip()]
        excepted = [word for word in self.excepted.text().split(",") if word.strip()]
        self.asked.emit(terms, excepted, self.person.text())

    def leave_out(self, word: str) -> None:
        """Leave out a word that is another, and search again."""
        words = [each.strip() for each in self.excepted.text().split(",") if each.strip()]
        self.excepted.setText(", ".join(dict.fromkeys([*words, word])))
        self.ask()


class QueryTable(QTableWidget):
    """Every query that was asked, with the number of pages that hold it."""

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self.setAccessibleName("Queries that were asked")
        self.setProperty("framed", True)
        self.setHorizontalHeaderLabels(_HEADS)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, _TERM)

    def show_queries(self, queries: Sequence[Asked]) -> None:
        """Replace all rows."""
        self.setRowCount(len(queries))
        for row, asked in enumerate(queries):
            for column, text in enumerate((asked.term, asked.variant.value, asked.query, f"{asked.pages:,}")):
                item = QTableWidgetItem(text)
                item.setToolTip(text if column in (0, 2) else "")
                if column == len(_HEADS) - 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        tall = self.verticalHeader().defaultSectionSize() * min(len(queries), _ROWS)
        self.setFixedHeight(tall + self.horizontalHeader().sizeHint().height() + 4)


class CitedCard(Card):
    """A search that found nothing, as the claim that cites it shows it.

    Signals:
        opened: it is to be shown.
        removed: the claim is to cite it no more.
    """

    opened = Signal()
    removed = Signal()

    def __init__(self, finding: Finding) -> None:
        super().__init__(can_choose=False)
        self.column.addWidget(TextLabel(finding.words(), wraps=True))
        if finding.is_stale:
            self.column.addWidget(TextLabel(STALE, role="needs_source", size=12, wraps=True))
        when = f"{finding.searched[:10]} {finding.searched[11:16]} UTC by {finding.by}"
        self.column.addWidget(TextLabel(f"Searched {when}", role="muted", size=12))
        line = QHBoxLayout()
        line.setSpacing(12)
        for words, signal in (("Open the search", self.opened), ("Take it away", self.removed)):
            button = LinkButton(words, size=12)
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        self.column.addLayout(line)


class FoundCard(Card):
    """A page that holds something after all.

    Signals:
        opened: it is to be shown.
        left_out: a word that is another, as the person says.
    """

    opened = Signal()
    left_out = Signal(str)

    def __init__(self, found: FoundPage) -> None:
        super().__init__(can_choose=False)
        link = ElidedLink(found.citation, f"Open {found.citation}")
        link.clicked.connect(self.opened)
        self.column.addWidget(link)
        standing = ", ".join(f"“{words}”" for words in found.words[:6])
        self.column.addWidget(TextLabel(f"{standing} · {found.term}, {found.variant.value}", size=12, wraps=True))
        if found.variant in (Variant.FUZZY, Variant.OCR) and (others := _other_words(found)):
            self.column.addLayout(self._others(others))

    def _others(self, others: Sequence[str]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(TextLabel("Another word:", role="muted", size=12))
        for word in others:
            button = LinkButton(f"leave out “{word}”", size=12)
            button.clicked.connect(lambda _checked=False, its=word: self.left_out.emit(its))
            line.addWidget(button)
        line.addStretch(1)
        return line


def _other_words(found: FoundPage) -> list[str]:
    """The words that stand on a page in place of those searched for: each may be another word altogether."""
    asked = set(found.term.casefold().split())
    there = dict.fromkeys(word for words in found.words for word in words.split())
    return [word for word in there if word not in asked][:4]
